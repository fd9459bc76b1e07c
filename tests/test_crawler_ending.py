"""HTML that ends before its end, of its true length: asked for again, refused, and what is kept stays."""

from __future__ import annotations

import pytest

from crawler.fetch.ending import has_end, is_html, is_open_feed, is_torn

PAGE = "<!DOCTYPE html><html><body><h1>{0}</h1>{1}<p>{0}自下月一日起执行，请各企业知悉。</p></body></html>"
OPEN = PAGE.replace("</body></html>", "")


def site(server, page: str = PAGE, n: int = 6, changed: str = "") -> None:
    titles = [f"第{i}号泵站检修安排{changed}" for i in range(n)]
    entries = "".join(
        f'<li><a href="/a/{i}">{title}</a><span>2025-02-1{i}</span></li>' for i, title in enumerate(titles)
    )
    server.pages = {"/list": page.format("通知", f"<ul>{entries}</ul>")}
    for i, title in enumerate(titles):
        text = "".join(f"<p>第{i}号泵站第{k}段管线停水{k + 1}小时，抢修班全程值守并做好记录。</p>" for k in range(30))
        server.pages[f"/a/{i}"] = page.format(title, text)


def cut(server, *paths: str, share: float = 0.5) -> None:
    for path in paths:
        page = server.pages[path]
        server.pages[path] = page[: int(len(page) * share)]


def test_a_page_that_lost_its_end_takes_nothing_away(scrapy, server, rows, aged):
    site(server)
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    before = rows("SELECT id, body FROM notices ORDER BY id")
    aged()
    cut(server, *(f"/a/{i}" for i in range(6)))
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 2
    assert "6 CutShort: the page ends before its end" in done.stdout
    assert rows("SELECT id, body FROM notices ORDER BY id") == before


FEED = {
    "rss": '<?xml version="1.0"?><rss version="2.0"><channel>{}</channel></rss>',
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">{}</rdf:RDF>',
    "feed": '<!-- x --><feed xmlns="http://www.w3.org/2005/Atom">{}</feed>\n<!-- 3 ms -->',
    "sitemap": '<?xml version="1.0"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>\n',
}


def feed(kind: str) -> str:
    items = (
        f"<item><title>第{i}号泵站检修安排</title><link>/a/{i}</link></item>"
        f'<entry><title>第{i}号泵站检修安排</title><link href="/a/{i}"/></entry><url><loc>/a/{i}</loc></url>'
        for i in range(6)
    )
    return FEED[kind].format("".join(items))


@pytest.mark.parametrize("kind", FEED)
def test_a_feed_that_lost_its_end_is_no_shorter_one(kind, scrapy, server, rows):
    """feedjira#263: of half a feed the rest was missing, and the run was ok."""
    site(server)
    server.pages["/list"] = (200, {"Content-Type": "text/xml"}, feed(kind).encode())
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(6,)]
    server.pages["/list"] = (200, {"Content-Type": "text/xml"}, feed(kind).encode()[:-150])
    server.asked.clear()
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 3 and "CutShort: the feed ends before its end" in done.stdout
    assert server.asked["/list"] == 2
    assert rows("SELECT count(*) FROM notices") == [(6,)]


@pytest.mark.parametrize(
    ("body", "open_"),
    [
        (b"<rss><channel>", True),
        (b"<rss><channel></channel></rss ><!-- cached -->", False),
        (b'<?xml version="1.0"?><urlset xmlns="x" />', False),
        (b"<a:feed xmlns:a='x'></a:feed>", False),
        (b"<!DOCTYPE html><html><body><pre>&lt;rss></pre>", False),
        (b'{"rss": "<rss>"}', False),
        (b"", False),
    ],
)
def test_which_feeds_are_open(body, open_):
    assert is_open_feed(body) is open_


def test_one_page_of_many_without_its_end_stays_pending_and_is_read_when_it_is_whole(scrapy, server, rows):
    site(server)
    cut(server, "/a/5")
    done = scrapy("run", "--url", f"{server.url}/list", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    assert done.returncode == 2
    assert server.asked["/a/5"] == 2
    assert rows("SELECT count(*) FROM notices") == [(5,)]
    site(server)
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%请各企业知悉%'") == [(6,)]


def test_a_list_that_lost_its_end_is_no_shorter_list(scrapy, server, rows):
    site(server)
    scrapy("run", "--url", f"{server.url}/list")
    cut(server, "/list")
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 3
    assert "ends before its end" in done.stdout
    assert rows("SELECT count(*) FROM notices") == [(6,)]


def test_a_site_that_never_writes_an_end_is_read_as_ever(scrapy, server, rows, aged):
    site(server, OPEN)
    for _ in range(2):
        assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
        aged()
    assert rows("SELECT count(*) FROM notices") == [(6,)]
    assert server.fetched("/a/") == 12


def test_a_new_page_without_its_end_is_none_of_a_site_whose_pages_had_theirs_yesterday(scrapy, server, rows):
    """Whether HTTP/1.0 closes too early or a cache kept half of it: nothing else tells, and it stood for the article."""
    site(server)
    scrapy("run", "--url", f"{server.url}/list")
    site(server, n=7)
    cut(server, "/a/6")
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 2 and "ends before its end" in done.stdout
    assert rows("SELECT count(*) FROM notices") == [(6,)]
    for _ in range(3):  # a page that never has one is believed in the end
        done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(7,)]


def test_a_template_that_leaves_the_end_away_from_now_on_is_believed_in_the_same_run(scrapy, server, rows, aged):
    site(server)
    scrapy("run", "--url", f"{server.url}/list")
    site(server, OPEN, changed="（更新）")
    aged()
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices WHERE title LIKE '%更新%'") == [(6,)]


def test_a_page_that_stops_within_a_tag_is_asked_for_once_more(scrapy, server, rows):
    site(server, n=2)
    whole = server.pages["/a/0"]
    answers = iter([whole[: whole.index("</p>") + 2], whole])
    server.pages["/a/0"] = lambda handler: next(answers)
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%请各企业知悉%'") == [(2,)]


@pytest.mark.parametrize(
    ("body", "html", "end", "torn"),
    [
        (b"<html><body><p>x</p></body></html>\n<!-- 3 ms -->", True, True, False),
        (b"<HTML><BODY>x</BODY>", True, True, False),
        (b"<!doctype html><p>x", True, False, False),
        (b"<!doctype html><p>x</", True, False, True),
        (b"<p>a fragment", False, False, False),
        (b'{"html": "<html>"}', False, False, False),
        ("<html>".encode("utf-16"), False, False, False),
    ],
)
def test_what_a_page_says_of_its_end(body, html, end, torn):
    assert (is_html(body), has_end(body), is_torn(body)) == (html, end, torn)


def part(page: str, said: str, share: float = 0.5):
    body = page.encode()
    body = body[: int(len(body) * share)]
    return 206, {"Content-Range": said.format(last=len(body) - 1, whole=len(page.encode()))}, body


@pytest.mark.parametrize("said", ["bytes 0-{last}/{whole}", "bytes 0-{last}/*", "bytes 100-{last}/{whole}", "so much"])
def test_a_part_that_nobody_asked_for_is_no_page(scrapy, server, rows, said):
    site(server, n=3)
    server.pages["/a/1"] = part(server.pages["/a/1"], said)
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 2
    assert "the server sent only a part of the page" in done.stdout
    assert rows("SELECT count(*) FROM notices") == [(2,)]
    assert rows("SELECT state, tries FROM _frontier WHERE url LIKE '%/a/1'") == [("pending", 1)]


def test_a_part_that_is_the_whole_is_a_page(scrapy, server, rows):
    site(server, n=3)
    server.pages["/a/1"] = part(server.pages["/a/1"], "bytes 0-{last}/{whole}", 1)
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(3,)]
