"""What one site does stays its own: others are not held up, and what cannot be read is told, tried again, and let go."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import forked
import pytest
from conftest import QUICK
from heavy import attributes
from servers import Server

from crawler import reading

ENTRIES = 8


def pages(article: object, entries: int = ENTRIES) -> dict[str, object]:
    """A list and its articles; `article`: a page, or what makes one of a number."""
    items = "".join(
        f'<li><a href="/a{n}.html">北山镇第{n}批扩建项目公告</a><span>2025-08-{n + 1:02}</span></li>'
        for n in range(entries)
    )
    made = {f"/a{n}.html": article(n) if callable(article) else article for n in range(entries)}
    return {"/": f"<ul>{items}</ul>", **made}


def light(n: int) -> str:
    return f"<h1>北山镇第{n}批扩建项目公告</h1><p>{f'北山镇今日有第{n}批项目开工，各部门到场。' * 12}</p>"


class Sites:
    """Servers of a test, one a site, and the file that names them."""

    def __init__(self, folder: Path) -> None:
        self.file, self.servers = folder / "sites.toml", {}
        self.file.write_text("", encoding="utf-8")

    def add(self, name: str, pages: dict[str, object], **keys: object) -> Server:
        server = self.servers[name] = Server(pages)
        server.__enter__()
        table = {"start_urls": [f"{server.url}/"], **keys}
        lines = [f"{key} = {str(value).lower() if isinstance(value, bool) else repr(value)}" for key, value in table.items()]
        with self.file.open("a", encoding="utf-8") as file:
            file.write(f"[{name}]\n" + "\n".join(lines) + "\n")
        return server


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Sites]:
    made = Sites(tmp_path)
    yield made
    for server in made.servers.values():
        server.__exit__()


def when(rows: Callable, sql: str, *arguments: object, seconds: float = 60) -> float:
    """Wait until the first row of a query on the run's database is true; seconds waited."""
    begun = time.monotonic()
    while time.monotonic() < begun + seconds:
        with suppress(sqlite3.Error):  # not there yet
            if rows(sql, *arguments)[0][0]:
                return time.monotonic() - begun
        time.sleep(0.05)
    raise TimeoutError(sql)


def read_within(longest: int) -> None:
    reading.LONGEST = longest


def test_heavy_pages_of_one_site_do_not_hold_up_another(sites, environment, tmp_path, rows):
    sites.add("heavy", pages(attributes(45_000)), delay=0)
    sites.add("light", pages(light))
    running = forked.Running(["run", *QUICK, "-s", f"SITES={sites.file}"], environment, tmp_path / "said")
    assert when(rows, "SELECT count(*) = ? FROM notices WHERE site = 'light'", ENTRIES) < 2.8 + 10
    running.process.kill()


def test_a_page_too_heavy_to_read_counts_as_tried_and_is_a_reject_in_the_end(sites, scrapy, rows):
    site = pages(light, 3) | {"/a1.html": attributes(60_000)}
    sites.add("heavy", site)
    run = partial(scrapy, "run", "-s", f"SITES={sites.file}", before=partial(read_within, 3))
    done = run()
    assert done.returncode == 2
    assert "reading it took longer than 3 s" in done.stdout
    assert rows("SELECT state, tries FROM _frontier WHERE url LIKE '%/a1.html'") == [("pending", 1)]
    assert rows("SELECT count(*) FROM notices") == [(2,)]
    with closing(sqlite3.connect(scrapy.database)) as connection, connection:
        connection.execute("UPDATE _frontier SET tries = 4 WHERE url LIKE '%/a1.html'")
    assert run().returncode == 2
    assert rows("SELECT reason, detail FROM rejects") == [("unreachable", "reading it took longer than 3 s")]
    assert run().returncode == 0  # told; looked at again in a month
