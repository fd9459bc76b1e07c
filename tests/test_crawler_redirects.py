"""Pages that only lead on, by a script or a frame, are followed within the site; others are left alone."""

from __future__ import annotations

import random

import pytest
from scrapy.http import HtmlResponse

from crawler.fetch.redirects import onward, refreshed

SHELL = "<!DOCTYPE html><html><head><title>跳转</title></head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("body", "led"),
    [
        ("<script>location.href='/new/list'</script>", "http://h/new/list"),
        ('<script>window.location = "list2";</script>', "http://h/list2"),
        ("<script>window.location.replace('http://h/x?a=1')</script>", "http://h/x?a=1"),
        ("<script>setTimeout(function(){top.location.href='/x'}, 10)</script>正在跳转，请稍候", "http://h/x"),
        ("<script>if (1) { document.location.assign('/x') }</script>", "http://h/x"),
        ("<script>// location.href='/old'\nlocation.href='/x'</script>", "http://h/x"),
        ('<iframe src="/inner/list"></iframe>', "http://h/inner/list"),
        ("<script>location.href = base + '/x'</script>", None),
        ("<script>if (a) location.href='/a'; else location.href='/b'</script>", None),
        ("<script>var from = 'location.href'</script>", None),
        ("<script>location.reload()</script>", "http://h/list"),
        ("<script>window.location.href = window.location.href;</script>", "http://h/list"),
        ("<script>setTimeout(function(){location.reload(true)}, 1000)</script>", "http://h/list"),
        ("<script>if (a) location.reload(); else location.href='/b'</script>", None),
        (f"<p>{'园区概况。' * 20}</p><script>location.reload()</script>", None),
        ('<iframe src="/a"></iframe><iframe src="/b"></iframe>', None),
        ("<a href='/x'>进入</a><script>location.href='/x'</script>", None),
        (f"<p>{'园区概况。' * 20}</p><script>location.href='/m/x'</script>", None),
        ('<iframe src="about:blank"></iframe>', None),
        ("<script>location.href='http://[x'</script>", None),
        ("", None),
    ],
)
def test_where_a_page_leads_that_says_nothing_else(body, led):
    assert onward(SHELL.format(body), "http://h/list", frames=True) == led


@pytest.mark.parametrize(
    ("said", "led"),
    [
        ("0;url='/x'", (0, "http://h/x")),
        ("5 ; URL = /x ", (5, "http://h/x")),
        ("0,/x", (0, "http://h/x")),
        ("1.5;\n/x", (1, "http://h/x")),
        ('0; url="/x"', (0, "http://h/x")),
        ("330;URL=", None),
        ("0;url=http://[x", None),
        ("60", (60, "http://h/list")),
        ("", None),
    ],
)
def test_a_refresh_is_read_as_browsers_read_it(said, led):
    """asciimoo/morty#20, stormcrawler#1020; mechanize#429."""
    page = f"<html><head><meta http-equiv=REFRESH content='{said.replace(chr(39), '&#39;')}'></head></html>".encode()
    assert refreshed(HtmlResponse("http://h/list", body=page, encoding="utf-8")) == led
    header = HtmlResponse("http://h/list", headers={"Refresh": said.replace("\n", " ")}, body=b"<p>x</p>")
    assert refreshed(header) == led
    hidden = HtmlResponse("http://h/list", body=b"<noscript>" + page + b"</noscript>", encoding="utf-8")
    assert refreshed(hidden) is None


@pytest.mark.parametrize("again", ["/list", "/list?seen=8"])
def test_a_list_that_reloads_itself_every_minute_is_read_once(again, scrapy, server, rows):
    """mechanize#67, mechanize#523: it was asked for until there were too many redirects, and the run failed."""
    entries = "".join(f'<li><a href="/a/{n}">{article(n)[70:82]}</a><span>2025-01-1{n}</span></li>' for n in range(4))
    page = SHELL.format(f"<ul>{entries}</ul>").replace(
        "<head>", f"<head><meta http-equiv=refresh content='60;{again}'>"
    )
    server.pages = {"/list": page, again: page} | {f"/a/{n}": article(n) for n in range(4)}
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices WHERE body <> ''") == [(4,)]
    assert server.fetched("/list") == 1


@pytest.mark.parametrize(
    "gate",
    [
        "<script>location.reload()</script>",
        "<script>window.location.href=window.location.href</script>",
        "<meta http-equiv=refresh content=0>",
    ],
)
def test_a_gate_that_gives_a_cookie_and_loads_itself_again_is_passed_with_it(gate, scrapy, server, rows):
    """huginn#2415: at status 200 it was no list, in every run. One that gives none, or is never content, is told."""
    entries = "".join(f'<li><a href="/a/{n}">{article(n)[70:82]}</a><span>2025-01-1{n}</span></li>' for n in range(4))

    def listing(handler: object) -> object:
        if "seen=1" in (handler.headers.get("Cookie") or ""):
            return SHELL.format(f"<ul>{entries}</ul>")
        return (200, {"Set-Cookie": "seen=1; path=/"}, SHELL.format(gate).encode())

    server.pages = {"/list": listing} | {f"/a/{n}": article(n) for n in range(4)}
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices WHERE body <> ''") == [(4,)]
    for headers in ({}, {"Set-Cookie": "other=1"}):
        server.asked.clear()
        server.pages["/list"] = (200, headers, SHELL.format(gate).encode())
        assert scrapy("run", "--url", f"{server.url}/list").returncode == 3
        assert server.fetched("/list") <= 2


def test_a_frame_of_an_article_is_not_for_here():
    assert onward(SHELL.format('<iframe src="/file.pdf"></iframe>'), "http://h/a", frames=False) is None


def article(n: int) -> str:
    words = "、".join(random.Random(n).choices(["水闸", "泵房", "堤岸", "涵洞", "渠道", "管廊", "井盖"], k=50))
    return SHELL.format(f"<h1>{words[:12]}维护</h1><p>{n}号标段包括{words}，由中标单位实施。</p>")


@pytest.mark.parametrize("how", ["<script>location.href='/inner'</script>", '<iframe src="/inner"></iframe>'])
def test_a_list_behind_a_script_or_in_a_frame_is_read_and_so_are_its_articles(how, scrapy, server, rows):
    entries = "".join(f'<li><a href="/go/{n}">{article(n)[70:82]}</a><span>2025-01-1{n}</span></li>' for n in range(4))
    server.pages = {"/list": SHELL.format(how), "/inner": SHELL.format(f"<ul>{entries}</ul>")}
    for n in range(4):
        server.pages[f"/go/{n}"] = SHELL.format(f"<script>window.location.replace('/a/{n}')</script>")
        server.pages[f"/a/{n}"] = article(n)
    done = scrapy("run", "--url", f"{server.url}/list")
    assert rows("SELECT count(*) FROM notices") == [(4,)], done.stdout


def test_a_script_leads_neither_off_the_site_nor_for_ever(scrapy, server):
    server.pages = {
        "/list": SHELL.format("<script>location.href='http://other.example/x'</script>"),
        "/a": SHELL.format("<script>location.href='/b'</script>"),
        "/b": SHELL.format("<script>location.href='/a'</script>"),
    }
    for start in ("/list", "/a"):
        assert scrapy("run", "--url", f"{server.url}{start}").returncode in (2, 3)
    assert server.fetched("/a") + server.fetched("/b") < 60
