"""More of lists whose parts differ: what teases other pages, rows written across, templates left in the page, scripts
that count or click. Found by writing down two hundred lists; each variant was written down before it was tried."""

from __future__ import annotations

import pytest
from test_crawler_listing_kinds import ISO, MANY, TITLES, days, find, read, rows

PARK = "http://park.example/tzgg/"
LIST = "http://park.example/tzgg/list.html"


def teaser(more: str) -> str:
    entries = "".join(
        f"<li><a href='/gg/{n}.html'>第{n}次通报情况的有关说明</a><span>2025-10-{28 - n}</span></li>" for n in range(9)
    )
    return f"<div class='r'><h3>最新公告{more}</h3><ul>{entries}</ul></div>"


@pytest.mark.parametrize(
    "more",
    (
        "<a href='/gg/'>更多</a>",
        "<a href='/gg/' class='m'>MORE&gt;&gt;</a>",
        "<span><a href='/gg/'>查看更多 &raquo;</a></span>",
    ),
)
def test_a_list_whose_heading_leads_to_more_of_it_is_another_page_s(more):
    few = "".join(rows("<li><a href='/a/{n}.html'>{t}</a><span>{d}</span></li>")[:4])
    assert days(find(f"<div class='l'><h2>招商信息</h2><ul>{few}</ul></div>{teaser(more)}")) == ISO[:4]


def test_where_all_lists_lead_to_more_the_best_is_taken():
    assert len(find(teaser("<a href='/gg/'>更多</a>")).entries) == 9


@pytest.mark.parametrize(
    "link", ("<b>{md}</b>{t}", "<strong>{d}</strong> {t}", "<b>[{d}]</b><font color='red'>{t}</font>", "{t}<b>{d}</b>")
)
def test_a_day_in_bold_within_the_link_is_no_part_of_the_title(link):
    entries = rows(f"<li><a href='/a/{{n}}.html'>{link}</a></li>")[:5]
    found = find(f"<ul>{''.join(entries)}</ul>")
    assert [each.title for each in found.entries] == list(TITLES[:5]) and all(days(found))


@pytest.mark.parametrize("said", ("点击查看：{t}", "新闻标题: {t}", "查看全文：{t}"))
def test_a_label_before_what_an_attribute_says_is_no_part_of_it(said):
    assert days(read(f"<li><a href='/a/{{n}}.html' title='{said}'>{{c}}...</a><i>{{d}}</i></li>")) == ISO


@pytest.mark.parametrize(
    "across", ("<tr><td colspan='2'>{}</td></tr>", "<tr class='zy'><td></td></tr><tr><td colspan='3'>{}</td></tr>")
)
@pytest.mark.parametrize("every", (1, 2, 3))
def test_what_is_written_across_below_a_row_is_of_its_entry(across, every):
    summary = "园区就有关事项作出安排，欢迎各类企业关注和申报，详情见正文。"
    entries = rows("<tr><td><a href='/a/{n}.html'>{t}</a></td><td>{d}</td></tr>")
    below = [across.format(summary if n % every == 0 else "") for n in range(len(entries))]
    pairs = zip(entries, below, strict=True)
    assert days(find(f"<table>{''.join(entry + under for entry, under in pairs)}</table>")) == ISO


@pytest.mark.parametrize("row", ("<li style='display:none'><a href='{url}'>{title}</a><span>{date}</span></li>", "<li class='tpl'><a href='${item.url}'>${item.title}</a></li>",
                                 "<li><a href='&lt;%= url %&gt;'>&lt;%= title %&gt;</a></li>", "<li hidden><a href='#'>{{ item.title }}</a><span>{{ item.date }}</span></li>"))  # fmt: skip
def test_a_row_that_a_script_copies_is_no_entry(row):
    assert days(find(f"<ul>{row}{MANY}</ul>")) == ISO


@pytest.mark.parametrize("held", ("lay-href", "data-link-url", "ng-href", "to-url"))
def test_an_address_that_any_attribute_keeps_is_the_entry_s(held):
    found = read(f"<li><a href='javascript:;' {held}='/doc/{{n}}.html'>{{t}}</a><i>{{d}}</i></li>")
    assert [each.url for each in found.entries] == [f"http://park.example/doc/{n}.html" for n in range(len(TITLES))]


@pytest.mark.parametrize(
    "script",
    [
        "document.querySelectorAll('.cell').forEach(function(el){ el.onclick = function(){ location.href = '/m/' + el.dataset.id } })",
        "document.querySelectorAll('.cell').forEach((c) => { c.addEventListener('click', () => { window.open('/m/' + c.dataset.id) }) })",
        "document.querySelectorAll(\".cell\").forEach(c => { c.onclick = () => { location.href = '/m/' + c.getAttribute('data-id') } })",
    ],
)
def test_rows_that_are_each_given_a_click_lead_where_it_leads(script):
    found = read(
        "<div class='cell' data-id='{n}'><h4>{t}</h4><p>{d}</p></div>", "<div>", f"</div><script>{script}</script>"
    )
    assert [each.url for each in found.entries] == [f"http://park.example/m/{n}" for n in range(len(TITLES))]


@pytest.mark.parametrize(
    ("pager", "asked"),
    [
        ("<script>var curr = 1; function to(n){ location.href = '/tzgg/?p=' + n; }</script><a href='javascript:void(0)' onclick='to(curr-1)'>上一页</a><a href='javascript:void(0)' onclick='to(curr+1)'>下一页</a>", "?p=2"),
        ("<script>let pageNo = 3; const go = (n) => { location.href = `list_${n}.html` };</script><a href='#' onclick='go(pageNo + 1)'>下一页</a>", "list_4.html"),
        ("<script>var PAGE_COUNT=9, PAGE_INDEX=0, PAGE_NAME='list', PAGE_EXT='htm';</script>", "list_1.htm"),
        ("<script>var m_nPageCount = 9; var m_nCurrPage = 2; var m_sPageName = 'list'; var m_sPageExt = '.shtml';</script>", "list_3.shtml"),
        ("<script>laypage.render({elem:'pg',count:'98',limit:'12',curr:'1',jump:function(o,first){if(!first){location.href='/tzgg/?page='+o.curr+'&limit='+o.limit}}})</script>", "?page=2&limit=12"),
        ("<script>$('#p').createPage({pageNum:9,current:1,backFn:function(p){ location.href = p==1 ? 'index.html' : 'list_'+p+'.html'; }});</script>", "list_2.html"),
        ("<a href='p2.html'>下一页（第2页）</a>", "p2.html"), ("<a href='list_2.html'>后十页</a>", "list_2.html"),
    ],
)  # fmt: skip
def test_what_a_script_counts_on_from_is_the_next_page(pager, asked):
    found = find(f"<ul>{MANY}</ul><div>{pager}</div>", LIST)
    assert found.onward == PARK + asked


@pytest.mark.parametrize("counts", ("", "var curr = 1; curr = 2;"))
def test_a_sum_that_the_script_does_not_tell_leads_nowhere(counts):
    call = f"<script>{counts} function to(n){{ location.href = '/tzgg/?p=' + n; }}</script><a href='javascript:void(0)' onclick='to(curr+1)'>下一页</a>"
    found = find(f"<ul>{MANY}</ul><div>{call}</div>", LIST)
    assert found.onward is None and found.said is not None and found.said.stuck == "下一页"


@pytest.mark.parametrize(
    "told",
    [
        "园区一期工程于2007年3月8日开工建设，占地三百亩，先后有四十家企业在此落户投产，年产值逾十亿元",
        "据悉，《管理规定》自2023年12月1日起施行，园区将组织入驻企业分批学习，全年不少于六次",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "<li><a href='/a/{}.html'><h3>{}</h3><p>{}</p></a></li>",
        "<li><h3><a href='/a/{}.html'>{}</a></h3><p>{}</p></li>",
    ],
)
def test_a_day_in_the_summary_of_one_entry_dates_none(told, form):
    plain = "园区企业服务中心面向入驻企业提供登记注册、政策申报、用工招聘和融资对接等一站式服务，欢迎前来"
    said = [form.format(n, f"园区企业服务工作第{n}期简报", told if n == 3 else plain) for n in range(1, 8)]
    found = find(f"<div class='l'><ul>{''.join(said)}</ul></div>").entries
    assert [entry.published for entry in found] == [None] * 7


def test_days_in_the_summaries_of_most_entries_are_theirs():
    told = "园区管委会2024-03-{:02}发布：面向入驻企业提供登记注册、政策申报、用工招聘和融资对接等一站式服务"
    said = [
        f"<li><a href='/a/{n}.html'><h3>园区企业服务工作第{n}期简报</h3><p>{told.format(20 - n)}</p></a></li>"
        for n in range(1, 8)
    ]
    assert days(find(f"<div class='l'><ul>{''.join(said)}</ul></div>")) == [f"2024-03-{20 - n:02}" for n in range(1, 8)]
