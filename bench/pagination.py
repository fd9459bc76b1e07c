"""Benchmark: the next page, crawler.read.pager.pager beside autopager, on saved pages with the CSS of their labelled
links.

    python bench/pagination.py FOLDER      FOLDER/labels.csv (File Name, Page URL, Encoding, PREV, PAGE, NEXT),
                                           FOLDER/html/NAME.html.gz

Two readings of the labels. "as labelled": NEXT is right, and a page without one has no next page; what next_page is
for. "as walked": what a crawler needs, and gets where next_page has no answer and further is asked. Many blogs call
their second page "Older posts" and the labels call that PREV, and numbers alone are labelled PAGE: there the older
posts, and the number after the one that has no link, are right. Links without an address are no truth in either; one
that keeps it for its script (data-href) has one. autopager learned from pages labelled like these.

Below the table stands what next_page missed as labelled: those whose labelled link says "newer" lead back to what a
walk has read.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crawler.read.listing import markup, scripts  # noqa: E402
from crawler.read.pager import pager  # noqa: E402

Finder = Callable[[str, HtmlElement, str], str | None]
OLDER = re.compile(r"older|過去|další", re.I)
NEWER = re.compile(r"newer|新しい|předešlé", re.I)


def called(_html: str, root: HtmlElement, url: str) -> str | None:
    return pager.next_page(root, url)


def walked(_html: str, root: HtmlElement, url: str) -> str | None:
    return pager.next_page(root, url) or pager.further(root, url)


def _autopager() -> Finder:
    import autopager

    def find(html: str, _root: HtmlElement, url: str) -> str | None:
        links = [link for kind, link in autopager.extract(html, url) if kind == "NEXT"]
        return urljoin(url, links[0].attrib["href"]) if links else None

    return find


def key(url: str) -> str:
    parts = urlsplit(urldefrag(url).url.lower())
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + "?" + parts.query


def links(root: HtmlElement, css: str, base: str) -> dict[str, str]:
    """What the links labelled by `css` say, by address."""
    found = {}
    for element in root.cssselect(css) if css else ():
        inside = element if element.tag == "a" else next(element.iterancestors("a"), None)
        link = element.find(".//a") if inside is None else inside
        told = [] if link is None else [link.get("href"), link.get("data-href")]
        address = next((a for a in (urljoin(base, (t or "").strip()) for t in told if t) if a.startswith("http")), "")
        if address:
            found[key(address)] = " ".join(link.text_content().split())
    return found


def truth(root: HtmlElement, row: dict[str, str]) -> tuple[set[str], set[str]]:
    """The right answers as labelled and as walked."""
    tag = root.find(".//base[@href]")
    base = urljoin(row["Page URL"], tag.get("href")) if tag is not None else row["Page URL"]
    labelled = {kind: links(root, row[kind], base) for kind in ("PREV", "PAGE", "NEXT")}
    older = {address for address, text in labelled["PREV"].items() if OLDER.search(text)}
    numbers = {int(text): address for address, text in labelled["PAGE"].items() if text.isdigit()}
    current = next(n for n in range(1, len(numbers) + 2) if n not in numbers or numbers[n] == key(row["Page URL"]))
    numbered = {numbers[current + 1]} if current + 1 in numbers else set()
    return set(labelled["NEXT"]), older or set(labelled["NEXT"]) or numbered


def measure(find: Finder, pages: Iterable[tuple[str, HtmlElement, str, tuple[set[str], set[str]]]]) -> list[str]:
    """Precision and recall in both readings, and median milliseconds of processor time a page."""
    scores, spent = [[0, 0, 0], [0, 0, 0]], []
    for html, root, url, wanted in pages:
        begun = time.process_time()
        said = find(html, root, url)
        spent.append(1000 * (time.process_time() - begun))
        for score, right in zip(scores, wanted, strict=True):
            score[0] += said is not None and key(said) in right
            score[1] += said is not None
            score[2] += bool(right)
    shares = [f"{hit / max(1, of):.3f}" for hit, said, true in scores for of in (said, true)]
    return [*shares, f"{sorted(spent)[len(spent) // 2]:.1f}"]


def missed(pages: list[tuple[str, HtmlElement, str, tuple[set[str], set[str]]]], newer: dict[str, set[str]]) -> str:
    """How many labelled links next_page does not give, and how many of them lead back. `newer`: the labelled links to
    newer entries, by page."""
    wanted = [(url, right[0], pager.next_page(root, url)) for _, root, url, right in pages if right[0]]
    lost = [(url, right) for url, right, said in wanted if said is None or key(said) not in right]
    back = sum(right <= newer[url] for url, right in lost)
    return f"next_page misses {len(lost)} of {len(wanted)} labelled links; {back} of them lead back to newer entries."


def main(folder: Path) -> None:
    pages, newer = [], {}
    with (folder / "labels.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            saved = folder / "html" / f"{row['File Name']}.html.gz"
            if saved.exists():
                html = gzip.decompress(saved.read_bytes()).decode(row["Encoding"], "replace")
                root = markup.parse(html)
                scripts.resolve(root)
                labelled = links(root, row["NEXT"], row["Page URL"])
                newer[row["Page URL"]] = {address for address, text in labelled.items() if NEWER.search(text)}
                pages.append((html, root, row["Page URL"], truth(root, row)))
    print(f"{len(pages)} pages\n\n| | P as labelled | R as labelled | P as walked | R as walked | ms a page |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for ours, asked in ((called, "next_page"), (walked, "next_page or further")):
        print(f"| {asked} |", " | ".join(measure(ours, pages)), "|")
        for half, name in enumerate(("one half", "the other")):
            print(f"| {asked}, {name} |", " | ".join(measure(ours, pages[half::2])), "|")
    try:
        print("| autopager 0.3 |", " | ".join(measure(_autopager(), pages)), "|")
    except ImportError:
        print("| autopager | not installed: pip install -r requirements-bench.txt | | | | |")
    print("\n" + missed(pages, newer))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
