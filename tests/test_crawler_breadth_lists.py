"""Lists as site builders, boards, exchanges and offices abroad write them: kinds that the third wave of tests/platforms
showed, three variants and more of each."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from crawler.read import embedded
from crawler.read.listing import listing

NOW = datetime(2025, 11, 1, tzinfo=timezone.utc)
URL = "http://www.park.example/news/"
TITLES = (
    "东区标准厂房对外招租公告",
    "二期工程施工单位遴选结果",
    "产业链招商恳谈会报名须知",
    "冷链物流中心入驻条件说明",
    "园区供热管网停运通知",
)


def read(rows: str, url: str = URL) -> list[tuple[str | None, str, str]]:
    found = listing.find(f"<html><body><div class='m'>{rows}</div></body></html>", url, NOW, pins=False)
    return [(entry.url, entry.title, (entry.published or "")[:10]) for entry in found.entries]


def expected(place: str = "http://www.park.example/a/{n}.html") -> list[tuple[str | None, str, str]]:
    return [(place.format(n=n), title, f"2025-10-2{n}") for n, title in enumerate(TITLES)]


def rows(entry: str) -> str:
    return "".join(
        entry.replace("{n}", str(n)).replace("{t}", title).replace("{d}", f"2025-10-2{n}")
        for n, title in enumerate(TITLES)
    )


@pytest.mark.parametrize("tail", [" - 云栖园区", "_云栖高新区管委会", " | Yunqi 招商网", " — 云栖门户"])
def test_a_title_attribute_that_ends_with_the_sites_name_gives_the_text_alone(tail):
    markup = f"<h3><a href='/a/{{n}}.html' title='{{t}}{tail}'>{{t}}</a></h3><p>{{d}}</p>"
    assert read("<ul>" + rows(f"<li>{markup}</li>") + "</ul>") == expected()


@pytest.mark.parametrize(
    "attribute", ["文章标题：{t}&#10;发布时间：{d}", "标题：{t}", "标题: {t}&#13;&#10;更新时间：{d}"]
)
def test_a_title_attribute_that_labels_the_title_gives_it_whole(attribute):
    markup = f"<li><a href='/a/{{n}}.html' title='{attribute}'>{{c}}...</a><span>{{d}}</span></li>"
    cut = rows(markup).replace("{c}", "{}").format(*(title[:7] for title in TITLES))
    assert read(f"<ul>{cut}</ul>") == expected()


@pytest.mark.parametrize(
    "link",
    [
        "<b>{k}</b>{t}",
        "<i>{k}.</i> {t}",
        "{k}、{t}",
        "{t}<em>浏览：{k}7</em>",
        "{t} 阅读量：{k} 次",
        "{t}<small>来源：云栖日报</small>",
    ],
)
def test_what_a_template_writes_into_every_link_is_no_part_of_its_title(link):
    html = rows(f"<li><a href='/a/{{n}}.html'>{link}</a><span>{{d}}</span></li>")
    for number in range(1, len(TITLES) + 1):
        html = html.replace("{k}", str(number), 1)
    assert read(f"<ul>{html}</ul>") == expected()


@pytest.mark.parametrize("kept", ["{k}号厂房招租公告", "{k}月份开工项目一览", "{k}期工程招标", "{k}A地块出让"])
def test_what_a_title_counts_is_its_own(kept):
    html = rows(f"<li><a href='/a/{{n}}.html'>{kept}</a><span>{{d}}</span></li>")
    for number in range(1, len(TITLES) + 1):
        html = html.replace("{k}", str(number), 1)
    assert [title for _, title, _ in read(f"<ul>{html}</ul>")] == [kept.format(k=n) for n in range(1, len(TITLES) + 1)]


@pytest.mark.parametrize("cut", ["{c}…", "{c}...", "{c}"])
def test_a_title_attribute_that_goes_on_where_the_text_was_cut_is_the_title(cut):
    html = "".join(
        f"<li><a href='/a/{n}.html' title='{title}'>{cut.format(c=title[:8])}</a><span>2025-10-2{n}</span></li>"
        for n, title in enumerate(TITLES)
    )
    assert read(f"<ul>{html}</ul>") == expected()


@pytest.mark.parametrize(
    "entry",
    [
        "<tr><td rowspan='2'><img src='/{n}.jpg'></td><td><a href='/a/{n}.html'>{t}</a></td></tr><tr><td>{d} 浏览：12次</td></tr>",
        "<tr><td>·</td><td><a href='/a/{n}.html'>{t}</a></td></tr><tr><td></td><td>发布时间：{d}</td></tr>",
        "<tr><td><a href='/a/{n}.html'>{t}</a></td></tr><tr><td>园区就有关事项作出安排。</td></tr><tr><td>{d}</td></tr>",
    ],
)
def test_rows_of_a_table_that_go_together_are_one_entry(entry):
    assert read("<table>" + rows(entry) + "</table>") == expected()


@pytest.mark.parametrize(
    "cells",
    [
        "<td class='by'><a href='/u/{n}'>林晓岚</a><em>{d}</em></td><td class='by'><a href='/u/9'>访客</a><em><a href='/r/{n}'>2025-10-31 09:12</a></em></td>",
        "<td class='by'><a href='/u/{n}'>招商科</a> {d}</td><td class='by'><a href='/u/x{n}'>办公室</a> 2025-10-31</td>",
        "<td class='who'><a href='/u/{n}'>管委会</a><br>{d}</td>",
    ],
)
def test_cells_that_say_who_wrote_are_no_entries_beside_titles(cells):
    entry = f"<tbody id='thread_{{n}}'><tr><th><a href='/a/{{n}}.html'>{{t}}</a></th>{cells}</tr></tbody>"
    assert read("<table>" + rows(entry) + "</table>") == expected()


@pytest.mark.parametrize(
    "script",
    [
        "var curHref = '/a/{n}.html'; var curTitle ='{t}'; document.write('<a href=\"' + curHref + '\">' + curTitle + '</a>');",
        'let u="/a/{n}.html",x=1;\nlet t = "{t}";\ndocument.writeln("<a href=\'"+u+"\'>"+t+"</a>")',
        "document.write('<a href=\"/a/'+{n}+'.html\">'+'{t}'+'</a>')",
    ],
)
def test_what_an_entrys_own_script_writes_stands_in_its_place(script):
    entry = f"<li><div><script>{script}</script></div><span>{{d}}</span></li>"
    assert read("<ul>" + rows(entry) + "</ul>") == expected()


@pytest.mark.parametrize(
    "script",
    ["document.write(made({n}))", "document.write('<a href=\"'+unknown+'\">{t}</a>')", "document.write('{t}')"],
)
def test_what_a_script_computes_is_not_written(script):
    assert read("<ul>" + rows(f"<li><script>{script}</script><span>{{d}}</span></li>") + "</ul>") == []


@pytest.mark.parametrize("slug", ["slug", "path", "Slug"])
def test_entries_of_a_page_of_one_program_lead_where_their_slug_says(slug):
    items = ",".join(
        f'{{"id":{n},"title":"{title}","{slug}":"/a/{n}.html","publishedAt":"2025-10-2{n}T01:00:00.000Z"}}'
        for n, title in enumerate(TITLES)
    )
    data = f'<script id="__NEXT_DATA__" type="application/json">{{"props":{{"posts":[{items}]}}}}</script>'
    found = embedded.find(f"<html><body><div id='__next'></div>{data}</body></html>", URL, NOW)
    assert [(entry.url, entry.title, (entry.published or "")[:10]) for entry in found] == expected()


@pytest.mark.parametrize("year", ["令和7年", "民國114年", "平成37年"])
def test_days_of_an_era_are_dates_wherever_they_stand(year):
    html = "".join(f"<li>{year}10月2{n}日　<a href='/a/{n}.html'>{title}</a></li>" for n, title in enumerate(TITLES))
    assert read(f"<ul>{html}</ul>") == expected()


LIST = "<ul>" + rows("<li><a href='/a/{n}.html'>{t}</a><span>{d}</span></li>") + "</ul>"


@pytest.mark.parametrize(
    "pager",
    [
        "<a href='?page=2' rel='next'><span>Next page</span><span>:</span><span>2 of 9</span></a>",
        "<a href='?page=2'>下一页 (2/9)</a>",
        "<p>1 / 9ページ <a href='?page=2'>次の12件 &gt;</a></p>",
        "<span>열린</span><strong class='pg_current'>1</strong><span>페이지</span><a href='?page=2' class='pg'>2<span>페이지</span></a><a href='?page=9'>맨끝</a>",
        "<ul><li class='active'><a href='#'>1 <span>(current)</span></a></li><li><a href='?page=2'>2</a></li><li><a href='?page=3'>3</a></li></ul>",
        "<b class='cur'>第1页</b> <a href='?page=2'>第2页</a> <a href='?page=3'>第3页</a>",
        "<a href='javascript:' onclick='RefreshPageTo(event, &quot;/news/?page\\u003d2&quot;);return false;'><img src='/n.gif' alt='下一页'></a>",
    ],
)
def test_pagers_that_say_more_than_a_word_or_a_number(pager):
    found = listing.find(f"<html><body><div>{LIST}</div><div class='pager'>{pager}</div></body></html>", URL, NOW)
    assert found.next == "http://www.park.example/news/?page=2"


@pytest.mark.parametrize("words", ["较早文章", "早期文章", "Older posts", "更早的文章"])
def test_older_entries_are_walked_to_where_the_page_calls_them_the_previous(words):
    pager = f"<nav><div class='nav-previous'><a href='/news/page/2/'>&larr; {words}</a></div></nav>"
    found = listing.find(f"<html><body><div>{LIST}</div>{pager}</body></html>", URL, NOW)
    assert (found.next, found.onward) == (None, "http://www.park.example/news/page/2/")
