"""What stands around a text in boxes of its own and speaks to who reads it, what the seventh wave of platforms showed
(articles_seventh.py); and texts that only resemble it, which stay whole."""

from __future__ import annotations

import pytest
from yunqi import BODY, NOW, TITLE, URL, lines

from crawler.read.article.article import read
from nouns.found import Article

TEXT = "<div class='c'>" + "".join(f"<p>{line}</p>" for line in BODY) + "</div>"


def page(content: str) -> Article:
    """The article read from a page with a menu above it and a foot below."""
    frame = "<div><a href='/'>首页</a></div><div>%s</div><div class='footer'>版权所有：云栖管委会</div>"
    return read(f"<html><head><title>{TITLE}_云栖管委会</title></head><body>{frame % content}</body></html>", URL, NOW)


def around(after: str = "", text: str = TEXT) -> tuple[str, ...]:
    """The body's lines of a page with something behind its text."""
    return lines(page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13　来源：云栖日报</p>{text}{after}"))


@pytest.mark.parametrize(
    "box",
    [
        "<div class='pj'><h4>信息评价</h4><p>本页面信息对您是否有帮助？</p><ul><li>有帮助</li><li>一般</li></ul></div>",
        "<div class='myd'><p>您对该解读的满意度：</p><label><input type='radio'>满意</label><label><input type='radio'>一般</label></div>",
        "<div class='kf'><p>智能问答</p><p>我是小云，请问有什么可以帮您？</p></div>",
        "<div class='gz'>关注云栖发布，获取更多政务信息</div>",
        "<p>本文系作者授权发布，不代表本站立场。</p>",
        "<div class='ly'><h3>我感兴趣</h3><form>姓名：<input name='n'> 电话：<input name='t'></form></div>",
        "<div class='sm'><p>① 凡本站注明来源的稿件，版权均属本网所有。</p><p>② 如本站转载稿涉及版权等问题，请联系。</p></div>",
        "<div class='feedback'><h2>Is this page useful?</h2><p>Help us improve our website</p></div>",
    ],
)
def test_a_box_beside_the_text_that_is_for_who_reads_is_none_of_it(box):
    assert around(box) == BODY


def test_a_named_box_within_the_text_that_is_for_who_reads_is_none_of_it():
    inner = TEXT.removesuffix("</div>") + "<div class='wx'><p>微信扫码</p><p>关注云栖招商</p></div></div>"
    assert around(text=inner) == BODY


@pytest.mark.parametrize(
    "last",
    [
        "<div class='luokuan'>云栖区投资促进局</div>",
        "<p class='sign'>2024-06-12</p>",
        "<div class='lxr'>联系人：王工，电话：027-80001234</div>",
        "<div class='fj'>附件：1.申报表</div>",
        "<p>申报系统：请登录云栖政务网提交</p>",
    ],
)
def test_the_texts_own_last_line_stays_in_whatever_box(last):
    inner = TEXT.removesuffix("</div>") + last + "</div>"
    assert around(text=inner)[-1] == last.split(">")[1].split("<")[0]


@pytest.mark.parametrize(
    "said",
    [
        "请扫描二维码登录客户端，提交报名表。",
        "本网站于六月底停止更新，用户数据将迁移。",
        "您可以在政务大厅领取通知书。",
    ],
)
def test_a_text_that_is_about_pages_and_readers_stays(said):
    named = "<div class='c'>" + "".join(f"<div class='para'>{line}</div>" for line in [*BODY, said]) + "</div>"
    assert around(text=named) == (*BODY, said)
    assert around(text=f"<div class='c'><p>{said}</p></div>") == (said,)


def test_rows_about_readers_in_a_table_of_the_text_stay():
    table = "<table class='t'><tr><td>满意</td><td>41</td></tr><tr><td>不满意</td><td>3</td></tr><tr><td>企业总数</td><td>共计四十四家参加问卷</td></tr></table>"
    rows = ["满意41", "不满意3", "企业总数共计四十四家参加问卷"]
    assert around(text=TEXT.removesuffix("</div>") + table + "</div>") == (*BODY, *rows)


def test_what_a_menu_parts_from_the_text_is_the_sites():
    menu = "<div class='map'>" + "".join(f"<a href='/{n}'>园区栏目{n}</a><br>" for n in range(5)) + "</div>"
    assert around(menu + "<div><p>办公地址：云栖市创新路300号</p><p>工作时间：周一至周五</p></div>") == BODY


@pytest.mark.parametrize(
    ("columns", "of"),
    [
        ("<table><tr><td>%s</td><td>%s</td></tr></table>", "h3"),
        ("<div><div class='l'>%s</div><div class='r'>%s</div></div>", "h3"),
        ("<div><div class='l'>%s</div><div class='r'><div>%s</div></div></div>", "h2"),
    ],
)
def test_a_column_with_a_heading_of_its_own_is_none_of_the_text(columns, of):
    article = f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>{TEXT}"
    other = f"<{of}>专家观点</{of}><p>招商引资不能只看数量，更要看质量，看企业能否留得住、长得大。</p><p><a href='/g/'>更多观点</a></p>"
    assert lines(page(columns % (article, other))) == BODY


def test_a_section_of_the_text_with_a_heading_in_a_box_of_its_own_stays():
    sections = "".join(f"<section><h2>第{n}部分</h2><p>{line}</p></section>" for n, line in enumerate(BODY))
    said = lines(page(f"<header><h1>{TITLE}</h1><p>2024-06-13</p></header><main>{sections}</main>"))
    assert tuple(line for line in said if line in BODY) == BODY


def test_a_part_of_the_text_with_a_heading_of_its_own_is_no_column():
    lead = f"<div class='a'><h1>{TITLE}</h1><p>2024-06-13</p><p>{BODY[0]}</p><p>{BODY[1]}</p></div>"
    part = f"<div class='b'><h3>二、申报条件</h3><p>{BODY[2]}</p></div>"
    assert lines(page(f"<div>{lead}{part}</div>")) == (*BODY[:2], "二、申报条件", BODY[2])


def test_what_stands_below_many_attachments_is_the_texts():
    files = "".join(f"<p><a href='/f/{n}.doc'>附件{n}</a></p>" for n in range(1, 6))
    signed = "<p>云栖区投资促进局</p><p>2024年6月12日</p>"
    assert around(f"<div class='fj'>{files}</div><div class='qm'>{signed}</div>")[-2:] == (
        "云栖区投资促进局",
        "2024年6月12日",
    )


@pytest.mark.parametrize(
    "item",
    ["<div class='q'>{}</div><div class='a'>{}</div>", "<div><div class='q'>{}</div><div class='a'>{}</div></div>"],
)
def test_questions_that_address_who_answers_stay(item):
    asked = ("您好，请问哪些企业可以申请？", "您好，请问在哪里提交材料？", "您好，评价结果如何反馈？")
    text = "".join(item.format(question, answer) for question, answer in zip(asked, BODY, strict=True))
    assert around(text=f"<div class='faq'>{text}</div>") == tuple(
        line for pair in zip(asked, BODY, strict=True) for line in pair
    )


def test_a_box_that_says_how_to_reach_somebody_stays():
    box = "<div class='fk'><p>反馈邮箱：yq@yunqi.example</p><p>反馈电话：027-80001234</p></div>"
    assert around(box)[-2:] == ("反馈邮箱：yq@yunqi.example", "反馈电话：027-80001234")


def test_rows_of_a_catalogue_below_the_text_tell_the_source_and_are_none_of_it():
    rows = (("索引号", "0146/2024-00021"), ("发布机构", "云栖区发展和改革委员会"), ("发布日期", "2024-06-13"))
    table = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows)
    found = page(f"<h1>{TITLE}</h1>{TEXT}<div><h4>信息公开基本信息</h4><table>{table}</table></div>")
    assert (lines(found), found.source, (found.published or "")[:10]) == (BODY, "云栖区发展和改革委员会", "2024-06-13")


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><small>招商一线</small>{}</h1>",
        "<h1><span>招商一线</span><br>{}</h1>",
        "<h1>{}<br><small>（2024年06月13日）</small></h1>",
    ],
)
def test_a_kicker_or_a_day_in_the_heading_is_no_title(heading):
    found = page(heading.format(TITLE) + TEXT)
    assert (found.title, lines(found)) == (TITLE, BODY)


@pytest.mark.parametrize(
    ("info", "source", "author"),
    [
        ("<ul><li>[发布机构] <span>云栖区投资促进局</span></li><li>[发布日期] <span>2024-06-13</span></li></ul>", "云栖区投资促进局", None),
        ("<p>发布者：云栖区投资促进局　发布时间：2024-06-13</p>", "云栖区投资促进局", None),
        ("<p>发布者：林晓岚　发布时间：2024-06-13</p>", None, "林晓岚"),
        ("<div><div>云栖日报</div><div>2024-06-13 10:46</div></div>", "云栖日报", None),
        ("<div class='author'><a class='name'>林晓岚</a><span>·</span><span>2024-06-13</span></div>", None, "林晓岚"),
        ("<p>云栖日报 2024年6月13日 第A03版</p>", "云栖日报", None),
    ],
)  # fmt: skip
def test_names_and_days_beside_each_other(info, source, author):
    found = page(f"<h1>{TITLE}</h1>{info}{TEXT}")
    assert (found.source, found.author, (found.published or "")[:10]) == (source, author, "2024-06-13")
    assert lines(found) == BODY


def test_what_a_label_says_within_quotation_marks_is_no_source():
    said = "<p>凡本网注明“稿件来源：云栖网”的作品，转载请注明。</p>"
    assert page(f"<h1>{TITLE}</h1><p>2024-06-13</p>{TEXT}{said}").source is None


@pytest.mark.parametrize(
    "between",
    [
        "",
        "<ul class='fj'><li><a href='/f/1.doc'>附件1：申报表.doc</a></li><li><a href='/f/2.xls'>附件2：汇总表.xls</a></li></ul>",
        "<p>附件：申报表</p>",
    ],
)
def test_who_signed_below_the_text_in_a_box_of_its_own(between):
    signed = "<div class='qm'><div>云栖区投资促进局</div><div>2024年6月12日</div></div>"
    html = f"<h1>{TITLE}</h1><p>2024-06-13</p>{TEXT}{between}{signed}<div class='fx'>分享到 <a href='#'>微信</a></div>"
    read_from = f"<html><head><title>{TITLE}_云栖管委会</title></head><body>{html}</body></html>"
    assert lines(read(read_from, URL, NOW))[-2:] == ("云栖区投资促进局", "2024年6月12日")


@pytest.mark.parametrize(
    "below",
    [
        "<div class='r'><p>园区召开项目推进会</p><p>2024年6月12日</p></div>",
        "<div class='r'><p><a href='/1'>云栖区投资促进局</a></p><p>2024年6月12日</p></div>",
        "<div class='r'><p>最新动态</p><p>2024-06-12</p></div>",
    ],
)
def test_a_day_below_the_text_that_no_office_signs_is_none_of_it(below):
    menu = "<p><a href='/m/1'>园区概况</a></p>"
    assert "2024年6月12日" not in around(menu + below)


def test_when_people_meet_stays_in_a_short_text():
    text = "<div class='c'><p>定于7月5日举办招商推介会。</p><p>时间：2024年7月5日下午2点</p><p>地点：会展中心三楼</p></div>"
    assert around(text=text) == ("定于7月5日举办招商推介会。", "时间：2024年7月5日下午2点", "地点：会展中心三楼")


def test_a_column_that_the_window_names_is_no_title_where_a_heading_has_its_day():
    side, head = (
        "<td><b>通知公告</b><br><a href='/1'>园区新闻</a></td>",
        f"<div align='center'><font size='5'>{TITLE}</font></div>",
    )
    html = f"<table><tr>{side}<td>{head}<div align='center'>2024-06-13</div><hr>{TEXT}</td></tr></table>"
    found = read(f"<html><head><title>通知公告 - 云栖管委会</title></head><body>{html}</body></html>", URL, NOW)
    assert (found.title, lines(found)) == (TITLE, BODY)


@pytest.mark.parametrize(
    ("last", "source", "author"),
    [("（云栖日报记者 林晓岚）", "云栖日报", "林晓岚"), ("（记者 林晓岚）", None, "林晓岚"), ("（云栖区投资促进局）", "云栖区投资促进局", None)],
)  # fmt: skip
def test_a_text_that_is_signed_in_brackets(last, source, author):
    found = page(f"<h1>{TITLE}</h1><p>2024-06-13</p>{TEXT.removesuffix('</div>')}<p>{last}</p></div>")
    assert (found.source, found.author) == (source, author)


def test_a_day_above_the_heading_and_one_that_begins_a_release():
    english = (
        "<p>Yunqi has signed agreements with three manufacturers of machinery and tools, worth 230 million euros.</p>"
    )
    above = page(f"<div class='d'>YUNQI – June 13, 2024</div><h1>{TITLE}</h1>{english}")
    begins = page(
        f"<h1>{TITLE}</h1><p>YUNQI, June 13, 2024 – Three manufacturers will build plants in the zone.</p>{english}"
    )
    assert [(found.published or "")[:10] for found in (above, begins)] == ["2024-06-13", "2024-06-13"]
