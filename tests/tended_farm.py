"""Many sites of ten kinds of pages on ten servers of loopback: what `scrapy sites` adds, checks and is told of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from servers import Server

ENTRIES = 5
# What begins and ends each kind of list, one entry of it, and what the platform writes into its pages.
KINDS = (
    ("<ul class=list>{}</ul>", '<li><a href="{url}">{title}</a><span>{day}</span></li>', ""),
    (
        "<table>{}</table>",
        '<tr><td><a href="{url}">{title}</a></td><td>{day}</td></tr>',
        "<!-- createpagehtml(3,0) -->",
    ),
    ("<dl>{}</dl>", '<dt><a href="{url}">{title}</a></dt><dd>{day}</dd>', '<link href="/_upload/tpl/00/a.css">'),
    (
        "<div id=box>{}</div>",
        '<div class=item><span>[{day}]</span><a href="{url}">{title}</a></div>',
        '<script src="/system/resource/js/counter.js"></script>',
    ),
    (
        "<ol>{}</ol>",
        '<li><p><a href="{url}" title="{title}">{title}</a></p><em>{day}</em></li>',
        '<script src="/sitefiles/x.js"></script>',
    ),
    (
        "<section>{}</section>",
        '<article><h3><a href="{url}">{title}</a></h3><time>{day}</time></article>',
        '<link href="/wp-content/t.css">',
    ),
    ("<ul>{}</ul>", '<li>{day} <a href="{url}">{title}</a></li>', '<a href="/plus/list.php?tid=1">栏目</a>'),
    (
        "<div class=news>{}</div>",
        '<p><a href="{url}">{title}</a>（{day}）</p>',
        '<meta name=generator content="Park CMS 3.1">',
    ),
    (
        "<tbody>{}</tbody>",
        '<tr><td>·</td><td><a href="{url}">{title}</a></td><td>{day}</td></tr>',
        "<!-- empirecms -->",
    ),
    ("<ul class=txt>{}</ul>", '<li><i>{day}</i><a href="{url}"><span>{title}</span></a></li>', "<!-- phpcms -->"),
)
CHALLENGE = "<title>安全验证</title><h1>请开启JavaScript并刷新该页面</h1><p>正在检查您的浏览器，请稍候。为保障访问安全，请完成人机验证。</p>"


def entries(n: int, count: int = ENTRIES, kind: int | None = None) -> str:
    """The list of site number `n`."""
    frame, row, mark = KINDS[n % len(KINDS) if kind is None else kind]
    rows = [
        row.format(url=f"/s{n}/{i}.html", title=f"{n}号园区第{i}批重点项目申报通知", day=f"2026-03-1{i}")
        for i in range(count)
    ]
    return f"<title>通知公告</title>{mark}<h1>通知公告</h1>{frame.format(''.join(rows))}"


def article(n: int, i: int) -> str:
    body = f"{n}号园区管委会就第{i}批重点项目的申报条件、办理流程和支持标准作出说明，受理窗口为{n * 7 + i}号，面积{n * 13 + i}亩。"
    return f"<title>{n}号园区第{i}批重点项目申报通知</title><h1>{n}号园区第{i}批重点项目申报通知</h1><div><p>{body}</p><p>{body[::-1]}</p></div>"


@contextmanager
def farm(sites: int) -> Iterator[tuple[list[Server], list[str]]]:
    """(the servers, the address of each site's list)."""
    with ExitStack() as stack:
        servers = [stack.enter_context(Server()) for _ in range(min(sites, 10))]
        for n in range(sites):
            pages = servers[n % len(servers)].pages
            pages[f"/s{n}/"] = entries(n)
            pages |= {f"/s{n}/{i}.html": article(n, i) for i in range(ENTRIES)}
        yield servers, [f"{servers[n % len(servers)].url}/s{n}/" for n in range(sites)]


def as_table(path: Path, addresses: list[str], encoding: str = "gb18030") -> Path:
    """The addresses as a spreadsheet writes them."""
    rows = [
        "名称,网址,地区",
        *(f"{n}号园区,{url},{'苏州市相城区' if n % 2 else '火星市'}" for n, url in enumerate(addresses)),
    ]
    path.write_bytes("\r\n".join(rows).encode(encoding))
    return path
