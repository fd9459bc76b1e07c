"""How much two texts share, exactly, and what that says by itself: too little, enough, or as much as reposts do."""

from __future__ import annotations

import numpy as np

# A pair is looked at when it shares so much, and is a repost without more ado at USUAL_*. Between the two lie
# framed and cut copies of short notices as well as formula stories: what they share must be of some length.
MIN_JACCARD, USUAL_JACCARD = 0.4, 0.5
MIN_CONTAINMENT, USUAL_CONTAINMENT = 0.7, 0.8
# A smaller share of a document than this is an excerpt, and no copy of it. Framed and cut copies start at .2.
MIN_EXCERPT = 0.15
# Of a short notice the frame of a cut copy may be half: under one title it is looked at all the same (see `verify`).
# As little as `bitmaps.far` lets pass.
MIN_FRAMED = 0.5
# Below the usual overlap, two texts must share so many characters to say anything.
MIN_SHARED = 120


def ratios(of_a: np.ndarray, of_b: np.ndarray) -> tuple[float, float]:
    """Exact Jaccard similarity, and containment (share of the smaller set), from `shingles.shared`."""
    both = int(np.count_nonzero(of_a))
    if not both:
        return 0.0, 0.0
    return both / (len(of_a) + len(of_b) - both), both / min(len(of_a), len(of_b))


def is_little(jaccard: float, containment: float) -> bool:
    """Whether a pair shares less than is looked at: of both, and of the shorter one, or that is an excerpt."""
    excerpt = jaccard < MIN_EXCERPT
    return jaccard < MIN_JACCARD and (excerpt or containment < MIN_CONTAINMENT)


def is_enough(jaccard: float, containment: float, of_a: np.ndarray) -> bool:
    """Whether a pair that is looked at is a repost where nothing speaks against it."""
    return is_usual(jaccard, containment) or bool(np.count_nonzero(of_a) >= MIN_SHARED)


def is_usual(jaccard: float, containment: float) -> bool:
    """Whether a pair shares as much as reposts do."""
    return jaccard >= USUAL_JACCARD or containment >= USUAL_CONTAINMENT


def may_be_framed(jaccard: float, containment: float) -> bool:
    """Whether a pair shares so much that one may be a cut copy of the other, in a frame."""
    return jaccard >= MIN_EXCERPT and containment >= MIN_FRAMED
