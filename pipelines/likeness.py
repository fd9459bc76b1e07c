"""Titles and lines compared: whether two titles may be of one notice, and what stands for a line of text. Pure and
light: the crawl and the process that reads pages both ask."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

SAME = 0.9  # Jaccard similarity of pairs of characters from which two titles are one, written another way
UNRELATED = 0.5  # and below which they name different things
FEW_LETTERS = 4  # of a title that says nothing by itself: 公告
_FIGURES = re.compile(r"[\d〇零一二三四五六七八九十百]+")
_WORD, _VARIES = re.compile(r"[!-~]+"), re.compile(r"[\d/]")
_OTHER = re.compile(r"[\W_]+")  # all but letters and digits, ten times as fast as asking each character
_OTHER_ASCII = bytes(code for code in range(128) if not chr(code).isalnum())
_TAG = re.compile(r"^\s*【[^【】]{1,40}】")


@lru_cache(maxsize=4096)  # one page's lines are measured and compared a dozen times
def letters(text: str) -> str:
    """Letters and digits only."""
    if text.isascii():  # eight times as fast: a fiftieth of reading an English page
        return text.encode().translate(None, _OTHER_ASCII).decode()
    return _OTHER.sub("", text)


@lru_cache(maxsize=4096)
def comparable(text: str) -> str:
    """Letters and digits only, lower case: for telling a line from its repetition."""
    return letters(text).lower()


def comparable_title(title: str) -> str:
    """Letters and digits only, lower case, without the 【tag】 before it."""
    return comparable(_TAG.sub("", title))


def similarity(a: str, b: str) -> float:
    """Jaccard similarity of the pairs of characters of two comparable titles."""
    ours, theirs = _pairs(a), _pairs(b)
    shared = len(ours & theirs)
    return shared / (len(ours) + len(theirs) - shared)


@lru_cache(maxsize=512)  # every page of a site is compared with the last forty titles
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def unrelated(a: str, b: str) -> bool:
    """Whether two comparable titles name different things. Their figures aside: a series says the same each time."""
    return similarity(a, b) < UNRELATED and similarity(_FIGURES.sub("", a), _FIGURES.sub("", b)) < UNRELATED


def takes_up(title: str, text: str) -> bool:
    """Whether a text has any two letters of its comparable title in a row, as far as that says something."""
    return len(title) < FEW_LETTERS or title.isascii() or not _pairs(title).isdisjoint(_pairs(comparable(text)))


def related(a: str, b: str) -> bool:
    """Whether two comparable titles are one: one holds the other, or they differ by next to nothing."""
    return first_related(a, (b,)) is not None


def first_related(title: str, others: Iterable[str]) -> str | None:
    """The first of the titles that is `related` to this one, all of them comparable."""
    ours, size = _pairs(title), len(title)
    # Of as many pairs as may differ at most, and one more, one has to be in both.
    some = tuple(islice(ours, int((1 - SAME) * len(ours)) + 1))
    for other in others:
        if holds(title, other):
            return other
        if not 0.8 * size <= len(other) <= 1.25 * size:  # no similarity is that high
            continue
        if not _pairs(other).isdisjoint(some) and similarity(title, other) >= SAME:
            return other
    return None


def holds(a: str, b: str) -> bool:
    """Whether one comparable title is the other, or holds it."""
    return a == b or (min(len(a), len(b)) >= 4 and (a in b or b in a))


def stable_key(text: str) -> int:
    """The same for what stays of a text from one showing to the next: without numbers, moments, addresses and ids."""
    return key_of(_WORD.sub(_what_stays, text))


def _what_stays(word: re.Match[str]) -> str:
    return "" if _VARIES.search(word[0]) else word[0]


@lru_cache(maxsize=2048)
def key_of(text: str) -> int:
    """64 bits that stand for a line of text, white space and punctuation not counting."""
    return int.from_bytes(blake2b(comparable(text).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
