"""Which of a page's lines a library's text is made of. Under voices.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from crawler.read.article import marks
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.bounds import BETWEEN, alike, begun
from crawler.read.article.complete import completed
from crawler.read.article.lines import HEADINGS, Line, Spans, weight
from pipelines.likeness import comparable

_STRUCTURE = HEADINGS | {"h5", "h6", "li", "dt", "dd", "td", "table"}
_TABLES = frozenset(("table", "ul", "ol", "dl"))
_SURE = 8  # letters from which a line of the page is known by a text that holds it
_MOST = 0.7  # of what a voice says: as much must be lines of the page
_A_SENTENCE = 60  # the weight of one
_BAR = 3  # lines of a word that may stand between a text's short lines


def lines_named(text: str, anatomy: Anatomy) -> str:
    """The page's lines that a text names, in their order, and what stands between two of them without a link: a voice
    drops headings, list items and tables, runs lines together and moves them.

    Where the lines of date and source are known, what stands under them begins the text.
    """
    page, start = anatomy.page[: anatomy.foot], anatomy.start
    said = [comparable(line) for line in text.split("\n")]
    whole, lines = "".join(said), frozenset(said)
    shown = [comparable(line.text) for line in page]
    named = [at for at in range(start, len(shown)) if len(shown[at]) > 1 and shown[at] in whole]
    sure = [at for at in named if len(shown[at]) >= _SURE]
    if not sure or sum(len(shown[at]) for at in named) < _MOST * len(whole):
        return text
    short = [text in lines and not line.link for line, text in zip(page, shown, strict=True)]
    first, last = _reach(short, start, sure[0], -1), _reach(short, start, sure[-1], 1)
    once = _once([at for at in named if first <= at <= last], shown, whole)
    kept = _filled(_with_tables(completed(once, page, start), anatomy), anatomy)
    own = [page[at] for at in kept]
    return "\n".join(line.text for line in (*begun(anatomy, kept[0]), *own))


def _filled(kept: Sequence[int], anatomy: Anatomy) -> list[int]:
    """These lines of a text, in order, with what stands between two of them and is of the text."""
    page, reach, found = anatomy.page, range(kept[0], kept[-1] + 1), [*kept]
    for before, after in pairwise(kept):
        between = _without_tables(range(before + 1, after), page, anatomy.spans, reach)
        if _is_of_text([page[at] for at in between], page[before], page[after]):
            found.extend(range(before + 1, after))
    return sorted(found)


def _reach(short: Sequence[bool], start: int, at: int, step: int) -> int:
    """The furthest of a text's short lines that follow on the page, a bar of a word and a link between them. `short`:
    which lines of the page are lines of the text."""
    end = at
    while abs(at - end) <= _BAR and start <= at + step < len(short):
        at += step
        if short[at]:
            end = at
    return end


def _once(named: Sequence[int], shown: Sequence[str], said: str) -> list[int]:
    """The lines that a text names, without those that a page shows more often than the text says them."""
    times: Counter[str] = Counter()
    kept = []
    for at in named:
        line = shown[at]
        times[line] += 1
        if len(line) < 2 * _SURE or times[line] <= said.count(line):
            kept.append(at)
    return kept


def _without_tables(between: range, page: Sequence[Line], spans: Spans, text: range) -> list[int]:
    """The lines between two of a text without those of tables and lists, which are the text's however long they are,
    but for menus: what holds more links than words. `text`: from its first line to its last; what holds all of it is
    the page's layout."""
    left: list[int] = []
    at = between.start
    while at < between.stop:
        end = _end_of_table(at, page, spans, text)
        if end is None:
            left.append(at)
        at = end or at + 1
    return left


def _end_of_table(at: int, page: Sequence[Line], spans: Spans, text: range) -> int | None:
    """The line behind the outermost table or list that holds a line, where it is no menu."""
    found = None
    for up in page[at].node.iterancestors():
        start, end = spans.of[up]
        if start <= text.start or end > text.stop:
            break
        if up.tag in _TABLES:
            found = start, end
    if found is None:
        return None
    held = page[slice(*found)]
    return None if 2 * sum(line.linked for line in held) > sum(line.size for line in held) else found[1]


def _with_tables(kept: list[int], anatomy: Anatomy) -> list[int]:
    """The lines kept, and all of the tables of figures and names in which the first and the last of them stand."""
    first, end = kept[0], kept[-1] + 1
    for at in (kept[0], kept[-1]):
        for up in anatomy.page[at].node.iterancestors("table"):
            start, behind = anatomy.spans.of[up]
            if start < anatomy.start or behind > anatomy.foot or not _is_of_columns(up):
                break
            first, end = min(first, start), max(end, behind)
    page = anatomy.page
    beyond = [*range(first, kept[0]), *range(kept[-1] + 1, end)]
    return sorted({*kept, *(at for at in beyond if not page[at].link)})


def _is_of_columns(table: Any) -> bool:
    """Whether most rows of a table fill two cells and more, as those of a page's layout do not."""
    filled = [sum(bool(cell.text_content().strip()) for cell in row) for row in table.iter("tr")]
    return len(filled) > 1 and 2 * sum(cells > 1 for cells in filled) >= len(filled)


def _is_of_text(between: Sequence[Line], before: Line, after: Line) -> bool:
    """Whether lines that a voice left out are of its text, which goes on behind them: `before` is its line above,
    `after` the one below."""
    if len(between) > BETWEEN:
        return False
    for line in between:
        if marks.TAIL.match(line.text) or (line.link and not _heads(line, after)):
            return False
        if not (line.within(_STRUCTURE) or _goes_on(line, before) or _leads_over(line, after)):
            return False
    return True


def _heads(line: Line, after: Line) -> bool:
    """Whether a line that is a link is a heading over what follows: it stands in one box with it."""
    block = line.block
    return block.tag in HEADINGS and block.getparent() is after.block.getparent()


def _leads_over(line: Line, after: Line) -> bool:
    """Whether a line ends with a colon and is a paragraph as the one is that follows."""
    return line.text[-1] in "：:" and alike(line, after)


def _goes_on(line: Line, before: Line) -> bool:
    """Whether a line is a paragraph as the one before it is, or a sentence in its box that is written otherwise."""
    if alike(line, before):
        return True
    return weight(line) > _A_SENTENCE and line.node.getparent() is before.node.getparent()
