"""Several workers and one writer over a real Redis: killed at any moment, they lose nothing and double nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import big_site
import dying
import forked
import pytest
from conftest import QUICK, ROOT
from fetching import fetch
from servers import Server
from test_reliability_kills import state

LEASE = 4
needed = [
    pytest.mark.skipif(not find_spec("scrapy_redis"), reason="requirements-fleet.txt is not installed"),
    pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server: apt-get install redis-server"),
]


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """A Redis of its own on a free port of loopback; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", "", "--daemonize", "no"]
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

    def start(command: str, database: Path, *more: str) -> subprocess.Popen:
        line = [sys.executable, "-m", "scrapy", command, *QUICK, "-s", f"REDIS_URL={redis}", "-s", f"FLEET_LEASE={LEASE}", *more]
        log = (tmp_path / f"{command}-{len(started)}.log").open("w+")
        started.append(subprocess.Popen(line, cwd=ROOT, env=os.environ | {"DATABASE": str(database)},
                                        stdout=log, stderr=subprocess.STDOUT, text=True))  # fmt: skip
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
    done = forked.scrapy([*line, *(["--url", "http://127.0.0.1:9/"] if command == "write" else [])], environment,
                         tmp_path / "said")  # fmt: skip
    assert done.returncode == 3 and "REDIS_URL" in done.stderr and "is redis-server running?" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_site_whose_first_connection_is_slow_sees_no_more_than_its_allowed_rate():
    """The delay counts from when a request is sent: the second one finds the name looked up and the connection open."""
    asked: list[float] = []
    with Server() as server:
        server.pages |= {f"/{n}": lambda _handler: (asked.append(time.monotonic()), "<p>")[1] for n in range(3)}
        port = server.url.rpartition(":")[2]
        urls = [f"http://slow.example.com:{port}/{n}" for n in range(3)]
        told = fetch(urls, hosts={"slow.example.com": "127.0.0.1"}, trusted=("slow.example.com",), lookup=0.7,
                     ROBOTSTXT_OBEY=False, DOWNLOAD_DELAY=1, DOWNLOAD_DELAY_JITTER=0)  # fmt: skip
    assert list(told.outcomes.values()) == ["200 3"] * 3
    assert min(after - before for before, after in pairwise(asked)) > 0.6  # of 1 s; counted from before the lookup: .3 s


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
            more = ("-s", f"SITES={sites}", "-s", "SITES_AT_ONCE=2", "-s", "DOWNLOAD_DELAY=0.6", "-s", "DOWNLOAD_DELAY_JITTER=0")
            for _ in range(2):
                fleet("work", database, *more)
            writer = fleet("write", database, *more)
            assert writer.wait(60) == 0, said(writer)
        for moments in asked.values():
            assert len(moments) == 10
            assert min(after - before for before, after in pairwise(moments)) > 0.45  # 0.6, but for how late it is noted

    @pytest.mark.soak
    @pytest.mark.timeout(900)
    def test_twenty_kills_over_two_thousand_pages_lose_nothing(self, tmp_path, fleet):
        check(tmp_path, fleet, notices=2000, kills=20, longest=5.0)
