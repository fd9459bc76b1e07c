"""Search in Chinese: this project's bigrams beside FTS5's tokenizers and LIKE, at 200,000 records.

    python bench/search.py [DOCUMENTS.jsonl[.gz]] [--records N] [--ours]

Texts are those of the file ({"title", "body"}, cut to 1,500 characters, paragraphs shuffled) or generated.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.generated import notices
from output.store import full_text, search, words

ASKED = ("招商", "罗湖", "税", "5G", "政府工作报告 2013", "招商引资", "項目")
CHARACTERS = 1500
BATCH = 256


def texts(path: str | None, count: int) -> Iterator[tuple[str, str]]:
    if not path:
        for notice in notices(count, reposts=0):
            yield notice["title"], notice["body"]
        return
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        known = [json.loads(line) for line in file]
    made = random.Random(1)
    sentences = [s for d in known for s in d["body"].split("。") if len(s) > 10]
    for n in range(count):
        document = known[n % len(known)]
        body = document["body"][: CHARACTERS // 2] + "。".join(made.sample(sentences, 15))
        yield document["title"], body[:CHARACTERS]


def median(ask: Callable[[], object], times: int) -> float:
    """Milliseconds."""
    ask()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


def written(connection: sqlite3.Connection, statement: str, rows: list[tuple]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(statement, rows)
    connection.execute("COMMIT")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?")
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--ours", action="store_true", help="without the peers, which take most of the time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.db"
        connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("""CREATE TABLE records (id TEXT PRIMARY KEY NOT NULL, title TEXT, body TEXT, published TEXT,
                              region TEXT, tag TEXT, notices INTEGER DEFAULT 1, deleted_at TEXT)""")
        for statement in full_text.SCHEMA:
            connection.execute(statement)
        seconds = dict.fromkeys(("records", "bigrams", "unicode61", "trigram"), 0.0)
        peers = {name: f"{name}_index" for name in ("unicode61", "trigram") if not options.ours}
        for name, table in peers.items():
            connection.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(text, content='', tokenize='{name}')")
        words.tokens("暖", "身")
        sizes = {}
        documents = texts(options.documents, options.records)
        done = characters = 0
        while batch := list(zip(range(done, done + BATCH), documents, strict=False)):
            done += len(batch)
            characters += sum(len(body) for _n, (_title, body) in batch)
            begun = time.process_time()
            written(
                connection,
                "INSERT INTO records (id, title, body) VALUES (?, ?, ?)",
                [(f"{n:08x}", *text) for n, text in batch],
            )
            seconds["records"] += time.process_time() - begun
            begun = time.process_time()
            connection.execute("BEGIN IMMEDIATE")
            for n, (title, body) in batch:
                # Not `index`: the record is new, and so is its row.
                connection.execute("INSERT INTO _searched VALUES (?, ?)", (n + 1, f"{n:08x}"))
                said = words.tokens(title, body)
                connection.execute("INSERT INTO _search (rowid, tokens) VALUES (?, ?)", (n + 1, said))
            connection.execute("COMMIT")
            seconds["bigrams"] += time.process_time() - begun
            for name, table in peers.items():
                begun = time.process_time()
                written(
                    connection,
                    f"INSERT INTO {table} (rowid, text) VALUES (?, ?)",
                    [(n + 1, f"{title}\n{body}") for n, (title, body) in batch],
                )
                seconds[name] += time.process_time() - begun
        for name, prefix in (("bigrams", "_search"), *peers.items()):
            sizes[name] = connection.execute(f"SELECT sum(length(block)) FROM {prefix}_data").fetchone()[0] / done
        print(f"{done} records of {characters / done:.0f} characters; ms a query (records found)\n")
        print(f"| | us a record to write | bytes a record | {' | '.join(ASKED)} |")
        print(f"|---|---|---|{'---|' * len(ASKED)}")

        def row(name: str, cost: float | None, size: float | None, ask: Callable[[str], list], times: int) -> None:
            cells = [f"{median(lambda w=words: ask(w), times):.2f} ({len(ask(words))})" for words in ASKED]
            cost = "" if cost is None else f"{1e6 * cost / done:.0f}"
            print(f"| {name} | {cost} | {'' if size is None else f'{size:.0f}'} | {' | '.join(cells)} |", flush=True)

        row(
            "bigrams, 20 best with context",
            seconds["bigrams"],
            sizes["bigrams"],
            lambda words: search.find(connection, words),
            21,
        )
        for name, table in peers.items():
            row(
                f"FTS5 {name}, 20 newest",
                seconds[name],
                sizes[name],
                lambda words, table=table: connection.execute(
                    f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT 20",
                    (" ".join(f'"{word}"' for word in words.split()),),
                ).fetchall(),
                21,
            )
        row(
            "LIKE, 20 newest",
            None,
            None,
            lambda words: connection.execute(
                f"SELECT id FROM records WHERE {' AND '.join(['body LIKE ?'] * len(words.split()))} LIMIT 20",
                [f"%{word}%" for word in words.split()],
            ).fetchall(),
            3,
        )


if __name__ == "__main__":
    main()
