"""Pagers that only a script can turn: read from the script and the form, walked by GET or POST, or told."""

from __future__ import annotations

from datetime import datetime, timezone
from urllib.parse import parse_qsl

import pytest

from crawler.addresses import asking
from crawler.read.listing import listing

URL = "http://park.example/tzgg/list.aspx"
NOW = datetime(2025, 11, 1, tzinfo=timezone.utc)
BODY = "园区厂房面向企业招租，水电道路都已接通，欢迎来电洽谈并实地察看，具体条件以合同为准。" * 3


def rows(page: int = 1, size: int = 6) -> str:
    return (
        "<ul>"
        + "".join(
            f"<li><a href='/a/{n}.html'>第{n}期重点产业项目推介会通知</a><i>2025-10-{28 - n % 28:02d}</i></li>"
            for n in range((page - 1) * size, page * size)
        )
        + "</ul>"
    )


def onward(pager: str, url: str = URL) -> asking.Asked:
    found = listing.find(f"<html><body>{rows()}{pager}</body></html>", url, NOW, pins=False)
    return asking.read(found.onward or "")


FORM = "<form id='f' name='f' {}><input type='hidden' name='cid' value='16'><input type='hidden' name='pageNo' id='pn' value='1'></form>"
LINK = "<a href='javascript:void(0)' onclick='turn(2)'>下一页</a>"


@pytest.mark.parametrize(
    "script",
    [
        "function turn(n){document.f.pageNo.value=n;document.f.submit();}",
        "function turn(n) { document.getElementById('pn').value = n; document.getElementById('f').submit(); }",
        "function turn(n){ $('#pn').val(n); $('#f').submit(); return false; }",
        "var turn = function(n){ $(\"input[name='pageNo']\").val(n); document.forms[0].submit(); }",
        "function turn(n){ document.forms[0].elements['pageNo'].value = n; document.forms[0].submit(); }",
        "",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_form_that_a_function_submits_is_asked_for_its_next_page(script, method):
    asked = onward(f"<script>{script}</script>{FORM.format(f'method={method!r} action=/s.do')}{LINK}")
    fields = (("cid", "16"), ("pageNo", "2"))
    assert asked == (
        asking.Asked("http://park.example/s.do", fields)
        if method == "post"
        else asking.Asked("http://park.example/s.do?cid=16&pageNo=2")
    )


def test_a_postback_sends_the_state_of_the_page():
    pager = (
        "<form method='post' action='list.aspx?t=1'><input type='hidden' name='__VIEWSTATE' value='/wEP=='>"
        "<input type='hidden' name='__EVENTTARGET' value=''><input name='word' value=''><select name='area'><option value='0' selected>全部</option></select>"
        "<a href=\"javascript:__doPostBack('Pager1','3')\">3</a><a href=\"javascript:__doPostBack('Pager1','2')\">下一页</a></form>"
    )
    asked = onward(pager)
    assert asked.url == "http://park.example/tzgg/list.aspx?t=1"
    assert dict(asked.form) == {
        "__VIEWSTATE": "/wEP==",
        "word": "",
        "area": "0",
        "__EVENTTARGET": "Pager1",
        "__EVENTARGUMENT": "2",
    }


@pytest.mark.parametrize(
    "form",
    [
        "<form id='f' method='post' action='/login'><input type='password' name='p'><input name='pageNo' value='1'></form>",
        "<form id='f' method='post' action='/ask'><textarea name='text'></textarea><input name='pageNo' value='1'></form>",
        "<form id='f' method='post' action='http://elsewhere.example/s'><input name='pageNo' value='1'></form>",
        "<form id='f' method='post'><input type='file' name='x'><input name='pageNo' value='1'></form>",
    ],
)
def test_a_form_that_asks_for_more_than_a_page_is_left_alone(form):
    script = "<script>function turn(n){document.f.pageNo.value=n;document.f.submit();}</script>"
    assert onward(f"{script}{form}{LINK}") == asking.Asked("")


@pytest.mark.parametrize(
    ("widget", "url", "place"),
    [
        (
            "laypage({cont:'p',pages:10,curr:1,jump:function(o){location.href='?page='+o.curr}})",
            URL,
            "/tzgg/list.aspx?page=2",
        ),
        (
            "layui.laypage.render({elem:'p',count:98,limit:15,curr:3,jump:function(obj,first){if(!first){window.location.href='/l/'+obj.curr+'.html'}}})",
            URL,
            "/l/4.html",
        ),
        (
            "laypage.render({elem:'p',count:98,jump:function(e){location.href=location.pathname+'?p='+e.curr}})",
            URL + "?p=4",
            "/tzgg/list.aspx?p=5",
        ),
        (
            "$('#p').jqPaginator({totalPages:9,visiblePages:5,currentPage:1,onPageChange:function(num,type){if(type=='change'){window.location.href='?num='+num;}}})",
            URL,
            "/tzgg/list.aspx?num=2",
        ),
        (
            "$('#p').pagination({pageCount:9,current:2,callback:function(api){location.href='?page='+api.getCurrent();}})",
            URL,
            "/tzgg/list.aspx?page=3",
        ),
        ("new Pagination({el:'#p',total:5,current:1,url:'/g/{page}.html'})", URL, "/g/2.html"),
        ("Page({num:12,startnum:1,elem:$('#p'),callback:n=>{location.href=`/p/${n}.html`}})", URL, "/p/2.html"),
        ("kkpager.generPageHtml({pno:2,total:5,getLink:function(n){return '/l_'+n+'.html';}})", URL, "/l_3.html"),
        ("new Pagination({total:5,current:5,url:'/g/{page}.html'})", URL, None),
        ("new Slider({total:5,current:1,go:function(n){show(n)}})", URL, None),
        ("laypage({cont:'p',pages:10,curr:10,jump:function(o){location.href='?page='+o.curr}})", URL, None),
        ("laypage({cont:'p',pages:10,curr:1,jump:function(o){load(o.curr)}})", URL, None),
    ],
)
def test_a_widget_is_given_its_numbers_and_where_they_lead(widget, url, place):
    assert onward(f"<div id='p'></div><script>{widget}</script>", url).url == (
        (place and f"http://park.example{place}") or ""
    )


@pytest.mark.parametrize(
    "script",
    (
        "function turn(n){ if(n==1){location.href='list.html';}else{location.href='list_'+n+'.html';} }",
        "function turn(n){ var url = 'list_' + n + '.html'; window.location = url; }",
        "const turn = (n) => { location.assign(`list_${n}.html`) }",
    ),
)
def test_a_function_that_goes_to_a_number_is_read_for_the_next_page(script):
    assert onward(f"{LINK}<script>{script}</script>").url == "http://park.example/tzgg/list_2.html"


@pytest.mark.parametrize(
    ("form", "asked"),
    (
        (
            "<form action='/q'><input type='hidden' name='pageNo' value='2'><input type='submit' value='下一页'></form>",
            ("/q?pageNo=2", ()),
        ),
        (
            "<form action='/q'><input type='hidden' name='t' value='7'><button name='go' value='3'>下一页</button></form>",
            ("/q?t=7&go=3", ()),
        ),
        (
            "<form method='post' action='/s.aspx'><input type='hidden' name='__VIEWSTATE' value='x'>"
            "<input type='image' name='ctl$Next' src='n.gif' alt='下一页'></form>",
            ("/s.aspx", (("__VIEWSTATE", "x"), ("ctl$Next.x", "1"), ("ctl$Next.y", "1"))),
        ),
        (
            "<form action='/q'><input type='hidden' name='pageNo' value='2'><input type='submit' value='下一页' disabled></form>",
            None,
        ),
        (
            "<form action='/q'><input type='password' name='p'><input type='submit' name='go' value='下一页'></form>",
            None,
        ),
    ),
)
def test_a_button_that_says_next_sends_its_form(form, asked):
    expected = asking.Asked(f"http://park.example{asked[0]}", asked[1]) if asked else asking.Asked("")
    assert onward(form) == expected


def test_what_is_asked_survives_as_an_address():
    fields = (("__VIEWSTATE", "/wE+P=\"%'&#x4e2d;中"), ("n", "2"))
    written = asking.address("http://park.example/l.aspx?t=1#top", fields, item="/v/{id}.html")
    assert asking.read(written) == asking.Asked("http://park.example/l.aspx?t=1", fields, "", "/v/{id}.html")
    assert asking.read("http://park.example/#/list").url == "http://park.example/#/list"
    assert asking.request(written)["method"] == "POST" and asking.request("http://a.example/") == {
        "url": "http://a.example/"
    }


# Whole crawls --------------------------------------------------------------------------------------------------------


def test_a_list_turned_by_postbacks_is_walked_to_its_end(scrapy, rows_of, server):
    def page(at: int) -> str:
        links = "".join(
            f"<a href=\"javascript:__doPostBack('P','{n}')\">{text}</a>"
            for n, text in ((at + 1, "下一页"), (4, "尾页"))
            if at < 4
        )
        state = f"<input type='hidden' name='__VIEWSTATE' value='state of {at}'>"
        return f"<html><body>{rows(at)}<form method='post'>{state}共 24 条 第{at}/4页 {links}</form></body></html>"

    def answer(handler: object) -> str:
        sent = dict(parse_qsl(handler.sent.decode()))
        at = int(sent.get("__EVENTARGUMENT", 1))
        return page(at) if sent.get("__VIEWSTATE") == f"state of {at - 1}" else page(1)

    walked(server, {"/list.aspx": answer})
    done = scrapy("run", "--url", server.url + "/list.aspx")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows_of("SELECT count(*) FROM notices") == [(24,)]
    server.asked.clear()
    again = scrapy("run", "--url", server.url + "/list.aspx")
    assert "nothing changed" in again.stdout and not any(path.startswith("/a/") for path in server.asked)


def test_a_list_whose_form_is_posted_is_walked_to_its_end(scrapy, rows_of, server):
    script = "<script>function page(n,s){$('#pageNo').val(n);$('#pageSize').val(s);$('#searchForm').submit();return false;}</script>"

    def page(at: int) -> str:
        form = (
            f"<form id='searchForm' method='post' action='/list'><input type='hidden' id='pageNo' name='pageNo' value='{at}'>"
            "<input type='hidden' id='pageSize' name='pageSize' value='6'></form>"
        )
        following = (
            f"<a href='javascript:' onclick='page({at + 1},6,\"\");'>下一页 &#187;</a>"
            if at < 3
            else "<a>下一页 &#187;</a>"
        )
        return f"<html><body>{script}{rows(at)}{form}<div class='page'>{following} 共 18 条</div></body></html>"

    walked(server, {"/list": lambda handler: page(int(dict(parse_qsl(handler.sent.decode())).get("pageNo", 1)))})
    done = scrapy("run", "--url", server.url + "/list")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows_of("SELECT count(*) FROM notices") == [(18,)]


@pytest.mark.parametrize(
    ("pager", "told"),
    [
        (
            "共 98 条 第1/10页 <a href='javascript:void(0)' onclick='goPage(2)'>下一页</a>",
            "98 entries on 10 pages; 6 entries on 1 pages were read",
        ),
        ("<div>共98条记录</div><div><a href='#' onclick='more()'>下一页</a></div>", "下一页"),
        ("<div>当前第 1 页，共 10 页 <a onclick='p(this)'>后页</a></div>", "10 pages"),
        ("<button onclick='loadMore()'>点击加载更多</button>", "点击加载更多"),
        ("<div>总记录数：98 总页数：10</div>", "98 entries on 10 pages"),
    ],
)
def test_a_list_that_has_more_than_was_read_is_degraded_and_says_what_to_do(pager, told, scrapy, server):
    walked(server, {"/list": f"<html><body>{rows()}{pager}</body></html>"})
    done = scrapy("run", "--url", server.url + "/list")
    assert done.returncode == 2, done.stdout
    assert told in done.stdout and "pin `next`" in done.stdout


@pytest.mark.parametrize(
    "pager",
    [
        "共 6 条 第1/1页 <a href='javascript:void(0)' onclick='goPage(1)'>下一页</a>",
        "<div>共6条记录 1/1页 首页 上一页 下一页 尾页</div>",
        "<div>当前第 1 页，共 1 页</div>",
        "<div class='foot'>本站共收录 98 条留言</div>",
        "<a href='javascript:void(0)' class='next disabled' onclick='goPage(2)'>下一页</a>",
    ],
)
def test_a_list_that_was_read_whole_is_ok(pager, scrapy, server):
    walked(server, {"/list": f"<html><body>{rows()}{pager}</body></html>"})
    done = scrapy("run", "--url", server.url + "/list")
    assert done.returncode == 0, done.stdout


def walked(server, pages) -> None:
    server.pages = pages | {
        f"/a/{n}.html": f"<html><body><h1>第{n}期重点产业项目推介会通知</h1><p>{BODY}第{n}期。</p></body></html>"
        for n in range(24)
    }


@pytest.fixture
def rows_of(request):
    return request.getfixturevalue("rows")
