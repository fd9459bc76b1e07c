"""The full-text index of records, kept in step by the writer: an FTS5 table of Chinese bigrams. search.py asks it.

SQLite's own tokenizers find no Chinese word (unicode61) or none of two characters (trigram), hence prepared tokens
(words.py) in a contentless table: `_search`. A title's stand there twice, the second time behind TITLE, so that titles
can be asked alone; `_searched` says which record a row stands for. docs/operators.md shows the same in plain SQL.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from output.store.words import tokens

# detail=none: which rows, not where in them: a third of the size and half of the writing time of detail=full; phrases
# are verified in the text. The ascii tokenizer takes every character beyond ASCII as part of a word, at half the cost.
SCHEMA = (
    "CREATE TABLE _searched (docid INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE) STRICT",
    "CREATE VIRTUAL TABLE _search USING fts5(tokens, content='', detail=none, columnsize=0, tokenize='ascii')",
    # A transaction's postings are sorted once and not four times, and merged half as often: a fifth less time to write.
    "INSERT INTO _search (_search, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO _search (_search, rank) VALUES ('automerge', 8)",
)


def outdate(connection: sqlite3.Connection, record: str, title: str, body: str) -> bool:
    """Let the text of a record go that will say something else. To be called before its row in `records` is written:
    what that says leaves the index. Returns whether the record is to be taken in anew (`add`), with others: its tokens
    are then made beside the writer, and a record that grows with each of many copies is listed once."""
    found = _indexed(connection, record)
    if found and found[1:] == (title, body):
        return False
    if found:
        _let_go(connection, record, *found)
    return True


def add(connection: sqlite3.Connection, records: Sequence[str], said: Sequence[str]) -> None:
    """Take in records that are not there, by their tokens. Two statements for all: after each one a thread waits for
    its turn at Python, which in a busy crawl took four times as long as the listing."""
    first = connection.execute("SELECT coalesce(max(docid), 0) + 1 FROM _searched").fetchone()[0]
    connection.execute("INSERT INTO _searched SELECT ? + key, value FROM json_each(?)", (first, json.dumps(records)))
    connection.execute(
        "INSERT INTO _search (rowid, tokens) SELECT ? + key, value FROM json_each(?)",
        (first, json.dumps(said, ensure_ascii=False)),
    )


def remove(connection: sqlite3.Connection, record: str) -> None:
    """Let a record go that has ended. To be called while its row in `records` still has the text."""
    if found := _indexed(connection, record):
        _let_go(connection, record, *found)


def build(connection: sqlite3.Connection) -> None:
    """Make the index of an existing database, inside the caller's transaction."""
    for statement in SCHEMA:
        connection.execute(statement)
    rows = connection.execute("SELECT id, title, body FROM records WHERE deleted_at IS NULL ORDER BY first_seen, id")
    for docid, (record, title, body) in enumerate(rows, 1):
        connection.execute("INSERT INTO _searched VALUES (?, ?)", (docid, record))
        connection.execute("INSERT INTO _search (rowid, tokens) VALUES (?, ?)", (docid, tokens(title, body)))


def missing(connection: sqlite3.Connection) -> list[str]:
    """Records that the index does not list: a writer lists new ones when it has nothing else to do, or was killed."""
    alive = connection.execute("SELECT count(*) FROM records WHERE deleted_at IS NULL").fetchone()
    if alive == connection.execute("SELECT count(*) FROM _searched").fetchone():
        return []
    return [
        record
        for (record,) in connection.execute(
            """SELECT id FROM records LEFT JOIN _searched ON record = id WHERE deleted_at IS NULL AND docid IS NULL
           ORDER BY first_seen, id"""
        )
    ]


def _indexed(connection: sqlite3.Connection, record: str) -> tuple[int, str, str] | None:
    return connection.execute(
        "SELECT docid, title, body FROM _searched JOIN records ON id = record WHERE record = ?", (record,)
    ).fetchone()


def _let_go(connection: sqlite3.Connection, record: str, docid: int, title: str, body: str) -> None:
    connection.execute(
        "INSERT INTO _search (_search, rowid, tokens) VALUES ('delete', ?, ?)", (docid, tokens(title, body))
    )
    connection.execute("DELETE FROM _searched WHERE record = ?", (record,))
