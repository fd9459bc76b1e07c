"""Decide, all at once: the partition of many notices, on every core, with their texts left where they are.

`clusters.partition` decides in rank order, one notice after the other. Here are the answers it asks for, worked out
ahead: processes sign blocks of notices, and a window of notices in rank order has its pairs with the pivots
found so far decided before their turn comes. So the result is that of the sequential rule, whatever the number
of processes. In memory are signatures (256 bytes a notice) and the keys of pivots, never the texts.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import pairwise
from multiprocessing.connection import wait
from typing import NamedTuple, Protocol

import numpy as np

from dedup.canonical import rank
from dedup.clusters import partition as partition_in_order
from dedup.index import CAP, RATIO, Segment, _entries, _expand, _packed, _unpacked
from dedup.judgements import Judgement, Judgements
from dedup.signatures import EMPTY, KEYS, PERMUTATIONS, SHARED, collide, keys, sign, text_of
from dedup.verify import Decision, Document, decide

SIGNED = 512  # notices a process reads and signs at once
WINDOW = 4096  # notices whose pairs are decided ahead; two such blocks are open
PIECE = 48  # pairs a process decides at once
DOCUMENTS = 1500  # texts with their shingles a process remembers, some 60 KB each
FEW = 400  # notices for which starting processes takes longer than the work

Pair = tuple[int, int]


class Text(NamedTuple):
    """What is decided on: a notice as `verify` and `canonical.rank` look at it."""

    id: str
    title: str
    body: str
    published: str | None = None
    flags: Sequence[str] = ()
    title_raw: str = ""


class Source(Protocol):
    """Where the texts are. It goes to the worker processes, so it can be pickled and opens its file there."""

    def read(self, nodes: Sequence[int]) -> list[Text]:
        """The texts of these nodes, in their order."""


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
) -> Result:
    """The partition of the nodes, whose notice ids are `ids`: what `clusters.partition` says of them.

    `decided` is told every pair decided (nodes); `progress` how many notices are `signed` and `placed`.
    `processes`: 0 does everything in this one; by default as many as there are processors, if it is worth it.
    """
    with _workers(source, len(nodes), processes) as pool:
        prefixes: list[str] = []
        signatures = np.empty((len(nodes), PERMUTATIONS), dtype=np.uint32)
        for begin, (ranked, signed) in _signed(pool, nodes):
            signatures[begin : begin + len(signed)] = signed
            prefixes += ranked
            progress("signed", len(prefixes))
        by_id = np.array(sorted(range(len(nodes)), key=ids.__getitem__), dtype=np.int64)
        order = by_id[np.argsort(np.array(prefixes, dtype=bytes)[by_id], kind="stable")] if len(nodes) else by_id
        turn = {ids[at]: position for position, at in enumerate(order.tolist())} if judgements else {}
        judged = _by_position(judgements, turn)
        evidence = _Ahead(pool, np.asarray(nodes)[order], signatures, order, judged, decided, progress)
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


class _Pivots:
    """Keys of pivots in memory: segments of dedup.index that take in smaller ones, and no database."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []

    def add(self, found: np.ndarray, pivots: np.ndarray) -> None:
        parts = [_entries(found, pivots)]
        while self.segments and len(self.segments[-1].keys) <= RATIO * sum(map(len, parts)):
            last = self.segments.pop()
            parts.append(_packed(last.keys, last.owners))
        entries = np.unique(np.concatenate(parts))
        if len(entries):
            self.segments.append(Segment(*_unpacked(entries)))

    def near(self, found: np.ndarray) -> tuple[list[list[int]], np.ndarray]:
        """For each row of keys the pivots that collide with it; and which keys are boilerplate (more than CAP)."""
        wanted = found.ravel()
        hits = [(segment.owners, *segment.find(wanted)) for segment in self.segments]
        total = sum((size for _, _, size in hits), np.zeros(len(wanted), dtype=np.int64))
        hot = (total > CAP) | (wanted == EMPTY)
        met = [np.empty(0, dtype=np.uint64)]
        for owners, start, size in hits:
            at, place = _expand(start, np.where(hot, 0, size))
            row, column = np.divmod(at, found.shape[1])
            met.append(np.repeat(_packed(row, owners[place]), np.where(column == 0, SHARED, 1)))
        pairs, shared = np.unique(np.concatenate(met), return_counts=True)
        row, owners = _unpacked(pairs[shared >= SHARED])
        bounds = np.searchsorted(row, np.arange(len(found) + 1))
        return [owners[a:b].tolist() for a, b in pairwise(bounds)], hot.reshape(found.shape)


class _Ahead:
    """The evidence `clusters.partition` asks for, about positions in rank order, worked out before it is asked.

    A block of notices that enters the window meets the pivots found so far; a pivot found later meets the notices
    in the window as it is opened. Either way the pair is handed to the pool at once: `choose` will ask for it.
    """

    def __init__(
        self, pool: Executor, nodes: np.ndarray, signatures: np.ndarray, order: np.ndarray, judgements: Judgements,
        decided: Callable[[int, int, Decision], None], progress: Callable[[str, int], None],
    ) -> None:  # fmt: skip
        self._pool, self._nodes, self._decided, self._progress = pool, nodes, decided, progress
        self._signatures, self._order = signatures, order
        units = (judgements.unit(node) for pair in judgements.accepted for node in pair)
        self._late = {mate for unit in units for mate in sorted(mate for mate in unit if mate >= 0)[1:]}
        self._pivots = _Pivots()
        self._opened: list[tuple[int, int]] = []  # notices of units that became pivots since the last block: it, pivot
        self._end = 0  # of the window
        self._near: dict[int, list[int]] = {}
        self._holders: list[tuple[int, dict[int, list[int]]]] = []  # a block's end, and who in it has a key
        self._followed: Counter[int] = Counter()  # pivots opened in the window by key
        self._waiting: list[Pair] = []
        self._futures: dict[Pair, tuple[Future, int]] = {}
        self._keys = np.empty((len(nodes), KEYS + 1), dtype=np.uint32)  # of what is or was in the window

    def rank(self, position: int) -> int | None:
        return position if position >= 0 else None

    def candidates(self, position: int) -> Iterable[int]:
        while position not in self._late and self._end <= min(position + WINDOW, len(self._nodes) - 1):
            self._advance(position)
        if position not in self._near:  # its turn comes with that of one it was judged the same as, long before its own
            self._flush()
            return self._pivots.near(self._key(position)[None])[0][0]
        return self._near.pop(position)

    def collide(self, a: int, b: int) -> bool:
        return (max(a, b), min(a, b)) in self._futures or bool(collide(self._key(a), self._key(b)[None])[0])

    def decide(self, a: int, b: int) -> Decision:
        pair = max(a, b), min(a, b)
        if pair not in self._futures:
            self._meet(*pair)
        if self._futures[pair][0] is None:
            self._hand_in()
        future, place = self._futures.pop(pair)
        made = future.result()[place]
        self._decided(int(self._nodes[pair[0]]), int(self._nodes[pair[1]]), made)
        return made

    def opened(self, pivot: int, unit: Sequence[int]) -> None:
        for text in unit:
            self._opened.append((text, pivot))
            found = self._key(text).tolist()
            followed = [key for key in found if key != EMPTY and self._followed[key] < CAP]
            self._followed.update(followed)
            for _end, holders in self._holders:
                shared: Counter[int] = Counter()
                for key in followed:
                    for other in holders.get(key, ()):
                        shared[other] += SHARED if key == found[0] else 1
                for other, n in shared.items():
                    if n >= SHARED and other > pivot and other in self._near:
                        self._near[other].append(pivot)
                        if other > text:
                            self._meet(other, text)

    def _key(self, position: int) -> np.ndarray:
        if position < self._end:
            return self._keys[position]
        return keys(self._signatures[self._order[position]][None])[0]

    def _advance(self, position: int) -> None:
        """Take the next block into the window."""
        self._flush()
        block = range(self._end, min(self._end + WINDOW, len(self._nodes)))
        found = self._keys[block.start : block.stop] = keys(self._signatures[self._order[block]])
        near, hot = self._pivots.near(found)
        for other, pivots in zip(block, near, strict=True):
            self._near[other] = pivots
            for pivot in pivots:
                self._meet(other, pivot)
        holders: dict[int, list[int]] = defaultdict(list)
        rows, columns = np.nonzero(~hot)
        for row, key in zip(rows.tolist(), found[rows, columns].tolist(), strict=True):
            holders[key].append(self._end + row)
        self._holders = [(end, held) for end, held in self._holders if end > position] + [(block.stop, holders)]
        self._followed.clear()
        self._end = block.stop
        self._progress("placed", position)

    def _flush(self) -> None:
        if self._opened:
            texts, pivots = map(list, zip(*self._opened, strict=True))
            self._pivots.add(np.stack([*map(self._key, texts)]), np.array(pivots, dtype=np.uint32))
            self._opened.clear()

    def _meet(self, later: int, earlier: int) -> None:
        if (later, earlier) not in self._futures:
            self._futures[later, earlier] = (None, 0)
            self._waiting.append((later, earlier))
            if len(self._waiting) == PIECE:
                self._hand_in()

    def _hand_in(self) -> None:
        nodes = [(int(self._nodes[a]), int(self._nodes[b])) for a, b in self._waiting]
        future = self._pool.submit(_decide, nodes)
        self._futures.update((pair, (future, place)) for place, pair in enumerate(self._waiting))
        self._waiting.clear()


# In the worker processes ------------------------------------------------------------------------------------------


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
    global _source, _document
    _source = source
    _document = lru_cache(DOCUMENTS)(lambda node: Document(*_source.read([node])[0][:3]))


def _signed(pool: Executor, nodes: Sequence[int]) -> Iterator[tuple[int, tuple[list[str], np.ndarray]]]:
    begins = range(0, len(nodes), SIGNED)
    futures = [pool.submit(_sign, [int(node) for node in nodes[begin : begin + SIGNED]]) for begin in begins]
    futures.reverse()
    for begin in begins:
        yield begin, futures.pop().result()


def _sign(nodes: Sequence[int]) -> tuple[list[str], np.ndarray]:
    texts = _source.read(nodes)
    documents = [Document(text.id, text.title, text.body) for text in texts]
    ranks = [rank("", d.text, t.body, t.published, t.flags, t.title_raw)
             for d, t in zip(documents, texts, strict=True)]  # fmt: skip
    return ranks, sign([text_of(document.title_key, document.text) for document in documents])


def _decide(pairs: Sequence[Pair]) -> list[Decision]:
    return [decide(_document(a), _document(b)) for a, b in pairs]
