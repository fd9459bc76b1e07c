"""A record taken away on an operator's word: personal data, a wrong import. No crawl and no decision ever does this.

Its texts go, for good, and its pages from the archive; a tombstone stays in `records`, the change feed says `deleted`,
and `_removed` keeps its notices from coming back. The same text published at another address is another notice, and
comes in as one.
"""

from __future__ import annotations

import sqlite3

from dedup.index import Index
from nouns.columns import RECORD
from output.clock import moment
from output.store import full_text
from output.store.archive import pruning
from output.store.judging import JudgementRefused, find

# What of a removed record's notices is kept in tables of their own.
_OF_NOTICES = (
    "DELETE FROM _raw WHERE node IN (SELECT node FROM notices WHERE record_id = ?1)",
    "DELETE FROM _folds WHERE pivot IN (SELECT node FROM notices WHERE record_id = ?1)",
    "DELETE FROM _places WHERE node IN (SELECT node FROM notices WHERE record_id = ?1)",
    "DELETE FROM notice_versions WHERE notice_id IN (SELECT id FROM notices WHERE record_id = ?1)",
    """DELETE FROM matches WHERE a IN (SELECT id FROM notices WHERE record_id = ?1)
       OR b IN (SELECT id FROM notices WHERE record_id = ?1)""",
    """UPDATE judgements SET deleted_at = ?2 WHERE deleted_at IS NULL AND (
           a IN (SELECT id FROM notices WHERE record_id = ?1) OR b IN (SELECT id FROM notices WHERE record_id = ?1))""",
    # Done, and never looked at again.
    """UPDATE _frontier SET state = 'done', check_at = NULL
       WHERE (site, url) IN (SELECT site, url FROM notices WHERE record_id = ?1)""",
    "DELETE FROM notices WHERE record_id = ?1",
)
SHORTEST = 8  # characters of an id, as much as is printed of one
# What a record says of its document; in which language and script is left.
_EMPTIED = tuple(
    column.name
    for column in RECORD
    if column.of != "own" and not column.required and column.name not in ("language", "script")
)


def remove(connection: sqlite3.Connection, start: str, who: str, why: str) -> tuple[str, int]:
    """Remove a living record, named by its id or by one of its notices, inside the caller's transaction.

    Returns its id and how many notices it had. Raises output.store.judging.JudgementRefused: no such record, no reason
    given."""
    if not why.strip():
        raise JudgementRefused("say why it is to go: it cannot be brought back")
    if len(start) < SHORTEST:
        raise JudgementRefused(f"{start}: give at least {SHORTEST} characters of the id: it cannot be brought back")
    notice = find(connection, start)
    (record,) = connection.execute("SELECT record_id FROM notices WHERE id = ?", (notice,)).fetchone()
    notices = connection.execute("SELECT id, node FROM notices WHERE record_id = ?", (record,)).fetchall()
    now = moment()
    pruning.unwanted(connection, record)
    connection.execute("PRAGMA secure_delete = ON")  # overwritten, not only let go
    full_text.remove(connection, record)
    Index(connection).remove([node for _id, node in notices])
    connection.executemany(
        "INSERT OR REPLACE INTO _removed VALUES (?, ?, ?, ?, ?)", [(id, record, who, now, why) for id, _node in notices]
    )
    for statement in _OF_NOTICES:
        connection.execute(statement, (record, now)[: 1 + ("?2" in statement)])
    rev = connection.execute(
        "INSERT INTO _changes (record, operation, changed_at) VALUES (?, 'deleted', ?)", (record, now)
    ).lastrowid
    connection.execute(
        f"""UPDATE records SET title = '', body = '', {", ".join(f"{field} = NULL" for field in _EMPTIED)},
                notices = 0, deleted_at = ?, rev = ? WHERE id = ?""",
        (now, rev, record),
    )
    return record, len(notices)
