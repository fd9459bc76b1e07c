"""Article bodies: this project beside the libraries, on a folder of saved pages with labelled bodies.

    python bench/articles.py FOLDER [--kind aeb|zh] [--out PREDICTIONS]

FOLDER holds NAME.html.gz files and `ground-truth.json` (the article extraction benchmark's form, kind aeb) or
`labels.json` (`body` a page, kind zh); the kind is told by which is there. Scored as that benchmark does: multisets of
4-shingles of tokens, precision and recall averaged over pages, F1 of the two means. Every extractor sees the same
decoded text. `--out` writes our predictions as {page: {"body": text}}. A library that is not installed says so.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import logging
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.read.article.article import read
from crawler.read.article.lines import Spans, lines
from crawler.read.charset import decode
from crawler.read.page_tree import tree
from pipelines import dates
from pipelines.likeness import comparable

LABELS = {"aeb": ("ground-truth.json", "articleBody"), "zh": ("labels.json", "body")}
TOKENS = {
    "aeb": re.compile(r"\w+"),
    "zh": re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u9fff]+"),
}
NOW = datetime(2025, 1, 1, tzinfo=timezone.utc)


def trafilatura(**mode: bool) -> Callable[[str, str], str]:
    library = importlib.import_module("trafilatura")
    return lambda html, url: library.extract(html, include_comments=False, **mode) or ""


def readability() -> Callable[[str, str], str]:
    library, html5 = importlib.import_module("readability"), importlib.import_module("lxml.html")
    return lambda html, url: html5.fromstring(library.Document(html).summary()).text_content()


def gne() -> Callable[[str, str], str]:
    extractor = importlib.import_module("gne").GeneralNewsExtractor()
    return lambda html, url: extractor.extract(html)["content"]


def newspaper(language: str) -> Callable[[str, str], str]:
    library = importlib.import_module("newspaper")

    def extract(html: str, url: str) -> str:
        article = library.Article(url, language=language)
        article.download(input_html=html)
        article.parse()
        return article.text

    return extract


def goose(chinese: bool) -> Callable[[str, str], str]:
    library = importlib.import_module("goose3")
    options = {"stopwords_class": importlib.import_module("goose3.text").StopWordsChinese} if chinese else {}
    extractor = library.Goose({"enable_image_fetching": False, **options})
    return lambda html, url: extractor.extract(raw_html=html).cleaned_text


def justext(chinese: bool) -> Callable[[str, str], str]:
    library = importlib.import_module("justext")
    # It ships no Chinese stop words; its own advice is to decide by length then.
    words = frozenset() if chinese else library.get_stoplist("English")
    options = {"stopwords_low": 0, "stopwords_high": 0, "length_low": 20, "length_high": 60} if chinese else {}
    return lambda html, url: "\n".join(
        paragraph.text for paragraph in library.justext(html, words, **options) if not paragraph.is_boilerplate
    )


def shingles(text: str, token: re.Pattern) -> Counter:
    words = token.findall(text or "")
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def held(html: str, body: str) -> tuple[float, float] | None:
    """Of the letters that a page shows, those that are the body's: (of the lines from the body's first to its last, of
    all lines of the element that holds nine tenths of the body). A paragraph that is lost, an end that is cut, shows
    here, whatever the labels hold; so does furniture left out, in the second. Links alone do not count; None for a
    body that is not found."""
    page = lines(tree(html)[0])
    said = {comparable(line) for line in body.split("\n")} - {""}
    own = [line.size * (comparable(line.text) in said) for line in page]
    at = [index for index, line in enumerate(page) if own[index] and len(comparable(line.text)) > 8]
    if not at:
        return None
    inside = min(
        (span for span in Spans(page).of.values() if sum(own[slice(*span)]) >= 0.9 * sum(own)),
        key=lambda span: span[1] - span[0],
    )

    def share(first: int, end: int) -> float:
        shown = [index for index in range(first, end) if not page[index].link]
        return sum(own[index] for index in shown) / max(1, sum(page[index].size for index in shown))

    return share(at[0], at[-1] + 1), share(*inside)


@dataclass
class Score:
    """What an extractor found on all pages, summed, and what it took."""

    precision: float = 0.0
    recall: float = 0.0
    seconds: float = 0.0
    failed: int = 0

    def measure(self, extract: Callable[[str, str], str], html: str, url: str, want: Counter, token: re.Pattern) -> str:
        """The body that the extractor finds; `want`: the shingles of the right one."""
        began = time.process_time()
        try:
            body = extract(html, url)
        except Exception:  # a peer that fails on a page found nothing there
            body, self.failed = "", self.failed + 1
        self.seconds += time.process_time() - began
        got = shingles(body, token)
        hit = sum((want & got).values())
        self.precision += hit / sum(got.values()) if got else 0.0
        self.recall += hit / sum(want.values())
        return body

    def row(self, pages: int) -> str:
        p, r = self.precision / pages, self.recall / pages
        return f"{p:.3f} | {r:.3f} | {f1(p, r):.3f} | {pages / self.seconds:.1f} | {self.failed}"


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def labelled(folder: Path, kind: str) -> dict[str, tuple[str, str, str]]:
    """(HTML, address, the right body) of each page of a folder that has a label."""
    name, key = LABELS[kind]
    pages = {}
    for page, label in json.loads((folder / name).read_text(encoding="utf-8")).items():
        if label.get(key):
            saved = gzip.decompress((folder / label.get("file", f"{page}.html.gz")).read_bytes())
            pages[page] = (decode(saved)[0], label.get("url") or "", label[key])
    return pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=LABELS)
    parser.add_argument("--out", type=Path, help="write our predictions here, as JSON")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    kind = options.kind or next((kind for kind, (name, _) in LABELS.items() if (options.folder / name).exists()), None)
    if kind is None:
        parser.error(f"{options.folder}: neither ground-truth.json nor labels.json is there")
    pages = labelled(options.folder, kind)
    found: dict[str, object] = {}
    chinese = kind == "zh"

    def ours() -> Callable[[str, str], str]:
        for library in ("trafilatura", "readability"):  # which the first page that needs them loads
            importlib.import_module(library)
        importlib.import_module("trafilatura.external").jt_stoplist_init()  # half a second, once in a process

        def extract(html: str, url: str) -> str:
            found[url] = article = read(html, url, NOW)
            return article.body

        return extract

    extractors: dict[str, Callable[[], Callable[[str, str], str]]] = {
        "crawler.read.article.article": ours,
        "trafilatura": lambda: trafilatura(),
        "trafilatura fast": lambda: trafilatura(fast=True),
        "trafilatura precision": lambda: trafilatura(favor_precision=True),
        "readability-lxml": readability,
        "gne": gne,
        "newspaper4k": lambda: newspaper("zh" if chinese else "en"),
        "goose3": lambda: goose(chinese),
        "justext": lambda: justext(chinese),
    }
    print(f"{len(pages)} pages ({kind}); pages a second of CPU, one process, all extractors in turns on every page\n")
    print("| extractor | P | R | F1 | pages/s | failed |\n| --- | --- | --- | --- | --- | --- |")
    made: dict[str, Callable[[str, str], str]] = {}
    for extractor, make in extractors.items():
        try:
            made[extractor] = make()
        except ImportError as error:
            print(f"| {extractor} | not installed: {error.name} | | | | |")
    scores = {extractor: Score() for extractor in made}
    bodies: dict[str, dict[str, str]] = {}
    for at, (page, (html, url, truth)) in enumerate(pages.items()):
        want = shingles(truth, TOKENS[kind])
        for extractor, extract in made.items():
            if not at:
                Score().measure(extract, html, url, want, TOKENS[kind])  # what it loads is no part of its pace
            body = scores[extractor].measure(extract, html, url, want, TOKENS[kind])
            if extractor == "crawler.read.article.article":
                bodies[page] = {"body": body}
    for extractor, score in scores.items():
        print(f"| {extractor} | {score.row(len(pages))} |")
    speeds = {extractor: len(pages) / score.seconds for extractor, score in scores.items()}
    if options.out:
        options.out.write_text(json.dumps(bodies, ensure_ascii=False), encoding="utf-8")
    if "trafilatura" in speeds:
        times = speeds["crawler.read.article.article"] / speeds["trafilatura"]
        print(f"\nPages a second: {times:.2f} times trafilatura's, which gives the body without date and fields.")
    dated = {url: day for url in found if (day := dates.from_url(url))}
    agree = sum((found[url].published or "").startswith(day) for url, day in dated.items())
    shares = [share for page, (html, url, _) in pages.items() if (share := held(html, found[url].body)) is not None]
    between, inside = (sum(column) / len(shares) for column in zip(*shares, strict=True))
    print(f"\nOf the visible text between a body's first and last line it holds {between:.3f},")
    print(f"of all that its container shows {inside:.3f}.")
    print(f"Published date the same day as the address names: {agree} of {len(dated)} pages.")


if __name__ == "__main__":
    main()
