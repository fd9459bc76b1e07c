"""Through a proxy: everything goes there, what the guard refuses does not, and its credentials are shown nowhere."""

from __future__ import annotations

import re
import select
import socket
import socketserver
import threading
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import given
from servers import Server
from test_crawler_tls import context

from crawler.fetch import browser
from crawler.fetch.proxy import Proxy, parse
from nouns.mistakes import ConfigError

SECRET = "keeper:un-told-password"
needs_browser = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))


class Forward(socketserver.StreamRequestHandler):
    """A proxy that wants credentials and leads every host to one server."""

    def handle(self) -> None:
        head = [self.rfile.readline()]
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            head.append(line)
        method, target, _ = head[0].decode().split()
        said = next((line for line in head if line.lower().startswith(b"proxy-authorization:")), b"")
        self.server.asked.append((method, target))
        self.server.told += head
        if b64encode(SECRET.encode()) not in said:
            self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection(self.server.leads_to) as end:
            if method == "CONNECT":
                return self.tunnel(end)
            path = urlsplit(target)._replace(scheme="", netloc="").geturl()
            end.sendall(
                f"{method} {path} HTTP/1.1\r\nHost: {urlsplit(target).netloc}\r\nConnection: close\r\n\r\n".encode()
            )
            while data := end.recv(65536):
                self.wfile.write(data)

    def tunnel(self, end: socket.socket) -> None:
        """What is said through it, the proxy cannot read."""
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        sides = {self.connection: end, end: self.connection}
        while True:
            for ready in select.select(sides, (), (), 30)[0] or [None]:
                if ready is None or not (data := ready.recv(65536)):
                    return
                sides[ready].sendall(data)


@pytest.fixture
def proxy(server: Server) -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Forward) as running:
        running.daemon_threads, running.asked, running.told = True, [], []
        running.leads_to = ("127.0.0.1", int(server.url.rpartition(":")[2]))
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def pages() -> dict[str, object]:
    entries = "".join(f'<li><a href="/a/{n}">河堤绿道第{n}段</a><span>2025-03-0{n}</span></li>' for n in (1, 2, 3))
    articles = {
        f"/a/{n}": f"<h1>河堤绿道第{n}段</h1><p>{f'第{n}段绿道全长三公里，对外招募运营方。' * 9}</p>" for n in (1, 2, 3)
    }
    return {"/list": f"<ul>{entries}</ul>", **articles}


def table(folder: Path, proxy: socketserver.ThreadingTCPServer, more: str = "") -> tuple[str, ...]:
    (folder / "sites.toml").write_text(
        f'[park]\nstart_urls = ["http://park.example.com/list"]\nproxy = "http://127.0.0.1:{proxy.server_address[1]}"\n{more}'
    )
    quick = given(DOWNLOAD_DELAY=0, AUTOTHROTTLE_ENABLED=0, RETRY_TIMES=0, LOG_LEVEL="DEBUG")
    return ("park", *given(SITES=folder / "sites.toml"), *quick)


@pytest.mark.parametrize("where", ["PROXY_CREDENTIALS", "PROXY_CREDENTIALS_FILE"])
def test_a_site_is_read_through_its_proxy_and_the_credentials_are_shown_nowhere(
    where, proxy, server, scrapy, environment, rows, tmp_path, database
):
    server.pages = pages()
    file = tmp_path / "credentials"
    file.write_text(f"other:80 no:thing\n127.0.0.1:{proxy.server_address[1]} {SECRET}\n")
    environment[where] = SECRET if where == "PROXY_CREDENTIALS" else str(file)
    done = scrapy("run", *table(tmp_path, proxy), quick=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert rows("SELECT count(*) FROM notices") == [(3,)]
    assert all(target.startswith("http://park.example.com/") for _method, target in proxy.asked)
    scrapy("report", "--out", tmp_path / "report.html", quick=False)
    kept = (
        database.read_bytes() + Path(f"{database}-wal").read_bytes()
        if Path(f"{database}-wal").exists()
        else database.read_bytes()
    )
    shown = (done.stdout + done.stderr).encode() + kept + (tmp_path / "report.html").read_bytes()
    for secret in (SECRET, SECRET.partition(":")[2], b64encode(SECRET.encode()).decode()):
        assert secret.encode() not in shown


def test_without_credentials_the_verdict_says_407_and_the_setting_holds_for_all(proxy, server, scrapy, tmp_path):
    server.pages = pages()
    line = (
        "--url",
        "http://park.example.com/list",
        "-s",
        f"PROXY=http://127.0.0.1:{proxy.server_address[1]}",
        "-s",
        "RETRY_TIMES=0",
    )
    done = scrapy("run", *line, quick=False)
    assert done.returncode == 3
    assert "407" in done.stdout
    assert not server.asked


def test_what_the_guard_refuses_never_comes_to_the_proxy(proxy, server, scrapy, environment, tmp_path):
    environment["PROXY_CREDENTIALS"] = SECRET
    server.pages = pages()
    inside = ("http://10.0.0.1/a", "http://printer.local/a", "http://127.0.0.1/a", "http://2130706433/a")
    server.pages["/list"] = (
        "<ul>"
        + "".join(
            f'<li><a href="{url}">河堤绿道公告{n}</a>2025-03-0{n}</li>' for n, url in enumerate((*inside, "/a/1"), 1)
        )
        + "</ul>"
    )
    scrapy("run", *table(tmp_path, proxy, "allow_offsite = true\n"), quick=False)
    assert {urlsplit(target).hostname for _method, target in proxy.asked} == {"park.example.com"}


@pytest.mark.parametrize("render", ["", pytest.param("render = true", marks=needs_browser)])
def test_a_site_of_https_is_read_through_a_tunnel_which_the_guard_watches_too(
    render, proxy, scrapy, environment, rows, tmp_path
):
    environment["PROXY_CREDENTIALS"] = SECRET
    with Server(pages(), tls=context(tmp_path)) as secure:
        proxy.leads_to = ("127.0.0.1", int(secure.url.rpartition(":")[2]))
        secure.pages["/list"] += "<a href='https://10.0.0.1/list'>下一页</a><a href='https://printer.local/'>内网</a>"
        line = table(tmp_path, proxy, f"allow_offsite = true\n{render}")
        file = tmp_path / "sites.toml"
        file.write_text(file.read_text().replace("http://park", "https://park"))
        done = scrapy("run", *line, quick=False)
        assert rows("SELECT count(*) FROM notices WHERE body <> ''") == [(3,)], done.stdout
        assert {target for _method, target in proxy.asked} == {"park.example.com:443"}
        assert {method for method, _target in proxy.asked} == {"CONNECT"}
        # What is for the proxy does not come to the site, and the proxy sees none of what is for the site.
        assert not any("proxy" in name.lower() for said in secure.headers.values() for name in said)
        assert not any(b"/list" in line or b"/a/" in line for line in proxy.told)
    assert SECRET not in done.stdout + done.stderr and b64encode(SECRET.encode()).decode() not in done.stderr


@needs_browser
def test_a_browser_goes_through_it_too(proxy, server, scrapy, environment, rows, tmp_path):
    environment["PROXY_CREDENTIALS"] = SECRET
    server.pages = pages()
    done = scrapy("run", *table(tmp_path, proxy, "render = true\n"), quick=False)
    assert rows("SELECT count(*) FROM notices") == [(3,)], done.stdout
    assert all(re.match(r"http://park\.example\.com/", target) for _method, target in proxy.asked)


def test_how_a_proxy_is_named():
    assert parse("http://proxy.example:3128") == Proxy("proxy.example", 3128)
    assert parse("http://[fd00::1]:3128").netloc == "[fd00::1]:3128"
    assert parse("direct") is None
    assert parse("") is None
    for wrong in ("proxy:3128", "socks5://h:1", "http://", "http://h:1/path", f"http://{SECRET}@h:1", "http://[h:1"):
        with pytest.raises(ConfigError) as raised:
            parse(wrong)
        assert "un-told" not in str(raised.value)
