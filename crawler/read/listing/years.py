"""The year of dates that a list writes without one: [09-12], 9月12日. Used by listing.py.

It is decided by the entries' addresses and by the order of the list, not by the calendar alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from pipelines import dates

_YEARLESS = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)\s?[日号]?")
_WITH_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,3}\s?年|\d[-/.]\d{1,2}[-/.]\d")
_LEAST_YEARLESS = 3  # dates: the order of fewer says nothing
_MOST_CROSSED = 0.3  # of the entries, from one year to another
_LEAST_FALLING = 0.8  # of the pairs of neighbours
_PINNED = 4  # entries on top that may be pinned
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])(?:[-/_]?\d\d)?(?!\d)")


Day = tuple[int, int]  # month and day of the month


def decide(read: Sequence[tuple[str | None, str | None]], urls: Sequence[str | None]) -> list[str | None]:
    """ISO dates for entries read as (date as written, ISO date).

    Those written without a year get the one that the entry's address bears, else the one that the order of the list
    gives: lists descend, whatever stands pinned on top.
    """
    found: list[str | None] = []
    yearless: list[Day | None] = []  # what of them still wants a year
    for (written, iso), url in zip(read, urls, strict=True):
        day = _yearless(written) if iso else None
        year = _year_of_address(url, day) if day else None
        found.append(_with_year(iso, year) if iso and year else iso)
        yearless.append(None if year else day)
    if len(yearless) - yearless.count(None) < _LEAST_YEARLESS:
        return found
    descending = _descend(found, yearless)
    return descending if _is_ordered(descending) else found


def _is_ordered(descending: Sequence[str | None]) -> bool:
    """Whether dates brought into descending order stand in one now. A list in no order seems to cross a year every few
    entries, and rises again."""
    days = [iso for iso in descending if iso]
    pairs = list(pairwise(days))
    crossed = sum(above[:4] != below[:4] for above, below in pairs)
    falls = sum(above[:10] >= below[:10] for above, below in pairs)
    return crossed < _MOST_CROSSED * len(descending) and falls >= _LEAST_FALLING * len(pairs)


def _yearless(written: str | None) -> Day | None:
    """Month and day of a date without a year, None for any other."""
    if not written or _WITH_YEAR.search(written):
        return None
    found = _YEARLESS.search(written)
    return (int(found[1]), int(found[2])) if found else None


def _year_of_address(url: str | None, day: Day) -> int | None:
    """The year in an address that bears this day, or its month."""
    path = (url or "").partition("?")[0]
    whole = dates.from_url(path)
    if whole and (int(whole[5:7]), int(whole[8:10])) == day:
        return int(whole[:4])
    return next((int(year) for year, month in _MONTH.findall(path) if int(month) == day[0]), None)


def _with_year(iso: str, year: int) -> str:
    """An ISO date in another year; as it is where that has no such day, the 29th of February."""
    changed = f"{year}{iso[4:]}"
    try:
        date.fromisoformat(changed[:10])
    except ValueError:
        return iso
    return changed


def _descend(found: list[str | None], yearless: list[Day | None]) -> list[str | None]:
    """Each date without a year brought to the year that puts it nearest to the one above it. The dates on top are the
    latest of all: what stands there older than what follows is pinned, and is no measure."""
    descending = list(found)
    newest = max((iso[:10] for iso in found[:_PINNED] if iso), default="")
    above: date | None = None
    begun = False  # past what is pinned
    for place, (iso, day) in enumerate(zip(found, yearless, strict=True)):
        if not iso or len(iso) < 10:
            continue
        begun = begun or iso[:10] == newest
        if day and above:
            iso = descending[place] = _nearest(iso, above)
        above = date.fromisoformat(iso[:10]) if begun else None
    return descending


def _nearest(iso: str, above: date) -> str:
    """A date in the year that puts it nearest to the one above it, at or before that."""
    here = date.fromisoformat(iso[:10])
    if here <= above:
        return iso
    for year in (above.year, above.year - 1):
        earlier = _with_year(iso, year)
        before = date.fromisoformat(earlier[:10])
        if before <= above:
            return earlier if above - before < here - above else iso
    return iso
