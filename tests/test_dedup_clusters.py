"""The partition: batch, kept up to date, and by brute force say the same; and what a change may cost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import given, settings, strategies as st

from dedup.clusters import Change, Clusters, Place, partition
from dedup.judgements import Judgement, Judgements


@dataclass(frozen=True)
class Scored:
    jaccard: float
    containment: float
    decision: str


@dataclass
class Store:
    """A storage as an SQL one would be: one index row a key and record, rows of members that left stay.

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
        # What is different at sight is not counted.
        return Scored(jaccard, containment, "same") if same else Scored(0.0, 0.0, "different")

    def likeness(self, a, b):
        x, y = self.documents[a][1], self.documents[b][1]
        return len(x & y) / len(x | y)

    def lone(self, nodes):
        return [
            node for node in nodes if not any(self.collide(node, other) for other in self.documents.keys() - {node})
        ]

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
                row.verdict == "different" and {a, b} & group[unit[0]] and {a, b} & inside
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
    st.tuples(
        st.just("judge"),
        st.lists(st.tuples(pairs, st.sampled_from(["same", "different", "unsure", None])), min_size=1, max_size=2),
    ),
)


def taken(store, rows, kind, what, number):
    """Do a step to the documents and judgements of a store, and say what changed, as `Clusters.apply` is told."""
    if kind == "put":
        new = {name: (rank, text) for name, text, rank in what}
        change = {"added": new.keys() - store.documents.keys(), "changed": new.keys() & store.documents.keys()}
        store.documents.update(new)
        return change
    if kind == "remove":
        return {"removed": [name for name in what if store.documents.pop(name, None)]}
    for pair, verdict in what:
        rows.pop(pair, None)
        row = verdict and Judgement(*pair, verdict, "王芳", f"{number:04}")
        if row and not Judgements(rows.values()).contradiction(row):
            rows[pair] = row
    old, store.judgements = store.judgements, Judgements(rows.values())
    return {"judged": store.judgements.changed(old)}


@settings(max_examples=500, deadline=None)
@given(st.lists(steps, min_size=1, max_size=14), st.sets(pairs.map(frozenset), max_size=12))
def test_after_every_step_the_kept_partition_is_the_batch_one(steps, guards):
    store, rows = Store(guards), {}
    clusters = Clusters(store)
    for number, (kind, what) in enumerate(steps):
        before = {node: place.pivot for node, place in store.places.items()}
        changes = clusters.apply(**taken(store, rows, kind, what, number))
        check(store)
        after = {node: place.pivot for node, place in store.places.items()}
        assert sorted(changes) == sorted(
            Change(node, before.get(node), after.get(node))
            for node in before.keys() | after.keys()
            if before.get(node) != after.get(node)
        )


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(texts, st.integers(0, 99)), max_size=12), st.data())
def test_order_of_arrival_and_the_cut_into_runs_change_nothing(documents, data):
    documents = {name: (rank, text) for name, (text, rank) in zip(NAMES, documents, strict=False)}
    arrival, kept = data.draw(st.permutations(list(documents))), []
    for size in (1, 3, len(NAMES)):
        store = Store()
        for start in range(0, len(arrival), size):
            run = arrival[start : start + size]
            store.documents.update((name, documents[name]) for name in run)
            Clusters(store).apply(added=run)
        kept.append(store.places)
    assert kept[0] == kept[1] == kept[2] == partition(documents, Everything(documents=documents))


def put(store, **texts):
    """Store documents given as rank and shingles, one at a time, as a crawl would."""
    for name, (rank, text) in texts.items():
        store.documents[name] = rank, frozenset(text)
        Clusters(store).apply(added=[name])


def groups(store):
    """The records as words: canonical notice first, then its reposts in the order of their names."""
    pivots = {place.pivot for place in store.places.values()}
    return sorted(p + "".join(sorted(n for n in store.places if store.pivot(n) == p and n != p)) for p in pivots)


def judge(store, *rows):
    old, store.judgements = store.judgements, Judgements(Judgement(*row, "王芳", "2024") for row in rows)
    return Clusters(store).apply(judged=store.judgements.changed(old))


def test_a_series_whose_issues_repeat_half_of_the_last_does_not_chain():
    store = Store()
    put(store, a=(1, range(0, 10)), b=(2, range(4, 14)), c=(3, range(8, 18)))
    assert store.decide("b", "c").decision == "same"
    assert groups(store) == ["ab", "c"]


def test_a_page_of_two_articles_bridges_them_only_if_one_is_nearly_all_of_it():
    store = Store({frozenset("xa"), frozenset("xb")})
    put(store, x=(1, range(20)), a=(2, range(10)), b=(3, range(10, 20)))
    assert groups(store) == ["a", "b", "x"]


def test_same_brings_together_what_no_edge_does_and_takes_the_reposts_along():
    store = Store()
    put(store, a=(1, range(10)), b=(2, range(20, 30)), c=(3, range(20, 29)))
    assert groups(store) == ["a", "bc"]
    assert judge(store, ("a", "b", "same")) == [Change("b", "b", "a"), Change("c", "b", "a")]
    assert groups(store) == ["abc"] and store.places["b"].jaccard is None
    judge(store)
    assert groups(store) == ["a", "bc"]


def test_different_keeps_a_repost_out_also_where_a_third_notice_would_bring_the_two_together():
    store = Store()
    put(store, a=(1, range(10)), b=(2, range(9)), c=(3, range(8)))
    judge(store, ("b", "c", "different"))
    assert groups(store) == ["ab", "c"]
    put(store, d=(0, range(10)))
    assert groups(store) == ["c", "dab"]
    judge(store)
    assert groups(store) == ["dabc"]


def test_what_was_kept_out_joins_when_the_notice_it_was_judged_different_from_goes():
    store = Store()
    put(store, a=(1, range(10)), b=(2, range(9)), c=(3, range(8)))
    judge(store, ("b", "c", "different"))
    del store.documents["b"]
    assert Clusters(store).apply(removed=["b"]) == [Change("b", "a", None), Change("c", "c", "a")]
    assert groups(store) == ["ac"]


def test_what_was_kept_out_joins_when_the_notice_it_was_judged_different_from_moves():
    store = Store()
    put(store, a=(1, range(10)), b=(2, range(4, 14)), c=(3, range(9)))
    judge(store, ("b", "c", "different"))
    assert groups(store) == ["ab", "c"]
    put(store, d=(0, range(5, 16)))
    assert groups(store) == ["ac", "db"]


def test_a_unit_may_prefer_a_new_pivot_by_a_text_that_is_not_the_one_its_record_knows_it_by():
    store = Store()
    put(store, p=(1, range(20)), m=(2, range(19)), n=(3, [0, *range(50, 70)]))
    judge(store, ("m", "n", "same"))
    assert groups(store) == ["pmn"]
    put(store, x=(1, [0, *range(50, 70)]))
    assert groups(store) == ["p", "xmn"]


def test_of_two_judged_different_the_earlier_ranked_has_the_record_whichever_came_first():
    store = Store()
    judge(store, ("b", "c", "different"))
    put(store, a=(1, range(10)), c=(3, range(9)))
    assert groups(store) == ["ac"]
    put(store, b=(2, range(8)))
    assert groups(store) == ["ab", "c"]


def test_unsure_takes_the_edge_of_that_pair_away_and_no_other():
    store = Store()
    put(store, a=(1, range(10)), b=(2, range(9)), c=(3, range(8)))
    judge(store, ("c", "b", "unsure"))
    assert groups(store) == ["abc"]
    judge(store, ("c", "b", "unsure"), ("a", "b", "unsure"))
    assert groups(store) == ["ac", "b"]


def large(size=300):
    """One record of `size` reposts, each a little cut, beside a lone notice."""
    store = Store()
    put(store, whole=(0, range(100)), other=(1, range(1000, 1100)))
    put(store, **{f"copy{n}": (2 + n, range(100 - n % 10)) for n in range(size - 1)})
    assert len([n for n in store.places if store.pivot(n) == "whole"]) == size
    store.calls.clear()
    return store


def test_one_more_repost_of_a_large_record_costs_one_query_and_one_decision():
    store = large()
    put(store, new=(9999, range(95)))
    assert store.pivot("new") == "whole"
    assert store.calls == {"candidates": 1, "decide": 1, "assign": 1}


def test_a_lone_notice_beside_a_large_record_costs_no_look_at_its_members():
    store = large()
    put(store, alone=(9999, range(2000, 2100)))
    assert store.calls == {"assign": 1}


def test_a_new_pivot_that_shares_a_key_with_a_large_record_leaves_its_near_copies_alone():
    store = large()
    put(store, framed=(1, [*range(30), *range(3000, 3200)]))
    assert groups(store)[0] == "framed"
    assert store.calls["decide"] <= 2 and store.calls["members"] == 1


def test_leaving_notices_cost_nothing_but_themselves_unless_canonical():
    store = large()
    del store.documents["copy7"]
    assert Clusters(store).apply(removed=["copy7"]) == [Change("copy7", "whole", None)]
    assert store.calls == {"assign": 1}
    del store.documents["whole"]
    assert len(Clusters(store).apply(removed=["whole"])) == 299
    assert {store.pivot(name) for name in store.documents if name != "other"} == {"copy0"}


def test_batch_decides_pairs_of_a_notice_and_an_earlier_pivot_only():
    store, index = large(), {}
    evidence = Everything(store.guards, store.documents)
    evidence.candidates = lambda node: {p for key in evidence._keys(node) for p in index.get(key, ())}

    def opened(pivot, unit):
        for node in unit:
            for key in evidence._keys(node):
                index.setdefault(key, []).append(pivot)

    assert partition(store.documents, evidence, opened=opened) == store.places
    assert evidence.calls["decide"] == 299
