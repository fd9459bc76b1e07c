"""What one machine tells of a site, a fleet of workers tells: the same verdict with the same reasons."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from servers import Server
from test_fleet import fleet, marked, redis, said  # noqa: F401

TITLES = ["关于成立", "园区举行", "经开区召开", "高新区发布", "商务局印发", "投资促进局赴外"]
WALL = (
    "<html><head><title>系统提示</title></head><body><h2>访问过于频繁</h2><p>您的访问过于频繁，系统已暂时限制您的访问。</p>"
    "<p>如需继续访问，请在十分钟后重试，或者联系网站管理员，电话见首页，我们将在两个工作日内答复您的申请。</p></body></html>"
)
FRAME = "<div class='header'>某园区管委会</div><p>首页 新闻 公告 联系我们</p>"


CHANGING = ("moved", "other", "walled_later")  # well until the third run


def listed(links: list[str]) -> str:
    rows = "".join(
        f"<li><a {link}>{TITLES[n % 6]}第{n}批重点项目的情况</a><span>2025-10-{n + 10}</span></li>"
        for n, link in enumerate(links)
    )
    return f"<html><body>{FRAME}<ul>{rows}</ul></body></html>"


def article(name: str, n: int, more: str = "") -> str:
    text = "".join(
        f"<p>{name}第{n}批第{k}项由{k * 7 + n}组负责，投资{k * 13 + n * 3}万元，工期{k + n + 2}个月。</p>"
        for k in range(9)
    )
    return f"<html><body><h1>{TITLES[n % 6]}第{n}批重点项目的情况</h1>{text}{more}</body></html>"


def sites(server: Server) -> dict[str, str]:
    """Sites by name with their lists; every one has something that is to be told, but `well`."""
    pages = server.pages
    for name in ("well", "moved", "framed", "other", "walled", "walled_later"):
        pages[f"/{name}/"] = listed([f"href='/{name}/{n}.html'" for n in range(6)])
        pages.update({f"/{name}/{n}.html": article(name, n) for n in range(6)})
    shown = "<iframe src='/framed/gone.html' width='100%' height='800'></iframe>"
    pages["/framed/2.html"] = f"<html><body><h1>{TITLES[2]}第2批重点项目的情况</h1>{shown}</body></html>"
    pages["/scripted/"] = listed([f"href='javascript:void(0)' onclick=\"show(2018,'{n}')\"" for n in range(6)])
    pages["/login/"] = (
        "<html><body><form><h1>用户登录</h1>用户名<input name='u'>密码<input type='password'></form></body></html>"
    )
    pages["/gate/"] = (
        "<html><head><title>请稍候…</title></head><body><p>正在检查您的浏览器，请稍候</p><div id='cf-wrapper'></div></body></html>"
    )
    pages["/built/"] = "<html><body><div id='app'></div><script src='/app.js'></script></body></html>"
    pages["/empty/"] = f"<html><body>{FRAME}<ul class='list'></ul><p>暂无数据</p></body></html>"
    pages.update({f"/walled/{n}.html": WALL for n in range(6)})
    return {path.strip("/"): server.url + path for path in pages if path.endswith("/")}


def later(server: Server) -> None:
    """What becomes of some of them."""
    server.pages.update({f"/moved/{n}.html": (404, {}, b"") for n in range(6)})
    server.pages.update({f"/walled_later/{n}.html": WALL for n in range(6)})
    server.pages["/other/"] = listed([f"href='/other/{n}9.html'" for n in range(6)])
    server.pages.update({f"/other/{n}9.html": article("another", n) for n in range(6)})


def verdicts(database: Path, due: bool = False) -> dict[str, tuple[str, list[str], int]]:
    """Of the last run; `due`: every article is to be looked at again afterwards."""
    with closing(sqlite3.connect(database)) as connection, connection:
        if due:
            connection.execute("UPDATE _frontier SET check_at = '2020-01-01T00:00:00+00:00' WHERE kind = 'article'")
        rows = connection.execute(
            "SELECT site, verdict, reasons, entries FROM run_sites WHERE run = (SELECT max(id) FROM runs)"
        ).fetchall()
    return {site: (verdict, sorted(json.loads(reasons)), entries) for site, verdict, reasons, entries in rows}


@marked
def test_a_fleet_tells_what_one_machine_tells(fleet, redis, scrapy, server, tmp_path):  # noqa: F811
    lists = sites(server)
    server.pages["/robots.txt"] = (404, {}, b"")
    table = tmp_path / "sites.toml"
    table.write_text("".join(f'[{name}]\nstart_urls = ["{url}"]\n' for name, url in lists.items()), encoding="utf-8")
    alone, together = tmp_path / "notices.db", tmp_path / "fleet.db"
    fleet("work", together)
    for run in (1, 2, 3):
        scrapy("run", "-s", f"SITES={table}")
        writer = fleet("write", together, "-s", f"SITES={table}")
        writer.wait(120)
        found = verdicts(together, due=True)
        assert found == verdicts(alone, due=True), f"run {run}: {said(writer)}"
        well = {name for name, (verdict, _reasons, _entries) in found.items() if verdict == "ok"}
        assert well == ({"well"} if run == 3 else {"well", *CHANGING})
        if run == 2:
            later(server)
