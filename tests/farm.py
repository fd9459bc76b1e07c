"""Two hundred small sites on one server, sixteen of which fail for five reasons: what the screens are held against."""

from __future__ import annotations

from pathlib import Path

from servers import Server

SITES = 200
REGIONS = ("深圳市罗湖区", "苏州市相城区", "合肥市", "广西壮族自治区", "上海市")
BODY = (
    "{name}第{n}次发布招商引资公告。本园区位于高新技术产业带，{n}号地块面积{area}亩，面向智能制造、生物医药与新能源企业招商。"
    "管委会设立专窗办理立项、用地、环评手续，第{area}号窗口负责受理。"
)
SHARED = (
    "国家发展改革委发布外商投资产业指导目录，自公布之日起施行。各地要结合实际抓好落实，优化营商环境，推动高质量发展。"
    * 3
)

# Site number -> why it fails. The words stand in the reason that is told.
FAILS = (
    dict.fromkeys((3, 17, 58, 101, 160), "http-500")
    | dict.fromkeys((8, 44, 90, 177), "DNSLookupError")
    | dict.fromkeys((21, 77, 130), "log in")
    | dict.fromkeys((35, 146), "not a list")
    | dict.fromkeys((66, 199), "robots")
)


def name(n: int) -> str:
    kinds = (
        "kaifaqu",
        "gaoxinqu-touzi-cujinju",
        "zhaoshang",
        "guangdong-shenzhen-longgang-economic-development-zone",
        "10b",
    )
    return f"{kinds[n % 5]}-{n:03}"


def fill(server: Server) -> None:
    """The pages of every site."""
    for n in range(SITES):
        why = FAILS.get(n)
        server.pages[f"/s{n}/"] = {
            "http-500": (500, {}, b"broken"),
            "log in": "<form><h1>登录</h1><input name=user><input type=password name=p></form>",
            "not a list": "<p>关于我们</p>",
        }.get(why, _list(n))
    server.pages["/robots.txt"] = "User-agent: *\n" + "".join(
        f"Disallow: /s{n}/\n" for n, why in FAILS.items() if why == "robots"
    )


def _list(n: int) -> str:
    entries = [
        (f"{name(n)}园区第{i}次招商引资公告", BODY.format(name=name(n), n=n * 7 + i, area=n * 13 % 97 + i))
        for i in range(4)
    ]
    if n % 6 == 0:
        entries.append((f"【{name(n)[:6]}】外商投资产业指导目录", SHARED))
    items = "".join(
        f"<li><h3>{title}</h3><span>2026-0{n % 6 + 1}-1{i}</span><div>{body}</div></li>"
        for i, (title, body) in enumerate(entries)
    )
    return f"<meta charset=utf-8><title>公告</title><h1>公告</h1><ul class=list>{items}</ul>"


def configure(path: Path, url: str) -> Path:
    """The sites file."""
    tables = []
    for n in range(SITES):
        host = "http://nowhere.invalid" if FAILS.get(n) == "DNSLookupError" else url
        tables.append(f'[{name(n)}]\nstart_urls = ["{host}/s{n}/"]\nregion = "{REGIONS[n % len(REGIONS)]}"\n')
    path.write_text("\n".join(tables), encoding="utf-8")
    return path
