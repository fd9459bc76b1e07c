"""Answers as servers really send them, which browsers read: header lines, lengths, addresses that grow."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable

import pytest

WORDS = ("码头扩建", "冷库出租", "校园迁址", "路灯改造", "河道清淤", "展厅开放")
OK = "HTTP/1.1 200 OK"
HTML = "text/html; charset=utf-8"


def sent(body: bytes, *lines: str) -> Callable:
    """A page whose status and header lines are these, and whose connection closes behind it."""

    def answer(handler: object) -> None:
        handler.wfile.write("\r\n".join((*lines, "", "")).encode() + body)
        handler.close_connection = True

    return answer


def article(n: int, end: str = "</body></html>") -> bytes:
    words = "、".join(random.Random(n).choices(["水闸", "泵房", "堤岸", "涵洞", "渠道", "管廊", "井盖"], k=50))
    return f"<html><body><h1>{WORDS[n]}工程说明</h1><p>{WORDS[n]}包括{words}，由中标单位实施。</p>{end}".encode()


def listing(more: str = "") -> bytes:
    entries = "".join(f'<li><a href="/a/{n}">{WORDS[n]}工程说明</a><span>2025-06-1{n}</span></li>' for n in range(6))
    return f"<html><body><ul>{entries}</ul>{more}</body></html>".encode()


def test_what_browsers_read_past_is_no_failure(scrapy, server, rows):
    """scrapy#2586 (the length of before compression), scrapy#4774 (two lengths), http-parser#297, attohttpc#92 (blanks in
    the names of headers)."""
    packed, pages = gzip.compress(listing()), [article(n) for n in range(6)]
    length = f"Content-Length: {len(pages[1])}"
    server.pages = {
        "/list": sent(
            packed, OK, f"Content-Type: {HTML}", "Content-Encoding: gzip", f"Content-Length: {len(listing())}"
        ),
        "/a/0": sent(pages[0], OK, f"Content-Type: {HTML}", "Content-Length: 999999"),  # and the page has its end
        "/a/1": sent(pages[1], OK, f"Content-Type: {HTML}", length, length),
        "/a/2": sent(pages[2], OK, f"Content-Type : {HTML}", f"Content-Length : {len(pages[2])}"),
        "/a/3": sent(pages[3], OK, "PHP Warning: no such module", f"Content-Type: {HTML}"),
        "/a/4": sent(pages[4], "HTTP/1.1 200", f"Content-Type:{HTML}", f"Content-Length:{len(pages[4])}"),
        "/a/5": sent(pages[5], "HTTP/1.0 200 OK", ": nameless", f"Content-Type: {HTML}"),
    }
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 0, done.stdout
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%由中标单位实施%'") == [(6,)]


def chunked(body: bytes, *sizes: str, last: str = "0") -> bytes:
    """In chunks whose size lines look so, with the size in place of {}."""
    step, out = len(body) // len(sizes) + 1, b""
    for place, size in enumerate(sizes):
        part = body[place * step : (place + 1) * step]
        out += size.replace("{}", f"{len(part):x}").encode() + b"\r\n" + part + b"\r\n"
    return out + last.encode() + b"\r\n\r\n"


def test_chunks_are_read_as_browsers_read_them(scrapy, server, rows):
    """iipc/jwarc#33, h11#133, grizzly#1684 (old Tomcats fill sizes up with blanks), serenity#2312 (with zeros)."""
    pages, te = [article(n) for n in range(6)], "Transfer-Encoding: chunked"
    length = f"Content-Length: {len(pages[3])}"
    server.pages = {
        "/list": sent(chunked(listing(), "{}  ", "{} "), OK, f"Content-Type: {HTML}", te),
        "/a/0": sent(chunked(pages[0], "{}   ", "{}\t", last="0   "), OK, f"Content-Type: {HTML}", te),
        "/a/1": sent(
            chunked(pages[1], '{};a="b c"', "{} ; x"), OK, f"Content-Type: {HTML}", "Transfer-Encoding: Chunked"
        ),
        "/a/2": sent(chunked(pages[2], "0000{}", last="0000\r\nX-Sum: 1"), OK, f"Content-Type: {HTML}", te),
        "/a/3": sent(pages[3], OK, f"Content-Type: {HTML}", length, "Transfer-Encoding: identity"),
        "/a/4": sent(pages[4], OK, f"Content-Type: {HTML}", "Transfer-Encoding: Identity "),
        "/a/5": sent(chunked(pages[5], "{};\xff" + "x" * 200), OK, f"Content-Type: {HTML}", te),
    }
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 0, done.stdout
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%由中标单位实施%'") == [(6,)]


def test_chunks_that_are_none_are_refused(scrapy, server, rows):
    whole = chunked(listing(), "{}", "{}")
    for broken in (whole[:-40], whole.replace(b"0\r\n\r\n", b""), chunked(listing(), "{} 1"), chunked(listing(), " ")):
        server.pages = {"/list": sent(broken, OK, f"Content-Type: {HTML}", "Transfer-Encoding: chunked")}
        assert scrapy("run", "--url", f"{server.url}/list").returncode == 3, broken[:20]
    assert not rows("SELECT 1 FROM notices")


def test_a_site_in_two_languages_is_read_in_chinese(scrapy, server, rows):
    def negotiated(page: bytes) -> Callable:
        english = b"<html><body><h1>Welcome</h1><p>This page is under construction.</p></body></html>"
        return lambda handler: page if handler.headers.get("Accept-Language", "").startswith("zh") else english

    server.pages = {"/list": negotiated(listing())} | {f"/a/{n}": negotiated(article(n)) for n in range(6)}
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%由中标单位实施%'") == [(6,)]


def test_not_modified_says_nothing_to_whom_did_not_ask(scrapy, server, rows, aged):
    """A cache answered 304 to a request without conditions: the article counted as read, and was never asked for again."""
    server.pages = {"/list": listing()} | {f"/a/{n}": article(n) for n in range(6)}
    server.pages["/a/2"] = (304, {}, b"")
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 2 and "1 http-304" in done.stdout
    server.pages["/a/2"] = article(2)
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%由中标单位实施%'") == [(6,)]
    aged()  # known by now, and still without anything by which it could be conditional
    server.pages["/a/2"] = (304, {}, b"")
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 2


@pytest.mark.parametrize("encoding", ["", "Content-Encoding: gzip"])
def test_what_was_cut_is_still_refused(encoding, scrapy, server, rows):
    cut = gzip.compress(listing())[:-40] if encoding else listing()[:-20]
    server.pages = {"/list": sent(cut, OK, f"Content-Type: {HTML}", *filter(None, [encoding]), "Content-Length: 9999")}
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 3 and "CutShort" in done.stdout
    assert not rows("SELECT 1 FROM notices")


def test_a_next_page_whose_address_grows_for_ever_ends(scrapy, server, rows):
    """Norconex/crawler#28; and robots.txt in groups of one name, google/robotstxt#51."""

    class Growing(dict):
        def get(self, path: str, other: object = None) -> object:
            if path.startswith("/list"):
                mark = "&" if "?" in path else "?"
                return listing(f'<div class="page"><a href="{path}{mark}amp;p=2">下一页</a></div>')
            return super().get(path, other)

    robots = b"User-agent: *\nCrawl-delay: 0.01\n\nUser-agent: Other\nDisallow: /\n\nuser-AGENT: *\nDisallow:\n"
    server.pages = Growing({f"/a/{n}": article(n) for n in range(6)})
    server.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, robots)
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(6,)]
    assert server.fetched("/list") < 6


def test_codings_that_say_nothing_beside_one_that_does(scrapy, server, rows):
    """`gzip,` and `identity, gzip` say gzip (RFC 9110, 5.6.1); the articles were kept as files without a text."""
    said = ("gzip,", "identity, gzip", ", gzip", "gzip , identity", "identity", ",")
    pages = {f"/a/{n}": article(n) for n in range(6)}
    server.pages = {"/list": listing()}
    for (path, body), coding in zip(pages.items(), said, strict=True):
        packed = gzip.compress(body) if "gzip" in coding else body
        length = f"Content-Length: {len(packed)}"
        server.pages[path] = sent(packed, OK, f"Content-Type: {HTML}", f"Content-Encoding: {coding}", length)
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 0, done.stdout
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%由中标单位实施%'") == [(6,)]


def test_a_refresh_that_leads_nowhere_leaves_its_page_as_it_is(scrapy, server, rows):
    server.pages = {"/list": listing()} | {f"/a/{n}": article(n) for n in range(6)}
    server.pages["/a/2"] = (200, {"Refresh": "0; url=http://[x"}, article(2))
    server.pages["/a/3"] = article(3).replace(
        b"<body>", b"<head><meta http-equiv=refresh content='0;url=http://[x'></head><body>"
    )
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%由中标单位实施%'") == [(6,)]
