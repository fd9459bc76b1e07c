"""What a library left out of a text's own paragraphs. Under named.py.

Libraries drop a paragraph that is mostly links, repeats a summary, or stands behind an advertisement; one that stands
in the boxes of the text, as its other paragraphs do, is the text's whatever they say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from crawler.read.article import marks, readers
from crawler.read.article.lines import Line, weight

_MOST = 0.5  # of a text, which stands in boxes of one kind
_FURTHEST = 15  # lines that may stand between a text's end and a paragraph that goes on with it
_MORE = 60  # the weight of a paragraph alone behind a text in its last box: less is the site's word to its readers
_A_SENTENCE, _STOPS = 40, ".。”"  # letters of one that is a link, and how it ends: a headline ends otherwise
_VERSES, _SAID = 8, 100  # lines, and letters of all of them, that are a text without any sentence
_BOXES = 3  # around a paragraph that tell where it stands

Place = tuple[Any, ...]


def completed(kept: Collection[int], page: Sequence[Line], start: int) -> list[int]:
    """The lines kept of a page, in order, and those from `start` on that are paragraphs as most of the text is: in the
    same boxes or in boxes of the same names beside them, up to what ends an article."""
    prose = [page[at] for at in kept if weight(page[at]) > 0]
    usual = _usual(prose, weight)
    if usual is None:
        return sorted(kept)
    last = max(kept)
    within = [at for at in range(start, last) if _is_prose(page[at]) and _place(page[at]) == usual]
    behind = _behind(page, last, usual)
    said = {page[at].text for at in kept}  # a teaser repeats how the text begins
    box = page[last].block.getparent()
    if len(behind) == 1 and weight(page[behind[0]]) < _MORE and page[behind[0]].block.getparent() is box:
        behind = []
    return sorted({*kept, *(at for at in within + behind if page[at].text not in said)})


def verses(region: Sequence[Line]) -> str:
    """A text without a sentence, "" where the region holds none: lines of a song, of names, that stand alike in one box
    and lead nowhere."""
    lines = [line for line in region if not line.linked]
    usual = _usual(lines, lambda line: 1)
    own = [line for line in lines if _place(line) == usual]
    enough = len(own) >= _VERSES and sum(line.size for line in own) >= _SAID
    return "\n".join(line.text for line in own) if enough else ""


def _usual(lines: Iterable[Line], measure: Callable[[Line], float]) -> Place | None:
    """Where most of the lines stand by what they measure, None where they stand in many places."""
    places: dict[Place, float] = defaultdict(float)
    for line in lines:
        places[_place(line)] += measure(line)
    usual = max(places, key=places.__getitem__, default=None)
    return usual if usual is not None and places[usual] >= _MOST * sum(places.values()) else None


def _is_prose(line: Line) -> bool:
    """Whether a line is a sentence, all of it a link or not."""
    return weight(line) > 0 or (line.size >= _A_SENTENCE and line.link and line.text[-1] in _STOPS)


def _behind(page: Sequence[Line], last: int, usual: Place) -> list[int]:
    """The paragraphs behind a text's last line that go on with it."""
    found: list[int] = []
    box, ended = page[last].block.getparent(), False
    for at in range(last + 1, len(page)):
        line = page[at]
        ended = ended or marks.TAIL.match(line.text) is not None
        if at - last > _FURTHEST or readers.TALK.fullmatch(line.text):
            break
        if ended and line.block.getparent() is not box:  # what is offered in between stands in a box within the text's
            continue
        if (weight(line) > 0 or (at == last + 1 and _is_prose(line))) and _place(line) == usual:
            found.append(at)
            last = at
    return found


def _place(line: Line) -> Place:
    """Where a line's paragraph stands: its tag (a <div> without a name is one, too) and the names of three boxes around
    it; where none of them has one, the box around these."""
    node = line.block
    place: list[Any] = ["p" if node.tag == "div" and not node.get("class") else node.tag]
    named = False
    for _ in range(_BOXES):
        if (up := node.getparent()) is None:
            break
        node = up
        place += node.tag, node.get("class")
        named = named or node.get("class") is not None
    return tuple(place) if named else (*place, node)
