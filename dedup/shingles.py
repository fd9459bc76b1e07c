"""Shingles: overlapping 5-grams of a comparable text as 64-bit hashes, for signatures and verification."""

from typing import NamedTuple

import numpy as np

WIDTH = 5
# Odd multipliers (digits of the golden ratio, splitmix64): one a place in the shingle, so that order counts.
_PLACES = np.array(
    [0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD],
    dtype=np.uint64,
)


def code_points(text: str) -> np.ndarray:
    """Code points of `text`, uint32, one a character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def shingle_hashes(text: str) -> np.ndarray:
    """Hashes of the 5-grams of comparable `text` in reading order, uint64 of max(len - 4, 1); empty for ''.

    A text shorter than a shingle is one shingle.
    """
    codes = code_points(text).astype(np.uint64)
    if not len(codes):
        return np.empty(0, dtype=np.uint64)
    if len(codes) < WIDTH:
        codes = np.pad(codes, (0, WIDTH - len(codes)))
    hashes = np.zeros(len(codes) - WIDTH + 1, dtype=np.uint64)
    for place, factor in enumerate(_PLACES):
        hashes += codes[place : len(codes) - WIDTH + 1 + place] * factor
    hashes ^= hashes >> np.uint64(31)
    hashes *= _PLACES[1]
    hashes ^= hashes >> np.uint64(29)
    return hashes


class Ordered(NamedTuple):
    """The shingles of a text in the order of their hashes: the hashes, where each begins, and which are the first of
    equal ones. One sort serves all that is asked of a document."""

    hashes: np.ndarray
    begins: np.ndarray
    first: np.ndarray

    def distinct(self) -> np.ndarray:
        """Sorted distinct shingle hashes, uint64."""
        return self.hashes[self.first]

    def places(self) -> np.ndarray:
        """Which of `distinct()` begins at each place of the text: int64 of max(len - 4, 1)."""
        which = np.empty(len(self.hashes), dtype=np.int64)
        which[self.begins] = np.cumsum(self.first) - 1
        return which


def ordered(text: str) -> Ordered:
    """The shingles of comparable `text`, ordered."""
    hashes = shingle_hashes(text)
    begins = np.argsort(hashes)  # and no np.unique, which takes ten times as long in numpy 2.4
    hashes = hashes[begins]
    return Ordered(hashes, begins, starts(hashes))


def starts(ordered: np.ndarray) -> np.ndarray:
    """Mask of the first of each run of equal values in `ordered`."""
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first
