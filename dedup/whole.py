"""Decide, all at once: what is asked of who decides everything anew, and what comes back. For `batch` and `spark`.

What processes did can be kept (`Kept`), named by what they were given (`name_of`). So whoever does the same again after
an interruption, or after some texts changed, meets what holds of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np

from dedup import ENGINE
from dedup.index import parameters
from dedup.judgements import Judgements
from dedup.pieces import Text
from dedup.verify import Decision

SIGNED = 512  # notices a process reads and signs at once

HearDecision: TypeAlias = Callable[[int, int, Decision], None]  # two nodes, and what was decided of them
HearProgress: TypeAlias = Callable[[str, int], None]  # a stage, and how many notices are done with it


class Source(Protocol):
    """Where the texts are. It goes to other processes, so it can be pickled and opens its file there."""

    def read(self, nodes: Sequence[int]) -> list[Text]:
        """The texts of these nodes, in their order."""


class Kept(Protocol):
    """Where what is done waits for one who does it again (output/store/resuming.py)."""

    def get(self, name: bytes) -> bytes | None:
        """What was put under the name."""

    def put(self, name: bytes, made: bytes) -> None:
        """Keep this under the name."""


class Whole(NamedTuple):
    """Notices that are decided together: where their texts are, their nodes, their ids aligned with these, and what
    operators said of them."""

    source: Source
    nodes: Sequence[int]
    ids: Sequence[str]
    judgements: Judgements[str] | None = None


class Result(NamedTuple):
    """Aligned with the nodes asked for: rank, signature (uint32, PERMUTATIONS), position of the pivot (int64), the
    Jaccard similarity that binds to it (nan for pivots and for what an operator's word bound), and the position of the
    record's canonical notice (int64), which is another one than the pivot where that was folded."""

    ranks: list[str]
    signatures: np.ndarray
    pivots: np.ndarray
    jaccard: np.ndarray
    canonical: np.ndarray


def unheard(*said: object) -> None:
    """For one who wants to hear of nothing."""


def name_of(kind: str, given: bytes) -> bytes:
    """The name of what this version of the rules makes of something, 16 bytes."""
    return hashlib.blake2b(f"{kind} {ENGINE} {parameters()} ".encode() + given, digest_size=16).digest()
