"""What is known against an address: it could not be fetched or read, its page was not believed, what came of it could
not be kept. When it is tried again, and what a site's lists show that came to nothing. Like output/store/frontier.py,
whose table it is: plain functions on the writer's connection.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from output.clock import moment
from output.store import notices, renaming
from output.store.frontier import Fetched, done, spread
from pipelines.identity import notice_id

MAX_TRIES = 5  # runs that may fail on an address before it is left alone
FAILED_RETRY_DAYS = 30  # and for how long
REFUSED_DAYS = (0, 0, 1, 2, 3)  # a page that is not believed waits so long, by how often it was tried; then the last
HELD_DAYS = 0.6  # until an article is read again whose new version is held back, or whose page had no text
REFUSED = "not believed: "  # begins the reason of an address whose page was refused


def failed(connection: sqlite3.Connection, site: str, url: str, reason: str, final: bool = False) -> bool:
    """An address could not be fetched or read: the next runs try again, until MAX_TRIES or a final answer. Returns
    whether it is given up.

    An article that was read before ends as `done`: a failing look at it again takes nothing away. What the list says
    has changed stays pending as long as anything new.
    """
    connection.execute(
        """UPDATE _frontier SET reason = :reason, tries = tries + 1,
               state = CASE WHEN state = 'done' THEN 'done' WHEN NOT :final AND tries + 1 < :most THEN 'pending'
                   WHEN kind = 'article' AND checked_at IS NOT NULL THEN 'done' ELSE 'failed' END,
               check_at = CASE WHEN :final OR tries + 1 >= :most THEN :later ELSE check_at END
           WHERE site = :site AND url = :url""",
        {
            "reason": reason,
            "final": final,
            "most": MAX_TRIES,
            "later": moment(FAILED_RETRY_DAYS * spread(url)),
            "site": site,
            "url": url,
        },
    )
    row = connection.execute("SELECT state FROM _frontier WHERE site = ? AND url = ?", (site, url)).fetchone()
    return bool(row) and row[0] == "failed"


def refused(connection: sqlite3.Connection, site: str, url: str, reason: str) -> None:
    """A page was fetched and is not believed to be the article (crawler/trust/belief.py). It waits, longer each time,
    and is never given up: what it should have said is missing as long as it does not say it."""
    row = connection.execute("SELECT tries FROM _frontier WHERE site = ? AND url = ?", (site, url)).fetchone()
    tries = row[0] if row else 0
    days = REFUSED_DAYS[min(tries, len(REFUSED_DAYS) - 1)]
    connection.execute(
        "UPDATE _frontier SET reason = ?, tries = tries + 1, not_before = ? WHERE site = ? AND url = ?",
        (f"{REFUSED}{reason}", moment(days * spread(url)) if days else moment(), site, url),
    )


def not_believed(connection: sqlite3.Connection, site: str) -> dict[str, str]:
    """Addresses of a site that were fetched and not believed, with the reason."""
    rows = connection.execute(
        """SELECT url, substr(reason, ?2) FROM _frontier
           WHERE site = ?1 AND not_before IS NOT NULL AND reason LIKE ?3""",
        (site, len(REFUSED) + 1, f"{REFUSED}%"),
    )
    return dict(rows)


def rejected(connection: sqlite3.Connection, site: str, url: str, reason: str) -> None:
    """An address was fetched, and what came of it could not be kept. Most such pages are whole on the next day: it is
    looked at then, and each time twice as late."""
    row = connection.execute(
        "SELECT wait_days FROM _frontier WHERE site = ? AND url = ? AND reason LIKE 'rejected%'", (site, url)
    ).fetchone()
    days = min(2 * row[0], FAILED_RETRY_DAYS) if row else HELD_DAYS
    done(connection, [Fetched(site, url)])
    connection.execute(
        """UPDATE _frontier SET reason = ?, wait_days = ?, check_at = iif(kind = 'article', ?, check_at)
           WHERE site = ? AND url = ?""",
        (f"rejected: {reason}", days, moment(days * spread(url)), site, url),
    )


def still_listed(connection: sqlite3.Connection, site: str, urls: Sequence[str]) -> None:
    """A list shows these: keep when, of those that something is known against."""
    connection.execute(
        """UPDATE _frontier SET listed_at = ? WHERE site = ? AND kind = 'article' AND reason IS NOT NULL
           AND url IN (SELECT value FROM json_each(?))""",
        (moment(), site, json.dumps(list(urls))),
    )


def missing(connection: sqlite3.Connection, site: str) -> dict[str, str]:
    """The addresses that a list still shows and that came to nothing whenever they were tried, each with the reason.
    What was kept of one earlier, or removed by an operator, is not missing."""
    since = connection.execute("SELECT value FROM _meta WHERE key = ?", (f"listed since {site}",)).fetchone()
    rows = connection.execute(
        """SELECT url, coalesce(reason, state) FROM _frontier WHERE site = ? AND kind = 'article'
           AND (state = 'failed' OR state = 'pending' AND tries > 0 OR state = 'done' AND reason LIKE 'rejected%')
           AND coalesce(listed_at, discovered_at) >= ? ORDER BY listing_url, position""",
        (site, since[0] if since else ""),
    )
    key = renaming.keys(connection).get(site, site)
    found = {notice_id(key, url): (url, reason) for url, reason in rows}
    there = notices.known(connection, found) | notices.removed(connection, found)
    return {url: reason for id, (url, reason) in found.items() if id not in there}


def look_tomorrow(connection: sqlite3.Connection, addresses: Iterable[tuple[str, str]]) -> None:
    """(site, address) of articles whose new version is held back: seen again on another day, it is believed."""
    connection.executemany(
        "UPDATE _frontier SET check_at = ? WHERE site = ? AND url = ?",
        [(moment(HELD_DAYS), site, url) for site, url in addresses],
    )


def fetch_whole(connection: sqlite3.Connection, addresses: Iterable[tuple[str, str]]) -> None:
    """(site, address) of articles whose pages could not be kept: fetched again tomorrow, whatever the server named its
    version by."""
    connection.executemany(
        "UPDATE _frontier SET check_at = ?, etag = NULL, last_modified = NULL WHERE site = ? AND url = ?",
        [(moment(HELD_DAYS), site, url) for site, url in addresses],
    )
