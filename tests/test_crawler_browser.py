"""The browser in a real chromium: it builds what scripts build, and reaches nothing that the guard would not."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import demo_markups
import pytest
from servers import Server

from crawler.demo import site
from crawler.demo.server import Demo
from crawler.fetch import browser
from crawler.fetch.browser_proxy import GuardedProxy
from nouns.mistakes import ConfigError

needs_browser = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))
CRAWL = """
import json, sys
from datetime import datetime, timezone
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from crawler.fetch import browser; from crawler.read.listing import listing

class Rendered(Spider):
    name = "rendered"
    async def start(self):
        yield Request(sys.argv[1], self.parse, meta=browser.meta(), errback=self.failed)
    def parse(self, response):
        found = listing.find(response.text, response.url, datetime.now(timezone.utc))
        print(json.dumps([[e.url, e.title, e.published] for e in found.entries]))
    def failed(self, failure):
        print(json.dumps(str(failure.value)))

class Loopback(browser.GuardedProxy):
    def connect(self, host, port):
        if host != "127.0.0.1":
            raise PermissionError(host)
        return super().connect(host, port)

private = sys.argv[2] == "private"
settings = {**browser.settings(private), "LOG_LEVEL": "ERROR"}
settings["PLAYWRIGHT_LAUNCH_OPTIONS"]["proxy"]["server"] = Loopback(private).address
process = AsyncCrawlerProcess(settings)
process.crawl(Rendered)
process.start()
"""


def crawl(url: str, policy: str):
    """The entries that a spider finds on a rendered page, or the text of its failure."""
    done = subprocess.run(
        [sys.executable, "-c", CRAWL, url, policy],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


class OnePort(GuardedProxy):
    """A proxy that lets out to one port of loopback only."""

    open = 0

    def connect(self, host: str, port: int) -> socket.socket:
        if (host, port) != ("127.0.0.1", self.open):
            raise PermissionError(f"{host}:{port}")
        return super().connect(host, port)


@needs_browser
def test_a_list_that_a_script_builds_is_found_in_the_browser():
    with Demo(pages=demo_markups.pages(date(2025, 8, 9))) as demo:
        found = crawl(f"{demo.root}/script/", "private")
    assert [(title, published) for _url, title, published in found] == [(n.title, n.published) for n in site.NOTICES]
    assert len({url for url, _title, _published in found}) == 8


@needs_browser
def test_the_browser_does_not_reach_loopback_unless_private_addresses_are_allowed():
    with Server({"/": "<p>内部页面</p>"}) as server:
        crawl(f"{server.url}/", "public")
        assert not server.asked


@needs_browser
def test_redirects_frames_fetches_and_sockets_of_a_page_pass_the_guard_too():
    from playwright.sync_api import Error, sync_playwright

    with Server() as inner, Server() as outer:
        frame = f'<iframe src="{inner.url}/frame"></iframe><img src="{inner.url}/image"><script>'
        socket_url = f"{inner.url}/ws".replace("http", "ws")
        calls = f'fetch("{inner.url}/fetch", {{mode: "no-cors"}}); new WebSocket("{socket_url}")'
        outer.pages = {"/": f"{frame}{calls}</script>招商动态", "/away": (302, {"Location": f"{inner.url}/away"}, b"")}
        proxy = OnePort(private=True)
        proxy.open = int(outer.url.rpartition(":")[2])
        options = browser.settings(private=True)["PLAYWRIGHT_LAUNCH_OPTIONS"]
        options["proxy"]["server"] = proxy.address
        with sync_playwright() as playwright, playwright.chromium.launch(**options) as chromium:
            page = chromium.new_page(service_workers="block")
            page.goto(f"{outer.url}/", wait_until="networkidle")
            assert "招商动态" in page.content()
            with pytest.raises(Error, match="ERR_HTTP_RESPONSE_CODE_FAILURE"):
                page.goto(f"{outer.url}/away")
        assert outer.asked["/away"] == 1
        assert not inner.asked


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"])
def test_the_proxy_refuses_every_spelling_of_a_private_address(host):
    with Server({"/": "内部页面"}) as server:
        port = server.url.rpartition(":")[2]
        with socket.create_connection(("127.0.0.1", GuardedProxy.shared(False).server_address[1])) as connection:
            connection.sendall(f"GET http://{host}:{port}/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            assert connection.recv(100).split(b" ")[1] in (b"403", b"502")
        assert not server.asked


def test_the_proxy_hands_on_request_and_answer_where_it_may():
    with Server({"/list?page=2": "第二页"}) as server:
        through = build_opener(ProxyHandler({"http": GuardedProxy.shared(True).address}))
        assert through.open(f"{server.url}/list?page=2", timeout=5).read().decode() == "第二页"
        assert server.headers["/list?page=2"]["Host"] == server.url.removeprefix("http://")


def test_without_the_extra_or_a_browser_the_message_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match=r"requirements-browser\.txt|apt-get install chromium"):
        browser.settings()


GATE = "<script>setTimeout(() => {document.cookie = 'passed=yes; path=/'; location.reload()}, 1500)</script>"


@needs_browser
@pytest.mark.parametrize("status", [412, 521, pytest.param(202, marks=pytest.mark.soak)])
def test_what_stands_behind_a_gate_of_script_counts_for_pages_and_robots_txt(status, scrapy, server, rows, tmp_path):
    def gate(page: bytes, kind: str = "text/html; charset=utf-8"):
        def answer(handler) -> tuple[int, dict, bytes]:
            passed = "passed=yes" in (handler.headers.get("Cookie") or "")
            return (200, {"Content-Type": kind}, page) if passed else (status, {}, GATE.encode())

        return answer

    entries = "".join(f'<li><a href="/a/{n}">绿地认养第{n}期</a><span>2025-04-0{n}</span></li>' for n in (1, 2, 3, 4))
    server.pages = {
        f"/a/{n}": gate(f"<h1>绿地认养第{n}期</h1><p>{f'第{n}片绿地可由企业认养。' * 20}</p>".encode())
        for n in (1, 2, 3, 4)
    }
    server.pages["/list"] = gate(f"<ul>{entries}</ul>".encode())
    server.pages["/robots.txt"] = gate(b"User-agent: *\nDisallow: /a/4\n", "text/plain")
    table = tmp_path / "sites.toml"
    table.write_text(f'[park]\nstart_urls = ["{server.url}/list"]\nrender = true\n')
    scrapy("run", "park", "-s", f"SITES={table}", "-s", "DOWNLOAD_TIMEOUT=30")
    assert rows("SELECT count(*) FROM notices") == [(3,)]
    assert not server.asked["/a/4"]


@needs_browser
def test_a_route_that_a_script_shows_is_a_page(scrapy, server, rows, tmp_path):
    links = "".join(
        f'<li><a href="/app#/notice?id={n}">苗圃移植公告{n}</a><span>2025-04-0{n}</span></li>' for n in (1, 2, 3, 4)
    )
    shell = """<html><body><div id=app></div><script>
        const n = location.hash.split("=")[1]
        document.getElementById("app").innerHTML =
            `<h1>苗圃移植公告${n}</h1><p>${`第${n}号苗圃的乔木将分批移植到河岸。`.repeat(15)}</p>`
    </script></body></html>"""
    server.pages = {"/list": f"<ul>{links}</ul>", "/app": shell}
    table = tmp_path / "sites.toml"
    table.write_text(f'[park]\nstart_urls = ["{server.url}/list"]\nrender = true\n')
    done = scrapy("run", "park", "-s", f"SITES={table}", "-s", "DOWNLOAD_TIMEOUT=30")
    assert done.returncode == 0, done.stdout
    assert rows("SELECT count(*), count(DISTINCT body) FROM notices") == [(4, 4)]
