"""Bitmaps put no pair aside that anybody would look at."""

from __future__ import annotations

import random

from hypothesis import given, strategies as st
from notices import REPORT

from dedup.bitmaps import at_most, bitmap, far
from dedup.verify import Document, decide, overlap
from output.store.matches import worth


@given(st.integers(0, 2**32), st.integers(0, 4000), st.integers(0, 4000), st.floats(0, 1))
def test_a_pair_told_apart_is_different_and_no_evidence(seed: int, first: int, second: int, shared: float):
    rng = random.Random(seed)
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + rng.choice((4, 60, 3000)))]
    common = "".join(rng.choices(characters, k=int(min(first, second) * shared)))
    a, b = (
        Document(id, "招商", common + "".join(rng.choices(characters, k=size - len(common))))
        for id, size in (("a", first), ("b", second))
    )
    assert overlap(a, b)[0] <= at_most(a.bitmap, [b.bitmap])[0] <= 1
    if far(bitmap(a.shingles), bitmap(b.shingles)):
        made = decide(a, b)
        assert made.decision == "different" and not worth(made)


def test_texts_of_one_vocabulary_are_told_apart_and_copies_are_not():
    rng = random.Random(1)
    one, other = (Document(id, "", "".join(rng.sample(REPORT, len(REPORT)))) for id in "ab")
    cut = Document("c", "", one.body[: len(one.body) // 4])
    assert far(bitmap(one.shingles), bitmap(other.shingles))
    assert not far(bitmap(one.shingles), bitmap(cut.shingles))
    assert at_most(one.bitmap, [one.bitmap, other.bitmap, cut.bitmap]).round(1).tolist() == [1.0, 0.0, 0.2]
