"""What is configured, as the runs knew it: which sites are to be well, and which runs were of all of them.

A run of the sites file says what stands in it; imports and one-off addresses say what they are. So a site taken out of
the file, a saved page or an archive can end in any verdict without anybody having to look at it for ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

# What a row of `_configured` says of a site.
CONFIGURED, PAUSED, REMOVED, ONCE = "configured", "paused", "removed", "once"

SCHEMA = """
-- What a run knew of sites: the file that names them (empty for one-off addresses), and how quiet is too quiet.
CREATE TABLE _configured (file TEXT NOT NULL, site TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('configured', 'paused', 'removed', 'once')),
    max_days_quiet INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (file, site)) STRICT, WITHOUT ROWID;
-- What a run was asked for: all sites, some of them, or none of the file. Runs of before have no row.
CREATE TABLE _asked (run INTEGER PRIMARY KEY, what TEXT NOT NULL CHECK (what IN ('all', 'some', 'once'))) STRICT;
-- What was seen of a site last, and since when it has not been well.
CREATE INDEX run_sites_site ON run_sites (site, run, verdict);
"""


def save(connection: sqlite3.Connection, file: str, sites: Iterable[tuple[str, bool, int]]) -> None:
    """What a file says: (name, enabled, max_days_quiet) of every site in it."""
    now = {name: (CONFIGURED if enabled else PAUSED, quiet) for name, enabled, quiet in sites}
    before = [name for (name,) in connection.execute("SELECT site FROM _configured WHERE file = ?", (file,))]
    said = [(file, name, *now.get(name, (REMOVED, 0))) for name in {*before, *now}]
    connection.executemany("INSERT OR REPLACE INTO _configured VALUES (?, ?, ?, ?)", said)


def others(connection: sqlite3.Connection, file: str) -> list[str]:
    """Other files that named sites once. One that is gone, or was emptied, would keep them configured for ever."""
    query = "SELECT DISTINCT file FROM _configured WHERE file NOT IN ('', ?)"
    return [other for (other,) in connection.execute(query, (file,))]


def save_once(connection: sqlite3.Connection, sites: Iterable[str]) -> None:
    """That these are one-off addresses, saved pages or imports, unless a file names them."""
    connection.executemany("INSERT OR REPLACE INTO _configured VALUES ('', ?, 'once', 0)", [(name,) for name in sites])


def save_asked(connection: sqlite3.Connection, run: int, what: str) -> None:
    """What a run was asked for: all sites, some, or none of the file."""
    connection.execute("INSERT OR REPLACE INTO _asked VALUES (?, ?)", (run, what))


def names(connection: sqlite3.Connection) -> set[str]:
    """Every site that a file or a run named, or that a notice is of."""
    query = "SELECT site FROM _configured UNION SELECT site FROM run_sites UNION SELECT site FROM notices"
    return {name for (name,) in connection.execute(query)}


def states(connection: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    """(state, max_days_quiet) of each site that anything is known of; one that any file names is configured."""
    found: dict[str, tuple[str, int]] = {}
    worth = {CONFIGURED: 3, PAUSED: 2, REMOVED: 1, ONCE: 0}
    for name, state, quiet in connection.execute("SELECT site, state, max_days_quiet FROM _configured"):
        if name not in found or worth[state] > worth[found[name][0]]:
            found[name] = (state, quiet)
    return found
