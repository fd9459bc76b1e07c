"""Feeds and sitemaps as lists: what crawler.read.feeds reads, and whole crawls of them from a server on loopback."""

from __future__ import annotations

import gzip
import html
import json
from datetime import datetime, timezone

import pytest

from crawler.read import feeds, plain
from crawler.read.listing import listing

URL = "http://park.example/feed/list.xml"
NOW = datetime(2025, 11, 1, tzinfo=timezone.utc)
TOPICS = ("标准厂房招租公告", "仓储用地推介会", "零部件企业签约", "房租补贴办法")
LONG = "".join(
    f"<p>园区第{n}片区的厂房向企业开放，水电和道路都已接通，欢迎来电洽谈合作事宜并实地察看。</p>" for n in range(9)
)


def rss(*items: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="gb2312"?>\n<rss version="2.0" {head}><channel><title>招商</title>'
        f"<link>http://park.example/</link>{''.join(items)}</channel></rss>"
    )


def item(n: int, more: str = "", date: str = "GMT") -> str:
    return (
        f"<item><title><![CDATA[{TOPICS[n]}]]></title><link>/a/{n}.html</link>"
        f"<pubDate>Wed, 0{n + 1} Oct 2025 16:30:00 {date}</pubDate>{more}</item>"
    )


def rdf(n: int) -> str:
    return (
        f'<item rdf:about="http://park.example/a/{n}.html"><title>{TOPICS[n]}</title><link>/a/{n}.html</link>'
        f"<dc:date>2025-10-0{n + 1}T16:30:00Z</dc:date></item>"
    )


def atom(n: int, more: str = "<summary>摘要</summary>") -> str:
    return (
        f'<entry><title type="html">&lt;b&gt;{TOPICS[n]}&lt;/b&gt;</title><link href="/a/{n}.html"/>'
        f"<updated>2025-10-0{n + 1}T16:30:00Z</updated>{more}</entry>"
    )


def json_feed(*items: dict[str, object], **more: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "招商", "items": items, **more})


ATOM = '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>招商</title>{}</feed>'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://park.example/"><title>招商</title></channel>{}'
    "</rdf:RDF>"
)
SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
)
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
FORMS = {
    "rss": rss(item(0), item(1)),
    "rss with a comment before it": "<!-- made by hand -->\n" + rss(item(0), item(1)),
    "rss cut in the middle": rss(item(0), item(1), item(2))[:-60],
    "rss 1.0": RDF.format(rdf(0) + rdf(1)),
    "atom": ATOM.format(atom(0) + atom(1)),
    "json feed": json_feed(
        *(
            {"id": str(n), "url": f"/a/{n}.html", "title": TOPICS[n], "date_published": f"2025-10-0{n + 1}T16:30:00Z"}
            for n in range(2)
        )
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_gives_titles_addresses_and_dates_in_the_time_of_shanghai(form):
    assert not plain.is_plain(FORMS[form])
    found = listing.find(FORMS[form], URL, NOW)
    assert found.verdict == "list"
    assert [(e.title, e.url, e.published) for e in found.entries[:2]] == [
        (TOPICS[0], "http://park.example/a/0.html", "2025-10-02T00:30:00"),
        (TOPICS[1], "http://park.example/a/1.html", "2025-10-03T00:30:00"),
    ]
    assert all(e.body is None for e in found.entries)


@pytest.mark.parametrize(
    ("field", "whole"),
    [
        (f"<content:encoded><![CDATA[{LONG}]]></content:encoded><description>摘要</description>", True),
        (f"<description><![CDATA[{LONG}]]></description>", True),
        (f"<description><![CDATA[{LONG}<p>阅读全文</p>]]></description>", False),
        ("<description><![CDATA[<p>园区厂房招租，欢迎来电。</p>]]></description>", False),
        (f"<description><![CDATA[{LONG[:150]}...]]></description>", False),
        ("<content:encoded><![CDATA[<p>园区厂房招租 [&#8230;]</p>]]></content:encoded>", False),
    ],
)
def test_the_full_text_in_a_feed_is_the_body_and_a_teaser_is_not(field, whole):
    found = listing.find(
        rss(item(0, field), item(1, field), head='xmlns:content="http://purl.org/rss/1.0/modules/content/"'), URL, NOW
    )
    assert [bool(e.body) for e in found.entries] == [whole, whole]
    assert all(e.url for e in found.entries)
    assert not whole or found.entries[0].body.count("\n") == 8


def test_an_entry_without_an_address_keeps_its_text_however_short():
    found = listing.find(rss("<item><title>停电通知</title><description>周三停电一天。</description></item>"), URL, NOW)
    assert [(e.url, e.title, e.body) for e in found.entries] == [(None, "停电通知", "周三停电一天。")]


@pytest.mark.parametrize(
    "feed",
    [
        ATOM.format('<link rel="next" href="?page=2"/>' + atom(0) + atom(1)),
        json_feed({"url": "/a/0.html", "title": TOPICS[0]}, next_url="?page=2"),
    ],
)
def test_a_feed_names_its_next_page(feed):
    assert listing.find(feed, URL, NOW).next == "http://park.example/feed/list.xml?page=2"


@pytest.mark.parametrize("feed", [rss(), ATOM.format(""), json_feed(), SITEMAP.format(""), INDEX.format("")])
def test_a_feed_without_entries_is_an_empty_list(feed):
    assert listing.find(feed, URL, NOW).verdict == "empty"


def test_a_feed_asks_nothing_of_the_network_and_unfolds_no_entities():
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    found = listing.find(bomb + rss(f"<item><title>{'&b;' * 10}招租</title><link>/a</link></item>"), URL, NOW)
    assert all(len(e.title) < 200 for e in found.entries)
    local = '<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    found = listing.find(local + SITEMAP.format("<url><loc>/x/&a;1.html</loc></url>").split("?>", 1)[1], URL, NOW)
    assert [e.url for e in found.entries] == ["http://park.example/x/&a;1.html"]


@pytest.mark.parametrize(
    "before",
    [
        "\n\n  \ufeff",
        "<br />\n<b>Warning</b>:  Undefined index: id in <b>/www/rss.php</b> on line <b>3</b><br />\n",
        "ok\n",
    ],
)
@pytest.mark.parametrize(
    "feed", [rss(item(0), item(1)), SITEMAP.format("<url><loc>http://park.example/a</loc></url>" * 2)]
)
def test_what_a_server_prints_before_a_feed_is_no_part_of_it(before, feed):
    """crawler-commons#144."""
    assert listing.find(before + feed, URL, NOW).entries == listing.find(feed, URL, NOW).entries != ()


@pytest.mark.parametrize(
    ("title", "link", "meant", "address"),
    [
        ("甲 & 乙", "/s?a=1&b=2&copy=3&reg=4&sect=5", "甲 & 乙", "/s?a=1&b=2&copy=3&reg=4&sect=5"),
        ("甲&nbsp;乙&mdash;丙&hellip;", "/s?a=1&amp;b=2&c=3", "甲 乙—丙…", "/s?a=1&b=2&c=3"),
        ("甲\x05乙\x1f&#5;&#x1F;", "/a\x0b", "甲乙", "/a"),
        ("甲&amp;amp;乙&#20108;&unknown;", "/a?x=&#38;y", "甲&乙二&unknown;", "/a?x=&y"),
        ("<![CDATA[甲 & 乙 &nbsp;\x02丙]]>", "<![CDATA[/s?a=1&copy=2]]>", "甲 & 乙 丙", "/s?a=1&copy=2"),
    ],
)
def test_what_is_no_xml_in_a_feed_is_read_as_it_is_meant(title, link, meant, address):
    """feedparser#117 and #121, feed-io#439, selfoss#537: an address lost its parameters, an entry its title."""
    broken = f"<item><title>{title}</title><link>{link}</link></item>"
    found = listing.find(rss(item(0), broken, item(2)), URL, NOW).entries
    assert [entry.title for entry in found] == [TOPICS[0], meant, TOPICS[2]]
    assert found[1].url == f"http://park.example{address}"
    sitemap = SITEMAP.format(f"<url><loc>{link}</loc></url><url><loc>/z</loc></url>")
    places = [entry.url for entry in listing.find(sitemap, URL, NOW).entries]
    assert places == [f"http://park.example{address}", "http://park.example/z"]


def test_a_page_of_many_comments_is_told_from_a_feed_at_once():
    assert not feeds.is_feed("<!-- a -->\n<?x?>\n" * 500 + "<html>")
    assert feeds.is_feed("<!-- a -->\n" * 50 + "<rss version='2.0'>")


def test_a_sitemap_gives_its_pages_but_not_the_sections_above_them():
    places = ["/", "/news/", "/news/index.html", "/news/1.html", "/news/2.html", "/news/2.html", "/show?id=7"]
    rows = "".join(f"<url><loc>http://park.example{place}</loc><lastmod>2025-10-05</lastmod></url>" for place in places)
    found = listing.find(SITEMAP.format(rows), URL, NOW)
    assert [e.url for e in found.entries] == [
        f"http://park.example{p}" for p in ("/news/1.html", "/news/2.html", "/show?id=7")
    ]
    assert {e.published for e in found.entries} == {"2025-10-05"}


def test_a_news_sitemap_gives_titles_and_dates_of_publication():
    row = (
        "<url><loc>/n/{0}.html</loc><lastmod>2025-10-20</lastmod><news:news><news:publication><news:name>报</news:name>"
        "</news:publication><news:publication_date>2025-10-0{0}</news:publication_date><news:title>签约{0}</news:title>"
        "</news:news></url>"
    )
    text = SITEMAP.replace("<urlset", '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"')
    found = listing.find(text.format(row.format(1) + row.format(2)), URL, NOW)
    assert [(e.title, e.published) for e in found.entries] == [("签约1", "2025-10-01"), ("签约2", "2025-10-02")]


@pytest.mark.parametrize("before", ["<html><body><textarea>", "<head>", "x" * 5000])
def test_a_feed_within_a_page_is_none(before):
    assert not feeds.is_feed(before + rss(item(0), item(1)))


def test_a_page_that_resembles_a_feed_is_none():
    for text in (
        "<html><body><rss>1</rss></body></html>",
        "<feedback><a/></feedback>",
        '{"version": "1.1", "items": []}',
    ):
        assert "feed" not in listing.find(text, URL, NOW).why


def test_a_page_s_feeds_are_offered_but_not_those_of_its_comments(scrapy, tmp_path):
    page = tmp_path / "page.html"
    kind = 'rel="alternate" type="application/rss+xml"'
    page.write_text(
        f'<html><head><link {kind} title="招商" href="/rss.xml"><link {kind} title="评论" href="/c.xml"></head>'
        "<body><p>没有列表</p></body></html>"
    )
    said = scrapy("probe", page, "--base", URL)
    assert "http://park.example/rss.xml" in said.stdout and "c.xml" not in said.stdout
    assert json.loads(scrapy("probe", page, "--base", URL, "--json").stdout)["feeds"] == ["http://park.example/rss.xml"]


def own(n: int) -> str:
    """A text that no other article shares."""
    things = (
        ("厂房", "仓库", "车间", "公寓")[n],
        ("租金", "用地", "订单", "补贴")[n],
        ("水电", "道路", "设备", "教育")[n],
    )
    return "".join(
        f"<p>{TOPICS[n]}第{k}条：{things[k % 3]}由第{k * 7 + n}科受理，{things[(k + 1) % 3]}按{k * 13 + n * 3}元核算，期限{k + n * 5 + 2}个月。</p>"
        for k in range(1, 12)
    )


def test_items_that_share_a_link_are_notices_of_their_own():
    """rss2email#111: every item linked the same page, and all but the first passed for new versions of it."""
    items = (
        f"<item><title>{TOPICS[n]}</title><link>/news</link><description>{own(n)}</description></item>"
        for n in range(4)
    )
    found = listing.find(rss(*items), URL, NOW).entries
    assert [(entry.title, entry.url) for entry in found] == [(topic, None) for topic in TOPICS]
    assert len({entry.body for entry in found}) == 4
    twice = listing.find(rss(item(0), item(1), item(0)), URL, NOW).entries
    assert [entry.url for entry in twice] == [f"http://park.example/a/{n}.html" for n in (0, 1, 0)]
    bare = "".join(f"<item><title>{topic}</title><link>/news</link></item>" for topic in TOPICS)
    assert {entry.url for entry in listing.find(rss(bare), URL, NOW).entries} == {"http://park.example/news"}


FILE = '<p><a href="files/plan.pdf">招商方案.pdf</a> <a href="/about">关于</a></p>'


@pytest.mark.parametrize(
    ("feed", "files"),
    [
        (
            ATOM.format(
                f'<entry><title>甲</title><link href="/a/1"/><content type="html" xml:base="http://files.example/x/">'
                f"{html.escape(own(1) + FILE)}</content></entry>"
            ),
            (("招商方案.pdf", "http://files.example/x/files/plan.pdf"),),
        ),
        (
            rss(
                f"<item><title>甲</title><link>/a/1</link><description><![CDATA[{own(1)}{FILE}]]></description></item>"
            ),
            (("招商方案.pdf", "http://park.example/feed/files/plan.pdf"),),
        ),
        (
            rss(
                f"<item><title>甲</title><link>/a/1</link><description><![CDATA[{own(1)}]]></description>"
                '<enclosure url="/up/map.doc" type="application/msword" length="9"/><enclosure url="/up/a.jpg"/></item>'
            ),
            (("map.doc", "http://park.example/up/map.doc"),),
        ),
        (
            json_feed({"url": "/a/1", "title": "甲", "content_html": own(1) + FILE}),
            (("招商方案.pdf", "http://park.example/feed/files/plan.pdf"),),
        ),
    ],
)
def test_files_that_a_whole_text_links_come_with_it(feed, files):
    """fluent-reader#692: the article itself is never asked for, and what only the feed says was lost."""
    (entry,) = listing.find(feed, URL, NOW).entries
    assert entry.body and entry.files == files


# Whole crawls --------------------------------------------------------------------------------------------------------


def article(n: int) -> str:
    return f"<html><body><h1>{TOPICS[n]}</h1><div>发布时间：2025-10-0{n + 1}</div><div>{own(n)}</div></body></html>"


def pages(start: object) -> dict[str, object]:
    return {"/list.xml": start} | {f"/a/{n}.html": article(n) for n in range(4)}


def kind(text: str, content_type: str) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": content_type}, text.encode()


LOCS = "".join(f"<url><loc>/a/{n}.html</loc></url>" for n in range(4))
STARTS = {
    "rss": kind(rss(*map(item, range(4))), "application/rss+xml"),
    "rss 1.0": kind(RDF.format("".join(map(rdf, range(4)))), "application/rdf+xml"),
    "atom": kind(ATOM.format("".join(map(atom, range(4)))), "application/atom+xml"),
    "json feed": kind(json_feed(*({"url": f"/a/{n}.html", "title": TOPICS[n]} for n in range(4))), "application/json"),
    "sitemap": kind(SITEMAP.format(LOCS), "text/xml"),
    "packed sitemap": (200, {"Content-Type": "application/gzip"}, gzip.compress(SITEMAP.format(LOCS).encode())),
}


@pytest.mark.parametrize("form", STARTS)
def test_a_feed_is_crawled_and_again_without_fetching_an_article(form, scrapy, rows, server):
    server.pages = pages(STARTS[form])
    done = scrapy("run", "--url", server.url + "/list.xml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT title FROM notices ORDER BY title") == [(topic,) for topic in sorted(TOPICS)]
    server.asked.clear()
    again = scrapy("run", "--url", server.url + "/list.xml")
    assert "nothing changed" in again.stdout and server.asked["/list.xml"] == 1
    assert not any(path.startswith("/a/") for path in server.asked)


def test_the_sitemaps_of_an_index_are_walked_but_not_those_of_its_categories(scrapy, rows, server):
    parts = {f"/s{n}.xml": kind(SITEMAP.format(f"<url><loc>/a/{n}.html</loc></url>"), "text/xml") for n in range(4)}
    named = "".join(f"<sitemap><loc>{path}</loc></sitemap>" for path in (*parts, "/category-sitemap.xml"))
    server.pages = pages(kind(INDEX.format(named), "text/xml")) | parts
    done = scrapy("run", "--url", server.url + "/list.xml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(4,)] and not server.asked["/category-sitemap.xml"]
    assert "nothing changed" in scrapy("run", "--url", server.url + "/list.xml").stdout


def test_full_texts_of_a_feed_are_kept_under_their_own_addresses(scrapy, rows, server):
    items = (item(n, f"<description><![CDATA[{own(n)}{FILE}]]></description>") for n in range(4))
    server.pages = {"/list.xml": kind(rss(*items), "text/xml")}
    done = scrapy("run", "--url", server.url + "/list.xml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT url FROM notices ORDER BY url") == [(f"{server.url}/a/{n}.html",) for n in range(4)]
    assert rows("SELECT published FROM notices ORDER BY url LIMIT 1") == [("2025-10-02T00:30:00",)]
    assert rows("SELECT count(*) FROM notices WHERE attachments LIKE '%/files/plan.pdf%'") == [(4,)]
    assert not server.asked["/a/0.html"]
    assert "nothing changed" in scrapy("run", "--url", server.url + "/list.xml").stdout


def test_items_without_a_title_are_called_by_how_their_text_begins(server, scrapy, rows):
    """FreshRSS#6218, feedbin#109: RSS asks for a title or a text, and each such item was a reject."""
    items = [f"<item><description><![CDATA[<p>{topic}。{LONG}</p>]]></description></item>" for topic in TOPICS]
    items.append(f"<item><description><![CDATA[{'园区' * 200}]]></description></item>")
    server.pages = {"/feed.xml": (200, {"Content-Type": "application/rss+xml"}, rss(*items).encode("gb2312"))}
    assert scrapy("run", "--url", f"{server.url}/feed.xml").returncode == 0
    assert rows("SELECT title FROM notices ORDER BY position") == [
        *((topic,) for topic in TOPICS),
        ("园区" * 30 + "…",),
    ]


def test_a_file_that_is_all_an_item_has_is_its_address(server, scrapy, rows):
    """gugray/rss-parrot#18, miniflux#3557: without a link, and each such item was a reject."""
    items = [
        f"<item><title>{topic}</title><enclosure url='/f/{n}.pdf' type='application/pdf' length='1'/></item>"
        for n, topic in enumerate(TOPICS)
    ]
    server.pages = {"/feed.xml": (200, {"Content-Type": "application/rss+xml"}, rss(*items).encode("gb2312"))}
    server.pages |= {
        f"/f/{n}.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 scan") for n in range(len(TOPICS))
    }
    scrapy("run", "--url", f"{server.url}/feed.xml")
    assert rows("SELECT title, url FROM notices ORDER BY position") == [
        (topic, f"{server.url}/f/{n}.pdf") for n, topic in enumerate(TOPICS)
    ]
