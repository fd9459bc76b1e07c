"""Decide, all at once: the evidence for `clusters.partition`, worked out before it is asked. For `batch`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dedup.batch_pairs import Pair, Pairs
from dedup.folds import is_open
from dedup.judgements import Judgements
from dedup.remembered import CROWD, FAR
from dedup.segments import CAP, RATIO, Segment, colliding, entries_of, pack, unpack
from dedup.shingles import expand, starts
from dedup.signatures import EMPTY, KEYS, SHARED, collide, keys, original
from dedup.verify import Decision
from dedup.whole import HearDecision, HearProgress

WINDOW = 4096  # notices whose pairs are decided ahead; two such blocks are open
FORESEEN = 384  # notices ahead of the one at hand whose pairs are guessed


class Pivots:
    """Keys of pivots in memory: segments of dedup.index that take in smaller ones, and no database."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []

    def add(self, found: np.ndarray, pivots: np.ndarray) -> None:
        """Rows of keys (n, KEYS + 1) and the pivots they are of, uint32 (n,)."""
        parts = [entries_of(found, pivots)]
        while self.segments and len(self.segments[-1].keys) <= RATIO * sum(map(len, parts)):
            last = self.segments.pop()
            parts.append(pack(last.keys, last.owners))
        entries = np.sort(np.concatenate(parts))  # and not np.unique, which fills a hash table
        if len(entries):
            self.segments.append(Segment(*unpack(entries[starts(entries)])))

    def near(self, found: np.ndarray) -> tuple[list[list[int]], np.ndarray]:
        """For each row of keys the pivots that collide with it; and which keys are boilerplate (more than CAP)."""
        row, owners, hot = colliding(self.segments, found, CAP)
        bounds = np.searchsorted(row, np.arange(len(found) + 1))
        return [owners[a:b].tolist() for a, b in pairwise(bounds)], hot


class Ahead:
    """The evidence `clusters.partition` asks for, about positions in rank order, worked out before it is asked.

    A block of notices that enters the window meets the pivots found so far; a pivot found later meets the notices
    in the window as it is opened. The pairs are handed to the pool some way ahead: `choose` will ask for them.

    That alone would have the pool wait for each pivot in turn. So it is guessed, by their signatures, which notices
    will be pivots, and what they meet is handed in as well. A wrong guess costs the pair's decision.
    """

    def __init__(
        self,
        pairs: Pairs,
        signatures: np.ndarray,
        order: np.ndarray,
        judgements: Judgements[int],
        decided: HearDecision,
        progress: HearProgress,
    ) -> None:
        self._pairs, self._decided, self._progress = pairs, decided, progress
        self._signatures, self._order = signatures, order
        named = set().union(*judgements.accepted)
        self._judged: set[int] = set().union(*map(judgements.unit, named))
        self._late = _placed_with_another(judgements, self._judged)
        self.left_open: list[Pair] = []  # pairs that were decided, and that `folds.is_open` holds of
        self._pivots = Pivots()
        self._opened: list[tuple[int, int]] = []  # notices of units that became pivots since the last block: it, pivot
        self._end = 0  # of the window
        self._near: dict[int, list[int]] = {}
        self._blocks: list[_Held] = []
        self._followed: Counter[int] = Counter()  # pivots opened in the window by key
        self._keys = np.empty((len(order), KEYS + 1), dtype=np.uint32)  # of what is or was in the window
        self._ahead = 1 if pairs.lanes.alone else FORESEEN  # who works alone waits for nobody
        self._foreseen = 0  # the notice up to which was guessed
        self._guessed: dict[int, list[int]] = {}  # the pivots that a notice in the window is guessed to meet
        self._counted: Counter[int] = Counter()  # such pivots in the window by key
        self._meets: dict[int, int] = {}  # how many notices each of them meets

    def rank(self, position: int) -> int | None:
        """The position itself, None for a negative one, which is of a notice that is no more."""
        return position if position >= 0 else None

    def candidates(self, position: int) -> Iterable[int]:
        """The pivots so far that collide with it, but for those of which it is known that nothing comes of them."""
        while position not in self._late and self._end <= min(position + WINDOW, len(self._order) - 1):
            self._advance(position)
        if position not in self._near:  # its turn comes with that of one it was judged the same as, long before its own
            self._flush()
            return self._pivots.near(self._key(position)[None])[0][0]
        if position not in self._late:
            self._foresee(position)
        near = self._near.pop(position)
        for wrong in {*self._guessed.pop(position, ())}.difference(near):
            self._pairs.forget((position, wrong))
        if position in self._judged:
            return near
        return [pivot for pivot in near if not self._need_not_be_asked(position, pivot)]

    def _need_not_be_asked(self, position: int, pivot: int) -> bool:
        """Whether they are far apart, and the pair is all there is: nobody judged one of the two."""
        return pivot not in self._judged and self._pairs.apart((position, pivot))

    def collide(self, a: int, b: int) -> bool:
        """Whether the two share enough keys."""
        return (max(a, b), min(a, b)) in self._pairs or bool(collide(self._key(a), self._key(b)[None])[0])

    def decide(self, a: int, b: int) -> Decision:
        """What was decided of the two, which is told when they are not far apart."""
        nodes, made = self._pairs.answer((max(a, b), min(a, b)))
        if made is not FAR:
            self._decided(*nodes, made)
        if is_open(made):
            self.left_open.append((max(a, b), min(a, b)))
        return made

    def expect(self, pairs: Collection[Pair]) -> None:
        """These pairs will be asked about next."""
        for a, b in pairs:
            if self.collide(a, b):
                self._pairs.ask((max(a, b), min(a, b)))

    def opened(self, pivot: int, unit: Sequence[int]) -> None:
        """A notice became a pivot, with the notices judged the same: what they meet in the window now meets it."""
        for text in unit:
            self._opened.append((text, pivot))
            others = self._behind(text, pivot, self._followed)
            self._meets[text] = len(others)
            for other in others:
                if other in self._near:
                    self._near[other].append(pivot)
                    if other < self._foreseen and other not in self._judged:
                        self._ask(other, pivot, len(self._near[other]))

    def _behind(self, text: int, pivot: int, followed: Counter[int]) -> list[int]:
        """What in the window collides with a text and stands behind its pivot, by keys that were `followed` to few."""
        found = self._key(text)
        few = [key for key in found[found != EMPTY].tolist() if followed[key] < CAP]
        followed.update(few)
        wanted = np.array(few, dtype=np.uint32)
        at, start, size = self._window.find(wanted)
        which, place = expand(start, size)
        others, weight = self._window.owners[place], np.where(wanted[at[which]] == found[0], SHARED, 1)
        shared = np.bincount(others[others > pivot] - pivot, weight[others > pivot])
        return (np.flatnonzero(shared >= SHARED) + pivot).tolist()

    def _foresee(self, position: int) -> None:
        """Ask about the pairs of the notices from this one on, also those with pivots that are none yet, by a guess."""
        end = min(position + self._ahead, self._end)
        for text in range(max(self._foreseen, position), end):
            if text not in self._near or text in self._judged:
                continue
            # Of those that are placed, the pivots are near by now.
            self._guessed[text] = [pivot for pivot in self._guessed.get(text, ()) if pivot >= position]
            met = [*self._near[text], *self._guessed[text]]
            for pivot in met:
                self._ask(text, pivot, len(met))
            if self._ahead > 1 and not self._is_copy(text, met):
                others = self._behind(text, text, self._counted)
                self._meets[text] = len(others)
                for other in others:
                    self._guessed.setdefault(other, []).append(text)
        self._foreseen = max(self._foreseen, end)

    def _is_copy(self, text: int, met: list[int]) -> bool:
        """A guess, whether the text will join one of those it meets, and be no pivot."""
        return original(self._signatures[self._order[text]], self._signatures[self._order[met]]) is not None

    def _ask(self, text: int, pivot: int, met: int) -> None:
        """`met`: how many pivots the text meets. Who was judged is asked about in turn."""
        if pivot not in self._judged:
            self._pairs.ask((text, pivot), max(met, self._meets.get(pivot, 0)) > CROWD)

    def _key(self, position: int) -> np.ndarray:
        if position < self._end:
            return self._keys[position]
        return keys(self._signatures[self._order[position]][None])[0]

    def _advance(self, position: int) -> None:
        """Take the next block into the window."""
        self._flush()
        stop = min(self._end + WINDOW, len(self._order))
        found = self._keys[self._end : stop] = keys(self._signatures[self._order[self._end : stop]])
        near, hot = self._pivots.near(found)
        self._near.update(zip(range(self._end, stop), near, strict=True))
        entries = entries_of(np.where(hot, EMPTY, found), np.arange(self._end, stop))
        self._blocks = [block for block in self._blocks if block.end > position]
        self._blocks.append(_Held(stop, entries))
        self._window = Segment(*unpack(np.sort(np.concatenate([block.entries for block in self._blocks]))))
        self._followed.clear()
        self._counted.clear()
        self._meets = {pivot: count for pivot, count in self._meets.items() if pivot >= position - WINDOW}
        self._end = stop
        self._progress("placed", position)

    def _flush(self) -> None:
        if self._opened:
            found = np.stack([self._key(text) for text, _pivot in self._opened])
            self._pivots.add(found, np.array([pivot for _text, pivot in self._opened], dtype=np.uint32))
            self._opened.clear()


class _Held(NamedTuple):
    """A block of notices in the window: where it ends, and who in it has which key (`segments.entries_of`)."""

    end: int
    entries: np.ndarray


def _placed_with_another(judgements: Judgements[int], judged: Iterable[int]) -> set[int]:
    """Of judged notices those that are placed along with an earlier one, the head of their unit."""
    late: set[int] = set()
    for node in judged:
        existing = sorted(mate for mate in judgements.unit(node) if mate >= 0)
        late.update(existing[1:])
    return late
