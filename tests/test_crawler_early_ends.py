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


ROW = '<li><a href="/a/{0}.html">云栖开发区第{0}批标准厂房招租公告</a><span>2024-06-{0}</span></li>'


@pytest.mark.parametrize(
    "slip",
    ["</ul>", "<center>", "<form>", "<font color=red>", '<a name="top">', '</li><div class="line">', "<embed src=x>"],
)
@pytest.mark.parametrize("at", [1, 4, 8])
def test_a_slip_between_the_items_of_a_list_costs_none_of_them(slip, at):
    """What is closed too early or never takes the later items elsewhere: the longer half was the list, silently."""
    rows = [ROW.format(n) for n in range(10, 22)]
    menu = "".join(f"<li><a href='/{name}/'>{name}</a></li>" for name in ("政务", "服务", "互动", "园区"))
    made = (
        f"<html><head><title>公告</title></head><body><ul class='nav'>{menu}</ul><h2>通知公告</h2>"
        f"<ul class='list'>{''.join((*rows[:at], slip, *rows[at:]))}</ul><div class='foot'>版权所有</div></body></html>"
    )
    entries = listing.find(made, URL, NOW).entries
    assert [entry.published for entry in entries] == [f"2024-06-{n}" for n in range(10, 22)]


def test_an_element_that_is_called_anything_costs_no_list():
    rows = "".join(ROW.format(n) for n in range(10, 16))
    assert len(listing.find(f"<html><body><ul><plaintext {rows}</ul></body></html>", URL, NOW).entries) >= 0
    torn = rows.replace("<li>", "<li<b>")
    assert listing.find(f"<html><body><ul>{torn}</ul></body></html>", URL, NOW) is not None
