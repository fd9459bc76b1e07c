"""Columns of a list: blocks in one place of different entries, judged as titles, links and dates. For fields.py."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from itertools import pairwise
from typing import NamedTuple

from crawler.read.listing import dates as listing_dates
from crawler.read.listing.blocks import Block
from crawler.read.listing.elements import tokens, words

_TITLE_NAMES = words("title caption headline subject name case biaoti tit bt titel")
_TITLE_LABEL = re.compile(r"标题|题名|名称|title|caption|case name|subject|parties|betreff|titel|headline", re.I)
_DATE_NAMES = words("date time datetime pubdate published posted day rq sj riqi shijian datum")
_DATE_LABEL = re.compile(r"日期|时间|date|filed|issued|decided|released|posted|datum|veröffentlicht", re.I)
_FIRST_DATE = re.compile(r"发布|公布|公开|published|veröffentlicht", re.I)
_ANY_DAY = datetime(2100, 1, 1, tzinfo=timezone.utc)  # days are compared with each other alone

_NO_TITLE = _NO_LINK = -9.0  # of a column without any
_LOOSE_COST = 0.3  # what a column loses that is judged with others of nearly the same place
_ORDERED = 0.6  # what a column of dates gains that is sorted
_LEAST_DATED = 1.0  # the score of a column that may hold the dates
_ENOUGH_TO_DIFFER = 3  # blocks: fewer may differ by chance
_TITLE_WIDTH, _TOO_WIDE, _TOO_WIDE_BY = 20, 90, 40  # columns: of a title, and from where on it is rather a text
_SHORT_ENTRY = 4  # blocks: of a shorter entry the first is not much earlier than the last
_ORDER_PAIRS, _ORDER_DAYS = 4, 3  # what it takes at least to tell an order
_ORDER_FROM = 0.75  # of the pairs: as many fall or rise by chance


class Column(NamedTuple):
    """Blocks in one place of different entries. `entries`: how many there are in the list; `place`: where in its entry
    the first of them stands, 0 to 1; `host`: the list's."""

    blocks: list[Block]
    entries: int
    place: float
    host: str

    def share(self, holds: Callable[[Block], bool]) -> float:
        """The share of blocks of which something holds."""
        return sum(map(holds, self.blocks)) / len(self.blocks)


class Scores(NamedTuple):
    """How much speaks for each place of an entry, by what it could hold."""

    titles: dict[str, float]
    links: dict[str, float]
    dates: dict[str, float]


def are_named(headers: Iterable[str]) -> bool:
    """Whether a table calls one of its columns a title and another a date, as lists do."""
    texts = list(headers)
    return any(map(_TITLE_LABEL.search, texts)) and any(map(_DATE_LABEL.search, texts))


def judge(rows: list[list[Block]], host: str) -> Scores:
    """The scores of all places in the entries of a list on `host`; a row is an entry's blocks."""
    strict: dict[str, list[Block]] = defaultdict(list)
    loose: dict[str, list[Block]] = defaultdict(list)
    first: dict[str, float] = {}
    for row in rows:
        for index, block in enumerate(row):
            outer = _loose(block.place)
            strict[block.place].append(block)
            loose[outer].append(block)
            first.setdefault(outer, index / max(_SHORT_ENTRY, len(row)))

    columns = {place: Column(blocks, len(rows), first[_loose(place)], host) for place, blocks in strict.items()}
    wider = {outer: Column(blocks, len(rows), first[outer], host) for outer, blocks in loose.items()}

    def ranked(score: Callable[[Column], float]) -> dict[str, float]:
        wide = {outer: score(column) for outer, column in wider.items()}
        return {place: max(score(column), wide[_loose(place)] - _LOOSE_COST) for place, column in columns.items()}

    dates = ranked(_date_score)
    dated = [place for place, score in dates.items() if score > _LEAST_DATED]
    if len(dated) > 1:
        for place in dated:
            dates[place] += _ORDERED * _order(strict[place], host)
    links = {place: _link_score(column) for place, column in columns.items()}
    return Scores(ranked(_title_score), links, dates)


def _loose(place: str) -> str:
    """The place without classes, so that a featured entry's title still stands where titles stand."""
    return re.sub(r"\.[^/|~#]+", "", place)


# What titles, links and dates have, and what stands beside them has. A rule says how far it holds, mostly 0 to 1.


def _is_in_every_entry(column: Column) -> float:
    return min(1.0, len(column.blocks) / column.entries)


def _says_other_things(column: Column) -> float:
    count = len(column.blocks)
    distinct = len({block.text for block in column.blocks})
    return distinct / count * min(1.0, count / _ENOUGH_TO_DIFFER)


def _is_wide(column: Column) -> float:
    return min(1.0, _usual_width(column) / _TITLE_WIDTH)


def _is_too_wide(column: Column) -> float:
    return min(2.0, max(0, _usual_width(column) - _TOO_WIDE) / _TOO_WIDE_BY)


def _usual_width(column: Column) -> int:
    return sorted(block.width for block in column.blocks)[len(column.blocks) // 2]


def _is_heading(column: Column) -> float:
    return column.blocks[0].heading


def _is_linked(column: Column) -> float:
    return column.share(lambda block: block.link is not None)


def _is_named_title(column: Column) -> float:
    return not _TITLE_NAMES.isdisjoint(tokens(column.blocks[0].node))


def _is_labelled_title(column: Column) -> float:
    return _TITLE_LABEL.search(column.blocks[0].label) is not None


def _holds_dates(column: Column) -> float:
    return column.share(lambda block: block.date is not None)


def _holds_codes(column: Column) -> float:
    return column.share(lambda block: block.coded)


def _stands_beside(column: Column) -> float:
    return column.share(lambda block: block.beside)


def _comes_late(column: Column) -> float:
    return column.place


def _is_linked_in_every_entry(column: Column) -> float:
    return len(_addresses(column)) / column.entries


def _leads_to_other_pages(column: Column) -> float:
    addresses = _addresses(column)
    return len(set(addresses)) / len(addresses) * min(1.0, len(addresses) / _ENOUGH_TO_DIFFER)


def _stays_on_site(column: Column) -> float:
    return any(f"//{column.host}" in address or "//" not in address for address in _addresses(column))


def _addresses(column: Column) -> list[str]:
    return [block.link.get("href") for block in column.blocks if block.link is not None]


def _mentions_dates(column: Column) -> float:
    return column.share(lambda block: block.dated)


def _is_named_date(column: Column) -> float:
    node = column.blocks[0].node
    return node.tag == "time" or not _DATE_NAMES.isdisjoint(tokens(node))


def _is_labelled_date(column: Column) -> float:
    return _DATE_LABEL.search(column.blocks[0].label) is not None


def _is_labelled_publication(column: Column) -> float:
    return _FIRST_DATE.search(column.blocks[0].label) is not None


Rules = tuple[tuple[float, Callable[[Column], float]], ...]  # each with its weight

_TITLES: Rules = (
    (2.0, _is_in_every_entry),
    (2.0, _says_other_things),
    (2.0, _is_wide),
    (-1.0, _is_too_wide),
    (1.5, _is_heading),
    (1.2, _is_linked),
    (1.0, _is_named_title),
    (1.0, _is_labelled_title),
    (-4.0, _holds_dates),
    (-2.5, _holds_codes),
    (-4.0, _stands_beside),
    (-0.8, _comes_late),
)
_LINKS: Rules = (
    (2.0, _is_linked_in_every_entry),
    (3.0, _leads_to_other_pages),
    (0.3, _stays_on_site),
    (1.0, _is_heading),
    (-0.5, _stands_beside),
)
_DATES: Rules = (
    (2.0, _holds_dates),
    (1.0, _mentions_dates),
    (1.0, _is_in_every_entry),
    (0.5, _is_named_date),
    (0.5, _is_labelled_date),
    (0.7, _is_labelled_publication),
)


def _weigh(rules: Rules, column: Column) -> float:
    return sum(weight * rule(column) for weight, rule in rules)


def _title_score(column: Column) -> float:
    column = column._replace(blocks=[block for block in column.blocks if block.text])
    return _weigh(_TITLES, column) if column.blocks else _NO_TITLE


def _link_score(column: Column) -> float:
    return _weigh(_LINKS, column) if any(block.link is not None for block in column.blocks) else _NO_LINK


def _date_score(column: Column) -> float:
    return _weigh(_DATES, column) if any(block.dated for block in column.blocks) else 0.0


def _order(blocks: list[Block], host: str) -> float:
    """How far a column of dates is sorted, 0 to 1, 0 also where it is too short or uniform to tell: a list stands in
    the order of its days, and not of its deadlines."""
    texts = list(filter(None, (block.date or listing_dates.search(block.text) for block in blocks)))
    us = listing_dates.month_first(texts, "", host)
    days = list(filter(None, (listing_dates.iso(text, _ANY_DAY, us) for text in texts)))
    pairs = list(pairwise(days))
    if len(pairs) < _ORDER_PAIRS or len(set(days)) < _ORDER_DAYS:
        return 0.0
    falls = sum(above >= below for above, below in pairs)
    rises = sum(above <= below for above, below in pairs)
    return max(0.0, (max(falls, rises) / len(pairs) - _ORDER_FROM) / (1 - _ORDER_FROM))
