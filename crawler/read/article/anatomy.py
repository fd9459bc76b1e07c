"""What the lines of an article page are: its heading, the labels and the catalogue under it, the site's foot. Under
body.py, dates.py and fields.py, which read what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from crawler.read.article import marks
from crawler.read.article.lines import HEADINGS, STOP, Line, Spans, length, weight
from pipelines.furniture import furniture_rule

_ZONE = 30  # lines under the heading in which labels and the catalogue's table stand
_ZONE_ABOVE = 15  # lines above it in which such a table stands
_MISSED = 3  # lines of nothing known after which no more labels come
_SHORT = 80  # characters: longer lines are no furniture
_CELLS = frozenset(("dt", "th", "td", "label", "span", "b", "strong", "em"))  # that hold a label alone
_BYLINE = 30  # letters: longer lines are no byline
_NEAR = 8  # lines under the heading among which a day that stands alone is its article's
_SAID = re.compile(r"[，。；！？、”]|^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
_FOLLOWING = 40  # letters of a line that may follow in the foot
_TAB, _TABS = 24, 60  # letters of a line that names a tab, and of all of them
_NEAR_END = 8  # lines before the foot, or the page's end, of which one is in an element that is called the foot
_CALLED_FOOT = 0.3  # of a page's text: so much may stand in an element that is called the foot
_LITTLE = 0.1  # of a page's text: so much may stand below the foot's first line


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
            weights = [0.0] * len(self.page)
            for at in range(self.start, self.foot):
                weights[at] = weight(self.page[at])
            self.asked = (self.spans.densest(weights)[0],)
        return self.asked[0]

    @property
    def edges(self) -> tuple[Any, Any]:
        """(the element of the heading, or else of the first line, that of the foot's first line); None where there is
        no such line."""
        first = self.page[self.heading or 0].node if self.page else None
        beyond = self.page[self.foot].node if self.foot < len(self.page) else None
        return first, beyond


def foot_at(page: Sequence[Line], spans: Spans) -> int:
    """Index of the first line of the site's foot, the number of lines where there is none."""
    weights = [max(0.0, weight(line)) for line in page]
    return _called_foot_at(page, spans, weights, _said_foot_at(page, spans, weights))


def _called_foot_at(page: Sequence[Line], spans: Spans, weights: Sequence[float], said: int) -> int:
    """Index of the first line of an element near the page's end that a template calls its foot and that says how to
    reach somebody; `said`, where the foot is by its lines, where there is none above it."""
    found, known = said, set()
    for line in page[max(0, said - _NEAR_END) : said]:
        for up in (line.node, *line.node.iterancestors()):
            if up in known or up.tag == "body":
                break
            known.add(up)
            if not _is_named_foot(up):
                continue
            start, end = spans.of[up]
            if start < found and any(map(_reaches, page[start:end])):
                little = sum(weights[start:]) <= _CALLED_FOOT * sum(weights)
                found = start if little else found
    return found


def _reaches(line: Line) -> bool:
    return bool(marks.CONTACT.search(line.text)) or _foots(line.text)


def _is_named_foot(node: Any) -> bool:
    return _is_called_foot(node.get("class") or "") or _is_called_foot(node.get("id") or "")


def _said_foot_at(page: Sequence[Line], spans: Spans, weights: list[float]) -> int:
    """The same by what lines say, the number of lines where there is none.

    A line that only a site writes (版权所有, ICP备) begins it; 主办单位：… does where none but such lines follow and it
    is no paragraph among others. What stands before it in the same box belongs to it.
    """
    least, first, left = _LITTLE * sum(weights), len(page), 0.0
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
        if certain or (_ends(page[index + 1 :]) and not _among_others(box, index, page, spans)):
            start = spans.of[box][0]
            return index if any(weights[start:index]) else start
    return len(page)


@lru_cache(maxsize=4096)
def _is_called_foot(names: str) -> bool:
    return bool(marks.FOOT_IN_NAME.search(names))


def _ends(following: Sequence[Line]) -> bool:
    """Whether what follows on a page is of its foot, too: such lines, links and short ones."""
    return all(_foots(line.text) or line.link or length(line.text) < _FOLLOWING for line in following)


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
        if any(map(_heads, page[start:end])):
            break
        box = up
    return box


def _heads(line: Line) -> bool:
    """Whether a line is a heading, or one of date and source."""
    return line.within(HEADINGS) or marks.is_meta(line.text)


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
    if line.size > _BYLINE or line.link or STOP.search(line.text):
        return False
    for node in (line.node, *line.node.iterchildren()):
        if node.tag == "time" or node.get("itemprop") in ("datePublished", "author"):
            return True
    names = (line.node.get("class") or "").split()
    if not any(map(marks.BYLINE_NAME.fullmatch, names)):
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
    at = last
    if at is None:
        near = range(heading + 1, min(heading + _NEAR, foot))
        at = next((index for index in near if marks.is_day(page[index].text) or _is_day_in_words(page[index])), None)
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


def _is_day_in_words(line: Line) -> bool:
    return not line.link and marks.is_day_in_words(line.text)


def _is_said(line: Line) -> bool:
    """Whether a line says something, and is no label, value or counter."""
    return line.size > _BYLINE or bool(_SAID.search(line.text))


def _labels_at(page: Sequence[Line], heading: int | None, foot: int) -> tuple[int | None, list[int]]:
    headed = heading is not None
    start = 0 if heading is None else heading + 1
    last, catalogue = None, []
    missed = 0
    for index in range(start, min(start + _ZONE, foot)):
        line = page[index]
        if (
            last is not None
            and marks.is_of_event(line.text)
            and any(marks.is_of_event(other.text) for other in page[index + 1 : index + 2])
        ):
            break  # 时间：…, 地点：…: what the article announces
        row = marks.is_catalogue(line.text)
        if row:
            catalogue.append(index)
        if row or _is_label(line) or (headed and (_is_of_heading(line, index - start) or _goes_on(page, index, last))):
            last, missed = index, 0
            continue
        missed += 1
        if weight(line) > 0 or (headed and missed > _MISSED):
            break
    if heading:  # above it, a catalogue's table
        over = range(max(0, heading - _ZONE_ABOVE), heading)
        catalogue += [at for at in over if marks.is_catalogue(page[at].text)]
    return last, catalogue


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
    return line.text.isdigit() or marks.LABEL_ALONE.fullmatch(page[last].text) is not None


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
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if "tab" in names.lower() and any(map(marks.TAB_NAME.fullmatch, names.split())):
            return len("".join(node.text_content().split())) <= _TABS
    return False


def _is_label(line: Line) -> bool:
    """Whether a line says something of the article or the page, wherever it stands."""
    text = line.text
    if marks.is_meta(text) or marks.is_meta(line.spaced) or marks.TEXT_LABEL.fullmatch(text) or _is_tab(line):
        return True
    return len(text) <= _SHORT and not line.link and bool(furniture_rule(text, True, False))
