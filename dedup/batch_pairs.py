"""Decide, all at once: pairs of notices on their way through the pool of processes. For `batch_ahead`."""

from __future__ import annotations

import json
from concurrent.futures import Executor, Future
from functools import cached_property
from typing import TypeAlias

import numpy as np

from dedup.batch_workers import Fields, decide
from dedup.remembered import FAR
from dedup.verify import Decision
from dedup.whole import Kept, name_of

PIECE = 48  # pairs a process decides at once

Pair: TypeAlias = tuple[int, int]  # positions in rank order, the later first; or the nodes that stand there


class Pairs:
    """Pairs of positions on their way through the pool, PIECE at a time."""

    def __init__(self, pool: Executor, nodes: np.ndarray, digests: np.ndarray, kept: Kept | None) -> None:
        self.pool, self._nodes, self._digests, self._kept = pool, nodes, digests, kept
        self._waiting: dict[Pair, bool] = {}
        self._numbers: dict[Pair, int] = {}  # PIECE times the number of its piece, and its place in it
        self._pieces: dict[int, _Piece] = {}
        self._open = 0  # the number of the piece that is being filled
        self._unasked = 0  # pairs in it whose answer nobody will ask for

    def __contains__(self, pair: Pair) -> bool:
        return pair in self._numbers

    def ask(self, pair: Pair, among_many: bool = False) -> None:
        """Have the pair decided, if that was not asked yet. `among_many`: whether one of the two is in many pairs
        (`remembered.crowded`)."""
        if pair not in self._numbers:
            self._numbers[pair] = self._open * PIECE + len(self._waiting)
            self._waiting[pair] = among_many
            if len(self._waiting) == PIECE:
                self._hand_in()

    def answer(self, pair: Pair) -> tuple[Pair, Decision]:
        """The nodes of the pair, and what was decided of it."""
        self.ask(pair)
        number, place = divmod(self._numbers.pop(pair), PIECE)
        if number == self._open and self._waiting:
            self._hand_in()
        piece = self._pieces[number]
        self._leave(number)
        return piece.nodes[place], piece.made[place]

    def forget(self, pair: Pair) -> None:
        """Nobody will ask for the answer, if the pair was asked about at all."""
        if pair not in self._numbers:
            return
        number = self._numbers.pop(pair) // PIECE
        if number == self._open:
            self._unasked += 1
        else:
            self._leave(number)

    def _leave(self, number: int, times: int = 1) -> None:
        self._pieces[number].left -= times
        if not self._pieces[number].left:
            del self._pieces[number]

    def apart(self, pair: Pair) -> bool:
        """Whether the pair is known to be FAR, which then is the answer."""
        number, place = divmod(self._numbers[pair], PIECE)
        if number == self._open:
            self._hand_in()
        if self._pieces[number].made[place] is not FAR:
            return False
        self.answer(pair)
        return True

    def _hand_in(self) -> None:
        pairs, many = np.array([*self._waiting]), [*self._waiting.values()]
        name = name_of("decided", self._digests[pairs].tobytes() + bytes(many))
        nodes = [(later, earlier) for later, earlier in self._nodes[pairs].tolist()]
        self._pieces[self._open] = _Piece(self.pool, nodes, many, name, self._kept)
        self._waiting.clear()
        unasked, self._unasked = self._unasked, 0
        self._open += 1
        self._leave(self._open - 1, unasked)


class _Piece:
    """Some pairs that were handed in together."""

    def __init__(self, pool: Executor, nodes: list[Pair], many: list[bool], name: bytes, kept: Kept | None) -> None:
        self.nodes, self.left, self._name, self._kept = nodes, len(nodes), name, kept
        self._stored = None if kept is None else kept.get(name)
        self._future: Future[list[Fields | None]] | None = None
        if not self._stored:
            self._future = pool.submit(decide, nodes, many)

    @cached_property
    def made(self) -> list[Decision]:
        """What was decided of them, once it is."""
        return [FAR if row is None else Decision(*row) for row in self._rows()]

    def _rows(self) -> list[Fields | None]:
        if self._future is None:
            return json.loads(self._stored or b"")
        rows = self._future.result()
        if self._kept is not None:
            self._kept.put(self._name, json.dumps(rows).encode())
        return rows
