"""Runs: one row a scheduled crawl, one a site in it, and the kernel's lock that keeps two from running at once."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from output.clock import moment, seconds_since
from output.refusals import EXIT, DatabaseError, RunLocked
from output.store.tables import Database
from pipelines.likeness import comparable_title, unrelated

HOLDER = "process "  # what the lock's file begins with
CRASHED = "ended without a verdict: killed, or the machine went down"
LEAST_OVERDUE = 3600  # seconds that a lock may be held whatever runs took before
OVERDUE_UNKNOWN = 12 * 3600  # and where no run has ended yet: the first walk of many sites is long
_identities: dict[tuple[int, int], int] = {}  # device and inode of a database -> our descriptor of it


@contextmanager
def lock(database: str | Path) -> Iterator[None]:
    """Hold the lock of this database for as long as the process lives.

    fcntl.flock in the process itself: the kernel lets go when the process dies however it dies, so there is no stale
    lock. The file stays; what is written in it only tells who holds it. It stands beside the file itself, not beside
    a link to it, and the file is locked too: it may have a second name. Raises RunLocked, DatabaseError.
    """
    path = lock_file(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = path.open("a+", encoding="utf-8", errors="replace")
    except OSError as error:
        raise DatabaseError(f"{error.filename}: cannot be written: {error.strerror}") from None
    with opened as file:
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
        with _identity(database):
            file.truncate(0)
            file.write(f"{HOLDER}{os.getpid()} on {socket.gethostname()}, started {moment()}: {_called()}\n")
            file.flush()
            os.set_inheritable(file.fileno(), False)
            yield


def _called() -> str:
    """What this process was called as, such as `scrapy run`; Scrapy takes its command out of sys.argv."""
    words = sys.argv if sys.argv[0] == "-c" else sys.orig_argv[1:]
    return " ".join([Path(word).name for word in words if not word.startswith("-")][:2]) or "python"


def lock_file(database: str | Path) -> Path:
    """Where the lock of this database stands, whatever link leads to it."""
    return Path(f"{os.path.realpath(database)}.lock")


@contextmanager
def _identity(database: str | Path) -> Iterator[None]:
    """Hold the lock of the file itself, if there is one yet. Raises RunLocked.

    Its descriptor is never closed: closing any of a file takes away the locks that SQLite holds on it (fcntl(2)).
    """
    try:
        there = Path(database).stat()
        key = there.st_dev, there.st_ino
        if key not in _identities:
            _identities[key] = os.open(database, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # not there; or not ours to read, which is told when it is opened
        yield
        return
    try:
        fcntl.flock(_identities[key], fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RunLocked(f"{database}: another run holds the lock, by another name of the same file") from None
    try:
        yield
    finally:
        fcntl.flock(_identities[key], fcntl.LOCK_UN)


def overdue(database: str | Path) -> str | None:
    """Who holds the lock and for how long, if that is longer than any run ever took; else None."""
    try:
        holder = lock_file(database).read_text(encoding="utf-8").strip()
        held = seconds_since(holder.partition("started ")[2].partition(": ")[0])
        with closing(sqlite3.connect(Path(database).absolute().as_uri() + "?mode=ro", uri=True)) as connection:
            (longest,) = connection.execute(
                "SELECT max(julianday(finished) - julianday(started)) * 86400 FROM runs WHERE finished IS NOT NULL"
            ).fetchone()
    except (OSError, ValueError, sqlite3.Error):
        return None
    bound = OVERDUE_UNKNOWN if longest is None else max(LEAST_OVERDUE, longest)
    if held <= bound:
        return None
    usual = "no run has ended yet" if longest is None else f"the longest run took {longest / 3600:.1f} h"
    return f"the lock has been held for {held / 3600:.1f} h, and {usual}: does it hang? It is held by {holder}"


def unwritten(why: str, number: int | None = None, verdict: str = "failed") -> dict[str, Any]:
    """What summary.of_run would tell of a run of which nothing could be written."""
    run = {"id": number, "finished": moment(), "verdict": verdict, "exit_code": EXIT[verdict], "reasons": [why]}
    return {"run": run, "sites": [], "changes": {}}


def revision(connection: sqlite3.Connection) -> int:
    """The newest rev; 0 in an empty database."""
    return connection.execute("SELECT coalesce(max(rev), 0) FROM _changes").fetchone()[0]


def begun_last(connection: sqlite3.Connection) -> set[str]:
    """The sites that the last run began with."""
    return {
        site
        for (site,) in connection.execute(
            "SELECT site FROM run_sites WHERE walk IS NOT NULL AND run = (SELECT max(id) FROM runs)"
        )
    }


def without_end(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Runs that are still `running`: where the lock is ours, they were killed."""
    return [
        {"id": number, "started": started, "verdict": "crashed", "exit_code": EXIT["crashed"], "reasons": [CRASHED]}
        for number, started in connection.execute("SELECT id, started FROM runs WHERE verdict = 'running'")
    ]


def begin(connection: sqlite3.Connection, engine: str) -> int:
    """Open a run; runs still `running` are marked crashed, for the caller holds the lock. Returns its number."""
    for table in ("runs", "run_sites"):
        connection.execute(
            f"UPDATE {table} SET verdict = 'crashed', reasons = json_array(?) WHERE verdict = 'running'", (CRASHED,)
        )
    connection.execute("UPDATE runs SET exit_code = ? WHERE verdict = 'crashed'", (EXIT["crashed"],))
    row = {
        "started": moment(),
        "verdict": "running",
        "process": os.getpid(),
        "engine": engine,
        "rev_before": revision(connection),
    }
    number = Database(connection).table("runs").insert(row).last_pk
    assert isinstance(number, int)  # its primary key is one
    return number


def save_site(connection: sqlite3.Connection, run: int, site: str, row: dict[str, Any]) -> None:
    """Write what is known of a site in a run; called at its start, and again with its verdict."""
    reasons = json.dumps(row.get("reasons", []), ensure_ascii=False)
    said = {"run": run, "site": site, **row, "reasons": reasons}
    Database(connection).table("run_sites").upsert(said, pk=("run", "site"))


def save_sites(connection: sqlite3.Connection, run: int, sites: Sequence[str], verdict: str, reason: str) -> None:
    """Write the same of many sites."""
    connection.executemany(
        "INSERT OR REPLACE INTO run_sites (run, site, verdict, reasons) VALUES (?, ?, ?, json_array(?))",
        [(run, site, verdict, reason) for site in sites],
    )


def finish(connection: sqlite3.Connection, run: int, verdict: str, reasons: Sequence[str]) -> int:
    """Close a run. Returns its exit code."""
    Database(connection).table("runs").update(
        run,
        {
            "finished": moment(),
            "verdict": verdict,
            "reasons": json.dumps(list(reasons), ensure_ascii=False),
            "exit_code": EXIT[verdict],
            "rev_after": revision(connection),
        },
    )
    return EXIT[verdict]


def history(
    connection: sqlite3.Connection, site: str, lasting: tuple[str, ...] = (), limit: int = 10
) -> list[dict[str, Any]]:
    """The last good full walks of a site, newest first: what its next one is measured against. Good are also those with
    no reasons but such as begin like one of `lasting`, which may hold for years."""
    rows = Database(connection).query(
        """SELECT * FROM run_sites WHERE site = ? AND verdict IN ('ok', 'degraded') AND walk = 'full'
           ORDER BY run DESC LIMIT ?""",
        (site, 10 * limit),
    )

    def good(row: dict[str, Any]) -> bool:
        return row["verdict"] == "ok" or all(why.startswith(lasting) for why in json.loads(row["reasons"]))

    return list(islice(filter(good, rows), limit))


def bare_share(connection: sqlite3.Connection, site: str, run: int) -> float | None:
    """Of the last notices of a site that came in before a run, how many have no text, 0 to 1; None if none did."""
    count, bare = connection.execute(
        """SELECT count(*), sum(bare) FROM (SELECT body = '' AS bare FROM notices WHERE site = ? AND first_run < ?
           ORDER BY first_seen DESC LIMIT 200)""",
        (site, run),
    ).fetchone()
    return bare / count if count else None


def quiet_days(connection: sqlite3.Connection, site: str) -> float | None:
    """Days since a notice of this site last came in; None if none ever did."""
    return connection.execute(
        "SELECT julianday('now') - julianday(max(first_seen)) FROM notices WHERE site = ?", (site,)
    ).fetchone()[0]


def latest(connection: sqlite3.Connection) -> int:
    """Number of the last run; 0 before the first."""
    return connection.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()[0]


def keeps(connection: sqlite3.Connection, run: int, site: str) -> bool:
    """Whether a site's list has shown in one run before this what it had shown in another, and did not come with
    entries that were all new more than once: then that is its habit. Entries that came to nothing show neither."""
    kept, all_new = connection.execute(
        """SELECT count(*) FILTER (WHERE new + rejects + errors < entries), count(*) FILTER (WHERE new >= entries)
           FROM run_sites WHERE site = ? AND run < ? AND entries > 0""",
        (site, run),
    ).fetchone()
    return kept > 0 and all_new < 3


def same_texts(connection: sqlite3.Connection, run: int, site: str) -> list[str]:
    """Titles of notices that came to a site in this run and say what another of it says under an unrelated title."""
    rows = connection.execute(
        """SELECT n.title, o.title FROM runs r JOIN notices n ON n.site = ?2 AND n.first_seen >= r.started
           JOIN notices o ON o.body_hash = n.body_hash AND o.site = n.site AND o.id <> n.id
           WHERE r.id = ?1 AND n.first_run = ?1 AND n.body <> ''""",
        (run, site),
    )
    titles = ((comparable_title(title), comparable_title(other), title) for title, other in rows)
    return sorted({title for ours, theirs, title in titles if unrelated(ours, theirs)})
