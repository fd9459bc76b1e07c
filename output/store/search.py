"""Search: an FTS5 index of Chinese bigrams kept in step by the writer, and ranked hits shown in context.

SQLite's own tokenizers find no Chinese word (unicode61) or none of two characters (trigram), hence prepared tokens
(words.py) in a contentless table: `_search`. A title's stand there twice, the second time behind TITLE, so that titles
can be asked alone; `_searched` says which record a row stands for. docs/operators.md shows the same in plain SQL.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from math import log
from typing import Any, NamedTuple

from opencc import OpenCC

from dedup.text import traditional
from output.filters import EVERY, Filters
from output.store.words import BLANK, TITLE, fold, folds, tokens

# detail=none: which rows, not where in them: a third of the size and half of the writing time of detail=full; phrases
# are verified in the text. The ascii tokenizer takes every character beyond ASCII as part of a word, at half the cost.
SCHEMA = (
    "CREATE TABLE _searched (docid INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE) STRICT",
    "CREATE VIRTUAL TABLE _search USING fts5(tokens, content='', detail=none, columnsize=0, tokenize='ascii')",
    # A transaction's postings are sorted once and not four times, and merged half as often: a fifth less time to write.
    "INSERT INTO _search (_search, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO _search (_search, rank) VALUES ('automerge', 8)",
)
WINDOW = 40  # newest hits of a query that are ranked among themselves
CHECKED = 400  # candidates looked into for a phrase before giving up
CONTEXT = 36  # characters shown before and behind a hit
_COUNTED = 4_000  # characters of a text in which hits are counted
_RUN = re.compile(r"[a-z0-9]+|[^\x00-\x7f]+")


class Hit(NamedTuple):
    """A record found. `context` is (piece of text, is it a hit) in order; `score` only orders hits of one query."""

    record: str
    title: str
    published: str | None
    region: str | None
    tag: str | None
    notices: int
    score: float
    context: list[tuple[str, bool]]


def index(connection: sqlite3.Connection, record: str, title: str, body: str) -> None:
    """Take in a record's text. To be called before its row in `records` is written: what that says leaves the index."""
    found = _indexed(connection, record)
    if found and found[1:] == (title, body):
        return
    docid: int | None
    if found:
        _delete(connection, *found)
        docid = found[0]
    else:
        docid = connection.execute("INSERT INTO _searched (record) VALUES (?)", (record,)).lastrowid
    connection.execute("INSERT INTO _search (rowid, tokens) VALUES (?, ?)", (docid, tokens(title, body)))


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
        _delete(connection, *found)
        connection.execute("DELETE FROM _searched WHERE docid = ?", found[:1])


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


def _delete(connection: sqlite3.Connection, docid: int, title: str, body: str) -> None:
    connection.execute(
        "INSERT INTO _search (_search, rowid, tokens) VALUES ('delete', ?, ?)", (docid, tokens(title, body))
    )


@cache
def _origins() -> dict[int, str]:
    """Folded character -> every character that folds to it: how a text may write it."""
    every = [*range(0x10000), *range(0x20000, 0x323B0)]
    origins: dict[int, str] = {}
    for code, folded in zip(every, folds("".join(map(chr, every))).tolist(), strict=True):
        if folded:
            origins[folded] = origins.get(folded, "") + chr(code)
    return origins


@cache
def _mainland() -> OpenCC:
    return OpenCC("tw2sp")


def _runs(word: str) -> list[str]:
    folded = "".join(chr(code) if code else " " for code in fold(word).tolist())
    return _RUN.findall(folded)


@lru_cache(256)
def _words(words: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """For each word asked: the ways to say it (網路 is also 网络), each as its runs of one kind of character."""
    asked = []
    for word in words.split():
        spellings = [word, _mainland().convert(word)] if traditional(word) else [word]
        ways = dict.fromkeys(tuple(_runs(spelling)) for spelling in spellings)
        said = tuple(way for way in ways if way)
        if said:
            asked.append(said)
    return tuple(asked)


def _expression(asked: Iterable[tuple[tuple[str, ...], ...]], mark: str) -> str:
    def one(way: tuple[str, ...]) -> str:
        terms = []
        for run in way:
            if run.isascii():
                terms.append(mark + run)
            elif len(run) > 1:
                terms += (mark + run[i : i + 2] for i in range(len(run) - 1))
            else:
                terms.append(mark + run)
        return " AND ".join(f'"{term}"' for term in dict.fromkeys(terms))

    return " AND ".join(f"({' OR '.join(f'({one(way)})' for way in ways)})" for ways in asked)


def expression(words: str, titles: bool = False) -> str:
    """The FTS5 expression that asks `_search` for these words; SQL function `search_words` where it is registered."""
    return _expression(_words(words), TITLE if titles else "") or '""'


class Word(NamedTuple):
    """What a word asked may look like in a text: mostly as it was asked (`plain`, quick to look for), or in another
    script or width, or with blanks inside Chinese (`pattern`)."""

    plain: str | None
    pattern: re.Pattern[str]

    def count(self, text: str) -> int:
        """Occurrences in the beginning of a text; at least 1 if there is one anywhere."""
        if self.plain and (often := text.count(self.plain, 0, _COUNTED)):
            return often
        often = len(self.pattern.findall(text, 0, _COUNTED))
        return often or int(len(text) > _COUNTED and self.pattern.search(text, _COUNTED) is not None)


@lru_cache(256)
def look(words: str) -> tuple[Word, ...]:
    """What to look for in a text for these words."""

    def one(way: tuple[str, ...]) -> str:
        parts = []
        for run in way:
            signs = [f"[{re.escape(_origins().get(ord(char), char))}]" for char in run]
            if run.isascii():
                # Looking back from behind the first character: a pattern that begins with one is scanned for faster.
                parts.append(f"{signs[0]}(?<![A-Za-z0-9].){''.join(signs[1:])}(?![A-Za-z0-9])")
            else:
                parts.append(f"[{BLANK}]*".join(signs))
        return r"[\W_]{0,3}".join(parts)

    return tuple(
        Word(
            ways[0][0] if len(ways[0]) == 1 and not ways[0][0].isascii() else None, re.compile("|".join(map(one, ways)))
        )
        for ways in _words(words)
    )


def find(connection: sqlite3.Connection, words: str, limit: int = 20, filters: Filters = EVERY) -> list[Hit]:
    """The living records with all these words that the filters let through, best first: words in the title, then by how
    often, then the newest. Without words, the ones that came in last.

    A word is read as a phrase in simplified or traditional script. Of words that more than WINDOW records have, the
    newest WINDOW (or twice `limit`) are ranked: bm25 would look at every row (0.2 s for 200,000).
    """
    asked = look(words)
    if not asked:
        return _newest(connection, limit, filters) if filters and not words.strip() else []
    window = max(WINDOW, 2 * limit)
    hits: dict[str, tuple[Hit, str]] = {}
    for titles in (True, False):
        for row in _candidates(connection, expression(words, titles), filters) if len(hits) < window else ():
            if len(hits) == window:
                break
            if row[0] not in hits and (score := _score(asked, row[1], row[-1])) is not None:
                hits[row[0]] = _hit(row, score, []), row[-1]
    best = sorted(hits.values(), key=lambda found: -found[0].score)[:limit]
    return [hit._replace(context=context(asked, body)) for hit, body in best]


def _newest(connection: sqlite3.Connection, limit: int, filters: Filters) -> list[Hit]:
    found = connection.execute(
        f"""SELECT r.id, r.title, r.published, r.region, r.tag, r.notices, substr(r.body, 1, {3 * CONTEXT})
            FROM records r WHERE r.deleted_at IS NULL{filters.where}
            ORDER BY r.first_seen DESC, r.published DESC LIMIT :most""",
        {**filters.values, "most": limit},
    )
    return [_hit(row, 0.0, [(row[-1].replace("\n", " "), False)] if row[-1] else []) for row in found]


def _hit(row: Sequence[Any], score: float, context: list[tuple[str, bool]]) -> Hit:
    record, title, published, region, tag, notices, _body = row
    return Hit(record, title, published, region, tag, notices, score, context)


def matching(connection: sqlite3.Connection, filters: Filters, words: str | None = None) -> set[str]:
    """The ids of all living records that the filters let through and that have these words."""
    if words is None or not words.strip():
        return {
            id
            for (id,) in connection.execute(
                f"SELECT r.id FROM records r WHERE r.deleted_at IS NULL{filters.where}", filters.values
            )
        }
    asked = look(words)
    values = {**filters.values, "match": expression(words)}
    rows = connection.execute(_FOUND.format(filters.where), values) if asked else ()
    return {row[0] for row in rows if _score(asked, row[1], row[-1]) is not None}


_FOUND = """SELECT r.id, r.title, r.published, r.region, r.tag, r.notices, r.body
    FROM _search JOIN _searched i ON i.docid = _search.rowid JOIN records r ON r.id = i.record
    WHERE _search MATCH :match{} ORDER BY _search.rowid DESC"""


def _candidates(connection: sqlite3.Connection, match: str, filters: Filters) -> Iterator[tuple]:
    return islice(connection.execute(_FOUND.format(filters.where), {**filters.values, "match": match}), CHECKED)


def _score(asked: Iterable[Word], title: str, body: str) -> float | None:
    """How well a text answers; None if it has not all the words, though it has their pairs of characters."""
    score = 0.0
    for word in asked:
        in_title, often = word.count(title), word.count(body)
        if not in_title and not often:
            return None
        score += 3 * bool(in_title) + log(1 + often) / (1 + log(1 + len(body) / 1000))
    return score


def context(asked: Iterable[Word], text: str) -> list[tuple[str, bool]]:
    """The passage around the first hit, cut so that the hits in it stand apart. Empty if the text has none."""
    first = min((m for word in asked if (m := word.pattern.search(text))), key=re.Match.start, default=None)
    if not first:
        return []
    start, end = max(0, first.start() - CONTEXT), min(len(text), first.end() + 2 * CONTEXT)
    pieces = marked(asked, text[start:end].replace("\n", " "))
    return [("…", False)] * (start > 0) + pieces + [("…", False)] * (end < len(text))


def marked(asked: Iterable[Word], text: str) -> list[tuple[str, bool]]:
    """The text in pieces, with whether each is a hit."""
    pieces, at = [], 0
    for start, end in sorted(m.span() for word in asked for m in word.pattern.finditer(text)):
        if start >= at and end > start:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]


def register(connection: sqlite3.Connection) -> None:
    """SQL functions `search_words(words)`, an expression for MATCH, and `search_context(words, text)`."""
    connection.create_function("search_words", 1, expression, deterministic=True)
    connection.create_function(
        "search_context",
        2,
        lambda words, text: "".join(f"[{p}]" if hit else p for p, hit in context(look(words or ""), text or "")),
    )
