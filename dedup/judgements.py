"""Decide: what operators said about pairs of notices, as units and oppositions the partition must respect.

Rows are never changed, only added and soft-deleted, and everything here is a pure function of them (the way
opensanctions' nomenklatura resolver keeps judgements), so a judgement taken back leaves no trace in the
partition. Of a pair, the latest live row counts. What each verdict means:

same       the two notices are one unit, transitively; a unit's notices always share a record
different  the units of the two notices never share a record
unsure     the pair's own automatic edge is taken away, and the pair leaves the queue; nothing is forbidden:
           both may still stand in one record because each is verified against its canonical notice
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

VERDICTS = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row: what `who` said at `when` (ISO 8601, UTC) about the notices `a` and `b`, and why.

    Raises ValueError for a verdict outside `VERDICTS` and for a notice judged against itself.
    """

    a: str
    b: str
    verdict: str
    who: str
    when: str
    why: str = ""
    deleted: bool = False

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ValueError(f"verdict {self.verdict!r}: not one of {', '.join(VERDICTS)}")
        if self.a == self.b:
            raise ValueError(f"notice {self.a!r} judged against itself")

    @property
    def pair(self) -> tuple[str, str]:
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)


class Judgements:
    """The judgements in force. Immutable: build another one from the rows after a change.

    Rows that contradict earlier ones (possible only if written past `contradiction`) are left out, the later
    ones first to go, and stand in `refused` with their chain: a bad row must not stop a crawl.
    """

    def __init__(self, rows: Iterable[Judgement] = ()) -> None:
        latest: dict[tuple[str, str], Judgement] = {}
        for row in sorted((row for row in rows if not row.deleted), key=lambda row: row.when):
            latest[row.pair] = row
        self.accepted: dict[tuple[str, str], Judgement] = {}
        self.refused: dict[tuple[str, str], tuple[Judgement, ...]] = {}
        self._same: dict[str, set[str]] = {}
        self._different: dict[str, set[str]] = {}
        self._units: dict[str, frozenset[str]] = {}
        for row in sorted(latest.values(), key=lambda row: (row.when, row.pair)):
            if chain := self.contradiction(row):
                self.refused[row.pair] = chain
                continue
            self.accepted[row.pair] = row
            links = {"same": self._same, "different": self._different}.get(row.verdict)
            if links is not None:
                links.setdefault(row.a, set()).add(row.b)
                links.setdefault(row.b, set()).add(row.a)
            if row.verdict == "same":
                unit = self.unit(row.a) | self.unit(row.b)
                self._units.update(dict.fromkeys(unit, unit))

    def unit(self, node: str) -> frozenset[str]:
        """All notices judged the same as `node`, itself included, whether they still exist or not."""
        return self._units.get(node) or frozenset((node,))

    def concern(self, node: str) -> bool:
        """Whether a judgement binds `node` to another notice or keeps it from one."""
        return node in self._same or node in self._different

    def opposed(self, node: str) -> set[str]:
        """All notices that may not share a record with `node`: the units judged different from its unit."""
        if not self._different:
            return set()
        return {
            other for mate in self.unit(node) for enemy in self._different.get(mate, ()) for other in self.unit(enemy)
        }

    def unsure(self, a: str, b: str) -> bool:
        row = self.accepted.get((a, b) if a < b else (b, a)) if self.accepted else None
        return row is not None and row.verdict == "unsure"

    def contradiction(self, row: Judgement) -> tuple[Judgement, ...]:
        """The chain of judgements in force that `row` contradicts; empty if it may be recorded.

        `row` would replace the verdict its own pair has, so that one is no part of a chain. The chain of a
        refused "different" leads from a to b over "same"; that of a refused "same" holds one "different".
        """
        if row.verdict == "different":
            return self._path(row.a, row.pair).get(row.b, ())
        if row.verdict == "same":
            ours, theirs = self._path(row.a, row.pair), self._path(row.b, row.pair)
            for mate, path in ours.items():
                for enemy in sorted(self._different.get(mate, ())):
                    between = self._row(mate, enemy)
                    if enemy in theirs and between.pair != row.pair:
                        return (*path, between, *reversed(theirs[enemy]))
        return ()

    def changed(self, other: Judgements) -> set[tuple[str, str]]:
        """The pairs whose verdict in force differs between the two: `judged` of `Clusters.apply`."""
        pairs = self.accepted.keys() | other.accepted.keys()

        def verdict(side: Judgements, pair: tuple[str, str]) -> str | None:
            return side.accepted[pair].verdict if pair in side.accepted else None

        return {pair for pair in pairs if verdict(self, pair) != verdict(other, pair)}

    def _row(self, a: str, b: str) -> Judgement:
        return self.accepted[(a, b) if a < b else (b, a)]

    def _path(self, start: str, without: tuple[str, str]) -> dict[str, tuple[Judgement, ...]]:
        """Shortest chains of "same" from `start` to every notice of its unit, not over `without`."""
        found: dict[str, tuple[Judgement, ...]] = {start: ()}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            for mate in sorted(self._same.get(node, ())):
                row = self._row(node, mate)
                if mate not in found and row.pair != without:
                    found[mate] = (*found[node], row)
                    queue.append(mate)
        return found
