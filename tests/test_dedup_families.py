"""Families of one template are as many documents as notices; their copies on other sites are the notices they copy.

They were written down before the rules had seen any of them.
"""

import itertools

import pytest
from opencc import OpenCC

from dedup.verify import Document, decide

NOTICE = (
    "根据年度工作安排，{0}的前期手续已经办理完毕，现向社会公布如下。{0}由街道办事处组织实施，所需费用列入本级预算，"
    "实施期间请过往车辆和行人注意避让。有意参与{0}的单位可到便民服务大厅综合窗口索取资料，"
    "资料费用自理。对上述内容有疑问的，请在工作时间向街道办事处城建科反映。"
)
LONG = NOTICE + (
    "参与单位应当依法登记注册，具有良好的商业信誉和健全的财务会计制度，具备履行合同所必需的设备和专业技术能力，"
    "有依法缴纳税收和社会保障资金的良好记录，前三年内在经营活动中没有重大违法记录。评审工作由街道办事处组织专家"
    "按照公开、公平、公正的原则进行，评审结果在街道公示栏和政务网站同时公布，接受社会监督。未中选的单位不再另行"
    "通知，所交资料恕不退还。"
)
# One character apart, two apart, figures, and names that share a character.
FAMILIES = [
    ("东湖路排水改造", "西湖路排水改造"),
    ("前街路灯更换", "后街路灯更换"),
    ("A座外墙修缮", "B座外墙修缮", "C座外墙修缮"),
    ("甲栋电梯加装", "乙栋电梯加装", "丙栋电梯加装"),
    ("王家坝河道清淤", "汪家坝河道清淤"),
    ("上坪小学食堂改建", "下坪小学食堂改建"),
    ("夏季防汛演练", "冬季防汛演练"),
    ("内环绿道铺装", "外环绿道铺装"),
    ("大礼堂座椅采购", "小礼堂座椅采购"),
    ("新仓库屋面防水", "旧仓库屋面防水"),
    ("一期围墙砌筑", "二期围墙砌筑", "三期围墙砌筑"),
    ("左岸护坡加固", "右岸护坡加固"),
    ("青石桥维修", "红石桥维修"),
    ("临江区停车场划线", "临海区停车场划线"),
    ("水利设施普查", "水文设施普查"),
    ("第3标段管网铺设", "第4标段管网铺设"),
    ("设计服务比选", "监理服务比选"),
    ("幼儿园围栏更新", "敬老院围栏更新"),
    ("赵村饮水工程", "孙村饮水工程", "周村饮水工程"),
    ("春茶展销筹备", "秋茶展销筹备"),
    ("沙溪镇垃圾清运", "沙河镇垃圾清运"),
    ("男生宿舍粉刷", "女生宿舍粉刷"),
    ("北苑供热管道检修", "南苑供热管道检修"),
    ("早市摊位调整", "夜市摊位调整"),
    ("单号楼消防检测", "双号楼消防检测"),
    ("图书馆空调清洗", "体育馆空调清洗"),
    ("高坡景观亭修建", "低坡景观亭修建"),
    ("电子元件库搬迁", "电力元件库搬迁"),
    ("五号泵站大修", "六号泵站大修"),
    ("老年大学桌椅订购", "青年大学桌椅订购"),
    ("主渠道闸门除锈", "支渠道闸门除锈"),
    ("YK12路段护栏刷新", "YK21路段护栏刷新"),
]


@pytest.mark.parametrize("template", [NOTICE, LONG], ids=["short", "long"])
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
class TestFamilies:
    def test_every_member_is_a_document_of_its_own(self, family, template):
        notices = [Document(subject, f"关于{subject}的公告", template.format(subject)) for subject in family]
        for one, other in itertools.combinations(notices, 2):
            assert decide(one, other).decision == "different", decide(one, other)

    def test_titles_that_begin_with_the_subject(self, family, template):
        notices = [Document(subject, f"{subject}公告", template.format(subject)) for subject in family]
        for one, other in itertools.combinations(notices, 2):
            assert decide(one, other).decision == "different", decide(one, other)

    def test_a_copy_on_another_site_is_the_notice(self, family, template):
        for subject in family:
            body = template.format(subject)
            one = Document("a", f"关于{subject}的公告", body, "2031-04-02", "here")
            for copy in (
                f"来源：街道办\n{body}\n编辑：小周",
                OpenCC("s2t").convert(body),
                body.replace("，", ","),
                body[:-20],
            ):
                other = Document("b", f"【通知公告】关于{subject}的公告", copy, "2031-04-05", "there")
                assert decide(one, other).decision == "same", decide(one, other)


FORMULA = (
    "现将有关情况予以公布，时间为七个自然日。如有不同意见，请到街道办事处二楼登记，逾期不予受理。特此公告，请相互转告。"
)
ARTICLE = NOTICE.format("沿街店招整治") + "本次整治共涉及商铺若干家，预计于雨季之前完成。"


def over(one_title, other_title, body, other_body=None, site="there", days=("2031-04-02", "2031-04-02")):
    return decide(
        Document("a", one_title, body, days[0], "here"), Document("b", other_title, other_body or body, days[1], site)
    ).decision


@pytest.mark.parametrize("site", ["here", "there"])
def test_a_formula_under_titles_of_other_matters_is_no_repost(site):
    titles = [
        "东湖路排水改造结果公布",
        "西湖路排水改造结果公布",
        "春茶展销参展名单",
        "幼儿园入学顺序",
        "第三批补贴名单",
        "第四批补贴名单",
    ]
    for one, other in itertools.combinations(titles, 2):
        assert over(one, other, FORMULA, site=site) != "same"
    assert over(titles[0], "【公告】" + titles[0], FORMULA, site=site) == "same"


def test_a_formula_of_another_day_of_one_site_is_another_notice():
    assert over("每周快讯", "每周快讯", FORMULA, site="here", days=("2031-04-02", "2031-05-02")) == "unsure"
    assert over("每周快讯", "每周快讯", FORMULA, site="there", days=("2031-04-02", "2031-05-02")) == "same"
    assert over("每周快讯", "每周快讯", FORMULA, site="here", days=("2031-04-02", "2031-04-02")) == "same"
    assert over("每周快讯", "每周快讯", FORMULA, site="here", days=("2031-04-02", None)) == "same"


def test_two_bodies_met_again_are_asked_anew_who_published_them_and_when():
    days, longer = ("2031-04-02", "2031-05-02"), FORMULA + "特此告知"
    for site, expected in [("here", "unsure"), ("there", "same"), ("here", "unsure")]:
        assert over("每周快讯", "每周快讯", FORMULA, site=site, days=days, other_body=longer) == expected


def test_unrelated_titles_over_one_long_text_of_one_site_are_a_warning_about_the_site():
    page = "为了您的访问安全，系统需要确认您是真实用户，请稍候，页面将在数秒后自动跳转。" * 6
    assert over("春茶展销参展名单公布", "关于水库泄洪的紧急通告", page, site="here") == "unsure"
    assert over("沿街店招整治公告", "便民服务大厅综合窗口", ARTICLE, site="here") == "same"  # the text speaks of both
    assert over("沿街店招整治公告", "欢迎参与沿街店招工作", ARTICLE) == "same"


def test_words_that_changed_in_the_body_are_what_unrelated_titles_are_about():
    one, other = "临江仓储项目推介会日程", "滨海酒店招商问答"
    body = "现将园区{}配套事项向社会公开，欢迎来电。" + FORMULA + FORMULA
    assert over(one, other, body.format("临江"), body.format("滨海")) == "different"


@pytest.mark.parametrize("one_title", ["", "街道简报"])
def test_notices_without_a_body_never_match(one_title):
    assert decide(Document("a", one_title, ""), Document("b", one_title, "")).decision == "different"
    assert decide(Document("a", one_title, "。"), Document("b", one_title, "\n")).decision == "different"
