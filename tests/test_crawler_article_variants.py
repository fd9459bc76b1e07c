"""Kinds of article page of test_crawler_article_kinds.py in further variants, and what stands around heading and text on
the pages of single sites. Each was written down before it was tried."""

from __future__ import annotations

import pytest
from test_crawler_article_kinds import FOOT, INFO, NOW, SITE, TEXT, TITLE, URL, body_of, page, paragraphs

from crawler.read.article.article import read
from pipelines.text import clean

DAY = "2025-08-05"
EVENTS = ("（一）时间：12月3日", "时间：9月16日上午9时", "会议时间：2025年9月10日-12日", "时　间：2025年9月18日")


def day_of(html: str, url: str = URL) -> str | None:
    found = read(html, url, NOW).published
    return found and found[:10]


# Dates


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize(
    ("info", "head"),
    [("", f'<meta name="PubDate" content="{DAY}">'), (f"<p>{DAY}</p>", ""), (f"<p><i>{DAY} 10:46</i></p>", ""), (f"<p>发布时间：{DAY}</p>", "")],
)
def test_the_time_of_an_event_in_the_text_beats_no_date_of_publication(event, info, head):
    assert day_of(page(info, paragraphs(*TEXT, event), head=head)) == DAY


@pytest.mark.parametrize("event", EVENTS)
def test_the_time_of_an_event_alone_is_no_date(event):
    assert day_of(page("", paragraphs(*TEXT, event))) is None


@pytest.mark.parametrize("said", ("页面生成时间 2025-09-17 08:00:00", "页面生成时间：2025-09-17", "生成时间 2025/9/17 8:00", "页面更新时间 2025-09-17"))
def test_the_time_at_which_a_page_was_made_is_no_date(said):
    assert day_of(page(head=f'<meta name="others" content="{said}">')) is None


@pytest.mark.parametrize("opening", ("2025年1月16日，全区招商工作会议召开。", "2025年1月16日在全区招商大会上的讲话全文如下。",
                                     "（2025年1月16日市人民政府第三次常务会议通过，自公布之日起施行）", "1月16日下午，管委会召开招商工作会议。"))  # fmt: skip
def test_the_day_that_a_text_opens_with_is_no_date(opening):
    assert day_of(page("", paragraphs(opening, *TEXT))) is None


@pytest.mark.parametrize(
    "changed",
    [
        '<time itemprop="dateModified" datetime="2025-09-15T19:20:45+08:00">2025-09-15</time>',
        '<time class="updated" datetime="2025-09-15T19:20:45+08:00">9月15日更新</time>',
        "<span>最后更新：2025-09-15</span>",
        "<span>修改时间：2025-09-15 08:00</span>",
    ],
)
@pytest.mark.parametrize("said", (f"<span>{DAY}</span>", f'<time itemprop="datePublished" datetime="{DAY}T08:00:00+08:00">{DAY}</time>'))
def test_what_changed_last_is_behind_what_was_published(changed, said):
    assert day_of(page(f"<p>{changed} {said}</p>")) == DAY
    assert day_of(page(f"<p>{said} {changed}</p>")) == DAY


@pytest.mark.parametrize("foot", ("<p>最后更新：2025-09-18</p>", "<p>更新时间：2025-09-18 08:00</p>", "<h3>相关信息</h3><ul><li><a href='/a/1.html'>园区举办座谈会</a><span>2025-09-09</span></li></ul>"))
@pytest.mark.parametrize("meta", ("PubDate", "publishdate", "firstpublishedtime", "article:published_time"))
def test_the_pages_own_metadata_beats_what_stands_below_the_text(foot, meta):
    assert day_of(page(head=f'<meta name="{meta}" content="{DAY} 10:46:00">', below=foot)) == DAY


@pytest.mark.parametrize(
    "info",
    [
        f"<p>公示期：2025-08-06至2025-08-12 / 发布：{DAY}</p>",
        f"<p>成文日期：2025-07-28　发布日期：{DAY}　有效期至：2026-06-12</p>",
        f"<p><span>创建时间：2025-07-28</span> <span>发布时间：{DAY}</span> <span>更新时间：2025-09-15</span></p>",
        f"<p>更新日期：2025-09-15 | 发布日期：{DAY} | 来源：招商局</p>",
        f"<p>报名时间：2025-08-06—2025-08-20</p><p>发布：{DAY}</p>",
    ],
)
def test_of_several_dates_in_one_line_the_one_of_publication_is_it(info):
    assert day_of(page(info)) == DAY


@pytest.mark.parametrize("info", (f'<time datetime="{DAY}">八月五日</time>', f'<p><time datetime="{DAY}T08:00:00+08:00">上月五日</time></p>',
                                  f'<div class="d"><time datetime="{DAY} 08:00">6周前</time></div>'))  # fmt: skip
def test_a_time_element_under_the_heading_says_its_day_to_machines(info):
    assert day_of(page(info)) == DAY


@pytest.mark.parametrize("hidden", ("id='infodate'", "name='pubdate'", "id='publishTime'"))
def test_a_hidden_field_of_the_day_of_publication_is_read(hidden):
    assert day_of(page(f"<input type='hidden' {hidden} value='{DAY}'>")) == DAY


@pytest.mark.parametrize("said", ("二〇二四年六月十三日", "发布日期： 2024 - 06 - 13", "2024年6月13日　星期四　来源：洛溪日报", "2024-6-13 上午 10:46:00", "日期：24-06-13　浏览：9"))
@pytest.mark.parametrize("below", (False, True))
def test_a_day_is_read_however_it_is_written_and_is_no_text(said, below):
    labelled = "发布" in said
    if below and not labelled:
        return
    found = read(page(f"<p>{said}</p>") if not below else page(below=f"<p>{said}</p>"), URL, NOW)
    assert (found.published[:10], clean(found.body).text.split("\n")) == ("2024-06-13", list(TEXT))


@pytest.mark.parametrize("clock", ("今天是2025年9月20日 星期六", "2025年9月20日 星期六", "2025年9月20日 星期六 农历七月廿九"))
def test_the_day_of_the_visit_is_no_date(clock):
    assert day_of(page(heading=f"<div class='top'>{clock}</div><h1>{TITLE}</h1>")) is None


@pytest.mark.parametrize("info", ("<p>发布时间：2025-08-05　信息来源：洛溪日报</p>", "<p><span>来源：洛溪日报</span> <span>发布日期：2025-08-05 10:46</span></p>",
                                  "<div align='right'>发布日期：2025年8月5日　来源：洛溪日报</div>"))  # fmt: skip
def test_a_line_of_labels_may_stand_below_the_text(info):
    found = read(page("", below=info), URL, NOW)
    assert (found.published[:10], found.source) == (DAY, "洛溪日报")


# Heading and what stands beside it


@pytest.mark.parametrize(
    "beside",
    [
        f"<span id='lblTitle'>{TITLE}</span><span id='lblTime'>2025/8/5 10:46:00</span>",
        f"<span class='tt'>{TITLE}</span> <span>{DAY}</span>",
        f"<b>{TITLE}</b> <font color='#999'>发布时间：{DAY}</font>",
    ],
)
@pytest.mark.parametrize("window", (SITE, f"通知公告-{SITE}"))
def test_a_heading_that_its_date_follows_on_the_line_is_without_it(beside, window):
    found = read(page("", heading=f"<div class='title'>{beside}</div>", window=window), URL, NOW)
    assert (found.title, found.published[:10], found.body.split("\n")) == (TITLE, DAY, list(TEXT))


@pytest.mark.parametrize("labels", ("<span id='lblTime'>2025/8/5 10:46:00</span>", "<span id='lblTime'>2025/8/5</span> <span id='lblFrom'>洛溪日报</span>",
                                    "<span id='lblInfo'>发布时间：2025-08-05</span>"))  # fmt: skip
def test_a_page_of_labels_alone_is_heading_date_and_text(labels):
    text = f"<span id='lblContent'>{'<br>'.join(TEXT)}</span>"
    found = read(page("", "", heading=f"<span id='lblTitle'>{TITLE}</span>{labels}{text}", window=SITE), URL, NOW)
    assert (found.title, found.published[:10], found.body.split("\n")) == (TITLE, DAY, list(TEXT))


@pytest.mark.parametrize("head", ('<meta name="ArticleTitle" content="{}">', '<meta property="og:title" content="{}">', '<meta name="articletitle" content=" {} ">'))
def test_the_metadata_names_the_title_where_no_heading_does(head):
    html = page(f"<p>{DAY}</p>", heading="", window=SITE, head=head.format(TITLE))
    assert read(html, URL, NOW).title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "<h6>洛溪区门户网站 www.luoxi.example 时间：2025-08-05 14:21 来源：洛溪日报 分享：</h6>",
        "<h6>时间：2025-08-05 来源：洛溪日报 浏览：9 次</h6>",
        "<p>【2025年8月5日】 【来源：洛溪日报】</p>",
        "<p>[2025-08-05] [来源：洛溪日报] [字体：大 中 小]</p>",
        "<p>发布部门：洛溪日报 发布时间：2025-08-05 信息类别：公告</p>",
        "<p>供稿：洛溪日报　编辑：周敏　日期：2025-08-05</p>",
    ],
)
def test_a_line_of_labels_is_read_and_is_no_text(line):
    found = read(page(line), URL, NOW)
    assert (found.published[:10], found.source, found.body.split("\n")) == (DAY, "洛溪日报", list(TEXT))


@pytest.mark.parametrize("box", ("<div class='by'>园区动态</div>", "<p class='post-meta'>招商快讯</p>", "<span class='info'>园区要闻</span>"))
def test_a_box_called_by_who_and_when_is_no_text(box):
    assert body_of(page(box)) == list(TEXT)


@pytest.mark.parametrize("line", ("<p><time datetime='2025-08-05'>八月五日</time></p>", "<div class='d'><b>05</b><span>2025.08</span></div>", "<p>（洛溪日报　2025年8月5日）</p>",
                                  "<p>受理日期：2025-07-01 批准日期：2025-08-01 公布日期：2025-08-05</p>", "<p>昨日 <span itemprop='author'><b itemprop='name'>陈立</b></span></p>",
                                  "<p><span>播报文章</span> <span>语音播放</span></p>"))  # fmt: skip
@pytest.mark.parametrize("count", (1, 3))
@pytest.mark.parametrize("below", ("", "<p>最后更新：2025-09-15</p><p>浏览次数：128</p>", "<div><span>分享到：</span><a href='#'>微信</a></div>"))
def test_a_line_of_who_and_when_is_no_text_whatever_stands_around(line, count, below):
    html = page(line, paragraphs(*TEXT[:count]), below=below)
    assert clean(read(html, URL, NOW).body).text.split("\n") == list(TEXT[:count])


@pytest.mark.parametrize("name", ("info", "article-info", "meta"))
def test_a_heading_inside_a_text_that_is_called_info_stays(name):
    assert body_of(page(INFO, f"<div class='{name}'><p>一、基本情况</p>{paragraphs()}</div>")) == ["一、基本情况", *TEXT]


# Source, author, editor


@pytest.mark.parametrize("label", ("发文机关", "发文机构", "发布机构", "发布单位", "信息提供单位", "责任部门"))
@pytest.mark.parametrize("markup", ("<p>{}：投资促进局 发布日期：2025-08-05</p>", "<table><tr><td>{}</td><td>投资促进局</td></tr></table>",
                                    "<ul><li><b>{}：</b>投资促进局</li></ul>"))  # fmt: skip
def test_the_office_that_published_is_the_source(label, markup):
    assert read(page(markup.format(label)), URL, NOW).source == "投资促进局"


@pytest.mark.parametrize("info", ("<dl><dt>发布单位：</dt><dd>投资促进局</dd><dt>发布时间：</dt><dd>2025-08-05</dd></dl>", "<dl><dt>来源</dt><dd>投资促进局</dd></dl>",
                                  "<p>來源：投资促进局</p>", "<p>發佈日期：2025-08-05　資料來源：投资促进局</p>"))  # fmt: skip
def test_a_source_in_cells_and_in_traditional_script_is_read(info):
    assert read(page(info), URL, NOW).source == "投资促进局"


@pytest.mark.parametrize("info", (f"<p>[ 投资促进局 ] {DAY}</p>", f"<p>【投资促进局】 {DAY}</p>", "<p>（投资促进局　2025年8月5日）</p>", f"<p>{DAY} [投资促进局]</p>"))  # fmt: skip
def test_an_office_in_brackets_beside_the_date_is_the_source(info):
    assert read(page(info), URL, NOW).source == "投资促进局"


@pytest.mark.parametrize("attribute", ("id='source'", "class='source'", "id='source_baidu'", "class='laiyuan'"))
def test_an_element_that_is_called_source_holds_it(attribute):
    assert read(page(f"<p><span {attribute}>洛溪观察</span> <span>{DAY}</span></p>"), URL, NOW).source == "洛溪观察"


@pytest.mark.parametrize("info", ("<p>来源：<a href='http://d.example/'>洛溪日报</a> 时间：2025-08-05</p>", "<p>2025-08-05 <em>来源：</em><a href='/d'>洛溪日报</a></p>",
                                  "<p>2025-08-05 <a class='ly' href='http://d.example/'>洛溪日报</a></p>"))  # fmt: skip
def test_a_source_that_is_a_link_is_read(info):
    assert read(page(info), URL, NOW).source == "洛溪日报"


END = (
    ("<p>来源：洛溪日报</p>", "洛溪日报", None, None), ("<div align='right'>（信息来源：洛溪日报）</div>", "洛溪日报", None, None),
    ("<p>作者：陈立　责编：周敏　审核：何川</p>", None, "陈立", "周敏"), ("<p>作者：陈立</p><p>责编：周敏</p><p>审核：何川</p>", None, "陈立", "周敏"),
    ("<p>（来源：洛溪日报　作者：陈立　编辑：周敏）</p>", "洛溪日报", "陈立", "周敏"), ("<p>编辑｜周敏</p><p>来源｜洛溪日报</p><p>审核｜何川</p>", "洛溪日报", None, "周敏"),
)  # fmt: skip


@pytest.mark.parametrize(("end", "source", "author", "editor"), END)
@pytest.mark.parametrize("inside", (True, False))
def test_who_wrote_and_checked_may_stand_below_the_text_and_is_none_of_it(end, source, author, editor, inside):
    html = page(f"<p>{DAY}</p>", paragraphs() + end) if inside else page(f"<p>{DAY}</p>", below=end)
    found = read(html, URL, NOW)
    assert (found.source, found.author, found.editor) == (source, author, editor)
    assert clean(found.body).text.split("\n") == list(TEXT)


@pytest.mark.parametrize("info", ("<p>文/陈立　2025-08-05</p>", "<p>来源：洛溪日报　作者 陈立　2025-08-05</p>", "<p>2025-08-05　本报记者 陈立　来源：洛溪日报</p>",
                                  "<p><i class='fa fa-user'></i> 陈立 <i class='fa fa-clock'></i> 2025-08-05</p>",
                                  "<p><span itemprop='author'><span itemprop='name'>陈立</span></span> 2025-08-05</p>"))  # fmt: skip
def test_an_author_without_a_colon_is_read(info):
    found = read(page(info), URL, NOW)
    assert (found.author, found.body.split("\n")) == ("陈立", list(TEXT))


@pytest.mark.parametrize(("line", "author"), [("作者 陈立 周敏", "陈立 周敏"), ("文/陈立", "陈立"), ("作者／陈立", "陈立"), ("撰文 陈立、周敏", "陈立、周敏")])
@pytest.mark.parametrize("first", (True, False))
def test_an_author_on_a_line_of_the_text_is_read(line, author, first):
    lines = (line, *TEXT) if first else (*TEXT, line)
    assert read(page(f"<p>{DAY}</p>", paragraphs(*lines)), URL, NOW).author == author


@pytest.mark.parametrize("text", ("文/体/旅项目可以优先申报。", "作者 应当保证内容真实，不得抄袭。", "记者 可凭证件入场采访，请提前登记。"))
def test_words_for_authors_in_a_text_name_none(text):
    assert read(page(f"<p>{DAY}</p>", paragraphs(*TEXT, text)), URL, NOW).author is None


@pytest.mark.parametrize("site", ("洛溪网", "洛溪订阅", "投资洛溪"))
def test_metadata_that_names_what_the_window_calls_the_site_names_no_author(site):
    html = page(f"<p>{DAY}</p>", head=f'<meta name="author" content="{site[:2]}">', window=f"{TITLE}_{site}").replace(SITE, "管委会")
    assert read(html, URL, NOW).author is (None if site[:2] in site else site[:2])


@pytest.mark.parametrize("menu", ("<a href='/e'><span>编辑</span></a><a href='/t'><span>讨论</span></a>", "<ul><li><a>编辑</a> <a>讨论</a> <a>历史</a></li></ul>",
                                  "<div><a href='/e'>编辑</a> <a href='/h'>历史版本</a></div>"))  # fmt: skip
def test_a_menu_that_offers_to_edit_names_no_editor(menu):
    assert read(page(f"{menu}<p>{DAY}</p>"), URL, NOW).editor is None


# The text


@pytest.mark.parametrize(
    "body",
    [
        f"<span>{TEXT[0]}</span><br><div><table><tr><td>{TEXT[1]}</td></tr></table></div><span>{TEXT[2]}</span>",
        f"<span>{TEXT[0]}<br></span><div><table><tbody><tr><td>{TEXT[1]}</td></tr></tbody></table></div><br><span>{TEXT[2]}</span>",
        f"<span><span>{TEXT[0]}</span></span><br/><br/><table><tr><td><span>{TEXT[1]}</span></td></tr></table><span>{TEXT[2]}</span><br>",
        f"<fieldset><legend>{TEXT[0]}</legend>{TEXT[1]}</fieldset><p>{TEXT[2]}</p>",
        f"<p>{TEXT[0]}</p><fieldset>{TEXT[1]}</fieldset><fieldset>{TEXT[2]}</fieldset>",
        f"<p>{TEXT[0]}</p><p><button type='button'>{TEXT[1]}</button></p><p>{TEXT[2]}</p>",
        f"<button>{TEXT[0]}</button><p>{TEXT[1]}</p><button>{TEXT[2]}</button>",
        f"<p>{TEXT[0]}</p><h4>{TEXT[1]}</h4><p>{TEXT[2]}</p>",
        f"<h4>{TEXT[0]}</h4><p>{TEXT[1]}</p><h4>{TEXT[2]}</h4>",
        f"<dl><dt>{TEXT[0]}</dt><dd>{TEXT[1]}</dd></dl><div>{TEXT[2]}</div>",
        f'<div style="DISPLAY: NONE">{paragraphs()}</div>',
        f"<div class='tab'><p>{TEXT[0]}</p></div><div class='tab'><p>{TEXT[1]}</p></div><div class='tab'><p>{TEXT[2]}</p></div>",
        "<pre>" + "\n".join(TEXT) + "</pre>",
        "<pre>\n　　" + "\r\n　　".join(TEXT) + "\n</pre>",
        "<pre><span>" + "</span>\n\n<span>".join(TEXT) + "</span></pre>",
        f"<p>{TITLE}</p>{paragraphs()}",
        f"<div><b>{TITLE}</b></div><div>{'</div><div>'.join(TEXT)}</div>",
        f"<p>{TITLE[:9]}<br>{TITLE[9:]}</p>{paragraphs()}",
    ],
)  # fmt: skip
def test_no_paragraph_is_lost_or_moved_and_no_title_repeated(body):
    assert body_of(page(INFO, body)) == list(TEXT)


@pytest.mark.parametrize("markup", ("<html xmlns='http://www.w3.org/1999/xhtml' xml:lang='zh'>", "<html xmlns:o='urn:schemas-microsoft-com:office:office'>", "<html>"))
@pytest.mark.parametrize("head", ("<?xml version='1.0' encoding='utf-8'?>\n", "\ufeff", "<!-- 模板 -->\n"))
def test_a_page_is_read_whatever_stands_before_and_in_its_root(head, markup):
    html = head + page(INFO, foot=FOOT).replace("<html>", markup, 1).replace("<br>", "<br/>")
    found = read(html, URL, NOW)
    assert (found.title, found.body.split("\n")) == (TITLE, list(TEXT))
