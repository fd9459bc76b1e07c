"""Decide whether two notices are the same document: exact overlap first, then the guards on what differs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dedup.shingles import shingles
from dedup.text import comparable

MIN_JACCARD = 0.5
MIN_CONTAINMENT = 0.8


@dataclass(frozen=True)
class Document:
    """A notice as far as the decision looks at it. Derived forms are computed on first use and kept."""

    id: str
    title: str
    body: str

    @cached_property
    def text(self) -> str:
        """Comparable body."""
        return comparable(self.body)

    @cached_property
    def shingles(self) -> np.ndarray:
        """Sorted distinct 5-gram hashes of `text`, uint64."""
        return shingles(self.text)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a pair, and on what grounds."""

    jaccard: float
    containment: float
    guard: str | None
    decision: str
    evidence: str


def overlap(a: Document, b: Document) -> tuple[float, float]:
    """Exact Jaccard similarity, and containment (share of the smaller set), of the 5-gram sets."""
    small, large = sorted((a.shingles, b.shingles), key=len)
    if not len(small):
        return 0.0, 0.0
    at = np.searchsorted(large, small)
    at[at == len(large)] = 0
    shared = int((large[at] == small).sum())
    return shared / (len(small) + len(large) - shared), shared / len(small)


def decide(a: Document, b: Document) -> Decision:
    """Decision about the pair; symmetric, and a function of the two documents alone."""
    jaccard, containment = overlap(a, b)
    alike = jaccard >= MIN_JACCARD or containment >= MIN_CONTAINMENT
    return Decision(jaccard, containment, None, "same" if alike else "different", "")
