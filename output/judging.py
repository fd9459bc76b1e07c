"""An operator's word on a pair of notices: recorded, applied at once, and in force for ever after."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from dedup.judgements import VERDICTS, Judgement
from output.clock import moment
from output.partition import load_judgements
from output.records import Records
from output.refusals import Refusal


class JudgementRefused(Refusal):
    """Raised for a judgement that cannot stand: an unknown notice or verdict, or one that others contradict."""

    def __init__(self, message: str, chain: Sequence[Judgement] = ()) -> None:
        super().__init__(message)
        self.chain = tuple(chain)


def judge(records: Records, a: str, b: str, verdict: str, who: str, why: str = "") -> list[Any]:
    """Record a judgement and apply it. Returns the changes of the partition.

    The pair's earlier judgement, if any, is soft-deleted. Raises JudgementRefused, with the chain of judgements that
    contradict.
    """
    connection = records.connection
    a, b = sorted((find(connection, a), find(connection, b)))
    if verdict not in VERDICTS:
        raise JudgementRefused(f"verdict: {verdict}: not one of {', '.join(VERDICTS)}")
    if a == b:
        raise JudgementRefused(f"{a}: a notice cannot be judged against itself")
    now = moment()
    if chain := records.judgements.contradiction(Judgement(a, b, verdict, who, now, why)):
        said = "; ".join(f"{row.a} {row.verdict} {row.b} ({row.who}, {row.when})" for row in chain)
        raise JudgementRefused(f"{a} {verdict} {b}: contradicted by {said}", chain)
    connection.execute("UPDATE judgements SET deleted_at = ? WHERE a = ? AND b = ? AND deleted_at IS NULL", (now, a, b))
    connection.execute(
        "INSERT INTO judgements (a, b, verdict, judged_by, judged_at, why) VALUES (?, ?, ?, ?, ?, ?)",
        (a, b, verdict, who, now, why or None),
    )
    return apply(records)


def apply(records: Records) -> list[Any]:
    """Bring the partition up to date with the table of judgements."""
    before, records.judgements = records.judgements, load_judgements(records.connection)
    return records.take(judged=before.changed(records.judgements))


def find(connection: sqlite3.Connection, start: str) -> str:
    """The id of the notice whose id begins like this, or of a record's canonical notice. Raises JudgementRefused."""
    rows = connection.execute(
        "SELECT id FROM notices WHERE id >= ? AND id < ? LIMIT 2", (start, start + "g")
    ).fetchall() if start else []  # fmt: skip
    rows = rows or connection.execute(
        "SELECT n.id FROM records r JOIN notices n ON n.id = r.notice_id WHERE r.id = ?", (start,)
    ).fetchall()
    if len(rows) != 1:
        raise JudgementRefused(f"{start or '(nothing)'}: {'several notices begin so' if rows else 'no such notice'}")
    return rows[0][0]
