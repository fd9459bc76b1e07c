"""The queue: pairs of notices near the border that nobody has judged, those most worth an operator's minute first."""

from __future__ import annotations

import sqlite3
from math import log
from typing import Any

LOOKED_AT = 150  # pairs of each kind nearest the border, by index; the rest is farther from it than these
NEAR = 0.75  # merged at less similarity than this is worth a second look

_PAIRS = """
SELECT m.a, m.b, m.jaccard, m.containment, m.guard, m.decision, m.evidence,
    a.record_id AS record_a, b.record_id AS record_b, a.title AS title_a, b.title AS title_b,
    a.site AS site_a, b.site AS site_b, r.notices AS notices_a, s.notices AS notices_b
FROM (
    SELECT * FROM matches m WHERE decision = ? AND jaccard <= ?
        AND NOT EXISTS (SELECT 1 FROM judgements j WHERE j.a = m.a AND j.b = m.b AND j.deleted_at IS NULL)
    ORDER BY jaccard {order} LIMIT {limit}
) m
JOIN notices a ON a.id = m.a JOIN notices b ON b.id = m.b
JOIN records r ON r.id = a.record_id JOIN records s ON s.id = b.record_id
"""
# Who was asked about two records by way of one pair of their notices is not asked again by way of the next.
_ASKED = """
SELECT DISTINCT min(a.record_id, b.record_id), max(a.record_id, b.record_id)
FROM judgements j JOIN notices a ON a.id = j.a JOIN notices b ON b.id = j.b
WHERE deleted_at IS NULL AND a.record_id <> b.record_id
"""


def waiting(connection: sqlite3.Connection, limit: int = 50) -> list[dict[str, Any]]:
    """Unjudged pairs, most useful first, one a pair of records.

    A pair is useful when the engine was unsure, or decided close to the border, and when many notices hang on it.
    """
    cursor = connection.cursor()
    asked = set(cursor.execute(_ASKED))
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for decision, most, order in (("unsure", 1, "DESC"), ("different", 1, "DESC"), ("same", NEAR, "ASC")):
        cursor.execute(_PAIRS.format(order=order, limit=LOOKED_AT), (decision, most))
        names = [column[0] for column in cursor.description]
        for row in cursor:
            pair = dict(zip(names, row, strict=True))
            together = pair["record_a"] == pair["record_b"]
            if together != (decision == "same"):  # settled otherwise: by a judgement, or by way of another notice
                continue
            pair["use"] = _use(pair)
            key = (pair["a"], pair["b"]) if together else tuple(sorted((pair["record_a"], pair["record_b"])))
            if key in asked:
                continue
            if key not in best or best[key]["use"] < pair["use"]:
                best[key] = pair
    return sorted(best.values(), key=lambda pair: (-pair["use"], pair["a"], pair["b"]))[:limit]


def _use(pair: dict[str, Any]) -> float:
    """How much an answer is worth: doubt, times the size of what it would move."""
    likeness = max(pair["jaccard"], 0.8 * pair["containment"])
    doubt = {"unsure": 1.0, "different": 0.7 * likeness, "same": 1 - likeness}[pair["decision"]]
    return doubt * (1 + log(min(pair["notices_a"], pair["notices_b"])))
