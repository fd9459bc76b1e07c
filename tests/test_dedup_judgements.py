"""Judgements: what is in force, what contradicts; and the two rules of `canonical`: who is, and which id."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from dedup.canonical import Known, assign_ids, rank
from dedup.judgements import Judgement, Judgements


def said(a, b, verdict, when="2024-05-01T08:00:00", deleted=False):
    return Judgement(a, b, verdict, "王芳", when, "看过原件", deleted)


# Judgements


def test_sameness_is_transitive_also_over_notices_that_are_gone():
    judgements = Judgements([said("a", "b", "same"), said("c", "b", "same")])
    assert judgements.unit("a") == judgements.unit("c") == {"a", "b", "c"}
    assert judgements.unit("d") == {"d"}


def test_difference_reaches_every_notice_of_both_units():
    judgements = Judgements([said("a", "b", "same"), said("c", "d", "same"), said("b", "c", "different")])
    assert judgements.opposed("a") == {"c", "d"}
    assert judgements.opposed("d") == {"a", "b"}


def test_the_latest_live_row_of_a_pair_counts_in_whatever_order_rows_are_read():
    early, late = said("a", "b", "same", "2024-05-01"), said("b", "a", "different", "2024-06-01")
    for rows in ([early, late], [late, early]):
        assert Judgements(rows).accepted == {("a", "b"): late}
    withdrawn = said("a", "b", "different", "2024-06-01", deleted=True)
    assert Judgements([early, withdrawn]).unit("a") == {"a", "b"}


def test_unsure_links_and_forbids_nothing():
    judgements = Judgements([said("b", "a", "unsure")])
    assert judgements.unsure("a", "b") and judgements.unsure("b", "a") and not judgements.unsure("a", "c")
    assert judgements.unit("a") == {"a"} and judgements.opposed("a") == set()
    assert not judgements.contradiction(said("a", "b", "same"))


def test_different_is_refused_with_the_chain_of_sames_between_the_two():
    first, second = said("a", "b", "same"), said("c", "b", "same")
    assert Judgements([first, second]).contradiction(said("c", "a", "different")) == (second, first)


def test_same_is_refused_with_the_chain_over_the_one_difference():
    rows = [said("a", "b", "same"), said("b", "c", "different"), said("d", "c", "same")]
    judgements = Judgements(rows)
    assert judgements.contradiction(said("a", "d", "same")) == tuple(rows)
    assert judgements.contradiction(said("d", "a", "same")) == tuple(reversed(rows))


def test_a_new_word_on_the_same_pair_replaces_the_old_one_and_contradicts_nothing():
    assert not Judgements([said("a", "b", "same")]).contradiction(said("a", "b", "different"))
    assert not Judgements([said("a", "b", "different")]).contradiction(said("b", "a", "same"))


def test_rows_that_contradict_earlier_ones_are_left_out_with_their_chain_instead_of_stopping_a_run():
    rows = [said("a", "b", "same", "1"), said("b", "c", "same", "2"), said("a", "c", "different", "3")]
    judgements = Judgements(rows)
    assert judgements.refused == {("a", "c"): tuple(rows[:2])}
    assert judgements.opposed("a") == set()


def test_a_judgement_on_itself_or_of_no_known_kind_is_an_error():
    with pytest.raises(ValueError, match="itself"):
        said("a", "a", "same")
    with pytest.raises(ValueError, match="perhaps"):
        said("a", "b", "perhaps")


names = st.sampled_from("abcdef")
rows = st.lists(
    st.tuples(names, names, st.sampled_from(["same", "different", "unsure"]), st.integers(1, 99), st.booleans())
    .filter(lambda row: row[0] != row[1])
    .map(lambda row: said(*row[:3], f"{row[3]:02}", row[4])),
    max_size=12,
    unique_by=lambda row: row.when,
)


@settings(max_examples=200, deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_judgements_are_a_function_of_the_rows_and_never_contradict(rows, random):
    judgements = Judgements(rows)
    random.shuffle(rows)
    again = Judgements(rows)
    assert judgements.accepted == again.accepted and not judgements.changed(again)
    for row in judgements.accepted.values():
        assert not judgements.contradiction(row)
    for node in "abcdef":
        assert not judgements.unit(node) & judgements.opposed(node)


@settings(max_examples=200, deadline=None)
@given(rows, rows)
def test_a_pair_outside_the_changed_ones_has_the_verdict_it_had(before, after):
    old, new = Judgements(before), Judgements(after)
    for pair in (old.accepted.keys() | new.accepted.keys()) - new.changed(old):
        assert old.accepted[pair].verdict == new.accepted[pair].verdict


# Who is canonical


WHOLE = "关于印发城南新区产业招商扶持办法的通知" * 40


def place(text=WHOLE, published=None, flags=(), body=""):
    return rank("z", text, body, published, flags)


def test_the_whole_text_precedes_an_earlier_part_of_it():
    assert place(WHOLE, "2024-05-03") < place(WHOLE[:500], "2023-01-01")


def test_of_texts_nearly_as_long_the_earliest_published_precedes():
    assert place(WHOLE, "2024-05-02") < place(WHOLE + "图为现场", "2024-05-03")


def test_a_known_day_precedes_its_bare_month_and_year_and_those_precede_no_date():
    days = ["2024-05-31T09:30:00+08:00", "2024-05", "2024-12-31", "2024", None]
    keys = [place(published=day) for day in days]
    assert keys == sorted(keys)


def test_an_undamaged_text_precedes_an_earlier_damaged_one():
    clean = place(published="2024-05-03", body=WHOLE)
    assert clean < place(published="2024-05-02", body=WHOLE[:-20] + "\ufffd" * 20)
    assert clean < place(published="2024-05-02", body=WHOLE, flags=["truncated-by-parser"])


def test_a_bullet_pasted_from_word_is_no_damage():
    assert place(published="2024-05-02", body="\uf0b7" + WHOLE) < place(published="2024-05-03", body=WHOLE)


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=2, unique=True), st.text(max_size=5))
def test_ranks_are_distinct_and_a_text_a_quarter_longer_always_precedes(lengths, node):
    short, long = sorted(lengths)
    ranks = rank(node, "文" * short), rank(node, "文" * long)
    assert ranks[0] != ranks[1] and (5 * short > 4 * long or ranks[1] < ranks[0])


# Which id


def kept(**records):
    return {record: Known(*known) for record, known in records.items()}


def test_a_record_keeps_its_id_when_another_notice_becomes_canonical_or_its_canonical_disappears():
    old, records = {"a": "R", "b": "R"}, kept(R=("a", "2024"))
    assert assign_ids(old, {"a": "n", "b": "n", "n": "n"}, records).ids == {"n": "R"}
    assert assign_ids(old, {"b": "b"}, records).ids == {"b": "R"}


def test_of_records_that_merge_the_id_first_seen_survives_and_the_others_redirect():
    records = kept(R=("a", "2024-05-02"), S=("b", "2024-05-01"), T=("c", "2024-05-01"))
    found = assign_ids({"a": "R", "b": "S", "c": "T"}, {"a": "a", "b": "a", "c": "a"}, records)
    assert found.ids == {"a": "S"} and found.redirects == {"R": "S", "T": "S"}
    assert not found.created and not found.ended


def test_of_a_record_that_splits_the_larger_part_keeps_the_id():
    old = dict.fromkeys("abc", "R")
    found = assign_ids(old, {"a": "a", "b": "b", "c": "b"}, kept(R=("a", "2024")))
    assert found.ids["b"] == "R" and found.created == {found.ids["a"]} and not found.redirects


def test_of_equal_parts_the_one_with_the_canonical_notice_keeps_the_id():
    old = dict.fromkeys("abcd", "R")
    found = assign_ids(old, {"a": "a", "b": "a", "c": "c", "d": "c"}, kept(R=("d", "2024")))
    assert found.ids["c"] == "R"


def test_new_notices_do_not_make_a_part_larger():
    old = dict.fromkeys("abc", "R")
    new = {"a": "a", "b": "a", **dict.fromkeys("cxyz", "c")}
    assert assign_ids(old, new, kept(R=("c", "2024"))).ids["a"] == "R"


def test_a_rest_that_is_not_named_may_be_given_another_id():
    outnumbered = assign_ids(dict.fromkeys("bc", "R"), {"b": "b", "c": "b"}, {"R": Known("a", "2024", others=1)})
    assert outnumbered.ids["b"] == "R" and outnumbered.created == {outnumbered.ids["a"]}
    records = {"R": Known("a", "2024-05-02", others=9), "S": Known("b", "2024-05-01")}
    assert assign_ids({"b": "S"}, {"b": "a"}, records).ids == {"a": "S"}


def test_a_record_without_notices_ends():
    found = assign_ids({"a": "R"}, {}, kept(R=("a", "2024")))
    assert found.ended == {"R"} and not found.ids and not found.redirects


def test_a_part_merged_away_by_a_judgement_gets_its_id_back_when_that_is_taken_back():
    apart = assign_ids({}, {"a": "a", "b": "b"}, {})
    a, b = apart.ids["a"], apart.ids["b"]
    together = assign_ids({"a": a, "b": b}, {"a": "a", "b": "a"}, kept(**{a: ("a", "1"), b: ("b", "2")}))
    assert together.ids == {"a": a} and together.redirects == {b: a}
    again = assign_ids({"a": a, "b": a}, {"a": "a", "b": "b"}, kept(**{a: ("a", "1")}))
    assert again.ids == apart.ids and again.created == {b}


def test_an_id_in_use_elsewhere_is_never_given_again():
    taken = assign_ids({}, {"a": "a"}, {}).ids["a"]
    assert assign_ids({}, {"a": "a"}, {}, lives={taken}.__contains__).ids["a"] != taken
    larger = assign_ids(dict.fromkeys("abc", taken), {"a": "a", "b": "b", "c": "b"}, kept(**{taken: ("b", "1")}))
    assert larger.ids["b"] == taken and larger.ids["a"] != taken


partitions = st.dictionaries(names, names).map(
    lambda chosen: {node: min(n for n in chosen if chosen[n] == label) for node, label in chosen.items()}
)


@settings(max_examples=200, deadline=None)
@given(st.lists(partitions, min_size=1, max_size=8))
def test_over_any_history_ids_are_unique_redirects_end_and_naming_only_what_changed_is_enough(history):
    ids, pivots, seen, redirects, deleted = {}, {}, {}, {}, set()
    for day, new in enumerate(history):
        old = {node: ids[pivot] for node, pivot in pivots.items()}
        records = {record: Known(pivot, seen[record]) for pivot, record in ids.items()}
        found = assign_ids(old, new, records)
        changed = {node for node in old.keys() | new.keys() if pivots.get(node) != new.get(node)}
        stay = {pivot: sum(1 for n in pivots if pivots[n] == pivot and n not in changed) for pivot in ids}
        near = {pivots.get(node) for node in changed} | {new.get(node) for node in changed}
        sparse = assign_ids(
            {node: old[node] for node in changed & old.keys()},
            {node: new[node] for node in changed & new.keys()},
            {ids[pivot]: Known(pivot, seen[ids[pivot]], stay[pivot]) for pivot in near & ids.keys()},
            lives=set(ids.values()).__contains__,
        )
        assert sparse.ids.items() <= found.ids.items()
        assert {new.get(node) for node in changed} <= {None, *sparse.ids}
        assert (sparse.redirects, sparse.created, sparse.ended) == (
            found.redirects,
            found.created,
            found.ended,
        )
        ids, pivots = found.ids, new
        assert ids.keys() == set(new.values()) and len(set(ids.values())) == len(ids)
        redirects = {a: b for a, b in redirects.items() if a not in found.created} | found.redirects
        deleted = (deleted | found.ended) - found.created
        seen.update((record, f"{day:02}") for record in found.created)
        for record in seen:
            steps = 0
            while record in redirects:
                record, steps = redirects[record], steps + 1
                assert steps <= len(seen)
            assert record in deleted or record in ids.values()
