"""A page that is no article is never believed, and an unusual article is: the corpus of strange pages as sites on loopback."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import big_site
import forked
import pytest
from conftest import QUICK
from servers import Server
from strange_farm import farm, good_site, refused_site, stored, verdicts
from strange_pages import GOOD, REFUSED, list_page, path, refused_entries, squeeze
from test_reliability_incremental import article, body, listing, row


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """What a run over all sites of a kind left: what was kept, and the verdicts."""
    done = {}

    def crawl(kind: str):
        if kind not in done:
            folder = tmp_path_factory.mktemp(kind)
            made = (
                {name: refused_site(name) for name in REFUSED} if kind == "refused" else {n: good_site(n) for n in GOOD}
            )
            with farm(made, folder / "sites.toml"):
                database = folder / "notices.db"
                line = ["run", *made, *QUICK, "-s", "RETRY_TIMES=0", "-s", f"SITES={folder / 'sites.toml'}"]
                status = forked.scrapy(line, os.environ | {"DATABASE": str(database)}, folder / "said").returncode
            done[kind] = stored(database), verdicts(database), status
        return done[kind]

    return crawl


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_that_is_no_article_is_not_kept_and_told(crawled, name):
    kept, told, status = crawled("refused")
    assert kept.get(name, {}) == {} and status in (2, 3)
    verdict, reasons = told[name]
    assert verdict in ("degraded", "failed") and reasons


@pytest.mark.parametrize("name", GOOD)
def test_an_unusual_article_is_kept_with_its_text_and_without_the_sites(crawled, name):
    kept = crawled("good")[0].get(name, {})
    for number, expected in enumerate(GOOD[name]()):
        assert path(number) in kept, expected.title
        text = squeeze(kept[path(number)][1])
        assert [said for said in expected.texts if squeeze(said) not in text] == [], expected.title
        assert [said for said in expected.furniture if squeeze(said) in text] == [], expected.title


def test_in_whatever_order_pages_come_each_keeps_its_text(environment, tmp_path):
    """The text of one is found only once its footer is known to be the site's."""
    name, expected = "served_as_203", GOOD["served_as_203"]()
    answers = good_site(name)

    def late(number: int, place: int):
        return lambda handler: (time.sleep(0.12 * place), answers[path(number)])[1]

    count = len(expected)
    made = {
        f"first-{first}": answers | {path(n): late(n, (n - first) % count) for n in range(count)}
        for first in range(count)
    }
    with farm(made, tmp_path / "sites.toml"):
        line = ["run", *made, *QUICK, "-s", f"SITES={tmp_path / 'sites.toml'}"]
        done = forked.scrapy(line, environment, tmp_path / "said")
    assert done.returncode == 0, done.stdout + done.stderr
    kept = stored(Path(environment["DATABASE"]))
    lost = [
        (site, article.title)
        for site in made
        for number, article in enumerate(expected)
        for said in article.texts
        if squeeze(said) not in squeeze(kept[site][path(number)][1])
    ]
    assert lost == []


def test_a_lone_page_without_its_title_has_as_much_of_its_own_whenever_it_comes(environment, tmp_path):
    """What it shares with others is seen only once they have come: it is weighed when all have. This one reposts another;
    reread and crawl took it for two things on busy machines."""
    answers = big_site.pages(24)
    answers["/a/3.html"] = answers["/a/4.html"].replace(big_site.title(4), "最新消息")
    answers["/list"] = answers["/list/1"].replace(big_site.title(3), "更多内容请点击查看")

    def late(page: str, seconds: float):
        return lambda handler: (time.sleep(seconds), page)[1]

    made = {
        name: {
            path: late(page, of_it if path == "/a/3.html" else of_others) if path.startswith("/a/") else page
            for path, page in answers.items()
        }
        for name, of_it, of_others in (("first", 0, 0.3), ("among", 0, 0), ("last", 2, 0))
    }
    with farm(made, tmp_path / "sites.toml"):
        line = ["run", *made, *QUICK, "-s", f"SITES={tmp_path / 'sites.toml'}"]
        forked.scrapy(line, environment, tmp_path / "said")
    with closing(sqlite3.connect(environment["DATABASE"])) as connection:
        said = connection.execute("SELECT site, state, reason FROM _frontier WHERE url LIKE '%/a/3.html'").fetchall()
    assert len(said) == 3 and len({row[1:] for row in said}) == 1, said


def test_a_lone_page_without_its_title_and_next_to_no_text_is_refused_once_nothing_else_came(environment, tmp_path):
    titles = [f"松溪新区第{number}批标准厂房招租公告" for number in "一二三"]
    entries = [(path(i), title, f"2026-05-{i + 1:02d}") for i, title in enumerate(titles)]
    site = {"/list": list_page(entries), path(0): (200, {}, "<html><body><p>松溪</p></body></html>".encode())}
    with farm({"alone": site}, tmp_path / "sites.toml"):
        line = ["run", "alone", *QUICK, "-s", f"SITES={tmp_path / 'sites.toml'}"]
        done = forked.scrapy(line, environment, tmp_path / "said")
    assert done.returncode in (2, 3) and "Traceback" not in done.stderr, done.stdout + done.stderr
    assert stored(Path(environment["DATABASE"])) == {}
    with closing(sqlite3.connect(environment["DATABASE"])) as connection:
        refused = connection.execute("SELECT url FROM rejects WHERE reason = 'not-believed'").fetchall()
        states = dict(connection.execute("SELECT url, state FROM _frontier WHERE kind = 'article'"))
        kept = connection.execute("SELECT kind FROM _pages WHERE url = ?", refused[0]).fetchall()
    assert len(refused) == 1 and states[refused[0][0]] == "pending" and kept == [("refused",)]


# Good pages turned into others --------------------------------------------------------------------------------------

CHALLENGES = ("jsl_521", "token_challenge_202", "gone_in_chrome", "login_gbk", "maintenance_zh", "d_shield_gbk")


@pytest.fixture
def site(server, environment, tmp_path):
    """A good site of eight articles, its table, and how to run it."""
    table = tmp_path / "sites.toml"
    table.write_text(f'[park]\nstart_urls = ["{server.url}/list/1"]\n', encoding="utf-8")
    server.pages["/list/1"] = listing([row(n) for n in range(1, 9)])
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 9)}

    def run(code: int) -> str:
        done = forked.scrapy(["run", "park", *QUICK, "-s", f"SITES={table}"], environment, tmp_path / "said")
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.mark.parametrize("name", CHALLENGES)
def test_good_articles_that_turn_into_other_pages_are_not_overwritten(site, server, rows, name):
    site(0)
    before = rows("SELECT id, title, body FROM notices ORDER BY id"), rows("SELECT max(rev) FROM changes")
    entries = refused_entries(name)
    server.pages["/list/1"] = listing([row(n, f"（更新）关于第{n}批重点招商项目的补充通知") for n in range(1, 9)])
    for n in range(1, 9):
        server.pages[f"/a/{n}.html"] = lambda handler, n=n: REFUSED[name](n, *entries[n % len(entries)])
    said = site(2)
    assert (rows("SELECT id, title, body FROM notices ORDER BY id"), rows("SELECT max(rev) FROM changes")) == before
    assert "not believed" in said or "http-" in said
    said = site(2)  # as long as it is so
    server.pages |= {
        f"/a/{n}.html": article(n, shown=f"（更新）关于第{n}批重点招商项目的补充通知") for n in range(1, 9)
    }
    site(0)
    assert {title for (title,) in rows("SELECT title FROM notices")} == {
        f"（更新）关于第{n}批重点招商项目的补充通知" for n in range(1, 9)
    }


def test_a_new_article_behind_the_challenge_of_yesterday_is_not_kept(site, server, rows):
    site(0)
    page = b"<html><body><p>Zutritt nur mit Wappen.</p></body></html>"  # no words, no script: only its being the same tells
    server.pages["/list/1"] = listing([row(n) for n in range(1, 12)])
    server.pages |= {f"/a/{n}.html": page for n in (9, 10, 11)}
    said = site(2)
    assert rows("SELECT count(*) FROM notices") == [(8,)]
    server.pages["/list/1"] = listing([row(n) for n in range(1, 13)])
    server.pages["/a/12.html"] = page
    said = site(2)
    assert rows("SELECT count(*) FROM notices") == [(8,)] and "4 the same page under different titles" in said


@pytest.mark.parametrize("last", [3, 9])
def test_what_is_stored_stays_whichever_page_a_wall_under_its_title_is_met_on_first(site, server, rows, last):
    """It was taken for a worse version, held back, found on another page too, and the good text was taken back for it."""
    site(0)
    before = rows("SELECT body FROM notices ORDER BY id")
    shown = {3: "滨河路管网改造中标结果", 9: "图书馆闭馆整修通知"}
    server.pages["/list/1"] = listing([row(n, shown.get(n, "")) for n in range(1, 10)])
    for n, title in shown.items():
        page = article(n, "整理之后另行公布。", title)
        server.pages[f"/a/{n}.html"] = lambda handler, n=n, page=page: (time.sleep(0.5 * (n == last)), page)[1]
    assert "2 the same page under different titles" in site(2)
    assert rows("SELECT body FROM notices WHERE body <> '' ORDER BY id") == before
    assert rows("SELECT count(*) FROM held_versions") == [(0,)]


def test_addresses_that_are_refused_wait_longer_each_time_and_are_told_all_the_while(site, server, rows):
    server.pages |= {
        f"/a/{n}.html": (200, {}, "<html><body>您访问的页面不存在</body></html>".encode()) for n in range(1, 9)
    }
    for _ in range(3):
        assert "a page that says there is no such article" in site(3)
    server.asked.clear()
    assert "a page that says there is no such article" in site(2)  # not due yet, and not there yet
    assert server.fetched("/a/") == 0
    assert rows("SELECT count(*) FROM _frontier WHERE state = 'pending' AND not_before > datetime('now')") == [(8,)]


def test_a_list_that_is_a_challenge_says_so(site, server):
    server.pages["/list/1"] = (
        "<html><body><script>document.cookie='a=1';location.reload()</script>请开启JavaScript并刷新该页面</body></html>"
    )
    assert "it looks like a challenge page" in site(2)


def test_the_same_words_under_unrelated_titles_are_told_and_not_believed_to_be_texts(site, server, rows):
    titles = [
        "关于举办春季招聘会的通知",
        "滨河大道管网改造中标结果",
        "王某等三人任前公示",
        "县图书馆闭馆公告",
        "粮食储备库验收情况",
        "老旧小区加装电梯指南",
        "第三季度空气质量通报",
        "农机补贴申领流程",
    ]
    server.pages["/list/1"] = listing([row(n, shown) for n, shown in enumerate(titles, 1)])
    server.pages |= {
        f"/a/{n}.html": article(n, "内容正在整理中，将尽快公布。", shown) for n, shown in enumerate(titles, 1)
    }
    said = site(2)
    assert "the same page under different titles" in said
    assert {body for (body,) in rows("SELECT body FROM notices")} <= {""}


# A database that believed them ----------------------------------------------------------------------------------------


def test_texts_that_an_earlier_version_believed_are_taken_back_by_dedupe_and_read_again(
    site, server, rows, scrapy, database
):
    site(0)
    titles = dict(
        enumerate(
            [
                "招聘会通知",
                "管网改造中标",
                "任前公示名单",
                "图书馆闭馆",
                "粮库验收",
                "电梯指南",
                "空气质量",
                "农机补贴",
            ],
            1,
        )
    )
    with closing(sqlite3.connect(database)) as connection, connection:
        for n, shown in titles.items():
            connection.execute(
                "UPDATE notices SET title = ?, body = ?, body_hash = 'x' WHERE url LIKE ?",
                (shown, f"请完成安全验证后继续访问。请求ID：{n}a7f{n}", f"%/a/{n}.html"),
            )
    done = scrapy("dedupe", quick=False)
    assert done.returncode == 0 and "8 texts that one site shows under unrelated titles are no article's" in done.stdout
    assert rows("SELECT DISTINCT body FROM notices") == [("",)]
    assert rows("SELECT count(*) FROM records WHERE deleted_at IS NULL") == [(8,)]
    assert rows("SELECT count(*) FROM notice_versions") == [(8,)]
    site(0)
    assert {text for (text,) in rows("SELECT body FROM notices")} == {body(n) for n in range(1, 9)}
    assert "taken back" not in scrapy("dedupe", quick=False).stdout


def test_a_list_page_of_the_corpus_is_a_list():
    with Server({"/list": list_page([(path(0), "某某公告", "2026-01-02")])}) as running:
        assert running.url


@pytest.mark.parametrize(
    "form",
    [
        "",
        "请输入图形验证码<img src='/captcha.jpg'><input name='c'>",
        "<script>document.cookie = unescape('%73=1') + document.cookie</script>",
    ],
)
def test_articles_that_lead_to_a_login_are_told_as_one(server, scrapy, form):
    server.pages = {"/list/1": listing([row(n) for n in range(1, 7)])}
    server.pages |= {f"/a/{n}.html": (302, {"Location": f"/sso?to={n}"}, b"") for n in range(1, 7)}
    asked = f"<h1>统一身份认证</h1><form method='post'>用户名<input name='u'>密码<input type='password' name='p'>{form}</form>"
    server.pages |= {f"/sso?to={n}": f"<html><body>{asked}</body></html>" for n in range(1, 7)}
    done = scrapy("run", "--url", f"{server.url}/list/1")
    assert done.returncode == 3
    assert "6 a page that asks to log in or to pay (it needs an account" in done.stdout
