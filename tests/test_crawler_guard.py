"""What a crawl may reach and how much it takes in, with real servers on loopback that must or must not be asked."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable

import brotli
import pytest
from fetching import fetch
from hypothesis import given, strategies as st
from servers import Server

from crawler.addresses.hosts import site_of
from crawler.fetch.guard import is_public, refusal

SPELLINGS = """
    127.0.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.1 127.0.1 0X7F.0.0.1 127.0.0.1. 0 0.0.0.0
    127.8.9.10 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 0xa9fea9fe 100.64.0.1 100.100.100.200 224.0.0.1
    239.1.2.3 255.255.255.255 198.18.0.1 168.63.129.16
    [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::127.0.0.1] [2002:7f00:1::] [2001:0:1::1]
    [fd00:ec2::254] [fe80::1] [fe80::1%25eth0] [ff02::1] [fec0::1]
    localhost LOCALHOST localhost. db.localhost printer.local metadata.google.internal router.home.arpa intranet
    １２７.0.0.1 127。0。0。1 ①②⑦.0.0.1 ⓛocalhost %31%32%37.0.0.1 127%2e0.0.1 %6cocalhost
    good@127.0.0.1 good:pw@127.0.0.1 127.0.0.1\\@example.com example.com\\@127.0.0.1 127.0.0.1:80@example.com
    256.256.256.256 127.0.0.1.1 4294967296 example.com:99999 -- a..com .
"""


@pytest.mark.parametrize("host", SPELLINGS.split())
def test_no_spelling_of_a_private_address_is_let_out(host):
    assert refusal(f"http://{host}/x") is not None


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.com/",
        "gopher://example.com/",
        "data:text/html,x",
        "javascript:alert(1)",
        "//example.com/",
        "example.com",
        "",
        "http:///x",
        "http:/\\127.0.0.1/",
        "http://[::1",
        "view-source:http://a.cn/",
    ],
)
def test_only_http_and_https_with_a_host_are_let_out(url):
    assert refusal(url) is not None
    assert refusal(url, allow_private=True) is not None


@pytest.mark.parametrize(
    "host",
    [
        "www.sz.gov.cn",
        "lhqgxjscydyyq.010b.com:8080",
        "8.8.8.8",
        "134744072",
        "[2400:3200::1]",
        "政府.中国",
        "a_b.example.com",
        "xn--55qw42g.cn",
        "127.0.0.1.example.com",
        "example.com.",
    ],
)
def test_public_hosts_are_let_out(host):
    assert refusal(f"https://{host}/info?page=2") is None


def test_private_addresses_are_let_out_where_they_are_allowed_and_users_in_addresses_are_not():
    assert refusal("http://127.0.0.1:8610/info", allow_private=True) is None
    assert refusal("http://localhost/", allow_private=True) is None
    assert refusal("http://good@127.0.0.1/", allow_private=True) is not None


def number(value: int, base: str) -> str:
    return {"d": str, "x": hex, "o": lambda n: f"0{n:o}"}[base](value)


@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.lists(st.sampled_from("dxo"), min_size=4, max_size=4))
def test_every_spelling_of_an_address_is_judged_as_the_address(value, parts, bases):
    """inet_aton: all parts but the last are a byte each, the last one is the rest of the number."""
    heads = [value >> 8 * (3 - i) & 255 for i in range(parts - 1)]
    rest = value & (1 << 8 * (5 - parts)) - 1
    spelled = ".".join(number(n, base) for n, base in zip([*heads, rest], bases, strict=False))
    assert (refusal(f"http://{spelled}/") is None) == is_public(ipaddress.IPv4Address(value))


def test_one_site_is_one_registered_domain():
    assert site_of("https://a.010b.com/info") == site_of("http://b.010b.com/")
    assert site_of("https://a.gov.cn/") != site_of("https://b.gov.cn/")
    assert site_of("http://127.0.0.1:80/") == "127.0.0.1"


def test_a_crawl_reaches_no_server_on_loopback_in_any_spelling_by_dns_or_by_redirect(server):
    port = server.url.rpartition(":")[2]
    spellings = [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "127.8.9.10",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "localhost",
        "LOCALHOST.",
        "db.localhost",
        "１２７.0.0.1",
        "127。0。0。1",
        "①②⑦.0.0.1",
        "%31%32%37.0.0.1",
        "good@127.0.0.1",
        "inside.example.com",
        "inside.example.com.",
        "127.0.0.1.rebind.example.com",
    ]
    hosts = dict.fromkeys(("public.example.com", "inside.example.com", "127.0.0.1.rebind.example.com"), "127.0.0.1")
    direct = [f"http://{host}:{port}/inside/{n}" for n, host in enumerate(spellings)]
    redirects = [f"http://public.example.com:{port}/to/{n}" for n in range(len(spellings))]
    for n, host in enumerate(spellings):
        place = f"http://{host}:{port}/inside/redirected".encode().decode("latin-1")
        server.pages[f"/to/{n}"] = (302, {"Location": place}, b"")
    refresh = f"http://public.example.com:{port}/refresh"
    server.pages["/refresh"] = f'<meta http-equiv=refresh content="0;url=http://127.0.0.1:{port}/inside/refreshed">'
    told = fetch(
        [*direct, *redirects, refresh, "file:///etc/hostname", "ftp://127.0.0.1/"],
        hosts=hosts,
        trusted=("public.example.com",),
    ).outcomes
    assert [path for path in server.asked if path.startswith("/inside")] == []
    assert server.asked["/robots.txt"] == 1, "robots.txt of a refused host was asked for"
    assert server.asked["/to/0"] == server.asked["/refresh"] == 1
    assert {outcome.split(":")[0] for outcome in told.values()} <= {"Refused", "NotNow"}
    reasons = ("private address", "not a", "names a user", "scheme not allowed")
    assert [outcome for outcome in told.values() if not any(reason in outcome for reason in reasons)] == []


def test_what_was_judged_is_what_is_connected_to(server):
    """DNS rebinding: an answer that passes, then loopback. The second one belongs to a second, judged, lookup."""
    port = server.url.rpartition(":")[2]
    url = f"http://turning.example.com:{port}/"
    hosts = {"turning.example.com": ["127.0.0.99", "127.0.0.1"]}
    told = fetch([url], hosts=hosts, trusted=("turning.example.com",), DNSCACHE_ENABLED=False, ROBOTSTXT_OBEY=False)
    assert told.outcomes[url].startswith("DownloadConnectionRefusedError")  # of 127.0.0.99, where nobody listens
    assert not server.asked


def test_a_site_is_not_left_unless_its_table_says_so(server):
    port = server.url.rpartition(":")[2]
    hosts = dict.fromkeys(("a.one.com", "b.one.com", "two.com"), "127.0.0.1")
    urls = [f"http://{host}:{port}/" for host in hosts]
    server.pages["/"] = "<p>"
    site = {"start_urls": urls[:1], "allow_offsite": False}
    told = fetch(urls, hosts=hosts, site=site, ALLOW_PRIVATE_ADDRESSES=True).outcomes
    assert [told[url][:13] for url in urls] == ["200 3", "200 3", "OffSite: off-"]


def test_a_proxy_of_the_environment_is_used_only_when_that_is_switched_on(server):
    proxy = {"http_proxy": server.url, "no_proxy": ""}
    url = "http://inside.example.com/page"
    hosts = {"inside.example.com": "10.0.0.1"}
    told = fetch([url], hosts=hosts, environment=proxy, ROBOTSTXT_OBEY=False)
    assert "private address: inside.example.com is 10.0.0.1" in told.outcomes[url]
    assert "HTTPPROXY_ENABLED" in told.log
    assert not server.asked
    server.pages[url] = "<p>"
    told = fetch([url], environment=proxy, HTTPPROXY_ENABLED=True, ROBOTSTXT_OBEY=False)
    assert told.outcomes[url] == "200 3"


GIGABYTES = 3


def repeated(compressor: object, flush: Callable[[], bytes], piece: bytes) -> bytes:
    """A stream that unpacks to GIGABYTES of zeros, made of one flushed piece again and again."""
    compress = compressor.compress if hasattr(compressor, "compress") else compressor.process
    head, once, twice = (compress(piece) + flush() for _ in range(3))
    assert once == twice
    return head + once * (GIGABYTES * 2**30 // len(piece))


def bombs() -> dict[str, bytes]:
    from scrapy.utils._compression import zstd

    zeros = bytes(2**20)
    wide = bytes(2**24 - 2**10)
    deflate = zlib.compressobj(9)
    gzipped = zlib.compressobj(9, wbits=31)
    once = repeated(gzipped, lambda: gzipped.flush(zlib.Z_FULL_FLUSH), zeros)
    brotli_compressor = brotli.Compressor(quality=9)
    zstd_compressor = zstd.ZstdCompressor()
    return {
        "gzip": once,
        "deflate": repeated(deflate, lambda: deflate.flush(zlib.Z_FULL_FLUSH), zeros),
        "br": repeated(brotli_compressor, brotli_compressor.flush, wide),
        "zstd": repeated(zstd_compressor, lambda: zstd_compressor.flush(zstd_compressor.FLUSH_BLOCK), wide),
        "gzip, gzip": gzip.compress(once, 9),
        "gzip, gzip, br": brotli.compress(gzip.compress(once, 9)),
    }


def test_pages_that_unpack_to_three_gigabytes_are_refused_within_150_mb(server):
    made = bombs()
    assert min(map(len, made.values())) < 10_000
    for n, (encoding, body) in enumerate(made.items()):
        server.pages[f"/{n}"] = (200, {"Content-Encoding": encoding}, body)
    urls = [f"{server.url}/{n}" for n in range(len(made))]
    server.pages |= {f"/again/{n}": server.pages["/2"] for n in range(20)}
    again = [f"{server.url}/again/{n}" for n in range(20)]  # what was refused must not be kept
    told = fetch([*urls, *again], ALLOW_PRIVATE_ADDRESSES=True)
    assert all("DOWNLOAD_MAXSIZE" in told.outcomes[url] for url in (*urls[:-1], *again))
    assert told.outcomes[urls[-1]] == "TooLarge: compressed 3 times over"
    assert told.megabytes < 150


class Stubborn:
    """A server on loopback that sends a beginning, then `more` for ever, with a pause between."""

    def __init__(self, head: bytes, more: bytes = b"", pause: float = 0) -> None:
        self.head, self.more, self.pause = head, more, pause
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            connection, _ = self.socket.accept()
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        try:
            connection.recv(65536)
            connection.sendall(self.head)
            while True:
                connection.sendall(self.more)
                time.sleep(self.pause)
        except OSError:
            connection.close()


def test_answers_without_an_end_are_cut_and_hold_up_nobody():
    ok = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    line = b"X-Header: " + b"x" * 1000 + b"\r\n"
    endless = {
        "body": Stubborn(ok + b"\r\n", b"<p>" * 20000),
        "chunks": Stubborn(ok + b"Transfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b"x" * 0x8000 + b"\r\n"),
        "announced": Stubborn(ok + b"Content-Length: 99999999999\r\n\r\n", b"x" * 9999),
        "headers": Stubborn(ok, line * 60),
        "continue": Stubborn(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        "drip": Stubborn(ok + b"\r\n", b"x", pause=0.1),
        "silence": Stubborn(b"", b"", pause=0.5),
    }
    good = Stubborn(ok + b"Content-Length: 3\r\n\r\n<p>", b"", pause=0.5)
    urls = [f"{one.url}{name}" for name, one in endless.items()]
    told = fetch([*urls, f"{good.url}good"], ALLOW_PRIVATE_ADDRESSES=True, ROBOTSTXT_OBEY=False, DOWNLOAD_TIMEOUT=2.5)
    said = dict(zip(endless, map(told.outcomes.get, urls), strict=True))
    for name in ("body", "chunks", "announced"):
        assert said[name].startswith("TooLarge: larger than DOWNLOAD_MAXSIZE"), said
    for name in ("headers", "continue"):
        assert said[name].startswith("TooLarge: more than"), said
    for name in ("drip", "silence"):
        assert said[name].startswith("DownloadTimeoutError"), said
    assert told.outcomes[f"{good.url}good"] == "200 3"
    assert told.finished[f"{good.url}good"] < min(told.finished[url] for url in urls[-2:])
    assert told.megabytes < 150


def test_redirects_end_and_each_that_leads_to_the_same_page_is_told(server):
    server.pages |= {f"/old/{n}": (302, {"Location": "/login"}, b"") for n in range(3)}
    server.pages |= {
        "/login": "<p>",
        "/a": (302, {"Location": "/b"}, b""),
        "/b": (301, {"Location": "/a"}, b""),
        "/self": (302, {"Location": "/self"}, b""),
        "/ftp": (302, {"Location": "ftp://a.cn/"}, b""),
        "/itself": '<meta http-equiv=refresh content="0;url=/itself">',
        "/there": '<meta http-equiv=refresh content="0;url=/back">',
        "/back": '<meta http-equiv=refresh content="0;url=/there">',
    }
    paths = ["/old/0", "/old/1", "/old/2", "/a", "/self", "/there", "/ftp", "/" + "x" * 3000, "/itself"]
    told = fetch([server.url + path for path in paths], ALLOW_PRIVATE_ADDRESSES=True).outcomes
    said = [told[server.url + path] for path in paths]
    assert said[:3] == ["200 3"] * 3
    assert said[3:6] == ["IgnoreRequest: max redirections reached"] * 3
    assert said[6].startswith("HttpError")
    assert "URLLENGTH_LIMIT" in said[7]
    assert said[8] == "200 49"  # a page that a reader sees anew again and again


def test_hostile_pages_and_a_listing_without_end_end_in_a_verdict(scrapy, rows, server, tmp_path):
    story = "园区今天召开项目推进会，逐项听取进展，要求各单位按节点完成前期手续，确保三季度全面开工。"
    entity = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    server.pages |= {
        "/a/1.html": "<h1>园区召开重点项目推进会第1次</h1>" + "<div>" * 200_000 + f"<p>{story * 3}</p>",
        "/a/2.html": (
            200,
            {"Content-Type": "application/xml"},
            f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "招商">{entity}]><x>&l11;</x>'.encode(),
        ),
        "/a/3.html": f"<h1>园区召开重点项目推进会第3次</h1><div><p>{story * 3}</p><p>{story * 4}</p></div>",
    }

    def page(number: int) -> str:
        names = [f"{n}" if number == 1 else f"{number}-{n}" for n in (1, 2, 3)]
        entries = "".join(
            f'<li><a href="/a/{name}.html">园区召开重点项目推进会第{name}次</a><span>2025-08-0{number}</span></li>'
            for name in names
        )
        return f'<ul>{entries}</ul><a rel=next href="/list?page={number + 1}">下一页</a>'

    server.pages |= {f"/list?page={n}": page(n) for n in range(1, 9)}
    sites = tmp_path / "sites.toml"
    sites.write_text(f'[trap]\nstart_urls = ["{server.url}/list?page=1"]\nmax_pages = 4\n')
    done = scrapy("run", "trap", "-s", f"SITES={sites}")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "max_pages = 4" in done.stdout
    assert server.fetched("/list") == 4
    assert "error:" not in done.stdout
    assert rows("SELECT count(*) FROM notices WHERE url LIKE '%/a/3.html'") == [(1,)]
    ends = rows("SELECT url FROM notices UNION SELECT url FROM rejects")
    assert {f"{server.url}/a/{n}.html" for n in (1, 2, 3)} <= {url for (url,) in ends}


def test_a_host_that_has_only_an_ipv6_address_is_reached():
    with Server({"/": "只有六"}, host="::1") as server:
        port = server.url.rpartition(":")[2]
        urls = [f"http://six.example:{port}/", f"{server.url}/"]
        told = fetch(urls, hosts={"six.example": "::1"}, ALLOW_PRIVATE_ADDRESSES=True)
    assert set(told.outcomes.values()) == {"200 9"}


@pytest.mark.parametrize("address", ["::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fec0::1"])
def test_an_ipv6_address_is_judged_as_strictly(address):
    with Server({"/": "内部"}, host="::1") as server:
        url = f"http://six.example:{server.url.rpartition(':')[2]}/"
        told = fetch([url], hosts={"six.example": address})
        assert f"private address: six.example is {address}" in told.outcomes[url]
        assert not server.asked


@pytest.mark.parametrize(
    "url",
    [
        "http://" + "a." * 500_000 + "com/",
        "http://" + "%61" * 400_000,
        "http://" + "１." * 500_000,
        "http://[" + ":" * 1_000_000 + "]/",
        "http://example.com/" + "甲" * 1_000_000,
        "http://" + "xn--" * 15_000 + ".cn/",
    ],
)
def test_a_long_address_is_refused_at_once(url):
    begun = time.process_time()
    assert refusal(url)
    assert time.process_time() - begun < 0.5
