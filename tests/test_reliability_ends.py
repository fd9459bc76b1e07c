"""A run ends: at one signal, whatever its sites do, and when it hangs; it is told, and the next one goes on."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import forked
import pytest
from conftest import QUICK, ROOT
from many_sites import ENTRIES, Sites, light, pages, when
from scrapy.utils.project import get_project_settings
from servers import Server

from crawler.run import watchdog
from crawler.run.running import Run
from crawler.spiders.listing import ListingSpider
from nouns.site import Site
from output.store import runs
from output.store.store import Store

ALL = "SELECT count(*) FROM notices"


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Callable[..., forked.Running]:
    """Start `scrapy run` on the file of some sites."""

    def begin(
        sites: Sites, *more: str, before: Callable[[], None] | None = None, quick: Sequence[str] = QUICK
    ) -> forked.Running:
        line = ["run", *quick, "-s", f"SITES={sites.file}", *more]
        return forked.Running(line, environment, tmp_path / f"said{time.monotonic_ns()}", before)

    return begin


def stop(running: forked.Running, within: float, sent: signal.Signals = signal.SIGTERM) -> tuple[float, str, str]:
    """Seconds that it took to end, in 2 and without a traceback; what it printed."""
    begun = time.monotonic()
    running.send(sent)
    ended = running.end(within + 20)
    took = time.monotonic() - begun
    assert ended.returncode == 2, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    assert took < within
    return took, ended.stdout, ended.stderr


def slowly(page: str) -> Callable[[object], str]:
    """A page that comes after a second and a half."""
    return lambda handler: (time.sleep(1.5), page)[1]


def drip(handler: object) -> None:
    """An answer of a byte a second, for a minute."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<ul><li>")
    for _ in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(1)


def test_a_signal_while_more_sites_wait_than_there_are_lanes_begins_no_more_of_them(sites, start, rows, tmp_path):
    for n in range(24):
        sites.add(f"site{n:02}", {path: slowly(page) for path, page in pages(light, 3).items()})
    told = tmp_path / "told.json"
    running = start(sites, "-s", f"NOTIFY_COMMAND=tee {told}")
    when(rows, "SELECT count(*) >= 4 FROM notices")
    _took, said, _ = stop(running, 15)
    verdicts = dict(rows("SELECT site, verdict FROM run_sites"))
    assert len(verdicts) == 24 and set(verdicts.values()) <= {"ok", "degraded"}
    assert rows("SELECT verdict, exit_code FROM runs") == [("degraded", 2)]
    assert re.search(r"\d+ sites not begun: the run was ended before: site", said)
    assert "not begun" in json.loads(told.read_text(encoding="utf-8"))["run"]["reasons"][0]
    assert [site for site, reasons in rows("SELECT site, reasons FROM run_sites") if "not begun" in reasons]
    left = {
        site for (site,) in rows("SELECT site FROM run_sites WHERE walk IS NULL")
    }  # and those whose list had not come
    again = start(sites)
    when(rows, "SELECT count(*) FROM run_sites WHERE run = 2")
    assert {site for (site,) in rows("SELECT site FROM run_sites WHERE run = 2")} <= left  # they come first
    again = again.end()
    assert again.returncode == 0, again.stdout + again.stderr
    assert rows(ALL) == [(72,)]


@pytest.mark.parametrize("begun", [True, False])
def test_a_site_whose_opening_waits_for_the_store_when_the_run_ends_has_its_verdict(database, rows, begun):
    site = Site("slow", ("http://slow.example/",))
    settings = get_project_settings().copy()
    settings.set("DATABASE", str(database))
    with closing(Store(database)) as store:
        run = Run(store, settings)

        async def ended_while_opening() -> None:
            busy = asyncio.create_task(store.do_soon(lambda _connection: time.sleep(0.5)))
            opening = asyncio.create_task(run.opens_soon(site))
            await asyncio.sleep(0.1)
            busy.cancel(), opening.cancel()

        asyncio.run(ended_while_opening())
        if not begun:
            run.leave_out([site], "the run was ended before")
        run.judge_open("shutdown")
        run.finish()
    [(verdict, reasons)] = rows("SELECT verdict, reasons FROM run_sites")
    assert verdict == "degraded" and ("not begun" in reasons) == (not begun)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_does_not_wait_for_a_sites_delay(sites, start, rows, sent):
    sites.add("slow", pages(light, 8), delay=8)
    running = start(
        sites, quick=("-s", "ALLOW_PRIVATE_ADDRESSES=1")
    )  # DOWNLOAD_DELAY here would stand above the site's
    when(rows, "SELECT count(*) = 8 FROM _frontier WHERE kind = 'article'")
    stop(running, 20, sent)
    left, tries = rows("SELECT count(*), sum(tries) FROM _frontier WHERE state = 'pending'")[0]
    assert left > 4 and tries == 0


def test_a_signal_does_not_wait_for_answers_that_do_not_come(sites, start, rows):
    server = sites.add("slow", pages(light, 3) | {"/a1.html": drip})
    sites.add("slower", {"/": drip})
    running = start(sites, "-s", "DOWNLOAD_TIMEOUT=60")
    when(rows, "SELECT count(*) = 2 FROM notices")
    stop(running, 15)
    assert rows("SELECT verdict FROM run_sites") == [("degraded",)] * 2
    server.pages["/a1.html"] = light(1)
    sites.servers["slower"].pages |= pages(light, 2)
    assert start(sites).end().returncode == 0
    assert rows(ALL) == [(5,)]


def _block(*_: object) -> None:
    threading.Event().wait()


def blocked() -> None:
    """A reactor that waits for ever: what a library does that fetches by itself."""
    ListingSpider.sort_entries = _block


def held() -> None:
    """A reactor that waits for ever and lets no other thread do anything: a regular expression."""
    watchdog.ABRUPT = 1
    ListingSpider.sort_entries = lambda *_: re.match("(a|a)+$", "a" * 60 + "b")


@pytest.mark.parametrize("signalled", [False, True])
def test_a_reactor_that_is_blocked_is_ended_and_told_and_the_next_run_is_whole(sites, start, rows, tmp_path, signalled):
    sites.add("stuck", pages(light))
    told = tmp_path / "told.json"
    seconds = "60" if signalled else "3"
    running = start(sites, "-s", f"WATCHDOG={seconds}", "-s", f"NOTIFY_COMMAND=tee {told}", before=blocked)
    if signalled:  # it hears nothing, and yet
        when(rows, "SELECT count(*) = 1 FROM _frontier")
        time.sleep(2)
        running.send(signal.SIGTERM)
    ended = running.end(15 if signalled else 60)
    expected = (2, "degraded", "shutdown") if signalled else (3, "failed", "hung: nothing moved")
    assert ended.returncode == expected[0], ended.stdout + ended.stderr
    assert "_block" in ended.stderr  # where it stood
    [(verdict, code, reasons)] = rows("SELECT verdict, exit_code, reasons FROM runs")
    assert (code, verdict) == expected[:2] and expected[2] in reasons
    assert expected[2] in told.read_text(encoding="utf-8")
    again = start(sites).end()
    assert again.returncode == 0, again.stdout + again.stderr
    assert rows(ALL) == [(ENTRIES,)]


def test_a_process_whose_interpreter_is_held_is_ended_and_the_next_run_tells_it(sites, start, rows, tmp_path):
    sites.add("stuck", pages(light))
    told = tmp_path / "told.json"
    ended = start(sites, "-s", "WATCHDOG=2", before=held).end(60)
    assert ended.returncode == 1 and "Timeout" in ended.stderr
    assert start(sites, "-s", f"NOTIFY_COMMAND=tee {told}").end().returncode == 0
    assert rows("SELECT verdict, exit_code FROM runs ORDER BY id") == [("crashed", 3), ("ok", 0)]
    assert json.loads(told.read_text(encoding="utf-8"))["run"]["verdict"] == "crashed"
    assert rows(ALL) == [(ENTRIES,)]


def test_a_run_that_turns_and_comes_to_nothing_is_ended(sites, start, rows):
    sites.add("stuck", pages(light, 3) | {"/a1.html": drip})
    ended = start(sites, "-s", "STALLED=4", "-s", "DOWNLOAD_TIMEOUT=600").end(60)
    assert ended.returncode == 2, ended.stdout + ended.stderr
    assert "hung: nothing came of it for 4 s" in ended.stdout
    assert rows("SELECT state FROM _frontier WHERE url LIKE '%a1.html'") == [("pending",)]


def test_the_service_manager_hears_that_it_lives(sites, start, environment, tmp_path):
    sites.add("slow", {path: slowly(page) for path, page in pages(light, 3).items()})
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(30)
        environment["NOTIFY_SOCKET"] = str(tmp_path / "notify")
        running = start(sites)
        said = [heard.recv(100) for _ in range(3)]
        running.end()
    assert said == [b"WATCHDOG=1"] * 3


def test_a_lock_held_longer_than_any_run_took_is_told_with_who_holds_it(scrapy, rows, database, server, tmp_path):
    server.pages |= pages(light, 2)
    run = partial(scrapy, "run", "--url", f"{server.url}/", "-s", f"NOTIFY_COMMAND=tee {tmp_path}/told")
    assert run().returncode == 0
    with runs.lock(database):
        refused = run()
        assert refused.returncode == 75 and not (tmp_path / "told").exists()
        said = runs.lock_file(database).read_text(encoding="utf-8")
        runs.lock_file(database).write_text(re.sub(r"started 20\d\d", "started 2020", said), encoding="utf-8")
        refused = run()
        assert refused.returncode == 2
        assert "does it hang?" in refused.stderr and "process" in refused.stderr
        assert "does it hang?" in (tmp_path / "told").read_text(encoding="utf-8")
    assert run().returncode == 0


def test_who_is_told_may_be_slow_the_lock_is_free(scrapy, environment, rows, server, tmp_path):
    server.pages |= {"/": "<p>nothing here</p>"}
    with Server() as hook:
        hook.posted = lambda path, body: None
        hook.pages["/hook"] = drip
        line = ["run", "--url", f"{server.url}/", *QUICK, "-s", f"NOTIFY_WEBHOOK={hook.url}/hook"]
        hook.pages["/hook"] = _drip_headers
        running = forked.Running(line, environment, tmp_path / "said")
        when(rows, "SELECT count(*) = 1 FROM runs WHERE verdict = 'degraded'")
        while not hook.asked["/hook"]:
            time.sleep(0.05)
        with runs.lock(scrapy.database):
            pass
        begun = time.monotonic()
        ended = running.end(40)
        assert ended.returncode == 2 and "NOTIFY_WEBHOOK" in ended.stderr
        assert time.monotonic() - begun < 25


def _drip_headers(handler: object) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(60):
        handler.wfile.write(f"X-{n}: x\r\n".encode())
        handler.wfile.flush()
        time.sleep(1)


def test_a_run_that_cannot_write_is_told_as_well(scrapy, rows, database, server, tmp_path):
    server.pages |= pages(light, 2)
    run = partial(scrapy, "run", "--url", f"{server.url}/", "-s", f"NOTIFY_COMMAND=tee {tmp_path}/told")
    assert run().returncode == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON run_sites BEGIN SELECT RAISE(ABORT, 'disk I/O'); END")
    assert run().returncode == 3
    assert "disk I/O" in (tmp_path / "told").read_text(encoding="utf-8")


READING = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1])
connection.execute("BEGIN")
connection.execute("SELECT count(*) FROM notices").fetchone()
print("reading", flush=True)
time.sleep(100)
"""


@pytest.fixture
def reader(database: Path) -> Iterator[Callable[[], subprocess.Popen]]:
    """Begins a process that reads the database and does not end its transaction."""
    begun = []

    def begin() -> subprocess.Popen:
        begun.append(subprocess.Popen([sys.executable, "-c", READING, database], stdout=subprocess.PIPE))
        begun[-1].stdout.readline()
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.wait()


def test_a_run_and_a_judgement_end_beside_a_reader_that_does_not(scrapy, rows, server, reader):
    server.pages |= pages(light, 2)
    run = partial(scrapy, "run", "--url", f"{server.url}/")
    assert run().returncode == 0
    usual = _seconds(run)
    reader()
    server.pages |= pages(light, 6)
    assert _seconds(run) < usual + 5
    a, b = (notice for (notice,) in rows("SELECT id FROM notices LIMIT 2"))
    assert _seconds(partial(scrapy, "judge", a, b, "different", quick=False)) < usual + 5
    assert rows(ALL) == [(6,)]


def _seconds(command: Callable[[], subprocess.CompletedProcess]) -> float:
    begun = time.monotonic()
    done = command()
    assert done.returncode == 0, done.stdout + done.stderr
    return time.monotonic() - begun


def test_a_restore_names_what_has_the_database_open(scrapy, server, reader, tmp_path):
    server.pages |= pages(light, 2)
    assert scrapy("run", "--url", f"{server.url}/").returncode == 0
    assert scrapy("backup", tmp_path / "copy.db", quick=False).returncode == 0
    process = reader()
    refused = scrapy("backup", "--restore", tmp_path / "copy.db", quick=False)
    assert refused.returncode == 3
    assert f"process {process.pid} (" in refused.stderr and "stop that and restore again" in refused.stderr
    process.kill()
    process.wait()
    assert scrapy("backup", "--restore", tmp_path / "copy.db", quick=False).returncode == 0


@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_a_database_by_another_name_is_the_same_database(scrapy, server, database, tmp_path, link):
    server.pages |= pages(light, 2)
    assert scrapy("run", "--url", f"{server.url}/").returncode == 0
    other = tmp_path / "elsewhere" / "other.db"
    other.parent.mkdir()
    link(other, database)
    code = "import sys, time; from output.store.runs import lock\nwith lock(sys.argv[1]):\n print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, other], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        refused = scrapy("run", "--url", f"{server.url}/")
        holder.kill()
    assert refused.returncode == 75 and "another run holds the lock" in refused.stderr
    assert scrapy("run", "--url", f"{server.url}/").returncode == 0


def test_ten_thousand_sites_are_set_up_as_lanes_get_free(environment, database, rows, tmp_path):
    """Within 3 s of the processor's time more than one site takes."""
    alone, _ = _first_request(1, environment, tmp_path)
    many, megabytes = _first_request(10_000, environment, tmp_path)
    assert many < alone + 3
    assert megabytes < 200
    assert rows("SELECT verdict, exit_code FROM runs ORDER BY id DESC LIMIT 1") == [("degraded", 2)]
    assert rows("SELECT count(*) FROM run_sites WHERE reasons LIKE '%not begun%'")[0][0] > 9_900


def _first_request(count: int, environment: dict[str, str], folder: Path) -> tuple[float, float]:
    """Seconds of the processor until a run of so many sites has asked for something, and the megabytes it takes then; a
    signal ends it within 15 s."""
    asked = threading.Event()
    with Server() as server:
        server.pages = _Telling(asked)
        file = folder / f"sites{count}.toml"
        file.write_text("".join(f'[site{n}]\nstart_urls = ["{server.url}/{n}/"]\n' for n in range(count)), "utf-8")
        line = [sys.executable, "-m", "scrapy", "run", "-s", f"SITES={file}", *QUICK[:2]]
        with subprocess.Popen(
            line, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as run:
            assert asked.wait(60)
            spent = Path(f"/proc/{run.pid}/stat").read_text().rpartition(")")[2].split()
            seconds = (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")
            time.sleep(1)
            status = Path(f"/proc/{run.pid}/status")
            peak = int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) if count > 1 else 0
            run.send_signal(signal.SIGTERM)
            run.wait(15)
    return seconds, peak / 1024


class _Telling(dict):
    """Pages that are not there, and an event when one is asked for."""

    def __init__(self, asked: threading.Event) -> None:
        self.asked = asked

    def get(self, path: str, other: object = None) -> object:
        self.asked.set()
        time.sleep(0.5)
        return other


@pytest.mark.parametrize("whence", ["deleted", "replaced"])
def test_a_database_that_is_deleted_or_replaced_while_a_run_writes_to_it_is_told(sites, start, rows, database, whence):
    """A copy was put back beside a timer: what the run wrote went with the file that was no longer there, at exit 0."""
    there, done = pages(light, 8), threading.Event()
    sites.add("slow", there | {"/a7.html": lambda handler: (done.wait(60), there["/a7.html"])[1]})
    running = start(sites)
    when(rows, "SELECT count(*) >= 1 FROM notices")
    if whence == "replaced":
        copy = database.with_name("copy.db")
        with closing(sqlite3.connect(database)) as whole, closing(sqlite3.connect(copy)) as copied:
            whole.backup(copied)
        copy.replace(database)
    else:
        database.unlink()
    done.set()
    ended = running.end(60)
    assert ended.returncode == 2 and "deleted or replaced while the run wrote to it" in ended.stdout, ended.stdout


@pytest.mark.parametrize("when_it_goes", ["while it runs", "after a kill"])
def test_a_log_that_is_deleted_loses_no_more_than_it_held_and_the_next_run_makes_it_whole(
    sites, start, rows, database, when_it_goes
):
    """Somebody tidies up `*-wal`. What it held is gone where the run was killed; what is there belongs together."""
    slow = {path: page if path in ("/", "/a1.html") else slowly(page) for path, page in pages(light, 8).items()}
    sites.add("slow", slow)
    running = start(sites)
    when(rows, "SELECT count(*) >= 1 FROM notices")
    log = Path(f"{database}-wal")
    if when_it_goes == "after a kill":
        running.send(signal.SIGKILL)
        running.ended(20)
    for file in (log, Path(f"{database}-shm")):
        file.unlink(missing_ok=True)
    if when_it_goes == "while it runs":
        assert running.end(60).returncode in (0, 2, 3)
    again = start(sites).end()
    assert again.returncode in (0, 2), again.stdout + again.stderr
    assert rows("PRAGMA integrity_check") == [("ok",)]
    assert rows(ALL) == [(8,)]
    assert start(sites).end().returncode == 0
