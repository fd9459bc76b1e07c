"""The corpus of strange pages as sites on loopback, each with a server of its own, crawled together in one run."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from servers import Server
from strange_pages import GOOD, REFUSED, list_page, path, refused_entries


def refused_site(name: str) -> dict[str, object]:
    """Pages of a site whose articles all answer with this page that is none."""
    entries = refused_entries(name)
    pages: dict[str, object] = {
        path(i): (lambda handler, i=i, entry=entry: _answer(REFUSED[name](i, *entry))) for i, entry in enumerate(entries)
    }
    return pages | {"/list": list_page([(path(i), *entry) for i, entry in enumerate(entries)])}


def good_site(name: str) -> dict[str, object]:
    articles = GOOD[name]()
    pages: dict[str, object] = {path(i): (a.status or 200, dict(a.headers or {}), a.page) for i, a in enumerate(articles)}
    return pages | {"/list": list_page([(path(i), a.title, a.date) for i, a in enumerate(articles)])}


def _answer(answer: tuple[int, dict[str, str], bytes]) -> tuple[int, dict[str, str], bytes]:
    status, headers, body = answer
    return status, headers, body


@contextmanager
def farm(sites: dict[str, dict[str, object]], file: Path) -> Iterator[dict[str, Server]]:
    """Serve these sites and write the file of their tables."""
    with ExitStack() as stack:
        servers = {name: stack.enter_context(Server(pages)) for name, pages in sites.items()}
        tables = (f'[{name}]\nstart_urls = ["{server.url}/list"]\n' for name, server in servers.items())
        file.write_text("\n".join(tables), encoding="utf-8")
        yield servers


def stored(database: Path) -> dict[str, dict[str, tuple[str, str, list[str]]]]:
    """site -> path of the address -> (title, body, flags) of what was kept."""
    kept: dict[str, dict[str, tuple[str, str, list[str]]]] = {}
    with closing(sqlite3.connect(database)) as connection:
        for site, url, title, body, flags in connection.execute("SELECT site, url, title, body, flags FROM notices"):
            kept.setdefault(site, {})["/" + url.split("/", 3)[3]] = (title, body, json.loads(flags))
    return kept


def verdicts(database: Path) -> dict[str, tuple[str, list[str]]]:
    """site -> verdict and reasons of the newest run."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT site, verdict, reasons FROM run_sites WHERE run = (SELECT max(id) FROM runs)"
        ).fetchall()
    return {site: (verdict, json.loads(reasons)) for site, verdict, reasons in rows}
