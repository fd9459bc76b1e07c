"""Where the site's foot begins on an article page: what every page of the site ends with. Under article.read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from crawler.read.article import marks
from crawler.read.article.lines import HEADINGS, Line, Spans, length, names, weight

_NEAR_END = 8  # lines before the foot, or the page's end, of which one is in an element that is called the foot
_CALLED_FOOT = 0.3  # of a page's text: so much may stand in an element that is called the foot
_LITTLE = 0.1  # of a page's text: so much may stand below the foot's first line
_FOLLOWING = 40  # letters of a line that may follow in the foot


def foot_at(page: Sequence[Line], spans: Spans) -> int:
    """Index of the first line of the site's foot, the number of lines where there is none."""
    weights = [max(0.0, weight(line)) for line in page]
    return min(_called_foot_at(page, spans, weights, _said_foot_at(page, spans, weights)), _rights_at(page))


def _rights_at(page: Sequence[Line]) -> int:
    """Index of the heading of what a site says below each text of whose words may be used, the number of lines where
    there is none: on a page of figures and names such a notice is the only prose."""
    for at, (line, after) in enumerate(pairwise(page)):
        if marks.RIGHTS.fullmatch(line.text) and marks.RIGHTS_SAID.search(after.text):
            return at
    return len(page)


def _called_foot_at(page: Sequence[Line], spans: Spans, weights: Sequence[float], said: int) -> int:
    """Index of the first line of an element near the page's end that a template calls its foot and that says how to
    reach somebody; `said`, where the foot is by its lines, where there is none above it. With much of a page's text
    below it, it is the foot only if nothing else is said there."""
    found, known = said, set()
    for line in page[max(0, said - _NEAR_END) : said]:
        for up in (line.node, *line.node.iterancestors()):
            if up in known or up.tag == "body":
                break
            known.add(up)
            if not _is_called_foot(names(up)):
                continue
            start, end = spans.of[up]
            if start < found and any(map(_reaches, page[start:end])):
                little = sum(weights[start:]) <= _CALLED_FOOT * sum(weights)
                found = start if little or all(map(_reaches, page[start:])) else found
    return found


def _reaches(line: Line) -> bool:
    return bool(marks.CONTACT.search(marks.in_simplified(line.text))) or _foots(line.text)


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
def _is_called_foot(called: str) -> bool:
    return bool(marks.FOOT_IN_NAME.search(called))


def _ends(following: Sequence[Line]) -> bool:
    """Whether what follows on a page is of its foot, too: such lines, links and short ones."""
    return all(_foots(line.text) or line.link or length(line.text) < _FOLLOWING for line in following)


@lru_cache(maxsize=4096)
def _foots(text: str) -> bool:
    text = marks.in_simplified(text)
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
    return box.tag == "footer" or any(map(marks.FOOT_NAME.search, names(box).split()))


def _among_others(box: Any, index: int, page: Sequence[Line], spans: Spans) -> bool:
    """Whether a box is written like the lines before it: a paragraph of the text that names who is host."""
    if box.tag in ("p", "span", "br", "font", "strong", "b", "a"):
        return True
    before = page[index - 1].node if index else None
    while before is not None and before.getparent() is not box.getparent():
        before = before.getparent()
    return before is not None and (before.tag, before.get("class")) == (box.tag, box.get("class"))
