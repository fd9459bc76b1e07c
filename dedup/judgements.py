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
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

VERDICTS = ("same", "different", "unsure")

Name = TypeVar("Name", bound="Comparable")


class Comparable(Hashable, Protocol):
    """What can stand for a notice: names of one kind have an order, which may be any."""

    def __lt__(self: Name, other: Name, /) -> bool: ...


Node = TypeVar("Node", bound=Comparable)  # a notice: by its id, or by its number in rank order


@dataclass(frozen=True, slots=True)
class Judgement(Generic[Node]):
    """One row: what `who` said at `when` (ISO 8601, UTC) about the notices `a` and `b`, and why.

    Raises ValueError for a verdict outside `VERDICTS` and for a notice judged against itself.
    """

    a: Node
    b: Node
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
    def pair(self) -> tuple[Node, Node]:
        """The two notices in order: the same pair whichever was named first."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)


class Judgements(Generic[Node]):
    """The judgements in force. Immutable: build another one from the rows after a change.

    Rows that contradict earlier ones (possible only if written past `contradiction`) are left out, the later
    ones first to go, and stand in `refused` with their chain: a bad row must not stop a crawl.
    """

    def __init__(self, rows: Iterable[Judgement[Node]] = ()) -> None:
        latest: dict[tuple[Node, Node], Judgement[Node]] = {}
        live = [row for row in rows if not row.deleted]
        for row in sorted(live, key=attrgetter("when")):
            latest[row.pair] = row
        self.accepted: dict[tuple[Node, Node], Judgement[Node]] = {}
        self.refused: dict[tuple[Node, Node], tuple[Judgement[Node], ...]] = {}
        self._same: dict[Node, set[Node]] = {}
        self._different: dict[Node, set[Node]] = {}
        self._units: dict[Node, frozenset[Node]] = {}
        for row in sorted(latest.values(), key=attrgetter("when", "pair")):
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

    def unit(self, node: Node) -> frozenset[Node]:
        """All notices judged the same as `node`, itself included, whether they still exist or not."""
        return self._units.get(node) or frozenset((node,))

    def concern(self, node: Node) -> bool:
        """Whether a judgement binds `node` to another notice or keeps it from one."""
        return node in self._same or node in self._different

    def opposed(self, node: Node) -> set[Node]:
        """All notices that may not share a record with `node`: the units judged different from its unit."""
        if not self._different:
            return set()
        enemies: set[Node] = set()
        for mate in self.unit(node):
            enemies.update(self._different.get(mate, ()))
        return enemies.union(*map(self.unit, enemies))

    def unsure(self, a: Node, b: Node) -> bool:
        """Whether an operator looked at the two and could not tell."""
        row = self.accepted.get((a, b) if a < b else (b, a)) if self.accepted else None
        return row is not None and row.verdict == "unsure"

    def contradiction(self, row: Judgement[Node]) -> tuple[Judgement[Node], ...]:
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

    def changed(self, other: Judgements[Node]) -> set[tuple[Node, Node]]:
        """The pairs whose verdict in force differs between the two: `judged` of `Clusters.apply`."""
        pairs = self.accepted.keys() | other.accepted.keys()

        def verdict(side: Judgements[Node], pair: tuple[Node, Node]) -> str | None:
            return side.accepted[pair].verdict if pair in side.accepted else None

        return {pair for pair in pairs if verdict(self, pair) != verdict(other, pair)}

    def _row(self, a: Node, b: Node) -> Judgement[Node]:
        return self.accepted[(a, b) if a < b else (b, a)]

    def _path(self, start: Node, without: tuple[Node, Node]) -> dict[Node, tuple[Judgement[Node], ...]]:
        """Shortest chains of "same" from `start` to every notice of its unit, not over `without`."""
        found: dict[Node, tuple[Judgement[Node], ...]] = {start: ()}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            for mate in sorted(self._same.get(node, ())):
                row = self._row(node, mate)
                if mate not in found and row.pair != without:
                    found[mate] = (*found[node], row)
                    queue.append(mate)
        return found


def numbered(judgements: Judgements[str] | None, numbers: Mapping[str, int]) -> Judgements[int]:
    """The judgements in force about ids, as judgements about the numbers of these ids.

    Ids that have no number are of notices that are no more: negative numbers stand for them, a different one for each.
    """
    rows = list(judgements.accepted.values()) if judgements else []
    at = dict(numbers)
    missing = 0
    for row in rows:
        for id in row.pair:
            if id not in at:
                missing += 1
                at[id] = -missing
    return Judgements(Judgement(at[row.a], at[row.b], row.verdict, row.who, row.when) for row in rows)
