"""What of a text stands in another one, told by the shingles that both have. For `verify` and the guards on pages."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from dedup.shingles import WIDTH

OWN = 12  # length of a passage that is no noise, characters


def covered(length: int, hit: np.ndarray) -> np.ndarray:
    """Mask of the characters of a text of `length` that lie in a shingle whose place is set in `hit`."""
    mask = np.zeros(length + WIDTH, dtype=bool)
    for place in range(WIDTH):
        mask[place : place + len(hit)] |= hit
    return mask[:length]


def share(part: np.ndarray) -> float:
    """The share of a mask that is set; of none 0."""
    return int(np.count_nonzero(part)) / len(part) if len(part) else 0.0


def passages(mask: np.ndarray, least: int) -> int:
    """How many characters of a mask are set in passages of so many and more."""
    edges = np.diff(np.concatenate(([0], mask.view(np.int8), [0])))
    lengths = np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1)
    return int(lengths[lengths >= least].sum())


class Cover:
    """The mask of a text's characters that stand in another one, and what follows from it."""

    def __init__(self, mask: np.ndarray) -> None:
        self.mask = mask

    @cached_property
    def shared(self) -> int:
        """How many characters stand there."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def _bounds(self) -> np.ndarray:
        """Where the mask's runs begin, covered and uncovered ones in turns, and where the last one ends."""
        return np.concatenate(([0], np.flatnonzero(self.mask[1:] != self.mask[:-1]) + 1, [len(self.mask)]))

    @cached_property
    def _lengths(self) -> np.ndarray:
        return self._bounds[1:] - self._bounds[:-1]

    @cached_property
    def _runs(self) -> tuple[int, int]:
        """The first run of the core, and the one behind it."""
        balance = np.zeros(len(self._bounds), dtype=np.int64)
        excess = self._lengths.copy()
        excess[int(self.mask[0]) :: 2] *= -1
        np.cumsum(excess, out=balance[1:])
        end = int((balance - np.minimum.accumulate(balance)).argmax())
        return int(balance[: end + 1].argmin()), end

    @cached_property
    def core(self) -> tuple[int, int]:
        """Bounds of the part of the text that is mostly covered, whatever stray shingles are met outside it.

        The stretch with the largest excess of covered over uncovered characters (Kadane's maximum subarray), which
        begins and ends with a covered run.
        """
        if self.shared == len(self.mask):
            return 0, self.shared
        start, end = self._runs
        return int(self._bounds[start]), int(self._bounds[end])

    @cached_property
    def _passages(self) -> np.ndarray:
        """Lengths of the uncovered passages within the core."""
        if self.shared == len(self.mask):
            return np.zeros(0, dtype=np.int64)
        start, end = self._runs
        return self._lengths[start + 1 : end : 2]

    @cached_property
    def lacking(self) -> int:
        """How many characters within the core the other text lacks."""
        return int(self._passages.sum())

    @cached_property
    def own(self) -> int:
        """Characters in uncovered passages of 12 or more within the core: no noise, no frame, no cut end."""
        return int(self._passages[self._passages >= OWN].sum())
