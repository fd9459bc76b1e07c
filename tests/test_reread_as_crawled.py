"""The archive read again as a crawl of the same pages would have read them: with what it learns of a site on the way,
what it refuses, and what its lists lead to."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import big_site
import pytest
from strange_farm import farm

NOTICES = (
    """SELECT site, url, title, tag, body, published, source, flags, attachments FROM notices ORDER BY site, url"""
)
RECORDS = """SELECT group_concat(url, ' ') FROM (SELECT record_id, url FROM notices ORDER BY url) GROUP BY record_id ORDER BY 1"""
FURNITURE = "SELECT site, line FROM site_furniture ORDER BY 1, 2"
LEFT = """SELECT site, url, title, published_raw, state, coalesce(reason, '') FROM _frontier WHERE kind = 'article' ORDER BY 1, 2"""
CHALLENGE = (
    "<html><head><title>安全验证</title></head><body><h1>请完成安全验证</h1><p>正在检查您的浏览器</p></body></html>"
)
GONE = "<html><head><title>提示信息</title></head><body><h1>提示信息</h1><p>您访问的页面不存在或已被删除，请返回首页。</p></body></html>"
LOGIN = "请登录后查看全文。"


def lived_in(notices: int, foot: bool) -> dict[str, str]:
    """A site as sites are: lines of its own within the box of the text, pages that are none, a list whose entries show
    two dates and two titles. `foot`: also lists show these lines."""
    own = "<p>西岭之窗欢迎您来西岭投资兴业</p><p>服务企业、服务群众、服务基层</p>"
    pages = big_site.pages(notices)
    called = {
        big_site.title(n): big_site.title(n) if n % 5 in (0, 2) else f"关于{_words(n)}的通告" for n in range(notices)
    }
    for path, page in pages.items():
        page = re.sub("【(转发|招商)】.*?号通告", lambda m: called[m[0]], page)
        number = int(re.search(r"\d+", path)[0])
        if path.startswith("/list"):
            page = re.sub(
                r"<a href='?\"?(/a/\d+.html)\"?>(.*?)</a><span>(.*?)-(.*?)</span>",
                lambda m: (
                    f'<a href="{m[1]}">{m[2]}</a><em>{_short(m[1], m[2])}</em><span>{m[3]}-{m[4]}</span><i>2024-{m[4]}</i>'
                ),
                page,
            )
            page = page.replace("</body>", f"<div>{own}</div></body>" if foot else "</body>")
        elif number % 40 == 7:
            page = CHALLENGE
        elif number % 40 == 17:
            page = GONE
        elif number % 40 == 27:  # short, and says what a wall says: believed where the list says its title
            page = re.sub(
                "<div class='content'>.*</div>",
                f"<div class='content'><p>{LOGIN}通告另发，{_words(number)}，{_words(-number)}。</p></div>",
                page,
            )
        else:
            page = page.replace("<body>", "<body><div class='notice'>").replace(
                "</div></body>", f"</div></div><div class='own'>{own}</div></body>"
            )
            page = re.sub("发布日期：.*?　", "", page) if number % 3 else page
        pages[path] = page
    return pages


def _words(n: int) -> str:
    """Characters that make no sense: titles that nobody takes for one another."""
    return "".join(chr(one) for one in random.Random(n).choices(range(0x4E00, 0x9000), k=9))


def _short(path: str, title: str) -> str:
    """What a list says of an article beside its title: the most of it, or nothing of it."""
    return "更多内容请点击查看" if path.endswith("7.html") else title[:-3]


def table(sites: Path, name: str, **pins: dict[str, str]) -> Path:
    """The sites file with these pins in the tables of sites."""
    made = sites.with_name(f"{name}.toml")
    text = sites.read_text(encoding="utf-8")
    for site, pinned in pins.items():
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in pinned.items())
        text = text.replace(f"[{site}]\n", f"[{site}]\n{lines}")
    made.write_text(text, encoding="utf-8")
    return made


def said(database: Path) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(database)) as connection:
        return {
            name: connection.execute(query).fetchall()
            for name, query in (("notices", NOTICES), ("records", RECORDS), ("furniture", FURNITURE), ("left", LEFT))
        }


def differing(ours: list[tuple], theirs: list[tuple]) -> list[tuple]:
    """Rows that only one has, some of them."""
    return [
        *(("ours", *row) for row in sorted(set(ours) - set(theirs), key=str)[:3]),
        *(("theirs", *row) for row in sorted(set(theirs) - set(ours), key=str)[:3]),
    ]


def check(tmp_path: Path, scrapy: Callable, rows: Callable, notices: int) -> None:
    def reread(sites: Path) -> dict:
        done = scrapy("reread", "--json", "-s", f"SITES={sites}", quick=False, seconds=300)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    made = {name: lived_in(notices // 3, name == "shown") for name in ("shown", "apart", "lists")}
    pins = {
        "shown": {"body": ".content, .own"},
        "apart": {"body": ".content, .own"},
        "lists": {"entry": "ul.news > li", "date": "i", "title": "em"},
    }
    with farm({name: pages | {"/list": pages["/list/1"]} for name, pages in made.items()}, tmp_path / "sites.toml"):
        plain = table(tmp_path / "sites.toml", "plain")
        otherwise = table(tmp_path / "sites.toml", "otherwise", **pins)
        scrapy("run", "-s", f"SITES={plain}", seconds=300)
        before = said(scrapy.database)
        assert reread(plain)["records"] == {} and said(scrapy.database) == before
        fresh = scrapy.database.with_name("fresh.db")
        ended = scrapy("run", "-s", f"SITES={otherwise}", "-s", f"DATABASE={fresh}", seconds=300)
        assert ended.returncode == 2, ended.stdout + ended.stderr  # pages are missing
    wanted = said(fresh)
    assert wanted["furniture"] != before["furniture"], "the case is none"
    assert [row[1] for row in wanted["notices"]] != [row[1] for row in before["notices"]], "the case is none"
    told = reread(otherwise)
    assert any(site["learned"] for site in told["sites"]) and sum(site["changed"] for site in told["sites"])
    now = said(scrapy.database)
    taken_back = [row for row in now["notices"] if "text-taken-back" in row[7]]  # a crawl takes nothing away either
    assert taken_back and not any(row[4] for row in taken_back)
    now["notices"] = [row for row in now["notices"] if row not in taken_back]
    now["records"] = [(urls,) for (urls,) in now["records"] if urls not in {row[1] for row in taken_back}]
    for what in wanted:
        assert differing(now[what], wanted[what]) == [], what
    again = said(scrapy.database)
    assert reread(otherwise)["records"] == {} and said(scrapy.database) == again
    reread(plain)
    now = said(scrapy.database)
    for what in ("notices", "records", "furniture"):
        assert differing(now[what], before[what]) == [], what


def test_pages_read_again_are_as_freshly_crawled_with_what_is_learned_and_refused(tmp_path, scrapy, rows):
    check(tmp_path, scrapy, rows, 160)


def test_a_page_that_was_refused_is_a_notice_when_its_list_says_its_title(tmp_path, scrapy, rows, server):
    server.pages |= lived_in(30, True)
    (tmp_path / "sites.toml").write_text(f'[park]\nstart_urls = ["{server.url}/list/1"]\n', encoding="utf-8")
    misread = table(tmp_path / "sites.toml", "misread", park={"entry": "ul.news > li", "date": "span", "title": "em"})
    scrapy("run", "-s", f"SITES={misread}")
    assert rows("SELECT count(*) FROM notices") == [(27,)]
    told = json.loads(scrapy("reread", "--json", "-s", f"SITES={tmp_path / 'sites.toml'}", quick=False).stdout)
    assert told["sites"][0]["new"] == 1, told
    assert rows("SELECT count(*), count(archive_file) FROM notices") == [(28, 28)]
    assert rows("SELECT state, reason FROM _frontier WHERE url LIKE '%/a/27.html'") == [("done", None)]


def test_what_was_learned_from_pages_that_are_gone_stays_learned(tmp_path, scrapy, rows, server):
    """A site of three notices, one of which an operator removed: two pages alone would teach nothing."""
    server.pages |= lived_in(3, False)
    file = tmp_path / "sites.toml"
    file.write_text(f'[park]\nstart_urls = ["{server.url}/list/1"]\nbody = ".content, .own"\n', encoding="utf-8")
    where = ("-s", f"SITES={file}")
    assert scrapy("run", *where).returncode == 0
    learned = rows("SELECT line FROM site_furniture")
    assert len(learned) == 2 and rows("SELECT count(*) FROM notices WHERE body LIKE '%西岭之窗%'") == [(0,)]
    record = rows("SELECT id FROM records LIMIT 1")[0][0]
    assert scrapy("judge", "--delete", record, "--why", "当事人要求删除", quick=False).returncode == 0
    told = json.loads(scrapy("reread", "--json", *where, quick=False).stdout)
    assert told["records"] == {} and told["sites"][0]["notices"] == 2 and told["sites"][0]["forgotten"] == []
    assert rows("SELECT line FROM site_furniture") == learned


def test_a_database_older_than_its_archive_gets_its_notices_from_there(tmp_path, scrapy, rows, server, database):
    """Restored from a backup: nothing that was archived since is asked for again."""
    pages = big_site.pages(60)
    server.pages |= big_site.pages(50)
    line = ("run", "--url", f"{server.url}/list/1")
    assert scrapy(*line).returncode == 0
    backup = tmp_path / "backup.db"
    assert scrapy("backup", backup, quick=False).returncode == 0
    server.pages |= pages
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM _meta WHERE key LIKE 'full walk %'")
    assert scrapy(*line).returncode == 0 and rows("SELECT count(*) FROM notices") == [(60,)]
    wanted = rows("SELECT url, title, body, published FROM notices ORDER BY url")
    assert scrapy("backup", "--restore", backup, "--force", quick=False).returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(50,)]
    server.pages.clear()
    told = json.loads(scrapy("reread", "--json", quick=False).stdout)
    assert told["sites"][0]["new"] == 10, told
    assert rows("SELECT url, title, body, published FROM notices ORDER BY url") == wanted
    assert rows("SELECT count(*) FROM notices WHERE archive_file IS NULL") == [(0,)]


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_two_thousand_pages_read_again_are_as_freshly_crawled_with_what_is_learned_and_refused(tmp_path, scrapy, rows):
    check(tmp_path, scrapy, rows, 2000)
