"""Decide: the partition of notices into records, as a batch and kept up to date one change at a time.

The rule: lexicographically first pivot clustering. Documents have a fixed total order, their rank (see
`canonical.rank`), a function of the document alone. In that order each joins the best earlier pivot it has
an edge with (highest Jaccard, then containment, then rank), else becomes a pivot itself. An edge is a pair
that collides in the index and that `decide` calls the same. The pivot is the record's canonical notice.

Why pivots and not connected components: components chain. A page holding two articles, or a series whose
every issue repeats half of the last, pulls documents into one record that nobody would call the same; here
every member was itself verified against the canonical notice, which is what an operator is shown. With a
random order it is the pivot algorithm of Ailon, Charikar and Newman ("Aggregating inconsistent information:
ranking and clustering", JACM 2008: in expectation at most 3 times the disagreements of the best clustering).
The pivots are the lexicographically first maximal independent set of the graph, of which one change moves one
member on average (Censor-Hillel, Haramaty, Karnin: "Optimal dynamic distributed MIS", PODC 2016; for random
ranks). The partition is a function of the documents and judgements: the order of arrival cannot change it.

Judgements outrank edges. A unit (notices judged the same) moves as one document with several texts: it ranks
by its first notice, and has an edge if any of its texts has. A unit never joins a record in which an earlier
ranked unit was judged different from it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol

from dedup.judgements import Judgements, Node

if TYPE_CHECKING:
    from dedup.verify import Decision

Ids = Iterable[str]  # of notices


@dataclass(frozen=True, slots=True)
class Place(Generic[Node]):
    """Where a notice stands. `jaccard` binds it there; None: itself the pivot, or bound by a judgement."""

    pivot: Node
    jaccard: float | None


class Change(NamedTuple):
    """A notice whose canonical notice changed; None before it was known, or after it was removed."""

    node: str
    before: str | None
    after: str | None


class Evidence(Protocol[Node]):
    """What the partition asks about documents. All answers are functions of the documents named, only."""

    def rank(self, node: Node) -> Any:
        """The sort key of `canonical.rank`, smallest first, different for any two; None: no such notice."""

    def candidates(self, node: Node) -> Iterable[Node]:
        """Of every placed notice that collides with `node`: the notice, or the pivot it was last assigned.

        More is harmless (stale rows, `node` itself, both): pairs are checked by `collide`. So an index may
        list one row a key and record, however many notices the record has.
        """

    def collide(self, a: Node, b: Node) -> bool:
        """Do a and b share a key? Of the pair alone, whatever else is stored, or order would matter."""

    def decide(self, a: Node, b: Node) -> Decision:
        """`verify.decide`, remembered; also asked for pairs that do not collide. Symmetric. Of a pair that is different
        its Jaccard may be left uncounted."""


class Storage(Evidence[str], Protocol):
    """The kept partition. During `apply` texts and judgements are the new ones, places still the old ones."""

    judgements: Judgements[str]

    def lone(self, nodes: Ids) -> Ids:
        """Of these notices, added and not yet placed, some or all that collide with no other, those added with them
        included: each is a record of its own."""

    def likeness(self, a: str, b: str) -> float:
        """Jaccard similarity of a and b, counted whatever `decide` made of them."""

    def pivot(self, node: str) -> str | None:
        """The pivot last assigned; None for a notice never assigned."""

    def members(self, pivot: str, at_most: float) -> Ids:
        """The notices last assigned to `pivot`, itself included, whose Jaccard is None or <= `at_most`.

        `at_most` is there to be looked up in an index, on unrounded values; more than asked for is harmless.
        """

    def assign(self, node: str, place: Place[str] | None) -> None:
        """Keep this place and list the notice's keys under its pivot; None: forget the removed notice."""


def partition(
    nodes: Iterable[Node],
    evidence: Evidence[Node],
    judgements: Judgements[Node] | None = None,
    opened: Callable[[Node, list[Node]], None] = lambda pivot, texts: None,
) -> dict[Node, Place[Node]]:
    """The place of every node, decided at once; only pairs of a node and an earlier pivot are decided.

    `evidence.candidates` is called in rank order, and `opened(pivot, unit)` for every new pivot with the
    notices judged the same (itself included): an index filled by `opened` holds pivots only, so a record of
    ten thousand reposts costs no quadratic number of pairs. Nodes without a rank are left out.
    """
    view = _View(evidence, judgements or Judgements[Node]())
    places: dict[Node, Place[Node]] = {}

    def pivot_of(node: Node) -> Node | None:
        return places[node].pivot if node in places else None

    heads = {head for node in nodes for head in view.unit(node)[:1]}
    for head in sorted(heads, key=view.rank):
        unit = view.unit(head)
        place = view.choose(unit, view.near(unit, pivot_of), pivot_of)
        places.update(dict.fromkeys(unit, place))
        if place.pivot == head:
            opened(head, unit)
    return places


class Clusters:
    """Keeps a stored partition equal to what `partition` would say, deciding again what a change reaches.

    Units are decided in rank order from a heap, so whatever ranks earlier is final. A unit that becomes a
    pivot puts the later units with an edge to it on the heap; one that ceases to be a pivot its members; one
    that moves the later units judged different from it. So a new notice that joins a record costs one
    `candidates` and a decision for each colliding record, however large, and one that is alone neither.
    """

    def __init__(self, storage: Storage) -> None:
        self.storage, self._view = storage, _View(storage, storage.judgements)
        self._now: dict[str, str | None] = {}  # pivots; None also if the stored one holds no longer (then queued)
        self._heap: list[tuple[Any, str]] = []
        self._queued: set[str] = set()

    def apply(
        self, added: Ids = (), removed: Ids = (), changed: Ids = (), judged: Iterable[tuple[str, str]] = ()
    ) -> list[Change]:
        """Bring the stored places up to date and return those that changed.

        The storage already has the new texts, ranks and judgements (`judged`: see `Judgements.changed`), and
        no rank for the removed notices. Naming an unchanged notice is harmless: it is decided again.
        """
        storage, removed = self.storage, list(removed)
        self._view = _View(storage, storage.judgements)
        for leftover in (self._now, self._heap, self._queued):
            leftover.clear()
        changes: list[Change] = []
        added = set(added)
        for node in storage.lone(added):  # most of what a crawl brings
            if not storage.judgements.concern(node):
                storage.assign(node, Place(node, None))
                changes.append(Change(node, None, node))
        added.difference_update(change.node for change in changes)
        touched = {*added, *removed, *changed, *(node for pair in judged for node in pair)}
        for node in set().union(*map(storage.judgements.unit, touched)):
            self._unplace(node)
            for enemy in storage.judgements.opposed(node):
                self._push(enemy)
        for node in removed:
            if (before := storage.pivot(node)) is not None:
                storage.assign(node, None)
                changes.append(Change(node, before, None))
        while self._heap:
            changes += self._settle(self._view.unit(heapq.heappop(self._heap)[1]))
        return changes

    def _pivot(self, node: str) -> str | None:
        if node not in self._now:
            self._now[node] = self.storage.pivot(node)
        return self._now[node]

    def _push(self, node: str) -> None:
        for head in self._view.unit(node)[:1]:
            if head not in self._queued:
                self._queued.add(head)
                heapq.heappush(self._heap, (self._view.rank(head), head))

    def _unplace(self, node: str) -> None:
        """A notice's place holds no longer; if it is a pivot, neither do those of its members."""
        for member in [node, *(self.storage.members(node, 1.0) if self._pivot(node) == node else ())]:
            self._now[member] = None
            self._push(member)

    def _settle(self, unit: list[str]) -> Iterable[Change]:
        """Decide one unit, all earlier ones being final, and put on the heap what that reaches."""
        storage, head = self.storage, unit[0]
        near = self._view.near(unit, self._pivot)
        place = self._view.choose(unit, near, self._pivot)
        if all(self._pivot(node) == place.pivot for node in unit):
            return
        for node in unit:
            is_none_any_more = node != place.pivot and self._pivot(node) == node
            if is_none_any_more:
                self._unplace(node)
        for node in unit:
            before = storage.pivot(node)
            storage.assign(node, place)
            self._now[node] = place.pivot
            if before != place.pivot:
                yield Change(node, before, place.pivot)
        if place.pivot == head:
            for pivot in near - {head}:
                self._attract(unit, pivot)
        for enemy in storage.judgements.opposed(head):
            if self._view.later(enemy, head):
                self._push(enemy)

    def _attract(self, unit: list[str], pivot: str) -> None:
        """Put on the heap what of the record of `pivot` might stand better with the new pivot `unit`: of ten thousand
        reposts few are looked at."""
        nearest = max(self.storage.likeness(x, y) for x in unit for y in self._view.unit(pivot))
        for member in list(self.storage.members(pivot, half_way(nearest))):
            if self._view.later(member, unit[0]) and self._view.edge(self._view.unit(member), unit):
                self._push(member)


def half_way(likeness: float) -> float:
    """The Jaccard up to which a member of a pivot may be nearer to another, which the pivot is so like, or less.

    Jaccard distance is a metric, so a member nearer to its pivot than half the way from there to the other stays. The
    1e-9 is for the rounding of floats.
    """
    return (1 + likeness) / 2 + 1e-9


class _View(Generic[Node]):
    """Evidence and judgements together: units instead of notices. Ranks are asked for once."""

    def __init__(self, evidence: Evidence[Node], judgements: Judgements[Node]) -> None:
        self.evidence, self.judgements, self.rank = evidence, judgements, cache(evidence.rank)

    def unit(self, node: Node) -> list[Node]:
        """The existing notices of the node's unit in rank order; the first one is its head."""
        if not self.judgements.accepted:  # mostly
            return [node] if self.rank(node) is not None else []
        known = [mate for mate in self.judgements.unit(node) if self.rank(mate) is not None]
        return sorted(known, key=self.rank) if len(known) > 1 else known

    def later(self, node: Node, head: Node) -> bool:
        unit = self.unit(node)
        return unit != [] and self.rank(unit[0]) > self.rank(head)

    def edge(self, xs: list[Node], ys: list[Node]) -> tuple[float, float] | None:
        """Jaccard and containment of the best pair of texts that is an edge; None if there is none."""
        decided = (
            self.evidence.decide(x, y)
            for x in xs
            for y in ys
            if not self.judgements.unsure(x, y) and self.evidence.collide(x, y)
        )
        return max(((d.jaccard, d.containment) for d in decided if d.decision == "same"), default=None)

    def near(self, unit: list[Node], pivot_of: Callable[[Node], Node | None]) -> set[Node]:
        found = {pivot_of(other) for node in unit for other in self.evidence.candidates(node)}
        return {pivot for pivot in found if pivot is not None}

    def choose(self, unit: list[Node], near: set[Node], pivot_of: Callable[[Node], Node | None]) -> Place[Node]:
        """The best earlier pivot that no judgement bars, else the unit's own head."""
        head = unit[0]
        joins = []
        for pivot in near - self._barred(head, pivot_of):
            score = self.edge(unit, self.unit(pivot)) if self.rank(pivot) < self.rank(head) else None
            if score is not None:
                jaccard, containment = score
                joins.append((-jaccard, -containment, self.rank(pivot), pivot))
        if not joins:
            return Place(head, None)
        jaccard, _containment, _rank, best = min(joins)
        return Place(best, -jaccard if len(unit) == 1 else None)

    def _barred(self, head: Node, pivot_of: Callable[[Node], Node | None]) -> set[Node | None]:
        """The pivots of the units that rank before this one's and were judged different from it."""
        barred = set()
        for enemy in self.judgements.opposed(head):
            if self.unit(enemy) and not self.later(enemy, head):
                barred.add(pivot_of(enemy))
        return barred
