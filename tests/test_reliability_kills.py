"""kill -9 at any moment loses nothing and doubles nothing: real runs, real kills, and a comparison with a quiet run."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import big_site
import pytest
from conftest import QUICK, ROOT
from servers import Server

STATE = """
SELECT n.url, n.title, n.tag, n.body, n.published, n.source, c.url, r.notices
FROM notices n JOIN records r ON r.id = n.record_id JOIN notices c ON c.id = r.notice_id ORDER BY n.url
"""


def state(database: Path) -> list[tuple]:
    """What a database holds, without what depends on when it came in."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(STATE).fetchall()


def start(url: str, database: Path) -> subprocess.Popen:
    line = [sys.executable, "-m", "scrapy", "run", "--url", url, *QUICK, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16"]
    return subprocess.Popen(line, cwd=ROOT, env=os.environ | {"DATABASE": str(database)},
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip


def run_to_the_end(url: str, database: Path, kills: int, seed: int, longest: float) -> int:
    """Run, killing at random moments, until the kills are used up and a run ends by itself. Returns the kills done."""
    made, done = random.Random(seed), 0
    for _ in range(kills * 3):
        running = start(url, database)
        if done < kills:
            try:
                running.wait(made.uniform(0.8, longest))
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
                running.communicate()
                done += 1
                continue
        output, _ = running.communicate(timeout=300)
        assert running.returncode == 0, output
        if done >= kills or "nothing changed" in output:
            return done
    raise AssertionError(f"not done after {kills * 3} runs")


def check(tmp_path: Path, notices: int, kills: int, longest: float) -> None:
    with Server(big_site.pages(notices)) as server:
        quiet, killed = tmp_path / "quiet.db", tmp_path / "killed.db"
        output, _ = start(f"{server.url}/list/1", quiet).communicate(timeout=600)
        done = run_to_the_end(f"{server.url}/list/1", killed, kills, notices, longest)
    expected, found = state(quiet), state(killed)
    assert len(expected) == notices, output
    assert {row[0] for row in expected} - {row[0] for row in found} == set(), f"lost after {done} kills"
    assert found == expected
    with closing(sqlite3.connect(killed)) as connection:
        verdicts = [verdict for (verdict,) in connection.execute("SELECT verdict FROM runs ORDER BY id")]
        assert verdicts[-1] == "ok" and set(verdicts[:-1]) <= {"crashed", "ok"}
        assert connection.execute("SELECT count(*) FROM _frontier WHERE state = 'pending'").fetchone() == (0,)


def test_a_few_kills_lose_nothing(tmp_path):
    check(tmp_path, notices=150, kills=4, longest=4.0)


@pytest.mark.soak
def test_a_hundred_kills_over_two_thousand_pages_lose_nothing(tmp_path):
    check(tmp_path, notices=2000, kills=100, longest=5.0)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_the_run_cleanly_and_the_next_goes_on(tmp_path, rows, database, stop):
    with Server(big_site.pages(300)) as server:
        running = start(f"{server.url}/list/1", database)
        while server.fetched("/a/") < 40:
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(stop)
        output, _ = running.communicate(timeout=60)
        assert running.returncode == 2, output
        assert "stopping when" in output and "ended early: shutdown" in output
        assert rows("SELECT verdict FROM runs") == [("degraded",)]
        again, _ = start(f"{server.url}/list/1", database).communicate(timeout=120)
    assert rows("SELECT count(*) FROM notices") == [(300,)], again


def test_two_signals_end_it_at_once_and_still_nothing_is_lost(tmp_path, rows, database):
    with Server(big_site.pages(300)) as server:
        hanging = server.pages["/a/7.html"]
        server.pages["/a/7.html"] = lambda handler: (time.sleep(8), hanging)[1]
        running = start(f"{server.url}/list/1", database)
        while server.fetched("/a/") < 40:
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=6)
        assert running.returncode != 0
        server.pages["/a/7.html"] = hanging
        again, _ = start(f"{server.url}/list/1", database).communicate(timeout=120)
    assert rows("SELECT count(*) FROM notices") == [(300,)], again
