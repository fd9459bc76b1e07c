"""The archive: every answer that was read, as it came, in WARC files beside the database: SITE/YEAR-MONTH.warc.gz.

Written by the writer's thread, in its transaction: a record's bytes first, then the row in `_pages` that says where
they stand, and with it the notice that was read from them. What a transaction takes back is cut off again; so the files
end where the database says, and what a killed process left behind that is found when they are opened
(output/store/archive/mending.py).
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections import Counter, OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

from nouns.items import Page
from output.store.archive import mending, warc

OPEN = 64  # files that are held open
_SAFE = re.compile(r"[^\w.-]")


def folder_of(database: str | Path) -> Path:
    """Where a database's archive stands: `archive` beside notices.db, NAME.archive beside any other NAME."""
    path = Path(database)
    return path.with_name("archive" if path.name == "notices.db" else f"{path.name}.archive")


class _Write(NamedTuple):
    """A record written in this transaction, and how long its file was before."""

    page: Page
    file: str
    before: int


class Archive:
    """The files of one database, and what its tables know of them."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, sync: bool = False) -> None:
        """Finds what a process that was killed left behind; in a transaction of the caller's. `sync`: have every
        commit wait for the disk. Raises OSError for a folder that is gone or cannot be made."""
        self.connection, self.folder, self._sync = connection, folder, sync
        self.lost: Counter[str] = Counter()  # site -> pages that could not be written
        self.why = ""
        self.told = mending.mend(connection, folder)
        self._sizes: dict[str, int] = dict(connection.execute("SELECT file, size FROM _archive_files"))
        self._files: OrderedDict[str, int] = OrderedDict()  # file -> descriptor, the latest used last
        self._writes: list[_Write] = []

    def keep(self, site: str, pages: Sequence[Page], kind: str | None = None) -> tuple[str, int] | None:
        """Write answers; one that stands there already is said to be the same. `kind`: in place of theirs. Returns
        file and offset of the first one's body, None where it could not be written: `lost` counts that."""
        for part, page in enumerate(pages):
            if page.place is None:
                try:
                    page.place = self._write(site, page, part, kind or page.kind)
                except OSError as error:
                    self.lost[site] += 1
                    self.why = str(error)
        return pages[0].place if pages else None

    def place_of(self, site: str, digest: bytes) -> tuple[str, int] | None:
        """Where a body that was kept stands; `digest`: its SHA-1."""
        return self.connection.execute(
            "SELECT file, offset FROM _pages WHERE digest = ? AND revisit IS NULL AND site = ? LIMIT 1", (digest, site)
        ).fetchone()

    def _write(self, site: str, page: Page, part: int, kind: str) -> tuple[str, int]:
        digest, record = warc.packed(page)
        there = self.connection.execute(
            """SELECT id, file, offset, coalesce(target, url), fetched_at FROM _pages
               WHERE digest = ? AND revisit IS NULL AND site = ? LIMIT 1""",
            (digest, site),
        ).fetchone()
        if there:
            record = warc.revisit(page, digest, *there[3:])
        file = self._file_for(site, page.fetched_at)
        offset = self._append(page, file, record)
        self.connection.execute(
            "INSERT INTO _pages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                site,
                page.asked,
                page.url if page.url != page.asked else None,
                part,
                kind,
                file,
                offset,
                len(record),
                digest,
                warc.moment(page.fetched_at),
                there and there[0],
            ),
        )
        return (there[1], there[2]) if there else (file, offset)

    def _append(self, page: Page, file: str, record: bytes) -> int:
        """Returns the offset it was written at. Raises OSError; then the file is as it was."""
        offset = self._sizes[file]
        try:
            _write_at(self._open(file), record, offset)
        except OSError:
            self._cut(file, offset)
            raise
        self._writes.append(_Write(page, file, offset))
        self._sizes[file] = offset + len(record)
        return offset

    def _file_for(self, site: str, when: datetime) -> str:
        """The month's file of a site, begun if need be. Raises OSError."""
        name = _SAFE.sub("_", site).lstrip(".") or "_"
        file = f"{name}/{when.astimezone(timezone.utc):%Y-%m}.warc.gz"
        if file not in self._sizes:
            (self.folder / name).mkdir(parents=True, exist_ok=True)
            record = warc.about(file, when)
            _write_at(self._open(file), record, 0)
            self._sizes[file] = len(record)
        return file

    def _open(self, file: str) -> int:
        """Its descriptor. Raises OSError."""
        if file in self._files:
            self._files.move_to_end(file)
            return self._files[file]
        while len(self._files) >= OPEN:
            os.close(self._files.popitem(last=False)[1])
        descriptor = self._files[file] = os.open(self.folder / file, os.O_WRONLY | os.O_CREAT, 0o644)
        return descriptor

    def _cut(self, file: str, size: int) -> None:
        with suppress(OSError):  # what stays is found as nobody's when the archive is opened again
            os.ftruncate(self._open(file), size)
        self._sizes[file] = size

    # The transaction -------------------------------------------------------------------------------------------------

    @property
    def mark(self) -> int:
        """Where `back_to` goes back to."""
        return len(self._writes)

    def back_to(self, mark: int = 0) -> None:
        """Take back what was written since; the rows are the transaction's to take back."""
        while len(self._writes) > mark:
            page, file, before = self._writes.pop()
            page.place = None
            self._cut(file, before)

    def settle(self) -> None:
        """Before a commit: how long the files are now. Raises OSError where they are to be on disk and cannot be."""
        touched = {write.file for write in self._writes}
        self.connection.executemany(
            "INSERT OR REPLACE INTO _archive_files VALUES (?, ?)", [(file, self._sizes[file]) for file in touched]
        )
        for file in touched if self._sync else ():
            os.fsync(self._open(file))

    def committed(self) -> None:
        """After it: nobody needs the answers any longer."""
        for write in self._writes:
            write.page.body = b""
        self._writes.clear()

    def replaced(self, old: str, new: str, size: int) -> None:
        """Another file has taken the place of one (output/store/archive/pruning.py); `size`: 0 where nothing has."""
        self._sizes.pop(old, None)
        if old in self._files:
            os.close(self._files.pop(old))
        if size:
            self._sizes[new] = size

    def amiss(self) -> list[str]:
        """What is to be told of the archive in the verdict on a run."""
        told = list(self.told)
        if self.lost:
            told.append(
                f"archive: {sum(self.lost.values())} pages could not be kept as they came: {self.why}; their "
                "notices are stored, and the pages will be fetched again"
            )
        return told

    def close(self) -> None:
        """Close its files."""
        while self._files:
            os.close(self._files.popitem()[1])


def _write_at(descriptor: int, record: bytes, offset: int) -> None:
    """Raises OSError."""
    written = os.pwrite(descriptor, record, offset)
    if written < len(record):  # the second says why
        written += os.pwrite(descriptor, record[written:], offset + written)
    if written < len(record):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
