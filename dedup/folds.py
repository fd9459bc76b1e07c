"""Decide: which clusters are one record all the same, because their pivots alone leave it open. After `clusters`.

A notice is verified against its cluster's pivot. So where two transcriptions of one report are unsure of each other,
both become pivots, and the other copies divide between them. Here the others are asked: two clusters agree if their
pivots collide and are unsure of each other, and of the pairs between the first VOTERS notices of both, in rank order,
at least one is the same and none is different. Nobody overrules a pair that is different, and without a third notice
that speaks for it nothing is folded.

Over the clusters that agree the rule of `clusters.partition` holds once more: in rank order each is folded into the
earliest one before it that it agrees with and that is not folded itself, if no judgement bars it. So a record is a
cluster with those folded into it, its canonical notice the pivot of that one, and the whole still a function of the
documents and judgements alone. Pairs that are left open cast no vote, as in correlation clustering with partial
information (Demaine, Emanuel, Fiat, Immorlica: "Correlation clustering in general weighted graphs", TCS 2006).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from itertools import islice, product
from typing import Any, Generic, Protocol, TypeAlias

from dedup.bitmaps import FAR_CONTAINMENT, FAR_JACCARD
from dedup.clusters import Evidence, Place, partition
from dedup.judgements import Judgement, Judgements, Node
from dedup.verify import Decision

VOTERS = 4  # more were tried: six find no more, of families made to be hard (docs/merging.md)

Pair: TypeAlias = tuple[Node, Node]
Ballot: TypeAlias = Generator[tuple[Node, Node], str | None, bool]
_AGREE = Decision(1.0, 1.0, None, "same", "")


def is_open(made: Decision) -> bool:
    """Whether a pair of pivots is left open; pairs that share hardly anything are not."""
    shares = made.jaccard >= FAR_JACCARD or made.containment >= FAR_CONTAINMENT
    return made.decision == "unsure" and shares


def ballot(ones: Sequence[Node], others: Sequence[Node]) -> Ballot[Node]:
    """Whether two clusters agree whose pivots are unsure of each other. `ones` and `others`: their notices in rank
    order, the pivot first. Yields the pairs to be asked about and is sent what `verdict` says of each."""
    found = False
    for pair in islice(product(ones[:VOTERS], others[:VOTERS]), 1, None):
        said = yield pair
        if said == "different":
            return False
        found = found or said == "same"
    return found


def verdict(evidence: Evidence[Node], judgements: Judgements[Node], a: Node, b: Node) -> str:
    """What a pair of notices says to a fold of their clusters: same, unsure or different."""
    if judgements.unsure(a, b):
        return "unsure"
    return evidence.decide(a, b).decision if evidence.collide(a, b) else "different"


def agreed(
    ballots: Mapping[Pair[Node], Ballot[Node]],
    said: Callable[[Node, Node], str],
    expect: Callable[[Collection[Pair[Node]]], None] = lambda pairs: None,
) -> dict[Node, set[Node]]:
    """Who agrees with whom, both ways, by ballots that are held side by side; of pivots that agree with none, nothing.
    `expect` is told what will be asked next."""
    found: dict[Node, set[Node]] = defaultdict(set)
    answers: dict[Pair[Node], str | None] = dict.fromkeys(ballots)
    while answers:
        asked: dict[Pair[Node], Pair[Node]] = {}
        for (a, b), answer in answers.items():
            try:
                asked[a, b] = ballots[a, b].send(answer)
            except StopIteration as ended:
                if ended.value:
                    found[a].add(b)
                    found[b].add(a)
        expect(asked.values())
        answers = {pivots: said(*pair) for pivots, pair in asked.items()}
    return found


def fold(
    agreeing: Mapping[Node, Collection[Node]],
    rank: Callable[[Node], Any],
    judgements: Judgements[Node],
    pivot_of: Callable[[Node], Node | None],
) -> dict[Node, Node]:
    """Into which cluster each of those that agree with others is folded; without those that are not.

    `agreeing`: of pivots, those they agree with, both ways. `judgements` are about notices, as in `clusters`.
    """
    if not agreeing:
        return {}
    rows = []
    for row in judgements.accepted.values():
        a, b = pivot_of(row.a), pivot_of(row.b)
        if row.verdict == "different" and a is not None and b is not None:
            rows.append(Judgement(a, b, row.verdict, row.who, row.when))
    places = partition(agreeing, _Agreement(agreeing, rank), Judgements(rows))
    return {pivot: place.pivot for pivot, place in places.items() if place.pivot != pivot}


class _Agreement(Generic[Node]):
    """Clusters that agree, as the evidence that `clusters.partition` asks for."""

    def __init__(self, agreeing: Mapping[Node, Collection[Node]], rank: Callable[[Node], Any]) -> None:
        self._agreeing, self.rank = agreeing, rank

    def candidates(self, node: Node) -> Iterable[Node]:
        return self._agreeing[node]

    def collide(self, a: Node, b: Node) -> bool:
        return b in self._agreeing[a]

    def decide(self, a: Node, b: Node) -> Decision:
        return _AGREE


def folds(
    places: Mapping[Node, Place[Node]],
    left_open: Iterable[Pair[Node]],
    evidence: Evidence[Node],
    judgements: Judgements[Node],
    expect: Callable[[Collection[Pair[Node]]], None] = lambda pairs: None,
) -> dict[Node, Node]:
    """Of all notices at once: which pivots are folded into which. `left_open`: pairs that `is_open` holds of, pivots or
    not."""
    judged = (pair for pair, row in judgements.accepted.items() if row.verdict == "unsure")
    pivots = {node for node, place in places.items() if place.pivot == node}
    pairs = {(a, b) for a, b in (*left_open, *judged) if a in pivots and b in pivots and evidence.collide(a, b)}
    clusters = _clusters(places, {pivot for pair in pairs for pivot in pair}, evidence.rank)
    ballots = {(a, b): ballot(clusters[a], clusters[b]) for a, b in pairs}
    agreeing = agreed(ballots, lambda a, b: verdict(evidence, judgements, a, b), expect)
    return fold(agreeing, evidence.rank, judgements, lambda node: places[node].pivot if node in places else None)


def _clusters(
    places: Mapping[Node, Place[Node]], pivots: Collection[Node], rank: Callable[[Node], Any]
) -> dict[Node, list[Node]]:
    """The notices of these pivots' clusters, in rank order."""
    clusters: dict[Node, list[Node]] = {pivot: [] for pivot in pivots}
    for node in sorted((node for node, place in places.items() if place.pivot in clusters), key=rank):
        clusters[places[node].pivot].append(node)
    return clusters


class Folded(Generic[Node]):
    """The folds in force: pivots of clusters that are folded into others, and into which."""

    def __init__(self, into: Mapping[Node, Node] | None = None) -> None:
        self._into: dict[Node, Node] = {}
        self._of: dict[Node, set[Node]] = defaultdict(set)
        for pivot, canonical in (into or {}).items():
            self.put(pivot, canonical)

    def canonical(self, pivot: Node) -> Node:
        """The canonical notice of the record that a cluster is of."""
        return self._into.get(pivot, pivot)

    def others(self, canonical: Node) -> Collection[Node]:
        """The pivots of the clusters that are folded into this one."""
        return self._of.get(canonical, ())

    def concern(self, pivot: Node) -> bool:
        """Whether a cluster is folded, or others into it."""
        return pivot in self._into or bool(self.others(pivot))

    def put(self, pivot: Node, canonical: Node) -> None:
        """A cluster is folded into another, or with itself as `canonical` no more."""
        self._of[self._into.pop(pivot, pivot)].discard(pivot)
        if canonical != pivot:
            self._into[pivot] = canonical
            self._of[canonical].add(pivot)

    def items(self) -> Iterable[Pair[Node]]:
        """Pivots that are folded, and into which."""
        return self._into.items()


class Clustered(Evidence[str], Protocol):
    """What is asked of a stored partition whose places are up to date."""

    judgements: Judgements[str]
    folded: Folded[str]

    def pivot(self, node: str) -> str | None:
        """As in `clusters.Storage`."""

    def left_open(self, pivots: Collection[str]) -> Collection[Pair[str]]:
        """The pairs of these pivots with others that `is_open` holds of or that were judged so. More is harmless."""

    def voters(self, pivot: str) -> Sequence[str]:
        """The first VOTERS notices of a cluster, in rank order."""


def refold(storage: Clustered, touched: Iterable[str]) -> dict[str, str]:
    """Bring the folds up to date and return what changed: pivots, and the canonical notice of their record now.

    `touched`: pivots, or former ones, of clusters whose voters, or what these say, or what was judged of these changed.
    What is decided again is all that they agree with now, however far that leads, and what they shared a record with.
    """
    folded = storage.folded
    wave = {*touched}
    for canonical in {folded.canonical(pivot) for pivot in wave}:
        wave |= {canonical, *folded.others(canonical)}
    seen, asked, agreeing = set(wave), set[Pair[str]](), defaultdict[str, set[str]](set)
    while wave:
        pairs = _open(storage, wave) - asked
        ballots = {(a, b): ballot(storage.voters(a), storage.voters(b)) for a, b in pairs}
        found = agreed(ballots, lambda a, b: verdict(storage, storage.judgements, a, b))
        for pivot, others in found.items():
            agreeing[pivot] |= others
        asked |= pairs
        wave = found.keys() - seen
        seen |= wave
    into = fold(agreeing, storage.rank, storage.judgements, storage.pivot)
    changed = {pivot: into.get(pivot, pivot) for pivot in seen}
    changed = {pivot: canonical for pivot, canonical in changed.items() if folded.canonical(pivot) != canonical}
    for pivot, canonical in changed.items():
        folded.put(pivot, canonical)
    return changed


def _open(storage: Clustered, pivots: Collection[str]) -> set[Pair[str]]:
    """The pairs of some pivots with others that are unsure of them, in order."""

    def unsure(a: str, b: str) -> bool:
        return storage.collide(a, b) and (storage.judgements.unsure(a, b) or is_open(storage.decide(a, b)))

    near = {(min(pair), max(pair)) for pair in storage.left_open(pivots)}
    alive = {(a, b) for a, b in near if a != b and storage.pivot(a) == a and storage.pivot(b) == b}
    return {(a, b) for a, b in alive if unsure(a, b)}
