"""One machine's engine beside Spark, on the same notices: python bench/spark.py [--notices 200000] [--equal 50000]

Generated notices, a quarter of them reposts, are written to a file and clustered by the two engines of `scrapy dedupe`,
Spark on one core and on two (`--cores`); rows say whether the clusters are the same. `--equal`: so many reposts of one
notice besides, each with a line of its own, so that every key of it stands in as many places.

Each engine starts cold, in a process of its own; processor seconds and memory are those of all that it starts, Java and
Python workers, whose number the cores limit while Java's own threads are not. Memory is the sum of proportional set
sizes, looked at four times a second. Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.generated import notices  # noqa: E402

PR_SET_CHILD_SUBREAPER = 36


class Cost(NamedTuple):
    """Of a process and all it started: wall and processor seconds, and peak memory in MB."""

    seconds: float
    processor: float
    memory: float


def write(path: Path, count: int, equal: int) -> None:
    first = next(notices(1))
    with path.open("w", encoding="utf-8") as file:
        for n, data in enumerate(notices(count)):
            file.write(json.dumps({"id": f"n{n:07}", "title": data["title"], "body": data["body"]}) + "\n")
        for n in range(equal):
            body = f"{first['body']}\n转载自第{n}号园区网站"
            file.write(json.dumps({"id": f"e{n:07}", "title": first["title"], "body": body}) + "\n")


def one(engine: str, source: Path, output: Path) -> None:
    """Cluster with an engine: `local`, or a master as spark-submit's."""
    if engine == "local":
        from output.store import clustering

        with output.open("w", encoding="utf-8") as file:
            clustering.cluster(source, file.write)
    else:
        from dedup import spark

        spark.cluster(source, output, engine)


def cost(line: list[str]) -> Cost:
    """Run a command. Orphans come to us (`main` asks for it), so the kernel's account of children is complete."""
    before, begun, most = _processor(), time.perf_counter(), 0.0
    child = subprocess.Popen(line)
    while child.poll() is None:
        most = max(most, _memory(os.getpid()))
        time.sleep(0.25)
    seconds = time.perf_counter() - begun
    if child.returncode:
        sys.exit(f"{' '.join(line)}: exit status {child.returncode}")
    with contextlib.suppress(ChildProcessError):  # none is left
        while True:
            os.wait()
    return Cost(seconds, _processor() - before, most)


def _processor() -> float:
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _memory(pid: int) -> float:
    """MB of the descendants of a process. Pages that several share count once."""
    total, threads = 0.0, Path(f"/proc/{pid}/task").glob("*/children")
    with contextlib.suppress(OSError):  # they come and go
        for child in [int(child) for thread in threads for child in thread.read_text().split()]:
            total += _memory(child)
            with contextlib.suppress(OSError):
                said = Path(f"/proc/{child}/smaps_rollup").read_text()
                total += int(found[1]) / 1024 if (found := re.search(r"^Pss:\s+(\d+)", said, re.M)) else 0
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=200_000)
    parser.add_argument("--equal", type=int, default=0)
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2], help="of Spark, a row each")
    parser.add_argument("--one", nargs=3, metavar=("ENGINE", "SOURCE", "OUTPUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return one(options.one[0], *map(Path, options.one[1:]))
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    print("| engine | documents | seconds | documents/s | processor s | peak memory, MB | clusters | as the first |")
    print("| --- | --: | --: | --: | --: | --: | --: | --- |")
    engines = {f"local, processes: {os.cpu_count()}": "local"}
    engines |= {f"spark, cores: {count}": f"local[{count}]" for count in options.cores}
    with tempfile.TemporaryDirectory() as folder:
        source, output, expected = Path(folder, "documents.jsonl"), Path(folder, "clusters.jsonl"), None
        write(source, options.notices, options.equal)
        total = options.notices + options.equal
        for name, engine in engines.items():
            spent = cost([sys.executable, __file__, "--one", engine, str(source), str(output)])
            rows = map(json.loads, output.read_text(encoding="utf-8").splitlines())
            found = {row["id"]: row["cluster"] for row in rows}
            expected = expected or found
            print(
                f"| {name} | {total:,} | {spent.seconds:.1f} | {total / spent.seconds:,.0f} | {spent.processor:.1f} |"
                f" {spent.memory:,.0f} | {len(set(found.values())):,} |"
                f" {'the same' if found == expected else 'different'} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
