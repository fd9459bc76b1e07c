"""How much a group of alike elements looks like a list of notices: a factor a rule. Used by groups.py.

The score is a product. What lists have (links of their own, dates, titles, a share of the page's text) raises it; what
menus, layouts, articles and footers have lowers it. Its numbers were found on 65 list pages and 233 article pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from math import prod
from statistics import median

from crawler.read.listing.elements import STATE, Run, tokens, words
from crawler.read.listing.facts import Facts
from crawler.read.listing.page import Page

_LINKED = 0.5  # of the entries: a list of links has as many with a link of their own
_DATED = 0.5  # of the entries: a dated list has as many with a date
_DATE_ABOVE = 0.8  # of a date: what a heading's counts for an entry under it
_LEAST_LINKED = 0.1  # the factor of entries without links
_LEAST_INLINE, _HEADED = 0.2, 0.3  # the factor of notices without links, and what headings add
_SHORTEST_INLINE = 40  # columns of a notice that stands in the list itself
_MOST_ENTRIES = 40  # more say no more
_TITLE, _LEAST_TITLE = 24, 0.1  # columns of a title, the factor of entries without one
_CLEAR_TITLE, _CHUNK = 16, 0.7  # columns: a shorter link may not be the title; then that much of the widest text is
_MENU_WIDTH, _MENU = 12, 0.3  # columns of a menu's links, its factor
_LEAST_DATED, _TITLED = 0.4, 0.3  # the factor of entries without dates, and what linked headings add
_ORDINARY = 3  # links and dates of an entry; one with more is rather a part of the page
_FURNITURE = 0.9  # what a group loses that is all furniture
_PLAIN = words("wrap wrapper container row col content main box section block inner div area")
_LEAST_ALIKE = 0.6  # the factor of entries each made of other tags
_NAMED_ALIKE = 0.5  # of the entries share a name; of those without links more:
_INLINE_NAMED_ALIKE = 0.8
_OTHERWISE_NAMED = 0.2
_MUCH_WIDER, _BESIDE_TITLES = 1.5, 0.2  # times a cell's own link; the factor of cells beside such a link
_ONE_OF_EACH_KIND = 0.05
_PROSE, _PROSE_LINKED, _PARAGRAPHS = 80, 0.25, 0.2  # columns of a paragraph, its share in links, its factor
_FEW, _VERY_FEW, _DOUBTFUL_FEW = 8, 5, 0.3  # entries: too few to tell from the parts of a page
_FEW_ALIKE, _FEW_DATED, _FEW_TITLED = 0.8, 0.6, 0.8
_LONGEST_TEASER = 400  # columns of running text: an entry with more is an article
_UNEVEN = 4  # times the prose of the other


@dataclass(slots=True)
class Group:
    """Alike entries: `runs` holds each entry's nodes, `rows` what they hold, `above` the dates of the headings they
    stand under where they bear none themselves, `years` likewise of years alone. `links`, `dates` and `furniture` are
    shares of the entries, `share` one of the page's text, `width` the columns of a usual title."""

    runs: list[Run]
    rows: list[Facts]
    above: list[str | None]
    years: list[str | None] = field(default_factory=list)
    score: float = 0.0
    links: float = 0.0
    dates: float = 0.0
    width: float = 0.0
    share: float = 0.0
    furniture: float = 0.0

    @property
    def titled(self) -> float:
        """The share of entries with a linked heading."""
        return sum(row.heading for row in self.rows) / len(self.rows)


def scored(runs: list[Run], page: Page) -> Group:
    """The group of these entries, with its score and what that rests on."""
    rows = [page.row(run) for run in runs]
    count = len(rows)
    group = Group(runs, rows, [None] * count)
    group.links = sum(row.links > 0 for row in rows) / count
    group.dates = sum(row.dates > 0 for row in rows) / count
    if group.dates < _DATED and group.links >= _LINKED and page.headings.say_dates():
        group.above = page.headings.dates_above(runs, rows)
        group.dates += _DATE_ABOVE * sum(date is not None for date in group.above) / count
    group.width = median(map(_title_width, rows))
    group.share = min(1.0, sum(row.text for row in rows) / page.text)
    group.furniture = sum(row.furniture for row in rows) / count
    looks = prod(factor(group) for factor in _LOOKS)
    if looks:
        group.score = looks * _likeness(group, page) * (1 - _FURNITURE * group.furniture)
    return group


def _title_width(row: Facts) -> float:
    """Columns of an entry's title: of its widest link, or, where that is short, most of its widest text."""
    return row.width if row.width >= _CLEAR_TITLE else max(row.width, _CHUNK * row.chunk)


# What lists have. Each rule gives a factor.


def _are_linked(group: Group) -> float:
    """Entries have a link of their own, each another one."""
    if group.links < _LINKED:
        return _are_inline(group)
    addresses = [row.href for row in group.rows if row.links]
    distinct = len(set(addresses)) / len(addresses)
    return float((_LEAST_LINKED + (1 - _LEAST_LINKED) * group.links**1.5) * distinct**2)


def _are_inline(group: Group) -> float:
    """Notices without links stand in the list itself, perhaps; an article's paragraphs bear no dates."""
    text = median(row.text for row in group.rows)
    if group.dates < _DATED or text <= _SHORTEST_INLINE:
        return 0.0
    return _LEAST_INLINE + _HEADED * sum(row.headed for row in group.rows) / len(group.rows)


def _are_many(group: Group) -> float:
    return float((min(len(group.rows), _MOST_ENTRIES) - 1) ** 0.5)


def _have_titles(group: Group) -> float:
    return _LEAST_TITLE + min(1.0, group.width / _TITLE)


def _are_no_menu(group: Group) -> float:
    """A menu's links are short, and bear no dates."""
    return _MENU if group.width < _MENU_WIDTH and group.dates < _DATED else 1.0


def _are_dated(group: Group) -> float:
    return _LEAST_DATED + min(1.0, group.dates) + _TITLED * group.titled


def _are_much_of_the_page(group: Group) -> float:
    return float(group.share**0.45)


def _are_single(group: Group) -> float:
    """An entry has a few links and dates; what has many holds several entries."""
    links = median(row.links for row in group.rows)
    dates = median(row.dates for row in group.rows)
    return float(_ORDINARY / max(_ORDINARY, links) * (_ORDINARY / max(_ORDINARY, dates)) ** 1.5)


_LOOKS: tuple[Callable[[Group], float], ...] = (
    _are_linked,
    _are_many,
    _have_titles,
    _are_no_menu,
    _are_dated,
    _are_much_of_the_page,
    _are_single,
)


def _likeness(group: Group, page: Page) -> float:
    """How far alike markup says alike things, up to 1: the parts of a layout, of one entry or of an article repeat
    their markup too."""
    alike = _most_common(map(tags, group.runs)) / len(group.runs)
    likeness = _LEAST_ALIKE + (1 - _LEAST_ALIKE) * alike
    if _are_named_otherwise(group):
        likeness *= _OTHERWISE_NAMED
    if _are_beside_titles(group, page):
        likeness *= _BESIDE_TITLES
    if _are_one_of_each_kind(group, page):
        likeness *= _ONE_OF_EACH_KIND
    if _are_paragraphs(group):
        likeness *= _PARAGRAPHS
    if _are_doubtful_few(group, alike):
        likeness *= _DOUBTFUL_FEW
    if _are_text_and_beside(group):
        likeness *= _DOUBTFUL_FEW
    return likeness


def tags(run: Run) -> str:
    """The tags an entry is made of, repeats once."""
    found = [node.tag for node in run if isinstance(node.tag, str)]
    found += [child.tag for child in run[0] if isinstance(child.tag, str)]
    return " ".join(dict.fromkeys(found))


def _most_common(values: Iterable[str]) -> int:
    return max(Counter(values).values())


# What the parts of a page have that only look alike.


def _are_named_otherwise(group: Group) -> bool:
    """The columns of a page's layout, the parts of an entry, are each called something else."""
    named = [set(tokens(run[0])) - STATE - _PLAIN for run in group.runs]
    if not any(named):
        return False
    shared = _most_common(chain.from_iterable(names or {""} for names in named))
    return shared < (_NAMED_ALIKE if group.links else _INLINE_NAMED_ALIKE) * len(group.runs)


def _are_beside_titles(group: Group, page: Page) -> bool:
    """Cells of rows that have a much wider link in another cell: who wrote an entry, who answered last."""
    if group.runs[0][0].tag != "td":
        return False
    beside = 0
    for run, row in zip(group.runs, group.rows, strict=True):
        around = page.facts.get(run[0].getparent())
        beside += around is not None and around.width > _MUCH_WIDER * max(1, row.width)
    return beside > _NAMED_ALIKE * len(group.runs)


def _are_one_of_each_kind(group: Group, page: Page) -> bool:
    """One of each kind in each place: picture and text of an entry."""
    kinds = {(run[0].getparent(), page.facts[run[0]].path) for run in group.runs}
    parents = {parent for parent, _ in kinds}
    return len(parents) < len(kinds) == len(group.runs)


def _are_paragraphs(group: Group) -> bool:
    """Paragraphs with links in them."""
    if group.dates >= _DATED or group.titled >= _DATED:
        return False
    linked = median(row.linked / max(1, row.text) for row in group.rows)
    return linked < _PROSE_LINKED and median(row.prose for row in group.rows) >= _PROSE


def _are_doubtful_few(group: Group, alike: float) -> bool:
    """Few entries, not alike or not dated, and too few or too long to tell from the parts of a page."""
    few = len(group.rows) <= _FEW
    sure = group.titled >= _FEW_TITLED or (alike >= _FEW_ALIKE and group.dates >= _FEW_DATED)
    if not few or sure:
        return False
    several = group.dates >= _FEW_DATED or len(group.rows) > _VERY_FEW
    longest = max(group.rows, key=lambda row: row.text)
    return not several or longest.prose > _LONGEST_TEASER


def _are_text_and_beside(group: Group) -> bool:
    """Two, of which one is an article and the other stands beside it."""
    if len(group.rows) != 2:
        return False
    less, more = sorted(row.prose for row in group.rows)
    return more > _LONGEST_TEASER > _UNEVEN * less
