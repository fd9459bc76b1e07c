"""Benchmark: crawler.read.listing.listing.find beside gerapy-auto-extractor and newsworker on saved list pages.

    python bench/listing.py FOLDER [--out PREDICTED.json] [--pages WORD]

FOLDER holds labels.json (page id -> file, url, records with url, title, date) and the pages. The peers are old and
bring old dependencies: they are measured in environments of their own, whose interpreters PEER_PYTHONS names (separated
like PATH). A record is found when its link is; F1 is the mean over pages, titles
and dates are right among the found ones, ms is the median processor time a page. A page not read after ten seconds of
it counts as one on which nothing was found.
"""

import argparse
import gzip
import json
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import peers

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 8, 7, 10, tzinfo=timezone(timedelta(hours=8)))
LIMIT = 1200.0  # seconds a peer may take for all pages
PAGE_LIMIT = 10.0  # seconds of processor time for a page; newsworker takes minutes for some
PEERS = ("gerapy-auto-extractor", "newsworker")

Predicted = dict[str, dict]


def _ours() -> Callable[[str, str], list[dict]]:
    sys.path.insert(0, str(ROOT))
    from crawler.read.listing.listing import find

    def read(html: str, url: str) -> list[dict]:
        return [{"url": e.url, "title": e.title, "date": e.published} for e in find(html, url, NOW).entries]

    return read


def _gerapy() -> Callable[[str, str], list[dict]]:
    from gerapy_auto_extractor.extractors.list import extract_list

    def read(html: str, url: str) -> list[dict]:
        found = extract_list(html, base_url=url) or []
        return [
            {"url": urljoin(url, item.get("url") or ""), "title": item.get("title"), "date": None} for item in found
        ]

    return read


def _newsworker() -> Callable[[str, str], list[dict]]:
    from newsworker import extractor

    worker = extractor.FeedExtractor(filtered_text_length=150)

    def read(html: str, url: str) -> list[dict]:
        feed = worker.get_feed(url, data=html)
        items = (feed[0] if isinstance(feed, tuple) else feed or {}).get("items", [])
        return [
            {"url": item.get("link"), "title": item.get("title"), "date": str(item.get("pubdate") or "")[:10] or None}
            for item in items
        ]

    return read


READERS = {"ours": _ours, "gerapy-auto-extractor": _gerapy, "newsworker": _newsworker}


def pages(folder: Path, word: str) -> dict[str, dict]:
    """The labels, each with its page's text."""
    labels = json.loads((folder / "labels.json").read_text("utf8"))
    for page in labels.values():
        data = (folder / page["file"]).read_bytes()
        data = gzip.decompress(data) if page["file"].endswith(".gz") else data
        try:
            page["html"] = data.decode("utf8")
        except UnicodeDecodeError:
            page["html"] = data.decode("gb18030", "replace")
    return {name: page for name, page in labels.items() if word in name}


def predict(reader: str, labels: dict[str, dict]) -> Predicted:
    """What a reader finds on each page, and the milliseconds it took."""

    def stop(*_: object) -> None:
        raise TimeoutError

    read, found = READERS[reader](), {}
    signal.signal(signal.SIGPROF, stop)
    for name, page in labels.items():
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, PAGE_LIMIT)
        try:
            records = read(page["html"], page["url"])
        except Exception as fault:  # a peer's crash on a page is its result on that page
            print(f"{reader}: {name}: {fault!r}", file=sys.stderr)
            records = []
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        found[name] = {"records": records, "next": None, "ms": 1000 * (time.process_time() - began)}
    return found


def _key(url: str | None) -> str:
    """The tail of an address: saved pages have lost their hosts."""
    parts = urlsplit((url or "").strip().lower())
    path = parts.path.rstrip("/")
    return (path.rsplit("/", 1)[-1] or path) + (f"?{parts.query}" if parts.query else "")


def _plain(title: str | None) -> str:
    return re.sub(r"\W+", "", title or "").lower()


def score(labels: dict[str, dict], predicted: Predicted) -> dict[str, float]:
    """Mean precision, recall and F1 over pages, share of right titles and dates among found records."""
    totals, titles, dates = [], [], []
    for name, page in labels.items():
        want = {_key(r["url"]): r for r in page["records"] if r.get("url")}
        got: dict[str, dict] = {}
        for record in predicted[name]["records"]:
            if record.get("url"):
                got.setdefault(_key(record["url"]), record)
        hits = want.keys() & got.keys()
        p, r = (len(hits) / len(got) if got else 0.0), (len(hits) / len(want) if want else 0.0)
        totals.append((p, r, 2 * p * r / (p + r) if hits else 0.0, float(want.keys() == got.keys())))
        titles += [_plain(got[k]["title"]) == _plain(want[k]["title"]) for k in hits if want[k].get("title")]
        dates += [str(got[k]["date"] or "")[:10] == want[k]["date"] for k in hits if want[k].get("date")]
    mean = [statistics.fmean(column) for column in zip(*totals, strict=True)]
    shares = [statistics.fmean(column) if column else 0.0 for column in (titles, dates)]
    names = ("P", "R", "F1", "perfect", "titles", "dates", "ms")
    return dict(zip(names, [*mean, *shares, statistics.median(p["ms"] for p in predicted.values())], strict=True))


def found_elsewhere(peer: str, folder: Path, word: str) -> Predicted | str:
    """What a peer finds, in the first of this interpreter and those of PEER_PYTHONS that has it; else why nothing."""
    said = ""
    for python in (sys.executable, *peers.elsewhere()):
        command = [python, __file__, str(folder), "--pages", word, "--peer", peer]
        try:
            run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return f"not measured: not ready after {LIMIT / 60:.0f} minutes"
        if not run.returncode:
            found: Predicted = json.loads(run.stdout.strip().splitlines()[-1])
            return found
        said = said or (run.stderr.strip() or "it said nothing").splitlines()[-1]
    return f"not measured: {said}"


def elsewhere(peer: str, args: argparse.Namespace, labels: dict[str, dict]) -> str:
    """A peer's row."""
    found = found_elsewhere(peer, args.folder, args.pages)
    if isinstance(found, str):
        return found
    return " | ".join(f"{value:.3f}" for value in score(labels, found).values())


def main() -> None:
    """Prints the table; with --peer, one reader's findings as JSON (how the peers are called)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--pages", default="")
    parser.add_argument("--peer", choices=READERS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    labels = pages(args.folder, args.pages)
    if args.peer:
        print("\n" + json.dumps(predict(args.peer, labels)))
        return
    predicted = predict("ours", labels)
    if args.out:
        args.out.write_text(json.dumps(predicted, ensure_ascii=False), "utf8")
    rows = {"ours": score(labels, predicted)}
    print("| reader | " + " | ".join(rows["ours"]) + " |\n| --- |" + " ---: |" * len(rows["ours"]))
    print("| ours | " + " | ".join(f"{value:.3f}" for value in rows["ours"].values()) + " |")
    for peer in PEERS:
        print(f"| {peer} | {elsewhere(peer, args, labels)} |", flush=True)


if __name__ == "__main__":
    main()
