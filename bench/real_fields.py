"""Fields of real pages that other projects keep for their tests: published day, title, author; peers in the same run.

    python bench/real_fields.py htmldate FOLDER     # adbar/htmldate: tests, with eval_*.json, eval/, test_set/, cache/
    python bench/real_fields.py fundus FOLDER       # flairNLP/fundus: tests/resources/parser/test_data
    python bench/real_fields.py htmldate FOLDER --failures wrong   # pages of the seen half that are read so

Right, wrong or none: a wrong date is worse than none, so they are counted apart. A day is that of Asia/Shanghai, or the
one the page writes beside its zone, whichever is labelled. A title is right where its letters and digits are; an author
where all that is said is of the labelled names and holds one of them whole. A page without a label for a field that is
read there is wrong. Nobody tuned the reader on the half called blind: a page's half is a hash of its file's name.
"""

import argparse
import gzip
import hashlib
import json
import logging
import multiprocessing
import re
import sys
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler import article
from crawler.read.charset import decode
from nouns.items import SHANGHAI
from pipelines import dates
from pipelines.likeness import comparable

NOW = datetime(2026, 7, 1, tzinfo=timezone.utc)
ZONE = re.compile(r"(?<=\d)\s?(?:Z|[A-Z]{2,4}T|UTC)?(?:[+-]\d\d?(?::?\d\d)?)?$")
WORDS = re.compile(r"[\u3400-\u9fff]|[^\W_]+")
VERDICTS = ("right", "wrong", "none")
Said = dict[str, tuple[str, ...]]  # what a reader says: field -> what it may mean, empty for nothing


class Page(NamedTuple):
    """`labels`: field -> what is right, any of them (authors: all together); empty where the page has none."""

    name: str
    html: str
    url: str
    now: datetime
    labels: Said


def htmldate(folder: Path) -> Iterator[Page]:
    for labels in sorted(folder.glob("eval_*.json")):
        for url, said in json.loads(labels.read_text("utf-8")).items():
            places = (folder / under / said["file"] for under in ("test_set", "cache", "eval"))
            path = next(path for path in places if path.exists())
            day = said["date"] if isinstance(said["date"], str) else ""
            yield Page(path.name, decode(path.read_bytes())[0], url, NOW, {"published": (day,) if day else ()})


def fundus(folder: Path) -> Iterator[Page]:
    """Each page of a publisher goes with one version of its labels, both in their order."""
    for country in sorted(path.parent for path in folder.glob("*/meta.info")):
        told = json.loads((country / "meta.info").read_text("utf-8"))
        versions: dict[str, list[Said]] = {}
        for path in sorted(country.glob("*.html.gz")):
            publisher, *day = path.name.removesuffix(".html.gz").rsplit("_", 3)
            if publisher not in versions:
                labels = json.loads((country / f"{publisher}.json").read_text("utf-8"))
                versions[publisher] = [labels_of(labels[name]) for name in sorted(labels)]
            html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
            now = datetime(*map(int, day), 23, 59, tzinfo=timezone.utc)  # type: ignore[misc, arg-type]
            yield Page(path.name, html, told[path.name]["url"], now, versions[publisher].pop(0))


def labels_of(said: dict[str, str | list[str]]) -> Said:
    labels = {"published": (), "title": (), "author": tuple(said.get("authors") or ())}
    if title := said.get("title"):
        labels["title"] = (title,)
    if moment := said.get("publishing_date"):
        read = datetime.fromisoformat(moment)
        labels["published"] = (read.date().isoformat(), read.astimezone(SHANGHAI).date().isoformat())
    return labels


def half(page: Page) -> str:
    return "blind" if int(hashlib.sha256(page.name.encode()).hexdigest(), 16) % 2 else "seen"


def ours(page: Page) -> Said:
    found = article.read(page.html, page.url, page.now)
    day, moment = (found.published or "")[:10], found.published_raw or ""
    there = dates.parse(ZONE.sub("", moment), page.now) if "T" in (found.published or "") and moment else None
    return said(published=(day, (there or "")[:10]), title=(found.title,), author=(found.author or "",))


def by_htmldate(page: Page, extensive: bool) -> Said:
    import htmldate as library

    try:
        day = library.find_date(page.html, url=page.url, original_date=True, extensive_search=extensive)
    except Exception:  # a peer that fails on a page found nothing there
        day = None
    return said(published=(day or "",))


def by_trafilatura(page: Page) -> Said:
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(page.html, default_url=page.url)
    except Exception:
        return {}
    return said(published=(found.date or "",), title=(found.title or "",), author=(found.author or "",))


def said(**fields: tuple[str, ...]) -> Said:
    return {name: tuple(filter(None, values)) for name, values in fields.items()}


def verdict(field: str, found: Said, labels: Said) -> str:
    values, right = found.get(field, ()), labels[field]
    if not values:
        return "none" if right else "right"
    agrees = {"published": days_agree, "title": titles_agree, "author": authors_agree}[field]
    return "right" if agrees(values, right) else "wrong"


def days_agree(found: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return not set(found).isdisjoint(right)


def titles_agree(found: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return any(comparable(title) == comparable(found[0]) for title in right)


def authors_agree(found: tuple[str, ...], right: tuple[str, ...]) -> bool:
    own, names = words(found[0]), [words(name) for name in right]
    return own <= set().union(*names) and any(name <= own for name in names)


def words(text: str) -> set[str]:
    return set(WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


READERS: dict[str, Callable[[Page], Said]] = {
    "crawler.article": ours,
    "htmldate": partial(by_htmldate, extensive=True),
    "htmldate, not extensive": partial(by_htmldate, extensive=False),
    "trafilatura": by_trafilatura,
}


def read(page: Page) -> list[Said]:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    return [reader(page) for reader in READERS.values()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("htmldate", "fundus"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--failures", choices=VERDICTS[1:], help="list these of the seen half")
    args = parser.parse_args()
    pages = list({"htmldate": htmldate, "fundus": fundus}[args.kind](args.folder))
    if not pages:
        sys.exit(f"{args.folder}: no pages of {args.kind}")
    with multiprocessing.Pool(2) as pool:
        found = pool.map(read, pages, chunksize=4)
    print(f"{len(pages)} pages\n\n| field | half | pages | reader | right | wrong | none |")
    print("| --- | --- | ---: | --- | ---: | ---: | ---: |")
    for field in pages[0].labels:
        for which in ("blind", "seen"):
            own = [(page, said) for page, said in zip(pages, found, strict=True) if half(page) == which]
            for place, reader in enumerate(READERS):
                if not any(field in said[place] for _, said in own):
                    continue
                counts = Counter(verdict(field, said[place], page.labels) for page, said in own)
                print(f"| {field} | {which} | {len(own)} | {reader} |", *(f"{counts[one]} |" for one in VERDICTS))
    for page, (first, *_) in zip(pages, found, strict=True):
        for field, right in page.labels.items():
            if half(page) == "seen" and verdict(field, first, page.labels) == args.failures:
                print(f"{page.name}\t{field}\t{first.get(field)}\t{right}\t{page.url}")


if __name__ == "__main__":
    main()
