"""What of a text stands in another one, told by the shingles that both have. For `verify` and the guards on pages."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from dedup.shingles import WIDTH

_OWN = 12  # length of a passage that is no noise, characters


def covered(length: int, hit: np.ndarray) -> np.ndarray:
    """Mask of the characters of a text of `length` that lie in a shingle whose place is set in `hit`."""
    mask = np.zeros(length + WIDTH, dtype=bool)
    for place in range(WIDTH):
        mask[place : place + len(hit)] |= hit
    return mask[:length]


def share(part: np.ndarray) -> float:
    """The share of a mask that is set; of none 0."""
    return int(np.count_nonzero(part)) / len(part) if len(part) else 0.0


class Cover:
    """The mask of a text's characters that stand in another one, and what follows from it."""

    def __init__(self, mask: np.ndarray) -> None:
        self.mask = mask

    @cached_property
    def shared(self) -> int:
        """How many characters stand there."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def core(self) -> tuple[int, int]:
        """Bounds of the part of the text that is mostly covered, whatever stray shingles are met outside it.

        The stretch with the largest excess of covered over uncovered characters (Kadane's maximum subarray).
        """
        if self.shared == len(self.mask):
            return 0, self.shared
        balance = np.zeros(len(self.mask) + 1, dtype=np.int32)
        np.cumsum(2 * self.mask.view(np.int8) - 1, out=balance[1:])
        end = int((balance - np.minimum.accumulate(balance)).argmax())
        return int(balance[: end + 1].argmin()), end

    @cached_property
    def lacking(self) -> int:
        """How many characters within the core the other text lacks."""
        start, end = self.core
        return end - start - int(np.count_nonzero(self.mask[start:end]))

    @cached_property
    def own(self) -> int:
        """Characters in uncovered passages of 12 or more within the core: no noise, no frame, no cut end."""
        if self.lacking < _OWN:
            return 0
        start, end = self.core
        edges = np.diff(np.concatenate(([0], (~self.mask[start:end]).view(np.int8), [0])))
        lengths = np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1)
        return int(lengths[lengths >= _OWN].sum())
