"""What one more notice costs as history grows: `python bench/memory.py [--sizes 10000 1000000] [--plot cost.svg]`.

A database grows: notices of bench/made.py through the store up to 10,000, whose bytes SQLite's dbstat tells; beyond
that rows as the store would leave them, every one a record, with short texts and made-up signatures, so that a million
takes minutes. At every size a process of its own opens a copy as a run does, takes in notices of 1,500 characters, a
third of them reposts, and tells time and memory, those of the process beside it among them. Five times, each next to
one on the smallest history, since a machine's speed changes by the minute; medians, also of the five ratios. Full-text
search (bench/stream.py) is left out.

Bytes of merging: the pages of signatures, keys, places, matches, redirects and judgements. Bytes beyond text: all pages
but those of search, less title, title_raw, body and raw body of notices, and title and body of records; that holds
addresses, dates, hashes, sources, every index an operator's lists need, and the pages' own waste.
"""

import argparse
import asyncio
import contextlib
import json
import math
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from index import made as made_signatures
from made import Stream
from stream import hand_in, notice, spent

from output.store.database import immediate, open_writer
from output.store.records import Records
from output.store.store import Store

REAL, BATCH, WARM, MORE, GROUP, TURNS = 10_000, 5_000, 500, 2_500, 250, 5


def real(path: Path, count: int) -> None:
    store = Store(path)
    asyncio.run(hand_in(store, [notice(number, made) for number, made in enumerate(islice(Stream(), count))]))
    store.close()


def history(path: Path, stored: int, size: int) -> None:
    """Rows beyond those stored, by the schema's own names; the index is filled by its own code."""
    connection, rng = open_writer(path).conn, np.random.default_rng(stored)
    known = {
        table: [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
        for table in ("notices", "records")
    }
    sample = connection.execute("SELECT * FROM notices WHERE id = (SELECT notice_id FROM records LIMIT 1)").fetchone()
    pattern = dict(zip(known["notices"], sample, strict=True))
    pattern |= {"title": "标题", "title_raw": "标题", "body": "正文" * 50}
    index = Records(connection).partition.index
    for begin in range(stored + 1, size + 1, BATCH):
        nodes = range(begin, min(begin + BATCH, size + 1))
        with immediate(connection):
            rows = [
                pattern
                | {
                    "node": node,
                    "id": f"{node * 2654435761 % (1 << 32):08x}{node:012x}",
                    "record_id": f"{node:016x}",
                    "url": f"https://a.example.cn/{node}",
                }
                for node in nodes
            ]
            records = [
                {name: row.get(name) for name in known["records"]}
                | {
                    "id": row["record_id"],
                    "notice_id": row["id"],
                    "notices": 1,
                    "rev": row["node"] + 10_000_000,
                    "last_seen": row["first_seen"],
                }
                for row in rows
            ]
            for table, made in (("notices", rows), ("records", records)):
                marks = ", ".join("?" * len(known[table]))
                connection.executemany(
                    f"INSERT INTO {table} VALUES ({marks})", [tuple(row[name] for name in known[table]) for row in made]
                )
            connection.executemany(
                "INSERT INTO _places VALUES (?, ?, ?, NULL)",
                [(row["node"], f"6000~~~~~~~~~~9999999900aaaaaa{row['id']}", row["node"]) for row in rows],
            )
            connection.executemany("INSERT INTO _searched (record) VALUES (?)", [(row["record_id"],) for row in rows])
            index.add(nodes, made_signatures(rng, len(nodes)), nodes)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def one_more(path: Path) -> dict[str, float]:
    """Processor microseconds a notice, and resident memory in MB."""
    stream = Stream(seed=2)
    more = [notice(10_000_000 + number, made) for number, made in enumerate(islice(stream, MORE))]
    store = Store(path)
    store._records.make_searchable = lambda most, here=False: store._records.unsearched.clear()
    asyncio.run(hand_in(store, more[:WARM]))  # tables, index and caches come into memory, the process beside starts
    costs = []
    for begin in range(WARM, MORE, GROUP):
        begun = spent()
        asyncio.run(hand_in(store, more[begin : begin + GROUP]))
        costs.append((spent() - begun) / GROUP * 1e6)
    most = peak()
    store.close()
    return {"us": statistics.median(costs), "mb": most}


def beside(path: Path) -> dict[str, float]:
    """`one_more` on a copy, in a process of its own."""
    copy = shutil.copy(path, path.with_name("copy.db"))
    command = [sys.executable, __file__, "--child", str(copy)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def peak() -> float:
    """Peaks of resident memory, MB, of this process and those it has started that are alive, together."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            said = path.read_text()
            if str(os.getpid()) in (_of(said, "Pid"), _of(said, "PPid")):
                total += int(_of(said, "VmHWM") or 0)
    return total / 1024


def _of(status: str, name: str) -> str | None:
    found = re.search(rf"^{name}:\s+(\d+)", status, re.M)
    return found and found[1]


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
        + one("SELECT coalesce(sum(length(body)), 0) FROM _raw")
    )
    notices = one("SELECT count(*) FROM notices")
    return merging / notices, (one(f"{pages} NOT LIKE '_search%'") - text) / notices


def plot(path: Path, told: dict[int, dict[str, float]]) -> None:
    """Cost and memory against history, as SVG; history in steps of ten."""
    import pygal

    chart = pygal.XY(
        title="One more notice, by notices stored",
        width=720,
        height=400,
        js=(),
        range=(0, None),
        legend_at_bottom=True,
        truncate_legend=-1,
        margin_right=40,
        x_labels=[math.log10(size) for size in told],
        x_value_formatter=lambda power: f"{10**power:,.0f}",
    )
    for name, key in (("processor time, us", "us"), ("resident memory, MB", "mb")):
        chart.add(name, [(math.log10(size), one[key]) for size, one in told.items()])
    chart.render_to_file(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000, 300_000, 1_000_000])
    parser.add_argument("--plot", type=Path, help="SVG of cost and memory against history (needs pygal)")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(one_more(Path(args.child))))
        return
    print("| notices stored | one more, us | against the first | MB resident | bytes of merging | bytes beyond text |")
    print("| --- | --- | --- | --- | --- | --- |")
    told: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        path, smallest = Path(name) / "notices.db", Path(name) / "smallest.db"
        real(path, REAL)
        space, stored = "{:,.0f} | {:,.0f}".format(*bytes_a_notice(path)), REAL
        for size in sorted(args.sizes):
            history(path, stored, size)
            stored = max(stored, size)
            if not told:
                shutil.copy(path, smallest)
            pairs = [(beside(smallest), beside(path)) for _ in range(TURNS)]
            told[size] = {key: statistics.median(one[key] for _, one in pairs) for key in ("us", "mb")}
            ratio = statistics.median(one["us"] / first["us"] for first, one in pairs)
            cost, memory = told[size].values()
            print(f"| {size:,} | {cost:,.0f} | {ratio:.2f} | {memory:,.0f} | {space} |", flush=True)
            space = " | "
    if args.plot:
        plot(args.plot, told)


if __name__ == "__main__":
    main()
