"""Runs: one row a scheduled crawl, one a site in it, and the kernel's lock that keeps two from running at once."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from output.clock import moment
from output.refusals import EXIT, DatabaseError, RunLocked
from output.tables import Database

HOLDER = "process "  # what the lock's file begins with


@contextmanager
def lock(database: str | Path) -> Iterator[None]:
    """Hold the lock of this database for as long as the process lives.

    fcntl.flock in the process itself: the kernel lets go when the process dies however it dies, so there is no stale
    lock. The file stays; what is written in it only tells who holds it. Raises RunLocked.
    """
    path = Path(f"{database}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8", errors="replace") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder, until = "", time.monotonic() + 1
            while not holder and time.monotonic() < until:  # it got the lock just now and has not said yet who it is
                time.sleep(0.01)
                file.seek(0)
                holder = file.read().strip()
            raise RunLocked(f"{database}: another run holds the lock: {holder or 'unknown'}") from None
        file.seek(0)
        if (said := file.read(len(HOLDER))) and said != HOLDER:  # DATABASE=poetry, say
            name = Path(database).name
            raise DatabaseError(f"{path}: is somebody else's file; a database called {name} needs its name")
        file.truncate(0)
        file.write(f"{HOLDER}{os.getpid()} on {socket.gethostname()}, started {moment()}\n")
        file.flush()
        os.set_inheritable(file.fileno(), False)
        yield


def revision(connection: sqlite3.Connection) -> int:
    """The newest rev; 0 in an empty database."""
    return connection.execute("SELECT coalesce(max(rev), 0) FROM _changes").fetchone()[0]


def begin(connection: sqlite3.Connection, engine: str) -> int:
    """Open a run; runs still `running` are marked crashed, for the caller holds the lock. Returns its number."""
    for table in ("runs", "run_sites"):
        connection.execute(f"UPDATE {table} SET verdict = 'crashed' WHERE verdict = 'running'")
    connection.execute("UPDATE runs SET exit_code = ? WHERE verdict = 'crashed'", (EXIT["crashed"],))
    return Database(connection)["runs"].insert(
        {"started": moment(), "verdict": "running", "process": os.getpid(), "engine": engine,
         "rev_before": revision(connection)}
    ).last_pk


def save_site(connection: sqlite3.Connection, run: int, site: str, row: dict[str, Any]) -> None:
    """Write what is known of a site in a run; called at its start, and again with its verdict."""
    reasons = json.dumps(row.get("reasons", []), ensure_ascii=False)
    Database(connection)["run_sites"].upsert({"run": run, "site": site, **row, "reasons": reasons}, pk=("run", "site"))


def finish(connection: sqlite3.Connection, run: int, verdict: str, reasons: Sequence[str]) -> int:
    """Close a run. Returns its exit code."""
    Database(connection)["runs"].update(run, {
        "finished": moment(), "verdict": verdict, "reasons": json.dumps(list(reasons), ensure_ascii=False),
        "exit_code": EXIT[verdict], "rev_after": revision(connection),
    })
    return EXIT[verdict]


def history(connection: sqlite3.Connection, site: str, limit: int = 10) -> list[dict[str, Any]]:
    """The last good full walks of a site, newest first: what its next one is measured against."""
    return list(Database(connection).query(
        """SELECT * FROM run_sites WHERE site = ? AND verdict = 'ok' AND walk = 'full' ORDER BY run DESC LIMIT ?""",
        (site, limit),
    ))


def quiet_days(connection: sqlite3.Connection, site: str) -> float | None:
    """Days since a notice of this site last came in; None if none ever did."""
    return connection.execute(
        "SELECT julianday('now') - julianday(max(first_seen)) FROM notices WHERE site = ?", (site,)
    ).fetchone()[0]
