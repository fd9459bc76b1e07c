"""Articles as blogs, boards, portals, forms and offices abroad write them: kinds that the third wave of tests/platforms
showed, three variants and more of each."""

from __future__ import annotations

import pytest
from yunqi import BODY, NOW, TEXT, TITLE, URL, lines, page

from crawler.read.article.article import read


@pytest.mark.parametrize(
    "heading",
    [
        f"<header><h1><a href='/a/1'>{TITLE}</a></h1></header>",
        f"<h2><a href='/a/1' rel='bookmark'>{TITLE}</a></h2>",
        f"<h1><a href='/f?typeid=7'>[招商]</a> <span>{TITLE}</span></h1>",
        f"<h1>【公告】{TITLE}</h1>",
    ],
)
def test_a_heading_that_is_a_link_or_says_where_it_is_filed_is_the_heading(heading):
    found = page(
        heading + "<p><span>2024-06-13</span><span>分类：<a href='/z'>招商</a></span><span>阅读(35)</span></p>"
    )
    assert (found.title, found.published, lines(found)) == (TITLE, "2024-06-13", BODY)


def test_what_a_title_says_in_brackets_stays():
    head = f"<h1>【公告】{TITLE}</h1><p>2024-06-13</p>"
    assert page(head, window=f"【公告】{TITLE}_云栖管委会").title == f"【公告】{TITLE}"


@pytest.mark.parametrize(
    "day",
    [
        "<div><span><em>2024</em></span><span><em>06</em>/<em>13</em></span><span>10:46:05</span></div>",
        "<p><b>2024年</b> <i>06-13</i></p>",
        "<div><p>13</p><p>2024-06</p></div>",
        "<div><p>2024.06</p><p>13日</p></div>",
        "<p>13 de junio de 2024</p>",
        "<p>June 13, 2024</p>",
        "<p>13. Juni 2024</p>",
        "<p>令和6年6月13日</p>",
        "<ul><li>公開日：2024年6月13日</li><li>最終更新日：2024年11月2日</li></ul>",
        "<p>掲載日 2024年6月13日</p>",
        "<p>掲載日：令和6年6月13日</p>",
        "<div><strong>06-13</strong><br><em>2024</em></div>",
    ],
)
def test_days_in_pieces_in_words_and_of_eras(day):
    found = page(f"<h1>{TITLE}</h1>{day}")
    assert (found.published or "")[:10] == "2024-06-13"
    assert lines(found) == BODY


@pytest.mark.parametrize(
    "leaf",
    [
        "<div><span>13</span><span>2024/06</span></div>",
        "<div><p>13</p><p>2024-06</p></div>",
        "<div><b>13日</b><br><i>2024年6月</i></div>",
    ],
)
def test_a_calendars_leaf_above_the_heading_is_the_day(leaf):
    assert page(f"{leaf}<h1>{TITLE}</h1><p>来源：云栖日报</p>").published == "2024-06-13"


@pytest.mark.parametrize(
    "said", ["Fuente: Oficina | 13 de junio de 2024", "By Li Chen | June 13, 2024", "招商 · 13 June 2024"]
)
def test_a_day_in_words_between_bars_is_the_day(said):
    assert page(f"<h1>{TITLE}</h1><p>{said}</p>").published == "2024-06-13"


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("由 <span>陈立</span> 提交于 2024-06-13 10:46", "陈立"),
        ("<span>发布于 <time>2024年6月13日</time></span><span> 由<a href='/u/1'>林晓岚</a></span>", "林晓岚"),
        ("2024-06-13 10:46 by <a href='/u/1'>周敏</a> <span>35</span>", "周敏"),
        ("By Li Chen | June 13, 2024", "Li Chen"),
        ("<span>13. Juni 2024</span> <span>Autor: Li Chen</span>", "Li Chen"),
        ("등록일 : 2024-06-13 | 작성자 : 임효람 | 조회 : 35", "임효람"),
        ("<span>June 13, 2024</span> <span class='author'>By Li Chen</span>", "Li Chen"),
        ("<strong>작성자</strong> <span>임효람</span> <strong>작성일</strong> 24-06-13 10:46", "임효람"),
    ],
)
def test_who_is_said_to_have_written_it_without_a_label_of_a_colon(said, author):
    assert page(f"<h1>{TITLE}</h1><div class='submitted'>{said}</div>").author == author


@pytest.mark.parametrize(
    "said",
    ["由 管委会办公室 负责解释 2024-06-13", "2024-06-13 由 云栖高新区管委会", "by 2024-06-13", "2024-06-13 招商科"],
)
def test_an_office_or_a_day_is_no_author(said):
    assert page(f"<h1>{TITLE}</h1><div>{said}</div>").author is None


@pytest.mark.parametrize(
    "said",
    [
        "<dl><dt>From:</dt><dd><a href='/o'>Yunqi Zone Office</a></dd><dt>Published</dt><dd>13 June 2024</dd></dl>",
        "<p>Veröffentlicht am 13.06.2024 | Quelle: Yunqi Zone Office</p>",
        "<p>Source: Yunqi Zone Office | 13 June 2024</p>",
        "<dl><dt>Fuente</dt><dd>Yunqi Zone Office</dd></dl><p>2024-06-13</p>",
    ],
)
def test_a_source_labelled_in_another_language(said):
    assert page(f"<h1>{TITLE}</h1>{said}").source == "Yunqi Zone Office"


@pytest.mark.parametrize("label", ["正文", "正　文", "详细内容："])
def test_a_form_of_labels_and_values_is_read_as_an_article(label):
    form = (
        f"<table><tr><td><h3>标题</h3></td><td>{TITLE}</td></tr><tr><td><h3>信息来源</h3></td><td>云栖日报</td></tr>"
        f"<tr><td><h3>{label}</h3></td><td><div>{TEXT}</div></td></tr></table>"
        "<table><tr><td>创建时间 2024/6/13 10:46，创建者 陈立</td></tr><tr><td>上次修改时间 2024/11/2 3:15，修改者 周敏</td></tr></table>"
    )
    found = read(f"<html><head><title>通知公告 - 云栖管委会</title></head><body>{form}</body></html>", URL, NOW)
    assert (found.title, found.source, (found.published or "")[:10]) == (TITLE, "云栖日报", "2024-06-13")
    assert found.author == "陈立"
    assert lines(found) == BODY


@pytest.mark.parametrize("window", ["云栖高新区管委会", "", TITLE])
def test_the_article_that_alone_stands_in_a_pages_scripts_is_read(window):
    data = (
        f'{{"props":{{"article":{{"id":7,"title":"{TITLE}","publishTime":"2024-06-13 10:46","source":"云栖日报",'
        f'"content":"{TEXT}"}}}}}}'
    )
    script = f"<script id='__NEXT_DATA__' type='application/json'>{data}</script>"
    found = read(
        f"<html><head><title>{window}</title></head><body><div id='__next'></div>{script}</body></html>", URL, NOW
    )
    assert (found.title, found.published, lines(found)) == (TITLE, "2024-06-13T10:46", BODY)


def test_of_several_articles_in_a_pages_scripts_none_is_taken_where_the_page_has_no_title():
    articles = ",".join(f'{{"title":"{title}","content":"{TEXT}"}}' for title in (TITLE, "另一篇关于供热管网的公告"))
    script = f"<script type='application/json'>{{\"rows\":[{articles}]}}</script>"
    assert not read(f"<html><head><title>云栖高新区管委会</title></head><body>{script}</body></html>", URL, NOW).body
