"""Where a command may write: never the database or what is read, and nothing that somebody else made.

One helper for all. By identity and not by spelling: links, hard links and relative paths are followed, and a name that
does not exist yet is compared by the folder it would stand in.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from output.refusals import Refusal

# What stands beside a database under its name: SQLite's, the run lock's, and what backup and dedupe leave there.
BESIDE = ("", "-wal", "-shm", "-journal", ".lock", ".partial", ".replaced", ".deciding")
FORCE = "--force replaces it"


class WriteRefused(Refusal):
    """Raised for a path that must not be written; the message names it and says why."""


def same(a: str | Path, b: str | Path) -> bool:
    """Whether two paths are one file, or would be."""
    try:
        return Path(a).samefile(b)
    except OSError:
        return _place(a) == _place(b)


def _place(path: str | Path) -> tuple[int, int, str] | str:
    """Where a name stands, its last link followed: the folder's identity and the name in it."""
    real = Path(os.path.realpath(path))
    try:
        folder = real.parent.stat()
    except OSError:
        return str(real)
    return folder.st_dev, folder.st_ino, real.name


def guarded(path: str | Path, database: str | Path | None = None, inputs: Iterable[str | Path] = ()) -> None:
    """Raises WriteRefused when `path` is the database, something that belongs to it, or something that is read."""
    for end in BESIDE if database else ():
        if same(path, f"{database}{end}"):
            what = "is the database" if not end else f"belongs to the database {database}"
            raise WriteRefused(f"{path}: {what}; it is not written over")
    for read in inputs:
        if same(path, read):
            raise WriteRefused(f"{path}: is what is read; give another name")


def writable(
    path: str | Path,
    database: str | Path | None = None,
    inputs: Iterable[str | Path] = (),
    ours: Callable[[Path], bool] = lambda path: False,
    force: bool = False,
    stream: bool = False,
) -> Path:
    """The path, if a command may make a file of it.

    `ours`: whether what stands there was made by the same command, and may go; `force`: whatever it is may go, but for
    the database and the inputs. `stream`: a pipe or a terminal may be written to as well. Raises WriteRefused.
    """
    path = Path(path)
    guarded(path, database, inputs)
    try:
        kind = path.stat()
    except FileNotFoundError:
        return path
    except OSError as error:
        raise WriteRefused(f"{path}: cannot be written: {error.strerror}") from None
    if stat.S_ISDIR(kind.st_mode):
        raise WriteRefused(f"{path}: is a folder; give the name of a file")
    if not stat.S_ISREG(kind.st_mode):
        if stream:
            return path
        raise WriteRefused(f"{path}: is no plain file, and would be one afterwards")
    if kind.st_size and not force and not _asked(ours, path):
        raise WriteRefused(f"{path}: is there already, and not by this command; {FORCE}")
    return path


def _asked(ours: Callable[[Path], bool], path: Path) -> bool:
    try:
        return ours(path)
    except (OSError, ValueError):
        return False
