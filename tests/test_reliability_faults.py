"""The table of faults of docs/reliability.md, each injected into a real run: verdict, exit code and what is kept."""

from __future__ import annotations

import gzip
import re
import resource
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import big_site
import pytest
from conftest import ROOT
from servers import Server, die

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
    time.sleep(9)


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
DEEP = "<html><body><h1>嵌套</h1>" + "<div>" * 5000 + big_site.text(3)
BROKEN_GZIP = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"<html>" * 500)[:60])

FAULTS = [
    Fault("listing: connection closed in the middle", set_("/list/1", die), 3, "no listing page was read", 0),
    Fault("listing: no answer in time", set_("/list/1", hang), 3, "no listing page was read", 0),
    Fault("listing: 404", set_("/list/1", (404, {}, b"")), 3, "http-404", 0),
    Fault("listing: 403", set_("/list/1", (403, {}, b"")), 3, "http-403", 0),
    Fault("listing: 500", set_("/list/1", (500, {}, b"")), 3, "http-500", 0),
    Fault("listing: 503 after a good run", set_("/list/1", (503, {}, b"")), 3, "http-503", good_first=True),
    Fault("listing: redirects in a circle", set_("/list/1", redirect("/list/1")), 3, "no listing page was read", 0),
    Fault("listing: redirects off the site", set_("/list/1", redirect("http://other.invalid/")), 3, "off-site", 0),
    Fault("listing: broken compression", set_("/list/1", BROKEN_GZIP), 2, "not a list", 0),
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
    Fault("article: every one is empty", every_article(lambda _: "<html></html>"), 2, "12 MissingBody", 0),
    Fault("article: a file instead of a page", set_("/a/3.html", PDF), 2, "not a page: application/pdf", NOTICES - 1),
    Fault("hostile: control characters, NUL and a terminal escape in a title",
          lambda p: p.update({"/a/3.html": str(p["/a/3.html"]).replace("【招商】", "\x1b[31m\x00招商\x07")}), 0, "ok"),
    Fault("hostile: markup of a script in a title",
          lambda p: p.update({"/a/3.html": str(p["/a/3.html"]).replace("【招商】", "&lt;script&gt;alert(1)&lt;/script&gt;")}),
          0, "ok"),
    Fault("hostile: 5,000 nested elements", set_("/a/3.html", DEEP), 0, ""),
    Fault("robots: everything disallowed", set_("/robots.txt", (200, {"Content-Type": "text/plain"},
          b"User-agent: *\nDisallow: /\n")), 3, "robots", 0),
    Fault("robots: 503", set_("/robots.txt", (503, {}, b"")), 3, "robots", 0),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_of_the_site_is_told_and_takes_nothing_away(fault, scrapy, rows):
    with Server(big_site.pages(NOTICES)) as server:
        arguments = ("--url", f"{server.url}/list/1", "-s", "DOWNLOAD_TIMEOUT=3", "-s", "RETRY_TIMES=0")
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


def test_the_documented_table_is_this_table():
    documented = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    for fault in FAULTS:
        assert f"| {fault.name} | {fault.code} |" in documented


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
    threading.Timer(8, holder.rollback).start()
    done = scrapy("run", "--url", f"{server.url}/list/1")
    holder.close()
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_full_disk_fails_the_run_and_the_next_one_goes_on(scrapy, rows, database, server):
    server.pages |= big_site.pages(120)

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write past the limit fails as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    full = scrapy("run", "--url", f"{server.url}/list/1", preexec_fn=small_disk)
    assert full.returncode == 3, full.stdout + full.stderr
    assert "disk" in full.stdout + full.stderr
    done = scrapy("run", "--url", f"{server.url}/list/1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(120,)]
    assert rows("PRAGMA integrity_check") == [("ok",)]


def test_a_clock_set_back_does_not_stop_full_walks(scrapy, rows, database, server):
    server.pages |= big_site.pages(NOTICES)
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE _meta SET value = '2099-01-01T00:00:00+00:00'")
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    assert rows("SELECT walk FROM run_sites ORDER BY run") == [("full",), ("full",)]


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


def directories(path: Path) -> list[str]:
    return sorted(str(found.relative_to(path)) for found in path.rglob("*"))


def test_a_run_writes_nowhere_but_beside_its_database(scrapy, database, server):
    server.pages |= big_site.pages(NOTICES)
    scrapy("run", "--url", f"{server.url}/list/1")
    assert directories(database.parent) == ["notices.db", "notices.db.lock"]
