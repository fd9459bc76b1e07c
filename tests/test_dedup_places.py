"""Provinces and cities in the place of others, and figures that alone are others: another document, however alike."""

import random

import pytest

from dedup import places
from dedup.verify import Document, decide

OPENING = "考察团近日前往{0}，实地了解产业园区建设和企业服务情况，并与当地有关部门负责人座谈，就项目合作、人才交流和市场开拓深入交换意见。"
REST = (
    "座谈会上，双方介绍了各自的产业基础和发展规划，认为产业链互补性强，合作空间广阔。下一步将建立定期会商机制，组织企业互访，"
    "推动一批意向项目尽快落地，形成优势互补、共同发展的良好局面。"
)


def document(body: str, id: str = "a") -> Document:
    return Document(id, "考察团开展招商活动", body)


def report(seed: int) -> list[str]:
    """Sentences of a long report, each with figures of its own."""
    made = random.Random(seed)
    words = [
        made.choice("推进深化落实完善统筹优化提升壮大") + made.choice("产业项目服务园区改革民生") for _ in range(400)
    ]
    return [
        f"{''.join(made.sample(words, 9))}，完成{made.randrange(100, 999)}项，增长{made.randrange(10, 99)}个。"
        for _ in range(60)
    ]


@pytest.mark.parametrize("one, other", [("云南", "济南"), ("浙江", "安徽"), ("呼和浩特", "西宁"), ("河北", "河南")])
def test_one_place_in_the_place_of_another_is_another_document(one, other):
    made = decide(document(OPENING.format(one) + REST), document(OPENING.format(other) + REST, "b"))
    assert (made.decision, made.guard) == ("different", "places"), made


def test_a_place_among_many_may_be_a_correction():
    listed = (
        "参加的有"
        + "、".join(["北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "江苏", "湖北"] * 2)
        + "代表团。"
    )
    listed += "".join(report(3)[:8])
    made = decide(
        document(OPENING.format("浙江") + REST + listed), document(OPENING.format("浙东") + REST + listed, "b")
    )
    assert made.guard != "places"
    made = decide(
        document(OPENING.format("浙江") + REST + listed), document(OPENING.format("安徽") + REST + listed, "b")
    )
    assert made.decision == "same", made


def test_what_places_are():
    assert places.only_places("云南济南内蒙古") and not places.only_places("云南省") and not places.only_places("")
    assert places.count("从云南到济南") == 2 and places.is_place("台州") and not places.is_place("州")


def test_figures_that_alone_are_others_are_those_of_another_document():
    lines = report(1)
    body = "\n".join(lines)
    for line in (5, 25, 45):
        lines[line] = lines[line].replace(lines[line].split("完成")[1][:3], "777")
    made = decide(document(body), document("\n".join(lines), "b"))
    assert (made.decision, made.guard) == ("different", "numbers"), made
    # Who transcribes a document, and loses a digit and a word, has the document.
    lost = body.replace("增长", "增加", 2)
    digits = [at for at, character in enumerate(lost) if character.isdigit()][6]
    assert decide(document(body), document(lost[:digits] + lost[digits + 1 :], "b")).decision == "same"


def test_figures_are_seen_in_a_document_that_repeats_itself():
    said = "第{0}届博览会今天闭幕，共有{1}家企业参展，签约{2}个项目，{3}个代表团出席。"
    body = said.format(20, 310, 45, 16) + REST + said.format(20, 310, 45, 16) + said.format(92, 781, 54, 18) + OPENING
    other = said.format(92, 781, 54, 18) + body[len(said.format(20, 310, 45, 16)) :]
    made = decide(document(body.format("当地")), document(other.format("当地"), "b"))
    assert made.decision == "different", made


def test_years_of_one_mention_are_one():
    body = "\n".join(report(2)) + "\n本期为2018至2019观测季，2017年、2020年、2021年、2022年、2016年的情况另行公布。"
    other = body.replace("2018至2019", "2019至2020")
    made = decide(document(body), document(other, "b"))
    assert made.decision != "different" and made.guard != "years", made


@pytest.mark.parametrize("number", [1, 11, 111, 211, 300])
def test_one_figure_of_a_page_is_no_two(number):
    body = "\n".join([OPENING.format("当地"), REST, *report(4)[:20]])
    copies = [document(f"{body}\n转载自第{n}号园区网站", str(n)) for n in (100, number)]
    assert decide(*copies).decision == "same", decide(*copies)
