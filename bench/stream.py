"""Decide and store as notices stream in: `python bench/stream.py [--documents 20000] [--folder FOLDER | --template]`.

Notices of 1,500 characters, 30 % reposts and 2 % look-alikes with known answers (bench/made.py), are handed to the
store as the crawl's last pipeline does. A notice counts when it is committed with its record, matches and index
entries; behind a load like this the full-text index follows when the writer is idle, and has a row of its own. Beside
it what a crawl without decisions does, a line of JSON appended, and datasketch's MinHashLSH in memory as its
documentation shows it (128 permutations, 5-grams of our comparable text, threshold .5, union with the first hit), on
fewer documents. `--folder` takes real documents, `--template` notices of one (sources.py). Of several turns
(`--repeat`), each into a new database: medians, the rate's spread, all faults.
"""

import argparse
import asyncio
import contextlib
import gc
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import sources
from made import Made, faults

from dedup import process_wide
from dedup.text import comparable, same_word
from nouns.items import Notice
from output.store import words
from output.store.store import Store
from pipelines.identity import digest, notice_id

AHEAD = 1024  # notices in flight, as many as a fleet's writer hands in together


def notice(number: int, made: Made) -> Notice:
    url = f"https://site{number % 40}.example.cn/info/{number}.html"
    return Notice(
        site=f"site{number % 40}",
        url=url,
        listing_url=f"https://site{number % 40}.example.cn/",
        position=number,
        title_raw=made.title,
        body_raw=made.body,
        fetched_at=datetime(2025, 8, 6, tzinfo=timezone.utc),
        fetched=True,
        id=notice_id(f"site{number % 40}", url),
        title=made.title,
        body=made.body,
        body_hash=digest(made.body),
        published=made.published or None,
        published_raw=made.published,
    )


async def hand_in(store: Store, notices: Sequence[Notice]) -> None:
    waiting = iter(notices)

    async def lane() -> None:
        for item in waiting:
            await store.save(item)

    await asyncio.gather(*(lane() for _ in range(min(AHEAD, len(notices)))))


def spent() -> float:
    """Processor seconds of this process and of those it has started that are alive."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            ticks += (int(fields[1]) == os.getpid()) * (int(fields[11]) + int(fields[12]))
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def ours(folder: Path, notices: Sequence[Notice]) -> tuple[float, float, float, dict[str, str]]:
    """Seconds until the last commit, processor seconds, seconds until all can be searched, notice -> record."""
    store = Store(folder / "notices.db")
    store.do(lambda connection: words.tokens("", ""))  # tables are made at first use, once a process
    comparable(""), same_word("青岚", "白石")
    gc.collect()
    process_wide.settle()  # as `scrapy import` does; the notices made for the benchmark are frozen with it
    begun, worked = time.monotonic(), spent()
    asyncio.run(hand_in(store, notices))
    took, worked = time.monotonic() - begun, spent() - worked
    partition = dict(store.do(lambda connection: connection.execute("SELECT id, record_id FROM notices").fetchall()))
    begun = time.monotonic()
    store.close()
    return took, worked, time.monotonic() - begun, partition


def json_lines(folder: Path, notices: Sequence[Notice]) -> float:
    begun = time.monotonic()
    with (folder / "notices.jsonl").open("a", encoding="utf-8") as file:
        for item in notices:
            row = {"id": item.id, "url": item.url, "title": item.title, "published": item.published, "body": item.body}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
    return time.monotonic() - begun


def datasketch(notices: Sequence[Notice]) -> tuple[float, dict[str, str]]:
    from datasketch import MinHash, MinHashLSH

    begun = time.monotonic()
    lsh, partition = MinHashLSH(threshold=0.5, num_perm=128), {}
    for item in notices:
        text = comparable(item.body)
        minhash = MinHash(num_perm=128)
        minhash.update_batch([text[i : i + 5].encode() for i in range(len(text) - 4)])
        partition[item.id] = next((partition[hit] for hit in sorted(lsh.query(minhash))), item.id)
        lsh.insert(item.id, minhash)
    return time.monotonic() - begun, partition


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--peer", type=int, default=2_000, help="documents for datasketch")
    parser.add_argument("--repeat", type=int, default=5, help="turns of ours")
    sources.arguments(parser)
    args = parser.parse_args()
    stream = sources.stream(args, args.documents)
    notices = [notice(number, made) for number, made in enumerate(stream)]
    answers: dict[int, list[str]] = defaultdict(list)
    for made, item in zip(stream, notices, strict=True):
        answers[made.document].append(item.id)
    reposts = args.documents - len(answers)
    print(
        f"{sources.name(args)}: {args.documents:,} notices, {reposts:,} of them reposts; "
        f"Python {platform.python_version()}, {platform.machine()}\n"
    )
    print("| engine | documents | seconds | documents/s | documents/processor s | wrong merges | missed merges |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    count, turns, wrong, missed = args.documents, [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for _turn in range(args.repeat):
            # Removed at once: what the system has not written of it yet would be the next turn's to wait for.
            with tempfile.TemporaryDirectory(dir=folder) as own:
                *told, partition = ours(Path(own), notices)
            turns.append(told)
            found = faults(answers, partition)
            wrong, missed = wrong + found[0], missed + found[1]
        took, worked, indexed = map(statistics.median, zip(*turns, strict=True))
        rates = [count / turn[0] for turn in turns]
        spread = f" ({min(rates):,.0f} to {max(rates):,.0f})" if len(rates) > 1 else ""
        print(
            f"| decide and store | {count:,} | {took:.1f} | {count / took:,.0f}{spread} | {count / worked:,.0f} "
            f"| {wrong} | {missed} |"
        )
        print(f"| its full-text index, behind it | {count:,} | {indexed:.1f} | {count / indexed:,.0f} | | | |")
        took = json_lines(Path(folder), notices)
        print(f"| a JSON line appended, nothing decided | {count:,} | {took:.1f} | {count / took:,.0f} | | | |")
    few = notices[: args.peer]
    try:
        took, partition = datasketch(few)
    except ImportError:
        print("| datasketch | not installed | | | | | |")
        return
    known = {document: [id for id in ids if id in partition] for document, ids in answers.items()}
    wrong, missed = faults({document: ids for document, ids in known.items() if ids}, partition)
    engine = f"datasketch {version('datasketch')} MinHashLSH"
    print(f"| {engine} | {len(few):,} | {took:.1f} | {len(few) / took:,.0f} | | {wrong} | {missed} |")


if __name__ == "__main__":
    main()
