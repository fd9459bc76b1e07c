"""What stands around an article's text and is none of it: boxes that speak to who reads and not of the subject,
forms, other articles' columns, readers' comments, advertisements. Stands under `article.read`, which takes them out of
the text that it found.

No line is told by its words alone: a notice asks its readers to submit forms, too. What counts is that most of a box
says such things, and that it stands beside the box of the text, or has a name of its own within it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import Any

from crawler.read.article import marks, readers
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.lines import HEADINGS, Line, leads_to_file, length, names, weight
from pipelines.likeness import letters

_LEAST = 60  # letters of a text
_MOST = 0.5  # of a box's letters, that make it one for its readers
_SHORT = 75  # as `length` counts: longer lines are for readers only where they are about the page
_MENU = 4  # links between a line and the text
_LONGEST = 240  # letters: longer lines are of the subject
_COUNTER = 5  # digits that may count readers
_A_PARAGRAPH = 60  # the weight of one
_CELLS = frozenset(("td", "th", "li"))
_DATA = frozenset(("tr", "td", "th"))
_SAYS = re.compile(r"[，。；？]|[您你]")
_REACHES = re.compile(r"\d[\d-]{6,}|@|https?:|www\.")  # how somebody is reached is of the subject
_BOXES = frozenset(("div", "section", "aside", "form", "footer", "ul", "ol", "dl", "fieldset"))
_ASKING = frozenset(("input", "textarea", "select"))


class _Body:
    """A body's lines on their page: `own` the indices of the lines, `aside` those that are for who reads."""

    def __init__(self, body: str, anatomy: Anatomy) -> None:
        self.anatomy = anatomy
        page = anatomy.page
        said = set(body.split("\n"))
        self.own = [at for at, line in enumerate(page) if line.text in said]
        self._sizes = self._sums(self.own)
        self.aside = {at for at in self.own if _is_for_readers(page[at])} | self.within(self._asks)
        self._asides = self._sums(self.aside)

    def _sums(self, lines: Collection[int]) -> list[int]:
        sizes = [0] * len(self.anatomy.page)
        for at in lines:
            sizes[at] = max(1, self.anatomy.page[at].size)
        return [0, *accumulate(sizes)]

    def within(self, is_apart: Callable[[Any], bool]) -> set[int]:
        """The lines that stand in elements of a kind."""
        nodes = {self.anatomy.page[at].node for at in self.own}
        boxes = filter(is_apart, nodes.union(*(node.iterancestors() for node in nodes)))
        return {at for box in boxes for at in self.held(box)}

    def held(self, box: Any) -> list[int]:
        """The lines that an element holds."""
        start, end = self.anatomy.spans.of[box]
        return [at for at in self.own if start <= at < end]

    def _asks(self, box: Any) -> bool:
        """Whether an element is a form that asks for something and does not hold the text."""
        fields = box.iter(*_ASKING) if box.tag == "form" and not self.is_most(box) else ()
        return any(field.get("type") != "hidden" for field in fields)

    def core(self) -> Any:
        """The element that holds the text, None where no line is of it."""
        page = self.anatomy.page
        of_text = [at for at in self.own if at not in self.aside]
        weights = [0.0] * len(page)
        for at in of_text:
            weights[at] = weight(page[at])
        best, _ = self.anatomy.spans.densest(weights)
        return self.holder(of_text) if best is None and of_text else best

    def holder(self, lines: Sequence[int]) -> Any:
        """The innermost element that holds all of the lines, in their order."""
        node = self.anatomy.page[lines[0]].node
        while lines[-1] >= self.anatomy.spans.of[node][1]:
            node = node.getparent()
        return node

    def is_most(self, node: Any) -> bool:
        """Whether an element holds most of the body."""
        start, end = self.anatomy.spans.of[node]
        return self._sizes[end] - self._sizes[start] > _MOST * self._sizes[-1]

    def is_for_readers(self, node: Any) -> bool:
        """Whether most of what the body has of an element is for who reads."""
        start, end = self.anatomy.spans.of[node]
        return self._asides[end] - self._asides[start] >= _MOST * (self._sizes[end] - self._sizes[start])


def without(body: str, anatomy: Anatomy) -> str:
    """A text without the page's lines that stand in such boxes and nowhere else."""
    if not body:
        return body
    text = _Body(body, anatomy)
    beside = _beside(text)
    kept = _kept(body, text, beside) if beside else body
    named = text.within(_is_named)
    return _kept(kept, text, named, least=_LEAST) if named - beside else kept


def _kept(body: str, text: _Body, apart: set[int], least: int = 0) -> str:
    """A body without the lines at some places; as it is where hardly any is left of it: names lie."""
    page = text.anatomy.page
    dropped = {page[at].text for at in apart} - {page[at].text for at in text.own if at not in apart}
    kept = "\n".join(line for line in body.split("\n") if line not in dropped)
    return kept if len(letters(kept)) >= least else body


def _beside(text: _Body) -> set[int]:
    """The lines of columns that are headed as others are, of boxes beside the text, and of those within it that have a
    name, that are for who reads."""
    found = _of_columns(text) | _below_talk(text)
    text.own = [at for at in text.own if at not in found]
    spans, core = text.anatomy.spans.of, text.core()
    if core is None:
        asks = bool(text.own) and next(text.holder(text.own).iter(*_ASKING), None) is not None
        return found | set(text.own if asks else ())
    first, end = spans[core]
    found |= _beyond_menus(text, core)
    for at in sorted(text.aside - found):
        if at in found:
            continue
        box = _box(text, at, (first, end))
        if box is not None and (not first <= at < end or _stands_out(box, text)) and not _has_kin(box, text):
            found.update(text.held(box))
    return found


def _below_talk(text: _Body) -> set[int]:
    """The lines below the heading of what readers say, which libraries may take without it."""
    page, own, said = text.anatomy.page, set(text.own), 0.0
    for at in range(text.own[0], text.own[-1]) if text.own else ():
        line = page[at]
        if at in own:
            said += max(0.0, weight(line))
        elif said >= _A_PARAGRAPH and line.size < _SHORT and not line.link and readers.TALK.fullmatch(line.text):
            return {other for other in own if other > at}
    return set()


def _beyond_menus(text: _Body, core: Any) -> set[int]:
    """The lines that a menu parts from the element that holds most of the text above them."""
    page, links, found = text.anatomy.page, 0, set[int]()
    while not text.is_most(core):
        core = core.getparent()
    end, own = text.anatomy.spans.of[core][1], set(text.own)
    for at in range(end, text.own[-1] + 1):
        links += page[at].link and not leads_to_file(page[at])
        if links >= _MENU and at in own:
            found.add(at)
    return found


def _box(text: _Body, at: int, core: tuple[int, int]) -> Any:
    """The largest element around a line that is for who reads and does not hold the text; None where there is none."""
    spans, box = text.anatomy.spans.of, None
    for node in (text.anatomy.page[at].node, *text.anatomy.page[at].node.iterancestors()):
        start, end = spans[node]
        if (start <= core[0] and core[1] <= end) or not text.is_for_readers(node):
            break
        box = node
    return box


def _stands_out(box: Any, text: _Body) -> bool:
    """Whether a box within the text has a name, and its lines are words to readers rather than sentences."""
    if box.tag not in _BOXES or not (box.get("class") or box.get("id")):
        return False
    said = [text.anatomy.page[at] for at in text.held(box)]
    return not any(_SAYS.search(line.text) and not readers.OF_PAGE.search(line.text) for line in said)


def _has_kin(box: Any, text: _Body) -> bool:
    """Whether a box is one of several that are called alike, and another one says something else."""
    page, spans = text.anatomy.page, text.anatomy.spans.of
    name, own = box.get("class"), {page[at].text for at in text.held(box)}
    if name:
        kin = (node for node in spans if node.tag == box.tag and node.get("class") == name)
    else:
        siblings = chain(box.itersiblings(box.tag), box.itersiblings(box.tag, preceding=True))
        kin = (node for node in siblings if node in spans and not node.get("class") and not text.is_for_readers(node))
    return any(not own.issuperset(page[at].text for at in text.held(node)) for node in kin)


def _of_columns(text: _Body) -> set[int]:
    """The lines of boxes that begin with a heading of their own, outside of what holds the article's and most of its
    text."""
    page, spans = text.anatomy.page, text.anatomy.spans.of
    article = None if text.anatomy.heading is None else page[text.anatomy.heading].node
    while article is not None and not (text.is_most(article) or _is_cell_of_text(article, text)):
        article = article.getparent()
    if article is None or article.tag in ("body", "html"):
        return set()
    first, end = spans[article]
    found = set[int]()
    for at in text.own:
        if first <= at < end or at in found:
            continue
        box = page[at].node
        while (up := box.getparent()) is not None and not (spans[up][0] <= first and end <= spans[up][1]):
            box = up
        held = page[slice(*spans[box])]
        if held[0].within(HEADINGS) and (article.tag == "td" or any(line.link for line in held)):
            found.update(text.held(box))
    return found


def _is_cell_of_text(node: Any, text: _Body) -> bool:
    """Whether an element is a cell of a table that lays a page out in columns, and holds some of the text."""
    return node.tag == "td" and sum(weight(text.anatomy.page[at]) for at in text.held(node)) > _A_PARAGRAPH


def _is_for_readers(line: Line) -> bool:
    """Whether a line, by its words, speaks of the page or asks who reads something; a row of a catalogue too."""
    if line.size > _LONGEST:
        return False
    if line.size <= _COUNTER and line.text.strip("+").replace(" ", "").isdigit():
        return not line.within(_CELLS)
    return _says_to_readers(line.text, line.node.tag in _DATA or line.node.getparent().tag in _DATA)


@lru_cache(maxsize=4096)
def _says_to_readers(text: str, is_data: bool) -> bool:
    """The same of its text; a row of data says its words of the subject."""
    if marks.is_meta(text):
        return not marks.is_day(text) and not marks.is_of_event(text)
    short = not is_data and length(text) <= _SHORT and text[-1:] not in "。；" and not _REACHES.search(text)
    if text.isascii():
        return bool(readers.OF_PAGE_ABROAD.search(text) or (short and readers.TO_READER_ABROAD.search(text)))
    if readers.OF_PAGE.search(text) or marks.is_catalogue(text):
        return True
    return short and bool(readers.TO_READER.search(text))


def _is_named(box: Any) -> bool:
    """Whether an element is called as boxes of comments and advertisements are."""
    return _says_so(names(box))


@lru_cache(maxsize=4096)  # a page's boxes share a few names, and a site's pages all of them
def _says_so(called: str) -> bool:
    return any(map(readers.NAME.fullmatch, called.split()))
