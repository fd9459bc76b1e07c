"""Kinds of article page that were read wrongly: each with several variants that differ in markup or words.

Dates that are no publication, titles that are a site's, empty sources, furniture around the text, text that was lost, and
pages without any. `tests/platforms/articles.py` has whole platforms.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from crawler.read.article.article import read
from pipelines.published import stands

NOW = datetime(2025, 9, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
URL = "http://www.luoxi.example/info/7.html"
SITE = "洛溪经济开发区管委会"
TITLE = "洛溪开发区三号厂房公开招租的公告"
TEXT = (
    "洛溪开发区三号厂房总面积八千平方米，层高七米，现面向社会公开招租，租期五年，期满可以续租。",
    "承租企业应当符合园区产业定位，环保手续齐全，亩均税收不低于二十五万元，租金按季度缴纳。",
    "有意者请在工作日到管委会招商科登记，提交营业执照复印件和项目计划书，由招商科统一组织看房。",
)
FOOT = f'<div class="footer"><p>主办单位：{SITE}</p><p>地址：洛溪市兴业路18号 邮编：430000</p></div>'


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>　　{text}</p>" for text in texts or TEXT)


def page(
    info: str = "",
    body: str | None = None,
    *,
    heading: str = f"<h1>{TITLE}</h1>",
    window: str = f"{TITLE}_{SITE}",
    head: str = "",
    below: str = "",
    foot: str = FOOT,
) -> str:
    body = paragraphs() if body is None else body
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{window}</title>{head}</head><body><div class="nav">'
        f'<a href="/">首页</a><a href="/zs/">招商引资</a></div><div class="box">{heading}{info}<div class="c">{body}</div>'
        f"{below}</div>{foot}</body></html>"
    )


def body_of(html: str) -> list[str]:
    return read(html, URL, NOW).body.split("\n")


# Dates

RELATED = '<ul><li><a href="/a/1.html">园区举办座谈会</a><span>2025-01-09</span></li><li><a href="/a/2.html">园区新增平台</a>2025-02-02</li></ul>'


@pytest.mark.parametrize(
    "html",
    [
        page(body=paragraphs(*TEXT, "时间：12月3日")),
        page(body=paragraphs(*TEXT, "（一）时间：2025年9月1日至3日，上午九时。")),
        page("<div>活动时间：2025年9月10日至12日</div>"),
        page("<div>受理日期：2025-08-01</div>"),
        page("<div>报名截止：2025-09-30</div>"),
        page(head='<meta name="others" content="页面生成时间 2025-09-17 08:00:00">'),
        page(head='<meta name="others" content="页面生成时间 2025-09-17"><meta name="keywords" content="招商">'),
        page(below=f"<h3>相关信息</h3>{RELATED}"),
        page(below=f'<div class="right"><h4>最新动态</h4>{RELATED}</div>'),
        page(body=paragraphs("园区简介长期有效，欢迎来电咨询。"), below=RELATED),
        page(body=paragraphs("园区长期招商，欢迎了解我们的产业布局与服务内容。"), below=f"<h3>相关文章</h3>{RELATED}"),
        page(foot=f"{FOOT}<p>最后更新：2025-09-18</p>"),
        page(foot="<footer>版权所有 2009-2025 鄂ICP备05012345号 2025-09-19 星期五</footer>"),
        page(body=paragraphs("2025年1月16日，管委会在会展中心举行招商工作会议。", *TEXT)),
        page(body=paragraphs("2025年1月16日在全区招商大会上的讲话，全文如下。", *TEXT)),
        page("<p>发布时间：2026-03-01</p>"),
        page('<div class="top">今天是：2025年9月20日 星期六</div>'),
        page(
            "<table><tr><td>成文日期</td><td>2025年7月28日</td></tr><tr><td>生效日期</td><td>2025年9月1日</td></tr></table>"
        ),
    ],
)
def test_a_date_of_something_else_is_no_publication(html):
    found = read(html, URL, NOW)
    assert (found.published, found.published_raw) in ((None, None), (None, "2026-03-01"))


@pytest.mark.parametrize(
    ("info", "head"),
    [
        ("<div>活动时间：2025年9月10日至12日</div><div>2025-08-05 来源：招商局</div>", ""),
        ("<div>更新时间：2025-09-15 发布时间：2025-08-05</div>", ""),
        ("<div>受理日期：2025-07-10 批准日期：2025-08-01 公布日期：2025-08-05</div>", ""),
        ("<div>报名截止：2025-09-30</div><div>日期：2025-08-05 浏览：88</div>", ""),
        (
            '<p><time itemprop="dateModified" datetime="2025-09-15T19:20:45+08:00">更新 2025-09-15 19:20</time>'
            '<time itemprop="datePublished" datetime="2025-08-05T08:00:00+08:00">2025-08-05</time></p>',
            "",
        ),
        ('<div class="d"><b>05</b><span>2025.08</span></div>', ""),
        ("<div>发布于 08-05 来源：招商局</div>", ""),
        ("<div>时间：08/05 浏览：8</div>", ""),
        ("<p>来源：<span>招商局</span><span>发布日期：2025-08-05</span></p>", ""),
        ("", '<meta name="PubDate" content="2025-08-05 10:00">'),
        ("", '<meta name="publishdate" content="2025-08-05">'),
        ("", '<meta name="firstpublishedtime" content="2025-08-05-10:00:00">'),
        (
            "",
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-08-05T10:00:00+08:00",'
            '"dateModified":"2025-09-15T10:00:00+08:00"}</script>',
        ),
        (
            "<table><tr><td>索引号</td><td>1/2</td><td>成文日期</td><td>2025年7月28日</td></tr><tr><td>发布日期</td>"
            "<td>2025年08月05日</td></tr></table>",
            "",
        ),
    ],
)
def test_the_day_of_publication_is_found_among_others(info, head):
    foot = f"<p>最后更新：2025-09-18</p>{FOOT}"
    assert (read(page(info, head=head, foot=foot), URL, NOW).published or "")[:10] == "2025-08-05"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ('{"@graph": 5}', None),
        ('{"@type": {"name": "NewsArticle"}, "datePublished": "2025-08-05"}', None),
        ('{"@graph": {"@type": "NewsArticle", "datePublished": "2025-08-05"}}', "2025-08-05"),
    ],
)
def test_linked_data_of_another_shape_costs_no_page(said, day):
    found = read(page("", head=f'<script type="application/ld+json">{said}</script>'), URL, NOW)
    assert found.body
    assert found.published == day


@pytest.mark.parametrize(
    "written",
    [
        "{};",
        "//<![CDATA[\n{}\n//]]>",
        "// <![CDATA[\n{};\n// ]]&gt;",
        "<!--\n{}\n-->",
        "/* seo plugin [1] */ {}",
        "// made by hand\n{}",
        "[{}]",
        "[{},]",
    ],
)
def test_linked_data_is_read_as_pages_write_it(written):
    """scrapinghub/extruct#84, #109 and #143: what is no JSON and said all the same."""
    said = '{"@type":["Thing","NewsArticle"],"description":"甲\\n乙 {1}","datePublished":"2025-08-05T10:00:00+08:00",}'
    head = f'<script type="application/ld+json; charset=utf-8">{written.replace("{}", said)}</script>'
    assert read(page("", head=head), URL, NOW).published == "2025-08-05T10:00:00"


@pytest.mark.parametrize("kind", ["LiveBlogPosting", "OpinionNewsArticle", "https://schema.org/NewsArticle"])
def test_an_article_of_any_kind_says_its_day(kind):
    updates = [{"@type": "BlogPosting", "datePublished": "2025-08-09T10:00:00+08:00"}]
    said = json.dumps({"@type": kind, "liveBlogUpdate": updates, "datePublished": "2025-08-05"})
    assert (
        read(page("", head=f'<script type="application/ld+json">{said}</script>'), URL, NOW).published == "2025-08-05"
    )


def test_the_day_of_what_is_no_article_is_not_the_articles():
    said = '{"@graph": [{"@type": "WebSite", "datePublished": "2011-01-01"}, {"@type": "Event", "datePublished": "2025-08-01"}]};'
    assert read(page("", head=f'<script type="application/ld+json">{said}</script>'), URL, NOW).published is None


@pytest.mark.parametrize(
    ("path", "info"),
    [
        ("/art/2023/9/12/a.html", "发布于 09-12"),
        ("/202309/t20230912_1.html", "时间：9月12日"),
        ("/content/2023/1.html", "日期：09/12"),
    ],
)
def test_the_address_says_the_year_of_a_date_without_one(path, info):
    found = read(page(f"<p>{info} 来源：招商局</p>"), f"http://www.luoxi.example{path}", NOW)
    assert found.published == found.published_raw == "2023-09-12"


@pytest.mark.parametrize(
    ("told", "said", "listed", "right"),
    [
        ("2025-08-06 10:00", "2025-08-06T10:00", "2025-08-05", "2025-08-06 10:00"),
        (None, "2025-09-18", "2025-08-05", "2025-08-05"),
        (None, "2025-09-18", None, "2025-09-18"),
        (None, None, "2025-08-05", "2025-08-05"),
        ("12月3日", "2024-12-03", "2025-08-05", "2025-08-05"),
        ("09-12", "2025-09-12", "09-12", "09-12"),
        ("2026-03-01", None, "2025-08-05", "2025-08-05"),
        ("2025-02-30", None, None, "2025-02-30"),
        ("2025-08-06", "2025-08-06", "公示", "2025-08-06"),
        (f"{NOW:%Y-%m-%d} 08:10", f"{NOW:%Y-%m-%dT08:10}", "2025-08-05", "2025-08-05"),  # the template's own today
        (f"{NOW:%Y-%m-%d}", f"{NOW:%Y-%m-%d}", f"{NOW:%Y-%m-%d}", f"{NOW:%Y-%m-%d}"),
        (f"{NOW:%Y-%m-%d}", f"{NOW:%Y-%m-%d}", None, f"{NOW:%Y-%m-%d}"),
        (f"{NOW:%Y-%m-%d}", f"{NOW:%Y-%m-%d}", "详情", f"{NOW:%Y-%m-%d}"),
        (None, None, None, None),
    ],
)
def test_the_articles_word_stands_before_the_lists_and_a_guess_behind_it(told, said, listed, right):
    assert stands(told, said, listed, NOW) == right


def test_a_crawl_stores_the_lists_date_where_the_articles_page_tells_of_other_days(server, scrapy, rows):
    infos = (
        "",
        "<p>时间：12月3日</p>",
        f"<h3>相关信息</h3>{RELATED}",
        "<p>报名截止：2025-09-30</p>",
        "<p>最后更新：2025-09-18</p>",
    )
    entries = "".join(
        f'<li><a href="/a/{n}.html">洛溪开发区第{n}批厂房公开招租的公告</a><span>2025-08-05</span></li>'
        for n in range(len(infos))
    )
    server.pages["/list.html"] = f'<html><head><meta charset="utf-8"></head><body><ul>{entries}</ul></body></html>'
    for n, info in enumerate(infos):
        title = f"洛溪开发区第{n}批厂房公开招租的公告"
        body = paragraphs(*(f"第{n}批：{text}" for text in TEXT)) + info
        server.pages[f"/a/{n}.html"] = page(body=body, heading=f"<h1>{title}</h1>", window=title)
    assert scrapy("run", "--url", f"{server.url}/list.html").returncode == 0
    assert rows("SELECT DISTINCT published FROM notices") == [("2025-08-05",)]
    assert rows("SELECT count(*) FROM notices") == [(len(infos),)]


# Titles

LOGO = f'<div class="logo"><h1>{SITE}门户网站</h1></div>'


@pytest.mark.parametrize(
    ("heading", "window", "body"),
    [
        (f"{LOGO}<h1>{TITLE}</h1>", f"{SITE}门户网站", None),
        (f"{LOGO}<h2>{TITLE}</h2>", f"{SITE}门户网站", None),
        (f'{LOGO}<div class="bt">{TITLE}</div>', f"{SITE}-通知公告", None),
        (f"<h1>{TITLE}</h1>", SITE, paragraphs(*TEXT, SITE, "2025年8月5日")),
        (f"<h2>{TITLE}</h2>", SITE, paragraphs(*TEXT, SITE)),
        (f"<h4>{TITLE}</h4>", f"通知公告-{SITE}", None),
        (f"<h1>{TITLE[:6]}<br>{TITLE[6:]}</h1>", SITE, None),
        (f"<h1>{TITLE[:6]}<br>{TITLE[6:12]}<br/>{TITLE[12:]}</h1>", f"通知公告_{SITE}", None),
        (f"<h2><span>{TITLE[:6]}</span><br><span>{TITLE[6:]}</span></h2>", "", None),
        (f"<h2>{TITLE} <small>2025-08-05 <span>来源：招商局</span></small></h2>", f"{TITLE}_{SITE}", None),
        (f'<div class="x">信息名称：{TITLE}</div>', SITE, None),
        (f'<div align="center"><font size="5">{TITLE}</font></div>', SITE, None),
    ],
)
def test_the_title_is_the_articles_and_not_the_sites(heading, window, body):
    found = read(page("<p><span>2025-08-05 09:00</span></p>", body, heading=heading, window=window), URL, NOW)
    assert found.title == TITLE
    assert found.body.startswith(TEXT[0])


# Source and author


@pytest.mark.parametrize(
    ("info", "head", "source"),
    [
        ("<p>来源： 发布日期：2025-08-05</p>", "", None),
        ("<p><span>来源：</span><span>发布时间：2025-08-05</span></p>", "", None),
        ("<p>信息来源:　时间：2025-08-05 阅读次数：</p>", "", None),
        ("<p><span>来源：洛溪日报</span><span>发布日期：2025-08-05</span></p>", "", "洛溪日报"),
        ("<p>来源：洛溪日报更新时间：2025-08-05</p>", "", "洛溪日报"),
        ("<p><b>文章来源：</b><a href='#'>洛溪日报</a> 浏览：9</p>", "", "洛溪日报"),
        ("<p>发布机构：投资促进局 发布日期：2025-08-05</p>", "", "投资促进局"),
        ("<table><tr><td>索引号</td><td>1/2</td><td>发文机关</td><td>投资促进局</td></tr></table>", "", "投资促进局"),
        ("<ul><li><b>索 引 号：</b>1/2</li><li><b>发文机构：</b>投资促进局</li></ul>", "", "投资促进局"),
        ("<p>[ 投资促进局 ] 2025-08-05</p>", "", "投资促进局"),
        ('<p><span id="source">洛溪观察</span> <span>2025-08-05</span></p>', "", "洛溪观察"),
        ("<p>2025-08-05 洛溪日报</p>", "", "洛溪日报"),
        ("<p>2025-08-05 浏览次数</p>", "", None),
        ("<p>2025-08-05</p>", '<meta name="ContentSource" content="洛溪日报">', "洛溪日报"),
        ("<p>来源 | 洛溪日报</p>", "", "洛溪日报"),
        ("<dl><dt>信息来源</dt><dd>洛溪日报</dd><dt>发布日期</dt><dd>2025-08-05</dd></dl>", "", "洛溪日报"),
        ("<dl><dt>信息来源</dt><dd></dd><dt>发布日期</dt><dd>2025-08-05</dd></dl>", "", None),
        ("<table><tr><td>来源</td><td>洛溪日报</td><td>发布日期</td><td>2025-08-05</td></tr></table>", "", "洛溪日报"),
        ("<table><tr><td>来源</td><td></td><td>发布日期</td><td>2025-08-05</td></tr></table>", "", None),
        ("<p><span>稿源</span> <span>洛溪日报</span> <span>2025-08-05</span></p>", "", "洛溪日报"),
        ("<p>来源：http://www.a.example/1.html 2025-08-05</p>", "", None),
    ],
)
def test_the_source_is_what_the_page_names_and_nothing_is_invented(info, head, source):
    assert read(page(info, head=head), URL, NOW).source == source


@pytest.mark.parametrize(
    ("info", "author"),
    [
        ("<p>作者： 来源：洛溪日报</p>", None),
        ("<p>作者：陈立 周敏 来源：洛溪日报</p>", "陈立 周敏"),
        ("<p><span>发布者：陈立</span><span>发布时间：2025-08-05</span></p>", "陈立"),
        ("<p>2025-08-05 <span class='author'>陈立</span></p>", "陈立"),
        ("<p>作者 | 陈立</p><p>编辑 | 周敏</p>", "陈立"),
        ("<p>记者：陈立 来源：洛溪日报 时间：2025-08-05</p>", "陈立"),
        ("<p>来源：洛溪日报 记者：陈立 周敏</p>", "陈立 周敏"),
        ("<dl><dt>作者</dt><dd>陈立</dd></dl>", "陈立"),
    ],
)
def test_the_author_is_who_the_page_names(info, author):
    assert read(page(info), URL, NOW).author == author


@pytest.mark.parametrize(
    ("below", "head"),
    [
        ("<p>[ 责编：周敏 ]</p>", '<meta name="author" content="周敏">'),
        ("<p>（责任编辑：周敏）</p>", '<meta name="author" content="洛溪网周敏">'),
        ("", '<meta name="author" content="洛溪网"><meta property="og:site_name" content="洛溪网">'),
        ("", '<meta name="author" content="105464">'),
    ],
)
def test_metadata_that_names_editor_or_site_names_no_author(below, head):
    assert read(page("<p>来源：洛溪日报</p>", head=head, below=below), URL, NOW).author is None


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>索引号</td><td>014/2025-9</td><td>发布机构</td><td>投资促进局</td></tr><tr><td>成文日期</td><td>2025年7月28日</td>"
        "<td>发文字号</td><td>洛招〔2025〕7号</td></tr></table>",
        "<ul><li><b>索 引 号：</b>014/2025-9</li><li><b>成文日期：</b>2025-07-28</li><li><b>文　号：</b>洛招〔2025〕7号</li></ul>",
        "<div><p>索引号：014/2025-9　主题分类：招商</p><p>发文字号：洛招〔2025〕7号　成文日期：2025年07月28日</p></div>",
    ],
)
def test_an_open_government_catalogue_is_fields_and_no_text(table):
    found = read(page(table), URL, NOW)
    assert (found.document_date, found.document_number) == ("2025-07-28", "洛招〔2025〕7号")
    assert found.body.split("\n") == list(TEXT)


# The text, whole and alone

FRAME = (
    "<p>最后更新：2025-09-18 10:00:00</p>",
    "<p>【打印本页】</p>",
    "<p>扫一扫在手机打开当前页</p>",
    "<p>浏览次数：128</p>",
    "<p>附件：</p>",
    "<div>相关附件</div>",
    "<p class='b'>关联文件：</p>",
    "<p><span>【信息发布：投资促进局】</span><span>【内容纠错】</span></p>",
    "<p><span>【打印文章】</span> <span>【关闭窗口】</span></p>",
    "<div>分享：</div>",
    "<p>（责任编辑：周敏）</p>",
    "<p>上一篇：<a href='/a/8.html'>园区召开会议</a></p>",
)
INFO = "<p>发布时间：2025-08-05 来源：招商局</p>"


@pytest.mark.parametrize("line", FRAME)
def test_what_templates_write_around_a_text_is_no_text(line):
    from pipelines.text import clean

    assert clean(read(page(INFO, below=line), URL, NOW).body).text.split("\n") == list(TEXT)
    assert clean(read(page(INFO + line), URL, NOW).body).text.split("\n") == list(TEXT)


@pytest.mark.parametrize(
    "foot",
    [
        FOOT,
        f"<footer>版权所有：{SITE}　鄂ICP备05012345号</footer>",
        f'<div class="footer">主办单位：{SITE} | 联系地址：洛溪市兴业路18号<br>政府各机构联系电话 | 网站技术支持：027-1</div>',
        f'<div id="foot"><table><tr><td>{SITE} 主办　联系电话：027-1</td></tr><tr><td>建议使用1024*768分辨率浏览</td></tr></table></div>',
        f"<p>Copyright © 2025 {SITE} 网站标识码：4200000001</p>",
    ],
)
@pytest.mark.parametrize("count", (0, 1, 3))
def test_a_foot_is_no_text_however_short_the_text(foot, count):
    content = paragraphs(*TEXT[:count]) if count else '<p><img src="poster.jpg"></p>'
    found = read(page(INFO, content, foot=foot), URL, NOW)
    assert found.body.split("\n") == (list(TEXT[:count]) or [""])
    assert ("empty" in found.flags) == (not count)


def test_hosts_that_a_notice_names_are_text():
    hosts = ("主办单位：洛溪市商务局", "承办单位：洛溪会展公司", "时间：2025年10月8日", "地点：会展中心三号馆")
    assert body_of(page(INFO, paragraphs(*TEXT, *hosts))) == [*TEXT, *hosts]
    assert body_of(page(INFO, "".join(f"<div>{line}</div>" for line in (*TEXT, *hosts)))) == [*TEXT, *hosts]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{TEXT[0]}</p><p><a href='/z'>{TEXT[1]}</a></p><p>{TEXT[2]}</p>",
        f"<p><a href='/z'>{TEXT[0]}</a></p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>",
        "".join(f"<p><a href='/z'>{text}</a></p>" for text in TEXT),
        f"<p>{TEXT[0]}</p><button>{TEXT[1]}</button><p>{TEXT[2]}</p>",
        f"<p>{TEXT[0]}</p><fieldset><p>{TEXT[1]}</p></fieldset><p>{TEXT[2]}</p>",
        f"<blockquote>{TEXT[0]}</blockquote><p>{TEXT[1]}</p><dl><dd>{TEXT[2]}</dd></dl>",
        f"<blockquote>{TEXT[0]}</blockquote><div>{TEXT[1]}</div><blockquote>{TEXT[2]}</blockquote>",
        f"<span>{TEXT[0]}</span><br><div><table><tr><td>{TEXT[1]}</td></tr></table></div><span>{TEXT[2]}</span>",
        f'<div style="display:none" id="x">{paragraphs()}</div>',
        f'<div style="display: none;"><div>{paragraphs()}</div></div>',
        f'<div style="opacity:0">{paragraphs()}</div>',
        f'<div class="pc">{paragraphs()}</div><div class="mobile">{paragraphs()}</div>',
        f"<p>{TEXT[0]}</p><section>{TEXT[1]}</section>{TEXT[2]}",
    ],
)
def test_no_paragraph_is_lost_or_moved(body):
    assert body_of(page(INFO, body)) == list(TEXT)


@pytest.mark.parametrize("wrap", ("<p>{}</p>", "<div>{}</div>", "<span>{}</span><br>"))
def test_headings_tables_and_signatures_keep_their_places(wrap):
    rows = "<div><table><tr><td>厂房</td><td>面积</td></tr><tr><td>三号</td><td>8000</td></tr></table></div>"
    told = ["一、基本情况", TEXT[0], rows, "二、有关要求", *TEXT[1:], "投资促进局", "2025年8月5日"]
    body = "".join(text if text is rows else wrap.format(text) for text in told)
    right = [line for text in told for line in (("厂房 面积", "三号 8000") if text is rows else (text,))]
    assert body_of(page(INFO, body)) == right


# Articles that are data

HTML = "".join(f"<p>{text}</p>" for text in TEXT)
SHELL = (
    '<html><head><meta charset="utf-8"><title>{title}</title></head><body><div id="app"></div>{script}</body></html>'
)


@pytest.mark.parametrize(
    "answer",
    [
        {
            "code": 200,
            "data": {"id": 7, "title": TITLE, "content": HTML, "publishTime": "2025-08-05 10:00", "source": "招商局"},
        },
        {"result": {"article": {"docTitle": TITLE, "docContent": HTML, "pubDate": 1754359200000, "laiyuan": "招商局"}}},
        {"title": TITLE, "zhengwen": "\n".join(TEXT), "fbsj": "2025年8月5日", "copyFrom": "招商局"},
        [{"infotitle": TITLE, "infocontent": HTML, "releaseDate": "2025-08-05T10:00:00+08:00", "origin": "招商局"}],
    ],
)
@pytest.mark.parametrize("wrapped", ("{}", "callback({});"))
def test_an_answer_of_json_is_an_article(answer, wrapped):
    found = read(
        wrapped.format(json.dumps(answer, ensure_ascii=False)), "http://www.luoxi.example/api/detail?id=7", NOW
    )
    assert (found.title, found.body.split("\n"), found.source) == (TITLE, list(TEXT), "招商局")
    assert found.published[:10] == "2025-08-05"
    assert found.flags == ()


@pytest.mark.parametrize(
    "script",
    [
        '<script id="__NEXT_DATA__" type="application/json">{{"props":{{"detail":{0}}}}}</script>',
        "<script>window.__INITIAL_STATE__ = {{detail: {0}, user: null}};</script>",
        "<script>var info = {0};</script>",
    ],
)
def test_a_page_whose_text_waits_in_its_scripts_has_it(script):
    held = json.dumps({"title": TITLE, "content": HTML, "publishDate": "2025-08-05"}, ensure_ascii=False)
    found = read(SHELL.format(title=TITLE, script=script.format(held)), URL, NOW)
    assert (found.title, found.body.split("\n"), found.published) == (TITLE, list(TEXT), "2025-08-05")


def test_data_of_another_article_or_of_an_error_is_no_text():
    other = json.dumps({"title": "洛溪区举办人才招聘会", "content": HTML}, ensure_ascii=False)
    assert read(SHELL.format(title=TITLE, script=f"<script>var next = {other};</script>"), URL, NOW).body == ""
    assert "empty" in read('{"code": 404, "msg": "信息不存在", "data": null}', URL, NOW, TITLE).flags


@pytest.mark.parametrize("day", ("2025年8月5日", "2025-08-05"))
def test_the_day_a_notice_is_signed_is_a_guess_behind_the_lists_date(day):
    found = read(page(body=paragraphs(*TEXT, "投资促进局", day)), URL, NOW)
    assert (found.published, found.published_raw) == ("2025-08-05", None)


@pytest.mark.parametrize(
    "asked", ("记者：园区今年缺工多少？", "记者：企业怎么报名？", "记者：请您介绍一下园区招工的情况，谢谢。")
)
def test_what_an_interview_asks_is_its_text_and_nobodys_name(asked):
    answers = ("王主任：约一千二百人，以装配工为主。", "王主任：携带身份证到招商科登记即可。")
    read_ = read(page("<p>来源：洛溪日报　2025-08-05</p>", paragraphs(asked, *answers)), URL, NOW, TITLE)
    assert read_.body.replace("\u3000", "").split("\n") == [asked, *answers] and read_.author is None


FOLDED = "<h4>{}</h4><div style='display:none'><p>{}</p></div>"


def test_what_opens_under_each_of_several_headings_is_the_articles():
    folded = "".join(FOLDED.format(f"第{n}问", text) for n, text in zip("一二三", TEXT, strict=True))
    body = read(page(body=f"<p>园区招商政策问答如下，供企业参考。</p>{folded}"), URL, NOW, TITLE).body
    assert [text for text in (*TEXT, "第一问", "第三问") if text not in body] == []


@pytest.mark.parametrize(
    "hidden",
    (
        FOLDED.format(
            "分享", "把网页分享给您的朋友，请扫描二维码，打开微信，点击底部的发现，使用扫一扫即可将网页分享至朋友圈。"
        ),
        "<div style='display:none'><p>您即将离开本网站，访问外部链接，请确认是否继续访问，本网站不对其内容负责。</p></div>"
        * 2,
    ),
)
def test_one_hidden_box_or_boxes_without_headings_stay_hidden(hidden):
    assert read(page(body=paragraphs() + hidden), URL, NOW, TITLE).body.replace("\u3000", "") == "\n".join(TEXT)


@pytest.mark.parametrize(
    "player",
    (
        "<div><span>听全文</span><span>00:00</span>/<span>03:21</span></div>",
        "<video src='/v.mp4'>您的浏览器不支持视频播放，请升级后观看。</video>",
        "<audio controls><p>您的浏览器不支持 audio 标签，请升级后收听。</p></audio>",
    ),
)
def test_a_player_is_no_text(player):
    assert read(page(body=player + paragraphs()), URL, NOW, TITLE).body.replace("\u3000", "") == "\n".join(TEXT)


@pytest.mark.parametrize(
    "last",
    (
        "下一条高铁线路预计明年年底前开工建设。",
        "上一页的表格所列企业均已通过复核。",
        "推荐阅读书目共二十种，由专家遴选。",
        "版权声明制度由文化部门负责落实。",
        "免责声明范围以外的损失由承租人承担。",
    ),
)
def test_a_sentence_that_begins_like_the_pages_foot_ends_the_text(last):
    assert read(page(body=paragraphs(*TEXT, last)), URL, NOW, TITLE).body.replace("\u3000", "").endswith(last)


@pytest.mark.parametrize(
    "foot", ("下一篇：高铁线路开工。", "版权声明：本网站版权归管委会所有。", "猜你喜欢", "推荐阅读：园区动态")
)
def test_a_label_of_the_pages_foot_ends_it(foot):
    assert foot not in read(page(body=paragraphs(*TEXT, foot)), URL, NOW, TITLE).body


@pytest.mark.parametrize(
    "label",
    (
        "發佈時間",
        "發布日期",
        "公佈日期",
        "張貼日期",
        "上版日期",
        "建檔日期",
        "刊登日期",
        "來源：府新聞處　發佈時間",
        "時間",
    ),
)
def test_labels_in_traditional_characters_tell_the_day_and_are_no_text(label):
    found = read(page(f"<p>{label}：2025-08-05</p>", paragraphs()), URL, NOW, TITLE)
    assert found.published == "2025-08-05" and found.body.replace("\u3000", "") == "\n".join(TEXT)
