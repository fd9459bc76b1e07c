"""The judgements in force, as the database has them."""

from __future__ import annotations

import sqlite3

from dedup.judgements import Judgement, Judgements


def load_judgements(connection: sqlite3.Connection) -> Judgements[str]:
    """The judgements in force: those that nobody has taken back."""
    rows = connection.execute(
        "SELECT a, b, verdict, judged_by, judged_at, coalesce(why, '') FROM judgements WHERE deleted_at IS NULL"
    )
    return Judgements(Judgement(*row) for row in rows)
