"""Where the paragraphs of a text stand on its page, what begins it above them, and what ends it. Under body.py and
voices.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crawler.read.article import marks, readers
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.lines import CJK, HEADINGS, STOP, Line, weight
from pipelines.furniture import furniture_rule

A_PARAGRAPH = 60  # the weight of one
BETWEEN = 15  # lines that may stand between what is one text
_BOXES = 3  # around a paragraph that tell where it stands
_ENTRIES = frozenset(("li", "dd", "td"))
_LITTLE = 0.15  # of a text: as much may follow what ends it

Place = tuple[Any, ...]


def place(line: Line) -> Place:
    """Where a line's paragraph stands: its tag (a <div> without a name is one, too) and the names of three boxes around
    it; where none of them has one, the box around these."""
    node = line.block
    found: list[Any] = ["p" if node.tag == "div" and not node.get("class") else node.tag]
    named = False
    for _ in range(_BOXES):
        if (up := node.getparent()) is None:
            break
        node = up
        found += node.tag, node.get("class")
        named = named or node.get("class") is not None
    return tuple(found) if named else (*found, node)


def alike(a: Line, b: Line) -> bool:
    """Whether two lines are paragraphs of one name: in one element, or in elements of the same names that are no
    entries."""
    one, other, where = a.block, b.block, place(a)
    if where != place(b) or one.get("class") != other.get("class") or one.tag in _ENTRIES:
        return False
    return one.getparent() is other.getparent() or _ENTRIES.isdisjoint(where)


def begun(anatomy: Anatomy, first: int) -> list[Line]:
    """What stands above line `first`, where a text seems to begin, and is of the text: under the labels what says
    something, as far as no link parts it from the text, and a paragraph right under them; where there are none,
    headings in the text's box."""
    above = anatomy.page[anatomy.start : first]
    labelled = anatomy.meta is not None and len(above) <= BETWEEN
    box, held = anatomy.page[first].node.getparent(), list[Line]()
    for line in reversed(above):
        inside = line.node.getparent() is box
        if line.linked or not (labelled or (inside and line.within(HEADINGS))):
            break
        if _says_something(line, inside):
            held.insert(0, line)
    under = [line for line in above[:1] if weight(line) > A_PARAGRAPH and not line.linked]
    return [*under, *held] if labelled and under != held[:1] else held


def _says_something(line: Line, inside: bool) -> bool:
    """Whether a line is no furniture, and more than a name or a network's to share the text with, which stand outside
    the text's box."""
    if furniture_rule(line.text, True, False):
        return False
    return inside or bool(CJK.search(line.text) or STOP.search(line.text)) or line.within(HEADINGS)


def end_of(lines: Sequence[Line]) -> int:
    """How many of the lines there are before one that ends an article and is followed by next to no text."""
    weights = [0.0 if line.link else max(0.0, weight(line)) for line in lines]
    before, left = 0.0, sum(weights)
    for at, (line, speaks) in enumerate(zip(lines, weights, strict=True)):
        left -= speaks
        if marks.TAIL.match(line.text) and left <= _LITTLE * before:
            return at
        if before >= A_PARAGRAPH and readers.TALK.fullmatch(line.text):
            return at
        before += speaks
    return len(lines)
