"""The doorway for Python programs: the database opened read-only, its records and changes as typed rows.

    with Reader("var/notices.db") as reader:
        for change in reader.changes(since=cursor):
            ...
        cursor = reader.rev

A Reader sees one state, that of the moment it was opened, whatever is written meanwhile: all it gives belongs together.
A rev is assigned inside the transaction of the one writer, so no smaller one can appear later: nothing is missed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from nouns.columns import VERSION
from nouns.items import Record
from output.exchange import contract
from output.filters import EVERY, Filters
from output.refusals import DatabaseError
from output.store.database import open_reader

GONE = ("merged", "deleted")


@dataclass(frozen=True, slots=True)
class Change:
    """What to do with a copy of one record. `record` is the record as it is now, None when it is gone."""

    rev: int
    operation: str  # added, split: new; changed: replace; merged, deleted: remove
    id: str
    other: str | None  # merged: the record it went to; split: the record it came from
    changed_at: str
    record: Record | None


class Copy(NamedTuple):
    """One notice of a record: where the document was published."""

    id: str
    site: str
    url: str
    tag: str | None
    title: str
    published: str | None
    similarity: float | None


_COLUMNS = ", ".join([*(f"r.{name}" for name in contract.RECORDS.names), "n.site", "n.url", "coalesce(n.link, n.url)"])
_LIVING = f"SELECT {_COLUMNS} FROM records r LEFT JOIN notices n ON n.id = r.notice_id WHERE r.deleted_at IS NULL"
# One row a record, its newest change, as seen by someone who last looked at :since. A record he did not have then and
# that changed again after it was added is still new to him.
_SINCE = f"""
WITH seen AS (
    SELECT c.*, (SELECT p.operation IN ('added', 'changed', 'split') FROM _changes p
                 WHERE p.record = c.record AND p.rev <= :since ORDER BY p.rev DESC LIMIT 1) AS had,
        (SELECT p.rev FROM _changes p WHERE p.record = c.record AND p.operation IN ('added', 'split')
         ORDER BY p.rev DESC LIMIT 1) AS born
    FROM records r JOIN _changes c ON c.rev = r.rev WHERE r.rev > :since
)
SELECT CASE WHEN c.operation IN ('merged', 'deleted') THEN c.operation WHEN c.had THEN 'changed' ELSE b.operation END,
    CASE WHEN c.operation = 'merged' THEN coalesce((SELECT new_id FROM redirects WHERE old_id = c.record), c.other)
        WHEN c.operation = 'deleted' OR c.had THEN NULL ELSE b.other END,
    c.changed_at, {_COLUMNS}
FROM seen c JOIN records r ON r.id = c.record LEFT JOIN _changes b ON b.rev = c.born
    LEFT JOIN notices n ON n.id = r.notice_id
ORDER BY c.rev"""
_NEWEST = """r.id IN (SELECT id FROM records a WHERE deleted_at IS NULL AND rev > :since AND
    (SELECT max(rev) FROM _changes c WHERE c.record = a.id AND c.operation IN ('added', 'split')) > :since
    ORDER BY first_seen DESC, rev DESC LIMIT :limit)"""
# Redirects written or turned since: a merge turns the ones that led to the merged record.
_TURNED = """SELECT * FROM redirects WHERE old_id IN (SELECT record FROM _changes WHERE rev > :since)
    OR new_id IN (SELECT other FROM _changes WHERE rev > :since AND operation = 'merged') ORDER BY old_id"""


_ID = contract.CHANGED.names.index("id")
_KEPT = [name in ("operation", "other", "changed_at", "id", "rev", "deleted_at") for name in contract.CHANGED.names]


class ForeignCursor(ValueError):
    """Raised for a cursor that is not of this database, or of a state that a restore took back."""


class Reader:
    """One state of one database, read-only; a context manager. Times and dates are texts as in docs/data.md.

    `rev` is the newest change it sees: the cursor to ask the next Reader's `changes` with. `lineage` is another one
    after the database was restored from a backup; `cursor` is both in one word, as exports take it.
    """

    def __init__(self, path: str | Path) -> None:
        """Raises output.store.database.DatabaseError: no such file, not ours, or made by a newer version."""
        self._connection = open_reader(path).conn
        # Another program may have stored bytes that are no UTF-8; they must not stop everybody.
        self._connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        self._chosen: set[str] | None = None
        self._connection.execute("BEGIN")  # the first SELECT takes the snapshot
        self.rev: int = self._one("SELECT coalesce(max(rev), 0) FROM _changes")
        self.lineage: str = self._one("SELECT value FROM _meta WHERE key = 'lineage'")
        self.schema_version: str = self._one("SELECT value FROM _meta WHERE key = 'schema_version'")
        if self.schema_version.split(".")[0] != VERSION.split(".")[0]:
            self.close()
            raise DatabaseError(f"{path}: schema {self.schema_version}, this program reads {VERSION}")

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the moment go that is read."""
        self._connection.close()

    def choose(self, filters: Filters = EVERY, words: str | None = None) -> None:
        """From here on give only records that these choose; a change of one that they do not choose is `deleted`."""
        if filters or words:
            from output.store import search  # half a second

            self._chosen = search.matching(self._connection, filters, words)

    def _only_chosen(self, rows: Iterator[tuple[Any, ...]], at: int) -> Iterator[tuple[Any, ...]]:
        """The rows whose record, in the column `at`, is chosen."""
        return rows if self._chosen is None else (row for row in rows if row[at] in self._chosen)

    @property
    def cursor(self) -> str:
        """Where a program that has read all this goes on: `since`."""
        return f"{self.rev}@{self.lineage}"

    def since(self, cursor: int | str) -> int:
        """The rev of a cursor, `1200` or `1200@3f2a91c4`. Raises ForeignCursor, and ValueError for what is none."""
        rev, _, lineage = str(cursor).partition("@")
        if not (rev.isascii() and rev.isdigit()):
            raise ValueError(f"{cursor}: not a cursor, such as {self.cursor}")
        if lineage not in ("", self.lineage) or int(rev) > self.rev:
            raise ForeignCursor(
                f"{cursor}: the database is at {self.cursor}; was it restored? start from a whole export"
            )
        return int(rev)

    def records(self) -> Iterator[Record]:
        """The living records, oldest change first."""
        return (Record(*row) for row in self.record_rows())

    def changes(self, since: int | str = 0) -> Iterator[Change]:
        """What happened to records after this rev or cursor: one Change a record, its newest, oldest first.

        Applying them again changes nothing. Raises ValueError for a cursor that this database has not given: it was
        put back from a backup, and the copy has to be made anew from `records`.
        """
        return map(_change, self.change_rows(self.since(since)))

    def get(self, id: str) -> Record | None:
        """The record of this id, or the one it was merged into; None when there is neither."""
        target = self._one("SELECT coalesce((SELECT new_id FROM redirects WHERE old_id = ?1), ?1)", id)
        row = self._connection.execute(f"{_LIVING} AND r.id = ?", (target,)).fetchone()
        return row and Record(*row)

    def copies(self, id: str) -> list[Copy]:
        """Where a record was published: its notices, the canonical one first."""
        return [
            Copy(*row)
            for row in self._connection.execute(
                f"""SELECT {", ".join("n." + field for field in Copy._fields)} FROM notices n JOIN records r
                ON r.id = n.record_id WHERE r.id = ? AND r.deleted_at IS NULL
                ORDER BY n.id <> r.notice_id, n.published, n.id""",
                (id,),
            )
        ]

    # The same as plain tuples, in the contract's order of columns: for exports, where a million rows pass ------------

    def record_rows(self, by_month: bool = False) -> Iterator[tuple[Any, ...]]:
        """Living records as contract.EXPORTED; `by_month`: in order of `published` instead of `rev`."""
        order = "r.published, r.rev" if by_month else "r.rev"
        return self._only_chosen(self._connection.execute(f"{_LIVING} ORDER BY {order}"), 0)

    def change_rows(self, since: int) -> Iterator[tuple[Any, ...]]:
        """Changes as contract.CHANGED."""
        rows: Iterator[tuple[Any, ...]] = self._connection.execute(_SINCE, {"since": since})
        if self._chosen is not None:
            rows = (row if row[0] in GONE or row[_ID] in self._chosen else ("deleted", None, *row[2:]) for row in rows)
            if not since:  # nobody has what was never chosen
                rows = (row for row in rows if row[_ID] in self._chosen)
        return map(_without_text, rows)

    def newest_rows(self, limit: int, since: int = 0) -> Iterator[tuple[Any, ...]]:
        """The living records that came in last, newest first, as contract.EXPORTED; `since`: added after that rev."""
        most = limit if self._chosen is None else -1
        rows = self._connection.execute(
            f"{_LIVING} AND {_NEWEST} ORDER BY r.first_seen DESC, r.rev DESC", {"since": since, "limit": most}
        )
        return islice(self._only_chosen(rows, 0), limit)

    def redirect_rows(self, since: int = 0) -> Iterator[tuple[str, str, str]]:
        """Redirects as contract.REDIRECTS: all, or those that may have changed after rev `since`."""
        query = _TURNED if since else "SELECT * FROM redirects ORDER BY old_id"
        return self._connection.execute(query, {"since": since} if since else ())

    def notice_rows(self) -> Iterator[tuple[Any, ...]]:
        """Notices of living records, as contract.NOTICES."""
        columns = ", ".join(f"n.{name}" for name in contract.NOTICES.names)
        rows = self._connection.execute(
            f"""SELECT {columns} FROM notices n JOIN records r ON r.id = n.record_id
                WHERE r.deleted_at IS NULL ORDER BY n.node"""
        )
        return self._only_chosen(rows, contract.NOTICES.names.index("record_id"))

    def counts(self) -> dict[str, int]:
        """How many living records and redirects there are."""
        return {
            "records": self._one("SELECT count(*) FROM records WHERE deleted_at IS NULL"),
            "redirects": self._one("SELECT count(*) FROM redirects"),
        }

    def _one(self, query: str, *arguments: Any) -> Any:
        try:
            return self._connection.execute(query, arguments).fetchone()[0]
        except sqlite3.OperationalError as error:
            raise DatabaseError(f"cannot be read: {error}") from None


def _without_text(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of contract.CHANGED; of a record that is gone only its id, rev and end are told."""
    if row[0] not in GONE:
        return row
    return tuple(value if kept else None for kept, value in zip(_KEPT, row, strict=True))


def _change(row: tuple[Any, ...]) -> Change:
    record = Record(*row[3:])
    return Change(record.rev, row[0], record.id, row[1], row[2], None if row[0] in GONE else record)
