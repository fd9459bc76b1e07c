"""Sites of a test: a server and a table each, and waiting for what a run stores of them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from servers import Server

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
        lines = [
            f"{key} = {str(value).lower() if isinstance(value, bool) else repr(value)}" for key, value in table.items()
        ]
        with self.file.open("a", encoding="utf-8") as file:
            file.write(f"[{name}]\n" + "\n".join(lines) + "\n")
        return server


def when(rows: Callable, sql: str, *arguments: object, seconds: float = 60) -> float:
    """Wait until the first row of a query on the run's database is true; seconds waited."""
    begun = time.monotonic()
    while time.monotonic() < begun + seconds:
        with suppress(sqlite3.Error):  # not there yet
            if rows(sql, *arguments)[0][0]:
                return time.monotonic() - begun
        time.sleep(0.05)
    raise TimeoutError(sql)
