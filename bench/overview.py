"""What an operator waits for: the front page and a site's page of `scrapy serve`, at 300 sites and 200,000 notices.

    python bench/overview.py [--sites 300] [--notices 200000] [--runs 60] [--keep DATABASE]

The tables are filled directly, a quarter of the notices as reposts; every twentieth site is not well, for five reasons.
Told are processor milliseconds, which do not depend on what else the machine does, and wall milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.generated import REGIONS, TAGS
from output.show.overview import overview
from output.show.serve import site_page
from output.store.database import open_writer

REASONS = (
    "no listing page was read: http-500",
    "the listing page asks to log in",
    "12 entries where 80 are usual",
    "dates are gone: 0 of 20 notices have one",
    "rejected: 3 MissingBody",
)
TIMES = 7


def fill(path: Path, sites: int, notices: int, runs: int) -> None:
    """A database as `runs` daily runs of so many sites leave it."""
    made = random.Random(7)
    now = datetime.now(timezone.utc).replace(microsecond=0)
    names = [f"park-{n:03}.example" for n in range(sites)]
    database = open_writer(path)
    with closing(database.conn) as connection, connection:
        record = first = ""
        for n in range(notices):
            id, seen = f"{n:020x}", (now - timedelta(days=runs * (notices - n) / notices)).isoformat()
            day = (now - timedelta(days=made.uniform(0, 900))).date().isoformat()
            site, region = names[made.randrange(sites)], REGIONS[n % len(REGIONS)]
            title, tag = f"第{n}号招商项目公告", TAGS[n % len(TAGS)]
            if n % 4 == 0:
                record, first = f"{n:016x}", id
                connection.execute(
                    """INSERT INTO records (id, title, body, published, region, tag, notice_id, notices, first_seen,
                       last_seen, rev) VALUES (?, ?, ?, ?, ?, ?, ?, 2, ?, ?, ?)""",
                    (record, title, "正文" * 200, day, region, tag, id, seen, seen, n + 1),
                )
                connection.execute("INSERT INTO _changes VALUES (?, ?, 'added', NULL, ?)", (n + 1, record, seen))
            connection.execute(
                """INSERT INTO notices (node, id, record_id, site, url, listing_url, position, title, title_raw, tag,
                   body, published, region, body_hash, first_run, last_run, fetched_at, first_seen, similarity)
                   VALUES (?, ?, ?, ?, ?, '', 0, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?, ?, 1)""",
                (
                    n + 1,
                    id,
                    record,
                    site,
                    f"https://{site}/{n}.html",
                    title,
                    "",
                    tag,
                    "正文" * 200,
                    day,
                    region,
                    first,
                    seen,
                    seen,
                ),
            )
        for run in range(1, runs + 1):
            at = (now - timedelta(days=runs - run)).isoformat()
            connection.execute(
                "INSERT INTO runs (id, started, finished, verdict, process, engine, rev_before, rev_after) "
                "VALUES (?, ?, ?, 'degraded', 1, 'bench', 0, 0)",
                (run, at, at),
            )
            connection.execute("INSERT INTO _asked VALUES (?, 'all')", (run,))
            connection.executemany(
                """INSERT INTO run_sites (run, site, verdict, reasons, finish_reason, walk, listing_pages, entries, new,
                   dated) VALUES (?, ?, ?, ?, 'finished', 'full', 2, 40, 11, 11)""",
                [
                    (run, name, *(("degraded", json.dumps([REASONS[n // 20 % 5]])) if n % 20 == 0 else ("ok", "[]")))
                    for n, name in enumerate(names)
                ],
            )
        said = [(name,) for name in names]
        connection.executemany("INSERT INTO _configured VALUES ('sites.toml', ?, 'configured', 30)", said)
        connection.execute("ANALYZE")


def took(ask: Callable[[], object]) -> str:
    """Processor and wall milliseconds, medians."""
    ask()
    spent = []
    for _ in range(TIMES):
        begun = time.process_time(), time.perf_counter()
        ask()
        spent.append((time.process_time() - begun[0], time.perf_counter() - begun[1]))
    return " | ".join(f"{1000 * statistics.median(each):.0f}" for each in zip(*spent, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("sites", 300), ("notices", 200_000), ("runs", 60)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--keep", type=Path, help="fill this file, and leave it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "notices.db"
        if not path.exists():
            fill(path, options.sites, options.notices, options.runs)
        print(
            f"{options.sites} sites, {options.notices:,} notices, {options.runs} runs; "
            f"{path.stat().st_size / 1e6:,.0f} MB\n"
        )
        print("| page | processor ms | wall ms |\n| --- | ---: | ---: |")
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            print(f"| overview, its data | {took(lambda: overview(connection))} |")
            print(f"| a site, its data | {took(lambda: site_page.told(connection, 'park-020.example'))} |")
        from crawler.tend.showing import harmless
        from output.show.serve.app import make

        served = make(path, harmless)

        async def pages() -> list[str]:
            rows = []
            for name, address in (
                ("front page", "/"),
                ("front page, every site as a row", "/?all=1"),
                ("a site's page", "/-/site/park-020.example"),
            ):
                spent = []
                for n in range(TIMES + 1):
                    begun = time.process_time(), time.perf_counter()
                    answer = await served.client.get(address, headers={"host": "127.0.0.1"})
                    assert answer.status_code == 200, answer.text[:200]
                    if n:
                        spent.append((time.process_time() - begun[0], time.perf_counter() - begun[1]))
                said = " | ".join(f"{1000 * statistics.median(each):.0f}" for each in zip(*spent, strict=True))
                rows.append(f"| {name}, {len(answer.content) / 1000:,.0f} KB | {said} |")
            return rows

        print("\n".join(asyncio.run(pages())))


if __name__ == "__main__":
    main()
