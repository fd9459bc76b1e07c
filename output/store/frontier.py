"""The frontier: which addresses are to be fetched, and which were (what failed: output/store/failures.py). Plain
functions on the writer's connection, inside its transaction, so that an address's state and what came of it are one
commit.

A listing walk leaves its next page here as `pending` in the same transaction that takes in the page: that row is
the cursor from which a killed walk goes on.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nouns.items import Address
from output.clock import moment

RECHECK_FIRST_DAYS = 7
RECHECK_MAX_DAYS = 180
SPREAD = 0.2  # share of a wait by which addresses differ, so that what came in on one day is not due on one day


def spread(url: str) -> float:
    """By what this address's waits are multiplied: from 1 - SPREAD to 1 + SPREAD, the same every time."""
    return 1 - SPREAD + 2 * SPREAD * zlib.crc32(url.encode("utf-8", "surrogatepass")) / 2**32


class Fetched(NamedTuple):
    """An address that was fetched. `outcome` (new, changed, unchanged) sets when it is looked at again."""

    site: str
    url: str
    outcome: str = "unchanged"
    etag: str | None = None
    last_modified: str | None = None
    whole: int | None = None


def pending(connection: sqlite3.Connection, site: str) -> list[Address]:
    """What earlier runs left: pages and articles not fetched yet, then articles due to be looked at again.

    Due is also what was looked at in a time to come: the clock was wrong then, and so is what follows from it.
    """
    rows = connection.execute(
        """SELECT url, kind, walk, page, listing_url, position, title, published_raw, etag, last_modified,
                  state = 'done', coalesce(link, ''), tries, coalesce(whole, 0) FROM _frontier
           WHERE site = ?1 AND (not_before IS NULL OR not_before <= ?2)
               AND (state = 'pending' OR (kind = 'article' AND (check_at <= ?2 OR checked_at > ?2)))
           ORDER BY kind = 'article', state = 'done', page, listing_url, position""",
        (site, moment()),
    )
    return [Address(*row)._replace(known=bool(row[10])) for row in rows]


def whole(connection: sqlite3.Connection, site: str, urls: Sequence[str]) -> dict[str, int]:
    """Of these addresses, the bytes of their pages when they last had their end."""
    marks = ",".join("?" * len(urls))
    query = f"SELECT url, whole FROM _frontier WHERE whole IS NOT NULL AND site = ? AND url IN ({marks})"
    return dict(connection.execute(query, (site, *urls)))


def known(connection: sqlite3.Connection, site: str, urls: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """Of these addresses, those already discovered, each with the title and date its listing showed."""
    rows = connection.execute(
        """SELECT url, title, published_raw FROM json_each(?2) CROSS JOIN _frontier ON site = ?1 AND url = value
           WHERE kind = 'article'""",
        (site, json.dumps(list(urls))),
    )
    return {url: (title, published) for url, title, published in rows}


def start_walk(connection: sqlite3.Connection, site: str, full_walk_days: int) -> str:
    """Whether this run walks the listing to its end (`full`) or until it meets what it knows (`incremental`).

    While the cursor of an unfinished walk is pending, page one is walked incrementally: the cursor does the rest.
    """
    if connection.execute(
        "SELECT 1 FROM _frontier WHERE site = ? AND kind = 'listing' AND state = 'pending' AND page > 1", (site,)
    ).fetchone():
        return "incremental"
    row = connection.execute("SELECT value FROM _meta WHERE key = ?", (f"full walk {site}",)).fetchone()
    # A clock that was set back leaves a time to come; it counts as never.
    if row and moment(-full_walk_days) < row[0] <= moment():
        return "incremental"
    connection.execute("INSERT OR REPLACE INTO _meta VALUES (?, ?)", (f"full walk begun {site}", moment()))
    return "full"


def end_walk(connection: sqlite3.Connection, site: str) -> None:
    """A full walk has reached the end of its listing: what no list showed since it began is in it no longer."""
    connection.execute("INSERT OR REPLACE INTO _meta VALUES (?, ?)", (f"full walk {site}", moment()))
    connection.execute(
        "INSERT OR REPLACE INTO _meta SELECT ?, value FROM _meta WHERE key = ?",
        (f"listed since {site}", f"full walk begun {site}"),
    )


def discover(connection: sqlite3.Connection, site: str, addresses: Iterable[Address]) -> None:
    """Remember addresses to fetch. One whose title or date in the listing changed is to be fetched again."""
    connection.executemany(
        """INSERT INTO _frontier (site, url, kind, state, walk, page, listing_url, position, title, published_raw,
               discovered_at, link) VALUES (?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (site, url) DO UPDATE SET
               state = 'pending', walk = excluded.walk, page = excluded.page, tries = 0, not_before = NULL,
               listing_url = excluded.listing_url, position = excluded.position, title = excluded.title,
               published_raw = excluded.published_raw, link = excluded.link""",
        [
            (
                site,
                a.url,
                a.kind,
                a.walk,
                a.page,
                a.listing_url,
                a.position,
                a.title,
                a.published_raw,
                moment(),
                a.link or None,
            )
            for a in addresses
        ],
    )


def articles(connection: sqlite3.Connection, site: str) -> list[str]:
    """Every address of an article that lists have led to, and the forms it is found by."""
    rows = connection.execute("SELECT url, bare FROM _frontier WHERE site = ? AND kind = 'article'", (site,))
    return [url for row in rows for url in row if url]


def shown(connection: sqlite3.Connection, site: str, addresses: Iterable[Address]) -> None:
    """What lists that were read again say of articles: an address that they had not led to is there by now, and what
    is known of the others stays."""
    connection.executemany(
        """INSERT INTO _frontier (site, url, kind, state, walk, page, listing_url, position, title, published_raw,
               discovered_at, link) VALUES (?, ?, 'article', 'pending', ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (site, url) DO UPDATE SET title = excluded.title, published_raw = excluded.published_raw""",
        [
            (site, a.url, a.walk, a.page, a.listing_url, a.position, a.title, a.published_raw, moment(), a.link or None)
            for a in addresses
        ],
    )


def relink(connection: sqlite3.Connection, site: str, links: Mapping[str, str]) -> None:
    """Keep what pages link today for addresses, where it is not what they are known by. What failed under
    that form, which earlier versions asked for, is tried again."""
    connection.executemany(
        """UPDATE _frontier SET link = ?3, tries = iif(link IS NULL, 0, tries),
               state = iif(state = 'failed' AND link IS NULL, 'pending', state)
           WHERE site = ?1 AND url = ?2 AND link IS NOT ?3""",
        [(site, url, link) for url, link in links.items()],
    )


# When an article is looked at again: one that does not change half as often each time, one that does twice as often.
_WAIT = f"""CASE :outcome WHEN 'new' THEN max({RECHECK_FIRST_DAYS}, wait_days) WHEN 'changed' THEN max(1, wait_days / 2)
    ELSE iif(checked_at IS NULL, wait_days, min({RECHECK_MAX_DAYS}, wait_days * 2)) END"""


def done(connection: sqlite3.Connection, fetched: Iterable[Fetched]) -> None:
    """Addresses were fetched and taken in."""
    now = moment()
    connection.executemany(
        f"""UPDATE _frontier SET state = 'done', reason = NULL, tries = 0, not_before = NULL, checked_at = :now,
               wait_days = {_WAIT},
               check_at = iif(kind = 'article', strftime('%Y-%m-%dT%H:%M:%S+00:00', :now,
                   '+' || CAST({_WAIT} * :spread * 86400 AS INTEGER) || ' seconds'), check_at),
               etag = coalesce(:etag, etag), last_modified = coalesce(:last_modified, last_modified),
               whole = coalesce(:whole, whole)
           WHERE site = :site AND url = :url""",
        [{"now": now, "spread": spread(one.url), **one._asdict()} for one in fetched],
    )


def of_notices(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Address]:
    """The addresses of notices, to be fetched whatever the server said of them before."""
    rows = connection.execute(
        """SELECT f.url, f.kind, f.walk, f.page, f.listing_url, f.position, f.title, f.published_raw,
               coalesce(f.link, '')
           FROM json_each(?) e CROSS JOIN notices n ON n.id = e.value
           JOIN _frontier f ON f.site = n.site AND f.url = n.url""",
        (json.dumps(list(ids)),),
    )
    return [Address(*row[:-1])._replace(link=row[-1]) for row in rows]


def left(connection: sqlite3.Connection, site: str) -> int:
    """How many addresses wait for the next run."""
    return connection.execute(
        "SELECT count(*) FROM _frontier WHERE site = ? AND state = 'pending'", (site,)
    ).fetchone()[0]


def everything_known(connection: sqlite3.Connection, site: str) -> list[tuple[str, str]]:
    """What `Store.known` would say of every address of a site, for a fleet: address, and title and date as JSON."""
    rows = connection.execute(
        """SELECT url, 'null' FROM notices WHERE site = ?1 UNION ALL
           SELECT url, json_array(title, published_raw) FROM _frontier WHERE kind = 'article' AND site = ?1
           UNION ALL
           SELECT bare, json_array(title, published_raw) FROM _frontier WHERE bare IS NOT NULL AND site = ?1""",
        (site,),
    )
    return list(dict(rows).items())
