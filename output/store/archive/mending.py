"""What stands in the archive's files and not in the database, or the other way round: put right before anything is
written. Inside the writer's transaction.

A process that was killed left records that no row knows, the last of them perhaps torn: whole ones are taken in as
`found`, so that the same page is not kept twice when it is fetched again, and a torn one is cut off. So does a database
that was restored from a backup older than its archive. A machine that lost power may have lost the end of a file: what
the rows say stood there is forgotten, and its notices' pages are fetched again.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from pathlib import Path

from output.store import retext
from output.store.archive import warc

PATTERN = "*/*.warc.gz"
TORN = ".torn"  # ends the name of a file that holds no record

logger = logging.getLogger(__name__)


class FolderGone(OSError):
    """Raised for an archive whose folder is not there, though the database knows of files in it."""


def mend(connection: sqlite3.Connection, folder: Path) -> list[str]:
    """Make files and rows agree. Returns what is to be told of it. Raises OSError."""
    known = dict(connection.execute("SELECT file, size FROM _archive_files"))
    if known and not folder.is_dir():
        raise FolderGone(f"{folder} is not there, and holds {len(known)} file{'s' * (len(known) != 1)}")
    there = {path.relative_to(folder).as_posix(): path for path in folder.glob(PATTERN)}
    _end_pruning(connection, there)
    known = dict(connection.execute("SELECT file, size FROM _archive_files"))
    for file, path in sorted(there.items()):
        size, expected = path.stat().st_size, known.get(file, 0)
        if size > expected:
            _take_in(connection, file, path, expected)
        elif size < expected:
            _shorten(connection, file, path, size)
    gone = sorted(known.keys() - there.keys())
    pages = sum(_forget(connection, file) for file in gone)
    return (
        [
            f"archive: files that are not there any more, with {pages} pages: {', '.join(gone[:3])}"
            f"{' …' if len(gone) > 3 else ''}"
        ]
        if gone
        else []
    )


def _end_pruning(connection: sqlite3.Connection, there: dict[str, Path]) -> None:
    """Files that pruning put others in place of, or made and did not come to use (output/store/archive/pruning.py)."""
    row = connection.execute("SELECT value FROM _meta WHERE key = 'archive pruning'").fetchone()
    for file in json.loads(row[0]) if row else ():
        used = connection.execute("SELECT 1 FROM _archive_files WHERE file = ?", (file,)).fetchone()
        if not used and file in there:
            there.pop(file).unlink()
    connection.execute("DELETE FROM _meta WHERE key = 'archive pruning'")


def _take_in(connection: sqlite3.Connection, file: str, path: Path, start: int) -> None:
    """Records behind the last one known."""
    end, found = start, []
    with path.open("rb") as stream:
        for member in warc.members(stream, start):
            head = warc.head_of(member.data)
            if head is None:
                break
            end = member.offset + member.length
            if head.kind == "response":
                found.append((head.url, member.offset, member.length, head.digest, head.fetched_at))
    site = file.split("/")[0]
    if end == 0:
        logger.warning("%s: holds no record; put aside as %s", path, path.name + TORN)
        path.rename(path.with_name(path.name + TORN))
        return
    logger.info(
        "%s: %d pages found that no notice knows, %d bytes of a torn one cut off",
        path,
        len(found),
        path.stat().st_size - end,
    )
    os.truncate(path, end)
    connection.executemany(
        """INSERT INTO _pages (site, url, part, kind, file, offset, length, digest, fetched_at)
           VALUES (?, ?, 0, 'found', ?, ?, ?, ?, ?)""",
        [(site, url, file, *rest) for url, *rest in found],
    )
    connection.execute("INSERT OR REPLACE INTO _archive_files VALUES (?, ?)", (file, end))


def _shorten(connection: sqlite3.Connection, file: str, path: Path, size: int) -> None:
    """The file ends earlier than its rows say: forget what stood behind, and fetch it again."""
    lost = [
        row[0]
        for row in connection.execute(
            "SELECT id FROM notices WHERE archive_file = ?1 AND archive_offset IN"
            " (SELECT offset FROM _pages WHERE file = ?1 AND offset + length > ?2)",
            (file, size),
        )
    ]
    pages = _forget(connection, file, size)
    connection.executemany(
        "UPDATE _frontier SET etag = NULL, last_modified = NULL WHERE (site, url) IN"
        " (SELECT site, url FROM notices WHERE id = ?)",
        [(notice,) for notice in lost],
    )
    retext.read_again(connection, lost)
    (end,) = connection.execute(
        "SELECT coalesce(max(offset + length), 0) FROM _pages WHERE file = ?", (file,)
    ).fetchone()
    logger.warning("%s: ends before its end: %d pages lost, %d of them fetched again", path, pages, len(lost))
    if end == 0:
        path.unlink()
        connection.execute("DELETE FROM _archive_files WHERE file = ?", (file,))
        return
    os.truncate(path, end)
    connection.execute("UPDATE _archive_files SET size = ? WHERE file = ?", (end, file))


def _forget(connection: sqlite3.Connection, file: str, size: int = 0) -> int:
    """What a file held from a size on, and what refers to it. Returns how many pages."""
    connection.execute(
        """UPDATE notices SET archive_file = NULL, archive_offset = NULL WHERE archive_file = ?1 AND archive_offset IN
           (SELECT offset FROM _pages WHERE file = ?1 AND offset + length > ?2)""",
        (file, size),
    )
    gone = "SELECT id FROM _pages WHERE file = ?1 AND offset + length > ?2"
    connection.execute(f"DELETE FROM _pages WHERE revisit IN ({gone})", (file, size))
    count = connection.execute("DELETE FROM _pages WHERE file = ?1 AND offset + length > ?2", (file, size)).rowcount
    if not size:
        connection.execute("DELETE FROM _archive_files WHERE file = ?", (file,))
    return count
