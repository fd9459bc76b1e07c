"""The partition: batch, kept up to date, and by brute force say the same; and what a change may cost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.clusters import Change, Clusters, Place, partition
from dedup.judgements import Judgement, Judgements


@dataclass(frozen=True)
class Scored:
    jaccard: float
    containment: float
    decision: str


@dataclass
class Store:
    """A storage as an SQL one would be: one index row a key and record, rows of members that left stay behind.

    A document is (rank, shingles); two collide if they share an even shingle; `guards` are pairs kept apart.
    """

    guards: set[frozenset[str]] = field(default_factory=set)
    documents: dict[str, tuple[int, frozenset[int]]] = field(default_factory=dict)
    judgements: Judgements = field(default_factory=Judgements)
    places: dict[str, Place] = field(default_factory=dict)
    index: set[tuple[int, str]] = field(default_factory=set)
    calls: Counter = field(default_factory=Counter)

    def rank(self, node):
        return (self.documents[node][0], node) if node in self.documents else None

    def _keys(self, node):
        return {shingle for shingle in self.documents[node][1] if shingle % 2 == 0}

    def candidates(self, node):
        self.calls["candidates"] += 1
        keys = self._keys(node)
        return {pivot for key, pivot in self.index if key in keys}

    def collide(self, a, b):
        return bool(self._keys(a) & self._keys(b))

    def decide(self, a, b):
        self.calls["decide"] += 1
        x, y = self.documents[a][1], self.documents[b][1]
        jaccard, containment = len(x & y) / len(x | y), len(x & y) / min(len(x), len(y))
        same = (jaccard >= 0.4 or containment >= 0.8) and frozenset((a, b)) not in self.guards
        return Scored(jaccard, containment, "same" if same else "different")

    def pivot(self, node):
        return self.places[node].pivot if node in self.places else None

    def members(self, pivot, at_most):
        found = [n for n, p in self.places.items() if p.pivot == pivot and (p.jaccard or 0) <= at_most]
        self.calls["members"] += len(found)
        return found

    def assign(self, node, place):
        self.calls["assign"] += 1
        if place is None:
            del self.places[node]
        else:
            self.places[node] = place
            self.index |= {(key, place.pivot) for key in self._keys(node)}


class Everything(Store):
    """The same documents without an index: every node is a candidate of every other."""

    def candidates(self, node):
        return set(self.documents)


def brute_force(store):
    """The rule of `clusters`, read from its first page with no thought for speed."""
    group = {node: {node} for node in store.documents}
    verdicts = store.judgements.accepted
    for (a, b), row in verdicts.items():
        group.setdefault(a, {a})
        group.setdefault(b, {b})
        if row.verdict == "same":
            merged = group[a] | group[b]
            group.update((node, merged) for node in merged)
    units = {tuple(sorted(set(unit) & set(store.documents), key=store.rank)) for unit in group.values()}
    clusters = []
    for unit in sorted(filter(None, units), key=lambda unit: store.rank(unit[0])):
        best = None
        for cluster in clusters:
            inside = set().union(*(group[node] for other in cluster for node in other))
            if any(
                row.verdict == "different"
                and {a, b} & group[unit[0]] and {a, b} & inside
                for (a, b), row in verdicts.items()
            ):
                continue
            for x in unit:
                for y in cluster[0]:
                    row, decision = verdicts.get(tuple(sorted((x, y)))), store.decide(x, y)
                    if store.collide(x, y) and decision.decision == "same" and not (row and row.verdict == "unsure"):
                        key = (decision.jaccard, decision.containment, -store.rank(cluster[0][0])[0])
                        if best is None or key > best[0]:
                            best = key, cluster
        best[1].append(unit) if best else clusters.append([unit])
    return {node: cluster[0][0] for cluster in clusters for unit in cluster for node in unit}


def check(store):
    batch = partition(store.documents, Everything(store.guards, store.documents), store.judgements)
    assert store.places == batch
    assert {node: place.pivot for node, place in batch.items()} == brute_force(store)


NAMES = list("abcdefghijkl")
texts = st.frozensets(st.integers(0, 9), min_size=1, max_size=7).map(lambda text: text | {0} if len(text) < 3 else text)
names = st.sampled_from(NAMES)
pairs = st.lists(names, min_size=2, max_size=2, unique=True).map(sorted).map(tuple)
steps = st.one_of(
    st.tuples(st.just("put"), st.lists(st.tuples(names, texts, st.integers(0, 99)), min_size=1, max_size=4)),
    st.tuples(st.just("put"), st.lists(st.tuples(names, texts, st.integers(0, 99)), min_size=1, max_size=4)),
    st.tuples(st.just("remove"), st.lists(names, min_size=1, max_size=2)),
    st.tuples(st.just("judge"), st.lists(st.tuples(pairs, st.sampled_from(["same", "different", "unsure", None])),
                                         min_size=1, max_size=2)),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(steps, min_size=1, max_size=14), st.sets(pairs.map(frozenset), max_size=12))
def test_after_every_step_the_kept_partition_is_the_batch_one(steps, guards):
    store, rows = Store(guards), {}
    clusters = Clusters(store)
    for number, (kind, what) in enumerate(steps):
        before, change = {node: place.pivot for node, place in store.places.items()}, {}
        if kind == "put":
            new = {name: (rank, text) for name, text, rank in what}
            change = {"added": new.keys() - store.documents.keys(), "changed": new.keys() & store.documents.keys()}
            store.documents.update(new)
        elif kind == "remove":
            change = {"removed": [name for name in what if store.documents.pop(name, None)]}
        else:
            for pair, verdict in what:
                rows.pop(pair, None)
                row = verdict and Judgement(*pair, verdict, "王芳", f"{number:04}")
                if row and not Judgements(rows.values()).contradiction(row):
                    rows[pair] = row
            old, store.judgements = store.judgements, Judgements(rows.values())
            change = {"judged": store.judgements.changed(old)}
        changes = clusters.apply(**change)
        check(store)
        after = {node: place.pivot for node, place in store.places.items()}
        assert sorted(changes) == sorted(
            Change(node, before.get(node), after.get(node))
            for node in before.keys() | after.keys() if before.get(node) != after.get(node)
        )
