"""Texts that earlier versions believed and that are no article's, found and taken back: `scrapy dedupe`.

A site's challenge page, its soft 404 or its footer stood as the text of notices that have nothing else in common. Short
texts that one site shows under `ENOUGH` unrelated titles, numbers and addresses not counting, are such; what they were
stays in `notice_versions`, and the next run reads their pages again, as it would read new ones.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

from output.store import retext, runs
from output.store.database import immediate, open_writer
from output.store.records import Records
from pipelines.likeness import comparable_title, stable_key, unrelated

ENOUGH = 3  # unrelated titles
LONGEST = 600  # characters: a longer text is told in a run's verdict and stays
EXAMPLES = 10


def suspects(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    """site -> (notice, title) of texts that were believed and are no article's. Only what has a page to read again."""
    alike: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    rows = connection.execute(
        """SELECT n.site, n.id, n.title, n.body FROM notices n JOIN _frontier f ON f.site = n.site AND f.url = n.url
           WHERE n.body <> '' AND length(n.body) <= ? AND f.kind = 'article' ORDER BY n.node""",
        (LONGEST,),
    )
    for site, notice, title, body in rows:
        alike[site, stable_key(body)].append((notice, title))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (site, _key), notices in alike.items():
        if len(notices) >= ENOUGH and _unrelated([title for _notice, title in notices]) >= ENOUGH:
            found[site] += notices
    return dict(found)


def _unrelated(titles: list[str]) -> int:
    """How many titles there are of which no two name the same thing; as many as matter."""
    apart: list[str] = []
    for title in map(comparable_title, titles):
        if all(unrelated(title, other) for other in apart):
            apart.append(title)
            if len(apart) == ENOUGH:
                break
    return len(apart)


def repair(path: str | Path, dry_run: bool = False) -> dict[str, Any]:
    """Take such texts back. The caller holds the run's lock. Returns how many and some of them."""
    with closing(open_writer(path).conn) as connection, immediate(connection):
        found = suspects(connection)
        ids = [notice for notices in found.values() for notice, _title in notices]
        if ids and not dry_run:
            records = Records(connection)
            retext.taken_back(records, runs.latest(connection), ids)
            records.make_searchable(len(records.unsearched))
    examples = [(site, *notice) for site, notices in found.items() for notice in notices]
    return {"taken_back": len(ids), "taken_back_examples": examples[:EXAMPLES]}


def text(told: dict[str, Any]) -> str:
    """What an operator reads of it; nothing where nothing was found."""
    if not told["taken_back"]:
        return ""
    lines = [
        f"{told['taken_back']:,} texts that one site shows under unrelated titles are no article's and are taken "
        "back; the next run reads their pages again"
    ]
    lines += [f"  {site} {notice} {title}" for site, notice, title in told["taken_back_examples"]]
    return "\n".join(lines)
