"""Decide, all at once: the partition of many notices, on every core, with their texts left where they are.

`clusters.partition` decides in rank order, one notice after the other. Here are the answers it asks for, worked out
ahead: processes (`batch_workers`) sign blocks of notices, and a window of notices in rank order has its pairs with the
pivots found so far decided before their turn comes (`batch_ahead`, `batch_pairs`). So the result is that of the
sequential rule, whatever the number of processes. In memory are signatures (256 bytes a notice) and the keys of pivots,
never the texts.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from itertools import chain, islice, zip_longest
from typing import NamedTuple

import numpy as np

from dedup.batch_ahead import Ahead
from dedup.batch_pairs import Pairs
from dedup.batch_workers import DIGEST, Lanes, sign, workers
from dedup.clusters import partition as partition_in_order
from dedup.folds import folds
from dedup.judgements import numbered
from dedup.signatures import PERMUTATIONS
from dedup.whole import SIGNED, HearDecision, HearProgress, Kept, Result, Whole, name_of, unheard

AHEAD = 64  # blocks handed in to be signed before the first is taken back


def partition(
    whole: Whole,
    decided: HearDecision = unheard,
    progress: HearProgress = unheard,
    processes: int | None = None,
    kept: Kept | None = None,
) -> Result:
    """The partition of the whole: what `clusters.partition` and `folds.folds` say of its notices.

    `decided` is told every pair (nodes) decided that is not `bitmaps.far` apart; `progress` how many notices are
    `signed` and `placed`. `processes`: 0 does everything in this one; by default as many as there are processors, if
    it is worth it. `kept`: what is done is put there, and what is there is not done again.
    """
    with workers(whole.source, len(whole.nodes), processes) as lanes:
        signed = _sign_all(lanes, whole.nodes, kept, progress)
        order = _in_rank_order(signed.ranks, whole.ids)
        turns = {whole.ids[at]: position for position, at in enumerate(order.tolist())} if whole.judgements else {}
        judged = numbered(whole.judgements, turns)
        pairs = Pairs(lanes, np.asarray(whole.nodes), order, signed.digests, kept)
        evidence = Ahead(pairs, signed.signatures, order, judged, decided, progress)
        places = partition_in_order(range(len(order)), evidence, judged, evidence.opened)
        into = folds(places, evidence.left_open, evidence, judged, evidence.expect)
    pivots, jaccard = np.empty(len(order), dtype=np.int64), np.full(len(order), np.nan)
    for position, place in places.items():
        pivots[order[position]] = order[place.pivot]
        if place.jaccard is not None:
            jaccard[order[position]] = place.jaccard
    canonical = np.arange(len(order))
    for pivot, other in into.items():
        canonical[order[pivot]] = order[other]
    ranks = [prefix + id for prefix, id in zip(signed.ranks, whole.ids, strict=True)]
    return Result(ranks, signed.signatures, pivots, jaccard, canonical[pivots])


def _in_rank_order(prefixes: Sequence[str], ids: Sequence[str]) -> np.ndarray:
    """The places of notices in the order of their ranks, int64: by the prefixes of these, and where they are equal by
    id. Prefixes are ASCII, so bytes sort as they do."""
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    if not len(by_id):
        return by_id
    return by_id[np.argsort(np.array(prefixes, dtype=bytes)[by_id], kind="stable")]


class _Signed(NamedTuple):
    """Of some notices: digests of what they say (uint64), the prefixes of their ranks, and their signatures."""

    digests: np.ndarray
    ranks: list[str]
    signatures: np.ndarray

    @classmethod
    def read(cls, made: bytes, count: int) -> _Signed:
        """From what `batch_workers.sign` made of so many notices."""
        digests, signatures, ranks = np.split(
            np.frombuffer(made, np.uint8), (DIGEST * count, (DIGEST + 4 * PERMUTATIONS) * count)
        )
        return cls(digests.view(np.uint64), json.loads(ranks.tobytes()), signatures.view("<u4").reshape(count, -1))


class _Block(NamedTuple):
    """A block of notices on its way through the pool: where it begins, how many they are, the name of what is made of
    it, what was kept under that, and what a process says: None if what was kept still holds."""

    begin: int
    size: int
    name: bytes
    stored: bytes
    future: Future[bytes | None]


def _sign_all(lanes: Lanes, nodes: Sequence[int], kept: Kept | None, progress: HearProgress) -> _Signed:
    count = len(nodes)
    found = _Signed(np.empty(count, dtype=np.uint64), [""] * count, np.empty((count, PERMUTATIONS), dtype=np.uint32))
    blocks = _blocks(lanes, nodes, kept)
    waiting, done = deque(islice(blocks, AHEAD)), 0
    while waiting:
        block = waiting.popleft()
        waiting.extend(islice(blocks, 1))
        made = block.future.result()
        if made and kept is not None:
            kept.put(block.name, made)
        signed = _Signed.read(made or block.stored, block.size)
        part = slice(block.begin, block.begin + block.size)
        found.digests[part], found.ranks[part], found.signatures[part] = signed.digests, signed.ranks, signed.signatures
        done += block.size
        progress("signed", done)
    return found


def _blocks(lanes: Lanes, nodes: Sequence[int], kept: Kept | None) -> Iterator[_Block]:
    """Blocks, each handed in when it is asked for; those of each process in their order, and of all in turns."""
    homes: dict[int, list[int]] = {}
    for begin in range(0, len(nodes), SIGNED):
        homes.setdefault(int(lanes.home(begin, len(nodes))), []).append(begin)
    in_turns = chain.from_iterable(zip_longest(*homes.values()))
    for begin in (begin for begin in in_turns if begin is not None):
        home = int(lanes.home(begin, len(nodes)))
        block = [int(node) for node in nodes[begin : begin + SIGNED]]
        name = name_of("signed", json.dumps(block).encode())
        stored = b"" if kept is None else kept.get(name) or b""
        digests = stored[: DIGEST * len(block)]
        yield _Block(begin, len(block), name, stored, lanes.submit(home, sign, block, digests))
