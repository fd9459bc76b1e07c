"""Figures told in two ways are no difference; other figures are."""

import pytest
from notices import REPORT
from opencc import OpenCC

from dedup.numerals import digits, same_figures
from dedup.verify import Document, decide


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12万", "十二万"),
        ("605", "百分之六十点五"),
        ("3050", "百分之三十百分之五十"),
        ("15亿", "15000万"),
        ("610", "六百一十"),
        ("1892公里", "3784里"),
        ("300公顷", "4500亩"),
        ("5万吨", "1亿斤"),
        ("64万元", "640000元"),
        ("2000", "两千"),
        ("2025", "二〇二五"),
        ("10", "十"),
        ("1001", "一千零一"),
        ("15公斤", "30斤"),
    ],
)
def test_one_figure_in_two_ways(one, other):
    assert same_figures(one, other) and same_figures(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12万", "十三万"),
        ("15", "150"),
        ("5亿", "5万"),
        ("一", "二"),
        ("1892公里", "3785里"),
        ("十", "百"),
        ("1892公里", "1892里"),
    ],
)
def test_other_figures(one, other):
    assert not same_figures(one, other) and not same_figures(other, one)


def test_numerals_in_digits():
    assert digits("二〇二五年完成百分之九十九点零七") == "2025年完成9907"
    assert digits("第三十二万零五") == "第32万05"


def test_a_transcription_with_its_numerals_and_units_in_other_ways_is_a_copy():
    figures = "全年完成投资15亿元，新增耕地三百二十公顷，公路里程达到1892公里，绿化覆盖率达到百分之四十一点五，惠及群众十二万人。"
    retold = "全年完成投资15亿元，新增耕地4800亩，公路里程达到3784里，绿化覆盖率达到41.5%，惠及群众12万人。"
    report, other = REPORT + figures, REPORT + retold
    assert decide(Document("a", "报告", report), Document("b", "报告", other)).decision == "same"
    assert decide(Document("a", "报告", report), Document("b", "报告", OpenCC("s2t").convert(other))).decision == "same"
    assert (
        decide(Document("a", "报告", figures * 2), Document("b", "报告", retold.replace("4800", "4900") * 2)).decision
        != "same"
    )
