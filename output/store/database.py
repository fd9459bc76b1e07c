"""The SQLite file: how it is opened for writing and for reading. Everything in output/ starts here."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dedup import process_wide
from output.refusals import DatabaseError
from output.store.migrations import migrations
from output.store.tables import Database

logger = logging.getLogger(__name__)
DEFAULT = "var/notices.db"
KNOWN = frozenset(migration.name for migration in migrations.pending(Database(memory=True)))
process_wide.bind_none_as_it_is()
BRIEFLY = 500  # milliseconds to wait for readers where nothing depends on it
WAIT = 120  # seconds to wait for another program's write lock; a backup or an operator's tool may hold it for one


def path_from(setting: str | None) -> Path:
    """The database's path: the setting or -s DATABASE=…, else the DATABASE environment variable, else the default."""
    return Path(setting or os.environ.get("DATABASE") or DEFAULT).expanduser()


def open_writer(path: str | Path, synchronous: str = "NORMAL", check_same_thread: bool = True) -> Database:
    """The one writing connection, with the schema brought up to date.

    `synchronous=NORMAL` in WAL survives a killed process; FULL also survives power loss, at a sync a commit.
    Raises DatabaseError.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=WAIT, check_same_thread=check_same_thread)
        database = Database(connection)
        _check(path, database)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {'FULL' if synchronous.upper() == 'FULL' else 'NORMAL'}")
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute("PRAGMA wal_autocheckpoint = 16384")  # 64 MB: a page written often is folded in once
        migrations.apply(database)
        if not os.access(path, os.W_OK):  # SQLite opens it all the same, and BEGIN IMMEDIATE begins a reading one
            raise DatabaseError(f"{path}: cannot be opened for writing: it may only be read")
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(f"{path}: cannot be opened for writing: {error}") from None
    return database


def open_reader(path: str | Path) -> Database:
    """A read-only connection that never blocks the writer. Raises DatabaseError."""
    database, pending = _opened(Path(path))
    if pending:
        names = ", ".join(pending)
        raise DatabaseError(f"{path}: made by another version (lacks {names}); `scrapy run` brings it up to date")
    return database


def identity(path: str | Path) -> tuple[int, int] | None:
    """What tells a file from another one that took its place; None where there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def lacks(path: str | Path) -> list[str]:
    """Migrations of this version that a database has not had. Raises DatabaseError where there is none of ours."""
    database, pending = _opened(Path(path))
    database.conn.close()
    return pending


def _opened(path: Path) -> tuple[Database, list[str]]:
    """A read-only connection to a database of ours, and the migrations that it lacks. Raises DatabaseError."""
    if not path.is_file():
        raise DatabaseError(f"{path}: no such database; `make run` or `scrapy run` makes one")
    try:
        database = Database(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True, timeout=30))
        if pending := [migration.name for migration in migrations.pending(database)]:
            _check_ours(path, database)
            if not migrations.applied(database):
                raise DatabaseError(f"{path}: holds nothing; `make run` or `scrapy run` fills it")
    except sqlite3.Error as error:
        may_write = os.access(path.absolute().parent, os.W_OK)
        why = "" if may_write else "; its folder may not be written, which its log (WAL) asks of readers too"
        raise DatabaseError(f"{path}: cannot be read: {error}{why}") from None
    return database, pending


def _check(path: Path, database: Database) -> None:
    """Raises DatabaseError for a file that another program made, or a later version of this one."""
    applied = {migration.name for migration in migrations.applied(database)}
    if later := sorted(applied - KNOWN):
        raise DatabaseError(f"{path}: made by a later version (has {', '.join(later)}); left as it is")
    _check_ours(path, database)


def _check_ours(path: Path, database: Database) -> None:
    """Raises DatabaseError for a file that another program made."""
    if set(database.table_names()) - {migrations.migrations_table} and not migrations.applied(database):
        raise DatabaseError(f"{path}: another program's database: it has tables, and none of ours; left as it is")


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One write transaction, taken at its start.

    A transaction that begins by reading and upgrades to writing fails at once with BUSY whatever the timeout
    (https://sqlite.org/lang_transaction.html), hence BEGIN IMMEDIATE.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    else:
        connection.commit()


def checkpoint(connection: sqlite3.Connection, path: str | Path) -> int:
    """Fold the write-ahead log into the file, as far as readers let it: one that leaves a transaction open would have
    everybody wait. Returns the pages left behind, which the next one takes along; who is reading is told."""
    (waits,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {BRIEFLY}")
    try:
        _busy, log, done = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {waits}")
    if left := max(0, log - done):
        logger.info("%s: %d pages stay in the log: it is being read%s", path, left, by_whom(path))
    return left


def by_whom(path: str | Path) -> str:
    """Which other processes have this file open, as far as the system tells: ` by process 7 (scrapy serve)`."""
    try:
        there = Path(path).stat()
    except OSError:
        return ""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) != os.getpid() and _has_open(process, (there.st_dev, there.st_ino)):
            with suppress(OSError):  # gone meanwhile
                words = (process / "cmdline").read_text(encoding="utf-8", errors="replace").split("\0")
                found.append(f"process {process.name} ({' '.join(Path(word).name for word in words[:3] if word)})")
    return f" by {', '.join(found)}" if found else ""


def _has_open(process: Path, file: tuple[int, int]) -> bool:
    try:
        for descriptor in (process / "fd").iterdir():
            with suppress(OSError):  # closed meanwhile
                there = descriptor.stat()
                if (there.st_dev, there.st_ino) == file:
                    return True
    except OSError:  # another user's, or gone
        pass
    return False
