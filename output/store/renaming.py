"""A site under another name, with everything it ever had: notices and records keep their ids.

An id is a digest of the name that the site had when its first notice came in and of the address: its key, which stays.
Plain functions on a connection; what writes stands in the writer's transaction.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

from output.clock import moment
from output.refusals import Refusal
from output.store import configured

SCHEMA = """
-- Sites whose notices bear ids of another name: the one they had, or where a name was taken over, one that nobody has.
CREATE TABLE _renamed (site TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
PLACES = ("notices", "run_sites", "_frontier")  # a name that stands there is somebody's
ABOUT = ("listed since", "full walk", "full walk begun")  # what _meta says of a site, before its name


class RenameRefused(Refusal):
    """Raised for a site that cannot bear the new name."""


def keys(connection: sqlite3.Connection) -> dict[str, str]:
    """What stands for a site in the ids of its notices, of those for which it is not the name."""
    return dict(connection.execute("SELECT site, key FROM _renamed"))


def done_before(connection: sqlite3.Connection, old: str, new: str) -> bool:
    """Whether the database knows the site by its new name already."""
    return _known(connection, new) and not _known(connection, old) and keys(connection).get(new) is not None


def heirs(connection: sqlite3.Connection, lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Sites that no file names any more -> the one site each, of which nothing is known yet, that now has a list of
    theirs: a table was given another name by hand. `lists`: the first pages of each site's lists."""
    new = {name: urls for name, urls in lists.items() if not _known(connection, name)}
    if not new:
        return {}
    found: dict[str, str] = {}
    for old, (state, _quiet) in configured.states(connection).items():
        if state in (configured.REMOVED, configured.ONCE):
            having = [name for name, urls in new.items() if any(_walked(connection, old, url) for url in urls)]
            if len(having) == 1:
                found[old] = having[0]
    several = Counter(found.values())
    return {old: heir for old, heir in found.items() if several[heir] == 1}


def _walked(connection: sqlite3.Connection, site: str, url: str) -> bool:
    said = "SELECT 1 FROM _frontier WHERE site = ? AND url = ? AND kind = 'listing'"
    return connection.execute(said, (site, url)).fetchone() is not None


def rename(connection: sqlite3.Connection, old: str, new: str) -> int:
    """Have a site bear another name, with all that is known of it. Records that show it get a rev each. Returns how
    many notices moved. Raises RenameRefused."""
    if done_before(connection, old, new):
        return _notices(connection, new)
    if _known(connection, new):
        raise RenameRefused(f"{new}: the database has notices or runs of a site of this name")
    held = keys(connection)
    key = held.pop(old, old)
    for table in _with_sites(connection):
        connection.execute(f'UPDATE "{table}" SET site = ? WHERE site = ?', (new, old))
    for table in ("rejects", "held_versions"):  # items as they came, from which notices may still be made
        connection.execute(
            f"""UPDATE {table} SET item = json_set(item, '$.site', ?1)
                WHERE json_valid(item) AND json_extract(item, '$.site') = ?2""",
            (new, old),
        )
    for said in ABOUT:
        connection.execute("UPDATE _meta SET key = ? WHERE key = ?", (f"{said} {new}", f"{said} {old}"))
    connection.execute("DELETE FROM _renamed WHERE site IN (?, ?)", (old, new))
    if key != new:
        connection.execute("INSERT INTO _renamed VALUES (?, ?)", (new, key))
    if key == old and old not in held.values():  # whoever takes the old name must not be taken for this one
        connection.execute("INSERT INTO _renamed VALUES (?, ?)", (old, f"{old}~{moment()}"))
    shown = [
        record
        for (record,) in connection.execute(
            "SELECT r.id FROM records r JOIN notices n ON n.id = r.notice_id WHERE n.site = ? AND r.deleted_at IS NULL",
            (new,),
        )
    ]
    (rev,) = connection.execute("SELECT coalesce(max(rev), 0) FROM _changes").fetchone()
    now = moment()
    changes = [(rev + n, record) for n, record in enumerate(shown, 1)]
    connection.executemany("INSERT INTO _changes VALUES (?, ?, 'changed', NULL, ?)", [(*each, now) for each in changes])
    connection.executemany("UPDATE records SET rev = ? WHERE id = ?", changes)
    return _notices(connection, new)


def _notices(connection: sqlite3.Connection, site: str) -> int:
    return connection.execute("SELECT count(*) FROM notices WHERE site = ?", (site,)).fetchone()[0]


def _known(connection: sqlite3.Connection, site: str) -> bool:
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE site = ? LIMIT 1", (site,)).fetchone() for table in PLACES
    )


def _with_sites(connection: sqlite3.Connection) -> list[str]:
    """Tables that say of which site each row is."""
    return [
        name
        for (name,) in connection.execute(
            """SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'site'
           WHERE m.type = 'table' AND m.name NOT IN ('_renamed', '_configured')"""
        )
    ]
