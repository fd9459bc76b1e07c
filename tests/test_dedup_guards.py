"""What differs decides: each guard keeps its kind of sister apart, and lets noise, frames and cuts pass."""

import re

import pytest
from notices import REPORT, STORY, framed, scanned
from opencc import OpenCC

from dedup.verify import Document, decide

TITLE = "青岚区政府工作报告"


def decided(one: str, other: str, title: str = TITLE, other_title: str = TITLE):
    return decide(Document("a", title, one), Document("b", other_title, other))


def next_year(body: str) -> str:
    return re.sub(r"20\d\d(?=年)", lambda year: str(int(year[0]) + 1), body)


def other_figures(body: str) -> str:
    return re.sub(r"\d+(?=[.\d]*(?:亿|个|万|户|所|%|家|天))", lambda n: str(int(n[0]) * 13 // 10 + 3), body)


MADE_OVER = {
    "as it is": lambda body: body,
    "framed": framed,
    "cut": lambda body: body[: len(body) * 7 // 10],
    "traditional": OpenCC("s2t").convert,
    "Taiwan's words": OpenCC("s2twp").convert,
}


@pytest.mark.parametrize("made_over", MADE_OVER.values(), ids=MADE_OVER)
class TestSisters:
    """Documents that share nearly all their words, however the copy was made."""

    def test_the_year_before(self, made_over):
        decision = decided(REPORT, made_over(next_year(REPORT)))
        assert (decision.decision, decision.guard) == ("different", "years")
        assert "2018年≠2019年" in decision.evidence or "2019年≠2018年" in decision.evidence

    def test_another_years_figures(self, made_over):
        assert decided(REPORT, made_over(other_figures(REPORT))).decision == "different"

    def test_another_place(self, made_over):
        decision = decided(REPORT, made_over(REPORT.replace("青岚", "白石")))
        assert (decision.decision, decision.guard) == ("different", "names")
        assert re.search("substitution (青岚→白石|白石→青岚) ×[3-9]", decision.evidence)

    def test_another_place_with_a_longer_name(self, made_over):
        assert decided(REPORT, made_over(REPORT.replace("青岚", "乌兰察木"))).decision == "different"


def test_the_year_before_where_formulas_repeat_across_years():
    formula = "{}年国民经济和社会发展计划执行情况与{}年国民经济和社会发展计划草案"
    body = f"会议听取和审议了关于{formula}的报告。" + STORY + f"会议决定批准{formula}的报告。"
    assert (
        decided(body.format(2018, 2019, 2018, 2019), body.format(2019, 2020, 2019, 2020), "", "").decision
        == "different"
    )


def test_years_that_move_together_count_more_than_years_that_stay():
    body = REPORT + "历次参会：2001届张、2003届李、2006届王、2008届赵、2009届钱、2011届孙、2012届周、2014届吴。"
    decision = decided(body, next_year(body))
    assert (decision.decision, decision.guard) == ("different", "years")


def test_places_that_share_a_character_are_two_places():
    decision = decided(REPORT, REPORT.replace("青岚", "青石"))
    assert (decision.decision, decision.guard) == ("different", "names")
    assert "青岚→青石" in decision.evidence or "青石→青岚" in decision.evidence


def test_two_names_replaced_side_by_side_are_seen_as_two():
    one = "海东松溪商会来访。会后，海东松溪商会与海东企业座谈，海东各界参加。" + STORY
    decision = decided(one, one.replace("海东", "汉中").replace("松溪", "洛南"), "", "")
    assert decision.decision == "different"
    assert re.search("(海东→汉中|汉中→海东) ×4", decision.evidence)


def test_a_meeting_of_another_day_is_another_meeting():
    other = STORY.replace("昨天上午", "3月18日上午")
    decision = decided(STORY.replace("昨天上午", "3月5日上午"), other, "项目开工", "项目开工")
    assert (decision.decision, decision.guard) == ("different", "dates")


def test_the_next_session_is_another_session():
    body = "第三次会议听取了报告。" + STORY + "第三次会议由区长主持。第三次会议审议通过了三项决议。"
    decision = decided(body, body.replace("第三次", "第四次"), "", "")
    assert (decision.decision, decision.guard) == ("different", "ordinals")


def test_sister_regulations_have_passages_of_their_own():
    other = REPORT.split("\n")
    other[5] = (
        "招商工作稳步开展。围绕文旅康养和现代农业，全年接洽客商二百余批次，成功举办山货节推介活动，一批民宿项目签约落户乡村。"
    )
    other[8] = (
        "社会事业协调推进。农村饮水安全巩固提升，危房改造任务全面完成，群众性文体活动丰富多彩，平安建设扎实有效。"
    )
    other[12] = "二是打造文旅品牌，串联古镇、茶山和湿地，推出精品线路，办好油菜花节，把游客请进来、留下来。"
    decision = decided(REPORT, "\n".join(other))
    assert decision.decision == "different"
    assert "own passages" in decision.evidence


def test_formula_stories_about_other_guests_are_told_otherwise():
    one = (
        "区长林知远会见了{}董事长{}一行，双方就{}等合作事项深入交流。林知远对{}的到来表示欢迎，介绍了营商环境和产业基础，"
        "希望双方抢抓机遇、深化合作、互利共赢。{}表示，将加快{}落地，期待在更多领域开展合作。区有关部门负责人参加会见。"
    )
    told = one.format("云杉半导体", "周砚秋", "封装测试基地", "周砚秋", "周砚秋", "封装基地")
    other = one.format("海棠生物集团", "何明川", "疫苗研发中心", "何明川", "何明川", "研发中心")
    decision = decided(told, other, "", "")
    assert decision.decision == "different"
    assert "told otherwise" in decision.evidence


class TestTitles:
    BODY = REPORT + "\n以上报告，请予审议。"

    def test_of_other_years_keep_apart(self):
        decision = decided(REPORT, self.BODY, "2019年青岚区政府工作报告", "2018年青岚区政府工作报告")
        assert (decision.decision, decision.guard) == ("different", "title")

    def test_of_other_places_keep_apart(self):
        decision = decided(REPORT, self.BODY, "青岚区政府工作报告", "白石区政府工作报告")
        assert (decision.decision, decision.guard) == ("different", "title")

    @pytest.mark.parametrize(("one", "other"), [("第1批", "第11批"), ("第9期", "第29期"), ("第二次", "第十二次")])
    def test_of_numbers_that_grew_by_a_digit_keep_apart(self, one, other):
        decision = decided(STORY, STORY + "\n完", f"青岚区{one}项目签约", f"青岚区{other}项目签约")
        assert (decision.decision, decision.guard) == ("different", "title")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("18年工作报告", "2018年工作报告"),
            ("2021—2025年规划", "2021年—2025年规划"),
            ("签约情况", "签约情况2"),
            ("8月6日要闻", "08月06日要闻"),
        ],
    )
    def test_of_one_number_written_otherwise_keep_nothing_apart(self, one, other):
        assert decided(STORY, STORY + "\n完", one, other).decision == "same"

    @pytest.mark.parametrize(
        "title",
        [
            "【投资青岚】青岚区政府工作报告",
            "青岚区政府工作报告_招商动态",
            "青岚区政府工作报告（全文）",
            "區政府工作報告",
            "聚力谱新篇",
        ],
    )
    def test_of_one_document_may_be_dressed_otherwise(self, title):
        assert decided(REPORT, self.BODY, TITLE, title).decision == "same"

    def test_that_swap_a_word_over_nearly_equal_bodies_are_left_to_an_operator(self):
        decision = decided(STORY, framed(STORY) + "\n完", "封装测试基地筹备就绪", "封装测试基地正式启动")
        assert (decision.decision, decision.guard) == ("unsure", "title")


class TestTwoArticlesOnAPage:
    PAGE = f"{REPORT}\n\n云杉半导体封装测试基地开工\n{STORY}"

    @pytest.mark.parametrize("article", [REPORT, STORY, framed(REPORT), OpenCC("s2t").convert(STORY)])
    def test_join_neither(self, article):
        decision = decided(self.PAGE, article, "青岚区政府工作报告", "")
        assert decision.decision == "different"

    def test_are_told_by_where_the_shared_text_stops(self):
        assert decided(self.PAGE, REPORT).guard == "two articles"
        assert "after" in decided(self.PAGE, REPORT).evidence

    def test_are_told_by_where_the_shared_text_starts(self):
        other = f"{STORY}\n\n政府工作报告\n{REPORT}"
        assert "before" in decided(other, REPORT).evidence

    def test_are_told_by_a_headline_that_the_article_repeats(self):
        assert decided(f"{REPORT}\n3月8日\n3月8日，{STORY}", REPORT).guard == "two articles"

    def test_are_one_document_with_a_copy_of_the_same_page(self):
        assert decided(self.PAGE, framed(self.PAGE)).decision == "same"

    def test_a_long_frame_is_no_article(self):
        links = "\n".join(f"相关阅读\n{place}招商引资工作推进会召开" for place in ("东湖", "南浦", "西岭", "北塘"))
        assert decided(REPORT, f"{REPORT}\n{links}\n{links}").decision == "same"


class TestNoise:
    """What is no statement of the document."""

    def test_digits_hurt_by_a_scan_are_no_other_figures(self):
        for seed in range(5):
            body = scanned(REPORT, 0.03, seed).replace("38.6", "33.6").replace("2019年2月", "20l9年2月")
            assert decided(REPORT, body).decision == "same"

    def test_digits_read_as_letters_are_digits(self):
        assert decided(REPORT, REPORT.replace("0", "o").replace("1", "l")).decision == "same"

    def test_digits_that_a_scan_dropped_are_no_other_figures(self):
        body = STORY + "全年新签项目388个，投资88亿元，34家企业投产。"
        lossy = body.replace("388", "38").replace("88亿", "8亿").replace("34家", "3家").replace("1600", "160")
        for mistaken in ("基地", "先进", "高效", "测试", "环节"):
            lossy = lossy.replace(mistaken, mistaken[0] + "口", 1)
        assert decided(body, lossy, "", "").decision == "same"

    def test_impossible_years_are_damage(self):
        body = STORY + "到2025年产值翻番，到2030年建成千亿集群，到2035年全面领先。"
        damaged = body.replace("2025年", "8985年").replace("2030年", "5040年").replace("2035年", "537年")
        assert decided(body, damaged, "", "").decision == "same"

    def test_figures_of_the_page_are_not_the_documents(self):
        one, other = (f"政策解读 浏览次数{n} 发布时间2019-03-0{n % 7} {STORY}" for n in (318, 90541))
        assert decided(one, other, "", "").decision == "same"

    def test_numbers_lost_with_a_cut_are_no_conflict(self):
        assert decided(REPORT, REPORT[: len(REPORT) // 2]).decision == "same"

    def test_one_corrected_figure_among_many_is_no_other_document(self):
        assert decided(REPORT, REPORT.replace("9120户", "9210户")).decision == "same"

    def test_a_converters_vocabulary_is_no_name(self):
        body = REPORT.replace("项目", "数据项目").replace("企业", "信息企业")
        assert decided(body, body.replace("数据", "资料").replace("信息", "资讯")).decision == "same"

    def test_a_character_that_a_converter_changes_in_one_word_is_no_name(self):
        body = REPORT + "智慧城市规划先行，智慧城市平台上线，一批智慧城市项目开工，打造智慧城市标杆。"
        assert decided(body, OpenCC("s2t").convert(body.replace("智慧", "智能"))).decision == "same"

    def test_a_word_corrected_here_and_there_is_no_name(self):
        body = REPORT + "海棠生物扩产，海棠药业投产，海棠医疗签约，海棠科技上市，海棠物流开仓，海棠学院招生。"
        assert "names" not in decided(body, body.replace("海棠", "海棠花", 1).replace("海棠", "白桦", 3)).evidence


class TestTextsWithoutNoise:
    """A repost that a machine copied changes no word and no figure: what little differs tells."""

    def test_three_other_figures_among_many_are_another_notice(self):
        body = REPORT.replace("64个", "71个").replace("317亿", "342亿").replace("9120户", "9655户")
        assert (decided(REPORT, body).decision, decided(REPORT, body).guard) == ("different", "numbers")

    def test_places_that_are_named_once_each_are_told_otherwise(self):
        body = STORY + "项目在洛川设立服务点，还将在临江设立展示点。"
        decision = decided(body, body.replace("洛川", "平湖").replace("临江", "安吉"), "", "")
        assert (decision.decision, decision.guard) == ("unsure", "rewriting")

    def test_a_place_that_shares_a_character_with_the_other_is_another_place(self):
        body = REPORT.replace("青岚区", "浙江省")
        assert "浙江" in decided(body, body.replace("浙江", "江西")).evidence

    def test_a_year_that_shares_its_middle_is_another_year(self):
        decision = decided(REPORT, REPORT.replace("2018年", "2021年").replace("2019年", "2022年"))
        assert "2018年≠2021年" in decision.evidence or "2021年≠2018年" in decision.evidence

    def test_a_year_behind_the_number_of_an_item_is_a_year(self):
        items = "\n".join(f"{n}.{{}}年{what}" for n, what in enumerate(("引进项目增长", "外资到位", "园区扩容"), 3))
        one, other = (STORY + "\n" + items.format(year, year, year) for year in (2022, 2023))
        assert decided(one, other, "", "").guard == "years"

    @pytest.mark.parametrize("scheme", ["s2t", "s2hk", "s2twp"])
    def test_a_place_without_a_suffix_is_another_place_in_traditional_script_too(self, scheme):
        body = STORY.replace("松湖片区", "松湖") + "松湖的配套、松湖的人才、松湖的服务都让企业满意。"
        assert decided(body, OpenCC(scheme).convert(body.replace("松湖", "白沙")), "", "").decision == "different"

    def test_a_converters_words_are_no_names_in_whichever_way_it_converts(self):
        body = (
            REPORT
            + "办事程序简化，审批程序公开，评标程序规范，仲裁程序完善。"
            + "透过展会引资，透过商会引智，透过校友引才。"
        )
        for scheme in ("s2t", "s2twp"):
            copy = OpenCC(scheme).convert(body.replace("透过", "通过"))
            assert decided(body, copy).decision == "same", decided(body, copy).evidence


class TestParts:
    """Copies that kept a part only, and pages that hold more."""

    @pytest.mark.parametrize("begin", [0.2, 0.35, 0.5])
    def test_a_copy_that_lost_its_beginning_is_no_article_of_a_page_of_two(self, begin):
        assert decided(REPORT, REPORT[int(len(REPORT) * begin) + 7 :]).decision == "same"

    def test_keywords_in_a_cut_copy_are_no_passages_of_its_own(self):
        cut = REPORT[: len(REPORT) * 6 // 10].replace("。\n", "。园区招商电话：400-000-0000\n")
        assert decided(REPORT, cut).decision == "same"

    def test_an_opening_that_sister_reports_share_hides_no_headline(self):
        opening = "\n各位代表：\n" + REPORT.split("\n")[2]
        first = "2017年青岚区政府工作报告" + opening + STORY
        page = first + "\n2019年青岚区政府工作报告" + REPORT[len(REPORT.split("\n")[0]) :]
        assert decided(page, first).decision == "different"
