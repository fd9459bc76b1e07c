"""What one more notice costs as history grows: `python bench/index.py [--sizes 10000 100000 1000000]`.

Every size and engine runs in a process of its own: fill, then groups of notices, a third of them reposts of
stored records, are queried and added as records of their own, each group in a transaction. The peers are one
SQLite row a key and datasketch's MinHashLSH in memory (up to 100,000 records).
"""

import argparse
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dedup import index, signatures

BINS, SHIFT = signatures.PERMUTATIONS, 33 - signatures.PERMUTATIONS.bit_length()


def made(rng: np.random.Generator, count: int) -> np.ndarray:
    """Signatures as random texts of 1,500 characters have: the least of 23 hashes in each bin."""
    low = (1 - rng.random((count, BINS)) ** (1 / 23)) * (1 << SHIFT)
    return (np.arange(BINS, dtype=np.uint32) << np.uint32(SHIFT)) | low.astype(np.uint32)


def reposted(rng: np.random.Generator, rows: np.ndarray) -> np.ndarray:
    """Signatures of copies of Jaccard about .6."""
    return np.where(rng.random(rows.shape) < 0.6, rows, made(rng, len(rows)))


class Segments:
    def __init__(self, connection: sqlite3.Connection) -> None:
        for statement in index.SCHEMA:
            connection.execute(statement)
        self.index = index.Index(connection)

    def add(self, nodes, rows, owners):
        self.index.add(nodes, rows, owners)

    def owners(self, rows):
        return self.index.owners(rows)


class Rows:
    """One row a key: `_bands(key, owner)` WITHOUT ROWID."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute(
            "CREATE TABLE _bands (key INTEGER, owner INTEGER, PRIMARY KEY (key, owner)) WITHOUT ROWID, STRICT"
        )
        self.connection = connection

    def add(self, nodes, rows, owners):
        keys = signatures.keys(rows)
        pairs = zip(keys.ravel().tolist(), np.repeat(np.asarray(owners), keys.shape[1]).tolist(), strict=True)
        self.connection.executemany("INSERT OR IGNORE INTO _bands VALUES (?, ?)", sorted(pairs))

    def owners(self, rows):
        keys = np.sort(signatures.keys(rows).ravel())
        query = "SELECT value, owner FROM json_each(?) JOIN _bands ON _bands.key = value"
        return self.connection.execute(query, (json.dumps(keys.tolist()),)).fetchall()


class Datasketch:
    def __init__(self, connection: sqlite3.Connection) -> None:
        from datasketch import MinHashLSH

        self.lsh = MinHashLSH(num_perm=BINS, params=(BINS // 3, 3))

    def add(self, nodes, rows, owners):
        for node, packed in zip(nodes, signatures.pack(rows), strict=True):
            self.lsh.insert(node, signatures.unpack(packed), check_duplication=False)

    def owners(self, rows):
        return [self.lsh.query(signatures.unpack(packed)) for packed in signatures.pack(rows)]


ENGINES = {"this project": Segments, "one row a key": Rows, "datasketch MinHashLSH": Datasketch}


def measure(engine: str, size: int, group: int, repeat: int) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.db"
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16384")
        rng, store = np.random.default_rng(size), ENGINES[engine](connection)
        kept, start = [], time.perf_counter()
        for first in range(0, size, 20_000):
            count = min(20_000, size - first)
            rows = made(rng, count)
            kept.append(rows[: max(50 * group // (size // count), 1)].copy())
            connection.execute("BEGIN IMMEDIATE")
            store.add(range(first, first + count), rows, range(first, first + count))
            connection.execute("COMMIT")
        filled = time.perf_counter() - start
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old, queries, adds, found = np.concatenate(kept), [], [], []
        for number in range(repeat):
            nodes = np.arange(group) + size + number * group
            rows = made(rng, group)
            rows[::3] = reposted(rng, old[rng.integers(0, len(old), len(rows[::3]))])
            at = time.process_time()
            owners = store.owners(rows)
            queries.append(time.process_time() - at)
            if len(owners) == group:  # the rows' engine answers keys, not notices
                found.append(sum(map(bool, owners[::3])) / len(rows[::3]))
            at = time.process_time()
            connection.execute("BEGIN IMMEDIATE")
            store.add(nodes.tolist(), rows, nodes.tolist())
            connection.execute("COMMIT")
            adds.append(time.process_time() - at)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        used = connection.execute("SELECT sum(pgsize) FROM dbstat").fetchone()[0]
        memory, again = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.perf_counter()
        if engine == "this project":
            index.Index(connection).owners(rows[:1])
        return {
            "fill": filled / size * 1e6,
            "query": statistics.median(queries) / group * 1e6,
            "add": statistics.median(adds) / group * 1e6,
            "bytes": used / (size + repeat * group),
            "rss": memory,
            "open": time.perf_counter() - again,
            "found": f"{statistics.mean(found):.3f}" if found else "",
        }


def batch(size: int) -> dict:
    rng = np.random.default_rng(size)
    keys = np.empty((size, signatures.KEYS + 1), dtype=np.uint32)
    for first in range(0, size, 20_000):
        rows = made(rng, min(20_000, size - first))
        rows[2::3] = reposted(rng, rows[: len(rows[2::3])])
        keys[first : first + len(rows)] = signatures.keys(rows)
    start = time.perf_counter()
    pairs = sum(len(part) for part in index.pairs(keys))
    seconds = time.perf_counter() - start
    return {"pairs": pairs, "seconds": seconds, "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", help="unused: the signatures are made here")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--group", type=int, default=200, help="notices a transaction (200)")
    parser.add_argument("--repeat", type=int, default=15, help="groups measured (15)")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        size = options.sizes[0]
        if options.one == "batch":
            print(json.dumps(batch(size)))
        else:
            print(json.dumps(measure(options.one, size, options.group, options.repeat)))
        return

    def apart(engine: str, size: int) -> dict:
        arguments = ["--one", engine, "--sizes", size, "--group", options.group, "--repeat", options.repeat]
        command = [sys.executable, __file__, *map(str, arguments)]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)

    print(f"Groups of {options.group}, median of {options.repeat}; query and add in processor time\n")
    print("| engine | stored | fill, us each | query, us | add, us | bytes a notice | peak RSS, MB | open, s |", end="")
    print(" reposts found |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for engine in ENGINES:
        for size in options.sizes:
            if engine == "datasketch MinHashLSH" and size > 100_000:
                continue
            row = apart(engine, size)
            print(
                f"| {engine} | {size:,} | {row['fill']:.0f} | {row['query']:.1f} | {row['add']:.1f} "
                f"| {row['bytes']:.0f} | {row['rss']:.0f} | {row['open']:.2f} | {row['found']} |",
                flush=True,
            )
    print("\n| batch: all pairs of | pairs | seconds | peak RSS, MB |\n|--:|--:|--:|--:|")
    for size in options.sizes:
        row = apart("batch", size)
        print(f"| {size:,} | {row['pairs']:,} | {row['seconds']:.2f} | {row['rss']:.0f} |", flush=True)


if __name__ == "__main__":
    main()
