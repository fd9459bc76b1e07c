"""What begins otherwise is another notice, and a day that a repost tells less exactly is that day."""

import pytest
from opencc import OpenCC

from dedup.verify import Document, decide

ANSWER = (
    "您好，来信收悉，我们随即派人到现场查看，情况属实。村里已同施工的人商定，月底之前修好，修好之前夜里有人值守。"
    "同样的情形，村里正在逐处查看，查到的登记在册，修一处销一处，结果张贴在村委会门口。谢谢您的来信，盼望您继续留意。\n"
    "来信可以投进村口的信箱，也可以当面交给值班的村干部，七日之内答复，匿名的来信也看，但没有办法答复本人。\n"
    "答复之后不满意的，可以请村民代表会议再议一次，代表会议每季度开一次，议过的事由记录员写进簿子，谁都可以来翻看。"
)
LETTERS = [
    "村东头水渠的盖板断了两块，孩子上学都要绕路走。",
    "晒谷场的灯坏了半个月，夜里收谷子看不清脚下。",
    "卫生室门前那段坡太陡，下雨天老人滑倒过三回。",
    "去年栽下的树苗死了一半，说好的补栽一直没有来。",
]
FORMS = ["来信：{}\n{}", "{}{}", "有村民写信说，{}{}"]


def decided(one: str, other: str, title: str = "来信选登"):
    return decide(Document("a", title, one), Document("b", title, other))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("k", range(3))
def test_one_answer_to_two_letters_is_two_notices(form, k):
    one, other = (form.format(letter, ANSWER) for letter in LETTERS[k : k + 2])
    assert decided(one, other).decision != "same"
    assert decided(one, OpenCC("s2twp").convert(other)).decision != "same"


@pytest.mark.parametrize("form", FORMS)
def test_an_opening_that_a_copy_lost_framed_or_hurt_is_no_other(form):
    whole = form.format(LETTERS[0], ANSWER)
    assert decided(whole, ANSWER).decision == "same"
    assert decided(whole, f"首页 > 来信选登\n2031-05-06 村务公开栏 浏览：31\n{whole}").decision == "same"
    hurt = whole.replace("盖板断了", "盖扳断丁").replace("孩子", "孩孑")
    assert decided(whole, hurt).decision == "same"
    notes = (
        "编者按：办事快慢，村民最清楚。从今天起，我们陆续选登各村的来信和答复，请读者一起来评议。",
        "小编的话：等了好久的回信终于来了！原文有点长，小编全都搬来了，建议先收藏，再慢慢看。",
    )
    assert decided(*(f"{note}\n{whole}" for note in notes)).decision == "same"


EVENT = "，云岭乡的流动政务车开进青石坪，当天办理证照四十余件，村民不必下山。车上有打印机和摄像头，能出证的当场出证，不能的由干部送到家里。"


@pytest.mark.parametrize("day", ["6月18日", "2031年6月18日", "18日", "昨天", "今日"])
@pytest.mark.parametrize("vague", ["近日", "日前", "昨日"])
def test_a_day_that_a_repost_no_longer_names_is_that_day(day, vague):
    assert decided(f"记者获悉，{day}{EVENT}", f"记者获悉，{vague}{EVENT}").decision == "same"
    assert decided(f"记者获悉，6月18日{EVENT}", f"记者获悉，6月25日{EVENT}").decision != "same"
