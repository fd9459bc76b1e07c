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
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])(?:[-/_]?\d\d)?(?!\d)")


def decide(read: Sequence[tuple[str | None, str | None]], urls: Sequence[str | None]) -> list[str | None]:
    """ISO dates for entries read as (date as written, ISO date).

    Those written without a year get the one that the entry's address bears, else the one that the order of the list
    gives: lists descend, whatever stands pinned on top.
    """
    found = [iso for _, iso in read]
    told = [_yearless(written) if iso else None for written, iso in read]
    for n, (day, url) in enumerate(zip(told, urls, strict=True)):
        if day and (year := _of_address(url, day)):
            found[n], told[n] = _with_year(found[n], year), None
    if sum(day is not None for day in told) < 3:
        return found
    descending = _descend(found, told)
    days = [iso for iso in descending if iso]
    pairs = list(pairwise(days))
    # A list in no order seems to cross a year every few entries, and rises again.
    crossed = sum(a[:4] != b[:4] for a, b in pairs)
    falls = sum(b[:10] <= a[:10] for a, b in pairs)
    return descending if crossed < 0.3 * len(found) and falls >= 0.8 * len(pairs) else found


def _yearless(written: str | None) -> tuple[int, int] | None:
    """Month and day of a date without a year, None for any other."""
    if not written or _WITH_YEAR.search(written):
        return None
    found = _YEARLESS.search(written)
    return (int(found[1]), int(found[2])) if found else None


def _of_address(url: str | None, day: tuple[int, int]) -> int | None:
    """The year in an address that bears this day, or its month."""
    path = (url or "").partition("?")[0]
    whole = dates.from_url(path)
    if whole and (int(whole[5:7]), int(whole[8:10])) == day:
        return int(whole[:4])
    return next((int(year) for year, month in _MONTH.findall(path) if int(month) == day[0]), None)


def _with_year(iso: str | None, year: int) -> str | None:
    changed = f"{year}{iso[4:]}" if iso else None
    try:
        return changed and date.fromisoformat(changed[:10]) and changed
    except ValueError:  # the 29th of February of another year
        return iso


def _descend(found: list[str | None], told: list[tuple[int, int] | None]) -> list[str | None]:
    """Each date without a year brought to the year that puts it nearest to the one above it. The dates on top are the
    latest of all: what stands there older than what follows is pinned, and is no measure."""
    descending = list(found)
    above: date | None = None
    newest = max((iso[:10] for iso in found[:4] if iso), default="")
    begun = False
    for n, (iso, day) in enumerate(zip(found, told, strict=True)):
        if not iso or len(iso) < 10:
            continue
        here = date.fromisoformat(iso[:10])
        begun |= iso[:10] == newest
        if day and begun and above and here > above:
            years = (_with_year(iso, year) for year in (above.year, above.year - 1))
            earlier = next((e for e in years if date.fromisoformat(e[:10]) <= above), iso)
            before = date.fromisoformat(earlier[:10])
            if before <= above and (above - before) < (here - above):
                descending[n], here = earlier, before
        above = here if begun else None
    return descending
