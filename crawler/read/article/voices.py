"""Libraries that read an article's text, heard where a page's own lines leave a doubt (body.py).

trafilatura's fast mode is heard first, and believed where it and the page's densest element agree; only where they
quarrel do trafilatura's thorough mode and readability-lxml speak, and the text nearest the others is taken. They are
shown the column of the heading and the text alone. The libraries are loaded by the first page that needs them: 90 MB
and a second that many crawls never need.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

import lxml.html
from lxml import etree

from crawler.read.article import marks
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.body import BETWEEN, alike, lacks, lead, trim
from crawler.read.article.lines import BLOCKS, HEADINGS, UNSEEN, Line, Spans, lines, weight
from crawler.read.article.runs import densest_run
from pipelines.furniture import furniture_rule
from pipelines.likeness import comparable

logging.getLogger("readability").setLevel(logging.CRITICAL)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
AGREED = 0.8  # similarity from which two voices say the same; at .9 more pages are heard to the end, for equal F1
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u9fff]+")
_STRUCTURE = HEADINGS | {"h5", "h6", "li", "dt", "dd", "td", "table"}
_SURE = 8  # letters from which a line of the page is known by a text that holds it
_MENU = 4  # links without any text beside them


def densest(page: Sequence[Line], spans: Spans, start: int) -> str:
    """The text of the element whose lines have the greatest sum of weights, those before `start` not counting."""
    weights = [weight(line) for line in page]
    if sum(w for w in weights[start:] if w > 0) < 0.3 * sum(w for w in weights if w > 0):
        start = 0  # the heading found is a repetition below the text
    begun, trust = False, 1.0
    for index, (line, speaks) in enumerate(zip(page, weights, strict=True)):
        if begun and marks.TAIL.match(line.text):
            trust = 0.1
        begun = begun or (index >= start and speaks > 0)
        if speaks > 0:
            weights[index] = speaks * trust if index >= start else 0
    best, _ = spans.densest(weights)
    if best is None:
        return ""
    first, end = spans.of[best]
    return "\n".join(line.text for line in page[max(first, start) : end])


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    if len(tokens) < 4:
        return frozenset((tuple(tokens),) if tokens else ())
    return frozenset(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))


def _same_lines(a: str, b: str) -> float:
    """Similarity by whole lines, which is soon told."""
    one, other = ({comparable(line): len(line) for line in text.split("\n")} for text in (a, b))
    shared = sum(size for line, size in one.items() if line in other)
    both = sum(one.values()) + sum(other.values()) - shared
    return shared / both if both else 0.0


def like(a: frozenset, b: frozenset) -> float:
    """Jaccard similarity."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def nearest(families: Sequence[Sequence[str]]) -> str:
    """The text most like the others (Jaccard of 4-token shingles); voices of one family count half to each other, and
    a line or two that another voice exceeds tenfold count for nothing."""
    longest = max((len(text) for texts in families for text in texts), default=0)
    heard = [(which, text) for which, texts in enumerate(families) for text in texts if text]
    voices = [(which, text, _shingles(text)) for which, text in heard if len(text) >= 40 or 10 * len(text) > longest]

    def support(at: int) -> float:
        mine, _, own = voices[at]
        best = [0.0] * len(families)
        kin = 0.0
        for other, (which, _, theirs) in enumerate(voices):
            if which != mine:
                best[which] = max(best[which], like(own, theirs))
            elif other != at:
                kin += like(own, theirs)
        return sum(best) + kin / 2

    return voices[max(range(len(voices)), key=support)][1] if voices else ""


def whole(text: str, anatomy: Anatomy) -> str:
    """The page's lines that a text names, in their order, and what stands between two of them without a link: a voice
    drops headings, list items and tables, runs lines together and moves them.

    Where the lines of date and source are known, what stands under them begins the text.
    """
    page, start, meta = anatomy.page[: anatomy.foot], anatomy.start, anatomy.meta is not None
    said = "".join(comparable(line) for line in text.split("\n"))
    sizes = [len(comparable(line.text)) for line in page]
    named = [at >= start and sizes[at] > 1 and comparable(line.text) in said for at, line in enumerate(page)]
    sure = [at for at, yes in enumerate(named) if yes and sizes[at] >= _SURE]
    if not sure or sum(sizes[at] for at, yes in enumerate(named) if yes) < 0.7 * len(said):
        return text
    own_lines = {comparable(line) for line in text.split("\n")}

    def reach(at: int, step: int) -> int:
        """The furthest of the text's short lines that follow on the page, a bar of a word and a link between them."""
        end = at
        while abs(at - end) <= 3 and start <= at + step < len(page):
            at += step
            end = at if comparable(page[at].text) in own_lines and not page[at].link else end
        return end

    first, last = reach(sure[0], -1), reach(sure[-1], 1)
    kept: set[int] = set()
    times: Counter[str] = Counter()
    for at in range(first, last + 1):
        text_of_line = comparable(page[at].text)
        times[text_of_line] += 1  # what a page shows twice, and the text once, is taken once
        if named[at] and (sizes[at] < 2 * _SURE or times[text_of_line] <= said.count(text_of_line)):
            kept.add(at)
    for a, b in _gaps(sorted(kept)):
        between = page[a + 1 : b]
        apart = len(between) > BETWEEN or any(line.link or marks.TAIL.match(line.text) for line in between)
        if not apart and all(line.within(_STRUCTURE) or alike(line.node, page[a].node) for line in between):
            kept.update(range(a + 1, b))
    above = page[start:first]
    begun: list[Line] = []
    if meta and len(above) <= BETWEEN and not any(line.link or line.linked for line in above):
        kept.update(at for at in range(start, first) if not furniture_rule(page[at].text, True, False))
    else:
        begun = lead(anatomy, first)
    return "\n".join(line.text for line in (*begun, *(page[at] for at in sorted(kept))))


def _under_meta(anatomy: Anatomy) -> list[str]:
    """The prose right under the line of date and source, [] where none stands there."""
    under: list[str] = []
    for line in anatomy.page[anatomy.start : anatomy.foot] if anatomy.meta is not None else ():
        if weight(line) <= 60 * (not under) or line.link or marks.TAIL.match(line.text):
            break
        under.append(line.text)
    return under


def _gaps(kept: Sequence[int]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in pairwise(kept) if b > a + 1]


def _column(root: Any, anatomy: Anatomy) -> Any:
    """A tree of what holds the heading and the densest text: menus and the columns beside it cost the libraries most of
    their time."""
    page, spans = anatomy.page, anatomy.spans
    weights = [weight(line) if anatomy.start <= at < anatomy.foot else 0.0 for at, line in enumerate(page)]
    best, _ = spans.densest(weights)
    at = anatomy.heading
    while best is not None and at is not None and not spans.of[best][0] <= at < spans.of[best][1]:
        best = best.getparent()
    if best is None or best.tag in ("html", "body"):
        best = root.find("body")
    if best is None:
        return deepcopy(root)
    tree = lxml.html.Element("html")
    body = tree if best.tag == "body" else lxml.html.Element("body")
    if body is not tree:
        tree.append(body)
    sums = [0.0, *accumulate(max(0.0, weight(line)) for line in page)]
    links = [0, *accumulate(line.link for line in page)]

    def kept(node: Any) -> bool:
        if node.tag in UNSEEN:
            return False
        if node.tag not in BLOCKS or node.tag in ("br", "hr"):
            return True
        start, end = spans.of.get(node, (0, 0))
        return end > start and not (sums[end] == sums[start] and links[end] - links[start] >= _MENU)

    copied = deepcopy(best)
    copied.tail = None
    walk = etree.iterwalk(best, events=("start",))
    needless, walked = [], etree.iterwalk(copied, events=("start",))
    for (_, node), (_, same) in zip(walk, walked, strict=True):
        if node is not best and not kept(node):
            needless.append(same)
            walk.skip_subtree()
            walked.skip_subtree()
    for node in needless:
        node.drop_tree()  # the text behind it stays
    body.append(copied)
    return tree


def _trafilatura(root: Any, fast: bool = False) -> str:
    import trafilatura
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(root, options=_options(fast))
    if not isinstance(found, Document):
        return ""
    return "\n".join(line.text for line in lines(found.body))


@cache
def _options(fast: bool) -> Any:
    """trafilatura's for this mode; making them anew for each page took a twentieth of its time."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", comments=False, precision=True, fast=fast)


def _readability(root: Any) -> str:
    from readability import Document as Readability

    return "\n".join(line.text for line in lines(lxml.html.fromstring(Readability(root).summary())))


def _voice(extract: Callable[..., str], root: Any, **mode: bool) -> str:
    try:
        return extract(root, **mode)
    except Exception:  # a library that fails on a page is a voice less, not a page lost
        return ""


def body(root: Any, anatomy: Anatomy, region: Sequence[Line], titles: Sequence[str]) -> str:
    """The article's text, paragraphs as lines; "" when there is none. `region`: the lines that can be it by what is
    known of the page. `root` is not changed."""
    page, heading = anatomy.page[: anatomy.foot], anatomy.heading
    own = densest(page, anatomy.spans, 0 if heading is None else heading + 1)
    run = densest_run(_agreed(root, anatomy, region, own, titles), anatomy.page, heading)
    if (under := _under_meta(anatomy)) and comparable(under[0]) not in comparable(run):
        return trim("\n".join(under), titles)  # another story, in full, stands below this one
    return trim(_above_foot(whole(run, anatomy), anatomy), titles)


def _above_foot(text: str, anatomy: Anatomy) -> str:
    """A text without the lines of the site's foot: libraries take it along where there is little else."""
    foot, above = anatomy.page[anatomy.foot :], anatomy.page[: anatomy.foot]
    said = {comparable(line.text) for line in foot} - {comparable(line.text) for line in above}
    return "\n".join(line for line in text.split("\n") if comparable(line) not in said) if said else text


def _agreed(root: Any, anatomy: Anatomy, region: Sequence[Line], own: str, titles: Sequence[str]) -> str:
    """What the voices say, one after another until two agree; the nearest of all where none do. The quick one and the
    densest element do not agree where both lack what the region holds."""

    def hear(extract: Callable[..., str], **mode: bool) -> str:
        return trim(_voice(extract, _column(root, anatomy), **mode), titles)  # a title and a date alone are no text

    quick = hear(_trafilatura, fast=True)
    alike_to_own = _same_lines(own, quick) >= AGREED or like(_shingles(own), _shingles(quick)) >= AGREED
    if alike_to_own and not lacks(region, quick):
        return quick
    plain = hear(_readability)
    if like(_shingles(plain), _shingles(quick)) >= AGREED:
        return quick
    return nearest(((hear(_trafilatura), quick), (plain,), (own,)))
