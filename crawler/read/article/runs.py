"""The part of what a library took for an article's text that speaks most for being one. Under voices.py."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.read.article import marks
from crawler.read.article.bounds import alike
from crawler.read.article.lines import SENTENCE, Line, length
from pipelines.likeness import comparable

_A_LINE = 40  # letters of a line that speaks as much as any longer one
_TAIL_SCORE, _LINK_SCORE = -1.0, -0.5  # what a line that ends an article, or leads elsewhere, speaks
_HALF_A_LINE, _FIRST_SCORE = 0.5, 2  # the first line under the heading that says as much speaks for two more
_WIDEST = 40.0  # what a gap can speak against a text: as much as so many lines for it


def densest_run(text: str, page: Sequence[Line], heading: int | None) -> str:
    """The run of a text's lines that speaks most for being one article, without its links and tail marks.

    A line of text counts up to one, a link or tail mark against, and so does what the page shows between two
    lines and the text left out: a list of other articles with a summary each is thinner than an article, however
    long. The first line under the heading counts three times. (Kadane's maximum subarray.)
    """
    kept = [line for line in text.split("\n") if line.strip()]
    scores, gaps = _spoken(kept, page, heading)
    first, end = _greatest(scores, gaps)
    return "\n".join(line for line, score in zip(kept[first:end], scores[first:end], strict=True) if score > 0)


def _places(kept: Sequence[str], page: Sequence[Line]) -> list[int | None]:
    """Where the page shows each line of a text; None where it does not, does so twice, or out of order."""
    at: dict[str, list[int]] = {}
    for index, line in enumerate(page):
        at.setdefault(comparable(line.text), []).append(index)
    places: list[int | None] = []
    last = -1
    for text in kept:
        shown = at.get(comparable(text), ())
        place = shown[0] if len(shown) == 1 and shown[0] > last else None
        places.append(place)
        last = last if place is None else place
    return places


def _spoken(kept: Sequence[str], page: Sequence[Line], heading: int | None) -> tuple[list[float], list[float]]:
    """(what each line of a text speaks for being the article's, what the page shows between it and the one before
    speaks against that)."""
    scores: list[float] = []
    gaps: list[float] = []
    last: int | None = None
    first, ended = True, False
    for text, place in zip(kept, _places(kept, page), strict=True):
        score, gap = _score(text, place is not None and page[place].link), 0.0
        ended = ended or score == _TAIL_SCORE
        if place is not None and last is not None:
            between = page[last + 1 : place]
            ends = any(marks.TAIL.match(other.text) for other in between)
            ended = ended or ends
            gap = _gap(between, ended, alike(page[last], page[place]))
            gap = max(gap, -_TAIL_SCORE) if ends else gap
        below = place is not None and heading is not None and place > heading
        if first and below and score > _HALF_A_LINE:
            score, first = score + _FIRST_SCORE, False
        last = last if place is None else place
        scores.append(score)
        gaps.append(gap)
    return scores, gaps


def _score(text: str, link: bool) -> float:
    """What a line of a text speaks for being the article's; `link`: the page shows it as a link."""
    if marks.TAIL.match(text):
        return _TAIL_SCORE
    if link and not SENTENCE.search(text):
        return _LINK_SCORE
    return min(length(text), _A_LINE) / _A_LINE


def _gap(between: Sequence[Line], ended: bool, paragraphs: bool) -> float:
    """What lines left out of a text speak against its being one. `ended`: a mark of an article's end came before;
    `paragraphs`: they stand between two of one kind, as a chart, an offer to subscribe or links do."""
    links = sum(line.link for line in between)
    gap = links + 0.3 * (len(between) - links)
    if not ended:
        gap -= 3
    if not ended and paragraphs:
        gap = min(gap, 1.0)
    return min(_WIDEST, max(0.0, gap))


def _greatest(scores: Sequence[float], gaps: Sequence[float]) -> tuple[int, int]:
    """(first, end) of the run with the greatest sum of scores, less the gaps within it."""
    best, run, begin, span = 0.0, 0.0, 0, (0, 0)
    for index, (score, gap) in enumerate(zip(scores, gaps, strict=True)):
        run -= gap if index > begin else 0
        if run <= 0:
            run, begin = 0.0, index
        run += score
        if run > best:
            best, span = run, (begin, index + 1)
    return span
