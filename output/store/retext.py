"""Texts of stored notices put right: a site's furniture taken out of them, or the whole text taken back. What they said
stays in `notice_versions`. Inside the writer's transaction; records follow as they do when a crawl brings a change.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from output.store import learned, notices, runs
from output.store.records import Records
from pipelines.identity import digest
from pipelines.likeness import key_of
from pipelines.said import said

# What a notice with another text keeps of the stored one.
MADE = ("title", "tag", "body", "language", "script")  # of its title and its text
KEPT = ("id", "site", *notices.STANDS, *(name for name in notices.CONTENT if name not in MADE))


def without(records: Records, run: int, site: str, lines: Mapping[int, str]) -> list[str]:
    """Take lines that have become furniture of a site from both ends of its notices' texts. Returns the ids of those
    that changed; one that has no text left is to be read again."""
    if not lines:
        return []
    bodies = {}
    for notice, body in learned.holding(records.connection, site, list(lines.values())):
        kept = body.split("\n")
        while kept and key_of(kept[0]) in lines:
            del kept[0]
        while kept and key_of(kept[-1]) in lines:
            del kept[-1]
        bodies[notice] = "\n".join(kept)
    changed = rewrite(records, run, bodies)
    read_again(records.connection, [notice for notice in changed if not bodies[notice]])
    return changed


def emptied(connection: sqlite3.Connection, ids: Sequence[str]) -> list[str]:
    """Of these notices, those without a text."""
    query = "SELECT n.id FROM json_each(?) e CROSS JOIN notices n ON n.id = e.value WHERE n.body = ''"
    return [row[0] for row in connection.execute(query, (json.dumps(list(ids)),))]


def read_again(connection: sqlite3.Connection, ids: Sequence[str]) -> list[str]:
    """Have the pages of notices fetched again by the next run. Returns their ids."""
    connection.executemany(
        """UPDATE _frontier SET state = 'pending', tries = 0, not_before = NULL
           WHERE (site, url) IN (SELECT site, url FROM notices WHERE id = ?)""",
        [(notice,) for notice in ids],
    )
    return list(ids)


def rewrite(records: Records, run: int, bodies: Mapping[str, str], flag: str | None = None) -> list[str]:
    """Give notices other texts, and decide their records anew. Returns the ids of those that changed."""
    changed = []
    for notice, body in bodies.items():
        outcome = notices.replace(records.connection, run, _notice(records.connection, notice, body, flag))
        if outcome == "changed":
            changed.append(notice)
    if changed:
        records.take({}, changed, ())
    return changed


def _notice(connection: sqlite3.Connection, notice: str, body: str, flag: str | None) -> Any:
    """The stored notice with another text, and what cleaning says of it."""
    row = connection.execute(f"SELECT {', '.join(KEPT)} FROM notices WHERE id = ?", (notice,)).fetchone()
    values: dict[str, Any] = dict(zip(KEPT, row, strict=True))
    made = said(values["title_raw"], body)
    if flag:  # the text was no article's, and what it said of itself neither
        values |= {"document_date": made.document_date, "document_number": made.document_number}
    flags = [*json.loads(values["flags"]), *([flag] if flag else [])]
    values |= {
        "attachments": json.loads(values["attachments"]),
        "flags": list(dict.fromkeys(flags)),
        "fetched_at": datetime.fromisoformat(values["fetched_at"]),
        "title": made.title,
        "tag": made.tag,
        "body": made.text.text,
        "body_raw": (notices.raw(connection, notice) or ("", body))[1],
        "body_hash": digest(made.text.text),
        "language": made.language,
        "script": made.script,
    }
    return SimpleNamespace(**values)


def decide(records: Records, site: str, line: str, drop: bool, who: str) -> list[str]:
    """An operator's word on a line of a site's pages: it is furniture, or it stays. Returns the ids of the notices that
    changed, or whose pages are read again for it. Raises learned.FurnitureRefused."""
    connection, key = records.connection, key_of(line)
    learned.decide(connection, site, line, key, "furniture" if drop else "kept", who)
    if drop:
        return without(records, runs.latest(connection), site, {key: line})
    return read_again(connection, learned.lacking(connection, site, line))


def taken_back(records: Records, run: int, ids: Sequence[str]) -> list[str]:
    """Take the whole text of notices back: it was no article's. Each gets the last text that differs from it, or none;
    their addresses are to be fetched again. Returns the ids of those that changed."""
    connection = records.connection
    bodies = {}
    for notice in notices.known(connection, ids):
        row = connection.execute(
            """SELECT v.body FROM notice_versions v JOIN notices n ON n.id = v.notice_id
               WHERE n.id = ? AND v.body_hash <> n.body_hash ORDER BY v.version DESC LIMIT 1""",
            (notice,),
        ).fetchone()
        bodies[notice] = row[0] if row else ""
    changed = rewrite(records, run, bodies, "text-taken-back")
    read_again(connection, changed)
    return changed
