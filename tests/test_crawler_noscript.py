"""A <noscript> that is badly closed takes nothing of the page with it."""

from __future__ import annotations

import pytest
from yunqi import BODY, NOW, TITLE, URL, lines, page

from crawler.read.article.article import read
from crawler.read.listing import listing

TORN = (
    '<noscript><div id="nojava"></noscript>',
    "<noscript><div class='a'><p>请开启 JavaScript</noscript>",
    "<NOSCRIPT><table><tr><td></NOSCRIPT>",
)


@pytest.mark.parametrize("torn", TORN)
def test_an_article_behind_it_is_read(torn):
    found = page(f"{torn}<div id='wrap'><h1>{TITLE}</h1><p>发布时间：2024-06-13　来源：云栖日报</p>")
    assert lines(found) == BODY and (found.published, found.source) == ("2024-06-13", "云栖日报")


@pytest.mark.parametrize("torn", TORN)
def test_a_list_behind_it_is_found(torn):
    rows = "".join(
        f'<li><a href="/a/{n}.html">云栖开发区第{n}批标准厂房招租公告</a><span>2024-06-{10 + n}</span></li>'
        for n in range(6)
    )
    made = (
        f"<html><head><title>公告</title></head><body>{torn}<div><h2>通知公告</h2><ul>{rows}</ul></div></body></html>"
    )
    entries = listing.find(made, URL, NOW).entries
    assert [entry.published for entry in entries] == [f"2024-06-{10 + n}" for n in range(6)]


def test_a_list_that_stands_in_one_is_found():
    rows = "".join(
        f'<li><a href="/a/{n}.html">云栖开发区第{n}批标准厂房招租公告</a><span>2024-06-{10 + n}</span></li>'
        for n in range(6)
    )
    made = f"<html><head><title>公告</title></head><body><div id='app'></div><noscript><ul>{rows}</ul></noscript></body></html>"
    assert len(listing.find(made, URL, NOW).entries) == 6


@pytest.mark.parametrize("torn", TORN)
def test_a_notice_of_one_sentence_behind_it_is_read(torn):
    said = "经研究，云栖开发区管委会定于六月二十日起启用新办公地址，特此公告。"
    made = (
        f"<html><head><title>{TITLE}</title></head><body>{torn}<div><h1>{TITLE}</h1><p>{said}</p></div></body></html>"
    )
    assert read(made, URL, NOW).body == said
