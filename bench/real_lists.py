"""Lists of real courts that freelawproject/juriscraper keeps for its tests, both halves apart, peers beside us.

    python bench/real_lists.py FOLDER [--known DATA/listing/labels.json]

FOLDER is its tests/examples/opinions/united_states: X.html beside X.compare.json, what its own reader of that court
finds. A page counts where three labels and more, nine in ten of them, stand on it as links, and where its labels are
four fifths of the links that look like theirs. A page's half is a hash of its host; hosts that --known names have pages
that the rules were made with, and are told apart. `P`, `R` and `F1` are means over pages by the labelled addresses; "by
that the rules were made with, and are told apart. P, R and F1 are means over pages by the labelled addresses; "by
where the page shows it, days be the day. The peers are called as bench/listing.py calls them.
"""

import argparse
import hashlib
import json
import re
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import listing
import lxml.html

LEAST, STANDING, WHOLE = 3, 0.9, 0.8
Label = dict[str, str]


def key(url: str) -> str:
    """An address without its host, which saved pages may have lost."""
    parts = urlsplit(url.strip())
    return unquote(f"{parts.path.rstrip('/')}?{parts.query}").lower()


def plain(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").lower()


def shape(address: str) -> tuple[str, str, bool]:
    path, _, query = address.partition("?")
    folder, _, name = path.rpartition("/")
    return re.sub(r"\d+", "0", folder), name.rpartition(".")[2] if "." in name else "", bool(query)


def page_of(path: Path, labels: list[Label]) -> dict | None:
    """A page with its labels by address and the links of each label's row; None where they do not fit each other."""
    data = path.read_bytes()
    try:
        html = data.decode("utf-8")
    except UnicodeDecodeError:
        html = data.decode("cp1252", "replace")
    urls = [label["download_urls"] for label in labels if label.get("download_urls")]
    if len(set(urls)) < LEAST or html.lstrip()[:1] in ("{", "[") or "<a" not in html:
        return None
    hosts = Counter("{0.scheme}://{0.netloc}/".format(urlsplit(url)) for url in urls)
    base = hosts.most_common(1)[0][0]
    root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html))
    stated = root.find(".//base[@href]")
    around = base if stated is None else urljoin(base, stated.get("href"))
    links = [(link, key(urljoin(around, link.get("href").strip()))) for link in root.iter("a") if link.get("href")]
    wanted = {key(label["download_urls"]): label for label in reversed(labels) if label.get("download_urls")}
    there = {address for _, address in links}
    like = {address for address in there if shape(address) in set(map(shape, wanted))}
    if len(wanted.keys() & there) < max(STANDING * len(wanted), WHOLE * len(like)):
        return None
    rows = {address: _row(link, address, dict(links), wanted) for link, address in links if address in wanted}
    return {"html": html, "url": base, "wanted": wanted, "rows": rows, "text": plain(root.text_content())}


def _row(link: lxml.html.HtmlElement, own: str, links: dict, wanted: dict[str, Label]) -> list[str]:
    """The addresses in the widest element around a labelled link that holds no other label."""
    found = [own]
    for around in link.iterancestors():
        inside = [links[other] for other in around.iter("a") if other in links]
        if any(address in wanted and address != own for address in inside):
            break
        found = inside
    return found


def score(pages: list[dict], predicted: dict[str, dict]) -> list[float]:
    """P, R, F1 as labelled; by row; shares of right titles (by label) and days (by row)."""
    strict, by_row, titles, days = [], [], [], []
    for page in pages:
        records = [record for record in predicted[page["name"]]["records"] if record.get("url")]
        found = {key(record["url"]): record for record in reversed(records)}
        hits = page["wanted"].keys() & found.keys()
        in_row = ((label, [at for at in (label, *row) if at in found]) for label, row in page["rows"].items())
        taken = {label: met[0] for label, met in in_row if met}
        strict.append(_shares(len(hits), len(hits), len(found), len(page["wanted"])))
        by_row.append(_shares(len(set(taken.values())), len(taken), len(found), len(page["wanted"])))
        for label in hits:
            name, title = plain(page["wanted"][label].get("case_names")), plain(found[label]["title"])
            titles += [name in title and len(title) <= 1.5 * len(name) + 30] if name and name in page["text"] else []
        wanted = page["wanted"]
        days += [str(found[at]["date"] or "")[:10] == wanted[label]["case_dates"] for label, at in taken.items()]
    means = [statistics.fmean(column) for rows in (strict, by_row) for column in zip(*rows, strict=True)]
    return [*means, *(statistics.fmean(right) if right else 0.0 for right in (titles, days))]


def _shares(right: int, met: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / found if found else 0.0, met / wanted
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def read(folder: Path, known: Path | None) -> list[dict]:
    """The pages that count, each once."""
    guarded = json.loads(known.read_text("utf-8")) if known else {}
    hosts = {urlsplit(label["url"]).netloc for label in guarded.values()}
    pages, met = [], set()
    for path in sorted(folder.glob("*_example*.html")):
        labels = path.with_name(f"{path.stem}.compare.json")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if f"court_{path.stem}" in guarded or digest in met or not labels.exists():
            continue
        met.add(digest)
        if page := page_of(path, json.loads(labels.read_text("utf-8"))):
            host = urlsplit(page["url"]).netloc
            odd = int(hashlib.sha256(host.encode()).hexdigest(), 16) % 2
            half = "blind" if odd else "seen"
            pages.append({**page, "name": path.stem, "half": f"{half}, known hosts" if host in hosts else half})
    return pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--known", type=Path)
    args = parser.parse_args()
    pages = read(args.folder, args.known)
    if not pages:
        sys.exit(f"{args.folder}: no labelled lists")
    labels = {
        page["name"]: {"file": f"{page['name']}.html", "html": page["html"], "url": page["url"]} for page in pages
    }
    found: dict[str, dict | str] = {"ours": listing.predict("ours", labels)}
    with tempfile.TemporaryDirectory() as folder:
        for label in labels.values():
            (Path(folder) / label["file"]).write_text(label.pop("html"), "utf-8")
        (Path(folder) / "labels.json").write_text(json.dumps(labels), "utf-8")
        found |= {peer: listing.found_elsewhere(peer, Path(folder), "") for peer in listing.PEERS}
    print(
        "| half | pages | reader | P | R | F1 | by row P | R | F1 | titles | days |\n| --- | ---: | ---"
        + " | ---:" * 8
        + " |"
    )
    for half in sorted({page["half"] for page in pages}):
        own = [page for page in pages if page["half"] == half]
        for reader, predicted in found.items():
            said = (
                predicted
                if isinstance(predicted, str)
                else " | ".join(f"{share:.3f}" for share in score(own, predicted))
            )
            print(f"| {half} | {len(own)} | {reader} | {said} |")


if __name__ == "__main__":
    main()
