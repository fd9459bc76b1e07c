"""The demo's eight notices in the markups that listing pages come in: `pages(today)` for crawler.demo.server.Demo.

Each has a start path in MARKUPS and, but for `jsonld`, `relative`, `numbered` and `fetched`, the same pages of four. Article
pages are the linked variant's (in `gb18030` its own).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from crawler.demo import site
from crawler.demo.site import NOTICES, DemoNotice, Page, link

SINCE = (0, 0, 1, 3, 10, 20, 30, 40)  # days between `today` and the date each entry of `relative` gives


def relative_dates(today: date) -> list[str]:
    """The ISO dates that the entries of `relative` mean."""
    return [(today - timedelta(days)).isoformat() for days in SINCE]


def _said(days: int, today: date) -> str:
    return {0: "今天", 1: "昨天", 3: "3天前"}.get(days) or f"{today - timedelta(days):%m-%d}"


def _summary(notice: DemoNotice) -> str:
    return notice.body.split("\n")[-1][:60] + "……"


def _table(notices: Sequence[DemoNotice]) -> str:
    rows = "".join(f"<tr><td>·</td><td>{link(n)}</td><td>[{n.published}]</td></tr>\n" for n in notices)
    return f"<table><tr><th></th><th>标题</th><th>发布时间</th></tr>\n{rows}</table>"


def _cards(notices: Sequence[DemoNotice]) -> str:
    return "".join(
        f'<div class="card"><div class="when"><b>{n.published[8:]}</b><i>{n.published[:7]}</i></div><div class="what">'
        f'<h3>{link(n)}</h3><p>{_summary(n)}</p><a href="/linked/info/detail/{n.id}.html">查看详情</a></div></div>\n'
        for n in notices
    )


def _dl(notices: Sequence[DemoNotice]) -> str:
    return f"<dl>{''.join(f'<dt>{link(n)}</dt><dd>{n.published}</dd>' for n in notices)}</dl>"


def _article_tags(notices: Sequence[DemoNotice]) -> str:
    return "".join(
        f'<article><h2>{link(n)}</h2><time datetime="{n.published}T09:00:00+08:00">{int(n.published[5:7])}月'
        f"{int(n.published[8:])}日</time><p>{_summary(n)}</p></article>\n"
        for n in notices
    )


def _nested(notices: Sequence[DemoNotice]) -> str:
    months = {n.published[:7]: [m for m in notices if m.published[:7] == n.published[:7]] for n in notices}
    return (
        "<ul>"
        + "".join(
            f"<li><b>{month}</b><ul>"
            + "".join(f"<li>{link(n)} <span>{n.published}</span></li>" for n in found)
            + "</ul></li>"
            for month, found in months.items()
        )
        + "</ul>"
    )


def _plain_list(notices: Sequence[DemoNotice]) -> str:
    return f"<ul>{''.join(site.entry(n, 'linked') for n in notices)}</ul>"


def _next(here: int, paths: Sequence[str]) -> str:
    return f'<div class="pager"><a href="{paths[here + 1]}">下一页</a></div>' if here + 1 < len(paths) else ""


def _more(here: int, paths: Sequence[str]) -> str:
    return f'<a class="more" href="{paths[here + 1]}">加载更多</a>' if here + 1 < len(paths) else ""


def _numbers(here: int, paths: Sequence[str]) -> str:
    each = (f"<span>{i + 1}</span>" if i == here else f'<a href="{p}">{i + 1}</a>' for i, p in enumerate(paths))
    return f'<div class="pager">{"".join(each)}</div>'


Render = Callable[[Sequence[DemoNotice]], str]
_LISTS: dict[str, tuple[Render, Callable[[int, Sequence[str]], str], int, str]] = {
    "govtable": (_table, _next, 4, "index_{}.html"),
    "cards": (_cards, _next, 4, "page/{}"),
    "dl": (_dl, _next, 4, "list_{}.shtml"),
    "article-tags": (_article_tags, _next, 4, "?p={}"),
    "nested": (_nested, _next, 4, "page/{}"),
    "numbered": (_plain_list, _numbers, 3, "list_48_{}"),
    "loadmore": (_plain_list, _more, 4, "?page={}"),
    "gb18030": (_plain_list, _next, 4, "page/{}"),
}
MARKUPS = {name: f"/{name}/" for name in [*_LISTS, "relative", "jsonld", "script", "fetched"]} | {
    variant: f"/{variant}/info" for variant in site.VARIANTS
}


def _list_pages(name: str) -> dict[str, Page]:
    render, pager, size, address = _LISTS[name]
    starts = range(0, len(NOTICES), size)
    paths = [f"/{name}/" + ("" if i == 0 else address.format(i + 1)) for i in range(len(starts))]
    return {
        path: Page(site.frame("招商动态", render(NOTICES[at : at + size]) + pager(i, paths), "linked"))
        for i, (path, at) in enumerate(zip(paths, starts, strict=True))
    }


def _relative(today: date) -> dict[str, Page]:
    dated = [n._replace(published=_said(days, today)) for n, days in zip(NOTICES, SINCE, strict=True)]
    main = f"<ul>{''.join(site.entry(n, 'inline') for n in dated)}</ul>"
    return {"/relative/": Page(site.frame("招商动态", main, "inline"))}


def _jsonld() -> dict[str, Page]:
    items = [
        {
            "@type": "ListItem",
            "position": at,
            "item": {
                "@type": "NewsArticle",
                "headline": n.title,
                "datePublished": n.published,
                "url": f"/linked/info/detail/{n.id}.html",
            },
        }
        for at, n in enumerate(NOTICES, 1)
    ]
    state = {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}
    main = f'<div id="app"></div><script type="application/ld+json">{json.dumps(state, ensure_ascii=False)}</script>'
    return {"/jsonld/": Page(site.frame("招商动态", main, "linked"))}


def _script() -> dict[str, Page]:
    rows = [{"title": n.title, "url": f"/linked/info/detail/{n.id}.html", "publishDate": n.published} for n in NOTICES]
    main = """<ul class="titles" id="list"></ul><script>
fetch("/script/list.json").then(answer => answer.json()).then(({rows}) => {
  for (const row of rows) {
    const [li, a, span] = ["li", "a", "span"].map(name => document.createElement(name));
    a.href = row.url; a.textContent = row.title; span.textContent = row.publishDate; span.className = "date";
    li.append(a, span); document.getElementById("list").append(li);
  }
});</script>"""
    data = json.dumps({"total": len(rows), "rows": rows}, ensure_ascii=False).encode()
    return {
        "/script/": Page(site.frame("招商动态", main, "linked")),
        "/script/list.json": Page(data, "application/json"),
    }


def _fetched() -> dict[str, Page]:
    """The list as hanweb's jpaas builds it: the page names its parts, the list's part comes as HTML in JSON."""
    asked = {"parseType": "bulidstatic", "pageType": "column", "tagId": "分页列表", "editType": "null", "pageId": "26"}
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    parts = "".join(
        f"<script src='/script/AuthorizedRead/unitbuild.js' url='{unit}' queryData=\"{query}\"></script>"
        for query in (asked, {**asked, "tagId": "左侧菜单"})
    )
    columns = "".join(
        f'<li><a href="/fetched/{n}/">{name}</a></li>'
        for n, name in enumerate(
            ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
        )
    )
    found = {"/fetched/": Page(site.frame("招商动态", f"<ul>{columns}</ul><div>{parts}</div>", "linked"))}
    for number, at in enumerate(range(0, len(NOTICES), 3), 1):
        html = f"{_plain_list(NOTICES[at : at + 3])}<div id='pager' count='{len(NOTICES)}' pageNo='{number}'></div>"
        page = {"paramJson": f'{{"pageNo":{number},"pageSize":3}}'} if number > 1 else {}
        answer = json.dumps({"success": True, "data": {"html": html}}).encode()
        found[f"{unit}?{urlencode(asked | page)}"] = Page(answer, "application/json")
    return found


def _undeclared(pages: dict[str, Page]) -> dict[str, Page]:
    """The same pages as GB18030 bytes that no header and no meta declares, with addresses of their own."""

    def gb(page: Page) -> Page:
        text = page.body.decode().replace('<meta charset="utf-8">', "").replace("/linked/info/detail/", "/gb18030/")
        return Page(text.encode("gb18030"), "text/html")

    return {path.replace("/linked/info/detail/", "/gb18030/"): gb(page) for path, page in pages.items()}


def pages(today: date) -> dict[str, Page]:
    """The demo site with all markups beside its two variants."""
    found = site.pages()
    articles = {path: page for path, page in found.items() if "/detail/" in path}
    for name in _LISTS:
        listed = _list_pages(name)
        found |= _undeclared(listed | articles) if name == "gb18030" else listed
    return found | _relative(today) | _jsonld() | _script() | _fetched()
