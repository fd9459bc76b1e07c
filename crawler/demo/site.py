"""The demo site's pages, from texts/: eight notices on two listing pages. server.py serves them.

Variant `inline` holds whole bodies in the list and its entries have no address of their own; variant `linked`
lists titles and dates and links to article pages. Both say the same: 8 notices, 7 documents, since the 2013
report stands there twice, under two tags and with other white space.
"""

from __future__ import annotations

import csv
import re
from html import escape
from importlib.resources import files
from io import StringIO
from typing import NamedTuple

HERE = files("crawler.demo")  # not a path: scrapyd loads every command from a zipped egg
SITE = "罗湖投资服务演示站"
VARIANTS = ("inline", "linked")
PER_PAGE = 4


class DemoNotice(NamedTuple):
    """One entry of the listing; `id` is its lasting number, `published` ISO, `body` a paragraph a line."""

    id: str
    title: str
    published: str
    body: str


class Page(NamedTuple):
    """What the server answers for one path; `modified` is an ISO date."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    modified: str = "2025-08-06"


def respace(body: str) -> str:
    """The same text with other white space, as another site pastes it: headings indented, units set off."""
    return re.sub(r"(?<=\d)(?=万平|亿美)", " ", re.sub(r"^(?=.、|（)", "\u3000\u3000", body, flags=re.M))


def _notices() -> tuple[DemoNotice, ...]:
    """texts/<id>-<name>.txt hold title, date, blank line, body. Newest first, a repost before its original."""
    found = []
    texts = [path for path in (HERE / "texts").iterdir() if path.name.endswith(".txt")]
    for path in sorted(texts, key=lambda path: path.name, reverse=True):
        title, published, _, *body = path.read_text(encoding="utf-8").splitlines()
        notice = DemoNotice(path.name.split("-")[0], title, published, "\n".join(body))
        if notice.id == "8104":
            tagged = notice.title.replace("【罗湖区招商引资】", "【投资罗湖区】")
            found.append(DemoNotice("8105", tagged, notice.published, respace(notice.body)))
        found.append(notice)
    return tuple(found)


NOTICES = _notices()

# Everything around the notices that a crawler must not take for one: path, title, date, text.
_TABLE = StringIO((HERE / "texts" / "standing.tsv").read_text(encoding="utf-8"))
STANDING = tuple(tuple(row) for row in list(csv.reader(_TABLE, delimiter="\t"))[1:])
CONTRIBUTE = '<p class="contribute">有想补充的信息？<a href="/contribute.html">点我投稿</a></p>'


def paragraphs(body: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>\n" for line in body.split("\n"))


def frame(title: str, main: str, variant: str) -> bytes:
    """A whole page: header, navigation, breadcrumbs, `main`, side column, footer."""
    listing = f"/{variant}/info"
    hot = "".join(
        f'<li><a href="{path}">{name}</a><span class="date">{date[5:]}</span></li>'
        for path, name, date, _ in STANDING
        if date
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)} - {SITE}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{(HERE / "style.css").read_text(encoding="utf-8")}</style></head>
<body>
<header><div class="wrap"><b>{SITE}</b><span>招商引资 · 产业政策 · 企业服务</span></div></header>
<nav><div class="wrap"><a href="/">首页</a><a href="{listing}">招商动态</a>\
<a href="/environment.html">投资环境</a><a href="/parks.html">产业园区</a>\
<a href="/contact.html">联系我们</a></div></nav>
<div class="wrap"><div class="crumbs">当前位置：<a href="/">首页</a> &gt; \
<a href="{listing}">招商动态</a> &gt; {escape(title)}</div>
<div class="columns"><main>
{main}
</main>
<aside><section><h2>热门</h2><ul class="hot">{hot}</ul></section>
<section><h2>友情链接</h2><ul><li><a href="https://nanshan.example/">南山投资服务网</a></li>\
<li><a href="https://futian.example/">福田产业园区网</a></li>\
<li><a href="https://yantian.example/">盐田招商网</a></li></ul></section></aside></div></div>
<footer><p><a href="/contact.html">联系我们</a><a href="/settle.html">企业入驻</a></p>
<p>本站为软件自带的演示站点，文字均为示例，与任何机构无关</p></footer>
</body></html>
""".encode()


def link(notice: DemoNotice) -> str:
    return f'<a href="/linked/info/detail/{notice.id}.html">{escape(notice.title, quote=False)}</a>'


def entry(notice: DemoNotice, variant: str) -> str:
    if variant == "inline":
        return (
            f"<li><h3>{escape(notice.title, quote=False)}</h3>\n"
            f'<div class="text">{paragraphs(notice.body)}</div>\n'
            f'<div class="date">{notice.published}</div></li>\n'
        )
    return f'<li>{link(notice)}<span class="date">{notice.published}</span></li>\n'


def article(index: int) -> str:
    """The article page of `NOTICES[index]`, furniture within the body's element as real platforms have it."""
    notice = NOTICES[index]
    year, month, day = notice.published.split("-")
    neighbours = "".join(
        f"<p>{label}：{link(NOTICES[at])}</p>"
        for label, at in (("上一篇", index - 1), ("下一篇", index + 1))
        if 0 <= at < len(NOTICES)
    )
    return f"""<h1>{escape(notice.title, quote=False)}</h1>
<div class="meta"><span>来源：{SITE}</span><span>发布日期：{year}年{month}月{day}日</span>\
<span>所属地区：广东-深圳-罗湖区</span></div>
<div class="text">{paragraphs(notice.body)}{CONTRIBUTE}</div>
<div class="neighbours">{neighbours}</div>"""


def pages() -> dict[str, Page]:
    """Every path of the site, both variants, robots.txt included."""
    site = {"/robots.txt": Page(b"User-agent: *\nAllow: /\n", "text/plain; charset=utf-8")}
    for variant in VARIANTS:
        for start in range(0, len(NOTICES), PER_PAGE):
            shown, number = NOTICES[start : start + PER_PAGE], start // PER_PAGE + 1
            first, second = f"/{variant}/info", f"/{variant}/info/page/2"
            pager = (
                f'<span>1</span><a href="{second}">2</a><a href="{second}">下一页</a>'
                if number == 1
                else f'<a href="{first}">上一页</a><a href="{first}">1</a><span>2</span>'
            )
            main = (
                f'<h2>招商动态</h2><ul class="{"notices" if variant == "inline" else "titles"}">\n'
                f"{''.join(entry(notice, variant) for notice in shown)}</ul>\n"
                f'<div class="pager">{pager}</div>{CONTRIBUTE}'
            )
            site[first if number == 1 else second] = Page(
                frame(f"招商动态 第{number}页", main, variant), modified=shown[0].published
            )
    for index, notice in enumerate(NOTICES):
        site[f"/linked/info/detail/{notice.id}.html"] = Page(
            frame(notice.title, article(index), "linked"), modified=notice.published
        )
    for path, title, date, text in STANDING:
        main = f"<h1>{title}</h1><p>{text}</p>"
        site[path] = Page(frame(title, main, "linked"), modified=date or "2025-05-08")
    home = """<h1>欢迎来到罗湖</h1>
<p>本站的招商动态有两种版式：<a href="/linked/info">标题列表</a>、<a href="/inline/info">全文列表</a>。</p>"""
    return site | {"/": Page(frame("首页", home, "linked"))}
