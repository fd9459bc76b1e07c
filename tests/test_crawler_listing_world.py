"""Lists whose entries are not all alike, and pagers beside them, as publishing systems make them: labels without a
value, titles that are whole elsewhere, marks, tabs, frames, numbers counted down, calls. Each variant was written down
before it was tried."""

from __future__ import annotations

import pytest
from test_crawler_listing_kinds import ISO, MANY, NOW, TITLES, URL, days, find, read, rows

from crawler.read.listing import listing

PARK = "http://park.example/tzgg/"


# Titles and days


@pytest.mark.parametrize(
    "entry",
    [
        "<li><h4><a href='/a/{n}.html'>{t}</a></h4><p><span>文号：{no}</span><span>成文日期：2025-01-0{n}1</span><span>发布日期：{d}</span></p></li>",
        "<li><a href='/a/{n}.html'>{t}</a><p>来源：{no}</p><p>截止时间：2025-12-01</p><p>发布时间：{d}</p></li>",
        "<li><a href='/a/{n}.html'>{t}</a><i>索引号：{no}</i><i>生成日期：2024-02-11</i><i>公开日期：{d}</i></li>",
    ],
)
def test_a_label_without_a_value_is_none_of_what_the_next_label_names(entry):
    entries = [row.replace("{no}", f"云政发{n}号" if n % 2 else "") for n, row in enumerate(rows(entry))]
    assert days(find(f"<ul>{''.join(entries)}</ul>")) == ISO


@pytest.mark.parametrize(
    "says",
    (
        "公示期：2025-01-02至2025-12-01　发布日期：{d}",
        "有效期 2024-01-01 至 2026-01-01，发布于{d}",
        "截止2025-12-31 发布时间：{d} 浏览：12",
    ),
)
def test_of_several_days_in_a_text_the_one_of_publication_counts(says):
    assert days(read("<li><a href='/a/{n}.html'>{t}</a><p>" + says + "</p></li>")) == ISO


@pytest.mark.parametrize(
    "entry",
    [
        "<tr><td><a href='/a/{n}.html'>{c}...</a><div class='tip' style='display:none'><p><b>索引号：</b>MB{n}</p><p><b>名称：</b>{t}</p></div></td><td>{d}</td></tr>",
        "<tr><td><a class='cover' href='/a/{n}.html' title='{t}'></a><h3>{c}…</h3></td><td>{d}</td></tr>",
        "<tr><td><img src='/u/{n}.jpg' alt='{t}'><a href='/a/{n}.html'>{c}……</a></td><td>{d}</td></tr>",
        "<tr><td><a href='/a/{n}.html'>{c}...</a></td><td>{d}<input type='hidden' value='{t}'></td></tr>",
        "<tr><td data-title='{t}'><span><a href='/a/{n}.html'>{c}...</a></span></td><td>{d}</td></tr>",
    ],
)
def test_a_title_cut_short_is_whole_where_its_entry_says_it(entry):
    assert days(read(entry, "<table>", "</table>")) == ISO


def test_a_summary_that_goes_on_like_the_title_is_none():
    entry = "<li><a href='/a/{n}.html'>{c}...</a><p>{t}已经管理委员会研究同意，现予公布。自公布之日起施行，请遵照执行。</p><i>{d}</i></li>"
    assert find(f"<ul>{''.join(rows(entry))}</ul>").entries[0].title == f"{TITLES[0][:8]}..."


@pytest.mark.parametrize("mark", ("<span class='tag'>图文</span>{t}", "<i>视频</i>{t}", "{t}<b>NEW!</b>", "{t}<em class='jh'>精</em>", "<font color='red'>[图]</font>{t}",
                                  "<span class='badge badge-danger'>置顶</span> <span>{t}</span>", "<sup>HOT</sup>{t}"))  # fmt: skip
@pytest.mark.parametrize("every", (2, 3))
def test_a_mark_of_some_entries_is_no_part_of_their_titles(mark, every):
    entry = "<li><a href='/a/{n}.html'>{m}</a><span>{d}</span></li>"
    marked = [entry.replace("{m}", mark if n % every == 0 else "{t}") for n in range(len(TITLES))]
    entries = [rows(each)[n] for n, each in enumerate(marked)]
    found = find(f"<ul>{''.join(entries)}</ul>")
    assert [each.title for each in found.entries] == list(TITLES) and days(found) == ISO


# Which list


@pytest.mark.parametrize(
    "first",
    [
        "<div class='tt'><h2><a href='/a/90.html'>全市招商工作会议召开</a></h2><p>会议要求各园区抓紧落实。<a href='/a/90.html'>[详细]</a></p><span>2025-10-21</span></div>",
        "<dl><dt><a href='/a/90.html'><img src='/u/1.jpg' alt=''></a></dt><dd><a href='/a/90.html'>全市招商工作会议召开</a><i>2025-10-21</i></dd></dl>",
        "<div class='top'><a href='/a/90.html'><h3>全市招商工作会议召开</h3><time>2025年10月21日</time></a></div><div class='line'></div>",
    ],
)  # fmt: skip
def test_an_entry_that_heads_the_list_in_another_dress_is_one(first):
    found = find(f"<div class='m'>{first}<ul>{MANY}</ul></div>")
    assert [(each.title, each.published) for each in found.entries[:2]] == [
        ("全市招商工作会议召开", "2025-10-21"),
        (TITLES[0], ISO[0]),
    ]


def test_two_entries_may_head_the_list():
    head = "<div class='big'><h3><a href='/a/9{0}.html'>全市招商工作会议召开之{0}</a></h3><p>园区抓紧落实。</p><i>2025-10-2{0}</i></div>"
    found = find(f"<div class='m'>{head.format(3)}{head.format(2)}<ul>{MANY}</ul></div>")
    assert days(found) == ["2025-10-23", "2025-10-22", *ISO]


@pytest.mark.parametrize(
    "before",
    [
        "<p>更新时间：2025-10-21 <a href='/about/'>关于本栏目的说明与使用指引</a></p>", "<div><a href='/zt/9.html'>专题：优化营商环境在行动</a></div>",
        "<div><a href='/a/0.html'>高新区标准厂房面向社会公开招租的公告</a> 2025-10-20</div>", "<div>2025-10-21 <a href='/a/8.html'>一则重要的消息在这里</a> <a href='/a/9.html'>另一则消息</a></div>",
    ],
)  # fmt: skip
def test_what_else_stands_before_a_list_is_no_entry(before):
    assert days(find(f"<div class='m'>{before}<ul>{MANY}</ul></div>")) == ISO


TAB = "".join(f"<ul class='tab'>{''.join(f'<li><a href=/t{k}/{n}>{what}情况的第{n + 1}次通报</a><i>2025-10-{20 - n}</i></li>' for n in range(4))}</ul>"
              for k, what in enumerate(("重点工程", "资金安排", "宣传活动")))  # fmt: skip
NEXT = "<div class='p'><a href='index_2.html'>下一页</a></div>"


@pytest.mark.parametrize(
    "page",
    [
        "<div class='l'><div>{rows}</div>{next}</div><div class='r'>{tab}</div>",
        "<div class='r'>{tab}</div><div class='l'>{rows}{next}</div>",
        "<table><tr><td>{rows}<table><tr><td>{next}</td></tr></table></td><td>{tab}</td></tr></table>",
    ],
)
def test_the_list_that_a_pager_turns_is_the_pages(page):
    entries = "".join(rows("<p><a href='/a/{n}.html'>{t}</a><span>{d}</span></p>"))
    found = find(page.replace("{rows}", entries).replace("{next}", NEXT).replace("{tab}", TAB))
    assert days(found) == ISO


@pytest.mark.parametrize(
    "body",
    [
        "<table>{rows}</table>", "<table><thead><tr><th>名称</th><th>日期</th></tr></thead><tbody>{rows}</table>",
        "<table><tbody><tr><td>名称</td><td>日期</td></tr>{rows}</tbody></table>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("closes", (1, 3))
def test_rows_beside_a_body_that_ends_early_are_entries(body, closes):
    entries = rows("<tr><td><a href='/a/{n}.html'>{t}</a></td><td>{d}</td></tr>")
    entries[closes] = f"</tbody>{entries[closes]}"
    assert days(find(body.replace("{rows}", "".join(entries)))) == ISO


CALENDAR = "".join(
    f"<td><a href='/day/2025/10/{day}'>{day}</a></td>{'</tr><tr>' if not day % 7 else ''}" for day in range(1, 32)
)


@pytest.mark.parametrize("calendar", ("<table class='rl'><caption>2025年10月</caption><tr>{}</tr></table>", "<div><table><tr><th>日</th><th>一</th></tr><tr>{}</tr></table></div>",
                                      "<table id='wp-calendar'><tbody><tr>{}</tr></tbody></table>"))  # fmt: skip
@pytest.mark.parametrize("count", (3, 6))
def test_days_of_a_calendar_are_neither_entries_nor_pages(calendar, count):
    entries = "".join(rows("<li><a href='/a/{n}.html'>{t}</a><span>{d}</span></li>")[:count])
    found = find(f"<ul>{entries}</ul>{calendar.format(CALENDAR)}")
    assert days(found) == ISO[:count] and found.onward is None


@pytest.mark.parametrize(
    "calendar",
    ("<table><caption>2025年10月</caption><tr>{}</tr></table>", "<div class='rili'><table><tr>{}</tr></table></div>"),
)
def test_a_calendar_alone_is_no_list(calendar):
    assert find(f"<p>活动日历</p>{calendar.format(CALENDAR)}").entries == ()


@pytest.mark.parametrize(
    "frame", ("<iframe src='/zwgk/list.jsp?cid=31' id='main'></iframe>", "<div class='con'><iframe width='100%' src='/zwgk/list.jsp?cid=31'></iframe></div><iframe src='http://stat.example/x'></iframe>",
              "<iframe src='/top.html' height='90'></iframe><iframe name='list' src='/zwgk/list.jsp?cid=31'></iframe>")
)  # fmt: skip
def test_a_page_that_shows_its_list_in_a_frame_leads_there(frame):
    found = find(f"<h2>通知公告</h2>{frame}")
    assert (found.entries, found.next) == ((), "http://park.example/zwgk/list.jsp?cid=31")


@pytest.mark.parametrize(
    "frame",
    (
        "<iframe src='http://map.example/list.html'></iframe>",
        "<iframe src='/login.html'></iframe>",
        "<iframe src='about:blank'></iframe>",
    ),
)
def test_a_frame_of_another_site_holds_no_list(frame):
    assert find(f"<h2>通知公告</h2>{frame}").next is None


def island(entries: list[str], before: str = "") -> str:
    records = "".join(f"<record><![CDATA[{entry}]]></record>" for entry in entries)
    return f"<datastore>{before}<totalrecord>98</totalrecord><recordset>{records}</recordset></datastore>"


GROUP = '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page={}&columnid=3&unitid=12"></a>]]></nextgroup>'


@pytest.mark.parametrize("head", ("<?xml version='1.0' encoding='utf-8'?>", "\n", ""))
@pytest.mark.parametrize("kept", (True, False))
def test_records_of_a_data_store_go_on_in_its_next_group(head, kept):
    store = island(rows("<li><a href='/art/{n}.html' title='{t}'>{c}...</a><b>{d}</b></li>"), GROUP.format(2))
    page = (
        f"<html><body><h2>公告</h2><div><script type='text/xml'>{store}</script></div></body></html>"
        if kept
        else head + store
    )
    found = listing.find(page, URL, NOW, pins=False)
    assert ([each.title for each in found.entries], days(found)) == (list(TITLES), ISO)
    assert found.onward == "http://park.example/module/web/jpage/dataproxy.jsp?page=2&columnid=3&unitid=12"


# The next page


@pytest.mark.parametrize(
    ("here", "pager", "there"),
    [
        ("index.html", "<b class='cur'>31</b><a href='index_30.html'>30</a><a href='index_29.html'>29</a><i>…</i><a href='index_1.html'>1</a>", "index_30.html"),
        ("index_30.html", "<a href='index.html'>31</a><span>30</span><a href='index_29.html'>29</a><a href='index_28.html'>28</a>", "index_29.html"),
        ("list.asp?page=7", "<a href='list.asp?page=9'>9</a> <a href='list.asp?page=8'>8</a> <font color='red'>7</font> <a href='list.asp?page=6'>6</a>", "list.asp?page=6"),
        ("zcyzc/30.htm", "<a href='../zcyzc.htm'>1</a><span>2</span><a href='29.htm'>3</a><a href='28.htm'>4</a>", "zcyzc/29.htm"),
        ("n12/index_8.html", "<a href='index.html'>1</a><b>2</b><a href='index_7.html'>3</a><a href='index_6.html'>4</a>", "n12/index_7.html"),
        ("p3.html", "<a href='p5.html'>5</a><a href='p4.html'>4</a><a class='active' href='p3.html'>3</a><a href='p2.html'>2</a><a href='p1.html'>1</a>", "p2.html"),
    ],
)  # fmt: skip
def test_numbers_that_are_counted_down_are_walked(here, pager, there):
    assert find(f"<ul>{MANY}</ul><div>{pager}</div>", PARK + here).onward == PARK + there


@pytest.mark.parametrize(
    "pager",
    [
        "<span>2025</span><a href='/2024/'>2024</a><a href='/2023/'>2023</a>", "<b>2025年</b><a href='?y=2024'>2024年</a><a href='?y=2023'>2023年</a>",
        "<h4>按月查看</h4><ul><li><a href='/archive/2025/10/'>2025年10月(6)</a></li><li><a href='/archive/2025/09/'>2025年9月(3)</a></li></ul>",
        "2025年：<a href='/archive/2025/9/'>9</a> <span>10</span> <a href='/archive/2025/11/'>11</a> <a href='/archive/2025/12/'>12</a>",
        "<div>2025 <a class='on'>11</a> <a href='?month=10&year=2025'>10</a> <a href='?month=9&year=2025'>9</a></div>",
        "<a href='/archive/2025/09/'>九月</a><a href='/archive/2025/08/'>八月</a>", "<a href='?m=202509'>« 9月</a>", "<a href='/2025/09'>Older archives: September 2025</a>",
        "<p class='score'>评分：<b>5</b> <a href='/vote/4'>4</a> <a href='/vote/3'>3</a></p>",
    ],
)  # fmt: skip
def test_years_months_and_votes_are_no_pages(pager):
    found = find(f"<ul>{MANY}</ul><div>{pager}</div>")
    assert (found.next, found.onward) == (None, None)


FORM = ("<form method='post' action='list.aspx' id='f'><input type='hidden' name='__VIEWSTATE' value='/wE'><table>{rows}"
        "<tr><td colspan='2'><table><tr>{pager}</tr></table></td></tr></table></form>")  # fmt: skip
POST = "javascript:__doPostBack('{}','{}')"


@pytest.mark.parametrize(
    ("pager", "asked"),
    [
        ("<td><span>1</span></td><td><a href=\"javascript:__doPostBack('gv','Page$2')\">2</a></td><td><a href=\"javascript:__doPostBack('gv','Page$3')\">3</a></td>", "Page%242"),
        ("<td><a href=\"javascript:__doPostBack('p','1')\">1</a> <b>2</b> <a href=\"javascript:__doPostBack('p','3')\">3</a> <a href=\"javascript:__doPostBack('p','4')\">4</a></td>", "EVENTARGUMENT%22%2C%223"),
        ("<td><span style='color:red'>1</span><a href=\"javascript:__doPostBack('d$ctl01','')\">2</a><a href=\"javascript:__doPostBack('d$ctl02','')\">3</a></td>", "ctl01"),
    ],
)  # fmt: skip
def test_a_number_that_posts_is_walked_to(pager, asked):
    entries = "".join(rows("<tr><td><a href='/a/{n}.html'>{t}</a></td><td>{d}</td></tr>"))
    found = find(FORM.replace("{rows}", entries).replace("{pager}", pager))
    assert days(found) == ISO and found.next is None and asked in (found.onward or "")


@pytest.mark.parametrize(
    ("pager", "asked"),
    [
        ("<script>function go(v){ location.href = '/tzgg/list_' + v + '.html'; }</script><select onchange='go(this.value)'><option value=1>1</option><option value=2>2</option></select>", "/list_2.html"),
        ("<script>var turn = function(n){ var u = 'list.jsp?p='; u += n; window.location = u; }</script><select onchange=\"turn(this.options[this.selectedIndex].value)\"><option value=1 selected>第1页</option><option value=2>第2页</option></select>", "/list.jsp?p=2"),
        ("<form id='f' action='/tzgg/s' method='get'><input type='hidden' id='no' name='pageNo' value='1'></form><div class='pg'><b>1</b><a data-no='2'>2</a></div><script>$('.pg a').click(function(){ $('#no').val($(this).data('no')); $('#f').submit(); });</script>", "/s?pageNo=2"),
        ("<form id='f' action='/tzgg/s' method='get'><input type='hidden' id='no' name='p' value='1'></form><p class='pg'><a href='###' data-p='2'>下一页</a></p><script>$(document).on('click', '.pg a', function(){ var p = $(this).attr('data-p'); $('#no').val(p); $('#f').submit(); });</script>", "/s?p=2"),
        ("<form id='f' action='/tzgg/s'><input type='hidden' name='curPage' value='1'></form><p class='pg'><a data-page='2'>下一页</a></p><script>$('.pg > a').on('click', function(){ document.getElementById('f').curPage.value = this.dataset.page; document.getElementById('f').submit(); });</script>", "/s?curPage=2"),
    ],
)  # fmt: skip
def test_a_pager_that_hands_its_number_on_is_walked(pager, asked):
    assert (find(f"<ul>{MANY}</ul>{pager}").onward or "").endswith(asked)


@pytest.mark.parametrize(
    "pager",
    [
        "<a href='index_2.html' class='arrow-r'></a>", "<a href='index_2.html'><i class='icon-arrow-right'></i></a>", "<a class='pg_right' href='index_2.html'></a>",
        "<a href='index_2.html'><svg class='chevron-right'><use href='#r'/></svg></a>", "<a href='index_2.html' class='turn-right'></a>",
    ],
)  # fmt: skip
def test_an_arrow_that_only_its_name_tells_leads_one_page_on(pager):
    assert find(f"<ul>{MANY}</ul><div>{pager}</div>").next == f"{PARK}index_2.html"


@pytest.mark.parametrize(
    "arrow",
    (
        "<a href='/gk/' class='arrow-r'></a>",
        "<a href='/pic/2.html' class='banner-right'></a>",
        "<div class='swiper'><a href='index_2.html' class='arrow-right'></a></div>",
    ),
)
def test_an_arrow_that_leads_elsewhere_is_no_next_page(arrow):
    assert find(f"<ul>{MANY}</ul><div>{arrow}</div>").next is None
