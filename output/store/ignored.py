"""Which parameters of a site's addresses say nothing, as learned from its lists or pinned by its table, and the
addresses they doubled. Plain functions on a connection; what writes stands in the writer's transaction.

An address keeps the form it was first met in, and with it the id of its notice; `_frontier.bare` is what it is without
such parameters, by which it is found again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from output.clock import moment
from output.store.records import Records
from pipelines.parameters import Shown, without

PINNED = "sites.toml"
LEARNED = "list"
CONTRADICTED = 0.1  # share of pages met under several addresses that may have said different things


def names_of(connection: sqlite3.Connection, site: str) -> frozenset[str]:
    """The parameters of a site that say nothing."""
    return frozenset(row[0] for row in connection.execute("SELECT name FROM _parameters WHERE site = ?", (site,)))


def told(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """For each site its parameters that say nothing: name, who says so, since when, and how many entries showed it."""
    found = defaultdict(list)
    query = "SELECT site, name, said_by, since, entries FROM _parameters ORDER BY site, name"
    for site, *row in connection.execute(query):
        found[site].append(dict(zip(("name", "said_by", "since", "entries"), row, strict=True)))
    return dict(found)


def met(connection: sqlite3.Connection, site: str) -> list[Shown]:
    """All articles of a site that lists have shown."""
    query = "SELECT url, title, published_raw FROM _frontier WHERE site = ? AND kind = 'article'"
    return [Shown(*row) for row in connection.execute(query, (site,))]


def known_by(connection: sqlite3.Connection, site: str, urls: Iterable[str]) -> dict[str, str]:
    """What these addresses are known by, where that is something else: the form that was met first, or the bare one."""
    names = names_of(connection, site)
    bare = {url: without(url, names) for url in urls} if names else {}
    query = "SELECT bare, url FROM json_each(?2) JOIN _frontier ON site = ?1 AND bare = value"
    first = dict(connection.execute(query, (site, json.dumps(list(dict.fromkeys(bare.values()))))))
    return {url: known for url, short in bare.items() if (known := first.get(short, short)) != url}


def pin(records: Records, site: str, names: Collection[str] | None) -> int:
    """Have a site's table decide: these, or what its lists show if it names none; what it named before stays, as if
    they had shown it. Returns the notices that went."""
    connection = records.connection
    now = dict(connection.execute("SELECT name, said_by FROM _parameters WHERE site = ?", (site,)))
    if names is None:
        connection.execute("UPDATE _parameters SET said_by = ?1 WHERE site = ?2 AND said_by <> ?1", (LEARNED, site))
        return 0
    return 0 if now == dict.fromkeys(names, PINNED) else _replace(records, site, (), dict.fromkeys(names, 0), PINNED)


def learn(records: Records, site: str, names: Mapping[str, int]) -> int:
    """Lists have shown that these parameters say nothing; each with how many entries show it. Returns the notices
    that went; nothing is learned that the texts kept so far speak against."""
    connection = records.connection
    together = names_of(connection, site) | names.keys()
    of_page: dict[str, set[str]] = defaultdict(set)
    doubled: set[str] = set()
    for url, record in connection.execute("SELECT url, record_id FROM notices WHERE site = ?", (site,)):
        bare = without(url, together)
        if bare in of_page:
            doubled.add(bare)
        of_page[bare].add(record)
    if sum(len(of_page[bare]) > 1 for bare in doubled) > len(doubled) * CONTRADICTED:
        return 0
    return _replace(records, site, names_of(records.connection, site), names)


def _replace(records: Records, site: str, keep: Collection[str], more: Mapping[str, int], who: str = LEARNED) -> int:
    connection = records.connection
    connection.execute(
        "DELETE FROM _parameters WHERE site = ? AND name NOT IN (SELECT value FROM json_each(?))",
        (site, json.dumps(list(keep))),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO _parameters VALUES (?, ?, ?, ?, ?)",
        [(site, name, who, moment(), entries) for name, entries in more.items()],
    )
    names = names_of(connection, site)
    connection.execute("UPDATE _frontier SET bare = NULL WHERE site = ? AND bare IS NOT NULL", (site,))
    if not names:
        return 0
    groups: dict[str, list[str]] = defaultdict(list)
    query = """SELECT url FROM _frontier WHERE site = ? AND kind = 'article'
               ORDER BY checked_at IS NULL, discovered_at, url"""
    for (url,) in connection.execute(query, (site,)):
        groups[without(url, names)].append(url)
    return sum(_heal(records, site, bare, urls) for bare, urls in groups.items() if urls != [bare])


def _heal(records: Records, site: str, bare: str, urls: list[str]) -> int:
    """One page that was met under several addresses, the first of which it is known by from now on. Of its notices in
    one record one stays; one that was decided, or judged, to be another document stays as well. Returns how many
    went."""
    connection = records.connection
    rows = connection.execute(
        """SELECT n.id, n.url, n.record_id, p.pivot = n.node FROM json_each(?2) e
           JOIN notices n ON n.site = ?1 AND n.url = e.value JOIN _places p ON p.node = n.node ORDER BY e.key""",
        (site, json.dumps(urls)),
    ).fetchall()
    judged = {id for pair in connection.execute("SELECT a, b FROM judgements WHERE deleted_at IS NULL") for id in pair}
    folded = {id for id, _canonical in records.partition.folds.folded.items()}  # others are verified against it, too
    of_record: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, url, record, canonical in rows:  # the canonical one stays: others are verified against it
        first = canonical and id not in folded
        of_record[record].insert(0 if first else len(of_record[record]), (id, url))
    stays, went = [], 0
    for (kept, kept_url), *others in of_record.values():
        doubled = [id for id, _url in others if id not in judged | folded]
        stays += [kept_url, *(url for id, url in others if id in judged | folded)]
        records.drop(kept, doubled)
        went += len(doubled)
    known = next((url for _id, url, *_ in rows if url in stays), urls[0])
    _know_by(connection, site, bare, known, urls, stays)
    return went


def _know_by(
    connection: sqlite3.Connection, site: str, bare: str, known: str, urls: Sequence[str], stays: Collection[str]
) -> None:
    """Have a page known by one of its addresses; others are looked at no more, and go but for those that notices have
    (`stays`)."""
    others = [url for url in urls if url != known]
    connection.executemany(
        "UPDATE _frontier SET check_at = NULL, state = 'done' WHERE site = ? AND url = ?",
        [(site, url) for url in others if url in stays],
    )
    connection.executemany(
        "DELETE FROM _frontier WHERE site = ? AND url = ?", [(site, url) for url in others if url not in stays]
    )
    connection.execute("UPDATE _frontier SET bare = ? WHERE site = ? AND url = ?", (bare, site, known))
