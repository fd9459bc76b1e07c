"""pipelines/text.py: published characters stay, what pages added goes, every loss is reported."""

import re
from collections import Counter

import pytest
from hypothesis import example, given, settings, strategies as st

from pipelines.characters import HAN
from pipelines.furniture import furniture, furniture_rule
from pipelines.text import clean, clean_title

UNCHANGED = """\
滨江区今年签约项目２３个，总投资１８６亿元。
园区规划面积12.5㎢，其中一期用地3500㎡。
车间温度须保持在22℃±2℃，相对湿度不高于60％。
申报材料：①营业执照；②项目计划书；③承诺函。
第㈠项和第㈡项由区发展改革局负责解释。
Ⅰ类项目优先供地，Ⅱ类项目按序安排。
税率由25％降至15％（高新技术企业）。
电话：０５７１－８８８８８８８８。
年产能达到３万㎏，能耗下降½。
“十四五”期间，全区将新增标准厂房100万㎡！
会议问：谁来投？投什么？怎么投？
他说：‘项目等不起，也慢不得。’
《关于促进外商投资的若干意见》已印发……
责任单位——区商务局、区财政局。
联系人：王先生；邮箱：invest@example.com。
本办法自2025年9月1日起施行，有效期３年。
濱江區舉辦春季招商說明會，簽約二十三個項目。
臺灣同胞投資企業享受同等待遇。
園區位於長江三角洲，鄰近國際機場與港口。
產業鏈上下游廠商齊聚，現場氣氛熱烈。
請於８月３１日前遞交「投資意向書」。
『一站式』服務窗口設於三樓。
總面積３６公頃，約合５４０畝。
香港及澳門投資者適用本條例。
資本金（含土地款）不得低於３０％。
注册资本：人民币￥5000万元（￥指人民币）。
噪声限值为55㏈，电压380V±5％。
水温每升高1℉约合0.56℃。
直径φ120㎜的管件由本地企业供应。
甲方№00123号合同已备案。
满意度≥95％，投诉率≤1‰。
服务热线：12345→转2。
欢迎来到ＡＢＣ科技园！
截至６月底，签约率：８５．７％。
该项目占地约2½亩，容积率≥1.5。
“亩均论英雄”改革＋“标准地”出让。
㈱山田製作所與園區簽署協議。
第１０届博览会（秋季）将于１１月举行。
企业可登录网址www.example.com查询。
The park offers 3,500 m² of "ready-to-use" halls – from €4.50 per m².""".splitlines()


def test_there_are_forty_sentences():
    assert len(set(UNCHANGED)) == 40


@pytest.mark.parametrize("sentence", UNCHANGED)
def test_published_characters_stay_as_they_are(sentence):
    assert clean(sentence) == (sentence, (), ())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("全区 经济\u3000平稳\t运行", "全区经济平稳运行"),
        ("会议指出 ： 一要 抓项目 。 (二) 抓服务", "会议指出：一要抓项目。(二)抓服务"),
        ("2025 年 8 月 6 日 签约", "2025年8月6日签约"),
        ("引进 Open   Source 企业", "引进 Open Source 企业"),
        ("１９７８ １９９８ 2018 2024", "１９７８ １９９８ 2018 2024"),
        ("  段一\r\n\r\n\u3000\u3000段二\u2028段三\r", "段一\n段二\n段三"),
        ("\ufeff招\u200b商\xad引\x00资\u2060项\x07目", "招商引资项目"),
        ("New \u200bplant, \xa0 new   jobs", "New plant, new jobs"),
        ("一家👨\u200d👩\u200d👧入住", "一家👨\u200d👩\u200d👧入住"),
        ("\ud842\udfb7田镇", "𠮷田镇"),
    ],
)
def test_white_space_and_invisible_characters(raw, expected):
    assert clean(raw).text == expected


def test_a_lone_surrogate_becomes_a_replacement_character_and_is_flagged():
    assert clean("招商\ud800引资") == ("招商\ufffd引资", (), ("broken-characters",))


# Furniture


@pytest.mark.parametrize("rule", furniture(), ids=lambda rule: rule[0])
def test_every_rule_takes_its_example_and_reports_it(rule):
    name, where, _, line = rule
    body = "\n".join(f"第{number}个项目已经开工建设。" for number in range(30))
    cleaned = clean(f"{body}\n{line}")
    assert cleaned.text == body
    assert [rule for rule, _ in cleaned.dropped] == [name]
    assert where in {"any", "head", "tail", "edge"}


@pytest.mark.parametrize("rule", furniture(), ids=lambda rule: rule[0])
def test_only_unmistakable_rules_reach_into_the_middle_of_a_text(rule):
    name, where, _, line = rule
    assert furniture_rule(line, head=False, tail=False) == (name if where == "any" else None)


@pytest.mark.parametrize(
    "line",
    [
        "上一篇 下一篇",
        "上一篇：没有了",
        "分享到：",
        "【打印】【关闭】",
        "字号：[大][中][小]",
        "扫码关注公众号",
        "浏览次数：1024次",
        "时间：2025-08-06 来源：滨江日报",
        "发布时间：2025-08-06T02:11:05.100Z",
        "2025-08-06 浏览：35",
        "您现在的位置：网站首页 - 招商动态 - 详细内容",
        "(编辑：王敏)",
        "審核：李立",
        "当前位置：首页",
        "信息来源：区商务局",
        "[返回顶部]",
        "联系我们 | 企业入驻",
        "ICP备案号：某ICP备00000000号-1",
        "热点文章",
        "打印本页",
        "凡本网注明来源的作品，转载须注明出处，如有侵权请联系删除。",
        "Print this page",
        "Seite drucken",
        "阅读量：3.2万",
    ],
)
def test_furniture_of_many_platforms_is_dropped_at_the_tail(line):
    cleaned = clean(f"滨江区签约二十三个项目。\n{line}")
    assert cleaned.text == "滨江区签约二十三个项目。"
    assert len(cleaned.dropped) == 1


@pytest.mark.parametrize(
    "line",
    [
        "上一届大会确定的目标全部完成。",
        "各单位要分享经验，相互学习。",
        "打印机产业园开工。",
        "政府要关注企业反映的问题。",
        "下一步，我们将继续优化营商环境。",
        "一、相关政策",
        "联系我们的企业共有三十家。",
        "首页推介的项目已落地。",
        "来源于实践的办法最管用。",
        "作者来自本地企业。",
        "企业入驻园区后享受三年免租。",
        "审核通过的项目予以公示。",
        "关闭高污染企业十二家。",
        "推荐单位（盖章）：",
        "附件：申报表",
        "第五章 附则",
        "(c)园区应当公示收费目录。",
        "区长 陈立",
        "2025年8月6日",
        "点击率提高的同时，成交额增长一成。",
        "版权保护工作取得新进展。",
        "收藏品交易市场开业。",
        "工业用地出让起始价每亩三十万元，详情请登录区政府网站查看。",
        "Sharing an office is possible.",
        "时间：2025年9月1日上午9:00至11:30",
        "咨询电话：0571-88888888",
        "主办单位：区商务局",
        "承办单位：区投资促进中心",
        "记者：请问今年的招商目标是什么？",
        "审核：由区商务局负责。",
        "2025年8月6日",
        "举报电话：0571-88888888",
        "注意：申报材料不得涉及侵权。",
        "日期：2025年9月1日",
        "2018年8月3日发布",
        "记者从区商务局获悉，签约十个项目。",
    ],
)
def test_text_that_resembles_furniture_stays(line):
    assert furniture_rule(line) is None


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", ["-", "1", "|", ">", "a", "打印", "分享", "微信|", "1页", "2025-01-01", "【打印】", "大"]
)
def test_no_line_makes_a_rule_backtrack_without_end(unit):
    """Returning is the test: 首页 and 297 hyphens kept an earlier `location` rule busy for good."""
    starts = {line.replace(" ", "")[:length] for *_, line in furniture() for length in (0, 2, 4, 300)}
    for start in starts:
        furniture_rule((start + unit * 300)[:298] + "。\x01")


def test_a_block_of_furniture_at_both_ends_goes_and_the_body_stays():
    head = "首页 > 新闻中心 > 正文\n【字体：大 中 小】\n"
    raw = head + "签约三个项目。\n责任编辑：李晓明\n分享到：\n上一篇：某某公告"
    cleaned = clean(raw)
    assert cleaned.text == "签约三个项目。"
    assert [rule for rule, _ in cleaned.dropped] == ["location", "font-size", "editor", "share", "neighbour"]


def test_a_dropped_line_is_reported_as_it_stood_so_that_its_fields_can_be_read():
    assert clean("签约三个项目。\n  作者：陈立 周敏  ").dropped == (("author", "作者：陈立 周敏"),)


# Mirrors' damage

PLAIN = "資本市場支持實體經濟發展，園區引進企業三十家，簽約金額持續增長，就業人數穩步上升。"
GLOSSED = (
    "資(zī)本市場(chǎng)支持實體經(jīng)濟發展，園(yuán)區引進企業(yè)三十家，"
    "簽約金額持續增(zēng)長，就業人數(shù)穩步上升。"
)


def test_glosses_that_fill_a_page_are_taken_off():
    assert clean(GLOSSED) == (PLAIN, (), ("gloss-repaired",))


def test_a_page_that_glosses_its_own_rare_names_keeps_them():
    text = "甪(lù)直镇招商。甪(lù)直镇有三家企业。甪(lù)直、甪(lù)里与浒(hǔ)墅关、甪(lù)直新区合作。"
    assert clean(text) == (text, (), ())


def test_abbreviations_in_brackets_are_no_glosses():
    text = "车间执行系统(mes)、小车(agv)、仓库(wms)、设备(kpi)、能源(ems)、质量(qms)全部上线。"
    assert clean(text).text == text


def test_doubled_marks_that_fill_a_page_are_halved():
    raw = "一季度开局良好，，项目加快推进，,服务更加到位。。企业满意，，群众满意。.全年可期，，再接再厉。。"
    text = "一季度开局良好，项目加快推进，服务更加到位。企业满意，群众满意。全年可期，再接再厉。"
    assert clean(raw) == (text, (), ("punctuation-repaired",))


def test_a_few_doubled_marks_and_dotted_leaders_stay():
    text = "目录.............3\n太好了！！项目落地。大家都很高兴，纷纷点赞，期待明年，再创佳绩。"
    assert clean(text) == (text, (), ())


# Mojibake

SENTENCE = "滨江区举办春季招商推介会，签约项目二十三个。"


@pytest.mark.parametrize(
    "garbled",
    [
        SENTENCE.encode("utf-8").decode("latin-1"),
        SENTENCE.encode("gbk").decode("latin-1"),
        SENTENCE.encode("gb2312").decode("cp1252"),
        "招商引资项目签约仪式".encode().decode("gb18030"),
    ],
    ids=["UTF-8 as latin-1", "GBK as latin-1", "GBK as cp1252", "UTF-8 as GBK"],
)
def test_mojibake_whose_bytes_are_all_there_is_repaired(garbled):
    cleaned = clean(garbled)
    assert cleaned.text in (SENTENCE, "招商引资项目签约仪式")
    assert cleaned.flags == ("mojibake-repaired",)


def test_german_mojibake_is_repaired():
    assert clean("Die FlÃ¤che fÃ¼r GroÃŸprojekte").text == "Die Fläche für Großprojekte"


@pytest.mark.parametrize(
    "lossy", [SENTENCE.encode("utf-8").decode("gbk", "replace"), "总投资锟斤拷186亿元", "一锟斤拷二锟斤拷"]
)
def test_mojibake_that_lost_bytes_is_only_flagged(lossy):
    cleaned = clean(lossy)
    assert "mojibake" in cleaned.flags
    assert "mojibake-repaired" not in cleaned.flags


def test_one_garbled_paragraph_in_ten_flags_the_page():
    garbled = "中国的园区，是在一片新区上建成的，也是为了未来。".encode().decode("gbk", "ignore")
    text = "\n".join([SENTENCE] * 9 + [garbled])
    assert clean(text).flags == ("mojibake",)


@pytest.mark.parametrize(
    "healthy",
    [
        "ÄÖÜ-Übersicht: Größe, Äcker, Öl",
        "涓涓细流汇成江河。",
        "España y Perú: ¿cómo?",
        "目录········3",
        "第一章…………………1",
    ],
)
def test_healthy_text_is_never_taken_for_mojibake(healthy):
    assert clean(healthy) == (healthy, (), ())


# Titles


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("【滨江区招商】  滨江区签约 23 个项目", ("滨江区签约 23 个项目", "滨江区招商")),
        ("【投资滨江】2025年工作报告\n", ("2025年工作报告", "投资滨江")),
        ("滨江区抓招商 全年目标提前完成", ("滨江区抓招商 全年目标提前完成", None)),
        ("【公告】", ("【公告】", None)),
        ("政 府 工 作 报 告", ("政府工作报告", None)),
        ("\ufeff签约\u200b仪式", ("签约仪式", None)),
        ("关于印发【2025】15号文的通知", ("关于印发【2025】15号文的通知", None)),
        ("", ("", None)),
    ],
)
def test_titles(raw, expected):
    assert clean_title(raw) == expected


# Laws

PIECES = st.sampled_from(
    [example for *_, example in furniture()]
    + UNCHANGED[:6]
    + [
        GLOSSED,
        "，，",
        "。。",
        "！！",
        "资(zī)",
        " ",
        "\n",
        "\x85",
        "\u3000",
        "\ufeff",
        "\ud800",
        "\udc00",
        "€",
    ]
    + [
        SENTENCE.encode("utf-8").decode("latin-1"),
        SENTENCE.encode("utf-8").decode("gbk", "replace"),
        "锛銆鐨",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(), max_size=80),
    st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map("\n".join),
)


def han(text: str) -> Counter:
    return Counter(re.findall(f"[{HAN}]", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
@example("打印\n" * 40)
@example("，" * 30)
@example("資(zī(zī)zī)" * 30)
def test_cleaning_cleaned_text_changes_nothing(raw):
    once = clean(raw)
    again = clean(once.text)
    assert again.text == once.text
    assert again.dropped == ()


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_han_character_goes_but_with_a_reported_line_or_a_flagged_repair(raw):
    cleaned = clean(raw)
    if "mojibake-repaired" not in cleaned.flags:
        lines = "".join(line for _, line in cleaned.dropped)
        assert han(raw) == han(cleaned.text) + han(lines)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_cleaned_title_is_one_line_and_stays_as_it_is(raw):
    title, _ = clean_title(raw)
    assert "\n" not in title
    assert title == title.strip()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("&nbsp;&nbsp;园区&ldquo;双招双引&rdquo;工作推进会召开", "园区“双招双引”工作推进会召开"),
        ("一期&middot;二期&mdash;&mdash;三期&hellip;&hellip;", "一期·二期——三期……"),
        ("研发&amp;amp;生产", "研发&生产"),
        ("&#8220;链长制&#8221;", "“链长制”"),
        ("&#x4E2D;关村", "中关村"),
        ("标签&lt;p&gt;与&#60;br&#62;", "标签&lt;p&gt;与&#60;br&#62;"),
        ("R&D投入、AT&T", "R&D投入、AT&T"),
    ],
)
def test_what_was_escaped_twice_is_read_as_it_was_meant(raw, text):
    assert clean(raw).text == text
    assert clean_title(raw)[0] == text
    assert ("entities-repaired" in clean(raw).flags) == (raw != text)
