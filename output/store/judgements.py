"""The words of operators on pairs of notices as they are kept: the rows of `judgements`. What they do: judging.py."""

from __future__ import annotations

import sqlite3

from dedup.judgements import Judgement, Judgements


def load(connection: sqlite3.Connection) -> Judgements[str]:
    """The judgements in force: those that nobody has taken back."""
    rows = connection.execute(
        "SELECT a, b, verdict, judged_by, judged_at, coalesce(why, '') FROM judgements WHERE deleted_at IS NULL"
    )
    return Judgements(Judgement(*row) for row in rows)


def write(connection: sqlite3.Connection, judgement: Judgement[str]) -> None:
    """Keep a judgement, in place of the one in force on its pair."""
    end(connection, judgement.a, judgement.b, judgement.when)
    connection.execute(
        "INSERT INTO judgements (a, b, verdict, judged_by, judged_at, why) VALUES (?, ?, ?, ?, ?, ?)",
        (judgement.a, judgement.b, judgement.verdict, judgement.who, judgement.when, judgement.why or None),
    )


def end(connection: sqlite3.Connection, a: str, b: str, now: str) -> int:
    """Soft-delete the judgement in force on a pair; how many that were."""
    return connection.execute(
        "UPDATE judgements SET deleted_at = ? WHERE a = ? AND b = ? AND deleted_at IS NULL", (now, a, b)
    ).rowcount
