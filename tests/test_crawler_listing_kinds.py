"""Kinds of list that single sites publish: what stands around entries, how days are written, where addresses and the
next page are kept. Each variant was written down before it was tried."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from crawler.read.listing import listing
from nouns.found import Listing

URL = "http://park.example/tzgg/index.html"
NOW = datetime(2025, 11, 1, tzinfo=timezone.utc)
TITLES = (
    "高新区标准厂房面向社会公开招租的公告", "关于举办仓储用地项目推介会的通知", "新能源汽车零部件企业签约落户园区",
    "集成电路企业房租补贴实施办法（试行）", "第二批数字化车间名单公示（二十家企业）", "海滨酒店地块出让结果公示",
)  # fmt: skip
DAYS = [datetime(2025, 10, 20) - timedelta(days=60 * n) for n in range(len(TITLES))]
ISO = [f"{day:%Y-%m-%d}" for day in DAYS]


def rows(entry: str, days: list[datetime] = DAYS) -> list[str]:
    return [
        entry.replace("{n}", str(n)).replace("{t}", title).replace("{d}", f"{day:%Y-%m-%d}").replace("{md}", f"{day:%m-%d}")
        .replace("{y}", f"{day:%Y}").replace("{m}", f"{day:%m}").replace("{D}", f"{day:%d}").replace("{c}", title[:8])
        for n, (title, day) in enumerate(zip(TITLES, days, strict=True))
    ]  # fmt: skip


def find(main: str, url: str = URL) -> Listing:
    menu = "".join(f"<li><a href='/{name}/'>{name}栏目</a></li>" for name in ("概况", "新闻", "招商", "互动"))
    page = f"<html><head><meta charset='utf-8'><title>通知公告</title></head><body><ul class='nav'>{menu}</ul>{main}</body></html>"
    return listing.find(page, url, NOW, pins=False)


def read(entry: str, head: str = "<ul>", foot: str = "</ul>") -> Listing:
    found = find(head + "".join(rows(entry)) + foot)
    assert [entry.title for entry in found.entries] == list(TITLES), found.why
    return found


def days(found: Listing) -> list[str | None]:
    return [entry.published and entry.published[:10] for entry in found.entries]


LINK = "<li><a href='/a/{n}.html'>{t}</a><span>{d}</span></li>"
MANY = "".join(rows(LINK))


# Days


@pytest.mark.parametrize(
    ("before", "entry", "after"),
    [
        ("<div><h3>{}年</h3><ul>", "<li><span>{md}</span><a href='/a/{n}.html'>{t}</a></li>", "</ul></div>"),
        ("<dl><dt>{}</dt>", "<dd><a href='/a/{n}.html'>{t}</a><em>{md}</em></dd>", "</dl>"),
        ("<p class='y'><b>{}年度</b></p><ul>", "<li><a href='/a/{n}.html'>{t}</a> [{md}]</li>", "</ul>"),
        (
            "<table><tr><td colspan='2'>{} 年</td></tr>",
            "<tr><td><a href='/a/{n}.html'>{t}</a></td><td>{m}月{D}日</td></tr>",
            "</table>",
        ),
    ],
)
@pytest.mark.parametrize("first", (2025, 2021))
def test_a_day_is_of_the_year_that_it_stands_under(before, entry, after, first):
    told = [day.replace(year=day.year - 2025 + first) for day in DAYS]
    main = ""
    for year in sorted({day.year for day in told}, reverse=True):
        held = [row for row, day in zip(rows(entry, told), told, strict=True) if day.year == year]
        main += before.format(year) + "".join(held) + after
    assert days(find(f"<div>{main}</div>")) == [f"{day:%Y-%m-%d}" for day in told]


@pytest.mark.parametrize(
    "head", ("<h2>2023年</h2><ul>", "<div class='t'>2023</div><ul>", "<div><p>2023年</p><div><ul>")
)
def test_a_page_of_one_year_s_entries_is_of_the_year_above_them(head):
    told = [datetime(2023, 10, 20) - timedelta(days=9 * n) for n in range(6)]
    main = head + "".join(rows("<li><a href='/a/{n}.html'>{t}</a><i>{md}</i></li>", told)) + "</ul>"
    assert days(find(main)) == [f"{day:%Y-%m-%d}" for day in told]


@pytest.mark.parametrize(
    "before", ("<h4>{}年{}月</h4>", "<div class='m'>{}-{}</div>", "<p><strong>{}年{}月</strong></p>")
)
@pytest.mark.parametrize(
    "entry", ("<li>{D}日 <a href='/a/{n}.html'>{t}</a></li>", "<li><a href='/a/{n}.html'>{t}</a><span>{D}</span></li>")
)
def test_a_day_is_of_the_month_that_it_stands_under(before, entry):
    main = "".join(
        f"{before.format(day.year, f'{day.month:02d}')}<ul>{row}</ul>"
        for row, day in zip(rows(entry), DAYS, strict=True)
    )
    assert days(find(f"<div>{main}</div>")) == ISO


@pytest.mark.parametrize(
    "day",
    [
        "<p><b>{D}</b><span>{y}/{m}</span></p>", "<div><span>{y}</span><span>{m}</span><b>{D}</b></div>", "<div><b>{D}</b><p>{y}年{m}月</p></div>",
        "<div><b>{D}</b><i>{m}</i><i>{y}</i></div>", "<em>{md}</em><em>{y}</em>", "<div><span>{y}年</span><span>{m}月</span><span>{D}日</span></div>",
    ],
)  # fmt: skip
def test_a_day_in_pieces_is_put_together(day):
    assert days(read(f"<li><div class='rq'>{day}</div><a href='/a/{{n}}.html'>{{t}}</a></li>")) == ISO


@pytest.mark.parametrize("led", ("[{d}]{t}", "{d} {t}", "【{d}】{t}", "({d}) {t}"))
def test_a_day_that_leads_every_title_is_no_part_of_it(led):
    assert days(read(f"<li><a href='/a/{{n}}.html'>{led}</a></li>")) == ISO


@pytest.mark.parametrize(
    "led",
    ("[{md}] {t}", "（{md}）{t}", "{md} {t}", "【{m}月{D}日】{t}", "{t}（{md}）", "{t} [{m}/{D}]", "{t} ({m}月{D}日)"),
)
def test_so_is_a_day_without_a_year(led):
    assert days(read(f"<li><a href='/a/{{n}}.html'>{led}</a></li>")) == ISO


@pytest.mark.parametrize("held", ("<meta itemprop='datePublished' content='{d}T08:00:00+08:00'>", "<span itemprop='datePublished' content='{d}'></span>",
                                  "<time itemprop='datePublished' datetime='{d}'></time>"))  # fmt: skip
def test_a_day_kept_for_machines_is_read(held):
    assert days(read(f"<li><a href='/a/{{n}}.html'>{{t}}</a>{held}<p>摘要略。</p></li>")) == ISO


@pytest.mark.parametrize("cells", ("<td><a href='/a/{n}.html'>{t}</a></td><td>{d}</td>", "<td>·<a href='/a/{n}.html'>{t}</a></td><td width='80'>[{d}]</td>",
                                   "<td><a href='/a/{n}.html'>{t}</a></td><td>{d}</td><td>&nbsp;</td>"))  # fmt: skip
@pytest.mark.parametrize("wide", (2, 3))
def test_the_day_of_one_of_several_entries_in_a_row_is_in_the_cell_behind_it(cells, wide):
    held = rows(cells)
    main = "".join(f"<tr>{''.join(held[n : n + wide])}</tr>" for n in range(0, len(held), wide))
    found = find(f"<table>{main}</table>")
    assert ([e.title for e in found.entries], days(found)) == (list(TITLES), ISO)


# Titles


@pytest.mark.parametrize(
    "mark",
    (
        "<i class='top'>置顶</i>{t}",
        "<span>[置顶]</span>{t}",
        "[置顶]{t}",
        "{t}<font color='red'>NEW</font>",
        "<em>热</em> {t}",
        "【置顶】{t}",
    ),
)
def test_a_mark_that_comes_and_goes_is_no_part_of_a_title(mark):
    assert days(read(f"<li><a href='/a/{{n}}.html'>{mark}</a><span>{{d}}</span></li>")) == ISO


@pytest.mark.parametrize("entry", ("<li><a href='/a/{n}.html' title='{t}'><font color='red'>[招标]</font>{t}</a><span>{d}</span></li>",
                                   "<li><a href='/a/{n}.html' title='{t}'>【通知】{t}</a><span>{d}</span></li>",
                                   "<li><a href='/a/{n}.html' title='{t}'><em>(市级)</em> {t}</a><span>{d}</span></li>"))  # fmt: skip
def test_a_label_that_the_link_s_own_title_leaves_out_is_no_part_of_it(entry):
    assert days(read(entry)) == ISO


@pytest.mark.parametrize("entry", ("<li><a href='/a/{n}.html'><img src='{n}.jpg' alt='{t}'></a><h3><a href='/a/{n}.html'>{t}</a></h3><p>公告第{n}号的内容摘要...</p><i>{d}</i></li>",
                                   "<li><a href='/a/{n}.html'><img src='{n}.jpg'><div><h4>{t}</h4><p>公告第{n}号的内容摘要，点击查看…</p><i>{d}</i></div></a></li>",
                                   "<li><div><img src='{n}.jpg'></div><a href='/a/{n}.html' title='{t}'>{c}…</a><span>{d}</span><div>公告第{n}号的内容摘要。</div></li>"))  # fmt: skip
def test_pictures_and_summaries_beside_a_title_are_none_of_it(entry):
    assert days(read(entry)) == ISO


@pytest.mark.parametrize("cells", ("<td>{n}</td><td><a href='/a/{n}.html'>{t}</a></td><td>招商中</td><td>{d}</td>",
                                   "<td>0{n}</td><td><span class='on'>已截止</span></td><td><a href='/a/{n}.html'>{t}</a></td><td>{d}</td>",
                                   "<td>{d}</td><td><a href='/a/{n}.html'>{t}</a></td><td>ZS-{n}</td><td>有效</td>"))  # fmt: skip
def test_numbers_and_states_in_a_table_are_no_titles(cells):
    assert days(read(f"<tr>{cells}</tr>", "<table>", "</table>")) == ISO


# Addresses


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        ("<li data-href='/a/{n}.html'><p>{t}</p><i>{d}</i></li>", "http://park.example/a/{n}.html"),
        ("<li><a href='javascript:;' data-url='/a/{n}.html'>{t}</a><i>{d}</i></li>", "http://park.example/a/{n}.html"),
        ("<li data-link='show.php?id={n}'><b>{t}</b><i>{d}</i></li>", "http://park.example/tzgg/show.php?id={n}"),
        ("<li><a href='#' onclick=\"openUrl('/a/{n}.html')\">{t}</a><i>{d}</i></li>", "http://park.example/a/{n}.html"),
        ("<li onclick=\"toDetail('../a/{n}.html', this)\"><b>{t}</b><i>{d}</i></li>", "http://park.example/a/{n}.html"),
        ("<li><a href=\"javascript:jump('http://b.example/{n}')\">{t}</a><i>{d}</i></li>", "http://b.example/{n}"),
        ("<li><b>{t}</b><i>{d}</i><input type='button' value='查看' onclick=\"window.open('/a/{n}.html')\"></li>", "http://park.example/a/{n}.html"),
        ("<li><b>{t}</b><i>{d}</i><button onclick=\"location.href='/a/{n}.html'\">详情</button></li>", "http://park.example/a/{n}.html"),
        ("<li><a href='/link?url=http%3A%2F%2Fb.example%2F{n}'>{t}</a><i>{d}</i></li>", "http://park.example/link?url=http%3A%2F%2Fb.example%2F{n}"),
        ("<li><a href='//b.example/{n}.html'>{t}</a><i>{d}</i></li>", "http://b.example/{n}.html"),
        ("<li><a href='/a/{n}.html' target='_blank' onclick='return count(this)'>{t}</a><i>{d}</i></li>", "http://park.example/a/{n}.html"),
    ],
)  # fmt: skip
def test_the_address_is_where_the_page_keeps_it(entry, address):
    found = read(entry)
    assert [e.url for e in found.entries] == [address.replace("{n}", str(n)) for n in range(len(TITLES))]
    assert days(found) == ISO


@pytest.mark.parametrize("entry", ("<li><a href='javascript:void(0)' onclick=\"show(2018,'{n}')\">{t}</a><p>云栖市商务局采购科</p><i>{d}</i></li>",
                                   "<tr onclick=\"showDetail({n})\"><td>P{n}</td><td>{t}</td><td>某某招标公司</td><td>{d}</td></tr>",
                                   "<li><i>{d}</i><span><a href='javascript:;' onclick='go({n})'>{t}</a></span><em>已发布，详情点击标题查看</em></li>"))  # fmt: skip
def test_another_cell_of_an_entry_that_only_a_script_opens_is_no_text(entry):
    found = read(entry, *(("<table>", "</table>") if entry.startswith("<tr") else ("<ul>", "</ul>")))
    assert {(e.url, e.body, e.scripted) for e in found.entries} == {(None, None, True)}


KEPT = ("<noscript>{}</noscript>", "<template>{}</template>", "<textarea style='display:none'>{}</textarea>", "<script type='text/template'>{}</script>",
        "<script type='text/html' id='t'>{}</script>", "<script type='text/x-template'>{}</script>")  # fmt: skip


@pytest.mark.parametrize("kept", KEPT)
def test_a_list_kept_where_nothing_is_shown_is_found(kept):
    found = find(f"<div id='list'></div>{kept.format(f'<ul>{MANY}</ul>')}<script src='/a.js'></script>")
    assert ([e.title for e in found.entries], days(found)) == (list(TITLES), ISO)


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("row", ("<li><a href='/a/{{id}}.html'>{{title}}</a><span>{{date}}</span></li>", "<li><a href='<%=url%>'><%=title%></a></li>",
                                 "<li v-for='r in rows'><a :href='r.url'>标题</a></li>"))  # fmt: skip
def test_a_template_that_is_yet_to_be_filled_is_no_list(kept, row):
    assert find(f"<div id='list'></div>{kept.format(f'<ul>{row * 5}</ul>')}").entries == ()


@pytest.mark.parametrize("kept", KEPT)
def test_what_is_shown_outranks_what_is_kept(kept):
    other = MANY.replace("/a/", "/b/").replace("公", "共")
    assert find(f"<ul>{MANY}</ul>{kept.format(f'<ul>{other}</ul>')}").entries[0].url == "http://park.example/a/0.html"


# The next page


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ("<td>1/9</td><td><img src='/i/prevn.gif'></td><td><a href='index_2.html'><img src='/i/nextn.gif'></a></td>", "index_2.html"),
        ("<a href='index_2.html'><img src='images/next.png'></a><a href='index_9.html'><img src='images/last.png'></a>", "index_2.html"),
        ("<a href='index.html'><img src='first.gif' alt='首页'></a><img alt='上页'><a href='index_2.html'><img src='n.gif' alt='下页'></a>", "index_2.html"),
        ("<input type='button' value='下一页' onclick=\"location.href='index_2.html'\">", "index_2.html"),
        ("<input type='image' alt='下一页' src='n.gif' onclick=\"window.location='index_2.html'\">", "index_2.html"),
        ("<select onchange=\"location.href='index_'+this.value+'.html'\"><option value=1>1</option><option value=2>2</option><option value=3>3</option></select>", "index_2.html"),
        ("<select onchange=\"window.location='list.asp?page='+this.options[this.selectedIndex].value\"><option>1</option><option>2</option></select>", "list.asp?page=2"),
        ("<select onchange=\"location='?p='+$(this).val()\"><option value=1 selected>第1页</option><option value=2>第2页</option></select>", "index.html?p=2"),
        ("<script>Pager({size:25, current:0, prefix:'index',suffix:'htm'});</script>", "index_1.htm"),
        ("<script>Pager({size: '3', current: '1', prefix: 'list', suffix: 'html'});</script>", "list_2.html"),
        ("<script>kkpager.generPageHtml({pno:1,total:9,hrefFormer:'list',hrefLatter:'.html',getLink:function(n){return this.hrefFormer+'_'+n+this.hrefLatter;}});</script>", "list_2.html"),
        ("<script>kkpager.generPageHtml({pno : '2', total : '9', getLink : function(n){ return 'list.jsp?pno='+n; }});</script>", "list.jsp?pno=3"),
        ("<script>kkpager.init({pno:1,total:9,hrefFormer:'index',hrefLatter:'.shtml'});</script>", "index_2.shtml"),
        ("<a style='color:red'><span>1</span></a><a href='index_1.html'><span>2</span></a><a href='index_2.html'><span>3</span></a>", "index_1.html"),
        ("<div class='n'><a class='current'>1</a></div><div class='n'><a href='index_2.html'>2</a></div><div class='n'><a href='index_3.html'>3</a></div>", "index_2.html"),
        ("<font color='red'>1</font> <a href='index_2.html'>2</a> <a href='index_3.html'>3</a>", "index_2.html"),
        ("<a href='?p=0' style='color: #f00;'>1</a><a href='?p=1'>2</a><a href='?p=2'>3</a>", "index.html?p=1"),
        ("第 1/9 页 <a href='index.html'>1</a> <a href='index_2.html'>2</a> <a href='index_3.html'>3</a>", "index_2.html"),
        ("当前第 1 页 <a href='index.html'>1</a> <a href='index_2.html'>2</a> <a href='index_3.html'>3</a>", "index_2.html"),
        ("页次：1/10 <a href='index.html'>1</a> <a href='index_2.html'>2</a>", "index_2.html"),
        ("<span class='cur'>1</span><span onclick='toPage(2)'>2</span><span onclick='toPage(3)'>3</span><script>function toPage(n){location.href='list_'+n+'.html'}</script>", "list_2.html"),
        ("<span>第1页</span><span onclick='toPage(2)'>下一页</span><script>function toPage(n){location.href='list_'+n+'.html'}</script>", "list_2.html"),
    ],
)  # fmt: skip
def test_a_pager_in_any_dress_leads_one_page_on(pager, following):
    assert find(f"<ul>{MANY}</ul><div class='page'>{pager}</div>").next == f"http://park.example/tzgg/{following}"


@pytest.mark.parametrize(
    "pager",
    [
        "<script>Pager({size:1, current:0, prefix:'index',suffix:'htm'});</script>",
        "<script>Pager({size:9, current:8, prefix:'index',suffix:'htm'});</script>",
        "<script>kkpager.generPageHtml({pno:9,total:9,hrefFormer:'list',hrefLatter:'.html'});</script>",
        "<script>kkpager.generPageHtml({pno:1,total:9,getLink:function(n){return made(n);}});</script>",
        "<select onchange=\"location.href='index_'+this.value+'.html'\"><option value=1>1</option><option value=2 selected>2</option></select>",
        "<select onchange=\"location.href='/site/'+this.value\"><option value=a>省政府</option><option value=b>市政府</option></select>",
        "<div class='col'><h3>办事指南</h3><a href='../bszn/index.html'>更多&gt;&gt;</a></div>",
        "<div class='col'><h3>招商动态<a href='/zsdt/'>更多 &raquo;</a></h3><ul><li><a href='/z/1.html'>动态一条</a></li></ul></div>",
        "<div class='title'><span>政策文件</span><span class='more'><a href='/zcwj/index_2.html'>MORE&gt;&gt;</a></span></div>",
        "<a href='/zt/'><img src='/images/next.png'></a>",
        "<div class='swiper'><a class='next' href='/b.html'><img src='next.png'></a></div>",
    ],
)  # fmt: skip
def test_what_ends_or_leads_elsewhere_is_no_next_page(pager):
    assert find(f"<ul>{MANY}</ul><div>{pager}</div>").next is None


@pytest.mark.parametrize(
    ("here", "there"), [("list2.shtml", "list2_2.shtml"), ("c12.html", "c12_2.html"), ("n3.htm", "n3-2.htm")]
)
def test_a_first_page_that_ends_in_a_number_of_its_own_goes_on_behind_it(here, there):
    pager = f"<span class='current'>1</span><a href='{there}'>2</a>"
    assert find(f"<ul>{MANY}</ul><div>{pager}</div>", f"http://park.example/tzgg/{here}").next.endswith(there)


@pytest.mark.parametrize("page", ("tzgg/22.htm", "tzgg/9.htm"))
@pytest.mark.parametrize("said", ("<a href='{}'>下页</a><a href='tzgg/1.htm'>尾页</a>", "<span class='p_next'><a href='{}'>下页</a></span>",
                                  "<a href='tzgg.htm' class='cur'>1</a><a href='{}'>2</a><a href='{}' class='Next'>下一页</a>"))  # fmt: skip
def test_pages_that_are_counted_down_are_followed(page, said):
    found = find(f"<ul>{MANY}</ul><div>{said.replace('{}', page)}</div>", "http://park.example/tzgg.htm")
    assert found.next == f"http://park.example/{page}"


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><base href='http://b.example/x/'></head><body><ul>{}</ul></body></html>",
        "<html><head><base href='//b.example/x/' target='_blank'></head><body><ul>{}</ul></body></html>",
        "<html><head><base target='_blank'><base href='http://b.example/x/index.html'></head><body><ul>{}</ul></body></html>",
    ],
)
def test_a_base_is_where_relative_links_start(html):
    found = listing.find(html.format(MANY.replace("/a/", "a/")), URL, NOW, pins=False)
    assert found.entries[0].url == "http://b.example/x/a/0.html"


@pytest.mark.parametrize(
    "html",
    [
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'><html xmlns='http://www.w3.org/1999/xhtml'><body>{}</body></html>",
        "\n<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml' xmlns:v='urn:v'><body><v:shape/>{}</body></html>",
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><o:p></o:p>{}</body></html>",
    ],
)  # fmt: skip
def test_a_list_with_namespaces_is_a_list(html):
    found = listing.find(html.format(f"<ul>{MANY}</ul>"), URL, NOW, pins=False)
    assert ([e.title for e in found.entries], days(found)) == (list(TITLES), ISO)


# Lists that are fetched

FETCHED = (
    ("fetch('/api/news/list.json').then(r => r.json()).then(d => d.rows.map(x => `<a href=\"/d/${x.id}.html\">${x.title}</a>`))", "/d/{n}.html"),
    ("$.getJSON('/api/news/list.json', function(d){ for(var i in d.rows){ s += '<a href=\"/view/'+d.rows[i].id+'.html\">'+d.rows[i].title+'</a>'; } });", "/view/{n}.html"),
    ("$.ajax({url:'/api/news/list.json',success:function(r){$.each(r.rows,function(i,row){h+='<li onclick=\"open(\\'x\\')\"><a href=\"/show?type=1&id='+row.id+'\">'+row.title+'</a></li>'})}})", "/show?type=1&id={n}"),
    ("axios.get('/api/news/list.json').then(res => { res.data.rows.forEach(item => { item.url = '/c/' + item.id + '.html' }) })", "/c/{n}.html"),
)  # fmt: skip


@pytest.mark.parametrize(("script", "address"), FETCHED)
def test_a_list_that_is_fetched_has_the_addresses_that_its_script_puts_together(script, address):
    found = listing.find(
        f"<html><body><div id='list'></div><script>{script}</script></body></html>", URL, NOW, pins=False
    )
    assert found.next and found.next.partition("#")[0] == "http://park.example/api/news/list.json"
    told = [
        {"id": n, "title": title, "publishTime": day} for n, (title, day) in enumerate(zip(TITLES, ISO, strict=True))
    ]
    entries = listing.find(json.dumps({"code": 0, "rows": told}), found.next, NOW, pins=False).entries
    assert [e.url for e in entries] == [
        f"http://park.example{address.replace('{n}', str(n))}" for n in range(len(TITLES))
    ]
    assert [(e.title, e.published) for e in entries] == list(zip(TITLES, ISO, strict=True))


@pytest.mark.parametrize(
    "own",
    [
        "<style type='text/css'>.headStyle1 {font-size: 12px;font-family:宋体;margin:0;padding:0} .headStyle1 a:link {color: #000000;"
        " text-decoration: none;line-height:14px} .headStyle1 a:active {background: #EFF7FE}</style>",
        "<script src='/system/resource/js/gotopage.js'></script><script>function a1015_gopage_fun(){_simple_list_gotopage_fun(40,"
        "'a1015GOPAGE',2)} _jsq_(1015,'/index/xyxw.jsp',-1,2021); addDynClicks('wbnews', 1678356194, 1284, '2021-01-01 11:15:12')</script>",
        "<noscript>转到第 <select><option>1</option><option>2</option></select> 页，本站页面的跳转需要浏览器打开脚本才能使用，请在浏览器的设置里"
        "打开，或者换一个浏览器，再来看本栏目其他各页的内容，谢谢您的理解和支持，有问题可以联系网站管理员</noscript>",
    ],
)
def test_a_row_that_turns_the_page_is_no_entry_whatever_nobody_sees_in_it(own):
    entry = "<tr height='20'><td>·</td><td><a class='news' href='../info/{n}.htm'>{t}</a></td><td>{d}</td></tr>"
    turns = (
        f"<tr><td></td><td>{own * 2}<table><tr><td>共784条&nbsp;1/40&nbsp;</td><td><a href='index/39.html'>下页</a> "
        "<a href='index/1.html'>尾页</a></td></tr></table></td><td>2021-01-01</td></tr>"
    )
    assert read(entry, "<table>", turns + "</table>").next == "http://park.example/tzgg/index/39.html"
