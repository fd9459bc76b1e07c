"""Folds: two clusters whose pivots are unsure of each other are one record where the others of both agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product

import pytest
from hypothesis import event, given, settings, strategies as st
from test_dedup_clusters import Everything, Scored, Store, pairs, steps, taken

from dedup.clusters import Clusters, partition
from dedup.folds import VOTERS, Folded, agreed, ballot, folds, is_open, refold
from dedup.judgements import Judgement, Judgements


@dataclass
class Kept(Store):
    """A store whose clusters are folded, too; of the pairs in `doubts` nobody is sure."""

    doubts: set[frozenset[str]] = field(default_factory=set)
    folded: Folded[str] = field(default_factory=Folded)

    def decide(self, a, b):
        made = super().decide(a, b)
        if made.decision == "same" and frozenset((a, b)) in self.doubts:
            return Scored(made.jaccard, made.containment, "unsure")
        return made

    def left_open(self, pivots):
        everything = {place.pivot for place in self.places.values()}
        return product(pivots, everything)

    def voters(self, pivot):
        of = sorted((n for n, place in self.places.items() if place.pivot == pivot), key=self.rank)
        return of[:VOTERS]

    def apply(self, said=(), **change):
        """As a group of notices: the places, then the folds."""
        changes = Clusters(self).apply(**change)
        touched = {one for change in changes for one in (change.before, change.after)} - {None}
        touched |= {self.pivot(node) for node in said if self.pivot(node)}
        return refold(self, touched)


def records(store):
    return {node: store.folded.canonical(place.pivot) for node, place in store.places.items()}


def brute_force(store):
    """The rule of `folds`, read from its first page with no thought for speed."""
    places = partition(store.documents, All(store), store.judgements)
    clusters = {}
    for node in sorted(places, key=store.rank):
        clusters.setdefault(places[node].pivot, []).append(node)

    def said(x, y):
        if store.judgements.unsure(x, y):
            return "unsure"
        return store.decide(x, y).decision if store.collide(x, y) else "different"

    def one(a, b):
        made = store.decide(a, b)
        if not store.collide(a, b) or not (store.judgements.unsure(a, b) or is_open(made)):
            return False
        votes = [said(x, y) for x, y in product(clusters[a][:VOTERS], clusters[b][:VOTERS]) if (x, y) != (a, b)]
        return "different" not in votes and "same" in votes

    def barred(record, b):
        return any(
            row.verdict == "different"
            and {x in clusters[b], y in clusters[b]} == {True, False}
            and (x in record or y in record)
            for (x, y), row in store.judgements.accepted.items()
        )

    into, inside = {}, {}
    for b in sorted(clusters, key=store.rank):
        for a in sorted(inside, key=store.rank):
            if one(a, b) and not barred(inside[a], b):
                into[b] = a
                break
        inside.setdefault(into.get(b, b), []).extend(clusters[b])
    return {node: into.get(place.pivot, place.pivot) for node, place in places.items()}


def at_once(store):
    everything = All(store)
    places = partition(store.documents, everything, store.judgements)
    left_open = [pair for pair in combinations(places, 2) if is_open(store.decide(*pair))]
    into = folds(places, left_open, everything, store.judgements)
    return {node: into.get(place.pivot, place.pivot) for node, place in places.items()}


class All(Everything):
    """Another store without an index."""

    def __init__(self, other):
        super().__init__(other.guards, other.documents, other.judgements)
        self.decide = other.decide


few = st.sampled_from("abcdef")  # so that many pairs of them are in doubt
doubted = st.sets(st.frozensets(few, min_size=2, max_size=2), min_size=3, max_size=9)
alike = st.frozensets(st.integers(0, 6), min_size=5).map(lambda text: text | {0})
put_alike = st.tuples(st.just("put"), st.lists(st.tuples(few, alike, st.integers(0, 99)), min_size=1, max_size=5))


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.one_of(put_alike, put_alike, steps), min_size=1, max_size=14),
    st.sets(pairs.map(frozenset), max_size=6),
    doubted,
)
def test_after_every_step_the_kept_records_are_those_of_the_rule(steps, guards, doubts):
    store, rows = Kept(guards, doubts=doubts), {}
    for number, (kind, what) in enumerate(steps):
        change = taken(store, rows, kind, what, number)
        said = {*change.get("changed", ()), *(node for pair in change.get("judged", ()) for node in pair)}
        changed = store.apply(said, **change)
        event(f"folded {len(list(store.folded.items()))}")
        assert records(store) == brute_force(store) == at_once(store)
        assert all(store.folded.canonical(pivot) == canonical for pivot, canonical in changed.items())
        assert {pivot for pivot, _into in store.folded.items()} <= {place.pivot for place in store.places.values()}


SAME, UNSURE, DIFFERENT = "same", "unsure", "different"


@pytest.mark.parametrize(
    ("rows", "one"),
    [
        (["?"], False),  # nobody else is there to say
        (["?="], True),
        (["?=", "=="], True),
        (["??", "?="], True),
        (["??", "??"], False),
        (["?=", "=x"], False),  # one that is different is enough
        (["?==="], True),
        (["?xxx"], False),
    ],
)
def test_the_others_are_asked_where_pivots_are_unsure_of_each_other(rows, one):
    said = {(x, 10 + y): sign for x, row in enumerate(rows) for y, sign in enumerate(row)}
    verdict = {"?": UNSURE, "=": SAME, "x": DIFFERENT}
    ones, others = [*range(len(rows))], [10 + y for y in range(len(rows[0]))]
    assert bool(agreed({(0, 10): ballot(ones, others)}, lambda x, y: verdict[said[x, y]])) is one


def put(store, **documents):
    for name, (rank, text) in documents.items():
        store.documents[name] = rank, frozenset(text)
        store.apply(added=[name])


def test_one_doubtful_pair_does_not_split_a_family_of_eight():
    store = Kept(doubts={frozenset("ab")})
    put(store, **{name: (number, range(number, 40)) for number, name in enumerate("abcdefgh")})
    assert {place.pivot for place in store.places.values()} == {"a", "b"}
    assert set(records(store).values()) == {"a"}


def test_two_alone_that_are_unsure_of_each_other_stay_two():
    store = Kept(doubts={frozenset("ab")})
    put(store, a=(1, range(10)), b=(2, range(9)))
    assert records(store) == {"a": "a", "b": "b"}


def test_a_judgement_bars_a_fold_and_taken_back_does_no_more():
    store = Kept(doubts={frozenset("ab")})
    put(store, a=(1, range(10)), b=(2, range(10)), c=(3, range(9)), d=(4, range(8)))
    assert set(records(store).values()) == {"a"}
    for rows, count in ([Judgement("b", "c", "different", "王芳", "2024")], 2), ([], 1):
        old, store.judgements = store.judgements, Judgements(rows)
        store.apply("bc", judged=store.judgements.changed(old))
        assert len(set(records(store).values())) == count


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(alike, st.integers(0, 99)), max_size=6), doubted, st.data())
def test_order_of_arrival_and_the_cut_into_runs_change_nothing(documents, doubts, data):
    documents = {name: (rank, text) for name, (text, rank) in zip("abcdef", documents, strict=False)}
    arrival, kept = data.draw(st.permutations(list(documents))), []
    for size in (1, 3, 6):
        store = Kept(doubts=doubts)
        for start in range(0, len(arrival), size):
            run = arrival[start : start + size]
            store.documents.update((name, documents[name]) for name in run)
            store.apply(added=run)
        kept.append(records(store))
    assert kept[0] == kept[1] == kept[2]
