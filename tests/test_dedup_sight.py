"""Notices of one template are told apart at sight, their copies never; and what is seen so is what is decided."""

import itertools
import random
import re

import pytest
from hypothesis import given, strategies as st
from opencc import OpenCC

from dedup import sight
from dedup.differences import runs_of_digits
from dedup.verify import Document, decide

TENDER = (
    "{0}工程已经批准建设，项目编号为{1}，招标控制价{2}万元，计划工期{3}日历天。招标文件自{4}月{5}日起在交易平台下载，"
    "投标人应当具备相应资质，并在人员、设备、资金等方面具有承担本项目的能力，逾期送达的投标文件不予受理。"
)
OUTAGE = "因供水管道检修，定于{4}月{5}日{3}时起停水，涉及用户{2}家，工单编号{1}，请提前做好储水准备，由此带来的不便敬请谅解。"
WORKS = ["东河镇道路养护", "石桥镇河道治理", "南湖街道路灯更换", "北山乡食堂改建"]


def notices(template, title):
    made = random.Random(template)
    for place, work in enumerate(WORKS):
        said = (work, f"ZB{made.randrange(1000, 9999)}", 300 + 17 * place, 40 + 9 * place, place + 2, 11 + 4 * place)
        yield Document(work, title.format(work), template.format(*said))


def copies(of):
    body = of.body
    yield f"您现在的位置：首页\n发布时间：2031-05-12 10:32 浏览次数：8123\n{body}\n责任编辑：小周"
    yield body[: len(body) * 3 // 4]
    yield OpenCC("s2twp").convert(body)
    yield body.replace("，", ", ").replace("1", "１")
    yield body.replace("天", "夭").replace("不", "丕")
    yield f"{body}\n相关阅读\n道路封闭通知 05-11 阅读 311\n绿化工程公示 05-10 阅读 24\n人才公寓配租 05-09 阅读 96"


@pytest.mark.parametrize(
    "template, title", [(TENDER, "{}工程招标公告"), (TENDER, "关于{}的公告"), (OUTAGE, "停水通知")]
)
def test_notices_of_one_template_are_apart_and_their_copies_are_not(template, title):
    family = list(notices(template, title))
    for one, other in itertools.combinations(family, 2):
        assert sight.are_apart(one.face, other.face)
        assert sight.apart(one.face, other.face)
        assert decide(one, other).decision == "different"
    for one in family:
        for body in copies(one):
            other = Document("copy", f"【公示公告】{one.title}_招商网", body)
            assert not sight.are_apart(one.face, other.face), body
            assert decide(one, other).decision == "same", body


def test_numbers_in_the_same_words_count_and_no_others():
    said = "完成投资{}万元，新开工项目{}个，接待客商{}批次，签约{}家，用工{}人。"
    one, other = (Document("a", "", said.format(*figures)) for figures in ((11, 22, 33, 44, 55), (12, 23, 34, 44, 55)))
    assert sight.apart(one.face, other.face).evidence.startswith("3 of 5 numbers")
    half = Document("a", "", said.format(12, 23, 33, 44, 55))
    assert not sight.are_apart(one.face, half.face)
    # Numbers that stand in the same words twice are nobody's, nor are those of the page.
    assert sight.slots("浏览次数121次全年接待客商和考察团组完成5万元") == {"组完成|万元": "5"}
    assert sight.slots("又签约7家又签约8家又签约9家") == {"又签约|家": "9"}


def test_titles_say_it_only_where_the_bodies_bear_them_out():
    body = WORKS[0] + "已经完成，" + TENDER.format(*"甲乙丙丁戊己")
    one = Document("a", "东河镇道路养护启动仪式举行", body)
    renamed = Document("b", "东河镇道路养护准备就绪举行", body + "谢谢关注。")
    assert not sight.are_apart(one.face, renamed.face)
    assert not sight.are_apart(one.face, Document("c", "东河区道路养护启动仪式举行", body + "谢谢。").face)
    assert sight.are_apart(one.face, Document("c", "西湖镇道路养护启动仪式举行", body + "谢谢。").face)


@given(st.text(alphabet="招商〇〡一09५²Ⅳaz가😀", max_size=30))
def test_digits_are_found_where_a_pattern_finds_them(text):
    assert [tuple(run) for run in runs_of_digits(text)] == [run.span() for run in re.finditer(r"\d+", text)]
