"""Lists that a government site's platform fetches after the page: found where the page says, its menus left alone."""

from __future__ import annotations

import json
from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from crawler.read.listing import listing

NOW = datetime(2025, 8, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
URL = "https://zs.example.gov.cn/tzgg/index.html"
API = "https://zs.example.gov.cn/api-gateway/unit"
MENU = "".join(
    f'<li><a href="/c{n}/">{name}</a></li>'
    for n, name in enumerate(
        ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开", "互动交流")
    )
)
ROWS = "".join(
    f'<li><a href="/art/{n}.html">开发区关于第{n}批招商项目的公示</a><span>2025-08-0{n}</span></li>' for n in (6, 5, 4)
)


def unit(name: str, url: str = "/api-gateway/unit") -> str:
    query = f"{{'webId':'29','pageType':'column','tagId':'{name}','editType':'null','pageId':'7'}}"
    return f'<script src="/js/unitbuild.js" url="{url}" queryData="{query}"></script>'


def find(body: str, url: str = URL) -> listing.Listing:
    return listing.find(f"<html><body><ul>{MENU}</ul>{body}</body></html>", url, NOW)


@pytest.mark.parametrize(
    "parts", [["分页列表"], ["当前栏目_list"], ["左侧导航", "内容区域"], ["内容1", "热点推荐"], ["zw"]]
)
def test_the_part_that_is_the_list_is_asked_for(parts):
    found = find("".join(map(unit, parts)))
    names = [name for name in parts if name not in ("左侧导航", "热点推荐")]
    assert (found.entries, found.verdict, found.next) == ((), "list", found.onward)
    assert found.next.startswith(f"{API}?webId=29&") and parse_qs(urlsplit(found.next).query)["tagId"] == names


@pytest.mark.parametrize(
    "parts",
    [
        unit("左侧导航") + unit("当前位置"),
        unit("列表", "https://elsewhere.example.com/unit"),
        '<script url="/api-gateway/unit" queryData="{\'tagId\': name}"></script>',
        '<ul data="datasource:41f0" datatype="ds" preview="//elsewhere.example.com/"></ul>',
        '<a data="datasource:41f0" datatype="ds" preview="ds_">首页</a>',
    ],
    ids=["menus", "another site", "computed", "elsewhere", "a link"],
)
def test_nothing_is_asked_for_that_is_no_list_of_this_site(parts):
    assert find(parts).next is None


def test_a_list_in_the_markup_outranks_what_the_page_fetches_besides():
    found = find(f"<ul>{ROWS}</ul>{unit('信息列表')}")
    assert len(found.entries) == 3 and found.next is None


def test_a_list_kept_in_a_file_beside_the_page():
    found = find('<ul class="list" data="datasource:41f0" datatype="ds" preview="ds_"></ul>')
    assert found.next == "https://zs.example.gov.cn/tzgg/ds_41f0.json"
    rows = [
        {"title": f"第{n}批签约项目", "publishUrl": f"../a/{n}.html", "publishTime": f"2025-08-0{n} 09:00"}
        for n in (6, 5)
    ]
    entries = listing.find(json.dumps({"datasource": rows}), found.next, NOW).entries
    assert [e.url for e in entries] == [f"https://zs.example.gov.cn/a/{n}.html" for n in (6, 5)]


def answer(html: str, query: str = "") -> listing.Listing:
    return listing.find(json.dumps({"success": True, "data": {"html": html}}), f"{API}?tagId=list{query}", NOW)


def test_an_answer_holds_its_list_as_html():
    found = answer(f"<ul>{ROWS}</ul>")
    assert [e.published for e in found.entries] == ["2025-08-06", "2025-08-05", "2025-08-04"]
    assert found.entries[0].url == "https://zs.example.gov.cn/art/6.html" and found.next is None
    assert answer("<p>暂无数据</p>").entries == () and answer("").verdict == "none"


@pytest.mark.parametrize(
    ("query", "count", "following"),
    [
        ("", 7, '{"pageNo":2,"pageSize":3}'),
        ("&paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A3%7D", 7, '{"pageNo":3,"pageSize":3}'),
        ("&paramJson=%7B%22pageNo%22%3A3%2C%22pageSize%22%3A3%7D", 7, None),
        ("", 3, None),
        ("&paramJson=%5B1%5D", 7, None),
    ],
)
def test_the_pages_of_an_answer_end_with_its_count(query, count, following):
    found = answer(f'<ul>{ROWS}</ul><div class="pager" count="{count}"></div>', query)
    asked = parse_qs(urlsplit(found.onward).query).get("paramJson") if found.onward else [None]
    assert asked == [following]


def test_a_page_that_keeps_robots_out_says_so():
    wall = "<html><head><script>$_ts={};</script></head><body></body></html>"
    found = listing.find(wall, URL, NOW)
    assert found.verdict == "none" and "robots" in found.why
