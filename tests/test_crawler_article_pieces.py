"""Articles that stand on several pages, in frames, behind tabs and in rare characters, crawled end to end."""

from __future__ import annotations

THINGS = ("厂房", "仓库", "车间", "公寓", "用地", "码头", "园区", "楼宇", "管网", "站房", "展厅", "市场")
RARE = "㐀街道䶮湖工业邨"  # GB 18030 alone has them


def text(n: int, part: int) -> list[str]:
    """Lines that no other article shares."""
    return [
        f"{THINGS[n]}第{part * 5 + k}条由第{k * 7 + n + part}科受理，租金按{k * 13 + n * 3 + part}元核算，期限{k + n * 5 + 2}个月，逾期不再办理。"
        for k in range(1, 5)
    ]


def written(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def title(n: int) -> str:
    return f"第{n}期重点产业项目{THINGS[n]}推介会的通知"


def article(n: int, body: str, head: str = "") -> str:
    return (
        f"<html><head><meta charset='utf-8'><title>{title(n)}</title>{head}</head><body><div class='nav'><a href='/'>首页</a></div>"
        f"<h1>{title(n)}</h1><p>发布时间：2025-10-{n + 10} 来源：招商局</p><div class='con'>{body}</div>"
        "<div class='foot'>版权所有：云栖高新区管委会</div></body></html>"
    )


# How the first page names the second, its address, and how the second names the first.
PAGED = (
    ("<div class='page'><a href='{0}_2.html'>下一页</a></div>", "/a/{0}_2.html", "<a href='{0}.html'>上一页</a>"),
    ("<div><b>1</b> <a href='{0}_2.html'>2</a></div>", "/a/{0}_2.html", "<a href='{0}.html'>1</a> <b>2</b>"),
    (
        "<script>createPageHTML(2, 0, '{0}', 'html');</script>",
        "/a/{0}_1.html",
        "<script>createPageHTML(2, 1, '{0}', 'html');</script>",
    ),
    ("<a href='/a/{0}.html?page=2'>[下一页]</a>", "/a/{0}.html?page=2", "<a href='/a/{0}.html?page=1'>[上一页]</a>"),
)
FRAMED = (
    ("<iframe src='/frame/{0}.html' width='100%'></iframe>", "/frame/{0}.html"),
    ("<iframe id='content' frameborder='0' src='../view.jsp?id={0}'></iframe>", "/view.jsp?id={0}"),
    ("<div><object data='/frame/{0}.htm' type='text/html'></object></div>", "/frame/{0}.htm"),
)


def test_an_article_is_whole_on_whatever_pages_and_in_whatever_frames_it_stands(server, scrapy, rows):
    bodies: dict[str, list[str]] = {}
    for n, (pager, address, back) in enumerate(PAGED):
        server.pages[f"/a/{n}.html"] = article(n, written(text(n, 0)) + pager.format(n))
        server.pages[address.format(n)] = article(n, written(text(n, 1)) + back.format(n))
        bodies[title(n)] = text(n, 0) + text(n, 1)
    for n, (frame, address) in enumerate(FRAMED, len(PAGED)):
        server.pages[f"/a/{n}.html"] = article(n, frame.format(n))
        server.pages[address.format(n)] = f"<html><meta charset='utf-8'><body>{written(text(n, 0))}</body></html>"
        bodies[title(n)] = text(n, 0)
    tabs = "<ul><li class='on'>正文</li><li>附表</li></ul><div class='tab'>{}</div><div class='tab' style='display:block'>{}</div>"
    n = len(bodies)
    server.pages[f"/a/{n}.html"] = article(n, tabs.format(written(text(n, 0)), written(text(n, 1))))
    bodies[title(n)] = text(n, 0) + text(n, 1)
    n = len(bodies)
    rare = article(n, written([*text(n, 0), RARE])).replace("utf-8", "gb2312").encode("gb18030")
    server.pages[f"/a/{n}.html"] = (200, {"Content-Type": "text/html"}, rare)
    bodies[title(n)] = [*text(n, 0), RARE]
    entries = "".join(
        f"<li><a href='/a/{n}.html'>{title(n)}</a><i>2025-10-{n + 10}</i></li>" for n in range(len(bodies))
    )
    server.pages["/list.html"] = f"<html><meta charset='utf-8'><body><ul>{entries}</ul></body></html>"
    done = scrapy("run", "--url", f"{server.url}/list.html")
    assert done.returncode == 0, done.stdout + done.stderr
    kept = {
        name: [line for line in body.split("\n") if line not in ("正文", "附表")]
        for name, body in rows("SELECT title, body FROM notices")
    }
    assert kept == bodies
    assert "nothing changed" in scrapy("run", "--url", f"{server.url}/list.html").stdout
