"""What a page links is what is fetched: as a browser sends it, while its canonical form is what it is known by."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import example, given, strategies as st
from notices import STORY
from stored import notice, save

from crawler.addresses.hosts import off_site
from crawler.addresses.links import as_linked, as_written, joined, sent
from crawler.sites import from_url
from nouns.columns import VERSION
from output.exchange.export import export
from output.show.serve import pages
from output.store.database import open_writer
from output.store.store import Store
from pipelines.identity import canonical_url


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("\\info\\7.html", "http://h/info/7.html"),
        ("..\\7.html", "http://h/7.html"),
        ("7.html?to=a\\b#c\\d", "http://h/list/7.html?to=a\\b#c\\d"),
        ("\\\\other.example\\7.html", "http://other.example/7.html"),
        (" /a/\n 7.html\t", "http://h/a/ 7.html"),
        ("http://[broken/", None),
        ("http://host:port/7.html", None),
        ("http://h:99999/7.html", None),
        ("", "http://h/list/1.html"),
    ],
)
def test_links_are_joined_as_browsers_join_them(href, address):
    assert joined("http://h/list/1.html", href) == address


@pytest.mark.parametrize("link", ["\\a\\{}.html", ".\\..\\a\\{}.html", "/a/{}\n.html", "..\\a\\{}.html?from=x\\y"])
def test_a_list_whose_links_are_written_with_backslashes_is_read(server, scrapy, rows, link):
    entries = "".join(
        f'<li><a href="{link.format(n)}">第{n}号地块供应公告</a><span>2025-07-0{n}</span></li>' for n in (1, 2, 3)
    )
    server.pages = {"/list/1.html": f"<ul>{entries}</ul>"}
    for n in (1, 2, 3):
        server.pages |= {f"/a/{n}.html{end}": f"<h1>第{n}号地块供应公告</h1>{text(n)}" for end in ("", "?from=x\\y")}
    assert scrapy("run", "--url", f"{server.url}/list/1.html").returncode == 0
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%号地块：%'") == [(3,)]


def text(name: object) -> str:
    words = random.Random(str(name)).choices(
        ["道路", "水电", "排水", "绿化", "照明", "围墙", "厂房", "仓库", "食堂", "码头"], k=60
    )
    return f"<p>{name}号地块：{'，'.join(words)}，具体安排见通告全文。</p>"


@pytest.mark.parametrize(
    ("address", "charset", "asked"),
    [
        ("http://h/list?类别=通知", "gbk", "http://h/list?%C0%E0%B1%F0=%CD%A8%D6%AA"),
        ("http://h/list?类别=通知", "utf-8", "http://h/list?%E7%B1%BB%E5%88%AB=%E9%80%9A%E7%9F%A5"),
        ("http://h/list?類別=通知", "big5hkscs", "http://h/list?%C3%FE%A7O=%B3q%AA%BE"),
        ("http://h/list?x=é", "cp1252", "http://h/list?x=%E9"),
        ("http://h/list?x=通", "utf-16-le", "http://h/list?x=%E9%80%9A"),
        ("http://h/通知/1.html?a=1", "gbk", "http://h/%E9%80%9A%E7%9F%A5/1.html?a=1"),
        ("http://h/x?a=한", "gb2312", "http://h/x?a=%26%2354620%3B"),  # as in a form: the charset has no such letter
        ("http://h/x?/news/7/", "gbk", "http://h/x?/news/7/"),
        ("http://h/x?4711", "gbk", "http://h/x?4711"),
        ("http://h/x?b=2&a=1&&c=&d", "gbk", "http://h/x?b=2&a=1&&c=&d"),
        ("http://h/x?a=%2F+%zz%", "gbk", "http://h/x?a=%2F+%zz%"),
        ("http://h/a b?c d", "gbk", "http://h/a%20b?c%20d"),
        ("http://h/x?a={1|2}[3]^`", "gbk", "http://h/x?a={1|2}[3]^`"),
        ("http://h/x?a=<'\">", "gbk", "http://h/x?a=%3C%27%22%3E"),
        ("http://h/a/./b/../c/..?x", "gbk", "http://h/a/?x"),
        ("http://h/a\\b?c\\d", "gbk", "http://h/a/b?c\\d"),
        (" \thttp://h/\na.html ", "gbk", "http://h/a.html"),
        ("http://h?x=1", "gbk", "http://h/?x=1"),
        ("HTTP://h/X", "gbk", "http://h/X"),
        ("http://园区.example/", "gbk", "http://xn--dkrx9f.example/"),
        ("javascript:show('通知')", "gbk", "javascript:show('通知')"),
        ("http://[broken/", "gbk", "http://[broken/"),
    ],
)
def test_addresses_as_browsers_send_them(address, charset, asked):
    assert as_linked(address, charset) == asked


@given(st.text(), st.text(), st.sampled_from(["utf-8", "gb18030", "big5hkscs", "cp1252", "utf-16"]))
def test_what_is_sent_is_ascii_and_sent_again_the_same(path, query, charset):
    once = as_linked(f"http://park.example/{path}?{query}", charset)
    assert once.isascii()
    assert as_linked(once, charset) == once


@example("%80")
@given(st.text(alphabet=st.characters(codec="gb18030", exclude_characters="#"), max_size=20))
def test_a_server_reads_from_the_query_what_stands_on_the_page(text):
    from urllib.parse import unquote_to_bytes

    plain = text.strip(" \x1f").translate({9: None, 10: None, 13: None})
    asked = as_linked(f"http://h/x?a={quote(text, safe='')}", "gb18030")
    assert unquote_to_bytes(asked.partition("=")[2]).decode() == text
    asked = as_linked(f"http://h/x?a=:{plain}:", "gb18030")
    read = unquote_to_bytes(asked.partition("=")[2]).decode(
        "gb18030", "surrogateescape"
    )  # %80 is no character, and stays
    assert read == f":{unquoted(plain)}:"


def unquoted(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text, "gb18030", "surrogateescape") if "%" in text else text


@given(
    st.text(alphabet=st.characters(codec="gb18030", exclude_characters="#%"), max_size=20),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_a_page_knows_itself_in_its_links(text, charset):
    written = f"http://h/x?a=:{''.join(char for char in text if char > chr(127))}:&b=%2F"
    assert as_written(as_linked(written, charset), charset) == written


def test_only_what_differs_is_kept():
    assert sent("http://h/a?x=1") == ""
    assert sent("http://h/a?4711#top", None, "http://h/a?4711=") == "http://h/a?4711"


def gbk(page: str) -> tuple[int, dict, bytes]:
    return 200, {"Content-Type": "text/html"}, f"<html><meta charset=gb2312><body>{page}</body></html>".encode("gbk")


def site() -> dict[str, object]:
    """Three pages of a list, articles over two pages, every query in Chinese: served as a browser asks for it only."""
    kind, pages = quote("通知", encoding="gbk"), {}
    for page in (1, 2, 3):
        entries = "".join(
            f'<li><a href="show.asp?类=通知&id={page}{n}">开发区第{page}{n}号通知</a>2025-0{page}-1{n}</li>'
            for n in range(5)
        ).replace("类", "lb")
        onward = f'<a href="list.asp?lb=通知&page={page + 1}">下一页</a>' if page < 3 else ""
        pages[f"/list.asp?lb={kind}&page={page}"] = gbk(f"<ul>{entries}</ul>{onward}")
        for n in range(5):
            more = f'<a href="show.asp?lb=通知&id={page}{n}&page=2">下一页</a>'
            pages[f"/show.asp?lb={kind}&id={page}{n}"] = gbk(
                f"<h1>开发区第{page}{n}号通知</h1>{text(page * 10 + n)}{more}"
            )
            second = f"<p>附则由管委会第{n}科负责解释，自印发之日起施行，有效期两年。</p>"
            pages[f"/show.asp?lb={kind}&id={page}{n}&page=2"] = gbk(f"<h1>开发区第{page}{n}号通知</h1>{second}")
    pages["/list.asp"] = pages[f"/list.asp?lb={kind}&page=1"]
    return pages


def test_a_gbk_site_is_asked_in_gbk_for_lists_articles_and_their_pages(scrapy, server, rows):
    server.pages = site()
    done = scrapy("run", "--url", f"{server.url}/list.asp")
    assert done.returncode == 0, done.stdout
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%附则%'") == [(15,)]
    before = server.asked.copy()
    assert scrapy("run", "--url", f"{server.url}/list.asp").returncode == 0
    assert not any("show" in path for path in server.asked - before)


HREFS = (
    "index.php?/news/12/",
    "view.php?8837",
    "show.php?z=1&a=2",
    "art.php?f=a+b&k=",
    "doc.jsp?p=a%2Fb",
    "n.aspx?ID=7&from=gov",
)


def known_by(href: str) -> str:
    return canonical_url(f"http://h/{href}").removeprefix("http://h/")


def entries() -> str:
    return "".join(f'<li><a href="{href}">园区第{n}号告示</a>2025-06-1{n}</li>' for n, href in enumerate(HREFS))


def test_an_address_is_asked_for_as_it_is_written_and_known_by_its_canonical_form(
    scrapy, server, rows, database, tmp_path
):
    server.pages = {"/list": f"<ul>{entries()}</ul>"}
    server.pages |= {f"/{href}": f"<h1>园区第{n}号告示</h1>{text(n)}" for n, href in enumerate(HREFS)}
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert {path for path in server.asked if path.startswith(("/list", "/robots")) is False} == {f"/{h}" for h in HREFS}
    kept = dict(rows("SELECT link, url FROM notices WHERE link IS NOT NULL"))
    assert kept[f"{server.url}/show.php?z=1&a=2"] == f"{server.url}/show.php?a=2&z=1"
    # Who opens a notice gets what the page links: the server knows no other form of it.
    linked = {f"{server.url}/{href}" for href in HREFS}
    assert {link for (link,) in rows("SELECT url FROM notices_list")} == linked
    assert export(database, "jsonl", tmp_path / "out")["schema_version"] == VERSION
    lines = map(json.loads, (tmp_path / "out/records.jsonl").read_text("utf-8").splitlines())
    assert {record["link"] for record in lines} == linked
    export(database, "atom", tmp_path / "atom")
    feed = (tmp_path / "atom/records.atom").read_text("utf-8")
    assert f'href="{server.url}/view.php?8837"' in feed
    (record,) = rows("SELECT record_id FROM notices WHERE link LIKE '%8837'")[0]
    with closing(sqlite3.connect(database)) as connection:
        assert pages.record(connection, record, 1)["copies"][0]["link"] == f"{server.url}/view.php?8837"


def test_what_a_database_of_before_knows_of_links_its_notices_get(scrapy, server, rows, database):
    server.pages = {"/list": f"<ul>{entries()}</ul>"}
    server.pages |= {f"/{href}": f"<h1>园区第{n}号告示</h1>{text(n)}" for n, href in enumerate(HREFS)}
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    now = rows("SELECT id, link FROM notices ORDER BY id")
    with closing(sqlite3.connect(database)) as connection, connection:
        for view in ("notices_list", "reposts"):
            connection.execute(f"DROP VIEW {view}")
        connection.execute("ALTER TABLE notices DROP COLUMN link")
        for view in ("notices_list", "reposts"):
            connection.execute(f"CREATE VIEW {view} AS SELECT url FROM notices")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm015_notices_link'")
    open_writer(database).close()
    assert rows("SELECT id, link FROM notices ORDER BY id") == now
    assert sum(link is not None for _id, link in now) == len([href for href in HREFS if known_by(href) != href])


def test_a_notice_keeps_no_link_that_is_no_longer_its_own(database, rows):
    """Sessions in links change every day; that is no change of the notice."""
    one = notice("云杉半导体开工", STORY, link="https://park.example/info/1.html?sid=1")
    store = Store.shared(database)
    assert save(store, [one]) == ["new"]
    assert save(store, [replace(one, link="https://park.example/info/1.html?sid=2")]) == ["unchanged"]
    store.close()
    assert rows("SELECT link FROM notices") == [("https://park.example/info/1.html?sid=2",)]


def test_what_an_earlier_version_could_not_fetch_is_fetched_as_it_is_linked(scrapy, server, rows, database):
    server.pages = {"/list": f"<ul>{entries()}</ul>"}
    assert scrapy("run", "--url", f"{server.url}/list").returncode > 0
    assert not rows("SELECT url FROM notices")
    with closing(sqlite3.connect(database)) as connection, connection:  # as it was left: no links, given up
        connection.execute(
            "UPDATE _frontier SET link = NULL, state = 'failed', check_at = '2100-01-01' WHERE link <> ''"
        )
    server.pages |= {f"/{href}": f"<h1>园区第{n}号告示</h1>{text(n)}" for n, href in enumerate(HREFS)}
    for _ in range(2):  # the list says what they are linked by, the next run asks for them
        scrapy("run", "--url", f"{server.url}/list")
    assert len(rows("SELECT url FROM notices")) == len([href for href in HREFS if known_by(href) != href])


@pytest.mark.parametrize(
    ("address", "known_by"),
    [
        ("http://h/index.html#/notice?id=7", "http://h/index.html#/notice?id=7"),
        ("http://h/#!/notice/7", "http://h/#!/notice/7"),
        ("http://h/a.html#top", "http://h/a.html"),
        ("http://h/a.html#/", "http://h/a.html"),
    ],
)
def test_a_route_of_a_script_is_an_address_of_its_own(address, known_by):
    assert canonical_url(address) == known_by
    assert sent(address, None, known_by) in ("", known_by)


def test_without_a_browser_every_route_is_told(scrapy, server, rows):
    links = "".join(
        f'<li><a href="index.html#/notice?id={n}">园区第{n}号公示</a><span>2025-06-1{n}</span></li>' for n in range(5)
    )
    shell = "<html><head><title>门户</title></head><body><div id=app></div><script src=app.js></script></body></html>"
    server.pages = {"/list": f"<ul>{links}</ul>", "/index.html": shell}
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode in (2, 3)
    assert server.asked["/index.html"] == 5
    assert "5 entries" in done.stdout and "render = true" in done.stdout


def test_a_session_in_the_path_is_no_part_of_what_an_address_is_known_by():
    link = "http://h/(S(lit3py55t21z5v55vlm25s55))/notice.aspx?id=7"
    assert canonical_url(link) == "http://h/notice.aspx?id=7"
    assert sent(link, None, canonical_url(link)) == link
    assert canonical_url("http://h/(S(2025))/a.html") == "http://h/(S(2025))/a.html"


def test_links_and_redirects_of_old_servers_lead_where_a_browser_goes(scrapy, server, rows):
    """A <base>, backslashes and dots in links, a redirect of raw GBK bytes, and two that try whether cookies come back."""

    def moved(handler: object) -> None:
        where = b"/show.asp?lb=" + "通告".encode("gbk")
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: " + where + b"\r\nContent-Length: 0\r\n\r\n")

    def with_cookie(handler: object) -> object:
        back = "tried=1" in (handler.headers.get("Cookie") or "")
        return article(5) if back else (302, {"Location": "/same", "Set-Cookie": "tried=1; path=/"}, b"")

    def article(n: int) -> str:
        return f"<h1>第{n}处驿站开放</h1>{text(n)}"

    hrefs = ("1.html", "..\\2.html", "./x/../../3.html", "/moved", "/same", "/asked")
    links = "".join(
        f'<li><a href="{href}">第{n}处驿站开放</a><span>2025-03-1{n}</span></li>' for n, href in enumerate(hrefs, 1)
    )
    server.pages = {
        "/cms/list": f'<html><head><base href="/news/"></head><body><ul>{links}</ul></body></html>',
        "/news/1.html": article(1),
        "/2.html": article(2),
        "/3.html": article(3),
        "/moved": moved,
        "/show.asp?lb=%CD%A8%B8%E6": article(4),
        "/same": with_cookie,
        "/asked": (302, {"Location": "/asked?AspxAutoDetectCookieSupport=1"}, b""),
        "/asked?AspxAutoDetectCookieSupport=1": article(6),
    }
    done = scrapy("run", "--url", f"{server.url}/cms/list")
    assert rows("SELECT count(*) FROM notices") == [(6,)], (done.stdout, server.asked)


def test_a_link_with_a_port_that_is_none_costs_the_others_nothing(server, scrapy, rows):
    """linkchecker#148, readability#99: one such link on a list, and every run failed and kept nothing."""
    rows_of = [f'<li><a href="/a/{n}.html">第{n}处驿站开放</a><span>2025-03-1{n}</span></li>' for n in range(1, 6)]
    broken = ("http://host:port/7.html", "http://127.0.0.1:99999/8.html")
    rows_of += [f'<li><a href="{link}">端口写错的驿站开放</a><span>2025-03-17</span></li>' for link in broken]
    server.pages = {f"/a/{n}.html": f"<h1>第{n}处驿站开放</h1>{text(n)}" for n in range(1, 6)}
    server.pages["/list"] = f"<html><body><ul>{''.join(rows_of)}</ul></body></html>"
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 2 and "MissingBody" in done.stdout
    assert rows("SELECT count(*) FROM notices") == [(5,)]
    assert canonical_url("http://host:port/7.html") == "http://host:port/7.html"


@pytest.mark.parametrize("start", ["http://招商.中国/list.html", "http://xn--czrx92a.xn--fiqs8s/list.html"])
def test_a_host_named_in_chinese_is_its_own_site(start):
    """Its lists were off-site to themselves: nothing was ever read."""
    site = from_url(start)
    assert site.name == "xn--czrx92a.xn--fiqs8s"
    assert not off_site(site, "http://xn--czrx92a.xn--fiqs8s/a/1.html") and not off_site(
        site, "http://招商.中国/a/1.html"
    )
    assert off_site(site, "http://招商.公益/a/1.html")
