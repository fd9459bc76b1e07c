"""What `scrapy sites check` saw last of each site's lists: the overview names what does not look as it did, until a
crawl has seen the site itself. Plain functions on a connection.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SCHEMA = """
-- What a list was like when it was looked at last: JSON of how it differs from what crawls saw, worst first.
CREATE TABLE _looked (site TEXT NOT NULL, url TEXT NOT NULL, at TEXT NOT NULL, differs TEXT NOT NULL,
    PRIMARY KEY (site, url)) STRICT, WITHOUT ROWID;
"""


def save(
    connection: sqlite3.Connection,
    at: str,
    lists: Mapping[str, Iterable[str]],
    seen: Mapping[tuple[str, str], Sequence[str]],
) -> None:
    """`lists`: the addresses of the sites that were checked; `seen`: (site, address) of those looked at -> how it
    differs."""
    for site, urls in lists.items():
        connection.execute(
            "DELETE FROM _looked WHERE site = ? AND url NOT IN (SELECT value FROM json_each(?))",
            (site, json.dumps(list(urls))),
        )
    said = [(*key, at, json.dumps(list(differs), ensure_ascii=False)) for key, differs in seen.items()]
    connection.executemany("INSERT OR REPLACE INTO _looked VALUES (?, ?, ?, ?)", said)


def last(connection: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """Of each site that was looked at: `at`, when that was last, and `differs`, what of its lists is not as it was."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"at": "", "differs": []})
    for site, at, differs in connection.execute("SELECT site, at, differs FROM _looked ORDER BY site, url"):
        found[site]["at"] = max(at, found[site]["at"])
        found[site]["differs"] += json.loads(differs)
    return dict(found)
