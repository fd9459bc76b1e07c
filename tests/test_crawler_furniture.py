"""What repeats on a site is the site's: learned by the third page, and never a sentence of a notice."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given, strategies as st

from crawler.read.article import article
from crawler.trust.furniture import Furniture
from nouns.found import PageLine
from pipelines.likeness import comparable_title, key_of

NEAR, FAR = 6, 2  # depth that a line shares with the heading: in the article's element, and at the page's foot
FOOT = ("主办：青岚区投资促进局", "地址：青岚大道一号", "青公网安备00000000000001号")


def line(text: str, inside: bool, depth: int) -> PageLine:
    return PageLine(key_of(text), key_of(text), len(text), inside, depth)


def page(body: list[str], foot: tuple[str, ...], misread: bool = False) -> tuple[list[PageLine], str]:
    """Lines and text of a page; `misread`: the foot was taken for a part of the text."""
    shown = [line(text, True, NEAR) for text in body] + [line(text, misread, FAR) for text in foot]
    return shown, "\n".join([*body, *(foot if misread else ())])


@pytest.mark.parametrize("pages", [3, 10, 1000])
def test_a_foot_is_known_by_the_third_page_and_never_taken_for_text_again(pages):
    furniture = Furniture()
    for n in range(pages):
        shown, text = page([f"第{n}号地块已于本月完成收储，面积{n}亩。"], FOOT, misread=True)
        kept = furniture.hear(f"第{n}号地块收储公告", shown, text)
        if n >= 2:
            assert kept == f"第{n}号地块已于本月完成收储，面积{n}亩。"
    assert set(furniture.learned.values()) == set(FOOT)


def test_pages_that_show_nothing_but_the_foot_have_no_text():
    furniture = Furniture()
    for n, title in enumerate(("一图读懂招商政策", "项目公示附件", "园区平面图", "税收优惠图解")):
        kept = furniture.hear(title, *page([], FOOT, misread=True))
        assert n < 2 or kept == ""


def test_what_a_series_says_each_time_is_its_text():
    furniture = Furniture()
    for n in range(2, 8):
        shown, body = page(["城南片区当日停水，请提前储水。"], FOOT)
        assert furniture.hear(comparable_title(f"{n}月{n * 3}日停水通知"), shown, body) == body


def test_a_line_of_the_listing_page_is_the_sites():
    furniture = Furniture()
    furniture.hear_list([key_of(FOOT[0])])
    assert key_of(FOOT[0]) in furniture.known()


def test_what_an_operator_keeps_is_no_furniture():
    furniture = Furniture(kept={key_of(FOOT[0])})
    for n in range(5):
        kept = furniture.hear(f"第{n}号公告", *page([f"第{n}号公告的正文在此。"], FOOT[:1], misread=True))
    assert kept.endswith(FOOT[0]) and furniture.learned == {}


def test_what_is_remembered_is_known_to_the_next_run():
    first = Furniture()
    for n in range(2):
        first.hear(f"第{n}号公告", *page([f"第{n}号公告的正文在此。"], FOOT, misread=True))
    second = Furniture.load(first.dump(), {}, ())
    assert second.hear("第9号公告", *page(["第9号公告的正文在此。"], FOOT, misread=True)) == "第9号公告的正文在此。"


CLAUSES = [f"第{n}条　投标人须具备相应资质，联合体投标的应当提交协议书。" for n in range(12)]
OWN = st.lists(st.text("甲乙丙丁戊己庚辛壬癸东南西北", min_size=6, max_size=30), min_size=1, max_size=4, unique=True)


@given(
    st.lists(
        st.tuples(OWN, st.lists(st.sampled_from(CLAUSES), max_size=8, unique=True), st.booleans()),
        min_size=1,
        max_size=12,
    )
)
def test_no_sentence_of_a_text_made_of_shared_clauses_and_own_ones_is_lost(notices):
    furniture = Furniture()
    for number, (own, clauses, before) in enumerate(notices):
        text = [*clauses, *own] if before else [*own, *clauses]
        shown, body = page([*text, f"本项目编号为{number}。"] if before else [f"本项目编号为{number}。", *text], FOOT)
        assert furniture.hear(comparable_title(f"第{number}号招标公告"), shown, body) == body


def test_a_source_that_stands_alike_on_every_page_is_each_ones_source():
    """It was read on the first pages of a site, and no more once its line was known to repeat."""
    page = (
        "<html><body><h1>关于园区服务事项的通告</h1><div class='meta'>来源：园区管委会</div><div class='content'>"
        "<p>为提升服务效率，园区自下月起调整窗口受理时间，请各企业知悉。</p></div></body></html>"
    )
    known = frozenset([key_of("来源：园区管委会")])
    now = datetime(2026, 11, 29, tzinfo=timezone.utc)
    found = [article.read(page, "https://park.example/a/1.html", now, furniture=keys) for keys in ((), known)]
    assert [one.source for one in found] == ["园区管委会"] * 2
    assert len({one.body for one in found}) == 1
