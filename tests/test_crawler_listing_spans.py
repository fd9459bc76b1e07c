"""A cell of a list's table that stands for several rows says what it says of each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import pytest

from crawler.read.listing import listing

NOW = datetime(2025, 9, 1, tzinfo=timezone.utc)
URL = "https://www.yunqi.example/zsyz/"
DAYS = (("2025-08-20", 3), ("2025-08-12", 1), ("2025-07-30", 4))
TITLES = tuple(f"云栖开发区关于第{n}批标准厂房公开招租的公告" for n in range(8))
Made = Callable[[str, int, str], str]


def table(first: Made, other: Made, head: str = "") -> str:
    """`first` makes the first row of a day, `other` those below it, of (day, rows, link)."""
    rows, at = [], 0
    for day, count in DAYS:
        for number in range(count):
            link = f'<a href="/a/{at}.html">{TITLES[at]}</a>'
            rows.append((other if number else first)(day, count, link))
            at += 1
    body = f"<h2>通知公告</h2><table>{head}{''.join(rows)}</table>"
    return f"<html><head><meta charset='utf-8'><title>通知公告</title></head><body><div>{body}</div></body></html>"


@pytest.mark.parametrize(
    ("first", "other", "head"),
    [
        (
            lambda day, rows, link: f'<tr><td rowspan="{rows}">{day}</td><td>{link}</td></tr>',
            lambda day, rows, link: f"<tr><td>{link}</td></tr>",
            "",
        ),
        (
            lambda day, rows, link: f"<tr><td>{link}</td><td rowspan={rows}><span>{day}</span></td></tr>",
            lambda day, rows, link: f"<tr><td>{link}</td></tr>",
            "<tr><th>标题</th><th>发布日期</th></tr>",
        ),
        (
            lambda day, rows, link: (
                f"<tr><td ROWSPAN='{rows}'>招商局</td><td>{link}</td><td rowspan='{rows}'>{day.replace('-', '/')}</td></tr>"
            ),
            lambda day, rows, link: f"<tr><td>{link}</td></tr>",
            "<tr><th>单位</th><th>标题</th><th>日期</th></tr>",
        ),
    ],
)
def test_a_day_over_several_rows_is_the_day_of_each(first, other, head):
    entries = listing.find(table(first, other, head), URL, NOW).entries
    assert [entry.title for entry in entries] == list(TITLES)
    assert [entry.published for entry in entries] == [day for day, rows in DAYS for _ in range(rows)]


def test_a_menu_beside_all_rows_stays_where_it_is():
    menu = "<td rowspan='8'><a href='/a/'>首页</a><a href='/b/'>政务公开</a></td>"
    rows = "".join(
        f'<tr>{menu if not n else ""}<td><a href="/a/{n}.html">{title}</a></td><td>2025-08-{20 - n}</td></tr>'
        for n, title in enumerate(TITLES)
    )
    entries = listing.find(f"<html><body><table>{rows}</table></body></html>", URL, NOW).entries
    assert [entry.published for entry in entries] == [f"2025-08-{20 - n}" for n in range(8)]
    assert [entry.title for entry in entries][1:] == list(TITLES)[1:]


@pytest.mark.parametrize("rows", ["0", "-1", "x", "", "99999999999", "²"])
def test_a_span_that_is_no_number_of_rows_is_none(rows):
    made = "".join(
        f'<tr><td rowspan="{rows}">公告</td><td><a href="/a/{n}.html">{title}</a></td><td>2025-08-{20 - n}</td></tr>'
        for n, title in enumerate(TITLES)
    )
    entries = listing.find(f"<html><body><table>{made}</table></body></html>", URL, NOW).entries
    assert [entry.title for entry in entries] == list(TITLES)
