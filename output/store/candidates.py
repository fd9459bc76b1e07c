"""Candidates: whom the notices of a group may be reposts of, asked of the index together, and ahead of their turn.

What is near is decided at once, by a process beside this one where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence, Set as AbstractSet
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from itertools import compress

import numpy as np

from dedup import pieces, remembered
from dedup.aside import Aside
from dedup.index import Index, pairs
from dedup.pieces import Signed, Text
from dedup.signatures import KEYS, collide, original
from dedup.verify import Decision
from output.store.matches import Pair, pair_of
from output.store.signing import Signing
from output.store.standings import Standings

PART, PARTS = 128, 3  # pairs that are decided together, at least, and into how many such the pairs of a group are cut
# Notices of a record that are foreseen to be drawn to another canonical one, at most; and records to be drawn from:
# what meets more is of a template.
DRAWN, SEVERAL = 64, 16
NO_KEYS = np.empty((0, KEYS + 1), dtype=np.uint32)

Asked = dict[Pair, tuple["Future[list[Decision]]", int]]


@dataclass(slots=True)
class Candidates:
    """Whom notices that say these texts may be reposts of: nodes that the index lists, as of its `version`, and each
    other. And the pairs that are being decided, with their places in what comes of it."""

    version: int = -1
    texts: Mapping[str, Text] = field(default_factory=dict)
    keys: np.ndarray = field(default_factory=lambda: NO_KEYS)
    near: dict[str, list[int]] = field(default_factory=dict)
    alike: dict[str, list[str]] = field(default_factory=dict)
    asked: Asked = field(default_factory=dict)

    def awaited(self, patience: float) -> bool:
        """Whether none of these pairs is decided after so many seconds."""
        first = next(iter(self.asked.values()))[0] if self.asked else None
        return first is not None and bool(wait([first], patience).not_done)


class CandidateSearch:
    """Asks the index about groups of notices."""

    def __init__(self, index: Index, standings: Standings, signing: Signing, aside: Aside) -> None:
        self._index, self._standings, self._signing, self._aside = index, standings, signing, aside

    def of_group(
        self,
        texts: Mapping[str, Text],
        signed: Signed,
        decided: AbstractSet[Pair],
        asked: Asked,
        said: Callable[[Collection[str]], dict[str, Text]],
    ) -> Candidates:
        """Of notices that say these texts and are signed so, their ranks whole. What is near, and neither `decided` nor
        `asked` about before, is handed in to be decided; `said`: what others say."""
        ids = [*texts]
        near = dict(zip(ids, self._index.holders(signed.keys), strict=True))
        listed = [*{node for nodes in near.values() for node in nodes}]
        names = dict(zip(listed, self._standings.names(listed), strict=True))
        self._signing.read(names.values())
        alike = _among_themselves(ids, signed.keys)
        named = {id: [names[node] for node in nodes] for id, nodes in near.items()}
        wanted = {pair_of(id, other) for id, others in named.items() for other in others}
        wanted |= self._guessed(dict(zip(ids, zip(*signed, strict=True), strict=True)), named, alike)
        wanted -= asked.keys() | decided
        asked = asked | self._decide(wanted, dict(zip(ids, signed.ranks, strict=True)), texts, said)
        return Candidates(self._index.version, texts, signed.keys, near, alike, asked)

    def _guessed(
        self,
        new: Mapping[str, tuple[str, np.ndarray, np.ndarray]],
        near: Mapping[str, list[str]],
        alike: Mapping[str, list[str]],
    ) -> set[Pair]:
        """Pairs of each of these with the records that the others are likely of by then: those of earlier notices that
        they look like, or their own. `new`: rank, signature and keys; `near` and `alike`: what each collides with."""
        wanted: set[Pair] = set()
        homes: dict[str, str] = {}
        for rank, id in sorted((rank, id) for id, (rank, _signature, _key) in new.items()):
            signature, key = new[id][1:]
            others = [*{homes[other] for other in alike.get(id, ()) if other in homes}.difference(near[id])]
            if others:
                held = np.stack([new[other][2] if other in new else self._signing.key(other) for other in others])
                others = [*compress(others, collide(key, held))]
            wanted.update(pair_of(id, other) for other in others)
            earlier = [other for other in near[id] if (self._standings[other].rank or rank) < rank]
            known = [new[other][1] if other in new else self._signing.signature(other) for other in others + earlier]
            at = original(signature, known)
            homes[id] = id if at is None else (others + earlier)[at]
            if at is None:
                wanted |= self._drawn(id, signature, [other for other in near[id] if other not in earlier])
        return wanted

    def _drawn(self, id: str, signature: np.ndarray, later: Sequence[str]) -> set[Pair]:
        """Pairs of a notice with those that stand under one of these, which rank behind it, where that is likely the
        same document: the notice takes its place, and draws them to itself."""
        if len(later) > SEVERAL:
            return set()
        at = original(signature, [self._signing.signature(other) for other in later])
        if at is None:
            return set()
        return {pair_of(id, other) for other in self._standings.members(later[at], DRAWN)}

    def look_up(self, candidates: Candidates, wanted: Sequence[str]) -> None:
        """Add stored notices, whose decisions are mostly stored too."""
        near = self._index.holders(self._signing.keys(wanted))
        candidates.near.update(zip(wanted, near, strict=True))
        self._signing.read(self._standings.names({node for nodes in near for node in nodes}))

    def _decide(
        self,
        wanted: Collection[Pair],
        ranks: Mapping[str, str],
        texts: Mapping[str, Text],
        said: Callable[[Collection[str]], dict[str, Text]],
    ) -> Asked:
        """Have pairs decided, of which one at least says what `texts` has. What is placed first, by the `ranks` of
        these, is asked first: the writer goes on with it while others are being decided."""
        ordered = sorted(wanted, key=lambda pair: (max(ranks.get(id, "") for id in pair), pair))
        crowd = remembered.crowded(ordered)
        stored = said({id for pair in wanted for id in pair if id not in texts})
        asked: Asked = {}
        size = max(PART, -(-len(ordered) // PARTS))  # of a template each part tells nearly all texts again
        for first in range(0, len(ordered), size):
            part = ordered[first : first + size]
            told = {id: texts.get(id) or stored[id] for pair in part for id in pair}
            made = self._aside.submit(pieces.decide, told, part, crowd.intersection(part))
            asked.update((pair, (made, place)) for place, pair in enumerate(part))
        return asked


def _among_themselves(ids: Sequence[str], keys: np.ndarray) -> dict[str, list[str]]:
    """Who of these collides with whom."""
    alike: dict[str, list[str]] = defaultdict(list)
    for block in pairs(keys, len(ids)):
        for a, b in block.tolist():
            alike[ids[a]].append(ids[b])
            alike[ids[b]].append(ids[a])
    return alike
