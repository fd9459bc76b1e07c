"""Kinds of article page that saved pages of real sites showed to be read wrongly, each with variants in texts of our own:
what a site is called and what its article is, the end of a page, forms for readers, a teaser, a source without a label."""

from __future__ import annotations

import pytest
from test_crawler_article_kinds import FOOT, NOW, SITE, TEXT, TITLE, URL, body_of, page, paragraphs

from crawler.read.article.article import read
from pipelines.furniture import furniture_rule

HOUSE = "洛溪矿业投资有限公司"


# Titles


@pytest.mark.parametrize(
    "heading",
    [
        f'<h1 class="title"><font color="">{TITLE}</font></h1>',
        f"<h1>{TITLE}</h1><p>2025-01-09</p>",
        f'<h3 class="title">新闻中心</h3><h1>{TITLE}</h1>',
    ],
)
@pytest.mark.parametrize("house", [HOUSE, "洛溪市第二小学", "洛溪会展俱乐部"])
def test_a_window_that_names_the_house_alone_names_no_article(heading, house):
    contact = f'<div class="contact"><h3>联系我们</h3><div>{house}</div><p>地址：洛溪市东郊</p><p>电话：0000-6801088</p></div>'
    assert read(page(heading=contact + heading, window=house), URL, NOW).title == TITLE


def test_a_window_that_is_the_article_names_it_though_an_h1_follows():
    html = page(heading=f'<div class="tt">{TITLE}</div><h1>招租</h1>', window=TITLE)
    assert read(html, URL, NOW).title == TITLE


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ("PigFarming", "Torsion of the stomach in growing animals"),
        ("洛溪在线观察", TITLE),
        ("Luoxi Zone", "Three workshops are let to manufacturers"),
    ],
)
@pytest.mark.parametrize("logo", ['<a href="/">{}</a>', '<div class="logo"><h2><a href="/">{}</a></h2></div>'])
def test_the_part_of_a_window_that_a_heading_says_is_the_title_wherever_it_stands(site, name, logo):
    heading = f"{logo.format(site)}<ul><li><a href='/a/'>News</a></li></ul><h1>{name}</h1>"
    assert read(page(heading=heading, window=f"{site} - {name}"), URL, NOW).title == name


@pytest.mark.parametrize(
    "below",
    ["<p>園區動態 114.01.09 發布單位：政策處</p>", "<p>2025-01-09　来源：洛溪日报</p>", "<p>发布时间：2025-01-09</p>"],
)
def test_a_heading_above_a_label_is_the_title_where_the_window_ends_with_it(below):
    window = f"洛溪国防部 - 全球資訊網 - 園區動態 - {TITLE}"
    og = f'<meta property="og:title" content="{window}">'
    assert read(page(below, heading=f"<h2>{TITLE}</h2>", window=window, head=og), URL, NOW).title == TITLE


@pytest.mark.parametrize(
    "logo", ["<h1>{}</h1>", '<h1><a href="/">{}</a></h1>', '<div class="logo"><a href="/">{}</a></div>']
)
def test_a_logo_that_is_a_heading_names_no_article(logo):
    heading = f'{logo.format("洛溪在线观察")}<div class="bt">{TITLE}</div>'
    assert read(page(heading=heading, window=f"{TITLE} - 洛溪在线观察"), URL, NOW).title == TITLE


@pytest.mark.parametrize(
    "row",
    [
        "<tr><th>开标日期</th><td>2025-01-09</td></tr>",
        "<tr><td><b>公示时间</b></td><td>2025年1月9日</td></tr>",
        "<tr><th>Date</th><td>2025-01-09</td></tr>",
    ],
)
def test_the_label_of_a_day_is_no_heading(row):
    table = f"<table>{row}<tr><th>金额</th><td>460,145 元</td></tr></table>"
    heading = "<h2>洛溪开发区第二批厂房全区招租结果公告</h2>"
    html = page(table, heading=heading, window=f"洛溪“开发区”第二批厂房招租结果_往期公告_{SITE}")
    assert read(html, URL, NOW).title == "洛溪开发区第二批厂房全区招租结果公告"


# What ends a page


@pytest.mark.parametrize("named", ['class="GfootBox"', 'class="c_footer"', 'class="pageFoot"', 'id="foot_contain"'])
@pytest.mark.parametrize(
    "contacts",
    [
        "<p>洛溪一部：洛溪市兴业路18号6层 000-86465782</p><p>临江二部：临江市港口路67号4521室 000-83110093</p>",
        "<p>全国客户服务热线：95000 或 400-0000-668</p><p>邮箱：service@luoxi.example</p><p>通讯地址：洛溪市兴业路99号</p>",
    ],
)
def test_contacts_in_a_box_called_foot_are_no_text(named, contacts):
    assert body_of(page(foot=f"<div {named}><div><div>{contacts}</div></div></div>")) == list(TEXT)


@pytest.mark.parametrize("named", ['class="footnote"', 'class="footnotes"', 'class="football"'])
def test_what_is_called_otherwise_than_a_foot_stays(named):
    note = "本公告由招商科负责解释，电话：0000-86465782。"
    assert body_of(page(body=paragraphs() + f"<div {named}><p>{note}</p></div>", foot="")) == [*TEXT, note]


@pytest.mark.parametrize(
    "last",
    [
        "<p>洛溪观察版权所有 (c) All Rights Reserved.</p><p>未经洛溪观察书面特别授权，请勿转载或建立镜像</p>",
        "<p>洛溪观察版权所有（C） 2019-2025</p><p>未经许可，不得复制本站内容</p>",
        "<p>洛溪观察版权所有(C)</p>",
    ],
)
def test_whose_a_page_is_ends_it_however_the_sign_is_written(last):
    assert body_of(page(foot=f'<div class="info">{last}</div>')) == list(TEXT)


ENGLISH = (
    "The zone office has released the second phase of its standard workshops to manufacturers of machinery.",
    "Applicants submit a business licence and a project plan to the service hall before the end of August.",
    "The office answers within ten working days, and a lease is signed for five years that may be prolonged.",
)


@pytest.mark.parametrize(
    "form",
    [
        '<div id="respond"><form id="commentform" class="comment-form"><p><label>Comment</label><textarea name="comment">'
        '</textarea></p><p><label>Name *</label><input name="author"></p><p><label>Email *</label><input name="email"></p></form></div>',
        '<form class="comments"><div>Your name</div><input name="n"><div>Your opinion</div><textarea></textarea></form>',
        '<form><p>Name</p><input name="n"><p>What do you think</p><textarea id="comment_text"></textarea></form>',
    ],
)
def test_a_form_for_comments_is_no_text(form):
    html = page(
        body=paragraphs(*ENGLISH) + form, heading="<h1>Workshops to let</h1>", window="Workshops to let", foot=""
    )
    assert body_of(html) == list(ENGLISH)


# The text's beginning


@pytest.mark.parametrize(
    "teaser",
    [
        '<div class="row"><div class="teaser-text" itemprop="description"><p>{}</p></div></div>',
        '<p class="lead" itemprop="description">{}</p>',
        '<div itemprop="description"><div>{}</div></div>',
    ],
)
def test_the_teaser_above_an_article_body_is_its_first_paragraph(teaser):
    first, *rest = ENGLISH
    body = "".join(f"<p>{text}</p>" for text in rest)
    html = (
        '<html><head><title>Workshops to let: Luoxi</title></head><body><div class="article" itemscope '
        'itemtype="http://schema.org/Article"><div class="row"><div class="header"><h3 itemprop="headline">Workshops to let'
        '</h3></div><div class="footer"><p><time itemprop="datePublished" datetime="2025-01-27">27.01.2025</time> News</p></div>'
        f'</div>{teaser.format(first)}<div class="row"><div class="news-text-wrap" itemprop="articleBody">{body}</div></div></div>'
        f"{FOOT}</body></html>"
    )
    assert body_of(html) == list(ENGLISH)


def test_a_teaser_that_repeats_how_the_text_begins_is_left_out():
    repeated = f'<p itemprop="description">{ENGLISH[0]}</p>'
    html = page(
        f"<p>2025-01-09</p>{repeated}",
        f'<div itemprop="articleBody">{paragraphs(*ENGLISH)}</div>',
        heading="<h1>Workshops</h1>",
    )
    assert body_of(html) == list(ENGLISH)


@pytest.mark.parametrize(
    "event",
    [
        ("时 间：2025年1月12日（周四）下午13：50（签到）", "地 点：洛溪实验学校二楼会议室"),
        ("活动时间：1月12日下午两点", "活动地点：洛溪市民中心"),
        ("地点：洛溪市民中心", "时间：2025年1月12日 14:00"),
        ("一、会议时间：2025年1月12日", "二、会议主题：开发区二期厂房招租说明"),
    ],
)
def test_when_and_where_people_meet_is_text_under_the_lines_of_date_and_source(event):
    info = "<div>文章来源：洛溪日报 作者：祝培 发布时间：2025-01-04 阅读数：</div>"
    opening = ("洛溪实验学校教研活动通知", "（第十一周）")
    body = paragraphs(*opening, *event, *TEXT)
    assert body_of(page(info, body)) == [*opening, *event, *TEXT]


# Fields


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2025-01-09 洛溪公路网—新世纪公路网 作者：祝培", "洛溪公路网—新世纪公路网"),
        ("2025-01-09 10:46　洛溪日报　记者：祝培", "洛溪日报"),
        ("2025年1月9日 洛溪电视台 作者：祝培", "洛溪电视台"),
        ("2025-01-09 洛溪市第二中学 作者：祝培", "洛溪市第二中学"),
        ("2025-01-09 洛溪科技大学 作者：祝培", "洛溪科技大学"),
        ("2025-01-09 洛溪机械行业协会 作者：祝培", "洛溪机械行业协会"),
        ("2025-01-09 10:46 作者：祝培", None),
        ("2025-01-09 阅读 作者：祝培", None),
    ],
)
def test_who_stands_between_a_day_and_an_author_is_the_source(line, source):
    found = read(page(f'<p class="x">{line}</p>'), URL, NOW)
    assert (found.source, found.author, (found.published or "")[:10]) == (source, "祝培", "2025-01-09")


FOOTS = (  # of other scripts: how to reach the site, and whose words these are
    "<div id='footer'><address>〒000-0000　青葉町大字中央1番地　電話：000-00-0000（代表）</address><p>Copyright (C) Aoba Town. All Rights Reserved.</p></div>",
    "<div class='footer'><p>地址：新北市海山區府中路一號　電話：(02)0000-0000　傳真：(02)0000-0001</p><p>海山區公所 版權所有</p></div>",
    "<div class='foot'><p>主辦單位：海山經濟發展局</p><p>技術支援電話：0000-0000</p></div>",
)


@pytest.mark.parametrize("foot", FOOTS)
def test_a_foot_in_another_script_is_no_text_however_short_the_text_is(foot):
    html = (
        "<html><head><meta charset='utf-8'><title>合格者</title></head><body><div id='main'><h1>職員採用試験の合格者</h1><p>2026-09-01</p>"
        f"<div class='detail'><p>受験番号 1003、1011、1027、1042</p></div></div>{foot}</body></html>"
    )
    assert body_of(html) == ["受験番号 1003、1011、1027、1042"]


# Short texts, and what a page says beside them

LINE = "新厂房的钢梁今天吊装完毕"
BESIDE = (
    '<div class="side"><h3>园区成果</h3><p><b>联合采购</b></p>'
    "<p>由园区牵头，六家企业一起走访沿江客户，目前已经和其中的四家达成了长期供货的意向，月底签约。</p></div>"
)


@pytest.mark.parametrize(
    "labels", ["时间：2025-01-09 17:11:08　　分类：园区动态", "2025-01-09", "来源：洛溪日报　日期：2025-01-09"]
)
@pytest.mark.parametrize("tools", ['<div class="share"><span>分享：</span></div>', "", "<p>【打印】【关闭】</p>"])
@pytest.mark.parametrize(
    "neighbour",
    ["上一篇：<a href='/a/7.html'>园区新增两座变电站</a>", "<a href='/a/7.html'>下一条：园区新增两座变电站</a>"],
)
def test_a_text_of_one_line_above_the_neighbours_is_not_lost_to_what_stands_beside(labels, tools, neighbour):
    body = f"<p>&nbsp;{LINE}</p><p><a href='/b.jpg'><img src='/b.jpg'></a></p>"
    html = page(f"<p>{labels}</p>", f'<div class="entry">{body}</div>{tools}<p>{neighbour}</p>', below=BESIDE)
    assert body_of(html) == [LINE]


def test_neighbours_above_a_text_do_not_end_it():
    html = page("<p>时间：2025-01-09</p><p>上一篇：<a href='/a/7.html'>园区新增两座变电站</a></p>")
    assert body_of(html) == list(TEXT)


@pytest.mark.parametrize("window", ["文章详情页", "新闻详情", "正文", f"通知详情 - {SITE}", "内容页"])
@pytest.mark.parametrize(
    "heading",
    [f"<div class='top_tit'><span>{TITLE}</span></div>", f"<h1>{TITLE}</h1>", f'<p class="title">{TITLE}</p>'],
)
@pytest.mark.parametrize(
    "greeting", ["", f"您好，欢迎来到{HOUSE}! 电话：0000-6801088 邮箱：office@luoxi.example 周一至周五九点到十七点"]
)
def test_a_window_that_names_a_kind_of_page_names_no_article(window, heading, greeting):
    html = page("<p>日期：2025-01-09 来源：洛溪日报</p>", heading=f"<div>{greeting}</div>{heading}", window=window)
    assert read(html, URL, NOW).title == TITLE


@pytest.mark.parametrize(
    "last", ["项目计划书的格式见：{}", "报名从今天开始，网址{}", "第二批厂房的平面图正在下面的地址公示：{}"]
)
def test_words_before_an_address_written_out_are_text(last):
    url = "http://luoxi.example/info/1011/3722.htm"
    body = paragraphs() + f'<p class="end">{last.format(f"<a href={url}>{url}</a>")}</p>'
    assert body_of(page(body=body))[-1] == last.format(url)


@pytest.mark.parametrize("label", ["友情链接：", "友情链接", "友情链接 ："])
def test_what_leads_to_friends_is_no_text(label):
    friends = f"<table><tr><td>{label}</td><td><a href='/f'><img src='/f.png'></a></td></tr></table>"
    assert body_of(page(below=friends, foot="")) == list(TEXT)


@pytest.mark.parametrize("line", ["(洛溪新闻网责任编辑：李晓明)", "洛溪日报责任编辑：admin", "【本网责任编辑：王一】"])
def test_whose_editor_it_was_is_furniture(line):
    assert furniture_rule(line, False, True) == "editor"
    assert furniture_rule("各单位要指定责任编辑：每个栏目一人，由宣传科统一培训，月底前上岗", False, True) is None


@pytest.mark.parametrize("credit", ["（责任编辑：李晓明）", " (洛溪新闻网责任编辑：admin)", "【责编：王一】"])
def test_whose_editor_it_was_behind_the_last_sentence_is_no_text(credit):
    assert body_of(page(body=paragraphs(*TEXT[:-1], TEXT[-1] + credit))) == list(TEXT)
