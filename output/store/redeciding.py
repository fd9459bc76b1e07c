"""Everything decided again, from the stored notices: `scrapy dedupe`. Work goes on beside the database, whose texts it
only reads; what changes is written at the end, in one transaction, by the code that also writes what a crawl brings.
What was done before an interruption waits in a file beside the database (output/store/resuming.py).
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from dedup import ENGINE, batch
from dedup.clusters import Change, Place
from dedup.verify import Decision
from dedup.whole import Result, Whole
from output.clock import moment
from output.store import judgements
from output.store.database import immediate, open_writer
from output.store.matches import match, worth
from output.store.records import Records
from output.store.resuming import Kept, work_file
from output.store.runs import revision
from output.store.texts import Texts

EXAMPLES = 10  # records shown of each kind of change
BATCH = 4096  # notices listed in the index together


class _DryRun(Exception):
    """Raised inside the transaction to roll it back."""


def redecide(
    path: str | Path,
    dry_run: bool = False,
    progress: Callable[[str, int], None] = lambda stage, done: None,
    processes: int | None = None,
    partition: Callable[..., Result] | None = None,
) -> dict[str, Any]:
    """Decide all notices of the database anew. The caller holds the run's lock. Raises DatabaseError.

    Returns counts and examples of what changed, or with `dry_run` would have. `partition`: another engine's, asked
    like `batch.partition`, which alone goes on where it was interrupted.
    """
    with closing(open_writer(path).conn) as connection, work_file(Path(f"{path}.deciding")) as file:
        nodes, ids = [], []
        for node, id in connection.execute("SELECT node, id FROM notices ORDER BY node"):
            nodes.append(node)
            ids.append(id)
        spool, kept = _Spool(connection, nodes, ids), Kept(file)
        whole = Whole(Texts(path), nodes, ids, judgements.load(connection))
        found = (partition or partial(batch.partition, kept=kept))(whole, spool.add, progress, processes)
        spool.flush()
        changes, places = _moved(connection, ids, found, spool.name)
        folded = {
            ids[pivot]: ids[canonical]
            for pivot, canonical in zip(found.pivots.tolist(), found.canonical.tolist(), strict=True)
            if pivot != canonical
        }
        try:
            with immediate(connection):
                before = revision(connection)
                counted = _count(connection)
                records = Records(connection)
                records.adopt(places, folded, changes)
                records.make_searchable(len(records.unsearched))
                told = {
                    "notices": len(ids),
                    "moved": len(changes),
                    "records_before": counted,
                    "records": _count(connection),
                    "engine": ENGINE,
                    "dry_run": dry_run,
                    "resumed": kept.resumed,
                    **_told(connection, before),
                }
                if dry_run:
                    raise _DryRun
                progress("written", len(ids))
                records.partition.index.rekey(_batches(nodes, found))
                connection.execute("DELETE FROM matches WHERE decided_by <> ?", (ENGINE,))
                connection.execute("INSERT OR REPLACE INTO matches SELECT * FROM decided")
                connection.execute("INSERT OR REPLACE INTO _meta VALUES ('engine', ?)", (ENGINE,))
        except _DryRun:
            pass
    return told


def _moved(
    connection: sqlite3.Connection, ids: list[str], found: Result, name: Callable[[int], str | None]
) -> tuple[list[Change], dict[str, tuple[str, Place[str]]]]:
    """What is not stored as it was found: notices of other canonical notices, and ranks and places."""
    changes, places = [], {}
    rows = connection.execute(
        """SELECT p.rank, p.pivot, p.jaccard, coalesce(f.canonical, p.pivot) FROM notices n
           LEFT JOIN _places p USING (node) LEFT JOIN _folds f ON f.pivot = p.pivot ORDER BY n.node"""
    )
    scores = (None if score != score else score for score in found.jaccard.tolist())
    for id, at, of, score, rank, row in zip(
        ids, found.pivots.tolist(), found.canonical.tolist(), scores, found.ranks, rows, strict=True
    ):
        pivot, canonical = row[1] and name(row[1]), row[3] and name(row[3])
        if (rank, ids[at], score, ids[of]) != (row[0], pivot, row[2], canonical):
            places[id] = rank, Place(ids[at], score)
        if canonical != ids[of]:
            changes.append(Change(id, canonical, ids[of]))
    return changes, places


class _Spool:
    """Decisions on their way into `matches`, kept in a temporary table, not in memory."""

    def __init__(self, connection: sqlite3.Connection, nodes: list[int], ids: list[str]) -> None:
        self._connection, self._nodes, self._ids, self._now = connection, nodes, ids, moment()
        self._rows: list[tuple] = []
        connection.execute("CREATE TEMP TABLE decided AS SELECT * FROM matches LIMIT 0")

    def name(self, node: int) -> str | None:
        """The id of a notice; None: there is no such notice any more."""
        at = bisect_left(self._nodes, node)
        return self._ids[at] if self._nodes[at : at + 1] == [node] else None

    def _id(self, node: int) -> str:
        return self._ids[bisect_left(self._nodes, node)]

    def add(self, a: int, b: int, made: Decision) -> None:
        if worth(made):
            self._rows.append(match(self._id(a), self._id(b), made, self._now))
            if len(self._rows) == BATCH:
                self.flush()

    def flush(self) -> None:
        self._connection.executemany("INSERT INTO decided VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self._rows)
        self._connection.commit()
        self._rows.clear()


def _batches(nodes: list[int], found: Result) -> Iterator[tuple]:
    for begin in range(0, len(nodes), BATCH):
        part = slice(begin, begin + BATCH)
        yield nodes[part], found.signatures[part], [nodes[pivot] for pivot in found.pivots[part].tolist()]


def _count(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT count(*) FROM records WHERE deleted_at IS NULL").fetchone()[0]


def _told(connection: sqlite3.Connection, before: int) -> dict[str, Any]:
    """What happened to records since rev `before`."""
    told: dict[str, Any] = {}
    for operation in ("merged", "split"):
        rows = connection.execute(
            """SELECT c.record, r.title, c.other, o.title FROM _changes c JOIN records r ON r.id = c.record
               JOIN records o ON o.id = c.other WHERE c.rev > ? AND c.operation = ? ORDER BY c.rev""",
            (before, operation),
        )
        names = ("record", "title", "other", "other_title")
        examples = [dict(zip(names, row, strict=True)) for row in rows.fetchmany(EXAMPLES)]
        count = connection.execute(
            "SELECT count(*) FROM _changes WHERE rev > ? AND operation = ?", (before, operation)
        ).fetchone()[0]
        told |= {operation: count, f"{operation}_examples": examples}
    return told


def text(told: dict[str, Any]) -> str:
    """What an operator reads of it."""
    lines = [
        "{notices:,} notices decided by {engine}: {records_before:,} records → {records:,}; {moved:,} notices moved, "
        "{merged:,} records merged into others, {split:,} split off".format(**told)
    ]
    for operation, arrow in (("merged", "into"), ("split", "from")):
        lines += [
            f"  {operation} {example['record']} {example['title']}\n    {arrow} {example['other']} "
            f"{example['other_title']}"
            for example in told[f"{operation}_examples"]
        ]
        if told[operation] > EXAMPLES:
            lines.append(f"  … and {told[operation] - EXAMPLES:,} more")
    if told["resumed"]:
        lines.insert(0, "went on from where a run was interrupted")
    return "\n".join((*lines, "nothing was changed (--dry-run)" if told["dry_run"] else "written"))
