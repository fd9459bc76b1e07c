"""The lists of many platforms (tests/platforms/lists.py): entries, titles, dates and next pages, both halves apart."""

from __future__ import annotations

import runpy
import shutil
from datetime import datetime, timezone
from pathlib import Path

import pytest
from platforms import articles, new
from platforms.lists import FILL_IN, ROWS, Page, Row, build, seen

from crawler.read.listing import listing
from nouns.found import Listing

NOW = datetime(2025, 11, 1, tzinfo=timezone.utc)
HALVES = {half: [row for row in ROWS if seen(row) == half] for half in (True, False)}


def read(row: Row) -> tuple[Page, Listing]:
    page = build(row)
    return page, listing.find(page.html, page.url, NOW, pins=False)


def test_there_are_many_platforms_and_no_two_of_a_name():
    assert len(ROWS) >= 150 and len({row.name for row in ROWS}) == len(ROWS)


def test_every_row_is_filled_in():
    assert [row.name for row in ROWS if FILL_IN in str(row)] == []
    assert [case.name for case in articles.cases() if FILL_IN in case.html] == []


def test_a_new_platform_is_a_row_of_lists_and_one_of_articles_to_be_filled_in(tmp_path: Path):
    for file in ("lists_more.py", "articles_more.py"):
        shutil.copy(new.HERE / file, tmp_path)
    new.add("shore.system", tmp_path)
    for file in ("lists_more.py", "articles_more.py"):
        before, after = (runpy.run_path(str(folder / file))["ROWS"] for folder in (new.HERE, tmp_path))
        added = str(after[-1] if file == "lists_more.py" else after.splitlines()[-1])
        assert len(after) > len(before) and "shore.system" in added and FILL_IN in added
    row = Row(*runpy.run_path(str(tmp_path / "lists_more.py"))["ROWS"][-1])
    assert len(build(row).entries) == row.count


def test_a_row_that_is_filled_in_is_compared_with_what_is_read(monkeypatch: pytest.MonkeyPatch):
    name = "sinochem"
    assert list(new.differences(name)) == []
    monkeypatch.setattr(new.listing, "find", lambda *_, **__: Listing())
    told = "\n".join(new.differences(name))
    assert "entry 1: None" in told and "0 entries" in told


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
