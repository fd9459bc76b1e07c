"""Whether a page is believed: by its title, by what other pages of the site say, and never by a word alone."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crawler.read.alarms import told as alarm_told
from crawler.trust.belief import BELIEVED, DOUBTED, REFUSED, Believer, PageRead
from nouns.found import PageLine, PageSigns
from pipelines.likeness import key_of, stable_key


def read(n: int, text: str, title: str = "", named: bool = False, alarms: tuple[str, ...] = (), **more) -> PageRead:
    lines = tuple(PageLine(key_of(line), stable_key(line), len(line), True) for line in text.split("\n") if line)
    signs = PageSigns(named, lines, alarms, more.pop("gate", False), told=alarm_told(text) if named else None)
    return PageRead(
        f"u{n}", title or f"第{n}号公告完全不同的事{'甲乙丙丁戊己庚'[n % 7] * 6}", signs, text, len(text), **more
    )


def test_a_page_that_says_its_title_is_believed_whatever_words_it_has():
    assert Believer().judge(read(1, "关于系统维护的说明。" * 40, named=True, alarms=("maintenance",))).state == BELIEVED


def test_the_same_page_under_two_titles_is_refused_both_times_and_known_tomorrow():
    believer = Believer()
    assert believer.judge(read(1, "Zutritt nur mit Wappen.")).state == DOUBTED
    second = believer.judge(read(2, "Zutritt nur mit Wappen."))
    assert (second.state, second.settled) == (REFUSED, (("u1", REFUSED),))
    assert Believer.load(believer.dump()).judge(read(3, "Zutritt nur mit Wappen.")).state == REFUSED


def test_two_pages_without_their_titles_that_differ_are_two_articles():
    believer = Believer()
    believer.judge(read(1, "园区二期道路于本月完工，全长三公里，总投资一点二亿元。"))
    second = believer.judge(read(2, "县图书馆自下周起闭馆整修，期间还书可投自助书柜。"))
    assert (second.state, second.settled) == (BELIEVED, (("u1", BELIEVED),))


def test_an_alarm_counts_against_a_page_without_its_title_and_little_text():
    believer = Believer()
    assert believer.judge(read(1, "您访问的页面不存在", alarms=("missing",))).state == REFUSED
    assert believer.judge(read(2, "网站维护情况通报。" * 100, alarms=("maintenance",))).state != REFUSED


def test_what_articles_of_the_site_raise_as_well_is_no_alarm():
    believer = Believer()
    for n in range(4):
        believer.judge(read(n, f"第{n}批项目名单已经公布，请各单位查收。" * 20, named=True, alarms=("login",)))
    assert believer.judge(read(9, "短短一句不同的话在此说明情况。", alarms=("login",))).state == DOUBTED


def test_a_lone_page_without_its_title_is_believed_after_three_runs_in_vain():
    for tries, state in ((0, REFUSED), (2, REFUSED), (3, BELIEVED)):
        believer = Believer(named=20)
        believer.judge(read(1, "短短一句不同的话在此说明情况。"))
        assert [belief.state for _url, belief in believer.settle({"u1": tries}, {"u1": 14})] == [state]


def test_short_notices_of_one_template_that_differ_in_numbers_are_all_believed():
    believer = Believer()
    titles = ("春季招聘会", "水费缴纳提醒", "图书馆开放时间", "农机补贴公示")
    for n, title in enumerate(titles):
        read_now = read(n, f"时间：5月{n + 3}日{n + 8}时\n地点：县政务服务中心{n + 1}楼", title, named=True)
        assert believer.judge(read_now).state == BELIEVED


def test_a_gate_in_the_place_of_the_text_is_refused():
    assert Believer().judge(read(1, "请登录后查看全文", named=True, gate=True)).state == REFUSED
    assert Believer().judge(read(1, "一段很长的正文。" * 60, named=True, gate=True)).state == BELIEVED


WALLS = (
    "您没有浏览该信息的权限，请与管理员联系。",
    "为防止恶意抓取，查看正文前请完成滑块验证",
    "请求被安全策略终止，标识 8302410b1cda0adbce99",
    "SQL Server 错误：在关键字附近有语法错误。",
    "该公告已过展示期限，内容不再显示。",
)


@pytest.mark.parametrize("text", WALLS)
def test_words_of_a_wall_under_a_title_they_take_nothing_up_of_are_refused_for_three_runs(text):
    for tries, state in ((0, REFUSED), (2, REFUSED), (3, BELIEVED)):
        believer = Believer(named=20)
        assert believer.judge(read(1, text, "招商干部业务培训班开班", named=True)).state == DOUBTED
        assert [belief.state for _url, belief in believer.settle({"u1": tries}, {"u1": 14})] == [state]


def test_the_same_words_that_take_up_their_title_are_the_article():
    for title, text in (
        ("网站升级维护通知", "因系统升级，本网站将于6月5日22时至次日6时暂停访问，敬请谅解。"),
        ("关于查询权限的答复", "您没有查询该系统的权限，请与管理员联系。"),
        ("公告", "因系统维护，办事大厅暂停办理一日。"),
    ):
        assert Believer(named=20).judge(read(1, text, title, named=True)).state == BELIEVED


def test_what_was_said_of_one_title_yesterday_and_of_another_today_is_the_sites():
    yesterday = Believer(named=20)
    assert yesterday.judge(read(1, "整理之后另行公布。", "滨河路管网中标结果", named=True)).state == BELIEVED
    today = Believer.load(yesterday.dump())
    belief = today.judge(read(2, "整理之后另行公布。", "图书馆闭馆整修", named=True))
    assert (belief.state, belief.settled) == (REFUSED, (("u1", REFUSED),))


def test_a_series_may_say_the_same_each_time():
    believer = Believer()
    for n in range(1, 5):
        told = read(n, "城南片区当日停水，请提前储水。", f"{n + 2}月{n * 4}日停水通知", named=True)
        assert believer.judge(told).state == BELIEVED


def test_pages_with_neither_title_nor_text_are_no_articles_where_all_others_say_theirs():
    for named, state in ((8, REFUSED), (0, BELIEVED)):
        believer = Believer(named=named)
        for n in (1, 2):
            page = read(n, f"哎呀这里什么也没有{'甲乙'[n - 1] * 9}")._replace(body="")
            assert believer.judge(page).state == DOUBTED
        settled = believer.settle({}, {"u1": 9, "u2": 9})
        assert [belief.state for _url, belief in settled] == [state] * 2


PAGES = st.lists(st.text("甲乙丙丁戊己庚辛壬癸", min_size=30, max_size=60), min_size=2, max_size=8, unique=True)


@given(PAGES, st.randoms(use_true_random=False))
def test_whether_unlike_pages_are_believed_does_not_depend_on_their_order(texts, random):
    def believed(order: list[int]) -> set[str]:
        believer, kept = Believer(), set()
        for n in order:
            belief = believer.judge(read(n, texts[n]))
            kept |= {url for url, state in ((f"u{n}", belief.state), *belief.settled) if state == BELIEVED}
        return kept | {
            url
            for url, belief in believer.settle({}, dict.fromkeys(("u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7"), 60))
            if belief.state == BELIEVED
        }

    order = list(range(len(texts)))
    shuffled = random.sample(order, len(order))
    assert believed(order) == believed(shuffled)
