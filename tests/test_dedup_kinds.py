"""Kinds of copies, and of notices that are none, that were written down before the rules had seen them."""

import re

import pytest

from dedup.text import comparable
from dedup.verify import Document, decide

NOTICE = (
    "为支持本地茶农扩大种植，云岭乡决定对新建茶园给予补助，新植面积达到规定标准的，每户可以申请一次。\n"
    "申请人应当先到村民委员会登记，由村干部和农技人员一起到地块查看，量清面积，拍照存档，再报乡里复核。\n"
    "补助资金分两次发放，栽种当年给一半，次年春天成活率达到要求的再给另一半，所需资金从乡级产业资金中列支。\n"
    "对虚报面积、重复申请的，收回已发资金，并在村务公开栏通报，三年之内不再受理其申请。"
)
TITLE = "云岭乡新建茶园补助办法"


def decided(one: str, other: str, title: str = TITLE, other_title: str = TITLE):
    return decide(Document("a", title, one), Document("b", other_title, other))


def listed(sizes: list[int] | None) -> str:
    names = ("新建茶园申请表", "地块查看记录表", "成活率核验表", "资金发放明细表")
    ends = [f".doc（{size}KB）" for size in sizes] if sizes else [".doc"] * len(names)
    return "\n附件：" + "\n".join(f"{k}. {name}{end}" for k, (name, end) in enumerate(zip(names, ends, strict=True), 1))


def test_the_sizes_of_files_that_one_site_prints_are_no_other_numbers():
    made = decided(NOTICE + listed(None), NOTICE + listed([36, 412, 57, 98]))
    assert made.decision == "same", made


CLAUSE = (
    "\n乡纪检组织对补助资金的发放开展监督，群众可以向其反映问题，反映属实的，责令经办人改正，并把改正的结果张贴出来。"
)
STAGES = ["（征求意见稿）", "（草案）", "(2031年修订)", "（送审稿）"]


@pytest.mark.parametrize("stage", STAGES)
class TestStages:
    def test_a_clause_and_a_stage_that_only_one_has_make_two_documents(self, stage):
        with_clause = NOTICE.replace("\n补助", CLAUSE + "\n补助")
        made = decided(NOTICE, with_clause, TITLE + stage, TITLE)
        assert (made.decision, made.guard) == ("different", "revision"), made

    def test_a_title_that_a_copy_shortened_makes_none(self, stage):
        assert decided(NOTICE, "来源：乡政府\n" + NOTICE, TITLE + stage, TITLE).decision == "same"
        assert decided(NOTICE, NOTICE[: len(NOTICE) * 3 // 4], TITLE + stage, TITLE).decision == "same"

    def test_of_one_stage_a_lost_clause_makes_none(self, stage):
        with_clause = NOTICE.replace("\n补助", CLAUSE + "\n补助")
        assert decided(NOTICE, with_clause, TITLE + stage, TITLE + stage).decision == "same"


def test_a_year_of_revision_in_a_title_may_stand_in_the_other_body():
    line = "（2025年3月2日乡人民代表大会通过　2031年5月6日乡人民代表大会修订）\n"
    with_clause = NOTICE.replace("\n补助", CLAUSE + "\n补助")
    assert decided(line + NOTICE, line + with_clause, TITLE + "（2031年修订）", TITLE).decision == "same"


HEADS = ["云岭采茶节将于5月8日开幕", "云岭采茶节开幕"]
BEFORE = (
    "5月2日，乡政府召开新闻发布会，介绍云岭采茶节筹备情况。采茶节将于5月8日至10日举行，由乡文化站承办，预计有32支队伍参赛。\n"
    "采茶节设4个赛区，将比赛采摘、揉捻和冲泡，茶艺传人陆建兰等评委将首次登台，期间还将放映3场露天电影。\n"
)
AFTER = (
    "云岭采茶节在村外茶场开幕。采茶节由乡文化站承办，共有32支队伍参赛，首日售茶19担，签下订单269份。\n"
    "采茶节设4个赛区，比赛采摘、揉捻和冲泡，茶艺传人陆建兰等评委首次登台。\n"
)
BACKGROUND = (
    "云岭种茶的历史很长，山上至今留着几百株老茶树，春天开园的时候，家家户户都要上山，孩子们也跟着去。"
    "近年来乡里修通了进山的路，办起了合作社，统一收购、统一加工，茶农的收入稳定下来，外出的年轻人陆续回来。\n"
    "山下的老街上开了十几家茶铺，铺子里摆着竹编的茶篓和粗陶的茶罐，掌柜大多是茶农自己，客人坐下来先喝三泡再谈价钱。\n"
)
PRAISE = "一位游客说，从前只在画册上看过这样的茶山，这次亲手采了半篓，明年还想带着家里的老人一起来住上几天。\n"


def test_the_preview_and_the_report_of_an_event_are_not_merged():
    for title, other in (HEADS, ["第二届采茶节"] * 2):
        made = decided(BEFORE + BACKGROUND, AFTER + BACKGROUND + PRAISE, title, other)
        assert made.decision != "same", made


def test_what_only_one_of_two_has_is_no_preview():
    whole = AFTER + BACKGROUND + PRAISE * 3
    assert decided(whole, AFTER + "点击查看全文\n分享 收藏 打印", HEADS[1], HEADS[1]).decision == "same"


STORIES = {
    "云岭乡新建茶园有补助": NOTICE.split("\n")[0] + NOTICE.split("\n")[2],
    "县图书馆周末延长开放": "县图书馆读者座谈会之后，馆里决定周末延长开放两个小时，少儿阅览室同时增设亲子座位，方便上班的家长带孩子来看书。"
    "借阅证可以在自助机上办理，押金已经取消，逾期还书的改为扣减积分，积分可以在下一季度补回。馆长说，志愿者每天下午来给孩子们读一段故事，读哪本书由孩子们投票。",
    "东门菜场改造完工": "历时五个月的东门菜场改造在月底完工，摊位从露天搬进了棚内，地面铺了防滑砖，排水沟加了盖板，熟食和水产分开摆放。"
    "市场管理方表示，摊位费一年之内不涨，残疾摊主减半收取，垃圾每天清运三次，欢迎街坊监督。卖豆腐的老李搬进了靠门的摊位，他说雨天再也不用撑伞做生意了。",
    "乡卫生院请来专科医生": "从本月起，县医院的骨科和眼科医生轮流到乡卫生院坐诊，每周各一天，挂号费按乡里的标准收，老人不用再坐车进城。"
    "卫生院腾出了两间诊室，添了裂隙灯，护士到县里培训了半个月，预约电话贴在各村的公告栏上。",
}


@pytest.mark.parametrize("title", [*STORIES][1:3])
@pytest.mark.parametrize("page_title", ["一周要闻", "云岭乡新建茶园有补助"])
def test_an_article_amid_others_on_a_page_is_not_the_page(title, page_title):
    page = "\n".join(f"{head}\n{body}" for head, body in STORIES.items())
    made = decided(page, STORIES[title], page_title, title)
    assert made.decision != "same", made


@pytest.mark.parametrize("order", [1, -1])
def test_a_short_article_beside_a_long_one_is_not_the_page(order):
    long = "\n".join(NOTICE.replace("茶", plant) for plant in "茶竹桑桃")
    short = STORIES["东门菜场改造完工"]
    page = "\n".join([short, long][::order])
    made = decided(page, short, "东门菜场改造完工", "东门菜场改造完工")
    assert made.decision != "same", made


def test_a_day_that_lost_a_digit_in_a_scan_is_no_other_day():
    body = "\n".join(["云岭乡6月26日召开茶园补助工作会。", NOTICE, BACKGROUND, PRAISE, *STORIES.values()])
    scanned = body.replace("26日", "6日")
    for whole, hurt in (("登记", "登已"), ("拍照", "柏照"), ("复核", "复孩"), ("春天", "舂天")):
        scanned = scanned.replace(whole, hurt, 1)
    assert decided(body, scanned).decision == "same"
    assert decided(body, body.replace("26日", "6日")).decision == "different"


def test_a_label_that_shares_a_character_with_a_title_is_no_other_title():
    assert decided(NOTICE, NOTICE + "（周岚报道）", "云岭乡二季度工作要点", "要闻｜茶山上的新变化").decision == "same"


OPENING = "日前，云岭乡开出流动政务车，到离乡政府最远的三个村办理证照，当天受理业务四十余件，村民不必再下山跑腿。车上有打印机和摄像头，能当场出证的当场出证，不能的由驻村干部送到家里。"
BYLINES = [
    "新华网云岭6月20日电（记者陆青 何宁）",
    "本报青石坪6月22日讯  通讯员方小雨报道：",
    "山乡周刊客户端 记者 严冬\n",
    "本报讯（通讯员孟川）",
    "據云嶺網訊（記者王松）",
]


@pytest.mark.parametrize("one", BYLINES)
@pytest.mark.parametrize("other", [*BYLINES, ""])
def test_a_report_under_two_bylines_is_one_report(one, other):
    made = decided(one + OPENING, other + OPENING, "流动政务车开进深山", "流动政务车开进深山")
    assert made.decision == "same", made


@pytest.mark.parametrize("word", ["记者从东湖区获悉，", "记者在东湖镇看到，"])
def test_what_a_reporter_did_is_no_byline(word):
    made = decided(word + OPENING, word.replace("东湖", "西山") + OPENING, "流动政务车", "流动政务车")
    assert made.decision != "same", made


DUTIES = re.findall(
    r"\S+",
    "种苗调运 地块丈量 灌溉分水 道路养护 农机存放 堆肥发酵 病虫巡查 采摘计量 初制加工 仓库通风 运输交接 账目公开 节庆采买 护林值守",
)
NUMERALS = [*"一二三四五六七八九十", *map("十{}".format, "一二三四五")]


def code(duties: list[str]) -> str:
    """A code of conduct, of an article each."""
    return "\n".join(
        f"第{NUMERALS[k]}条　{duty}由村民小组推举专人负责，{duty}的记录按季交合作社备查，{duty}中有争执的先由组里调解。"
        for k, duty in enumerate(duties)
    )


@pytest.mark.parametrize("at", [2, 5, 9])
def test_a_code_whose_articles_moved_on_behind_a_new_one_is_another_edition(at):
    made = decided(code(DUTIES), code([*DUTIES[:at], "茶园防火", *DUTIES[at:]]), "云岭合作社章程", "云岭合作社章程")
    assert (made.decision, made.guard) == ("different", "ordinals"), made


def test_ordinals_that_a_scan_hurt_here_and_there_make_no_edition():
    scanned = code(DUTIES).replace("第十三条", "第十二条").replace("第六条", "第大条").replace("第十一条", "第十条")
    long = "\n".join([code(DUTIES), NOTICE, BACKGROUND, *STORIES.values()])
    hurt = "\n".join([scanned, NOTICE, BACKGROUND, *STORIES.values()])
    assert decided(long * 3, hurt + long * 2, "云岭合作社章程", "云岭合作社章程").decision != "different"


ENGLISH = (
    "After five months the market at the east gate reopened with covered stalls, new tiles and a drain along the wall.\n"
    "The manager said that rents stay as they were for a year, and that disabled keepers pay half of them.\n"
    "Old Li, who sells bean curd, took a stall by the door and no longer has to work under an umbrella when it rains.\n"
    "Neighbours are asked to say what is amiss, waste is taken away three times a day, fish and cooked food lie apart.\n"
)


def test_a_translation_behind_a_short_text_is_no_article():
    body = STORIES["东门菜场改造完工"]
    assert decided(body, f"{body}\n{ENGLISH}", "东门菜场改造完工", "东门菜场改造完工").decision == "same"


PEOPLE = {
    "陆青": "13864201957",
    "何宁": "15920473318",
    "方小雨": "18837120645",
    "严冬": "13705518824",
    "孟川": "15133907262",
}


def test_numbers_of_telephones_that_a_copy_hides_in_part_are_no_others():
    told = NOTICE + "".join(f"\n{name}，电话{number}" for name, number in PEOPLE.items())
    shown = NOTICE + "".join(f"\n{name}，电话{number[:3]}****{number[-4:]}" for name, number in PEOPLE.items())
    others = NOTICE + "".join(f"\n{name}，电话{number[::-1]}" for name, number in PEOPLE.items())
    assert decided(told, shown).decision == "same"
    assert decided(told, others).decision == "different"


COUNTED = "3个村先行，12户先种，40亩地块量清之后，27名农技人员分头指导。\n5月底前登记，6月复核，9月发放。\n"


@pytest.mark.parametrize("mark", ["0{}\n", "【0{}】", "（{}5） "])
def test_a_number_that_a_copy_puts_before_another_is_no_part_of_it(mark):
    lines = (COUNTED + NOTICE).split("\n")
    numbered = "\n".join(mark.format(k) + line for k, line in enumerate(lines, 1))
    assert decided(COUNTED + NOTICE, numbered).decision == "same"


def test_a_number_that_grew_is_another():
    others = COUNTED.replace("12户", "312户").replace("40亩", "140亩").replace("27名", "227名")
    assert decided(COUNTED + NOTICE, others + NOTICE).decision == "different"


DATED = (
    "新建茶园自2031年3月2日起登记，2031年4月15日9时在乡政府抽签，5月6日前量完地块。\n"
    + NOTICE
    + "\n本办法2030年11月20日经乡人民代表大会通过，2031年12月1日到期。"
)


def in_digits(body: str, form: str) -> str:
    day = r"(20\d\d)年(\d+)月(\d+)日(?:(\d+)时)?"
    return re.sub(day, lambda m: form.format(*map(int, m.groups(default="0"))) + (f" {m[4]}:00" if m[4] else ""), body)


@pytest.mark.parametrize("form", ["{}-{:02}-{:02}", "{}.{}.{}", "{}/{}/{:02}"])
def test_a_day_in_digits_alone_is_the_day(form):
    assert decided(DATED, in_digits(DATED, form)).decision == "same"
    more = DATED.replace("5月6日前", "5月6日、8日日间")
    assert decided(more, in_digits(more, form)).decision == "same"
    assert (
        decided(DATED, in_digits(DATED.replace("3月2日", "3月5日").replace("4月15", "4月18"), form)).decision != "same"
    )


@pytest.mark.parametrize(
    ("one", "other"), [("2031年6月茶园补助", "2031-06茶园补助"), ("第十二批茶园补助", "第12批茶园补助")]
)
def test_a_figure_of_a_title_written_otherwise_is_that_figure(one, other):
    assert decided(NOTICE, NOTICE + "\n完", one, other).decision == "same"
    assert decided(NOTICE, NOTICE + "\n完", one, other.replace("2", "3").replace("6", "7")).decision == "different"


def test_a_name_that_a_copy_hides_is_no_other():
    body = "云岭乡干部林知远到青石坪看望茶农周砚秋，送去两袋化肥，问了春茶的价钱和销路，答应请人来修水渠。"
    assert decided(body, body.replace("知远", "某某").replace("砚秋", "某")).decision == "same"
    assert decided(body, body.replace("知远", "建兰").replace("砚秋", "小雨")).decision == "different"


LEADS = "\n".join(f"{title}\n{body[:70]}。" for title, body in [*STORIES.items()][1:])


@pytest.mark.parametrize("words", ["相关新闻", "【推荐阅读】", "猜你喜欢"])
def test_headlines_with_their_leads_behind_an_article_are_no_articles(words):
    first, *others = STORIES.items()
    page = f"{NOTICE}\n{words}\n{LEADS}"
    assert decided(NOTICE, page).decision == "same"
    assert decided(page, STORIES["东门菜场改造完工"], TITLE, "东门菜场改造完工").decision == "different"
    two = f"{NOTICE}\n{words}\n" + "\n".join("\n".join(one) for one in others)
    assert decided(NOTICE, two).decision == "different"
    digest = f"{words}\n{first[0]}\n{first[1]}\n{LEADS}"
    assert decided(digest, first[1], "一周要闻", first[0]).decision != "same"


def test_markup_that_a_page_shows_is_no_text():
    marked = "\n".join(f'<p style="text-indent: 2em;"><span>{line}</span></p>' for line in NOTICE.split("\n"))
    made = decided(NOTICE, marked)
    assert (made.decision, made.jaccard) == ("same", 1.0)
    assert comparable("若a<b则c>d") == "若ab则cd"


@pytest.mark.parametrize("title", [f"《{TITLE}》公开征求意见", f"关于征求《{TITLE}》意见的公告"])
def test_a_draft_that_asks_for_comments_is_not_what_was_decided(title):
    asks = f"现将《{TITLE}（征求意见稿）》全文公布，请在月底之前来信提出意见。\n"
    draft = NOTICE.replace("\n补助", CLAUSE + "\n补助")
    assert decided(NOTICE, asks + draft, TITLE, title).decision == "different"
    assert decided(asks + draft, draft, title, title).decision == "same"


FORM = "{}农机服务站：\n你站报来的备案申请收悉，准予备案，项目代码：{}。\n" + NOTICE
CODES = ["2031-360102-39-03-128564", "2031-360102-39-03-704482"]


def test_a_form_that_is_sent_to_another_under_another_code_is_not_merged():
    one, other = (FORM.format(name, code) for name, code in zip(("青石坪", "东湖"), CODES, strict=True))
    assert decided(one, other, "备案通知书", "备案通知书").decision != "same"
    assert decided(one, f"来源：县农业局\n{one}\n打印 关闭").decision == "same"
