"""Decide, between candidates and verification: pairs too far apart to be anything are told so by bitmaps, in 3 us.

Notices of one template share keys by the dozen and are not each other's reposts; reading both and counting what they
share takes 30 times as long. The bound is proven, no estimate: no pair is put aside that `verify.decide` would call
anything but different.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

BITS = 1 << 14  # 2 KB a notice; with 1,500 characters a tenth of the bits is set
# Less than `verify.decide` looks at, and as little as `output.store.records.worth` keeps no trace of.
FAR_JACCARD, FAR_CONTAINMENT = 0.3, 0.5


class Bitmap(NamedTuple):
    """Of a document: its number of distinct shingles, how many bits they set, and the bits, 64 in one (uint64)."""

    shingles: int
    set: int
    bits: np.ndarray


class Bitmaps(NamedTuple):
    """The same of n documents: int64 of shape (n,) twice, and uint64 of shape (n, BITS / 64)."""

    shingles: np.ndarray
    set: np.ndarray
    bits: np.ndarray


def together(bitmaps: Sequence[Bitmap]) -> Bitmaps:
    """Of one document or more."""
    shingles, count, bits = zip(*bitmaps, strict=True)
    return Bitmaps(np.array(shingles), np.array(count), np.stack(bits))


def bitmap(shingles: np.ndarray) -> Bitmap:
    """From sorted distinct shingle hashes, uint64."""
    bits = np.zeros(BITS, dtype=bool)
    bits[(shingles & np.uint64(BITS - 1)).astype(np.intp)] = True
    return Bitmap(len(shingles), int(np.count_nonzero(bits)), np.packbits(bits).view(np.uint64))


def far(a: Bitmap, b: Bitmap) -> bool:
    """Whether Jaccard similarity and containment are below FAR_JACCARD and FAR_CONTAINMENT for certain.

    Shared shingles set bits that both have. More shared shingles than such bits there can be only where several of
    one text set the same bit, and of those a text has `shingles - set`.
    """
    shared = int(np.bitwise_count(a.bits & b.bits).sum()) + min(a.shingles - a.set, b.shingles - b.set)
    either = a.shingles + b.shingles - shared
    return shared < FAR_JACCARD * either and shared < FAR_CONTAINMENT * min(a.shingles, b.shingles)


def each_far(a: Bitmaps, b: Bitmaps) -> np.ndarray:
    """`far` of n pairs, bool of shape (n,), in 0.5 to 1 us each."""
    both = np.bitwise_count(a.bits & b.bits).sum(axis=1, dtype=np.int64)
    shared = both + np.minimum(a.shingles - a.set, b.shingles - b.set)
    either = a.shingles + b.shingles - shared
    return (shared < FAR_JACCARD * either) & (shared < FAR_CONTAINMENT * np.minimum(a.shingles, b.shingles))


def at_most(a: Bitmap, others: Sequence[Bitmap]) -> np.ndarray:
    """What the Jaccard similarity of a with each of the others is at most, float64 of shape (n,)."""
    shingles, count, bits = together(others)
    both = np.bitwise_count(a.bits & bits).sum(axis=1, dtype=np.int64)
    shared = np.minimum(both + np.minimum(a.shingles - a.set, shingles - count), np.minimum(a.shingles, shingles))
    return shared / np.maximum(a.shingles + shingles - shared, 1)
