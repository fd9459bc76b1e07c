"""One machine's engine beside Spark, on the same notices: python bench/spark.py [--notices 200000] [--equal 50000]

Generated notices, a quarter of them reposts, are written to a file and clustered by the two engines of `scrapy dedupe`,
Spark on one core and on two (`--cores`); rows say whether the clusters are the same. `--equal`: so many reposts of one
notice besides, each with a line of its own, so that every key of it stands in as many places.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.generated import notices  # noqa: E402


def write(path: Path, count: int, equal: int) -> None:
    first = next(notices(1))
    with path.open("w", encoding="utf-8") as file:
        for n, data in enumerate(notices(count)):
            file.write(json.dumps({"id": f"n{n:07}", "title": data["title"], "body": data["body"]}) + "\n")
        for n in range(equal):
            body = f"{first['body']}\n转载自第{n}号园区网站"
            file.write(json.dumps({"id": f"e{n:07}", "title": first["title"], "body": body}) + "\n")


def local(source: Path, output: Path) -> None:
    from output import clustering

    with output.open("w", encoding="utf-8") as file:
        clustering.cluster(source, file.write)


def spark(master: str) -> Callable[[Path, Path], None]:
    def cluster(source: Path, output: Path) -> None:
        from dedup import spark

        spark.cluster(source, output, master)

    return cluster


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=200_000)
    parser.add_argument("--equal", type=int, default=0)
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2], help="of Spark, a row each")
    options = parser.parse_args()
    print("| engine | documents | seconds | documents/s | clusters | as the first |")
    print("| --- | --: | --: | --: | --: | --- |")
    engines = {"local": local} | {f"spark, cores: {count}": spark(f"local[{count}]") for count in options.cores}
    with tempfile.TemporaryDirectory() as folder:
        source, expected = Path(folder, "documents.jsonl"), None
        write(source, options.notices, options.equal)
        total = options.notices + options.equal
        for name, cluster in engines.items():
            output = Path(folder, "clusters.jsonl")
            begun = time.perf_counter()
            cluster(source, output)
            seconds = time.perf_counter() - begun
            rows = map(json.loads, output.read_text(encoding="utf-8").splitlines())
            found = {row["id"]: row["cluster"] for row in rows}
            expected = expected or found
            print(f"| {name} | {total:,} | {seconds:.1f} | {total / seconds:,.0f} | {len(set(found.values())):,} |"
                  f" {'the same' if found == expected else 'different'} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
