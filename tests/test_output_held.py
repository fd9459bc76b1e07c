"""Good is not replaced by bad: which new versions are held back, how they get through, and what a run says meanwhile."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from test_reliability_incremental import all_are_due, article, body, crawl, listing, row, sql, title  # noqa: F401

from output.store import held

LONG = "\n".join(body(n) for n in range(40, 46))


@pytest.fixture
def site(crawl, server):  # noqa: F811
    server.pages["/list/1"] = listing([row(n) for n in range(1, 9)])
    server.pages |= {f"/a/{n}.html": article(n, f"{body(n)}\n{LONG}") for n in range(1, 9)}
    crawl()
    return crawl


@pytest.fixture
def text(rows):
    return lambda n: rows("SELECT body FROM notices WHERE url LIKE ?", f"%/a/{n}.html")[0][0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda: article(3, body(3).split("\n")[0]), held.LOST_TEXT),
        (
            lambda: (
                article(3, f"{body(3)}\n{LONG}".replace("2025", "2025"))
                .replace("发布日期：2025-03-04", "")
                .replace("2025-03-04", "")
            ),
            None,
        ),
        (lambda: article(3, "\n".join(body(n) for n in range(60, 66))), held.ANOTHER_TEXT),
        (lambda: article(3, f"{body(5)}\n{LONG}"), held.SAME_TEXT),
    ],
)
def test_a_worse_version_is_held_back_and_told(site, server, rows, text, all_are_due, change, reason):  # noqa: F811
    before = text(3)
    server.pages["/a/3.html"] = change()
    all_are_due()
    if reason is None:  # the list still says the date
        site()
        return
    assert f"new versions held back (scrapy held): 1 {reason}" in site(2)
    assert text(3) == before and rows("SELECT count(*) FROM notice_versions") == [(0,)]
    assert f"1 {reason}" in site(2)  # not read again today, and still told
    assert rows("SELECT reason, state FROM held_versions") == [(reason, "held")]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("政务", "政府服务").replace("亿元", "万元"),  # a correction
        lambda text: text + "\n附：办理流程说明。",
        lambda text: "\n".join(text.split("\n")[:-4]),  # some lines shorter
    ],
)
def test_a_true_change_gets_through_at_once(site, server, text, all_are_due, change):  # noqa: F811
    changed = change(f"{body(3)}\n{LONG}")
    server.pages["/a/3.html"] = article(3, changed)
    all_are_due()
    site()
    assert text(3) == changed


def test_a_real_shortening_gets_through_on_another_day(site, server, rows, text, all_are_due, sql):  # noqa: F811
    short = body(3).split("\n")[0]
    server.pages["/a/3.html"] = article(3, short)
    all_are_due()
    site(2)
    all_are_due()
    site(2)  # the same day
    assert text(3) != short
    sql("UPDATE held_versions SET first_seen = '2020-01-01T00:00:00+00:00'")
    all_are_due()
    site(0)
    assert text(3) == short and rows("SELECT state FROM held_versions") == [("accepted",)]


def test_when_the_page_is_as_it_was_nothing_is_held_any_more(site, server, rows, all_are_due):  # noqa: F811
    page = server.pages["/a/3.html"]
    server.pages["/a/3.html"] = article(3, body(3).split("\n")[0])
    all_are_due()
    site(2)
    server.pages["/a/3.html"] = page
    all_are_due()
    site(0)
    assert rows("SELECT count(*) FROM held_versions") == [(0,)]


def test_an_operator_accepts_or_refuses(site, server, rows, text, all_are_due, scrapy):  # noqa: F811
    before = text(4)
    for n in (3, 4):
        server.pages[f"/a/{n}.html"] = article(n, body(n).split("\n")[0])
    all_are_due()
    site(2)
    told = scrapy("held", quick=False)
    assert told.returncode == 0 and told.stdout.count(held.LOST_TEXT) == 2
    ids = dict(rows("SELECT substr(url, -6, 1), id FROM notices"))
    assert scrapy("held", ids["3"], "accept", quick=False).returncode == 0
    assert text(3) == body(3).split("\n")[0]
    assert scrapy("held", ids["4"], "refuse", quick=False).returncode == 0
    assert scrapy("held", ids["4"], "refuse", quick=False).returncode == 3
    all_are_due()
    site(0)
    assert text(4) == before


def test_many_that_lose_text_at_once_are_held_back_together(site, server, rows, all_are_due):  # noqa: F811
    for n in range(1, 9):
        server.pages[f"/a/{n}.html"] = article(n, body(n) + "\n" + "\n".join(LONG.split("\n")[:17]))
    all_are_due()
    assert held.AT_ONCE in site(2)
    assert rows("SELECT count(*) FROM notice_versions")[0][0] <= held.MANY


def test_many_that_are_of_today_all_at_once_are_held_back(site, server, rows):
    """A site was moved, and its system says of everything that it was published on that day: at exit 0, all were."""
    server.pages["/list/1"] = listing([row(n, date="2026-11-30") for n in range(1, 9)])
    for n in range(1, 9):
        page = article(n, f"{body(n)}\n{LONG}")
        server.pages[f"/a/{n}.html"] = page.replace(f"2025-03-{n % 28 + 1:02}", "2026-11-30")
    assert held.AT_ONCE in site(2)
    assert rows("SELECT count(*) FROM notices WHERE published = '2026-11-30'")[0][0] <= held.MANY


texts = st.lists(st.text("甲乙丙丁。", min_size=1, max_size=12), max_size=8).map("\n".join)


@given(texts, texts)
def test_what_keeps_every_line_is_never_held_back_for_its_text(old, more):
    new = f"{old}\n{more}" if old else more
    row = {"title": "公告", "published": "2025-01-02"}
    assert held.why(row | {"body": old}, row | {"body": new}, False, False, many=True) is None
