"""Backup and restore: a whole, compact, verified copy of the database, taken while crawls go on."""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path

from output.database import open_reader
from output.refusals import DatabaseError


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


def backup(database: Path, target: Path) -> int:
    """Write a verified copy to `target` by VACUUM INTO, under a temporary name until it is whole.

    Returns its number of notices. Raises DatabaseError; what stood at `target` before stays until the new copy is
    verified.
    """
    reader = open_reader(database)
    partial = target.with_name(target.name + ".partial")
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
    """Put a backup in the database's place; the caller holds the run lock. The replaced file stays as `.replaced`.

    Cursors of exports made before are refused from then on. Returns the number of notices. Raises DatabaseError
    before anything is moved when the backup is not sound.
    """
    notices = verify(source)
    partial, replaced = (database.with_name(f"{database.name}.{end}") for end in ("partial", "replaced"))
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(b"")
        copy, reader = sqlite3.connect(partial), sqlite3.connect(source)
        reader.backup(copy)
        # Cursors given after the copy was taken are of a future that is lost: they must not be taken for our own.
        copy.execute("UPDATE _meta SET value = ? WHERE key = 'lineage'", (secrets.token_hex(4),))
        copy.commit()
        copy.close()
        reader.close()
        if database.exists():
            # Its log belongs to the file it was written for: fold it in before the file moves.
            old = sqlite3.connect(database)
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            old.execute("PRAGMA journal_mode = DELETE")
            old.close()
            # A second name, not a new one: killed in between, a run would begin with an empty database.
            replaced.unlink(missing_ok=True)
            os.link(database, replaced)
        partial.replace(database)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(f"{database}: cannot be restored: {error}") from None
    finally:
        partial.unlink(missing_ok=True)
    return notices
