"""Notices in the database: new ones, changed ones with what they said before, unchanged ones seen again."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from nouns.columns import NOTICE, named
from output.clock import moment
from output.store import held
from pipelines.counters import same_but_for_counters

# The columns whose change is a change of the notice, and the ones among them that are decided on.
CONTENT = named(NOTICE, "says")
TEXT = ("title", "body")
PLACE = ("archive_file", "archive_offset")  # where its page stands as it came
STANDS = named(NOTICE, "stands")  # what reading a page again leaves alone
COLUMNS = ("id", "site", "body_hash", *STANDS, *CONTENT)
RAW = "INSERT OR REPLACE INTO _raw VALUES (?, '', ?)"  # the title stands in the notice, whole
INSERTED = (*COLUMNS, "node", "first_run", "last_run", "first_seen", "record_id", "similarity")
_fields, _inserted = attrgetter(*COLUMNS), itemgetter(*INSERTED[:-2])
_YEAR = re.compile(r"\d{4}|年")


def _row(notice: Any) -> dict[str, Any]:
    row = dict(zip(COLUMNS, _fields(notice), strict=True))
    for column in ("attachments", "flags"):
        row[column] = json.dumps(row[column], ensure_ascii=False) if row[column] else "[]"
    row["fetched_at"] = notice.fetched_at.isoformat(timespec="seconds")
    return row


def save(
    connection: sqlite3.Connection, run: int, notices: Sequence[Any], looks: held.Looks
) -> tuple[list[str], dict[str, dict]]:
    """Write notices whose records are decided next, no notice twice. Returns for each what it was: new, changed (its
    text), touched (another field), held (a version that is not believed yet: output/store/held.py) or unchanged; and
    the rows of new ones, which are written by `insert` when their records are known. One that an operator removed stays
    away: it is told as unchanged. `looks`: what this run found so far when it read known notices again."""
    ids, now, outcomes = [notice.id for notice in notices], moment(), []
    met, gone = known(connection, ids), removed(connection, ids)
    new: dict[str, dict[str, Any]] = {}
    node = connection.execute("SELECT coalesce(max(node), 0) FROM notices").fetchone()[0]
    for notice in notices:
        if notice.id in gone:
            outcomes.append("unchanged")
            continue
        row = _row(notice)
        if notice.id in met:
            outcomes.append(_renew(connection, run, notice, row, now, looks))
        else:
            node += 1
            new[notice.id] = row | {"node": node, "first_run": run, "last_run": run, "first_seen": now}
            outcomes.append("new")
    connection.executemany(
        RAW,
        [
            (new[notice.id]["node"], _packed(notice.body_raw))
            for notice in notices
            if notice.id in new and notice.body_raw != notice.body
        ],
    )
    return outcomes, new


def insert(connection: sqlite3.Connection, rows: Iterable[tuple[dict[str, Any], str, float]]) -> None:
    """Write new notices, each with its record and how near it is to the canonical notice."""
    connection.executemany(
        f"INSERT INTO notices ({', '.join(INSERTED)}) VALUES ({', '.join('?' * len(INSERTED))})",
        ((*_inserted(row), record, similarity) for row, record, similarity in rows),
    )


def _renew(
    connection: sqlite3.Connection, run: int, notice: Any, row: dict[str, Any], now: str, looks: held.Looks
) -> str:
    old = _stored(connection, notice.id)
    _let_stand(row, old)
    if all(row[column] == old[column] for column in CONTENT):
        held.forget(connection, notice.id)
        looks.read[notice.site] += 1
        _keep_place(connection, row, old)
        return _seen(connection, run, old, row["link"])
    if kept_back := held.hold(connection, old, row, notice, looks):
        return "held" if kept_back == "held" else _seen(connection, run, old, row["link"])
    return _write(connection, run, notice, row, old, now)


def _let_stand(row: dict[str, Any], old: dict[str, Any]) -> None:
    """What a notice said before, where what it says now is no other."""
    # A date without a year, or counted back from today, says something else every day; what it said first stands.
    if old["published"] and not _YEAR.search(row["published_raw"] or ""):
        row["published"] = old["published"]
    if row["body"] != old["body"] and same_but_for_counters(old["body"], row["body"]):
        row["body"], row["body_hash"] = old["body"], old["body_hash"]


def differing(connection: sqlite3.Connection, notice: Any) -> dict[str, tuple[Any, Any]] | None:
    """What a notice that was read again says otherwise: column -> what is stored and what it says now. None: no such
    notice is stored."""
    if not known(connection, [notice.id]):
        return None
    row, old = _row(notice), _stored(connection, notice.id)
    _let_stand(row, old)
    return {column: (old[column], row[column]) for column in CONTENT if row[column] != old[column]}


def reread(connection: sqlite3.Connection, notice: Any) -> str:
    """Write what a stored notice says when the same page is read again: changed, touched or unchanged. No run saw it,
    and it stands where it stood."""
    row, old = _row(notice), _stored(connection, notice.id)
    _let_stand(row, old)
    row |= {column: old[column] for column in STANDS}
    if all(row[column] == old[column] for column in CONTENT):
        return "unchanged"
    return _write(connection, old["last_run"], notice, row, old, moment())


def replace(connection: sqlite3.Connection, run: int, notice: Any) -> str:
    """Write another version of a stored notice whatever it says: changed, touched or unchanged."""
    row, old = _row(notice), _stored(connection, notice.id)
    if all(row[column] == old[column] for column in CONTENT):
        return "unchanged"
    return _write(connection, run, notice, row, old, moment())


def _stored(connection: sqlite3.Connection, notice: str) -> dict[str, Any]:
    columns = ("node", "last_run", *COLUMNS)
    found = connection.execute(f"SELECT {', '.join(columns)} FROM notices WHERE id = ?", (notice,)).fetchone()
    return dict(zip(columns, found, strict=True))


def _write(
    connection: sqlite3.Connection, run: int, notice: Any, row: dict[str, Any], old: dict[str, Any], now: str
) -> str:
    changed = any(row[column] != old[column] for column in TEXT)
    if changed:
        connection.execute(
            """INSERT INTO notice_versions (notice_id, version, title_raw, title, body, published, body_hash,
                   fetched_at, replaced_at)
               SELECT id, (SELECT count(*) + 1 FROM notice_versions v WHERE v.notice_id = n.id), title_raw, title, body,
                   published, body_hash, fetched_at, ? FROM notices n WHERE node = ?""",
            (now, old["node"]),
        )
    connection.execute(
        f"UPDATE notices SET last_run = ?, {', '.join(f'{column} = ?' for column in row)} WHERE node = ?",
        (run, *row.values(), old["node"]),
    )
    connection.execute("DELETE FROM _raw WHERE node = ?", (old["node"],))
    if notice.body_raw != notice.body:
        connection.execute(RAW, (old["node"], _packed(notice.body_raw)))
    return "changed" if changed else "touched"


def _seen(connection: sqlite3.Connection, run: int, old: dict[str, Any], link: str | None) -> str:
    """The notice was read and stays as it is; how its page is linked is no part of it."""
    if old["last_run"] != run or old["link"] != link:
        connection.execute("UPDATE notices SET last_run = ?, link = ? WHERE node = ?", (run, link, old["node"]))
    return "unchanged"


def _keep_place(connection: sqlite3.Connection, row: dict[str, Any], old: dict[str, Any]) -> None:
    """The newest page that says what is stored is the one to be looked at."""
    if row["archive_file"] and any(row[column] != old[column] for column in PLACE):
        connection.execute(
            "UPDATE notices SET archive_file = ?, archive_offset = ? WHERE node = ?",
            (row["archive_file"], row["archive_offset"], old["node"]),
        )


def _packed(text: str) -> bytes:
    """Level 1: a third of the time of level 6 for a tenth more bytes."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def raw(connection: sqlite3.Connection, notice: str) -> tuple[str, str] | None:
    """Title and body of a notice before cleaning, for `scrapy explain --cleaning`. A body that it left as it was stands
    in the notice alone; earlier versions kept an empty one of each, and every title twice."""
    row = connection.execute(
        "SELECT title_raw, r.body, n.body FROM notices n LEFT JOIN _raw r USING (node) WHERE n.id = ?", (notice,)
    ).fetchone()
    return row and (row[0], zlib.decompress(row[1]).decode("utf-8", "surrogatepass") if row[1] else row[2])


def known(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Of these notice ids, those stored."""
    query = "SELECT n.id FROM json_each(?) e CROSS JOIN notices n ON n.id = e.value"
    return {row[0] for row in connection.execute(query, (json.dumps(list(ids)),))}


def said_in(connection: sqlite3.Connection, notice: str, run: int) -> bool:
    """Whether its page said in this run what is stored of a notice."""
    row = connection.execute(
        """SELECT 1 FROM notices n WHERE id = ? AND last_run = ? AND NOT EXISTS (SELECT 1 FROM held_versions h
               WHERE h.notice_id = n.id AND h.state = 'refused' AND h.last_seen >= n.fetched_at)""",
        (notice, run),
    ).fetchone()
    return row is not None


def removed(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Of these notice ids, those that an operator removed: output/store/removing.py."""
    query = "SELECT notice FROM json_each(?) CROSS JOIN _removed ON notice = value"
    return {row[0] for row in connection.execute(query, (json.dumps(list(ids)),))}
