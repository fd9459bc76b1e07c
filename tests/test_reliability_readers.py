"""Two readers beside the writer: nobody waits for anybody, and whatever is read belongs together."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import big_site
import pytest
from conftest import QUICK, ROOT
from servers import Server

TORN = """
SELECT (SELECT count(*) FROM records r WHERE deleted_at IS NULL
            AND notices <> (SELECT count(*) FROM notices n WHERE n.record_id = r.id)),
       (SELECT count(*) FROM notices n WHERE NOT EXISTS
            (SELECT 1 FROM records r WHERE r.id = n.record_id AND r.deleted_at IS NULL)),
       (SELECT count(*) FROM records r WHERE deleted_at IS NULL AND NOT EXISTS
            (SELECT 1 FROM notices n WHERE n.id = r.notice_id AND n.record_id = r.id)),
       (SELECT count(*) - max(rev) FROM _changes)
"""  # the last: no rev is missing
READS = (
    "SELECT * FROM recent LIMIT 50",
    "SELECT * FROM reposts LIMIT 50",
    "SELECT rev, record, operation FROM changes WHERE rev > (SELECT max(rev) FROM changes) - 100",
    "SELECT title, body FROM records WHERE deleted_at IS NULL ORDER BY rev DESC LIMIT 20",
)


class Reader(threading.Thread):
    """Reads until told to stop. Remembers how long each read took, what was torn, what went wrong."""

    def __init__(self, database: Path, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.database, self.stop_reading = database, stop
        self.seconds: list[float] = []
        self.torn: set[tuple] = set()
        self.errors: list[str] = []
        self.sizes: set[int] = set()

    def run(self) -> None:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)) as connection:
            # Whoever opens a database that nobody has open sets up its WAL index, and another who opens it just then
            # waits for that. From then on nobody waits.
            connection.execute("SELECT count(*) FROM notices").fetchone()
            connection.execute("PRAGMA busy_timeout = 0")
            while not self.stop_reading.is_set():
                try:
                    self.torn.add(connection.execute(TORN).fetchone())
                    self.sizes.add(connection.execute("SELECT count(*) FROM notices").fetchone()[0])
                    for query in READS:
                        begun = time.perf_counter()
                        connection.execute(query).fetchall()
                        self.seconds.append(time.perf_counter() - begun)
                    self.stop_reading.wait(0.002)
                except sqlite3.Error as error:
                    self.errors.append(str(error))


def read_while_writing(database: Path, seconds: float, notices: int) -> None:
    """Crawls a site that shows more with every run, for so long, with two readers beside."""
    stop = threading.Event()
    whole = big_site.pages(notices)
    first = big_site.pages(25)

    def crawl() -> None:
        line = [sys.executable, "-m", "scrapy", "run", "--url", f"{server.url}/list/1", *QUICK]
        running = subprocess.Popen(
            line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        while running.poll() is None and not over():
            time.sleep(0.05)
        if running.poll() is None:
            running.terminate()
            said, _ = running.communicate(timeout=60)
        else:
            said, _ = running.communicate()
            assert running.returncode in (0, 2), said
        assert "locked" not in said, said

    def over() -> bool:
        """The time is up and there was something to see; a busy machine needs longer to start a run."""
        return time.monotonic() > end and (len(states()) > 3 or time.monotonic() > end + 90)

    def states() -> set[int]:
        return set().union(*(set(reader.sizes) for reader in readers))

    readers: list[Reader] = []
    end = time.monotonic() + 60
    with Server(first) as server:
        environment = os.environ | {"DATABASE": str(database)}
        crawl()  # a database to open
        readers = [Reader(database, stop) for _ in range(2)]
        for reader in readers:
            reader.start()
        server.pages |= whole
        end = time.monotonic() + seconds
        while not over():
            crawl()
            with closing(sqlite3.connect(database, timeout=60)) as connection, connection:
                connection.execute("UPDATE _frontier SET state = 'pending' WHERE kind = 'article'")
                connection.execute("DELETE FROM _meta WHERE key LIKE 'full walk%'")
            for n in range(0, notices, 3):  # a third of the articles change before the next run
                page = server.pages[f"/a/{n}.html"]
                server.pages[f"/a/{n}.html"] = page.replace(
                    "</div></body>", f"<p>第{time.time_ns()}次更正。</p></div></body>"
                )
        stop.set()
        for reader in readers:
            reader.join(30)
    taken = sorted(second for reader in readers for second in reader.seconds)
    sizes = states()
    print(
        f"\n{len(taken)} reads beside the writer: p50 {taken[len(taken) // 2] * 1000:.1f} ms, "
        f"p99 {taken[len(taken) * 99 // 100] * 1000:.1f} ms, longest {taken[-1] * 1000:.1f} ms; "
        f"{len(sizes)} states of {min(sizes)} to {max(sizes)} notices seen"
    )
    for reader in readers:
        assert reader.errors == []
        assert reader.torn == {(0, 0, 0, 0)}
    assert len(sizes) > 3, "the readers saw no writing"


def test_two_readers_and_the_writer_do_not_disturb_each_other(database):
    read_while_writing(database, seconds=8, notices=150)


@pytest.mark.soak
def test_two_readers_and_the_writer_for_a_minute(database):
    read_while_writing(database, seconds=60, notices=1000)
