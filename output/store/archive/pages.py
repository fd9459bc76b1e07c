"""Which answers of the archive a site's notices were read from. Plain functions on a connection, read-only."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nouns.items import Address
from output.store import renaming
from pipelines.identity import notice_id

Place = tuple[str, int]  # file below the archive, and offset


class Stored(NamedTuple):
    """A stored notice, as far as reading its page again needs it."""

    id: str
    url: str
    title_raw: str
    position: int
    flags: tuple[str, ...]


class Article(NamedTuple):
    """An article's pages in their order. `notice`: what was made of them; None where they were refused. `length`: bytes
    of their records; `row`: grows with the moment they came."""

    address: Address
    places: tuple[Place, ...]
    notice: Stored | None
    length: int = 0
    row: int = 0


class List(NamedTuple):
    """A list's page, the notices whose texts stand in it, and whether it is the newest of its address."""

    url: str
    place: Place
    notices: tuple[Stored, ...]
    row: int = 0
    newest: bool = True


class Pages(NamedTuple):
    """What the archive has of a site. `nobodys`: by address, pages of articles that no list has led to so far;
    `covers`: whether most of the site's notices have their page."""

    articles: list[Article]
    lists: list[List]
    nobodys: dict[str, Article]
    covers: bool


class _Answers(NamedTuple):
    """The pages of an article as they were read once; `lengths`: bytes of their records."""

    row: int
    kind: str
    places: list[Place]
    lengths: list[int]

    def article(self, address: Address, notice: Stored | None = None) -> Article:
        return Article(address, tuple(self.places), notice, sum(self.lengths), self.row)


def sites(connection: sqlite3.Connection) -> list[str]:
    """Those that the archive has pages of."""
    return [row[0] for row in connection.execute("SELECT DISTINCT site FROM _pages ORDER BY site")]


def of_site(connection: sqlite3.Connection, site: str, since: str = "") -> Pages:
    """What there is to read of a site, in the order in which it came: of each notice the pages it was read from, of
    each address that has none the newest ones. `since`: fetched from this day or moment on."""
    answers, lists = _answers(connection, site, since)
    asked = _addresses(connection, site)
    notices = _notices(connection, site)
    found: list[Article] = []
    inline: dict[Place, list[Stored]] = defaultdict(list)
    for stored, address, place in notices:
        if place in lists:
            inline[place].append(stored)
            continue
        read = [one for one in answers.get(stored.url, ()) if one.places[0] == place]
        if read:
            found.append(read[-1].article(asked.get(stored.url, address), stored))
    nobodys: dict[str, Article] = {}
    for url in _without_notice(connection, site, answers, {stored.url for stored, _address, _place in notices}):
        refused = [one for one in answers[url] if one.kind != "article"]
        if url not in asked:
            nobodys[url] = answers[url][-1].article(Address(url, "article"))
        elif refused:
            found.append(refused[-1].article(asked[url]))
    found.sort(key=lambda one: one.row)
    with_pages = sum(place is not None for _stored, _address, place in notices)
    return Pages(found, _list_pages(lists, inline), nobodys, 2 * with_pages >= len(notices))


def _notices(connection: sqlite3.Connection, site: str) -> list[tuple[Stored, Address, Place | None]]:
    """A site's notices, what their lists said as far as they know it, and where their pages stand."""
    rows = connection.execute(
        """SELECT id, url, title_raw, position, flags, listing_url, published_raw, archive_file, archive_offset
           FROM notices WHERE site = ?""",
        (site,),
    )
    notices = []
    for id, url, title, position, flags, listing, published, file, offset in rows:
        stored = Stored(id, url, title, position, tuple(json.loads(flags)))
        address = Address(url, "article", None, 1, listing, position, title, published)
        notices.append((stored, address, None if file is None else (file, offset)))
    return notices


def _without_notice(
    connection: sqlite3.Connection, site: str, answers: Iterable[str], there: Container[str]
) -> Iterator[str]:
    """The addresses that were fetched and came to no notice, without those of what an operator removed."""
    removed = {row[0] for row in connection.execute("SELECT notice FROM _removed")}
    key = renaming.keys(connection).get(site, site)
    for url in answers:
        if url not in there and notice_id(key, url) not in removed:
            yield url


def _list_pages(lists: Mapping[Place, tuple[str, int]], inline: Mapping[Place, Sequence[Stored]]) -> list[List]:
    """A site's list pages, in the order in which they came."""
    newest = {url: place for place, (url, _row) in lists.items()}
    in_order = sorted(lists.items(), key=lambda one: one[1][1])
    return [List(url, place, tuple(inline.get(place, ())), row, newest[url] == place) for place, (url, row) in in_order]


def of_notice(connection: sqlite3.Connection, notice: str) -> list[Place]:
    """Where the pages of a notice stand: one, or all of an article that goes over several."""
    query = "SELECT site, url, archive_file, archive_offset FROM notices WHERE id = ?"
    row = connection.execute(query, (notice,)).fetchone()
    if row is None or row[2] is None:
        return []
    answers, _lists = _answers(connection, row[0], "", row[1])
    read = [one.places for one in answers.get(row[1], ()) if one.places[0] == row[2:]]
    return read[-1] if read else [row[2:]]


def _answers(
    connection: sqlite3.Connection, site: str, since: str, url: str | None = None
) -> tuple[dict[str, list[_Answers]], dict[Place, tuple[str, int]]]:
    """Of articles, by address, what was read each time; of lists, their addresses and when they came first."""
    rows = connection.execute(
        f"""SELECT p.id, p.url, p.part, p.kind, coalesce(b.length, p.length), coalesce(b.file, p.file),
            coalesce(b.offset, p.offset) FROM _pages p LEFT JOIN _pages b ON b.id = p.revisit
            WHERE p.site = ? AND p.fetched_at >= ? {"AND p.url = ?" if url else ""} ORDER BY p.id""",
        (site, since, *filter(None, [url])),
    )
    articles: dict[str, list[_Answers]] = defaultdict(list)
    lists: dict[Place, tuple[str, int]] = {}
    query = "SELECT url FROM _frontier WHERE site = ? AND kind = 'listing'"
    walked = {row[0] for row in connection.execute(query, (site,))}
    for row, address, part, kind, length, file, offset in rows:
        place = (file, offset)
        if kind == "listing" or (kind == "found" and address in walked):
            _url, first = lists.pop(place, ("", row))
            lists[place] = address, first
        elif part == 0:
            articles[address].append(_Answers(row, kind, [place], [length]))
        elif articles[address]:
            articles[address][-1].places.append(place)
            articles[address][-1].lengths.append(length)
    return {url: read for url, read in articles.items() if url and read}, lists


def _addresses(connection: sqlite3.Connection, site: str) -> dict[str, Address]:
    """What lists said of a site's articles."""
    rows = connection.execute(
        """SELECT url, kind, walk, page, listing_url, position, title, published_raw, coalesce(link, ''), tries
           FROM _frontier WHERE site = ? AND kind = 'article'""",
        (site,),
    )
    names = ("url", "kind", "walk", "page", "listing_url", "position", "title", "published_raw", "link", "tries")
    said = (dict(zip(names, row, strict=True)) for row in rows)
    return {one["url"]: Address(**one) for one in said}
