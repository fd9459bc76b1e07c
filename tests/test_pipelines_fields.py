"""pipelines: region, language, script, source and author come out in one form each."""

import re

import pytest
from hypothesis import given, strategies as st

from pipelines.characters import HAN
from pipelines.credits import author, source
from pipelines.languages import language, script
from pipelines.regions import DIVISIONS, official_name, region

# Region


@pytest.mark.parametrize(
    ("labelled", "name", "code"),
    [
        ("江苏-苏州-相城区", "江苏省苏州市相城区", "320507"),
        ("所属地区：广东省深圳市罗湖区", "广东省深圳市罗湖区", "440303"),
        ("浙江 杭州 临平区", "浙江省杭州市临平区", "330113"),
        ("浙江/杭州/钱塘", "浙江省杭州市钱塘区", "330114"),
        ("上海-浦东新区", "上海市浦东新区", "310115"),
        ("北京朝阳", "北京市朝阳区", "110105"),
        ("内蒙古-鄂尔多斯-东胜", "内蒙古自治区鄂尔多斯市东胜区", "150602"),
        ("湖北仙桃", "湖北省仙桃市", "429004"),
        ("恩施州", "湖北省恩施土家族苗族自治州", "422800"),
        ("甘南合作市", "甘肃省甘南藏族自治州合作市", "623001"),
        ("吉林", "吉林省", "220000"),
        ("吉林省吉林市", "吉林省吉林市", "220200"),
        ("罗湖", "广东省深圳市罗湖区", "440303"),
        ("江蘇省蘇州市", "江苏省苏州市", "320500"),
        ("江苏-苏州-工业园区", "江苏省苏州市", "320500"),
    ],
)
def test_a_labelled_region_gets_its_official_name_and_code(labelled, name, code):
    assert region(labelled, None, None, None) == (name, code)


def test_the_label_outranks_the_tag_the_tag_the_title_and_the_title_the_site():
    texts = ["江苏-苏州-相城区", "罗湖区招商", "宁波市鄞州区签约三个项目", "四川省成都市"]
    codes = []
    while texts:
        codes.append(region(*[None] * (4 - len(texts)), *texts)[1])
        texts.pop(0)
    assert codes == ["320507", "440303", "330212", "510100"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("2025年深圳市罗湖区政府工作报告", "440303"),
        ("深圳罗湖区举办招商推介会", "440303"),
        ("青岛市北区新增企业三百家", "370203"),
        ("济南市中区签约十个项目", "370103"),
        ("苏州工业园区揭牌", "320500"),
        ("廣州市天河區投資指南", "440106"),
        ("广东省与江苏省苏州市签署合作协议", "440000"),
    ],
)
def test_the_first_place_a_title_names_counts_down_to_its_deepest_division(title, code):
    assert region(None, None, title, None)[1] == code


@pytest.mark.parametrize(
    "title",
    ["阿里巴巴与园区签约", "各位来宾参观展厅", "招商合作项目", "新兴产业资源推介", "老城区改造", "Invest in Bavaria"],
)
def test_everyday_words_that_are_also_place_names_are_no_region(title):
    assert region(None, None, title, None) == (None, None)


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("鼓楼区举办推介会", "江苏省南京市", ("江苏省南京市鼓楼区", "320106")),
        ("鼓楼区举办推介会", "福州", ("福建省福州市鼓楼区", "350102")),
        ("鼓楼区举办推介会", "江苏省", ("鼓楼区", None)),
        ("鼓楼区举办推介会", None, ("鼓楼区", None)),
        ("朝阳区举办推介会", "北京", ("北京市朝阳区", "110105")),
        ("朝阳区举办推介会", "吉林省", ("吉林省长春市朝阳区", "220104")),
    ],
)
def test_a_name_that_several_divisions_bear_is_settled_by_context_or_left_without_a_code(title, site, expected):
    assert region(None, None, title, site) == expected


def test_a_labelled_place_outside_china_stays_as_it_stands():
    assert region("Bayern", None, "深圳市投资指南", None) == ("Bayern", None)


def test_nothing_named_is_no_region():
    assert region(None, "", "关于公布名单的通知", None) == (None, None)


def test_every_official_name_leads_back_to_its_code():
    strays = {code: region(official_name(code), None, None, None) for code in DIVISIONS}
    assert {code: found for code, found in strays.items() if found != (official_name(code), code)} == {}


PLACES = st.one_of(st.none(), st.text(max_size=30), st.text("江苏州市区县城鼓楼深圳罗湖-", max_size=12))


@given(PLACES, PLACES, PLACES, PLACES)
def test_any_text_gives_a_division_with_its_code_or_a_name_without(labelled, tag, title, site_region):
    name, code = region(labelled, tag, title, site_region)
    assert code is None or name == official_name(code)


# Language and script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("滨江区举办春季招商推介会，签约项目二十三个。", ("zh", "Hans")),
        ("濱江區舉辦春季招商說明會，簽約項目二十三個。", ("zh", "Hant")),
        ("园区引进NVIDIA和Siemens两家企业", ("zh", "Hans")),
        ("人大代表", ("zh", None)),
        ("Invest in the new industrial park by the river", ("en", "Latn")),
        ("Neue Gewerbeflächen für Unternehmen aus Übersee", ("de", "Latn")),
        ("La région accueille des entreprises étrangères", ("fr", "Latn")),
        ("産業団地のご案内です", ("ja", None)),
        ("산업단지 투자 유치 공고", ("ko", None)),
        ("Приглашаем инвесторов в промышленный парк", ("ru", None)),
        ("2025-08-06 12:30", (None, None)),
        ("", (None, None)),
    ],
)
def test_language_and_script(text, expected):
    assert (language(text), script(text)) == expected


@pytest.mark.parametrize("bounds", re.findall("(.)-(.)", HAN))
def test_only_the_characters_from_the_first_of_each_range_to_the_last_make_a_text_chinese(bounds):
    first, last = bounds
    assert language(first) == language(last) == "zh"
    for outside in chr(ord(first) - 1), chr(ord(last) + 1):
        assert language(outside) != "zh" or re.match(f"[{HAN}]", outside)


# Source and author


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源：滨江日报", "滨江日报"),
        ("來源：濱江日報", "濱江日報"),
        ("（来源:滨江发布）", "滨江发布"),
        ("信息来源：区政府办公室 发布时间：2025-08-06", "区政府办公室"),
        ("文章来源：滨江日报作者：陈立浏览次数：35", "滨江日报"),
        ("来源：滨江日报 | 字体：大 中 小", "滨江日报"),
        ("稿源：《滨江日报》", "滨江日报"),
        ("滨江日报", "滨江日报"),
        ("Quelle: Stadt Musterhausen", "Stadt Musterhausen"),
        ("来源：滨江日报记者 陈立", "滨江日报"),
        ("来源:\u200b滨江乡情报记者", "滨江乡情报"),
        ("滨江电视台特约通讯员", "滨江电视台"),
        ("来源：中国记者", "中国记者"),
        ("来源：未知", None),
        ("来源：本站原创", None),
        ("来源：", None),
        ("--", None),
        (None, None),
    ],
)
def test_source(text, expected):
    assert source(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("作者：陈立 周敏", "陈立 周敏"),
        ("作者: 陈立、周敏 来源：滨江日报", "陈立、周敏"),
        ("责任编辑：李晓明", "李晓明"),
        ("(编辑：王敏)", "王敏"),
        ("責任編輯：李曉明", "李曉明"),
        ("本报记者 陈立 通讯员 周敏", "陈立 周敏"),
        ("记者：陈立", "陈立"),
        ("陈立", "陈立"),
        ("Author: Jane Doe", "Jane Doe"),
        ("作者：\ufeff陈立\u200b", "陈立"),
        ("作者：admin", None),
        ("作者：佚名", None),
        ("", None),
    ],
)
def test_author(text, expected):
    assert author(text) == expected


@given(st.text(max_size=60))
def test_normalising_a_normal_value_changes_nothing(text):
    for normalise in (source, author):
        once = normalise(text)
        assert once is None or once == once.strip() != ""
