"""Long documents: what editions of one tell otherwise is a small share; a revision, next year, a second article are not."""

import random

import pytest
from opencc import OpenCC

from dedup.verify import Document, decide

WHO = [
    "发展改革部门",
    "农业农村部门",
    "水务部门",
    "交通运输部门",
    "教育体育部门",
    "文化旅游部门",
    "住房城建部门",
    "卫生健康部门",
    "商务部门",
    "科技部门",
]
WHAT = [
    "灌溉渠系",
    "乡镇卫生院",
    "农贸市场",
    "公交线路",
    "学前教育",
    "古村落保护",
    "老旧管网",
    "冷链仓储",
    "中小微企业融资",
    "实验室共享",
]
HOW = [
    "按季度公布进度",
    "由分管负责人牵头",
    "实行台账管理",
    "引入第三方评估",
    "优先安排财政资金",
    "在试点基础上推开",
    "同步开展业务培训",
    "列入年度督查",
]
MORE = [
    "重点解决群众反映集中的突出问题",
    "力争年内见到明显成效",
    "确保资金专款专用",
    "形成可以复制的做法",
    "进一步压实各方责任",
    "必须守住安全底线",
]


def report(seed: int, paragraphs: int = 60, year: int = 2031, place: str = "云崖县") -> str:
    """A report of about 7,000 characters, of its own wording for each seed."""
    rng = random.Random(seed)
    said = [f"{year}年{place}政府工作报告", "各位代表：", f"现在，我代表{place}人民政府向大会报告工作，请予审议。"]
    for number in range(paragraphs):
        said.append(
            f"围绕{rng.choice(WHAT)}，{rng.choice(WHO)}会同{rng.choice(WHO)}{rng.choice(HOW)}，投入{rng.randrange(12, 980)}万元，"
            f"惠及{rng.randrange(3, 90)}个村，完成率达到{rng.randrange(50, 99)}.{rng.randrange(1, 9)}%，{rng.choice(MORE)}，{rng.choice(MORE)}。"
            f"对{rng.choice(WHAT)}存在的短板，要求{rng.choice(WHO)}第{number + 1}次会商时逐项销号，{rng.choice(HOW)}。"
        )
    return "\n".join(said)


def numerals(text: str) -> str:
    """Every fifth percentage in words, every fourth sum in yuan."""
    from dedup.numerals import digits

    words = "〇一二三四五六七八九"
    for k, part in enumerate(sorted({w for w in text.replace("，", "\n").split("\n") if w.startswith("完成率达到")})):
        if k % 5 == 0:
            whole, _, tenth = part.removeprefix("完成率达到").rstrip("%").partition(".")
            tens, ones = divmod(int(whole), 10)
            told = f"百分之{words[tens]}十{words[ones] if ones else ''}点{words[int(tenth)]}"
            assert digits(told) == whole + tenth
            text = text.replace(part, f"完成率达到{told}")
    return text


def words(text: str) -> str:
    return text.replace("进一步压实", "继续压实", 4).replace("必须守住", "应当守住", 3).replace("要求", "规定", 2)


GLOSSARY = (
    "\n名词解释\n1. “链长制”：由负责人担任产业链链长的工作机制。\n2. “一网通办”：依托平台，政务服务一次登录、全网办理。\n"
    "3. “专精特新”：专业化、精细化、特色化、新颖化的中小企业。\n4. “飞地经济”：两地打破行政区划限制，共建园区、共享收益。\n"
    "5. “双随机”：随机抽取检查对象，随机选派检查人员。"
)
LICENCE = (
    "\n本作品属于公文，依照著作权法的规定不受著作权保护，任何人可以自由使用，包括商业使用，但应当注明出处，不得歪曲原意。"
    "本页面的其他内容以许可协议发布，详细条款请参阅站点说明，转载者应当自行核对文字，有出入的以正式文本为准。"
)
ARTICLE = (
    "\n{}\n阳春时节，记者走进深山里的手工纸作坊，水声与木槌声此起彼伏。坊主胡师傅告诉记者，祖上从浙东迁来，守着这门手艺已有七代。"
    "从砍竹、浸泡到捞纸、晒干，前后七十二道工序，样样离不开耐心。\n近几年，不少年轻人循着短视频找上门来学艺，胡师傅"
    "来者不拒，还在院子里搭起了体验区。傍晚的阳光斜照在一排排新纸上，泛着温润的光。他说，只要有人愿意学，纸槽里的水就不会干。"
)

EDITIONS = {
    "words": words,
    "numerals": numerals,
    "both": lambda text: words(numerals(text)),
    "glossary": lambda text: text + GLOSSARY,
    "licence": lambda text: text + LICENCE,
    "licence and glossary": lambda text: words(text) + LICENCE + GLOSSARY,
    "cut paragraphs": lambda text: "\n".join(line for k, line in enumerate(text.split("\n")) if k % 20 != 7),
    "opening lost": lambda text: "\n".join(text.split("\n")[8:]),
    "cut short": lambda text: text[: len(text) * 3 // 5],
    "traditional": OpenCC("s2twp").convert,
}


def decision(one: str, other: str, title: str = "政府工作报告", other_title: str = "政府工作报告"):
    return decide(Document("a", title, one), Document("b", other_title, other))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
class TestEditions:
    def test_it_is_the_document(self, edition, seed):
        text = report(seed)
        assert decision(text, edition(text)).decision == "same", decision(text, edition(text))
        assert decision(words(text), edition(text)).decision == "same", decision(words(text), edition(text))

    def test_next_year_is_another(self, edition, seed):
        text = report(seed)
        following = text.replace("2031", "2032")
        for k in range(12, 980, 2):
            following = following.replace(f"投入{k}万元", f"投入{k + 7}万元")
        assert decision(text, edition(following)).decision != "same"

    def test_a_page_that_holds_another_article_is_none(self, edition, seed):
        text = report(seed)
        for headline in ("深山里的手工纸", "胡师傅：守着纸槽的人"):
            page = text + ARTICLE.format(headline)
            if (
                edition(page) != page[: len(edition(page))] or edition(page) == page + GLOSSARY
            ):  # cut before the article
                made = decision(text, edition(page))
                assert made.decision != "same", made
        page = text + GLOSSARY + ARTICLE.format("深山里的手工纸")
        assert decision(text, page).decision != "same"

    def test_a_revision_is_another(self, edition, seed):
        text = report(seed).replace("政府工作报告", "公共服务条例")
        lines = text.split("\n")
        lines[0] += "\n2034年5月6日第二次修正"
        lines[20] = "申请人应于三日内自行申报备案，逾期不办的，由监察机关约谈并记入信用档案；任何单位不得借机摊派。"
        made = decision(edition(text), "\n".join(lines), "公共服务条例", "公共服务条例")
        if "traditional" not in (name for name, of in EDITIONS.items() if of is edition):
            assert made.decision != "same", made


def test_two_editions_that_each_have_an_annex_of_their_own():
    text = report(9)
    assert decision(text + GLOSSARY, words(text) + LICENCE).decision == "same"


def test_the_amending_line_alone_is_what_a_copy_left_out():
    text = report(4)
    assert decision(text, text.replace("各位代表", "（2034年5月6日第二次修正）\n各位代表", 1)).decision == "same"
