"""Texts and lists that a page keeps for its script to show, as the fifth wave of tests/platforms has them."""

from __future__ import annotations

import json
from base64 import b64encode
from html import escape
from urllib.parse import quote

import pytest
from yunqi import BODY, NOW, TITLE, URL

from crawler.read import embedded, script_markup
from crawler.read.article.article import read
from pipelines import text

MARKUP = "".join(f"<p>　　{line}</p>" for line in BODY)
ESCAPED = MARKUP.replace("<", "&lt;").replace(">", "&gt;")
LINKS = "".join(f"<li><a href='/a/{n}.html'>园区召开第{n}次工作例会</a></li>" for n in range(9))


def escaped(text: str) -> str:
    """As JavaScript's escape() writes it."""
    return "".join(
        c if c.isalnum() and c.isascii() else f"%u{ord(c):04X}" if ord(c) > 255 else f"%{ord(c):02X}" for c in text
    )


def body(held: str) -> list[str]:
    html = (
        f"<html><head><title>{TITLE}_云栖管委会</title></head><body><div><a href='/'>首页</a></div><h1>{TITLE}</h1>"
        f"<p>发布时间：2024-06-13</p><div id='zw'></div>{held}<div class='footer'>版权所有：云栖管委会</div></body></html>"
    )
    return text.clean(read(html, URL, NOW).body).text.split("\n")


@pytest.mark.parametrize(
    "held",
    [
        f"<textarea id='src' style='display:none'>{ESCAPED}</textarea>",
        f"<textarea hidden>{MARKUP}</textarea>",
        f"<input type='hidden' id='content' value='{ESCAPED}'>",
        f'<div id="c" data-html="{ESCAPED}"></div>',
        f"<script type='text/template' id='c'><div>{MARKUP}</div></script>",
        f"<template id='c'>{MARKUP}</template>",
        f"<p>正在加载中，请稍候...</p><textarea hidden>{MARKUP}</textarea>",
        f"<script>document.getElementById('zw').innerHTML = {json.dumps(MARKUP)};</script>",
        f"<script>$('#zw').html('{MARKUP}');</script>",
        f"<script>var c = ''; c += '<div>{MARKUP[:80]}';\nc += '{MARKUP[80:]}<\\/div>'; zw.innerHTML = c;</script>",
        f"<script>zw.innerHTML = '{MARKUP[:80]}' +\n '{MARKUP[80:]}';</script>",
        f"<script>zw.innerHTML = `{MARKUP}`;</script>",
        f"<script>zw.innerHTML = decodeURIComponent('{quote(MARKUP)}');</script>",
        f'<script>var text = "{ESCAPED}"; show(text);</script>',
        f"<script>var article = {{id: 7, content: '{MARKUP}'}}; $('#zw').html(article.content);</script>",
        f"<script>document.write(unescape('{escaped(MARKUP)}'));</script>",
        f"<script>zw.innerHTML = Base64.decode('{b64encode(MARKUP.encode()).decode()}');</script>",
        f'<script>$("#zw").html(decodeURIComponent(escape(window.atob("{b64encode(MARKUP.encode()).decode()}"))))</script>',
        f"<script>zw.innerHTML = decodeURIComponent(atob('{b64encode(quote(MARKUP).encode()).decode()}'));</script>",
        f"<xmp id='x' style='display:none'>{MARKUP}</xmp><script>zw.innerHTML = x.innerHTML</script>",
        f"<xmp id='x'>{MARKUP}</xmp>",
        f"<script>new Vue({{el:'#zw', data(){{ return {{ detail: {{id: 7, newsContent: '{MARKUP}'}} }} }} }});</script>",
    ],
)
def test_a_text_that_waits_for_a_script_is_the_articles(held):
    assert body(held) == list(BODY)


@pytest.mark.parametrize(
    "held",
    [
        "<script>layer.open({content:'<div><p>您访问的链接即将离开“云栖高新区管委会”门户网站，是否继续访问其他网站的内容？</p></div>'});</script>",
        "<textarea style='display:none'>&lt;p&gt;您的浏览器版本过低，为了获得更好的体验，请下载最新的浏览器后再访问本网站的各项内容。&lt;/p&gt;</textarea>",
        f'<script>menu.innerHTML = "<ul>{LINKS}</ul>";</script>',
        "<script>var t = '<p>园区召开第' + n + '次工作例会，研究部署安全生产、招商引资和营商环境等方面的重点工作任务。</p>';</script>",
        "<script type='text/template'><p>{{ item.summary }}，园区召开工作例会，研究部署安全生产和招商引资等重点工作。</p></script>",
    ],
)
def test_what_a_page_asks_its_readers_its_menus_and_what_is_computed_are_no_text(held):
    assert body(held) == [""]


def test_a_text_that_is_shown_is_not_looked_for_elsewhere():
    assert body(f"<div>{MARKUP}</div><textarea>&lt;p&gt;{BODY[0] * 9}&lt;/p&gt;</textarea>") == list(BODY)


TITLES = (
    "东区标准厂房对外招租公告",
    "二期工程施工单位遴选结果",
    "产业链招商恳谈会报名须知",
    "冷链物流中心入驻条件说明",
)
ROWS = [(f"http://www.yunqi.example/a/{n}.html", title, f"2024-06-2{n}") for n, title in enumerate(TITLES)]


def rows(entry: str) -> str:
    each = enumerate(TITLES)
    return "\n".join(entry.replace("{n}", str(n)).replace("{t}", title) for n, title in each)


@pytest.mark.parametrize(
    "script",
    [
        "var html = '';\n" + rows("html += '<li><a href=\"/a/{n}.html\">{t}</a><span>2024-06-2{n}</span></li>';"),
        "var u = '<ul>'\n" + rows(" + '<li><a href=\"/a/{n}.html\">{t}</a><i>2024-06-2{n}</i></li>'") + " + '</ul>';",
        rows("$('#u').append('<li><a href=\"/a/{n}.html\">{t}</a><b>[2024-06-2{n}]</b></li>');"),
        rows("out.push(\"<li><span>2024-06-2{n}</span><a href='/a/{n}.html'>{t}</a></li>\");"),
        rows("arr.push(['{t}','/a/{n}.html','2024-06-2{n}','招商']);"),
        rows("arr[{n}] = ['/a/{n}.html', '{t}', '2024-06-2{n}'];"),
        rows("arr[{n}] = new Array('/a/{n}.html', '{t}', '2024-06-2{n}');"),
        rows('list.add("{n}", "{t}", "/a/{n}.html", "2024-06-2{n}");'),
        "var d = [" + rows("['{n}', '{t}', '2024-06-2{n}', '/a/{n}.html'],") + "]; for (var i in d) write(d[i]);",
        "load({rows: [\n" + rows('["/a/{n}.html","{t}","2024-06-2{n}"],') + "\n], total: 4});",
    ],
)
def test_rows_that_a_script_writes_one_by_one_are_a_list(script):
    page = f"<html><body><div id='u'></div><script>{script}\nshow();</script></body></html>"
    assert [(e.url, e.title, e.published) for e in embedded.find(page, URL, NOW)] == ROWS


@pytest.mark.parametrize(
    "script",
    [
        "a += '<li><a href=\"' + u + '\">' + t + '</a></li>';",
        'var a = "no markup"; b(\'nor\', "here");',
        "var a = '<li>one",
        "x" * 200_000,
        "'" * 100_001,
        "a='<p>'+" * 20_000,
        "<p>" + "a.b" * 60_000 + "'<p>'",
    ],
)
def test_what_is_no_markup_or_has_holes_is_none_and_soon_told(script):
    assert not any("<a" in held for held in script_markup.held(script))


@pytest.mark.parametrize(
    "rest",
    [
        f"<a onclick=\"this.nextSibling.style.display='block'\">展开全文</a><div style='display:none'>{''.join(f'<p>{line}</p>' for line in BODY[1:])}</div>",
        f"<section style='display: none'>{BODY[1]}<br>{BODY[2]}</section><button type=button>阅读全文</button>",
        f"<p><span>【点击展开】</span></p><div style='display:none'><p>{BODY[1]}</p><p>{BODY[2]}</p></div>",
    ],
)
def test_the_rest_of_a_text_that_waits_for_a_click_is_the_articles(rest):
    """Half of it was stored, verdict ok."""
    assert body(f"<div class='con'><p>{BODY[2]}</p><p>{BODY[0]}</p>{rest}</div>") == [BODY[2], *BODY]


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div style='display:none'><p>{BODY[1]}</p></div>",
        f"<a href='/list'>查看更多</a><div style='display:none'><ul>{LINKS}</ul></div>",
        "<span>展开全文</span><span style='display:none'>的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动</span>",
    ],
)
def test_what_is_hidden_and_no_click_shows_or_no_text_stays_hidden(hidden):
    shown = body(f"<div class='con'><p>{BODY[0]}</p><p>{BODY[2]}</p>{hidden}</div>")
    assert [line for line in shown if line not in ("展开全文", "查看更多")] == [BODY[0], BODY[2]]


@pytest.mark.parametrize("name", ["data-page", "data-props", "data-sveltekit"])
def test_a_list_in_the_data_that_an_attribute_holds_is_found(name):
    rows = [{"title": title, "link": url, "date": day} for url, title, day in ROWS]
    held = json.dumps({"component": "List", "props": {"items": rows, "total": 40}}, ensure_ascii=False)
    page = f"<html><body><div id='app' {name}='{escape(held)}'></div></body></html>"
    assert [(e.url, e.title, e.published) for e in embedded.find(page, URL, NOW)] == ROWS
