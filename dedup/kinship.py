"""Whether a text goes on in its own words: what a copy lacks is, and another article on a page is not. For `pages`."""

from __future__ import annotations

import numpy as np

from dedup.cover import share
from dedup.shingles import code_points

# Kinship from which what a copy lacks is its own, and below which it is another's.
KIN, STRANGER = 0.75, 0.5
# Of fewer characters it is not told which words are a text's own, and of so few none whether they are others.
KNOWN_BY, LEAST = 400, 50


def kinship(text: str, further: str) -> float:
    """`_kinship`, of a text too short for it the other way about: how far it leads into the words of what follows, if
    that is no translation."""
    if len(text) < KNOWN_BY <= len(further) and _is_chinese(text) == _is_chinese(further):
        return _kinship(further[::-1], text[::-1])
    return _kinship(text, further)


def alike(x: str, y: str) -> float:
    """The share of the shorter text's pairs of characters that stand in the longer one."""
    short, long = sorted((x, y), key=len)
    return _among(_pairs(short), np.sort(_pairs(long)))


def _is_chinese(text: str) -> bool:
    """Whether half of a comparable text is Chinese characters."""
    codes = code_points(text)
    return 2 * np.count_nonzero((codes >= 0x3400) & (codes < 0xA000)) > len(codes)


def _kinship(text: str, further: str) -> float:
    """How far `further` goes on in the words of `text`: the share of its pairs of characters that stand there, by the
    share of as much of the end of `text` in what comes before that. About 1 within a document, below .6 outside."""
    size = min(len(further), len(text) // 2)
    if len(text) < KNOWN_BY or size < LEAST:
        return 1.0
    known = np.sort(_pairs(text[:-size]))  # np.unique takes ten times as long
    within, beyond = (_among(_pairs(part), known) for part in (text[-size:], further[:size]))
    return beyond / max(within, 0.01)


def _among(values: np.ndarray, known: np.ndarray) -> float:
    """The share of the values that are `known`, which are sorted. They are looked up in order: a third of the time."""
    values = np.sort(values)
    return share(known.take(np.searchsorted(known, values), mode="clip") == values)


def _pairs(text: str) -> np.ndarray:
    codes = code_points(text).astype(np.uint64)
    return codes[:-1] << np.uint64(21) | codes[1:]
