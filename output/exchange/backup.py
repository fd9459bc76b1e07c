"""Backup and restore: a whole, compact, verified copy of the database, taken while crawls go on."""

from __future__ import annotations

import os
import secrets
import sqlite3
from itertools import chain, count
from pathlib import Path

from output import writing
from output.refusals import DatabaseError
from output.store.database import by_whom, open_reader

ROLLBACK = b"\x01\x01"  # bytes 18 and 19 of a SQLite file that is not in WAL: no run has written to it


def verify(path: Path) -> int:
    """Check a database from end to end. Returns its number of notices. Raises DatabaseError."""
    reader = open_reader(path)
    try:
        (verdict,) = reader.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise DatabaseError(f"{path}: damaged: {verdict}")
        return reader.execute("SELECT count(*) FROM notices").fetchone()[0]
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: damaged: {error}") from None
    finally:
        reader.close()


def is_copy(path: Path) -> bool:
    """Whether a file is what `backup` writes: one of our databases that no run has been at since."""
    with path.open("rb") as file:
        if file.read(20)[18:20] != ROLLBACK:
            return False
    try:
        open_reader(path).close()
    except DatabaseError:
        return False
    return True


def backup(database: Path, target: Path, force: bool = False) -> int:
    """Write a verified copy to `target` by VACUUM INTO, under a temporary name until it is whole.

    Returns its number of notices. Raises DatabaseError, and WriteRefused for a target that is the database or, without
    `force`, a file that is no such copy; what stood at `target` before stays until the new copy is verified.
    """
    reader = open_reader(database)
    partial = target.with_name(target.name + ".partial")
    writing.writable(target, database, ours=is_copy, force=force)
    writing.guarded(partial, database)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        reader.execute("VACUUM INTO ?", (str(partial),))
        notices = verify(partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(f"{target}: cannot be written: {error}") from None
    finally:
        reader.close()
        partial.unlink(missing_ok=True)
    return notices


def restore(source: Path, database: Path) -> int:
    """Put a backup in the database's place; the caller holds the run lock. The replaced file stays as `.replaced`, or
    under the next free name like it: what a first restore replaced is not lost to a second.

    Cursors of exports made before are refused from then on. Returns the number of notices. Raises DatabaseError
    before anything is moved when the backup is not sound, or is no copy but the database or what is written here.
    """
    partial = database.with_name(f"{database.name}.partial")
    if writing.same(source, database) or writing.same(source, partial):
        raise DatabaseError(f"{source}: is the database's own file, no backup of it")
    if not source.is_file():
        raise DatabaseError(f"no such file: {source}")
    notices = verify(source)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(b"")
        copy, reader = sqlite3.connect(partial), sqlite3.connect(source)
        reader.backup(copy)
        # Cursors given after the copy was taken are of a future that is lost: they must not be taken for our own.
        copy.execute("UPDATE _meta SET value = ? WHERE key = 'lineage'", (secrets.token_hex(4),))
        copy.commit()
        copy.execute("PRAGMA journal_mode = WAL")  # a live database from here on: `is_copy` says no
        copy.close()
        reader.close()
        if database.exists():
            # Its log belongs to the file it was written for: fold it in before the file moves.
            old = sqlite3.connect(database)
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            old.execute("PRAGMA journal_mode = DELETE")
            old.close()
            # A second name, not a new one: killed in between, a run would begin with an empty database.
            os.link(database, _free(database))
        partial.replace(database)
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise DatabaseError(f"{database}: cannot be restored: {error}") from None
        raise DatabaseError(
            f"{database}: cannot be restored while it is open{by_whom(database)}; stop that and restore again"
        ) from None
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(f"{database}: cannot be restored: {error}") from None
    finally:
        partial.unlink(missing_ok=True)
    return notices


def _free(database: Path) -> Path:
    """The first name for what is replaced that nothing has."""
    names = chain([f"{database.name}.replaced"], (f"{database.name}.replaced.{n}" for n in count(2)))
    return next(path for path in map(database.with_name, names) if not os.path.lexists(path))
