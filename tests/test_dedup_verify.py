"""Reposts are recognised whatever a site did to the copy, and a decision is a function of the two documents."""

import random
import re

import pytest
from hypothesis import given, settings, strategies as st
from notices import REPORT, STORY, framed, scanned
from opencc import OpenCC

from dedup.evidence import passages
from dedup.verify import Document, decide, overlap

TITLE = "2019年青岚区政府工作报告"


def document(body: str, title: str = TITLE, name: str = "a") -> Document:
    return Document(name, title, body)


def shuffled(body: str) -> str:
    head, *rest = body.split("\n")
    return "\n".join([head, *rest[6:], *rest[:6]])


def spammed(body: str) -> str:
    return body.replace("。\n", "。厂房出租\n")


COPIES = {
    "the same": lambda body: body,
    "other white space": lambda body: body.replace("，", "， ").replace("\n", "\n\n\u3000\u3000"),
    "one line": lambda body: body.replace("\n", ""),
    "no punctuation": lambda body: re.sub(r"[^\w\n]", "", body),
    "framed": framed,
    "cut to 60 %": lambda body: body[: len(body) * 6 // 10] + "...[详细]",
    "cut to 45 %": lambda body: body[: len(body) * 45 // 100],
    "framed and cut": lambda body: framed(body[: len(body) * 7 // 10]),
    "paragraphs moved": shuffled,
    "paragraphs dropped": lambda body: "\n".join(line for k, line in enumerate(body.split("\n")) if k % 5 != 3),
    "keywords strewn in": spammed,
    "glossary appended": lambda body: (
        body + "\n名词解释\n1.一网通办：指企业和群众办事只进一张网。\n2.低效用地：指利用强度偏低的土地。"
    ),
    "traditional script": OpenCC("s2t").convert,
    "Hong Kong script": OpenCC("s2hk").convert,
    "Taiwan's words": OpenCC("s2twp").convert,
    "scanned, 2 % wrong": lambda body: scanned(body, 0.02),
    "scanned, 5 % wrong": lambda body: scanned(body, 0.05),
    "scanned and cut": lambda body: scanned(body[: len(body) * 6 // 10], 0.02),
    "traditional and framed": lambda body: OpenCC("s2t").convert(framed(body)),
    "readings in brackets": lambda body: body.replace("区", "区(qū)").replace("业", "业（yè）"),
    "full-width digits": lambda body: body.translate({48 + d: 0xFF10 + d for d in range(10)}),
}


@pytest.mark.parametrize("copy", COPIES, ids=str)
def test_a_copy_is_the_same_document(copy):
    decision = decide(document(REPORT), document(COPIES[copy](REPORT), "【青岚区招商引资】" + TITLE, "b"))
    assert (decision.decision, decision.guard) == ("same", None), decision.evidence


@pytest.mark.parametrize("copy", ["framed", "cut to 60 %", "traditional script", "scanned, 2 % wrong"], ids=str)
def test_a_copy_of_a_framed_copy_is_the_same_document(copy):
    other = framed(REPORT, day="2020-11-30", views=90541)
    assert decide(document(other), document(COPIES[copy](framed(REPORT)), name="b")).decision == "same"


def test_another_title_alone_keeps_nothing_apart():
    assert decide(document(STORY, "云杉半导体基地开工"), document(STORY, "松湖片区再添大项目", "b")).decision == "same"
    assert decide(document(STORY, ""), document(framed(STORY), "大项目开工", "b")).decision == "same"


def test_a_page_that_shows_its_text_twice_is_the_same_document():
    twice = (
        scanned(REPORT, 0.01) + "\n" + scanned(REPORT, 0.01, seed=2) + "\n名词解释\n专班：指抽调人员组成的工作小组。"
    )
    assert decide(document(REPORT), document(twice, name="b")).decision == "same"


def test_unrelated_notices_are_different():
    decision = decide(document(REPORT), document(STORY, "云杉半导体基地开工", "b"))
    assert (decision.decision, decision.guard) == ("different", None)
    assert decision.jaccard < 0.02


def test_a_short_quotation_is_not_the_document():
    assert decide(document(REPORT), document(REPORT[300:360], name="b")).decision == "different"


def test_sentences_in_another_order_with_other_figures_are_not_the_document():
    """Nothing can be laid side by side there, so nothing is found; that is no evidence."""
    lines = [
        "{}月，街道共接待来访客商{}批次。",
        "新签约项目{}个，协议投资{}万元。",
        "竣工投产项目{}个，新增就业{}人。",
        "整治背街小巷{}条，更换路灯{}盏。",
        "受理群众来信{}件，办结{}件。",
        "组织安全检查{}次，整改隐患{}处。",
        "栽植行道树{}株，补种草坪{}平方米。",
        "培训网格员{}人次，走访住户{}家。",
    ]
    rng = random.Random(5)
    for _ in range(5):
        one, other = (
            "".join(line.format(rng.randrange(10, 99), rng.randrange(100, 999)) for line in rng.sample(lines, 8))
            for _ in "ab"
        )
        assert decide(document(one, "街道月报"), document(other, "社区简讯", "b")).decision != "same"


def test_short_notices_that_share_half_are_left_to_an_operator():
    shared = "青岚区招商局定于本周五上午在松湖会议中心三楼举办重点企业座谈会"
    one = shared + "请各园区按时参加名额有限报名从速"
    other = shared + "会场不设停车位请绿色出行勿带访客"
    decision = decide(document(one, ""), document(other, "", "b"))
    assert (decision.decision, decision.guard) == ("unsure", None)


@pytest.mark.parametrize("bodies", [("", REPORT), ("招商", ""), ("招商", "引资"), ("招商大会", "招商大会通知")])
def test_bodies_that_say_nothing_are_no_reposts_of_others(bodies):
    decision = decide(*(document(body, name=name) for body, name in zip(bodies, "ab", strict=True)))
    assert (decision.decision, decision.jaccard) == ("different", 0.0)


@pytest.mark.parametrize(
    ("body", "title", "decision"),
    [
        ("详见附件。", TITLE, "same"),
        ("详见附件。", "松湖片区规划公示", "unsure"),
        ("。。。", TITLE, "different"),
        ("", "松湖片区规划公示", "different"),
    ],
)
def test_where_there_is_hardly_a_body_titles_decide(body, title, decision):
    assert decide(document(body), document(body, title, "b")).decision == decision


def test_overlap_is_exact():
    a, b = document("一二三四五六七八九"), document("三四五六七八九十百千", name="b")
    assert overlap(a, b) == (3 / 8, 3 / 5)


edits = st.lists(
    st.tuples(st.integers(0, len(REPORT)), st.integers(0, 60), st.text("青岚区白石2018年0月招商，。\n", max_size=12)),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(edits, edits, st.sampled_from([TITLE, "2018年青岚区政府工作报告", ""]))
def test_the_order_and_the_names_of_the_two_do_not_matter(first, second, title):
    def edited(changes):
        body = REPORT
        for at, length, text in changes:
            body = body[:at] + text + body[at + length :]
        return body

    a, b = document(edited(first)), document(edited(second), title, "b")
    decision = decide(a, b)
    assert decide(b, a) == decision
    assert decide(document(a.body, a.title, "z"), document(b.body, b.title, "y")) == decision
    assert 0 <= decision.jaccard <= decision.containment <= 1


def test_passages_are_in_the_words_of_the_originals():
    other = REPORT.replace("64个", "71个").replace("企业开办时间压缩到2天", "企业注册当天办结")
    told = passages(REPORT, framed(other) + "\n另附名单一份")
    assert told[0] == ("64", "71")
    assert any(a.startswith("开办") and b.startswith("注册") for a, b in told)
    assert told[-1] == ("", "另附名单一份")


def test_passages_of_equal_texts_are_none_and_of_strangers_all():
    assert passages(REPORT, REPORT.replace("，", ", ")) == []
    assert passages("招商引资大会", "天气晴朗无云") == [("招商引资大会", ""), ("", "天气晴朗无云")]
    assert passages("", "") == []
    assert len(passages(REPORT, REPORT.replace("青岚", "白石"), limit=3)) == 3


@pytest.mark.parametrize(
    "filler", ["9" * 6000 + "日", "招商" * 6000, " " * 60000, "(" * 6000, "一\n" * 6000, "\ud800" * 9]
)
def test_hostile_texts_are_decided_all_the_same(filler):
    one, other = document(REPORT + filler + "7日", filler), document(REPORT + filler + "8日", filler + "完", "b")
    assert decide(one, other).decision in {"same", "different", "unsure"}
    assert isinstance(passages(one.body, other.body), list)
