"""What deciding everything again costs: `python bench/redecide.py [--documents 100000] [--folder FOLDER | --template]`,
as `scrapy dedupe` does it.

Documents of 1,500 characters, 30 % of them reposts and 2 % look-alikes, stand in a database as crawls left it: measured
is `output.store.redeciding.redecide`, from reading the texts to the last commit. Nothing has changed since, as is
usual; the places that are stored are put there while the clock stands still. Wall time says more of the machine's other
work than of ours where it has some, so processor time is told too. The last row carries it forward. `--folder` takes
real documents, `--template` notices of one (sources.py)."""

import argparse
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import sources
from made import Made, faults

from dedup import batch
from dedup.whole import Result, Whole
from output.store.database import open_writer
from output.store.redeciding import redecide
from output.store.resuming import Kept, work_file


class Clock:
    """Wall and processor seconds since it was made, but for when it stood still."""

    def __init__(self) -> None:
        self._wall, self._processor, self.marks = time.monotonic(), _processor(), {}

    def mark(self, name: str) -> None:
        self.marks[name] = time.monotonic() - self._wall, _processor() - self._processor

    def stand_still(self, since: str) -> None:
        """Take back what passed after that mark."""
        wall, processor = self.marks[since]
        self._wall, self._processor = time.monotonic() - wall, _processor() - processor


def _processor() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def fill(path: Path, stream: list[Made]) -> dict[int, list[int]]:
    """A database of these notices. Returns the nodes of each document."""
    answers: dict[int, list[int]] = defaultdict(list)
    connection = open_writer(path).conn
    names = (
        "node",
        "id",
        "title",
        "title_raw",
        "body",
        "published",
        "record_id",
        "site",
        "url",
        "listing_url",
        "position",
        "body_hash",
        "first_run",
        "last_run",
        "fetched_at",
        "first_seen",
    )
    for node, made in enumerate(stream, 1):
        answers[made.document].append(node)
        row = (
            node,
            f"{node * 2654435761 % (1 << 32):08x}{node:012x}",
            made.title,
            made.title,
            made.body,
            made.published or None,
            "",
            "park",
            f"https://park.example/{node}",
            "https://park.example/",
            node,
            f"{node:064}",
            1,
            1,
            "2025-01-01T00:00:00+00:00",
            "2025-01-01T00:00:00+00:00",
        )
        connection.execute(f"INSERT INTO notices ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", row)
    connection.commit()
    connection.close()
    return answers


def keep(path: Path, nodes: Sequence[int], found: Result) -> None:
    """Store these places and folds, as earlier runs would have."""
    connection = sqlite3.connect(path)
    scores = (None if score != score else score for score in found.jaccard.tolist())
    pivots = (nodes[at] for at in found.pivots.tolist())
    connection.executemany(
        "INSERT INTO _places (node, rank, pivot, jaccard) VALUES (?, ?, ?, ?)",
        zip(nodes, found.ranks, pivots, scores, strict=True),
    )
    folds = {(nodes[at], nodes[of]) for at, of in zip(found.pivots.tolist(), found.canonical.tolist(), strict=True)}
    connection.executemany("INSERT INTO _folds VALUES (?, ?)", [fold for fold in folds if fold[0] != fold[1]])
    connection.commit()
    connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    sources.arguments(parser)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, partition = Path(folder, "notices.db"), []
        answers, clock = fill(path, sources.stream(args, args.documents)), Clock()

        def progress(stage: str, done: int) -> None:
            if stage == "signed":
                clock.mark(stage)
            if sys.stderr.isatty():
                print(f"\r{done:,} {stage}", end="", file=sys.stderr)

        def decided(whole: Whole, *more) -> Result:
            with work_file(Path(folder, "deciding")) as file:
                found = batch.partition(whole, *more, Kept(file))
            clock.mark("decided")
            partition[:] = whole.nodes, found.canonical
            keep(path, whole.nodes, found)
            clock.stand_still("decided")
            return found

        told = redecide(path, False, progress, args.processes, decided)
        clock.mark("written")
        assert not told["moved"]
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    wrong, missed = faults(answers, dict(zip(partition[0], partition[1].tolist(), strict=True)))
    signed, placed, (took, processor) = (clock.marks[name] for name in ("signed", "decided", "written"))
    rates = f"{args.documents / took:,.0f} documents/s, {args.documents / processor:,.0f} a processor second"
    print(f"{sources.name(args)}: {rates}\n")
    print(
        "| documents | signed s | decided s | written s | whole min | processor s | ms a document | MB of memory | "
        "wrong | missed merges |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    memory = f"{own + each * args.processes:,.0f} ({own:,.0f} + {args.processes} × {each:,.0f})"
    print(
        f"| {args.documents:,} | {signed[0]:.0f} | {placed[0] - signed[0]:.0f} | {took - placed[0]:.0f} | "
        f"{took / 60:.1f} | {processor:.0f} | {processor / args.documents * 1e3:.2f} | {memory} | {wrong:,} | "
        f"{missed:,} |"
    )
    if not args.folder and not args.template and (times := 1_000_000 / args.documents) > 1:
        print(f"| 1,000,000, carried forward | | | | {took / 60 * times:.1f} | {processor * times:,.0f} | | | | |")


if __name__ == "__main__":
    main()
