"""Kinds of page that saved pages of Chinese offices showed to be read wrongly, each with variants in texts of our own:
numbers and days above a text, labels without a value, decisions in tables, what a site says of its rights, lists in the
tables of a layout, searches that find nothing."""

from __future__ import annotations

import pytest
from test_crawler_article_kinds import NOW, TEXT, TITLE, URL, body_of, page, paragraphs
from test_crawler_listing_kinds import TITLES, find, rows

from crawler.read.article.article import read

RIGHTS = (
    "凡本站及其子站注明“文章类型：原创”的所有作品，其版权属于洛溪经济开发区管委会网站及其子站所有。其他媒体、网站或个人转载使用时"
    "必须注明：“文章来源：洛溪经济开发区管委会网站”，并自负法律责任，本站保留追究的权利。"
)


# Headings


@pytest.mark.parametrize("signed", ["2025年1月9日", "2025 年 1 月 9 日", "二〇二五年一月九日"])
@pytest.mark.parametrize("column", ["通知公告", "行业高端人才培养"])
@pytest.mark.parametrize("dated", ["<p><span>2025-01-08 05:08</span></p>", ""])
def test_who_signs_a_text_is_no_heading_where_the_window_is_called_after_the_site(signed, column, dated):
    office = "洛溪注册会计师协会"
    html = page(dated, paragraphs(*TEXT, office, signed), window=f"{office}-{column}")
    found = read(html, URL, NOW)
    assert (found.title, found.body.split("\n")) == (TITLE, [*TEXT, office, signed])
    assert found.published == ("2025-01-08T05:08" if dated else "2025-01-09")
    undated = page("<p><span>2025-01-08 05:08</span></p>", paragraphs(*TEXT, office), window=f"{office}-{column}")
    assert (read(undated, URL, NOW).title, body_of(undated)[: len(TEXT)]) == (TITLE, list(TEXT))


# Dates and fields


@pytest.mark.parametrize("number", ["360A12-07-2024-0008-1", "LX05-12-2024", "B-2024-06-11", "C7/2024/06/11"])
def test_the_number_of_a_document_is_no_date(number):
    rows = f"<tr><td>信息索引：</td><td>{number}</td></tr><tr><td>发文机构：</td><td>洛溪市招商局</td></tr>"
    html = page(f"<table>{rows}</table>", head='<meta name="PubDate" content="2025-06-13 14:54">')
    assert read(html, URL, NOW).published == "2025-06-13T14:54"


@pytest.mark.parametrize("noted", ["（2025年4月12日）", "( 2025年4月12日 )", "（2025年4月2日）"])
def test_a_day_in_brackets_under_a_title_is_the_texts_own_and_stands_behind_metadata(noted):
    body = paragraphs("洛溪市统计局", noted, *TEXT)
    assert read(page("", body), URL, NOW).published.startswith("2025-04-")
    dated = page("", body, head='<meta name="PubDate" content="2025-05-16 12:34:05">')
    assert read(dated, URL, NOW).published == "2025-05-16T12:34:05"


@pytest.mark.parametrize(
    "info",
    [
        "<p>来源：<span>　发布日期</span><span>: 2025-01-09</span></p>",
        "<p>来源：<span>发布时间</span> ：2025-01-09</p>",
        "<p>信息来源： 发布日期 <b>：</b>2025-01-09</p>",
    ],
)
def test_a_label_is_no_source(info):
    found = read(page(info), URL, NOW)
    assert (found.source, found.published) == (None, "2025-01-09")


@pytest.mark.parametrize("salutation", ["各办学单位及各位同学：", "<b>各招商局：</b>", "各有关企业:"])
@pytest.mark.parametrize("label", ["来源:", "来源：", "作者："])
def test_whom_a_text_addresses_is_no_value_of_an_empty_label(salutation, label):
    info = f"<div>发布时间：2025-01-12<div>查看:597</div>{label}</div>"
    found = read(page(info, paragraphs(salutation, *TEXT)), URL, NOW)
    assert found.body.split("\n") == [salutation.removeprefix("<b>").removesuffix("</b>"), *TEXT]
    assert (found.source, found.author) == (None, None)


@pytest.mark.parametrize(
    "files",
    [
        ("1.洛溪市三号厂房报名登记表", "2.洛溪市三号厂房公开招租报名登记表填写说明及名单"),
        ("洛溪市教育科学研究院《关于中小学幼儿园教师教学技能抽测工作安排的通知》",),
    ],
)
@pytest.mark.parametrize("link", ["", "<p><a href='/a.zip'>附件1：洛溪市《关于厂房招租的通知》.zip</a></p>"])
def test_who_signs_below_the_names_of_attachments_signs_the_text(files, link):
    signed = ("洛溪市教师进修学校", "2025年1月9日")
    html = page("<p>来源：本站 发布时间：2025-01-12</p>", paragraphs(*TEXT, "附件：", *files, *signed), below=link)
    lines = body_of(html)
    assert [line for line in lines if line not in files] == [*TEXT, *signed]


@pytest.mark.parametrize(
    "contact", ["联系电话：0000-87200906（综合办）", "咨询热线：0000-87200906（招商局）", "电话: 87200906（办公厅）"]
)
def test_who_answers_a_telephone_signs_no_text(contact):
    assert read(page("", paragraphs(*TEXT, contact)), URL, NOW).source is None


# Texts


@pytest.mark.parametrize(
    "event",
    [
        ("时间：2025年4月30日（周五）下午15:00—17:00", "地点：北一区文科楼406室", "主讲人：韩东教授"),
        ("讲座时间：2025年4月30日", "主持人：姚慧教授"),
        ("会议时间：2025年4月30日上午9时", "会议地点：洛溪市民中心"),
    ],
)
def test_when_people_meet_begins_a_text_right_under_the_source(event):
    html = page(
        "<h4>来源：洛溪学院　供稿：　点击次数：</h4>",
        paragraphs(*event, *TEXT),
        heading=f"<h2>{TITLE}<br><span>2025-04-20</span></h2>",
    )
    found = read(html, URL, NOW)
    assert (found.body.split("\n"), found.published) == ([*event, *TEXT], "2025-04-20")


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (
            ("索取号", "发布时间", "发布机构", "文件编号", "备注"),
            ("076478684Q/2025-00112", "", "洛溪市卫生局", "洛卫〔2025〕5号", ""),
        ),
        (("索引号", "发布机构", "文号"), ("LX0512/2025-7", "洛溪市招商局", "洛招〔2025〕3号")),
        (("索引号", "主题分类", "发文日期", "文号"), ("LX0512/2025-7", "招商引资", "2025-01-09", "洛招〔2025〕3号")),
    ],
)
def test_a_catalogue_whose_labels_stand_over_their_values_is_no_text(labels, values):
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (labels, values))
    html = page("", f"<table>{table}</table>{paragraphs()}", heading=f"<h2>{TITLE}<small>(2025-01-09)</small></h2>")
    assert body_of(html) == list(TEXT)


DECISION = (
    ("行政处罚决定书文号", "洛金罚决字〔2025〕36号"),
    ("被处罚当事人", "洛溪联合保险公司"),
    ("主要违法违规事实", "未按照规定使用经备案的条款"),
    ("行政处罚决定", "罚款十五万元"),
    ("作出处罚决定的机关名称", "洛溪监管局"),
    ("作出处罚决定的日期", "2025年1月8日"),
)


@pytest.mark.parametrize("named", ["版权与免责声明", "版权及免责声明", "免责声明"])
@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td><p><span>{}</span></p></td>"])
def test_a_decision_in_a_table_is_the_text_and_what_the_site_says_of_its_rights_is_none(named, cell):
    table = "".join("<tr>" + cell.format(label) + cell.format(value) + "</tr>" for label, value in DECISION)
    heading = f"<p>发布时间：2025-01-09　来源：洛溪监管局</p><p>打印 微博</p><div>更多</div><div>管委会</div><div class='t'>{TITLE}</div>"
    rights = f"<div class='r'><div>{named} <img src='a.png'></div><div>1.{RIGHTS}</div><div>2.{RIGHTS}</div></div>"
    body = f"<div><div><table>{table}</table></div><div>附件信息:</div><div>手机扫一扫打开此页</div></div>"
    found = read(page("", body, heading=heading, below=rights), URL, NOW).body
    assert all(label in found and value in found for label, value in DECISION)
    assert RIGHTS not in found


@pytest.mark.parametrize("named", ["版权声明", "版权及免责声明"])
def test_what_a_site_says_of_its_rights_ends_a_text(named):
    html = page("<p>发布时间：2025-01-09</p>", below=f"<div><p>{named}</p><p>{RIGHTS}</p><p>{RIGHTS}</p></div>")
    assert body_of(html) == list(TEXT)


@pytest.mark.parametrize("plain", ["<div><span>{}</span></div>", '<div style="margin:0"><span>{}</span></div>'])
def test_paragraphs_that_are_divs_among_others_are_text(plain):
    written = "<p><span>{}</span></p>"
    texts = (TEXT[0], "厂房主要用途和特点：", TEXT[1], TEXT[2], TEXT[0][::-1], TEXT[2][::-1])
    body = "".join(
        mark.format(text) for mark, text in zip((written, plain, plain, written, written, plain), texts, strict=True)
    )
    teasers = "".join(
        f"<div class='t'><a href='/{n}.html'>{text[:9]}…</a><p>{text}</p><i>2025/6/6 21:33:28</i></div>"
        for n, text in enumerate(TEXT)
    )
    below = f"<a href='/1.html'>查看详情 + 上一条 三号厂房招租</a></div><div class='side'><h3>推荐资讯</h3>{teasers}"
    assert body_of(page("", body, window="", below=below)) == list(texts)


# Lists


@pytest.mark.parametrize("heading", ["新闻", "十三米毫米波望远镜"])
@pytest.mark.parametrize("foot", ["滨江省洛溪市人民路支局26号信箱（天文台）817000", "滨江省洛溪市兴业路18号"])
def test_rows_of_a_layouts_other_tables_are_no_entries(heading, foot):
    row = "<tr><td><img src=a.gif></td><td><a href='/tzgg/{n}.html'>{t}</a></td><td>{d}</td></tr>"
    line = "<tr><td><img src=b.gif></td><td>{}</td><td></td></tr>"
    menu = "".join(
        f"<table>{line.format(f'<a href=/m{n}>{name}</a>')}</table>" for n, name in enumerate((heading, "图片新闻"))
    )
    main = f"<table>{line.format(heading)}</table><table>{''.join(rows(row))}</table>"
    html = f"<table><tr><td>{menu}</td><td>{main}</td></tr></table><table>{line.format(foot)}</table>"
    assert [entry.title for entry in find(html).entries] == list(TITLES)


@pytest.mark.parametrize(
    "said",
    [
        "关键字： 标题检索 共找到 <b>0</b> 条内容 查询日期从 <b>2025-05-01</b> 到 <b>2025-05-11</b>",
        "共检索到 <b>0</b> 条公告，时间从 <b>2025-05-01</b> 到 <b>2025-05-11</b>",
        "为您查询到 0 篇，日期 <b>2025-05-01</b> 至 <b>2025-05-11</b>",
    ],
)
def test_a_search_that_counts_nothing_lists_nothing(said):
    form = "<div class='z'><a href='/a'>站内资讯</a><a href='/b'>采购公告</a></div><div class='z'>指定时间 2025-05-11 <a href='/c'>查询</a></div>"
    html = f"{form}<div class='z'><p>{said}</p><ul></ul></div><div class='z'>2025 <a href='/d'>联系我们</a></div>"
    found = find(html)
    assert (found.entries, found.verdict) == ((), "empty")
