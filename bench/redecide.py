"""What deciding everything again costs: `python bench/redecide.py [--documents 100000]`, as `scrapy dedupe` does it.

Documents of 1,500 characters, 30 % of them reposts and 2 % look-alikes, stand in a SQLite file; measured is
`dedup.batch.partition` over it, from reading the texts to the last decision. The last row carries it forward: signing
grows with the documents, deciding with the reposts, sorting by rank hardly counts.
"""

import argparse
import os
import resource
import sys
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from made import Stream, faults

from dedup import batch
from output.clustering import scratch
from output.texts import Texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    args = parser.parse_args()
    with scratch() as (path, connection):
        answers: dict[int, list[int]] = defaultdict(list)
        for node, made in enumerate(islice(Stream(), args.documents), 1):
            answers[made.document].append(node)
            connection.execute(
                "INSERT INTO notices (node, id, title, title_raw, body, published) VALUES (?, ?, ?, ?, ?, ?)",
                (node, f"{node * 2654435761 % (1 << 32):08x}{node:012x}", made.title, made.title, made.body,
                 made.published),
            )  # fmt: skip
        connection.commit()
        rows = connection.execute("SELECT node, id FROM notices ORDER BY node").fetchall()
        nodes, ids = [row[0] for row in rows], [row[1] for row in rows]
        signed, begun = 0.0, time.monotonic()

        def progress(stage: str, done: int) -> None:
            nonlocal signed
            if stage == "signed":
                signed = time.monotonic() - begun
            if sys.stderr.isatty():
                print(f"\r{done:,} {stage}", end="", file=sys.stderr)

        found = batch.partition(Texts(path), nodes, ids, progress=progress, processes=args.processes)
        took = time.monotonic() - begun
    wrong, missed = faults(answers, dict(zip(nodes, found.pivots.tolist(), strict=True)))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    memory = own + each * args.processes
    print("| documents | signed s | decided s | whole min | documents/s | MB of memory | wrong | missed merges |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    print(f"| {args.documents:,} | {signed:.0f} | {took - signed:.0f} | {took / 60:.1f} | {args.documents / took:,.0f} "
          f"| {memory:,.0f} ({own:,.0f} + {args.processes} × {each:,.0f}) | {wrong:,} | {missed:,} |")  # fmt: skip
    if args.documents < 1_000_000:
        print(f"| 1,000,000, carried forward | | | {took / 60 * 1e6 / args.documents:.1f} | | | | |")


if __name__ == "__main__":
    main()
