"""How fast each export format is written, and with how much memory: python bench/export.py [--records 100000]

Makes a database of that many records, then exports it in a process of its own for each format. `nothing` is what the
command costs by itself. Peers in the same run: sqlite-utils' own JSON Lines and CSV output, and pandas, which reads
everything into memory. Seconds of processor time beside those on the clock, for a machine that does other things too.
Below the table: is what DuckDB and pandas read from the Parquet file what SQLite holds?
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

WORDS = ("招商引资", "产业园区", "营商环境", "签约项目", "先进制造", "集成电路", "生物医药", "总投资", "开工建设")
PEERS = {
    "sqlite-utils jsonl": [sys.executable, "-m", "sqlite_utils", "rows", "{db}", "records", "--nl"],
    "sqlite-utils csv": [sys.executable, "-m", "sqlite_utils", "rows", "{db}", "records", "--csv"],
    "pandas jsonl": [
        sys.executable,
        "-c",
        "import pandas, sqlite3, sys; pandas.read_sql('SELECT * FROM records', "
        "sqlite3.connect('{db}')).to_json(sys.stdout, orient='records', lines=True, force_ascii=False)",
    ],
    "pandas parquet": [
        sys.executable,
        "-c",
        "import pandas, sqlite3; pandas.read_sql('SELECT * FROM records', "
        "sqlite3.connect('{db}')).to_parquet('{out}', compression='zstd')",
    ],
}


def fill(path: Path, records: int, characters: int = 1500) -> None:
    """A database of so many records, one notice each, written past the deciding part: exports do not look at it."""
    from output.store.database import open_writer

    rng = random.Random(7)
    pool = "，".join(rng.choice(WORDS) for _ in range(20_000))
    database = open_writer(path)
    connection = database.conn
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for n in range(1, records + 1):
        start = rng.randrange(len(pool) - characters)
        title, body = f"第{n}号招商项目签约", pool[start : start + characters]
        day = f"20{10 + n % 16:02}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        moment = f"2026-01-{n % 28 + 1:02}T08:{n % 60:02}:00+00:00"
        notice = {
            "id": f"{n:020x}",
            "record_id": f"{n:016x}",
            "site": f"site{n % 50}",
            "url": f"https://e.example/{n}.html",
            "listing_url": "https://e.example/",
            "position": n,
            "title": title,
            "title_raw": title,
            "body": body,
            "published": day,
            "published_raw": day,
            "body_hash": f"{n:x}",
            "first_run": 1,
            "last_run": 1,
            "fetched_at": moment,
            "first_seen": moment,
            "similarity": 1.0,
        }
        record = {
            "id": f"{n:016x}",
            "title": title,
            "body": body,
            "published": day,
            "region": "广东省深圳市罗湖区",
            "region_code": "440303",
            "source": "招商在线",
            "language": "zh",
            "script": "Hans",
            "notice_id": notice["id"],
            "notices": 1,
            "first_seen": moment,
            "last_seen": moment,
            "rev": n,
        }
        for table, row in (("notices", notice), ("records", record)):
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        connection.execute("INSERT INTO _changes VALUES (?, ?, 'added', NULL, ?)", (n, record["id"], moment))
    connection.commit()
    database.close()


def measured(line: list[str], out: str | None = None) -> tuple[float, float, float, int]:
    """Seconds on the clock and of the processor, peak memory in MiB, exit code; what it prints goes to `out`."""
    with open(out or os.devnull, "wb") as sink:  # noqa: PTH123
        begun = time.perf_counter()
        process = subprocess.Popen(line, cwd=ROOT, stdout=sink, stderr=subprocess.DEVNULL)
        _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


def read_back(database: Path, file: Path) -> None:
    """Compare every row of a Parquet export, as DuckDB and as pandas read it, with the rows of SQLite, and say so."""
    from output.exchange import contract
    from output.exchange.reader import Reader

    moments = [column.name for column in contract.EXPORTED.columns if column.type == "moment"]

    def duckdb() -> Iterator[tuple]:
        import duckdb

        texts = ", ".join(f"strftime(timezone('UTC', {name}), '%Y-%m-%dT%H:%M:%S+00:00') AS {name}" for name in moments)
        found = duckdb.execute(f"SELECT * REPLACE ({texts}) FROM read_parquet('{file}')")
        while rows := found.fetchmany(10_000):
            yield from rows

    def pandas() -> Iterator[tuple]:
        import pyarrow.parquet

        for batch in pyarrow.parquet.ParquetFile(file).iter_batches(10_000):
            frame = batch.to_pandas()
            for name in moments:
                frame[name] = frame[name].dt.strftime("%Y-%m-%dT%H:%M:%S+00:00")
            yield from frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)

    for reading in (duckdb, pandas):
        try:
            with Reader(database) as reader:
                rows = [0, 0]
                for ours, theirs in zip_longest(reader.record_rows(), reading()):
                    rows[ours != theirs] += 1
            print(f"\nParquet read by {reading.__name__}: {rows[0]:,} rows as in SQLite, {rows[1]:,} not", flush=True)
        except ImportError as error:
            print(f"Parquet read by {reading.__name__}: {error}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--characters", type=int, default=1500, help="of a body")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    print(f"{options.records:,} records of {options.characters:,} characters\n")
    print("| format | rows/s | peak MiB | seconds | of the processor | MB written |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "notices.db")
        # In a process of its own: a child's peak counts what its parent held when it was forked.
        arguments = (database, options.records, options.characters)
        maker = multiprocessing.get_context("spawn").Process(target=fill, args=arguments)
        maker.start()
        maker.join()
        ours = {
            name: [sys.executable, "-m", "scrapy", "export", "-s", f"DATABASE={database}", "--format", *more]
            for name, more in {
                "nothing": ["jsonl", "--schema"],
                "jsonl": ["jsonl"],
                "csv": ["csv"],
                "parquet": ["parquet"],
                "parquet by month": ["parquet", "--by-month"],
                "sqlite (with notices)": ["sqlite"],
                "atom (newest 100)": ["atom"],
                "jsonl --since 0": ["jsonl", "--since", "0"],
                "jsonl, newest 1000": ["jsonl", "--since", str(options.records - 1000)],
            }.items()
        }
        for number, (name, line) in enumerate(ours.items()):
            out = Path(folder, f"out{number}")
            rows = {"nothing": 0, "atom (newest 100)": 100, "jsonl, newest 1000": 1000}.get(name, options.records)
            row(name, rows, *measured([*line, "--out", str(out)]), out)
            if name != "parquet":  # which is read back at the end
                shutil.rmtree(out, ignore_errors=True)
        for name, line in PEERS.items() if options.peers else ():
            out = Path(folder, "peer")
            line = [part.format(db=database, out=out) for part in line]
            row(name, options.records, *measured(line, None if "{out}" in line[-1] else str(out)), out)
        for file in Path(folder).glob("out*/records.parquet"):
            read_back(database, file)


def row(name: str, rows: int, seconds: float, processor: float, memory: float, code: int, out: Path) -> None:
    if code:
        print(f"| {name} | missing or failed | | | | |", flush=True)
        return
    files = [out] if out.is_file() else [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    speed = f"{rows / seconds:,.0f}"
    print(f"| {name} | {speed} | {memory:,.0f} | {seconds:.1f} | {processor:.1f} | {size:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
