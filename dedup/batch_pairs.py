"""Decide, all at once: pairs of notices on their way through the pool of processes. For `batch_ahead`."""

from __future__ import annotations

import json
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np

from dedup.batch_workers import Fields, Lanes, decide
from dedup.remembered import FAR
from dedup.verify import Decision
from dedup.whole import Kept, name_of

PIECE = 48  # pairs a process decides at once

Pair: TypeAlias = tuple[int, int]  # positions in rank order, the later first; or the nodes that stand there


@dataclass(slots=True)
class _Open:
    """A piece that is being filled: its number, whose it is, its pairs, and how many answers nobody will ask for."""

    number: int
    home: int
    waiting: dict[Pair, bool] = field(default_factory=dict)
    unasked: int = 0


class Pairs:
    """Pairs of positions on their way through the processes, PIECE at a time."""

    def __init__(
        self, lanes: Lanes, nodes: np.ndarray, order: np.ndarray, digests: np.ndarray, kept: Kept | None
    ) -> None:
        """`nodes`, and `digests` of what they say, as they were given; `order`: which stands at each position."""
        self.lanes, self._nodes, self._digests, self._kept = lanes, nodes[order], digests[order], kept
        self._homes = np.asarray(lanes.home(order, len(order)), dtype=np.uint8).tobytes()  # of positions
        self._numbers: dict[Pair, int] = {}  # PIECE times the number of its piece, and its place in it
        self._pieces: dict[int, _Piece] = {}
        self._filling: dict[int, _Open] = {}
        self._open: dict[int, _Open] = {}  # the same by whose they are
        self._begun = 0

    def __contains__(self, pair: Pair) -> bool:
        return pair in self._numbers

    def ask(self, pair: Pair, among_many: bool = False) -> None:
        """Have the pair decided, if that was not asked yet. `among_many`: whether one of the two is in many pairs
        (`remembered.crowded`)."""
        if pair in self._numbers:
            return
        home = self._homes[pair[0]]
        piece = self._open.get(home) or self._begin(home)
        self._numbers[pair] = piece.number * PIECE + len(piece.waiting)
        piece.waiting[pair] = among_many
        if len(piece.waiting) == PIECE:
            self._hand_in(piece)

    def _begin(self, home: int) -> _Open:
        self._open[home] = self._filling[self._begun] = _Open(self._begun, home)
        self._begun += 1
        return self._open[home]

    def answer(self, pair: Pair) -> tuple[Pair, Decision]:
        """The nodes of the pair, and what was decided of it."""
        self.ask(pair)
        number, place = divmod(self._numbers.pop(pair), PIECE)
        piece = self._handed_in(number)
        self._leave(number)
        return piece.nodes[place], piece.made[place]

    def forget(self, pair: Pair) -> None:
        """Nobody will ask for the answer, if the pair was asked about at all."""
        if pair not in self._numbers:
            return
        number = self._numbers.pop(pair) // PIECE
        if number in self._filling:
            self._filling[number].unasked += 1
        else:
            self._leave(number)

    def _leave(self, number: int, times: int = 1) -> None:
        self._pieces[number].left -= times
        if not self._pieces[number].left:
            del self._pieces[number]

    def apart(self, pair: Pair) -> bool:
        """Whether the pair is known to be FAR, which then is the answer."""
        number, place = divmod(self._numbers[pair], PIECE)
        if self._handed_in(number).made[place] is not FAR:
            return False
        self.answer(pair)
        return True

    def _handed_in(self, number: int) -> _Piece:
        if number in self._filling:
            self._hand_in(self._filling[number])
        return self._pieces[number]

    def _hand_in(self, piece: _Open) -> None:
        pairs, many = np.array([*piece.waiting]), [*piece.waiting.values()]
        name = name_of("decided", self._digests[pairs].tobytes() + bytes(many))
        nodes = [(later, earlier) for later, earlier in self._nodes[pairs].tolist()]
        self._pieces[piece.number] = _Piece(self.lanes, piece.home, nodes, many, name, self._kept)
        del self._open[piece.home], self._filling[piece.number]
        self._leave(piece.number, piece.unasked)


class _Piece:
    """Some pairs that were handed in together."""

    def __init__(
        self, lanes: Lanes, home: int, nodes: list[Pair], many: list[bool], name: bytes, kept: Kept | None
    ) -> None:
        self.nodes, self.left, self._name, self._kept = nodes, len(nodes), name, kept
        self._stored = None if kept is None else kept.get(name)
        self._future: Future[list[Fields | None]] | None = None
        if not self._stored:
            self._future = lanes.submit(home, decide, nodes, many)

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
