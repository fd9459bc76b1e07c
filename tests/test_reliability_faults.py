"""The tables of faults of docs/reliability.md, each injected into a real run: verdict, exit code and what is kept."""

from __future__ import annotations

import ast
import fcntl
import gzip
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import big_site
import dying
import forked
import pytest
from conftest import QUICK, ROOT
from servers import Server, die
from stored import filled, notice

from output.store.runs import RunLocked, lock

NOTICES = 12
Pages = dict[str, object]


class Fault(NamedTuple):
    """What is done to the site, and what the run must say. `good_first`: a good run comes before it."""

    name: str
    inject: Callable[[Pages], object]
    code: int
    said: str
    kept: int = NOTICES
    good_first: bool = False


def set_(path: str, page: object) -> Callable[[Pages], object]:
    return lambda pages: pages.update({path: page})


def every_article(change: Callable[[str], object]) -> Callable[[Pages], object]:
    return lambda pages: pages.update({k: change(v) for k, v in pages.items() if k.startswith("/a/")})


def redirect(to: str) -> tuple[int, dict, bytes]:
    return 302, {"Location": to}, b""


def hang(handler: object) -> None:
    time.sleep(12)


def drop_entries(pages: Pages) -> None:
    shown = str(pages["/list/1"])
    head, *rows = shown.split("<li>")
    pages["/list/1"] = "<li>".join([head, *rows[:3]]) + "</ul></body></html>"


def drop_dates(pages: Pages) -> None:
    for path, page in pages.items():
        pages[path] = re.sub(r"2025-\d\d-\d\d", "", str(page)).replace("发布日期：", "")
    every_article(lambda page: page.replace("总投资", "投资总额"))(pages)


LOGIN = (
    "<html><body><h1>用户登录</h1><form><input name=u><input type=password name=p><button>登录</button></form>"
    "</body></html>"
)
EMPTY = "<html><body><h1>通知公告</h1><ul class='news'></ul><p>暂无数据</p></body></html>"
PROSE = "<html><body><h1>关于我们</h1><p>" + big_site.text(1).replace("\n", "</p><p>") + "</p></body></html>"
NO_TEXT = f"<html><body><h1>{big_site.title(3)}</h1></body></html>"
PDF = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 \x00")
DEEP = "<html><body><h1>嵌套</h1>" + "<div>" * 5000 + big_site.text(3) + "</div>" * 5000 + "</body></html>"
BROKEN_GZIP = (200, {"Content-Encoding": "gzip"}, gzip.compress(PROSE.encode())[:90])

FAULTS = [
    Fault("listing: connection closed in the middle", set_("/list/1", die), 3, "no listing page was read", 0),
    Fault("listing: no answer in time", set_("/list/1", hang), 3, "no listing page was read", 0),
    Fault("listing: 404", set_("/list/1", (404, {}, b"")), 3, "http-404", 0),
    Fault("listing: 403", set_("/list/1", (403, {}, b"")), 3, "http-403", 0),
    Fault("listing: 500", set_("/list/1", (500, {}, b"")), 3, "http-500", 0),
    Fault("listing: 503 after a good run", set_("/list/1", (503, {}, b"")), 3, "http-503", good_first=True),
    Fault("listing: redirects in a circle", set_("/list/1", redirect("/list/1")), 3, "no listing page was read", 0),
    Fault("listing: redirects off the site", set_("/list/1", redirect("http://other.invalid/")), 3, "off-site", 0),
    Fault("listing: broken compression", set_("/list/1", BROKEN_GZIP), 3, "CutShort", 0),
    Fault("listing: empty page at 200", set_("/list/1", ""), 2, "not a list", 0),
    Fault("listing: empty list at 200", set_("/list/1", EMPTY), 2, "the list is empty", 0),
    Fault("listing: empty list after a good run", set_("/list/1", EMPTY), 2, "the list is empty", good_first=True),
    Fault("listing: login page", set_("/list/1", LOGIN), 3, "asks to log in", 0),
    Fault("listing: login page after a good run", set_("/list/1", LOGIN), 3, "asks to log in", good_first=True),
    Fault("listing: prose instead of a list", set_("/list/1", PROSE), 2, "not a list", 0),
    Fault("listing: prose after a good run", set_("/list/1", PROSE), 3, "not a list", good_first=True),
    Fault("listing: binary rubbish", set_("/list/1", bytes(range(256)) * 40), 2, "not a list", 0),
    Fault("layout: the list has collapsed", drop_entries, 2, "where 12 are usual", good_first=True),
    Fault("layout: the dates are gone", drop_dates, 2, "dates are gone", good_first=True),
    Fault("article: 404", set_("/a/3.html", (404, {}, b"")), 2, "1 http-404", NOTICES - 1),
    Fault("article: 410", set_("/a/3.html", (410, {}, b"")), 2, "1 http-410", NOTICES - 1),
    Fault("article: 500", set_("/a/3.html", (500, {}, b"")), 2, "1 http-500", NOTICES - 1),
    Fault("article: connection closed in the middle", set_("/a/3.html", die), 2, "1 addresses failed", NOTICES - 1),
    Fault("article: no answer in time", set_("/a/3.html", hang), 2, "1 addresses failed", NOTICES - 1),
    Fault("article: no text", set_("/a/3.html", NO_TEXT), 2, "1 MissingBody", NOTICES - 1),
    Fault("article: every one is empty", every_article(lambda _: "<html></html>"), 3, "12 an empty page", 0),
    Fault("article: a file instead of a page", set_("/a/3.html", PDF), 0, "ok"),
    Fault(
        "hostile: control characters, NUL and a terminal escape in a title",
        lambda p: p.update({"/a/3.html": str(p["/a/3.html"]).replace("【招商】", "\x1b[31m\x00招商\x07")}),
        0,
        "ok",
    ),
    Fault(
        "hostile: markup of a script in a title",
        lambda p: p.update(
            {"/a/3.html": str(p["/a/3.html"]).replace("【招商】", "&lt;script&gt;alert(1)&lt;/script&gt;")}
        ),
        0,
        "ok",
    ),
    Fault("hostile: 5,000 nested elements", set_("/a/3.html", DEEP), 0, ""),
    Fault(
        "robots: everything disallowed",
        set_("/robots.txt", (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")),
        3,
        "robots",
        0,
    ),
    Fault("robots: 503", set_("/robots.txt", (503, {}, b"")), 3, "robots", 0),
]


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_of_the_site_is_told_and_takes_nothing_away(fault, scrapy, rows):
    with Server(big_site.pages(NOTICES)) as server:
        arguments = ("--url", f"{server.url}/list/1", "-s", "DOWNLOAD_TIMEOUT=6", "-s", "RETRY_TIMES=0")
        if fault.good_first:
            assert scrapy("run", *arguments).returncode == 0
            with closing(sqlite3.connect(scrapy.database)) as connection, connection:
                connection.execute("DELETE FROM _meta")  # the next walk is a full one, as a week later
        fault.inject(server.pages)
        done = scrapy("run", *arguments)
    assert done.returncode == fault.code, done.stdout + done.stderr
    assert fault.said in done.stdout, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "\x1b" not in done.stdout
    assert rows("SELECT count(*) FROM notices") == [(fault.kept,)]
    assert rows("SELECT id FROM records WHERE deleted_at IS NOT NULL EXCEPT SELECT old_id FROM redirects") == []


DOCUMENTED = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")


def test_the_documented_table_is_this_table():
    for fault in FAULTS:
        assert f"| {fault.name} | {fault.code} |" in DOCUMENTED
    assert len(FAULTS) >= 30


def test_every_row_names_a_test_that_there_is():
    tests = {
        function.name
        for file in (ROOT / "tests").glob("test_*.py")
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
    }
    _, *tables = re.split(r"^\| .* \| test \|$", DOCUMENTED, flags=re.M)
    assert len(tables) == 3
    for table in tables:
        rows = [row for row in table.split("\n\n")[0].splitlines() if row.startswith("| ") and "---" not in row]
        assert len(rows) >= 10
        for row in rows:
            named = re.findall(r"`(test_\w+)`", row)
            assert named, row
            assert set(named) <= tests, row


MEASURED = """
import sys
from pathlib import Path
from scrapy.cmdline import execute
try:
    execute()
finally:  # not ru_maxrss: that begins with what the parent had
    print("megabytes", int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024, file=sys.stderr)
"""


def test_a_page_that_unpacks_to_three_gigabytes_costs_a_run_little_memory(environment, database, rows):
    """The whole of `scrapy run` stays within 150 MB where its list is such a page; where articles are, it grows by no
    more than one answer may be large."""
    zeros = zlib.compressobj(9, wbits=31)
    head, piece, again = (zeros.compress(bytes(2**20)) + zeros.flush(zlib.Z_FULL_FLUSH) for _ in range(3))
    assert piece == again
    bomb = (200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(head + piece * 3 * 1024, 9))
    assert len(bomb[2]) < 10_000

    def megabytes(code: int, **pages: object) -> float:
        with Server(big_site.pages(NOTICES)) as server:
            server.pages |= pages
            line = [sys.executable, "-c", MEASURED, "run", *QUICK, "--url", f"{server.url}/list/1"]
            done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        assert "DOWNLOAD_MAXSIZE" in done.stdout or not pages
        return float(done.stderr.split()[-1])

    refused = megabytes(3, **{"/list/1": bomb})
    assert refused < 150
    quiet = megabytes(0)
    database.unlink()
    blown = megabytes(2, **{f"/a/{n}.html": bomb for n in range(3, NOTICES)})
    print(
        f"\n{refused:.0f} MB where the list is such a page, {quiet:.0f} MB without, {blown:.0f} MB with 9 of 12 articles"
    )
    assert blown < quiet + 30
    assert rows("SELECT count(*) FROM notices") == [(3,)]


def test_nobody_listens(scrapy, rows):
    with closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        done = scrapy("run", "--url", f"http://127.0.0.1:{held.getsockname()[1]}/", "-s", "RETRY_TIMES=0")
    assert done.returncode == 3 and "no listing page was read" in done.stdout


def test_a_host_without_an_address(scrapy, rows):
    done = scrapy("run", "--url", "http://nowhere.invalid/", "-s", "RETRY_TIMES=0")
    assert done.returncode == 3 and "no listing page was read" in done.stdout


def test_a_file_that_is_no_database_is_refused_and_left_alone(scrapy, database):
    database.write_bytes(b"this is not a database, and somebody may want it" * 100)
    before = database.read_bytes()
    done = scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0", quick=False)
    assert done.returncode == 3 and str(database) in done.stderr and "Traceback" not in done.stderr
    assert database.read_bytes() == before


def test_a_database_locked_for_a_while_is_waited_for(scrapy, rows, database, server):
    server.pages |= big_site.pages(NOTICES)
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    holder = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    threading.Timer(4, holder.rollback).start()
    done = scrapy("run", "--url", f"{server.url}/list/1")
    holder.close()
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_full_disk_fails_the_run_and_the_next_one_goes_on(scrapy, rows, database, server):
    server.pages |= big_site.pages(120)

    full = scrapy("run", "--url", f"{server.url}/list/1", before=partial(dying.small_disk, 300_000))
    assert full.returncode == 3, full.stdout + full.stderr
    assert "disk" in full.stdout + full.stderr
    done = scrapy("run", "--url", f"{server.url}/list/1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(120,)]
    assert rows("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("command", ["export --format jsonl --out", "export --format sqlite --out", "backup"])
def test_a_full_disk_leaves_the_export_and_the_backup_before(command, scrapy, tmp_path):
    """The disk is full: what stood there stays whole, the exit code tells, and with room it is done."""
    body = "\n".join(
        f"园区第{n}号地块挂牌出让，面积{n * 37}亩，起始价{n * 91}万元，用于建设标准厂房。" for n in range(1, 400)
    )
    filled(scrapy.database, *(notice(f"第{n}号地块公告", f"第{n}批。{body[n * 50 :]}", n) for n in range(1, 5)))
    target = tmp_path / "target"
    assert scrapy(*command.split(), target, quick=False).returncode == 0

    def contents() -> dict[Path, bytes]:
        files = (path for path in (target, *target.rglob("*")) if path.is_file() and path.suffix != ".lock")
        return {path: path.read_bytes() for path in files}

    whole = contents()
    filled(scrapy.database, *(notice(f"第{n}号地块公告", f"第{n}批。{body[n * 50 :]}", n) for n in range(5, 9)))
    full = scrapy(*command.split(), target, quick=False, before=partial(dying.small_disk, 60_000))
    assert full.returncode == 3 and str(target) in full.stderr and "Traceback" not in full.stderr, full.stderr
    assert contents() == whole
    assert scrapy(*command.split(), target, quick=False).returncode == 0
    assert contents() != whole
    assert not list(tmp_path.rglob("*.partial"))


def test_a_clock_that_was_wrong_stops_neither_full_walks_nor_second_looks(scrapy, rows, database, server):
    """A run was made while the clock stood years ahead; now it is right again."""
    server.pages |= big_site.pages(NOTICES)
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE _meta SET value = '2099-01-01T00:00:00+00:00' WHERE key LIKE 'full walk%'")
        connection.execute(
            """UPDATE _frontier SET checked_at = '2099-01-01T00:00:00+00:00', check_at = '2099-01-08T00:00:00+00:00'
               WHERE kind = 'article'"""
        )
    server.asked.clear()
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    assert rows("SELECT walk FROM run_sites ORDER BY run") == [("full",), ("full",)]
    assert server.fetched("/a/") == NOTICES
    server.asked.clear()
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    assert server.fetched("/a/") == 0


def test_a_clock_that_jumped_ahead_makes_everything_due_once_and_takes_nothing_away(scrapy, rows, database, server):
    """The clock was far behind in the first run: its successor stands years later."""
    server.pages |= big_site.pages(NOTICES)
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        for table, column in (("_frontier", "checked_at"), ("_frontier", "check_at"), ("notices", "first_seen")):
            connection.execute(f"UPDATE {table} SET {column} = replace({column}, '20', '19')")
        connection.execute("UPDATE _meta SET value = '1999-01-01T00:00:00+00:00' WHERE key LIKE 'full walk%'")
    before = rows("SELECT id, body, rev FROM records ORDER BY id")
    server.asked.clear()
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    assert server.fetched("/a/") == NOTICES
    assert rows("SELECT id, body, rev FROM records ORDER BY id") == before


JUMPING = """
import datetime, time
real = time.time
def jumped():
    with open({!r}) as file:
        return real() + float(file.read() or 0)
class Jumped(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(jumped(), tz)
time.time, datetime.datetime = jumped, Jumped
"""


def test_a_clock_that_jumps_in_the_middle_of_a_run_holds_nothing_up(environment, rows, tmp_path, server):
    """Back by two hours, then ahead by a day: what waits is measured by another clock."""
    offset = tmp_path / "offset"
    offset.write_text("0")
    (tmp_path / "sitecustomize.py").write_text(JUMPING.format(str(offset)), "utf-8")
    made = big_site.pages(NOTICES)

    class Jumping(dict):
        def get(self, path: str, other: object = None) -> object:
            if path.startswith("/a/"):
                offset.write_text({4: "-7200", 8: "86400"}.get(server.fetched("/a/"), offset.read_text()))
            return super().get(path, other)

    server.pages = Jumping(made)
    line = [
        sys.executable,
        "-m",
        "scrapy",
        "run",
        "--url",
        f"{server.url}/list/1",
        *QUICK[:2],
        "-s",
        "DOWNLOAD_DELAY=0.1",
    ]
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    begun = time.monotonic()
    done = subprocess.run(
        line, cwd=ROOT, env=environment | {"PYTHONPATH": path}, capture_output=True, text=True, timeout=90
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert offset.read_text() == "86400" and time.monotonic() - begun < 60
    assert rows("SELECT count(*) FROM notices") == [(NOTICES,)]
    ((started, finished),) = rows("SELECT started, finished FROM runs")
    assert datetime.fromisoformat(finished) - datetime.fromisoformat(started) > timedelta(hours=23)


def test_a_crashed_run_is_marked_by_the_next(scrapy, rows, database, server):
    server.pages |= big_site.pages(NOTICES)
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE runs SET verdict = 'running', exit_code = NULL")
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    assert rows("SELECT verdict, exit_code FROM runs ORDER BY id") == [("crashed", 3), ("ok", 0)]


def test_a_degraded_run_tells_a_command(scrapy, tmp_path, server):
    told = tmp_path / "told.json"
    server.pages["/list/1"] = EMPTY
    scrapy("run", "--url", f"{server.url}/list/1", "-s", f"NOTIFY_COMMAND=tee {told}")
    assert "the list is empty" in told.read_text(encoding="utf-8")


def test_a_notifier_that_fails_does_not_change_the_verdict(scrapy, server):
    server.pages["/list/1"] = EMPTY
    done = scrapy("run", "--url", f"{server.url}/list/1", "-s", "NOTIFY_COMMAND=false")
    assert done.returncode == 2 and "NOTIFY_COMMAND" in done.stderr


@pytest.mark.parametrize("answer", ["500", "nobody listens", "no address"])
def test_a_webhook_that_fails_does_not_change_the_verdict(scrapy, rows, server, answer):
    server.pages["/list/1"] = EMPTY
    server.pages["/hook"] = (500, {}, b"")
    hook = {"500": f"{server.url}/hook", "nobody listens": "http://127.0.0.1:9/", "no address": "hooks"}[answer]
    done = scrapy("run", "--url", f"{server.url}/list/1", "-s", f"NOTIFY_WEBHOOK={hook}")
    assert done.returncode == 2 and "NOTIFY_WEBHOOK" in done.stderr and "Traceback" not in done.stderr
    assert rows("SELECT verdict FROM runs") == [("degraded",)]


def test_a_webhook_is_told_what_was_wrong(scrapy, server):
    told: list[bytes] = []
    server.pages |= {"/list/1": EMPTY}
    server.posted = lambda path, body: told.append(body)
    scrapy("run", "--url", f"{server.url}/list/1", "-s", f"NOTIFY_WEBHOOK={server.url}/hook")
    assert "the list is empty" in told[0].decode()


def test_a_database_of_a_later_version_is_refused_and_left_alone(scrapy, database):
    filled(database, notice("第1号地块公告", "园区第1号地块挂牌出让，面积37亩。"))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            """INSERT INTO _sqlite_migrations (migration_set, name, applied_at)
               VALUES ('notices', 'm999_of_tomorrow', '2030-01-01')"""
        )
    before = database.read_bytes()
    done = scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0", quick=False)
    assert done.returncode == 3 and "m999_of_tomorrow" in done.stderr and "Traceback" not in done.stderr
    assert database.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(scrapy, database):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
    before = database.read_bytes()
    done = scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0", quick=False)
    assert done.returncode == 3 and "another program's" in done.stderr
    assert database.read_bytes() == before


@pytest.mark.parametrize("what", ["the file", "its folder"])
def test_a_database_that_may_only_be_read_is_refused(scrapy, environment, tmp_path, what):
    folder = tmp_path / "folder"
    database = filled(folder / "notices.db", notice("第1号地块公告", "园区第1号地块挂牌出让，面积37亩。"))
    before = database.read_bytes()
    environment["DATABASE"] = str(database)
    (database if what == "the file" else folder).chmod(0o555)
    done = scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0", quick=False, before=dying.heed_permissions)
    assert done.returncode == 3 and str(database) in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert database.read_bytes() == before
    if what == "its folder":
        done = scrapy("report", "--last", quick=False, before=dying.heed_permissions)
        assert done.returncode == 3 and "its folder may not be written" in done.stderr, done.stderr


def test_of_two_starts_at_once_one_runs_and_the_other_is_told(scrapy, rows, server, environment, tmp_path):
    """On no database yet, where both would make one."""
    server.pages |= big_site.pages(NOTICES)
    one_ended = threading.Event()  # the first list is answered when the one that is refused has said so
    server.pages["/list/1"] = lambda _handler, page=server.pages["/list/1"]: (one_ended.wait(60), page)[1]
    line = ["run", "--url", f"{server.url}/list/1", *QUICK, "-s", "DOWNLOAD_TIMEOUT=90"]
    done: list[subprocess.CompletedProcess] = []

    def start(n: int) -> None:
        done.append(forked.scrapy(line, environment, tmp_path / f"said{n}"))
        one_ended.set()

    both = [threading.Thread(target=start, args=(n,)) for n in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(one.returncode for one in done) == [0, 75]
    assert "another run holds the lock: process" in next(one.stderr for one in done if one.returncode)
    assert rows("SELECT verdict FROM runs") == [("ok",)]
    assert rows("SELECT count(*) FROM notices") == [(NOTICES,)]


def test_who_holds_the_lock_is_told_also_when_it_has_only_just_got_it(tmp_path):
    with (tmp_path / "notices.db.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        threading.Timer(0.2, lambda: (held.write("process 7"), held.flush())).start()
        with pytest.raises(RunLocked, match="process 7"), lock(tmp_path / "notices.db"):
            pass


def directories(path: Path) -> list[str]:
    return sorted(str(found.relative_to(path)) for found in path.rglob("*"))


def test_a_run_writes_nowhere_but_beside_its_database(scrapy, database, server):
    server.pages |= big_site.pages(NOTICES)
    scrapy("run", "--url", f"{server.url}/list/1")
    archive, site, month, *beside = directories(database.parent)
    assert beside == ["notices.db", "notices.db.lock"]
    assert archive == "archive" and re.fullmatch(rf"{site}/\d{{4}}-\d\d\.warc\.gz", month)
