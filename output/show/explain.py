"""Why two notices share a record or do not: scores, guards, judgements and the differing passages, as plain data."""

from __future__ import annotations

import json
import sqlite3
from itertools import product
from typing import Any

from dedup import ENGINE, instead
from dedup.evidence import passages
from dedup.overlap import MIN_CONTAINMENT, MIN_JACCARD
from dedup.verify import Decision, Document, decide
from output.store.folds import voters
from output.store.judging import find
from output.store.learned import load
from output.store.notices import raw
from pipelines.likeness import key_of

PASSAGES = 12
CONTEXT = 15  # shared characters shown around what differs


def pair(connection: sqlite3.Connection, a: str, b: str, limit: int = PASSAGES) -> dict[str, Any]:
    """Everything an operator needs to judge a pair. Raises output.store.judging.JudgementRefused for an unknown
    notice."""
    a, b = sorted((find(connection, a), find(connection, b)))
    notices = [_notice(connection, notice) for notice in (a, b)]
    documents = [Document(n["id"], n["title"], _standing(n), n["published"], n["site"]) for n in notices]
    made = decide(*documents)
    judged = connection.execute(
        """SELECT verdict, judged_by, judged_at, why FROM judgements WHERE a = ? AND b = ? AND deleted_at IS NULL""",
        (a, b),
    ).fetchone()
    return {
        "a": notices[0],
        "b": notices[1],
        "same_record": notices[0]["record_id"] == notices[1]["record_id"],
        "jaccard": made.jaccard,
        "containment": made.containment,
        "guard": made.guard,
        "decision": made.decision,
        "evidence": made.evidence or _overlap(made),
        "engine": ENGINE,
        "folded": _folded(connection, a, b),
        "judgement": judged and dict(zip(("verdict", "judged_by", "judged_at", "why"), judged, strict=True)),
        "passages": [list(both) for both in passages(notices[0]["body"], notices[1]["body"], limit, CONTEXT)],
    }


def one(connection: sqlite3.Connection, notice: str) -> dict[str, Any]:
    """A notice, its record, and every pair with it that was scored. Raises JudgementRefused for an unknown notice."""
    notice = find(connection, notice)
    told = _notice(connection, notice)
    told.pop("body")
    scored = connection.execute(
        """SELECT iif(m.a = ?1, m.b, m.a) AS other, n.title, n.record_id, m.jaccard, m.containment, m.guard, m.decision,
                  m.evidence, m.decided_by, m.decided_at
           FROM matches m LEFT JOIN notices n ON n.id = iif(m.a = ?1, m.b, m.a)
           WHERE m.a = ?1 OR m.b = ?1 ORDER BY m.jaccard DESC""",
        (notice,),
    )
    names = [column[0] for column in scored.description]
    return {"notice": told, "matches": [dict(zip(names, row, strict=True)) for row in scored]}


def cleaning(connection: sqlite3.Connection, notice: str) -> dict[str, Any]:
    """A notice before and after cleaning. Raises JudgementRefused for an unknown notice."""
    notice = find(connection, notice)
    before = raw(connection, notice) or ("", "")
    after = connection.execute("SELECT title, body, tag, flags FROM notices WHERE id = ?", (notice,)).fetchone()
    said = {key_of(line) for line in before[1].split("\n")} - {key_of(line) for line in after[1].split("\n")}
    site = connection.execute("SELECT site FROM notices WHERE id = ?", (notice,)).fetchone()[0]
    furniture = [line for key, line in load(connection, site)["lines"].items() if key in said]
    return {
        "notice": notice,
        "title_raw": before[0],
        "title": after[0],
        "tag": after[2],
        "flags": after[3],
        "site_furniture": furniture,
        "body_raw": before[1],
        "body": after[1],
    }


def _folded(connection: sqlite3.Connection, a: str, b: str) -> dict[str, Any] | None:
    """Where two notices are of clusters that were folded into one record: the pivots of these, and the pairs of their
    notices that speak for it."""
    rows = connection.execute(
        """SELECT p.pivot, coalesce(f.canonical, p.pivot), q.id FROM notices n JOIN _places p USING (node)
           LEFT JOIN _folds f ON f.pivot = p.pivot JOIN notices q ON q.node = p.pivot WHERE n.id IN (?, ?)""",
        (a, b),
    ).fetchall()
    clusters, records, names = zip(*rows, strict=True) if len(rows) == 2 else ((0,), (0,), ())
    if len(set(records)) > 1 or len(set(clusters)) < 2:
        return None
    pairs = [*product(*(voters(connection, pivot) for pivot in clusters))]
    told = connection.execute(
        """SELECT a, b FROM matches WHERE decision = 'same' AND (a, b) IN
           (SELECT min(x.id, y.id), max(x.id, y.id) FROM json_each(?) e
            JOIN notices x ON x.node = json_extract(e.value, '$[0]')
            JOIN notices y ON y.node = json_extract(e.value, '$[1]')) ORDER BY jaccard DESC""",
        (json.dumps(pairs),),
    )
    return {"pivots": list(names), "same": [list(pair) for pair in told]}


def _overlap(made: Decision) -> str:
    """In words, why a pair on which no guard spoke was decided as it was."""
    needed = f"needed: jaccard {MIN_JACCARD} or containment {MIN_CONTAINMENT}"
    said = "they share too little" if made.decision == "different" else "nothing speaks against it"
    return f"{said}; {needed}"


def _notice(connection: sqlite3.Connection, notice: str) -> dict[str, Any]:
    cursor = connection.execute(
        """SELECT id, record_id, site, coalesce(link, url) AS url, title, tag, published, similarity, attachments,
               flags, file_hash, body FROM notices WHERE id = ?""",
        (notice,),
    )
    told = dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))
    return told | {name: json.loads(told[name]) for name in ("attachments", "flags")}


def _standing(notice: dict[str, Any]) -> str:
    return instead.body(notice["body"], notice["attachments"], notice["file_hash"])
