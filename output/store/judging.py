"""An operator's word on a pair of notices: recorded, applied at once, and in force for ever after."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from dedup.judgements import VERDICTS, Judgement
from output.clock import moment
from output.refusals import Refusal
from output.store import judgements
from output.store.records import Records

WITHDRAWN = "withdrawn"  # of a judgement, and no judgement itself


class JudgementRefused(Refusal):
    """Raised for a judgement that cannot stand: an unknown notice or verdict, or one that others contradict."""

    def __init__(self, message: str, chain: Sequence[Judgement[str]] = ()) -> None:
        super().__init__(message)
        self.chain = tuple(chain)


def judge(records: Records, a: str, b: str, verdict: str, who: str, why: str = "") -> list[Any]:
    """Record a judgement and apply it; WITHDRAWN takes back the one in force, and what is decided without an operator
    holds again. Returns the changes of the partition.

    The pair's earlier judgement, if any, is soft-deleted. Raises JudgementRefused, with the chain of judgements that
    contradict.
    """
    connection = records.connection
    a, b = sorted((find(connection, a), find(connection, b)))
    if verdict not in (*VERDICTS, WITHDRAWN):
        raise JudgementRefused(f"verdict: {verdict}: not one of {', '.join((*VERDICTS, WITHDRAWN))}")
    if a == b:
        raise JudgementRefused(f"{a}: a notice cannot be judged against itself")
    now = moment()
    if verdict == WITHDRAWN:
        if not judgements.end(connection, a, b, now):
            raise JudgementRefused(f"{a} and {b}: nothing was judged of them that could be withdrawn")
        return apply(records)
    judgement = Judgement(a, b, verdict, who, now, why)
    if chain := records.partition.judgements.contradiction(judgement):
        said = "; ".join(f"{row.a} {row.verdict} {row.b} ({row.who}, {row.when})" for row in chain)
        raise JudgementRefused(f"{a} {verdict} {b}: contradicted by {said}", chain)
    judgements.write(connection, judgement)
    return apply(records)


def apply(records: Records) -> list[Any]:
    """Bring the partition up to date with the table of judgements."""
    before, now = records.partition.judgements, judgements.load(records.connection)
    records.partition.judgements = now
    return records.take(judged=before.changed(now))


def find(connection: sqlite3.Connection, start: str) -> str:
    """The id of the notice whose id begins like this, or of the canonical notice of the record whose id does, also of
    one that was merged. Raises JudgementRefused where that is none, or several."""
    if not start:
        raise JudgementRefused("(nothing): no such notice")
    exact = connection.execute("SELECT id FROM notices WHERE id = ?", (start,)).fetchone()
    if exact:
        return exact[0]
    bounds = {"start": start, "end": f"{start}g"}
    found = {
        id
        for (id,) in connection.execute(
            """SELECT id FROM (SELECT id FROM notices WHERE id >= :start AND id < :end LIMIT 3)
           UNION SELECT notice_id FROM (SELECT notice_id FROM records
               WHERE id >= :start AND id < :end AND deleted_at IS NULL LIMIT 3)
           UNION SELECT r.notice_id FROM (SELECT new_id FROM redirects WHERE old_id >= :start AND old_id < :end LIMIT 3)
               JOIN records r ON r.id = new_id AND r.deleted_at IS NULL""",
            bounds,
        )
    }
    if len(found) > 1:
        # A record and its own canonical notice may begin alike; so may, of three million, two others.
        raise JudgementRefused(f"{start}: several notices begin so; give more of the id")
    if not found:
        raise JudgementRefused(f"{start}: no such notice")
    return found.pop()
