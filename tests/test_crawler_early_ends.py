"""A page that says that it ends, and goes on: a header from a file of its own that is a whole page, a template's slip.
Browsers show what follows; nothing of it was read (pywb#36)."""

from __future__ import annotations

import pytest
from yunqi import BODY, NOW, TITLE, URL, lines, page

from crawler.read.article.article import read
from crawler.read.listing import listing

ENDS = ("</body></html>", "</body>", "</BODY>\n</HTML >\n", "</html>")
HEADER = "<html><head><title>云栖网</title></head><body><div class='top'><a href='/'>首页</a></div>{}"


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("again", ["", "<!DOCTYPE html><html><head><title>公告</title></head><body>"])
def test_what_stands_behind_a_header_that_is_a_page_is_read(ends, again):
    rows = "".join(
        f'<li><a href="/a/{n}.html">云栖开发区第{n}批标准厂房招租公告</a><span>2024-06-{10 + n}</span></li>'
        for n in range(6)
    )
    made = f"{HEADER.format(ends)}{again}<h2>通知公告</h2><ul>{rows}</ul></body></html>"
    assert len(listing.find(made, URL, NOW).entries) == 6
    text = "".join(f"<p>{line}</p>" for line in BODY)
    said = f"<div><h1>{TITLE}</h1><p>发布时间：2024-06-13　来源：云栖日报</p><div>{text}</div></div></body></html>"
    found = read(f"{HEADER.format(ends)}{again}{said}", URL, NOW, TITLE)
    assert (lines(found), found.published, found.source) == (BODY, "2024-06-13", "云栖日报")


@pytest.mark.parametrize("ends", ENDS)
def test_a_text_that_an_end_stands_in_is_whole(ends):
    whole = page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>")
    assert lines(whole) == BODY
    made = f"<html><body><h1>{TITLE}</h1><p>发布时间：2024-06-13</p><p>{BODY[0]}</p>{ends}"
    made += "".join(f"<p>{line}</p>" for line in BODY[1:])
    assert lines(read(made, URL, NOW, TITLE)) == BODY
