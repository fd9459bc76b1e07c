"""Versions held back: a good text is not replaced by a worse one until that was seen again on another day, or an
operator accepts it. Stands under `output/store/notices.py`, inside the writer's transaction; `why` is the rule, and
pure."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import Any

from nouns.items import plain
from output.clock import moment
from output.refusals import Refusal
from pipelines.likeness import UNRELATED, comparable_title, related, similarity

LOST_MOST = 0.5  # a version that keeps less of a text's length has lost most of it
WORTH = 60  # characters by which a text must have shrunk for that: shorter ones are rewritten by hand
OTHER = 0.8  # share of a text's characters in lines that the new version lacks, from which it is another text
MANY = 5  # notices of a site changed in one run, and more than half of those read again: it has changed, not they
LOSES = 0.2  # share of lines lost from which a change counts as one of the many
AGAIN_DAYS = 0.5  # between two sightings that count as two days

LOST_TEXT = "lost most of its text"
LOST_DATE = "lost its date"
LOST_TITLE = "lost its title"
ANOTHER_TEXT = "says something else entirely"
SAME_TEXT = "says the same as another notice of the site"
AT_ONCE = "one of many that changed at once"
FOR_OPERATORS = frozenset((SAME_TEXT, LOST_TITLE))  # being seen again proves nothing for these


class HeldRefused(Refusal):
    """Raised for a word on a version that is not held back."""


class Looks:
    """What a run found when it read known notices of a site again: how many, and how many of them were worse."""

    def __init__(self) -> None:
        self.read: Counter[str] = Counter()
        self.worse: Counter[str] = Counter()

    def many(self, site: str) -> bool:
        """Whether most of a site lost text or became of a later day: a broken layout, a site that was moved."""
        return self.worse[site] > MANY and 2 * self.worse[site] > self.read[site]


def lost(old: str, new: str) -> float:
    """Share of a text's characters in lines that the new one lacks, 0 to 1."""
    lines, kept = old.split("\n"), set(new.split("\n"))
    gone = sum(len(line) for line in lines if line not in kept)
    return gone / max(1, sum(map(len, lines)))


def why(old: Mapping[str, Any], new: Mapping[str, Any], same_text: bool, same_title: bool, many: bool) -> str | None:
    """Why a new version is not believed yet; None: it is.

    `same_text`, `same_title`: another notice of the site, of an unrelated title, says the new text; another of another
    text bears the new title. `many`: most of what this run read again has lost text or is of another day.
    """
    if new["body"] and same_text:
        return SAME_TEXT
    if _shrunk(old["body"], new["body"]):
        return LOST_TEXT
    if old["published"] and not new["published"]:
        return LOST_DATE
    if same_title and similarity(comparable_title(old["title"]), comparable_title(new["title"])) < UNRELATED:
        return LOST_TITLE
    gone = lost(old["body"], new["body"])
    if gone >= OTHER and len(old["body"]) >= WORTH:
        return ANOTHER_TEXT
    return AT_ONCE if many and (gone >= LOSES or _redated(old, new)) else None


def _redated(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a notice is of a later day than it was: a site that moved says of all that they are of today."""
    before, now = ((row["published"] or "")[:10] for row in (old, new))
    return len(before) == len(now) and before < now


def _shrunk(old: str, new: str) -> bool:
    """Whether a text is gone, or most of one that is worth it."""
    if not new:
        return bool(old)
    return len(new) < LOST_MOST * len(old) and len(old) - len(new) >= WORTH


def hold(
    connection: sqlite3.Connection, old: Mapping[str, Any], new: Mapping[str, Any], item: Any, looks: Looks
) -> str | None:
    """Whether the new version of a stored notice is kept back: "held", "refused" by an operator before, or None. What
    was held and has been seen again on another day, or was accepted, is not."""
    site = new["site"]
    looks.read[site] += 1
    looks.worse[site] += lost(old["body"], new["body"]) >= LOSES or _redated(old, new)
    row = connection.execute(
        "SELECT state, reason, first_seen < ? FROM held_versions WHERE notice_id = ? AND body_hash = ?",
        (moment(-AGAIN_DAYS), new["id"], new["body_hash"]),
    ).fetchone()
    if row and row[0] != "held":
        return None if row[0] == "accepted" else "refused"
    reason = why(old, new, *_others(connection, new), looks.many(site))
    if reason is None:
        return None
    if row and row[2] and row[1] not in FOR_OPERATORS and reason not in FOR_OPERATORS:
        _decide(connection, new["id"], new["body_hash"], "accepted", None)
        return None
    now = moment()
    said = json.dumps(plain(item), ensure_ascii=False, default=str)
    said = said.encode("utf-8", "backslashreplace").decode("utf-8")
    connection.execute(
        """INSERT INTO held_versions VALUES (?, ?, ?, ?, ?, ?, ?, 'held', ?, ?, NULL)
           ON CONFLICT (notice_id, body_hash) DO UPDATE SET last_seen = excluded.last_seen, reason = excluded.reason""",
        (new["id"], new["body_hash"], new["title"], new["body"], new["published"], said, reason, now, now),
    )
    return "held"


def _others(connection: sqlite3.Connection, new: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether another notice of the site says the new text under an unrelated title, stored or held back; and whether
    one of another text bears the new title."""
    title = comparable_title(new["title"])
    texts = connection.execute(
        """SELECT title FROM notices WHERE site = ?1 AND body_hash = ?2 AND id <> ?3 UNION
           SELECT h.title FROM held_versions h JOIN notices n ON n.id = h.notice_id
           WHERE n.site = ?1 AND h.body_hash = ?2 AND h.notice_id <> ?3""",
        (new["site"], new["body_hash"], new["id"]),
    )
    same_text = any(not related(title, comparable_title(other)) for (other,) in texts)
    same_title = connection.execute(
        "SELECT 1 FROM notices WHERE site = ? AND title = ? AND id <> ? AND body_hash <> ? LIMIT 1",
        (new["site"], new["title"], new["id"], new["body_hash"]),
    ).fetchone()
    return same_text, same_title is not None


def forget(connection: sqlite3.Connection, notice: str) -> None:
    """The page says again what is stored: what was held back of it was an accident."""
    connection.execute("DELETE FROM held_versions WHERE notice_id = ? AND state = 'held'", (notice,))


def _decide(connection: sqlite3.Connection, notice: str, body_hash: str, state: str, who: str | None) -> None:
    connection.execute(
        "UPDATE held_versions SET state = ?, decided_by = ?, last_seen = ? WHERE notice_id = ? AND body_hash = ?",
        (state, who, moment(), notice, body_hash),
    )


def decide(
    connection: sqlite3.Connection, notice: str, accept: bool, who: str, body_hash: str | None = None
) -> dict[str, Any]:
    """An operator's word on the newest version held back of a notice; `body_hash`: of the one that was looked at, which
    must be that. Returns the whole of it. Raises HeldRefused."""
    row = connection.execute(
        """SELECT body_hash, item FROM held_versions WHERE notice_id = ? AND state = 'held'
           ORDER BY last_seen DESC LIMIT 1""",
        (notice,),
    ).fetchone()
    if row is None:
        raise HeldRefused(f"{notice}: nothing of it is held back")
    if body_hash not in (None, row[0]):
        raise HeldRefused(f"{notice}: another version of it is held back by now; look at it first")
    _decide(connection, notice, row[0], "accepted" if accept else "refused", who)
    return json.loads(row[1])


def waiting(connection: sqlite3.Connection, site: str | None = None) -> list[dict[str, Any]]:
    """Versions held back, of a site or of all, newest first: what they say and what is stored."""
    cursor = connection.execute(
        """SELECT h.notice_id AS notice, n.site, n.url, n.title, h.title AS new_title, h.reason, h.first_seen,
               h.last_seen, length(n.body) AS characters, length(h.body) AS new_characters, n.body,
               h.body AS new_body, h.body_hash
           FROM held_versions h JOIN notices n ON n.id = h.notice_id
           WHERE h.state = 'held' AND (?1 IS NULL OR n.site = ?1) ORDER BY h.last_seen DESC, h.notice_id""",
        (site,),
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def counts(connection: sqlite3.Connection, site: str) -> Counter[str]:
    """How many versions of a site's notices are held back, by reason."""
    return Counter(
        dict(
            connection.execute(
                """SELECT h.reason, count(*) FROM held_versions h JOIN notices n ON n.id = h.notice_id
           WHERE h.state = 'held' AND n.site = ? GROUP BY h.reason""",
                (site,),
            )
        )
    )
