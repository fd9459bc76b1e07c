"""What one more notice costs as history grows: `python bench/memory.py [--sizes 10000 100000 1000000]`.

Every size runs in processes of its own. The first fills a database: notices of bench/made.py through the store up to
10,000, whose bytes SQLite's dbstat tells; beyond that rows as the store would leave them, every one a record, with
short texts and made-up signatures, so that a million takes minutes. The second opens it as a run does, takes in
notices of 1,500 characters, a third of them reposts, and tells time and memory of its own. Full-text search is
listed behind the crawl (bench/stream.py) and left out of the times.

Bytes of merging: the pages of signatures, keys, places, matches, redirects and judgements. Bytes beyond text: all pages
but those of search, less title, title_raw, body and raw body of notices, and title and body of records; that holds
addresses, dates, hashes, sources, every index an operator's lists need, and the pages' own waste.
"""

import argparse
import asyncio
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from index import made as made_signatures
from made import Stream
from stream import hand_in, notice

from output.database import immediate, open_writer
from output.records import Records
from output.store import Store

REAL, BATCH, MORE = 10_000, 5_000, 600


def real(path: Path, count: int) -> None:
    store = Store(path)
    asyncio.run(hand_in(store, [notice(number, made) for number, made in enumerate(islice(Stream(), count))]))
    store.close()


def history(path: Path, size: int) -> None:
    """Rows from 10,000 on, by the schema's own names; the index is filled by its own code."""
    connection, rng = open_writer(path).conn, np.random.default_rng(7)
    known = {table: [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
             for table in ("notices", "records")}  # fmt: skip
    sample = connection.execute("SELECT * FROM notices WHERE id = (SELECT notice_id FROM records LIMIT 1)").fetchone()
    pattern = dict(zip(known["notices"], sample, strict=True))
    pattern |= {"title": "标题", "title_raw": "标题", "body": "正文" * 50}
    index = Records(connection).index
    for begin in range(REAL + 1, size + 1, BATCH):
        nodes = range(begin, min(begin + BATCH, size + 1))
        with immediate(connection):
            rows = [
                pattern | {"node": node, "id": f"{node * 2654435761 % (1 << 32):08x}{node:012x}",
                           "record_id": f"{node:016x}", "url": f"https://a.example.cn/{node}"}
                for node in nodes
            ]  # fmt: skip
            records = [{name: row.get(name) for name in known["records"]}
                       | {"id": row["record_id"], "notice_id": row["id"], "notices": 1, "rev": row["node"] + 10_000_000,
                          "last_seen": row["first_seen"]} for row in rows]  # fmt: skip
            for table, made in (("notices", rows), ("records", records)):
                marks = ", ".join("?" * len(known[table]))
                connection.executemany(
                    f"INSERT INTO {table} VALUES ({marks})", [tuple(row[name] for name in known[table]) for row in made]
                )
            connection.executemany(
                "INSERT INTO _places VALUES (?, ?, ?, NULL)",
                [(row["node"], f"6000~~~~~~~~~~9999999900aaaaaa{row['id']}", row["node"]) for row in rows],
            )
            connection.executemany(
                "INSERT INTO _searched (record) VALUES (?)", [(row["record_id"],) for row in rows]
            )
            index.add(nodes, made_signatures(rng, len(nodes)), nodes)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def one_more(path: Path) -> dict[str, float]:
    """Processor microseconds a notice in groups of 100, and resident memory in MB."""
    stream = Stream(seed=2)
    more = [notice(10_000_000 + number, made) for number, made in enumerate(islice(stream, MORE))]
    store = Store(path)
    store._make_searchable = store._records.unsearched.clear
    asyncio.run(hand_in(store, more[:100]))  # tables, index and caches come into memory
    costs = []
    for begin in range(100, MORE, 100):
        begun = time.process_time()
        asyncio.run(hand_in(store, more[begin : begin + 100]))
        costs.append((time.process_time() - begun) / 100 * 1e6)
    return {"us": statistics.median(costs), "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def bytes_a_notice(path: Path) -> tuple[float, float]:
    """Of merging, and beyond text."""
    connection = sqlite3.connect(path)
    connection.create_function("octets", 1, lambda text: len(text.encode()), deterministic=True)

    def one(sql: str) -> int:
        return connection.execute(sql).fetchone()[0]

    pages = "SELECT sum(pgsize) FROM dbstat d JOIN sqlite_master m USING (name) WHERE tbl_name"
    merging = one(f"{pages} IN ('_signatures', '_bands', '_schemes', '_places', 'matches', 'redirects', 'judgements')")
    text = (
        one("SELECT sum(octets(title) + octets(title_raw) + octets(body)) FROM notices")
        + one("SELECT sum(octets(title) + octets(body)) FROM records")
        + one("SELECT sum(octets(title) + length(body)) FROM _raw")
    )
    notices = one("SELECT count(*) FROM notices")
    return merging / notices, (one(f"{pages} NOT LIKE '_search%'") - text) / notices


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--child", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(one_more(Path(args.child))))
        return
    print("| notices stored | one more, us | against the first | MB resident | bytes of merging | bytes beyond text |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        path, first = Path(name) / "notices.db", None
        real(path, REAL)
        for size in args.sizes:
            space = "{:,.0f} | {:,.0f}".format(*bytes_a_notice(path)) if size == REAL else " | "
            if size > REAL:
                path.unlink()
                real(path, REAL)
                history(path, size)
            command = [sys.executable, __file__, "--child", str(path)]
            told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            cost, memory = told["us"], told["mb"]
            first = first or cost
            print(f"| {size:,} | {cost:,.0f} | {cost / first:.2f} | {memory:,.0f} | {space} |", flush=True)


if __name__ == "__main__":
    main()
