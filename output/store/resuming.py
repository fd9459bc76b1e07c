"""What a long decision has done so far, in a file of its own: whoever is interrupted goes on where it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

TABLES = {"notices", "done"}  # of a work file; clustering.py makes the first


class Kept:
    """`dedup.whole.Kept` that outlives a kill. `resumed` counts what was there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection, self.resumed = connection, 0
        connection.execute("CREATE TABLE IF NOT EXISTS done (name BLOB PRIMARY KEY, made BLOB NOT NULL) STRICT")

    def get(self, name: bytes) -> bytes | None:
        row = self.connection.execute("SELECT made FROM done WHERE name = ?", (name,)).fetchone()
        self.resumed += row is not None
        return row and row[0]

    def put(self, name: bytes, made: bytes) -> None:
        with self.connection:
            self.connection.execute("INSERT OR REPLACE INTO done VALUES (?, ?)", (name, made))


@contextmanager
def work_file(path: Path, final: tuple[type[Exception], ...] = ()) -> Iterator[sqlite3.Connection]:
    """A SQLite file for work in progress. It goes when the work is done, or ended by an error that is `final`.

    Raises OSError for a folder that is none or no place to write, or a file of something else.
    """
    try:
        with closing(_opened(path)) as connection:
            yield connection
    except final:
        _away(path)
        raise
    _away(path)


def _away(path: Path) -> None:
    """With what SQLite keeps beside it as long as somebody still reads it, and then forgets."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=60)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables - TABLES:
            raise OSError(f"{path}: is there already, and no work of this command; move it away")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from None
    return connection
