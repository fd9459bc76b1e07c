"""What a library left out of a text's own paragraphs. Under named.py.

Libraries drop a paragraph that is mostly links, repeats a summary, or stands behind an advertisement; one that stands
in the boxes of the text, as its other paragraphs do, is the text's whatever they say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from crawler.read.article.bounds import BETWEEN, Place, end_of, place
from crawler.read.article.lines import Line, weight

_MOST = 0.5  # of a text, which stands in boxes of one kind
_MORE = 60  # the weight of a paragraph alone behind a text in its last box: less is the site's word to its readers
_A_SENTENCE, _STOPS = 40, ".。”"  # letters of one that is a link, and how it ends: a headline ends otherwise
_VERSES, _SAID = 8, 100  # lines, and letters of all of them, that are a text without any sentence


def completed(kept: Collection[int], page: Sequence[Line], start: int) -> list[int]:
    """The lines kept of a page, in order, and those from `start` on that are paragraphs as most of the text is: in the
    same boxes or in boxes of the same names beside them, up to what ends an article."""
    prose = [page[at] for at in kept if weight(page[at]) > 0]
    usual = _usual(prose, weight)
    if usual is None:
        return sorted(kept)
    last, end = max(kept), start + end_of(page[start:])
    within = [at for at in range(start, last) if _is_prose(page[at]) and place(page[at]) == usual]
    said = {page[at].text for at in kept}  # a teaser repeats how the text begins
    more = (*within, *_behind(page, last, end, usual))
    return sorted({*kept, *(at for at in more if page[at].text not in said)})


def verses(region: Sequence[Line]) -> str:
    """A text without a sentence, "" where the region holds none: lines of a song, of names, that stand alike in one box
    and lead nowhere."""
    lines = [line for line in region if not line.linked]
    usual = _usual(lines, lambda line: 1)
    own = [line for line in lines if place(line) == usual]
    enough = len(own) >= _VERSES and sum(line.size for line in own) >= _SAID
    return "\n".join(line.text for line in own) if enough else ""


def _usual(lines: Iterable[Line], measure: Callable[[Line], float]) -> Place | None:
    """Where most of the lines stand by what they measure, None where they stand in many places."""
    places: dict[Place, float] = defaultdict(float)
    for line in lines:
        places[place(line)] += measure(line)
    usual = max(places, key=places.__getitem__, default=None)
    return usual if usual is not None and places[usual] >= _MOST * sum(places.values()) else None


def _is_prose(line: Line) -> bool:
    """Whether a line is a sentence, all of it a link or not."""
    return weight(line) > 0 or (line.size >= _A_SENTENCE and line.link and line.text[-1] in _STOPS)


def _behind(page: Sequence[Line], last: int, end: int, usual: Place) -> list[int]:
    """The paragraphs behind a text's last line that go on with it; from `end` on only those in the last one's box, in
    which others stand that are offered in between."""
    found: list[int] = []
    box = page[last].block.getparent()
    for at in range(last + 1, len(page)):
        line = page[at]
        if at - last > BETWEEN:
            break
        goes_on = weight(line) > 0 or (at == last + 1 and _is_prose(line))
        if goes_on and place(line) == usual and (at < end or line.block.getparent() is box):
            found.append(at)
            last = at
    alone = len(found) == 1 and weight(page[last]) < _MORE and page[last].block.getparent() is box
    return [] if alone else found
