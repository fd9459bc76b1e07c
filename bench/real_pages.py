"""Bodies of real pages that other projects keep for their tests, ours beside trafilatura's, both halves apart.

    python bench/real_pages.py fundus FOLDER        # flairNLP/fundus: tests/resources/parser/test_data
    python bench/real_pages.py trafilatura FOLDER   # adbar/trafilatura: tests, with evaldata.json and eval/

Nobody tuned the reader on the half called blind: a page's half is a hash of its publisher's name or its address. Fundus
has the whole text of each page (scored as multisets of words, with or without its summary, whichever is nearer);
trafilatura's own set has a few phrases that the text must hold and a few that it must not.
"""

import argparse
import gzip
import hashlib
import json
import multiprocessing
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


class Page(NamedTuple):
    """`texts`: what the whole body may be; `held`, `left`: phrases that it must and must not hold."""

    name: str
    html: str
    texts: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def fundus(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.glob("*/*.html.gz")):
        publisher = path.name.rsplit("_", 3)[0]
        labels = json.loads((path.parent / f"{publisher}.json").read_text("utf-8"))
        texts: list[str] = []
        for version in labels.values():
            if body := isinstance(version, dict) and version.get("body"):
                parts = [text for part in body["sections"] for text in (*part["headline"], *part["paragraphs"])]
                texts += ["\n".join(parts), "\n".join((*body["summary"], *parts))]
        if texts:
            yield Page(publisher, gzip.decompress(path.read_bytes()).decode("utf-8", "replace"), tuple(texts))


def trafilatura(folder: Path) -> Iterator[Page]:
    for url, said in json.loads((folder / "evaldata.json").read_text("utf-8")).items():
        for path in (folder / "eval" / said["file"], folder / "cache" / said["file"]):
            if path.exists():
                html = path.read_bytes().decode("utf-8", "replace")
                yield Page(url, html, held=tuple(said.get("with") or ()), left=tuple(said.get("without") or ()))
                break


def half(page: Page) -> str:
    return "blind" if int(hashlib.sha256(page.name.encode()).hexdigest(), 16) % 2 else "seen"


def shares(found: str, wanted: str) -> tuple[float, float, float]:
    """(F1, P, R) by words."""
    a, b = Counter(TOKEN.findall(found)), Counter(TOKEN.findall(wanted))
    shared = (a & b).total()
    precision, recall = shares_of(shared, a.total()), shares_of(shared, b.total())
    return 2 * precision * recall / (precision + recall or 1), precision, recall


def shares_of(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def read(page: Page) -> tuple[str, str]:
    """(our body, trafilatura's)."""
    from trafilatura import extract

    from crawler import article

    return article.read(page.html, "https://www.example.org/page.html", NOW).body, extract(page.html) or ""


def by_text(pages: list[Page], bodies: list[str]) -> tuple[float, float, float]:
    """(P, R, F1), means over the pages."""
    best = [max(shares(body, text) for text in page.texts) for page, body in zip(pages, bodies, strict=True)]
    f1, precision, recall = (sum(column) / len(best) for column in zip(*best, strict=True))
    return precision, recall, f1


def by_phrases(pages: list[Page], bodies: list[str]) -> tuple[float, float, float]:
    """(P, R, F1) over all phrases."""
    right = wrong = missed = 0
    for page, body in zip(pages, bodies, strict=True):
        said = "".join(body.split())
        held = sum("".join(phrase.split()) in said for phrase in page.held)
        right, missed = right + held, missed + len(page.held) - held
        wrong += sum("".join(phrase.split()) in said for phrase in page.left)
    precision, recall = shares_of(right, right + wrong), shares_of(right, right + missed)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("fundus", "trafilatura"))
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    try:
        pages = list({"fundus": fundus, "trafilatura": trafilatura}[args.kind](args.folder))
    except FileNotFoundError as error:
        sys.exit(f"{args.folder}: no pages of {args.kind}: {error}")
    if not pages:
        sys.exit(f"{args.folder}: no pages of {args.kind}")
    with multiprocessing.Pool() as pool:
        bodies = pool.map(read, pages, chunksize=4)
    score = by_text if args.kind == "fundus" else by_phrases
    print("| half | pages | reader | P | R | F1 |\n| --- | ---: | --- | ---: | ---: | ---: |")
    for which in ("blind", "seen"):
        own = [at for at, page in enumerate(pages) if half(page) == which]
        for place, reader in enumerate(("crawler.article", "trafilatura")):
            found = score([pages[at] for at in own], [bodies[at][place] for at in own])
            print(f"| {which} | {len(own)} | {reader} |", " | ".join(f"{value:.3f}" for value in found), "|")


if __name__ == "__main__":
    main()
