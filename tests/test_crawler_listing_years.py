"""The year of dates that a list writes without one, and the years of the Republic of China."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from crawler.read.listing import listing, years as listing_years
from pipelines import dates

URL = "http://park.example/tzgg/index.html"
NOW = datetime(2025, 11, 1, tzinfo=timezone.utc)


def read(days: list[str], address: str = "/a/{n}.html") -> list[str | None]:
    """The dates of a list whose entries bear these, as written."""
    rows = "".join(
        f"<li><a href='{address.format(n=n)}'>第{n}期产业项目推介会通知</a><span>{day}</span></li>"
        for n, day in enumerate(days)
    )
    found = listing.find(f"<html><body><ul>{rows}</ul></body></html>", URL, NOW, pins=False)
    return [entry.published for entry in found.entries]


@pytest.mark.parametrize(
    "address",
    [
        "./202409/t20240912_{n}.html",
        "/art/2024/9/12/art_1_{n}.html",
        "/content/20240912/{n}.html",
        "/2024-09/12/c_{n}.htm",
        "/2024/0912/c1a{n}/page.htm",
    ],
)
@pytest.mark.parametrize("written", ["[09-12]", "9月12日", "09/12", "9-12"])
def test_the_year_in_the_address_is_the_year_of_the_date(address, written):
    assert read([written] * 4, address) == ["2024-09-12"] * 4


def test_an_address_of_another_day_decides_nothing():
    assert read(["09-12"] * 4, "/2019/0101/c1a{n}/page.htm") == ["2025-09-12"] * 4


def test_a_list_descends_into_the_years_before():
    days = ["10-20", "07-02", "03-15", "12-20", "10-25", "06-01", "01-03", "11-30"]
    assert [iso[:4] for iso in read(days)] == ["2025", "2025", "2025", "2024", "2024", "2024", "2024", "2023"]


def test_a_notice_pinned_on_top_moves_no_year():
    assert [iso[:4] for iso in read(["03-15", "10-30", "10-21", "10-02", "09-28", "09-01"])] == ["2025"] * 6


def test_a_list_in_no_order_keeps_the_nearest_days():
    assert [iso[:4] for iso in read(["03-15", "10-30", "01-21", "08-02", "02-28", "09-01"])] == ["2025"] * 6


@given(st.lists(st.integers(1, 100), min_size=4, max_size=20))
def test_any_descending_list_of_steps_of_some_months_is_read_back(steps):
    day, days = date(2025, 10, 31), []
    for step in steps:
        days.append(day)
        day -= timedelta(days=step)
    written = [(f"{day:%m-%d}", dates.parse(f"{day:%m-%d}", NOW)) for day in days]
    assert listing_years.decide(written, [None] * len(days)) == [day.isoformat() for day in days]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("115.03.19", "2026-03-19"),
        ("114/09/12", "2025-09-12"),
        ("114-09-12", "2025-09-12"),
        ("民國114年9月12日", "2025-09-12"),
        ("099/12/01", "2010-12-01"),
    ],
)
def test_years_of_the_republic_of_china(written, iso):
    assert read([written] * 4) == [iso] * 4


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Fri, 12 Sep 2025 20:00:00 GMT", "2025-09-13T04:00:00"),
        ("2025-09-12T20:00:00+0000", "2025-09-13T04:00:00"),
        ("2025-09-12 20:00:00 +0000", "2025-09-13T04:00:00"),
    ],
)
def test_a_zone_is_kept_on_the_way(written, iso):
    assert read([written] * 4) == [iso] * 4


def test_the_year_that_the_list_decides_is_stored_where_an_article_has_no_date(scrapy, rows, server):
    days = {1: "09-12", 2: "03-05", 3: "11-20"}
    years = {1: "2024", 2: "2024", 3: "2023"}
    body = "园区厂房面向企业招租，水电道路都已接通，欢迎来电洽谈并实地察看，具体条件以合同为准。" * 3
    lines = "".join(
        f"<li><a href='/{years[n]}{day.replace('-', '')}/{n}.html'>第{n}期产业项目推介会通知</a><i>{day}</i></li>"
        for n, day in days.items()
    )
    server.pages["/list.html"] = f"<html><body><ul>{lines}</ul></body></html>"
    for n, day in days.items():
        server.pages[f"/{years[n]}{day.replace('-', '')}/{n}.html"] = (
            f"<html><body><h1>第{n}期产业项目推介会通知</h1><p>{body}{n}</p></body></html>"
        )
    done = scrapy("run", "--url", server.url + "/list.html")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT published FROM notices ORDER BY published") == [
        ("2023-11-20",),
        ("2024-03-05",),
        ("2024-09-12",),
    ]


@pytest.mark.parametrize("said", ["发布于 09-12 来源：管委会", "时间：09/12 浏览：8", "发布时间：9月12日 点击 31 次"])
def test_a_labelled_day_among_other_words_is_the_date(said):
    rows = "".join(f"<li><a href='/a/{n}.html'>第{n}期产业项目推介会通知</a><p>{said}</p></li>" for n in range(4))
    found = listing.find(f"<html><body><ul>{rows}</ul></body></html>", URL, NOW, pins=False)
    assert [entry.published for entry in found.entries] == ["2025-09-12"] * 4
