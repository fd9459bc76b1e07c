"""Signatures: what they estimate, what datasketch reads of them, and which documents their keys bring together."""

import random

import numpy as np
import pytest
from datasketch import LeanMinHash, MinHash
from hypothesis import given, settings, strategies as st

from dedup import signatures

TEXTS = st.text(alphabet="招商引资项目签约落户园区年0123456789abc𠮷\ud83d", max_size=120)


def prose(seed: int, length: int) -> str:
    """Random Han characters: texts of two seeds share no 12-gram."""
    return "".join(random.Random(seed).choices([chr(c) for c in range(0x4E00, 0x5600)], k=length))


def meet(a: str, b: str) -> bool:
    keys = signatures.keys(signatures.sign([a, b]))
    return bool(signatures.collide(keys[0], keys[1:])[0])


def jaccard(a: str, b: str) -> float:
    sets = [{text[i : i + signatures.WIDTH] for i in range(len(text) - signatures.WIDTH + 1)} for text in (a, b)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=12))
def test_a_signature_depends_on_its_own_text_only(texts):
    together = signatures.sign(texts)
    assert together.shape == (len(texts), signatures.PERMUTATIONS)
    for text, row in zip(texts, together, strict=True):
        assert (signatures.sign([text])[0] == row).all()


def test_a_batch_on_threads_gives_what_single_texts_give():
    texts = [prose(seed, 900 + 31 * seed) for seed in range(250)] + [prose(999, 90_000)]
    batch = signatures.sign(texts)
    assert all((signatures.sign([texts[i]])[0] == batch[i]).all() for i in range(0, len(texts), 25))
    assert (signatures.sign(texts[-1:])[0] == batch[-1]).all()


@pytest.mark.parametrize("permutations", [64, 128])
@pytest.mark.parametrize("length", [160, 400, 3000])
def test_the_estimate_errs_no_more_than_minhash_theory_allows(permutations, length):
    errors = []
    for seed in range(120):
        text = prose(seed, length)
        other = text[: int(length * (0.2 + 0.7 * seed / 120))] + prose(seed + 1000, length // 4)
        a, b = signatures.sign([text, other], permutations)
        errors.append((a == b).mean() - jaccard(text, other))
    assert abs(np.mean(errors)) < 0.03
    # sqrt(J(1-J)/k) is at most .5/sqrt(k); densified bins of short texts repeat each other, so allow a half more.
    assert np.sqrt(np.mean(np.square(errors))) < 0.75 / permutations**0.5


def test_datasketch_reads_what_is_stored():
    texts = [prose(1, 1500), prose(1, 1500)[:1000] + prose(2, 500)]
    rows = signatures.sign(texts)
    a, b = map(LeanMinHash.deserialize, signatures.pack(rows))
    assert (a.hashvalues == rows[0]).all()
    assert a.jaccard(b) == (rows[0] == rows[1]).mean()
    assert signatures.unpack(signatures.pack(rows)[1]).jaccard(a) == a.jaccard(b)
    assert (signatures.matrix(signatures.pack(rows)) == rows).all()
    with pytest.raises(ValueError, match="seed"):
        a.jaccard(MinHash(num_perm=signatures.PERMUTATIONS))


@pytest.mark.parametrize("kept", [0.4, 0.5, 0.6, 0.9])
@pytest.mark.parametrize("length", [200, 1500, 15000])
def test_a_copy_cut_short_meets_its_original(kept, length):
    missed = sum(not meet(text, text[: int(length * kept)]) for text in (prose(s, length) for s in range(60)))
    assert missed <= 2


def test_reposts_that_share_half_their_text_meet():
    """Page furniture around two thirds of a text: Jaccard about .5."""
    for seed in range(60):
        text = prose(seed, 900)
        assert meet(text, prose(seed + 500, 150) + text[100:820] + prose(seed + 700, 150))


def test_scattered_misprints_do_not_keep_reposts_apart():
    for seed in range(40):
        text, noise = list(prose(seed, 900)), random.Random(seed)
        for place in noise.sample(range(900), 45):
            text[place] = "误"
        assert meet("".join(text), prose(seed, 900))


def test_unrelated_documents_with_the_same_frame_do_not_meet():
    frame = prose(77, 60)
    assert not any(meet(frame + prose(s, 1500), frame + prose(s + 300, 1500)) for s in range(40))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="招商局1", max_size=39), st.text(alphabet="招商局1", max_size=39))
def test_very_short_texts_meet_only_when_title_and_body_are_equal(a, b):
    assert meet(signatures.text_of("园区快讯", a), signatures.text_of("园区快讯", b)) == (
        a == b != ""
    )  # no text is no evidence
    assert not meet(signatures.text_of("园区快讯", a), signatures.text_of("项目签约", a))


def test_a_body_long_enough_is_signed_without_its_title():
    assert signatures.text_of("甲", prose(1, 40)) == signatures.text_of("乙", prose(1, 40))


def test_nothing_meets_an_empty_text_not_even_another():
    assert signatures.text_of("", "") == ""
    assert not meet("", "")
    assert (signatures.keys(signatures.sign([""])) == signatures.EMPTY).all()


def test_a_text_of_one_repeated_phrase_meets_its_copy_and_nothing_longer():
    assert meet("联系我们" * 30, "联系我们" * 30)
    assert not meet("联系我们" * 30, "联系我们" * 31)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9), st.integers(0, 9))
def test_colliding_is_mutual_and_equal_texts_always_do(one, other):
    a, b = prose(one, 300), prose(one, 150) + prose(other + 50, 200)
    assert meet(a, b) == meet(b, a)
    assert meet(a, a)
    assert meet(b, b)


def test_permutations_that_are_no_power_of_two_are_refused():
    with pytest.raises(ValueError, match="power of two"):
        signatures.sign(["园区"], permutations=100)
