"""By which platform each site's pages are made (crawler/read/tells.py), and what sites of one platform share: lines
that at least SITES of them were found to have for their own are the platform's (打印本页, 关闭窗口), and known to the
next one from its first page on; a site of two notices would never learn them.

Nothing else is shared. What changes in addresses a site's own list shows in its second run, before anything is fetched
twice, and a parameter that says nothing on one site is a topic on the next; lists and pages are read without learning.
Plain functions on a connection.
"""

from __future__ import annotations

import sqlite3

from output.clock import moment

SITES = 3
SCHEMA = """
CREATE TABLE _platforms (site TEXT PRIMARY KEY NOT NULL, platform TEXT NOT NULL, since TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
"""


def note(connection: sqlite3.Connection, site: str, platform: str) -> dict[int, str]:
    """A site's list says that this platform made it. Returns what is known by that: `lines`."""
    connection.execute(
        """INSERT INTO _platforms VALUES (?1, ?2, ?3) ON CONFLICT (site) DO UPDATE
           SET platform = excluded.platform, since = excluded.since WHERE platform <> excluded.platform""",
        (site, platform, moment()),
    )
    return lines(connection, site)


def of(connection: sqlite3.Connection, site: str) -> str | None:
    """A site's platform, if a crawl has seen one."""
    row = connection.execute("SELECT platform FROM _platforms WHERE site = ?", (site,)).fetchone()
    return row and row[0]


def lines(connection: sqlite3.Connection, site: str) -> dict[int, str]:
    """Lines that are the site's because they are those of other sites of its platform: key -> text. Not those of which
    an operator says, of any of them, that they are none."""
    rows = connection.execute(
        """SELECT f.key, min(f.line) FROM _platforms ours JOIN _platforms theirs USING (platform)
           JOIN site_furniture f ON f.site = theirs.site
           WHERE ours.site = ?1 AND theirs.site <> ?1
           GROUP BY f.key HAVING sum(f.decision <> 'kept') >= ?2 AND NOT max(f.decision = 'kept')""",
        (site, SITES),
    )
    return {int(key, 16): line for key, line in rows}
