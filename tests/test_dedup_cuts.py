"""Copies of short notices that were cut, and framed besides; forms that are filled in twice under one title are none."""

import itertools

import numpy as np
import pytest

from dedup import pages
from dedup.cover import Cover
from dedup.text import comparable
from dedup.verify import Document, decide

STORY = (
    "县里今年把农村公路养护列入民生清单，由交通部门牵头，组织各村公益岗位人员对背街小巷和田间道路逐段清理。"
    "入夏以来雨水偏多，养护队伍清理边沟、修补坑槽，保障了学生上学和农产品外运的安全。"
    "下一步将推广村民自管的办法，把路段划到户，每季由乡镇检查一次，结果在村务栏公开，做得好的给予补助。"
)
ABOVE = "首页 > 要闻 > 乡镇动态\n您好，欢迎来到本县门户\n收藏 | 打印 | 分享\n"
BELOW = "\n扫码关注县融媒中心\n友情链接：省政府网 市政府网 县纪委\n热门推荐\n夏粮收购全面展开\n我县举办青年歌手大赛\n文明创建随手拍"
DIGEST = [
    "省气象台今天早上继续发布高温橙色预警，全省大部分地区最高气温将升至三十七摄氏度以上，局地超过四十摄氏度，提醒公众注意防暑，减少户外活动。",
    "全省夏季农机检修工作已经全面完成，累计检修各类机具近百万台，农业农村部门组织技术人员深入田间开展培训，确保秋收期间机具以良好状态投入使用。",
    "第九届民间剪纸艺术展昨天在省文化馆开幕，共展出来自十余个县的作品三百多件，展览免费向社会开放，期间还将举办非遗传承人现场教学和亲子活动。",
]
HEADS = ["高温橙色预警继续生效", "夏季农机检修全面完成", "民间剪纸艺术展昨天开幕"]


def document(body: str, id: str, title: str = "农村公路养护列入民生清单", site: str = "") -> Document:
    return Document(id, title, body, "2031-06-02", site or id)


@pytest.mark.parametrize("share", [0.6, 0.75])
@pytest.mark.parametrize("above, below", [(ABOVE, BELOW), ("", BELOW), (ABOVE, "")], ids=["both", "below", "above"])
def test_a_short_notice_that_was_cut_and_framed_is_the_notice(share, above, below):
    cut = STORY[: int(len(STORY) * share)] + "……"
    made = decide(document(STORY, "a"), document(above + cut + below, "b"))
    assert made.decision == "same", made


def test_only_under_one_title():
    cut = ABOVE + STORY[: len(STORY) // 2] + BELOW
    made = decide(document(STORY, "a"), document(cut, "b", "我县召开夏粮收购现场会"))
    assert made.decision != "same", made


FORMULA = "根据有关规定，经公开征集、资格审查和集体研究，现将结果予以公布，公布期为七个自然日，欢迎社会各界监督。"
FORMS = {
    "lines without a stop": (
        FORMULA
        + "\n项目名称：青石河护岸修复\n承担单位：青石水利工程队\n金额：三十六万元\n负责人：严冬\n联系处：水利股",
        FORMULA + "\n项目名称：学校食堂设备更新\n承担单位：德顺厨具商行\n金额：十二万元\n负责人：方立\n联系处：后勤股",
        FORMULA + "\n项目名称：档案室密集架\n承担单位：恒通办公家具\n金额：九万元\n负责人：于晴\n联系处：办公室",
    ),
    "lines before the formula": (
        "项目名称：青石河护岸修复\n承担单位：青石水利工程队\n金额：三十六万元\n负责人：严冬\n联系处：水利股\n"
        + FORMULA,
        "项目名称：学校食堂设备更新\n承担单位：德顺厨具商行\n金额：十二万元\n负责人：方立\n联系处：后勤股\n" + FORMULA,
    ),
    "a paragraph": (
        FORMULA + "\n青石河护岸修复由青石水利工程队承担，金额三十六万元，工期两个月，由水利股负责组织验收。",
        FORMULA + "\n学校食堂设备更新由德顺厨具商行承担，金额十二万元，本月内完成安装调试，由后勤股负责组织验收。",
    ),
}


def test_an_opening_of_its_own_is_no_frame():
    for opening, framed in ("首页 > 要闻\n", True), ("云岭乡召开征兵", False):
        lines = pages.layout(opening + STORY + BELOW)
        size = len(comparable(opening))
        covered = np.zeros(lines[-1].end, dtype=bool)
        covered[size : size + len(comparable(STORY))] = True
        assert pages.framed(Cover(covered), lines) is framed, opening


@pytest.mark.parametrize("forms", FORMS.values(), ids=list(FORMS))
def test_forms_filled_in_under_one_title_are_documents_of_their_own(forms):
    for one, other in itertools.combinations(forms, 2):
        made = decide(document(one, "a", "采购结果公布"), document(other, "b", "采购结果公布"))
        assert made.decision != "same", made


def digest(items: list[int], title: str = "省内快讯", id: str = "a") -> Document:
    return document("\n".join(f"{HEADS[at]}\n{DIGEST[at]}" for at in items), id, title)


def test_a_digest_that_was_cut_amid_an_item_is_the_digest():
    whole = digest([0, 1, 2])
    for more in (20, 40, 55):
        cut = document(whole.body[: whole.body.index(DIGEST[1]) + more], "b", "省内快讯")
        assert decide(whole, cut).decision == "same", decide(whole, cut)


def test_a_digest_is_not_its_first_items():
    assert decide(digest([0, 1, 2]), digest([0], id="b")).decision == "different"
