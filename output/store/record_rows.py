"""Rows of records as they follow from their notices: the canonical one's fields, and of the others what it lacks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from nouns.columns import RECORD, named
from output.store.folds import OF_RECORD
from output.store.standings import Standings

if TYPE_CHECKING:
    from output.store.group import Group

FIELDS = named(RECORD, "canonical", "borrowed")
BORROWED = named(RECORD, "borrowed")
MEMBER = ("id", "published", "first_seen", *BORROWED)  # what a record takes of its other members
GROWS = named(RECORD, "all")  # what changes in a record when notices join it
STORED = ("id", "notice_id", "deleted_at", *GROWS, *BORROWED)

Row = dict[str, Any]
_fields = itemgetter(*FIELDS)


class RecordRows:
    """Makes the rows of records that a group of notices changes."""

    def __init__(self, connection: sqlite3.Connection, standings: Standings, group: Group) -> None:
        self._connection, self._standings, self._group = connection, standings, group

    def stored(self, records: Collection[str]) -> Iterable[Row]:
        """Rows of these records as they are, but for their texts; with `first_rev`."""
        rows = self._connection.execute(
            f"""SELECT (SELECT min(rev) FROM _changes WHERE record = r.id), {", ".join("r." + name for name in STORED)}
                FROM json_each(?) e CROSS JOIN records r ON r.id = e.value""",
            (json.dumps(list(records)),),
        )
        return (dict(zip(("first_rev", *STORED), row, strict=True)) for row in rows)

    def gathered(self, pivot: str, members: Sequence[Row] | None = None) -> Row:
        """A record's row from all its members; None: as they are stored."""
        if members is None:
            members = self._members(pivot)
        row = dict(zip(FIELDS, self._canonical(pivot), strict=True))
        if len(members) > 1 and any(row[field] is None for field in BORROWED):
            self._borrow(row, members)
        seen = [member["first_seen"] for member in members]
        published = [member["published"] for member in members if member["published"]]
        return row | {
            "published": min(published, default=None),
            "notices": len(members),
            "first_seen": min(seen),
            "last_seen": max(*seen, self._newest_version(members)),
            "notice_id": pivot,
            "deleted_at": None,
        }

    def grown(self, row: Row, pivot: str, joined: Sequence[Row]) -> Row:
        """What changes in a record's row when notices join it; never looks at the members it had.

        All but where the canonical notice lacks a field and one that joined says otherwise than the one it was
        borrowed from: which of them ranks first is in no row.
        """
        differ = [field for field in BORROWED for new in joined if new[field] and new[field] != row[field]]
        if differ:
            query = f"SELECT {', '.join(differ)} FROM notices WHERE id = ?"
            if None in self._connection.execute(query, (pivot,)).fetchone():
                return self.gathered(pivot)
        seen = [new["first_seen"] for new in joined]
        published = [new["published"] for new in (row, *joined) if new["published"]]
        return {
            "published": min(published, default=None),
            "notices": row["notices"] + len(joined),
            "first_seen": min(row["first_seen"], *seen),
            "last_seen": max(row["last_seen"], *seen),
        }

    def _members(self, pivot: str) -> list[Row]:
        rows = self._connection.execute(
            f"""SELECT {", ".join("n." + name for name in MEMBER)} FROM _places p JOIN notices n USING (node)
                WHERE {OF_RECORD}""",
            (self._standings[pivot].node,),
        )
        return [dict(zip(MEMBER, row, strict=True)) for row in rows]

    def _canonical(self, pivot: str) -> tuple[Any, ...]:
        """The fields of a record's canonical notice."""
        if pivot in self._group.fresh:
            return _fields(self._group.fresh[pivot])
        query = f"SELECT {', '.join(FIELDS)} FROM notices WHERE id = ?"
        return self._connection.execute(query, (pivot,)).fetchone()

    def _borrow(self, row: Row, members: Sequence[Row]) -> None:
        """Fill the fields that the canonical notice lacks, each from the first member that has it."""
        ranked = sorted(members, key=lambda member: self._standings[member["id"]].rank or "")
        for field in BORROWED:
            row[field] = row[field] or next((member[field] for member in ranked if member[field]), None)

    def _newest_version(self, members: Sequence[Row]) -> str:
        """When a notice of these last said something else; "" where none ever did."""
        known = [member["id"] for member in members if member["id"] not in self._group.new]
        if not known:
            return ""
        (newest,) = self._connection.execute(
            """SELECT max(replaced_at) FROM notice_versions
               WHERE notice_id IN (SELECT value FROM json_each(?))""",
            (json.dumps(known),),
        ).fetchone()
        return newest or ""
