"""Decisions about pairs of notices as they are kept: the rows of `matches`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dedup import ENGINE
from dedup.verify import Decision

# A scored pair below both is no evidence of anything; a page of templates would fill `matches` with such.
WORTH_JACCARD, WORTH_CONTAINMENT = 0.3, 0.5

Pair = tuple[str, str]
Row = tuple[str, str, float, float, str | None, str, str | None, str, str]


def worth(made: Decision) -> bool:
    """Whether a decision is kept."""
    return made.decision == "same" or made.jaccard >= WORTH_JACCARD or made.containment >= WORTH_CONTAINMENT


def match(a: str, b: str, made: Decision, now: str) -> Row:
    """The row of a decision."""
    a, b = sorted((a, b))
    return a, b, made.jaccard, made.containment, made.guard, made.decision, made.evidence, ENGINE, now


def read(connection: sqlite3.Connection, pair: Pair) -> Decision | None:
    """What was decided about a pair by the rules of today; None: nothing is kept."""
    row = connection.execute(
        """SELECT jaccard, containment, guard, decision, evidence FROM matches
           WHERE a = ? AND b = ? AND decided_by = ?""", (*pair, ENGINE),
    ).fetchone()  # fmt: skip
    return Decision(*row) if row else None


def write(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    connection.executemany("INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def forget(connection: sqlite3.Connection, notice: str) -> None:
    """Take away what was decided about a notice."""
    connection.execute("DELETE FROM matches WHERE a = ?1 OR b = ?1", (notice,))
