"""What the pages of a record and of a pair show, read from the database as plain data."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dedup.evidence import passages
from output.show.differences import side_by_side
from output.show.state import rows
from output.store.judging import JudgementRefused, find

SHOWN = 20_000  # characters of a text on its record's page; the whole is a link away
COMPARED = 20_000  # longer texts are compared on a page of their own
REPOSTS = 20  # a page


def record(connection: sqlite3.Connection, start: str, page: int = 1) -> dict[str, Any] | None:
    """A record with its reposts, versions, judgements and what was kept apart from it. None: no such record."""
    found = rows(connection, "SELECT * FROM records WHERE id = ?", start)
    if not found:
        try:
            notice = find(connection, start)
        except JudgementRefused:
            return None
        (id,) = connection.execute("SELECT record_id FROM notices WHERE id = ?", (notice,)).fetchone()
        return {"redirect": f"/-/record/{id}"}
    told = found[0]
    if told["deleted_at"]:
        moved = connection.execute("SELECT new_id FROM redirects WHERE old_id = ?", (start,)).fetchone()
        if moved:
            return {"redirect": f"/-/record/{moved[0]}"}
    body, canonical = told.pop("body"), told["notice_id"]
    copies = rows(
        connection,
        """
        SELECT id, site, coalesce(link, url) AS link, tag, title, published, source, similarity, body_hash, first_seen,
            archive_file, flags, iif(length(body) <= ?, body, NULL) AS body
        FROM notices WHERE record_id = ? ORDER BY node LIMIT ? OFFSET ?""",
        COMPARED,
        start,
        REPOSTS,
        (page - 1) * REPOSTS,
    )
    for copy in copies:
        copy["passages"] = differing(body, copy.pop("body")) if copy["id"] != canonical else []
    versions = rows(
        connection,
        """
        SELECT v.notice_id, v.version, v.title, v.replaced_at, n.site, length(v.body) AS characters,
            iif(length(v.body) <= ?1, v.body, NULL) AS body, iif(length(n.body) <= ?1, n.body, NULL) AS now
        FROM notice_versions v JOIN notices n ON n.id = v.notice_id
        WHERE v.notice_id IN (SELECT id FROM notices WHERE record_id = ?2 LIMIT 1000)
        ORDER BY v.replaced_at DESC LIMIT 10""",
        COMPARED,
        start,
    )
    for version in versions:
        version["passages"] = differing(version.pop("now"), version.pop("body"))
    apart = rows(
        connection,
        """
        SELECT iif(m.a = ?1, m.b, m.a) AS other, n.title, n.record_id, n.site, m.jaccard, m.containment, m.guard,
            m.decision, m.evidence
        FROM matches m JOIN notices n ON n.id = iif(m.a = ?1, m.b, m.a)
        WHERE (m.a = ?1 OR m.b = ?1) AND n.record_id <> ?2 ORDER BY m.jaccard DESC LIMIT 20""",
        canonical,
        start,
    )
    judged = rows(
        connection,
        """
        SELECT a, b, verdict, judged_by, judged_at, why FROM judgements
        WHERE deleted_at IS NULL AND (a IN (SELECT id FROM notices WHERE record_id = ?1 LIMIT 1000)
            OR b IN (SELECT id FROM notices WHERE record_id = ?1 LIMIT 1000)) LIMIT 50""",
        start,
    )
    first = rows(
        connection, "SELECT site, coalesce(link, url) AS link, attachments FROM notices WHERE id = ?", canonical
    )
    return {
        "record": told,
        "canonical": first[0] if first else {},
        "attached": _attached(first),
        "text": body[:SHOWN],
        "more": len(body) - SHOWN,
        "copies": copies,
        "versions": versions,
        "apart": apart,
        "judged": judged,
        "page": page,
        "pages": -(-told["notices"] // REPOSTS),
    }


def _attached(canonical: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Files and pictures of a record's canonical notice: what to call each, and its address."""
    listed = json.loads(canonical[0]["attachments"]) if canonical else []
    return [(name or url, url) for name, url in listed if url.startswith(("http://", "https://"))]


def differing(a: str | None, b: str | None) -> list[Any] | None:
    """Differing passages, marked; None for texts too long to compare in passing."""
    if a is None or b is None or len(a) > COMPARED:
        return None
    if a == b:
        return []
    return [row for x, y in passages(a, b, 4, context=8) for row in side_by_side(x[:400], y[:400])]


def pair(connection: sqlite3.Connection, a: str, b: str) -> dict[str, Any] | None:
    """Two notices side by side. None: there are not two such notices."""
    a, b = sorted((a, b))
    notices = rows(
        connection,
        """
        SELECT id, record_id, site, tag, title, published, source, region, body FROM notices WHERE id IN (?, ?)
        ORDER BY id""",
        a,
        b,
    )
    if len(notices) != 2:
        return None
    texts = [notice.pop("body") for notice in notices]
    scored = rows(connection, "SELECT * FROM matches WHERE a = ? AND b = ?", a, b)
    judged = rows(connection, "SELECT * FROM judgements WHERE a = ? AND b = ? AND deleted_at IS NULL", a, b)
    return {
        "notices": notices,
        "rows": side_by_side(*texts),
        "titles": side_by_side(*(n["title"] for n in notices)),
        "match": scored[0] if scored else None,
        "judgement": judged[0] if judged else None,
        "together": notices[0]["record_id"] == notices[1]["record_id"],
        "cut": max(map(len, texts)) > 12_000,
    }
