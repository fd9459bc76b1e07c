"""Lists are found without configuration, in any markup, and nothing is found where there is no list."""

from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from hypothesis import given, settings, strategies as st

from crawler.read.listing.listing import find

NOW = datetime(2025, 8, 7, 10, tzinfo=timezone(timedelta(hours=8)))
URL = "http://www.example.gov.cn/zwgk/tzgg/index.html"
TITLES = [
    "关于公开征集高端装备产业园入驻项目的公告",
    "临港片区与三家新材料企业签署投资协议",
    "市投资促进局赴沿海城市开展精准招商",
    "生物医药加速器二期厂房招租启事",
    "2025年第二季度重点招商项目进展通报",
    "关于印发支持总部经济发展若干措施的通知",
    "智能网联汽车产业推介会即将举行",
    "园区标准厂房租金减免政策解读说明会顺利召开",
]
DAYS = [f"2025-08-{day:02d}" for day in (6, 6, 5, 4, 3, 2, 1, 1)]
LINKS = [f"./202508/t2025080{n}_{7000 + n}.html" for n in range(8)]
ROWS = list(zip(TITLES, LINKS, DAYS, strict=True))
FRAME = """<html lang="zh"><head><title>{heading}</title></head><body>
<div class="header"><ul class="nav"><li><a href="/">网站首页</a></li><li><a href="/zjyq/">走进园区</a></li>
<li><a href="/zwgk/">政务公开</a></li><li><a href="/tzcy/">投资产业</a></li>
<li><a href="/hdjl/">互动交流</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt;
<a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/tzgg/">通知公告</a></div>
<div class="main"><div class="left-menu"><ul>
<li><a href="/a/">机构职能设置</a></li><li><a href="/b/">领导信息公开</a></li>
<li><a href="/c/">财政预算决算</a></li><li><a href="/d/">人事任免信息</a></li></ul></div>
<div class="content">{main}</div>
<div class="side"><h3>热门文章</h3><ul class="hot">
<li><a href="/hot/1.html">本周点击最多的一篇园区长文章标题示例</a></li>
<li><a href="/hot/2.html">园区管委会召开年中工作推进会议</a></li>
<li><a href="/hot/3.html">一图看懂外商投资准入负面清单</a></li>
<li><a href="/hot/4.html">致全体投资者的一封公开信全文</a></li></ul></div></div>
<div class="footer"><div class="friendlink"><a href="http://www.one.example">省人民政府门户网站</a>
<a href="http://www.two.example">国家企业信用信息公示系统</a><a href="http://www.three.example">全国公共资源交易平台</a></div>
<p>版权所有 园区管理委员会 备案号 00000000 更新日期：2025-08-07</p></div></body></html>"""


def page(main, heading="通知公告"):
    return FRAME.replace("{heading}", heading).replace("{main}", main)


def repeat(row, rows=None, head="", foot=""):
    return head + "".join(row.format(t=t, u=u, d=d, y=d[:4], m=d[5:7], day=d[8:]) for t, u, d in rows or ROWS) + foot


def split_every(n, row, head, foot):
    return "".join(repeat(row, ROWS[i : i + n], head, foot) for i in range(0, len(ROWS), n))


MARKUPS = {
    "list items": repeat('<li><a href="{u}">{t}</a><span>{d}</span></li>', head="<ul>", foot="</ul>"),
    "date before the title": repeat('<li><span>[{d}]</span> <a href="{u}">{t}</a></li>', head="<ul>", foot="</ul>"),
    "table rows": repeat(
        '<tr><td>·</td><td><a href="{u}">{t}</a></td><td>{d}</td></tr>',
        head="<table><tr><th></th><th>标题</th><th>日期</th></tr>",
        foot="</table>",
    ),
    "one table for each row": repeat('<table><tr><td><a href="{u}">{t}</a></td><td>[{d}]</td></tr></table>'),
    "definition list": repeat('<dt><a href="{u}">{t}</a></dt><dd>{d}</dd>', head="<dl>", foot="</dl>"),
    "one dl for each": repeat('<dl><dt><a href="{u}">{t}</a></dt><dd>发布时间：{d}</dd></dl>'),
    "cards": repeat(
        '<div class="card"><a href="{u}"><img src="i.png"></a><h3><a href="{u}">{t}</a></h3>'
        '<p>摘要内容一二三四五六七八九十…</p><span class="date">{d}</span><a class="more" href="{u}">查看详情</a></div>'
    ),
    "a link around the card": repeat(
        '<a class="box" href="{u}"><div class="pic"></div><div class="tit">{t}</div><div class="time">{d}</div></a>'
    ),
    "articles with a time element": repeat(
        '<article><h2><a href="{u}">{t}</a></h2><time datetime="{d}T09:30:00+08:00">{m}月{day}日</time></article>'
    ),
    "day large, year and month small": repeat(
        '<div class="row"><div class="date"><b>{day}</b><i>{y}-{m}</i></div><h4><a href="{u}">{t}</a></h4></div>'
    ),
    "year apart from month and day": repeat(
        '<li><div class="d"><span>{m}-{day}</span><em>{y}</em></div><a href="{u}">{t}</a></li>',
        head="<ul>",
        foot="</ul>",
    ),
    "lists of five": split_every(5, '<li><a href="{u}">{t}</a><span>{d}</span></li>', "<ul>", "</ul>"),
    "separators": repeat('<li><a href="{u}">{t}</a><em>{d}</em></li>', ROWS[:5], head="<ul>")
    + '<li class="line"></li>'
    + repeat('<li><a href="{u}">{t}</a><em>{d}</em></li>', ROWS[5:], foot="</ul>"),
    "line breaks only": repeat('<a href="{u}">{t}</a> [{d}]<br>', head="<p>", foot="</p>"),
    "headings and paragraphs, flat": repeat('<h3><a href="{u}">{t}</a></h3><p>发布日期：{d}</p><p>内容提要略。</p>'),
    "mixed types": repeat('<div class="item"><a href="{u}">{t}</a><i>{d}</i></div>', ROWS[:5])
    + repeat('<div class="item video"><a href="{u}"><img></a><a href="{u}">{t}</a><i>{d}</i></div>', ROWS[5:]),
    "a first entry of its own": repeat(
        '<div class="top"><h2><a href="{u}">{t}</a></h2><i>{d}</i></div>', ROWS[:1], "<div>"
    )
    + repeat('<div class="item"><h2><a href="{u}">{t}</a></h2><i>{d}</i></div>', ROWS[1:], foot="</div>"),
    "category links": repeat(
        '<li><a href="/tzgg/">[通知]</a><a href="{u}">{t}</a><span>{d}</span></li>', head="<ul>", foot="</ul>"
    ),
    "interpretations": repeat(
        '<li><a href="{u}">{t}</a><div class="pop"><ul><li><a href="/jd/{day}.html">《{t}》政策解读</a></li></ul></div>'
        "<span>{d}</span></li>",
        head="<ul>",
        foot="</ul>",
    ),
    "cut titles": "".join(
        f'<li><a href="{u}" title="{t}">{t[:10]}...</a><span>{d}</span></li>' for t, u, d in ROWS
    ).join(("<ul>", "</ul>")),
    "title beside the link": repeat(
        '<tr><td>{d}</td><td>{t}</td><td><a href="{u}">下载</a></td></tr>', head="<table>", foot="</table>"
    ),
    "date in an attribute": repeat('<li data-time="{d}"><a href="{u}">{t}</a></li>', head="<ul>", foot="</ul>"),
    "date in the link's text": repeat('<li><a href="{u}">{t}<span>{d}</span></a></li>', head="<ul>", foot="</ul>"),
    "date as one text with the title": repeat('<li><a href="{u}">{d} {t}</a></li>', head="<ul>", foot="</ul>"),
    "days as headings": "".join(
        f"<h4>{day}</h4>" + repeat('<p><a href="{u}">{t}</a></p>', [r for r in ROWS if r[2] == day])
        for day in dict.fromkeys(DAYS)
    ),
    "attachments": repeat(
        '<li><a href="{u}">{t}</a> <a href="/f/{m}{day}.pdf">[附件下载]</a> <span>{d}</span></li>',
        head="<ul>",
        foot="</ul>",
    ),
    "a disclosure table": repeat(
        '<tr><td>2025-{day}{m}</td><td><a href="{u}">{t}</a></td><td>2024-12-30</td><td>{d}</td></tr>',
        head="<table><thead><tr><td>索引号</td><td>名称</td><td>成文日期</td><td>发布日期</td></tr></thead>",
        foot="</table>",
    ),
    "spacer rows": repeat(
        '<tr><td><img src="dot.gif"></td><td><a href="{u}">{t}</a></td><td>({d})</td></tr>'
        '<tr><td colspan="3"></td></tr>',
        head="<table>",
        foot="</table>",
    ),
    "day and Chinese month": repeat(
        '<li><div class="d"><b>{day}</b><span>8月</span></div><a href="{u}">{t}</a></li>', head="<ul>", foot="</ul>"
    ),
    "a picture story above": '<div class="big"><h2><a href="/b.html">年度十大项目集中开工</a></h2></div>'
    + repeat('<li><a href="{u}">{t}</a><span>{d}</span></li>', head="<ul>", foot="</ul>"),
    "two boxes": repeat(
        '<li><a href="{u}">{t}</a><span>{d}</span></li>', ROWS[:4], "<div><h2>公告</h2><ul>", "</ul></div>"
    )
    + repeat('<li><a href="{u}">{t}</a><span>{d}</span></li>', ROWS[4:], "<div><h2>动态</h2><ul>", "</ul></div>"),
    "search hits": repeat(
        '<div class="hit"><h3><a href="{u}">{t}</a></h3><p>昨日获悉，……<em>园区</em>……</p>'
        "<p>example.gov.cn/zwgk {d}</p></div>"
    ),
    "date in brackets right after the title": repeat(
        '<li><a href="{u}">{t}（{d}）</a></li>', head="<ul>", foot="</ul>"
    ),
    "day and the month's name, and a title without a link": repeat(
        '<div class="row"><div class="when"><b>{day}</b><i>Aug</i></div><div class="text"><h4>{t}</h4><p>摘要从略。</p>'
        '<a href="{u}">阅读更多</a></div></div>'
    ),
    "posts of a blog system, each with its categories in its class": "".join(
        f'<div class="post-{n}{n} post {kind}"><h2><a href="{u}">{t}</a></h2><div class="meta">{d}</div>'
        f'<div class="text">正文第{n}段，<a href="/ad/{n}">参见另一条很长很长的外部链接说明文字</a>。</div></div>'
        for n, (kind, (t, u, d)) in enumerate(zip(["category-a tag-b", "tag-c", "sticky", ""] * 2, ROWS, strict=True))
    ),
    "a player beside the text of some": "".join(
        (
            f'<li><div class="media"><a href="/v/{n}">观看本条新闻的完整视频报道</a><i>00:00</i></div>'
            if n % 2
            else "<li>"
        )
        + f'<div class="info"><a href="{u}"><h3>{t}</h3></a><span>{d}</span></div></li>'
        for n, (t, u, d) in enumerate(ROWS)
    ).join(("<ul>", "</ul>")),
    "a side column in the same markup": repeat(
        '<li><a href="{u}">{t}</a><i>{d}</i></li>', head='<div class="col-9"><ul>', foot="</ul></div>"
    )
    + '<div class="col-3"><ul>'
    + "".join(f'<li><a href="/rd/{n}.html">近期活动预告之第{n}场推介会</a><i>2025-08-1{n}</i></li>' for n in range(5))
    + "</ul></div>",
    "numbers and views": repeat(
        '<div class="li"><em>01</em><a href="{u}">{t}</a><p>来源：管委会　发布时间：{d}　浏览：102次</p></div>'
    ),
}


@pytest.mark.parametrize("name", MARKUPS)
def test_every_markup_gives_the_same_eight_entries(name):
    found = find(page(MARKUPS[name]), URL, NOW)
    assert found.verdict == "list", found.why
    assert [e.title for e in found.entries] == TITLES
    assert [(e.published or "")[:10] for e in found.entries] == DAYS
    assert [e.url for e in found.entries] == [f"http://www.example.gov.cn/zwgk/tzgg/{u[2:]}" for u in LINKS]
    assert [e.position for e in found.entries] == list(range(1, 9))


@pytest.mark.parametrize("name", MARKUPS)
def test_the_selectors_found_read_the_same_entries_again(name):
    found = find(page(MARKUPS[name]), URL, NOW)
    assert "entry" in found.selectors, found.why
    pins = dict.fromkeys(("entry", "title", "link", "date", "body", "next")) | found.selectors
    assert find(page(MARKUPS[name]), URL, NOW, SimpleNamespace(**pins)).entries == found.entries


def test_of_several_classes_that_entries_share_the_selector_names_the_first_written():
    """It was any of them, another one in every process."""
    rows = repeat('<li class="zeile news alpha entry beta line"><a href="{u}">{t}</a><span>{d}</span></li>')
    assert find(page(f"<ul>{rows}</ul>"), URL, NOW).selectors["entry"] == "li.zeile"


def test_a_list_in_the_pages_data_is_found_where_the_markup_shows_none():
    rows = repeat('<record><![CDATA[<li><a href="{u}">{t}</a><span>{d}</span></li>]]></record>')
    found = find(page(f'<script type="text/xml"><datastore>{rows}</datastore></script>'), URL, NOW)
    assert (found.verdict, found.selectors) == ("list", {})
    assert [(e.position, e.title, e.published) for e in found.entries] == [
        (n, title, day) for n, (title, _, day) in enumerate(ROWS, 1)
    ]


RELATIVE = {
    "刚刚": "2025-08-07",
    "3小时前": "2025-08-07T07:00",
    "昨天": "2025-08-06",
    "3天前": "2025-08-04",
    "08-01": "2025-08-01",
}


def test_relative_dates_count_back_from_the_fetch():
    rows = list(zip(TITLES, LINKS, RELATIVE, strict=False))
    found = find(page(repeat('<li><a href="{u}">{t}</a><i>{d}</i></li>', rows, "<ul>", "</ul>")), URL, NOW)
    assert [e.published for e in found.entries] == list(RELATIVE.values())
    assert [e.date for e in found.entries] == list(RELATIVE)


@pytest.mark.parametrize(
    "said",
    [
        "标题：{t}&#10;发布时间：{d}",
        "{t}\n日期: {d}",
        "文章标题：{t}\n作    者：办公室\n更新时间：{d} 09:30\n点击次数：31",
    ],
)
def test_a_date_that_a_links_own_title_says_is_its_entrys(said):
    rows = [(title, link, f"2025-08-0{n}") for n, (title, link) in enumerate(zip(TITLES, LINKS, strict=True), 1)]
    entry = f'<li><a href="{{u}}" title="{said}">{{t}}</a></li>'
    found = find(page(repeat(entry, rows, "<ul>", "</ul>")), URL, NOW)
    assert [e.title for e in found.entries] == [title for title, _, _ in rows]
    assert [e.published[:10] for e in found.entries] == [day for _, _, day in rows]


def test_a_date_in_the_address_is_the_last_resort():
    rows = [(t, f"/art/2025/8/{n}/art_9_{n}.html", "") for n, t in enumerate(TITLES, 1)]
    found = find(page(repeat('<li><a href="{u}">{t}</a></li>', rows, '<ul class="list">', "</ul>")), URL, NOW)
    assert [e.published for e in found.entries] == [f"2025-08-0{n}" for n in range(1, 9)]
    assert all(e.date is None for e in found.entries)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("07/08/2025", "25/07/2025", "13/07/2025"), "2025-08-07"),
        (("08/05/2025", "07/25/2025", "07/13/2025"), "2025-08-05"),
        (("06.08.2025", "05.07.2025", "04.06.2025"), "2025-08-06"),
        (("6. August 2025", "25. Juli 2025", "3. März 2025"), "2025-08-06"),
        (("Aug 6, 2025", "July 25, 2025", "3 March 2025"), "2025-08-06"),
    ],
)
def test_a_column_of_dates_tells_which_number_is_the_month(dates, first):
    names = ("New industrial park opens its doors", "Council adopts investment plan", "Harbour expansion approved")
    rows = [(t, f"/n/{n}", d) for n, (t, d) in enumerate(zip(names, dates, strict=True))]
    html = repeat('<li><a href="{u}">{t}</a> <span>{d}</span></li>', rows, "<html><body><ul>", "</ul></body></html>")
    assert find(html, "https://www.example.org/news", NOW).entries[0].published == first


GERMAN = "".join(
    f'<div class="news-list-item articletype-0"><span class="news-list-date"><time datetime="2025-0{n}-12" itemprop='
    f'"datePublished">12.0{n}.2025</time></span><h3><a title="{t}" href="/presse/detail/{n}">{t}</a></h3>'
    '<div class="teaser"><p>Die Stadt teilt mit, dass die Arbeiten im Quartal beginnen. '
    f'<a class="more" href="/presse/detail/{n}">Weiterlesen</a>'
    "</p></div></div>"
    for n, t in enumerate(
        ("Neues Gewerbegebiet wird erschlossen", "Haushalt 2025 beschlossen", "Förderbescheid übergeben"), 3
    )
)
ENGLISH = "".join(
    f'<div class="views-row"><div class="views-field-title"><a href="/news/{n}">{t}</a></div>'
    '<div class="views-field-created">'
    f'{n} August 2025</div><div class="views-field-body">Officials said the programme continues … '
    f'<a href="/news/{n}">Read more</a></div>'
    '<div class="views-field-field-tags"><a href="/tags/jobs">Jobs</a>, <a href="/tags/growth">Growth</a></div></div>'
    for n, t in enumerate(
        ("Enterprise zone welcomes three firms", "Minister opens logistics hub", "Grants for exporters"), 4
    )
)


@pytest.mark.parametrize(
    ("main", "first", "path"),
    [
        (GERMAN, "Neues Gewerbegebiet wird erschlossen", "/presse/detail/3"),
        (ENGLISH, "Enterprise zone welcomes three firms", "/news/4"),
    ],
)
def test_press_releases_of_other_countries_are_read_the_same_way(main, first, path):
    nav = "<nav><ul>" + "".join(f'<li><a href="/s{n}">Section number {n}</a></li>' for n in range(9)) + "</ul></nav>"
    found = find(f"<html><body>{nav}<main>{main}</main></body></html>", "https://www.example.org/presse/", NOW)
    assert len(found.entries) == 3
    assert (found.entries[0].title, found.entries[0].url) == (first, f"https://www.example.org{path}")
    assert all(e.published and e.summary and e.body is None for e in found.entries)


@pytest.mark.parametrize(
    "entry",
    [
        '<h3><a href="/m{n}.html"><span class="aural">Meldung: </span>{t}</a></h3><span>{d}</span>',
        '<h3><a href="/m{n}.html"><span class="screen-reader-text">Meldung: </span>{t}</a></h3><span>{d}</span>',
        '<a href="/m{n}.html">{t} (PDF, 1,{n} MB, nicht barrierefrei)</a> vom {d}',
        '<a href="/m{n}.html"><span>{d}, 9:1{n} Uhr</span><br>{t}</a>',
        '<a href="/m{n}.html"><b>{soft}</b></a> {d} um 14:00 Uhr',
    ],
)
def test_a_title_is_without_what_is_only_for_machines_and_screen_readers(entry):
    titles = [
        "Gewerbegebiet Nord wird erweitert",
        "Stadtrat beschließt Ansiedlungsstrategie",
        "Wirtschaftstag im Rathaus",
    ]
    rows = "".join(
        f"<li>{entry.format(n=n, t=t, soft=t.replace('t', 't&shy;'), d=f'{n}. August 2025')}</li>"
        for n, t in enumerate(titles, 4)
    )
    found = find(f'<html lang="de"><body><h1>Presse</h1><ul>{rows}</ul></body></html>', URL, NOW)
    assert [(e.title, e.published[:10]) for e in found.entries] == [
        (title, f"2025-08-0{n}") for n, title in enumerate(titles, 4)
    ]


@pytest.mark.parametrize("date", ["30.07.", "30-Jul-2025", "Jul 30, 2025 - 2:30 PM", "30.07.2025 um 8:05 Uhr"])
def test_dates_as_other_countries_write_them(date):
    rows = "".join(f'<li><a href="{u}">{t}</a><span>{date}</span></li>' for t, u, _ in ROWS)
    assert {e.published[:10] for e in find(page(f"<ul>{rows}</ul>"), URL, NOW).entries} == {"2025-07-30"}


BODY = (
    "<p>各位代表：现在，我代表区人民政府向大会报告工作，请予审议。</p>"
    + "<p>过去一年，我们坚持稳中求进，主要指标全面完成。</p>" * 20
)
INLINE = "".join(
    f'<div class="post"><h2>{t}</h2><div class="txt">{BODY}</div><p class="date">{d}</p></div>' for t, _, d in ROWS
)


def test_whole_bodies_in_the_list_are_told_from_summaries():
    found = find(page(INLINE), URL, NOW)
    assert [e.title for e in found.entries] == TITLES
    assert [e.published for e in found.entries] == DAYS
    assert all(e.url is None and e.summary is None for e in found.entries)
    assert found.entries[0].body.split("\n")[0] == "各位代表：现在，我代表区人民政府向大会报告工作，请予审议。"
    assert found.entries[0].body.count("\n") == 20
    cards = find(page(MARKUPS["cards"]), URL, NOW)
    assert all(e.body is None and e.summary for e in cards.entries)


def test_a_short_notice_among_whole_bodies_is_whole_too():
    text = "园区与企业签署了合作协议。" * 5
    short = f'<div class="post"><h2>{TITLES[0]}</h2><div class="txt"><p>{text}</p></div><p>{DAYS[0]}</p></div>'
    assert find(page(INLINE + short), URL, NOW).entries[-1].body == text


def test_base_href_is_honoured():
    html = page(MARKUPS["list items"]).replace("<head>", '<head><base href="http://cdn.example.com/x/">')
    assert find(html, URL, NOW).entries[0].url == "http://cdn.example.com/x/202508/t20250800_7000.html"


@pytest.mark.parametrize("base", ["javascript:void(0)", "about:blank", "data:,", "http://[x/", ""])
def test_a_base_that_leads_to_no_page_is_none(base):
    """The links of such a page were taken for addresses as they stood, and the whole list came to nothing."""
    plain = page(MARKUPS["list items"])
    html = plain.replace("<head>", f'<head><base href="{base}">')
    assert [entry.url for entry in find(html, URL, NOW).entries] == [
        entry.url for entry in find(plain, URL, NOW).entries
    ]


ARTICLE = (
    "<h1>关于举办推介会的通知</h1><p>发布日期：2025-08-06　来源：<a href='/'>管委会办公室</a></p>"
    + "<p>为进一步扩大对外开放，提升服务水平，现就有关事项通知如下，请遵照执行并抓好落实。</p>" * 12
)
RELATED = repeat('<li><a href="{u}">{t}</a><span>{d}</span></li>', ROWS[:5], "<h3>相关阅读</h3><ul>", "</ul>")


@pytest.mark.parametrize(
    ("html", "verdict"),
    [
        (page(ARTICLE), "none"),
        (page(ARTICLE + RELATED), "none"),
        (page("<ul class='list'></ul>"), "empty"),
        (page("<div class='list'><p>暂无数据</p></div>"), "empty"),
        (page("<p>没有找到相关记录，请更换检索条件。</p>"), "empty"),
        (
            page("<form><input name='u'><input type='password' name='p'><button>登录</button></form>", "用户登录"),
            "login",
        ),
        (
            "<html><head><title>统一身份认证登录</title></head><body><p>请先登录</p><a href='/go'>扫码</a></body>",
            "login",
        ),
        ("", "none"),
        ("\x00\x00", "none"),
        ("plain words, no markup at all", "none"),
    ],
)
def test_pages_that_are_no_list_give_no_entries(html, verdict):
    found = find(html, URL, NOW)
    assert (found.verdict, found.entries) == (verdict, ()), found.why
    assert found.why


ONE = [
    '<ul><li><a href="{u}">{t}</a><span>{d}</span></li></ul>',
    '<table><tr><td><a href="{u}">{t}</a></td><td>{d}</td></tr></table>',
    '<dl><dt><a href="{u}">{t}</a></dt><dd>{d}</dd></dl>',
    '<article><h2><a href="{u}">{t}</a></h2><time>{d}</time></article>',
    '<div class="card"><h3><a href="{u}">{t}</a></h3><p>摘要……</p><i>{d}</i></div>',
]


@pytest.mark.parametrize("row", ONE)
def test_a_list_of_one_is_said_to_be_single(row):
    found = find(page(repeat(row, ROWS[:1])), URL, NOW)
    assert (found.verdict, [e.title for e in found.entries]) == ("single", TITLES[:1])
    assert found.entries[0].published == DAYS[0]


@pytest.mark.parametrize("rows", (2, 3, 8))
@pytest.mark.parametrize(
    "pager",
    (
        "<td colspan='2'>页次：1/1 每页15 总数3 首页 上一页 下一页 尾页 转到:</td>",
        "<td><span>首页</span><span>上页</span><a href='tzgg/3.htm'>下页</a><a href='tzgg/1.htm'>尾页</a></td><td></td>",
        "<td colspan='2'><a href='?page=1'>Previous page</a> <a href='?page=3'>Next page</a></td>",
    ),
)
def test_the_row_that_turns_the_page_is_no_entry(pager, rows):
    listed = "".join(f'<tr><td><a href="{a}">{t}</a></td><td>{d}</td></tr>' for t, a, d in ROWS[:rows])
    found = find(page(f"<table class='list'>{listed}<tr>{pager}</tr></table>"), URL, NOW)
    assert [entry.title for entry in found.entries] == TITLES[:rows]


@pytest.mark.parametrize("way", ("您的位置：<a href='/'>首 页</a>&gt;&gt;公告", "<a href='/'>首页</a> &gt; 公告"))
def test_the_row_that_shows_the_way_to_the_page_is_no_entry(way):
    listed = "".join(f'<tr><td>· <a href="{a}">{t}</a></td><td>{d}</td></tr>' for t, a, d in ROWS)
    found = find(page(f"<table class='list'><tr><td>{way}</td><td></td></tr>{listed}</table>"), URL, NOW)
    assert [entry.title for entry in found.entries] == TITLES


@pytest.mark.parametrize("rows", (0, 1))
def test_a_menu_of_short_links_is_no_list_and_hides_none(rows):
    names = ("领导信息", "机构职能", "政务动态", "政府文件", "规划计划", "招商动态", "投资成本", "投资环境", "旅游资源")
    menu = "".join(f'<div class="item"><a href="/lm/{n}/">{name}</a></div>' for n, name in enumerate(names))
    listed = "".join(f'<li><a href="{a}">{t}</a><span>{d}</span></li>' for t, a, d in ROWS[:rows])
    html = f"<html><title>规划计划</title><body><div>{menu}</div><ul>{listed}</ul><p>管委会办公室主办</p></body></html>"
    assert [entry.title for entry in find(html, URL, NOW).entries] == TITLES[:rows]


def test_pinned_selectors_outrank_detection_field_by_field():
    rows = "".join(
        f'<li><b>{t}</b><a href="/x/{n}">{n}</a><i>2001-01-01</i><u>{d}</u></li>' for n, (t, _, d) in enumerate(ROWS)
    )
    site = SimpleNamespace(entry=None, title=None, link=None, date="u", body=None, next=None)
    assert [e.published for e in find(page(f"<ul>{rows}</ul>"), URL, NOW, site).entries] == DAYS
    site = SimpleNamespace(entry="ul.hot > li", title=None, link=None, date=None, body=None, next=None)
    first = find(page(f"<ul>{rows}</ul>"), URL, NOW, site).entries[0]
    assert first.url == "http://www.example.gov.cn/hot/1.html"


def test_a_pinned_selector_that_matches_nothing_is_an_empty_list():
    site = SimpleNamespace(entry="div.gone", title=None, link=None, date=None, body=None, next=None)
    found = find(page(MARKUPS["cards"]), URL, NOW, site)
    assert (found.verdict, found.entries) == ("empty", ())


def test_markup_nested_thousands_deep_is_read_all_the_same():
    rows = repeat("<li>" + "<b>" * 1500 + '<a href="{u}">{t}</a><i>{d}</i></li>', ROWS[:3], "<ul>", "</ul>")
    assert [e.title for e in find(page(rows), URL, NOW).entries] == TITLES[:3]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<ul>",
                "<li>",
                "</ul>",
                "<a href='/x'>",
                "标题",
                "2025-08-06",
                "<td>",
                "<tr>",
                "&#0;",
                "<br>",
                "<h2>",
                "<base href='http://['>",
            ]
        ),
        max_size=40,
    )
)
def test_no_markup_makes_it_raise(parts):
    found = find("".join(parts), URL, NOW)
    assert [e.position for e in found.entries] == list(range(1, len(found.entries) + 1))


def test_an_article_s_own_scripts_are_no_list():
    script = '<script>fetch("/api/related/list.json?id=3").then(show)</script>'
    text = "<p>园区与企业签订框架协议，双方将在新材料领域开展合作，项目分两期建设，预计三年内全部投产。</p>" * 8
    assert find(page(f"<h1>园区签约</h1>{text}{script}"), URL, NOW).next is None
    assert find(page(f"<div id='list'></div>{script}"), URL, NOW).next.endswith("/api/related/list.json?id=3")


TABLE = "".join(
    f"<tr><td>·</td><td><a href='/a/{n}.html'>第{n}期产业项目推介会通知</a></td><td>2025-10-{28 - n}</td></tr>"
    for n in range(8)
)


@pytest.mark.parametrize(
    "row",
    [
        "<td colspan='3'><a href='index.html'>第一页</a> <a href='index.html'>1</a> <a href='index_2.html'>2</a> <a href='index_2.html'>下一页</a> <a href='index_9.html'>最后一页</a></td>",
        "<td colspan='3'><span>共44条</span> <span>1/3</span> <span>首页</span><span>上页</span><a href='b/2.htm'>下页</a><a href='b/1.htm'>尾页</a> 转到<input>页</td>",
        "<td colspan='3'>共 98 条 1/10 页 <a href='i_2.html'>后页</a> <a href='i_10.html'>末页</a></td>",
        "<td colspan='3'><a href='/ly.html'>我要留言</a></td>",
        "<td colspan='3'><a href='?t=0'>全部时间</a> <a href='?t=7'>一周内</a> <a href='?t=30'>一月内</a></td>",
        "<td colspan='3'><a href='/more.html'>查看更多信息</a></td>",
    ],
)
@pytest.mark.parametrize("where", ["{rows}<tr>{row}</tr>", "<tr>{row}</tr>{rows}"])
def test_a_row_that_turns_the_page_or_asks_for_something_is_no_entry(row, where):
    page = f"<html><body><table>{where.format(rows=TABLE, row=row)}</table></body></html>"
    found = find(page, "http://park.example/tzgg/", NOW, pins=False)
    assert [e.url for e in found.entries] == [f"http://park.example/a/{n}.html" for n in range(8)]


@pytest.mark.parametrize("after", [2, 5, 7])
@pytest.mark.parametrize("closing", ["</table></td></tr>", "</table>", "</tbody></table>"])
def test_rows_behind_a_table_closed_too_early_are_found(after, closing):
    rows = (
        TABLE.replace("</tr>", f"</tr>{closing}", 1)
        if after == 2
        else "".join(row + (closing if n >= after else "") for n, row in enumerate(TABLE.split("</tr>")[:-1]))
    )
    rows = rows if after == 2 else rows.replace("</td><tr>", "</td></tr><tr>")
    page = f"<html><body><table><tr><td><table>{rows}</table></td></tr></table></body></html>"
    found = find(page, "http://park.example/tzgg/", NOW, pins=False)
    assert [e.url for e in found.entries] == [f"http://park.example/a/{n}.html" for n in range(8)]


@pytest.mark.parametrize("shown", ["[市本级]关于产业项目…", "【公告】关于产业项目...", "（区级） 关于产业项目……"])
def test_a_title_cut_behind_a_label_is_whole_in_its_attribute(shown):
    rows = "".join(
        f"<li><a href='/a/{n}.html' title='关于产业项目推介会第{n}期的通知'>{shown}</a><i>2025-10-{28 - n}</i></li>"
        for n in range(5)
    )
    found = find(f"<html><body><ul>{rows}</ul></body></html>", "http://park.example/", NOW, pins=False)
    assert [e.title for e in found.entries] == [f"关于产业项目推介会第{n}期的通知" for n in range(5)]


def test_a_cut_title_is_whole_in_the_cell_that_it_stands_in():
    rows = "".join(
        f"<tr><td>{n}</td><td title='关于产业项目推介会第{n}期的通知'><a href='/a/{n}.html'>关于产业项目...</a></td><td>2025-08-0{7 - n}</td></tr>"
        for n in range(5)
    )
    found = find(f"<html><body><table>{rows}</table></body></html>", "http://park.example/", NOW, pins=False)
    assert [e.title for e in found.entries] == [f"关于产业项目推介会第{n}期的通知" for n in range(5)]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        (("26/10/28", "26/10/27", "26/9/30"), ("2026-10-28", "2026-10-27", "2026-09-30")),
        (("26/11/12", "26/11/09", "26/11/02"), ("2026-11-12", "2026-11-09", "2026-11-02")),
        (("26.11.12", "26.11.09", "25.12.31"), ("2026-11-12", "2026-11-09", "2025-12-31")),
        (("12/11/26", "09/11/26", "02/11/26"), ("2026-11-12", "2026-11-09", "2026-11-02")),
        (("26.11.25", "25.11.25", "19.11.25"), ("2025-11-26", "2025-11-25", "2025-11-19")),
        (("31.12.25", "26.11.25", "24.11.24"), ("2025-12-31", "2025-11-26", "2024-11-24")),
    ],
)
def test_a_column_tells_whether_a_year_of_two_digits_leads(written, days):
    now = datetime(2026, 11, 29, 2, tzinfo=timezone.utc)
    rows = list(zip(TITLES, LINKS, written, strict=False))
    found = find(page(repeat('<li><a href="{u}">{t}</a><i>{d}</i></li>', rows, "<ul>", "</ul>")), URL, now)
    assert tuple(e.published for e in found.entries) == days


@pytest.mark.parametrize(
    "entry",
    [
        '<a class="row" href="{u}"><div class="t">{t}</div><div class="d"><span>0{n}</span>/<em>2025-08</em></div></a>',
        '<li><div><b>0{n}</b> / <i>2025.08</i></div><a href="{u}">{t}</a></li>',
        '<li><p>0{n}/2025-08</p><a href="{u}">{t}</a></li>',
    ],
)
def test_a_day_before_its_year_and_month_is_a_date(entry):
    rows = "".join(entry.format(u=LINKS[n], t=TITLES[n], n=n) for n in range(1, 8))
    found = find(page(f"<div class='rows'>{rows}</div>"), URL, NOW)
    assert [e.published for e in found.entries] == [f"2025-08-0{n}" for n in range(1, 8)][: len(found.entries)]
    assert len(found.entries) == 7


def test_a_cut_title_is_whole_for_those_who_are_read_to():
    entry = "<li><a href='{u}' aria-label='{t}'><span aria-hidden='true'>{s}…</span></a><i>{d}</i></li>"
    rows = "".join(entry.format(u=u, t=t, s=t[:10], d="2025-08-01") for t, u in zip(TITLES, LINKS, strict=True))
    assert [e.title for e in find(page(f"<ul>{rows}</ul>"), URL, NOW).entries] == list(TITLES)
