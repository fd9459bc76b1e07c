"""What a process that decides pairs remembers of documents, within bounds. For `batch` and `pieces`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

from dedup.bitmaps import far
from dedup.bounded import Remembered
from dedup.sight import Face, are_apart
from dedup.verify import Decision, Document, decide

CHARACTERS = 2_400_000  # of texts that are remembered with their shingles, 40 bytes each
FACES = 40_000_000  # and of texts alone, 2 bytes each: those that were signed, until their pairs are decided
FIXED = 200  # characters that a text of none would weigh
CROWD = 6  # pairs of one document

# Of a pair that is different at sight or far apart: nobody counted what it shares, which at sight may be nearly all. So
# the noughts say nothing of a distance.
FAR = Decision(0.0, 0.0, None, "different", "")

Key = TypeVar("Key", bound=Hashable)


def documents(characters: int = CHARACTERS) -> Remembered[Any, Document]:
    """For documents with whatever is derived of them, so many characters of them."""
    return Remembered(characters, lambda document: len(document.body) + FIXED)


def faces() -> Remembered[Any, Face]:
    """For their faces, which are smaller: more of them are remembered."""
    return Remembered(FACES, _weight)


def _weight(face: Face) -> int:
    return len(face.text) + FIXED


def crowded(pairs: Sequence[tuple[Key, Key]]) -> set[tuple[Key, Key]]:
    """Those of some pairs, asked about together, of which one stands in many: of a template, mostly. Nobody will look
    at each of them, so they are FAR if they are different at sight; what the others share is counted and kept."""
    times = Counter(node for pair in pairs for node in pair)
    return {pair for pair in pairs if max(map(times.__getitem__, pair)) > CROWD}


def decided(a: Document, b: Document, among_many: bool) -> Decision:
    """`verify.decide`, or FAR where that would say different after more work. `among_many`: see `crowded`."""
    if among_many and are_apart(a.face, b.face):
        return FAR
    return FAR if far(a.bitmap, b.bitmap) else decide(a, b)
