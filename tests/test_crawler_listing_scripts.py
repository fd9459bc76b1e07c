"""Links that a page's script makes: read from its text, never run, and left alone where they are computed."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from crawler.read.listing import listing

URL = "http://park.example/tzgg/index.html"
NOW = datetime(2025, 11, 1, tzinfo=timezone.utc)
TITLES = (
    "高新区标准厂房面向社会公开招租的公告",
    "关于举办仓储用地项目推介会的通知",
    "新能源汽车零部件企业签约落户园区",
    "集成电路企业房租补贴实施办法（试行）",
    "第二批数字化车间名单公示（二十家企业）",
)


def addresses(entry: str, script: str = "") -> list[str | None]:
    """What the entries of a page lead to; {n} and {t} in `entry` stand for a number and a title."""
    rows = "".join(
        entry.replace("{n}", str(n)).replace("{t}", title).replace("{d}", f"2025-10-{20 - n}")
        for n, title in enumerate(TITLES)
    )
    page = f"<html><body><script>{script}</script><ul>{rows}</ul></body></html>"
    found = listing.find(page, URL, NOW, pins=False)
    assert [entry.title for entry in found.entries] == list(TITLES)
    return [entry.url for entry in found.entries]


@pytest.mark.parametrize(
    ("entry", "script", "first"),
    [
        ("<li onclick=\"window.open('/detail?id={n}')\"><b>{t}</b><i>{d}</i></li>", "", "/detail?id=0"),
        ("<li onclick=\"location.href='/d/{n}.html'\"><b>{t}</b><i>{d}</i></li>", "", "/d/0.html"),
        ("<li><a href=\"javascript:window.location='/d/{n}.html'\">{t}</a><i>{d}</i></li>", "", "/d/0.html"),
        (
            '<li><a href="javascript:go({n})">{t}</a><i>{d}</i></li>',
            "function go(id) { location.href = '/view/' + id + '.html'; }",
            "/view/0.html",
        ),
        (
            "<li><a href='#' onclick=\"go('7','{n}');return false\">{t}</a><i>{d}</i></li>",
            "var go = function (kind, id) { var url = '/doc/' + kind; url += '/' + id; window.open(encodeURI(url), '_blank') }",
            "/doc/7/0",
        ),
        (
            "<li onclick='go({n})'><b>{t}</b><i>{d}</i></li>",
            "const go = (id) => { window.location.href = `/show?type=1&id=${id}` }",
            "/show?type=1&id=0",
        ),
        (
            "<li class='item' data-id='{n}'><b>{t}</b><i>{d}</i></li>",
            "$('.item').on('click', function () { location.href = '/p/' + $(this).data('id') + '.html'; });",
            "/p/0.html",
        ),
        (
            "<li class='item' url='/q/{n}.html'><b>{t}</b><i>{d}</i></li>",
            "$(document).on('click', '.item', function(){ window.open($(this).attr('url')) });",
            "/q/0.html",
        ),
        (
            "<li onclick='show(this)' data-id='{n}'><b>{t}</b><i>{d}</i></li>",
            "function show(el){ var id = el.getAttribute('data-id'); window.open('/r/' + id + '.html'); }",
            "/r/0.html",
        ),
        (
            "<li onclick=\"show(1, this)\" data-doc-id='{n}'><b>{t}</b><i>{d}</i></li>",
            "var show = function(kind, it){ location.href = '/s/' + kind + '/' + it.dataset.docId; }",
            "/s/1/0",
        ),
        (
            "<li><a href='javascript:;' onclick='show(this)' data-id='{n}'>{t}</a><i>{d}</i></li>",
            "function show(obj){ location.href = '/t?id=' + $(obj).attr('data-id'); }",
            "/t?id=0",
        ),
    ],
)
def test_a_script_that_only_joins_an_address_is_read(entry, script, first):
    found = addresses(entry, script)
    assert found[0] == f"http://park.example{first}" and len(set(found)) == len(TITLES)


@pytest.mark.parametrize(
    ("entry", "script"),
    [
        (
            '<li><a href="javascript:go({n})">{t}</a><i>{d}</i></li>',
            "function go(id) { location.href = '/v/' + code(id); }",
        ),
        (
            '<li><a href="javascript:go({n})">{t}</a><i>{d}</i></li>',
            "function go(id) { $.post('/v', {id: id}, show); }",
        ),
        (
            '<li><a href="javascript:go({n})">{t}</a><i>{d}</i></li>',
            "function go(id) { if (id > 5) location.href = '/a/' + id + '.html'; else location.href = '/b/' + id + '.html'; }",
        ),
        (
            '<li><a href="javascript:go()">{t}</a><i>{d}</i></li>',
            "function go(id) { location.href = '/v/' + id + '.html'; }",
        ),
        ('<li onclick="alert({n})"><b>{t}</b><i>{d}</i></li>', ""),
    ],
)
def test_what_is_computed_is_no_address(entry, script):
    assert set(addresses(entry, script)) == {None}


@pytest.mark.parametrize(
    "entry",
    [
        "<li onclick=\"openDetail('{n}')\"><a href='javascript:void(0)'>{t}</a><span>{d}</span></li>",
        "<li onclick='openDetail({n})'><a href='#'>{t}</a><span>{d}</span></li>",
        "<li><a href='javascript:void(0);' onclick=\"openDetail('{n}')\">{t}</a><span>{d}</span></li>",
        "<li data-id='{n}'><a href='javascript:void(0)'>{t}</a><span>{d}</span></li>",
        "<li><div onclick=\"openDetail('{n}')\"><a href='javascript:;'>{t}</a></div><span>{d}</span></li>",
    ],
)
def test_entries_that_differ_only_in_what_opens_them_are_a_list(entry):
    """void(0) was taken for what a link leads to, the same for all of them: no list was seen."""
    assert set(addresses(entry)) == {None}


def test_a_link_that_has_an_address_keeps_it():
    entry = "<li><a href='/real/{n}.html' onclick=\"window.open('/count?id={n}')\">{t}</a><i>{d}</i></li>"
    assert addresses(entry)[0] == "http://park.example/real/0.html"


def test_a_pager_s_function_is_read_too():
    rows = "".join(
        f"<li><a href='/a/{n}.html'>{title}</a><i>2025-10-{20 - n}</i></li>" for n, title in enumerate(TITLES)
    )
    for pager in (
        "<script>function goPage(n){location.href='list_'+n+'.html'}</script><a href='javascript:goPage(2)'>下一页</a>",
        "<script>function turn(n){window.location.href=\"list_\" + n + \".html\";}</script><a href='#' onclick='turn(2)'>下页</a>",
        "<span onclick=\"location.href='list_2.html'\">下一页 &gt;</span>",
    ):
        page = f"<html><body><ul>{rows}</ul><div>{pager}</div></body></html>"
        assert listing.find(page, URL, NOW, pins=False).next == "http://park.example/tzgg/list_2.html"
