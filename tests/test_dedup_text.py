"""The comparable form: presentation goes, what the text says stays."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from notices import REPORT, framed
from opencc import OpenCC

from dedup.shingles import in_order, ordered, shingle_hashes
from dedup.text import FOLD, comparable, same_word, sizes, traditional


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("２０１９年，第①期：Ｇ２０　峰会！", "2019年第1期g20峰会"),
        ("招\u200b商\xad引\ufeff资 ㎡", "招商引资m2"),
        ("一九九○年", "一九九〇年"),
        ("園區招商引資", "园区招商引资"),
        ("跨(kuà)界，雲（yún）平台", "跨界云平台"),
        ("中央商务区(CBD)，云(cloud)", "中央商务区cbd云cloud"),
        ("&nbsp;&nbsp;园区&mdash;招商&#65;", "园区招商a"),
        ("cafe\u0301 CAFÉ", "cafecafe"),
        ("", ""),
        ("……！？", ""),
    ],
)
def test_letters_and_digits_are_left(written, left):
    assert comparable(written) == left


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_what_is_comparable_stays_as_it_is(text):
    assert comparable(comparable(text)) == comparable(text)


def test_lines_about_the_page_are_no_part_of_the_text():
    assert comparable(framed("第一段。\n第二段。")) == "第一段第二段"


def test_a_line_of_its_own_is_never_taken_for_page_furniture():
    assert comparable("来源：青岚区政府") == "来源青岚区政府"


def test_taiwan_copies_come_back_in_mainland_words():
    converted = OpenCC("s2twp").convert("网络信息安全和数字经济的软件质量")
    assert converted != OpenCC("s2t").convert("网络信息安全和数字经济的软件质量")
    assert traditional(converted)
    assert comparable(converted) == "网络信息安全和数字经济的软件质量"


def test_words_of_both_usages_are_one_word_and_two_places_are_not():
    assert same_word("数据", "资料")
    assert same_word("文件", "档案")
    assert not same_word("青岚", "白石")


def test_simplified_text_is_not_taken_for_traditional():
    assert not traditional(REPORT)
    assert not traditional("")


def test_whole_texts_fold_as_their_characters_do_alone():
    for begin in range(0x80, 0x30000, 64):
        block = "".join(map(chr, range(begin, begin + 64))).replace("（", "")
        if not traditional(block):  # else its words would be converted first
            assert comparable(block) == "".join(FOLD[ord(character)] for character in block)


def test_shingles_are_the_sorted_distinct_five_grams():
    once, twice = ordered("招商引资项目").distinct, ordered("招商引资项目招商引资项目").distinct
    assert len(once) == 2
    assert set(once) < set(twice)
    assert list(twice) == sorted(set(twice.tolist()))


def test_short_texts_have_one_shingle_and_empty_ones_none():
    assert len(ordered("招商").distinct) == 1
    assert ordered("招商").distinct != ordered("商招").distinct
    assert len(ordered("").distinct) == 0


@given(st.lists(st.text().map(lambda line: line.replace("\n", "")), min_size=1))
def test_sizes_of_lines_are_those_of_their_folds(lines):
    assert sizes(lines) == [len(line.translate(FOLD)) for line in lines]


@given(st.text(alphabet="招商引资项目", max_size=60))
def test_every_place_of_a_text_finds_its_shingle(text):
    found = ordered(text)
    assert (found.distinct[found.places()] == shingle_hashes(text)).all()


@given(st.lists(st.integers(0, 3).map(lambda low: 7 << 60 | low) | st.integers(0, 2**64 - 1), max_size=40))
def test_hashes_are_ordered_also_where_only_their_last_bits_differ(hashes):
    begins, found = in_order(np.array(hashes, dtype=np.uint64))
    assert found.tolist() == sorted(hashes)
    assert begins.tolist() == sorted(range(len(hashes)), key=hashes.__getitem__)
