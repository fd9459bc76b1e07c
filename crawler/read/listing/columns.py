"""Columns of a list: blocks in one place of different entries, judged as titles, links and dates. For fields.py."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
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
    the first of them stands, 0 to 1."""

    blocks: list[Block]
    entries: int
    place: float

    def share(self, holds: Callable[[Block], bool]) -> float:
        """The share of blocks of which something holds."""
        return sum(map(holds, self.blocks)) / len(self.blocks)


class Scores(NamedTuple):
    """How much speaks for each place of an entry, by what it could hold."""

    titles: dict[str, float]
    links: dict[str, float]
    dates: dict[str, float]


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

    def ranked(score: Callable[[Column], float]) -> dict[str, float]:
        wide = {outer: score(Column(blocks, len(rows), first[outer])) for outer, blocks in loose.items()}
        scores: dict[str, float] = {}
        for place, blocks in strict.items():
            outer = _loose(place)
            own = score(Column(blocks, len(rows), first[outer]))
            scores[place] = max(own, wide[outer] - _LOOSE_COST)
        return scores

    dates = ranked(_date_score)
    dated = [place for place, score in dates.items() if score > _LEAST_DATED]
    if len(dated) > 1:
        for place in dated:
            dates[place] += _ORDERED * _order(strict[place], host)
    links = {place: _link_score(blocks, len(rows), host) for place, blocks in strict.items()}
    return Scores(ranked(_title_score), links, dates)


def _loose(place: str) -> str:
    """The place without classes, so that a featured entry's title still stands where titles stand."""
    return re.sub(r"\.[^/|~#]+", "", place)


# What titles have, and what stands beside them has. Each rule says how far it holds of a column, most of them 0 to 1.


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


_TITLES: tuple[tuple[float, Callable[[Column], float]], ...] = (
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


def _title_score(column: Column) -> float:
    column = column._replace(blocks=[block for block in column.blocks if block.text])
    if not column.blocks:
        return _NO_TITLE
    return sum(weight * rule(column) for weight, rule in _TITLES)


def _link_score(blocks: list[Block], entries: int, host: str) -> float:
    addresses = [block.link.get("href") for block in blocks if block.link is not None]
    if not addresses:
        return _NO_LINK
    distinct = len(set(addresses)) / len(addresses) * min(1.0, len(addresses) / _ENOUGH_TO_DIFFER)
    on_site = any(f"//{host}" in address or "//" not in address for address in addresses)
    beside = sum(block.beside for block in blocks) / len(blocks)
    return 2.0 * len(addresses) / entries + 3.0 * distinct + 0.3 * on_site + 1.0 * blocks[0].heading - 0.5 * beside


def _date_score(column: Column) -> float:
    dated = column.share(lambda block: block.dated)
    if not dated:
        return 0.0
    first = column.blocks[0]
    named = first.node.tag == "time" or not _DATE_NAMES.isdisjoint(tokens(first.node))
    labelled = _DATE_LABEL.search(first.label) is not None
    published = _FIRST_DATE.search(first.label) is not None
    holds = 2.0 * _holds_dates(column) + dated + _is_in_every_entry(column)
    return holds + 0.5 * named + 0.5 * labelled + 0.7 * published


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
