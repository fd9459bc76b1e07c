"""Clusters that are folded into one record, in a real database: what is told, in whatever order it came."""

from __future__ import annotations

import itertools
from pathlib import Path

import big_site
import pytest
from test_output_records import STORY, Book, notice

from output.show import explain
from output.store.redeciding import redecide

PARTS = [big_site.text(n).replace("\n", "") for n in range(9_001, 9_009)]


def report(ordinals: str = "一二三四五六七八", lost: int | None = None) -> str:
    """A report of several thousand characters, as somebody typed it off."""
    return "\n".join(f"{o}是{part}" for n, (o, part) in enumerate(zip(ordinals, PARTS, strict=True)) if n != lost)


PLAIN = notice("plain", report())
MISREAD = notice(
    "misread", report("一二三五五六七八"), published="2019-03-02"
)  # unsure of the plain one: five for four
SHORTER = notice("shorter", report(lost=3), published="2019-03-03")  # the same as either
OTHER = notice("other", STORY, "云杉半导体开工")
FAMILY = [PLAIN, MISREAD, SHORTER, OTHER]
TOGETHER = {frozenset({"plain", "misread", "shorter"}), frozenset({"other"})}


@pytest.fixture
def kept(tmp_path: Path) -> Book:
    return Book(tmp_path / "notices.db")


@pytest.mark.parametrize("order", [*itertools.permutations(FAMILY)], ids=lambda order: "-".join(n.site for n in order))
@pytest.mark.parametrize("at_once", [False, True])
def test_a_copy_that_two_transcriptions_share_makes_them_one_record(kept, order, at_once):
    for group in [order] if at_once else [[item] for item in order]:
        kept.save(*group)
    assert kept.partition() == TOGETHER
    assert kept.ask(
        "SELECT n.site, c.site FROM _folds f JOIN notices n ON n.node = pivot JOIN notices c ON c.node = canonical"
    ) == [("misread", "plain")]
    told = dict(kept.ask("SELECT site, similarity FROM notices"))
    assert told["plain"] == 1 and 0.9 < told["misread"] < 1
    assert {notice for (notice,) in kept.ask("SELECT site FROM reposts")} == {"misread", "shorter"}
    told = redecide(kept.path, processes=0)
    assert told["moved"] == 0 and kept.partition() == TOGETHER


def test_two_that_are_unsure_of_each_other_stay_two_until_a_third_comes(kept):
    kept.save(PLAIN, MISREAD, OTHER)
    assert len(kept.partition()) == 3
    parted = kept.record(MISREAD)
    kept.save(SHORTER)
    assert kept.partition() == TOGETHER
    assert kept.ask("SELECT new_id FROM redirects WHERE old_id = ?", parted) == [(kept.record(PLAIN),)]
    merged = kept.ask("SELECT record, other FROM _changes WHERE operation = 'merged'")
    assert merged == [(parted, kept.record(PLAIN))]


def test_an_operator_keeps_them_apart_and_takes_it_back(kept):
    kept.save(*FAMILY)
    for one in (PLAIN, SHORTER):
        kept.judge(one, MISREAD, "different")
        parted = kept.partition()
        assert len(parted) == 3 and kept.record(one) != kept.record(MISREAD)
        assert redecide(kept.path, processes=0)["moved"] == 0 and kept.partition() == parted
        kept.judge(one, MISREAD, "withdrawn")
        assert kept.partition() == TOGETHER


def test_a_copy_that_says_something_else_speaks_for_nobody_any_more(kept):
    kept.save(*FAMILY)
    gone = notice("shorter", STORY + "另有三项合作同日签署，均已完成备案。", "云杉半导体开工", published="2019-03-03")
    kept.save_on_two_days(gone)
    assert {"plain"} in kept.partition() and {"misread"} in kept.partition()
    redecide(kept.path, processes=0)
    assert {"plain"} in kept.partition() and {"misread"} in kept.partition()


def test_it_is_explained_who_speaks_for_it(kept):
    kept.save(*FAMILY)
    told = explain.pair(kept.connection, PLAIN.id, MISREAD.id)
    assert told["same_record"] and told["decision"] == "unsure"
    assert told["folded"]["pivots"] == sorted([PLAIN.id, MISREAD.id])
    speaks = {notice for pair in told["folded"]["same"] for notice in pair}
    assert SHORTER.id in speaks
    assert explain.pair(kept.connection, PLAIN.id, OTHER.id)["folded"] is None
