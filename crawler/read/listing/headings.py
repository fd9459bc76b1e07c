"""Dates and years that stand above entries, as headings of what follows them. Noted by page.py, asked by groups.py."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

import lxml.etree
from lxml.html import HtmlElement

from crawler.read.listing import dates as listing_dates
from crawler.read.listing.elements import Run, text_of
from crawler.read.listing.facts import Facts

_YEAR = re.compile(r"((?:19|20)\d\d)\s?(?:年度?)?")
_LONGEST_DAY = 5  # columns
_SHORTEST_YEAR, _LONGEST_YEAR = 4, 8  # columns
_LONGEST_DATE = 50  # columns of what may say nothing but a date
_LONGEST_FRAMED = 90  # columns of a date and the words around it
_LEAST_ALIKE = 3  # dates in the same words
_UNLINKED = lxml.etree.XPath("descendant::text()[not(ancestor::a)]")
_MOST_UNDATED = 0.2  # of entries whose dates stand behind them
_MOST_FRAMED = 7  # of ten entries: as many framed dates as entries are lines of the entries


class Heading(NamedTuple):
    """A text that says when what follows it is of: its place in page order, and the date or year as written."""

    place: int
    says: str


class Headings:
    """Where a page's headings of dates and years stand. They are noted from the page's end to its beginning."""

    def __init__(self, facts: dict[HtmlElement, Facts], root: HtmlElement) -> None:
        self._facts = facts
        self._root = root
        self.dates: list[Heading] = []
        self.years: list[Heading] = []
        self.days: list[Heading] = []  # of a month that stands above them: 8日
        self.framed: list[tuple[int, HtmlElement]] = []  # short texts with a date among words, and their places

    def note(self, element: HtmlElement, own: Facts) -> None:
        """Notes an element if it says a date or a year; one with links if a date leads them: 5月8日 <a>全天</a>."""
        if own.links:
            if own.dates and own.text - own.linked <= _LONGEST_DATE:
                self._note_leading(element, own)
            return
        if own.dates and own.text <= _LONGEST_FRAMED:
            self._note_date(element, own)
        elif own.text <= _LONGEST_DAY:
            day = "".join(element.itertext()).strip()
            if not day.isdecimal() and listing_dates.DAY.fullmatch(day):
                self.days.append(Heading(own.start, day))
        if _SHORTEST_YEAR <= own.text <= _LONGEST_YEAR:
            year = _YEAR.fullmatch("".join(element.itertext()).strip())
            if year:
                self.years.append(Heading(own.start, year[1]))

    def _note_date(self, element: HtmlElement, own: Facts) -> None:
        date = listing_dates.whole("".join(element.itertext())) if own.text <= _LONGEST_DATE else None
        if date:
            self.dates.append(Heading(own.start, date))
        elif own.dates == 1:
            smaller_is_noted = bool(self.framed) and own.start < self.framed[-1][0] <= own.end
            if not smaller_is_noted:
                self.framed.append((own.start, element))

    def _note_leading(self, element: HtmlElement, own: Facts) -> None:
        """Notes a date that links follow: what stands in an entry is a heading of none (`_above`)."""
        first = next(filter(str.strip, element.itertext()), "")
        if first == next(element.iter("a")).text:  # most do not: rows of lists
            return
        texts = list(filter(str.strip, _UNLINKED(element)))
        date = listing_dates.whole("".join(texts)) if texts and texts[0] == first else None
        if date:
            self.dates.append(Heading(own.start, date))

    def are_noted(self) -> None:
        """All are noted: from now on they are asked for, in page order."""
        self.dates.reverse()
        self.days.reverse()
        self.years.reverse()

    def say_dates(self) -> bool:
        """Whether there may be dates above entries."""
        return bool(self.dates or self.framed)

    @cached_property
    def _alike(self) -> list[Heading]:
        """Dates that stand in the same words, three or more of them: Published in the Law Journal of March 7, 2023."""
        by_words: dict[str, list[Heading]] = defaultdict(list)
        for place, element in self.framed:
            text = text_of(element)
            if date := listing_dates.STRONG.search(text):
                around = f"{text[: date.start()]}\n{text[date.end() :]}"
                by_words[re.sub(r"\d", "", around)].append(Heading(place, date.group()))
        several = (alike for alike in by_words.values() if len(alike) >= _LEAST_ALIKE)
        return sorted(chain.from_iterable(several))

    def dates_above(self, runs: list[Run], rows: list[Facts]) -> list[str | None]:
        """For each entry without a date the date heading it stands under, among those inside what holds all entries; or
        the one right behind it, where every entry has one and the first stands under none."""
        common = self._facts[self._common(runs)]
        inside = self._with_days([heading for heading in self.dates if heading.place > common.start])
        framed = [heading for heading in self._alike if heading.place > common.start]
        if 10 * len(framed) <= _MOST_FRAMED * len(runs):
            inside = sorted(inside + framed)
        free = self._free(inside, runs, rows, common.start)
        dates = _behind(free, rows, common.end) or _above(free, rows)
        return [None if row.dates else date for date, row in zip(dates, rows, strict=True)]

    def _with_days(self, headings: list[Heading]) -> list[Heading]:
        """Headings of dates and, behind those of months, the days that stand alone."""
        places = [heading.place for heading in headings]
        days: list[Heading] = []
        for day in self.days:
            before = bisect(places, day.place)
            month = listing_dates.YEAR_AND_MONTH.fullmatch(headings[before - 1].says.strip()) if before else None
            if month:
                days.append(Heading(day.place, listing_dates.in_month(month, day.says)))
        return sorted(headings + days)

    def years_above(self, runs: list[Run], rows: list[Facts]) -> list[str | None]:
        """For each entry the year it stands under (2025年, and nothing else): one inside what holds all entries, or
        right before that."""
        common = self._common(runs)
        before = set()
        for outer in (common, *islice(common.iterancestors(), 1)):
            previous = outer.getprevious()
            if previous is not None and previous in self._facts:
                before.add(self._facts[previous].start)
        floor = self._facts[common].start
        years = [year for year in self.years if year.place > floor or year.place in before]
        return _above(self._free(years, runs, rows, floor), rows)

    def _common(self, runs: list[Run]) -> HtmlElement:
        """The innermost element that holds all entries."""
        around_first = set(runs[0][0].iterancestors())
        return next((above for above in runs[-1][0].iterancestors() if above in around_first), self._root)

    def _free(self, headings: Sequence[Heading], runs: list[Run], rows: list[Facts], floor: int) -> list[Heading]:
        """The headings that stand in no entry."""
        starts = [row.start for row in rows]
        ends = [max(row.end, self._row_end(run[0], floor)) for row, run in zip(rows, runs, strict=True)]

        def is_free(heading: Heading) -> bool:
            before = bisect(starts, heading.place)
            return not before or heading.place > ends[before - 1]

        return list(filter(is_free, headings))

    def _row_end(self, node: HtmlElement, floor: int) -> int:
        """Where the table's row or list item ends that holds an entry: a date in it is no heading of the next one."""
        row = None if node.tag in ("tr", "li") else next(node.iterancestors("tr", "li"), None)
        own = self._facts.get(row) if row is not None else None
        return own.end if own is not None and own.start > floor else 0


def _above(headings: list[Heading], rows: list[Facts]) -> list[str | None]:
    """For each entry the last heading before it."""
    places = [heading.place for heading in headings]
    counts = [bisect(places, row.start) for row in rows]
    return [headings[count - 1].says if count else None for count in counts]


def _behind(headings: list[Heading], rows: list[Facts], ceiling: int) -> list[str | None]:
    """For each entry the first heading between it and the next, where the last entry and most others have one and the
    first stands under none; else nothing."""
    if not headings or headings[0].place < rows[0].start:
        return []
    places = [heading.place for heading in headings]
    found: list[str | None] = []
    for row, limit in zip(rows, [*(row.start for row in rows[1:]), ceiling + 1], strict=True):
        following = bisect(places, row.start)
        is_its = following < len(places) and places[following] < limit
        found.append(headings[following].says if is_its else None)
    return found if found[-1] and found.count(None) <= _MOST_UNDATED * len(found) else []
