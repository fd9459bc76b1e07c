"""kill -9 at any moment loses nothing and doubles nothing: real runs, real kills, and a comparison with a quiet run."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import big_site
import forked
import pytest
from conftest import QUICK
from servers import Server

from output.exchange.export import export
from output.store import full_text

ARRIVAL = ("id", "first_seen", "last_seen", "rev")  # of a record, what depends on which of its notices came in when

STATE = """
SELECT n.url, n.title, n.tag, n.body, n.published, n.source, c.url, r.notices
FROM notices n JOIN records r ON r.id = n.record_id JOIN notices c ON c.id = r.notice_id ORDER BY n.url
"""


def state(database: Path) -> list[tuple]:
    """What a database holds, without what depends on when it came in."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(STATE).fetchall()


def exported(database: Path, *without: str) -> list[dict[str, Any]]:
    """What downstream would read: records and redirects, without these columns. The file has to be sound."""
    out = database.with_suffix(".exported")
    export(database, "jsonl", out)
    lines = [*(out / "records.jsonl").open(encoding="utf-8"), *(out / "redirects.jsonl").open(encoding="utf-8")]
    shutil.rmtree(out)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert full_text.missing(connection) == []
    without += ("redirected_at",)
    rows = [{key: value for key, value in json.loads(line).items() if key not in without} for line in lines]
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def start(url: str, database: Path) -> forked.Running:
    line = ["run", "--url", url, *QUICK, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16"]
    return forked.Running(line, os.environ | {"DATABASE": str(database)}, database.with_suffix(".said"))


def killed_on_the_way(running: forked.Running, server: Server, made: random.Random, span: float) -> bool:
    """Kill a run some time after it has fetched some articles, up to `span`; whether it had not ended by itself."""
    last = server.fetched("/a/") + made.uniform(0, span)
    while server.fetched("/a/") < last and not running.ended(0.005):
        pass
    if running.ended(made.uniform(0, 0.3)):
        return False
    running.send(signal.SIGKILL)
    running.ended(60)
    return True


def run_to_the_end(server: Server, database: Path, kills: int, notices: int) -> int:
    """Run, killing at random moments, until the kills are used up and a run ends by itself. Returns the kills done.

    A run is killed some time after it has fetched some articles, so that the kills fall all over the site.
    """
    made, done = random.Random(notices), 0
    while True:
        running = start(f"{server.url}/list/1", database)
        if done < kills and killed_on_the_way(running, server, made, 2 * notices / kills):
            done += 1
            continue
        ended = running.end(300)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        if done >= kills or "nothing changed" in ended.stdout:
            return done


def check(tmp_path: Path, notices: int, kills: int, at_least: int) -> None:
    with Server(big_site.pages(notices)) as server:
        quiet, killed = tmp_path / "quiet.db", tmp_path / "killed.db"
        ended = start(f"{server.url}/list/1", quiet).end(600)
        done = run_to_the_end(server, killed, kills, notices)
    expected, found = state(quiet), state(killed)
    assert len(expected) == notices, ended.stdout + ended.stderr
    assert {row[0] for row in expected} - {row[0] for row in found} == set(), f"lost after {done} kills"
    assert found == expected
    assert exported(killed, *ARRIVAL) == exported(quiet, *ARRIVAL)
    print(f"\n{done} kills over {notices} notices")
    assert done >= at_least
    with closing(sqlite3.connect(killed)) as connection:
        verdicts = [verdict for (verdict,) in connection.execute("SELECT verdict FROM runs ORDER BY id")]
        assert verdicts[-1] == "ok" and set(verdicts[:-1]) <= {"crashed", "ok"}
        assert connection.execute("SELECT count(*) FROM _frontier WHERE state = 'pending'").fetchone() == (0,)


def test_a_few_kills_lose_nothing(tmp_path):
    check(tmp_path, notices=200, kills=8, at_least=4)


@pytest.mark.soak
def test_a_hundred_kills_over_two_thousand_pages_lose_nothing(tmp_path):
    check(tmp_path, notices=2000, kills=120, at_least=100)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_one_signal_ends_the_run_cleanly_and_the_next_goes_on(tmp_path, rows, database, stop):
    with Server(big_site.pages(200)) as server:
        running = start(f"{server.url}/list/1", database)
        while server.fetched("/a/") < 40:
            assert not running.ended(0.01)
        running.send(stop)
        ended = running.end(60)
        assert ended.returncode == 2, ended.stdout + ended.stderr
        assert "stopping when" in ended.stderr and "ended early: shutdown" in ended.stdout
        assert rows("SELECT verdict FROM runs") == [("degraded",)]
        again = start(f"{server.url}/list/1", database).end()
    assert rows("SELECT count(*) FROM notices") == [(200,)], again.stdout + again.stderr


def test_two_signals_end_it_at_once_and_still_nothing_is_lost(tmp_path, rows, database):
    with Server(big_site.pages(200)) as server:
        hanging = server.pages["/a/7.html"]
        server.pages["/a/7.html"] = lambda handler: (time.sleep(40), hanging)[1]
        running = start(f"{server.url}/list/1", database)
        while server.fetched("/a/") < 40:
            assert not running.ended(0.01)
        running.send(signal.SIGINT)
        time.sleep(0.5)
        running.send(signal.SIGINT)
        assert running.end(30).returncode != 0  # before the page that hangs has come
        server.pages["/a/7.html"] = hanging
        again = start(f"{server.url}/list/1", database).end()
    assert rows("SELECT count(*) FROM notices") == [(200,)], again.stdout + again.stderr
