"""Decide, all at once: the partition of many notices, on every core, with their texts left where they are.

`clusters.partition` decides in rank order, one notice after the other. Here are the answers it asks for, worked out
ahead: processes sign blocks of notices, and a window of notices in rank order has its pairs with the pivots
found so far decided before their turn comes. So the result is that of the sequential rule, whatever the number
of processes. In memory are signatures (256 bytes a notice) and the keys of pivots, never the texts.

What processes did can be kept (`Kept`), named by what they were given. So whoever does the same again after an
interruption, or after some texts changed, meets what holds of it.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import compress, islice, pairwise
from multiprocessing.connection import wait
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

import numpy as np

from dedup import ENGINE, remembered, sight
from dedup.bitmaps import Bitmap, each_far
from dedup.clusters import partition as partition_in_order
from dedup.index import CAP, RATIO, Segment, _entries, _expand, _packed, _unpacked, colliding, parameters
from dedup.judgements import Judgement, Judgements
from dedup.pieces import Text, new, sign_documents
from dedup.remembered import CROWD, FAR, Remembered
from dedup.shingles import starts
from dedup.signatures import EMPTY, KEYS, PERMUTATIONS, SHARED, collide, keys, original
from dedup.verify import Decision, Document, decide

SIGNED = 512  # notices a process reads and signs at once
WINDOW = 4096  # notices whose pairs are decided ahead; two such blocks are open
PIECE = 48  # pairs a process decides at once
FORESEEN = 384  # notices ahead of the one at hand whose pairs are guessed
BITMAPS = 16_384  # bitmaps it remembers, 2 KB each
AHEAD = 64  # blocks handed in to be signed before the first is taken back
FEW = 400  # notices for which starting processes takes longer than the work

_fields = attrgetter(*Decision.__dataclass_fields__)
_DIGEST = 8  # bytes

Pair = tuple[int, int]


class Source(Protocol):
    """Where the texts are. It goes to the worker processes, so it can be pickled and opens its file there."""

    def read(self, nodes: Sequence[int]) -> list[Text]:
        """The texts of these nodes, in their order."""


class Kept(Protocol):
    """Where what is done waits for one who does it again (output/store/resuming.py)."""

    def get(self, name: bytes) -> bytes | None:
        """What was put under the name."""

    def put(self, name: bytes, made: bytes) -> None: ...


class Result(NamedTuple):
    """Aligned with the nodes asked for: rank, signature, position of the pivot, and the Jaccard similarity that binds
    to it (nan for pivots and for what an operator's word bound)."""

    ranks: list[str]
    signatures: np.ndarray
    pivots: np.ndarray
    jaccard: np.ndarray


def partition(
    source: Source,
    nodes: Sequence[int],
    ids: Sequence[str],
    judgements: Judgements | None = None,
    decided: Callable[[int, int, Decision], None] = lambda a, b, made: None,
    progress: Callable[[str, int], None] = lambda stage, done: None,
    processes: int | None = None,
    kept: Kept | None = None,
) -> Result:
    """The partition of the nodes, whose notice ids are `ids`: what `clusters.partition` says of them.

    `decided` is told every pair (nodes) decided that is not `bitmaps.far` apart; `progress` how many notices are
    `signed` and `placed`. `processes`: 0 does everything in this one; by default as many as there are processors, if
    it is worth it. `kept`: what is done is put there, and what is there is not done again.
    """
    with _workers(source, len(nodes), processes) as pool:
        prefixes: list[str] = []
        signatures = np.empty((len(nodes), PERMUTATIONS), dtype=np.uint32)
        digests = np.empty(len(nodes), dtype=np.uint64)
        for begin, signed in _signed(pool, nodes, kept):
            part = slice(begin, begin + len(signed.ranks))
            signatures[part], digests[part] = signed.signatures, signed.digests
            prefixes += signed.ranks
            progress("signed", len(prefixes))
        by_id = np.array(sorted(range(len(nodes)), key=ids.__getitem__), dtype=np.int64)
        order = by_id[np.argsort(np.array(prefixes, dtype=bytes)[by_id], kind="stable")] if len(nodes) else by_id
        turn = {ids[at]: position for position, at in enumerate(order.tolist())} if judgements else {}
        judged = _by_position(judgements, turn)
        pairs = _Pairs(pool, np.asarray(nodes)[order], digests[order], kept)
        evidence = _Ahead(pairs, signatures, order, judged, decided, progress)
        places = partition_in_order(range(len(nodes)), evidence, judged, evidence.opened)
    pivots, jaccard = np.empty(len(nodes), dtype=np.int64), np.full(len(nodes), np.nan)
    for position, place in places.items():
        pivots[order[position]] = order[place.pivot]
        if place.jaccard is not None:
            jaccard[order[position]] = place.jaccard
    return Result([prefix + id for prefix, id in zip(prefixes, ids, strict=True)], signatures, pivots, jaccard)


def _by_position(judgements: Judgements | None, turn: dict[str, int]) -> Judgements:
    """The judgements in force about positions in rank order; negative ones stand for notices that are no more."""
    rows = list(judgements.accepted.values()) if judgements else []
    named = dict.fromkeys(node for row in rows for node in row.pair)
    missing = {node: -1 - n for n, node in enumerate(node for node in named if node not in turn)}
    at = {**turn, **missing}
    return Judgements(Judgement(at[row.a], at[row.b], row.verdict, row.who, row.when) for row in rows)


class _Signed(NamedTuple):
    """A block of notices: digests of what they say, the prefixes of their ranks, and their signatures."""

    digests: np.ndarray
    ranks: list[str]
    signatures: np.ndarray

    @classmethod
    def read(cls, made: bytes, count: int) -> _Signed:
        """From what `_sign` made of so many notices."""
        parts = np.split(np.frombuffer(made, np.uint8), (_DIGEST * count, (_DIGEST + 4 * PERMUTATIONS) * count))
        return cls(parts[0].view(np.uint64), json.loads(parts[2].tobytes()), parts[1].view("<u4").reshape(count, -1))


class _Pivots:
    """Keys of pivots in memory: segments of dedup.index that take in smaller ones, and no database."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []

    def add(self, found: np.ndarray, pivots: np.ndarray) -> None:
        parts = [_entries(found, pivots)]
        while self.segments and len(self.segments[-1].keys) <= RATIO * sum(map(len, parts)):
            last = self.segments.pop()
            parts.append(_packed(last.keys, last.owners))
        entries = np.sort(np.concatenate(parts))  # and not np.unique, which fills a hash table
        if len(entries):
            self.segments.append(Segment(*_unpacked(entries[starts(entries)])))

    def near(self, found: np.ndarray) -> tuple[list[list[int]], np.ndarray]:
        """For each row of keys the pivots that collide with it; and which keys are boilerplate (more than CAP)."""
        row, owners, hot = colliding(self.segments, found, CAP)
        bounds = np.searchsorted(row, np.arange(len(found) + 1))
        return [owners[a:b].tolist() for a, b in pairwise(bounds)], hot


class _Pairs:
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
        """`among_many`: whether one of the two is in many pairs (`remembered.crowded`)."""
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
        name = _name("decided", self._digests[pairs].tobytes() + bytes(many))
        nodes = [*map(tuple, self._nodes[pairs].tolist())]
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
        self._future = None if self._stored else pool.submit(_decide, nodes, many)

    @cached_property
    def made(self) -> list[Decision]:
        rows = json.loads(self._stored) if self._stored else self._future.result()
        if self._kept is not None and not self._stored:
            self._kept.put(self._name, json.dumps(rows).encode())
        return [FAR if row is None else Decision(*row) for row in rows]


class _Ahead:
    """The evidence `clusters.partition` asks for, about positions in rank order, worked out before it is asked.

    A block of notices that enters the window meets the pivots found so far; a pivot found later meets the notices
    in the window as it is opened. The pairs are handed to the pool some way ahead: `choose` will ask for them.

    That alone would have the pool wait for each pivot in turn. So it is guessed, by their signatures, which notices
    will be pivots, and what they meet is handed in as well. A wrong guess costs the pair's decision.
    """

    def __init__(
        self,
        pairs: _Pairs,
        signatures: np.ndarray,
        order: np.ndarray,
        judgements: Judgements,
        decided: Callable[[int, int, Decision], None],
        progress: Callable[[str, int], None],
    ) -> None:
        self._pairs, self._decided, self._progress = pairs, decided, progress
        self._signatures, self._order = signatures, order
        self._judged = {mate for pair in judgements.accepted for node in pair for mate in judgements.unit(node)}
        units = map(judgements.unit, self._judged)
        self._late = {mate for unit in units for mate in sorted(mate for mate in unit if mate >= 0)[1:]}
        self._pivots = _Pivots()
        self._opened: list[tuple[int, int]] = []  # notices of units that became pivots since the last block: it, pivot
        self._end = 0  # of the window
        self._near: dict[int, list[int]] = {}
        self._blocks: list[tuple[int, np.ndarray]] = []  # a block's end, and who in it has which key
        self._followed: Counter[int] = Counter()  # pivots opened in the window by key
        self._keys = np.empty((len(order), KEYS + 1), dtype=np.uint32)  # of what is or was in the window
        self._ahead = 1 if isinstance(pairs.pool, _Here) else FORESEEN  # who works alone waits for nobody
        self._foreseen = 0  # the notice up to which was guessed
        self._guessed: dict[int, list[int]] = {}  # the pivots that a notice in the window is guessed to meet
        self._counted: Counter[int] = Counter()  # such pivots in the window by key
        self._meets: dict[int, int] = {}  # how many notices each of them meets

    def rank(self, position: int) -> int | None:
        return position if position >= 0 else None

    def candidates(self, position: int) -> Iterable[int]:
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
        # Of two that nobody judged, the pair is all there is: what is far apart need not be asked about any more.
        return [pivot for pivot in near if pivot in self._judged or not self._pairs.apart((position, pivot))]

    def collide(self, a: int, b: int) -> bool:
        return (max(a, b), min(a, b)) in self._pairs or bool(collide(self._key(a), self._key(b)[None])[0])

    def decide(self, a: int, b: int) -> Decision:
        nodes, made = self._pairs.answer((max(a, b), min(a, b)))
        if made is not FAR:
            self._decided(*nodes, made)
        return made

    def opened(self, pivot: int, unit: Sequence[int]) -> None:
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
        wanted = [key for key in found.tolist() if key != EMPTY and followed[key] < CAP]
        followed.update(wanted)
        wanted = np.array(wanted, dtype=np.uint32)
        at, start, size = self._window.find(wanted)
        which, place = _expand(start, size)
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
            guessed = self._guessed[text] = [pivot for pivot in self._guessed.get(text, ()) if pivot >= position]
            met = [*self._near[text], *guessed]
            for pivot in met:
                self._ask(text, pivot, len(met))
            if self._ahead > 1 and original(*(self._signatures[self._order[at]] for at in (text, met))) is None:
                others = self._behind(text, text, self._counted)
                self._meets[text] = len(others)
                for other in others:
                    self._guessed.setdefault(other, []).append(text)
        self._foreseen = max(self._foreseen, end)

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
        block = range(self._end, min(self._end + WINDOW, len(self._order)))
        found = self._keys[block.start : block.stop] = keys(self._signatures[self._order[block]])
        near, hot = self._pivots.near(found)
        for other, pivots in zip(block, near, strict=True):
            self._near[other] = pivots
        entries = _entries(np.where(hot, EMPTY, found), np.arange(block.start, block.stop))
        self._blocks = [(end, held) for end, held in self._blocks if end > position] + [(block.stop, entries)]
        self._window = Segment(*_unpacked(np.sort(np.concatenate([held for _, held in self._blocks]))))
        self._followed.clear()
        self._counted.clear()
        self._meets = {pivot: count for pivot, count in self._meets.items() if pivot >= position - WINDOW}
        self._end = block.stop
        self._progress("placed", position)

    def _flush(self) -> None:
        if self._opened:
            texts, pivots = map(list, zip(*self._opened, strict=True))
            self._pivots.add(np.stack([*map(self._key, texts)]), np.array(pivots, dtype=np.uint32))
            self._opened.clear()


# In the worker processes ------------------------------------------------------------------------------------------


_documents, _faces, _bitmaps = remembered.documents(), remembered.faces(), Remembered(BITMAPS)


class _Here(Executor):
    """The pool of one who works alone."""

    def submit(self, function: Callable, /, *arguments: object) -> Future:
        future: Future = Future()
        future.set_result(function(*arguments))
        return future


@contextmanager
def _workers(source: Source, count: int, processes: int | None) -> Iterator[Executor]:
    wanted = (os.cpu_count() or 1) if processes is None else processes
    if not wanted or (processes is None and count < FEW):
        _open(source)
        yield _Here()
        return
    # Spawned, not forked: a fork would hold the run's lock for as long as it lives.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(wanted, context, partial(_start, source)) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start(source: Source) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_die_with, args=(multiprocessing.parent_process().sentinel,), daemon=True).start()
    _open(source)


def _die_with(parent: int) -> None:
    wait([parent])
    os._exit(1)


def _open(source: Source) -> None:
    global _source
    _source = source
    for known in (_documents, _faces, _bitmaps):
        known.clear()


def _signed(pool: Executor, nodes: Sequence[int], kept: Kept | None) -> Iterator[tuple[int, _Signed]]:
    """Blocks in their order, each with the place where it begins."""

    def begun() -> Iterator[tuple[int, bytes, bytes, Future]]:
        for begin in range(0, len(nodes), SIGNED):
            block = [int(node) for node in nodes[begin : begin + SIGNED]]
            name = _name("signed", json.dumps(block).encode())
            stored = (None if kept is None else kept.get(name)) or b""
            yield begin, name, stored, pool.submit(_sign, block, stored[: _DIGEST * len(block)])

    blocks = begun()
    ahead = deque(islice(blocks, AHEAD))
    while ahead:
        begin, name, stored, future = ahead.popleft()
        ahead.extend(islice(blocks, 1))
        made = future.result()
        if made and kept is not None:
            kept.put(name, made)
        yield begin, _Signed.read(made or stored, min(SIGNED, len(nodes) - begin))


def _name(kind: str, of: bytes) -> bytes:
    """The name of what this version of the rules makes of something."""
    return hashlib.blake2b(f"{kind} {ENGINE} {parameters()} ".encode() + of, digest_size=16).digest()


def _sign(nodes: Sequence[int], seen: bytes) -> bytes | None:
    """What `_Signed.read` reads; None if the texts are those whose digests were seen."""
    texts = _source.read(nodes)
    digests = b"".join(map(_digest, texts))
    if digests == seen:
        return None
    documents = [new(text) for text in texts]
    signed = sign_documents(documents, texts)
    _faces.put({node: of.face for node, of in zip(nodes, documents, strict=True)})
    return digests + signed.signatures.tobytes() + json.dumps(signed.ranks).encode()


def _digest(text: Text) -> bytes:
    said = "\0".join((text.id, text.title, text.body, text.published or "", text.title_raw, text.site, *text.flags))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()


def _decide(pairs: Sequence[Pair], many: Sequence[bool]) -> list[tuple | None]:
    """The fields of the pairs' decisions; None: different at sight, where the pair is one of many, or far apart."""
    crowd = {*compress(pairs, many)} | remembered.crowded(pairs)
    faces = _of_documents(_faces, {node for pair in crowd for node in pair}, attrgetter("face"))
    alike = [pair for pair in pairs if pair not in crowd or not sight.are_apart(*map(faces.__getitem__, pair))]
    near = [pair for pair, apart in zip(alike, _far(alike), strict=True) if not apart]
    documents = _read({node for pair in near for node in pair})
    made = {(a, b): _fields(decide(documents[a], documents[b])) for a, b in near}
    return [made.get(pair) for pair in pairs]


def _far(pairs: Sequence[Pair]) -> np.ndarray:
    """`bitmaps.far` of these pairs."""
    found = _of_documents(_bitmaps, {node for pair in pairs for node in pair}, attrgetter("bitmap"))
    if not pairs:
        return np.zeros(0, dtype=bool)
    sides = (zip(*map(found.__getitem__, side), strict=True) for side in zip(*pairs, strict=True))
    return each_far(*(Bitmap(np.array(shingles), np.array(count), np.stack(bits)) for shingles, count, bits in sides))


def _of_documents(known: Remembered, nodes: Collection[int], derive: Callable[[Document], Any]) -> dict[int, Any]:
    """What is derived of these nodes' documents, remembered."""
    return known.get(nodes, lambda unseen: {node: derive(of) for node, of in _read(unseen).items()})


def _read(nodes: Collection[int]) -> dict[int, Document]:
    return _documents.get(nodes, _read_anew)


def _read_anew(nodes: list[int]) -> dict[int, Document]:
    documents = dict(zip(nodes, map(new, _source.read(nodes)), strict=True))
    for node, face in _faces.known(nodes).items():
        documents[node].seen(face)
    return documents
