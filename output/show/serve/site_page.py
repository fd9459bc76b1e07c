"""What the page of a site shows: its state and runs, what was learned about it, what waits for a word. Plain data."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timezone
from typing import Any

from output.show import state
from output.show.serve.pages import differing
from output.show.state import rows
from output.store import held, ignored, learned, platforms

RUNS = 30
SHOWN = 20  # rejects, notices, versions held back, reasons
LINES = 60  # of furniture


def told(connection: sqlite3.Connection, name: str) -> dict[str, Any] | None:
    """A site as its page shows it; None: nothing is known of such a site."""
    found = next((site for site in state.sites(connection, datetime.now(timezone.utc)) if site["site"] == name), None)
    if found is None:
        return None
    runs = rows(
        connection,
        f"""
        SELECT s.*, r.started FROM run_sites s JOIN runs r ON r.id = s.run WHERE s.site = ?
        ORDER BY s.run DESC LIMIT {RUNS}""",
        name,
    )
    for run in runs:
        run["reasons"] = json.loads(run["reasons"])
    furniture = learned.table(connection, name)
    waiting = held.waiting(connection, name)
    for version in waiting[:SHOWN]:
        version["passages"] = differing(version["body"], version["new_body"])
    return {
        "site": found,
        "runs": runs,
        "held": waiting[:SHOWN],
        "held_left": max(0, len(waiting) - SHOWN),
        "lists": rows(
            connection,
            """
            SELECT url, coalesce(link, url) AS link, checked_at FROM _frontier
            WHERE site = ? AND kind = 'listing' AND page = 1 ORDER BY url LIMIT 10""",
            name,
        ),
        "left": rows(
            connection,
            f"""
            SELECT coalesce(reason, '待抓 to be fetched') AS reason, count(*) AS addresses, min(url) AS url
            FROM _frontier WHERE site = ? AND kind = 'article' AND (state <> 'done' OR reason IS NOT NULL)
            GROUP BY 1 ORDER BY 2 DESC LIMIT {SHOWN}""",
            name,
        ),
        "rejects": rows(
            connection,
            f"""
            SELECT url, reason, detail, rejected_at, count(*) OVER () AS of_all,
                coalesce(json_extract(item, '$.title_raw'), json_extract(item, '$.title')) AS title
            FROM rejects WHERE site = ? ORDER BY rejected_at DESC LIMIT {SHOWN}""",
            name,
        ),
        "furniture": furniture[:LINES],
        "furniture_left": max(0, len(furniture) - LINES),
        "platform": platforms.of(connection, name),
        "shared": sorted(set(platforms.lines(connection, name).values()))[:LINES],
        "parameters": ignored.told(connection).get(name, []),
        "newest": rows(
            connection,
            f"""
            SELECT id, title, tag, published, first_seen FROM notices WHERE site = ?
            ORDER BY first_seen DESC LIMIT {SHOWN}""",
            name,
        ),
    }
