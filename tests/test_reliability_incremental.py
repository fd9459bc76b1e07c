"""Runs after the first: what is known is left alone, what changed is taken in, and nothing that vanishes takes anything away."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import big_site
import forked
import pytest
from conftest import QUICK
from servers import Server

SENTENCES = (
    "园区管委会公布{}年度重点项目清单，项目总投资{}亿元。",
    "{}号地块供应计划已经批准，用地面积{}亩。",
    "第{}批企业通过高新技术认定，合计{}家。",
    "{}个窗口合并为综合窗口，办理时限压缩到{}天。",
)


def body(n: int, more: str = "") -> str:
    return "\n".join(s.format(n * 7 + i, n * 31 + i) for i, s in enumerate(SENTENCES)) + more


def title(n: int) -> str:
    return f"关于公布第{n}批重点招商项目名单的通知"


def row(n: int, shown: str = "", date: str = "") -> str:
    return f'<li><a href="/a/{n}.html">{shown or title(n)}</a><span>{date or f"2025-03-{n % 28 + 1:02}"}</span></li>'


def listing(rows: list[str], following: str = "") -> str:
    link = f'<a class="next" href="{following}">下一页</a>' if following else ""
    return f"<html><body><h1>通知公告</h1><ul class='news'>{''.join(rows)}</ul><div class='pager'>{link}</div></body></html>"


def article(n: int, text: str = "", shown: str = "", pager: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in (text or body(n)).split("\n"))
    return (
        f"<html><body><h1>{shown or title(n)}</h1><div class='meta'>发布日期：2025-03-{n % 28 + 1:02}　来源：园区管委会</div>"
        f"<div class='content'>{paragraphs}</div>{pager}</body></html>"
    )


def paged(numbers: list[int], per_page: int, path: str = "/list/{}") -> dict[str, str]:
    """A listing in pages of `per_page`."""
    parts = [numbers[i : i + per_page] for i in range(0, len(numbers), per_page)]
    return {
        path.format(i): listing([row(n) for n in part], path.format(i + 1) if i < len(parts) else "")
        for i, part in enumerate(parts, 1)
    }


@pytest.fixture
def crawl(environment, server, tmp_path):
    """Run the site of the server's `/list/1` with these keys in its table; the run has to end with `code`."""

    def run(code: int = 0, **keys: object) -> str:
        keys = {"start_urls": [f"{server.url}/list/1"]} | keys
        table = "[park]\n" + "".join(f"{key} = {value!r}\n".replace("'", '"') for key, value in keys.items())
        (tmp_path / "sites.toml").write_text(table, encoding="utf-8")
        server.asked.clear()
        server.headers.clear()
        arguments = ["run", "park", *QUICK, "-s", f"SITES={tmp_path / 'sites.toml'}"]
        done = forked.scrapy(arguments, environment, tmp_path / "said")
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture
def sql(database):
    def do(statement: str) -> None:
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute(statement)

    return do


@pytest.fixture
def all_are_due(sql):
    """The day has come on which every article is looked at again."""
    return lambda: sql("UPDATE _frontier SET check_at = '2020-01-01T00:00:00+00:00' WHERE kind = 'article'")


def listing_pages(server: Server) -> list[str]:
    return sorted(path for path in server.asked if path.startswith("/list"))


def articles_asked(server: Server) -> list[str]:
    return sorted(path for path in server.asked if path.startswith("/a/"))


# Known entries ----------------------------------------------------------------------------------------------------------


def test_an_unchanged_site_costs_listing_fetches_only(crawl, server, rows):
    server.pages |= big_site.pages(60)
    crawl()
    assert server.fetched("/a/") == 60
    days = [
        days
        for (days,) in rows("SELECT julianday(check_at) - julianday(checked_at) FROM _frontier WHERE kind = 'article'")
    ]
    assert 5.6 <= min(days) < 6.3 and 7.7 < max(days) <= 8.4  # 7 days and a fifth: not all of them on one day
    before = rows("SELECT max(rev) FROM changes")
    said = crawl()
    assert articles_asked(server) == [] and listing_pages(server) == ["/list/1", "/list/2", "/list/3"]
    assert rows("SELECT max(rev) FROM changes") == before and "no rev moved" in said


def test_dates_counted_back_from_today_are_no_change(crawl, server, rows):
    server.pages["/list/1"] = listing([row(n, date=f"{n}小时前") for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 6)}
    crawl()
    later = ["2天前", "昨天", "2026-11-22", "3天前", "26小时前"]
    server.pages["/list/1"] = listing([row(n, date=shown) for n, shown in enumerate(later, 1)])
    crawl()
    assert articles_asked(server) == []


def test_an_article_listed_twice_under_two_titles_settles(crawl, server, rows):
    shown = [row(n) for n in range(1, 6)]
    server.pages["/list/1"] = listing([row(3, "【置顶】" + title(3)), *shown])
    server.pages["/list/other"] = listing([row(n, title(n)[:12] + "…") for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 6)}
    both = [f"{server.url}/list/1", f"{server.url}/list/other"]
    crawl(start_urls=both)
    assert server.fetched("/a/") == 5
    for addresses in (both, both[::-1]):  # whichever list is read first, both now and the first time
        crawl(start_urls=addresses)
        assert articles_asked(server) == []
    assert rows("SELECT pending FROM run_sites") == [(0,), (0,), (0,)]


# Walks ------------------------------------------------------------------------------------------------------------------


def test_a_walk_stops_in_what_is_known_and_goes_to_the_end_every_so_often(crawl, server, rows, sql):
    server.pages |= paged(list(range(100, 0, -1)), 10) | {f"/a/{n}.html": article(n) for n in range(1, 101)}
    crawl(stop_after_known=20)
    assert len(listing_pages(server)) == 10
    crawl(stop_after_known=20)
    assert listing_pages(server) == ["/list/1", "/list/2"]
    sql("UPDATE _meta SET value = strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now', '-8 days') WHERE key LIKE 'full walk%'")
    crawl(stop_after_known=20)
    assert len(listing_pages(server)) == 10
    crawl(stop_after_known=20)
    assert len(listing_pages(server)) == 2
    assert rows("SELECT walk FROM run_sites ORDER BY run") == [("full",), ("incremental",), ("full",), ("incremental",)]


def test_each_list_counts_what_it_knows_by_itself(crawl, server):
    server.pages |= paged(list(range(40, 0, -1)), 10) | paged(list(range(90, 50, -1)), 10, "/list/b{}")
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 91)}
    both = [f"{server.url}/list/1", f"{server.url}/list/b1"]
    crawl(start_urls=both)
    crawl(start_urls=both, stop_after_known=20)
    assert listing_pages(server) == ["/list/1", "/list/2", "/list/b1", "/list/b2"]


@pytest.mark.parametrize("end", ["to itself", "to the first page", "to an empty page", "to the same page for ever"])
def test_a_list_whose_last_page_leads_on_still_ends(crawl, server, end):
    server.pages |= paged(list(range(20, 0, -1)), 10) | {f"/a/{n}.html": article(n) for n in range(1, 21)}
    following = {"to itself": "/list/2", "to the first page": "/list/1"}.get(end, "/list/3")
    last = [row(n) for n in range(10, 0, -1)]
    server.pages["/list/2"] = listing(last, following)
    server.pages["/list/3"] = "<html><body><h1>通知公告</h1><ul class='news'></ul><p>暂无数据</p></body></html>"
    if end == "to the same page for ever":
        server.pages |= {f"/list/{n}": listing(last, f"/list/{n + 1}") for n in range(3, 60)}
    crawl(max_pages=50)
    assert len(listing_pages(server)) <= 4
    crawl(stop_after_known=10)
    assert listing_pages(server) == ["/list/1"]


FRAME = "<p>办公电话：0755-1234</p><p>地址：园区大道一号</p><p>网站标识码：440300</p><p>京公网安备一号</p>"


@pytest.mark.parametrize(
    "answer",
    [
        "<html><title>提示</title><body><p>系统繁忙，请稍后再试</p></body></html>",
        "<html><body><h1>园区介绍</h1><p>园区位于城市东部，占地三平方公里，环境优美。</p><p>欢迎参观。</p></body></html>",
        "<html><body><script>location.reload()</script>Error: upstream</body></html>",
    ],
)
def test_a_later_page_that_is_none_of_the_list_is_told_and_asked_for_again(answer, crawl, server, rows):
    """opensanctions#3902: a middle page that answers 200 with something else ended the walk, and nothing told it."""
    good = {path: page.replace("<body>", f"<body>{FRAME}") for path, page in paged(list(range(20, 0, -1)), 5).items()}
    server.pages |= good | {f"/a/{n}.html": article(n) for n in range(1, 21)}
    server.pages["/list/2"] = answer
    assert "1 addresses failed" in crawl(2, stop_after_known=5)
    server.pages["/list/2"] = good["/list/2"]
    crawl(stop_after_known=5)
    assert rows("SELECT count(*) FROM notices") == [(20,)]


def numbered(numbers: list[int], per_page: int) -> dict[str, str]:
    """A listing in pages whose pager shows all their numbers, none of them called the next."""
    pages = paged(numbers, per_page)
    for at, (path, page) in enumerate(pages.items(), 1):
        links = "".join(f"<b>{n}</b>" if n == at else f"<a href='/list/{n}'>{n}</a>" for n in range(1, len(pages) + 1))
        pages[path] = page.replace("<div class='pager'>", f"<div class='pager'>{links}")
    return pages


def test_a_list_that_is_empty_in_the_middle_is_told(crawl, server, rows):
    """RSSHub#2326: a page without entries ended the walk, though the pager before it showed pages behind it."""
    server.pages |= numbered(list(range(20, 0, -1)), 5) | {f"/a/{n}.html": article(n) for n in range(1, 21)}
    empty, good = listing([]), server.pages["/list/2"]
    server.pages["/list/2"] = empty
    assert "/list/2 has no entries, and pages behind it are linked" in crawl(2)
    server.pages["/list/2"] = good
    crawl()
    assert rows("SELECT count(*) FROM notices") == [(20,)]


def test_an_empty_page_behind_the_last_number_is_the_end(crawl, server):
    pages = numbered(list(range(10, 0, -1)), 5)
    server.pages |= pages | {f"/a/{n}.html": article(n) for n in range(1, 11)}
    server.pages["/list/2"] = pages["/list/2"].replace(
        "<div class='pager'>", "<div class='pager'><a class='next' href='/list/3'>下一页</a>"
    )
    server.pages["/list/3"] = listing([])
    crawl()
    assert "/list/3" in listing_pages(server)


@pytest.mark.parametrize("end", ["", "[]", '{"code":0,"data":[]}', "<div class='end'>没有更多了</div>"])
def test_what_a_script_is_answered_behind_the_last_page_is_the_end(end, crawl, server):
    server.pages |= {path: page.replace("<body>", f"<body>{FRAME}") for path, page in paged([3, 2, 1], 3).items()}
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 4)}
    server.pages["/list/1"] = server.pages["/list/1"].replace(
        "<div class='pager'>", "<a class='next' href='/list/2'>下一页</a>"
    )
    server.pages["/list/2"] = end
    crawl()
    assert "/list/2" in listing_pages(server)


@pytest.mark.parametrize("end", ["<ul class='news'></ul>", "<p>已经到底了</p>", "<div id='page'></div><p>返回</p>"])
def test_a_page_behind_the_last_in_the_lists_frame_is_its_end(end, crawl, server, rows):
    good = {path: page.replace("<body>", f"<body>{FRAME}") for path, page in paged(list(range(10, 0, -1)), 5).items()}
    server.pages |= good | {f"/a/{n}.html": article(n) for n in range(1, 11)}
    server.pages["/list/2"] = server.pages["/list/2"].replace(
        "<div class='pager'>", "<a class='next' href='/list/3'>下一页</a>"
    )
    server.pages["/list/3"] = f"<html><body>{FRAME}<h1>通知公告</h1>{end}</body></html>"
    crawl()
    assert "/list/3" in listing_pages(server)
    assert rows("SELECT count(*) FROM notices") == [(10,)]


def test_one_of_several_lists_that_is_none_any_more_is_told(crawl, server, rows):
    server.pages |= paged(list(range(20, 10, -1)), 10) | paged(list(range(10, 5, -1)), 10, "/more/{}")
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 21)}
    both = {"start_urls": [f"{server.url}/list/1", f"{server.url}/more/1"]}
    crawl(**both)
    server.pages["/more/1"] = "<html><body><h1>园区介绍</h1><p>园区位于城市东部，环境优美。</p></body></html>"
    assert "/more/1" in crawl(2, **both)
    assert rows("SELECT count(*) FROM notices") == [(15,)]


def test_a_list_of_which_nothing_is_left_is_told_once(crawl, server, rows):
    """Another's list at the old address (hijacked, reset to a template's), or the site's under other addresses: eight
    notices came in that had nothing to do with it, at exit 0."""
    server.pages |= paged(list(range(1, 9)), 8) | {f"/a/{n}.html": article(n) for n in range(1, 30)}
    crawl()
    crawl()
    before = rows("SELECT id, body FROM notices ORDER BY id")
    server.pages |= paged(list(range(11, 19)), 8)
    assert "all 8 entries are new" in crawl(2)
    assert set(before) <= set(rows("SELECT id, body FROM notices"))
    assert "are new" not in crawl(0)


def test_a_list_that_shows_others_each_day_is_no_other_list(crawl, server):
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 30)}
    for day in range(4):
        server.pages |= paged(list(range(1 + 5 * day, 6 + 5 * day)), 5)
        crawl()


def test_entries_inserted_while_paging_are_neither_missed_nor_doubled(crawl, server, rows):
    numbers = list(range(40, 0, -1))
    server.pages |= paged(numbers, 10) | {f"/a/{n}.html": article(n) for n in range(1, 48)}

    def insert(_handler: object) -> str:
        """Seven new entries appear on top while the second page is asked for."""
        server.pages |= paged([*range(47, 40, -1), *numbers], 10)
        return server.pages["/list/2"]

    server.pages["/list/2"] = insert
    crawl()
    crawl(stop_after_known=10)
    assert rows("SELECT count(*), count(DISTINCT url) FROM notices") == [(47, 47)]
    assert server.fetched("/a/") == 7


# Articles ---------------------------------------------------------------------------------------------------------------


def with_validators(n: int, tag: str, text: str = ""):
    """Article `n` as a server sends it that knows ETag: 304 to whoever has this one already."""

    def answer(handler: object) -> tuple[int, dict, bytes]:
        headers = {"ETag": tag, "Last-Modified": "Wed, 05 Mar 2025 08:00:00 GMT"}
        if handler.headers.get("If-None-Match") == tag:
            return 304, headers, b""
        return 200, headers, article(n, text).encode()

    return answer


def test_articles_are_looked_at_again_conditionally_and_ever_more_rarely(crawl, server, rows, all_are_due):
    server.pages["/list/1"] = listing([row(n) for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": with_validators(n, f'"v{n}"') for n in range(1, 6)}
    crawl()
    before = rows("SELECT max(rev) FROM changes")
    for days in (14, 28, 56):
        all_are_due()
        crawl()
        assert len(articles_asked(server)) == 5
        asked = server.headers["/a/3.html"]
        assert asked["If-None-Match"] == '"v3"' and asked["If-Modified-Since"] == "Wed, 05 Mar 2025 08:00:00 GMT"
        assert rows("SELECT DISTINCT wait_days FROM _frontier WHERE kind = 'article'") == [(days,)]
    assert rows("SELECT max(rev) FROM changes") == before
    due = rows("SELECT julianday(check_at) - julianday('now') FROM _frontier WHERE url LIKE '%/a/3.html'")[0][0]
    assert 56 * 0.8 - 0.1 < due <= 56 * 1.2


def test_an_article_that_changed_is_a_new_version_and_looked_at_more_often(crawl, server, rows, all_are_due):
    server.pages["/list/1"] = listing([row(n) for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": with_validators(n, f'"v{n}"') for n in range(1, 6)}
    crawl()
    (before,) = rows("SELECT max(rev) FROM changes")[0]
    all_are_due()
    server.pages["/a/3.html"] = with_validators(3, '"new"', body(3, "\n联系窗口已迁至政务服务中心三楼。"))
    crawl()
    assert rows("SELECT version, body LIKE '%三楼%' FROM notice_versions") == [(1, 0)]
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%三楼%'") == [(1,)]
    assert rows("SELECT operation FROM changes WHERE rev > ?", before) == [("changed",)]
    assert rows("SELECT wait_days FROM _frontier WHERE url LIKE '%/a/3.html'") == [(3.5,)]


def test_an_entry_whose_title_or_date_changed_is_fetched_again(crawl, server, rows):
    server.pages["/list/1"] = listing([row(n) for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": with_validators(n, f'"v{n}"') for n in range(1, 6)}
    crawl()
    (before,) = rows("SELECT max(rev) FROM changes")[0]
    renamed = title(3) + "（修订）"
    server.pages["/list/1"] = listing([row(1), row(2, date="2025-04-09"), row(3, renamed), row(4), row(5)])
    server.pages |= {"/a/2.html": article(2, body(2, "\n名单有更正。")), "/a/3.html": article(3, shown=renamed)}
    crawl()
    assert articles_asked(server) == ["/a/2.html", "/a/3.html"]
    assert rows("SELECT count(*) FROM notice_versions") == [(2,)]
    assert rows("SELECT operation FROM changes WHERE rev > ?", before) == [("changed",), ("changed",)]
    crawl()
    assert articles_asked(server) == []


def test_a_change_in_the_list_is_not_forgotten_when_its_article_fails(crawl, server, rows):
    server.pages["/list/1"] = listing([row(n) for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 6)}
    crawl()
    server.pages["/list/1"] = listing([row(n, "关于第3批名单的更正" if n == 3 else "") for n in range(1, 6)])
    server.pages["/a/3.html"] = (500, {}, b"")
    crawl(code=2)
    server.pages["/a/3.html"] = article(3, body(3, "\n名单有更正。"), "关于第3批名单的更正")
    crawl()
    assert rows("SELECT count(*) FROM notices WHERE title = '关于第3批名单的更正'") == [(1,)]


def test_articles_that_vanished_later_take_nothing_away(crawl, server, rows, all_are_due):
    server.pages["/list/1"] = server.pages["/"] = listing([row(n) for n in range(1, 9)])
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 9)}
    crawl()
    state = rows("SELECT id, body, rev, deleted_at FROM records ORDER BY id")
    all_are_due()
    server.pages |= {
        "/a/1.html": (404, {}, b""),
        "/a/2.html": (410, {}, b""),
        "/a/3.html": (302, {"Location": "/"}, b""),
    }
    crawl()
    assert [server.asked[f"/a/{n}.html"] for n in (1, 2, 3)] == [1, 1, 1]
    assert rows("SELECT id, body, rev, deleted_at FROM records ORDER BY id") == state
    assert rows("SELECT count(*) FROM rejects") == [(0,)]
    crawl()
    assert articles_asked(server) == []


def test_an_article_that_leads_to_another_of_the_list_is_told(crawl, server, rows):
    """Its entry was kept with the other one's title and text: a repost, and the run was ok."""
    server.pages |= paged(list(range(6, 0, -1)), 6) | {f"/a/{n}.html": article(n) for n in range(1, 7)}
    server.pages["/a/3.html"] = (302, {"Location": "/a/5.html"}, b"")
    assert "redirected to" in crawl(2)
    assert rows("SELECT count(*) FROM notices WHERE title = ?", title(5)) == [(1,)]
    server.pages["/a/3.html"] = article(3)
    crawl()
    assert rows("SELECT count(*), count(DISTINCT title) FROM notices") == [(6, 6)]


def test_an_entry_that_stands_under_an_old_address_as_well_is_no_fault(crawl, server):
    twice = row(5).replace("/a/5.html", "/old/5")
    server.pages |= {"/list/1": listing([row(6), row(5), twice, *map(row, (4, 3, 2))])}
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 7)}
    server.pages["/old/5"] = (301, {"Location": "/a/5.html"}, b"")
    crawl()


def test_articles_that_vanish_all_at_once_are_told(crawl, server, rows, all_are_due):
    server.pages["/list/1"] = listing([row(n) for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 6)}
    crawl()
    all_are_due()
    server.pages |= {f"/a/{n}.html": (404, {}, b"") for n in range(1, 6)}
    assert "http-404" in crawl(code=2)
    assert rows("SELECT count(*) FROM records WHERE deleted_at IS NULL") == [(5,)]


def parts(n: int, texts: list[str], path: str) -> dict[str, str]:
    """Article `n` on several pages, linked as 2, 3, … and 下一页."""
    addresses = [f"/a/{n}.html", *(path.format(i) for i in range(2, len(texts) + 1))]
    return {
        address: article(
            n,
            text,
            pager="".join(f'<a href="{a}">{i}</a> ' for i, a in enumerate(addresses, 1))
            + (f'<a href="{addresses[at + 1]}">下一页</a>' if at + 1 < len(addresses) else ""),
        )
        for at, (address, text) in enumerate(zip(addresses, texts, strict=True))
    }


def test_an_article_over_several_pages_is_one_notice(crawl, server, rows, all_are_due):
    server.pages["/list/1"] = listing([row(n) for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 6)}
    server.pages |= parts(3, [body(3), body(51), body(52)], "/a/3_{}.html")
    crawl()
    assert rows("SELECT body FROM notices WHERE url LIKE '%/a/3.html'") == [("\n".join((body(3), body(51), body(52))),)]
    assert rows("SELECT count(*) FROM notices") == [(5,)]
    # A later page that is away for a moment does not cut what is kept; one that is gone for good leaves what there is.
    server.pages["/a/3_2.html"] = (500, {}, b"")
    all_are_due()
    crawl(code=2)
    assert rows("SELECT body LIKE '%' || ? FROM notices WHERE url LIKE '%/a/3.html'", body(52)) == [(1,)]


def test_an_article_whose_second_page_never_comes_keeps_its_first(crawl, server, rows):
    server.pages["/list/1"] = listing([row(n) for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 6)}
    server.pages |= parts(3, [body(3), body(51)], "/a/3_{}.html") | {"/a/3_2.html": (404, {}, b"")}
    crawl(code=2)
    assert rows("SELECT body, flags FROM notices WHERE url LIKE '%/a/3.html'") == [(body(3), '["incomplete"]')]


def test_a_site_that_answers_every_page_number_with_the_same_text_is_read_once(crawl, server, rows):
    server.pages["/list/1"] = listing([row(n) for n in range(1, 6)])
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 6)}
    for n in range(1, 60):
        number = f"?page={n}" if n > 1 else ""
        server.pages[f"/a/3.html{number}"] = article(3, pager=f'<a href="/a/3.html?page={n + 1}">下一页</a>')
    crawl()
    assert rows("SELECT body FROM notices WHERE url LIKE '%/a/3.html'") == [(body(3),)]
    assert server.fetched("/a/3.html") == 2


@pytest.mark.parametrize("name", ["side", "w300"])
@pytest.mark.parametrize("shared", [0, 3])
def test_a_column_of_the_most_read_is_not_the_list_of_its_last_page(name, shared, crawl, server, rows):
    """Gerapy/GerapyAutoExtractor#5: where the last page has one entry, the column's ten looked more like a list: they
    were kept, and the entry was not."""
    for count in (16, 17):
        numbers = list(range(count, 0, -1))
        column = "".join(map(row, [*numbers[:shared], *range(40, 50 - shared)]))
        made = paged(numbers, 15)
        server.pages = {
            path: page.replace("</body>", f"<div class='{name}'><h3>点击排行</h3><ul>{column}</ul></div></body>")
            for path, page in made.items()
        }
        server.pages |= {f"/a/{n}.html": article(n) for n in (*numbers, *range(40, 50))}
        crawl()
        assert rows("SELECT count(*) FROM notices WHERE url LIKE '%/a/4_.html'") == [(0,)]
        assert rows("SELECT count(*) FROM notices") == [(count,)]


def test_entries_that_a_column_of_the_newest_shows_as_well_are_the_lists(crawl, server, rows):
    numbers = list(range(20, 0, -1))
    column = "".join(map(row, numbers[:10]))
    server.pages = {
        path: page.replace("</body>", f"<div class='side'><h3>最新</h3><ul>{column}</ul></div></body>")
        for path, page in paged(numbers, 5).items()
    }
    server.pages |= {f"/a/{n}.html": article(n) for n in numbers}
    crawl()
    assert rows("SELECT count(*) FROM notices") == [(20,)]


def test_further_pages_that_a_table_names_are_of_the_one_list(crawl, server, rows):
    """What a degraded run advises where only a script turns the pages: the site stayed degraded for ever."""
    turn = "<div>共18条记录 <a href='#' onclick='turnPage(2)'>下一页</a></div></body>"
    for page, numbers in enumerate((range(18, 12, -1), range(12, 6, -1), range(6, 0, -1)), 1):
        server.pages[f"/list/{page}"] = listing([row(n) for n in numbers]).replace("</body>", turn)
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 19)}
    first, second, third = (f"{server.url}/list/{page}" for page in (1, 2, 3))
    assert "says it has 18 entries; 6 entries on 1 pages were read" in crawl(2)
    assert "says it has 18 entries; 12 entries on 2 pages were read" in crawl(2, start_urls=[first, second])
    crawl(start_urls=[first, second, third])
    crawl(start_urls=[first, second, third])
    assert rows("SELECT count(*) FROM notices") == [(18,)]


# Lists that hold the whole text -----------------------------------------------------------------------------------------


def inline(entries: list[tuple[str, str]]) -> str:
    shown = "".join(
        f"<div class='item'><h3>{head}</h3><div class='text'>{''.join(f'<p>{line}</p>' for line in text.split(chr(10)))}</div>"
        f"<span class='date'>2025-03-0{i}</span></div>"
        for i, (head, text) in enumerate(entries, 1)
    )
    return f"<html><body><h1>招商信息</h1><div class='items'>{shown}</div></body></html>"


def test_an_entry_with_its_text_in_the_list_that_changes_loses_nothing_and_moves_a_rev(crawl, server, rows):
    entries = [(title(n), body(n)) for n in range(1, 6)]
    server.pages["/list/1"] = inline(entries)
    crawl()
    crawl()
    assert rows("SELECT count(*) FROM notices") == [(5,)]
    (before,) = rows("SELECT max(rev) FROM changes")[0]
    entries[2] = (title(3), body(3, "\n联系窗口已迁至政务服务中心三楼。"))
    server.pages["/list/1"] = inline(entries)
    crawl()
    assert rows("SELECT count(*) FROM records WHERE deleted_at IS NULL") == [(5,)]
    assert rows("SELECT count(*) FROM records WHERE body LIKE '%三楼%'") == [(1,)]
    assert rows("SELECT count(*) > 0 FROM changes WHERE rev > ?", before) == [(1,)]
    (after,) = rows("SELECT max(rev) FROM changes")[0]
    crawl()
    assert rows("SELECT max(rev) FROM changes") == [(after,)]


@pytest.mark.parametrize("order", ["oldest first", "oldest first, some pinned", "a day each three"])
def test_what_is_new_on_the_last_page_of_a_list_that_ascends_is_found(order, crawl, server, rows):
    """A walk that stopped in what is known would never come to it."""

    def site(count: int) -> dict[str, str]:
        days = {n: f"2025-{n // 28 + 1:02}-{n % 28 + 1:02}" for n in range(count)}
        if order == "a day each three":
            days = {n: days[n - n % 3] for n in days}
        shown = list(range(count))
        pages = [shown[i : i + 15] for i in range(0, count, 15)]
        pinned = [row(900 + i, date="2025-11-0" + str(i + 1)) for i in range(2)] if "pinned" in order else []
        made = {f"/a/{n}.html": article(n) for n in (*shown, 900, 901)}
        for at, numbers in enumerate(pages, 1):
            following = f"/list/{at + 1}" if at < len(pages) else ""
            made[f"/list/{at}"] = listing(pinned + [row(n, date=days[n]) for n in numbers], following)
        return made

    server.pages = site(75)
    crawl()
    server.pages = site(82)
    crawl()
    assert rows("SELECT count(*) FROM notices WHERE url LIKE '%/a/__.html' OR url LIKE '%/a/_.html'") == [(82,)]
