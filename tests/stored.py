"""For the tests of what downstream reads: notices written straight into a database, and the same bytes read back."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path

from crawler.items import Notice
from output import search
from output.clock import moment
from output.store import Store
from pipelines.identity import digest, notice_id

FETCHED = datetime(2026, 3, 2, 8, 0, tzinfo=timezone.utc)


def notice(title: str, body: str, n: int = 1, site: str = "park", **more: object) -> Notice:
    """A cleaned notice: the n-th of its site."""
    url = f"https://{site}.example/info/{n}.html"
    values = {"published": "2026-03-01", "published_raw": "2026-03-01", "language": "zh", "script": "Hans"} | more
    return Notice(
        site=site, url=url, listing_url=f"https://{site}.example/info", position=n, title_raw=title, body_raw=body,
        fetched_at=FETCHED, id=notice_id(site, url), title=title, body=body, body_hash=digest(body), **values,
    )  # fmt: skip


def save(store: Store, notices: Iterable[Notice]) -> list[str]:
    """Store them as a crawl does. Returns what each was."""

    async def all_of() -> list[str]:
        return await asyncio.gather(*map(store.save, notices))

    return asyncio.run(all_of())


def filled(path: Path, *notices: Notice) -> Path:
    """A database that holds these notices."""
    store = Store.shared(path)
    try:
        save(store, notices)
    finally:
        store.close()
    return path


def delete(store: Store, notice: str) -> None:
    """Delete the record of a notice with all its notices, as an operator must who is asked to: in one transaction."""
    records = store._records

    def work(connection: sqlite3.Connection) -> None:
        (record,) = connection.execute("SELECT record_id FROM notices WHERE id = ?", (notice,)).fetchone()
        nodes = [row[0] for row in connection.execute("SELECT node FROM notices WHERE record_id = ?", (record,))]
        search.remove(connection, record)
        records.index.remove(nodes)
        connection.executemany("DELETE FROM _places WHERE node = ?", [(node,) for node in nodes])
        connection.execute("DELETE FROM notices WHERE record_id = ?", (record,))
        rev = connection.execute(
            "INSERT INTO _changes (record, operation, changed_at) VALUES (?, 'deleted', ?)", (record, moment())
        ).lastrowid
        connection.execute("UPDATE records SET deleted_at = ?, rev = ? WHERE id = ?", (moment(), rev, record))
        records.forget()

    store.do(work)
