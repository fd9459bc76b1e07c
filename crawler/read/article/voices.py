"""Libraries that read an article's text, heard where a page's own lines leave a doubt (body.py).

trafilatura's fast mode is heard first, and believed where it and the page's densest element agree; only where they
quarrel do trafilatura's thorough mode and readability-lxml speak, and the text nearest the others is taken. They are
shown the column of the heading and the text alone. The libraries are loaded by the first page that needs them: 90 MB
and a second that many crawls never need.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache
from itertools import accumulate
from typing import Any

import lxml.html
from lxml import etree

from crawler.read.article import marks
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.body import lacks, trim
from crawler.read.article.bounds import A_PARAGRAPH
from crawler.read.article.complete import verses
from crawler.read.article.lines import BLOCKS, UNSEEN, Line, lines, weight
from crawler.read.article.named import lines_named
from crawler.read.article.runs import densest_run
from pipelines.likeness import comparable

logging.getLogger("readability").setLevel(logging.CRITICAL)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
AGREED = 0.8  # similarity from which two voices say the same; at .9 more pages are heard to the end, for equal F1
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u9fff]+")
_BELOW_TAIL = 0.1  # what prose counts below a line that ends an article
_LEAST_VOICE = 40  # characters: less, and a tenth of another voice's, is no text
_OF_REGION = 0.95  # of a text
_MENU = 4  # links without any text beside them


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    if len(tokens) < 4:
        return frozenset((tuple(tokens),) if tokens else ())
    return frozenset(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))


def like(a: frozenset, b: frozenset) -> float:
    """Jaccard similarity."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def nearest(families: Sequence[Sequence[str]]) -> str:
    """The text most like the others (Jaccard of 4-token shingles); voices of one family count half to each other, and
    a line or two that another voice exceeds tenfold count for nothing."""
    longest = max((len(text) for texts in families for text in texts), default=0)
    voices = []
    for which, texts in enumerate(families):
        loud = [text for text in texts if len(text) >= _LEAST_VOICE or 10 * len(text) > longest]
        voices += [(which, text, _shingles(text)) for text in loud]

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


def _under_labels(anatomy: Anatomy, least: float) -> list[str]:
    """The prose right under the line of date and source, [] where none begins there that weighs more than `least`."""
    under: list[str] = []
    for line in anatomy.page[anatomy.start : anatomy.foot] if anatomy.meta is not None else ():
        if weight(line) <= (0 if under else least) or line.link or marks.TAIL.match(line.text):
            break
        under.append(line.text)
    return under


def _column(root: Any, anatomy: Anatomy) -> Any:
    """A tree of what holds the heading and the densest text: menus and the columns beside it cost the libraries most of
    their time."""
    spans, heading, holder = anatomy.spans, anatomy.heading, anatomy.densest
    while holder is not None and heading is not None and heading not in range(*spans.of[holder]):
        holder = holder.getparent()
    if holder is None or holder.tag == "html":
        holder = root.find("body")
    if holder is None:
        return deepcopy(root)
    tree = body = lxml.html.Element("html")
    if holder.tag != "body":
        body = etree.SubElement(tree, "body")
    body.append(_without_menus(holder, anatomy))
    return tree


def _without_menus(holder: Any, anatomy: Anatomy) -> Any:
    """A copy of an element without what nobody sees and the boxes that hold links alone."""
    sums = [0.0, *accumulate(max(0.0, weight(line)) for line in anatomy.page)]
    links = [0, *accumulate(line.link for line in anatomy.page)]

    def needless(node: Any) -> bool:
        if node.tag in UNSEEN:
            return True
        if node.tag not in BLOCKS or node.tag in ("br", "hr"):
            return False
        start, end = anatomy.spans.of.get(node, (0, 0))
        is_menu = sums[end] == sums[start] and links[end] - links[start] >= _MENU
        return end <= start or is_menu

    copied = deepcopy(holder)
    copied.tail = None
    dropped = [
        same for node, same in zip(holder.iter(), copied.iter(), strict=True) if same is not copied and needless(node)
    ]
    for node in dropped:
        node.drop_tree()  # the text behind it stays
    return copied


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
    run = densest_run(_agreed(root, anatomy, region, titles), anatomy.page, anatomy.heading)
    found = trim(_above_foot(lines_named(run, anatomy), anatomy), titles)
    said = set(found.split("\n"))
    proses = any(line.text in said and weight(line) > 0 for line in anatomy.page[: anatomy.foot])
    under = _under_labels(anatomy, A_PARAGRAPH if proses else 0)
    if under and comparable(under[0]) not in comparable(found):
        return trim("\n".join(under), titles)  # what was found is another story, or none
    return found or verses(region)


def _densest(anatomy: Anatomy) -> str:
    """The text below the heading of the element that speaks most for one."""
    best = anatomy.densest_above(_BELOW_TAIL)
    first, end = (0, 0) if best is None else anatomy.spans.of[best]
    below = 0 if anatomy.heading is None else anatomy.heading + 1
    return "\n".join(line.text for line in anatomy.page[max(first, below) : min(end, anatomy.foot)])


def _above_foot(text: str, anatomy: Anatomy) -> str:
    """A text without the lines of the site's foot: libraries take it along where there is little else."""
    foot, above = anatomy.page[anatomy.foot :], anatomy.page[: anatomy.foot]
    said = {comparable(line.text) for line in foot} - {comparable(line.text) for line in above}
    return "\n".join(line for line in text.split("\n") if comparable(line) not in said) if said else text


def _is_of(region: Sequence[Line], text: str) -> bool:
    """Whether a text is lines of the region: what it lacks is found beside it (complete.py)."""
    shown = {line.text for line in region}
    return sum(len(line) for line in text.split("\n") if line in shown) >= _OF_REGION * len(text)


def _agreed(root: Any, anatomy: Anatomy, region: Sequence[Line], titles: Sequence[str]) -> str:
    """What the voices say, one after another until two agree; the nearest of all where none do. The quick one and the
    densest element do not agree where both lack what the region holds."""
    own = _densest(anatomy)
    column = _column(root, anatomy)  # which trafilatura leaves as it is, and readability does not

    def hear(extract: Callable[..., str], **mode: bool) -> str:
        heard = deepcopy(column) if extract is _readability else column
        return trim(_voice(extract, heard, **mode), titles)  # a title and a date alone are no text

    quick = hear(_trafilatura, fast=True)
    said = _shingles(quick)
    if not lacks(region, quick) and (_is_of(region, quick) or like(_shingles(own), said) >= AGREED):
        return quick
    plain = hear(_readability)
    return quick if like(_shingles(plain), said) >= AGREED else nearest(((hear(_trafilatura), quick), (plain,), (own,)))
