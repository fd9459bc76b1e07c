"""The lists of many platforms (tests/platforms/lists.py): entries, titles, dates and next pages, both halves apart."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from platforms.lists import ROWS, Page, Row, build, seen

from crawler.read.listing import listing
from nouns.found import Listing

NOW = datetime(2025, 11, 1, tzinfo=timezone.utc)
HALVES = {half: [row for row in ROWS if seen(row) == half] for half in (True, False)}


def read(row: Row) -> tuple[Page, Listing]:
    page = build(row)
    return page, listing.find(page.html, page.url, NOW, pins=False)


def test_there_are_many_platforms_and_no_two_of_a_name():
    assert len(ROWS) >= 150 and len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("half", HALVES)
def test_entries_titles_dates_and_next_pages_are_right(half):
    entries = dates = dated = titles = titled = 0
    said = right = wanted = 0
    wrong = []
    for page, found in map(read, HALVES[half]):
        entries += (exact := [e.url for e in found.entries] == [e.url for e in page.entries])
        read_by_url = {e.url: e for e in found.entries}
        for entry in page.entries:
            got = read_by_url.get(entry.url)
            titled, titles = titled + 1, titles + bool(got and got.title == entry.title)
            if entry.date:
                dated += 1
                dates += bool(got and (got.published or "")[:10] == entry.date)
        said, wanted = said + bool(found.next), wanted + bool(page.next)
        right += bool(page.next) and found.next == page.next
        if not exact or found.next != page.next:
            wrong.append((page.row.name, len(found.entries), found.next, found.why))
    told = "\n".join(map(str, wrong))
    assert entries / len(HALVES[half]) >= 0.97, told
    assert titles / titled >= 0.97 and dates / dated >= 0.97, told
    assert right / said >= 0.95 and right / wanted >= 0.95, told
