"""Search: records with the words asked, ranked, their hits shown in context. Over the index of full_text.py."""

from __future__ import annotations

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
from output.store.words import BLANK, TITLE, fold, folds

WINDOW = 40  # newest hits of a query that are ranked among themselves
CHECKED = 400  # candidates looked into for a phrase before giving up
CONTEXT = 36  # characters shown before and behind a hit
_CUT = ("…", False)
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


def expression(words: str, titles: bool = False) -> str:
    """The FTS5 expression that asks `_search` for these words; SQL function `search_words` where it is registered."""
    mark = TITLE if titles else ""
    asked = []
    for ways in _words(words):
        said = " OR ".join(f"({_terms(way, mark)})" for way in ways)
        asked.append(f"({said})")
    return " AND ".join(asked) or '""'


def _terms(way: tuple[str, ...], mark: str) -> str:
    """The tokens of one way to say a word, all of which a text must have."""
    terms: list[str] = []
    for run in way:
        if run.isascii() or len(run) == 1:
            terms.append(mark + run)
        else:
            terms.extend(mark + run[at : at + 2] for at in range(len(run) - 1))
    return " AND ".join(f'"{term}"' for term in dict.fromkeys(terms))


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
    return tuple(map(_word, _words(words)))


def _word(ways: tuple[tuple[str, ...], ...]) -> Word:
    """What to look for of a word that can be said in these ways."""
    first = ways[0]
    is_one_chinese_run = len(first) == 1 and not first[0].isascii()
    return Word(first[0] if is_one_chinese_run else None, re.compile("|".join(map(_pattern, ways))))


def _pattern(way: tuple[str, ...]) -> str:
    """A regular expression for one way to say a word, however its characters are written."""
    parts = []
    for run in way:
        signs = [f"[{re.escape(_origins().get(ord(char), char))}]" for char in run]
        if run.isascii():
            # Looking back from behind the first character: a pattern that begins with one is scanned for faster.
            parts.append(f"{signs[0]}(?<![A-Za-z0-9].){''.join(signs[1:])}(?![A-Za-z0-9])")
        else:
            parts.append(f"[{BLANK}]*".join(signs))
    return r"[\W_]{0,3}".join(parts)


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
    for row in _candidates(connection, words, filters):
        record, title, body = row[0], row[1], row[-1]
        score = None if record in hits else _score(asked, title, body)
        if score is not None:
            hits[record] = _hit(row, score, []), body
        if len(hits) == window:
            break
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


def _candidates(connection: sqlite3.Connection, words: str, filters: Filters) -> Iterator[tuple[Any, ...]]:
    """What has the tokens of these words in its title, then what has them anywhere: CHECKED of each at most."""
    for titles in (True, False):
        values = {**filters.values, "match": expression(words, titles)}
        yield from islice(connection.execute(_FOUND.format(filters.where), values), CHECKED)


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
    if start > 0:
        pieces.insert(0, _CUT)
    if end < len(text):
        pieces.append(_CUT)
    return pieces


def marked(asked: Iterable[Word], text: str) -> list[tuple[str, bool]]:
    """The text in pieces, with whether each is a hit."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(m.span() for word in asked for m in word.pattern.finditer(text)):
        if start >= at and end > start:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]


def register(connection: sqlite3.Connection) -> None:
    """SQL functions `search_words(words)`, an expression for MATCH, and `search_context(words, text)`."""
    connection.create_function("search_words", 1, expression, deterministic=True)
    connection.create_function("search_context", 2, _in_brackets)


def _in_brackets(words: str | None, text: str | None) -> str:
    """The context of a hit as one text, hits in brackets."""
    pieces = context(look(words or ""), text or "")
    return "".join(f"[{piece}]" if is_hit else piece for piece, is_hit in pieces)
