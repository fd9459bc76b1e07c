"""The configured sites beside what the database knows of them: for the list of `scrapy sites`, and for its `check`.

Plain functions on a reader's connection. Site tables come in as they stand in the file; nothing here reads it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict

from output.show import state
from output.store import configured, ignored, looked, runs

NEVER = "never crawled"


def listed(connection: sqlite3.Connection | None, sites: Iterable[Any], now: datetime) -> list[dict[str, Any]]:
    """Every site of the file by what needs attention, then those that are not in it any more and have notices.

    Of each `site`, `state` (failed, degraded, ok, running, never crawled, paused, removed), `url`, `region`, `since`
    when it is not well, `reason`, `looked` (what a check saw since the last crawl), `last_crawled`, `last_new`,
    `quiet`, `quiet_days`, `notices`, `pending`.
    `connection` None: there is no database yet.
    """
    known = {row["site"]: row for row in state.sites(connection, now)} if connection else {}
    found = []
    for site in sites:
        row = known.pop(site.name, None)
        at = "paused" if not site.enabled else row["verdict"] if row else NEVER
        found.append(_row(site.name, at, row) | {"url": site.start_urls[0], "region": site.region})
    of_a_file = (configured.CONFIGURED, configured.PAUSED, configured.REMOVED)
    gone = [
        _row(name, "removed", row) | {"url": None, "region": None}
        for name, row in known.items()
        if row["notices"] and row["state"] in of_a_file
    ]
    order = ("failed", "crashed", "degraded", NEVER, "running", "ok", "paused", "removed")
    return sorted(found + gone, key=lambda row: (order.index(row["state"]), not row["quiet"], row["site"]))


def _row(name: str, at: str, known: dict[str, Any] | None) -> dict[str, Any]:
    known = known or {}
    bad = at in state.BAD
    seen = known.get("looked")
    return {
        "site": name,
        "state": at,
        "reason": "; ".join(known.get("reasons", [])) if bad else "",
        "looked": seen,
        "since": known.get("bad_since") if bad else None,
        "quiet": known.get("quiet", False),
        **{key: known.get(key) for key in ("last_crawled", "last_new", "quiet_days")},
        **{key: known.get(key, 0) for key in ("notices", "pending")},
    }


class Usual(TypedDict):
    """What the last good walks saw of a list: `entries` a page (None where the site's lists may differ in that),
    `dated` (share, 0 to 1), `onward` (whether there was a page after the first)."""

    entries: float | None
    dated: float
    onward: bool


def usual(connection: sqlite3.Connection, site: str, lists: int, lasting: tuple[str, ...]) -> Usual | None:
    """What is usual of a site of so many lists; None: no walk was good yet."""
    walks = runs.history(connection, site, lasting)
    if not walks:
        return None
    last = walks[0]
    kept = last["new"] + last["changed"] + last["unchanged"]
    return {
        "entries": last["entries"] / max(1, last["listing_pages"]) if lists == 1 else None,
        "dated": last["dated"] / kept if kept else 0,
        "onward": lists == 1 and all(walk["listing_pages"] > 1 for walk in walks[:3]),
    }


def known_of(connection: sqlite3.Connection, site: str, urls: Sequence[str], titles: Collection[str]) -> int:
    """How many entries of a list are known to the site, by their addresses or their titles."""
    first = ignored.known_by(connection, site, urls)
    query = "SELECT count(*) FROM json_each(?2) JOIN _frontier ON site = ?1 AND url = value"
    (met,) = connection.execute(query, (site, json.dumps([first.get(url, url) for url in urls]))).fetchone()
    if met:
        return met
    return connection.execute(
        "SELECT count(*) FROM notices WHERE site = ? AND title_raw IN (SELECT value FROM json_each(?))",
        (site, json.dumps(list(titles))),
    ).fetchone()[0]


def note_looked(
    database: Path, at: str, lists: Mapping[str, Sequence[str]], seen: Mapping[tuple[str, str], Sequence[str]]
) -> None:
    """Have the database, where there is one that keeps it, remember what a check saw: output.store.looked.save. One
    short transaction, also while a run is writing. Raises sqlite3.Error."""
    if not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=30)) as connection, connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_looked'").fetchone():
            looked.save(connection, at, lists, seen)


def note(database: Path, file: Path, said: Sequence[tuple[str, bool, int]]) -> None:
    """Have the database, where there is one, know at once what stands in the sites file: one short transaction, also
    while a run is writing. `said`: name, enabled and max_days_quiet of each. Raises sqlite3.Error."""
    if not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=30)) as connection, connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_configured'").fetchone():
            configured.save(connection, str(file.absolute()), said)
