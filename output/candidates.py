"""Candidates: whom the notices of a group may be reposts of, asked of the index together, and ahead of their turn.

What is near is decided at once, by a process beside this one where there is one.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from dedup import pieces
from dedup.aside import Aside
from dedup.index import Index, pairs
from dedup.pieces import Text
from dedup.signatures import KEYS
from dedup.verify import Decision
from output.matches import Pair
from output.signing import Signing
from output.standings import Standings
from output.texts import stored_texts

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


class CandidateSearch:
    """Asks the index about groups of notices."""

    def __init__(
        self, connection: sqlite3.Connection, index: Index, standings: Standings, signing: Signing, aside: Aside
    ) -> None:
        self._connection, self._index = connection, index
        self._standings, self._signing, self._aside = standings, signing, aside

    def of_group(
        self, texts: Mapping[str, Text], keys: np.ndarray, ranks: Sequence[str], decided: AbstractSet[Pair],
        asked: Asked,
    ) -> Candidates:  # fmt: skip
        """Of notices that say these texts, with these keys and ranks. What is near, and neither `decided` nor `asked`
        about before, is handed in to be decided."""
        ids = [*texts]
        near = dict(zip(ids, self._index.holders(keys), strict=True))
        listed = [*{node for nodes in near.values() for node in nodes}]
        names = dict(zip(listed, self._standings.names(listed), strict=True))
        self._signing.read(names.values())
        alike, nearest = _among_themselves(ids, keys, ranks)
        wanted = {(id, names[node]) for id, nodes in near.items() for node in nodes} | nearest
        wanted = {(a, b) if a < b else (b, a) for a, b in wanted} - asked.keys() - decided
        return Candidates(self._index.version, texts, keys, near, alike, asked | self._decide(wanted, texts))

    def look_up(self, candidates: Candidates, wanted: Sequence[str]) -> None:
        """Add stored notices, whose decisions are mostly stored too."""
        near = self._index.holders(self._signing.keys(wanted))
        candidates.near.update(zip(wanted, near, strict=True))
        self._signing.read(self._standings.names({node for nodes in near for node in nodes}))

    def _decide(self, wanted: Collection[Pair], texts: Mapping[str, Text]) -> Asked:
        """Have pairs decided, of which one at least says what `texts` has."""
        if not wanted:
            return {}
        said = {id: texts[id] for pair in wanted for id in pair if id in texts}
        said |= stored_texts(self._connection, {id for pair in wanted for id in pair if id not in said})
        made = self._aside.submit(pieces.decide, said, [*wanted])
        return {pair: (made, place) for place, pair in enumerate(wanted)}


def _among_themselves(
    ids: Sequence[str], keys: np.ndarray, ranks: Sequence[str]
) -> tuple[dict[str, list[str]], set[Pair]]:
    """Who of these collides with whom; and of each that collides with others the pair with the one that ranks first:
    mostly its record is the one."""
    alike: dict[str, list[str]] = defaultdict(list)
    first: dict[int, int] = {}
    for block in pairs(keys, len(ids)):
        for a, b in block.tolist():
            alike[ids[a]].append(ids[b])
            alike[ids[b]].append(ids[a])
            early, late = (a, b) if ranks[a] < ranks[b] else (b, a)
            first[late] = min(first.get(late, early), early, key=ranks.__getitem__)
    return alike, {(ids[late], ids[early]) for late, early in first.items()}
