"""The SQLite file: how it is opened for writing and for reading. Everything in output/ starts here."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from output.migrations import migrations
from output.refusals import DatabaseError
from output.tables import Database

DEFAULT = "var/notices.db"
KNOWN = frozenset(migration.name for migration in migrations.pending(Database(memory=True)))
# Without one, every None that is written is asked whether it can adapt itself: half of what binding a row takes.
sqlite3.register_adapter(type(None), lambda none: none)
WAIT = 120  # seconds to wait for another program's write lock; a backup or an operator's tool may hold it for one


def path_from(setting: str | None) -> Path:
    """The database's path: the setting or -s DATABASE=…, else the DATABASE environment variable, else the default."""
    return Path(setting or os.environ.get("DATABASE") or DEFAULT)


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
    path = Path(path)
    if not path.is_file():
        raise DatabaseError(f"{path}: no such database; `make run` or `scrapy run` makes one")
    try:
        connection = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True, timeout=30)
        database = Database(connection)
        if pending := migrations.pending(database):
            names = ", ".join(migration.name for migration in pending)
            raise DatabaseError(f"{path}: made by another version (lacks {names}); `scrapy run` brings it up to date")
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: cannot be read: {error}") from None
    return database


def _check(path: Path, database: Database) -> None:
    """Raises DatabaseError for a file that another program made, or a later version of this one."""
    applied = {migration.name for migration in migrations.applied(database)}
    if later := sorted(applied - KNOWN):
        raise DatabaseError(f"{path}: made by a later version (has {', '.join(later)}); left as it is")
    if not applied and set(database.table_names()) - {migrations.migrations_table}:
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


def checkpoint(connection: sqlite3.Connection) -> int:
    """Fold the write-ahead log into the file; returns the pages left behind because a reader is open."""
    _busy, log, done = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return max(0, log - done)
