"""What the lines of an article page are: its heading, the labels and the catalogue under it, the site's foot. Under
body.py, dates.py and fields.py, which read what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from crawler.read.article import marks
from crawler.read.article.lines import HEADINGS, STOP, Line, Spans, names, weight
from pipelines.furniture import furniture_rule

_ZONE = 30  # lines under the heading in which labels and the catalogue's table stand
_ZONE_ABOVE = 15  # lines above it in which such a table stands
_MISSED = 3  # lines of nothing known after which no more labels come
_SHORT = 80  # characters: longer lines are no furniture
_CELLS = frozenset(("dt", "th", "td", "label", "span", "b", "strong", "em"))  # that hold a label alone
_BYLINE = 30  # letters: longer lines are no byline
_NEAR = 8  # lines under the heading among which a day that stands alone is its article's
_SAID = re.compile(r"[，。；！？、”]|^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
_TAB, _TABS = 24, 60  # letters of a line that names a tab, and of all of them


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
    asked: tuple[Any] | None = None  # `densest`, once it was asked

    @property
    def start(self) -> int:
        """Index of the first line that can be text."""
        return max((at + 1 for at in (self.heading, self.meta) if at is not None), default=0)

    @property
    def densest(self) -> Any:
        """The element whose lines below the labels and above the foot speak most for a text, None where none does."""
        if self.asked is None:
            self.asked = (self.densest_above(1.0),)
        return self.asked[0]

    def densest_above(self, below: float) -> Any:
        """The same where prose below a line that ends an article counts `below` of what it says."""
        weights, trust, begun = [0.0] * self.start, 1.0, False
        for line in self.page[self.start : self.foot]:
            if begun and marks.TAIL.match(line.text):
                trust = below
            speaks = weight(line)
            begun = begun or speaks > 0
            weights.append(speaks * trust if speaks > 0 else speaks)
        return self.spans.densest(weights)[0]

    @property
    def edges(self) -> tuple[Any, Any]:
        """(the element of the heading, or else of the first line, that of the foot's first line); None where there is
        no such line."""
        first = self.page[self.heading or 0].node if self.page else None
        beyond = self.page[self.foot].node if self.foot < len(self.page) else None
        return first, beyond


def _is_byline(line: Line) -> bool:
    """Whether a short line fills a box called by who or when (<div class="by">滨江动态</div>), or holds a <time>
    or what microdata call so."""
    if line.size > _BYLINE or line.link or STOP.search(line.text):
        return False
    for node in (line.node, *line.node.iterchildren()):
        if node.tag == "time" or node.get("itemprop") in ("datePublished", "author"):
            return True
    if not any(map(marks.BYLINE_NAME.fullmatch, (line.node.get("class") or "").split())):
        return False
    return " ".join(line.node.text_content().split()) == line.text


def meta_at(page: Sequence[Line], spans: Spans, heading: int | None, foot: int) -> tuple[int | None, list[int]]:
    """(index of the last line of date, source and labels under the heading, indices of the catalogue's rows)."""
    last, catalogue = _labels_at(page, heading, foot)
    if heading is not None:
        last = _boxed(page, spans, heading, foot, last)
    return last, catalogue


def _boxed(page: Sequence[Line], spans: Spans, heading: int, foot: int, last: int | None) -> int | None:
    """`last`, or the last line of the box between heading and text which holds that one, or a day that stands alone."""
    at = _day_at(page, heading, foot) if last is None else last
    if at is None or any(_is_said(line) for line in page[heading + 1 : at + 1]):
        return last
    end = at + 1
    for node in (page[at].node, *page[at].node.iterancestors()):
        first, after = spans.of[node]
        if first <= heading or after > foot or any(_is_said(line) for line in page[at + 1 : after]):
            break
        end = after
    prose = any(weight(line) > 0 for line in page[end:foot])
    return max(end - 1, last or 0) if prose else last


def _day_at(page: Sequence[Line], heading: int, foot: int) -> int | None:
    """Index of the line near the heading that is a day."""
    near = range(heading + 1, min(heading + _NEAR, foot))
    return next((at for at in near if marks.is_day(page[at].text) or _is_day_in_words(page[at])), None)


def _is_day_in_words(line: Line) -> bool:
    return not line.link and marks.is_day_in_words(line.text)


def _is_said(line: Line) -> bool:
    """Whether a line says something, and is no label, value or counter."""
    return line.size > _BYLINE or bool(_SAID.search(line.text))


def _labels_at(page: Sequence[Line], heading: int | None, foot: int) -> tuple[int | None, list[int]]:
    headed = heading is not None
    start = 0 if heading is None else heading + 1
    last: int | None = None
    catalogue: list[int] = []
    missed = 0
    for index in range(start, min(start + _ZONE, foot)):
        line = page[index]
        if last is not None and marks.announces([other.text for other in page[index : index + 2]]):
            break  # 时间：…, 地点：…: what the article announces
        row = marks.is_catalogue(line.text) or _is_under_labels(page, index, catalogue)
        if row:
            catalogue.append(index)
        is_label = row or _is_label(line)
        if headed and not is_label:
            is_label = _is_of_heading(line, index - start) or _goes_on(page, index, last)
        if is_label:
            last, missed = index, 0
            continue
        missed += 1
        if weight(line) > 0 or (headed and missed > _MISSED):
            break
    if heading:  # above it, a catalogue's table
        over = range(max(0, heading - _ZONE_ABOVE), heading)
        catalogue += [at for at in over if marks.is_catalogue(page[at].text)]
    return last, catalogue


def _is_under_labels(page: Sequence[Line], index: int, catalogue: Sequence[int]) -> bool:
    """Whether a line is the row of values under a catalogue's row that holds labels alone."""
    if not catalogue or catalogue[-1] != index - 1 or not marks.LABELS_ROW.fullmatch(page[index - 1].spaced):
        return False
    return page[index].node.tag == page[index - 1].node.tag == "td"


def _is_of_heading(line: Line, after: int) -> bool:
    """Whether a line so many lines after the one under a heading says by whom its article is or when it appeared."""
    return (after <= 1 and _is_dated(line)) or _is_byline(line)


def _goes_on(page: Sequence[Line], index: int, last: int | None) -> bool:
    """Whether a line is a label in a cell of its own, the value behind one, or a counter right behind the labels so
    far, the last of them at `last`."""
    line = page[index]
    if marks.LABEL_ALONE.fullmatch(line.text):
        return line.node.tag in _CELLS
    if last != index - 1 or line.size > _BYLINE:
        return False
    addresses = line.text.endswith(("：", ":"))  # whom the text is for
    return line.text.isdigit() or (not addresses and marks.LABEL_ALONE.fullmatch(page[last].text) is not None)


def _is_dated(line: Line) -> bool:
    """Whether a line right under the heading is a day, a piece of one, or a name and a moment."""
    spaced = line.spaced
    if marks.is_day(line.text) or marks.is_day(spaced):
        return True
    if marks.is_day(line.text.strip("()（）")) and line.within(HEADINGS):
        return True
    if marks.is_moment_in_pieces(line.text) and not line.link:
        return True
    return marks.is_moment_of(spaced) or marks.is_piece_of_day(spaced) or marks.is_labelled_abroad(spaced)


def _is_tab(line: Line) -> bool:
    """Whether a line names what tabs show: 政策原文, 政策图解."""
    if line.size > _TAB or STOP.search(line.text):
        return False
    for node in (line.node, *islice(line.node.iterancestors(), 2)):
        called = names(node)
        if "tab" in called.lower() and any(map(marks.TAB_NAME.fullmatch, called.split())):
            return len("".join(node.text_content().split())) <= _TABS
    return False


def _is_label(line: Line) -> bool:
    """Whether a line says something of the article or the page, wherever it stands."""
    text = line.text
    if marks.is_meta(text) or marks.is_meta(line.spaced) or marks.TEXT_LABEL.fullmatch(text) or _is_tab(line):
        return True
    return len(text) <= _SHORT and not line.link and bool(furniture_rule(text, True, False))
