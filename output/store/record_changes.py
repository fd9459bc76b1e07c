"""What a transaction changes in records: collected, one `rev` a real change, and written together."""

from __future__ import annotations

import sqlite3
from operator import itemgetter
from typing import Any

from nouns.columns import RECORD
from output.store import full_text
from output.store.record_rows import GROWS

COLUMNS = tuple(column.name for column in RECORD)

Row = dict[str, Any]
_record = itemgetter(*COLUMNS)


class RecordChanges:
    """The changes of one transaction."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        """`now`: the moment that they bear."""
        self._connection, self._now = connection, now
        (self._rev,) = connection.execute("SELECT coalesce(max(rev), 0) FROM _changes").fetchone()
        self._changes: list[tuple[int, str, str, str | None, str]] = []
        self._made: list[Row] = []
        self._grew: list[Row] = []
        self._unsearched: list[str] = []

    def keep(self, record: str, row: Row, known: Row | None, split_from: str | None) -> None:
        """Bring a record up to date; a rev only if anything in it changed. `known`: the row it has, but for texts."""
        if known is None:
            operation = "split" if split_from else "added"
            self._made.append({"id": record, **row, "rev": self._change(record, operation, split_from)})
        elif row.keys() == set(GROWS):
            if any(row[name] != known[name] for name in GROWS):
                self._grew.append({"id": record, **row, "rev": self._change(record, "changed")})
        else:
            self._rewrite(record, row, known["deleted_at"] is None, split_from)

    def end(self, record: str, target: str) -> None:
        """A record is merged into another one."""
        rev = self._change(record, "merged", target)
        full_text.remove(self._connection, record)
        self._connection.execute("UPDATE records SET deleted_at = ?, rev = ? WHERE id = ?", (self._now, rev, record))
        # Redirects always point at a living record, so that following one is one step.
        self._connection.execute("UPDATE redirects SET new_id = ? WHERE new_id = ?", (target, record))
        self._connection.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?, ?)", (record, target, self._now))

    def write(self) -> list[str]:
        """Write what was collected. Returns the ids of records that `_search` does not list: new ones, and those of
        another text."""
        self._connection.executemany(
            f"INSERT INTO records ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})",
            map(_record, self._made),
        )
        grows = ", ".join(f"{name} = :{name}" for name in (*GROWS, "rev"))
        self._connection.executemany(f"UPDATE records SET {grows} WHERE id = :id", self._grew)
        self._connection.executemany("INSERT INTO _changes VALUES (?, ?, ?, ?, ?)", self._changes)
        return [*(row["id"] for row in self._made), *self._unsearched]

    def _rewrite(self, record: str, row: Row, alive: bool, split_from: str | None) -> None:
        """Bring every field of a record's row up to date, also of one that has ended and lives again."""
        query = f"SELECT {', '.join(row)} FROM records WHERE id = ?"
        if self._connection.execute(query, (record,)).fetchone() == tuple(row.values()):
            return
        if full_text.outdate(self._connection, record, row["title"], row["body"]):
            self._unsearched.append(record)
        row["rev"] = self._revived(record, split_from) if not alive else self._change(record, "changed")
        self._connection.execute(
            f"UPDATE records SET {', '.join(f'{name} = ?' for name in row)} WHERE id = ?", (*row.values(), record)
        )
        self._connection.execute("DELETE FROM redirects WHERE old_id = ?", (record,))

    def _revived(self, record: str, split_from: str | None) -> int:
        return self._change(record, "split" if split_from else "added", split_from)

    def _change(self, record: str, operation: str, other: str | None = None) -> int:
        """Note what happens to a record, to be written with the rest. Returns its rev."""
        self._rev += 1
        self._changes.append((self._rev, record, operation, other, self._now))
        return self._rev
