"""For the tests of what downstream reads: notices written straight into a database, and the same bytes read back."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path

from nouns.items import Notice
from output.store import removing
from output.store.store import Store
from pipelines.identity import digest, notice_id

FETCHED = datetime(2026, 3, 2, 8, 0, tzinfo=timezone.utc)


def notice(title: str, body: str, n: int = 1, site: str = "park", **more: object) -> Notice:
    """A cleaned notice: the n-th of its site."""
    url = f"https://{site}.example/info/{n}.html"
    values = {"published": "2026-03-01", "published_raw": "2026-03-01", "language": "zh", "script": "Hans"} | more
    return Notice(
        site=site,
        url=url,
        listing_url=f"https://{site}.example/info",
        position=n,
        title_raw=title,
        body_raw=body,
        fetched_at=FETCHED,
        id=notice_id(site, url),
        title=title,
        body=body,
        body_hash=digest(body),
        **values,
    )


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
    """Remove the record of a notice with all its notices, in a process that goes on writing; they may come back."""

    def work(connection: sqlite3.Connection) -> None:
        removing.remove(connection, notice, "tester", "asked for")
        connection.execute("DELETE FROM _removed")
        store._records.forget()

    store.do(work)
