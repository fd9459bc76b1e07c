"""Where notices stand: their numbers, records, ranks and canonical notices, as the database has them, remembered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class Stored:
    """Where a notice stands; the writer is the only one, so what it remembers is true until a rollback."""

    node: int
    record: str
    rank: str | None
    pivot: str | None


class Standings:
    """Reads where notices stand, many with one query, and remembers it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._stored: dict[str, Stored] = {}
        self._names: dict[int, str] = {}

    def trim(self, most: int) -> None:
        """Forget what is remembered, where it is more than so many notices."""
        for remembered in (self._stored, self._names):
            if len(remembered) > most:
                remembered.clear()

    def find(self, notice: str) -> Stored | None:
        """Where a notice stands; None: no such notice."""
        if notice not in self._stored:
            self.read([notice])
        return self._stored.get(notice)

    def __getitem__(self, notice: str) -> Stored:
        """Where a notice stands. Raises LookupError: no such notice."""
        stored = self._stored.get(notice) or self.find(notice)
        if stored is None:
            raise LookupError(f"{notice}: no such notice")
        return stored

    def __setitem__(self, notice: str, stored: Stored) -> None:
        self._stored[notice], self._names[stored.node] = stored, notice

    def pivot(self, notice: str) -> str:
        """The canonical notice of one that is placed. Raises LookupError for one that is not."""
        pivot = self[notice].pivot
        if pivot is None:
            raise LookupError(f"{notice}: not placed")
        return pivot

    def names(self, nodes: Collection[int]) -> list[str]:
        """The notices of these numbers."""
        if unknown := [node for node in nodes if node not in self._names]:
            self._read("n.node", unknown)
        return [self._names[node] for node in nodes]

    def under(self, pivot: str) -> Iterator[Stored]:
        """Of the notices remembered, those under this canonical one."""
        return (stored for stored in self._stored.values() if stored.pivot == pivot)

    def members(self, pivot: str, most: int) -> list[str]:
        """Up to so many notices that stand under a canonical one."""
        node = self[pivot].node
        rows = self._connection.execute(
            "SELECT node FROM _places WHERE pivot = ?1 AND node <> ?1 LIMIT ?2", (node, most)
        )
        return self.names([node for (node,) in rows])

    def weakest(self, pivots: Collection[int]) -> list[tuple[int, float]]:
        """(pivot, Jaccard similarity of its least like member) of these that have members, by their numbers."""
        return self._connection.execute(
            """SELECT pivot, min(coalesce(jaccard, 0)) FROM json_each(?) e CROSS JOIN _places ON pivot = e.value
               WHERE node <> pivot GROUP BY pivot""",
            (json.dumps([*pivots]),),
        ).fetchall()

    def read(self, notices: Collection[str]) -> None:
        """Remember where these notices stand."""
        self._read("n.id", notices)

    def _read(self, column: str, wanted: Collection[object]) -> None:
        rows = self._connection.execute(
            f"""SELECT n.id, n.node, n.record_id, p.rank, q.id
                FROM json_each(?) e CROSS JOIN notices n ON {column} = e.value
                LEFT JOIN _places p ON p.node = n.node LEFT JOIN notices q ON q.node = p.pivot""",
            (json.dumps(list(wanted)),),
        )
        for id, *stands in rows:
            self[id] = Stored(*stands)
