"""Shared parts of the corpus of strange pages: articles, the furniture around them, and what varies by request."""

from __future__ import annotations

import hashlib
import html
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

Answer = tuple[int, dict[str, str], bytes]
Page = Callable[[int, str, str], Answer]

# Seeded, so that a run can be repeated; drawn from at each request, so that no two answers are equal.
_LUCK = random.Random(20261128)


class Article(NamedTuple):
    """One article of a good site: what the list says of it, its page, and what a reader must and must not store."""

    title: str  # as the site's list shows it
    date: str  # YYYY-MM-DD
    page: bytes
    texts: tuple[str, ...]  # sentences that must be in the stored body (compare with `squeeze`)
    furniture: tuple[str, ...]  # sentences that must not be in it
    full_title: str = ""  # as the page shows it, where that differs from the list's
    status: int = 200
    headers: dict[str, str] = {"Content-Type": "text/html; charset=utf-8"}  # noqa: RUF012 - never written to
    same_text_as: str = ""  # title of the notice of the same site this is a true repost of: one record or two, both right


class Row(NamedTuple):
    """What a site's template is filled with: `inner` is HTML, `texts` the sentences of it to look for."""

    title: str
    date: str
    inner: str
    texts: tuple[str, ...]


def path(i: int) -> str:
    """The address of article number `i` on every site of this corpus."""
    return f"/zwgk/tzgg/{i:04d}.html"


def squeeze(text: str) -> str:
    """`text` without any white space: how a stored body is compared with `texts` and `furniture`."""
    return re.sub(r"\s+", "", text)


def half(name: str) -> str:
    """"seen" or "unseen", by the hash of a site's name."""
    return "unseen" if hashlib.sha256(name.encode()).digest()[0] % 2 else "seen"


def token(length: int = 32) -> str:
    """A fresh hexadecimal token of `length` digits."""
    return f"{_LUCK.getrandbits(length * 4):0{length}x}"


def number(low: int, high: int) -> int:
    """A fresh whole number from `low` to `high`."""
    return _LUCK.randint(low, high)


def address() -> str:
    """A fresh address of a visitor, out of the documentation ranges."""
    return f"203.0.113.{number(2, 250)}"


def now(form: str = "%Y-%m-%d %H:%M:%S") -> str:
    """The moment of the request."""
    return time.strftime(form)


def seconds() -> int:
    """The moment of the request in seconds since 1970."""
    return int(time.time())


def answer(text: str, status: int = 200, encoding: str = "utf-8", declare: bool = True, **headers: str) -> Answer:
    """An HTTP answer; header names are written with `_` for `-`; `declare=False` leaves the charset to the page."""
    kind = f"text/html; charset={encoding}" if declare else "text/html"
    return status, {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}}, text.encode(encoding)


def list_page(entries: Iterable[tuple[str, str, str]]) -> str:
    """A plain government list of `(address, title, date)`."""
    lines = "\n".join(
        f'<li><span class="date">{date}</span><a href="{href}" title="{html.escape(title)}" target="_blank">{html.escape(title)}</a></li>'
        for href, title, date in entries
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>通知公告</title></head>
<body><div class="header"><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/hdjl/">互动交流</a></div></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 通知公告</div>
<div class="list"><ul class="news-list">
{lines}
</ul></div>
<div class="footer"><p>版权所有</p></div></body></html>"""


def paragraphs(*texts: str) -> str:
    """`texts` as paragraphs of a page."""
    return "\n".join(f"<p>{text}</p>" for text in texts)


def prose(title: str, date: str, *texts: str) -> Row:
    """A row whose body is `texts`, each a paragraph that must be kept."""
    return Row(title, date, paragraphs(*texts), tuple(texts[:3]))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """An HTML table."""
    lines = ["<tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr>"] if head else []
    lines += ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return '<table border="1" cellspacing="0">' + "\n".join(lines) + "</table>"


Layout = Callable[[str, Row, int, Sequence[Row]], tuple[str, tuple[str, ...]]]


def _neighbours(i: int, rows: Sequence[Row]) -> tuple[str, str]:
    before = f'<a href="{path(i - 1)}">{rows[i - 1].title}</a>' if i else "没有了"
    after = f'<a href="{path(i + 1)}">{rows[i + 1].title}</a>' if i + 1 < len(rows) else "没有了"
    return before, after


def portal(site: str, row: Row, i: int, rows: Sequence[Row]) -> tuple[str, tuple[str, ...]]:
    """A county's portal of today: header, navigation, crumbs, meta line, tools, neighbours, footer."""
    before, after = _neighbours(i, rows)
    page = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{row.title}_{site}</title>
<meta name="ArticleTitle" content="{row.title}"><meta name="PubDate" content="{row.date} 09:12"><meta name="SiteName" content="{site}">
<link rel="stylesheet" href="/css/base.css"><script src="/js/jquery.min.js"></script></head>
<body><div class="top"><span>今天是星期六，欢迎访问{site}！</span><a href="/wza/">无障碍阅读</a><a href="/big5/">繁體版</a></div>
<div class="header"><h2 class="logo">{site}</h2><form action="/search"><input name="q" placeholder="请输入您要搜索的内容"><button>搜索</button></form></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul>
<div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/tzgg/">通知公告</a></div>
<div class="main"><div class="article"><h1>{row.title}</h1>
<div class="info"><span>发布时间：{row.date} 09:12</span><span>来源：{site}</span><span>浏览次数：<i id="hits">{number(20, 900)}</i></span><span>字体：[大 中 小]</span></div>
<div class="content" id="zoom">{row.inner}</div>
<div class="tools"><a href="javascript:window.print()">打印本页</a><a href="javascript:window.close()">关闭窗口</a></div>
<div class="page"><p>上一篇：{before}</p><p>下一篇：{after}</p></div></div></div>
<div class="footer"><p>主办单位：{site}　版权所有</p><p>网站标识码：3399{len(site):06d}　浙ICP备{18000000 + len(site)}号　公安机关备案号33990002000{len(site):03d}</p>
<p>建议使用1024×768以上分辨率浏览本网站</p></div></body></html>"""
    return page, (f"主办单位：{site}", "建议使用1024×768以上分辨率浏览本网站", "打印本页", f"欢迎访问{site}")


def old_tables(site: str, row: Row, i: int, rows: Sequence[Row]) -> tuple[str, tuple[str, ...]]:
    """A site of 2005: nested tables, no classes, fonts."""
    before, after = _neighbours(i, rows)
    page = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>{site}</TITLE></HEAD>
<BODY bgcolor=#ffffff topmargin=0><TABLE width=980 align=center><TR><TD height=120 background="/images/banner.jpg"><FONT size=6 color=white>{site}</FONT></TD></TR>
<TR><TD bgcolor=#0055aa><A href="/">网站首页</A> | <A href="/jggk/">机构概况</A> | <A href="/zcfg/">政策法规</A> | <A href="/xzzx/">下载中心</A> | <A href="/lxwm/">联系我们</A></TD></TR></TABLE>
<TABLE width=980 align=center><TR><TD width=200 valign=top><TABLE><TR><TD bgcolor=#eeeeee>栏目导航</TD></TR><TR><TD><A href="/gs/">公示公告</A></TD></TR><TR><TD><A href="/dt/">工作动态</A></TD></TR>
<TR><TD>监督举报电话：12388 全天受理</TD></TR></TABLE></TD>
<TD valign=top><TABLE width="100%"><TR><TD align=center><FONT size=4><B>{row.title}</B></FONT></TD></TR>
<TR><TD align=center><FONT color=#999999>作者：办公室　更新时间：{row.date}　点击数：{number(10, 999)}</FONT></TD></TR><TR><TD><HR></TD></TR>
<TR><TD><FONT size=3>{row.inner}</FONT></TD></TR><TR><TD align=right>【<A href="javascript:print()">打印此文</A>】【<A href="javascript:close()">关闭窗口</A>】</TD></TR>
<TR><TD>上一条：{before}<BR>下一条：{after}</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=980 align=center><TR><TD align=center>Copyright &copy; 2005-2026 {site} All Rights Reserved<BR>技术支持：云帆网络公司　您是本站第{number(100000, 999999)}位访客</TD></TR></TABLE></BODY></HTML>"""
    return page, ("监督举报电话：12388 全天受理", "技术支持：云帆网络公司", "All Rights Reserved", "打印此文")


def pinyin(site: str, row: Row, i: int, rows: Sequence[Row]) -> tuple[str, tuple[str, ...]]:
    """A county's site whose classes are initials of pinyin and whose text stands beside a long side column."""
    before, after = _neighbours(i, rows)
    side = "".join(f'<li><a href="/{k}/">{name}</a></li>' for k, name in enumerate(("机构职能", "领导分工", "内设机构", "法定主动公开内容", "政府信息公开年报", "依申请公开", "人事信息", "财政资金")))
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{site} 公示公告 {row.title}</title><meta name="keywords" content="{site},公示公告"></head><body>
<div class="tb"><a href="/wap/">手机版</a><a href="/sc/">加入收藏</a><a href="/sy/">设为首页</a></div><div class="dh"><a href="/">首页</a><a href="/xw/">新闻</a><a href="/gk/">公开</a><a href="/fw/">服务</a></div>
<div class="zw"><div class="zb"><h3>信息公开目录</h3><ul>{side}</ul><p>公开投诉请致信县政务公开领导小组办公室</p></div><div class="yb"><div class="wz">当前位置：首页 &gt;&gt; 公开 &gt;&gt; 公示公告</div>
<div class="bt">{row.title}</div><div class="xx">索引号：{len(site):03d}/2026-{i + 10:05d}　发文日期：{row.date}　有效性：有效</div>
<div class="nr">{row.inner}</div><div class="fx">分享到：<a href="#">微信</a><a href="#">微博</a></div><div class="sx">上篇：{before} 下篇：{after}</div></div></div>
<div class="db"><p>{site}主办　{site}办公室承办</p><p>本站支持IPv6访问　政府网站找错</p></div></body></html>"""
    return page, ("公开投诉请致信县政务公开领导小组办公室", f"{site}办公室承办", "本站支持IPv6访问", "加入收藏")


def sections(site: str, row: Row, i: int, rows: Sequence[Row]) -> tuple[str, tuple[str, ...]]:
    """A site of today without telling names: sections and utility classes only, the footer in many columns."""
    page = f"""<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{row.title} - {site}</title></head><body class="bg-white text-sm">
<section class="flex px-4 py-2"><a class="font-bold" href="/">{site}</a><div class="flex gap-4"><a href="/a">要闻动态</a><a href="/b">政策文件</a><a href="/c">办事指南</a></div></section>
<section class="max-w-4xl mx-auto"><div class="text-2xl text-center">{row.title}</div><div class="text-gray-400 text-center">{row.date} · {site}</div>
<div class="leading-8 my-6">{row.inner}</div><div class="text-right"><button>赞 {len(row.title) * 3}</button><button>收藏</button></div></section>
<section class="grid grid-cols-4 bg-gray-800"><div><b>关于我们</b><p>网站地图</p><p>隐私声明</p></div><div><b>联系方式</b><p>工作日九点至十七点接受咨询</p></div><div><b>新媒体矩阵</b><p>扫码关注官方公众号获取更多资讯</p></div><div><p>{site}版权所有，未经许可不得转载</p></div></section></body></html>"""
    return page, ("工作日九点至十七点接受咨询", "扫码关注官方公众号获取更多资讯", f"{site}版权所有，未经许可不得转载")


def bare(site: str, row: Row, i: int, rows: Sequence[Row]) -> tuple[str, tuple[str, ...]]:
    """Hardly any furniture: a heading, the text, one line below."""
    page = f"""<html><head><meta charset="utf-8"><title>{row.title}</title></head><body>
<h1>{row.title}</h1><small>{row.date}</small>
<div>{row.inner}</div>
<hr><p><a href="/">返回{site}首页</a></p></body></html>"""
    return page, (f"返回{site}首页",)


def blog(site: str, row: Row, i: int, rows: Sequence[Row]) -> tuple[str, tuple[str, ...]]:
    """A town's site in English on a common blog engine."""
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{row.title} | {site}</title>
<meta property="article:published_time" content="{row.date}T08:00:00+00:00"></head><body class="single-post">
<a class="skip-link" href="#content">Skip to content</a><header id="masthead"><p class="site-title">{site}</p>
<nav><ul><li><a href="/">Home</a></li><li><a href="/council/">Your Council</a></li><li><a href="/contact/">Contact</a></li></ul></nav></header>
<main id="content"><article><header class="entry-header"><h1 class="entry-title">{row.title}</h1><div class="entry-meta">Posted on <time datetime="{row.date}">{row.date}</time></div></header>
<div class="entry-content">{row.inner}</div><footer class="entry-footer">Filed under <a href="/category/notices/">Public notices</a></footer></article></main>
<aside class="sidebar"><h2>Stay in touch</h2><p>Sign up for our monthly newsletter and never miss a bin day.</p></aside>
<footer id="colophon"><p>© 2026 {site}. All rights reserved.</p><p>Accessibility statement | Privacy policy | Freedom of information</p></footer></body></html>"""
    return page, ("Sign up for our monthly newsletter and never miss a bin day.", "Accessibility statement | Privacy policy", "Skip to content")


def build(site: str, rows: Sequence[Row], layout: Layout = portal, encoding: str = "utf-8", declare: bool = True) -> list[Article]:
    """The articles of a site: every row in `layout`, encoded."""
    articles = []
    for i, row in enumerate(rows):
        text, furniture = layout(site, row, i, rows)
        kind = f"text/html; charset={encoding}" if declare else "text/html"
        articles.append(Article(row.title, row.date, text.encode(encoding), row.texts, furniture, headers={"Content-Type": kind}))
    return articles


def reframed(articles: Sequence[Article], change: Callable[[str], str], furniture: tuple[str, ...] = ()) -> list[Article]:
    """`articles` (UTF-8) with their pages rewritten by `change`, and more sentences that are furniture."""
    return [a._replace(page=change(a.page.decode()).encode(), furniture=a.furniture + furniture) for a in articles]
