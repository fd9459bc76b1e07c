"""Several workers and one writer over a real Redis: killed at any moment, they lose nothing and double nothing."""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timezone
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import big_site
import dying
import forked
import pytest
import stored
import test_crawler_parameters as park
from conftest import QUICK, ROOT
from fetching import fetch
from many_sites import light, pages
from servers import Server
from test_archive import at, evidenced
from test_reliability_kills import state

from crawler.fleet.pages import Receiver, Sender
from nouns.items import Page
from output.store.store import Store

LEASE = 4
needed = [
    pytest.mark.skipif(not find_spec("scrapy_redis"), reason="requirements-fleet.txt is not installed"),
    pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server: apt-get install redis-server"),
]


def marked(test: Callable) -> Callable:
    for mark in needed:
        test = mark(test)
    return test


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """A Redis of its own on a free port of loopback; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [
        "redis-server",
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        str(folder),
        "--save",
        "",
        "--daemonize",
        "no",
    ]
    running = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        running.kill()
        running.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    with redis_server(tmp_path) as url:
        yield url


@pytest.fixture
def fleet(redis: str, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts `scrapy work` and `scrapy write`; whatever is left of them is killed in the end."""
    started: list[subprocess.Popen] = []

    def start(
        command: str, database: Path, *more: str, scrapy: tuple[object, ...] = ("-m", "scrapy")
    ) -> subprocess.Popen:
        line = [
            sys.executable,
            *scrapy,
            command,
            *QUICK,
            "-s",
            f"REDIS_URL={redis}",
            "-s",
            f"FLEET_LEASE={LEASE}",
            *more,
        ]
        log = (tmp_path / f"{command}-{len(started)}.log").open("w+")
        started.append(
            subprocess.Popen(
                line,
                cwd=ROOT,
                env=os.environ | {"DATABASE": str(database)},
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        started[-1].log = log
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.log.close()


def said(process: subprocess.Popen) -> str:
    process.log.seek(0)
    return process.log.read()


def run(database: Path, *sites: str) -> None:
    """One machine, undisturbed, for comparison."""
    line = [sys.executable, "-m", "scrapy", "run", *sites, *QUICK]
    done = subprocess.run(line, cwd=ROOT, env=os.environ | {"DATABASE": str(database)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def asked(database: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def check(tmp_path: Path, start: Callable, notices: int, kills: int, longest: float) -> None:
    made = random.Random(notices)
    quiet, killed = tmp_path / "quiet.db", tmp_path / "killed.db"
    with Server(big_site.pages(notices)) as server:
        url = f"{server.url}/list/1"
        run(quiet, "--url", url)
        workers = [start("work", killed) for _ in range(3)]
        writer, done = start("write", killed, "--url", url), 0
        while writer.poll() is None or done < kills:
            if writer.poll() is not None:
                assert writer.returncode in (0, 75), said(writer)
                writer = start("write", killed, "--url", url)
            time.sleep(made.uniform(0.5, longest) if done < kills else 0.05)
            if done < kills:
                victim = made.randrange(4)
                process = writer if victim == 3 else workers[victim]
                process.send_signal(signal.SIGKILL)
                process.wait()
                done += 1
                if victim == 3:
                    writer = start("write", killed, "--url", url)
                else:
                    workers[victim] = start("work", killed)
        assert writer.returncode == 0, said(writer)
    expected, found = state(quiet), state(killed)
    assert len(expected) == notices
    assert {row[0] for row in expected} - {row[0] for row in found} == set(), f"lost after {done} kills"
    assert found == expected
    evidenced(killed, partial(asked, killed))
    assert asked(killed, "SELECT count(*) FROM _pages WHERE revisit IS NULL") == [
        (notices + -(-notices // big_site.PER_PAGE),)
    ]


@pytest.mark.parametrize("command", ["work", "write"])
def test_without_redis_client_the_extra_is_named(command, environment, tmp_path):
    line = [command, *(["--url", "http://127.0.0.1:9/"] if command == "write" else [])]
    done = forked.scrapy(line, environment, tmp_path / "said", partial(dying.without, "redis"))
    assert done.returncode == 3 and "pip install -r requirements-fleet.txt" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@needed[0]
@pytest.mark.parametrize("command", ["work", "write"])
def test_without_a_redis_server_the_setting_is_named(command, environment, tmp_path):
    line = [command, "-s", "REDIS_URL=redis://127.0.0.1:9/0"]
    done = forked.scrapy(
        [*line, *(["--url", "http://127.0.0.1:9/"] if command == "write" else [])], environment, tmp_path / "said"
    )
    assert done.returncode == 3 and "REDIS_URL" in done.stderr and "is redis-server running?" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_site_whose_first_connection_is_slow_sees_no_more_than_its_allowed_rate():
    """The delay counts from when a request is sent: the second one finds the name looked up and the connection open."""
    asked: list[float] = []
    with Server() as server:
        server.pages |= {f"/{n}": lambda _handler: (asked.append(time.monotonic()), "<p>")[1] for n in range(3)}
        port = server.url.rpartition(":")[2]
        urls = [f"http://slow.example.com:{port}/{n}" for n in range(3)]
        told = fetch(
            urls,
            hosts={"slow.example.com": "127.0.0.1"},
            trusted=("slow.example.com",),
            lookup=0.7,
            ROBOTSTXT_OBEY=False,
            DOWNLOAD_DELAY=1,
            DOWNLOAD_DELAY_JITTER=0,
        )
    assert list(told.outcomes.values()) == ["200 3"] * 3
    assert (
        min(after - before for before, after in pairwise(asked)) > 0.6
    )  # of 1 s; counted from before the lookup: .3 s


class TestFleet:
    pytestmark = needed

    def test_kills_of_workers_and_writer_lose_and_double_nothing(self, tmp_path, fleet):
        check(tmp_path, fleet, notices=100, kills=5, longest=3.0)

    def test_two_workers_together_ask_no_site_faster_than_it_allows(self, tmp_path, fleet):
        """Three sites and three lanes over two workers; a lane goes from hand to hand."""
        asked: dict[int, list[float]] = {n: [] for n in range(3)}

        def noted(n: int, page: str) -> Callable[[object], str]:
            return lambda _handler: (asked[n].append(time.monotonic()), page)[1]

        with ExitStack() as stack:
            farm = [stack.enter_context(Server()) for _ in asked]
            for n, site in enumerate(farm):
                site.pages |= {path: noted(n, page) for path, page in big_site.pages(8).items()}
                site.pages["/robots.txt"] = noted(n, "User-agent: *\nAllow: /\n")
            sites, database = tmp_path / "sites.toml", tmp_path / "notices.db"
            sites.write_text("".join(f'[site{n}]\nstart_urls = ["{site.url}/list/1"]\n' for n, site in enumerate(farm)))
            more = (
                "-s",
                f"SITES={sites}",
                "-s",
                "SITES_AT_ONCE=2",
                "-s",
                "DOWNLOAD_DELAY=0.6",
                "-s",
                "DOWNLOAD_DELAY_JITTER=0",
            )
            for _ in range(2):
                fleet("work", database, *more)
            writer = fleet("write", database, *more)
            assert writer.wait(60) == 0, said(writer)
        for moments in asked.values():
            assert len(moments) == 10
            assert (
                min(after - before for before, after in pairwise(moments)) > 0.45
            )  # 0.6, but for how late it is noted

    @pytest.mark.soak
    @pytest.mark.timeout(900)
    def test_twenty_kills_over_two_thousand_pages_lose_nothing(self, tmp_path, fleet):
        check(tmp_path, fleet, notices=2000, kills=20, longest=5.0)


def message(server: Server, **more: object) -> dict[str, object]:
    item = {
        "site": "park",
        "url": f"{server.url}/later.html",
        "listing_url": f"{server.url}/",
        "position": 9,
        "title_raw": "北山镇公告",
        "body_raw": "北山镇今日有项目开工。",
        "fetched_at": "2025-08-09T10:00:00+08:00",
        "title": "北山镇公告",
        "body": "北山镇今日有项目开工。",
        "id": "ab" * 16,
        "body_hash": "00",
        "fetched": True,
    }
    return {"site": "park", "kind": "notice", "item": item | more}


def letters(url: str) -> list[dict[str, str]]:
    from redis import Redis

    return [json.loads(letter) for letter in Redis.from_url(url).lrange("notices:dead", 0, -1)]


@marked
def test_messages_that_cannot_be_read_are_put_aside_and_told_and_the_rest_goes_on(fleet, redis, server, tmp_path):
    from redis import Redis

    server.pages |= pages(light)
    queue, database = Redis.from_url(redis), tmp_path / "notices.db"
    unreadable = [
        b"no JSON",
        b"[1, 2]",
        b'{"kind": "poetry", "site": "park"}',
        b'{"kind": "notice", "site": "park"}',
        json.dumps(message(server, fetched_at="tomorrow")).encode(),
        b"\xff\xfe",
    ]
    for raw in (*unreadable, json.dumps(message(server, of_a_newer_version=["x"])).encode()):
        queue.xadd("notices:stream", {"said": raw})
    fleet("work", database)
    for verdict in (2, 2):  # told as long as they are there
        writer = fleet("write", database, "--url", f"{server.url}/")
        assert writer.wait(60) == verdict, said(writer)
        assert "messages of workers could not be read" in said(writer)
        assert [letter["said"].encode("utf-8", "surrogateescape") for letter in letters(redis)][:5] == unreadable[:5]
        assert len(letters(redis)) == 6 and all(letter["why"] for letter in letters(redis))
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT site) FROM notices").fetchone() == (9, 2)
    queue.delete("notices:dead")
    writer = fleet("write", database, "--url", f"{server.url}/")
    assert writer.wait(60) == 0, said(writer)


@marked
def test_pages_of_a_fleet_are_archived_by_its_writer_also_of_a_list_that_is_all_text(fleet, server, tmp_path):
    texts = "".join(
        f"<li><h3>{big_site.title(n)}</h3><span>2025-03-1{n}</span><div>{big_site.text(n)}</div></li>"
        for n in range(1, 9)
    )
    server.pages["/whole"] = f"<meta charset=utf-8><title>公告</title><h1>公告</h1><ul class=list>{texts}</ul>"
    server.pages |= big_site.pages(12)
    server.pages["/a/3.html"] = (
        "<html><head><title>安全验证</title></head><body><h1>请完成安全验证</h1><p>正在检查您的浏览器</p></body></html>"
    )
    sites, database = tmp_path / "sites.toml", tmp_path / "notices.db"
    sites.write_text(f'[whole]\nstart_urls = ["{server.url}/whole"]\n[linked]\nstart_urls = ["{server.url}/list/1"]\n')
    fleet("work", database, "-s", f"SITES={sites}")
    writer = fleet("write", database, "-s", f"SITES={sites}")
    assert writer.wait(60) == 2, said(writer)  # a page is not believed
    evidenced(database, partial(asked, database))
    assert asked(database, "SELECT site, kind, count(*) FROM _pages GROUP BY 1, 2 ORDER BY 1, 2") == [
        ("linked", "article", 11),
        ("linked", "listing", 1),
        ("linked", "refused", 1),
        ("whole", "listing", 1),
    ]
    assert len(asked(database, "SELECT DISTINCT archive_offset FROM notices WHERE site = 'whole'")) == 1
    ((file, offset),) = asked(database, "SELECT file, offset FROM _pages WHERE kind = 'refused'")
    assert at(database, file, offset)[0].endswith("/a/3.html")
    other = tmp_path / "other.db"
    writer = fleet("write", other, "-s", f"SITES={sites}", "-s", "ARCHIVE=0")
    assert writer.wait(60) == 2 and asked(other, "SELECT count(*) FROM _pages") == [(0,)], said(writer)


def test_a_page_that_a_writer_stored_before_it_died_is_known_to_the_next_one(tmp_path):
    """Of a list whose notices come in several messages, only the first of them bears its page."""
    sender, url = Sender(), "http://park.example.com/list"
    page = Page(
        "listing", url, url, 200, [("Content-Type", "text/html")], "<p>公告".encode(), datetime.now(timezone.utc)
    )
    first, second = json.loads(json.dumps([sender.said((page,), True), sender.said((page,), True)]))
    assert "record" in first[0] and "record" not in second[0]
    places = []
    for part, said in enumerate((first, second, first)):  # the last was stored, and its message never acknowledged
        store = Store(tmp_path / "notices.db")
        assert store.begin_run("test") and not store.keep_pages(tmp_path / "archive")
        item = stored.notice(f"南山镇公告{part}", f"南山镇第{part}批项目今日开工。" * 9, part)
        item.pages = Receiver(lambda site, digest, store=store: store.archive.place_of(site, digest)).pages(
            "park", said
        )
        assert asyncio.run(store.save(item)) == "new"
        places.append((item.archive_file, item.archive_offset))
        store.close()
    assert len(set(places)) == 1 and places[0][0]
    assert asked(tmp_path / "notices.db", "SELECT count(*), count(revisit) FROM _pages") == [(2, 1)]


NEWER = """
import json, sys
from crawler.fleet import broker as fleet
from scrapy.cmdline import execute
usual = fleet.Fleet.push
def push(self, site, message, *more, **named):
    if message and message["kind"] == "notice":
        message["item"]["fields_to_come"] = {"of": "a newer worker"}
        if "/a3.html" in message["item"]["url"]:
            message["kind"] = "announcement"
    return usual(self, site, message, *more, **named)
fleet.Fleet.push = push
sys.argv = ["scrapy", *sys.argv[1:]]
execute()
"""


@marked
def test_a_newer_workers_fields_are_left_out_and_what_it_says_otherwise_does_not_go_round_for_ever(
    fleet, redis, server, tmp_path, monkeypatch
):
    server.pages |= pages(light)
    database = tmp_path / "notices.db"
    script = tmp_path / "newer.py"
    script.write_text(NEWER, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    worker = fleet("work", database, scrapy=(script,))
    writer = fleet("write", database, "--url", f"{server.url}/")
    assert writer.wait(60) == 2, said(writer) + said(worker)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM notices").fetchone() == (7,)
        assert connection.execute("SELECT url LIKE '%/a3.html' FROM _frontier WHERE state = 'pending'").fetchall() == [
            (1,)
        ]
    assert server.asked["/a3.html"] <= 4


@marked
def test_a_fleet_learns_what_changes_in_addresses_and_that_a_list_had_an_end(fleet, redis, server, tmp_path):
    """As one machine does (test_crawler_parameters.py, test_crawler_ending.py): its workers ask the writer."""
    park.site(server, "sid={}")
    listing, database = server.pages["/list"], tmp_path / "notices.db"
    server.pages["/list"] = lambda handler: f"<html><body>{listing(handler)}</body></html>"
    fleet("work", database)
    for run in (1, 2, 3):
        writer = fleet("write", database, "--url", f"{server.url}/list")
        assert writer.wait(60) == 0, said(writer)
        assert server.fetched("/show") == 6, f"run {run}"
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM notices").fetchone() == (6,)
        assert connection.execute("SELECT name FROM _parameters").fetchall() == [("sid",)]
    server.pages["/list"] = lambda handler: f"<html><body>{listing(handler).replace('id=', 'id=9')}</body></html>"
    writer = fleet("write", database, "--url", f"{server.url}/list")
    assert writer.wait(60) == 2
    assert "all 6 entries are new" in said(writer)
    server.pages["/list"] = lambda handler: f"<html><body>{listing(handler)[:200]}"
    writer = fleet("write", database, "--url", f"{server.url}/list")
    assert writer.wait(60) == 3
    assert "ends before its end" in said(writer)


@marked
def test_a_writer_whose_fleet_another_took_over_ends_and_says_so(fleet, redis, server, tmp_path):
    from redis import Redis

    server.pages |= pages(lambda n: lambda handler: (time.sleep(0.5), light(n))[1])
    queue = Redis.from_url(redis)
    fleet("work", tmp_path / "notices.db")
    writer = fleet("write", tmp_path / "notices.db", "--url", f"{server.url}/")
    while not queue.get("notices:writer"):
        time.sleep(0.05)
    queue.set("notices:writer", "/elsewhere/notices.db")
    assert writer.wait(30) == 2
    assert "another writer took the fleet over" in said(writer)
    assert queue.get("notices:writer") == b"/elsewhere/notices.db"
    # And one that comes while another is there waits for a lease and a half, and changes nothing.
    waited = fleet("write", tmp_path / "other.db", "--url", f"{server.url}/", "-s", "FLEET_LEASE=1")
    assert waited.wait(30) == 75
    assert "another writer holds this fleet" in said(waited)
