"""The archive's bounds: pages that are older than ARCHIVE_DAYS, and the oldest ones while all of it takes more than
ARCHIVE_GB, go; but never the page that a record is read from. And pages of what an operator removed, which go at once.

A file is pruned by writing another that holds the records that stay, byte for byte, and putting it in its place in one
transaction: killed anywhere, one of the two is used and the other is removed when the archive is opened again.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Collection
from datetime import datetime, timezone
from itertools import count
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from output.clock import moment
from output.store.archive import warc

if TYPE_CHECKING:
    from output.store.archive.archive import Archive
    from output.store.store import Store

GIGABYTE = 10**9
WHENEVER = "9"  # later than any moment
_NUMBER = re.compile(r"(?<=-\d\d)(?:-(\d+))?\.warc\.gz$")


class _NotRewritten(Exception):
    """Raised for a file that could not be pruned and is as it was."""


def prune(store: Store, days: int, gigabytes: float) -> None:
    """Keep to the bounds (0: none). What cannot be kept to is told by the archive, of which there must be one. Raises
    sqlite3.Error."""
    archive = store.archive
    assert archive is not None
    try:
        for file, rows in store.do(_unwanted).items():
            _rewrite(store, archive, file, rows)
        store.do(_none_unwanted)
        if days or gigabytes:
            _drop_what_may_go(store, archive, moment(-days) if days else "", gigabytes)
    except _NotRewritten as error:
        archive.told.append(str(error))


def _drop_what_may_go(store: Store, archive: Archive, before: str, gigabytes: float) -> None:
    """Drop what no record needs: what was fetched before a moment, and while the archive takes more than `gigabytes`
    whatever else, from the oldest file on."""
    most = gigabytes * GIGABYTE if gigabytes else inf
    needed = store.do(_needed)
    for file in sorted(store.do(_files), key=lambda file: file.split("/")[1]):
        is_over = store.do(_size) > most
        dropped = store.do(_droppable, file, WHENEVER if is_over else before, needed)
        if dropped:
            _rewrite(store, archive, file, dropped)
    size = store.do(_size)
    if size > most:
        archive.told.append(
            f"archive: {size / GIGABYTE:.3g} GB, more than ARCHIVE_GB = {gigabytes:g}: "
            "what is left is the only page of a record each"
        )


def unwanted(connection: sqlite3.Connection, record: str) -> None:
    """Remember what the archive holds of a record's notices; `prune` takes it out. Of a notice that stands in a list,
    all that is kept of that list goes."""
    rows = connection.execute(
        """WITH pages AS (
               SELECT p.* FROM notices n JOIN _pages p ON p.site = n.site AND p.url = n.url WHERE n.record_id = ?1
               UNION SELECT p.* FROM notices n JOIN _pages there ON there.file = n.archive_file
                   AND there.offset = n.archive_offset JOIN _pages p ON p.site = there.site AND p.url = there.url
               WHERE n.record_id = ?1)
           SELECT id FROM pages UNION SELECT revisit FROM pages WHERE revisit IS NOT NULL""",
        (record,),
    ).fetchall()
    connection.executemany(
        "INSERT OR IGNORE INTO _meta VALUES ('archive unwanted ' || ?1, '')", rows
    )  # what the record's removal leaves to be done if it is interrupted


def _unwanted(connection: sqlite3.Connection) -> dict[str, list[int]]:
    """Rows to be taken out, by file."""
    rows = connection.execute(
        """SELECT file, id FROM _meta JOIN _pages ON id = CAST(substr(key, 18) AS INTEGER)
           WHERE key LIKE 'archive unwanted %'"""
    ).fetchall()
    return {file: [id for other, id in rows if other == file] for file in sorted({file for file, _id in rows})}


def _none_unwanted(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM _meta WHERE key LIKE 'archive unwanted %'")


class _Needed(NamedTuple):
    """What records are read from: (file, offset) of first pages, (site, address) of articles that may have further
    ones, and the rows that those refer to."""

    places: set[tuple[str, int]]
    articles: set[tuple[str, str]]
    bodies: set[int]


def _needed(connection: sqlite3.Connection) -> _Needed:
    """The page of a record's canonical notice is what there is to show for it; where that one has none, those of the
    others."""
    rows = connection.execute(
        """SELECT n.site, n.url, n.archive_file, n.archive_offset FROM notices n JOIN records r ON r.id = n.record_id
           LEFT JOIN notices c ON c.id = r.notice_id
           WHERE n.archive_file IS NOT NULL AND (n.id = r.notice_id OR c.archive_file IS NULL)"""
    ).fetchall()
    articles = {(site, url) for site, url, _file, _offset in rows}
    further = connection.execute("SELECT revisit, site, url FROM _pages WHERE revisit IS NOT NULL AND part > 0")
    bodies = {body for body, *article in further if tuple(article) in articles}
    return _Needed({(file, offset) for _site, _url, file, offset in rows}, articles, bodies)


def _files(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT file FROM _archive_files")]


def _size(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT coalesce(sum(size), 0) FROM _archive_files").fetchone()[0]


def _droppable(connection: sqlite3.Connection, file: str, before: str, needed: _Needed) -> list[int]:
    """Rows of a file, fetched before a moment, that no record needs."""
    rows = connection.execute(
        "SELECT id, site, url, part, offset FROM _pages WHERE file = ? AND fetched_at < ?", (file, before)
    )
    return [
        id
        for id, site, url, part, offset in rows
        if (file, offset) not in needed.places
        and not (part and (site, url) in needed.articles)
        and id not in needed.bodies
    ]


def _rewrite(store: Store, archive: Archive, file: str, dropped: Collection[int]) -> None:
    """Put a file without these rows in the place of one. Raises _NotRewritten."""
    old = archive.folder / file
    new = _next_free(old)
    name = new.relative_to(archive.folder).as_posix()
    store.do(_announce, [file, name])
    gone = set(dropped)
    kept = [row for row in store.do(_rows, file) if row[0] not in gone]
    try:
        places, size = _copy(old, new, kept) if kept else ({}, 0)
    except OSError as error:  # the file stays as it is
        new.unlink(missing_ok=True)
        raise _NotRewritten(f"archive: {file} could not be pruned: {error}") from None
    store.do(_switch, file, name, places, sorted(gone), size)
    archive.replaced(file, name, size)
    old.unlink(missing_ok=True)


def _next_free(path: Path) -> Path:
    """The name of the next version of a file: a-01.warc.gz, a-01-2.warc.gz, a-01-3.warc.gz."""
    found = _NUMBER.search(path.name)
    number = int((found and found[1]) or 1)
    names = (path.with_name(_NUMBER.sub(f"-{n}.warc.gz", path.name)) for n in count(number + 1))
    return next(name for name in names if not name.exists())


def _announce(connection: sqlite3.Connection, files: list[str]) -> None:
    connection.execute("INSERT OR REPLACE INTO _meta VALUES ('archive pruning', ?)", (json.dumps(files),))


def _rows(connection: sqlite3.Connection, file: str) -> list[tuple[int, int, int]]:
    query = "SELECT id, offset, length FROM _pages WHERE file = ? ORDER BY offset"
    return connection.execute(query, (file,)).fetchall()


def _copy(old: Path, new: Path, rows: list[tuple[int, int, int]]) -> tuple[dict[int, int], int]:
    """Records of a file into another. Returns where each stands there, by where it stood; and the length."""
    places = {}
    with old.open("rb") as source, new.open("wb") as target:
        target.write(warc.about(f"{new.parent.name}/{new.name}", datetime.now(timezone.utc)))
        for _id, offset, length in rows:
            source.seek(offset)
            places[offset] = target.tell()
            target.write(source.read(length))
        target.flush()
        os.fsync(target.fileno())
        return places, target.tell()


def _switch(
    connection: sqlite3.Connection, old: str, new: str, places: dict[int, int], gone: list[int], size: int
) -> None:
    """The rows say where the records stand now. A notice whose page has gone has none."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS moved (old INTEGER PRIMARY KEY, new INTEGER)")
    connection.execute("DELETE FROM moved")
    connection.executemany("INSERT INTO moved VALUES (?, ?)", places.items())
    listed = json.dumps(gone)
    connection.execute("DELETE FROM _pages WHERE revisit IN (SELECT value FROM json_each(?))", (listed,))
    connection.execute("DELETE FROM _pages WHERE id IN (SELECT value FROM json_each(?))", (listed,))
    connection.execute(
        "UPDATE _pages SET file = ?1, offset = (SELECT new FROM moved WHERE old = offset) WHERE file = ?2", (new, old)
    )
    connection.execute(
        """UPDATE notices SET archive_offset = (SELECT new FROM moved WHERE old = archive_offset),
           archive_file = (SELECT ?1 FROM moved WHERE old = archive_offset) WHERE archive_file = ?2""",
        (new, old),
    )
    connection.execute("DELETE FROM _archive_files WHERE file = ?", (old,))
    if size:
        connection.execute("INSERT INTO _archive_files VALUES (?, ?)", (new, size))
