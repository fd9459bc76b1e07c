"""Decisions about pairs of notices as they are kept: the rows of `matches`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

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
    a, b = pair_of(a, b)
    return a, b, made.jaccard, made.containment, made.guard, made.decision, made.evidence, ENGINE, now


def pair_of(a: str, b: str) -> Pair:
    """The two in the order in which they are kept."""
    return (a, b) if a < b else (b, a)


def read(connection: sqlite3.Connection, pairs: Collection[Pair]) -> dict[Pair, Decision]:
    """What is kept of these pairs that the rules of today decided."""
    if not pairs:
        return {}
    rows = connection.execute(
        """SELECT m.a, m.b, jaccard, containment, guard, decision, evidence FROM json_each(?1) e
           CROSS JOIN matches m ON m.a = json_extract(e.value, '$[0]') AND m.b = json_extract(e.value, '$[1]')
           WHERE decided_by = ?2""",
        (json.dumps([*pairs]), ENGINE),
    )
    return {(a, b): Decision(*made) for a, b, *made in rows}


def write(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Keep decisions, each in place of the one before on its pair."""
    connection.executemany("INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def forget(connection: sqlite3.Connection, notice: str) -> None:
    """Take away what was decided about a notice."""
    connection.execute("DELETE FROM matches WHERE a = ?1 OR b = ?1", (notice,))
