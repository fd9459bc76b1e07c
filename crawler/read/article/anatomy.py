"""What the lines of an article page are: its heading, the labels and the catalogue under it, the site's foot. Under
body.py, dates.py and fields.py, which read what stands between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from crawler.read.article import marks
from crawler.read.article.lines import HEADINGS, STOP, Line, Spans, length, weight
from pipelines.furniture import furniture_rule

_ZONE = 30  # lines under the heading in which labels and the catalogue's table stand


@dataclass(slots=True)
class Anatomy:
    """What a page's lines are: `heading` and `meta` the index of the last line of each (None where there is none),
    `foot` the index of the first line of the site's foot, `spans` the lines each element holds."""

    page: list[Line]
    spans: Spans
    foot: int
    heading: int | None = None
    meta: int | None = None
    catalogue: list[int] = field(default_factory=list)
    zone: list[Line] | None = None  # article_dates.above, once it was asked
    said: tuple[list[str], list[str]] | None = None  # fields.texts, likewise
    named: list[tuple[str, Any]] | None = None  # fields.named_nodes, likewise
    marked: bool = True  # may hold an element that a content system writes texts into

    @property
    def start(self) -> int:
        """Index of the first line that can be text."""
        return max((at + 1 for at in (self.heading, self.meta) if at is not None), default=0)


def foot_at(page: Sequence[Line], spans: Spans) -> int:
    """Index of the first line of the site's foot, the number of lines where there is none.

    A line that only a site writes (版权所有, ICP备) begins it; 主办单位：… does where none but such lines follow and it
    is no paragraph among others. What stands before it in the same box belongs to it.
    """
    weights = [max(0.0, weight(line)) for line in page]
    least, first, left = 0.1 * sum(weights), len(page), 0.0
    while first and left <= least:  # only the end of the page is looked at
        first -= 1
        if weights[first] and _foots(page[first].text):
            weights[first] = 0.0
        left += weights[first]
    for index in range(first + (left > least), len(page)):
        line = page[index]
        if not _foots(line.text):
            continue
        box = _box(line, page, weights, spans)
        certain = bool(marks.FOOT.search(line.text)) or _is_foot(box)
        follows = all(_foots(other.text) or other.link or length(other.text) < 40 for other in page[index + 1 :])
        if certain or (follows and not _among_others(box, index, page, spans)):
            start = spans.of[box][0]
            return start if not any(weights[start:index]) else index
    return len(page)


@lru_cache(maxsize=4096)
def _foots(text: str) -> bool:
    return bool(marks.FOOT.search(text) or marks.FOOT_PERHAPS.search(text))


def _box(line: Line, page: Sequence[Line], weights: Sequence[float], spans: Spans) -> Any:
    """The largest element around a line that holds no text but such lines, no heading and no date."""
    box = line.node
    for up in line.node.iterancestors():
        start, end = spans.of[up]
        if up.tag in ("body", "html") or any(weights[start:end]):
            break
        if any(other.within(HEADINGS) or marks.is_meta(other.text) for other in page[start:end]):
            break
        box = up
    return box


def _is_foot(box: Any) -> bool:
    name = f"{box.get('class') or ''} {box.get('id') or ''}"
    return box.tag == "footer" or any(marks.FOOT_NAME.search(part) for part in name.split())


def _among_others(box: Any, index: int, page: Sequence[Line], spans: Spans) -> bool:
    """Whether a box is written like the lines before it: a paragraph of the text that names who is host."""
    if box.tag in ("p", "span", "br", "font", "strong", "b", "a"):
        return True
    before = page[index - 1].node if index else None
    while before is not None and before.getparent() is not box.getparent():
        before = before.getparent()
    return before is not None and (before.tag, before.get("class")) == (box.tag, box.get("class"))


def _is_byline(line: Line) -> bool:
    """Whether a short line fills a box called by who or when (<div class="by">滨江动态</div>), or holds a <time>
    or what microdata call so."""
    if line.size > 30 or line.link or STOP.search(line.text):
        return False
    nodes = (line.node, *line.node.iterchildren())
    if any(node.tag == "time" or node.get("itemprop") in ("datePublished", "author") for node in nodes):
        return True
    names = (line.node.get("class") or "").split()
    if not any(map(marks.BYLINE_NAME.fullmatch, names)):
        return False
    return " ".join(line.node.text_content().split()) == line.text


def meta_at(page: Sequence[Line], heading: int | None, foot: int) -> tuple[int | None, list[int]]:
    """(index of the last line of date, source and labels under the heading, indices of the catalogue's rows)."""
    start = 0 if heading is None else heading + 1
    last, catalogue = None, []
    missed = 0
    for index in range(start, min(start + _ZONE, foot)):
        text = page[index].text
        row = marks.is_catalogue(text)
        if row:
            catalogue.append(index)
        dated = heading is not None and index <= start + 1
        spaced = page[index].spaced
        dated = dated and (marks.is_day(text) or marks.is_day(spaced) or marks.is_moment_of(spaced))
        dated = dated or (heading is not None and index <= start + 1 and marks.is_piece_of_day(spaced))
        if (
            row
            or dated
            or marks.is_meta(text)
            or marks.is_meta(page[index].spaced)
            or marks.TEXT_LABEL.fullmatch(text)
            or (heading is not None and _is_byline(page[index]))
            or (len(text) <= 80 and not page[index].link and furniture_rule(text, True, False))
        ):
            last, missed = index, 0
            continue
        missed += 1
        if weight(page[index]) > 0 or (heading is not None and missed > 3):
            break
    if heading:  # above it, a catalogue's table
        catalogue += [at for at in range(max(0, heading - 15), heading) if marks.is_catalogue(page[at].text)]
    return last, catalogue
