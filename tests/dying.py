"""What befalls a command of forked.py from inside: death at a chosen point, before anything can be tidied up; a full
disk; permissions that bind; a missing module."""

from __future__ import annotations

import ctypes
import os
import re
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

FRAME = 4096 + 24  # bytes of a page in the write-ahead log


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def at_statement(pattern: str, nth: int = 1, steps: int = 0) -> Callable[[], None]:
    """Before the nth SQL statement that matches, whichever connection runs it; `steps`: so many instructions of
    SQLite's machine into it."""
    return partial(_trace, pattern, nth, steps, False)


def in_commit(nth: int) -> Callable[[], None]:
    """While the nth commit writes: in the middle of its third page, so that the log ends in half a page.

    By SIGXFSZ, which the kernel sends from inside write(2); a process dies of it as of SIGKILL.
    """
    return partial(_trace, "^COMMIT", nth, 0, True)


def at_call(name: str, nth: int = 1) -> Callable[[], None]:
    """Before the nth call of os.fsync, or the nth renaming (os.rename)."""
    return partial(_watch, name, nth)


def _trace(pattern: str, nth: int, steps: int, torn: bool) -> None:
    connect, left = sqlite3.connect, [nth]
    if torn:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def connect_and_watch(database: object, *arguments: object, **more: object) -> sqlite3.Connection:
        connection = connect(database, *arguments, **more)

        def watch(statement: str) -> None:
            if not re.search(pattern, " ".join(statement.split())):
                return
            left[0] -= 1
            if left[0]:
                return
            if torn:
                written = os.stat(f"{database}-wal").st_size  # noqa: PTH116
                resource.setrlimit(resource.RLIMIT_FSIZE, (written + 2 * FRAME + 2000,) * 2)
            elif steps:
                connection.set_progress_handler(die, steps)
            else:
                die()

        connection.set_trace_callback(watch)
        return connection

    sqlite3.connect = connect_and_watch


def _watch(name: str, nth: int) -> None:
    left = [nth]

    def count() -> None:
        left[0] -= 1
        if not left[0]:
            die()

    if name == "os.fsync":
        fsync = os.fsync
        os.fsync = lambda file: (count(), fsync(file))[1]
    else:
        sys.addaudithook(lambda event, _arguments: count() if event == name else None)


def small_disk(size: int) -> None:
    """No file may grow beyond so many bytes: a write past it fails as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def heed_permissions() -> None:
    """Root may write anywhere; without these capabilities it may write what its owner may."""
    libc, header, sets = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    for kind in (0, 1):  # effective, permitted
        sets[kind] &= ~0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
    libc.capset(header, sets)


def without(module: str) -> None:
    """It is as if this module were not installed."""
    sys.modules[module] = None


def runs(process: int) -> bool:
    """Whether it is there and no zombie, which in a container nobody may take away."""
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
