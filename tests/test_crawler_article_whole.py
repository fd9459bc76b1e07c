"""Texts that stand in several boxes of a page: none of the boxes is lost, however much of the text the largest holds."""

from __future__ import annotations

import pytest
from test_crawler_article_kinds import FOOT, NOW, SITE, TEXT, TITLE, URL, body_of

from crawler.read.article.article import read

LEAD = "核心提示：洛溪开发区三号厂房自下月起面向社会公开招租，本文说明面积、租期、条件和登记的办法。"
LONG = (
    "三号厂房位于开发区北片，紧邻货运专线和高速公路出口，水、电、气、通信全部接通，另有两层研发楼可供租户使用，面积一千二百平方米。",
    "厂区设有货运通道两条，行车载重十吨，满足装备制造、电子组装、冷链加工等项目需要，消防验收已于年初完成，可随时进场安装设备。",
    "租户可以申报房租补贴、设备投资奖励和人才公寓，具体标准按照管委会当年公布的办法执行，申报材料由招商科统一受理并在十日内答复。",
    "厂房周边已有二十七家企业投产，上下游配套齐全，公共食堂、班车和职工宿舍由园区服务公司统一管理，租户按实际使用人数交费。",
)
PARTS = (
    ("厂房概况", ["层高：七米，", "柱距：九米，", "荷载：两吨，", "朝向：南北，", "楼层：一层，", "结构：框架。"]),
    ("招租条件", ["符合园区定位。", "环保手续齐全。", "亩均税收达标。", "没有不良记录。", "租期满五年。"]),
    ("区位说明", list(LONG)),
)
BOXES = (
    (
        '<div class="part"><h3>{}</h3><span class="more"><a href="/more/">更多</a></span><div class="text">{}</div></div>',
        "<br>",
    ),
    ('<section><h2>{}</h2><a href="/more/">展开</a><div>{}</div></section>', "<br>"),
    (
        '<div class="box"><div class="bar"><b>{}</b><a href="/z/">纠错</a></div><table><tr><td>{}</td></tr></table></div>',
        "<br>",
    ),
)


def around(body: str) -> str:
    author = '<div class="other"><p>招商科是管委会负责招商引资的内设机构，承担项目洽谈、落户服务和政策兑现，常年开放。</p></div>'
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{TITLE}_{SITE}</title></head><body><div class="nav">'
        f'<a href="/">首页</a><a href="/zs/">招商引资</a></div><div class="wrap"><div class="left"><h1>{TITLE}</h1>{body}'
        f'</div><div class="right"><ul><li><a href="/a/1.html">园区举办座谈会</a></li><li><a href="/a/2.html">园区新增'
        f"平台</a></li></ul>{author}</div></div>{FOOT}</body></html>"
    )


@pytest.mark.parametrize(("box", "join"), BOXES)
def test_two_voices_that_agree_on_the_largest_part_do_not_lose_the_others(box, join):
    found = body_of(around("".join(box.format(name, join.join(said)) for name, said in PARTS)))
    for _, said in PARTS:
        assert [line for line in found if line in said] == said


@pytest.mark.parametrize(
    "between",
    [
        '<div class="focus"><div>栏目关注：</div><div><a href="/l/1">厂房出租</a></div><div><a href="/l/2">土地供应</a></div></div>',
        '<div class="share"><a href="#">微信</a><a href="#">微博</a></div>',
        "",
    ],
)
@pytest.mark.parametrize("lead", ('<div class="lead">{}</div>', "<blockquote><p>{}</p></blockquote>"))
def test_a_lead_in_a_box_of_its_own_begins_the_text(between, lead):
    info = '<div class="info">2025-08-05 10:00 来源：洛溪日报</div>'
    text = "".join(f"<p>{line}</p>" for line in (*TEXT, *LONG))
    for middle in (f"{between}{lead.format(LEAD)}", f"{lead.format(LEAD)}{between}"):
        assert body_of(around(f'{info}{middle}<div class="c">{text}</div>')) == [LEAD, *TEXT, *LONG]


@pytest.mark.parametrize(
    "said", ("发布于 06-13 来源：洛溪日报", "发表于06月13日 浏览 12", "更新于 2025-06-13", "发布于2025年6月13日")
)
@pytest.mark.parametrize("tag", ("div", "p"))
def test_a_line_that_says_when_it_was_published_in_words_is_no_text(tag, said):
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    assert body_of(around(f"<{tag} class='i'>{said}</{tag}><div class='c'>{text}</div>")) == list(TEXT)


def test_a_sentence_that_begins_with_published_is_text():
    told = "发布于2024年的招租办法自本公告之日起废止，已签订的合同按原办法履行到期满为止。"
    text = "".join(f"<p>{line}</p>" for line in (told, *TEXT))
    assert body_of(around(f"<p>2025-08-05</p><div class='c'>{text}</div>")) == [told, *TEXT]


def test_an_account_that_names_its_source_after_a_bar_far_above_the_end_is_heard():
    rest = "".join(f"<p>第{n}栋厂房的招租安排另行公告，请有意者留意。</p>" for n in range(50))
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    for bar in "|｜丨":
        found = read(around(f"<p>2025-08-05</p><div class='c'>{text}<p>来源 {bar} 洛溪日报</p>{rest}</div>"), URL, NOW)
        assert found.source == "洛溪日报"


@pytest.mark.parametrize(
    "said", ("2025-08-05洛溪日报", "2025年8月5日洛溪日报", "2025-08-05 10:46洛溪日报", "2025/8/5洛溪融媒")
)
def test_a_name_glued_to_the_date_under_the_heading_is_no_text(said):
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    assert body_of(around(f"<p class='subtitle'>{said}</p><div class='c'>{text}</div>")) == list(TEXT)
    told = "2025年8月5日洛溪开发区召开招租推介会，二十家企业参加。"
    assert body_of(around(f"<div class='c'><p>{told}</p>{text}</div>")) == [told, *TEXT]
