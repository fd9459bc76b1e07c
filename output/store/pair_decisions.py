"""Decisions about pairs of notices, remembered: those kept in `matches`, those asked for ahead, and those made now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence, Set as AbstractSet

from dedup import pieces
from dedup.bitmaps import Bitmap, at_most
from dedup.bounded import Remembered
from dedup.pieces import Text
from dedup.remembered import FAR
from dedup.verify import Decision
from output.store import matches
from output.store.candidates import Asked
from output.store.matches import Pair, match, pair_of, worth

BITMAPS = 4096  # remembered, 2 KB each
FEW = 3  # pairs of a notice from which on it pays to decide them together


class PairDecisions:
    """What is decided about pairs, within a group and from one group to the next."""

    def __init__(self, connection: sqlite3.Connection, texts: Callable[[Collection[str]], dict[str, Text]]) -> None:
        """`texts`: what notices say, by id."""
        self._connection, self._texts = connection, texts
        self._decided: dict[Pair, Decision] = {}
        self._bitmaps: Remembered[str, Bitmap] = Remembered(BITMAPS)
        # Of the group at hand:
        self._fresh: Collection[str] = ()
        self._asked: Asked = {}
        self._rows: list[matches.Row] = []
        self._now = ""

    def begin(self, fresh: Collection[str], now: str) -> None:
        """A group begins, at this moment. `fresh`: notices of it that say something new."""
        self._fresh, self._asked, self._rows, self._now = fresh, {}, [], now

    def were_asked(self, asked: Asked) -> None:
        """These pairs of the group are being decided."""
        self._asked = asked

    @property
    def rows(self) -> list[matches.Row]:
        """Rows of `matches` that came up in this group and are still to be written."""
        return self._rows

    @property
    def known(self) -> AbstractSet[Pair]:
        """Pairs that need not be asked for."""
        return self._decided.keys()

    def trim(self, most: int) -> None:
        """Forget what is remembered, where it is more than so many pairs."""
        if len(self._decided) > most:
            self._decided.clear()
        if most < BITMAPS:
            self._bitmaps.clear()

    def forget(self, notice: str) -> None:
        """What a notice says has changed."""
        matches.forget(self._connection, notice)
        self._bitmaps.clear()
        self._decided = {pair: made for pair, made in self._decided.items() if notice not in pair}

    def decide(self, a: str, b: str) -> Decision:
        """The decision about two notices."""
        pair = pair_of(a, b)
        if pair not in self._decided:
            self._decided[pair] = self._kept([pair]).get(pair) or self._decide(pair)
        return self._decided[pair]

    def likeness(self, a: str, b: str) -> float:
        """Their Jaccard similarity, counted now where that was not needed to decide."""
        made = self.decide(a, b)
        if made != FAR:
            return made.jaccard
        texts = self._texts((a, b))
        return pieces.likeness(texts[a], texts[b])

    def likeness_at_most(self, a: str, others: Sequence[str]) -> dict[str, float]:
        """What it is at most with each of these, in a thirtieth of the time."""

        def make(unseen: list[str]) -> dict[str, Bitmap]:
            return {id: pieces.document(text).bitmap for id, text in self._texts(unseen).items()}

        found = self._bitmaps.get({a, *others}, make)
        return dict(zip(others, at_most(found[a], [found[other] for other in others]).tolist(), strict=True))

    def answer(self, a: str, b: str) -> Decision | None:
        """What was decided of two notices by now, or is being decided."""
        return self._answer(pair_of(a, b))

    def expect(self, notice: str, others: Iterable[str]) -> None:
        """Have the pairs of a notice with these, which collide with it, decided together: one by one would take several
        times as long."""
        colliding = {pair_of(notice, other) for other in others if other != notice}
        wanted = {pair for pair in colliding if pair not in self._decided}  # a difference would walk through all of it
        asked = wanted & self._asked.keys()
        self._decided.update((pair, self._decide(pair)) for pair in asked)
        wanted -= asked
        if len(wanted) < FEW:
            return
        kept = self._kept(wanted)
        self._decided.update(kept)
        pairs = [*wanted - kept.keys()]
        if pairs:
            made = pieces.decide(self._texts({id for pair in pairs for id in pair}), pairs)
            self._decided.update((pair, self._noted(pair, one)) for pair, one in zip(pairs, made, strict=True))

    def _kept(self, pairs: Iterable[Pair]) -> dict[Pair, Decision]:
        """What was decided before about pairs of which neither says something new."""
        fresh = self._fresh
        stale = [pair for pair in pairs if pair[0] not in fresh and pair[1] not in fresh]
        return matches.read(self._connection, stale)

    def _answer(self, pair: Pair) -> Decision | None:
        if asked := self._asked.get(pair):
            decisions, place = asked
            return decisions.result()[place]
        return self._decided.get(pair)

    def _decide(self, pair: Pair) -> Decision:
        return self._noted(pair, self._answer(pair) or pieces.decide(self._texts(pair), [pair])[0])

    def _noted(self, pair: Pair, made: Decision) -> Decision:
        if worth(made):
            self._rows.append(match(*pair, made, self._now))
        return made
