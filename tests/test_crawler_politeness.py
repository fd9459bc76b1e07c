"""Asking as the server wishes: robots.txt, delays, Retry-After and night windows, against a real server."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

import pytest
from fetching import fetch
from hypothesis import given, strategies as st
from servers import die

from crawler.fetch.politeness import SHANGHAI, Rules, in_window, retry_after

NOW = datetime(2025, 8, 6, 12, 0, tzinfo=timezone.utc)
MOMENTS = st.datetimes(timezones=st.just(timezone.utc))
CLOCKS = st.times().map(lambda clock: f"{clock:%H:%M}")


@pytest.mark.parametrize(
    ("window", "clock", "open_"),
    [
        ("22:00-06:00", "21:59", False),
        ("22:00-06:00", "22:00", True),
        ("22:00-06:00", "00:00", True),
        ("22:00-06:00", "05:59", True),
        ("22:00-06:00", "06:00", False),
        ("01:30-05:00", "01:29", False),
        ("01:30-05:00", "01:30", True),
        ("01:30-05:00", "05:00", False),
        ("00:00-00:00", "13:00", True),
        (None, "13:00", True),
    ],
)
def test_a_window_is_open_from_its_beginning_until_its_end(window, clock, open_):
    hour, minute = map(int, clock.split(":"))
    assert in_window(window, datetime(2025, 8, 6, hour, minute, tzinfo=SHANGHAI)) is open_


def test_a_window_is_meant_in_shanghai():
    assert in_window("22:00-06:00", datetime(2025, 8, 6, 14, 0, tzinfo=timezone.utc))
    assert not in_window("22:00-06:00", datetime(2025, 8, 6, 22, 0, tzinfo=timezone.utc))


@given(CLOCKS, CLOCKS, MOMENTS)
def test_a_window_and_the_rest_of_the_day_never_overlap(begin, end, moment):
    assert begin == end or in_window(f"{begin}-{end}", moment) != in_window(f"{end}-{begin}", moment)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Wed, 06 Aug 2025 12:01:00 GMT", 60),
        ("Wed, 06 Aug 2025 11:00:00 GMT", 0),
        ("Wed, 06 Aug 2025 20:01:00 +0800", 60),
        ("9" * 400, 999999999),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("１２", None),
        ("Wed, 99 Aug 2025 12:01:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=40))
def test_retry_after_takes_any_text(value):
    assert (retry_after(value, NOW) or 0) >= 0


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nRequest-rate: 2/5", 2.5),
        ("User-agent: *\nCrawl-delay: 1\nRequest-rate: 1/1m", 60),
        ("User-agent: *\nDisallow: /x", None),
        ("User-agent: other\nCrawl-delay: 9", None),
        ("User-agent: *\nCrawl-delay: 9\n\nUser-agent: Notices-Crawler\nCrawl-delay: 3", 3),
        ("User-agent: other\nUser-agent: notices-crawler\nCrawl-delay: 4\n\nUser-agent: *\nCrawl-delay: 5", 4),
    ],
)
def test_the_delay_of_a_robots_txt_is_the_one_meant_for_us(text, delay):
    assert Rules(text.encode(), None).crawl_delay("notices-crawler") == delay


def test_a_robots_txt_of_thousands_of_agents_and_rules_is_read_at_once():
    """Protego alone needs minutes for it, and nothing else of the process runs meanwhile."""
    agents = "".join(f"User-agent: bot{n}\n" for n in range(12_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(12_000))
    read = Rules(f"User-agent: *\nDisallow: /ours\n\n{agents}{rules}".encode(), None)
    assert read.allowed("http://a.cn/7", "notices-crawler")
    assert not read.allowed("http://a.cn/ours", "notices-crawler")


def by_host(answers: dict[str, object]) -> Callable:
    """A page that depends on the host asked for, so that one server stands for many sites."""

    def answer(handler: object) -> object:
        given = answers[handler.headers["Host"].partition(":")[0]]
        given = given(handler) if callable(given) else given
        return given if given is None or isinstance(given, tuple) else (200, {}, given.encode())

    return answer


def test_robots_txt_is_obeyed_and_a_host_without_an_answer_is_left_for_this_run(server):
    forbids = "User-agent: *\nDisallow: /\n"
    huge = "User-agent: *\n" + "# padding\n" * 50_000 + "Disallow: /page\n" + "# more\n" * 1_500_000
    late = "User-agent: *\nDisallow: /early\n" + "# padding\n" * 60_000 + "Disallow: /page\n"
    assert len(huge) > 10 * 2**20
    port = server.url.rpartition(":")[2]
    robots = {
        "free.cn": "User-agent: *\nDisallow: /private\n",
        "forbids.cn": forbids,
        "elsewhere.cn": forbids,
        "names.cn": f"{forbids}\nUser-agent: notices-crawler\nAllow: /",
        "bytes.cn": (200, {}, b"\xff\xfe\x00" * 99),
        "none.cn": (404, {}, forbids.encode()),
        "gone.cn": (410, {}, b""),
        "locked.cn": (403, {}, b""),
        "ill.cn": (503, {}, b"User-agent: *\nAllow: /"),
        "broken.cn": (500, {}, b""),
        "busy.cn": (429, {}, b""),
        "dead.cn": die,
        "huge.cn": huge,
        "late.cn": late,
        "moved.cn": (301, {"Location": f"http://elsewhere.cn:{port}/robots.txt"}, b""),
    }
    hosts = dict.fromkeys(robots, "127.0.0.1")
    asked = []
    server.pages["/robots.txt"] = by_host(robots)
    server.pages |= {
        path: lambda handler: asked.append(handler.headers["Host"].partition(":")[0]) or "<p>"
        for path in ("/page", "/page?2")
    }
    urls = {host: f"http://{host}:{port}/page" for host in robots if host != "elsewhere.cn"}
    second = f"http://free.cn:{port}/page?2"
    site = {"start_urls": list(urls.values()), "allow_offsite": False}
    told = fetch([*urls.values(), second], hosts=hosts, site=site, ALLOW_PRIVATE_ADDRESSES=True)
    assert sorted(asked) == ["bytes.cn", "free.cn", "free.cn", "gone.cn", "late.cn", "locked.cn", "names.cn", "none.cn"]
    said = {host: told.outcomes[url] for host, url in urls.items()}
    for host in ("forbids.cn", "huge.cn", "moved.cn"):
        assert said[host] == "IgnoreRequest: Forbidden by robots.txt"
    for host, why in {"ill.cn": "503", "broken.cn": "500", "busy.cn": "429", "dead.cn": ""}.items():
        assert said[host].startswith("NotNow: robots.txt is unreachable, so nothing is fetched in this run: ")
        assert why in said[host]
    assert server.asked["/robots.txt"] == len(robots), "once a host and run"


def test_a_run_whose_robots_txt_answers_503_fetches_nothing_and_says_so(scrapy, rows, server):
    server.pages |= {"/robots.txt": (503, {}, b""), "/list/": "<ul><li>"}
    done = scrapy("run", "--url", f"{server.url}/list/")
    assert done.returncode == 3
    assert server.fetched() == 0
    ((reasons,),) = rows("SELECT reasons FROM run_sites")
    assert "robots.txt is unreachable" in reasons and "503" in reasons


def test_the_delay_of_robots_txt_paces_a_host_and_no_other(server):
    times: dict[str, list[float]] = {"slow.cn": [], "rate.cn": [], "free.cn": []}
    asks = {"slow.cn": "Crawl-delay: 0.4", "rate.cn": "Request-rate: 5/2", "free.cn": "Allow: /"}
    robots = {host: f"User-agent: *\n{line}" for host, line in asks.items()}
    server.pages["/robots.txt"] = by_host(robots)

    def page(handler: object) -> str:
        times[handler.headers["Host"].partition(":")[0]].append(time.monotonic())
        return "<p>"

    server.pages |= {f"/{n}": page for n in range(5)}
    port = server.url.rpartition(":")[2]
    urls = [f"http://{host}:{port}/{n}" for host in times for n in range(5)]
    fetch(
        urls,
        hosts=dict.fromkeys(times, "127.0.0.1"),
        ALLOW_PRIVATE_ADDRESSES=True,
        AUTOTHROTTLE_ENABLED=True,
        AUTOTHROTTLE_START_DELAY=0,
        DOWNLOAD_DELAY=0.01,
    )
    for host in ("slow.cn", "rate.cn"):
        assert len(times[host]) == 5
        # What a busy machine adds to one gap it takes from the next: the sum shows the delay, and most of the gaps.
        assert times[host][-1] - times[host][0] > 1.2, host
        assert sorted(b - a for a, b in pairwise(times[host]))[2] > 0.3, host
    assert times["free.cn"][-1] < times["slow.cn"][-1]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_holds_the_whole_host_and_is_then_tried_again(server, status):
    told: list[float] = []
    asked: list[float] = []

    def busy(handler: object) -> object:
        if not told:
            told.append(time.monotonic())
            until = format_datetime(datetime.now(timezone.utc) + timedelta(seconds=2), usegmt=True)
            return (status, {"Retry-After": "1" if status == 429 else until}, b"")
        asked.append(time.monotonic())
        return "<p>"

    server.pages |= {f"/{n}": busy for n in range(4)}
    urls = [f"{server.url}/{n}" for n in range(4)]
    outcomes = fetch(
        urls,
        ALLOW_PRIVATE_ADDRESSES=True,
        ROBOTSTXT_OBEY=False,
        RETRY_TIMES=2,
        DOWNLOAD_DELAY=0.2,
        CONCURRENT_REQUESTS_PER_DOMAIN=1,
    ).outcomes
    assert set(outcomes.values()) == {"200 3"}
    assert len(asked) == 4
    assert min(asked) - told[0] > 0.9, "a date has no fractions: between one and two seconds"


def test_a_host_that_asks_for_more_patience_than_a_run_has_is_left_alone(server):
    server.pages |= {f"/{n}": (429, {"Retry-After": "3600"}, b"") for n in range(20)}
    urls = [f"{server.url}/{n}" for n in range(20)]
    told = fetch(urls, ALLOW_PRIVATE_ADDRESSES=True, RETRY_TIMES=5, DOWNLOAD_DELAY=0.05).outcomes
    assert len(told) == 20
    assert set(told.values()) == {"NotNow: http-429, Retry-After: 3600; left for the next run"}
    assert server.fetched() == 1


@pytest.mark.parametrize("status", [403, 429, 503])
def test_a_host_that_refuses_everything_is_left_for_the_next_run(server, status):
    """As where it bans an address after so many answers: to go on asking is what it was banned for."""
    server.pages |= {f"/{n}": "<p>" if n < 5 else (status, {}, b"") for n in range(80)}
    urls = [f"{server.url}/{n}" for n in range(80)]
    told = fetch(urls, ALLOW_PRIVATE_ADDRESSES=True, RETRY_TIMES=1, DOWNLOAD_DELAY=0.01).outcomes
    left = [why for why in told.values() if why.startswith("NotNow")]
    assert set(left) == {f"NotNow: http-{status}, 20 answers in a row; left for the next run"}
    assert list(told.values()).count("200 3") == 5
    assert server.fetched() <= 5 + 20 + 4, "those that were under way"


def test_a_host_that_no_longer_answers_is_left_for_the_next_run(server):
    def none(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    server.pages |= {f"/{n}": none for n in range(60)}
    urls = [f"{server.url}/{n}" for n in range(60)]
    told = fetch(urls, ALLOW_PRIVATE_ADDRESSES=True, ROBOTSTXT_OBEY=False, RETRY_TIMES=1, DOWNLOAD_DELAY=0.01).outcomes
    left = [why for why in told.values() if why.startswith("NotNow")]
    assert len(left) > 30
    assert set(left) == {"NotNow: no answer, 20 times in a row; left for the next run"}


def test_answers_between_refusals_keep_a_host_open(server):
    server.pages |= {f"/{n}": "<p>" if n % 8 == 7 else (403, {}, b"") for n in range(80)}
    urls = [f"{server.url}/{n}" for n in range(80)]
    told = fetch(urls, ALLOW_PRIVATE_ADDRESSES=True, RETRY_TIMES=0, DOWNLOAD_DELAY=0.01).outcomes
    assert not [why for why in told.values() if why.startswith("NotNow")]
    assert server.fetched() == 80


def test_nothing_is_asked_outside_the_window_of_a_site(server):
    clock = datetime.now(SHANGHAI)
    window = f"{clock + timedelta(hours=2):%H:%M}-{clock + timedelta(hours=3):%H:%M}"
    server.pages["/"] = "<p>"
    url = f"{server.url}/"
    told = fetch([url], site={"window": window}, ALLOW_PRIVATE_ADDRESSES=True).outcomes
    assert told[url] == f"OutsideWindow: outside the window {window}; left for the next run"
    assert not server.asked


def test_the_crawler_says_who_it_is_and_how_to_reach_its_operator(server):
    server.pages["/"] = "<p>"
    fetch([f"{server.url}/"], ALLOW_PRIVATE_ADDRESSES=True, environment={"CONTACT": "https://example.org/crawler"})
    for path in ("/robots.txt", "/"):
        assert server.headers[path]["User-Agent"] == "notices-crawler/1.0 (+https://example.org/crawler)"


RULES = "User-agent: *\nDisallow: /closed/\n"


@pytest.mark.parametrize(
    ("robots", "closed"),
    [
        (RULES.encode("utf-16"), True),
        (RULES.encode("utf-16-le"), True),
        (RULES.encode("utf-16-be"), True),
        ("# 谢绝\n".encode("gbk") + RULES.encode(), True),
        ((302, {"Location": "/robots.txt"}, b""), False),  # in circles
        ((302, {"Location": "http://sso.dead.example/login"}, b""), False),
        ((302, {"Location": "/elsewhere.txt"}, b""), True),
    ],
)
def test_a_robots_txt_in_utf_16_or_behind_redirects_is_as_rfc_9309_says(robots, closed, server):
    server.pages = {"/robots.txt": robots, "/elsewhere.txt": RULES, "/closed/1": "一", "/open/1": "二"}
    told = fetch([f"{server.url}/closed/1", f"{server.url}/open/1"], ALLOW_PRIVATE_ADDRESSES=True)
    assert told.outcomes[f"{server.url}/open/1"].startswith("200")
    assert told.outcomes[f"{server.url}/closed/1"].startswith("IgnoreRequest" if closed else "200")


def test_a_robots_txt_that_redirects_within_its_site_to_nobody_closes_it(server):
    server.pages = {"/robots.txt": (302, {"Location": "http://127.0.0.1:9/robots.txt"}, b""), "/1": "一"}
    told = fetch([f"{server.url}/1"], ALLOW_PRIVATE_ADDRESSES=True)
    assert told.outcomes[f"{server.url}/1"].startswith("NotNow: robots.txt is unreachable")
