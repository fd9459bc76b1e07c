"""A notice without text is still a notice: what stands in place of one is kept, and nothing else is taken for one."""

from __future__ import annotations

import json

import pytest
from textless_pages import EMPTY, SHORT, TEXTLESS

from pipelines.textless import points_on

TITLES = (
    "生物医药产业园标准厂房招商公告",
    "临港物流仓储项目推介会图解",
    "新能源汽车零部件企业落户名单公示",
    "集成电路设计企业房租补贴办法",
    "跨境电商综合试验区政策问答",
    "滨海旅游度假区酒店项目说明",
    "智能装备制造基地二期厂房出租",
    "总部经济楼宇优惠措施解读",
    "食品加工园区污水处理配套情况",
    "现代农业示范园土地流转合作",
    "海洋牧场示范项目投资指南",
    "航空维修基地入园企业名录",
)


def title_of(n: int) -> str:
    return f"{TITLES[n % len(TITLES)]}（{'甲乙丙丁'[n // len(TITLES)]}类）"


def listing(rows: list[tuple[str, str, str]]) -> str:
    items = "".join(f'<li><a href="{url}">{title}</a><span>{date}</span></li>' for url, title, date in rows)
    return f'<html><head><meta charset="utf-8"><title>通知公告</title></head><body><ul class="list">{items}</ul></body></html>'


def publish(server, pages) -> None:
    """The site whose articles are these pages."""
    server.pages["/list.html"] = listing(
        [(f"/a/{n}.html", title_of(n), f"2025-08-{n % 28 + 1:02}") for n in range(len(pages))]
    )
    for n, page in enumerate(pages):
        html = page.html(title_of(n))
        server.pages[f"/a/{n}.html"] = html.replace("{title}", title_of(n)).replace("{n}", str(n))


def kept(rows) -> dict[str, tuple[str, list[str], list[str]]]:
    """Notices by the last part of their address: body, addresses of attachments, flags."""
    found = rows("SELECT url, body, attachments, flags FROM notices")
    return {
        url.rsplit("/", 1)[-1]: (body, [address for _name, address in json.loads(attached)], json.loads(flags))
        for url, body, attached, flags in found
    }


def check(server, pages, told) -> None:
    for n, page in enumerate(pages):
        if page.body is None:
            assert f"{n}.html" not in told, (page.name, told.get(f"{n}.html"))
            continue
        assert f"{n}.html" in told, page.name
        body, attached, flags = told[f"{n}.html"]
        named = [address.replace("{n}", str(n)) for address in page.attached]
        wanted = {address if "://" in address else server.url + address for address in named}
        assert wanted <= set(attached), (page.name, attached)
        assert set(page.flags) <= set(flags), (page.name, flags)
        assert page.body in body if page.body else body == "", (page.name, body)
        assert ("no-text" in flags) == (body == ""), (page.name, flags)


def test_what_stands_in_place_of_a_text_is_kept_and_each_is_a_record_of_its_own(server, scrapy, rows):
    publish(server, TEXTLESS)
    done = scrapy("run", "--url", f"{server.url}/list.html")
    assert done.returncode in (0, 2), done.stdout
    check(server, TEXTLESS, kept(rows))
    assert rows("SELECT count(*), count(DISTINCT record_id) FROM notices") == [(len(TEXTLESS),) * 2]
    assert rows("SELECT count(*) FROM notices WHERE published IS NULL OR title = ''") == [(0,)]
    fetched = server.fetched("/a/")
    scrapy("run", "--url", f"{server.url}/list.html")
    assert server.fetched("/a/") == fetched
    assert rows("SELECT rev_after - rev_before FROM runs ORDER BY id DESC LIMIT 1") == [(0,)]


def test_an_empty_template_is_no_notice(server, scrapy, rows):
    publish(server, EMPTY)
    done = scrapy("run", "--url", f"{server.url}/list.html")
    assert done.returncode == 3, done.stdout
    assert kept(rows) == {}
    assert rows("SELECT count(DISTINCT url) FROM rejects") == [(len(EMPTY),)]


def test_a_short_notice_keeps_its_text(server, scrapy, rows):
    publish(server, SHORT)
    assert scrapy("run", "--url", f"{server.url}/list.html").returncode == 0
    check(server, SHORT, kept(rows))


@pytest.mark.parametrize(
    "body",
    [
        "详见附件。",
        "见附件",
        "附件：1.招商公告.docx",
        "点击查看全文",
        "如图所示",
        "名单附后。",
        "视频如下：",
        "请扫描二维码查看全文",
        "See attached PDF.",
        "原文链接：https://news.example.com/s/abc",
    ],
)
def test_a_body_that_only_says_where_the_text_is_is_none(body):
    assert points_on(body, ["招商公告.docx"])


@pytest.mark.parametrize(
    "body",
    [
        "经研究，现予公示。",
        "公示期五天，名单见附件。",
        "该公告已撤销，附件同时作废。",
        "招商热线 0512 6543 2100，详见链接",
        "会议延期。",
        "链接 65432100",
        "Deadline extended to 3 May, see attachment.",
    ],
)
def test_a_short_body_that_says_more_is_a_text(body):
    assert not points_on(body, ["招商公告.docx"])


@pytest.mark.parametrize(
    "text",
    [
        "{$content$}",
        "${article.text}",
        "{dede:field.body/}",
        "<%=content%>",
        "[!--newstext--]",
        "undefined",
        "{content}",
    ],
)
def test_a_place_for_a_text_is_no_text(server, scrapy, rows, text):
    entries = "".join(f"<li><a href='/{n}'>第{n}号地块供应公告</a><span>2025-07-0{n}</span></li>" for n in (1, 2, 3))
    server.pages = {"/list": f"<ul>{entries}</ul>"}
    for n in (1, 2, 3):
        said = text if n == 2 else f"{n}号地块今日公开出让，起始价{n * 3}亿元，请于三日内报名。"
        server.pages[f"/{n}"] = f"<h1>第{n}号地块供应公告</h1><div class='content'><p>{said}</p></div>"
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 2
    assert "1 MissingBody" in done.stdout
    assert rows("SELECT count(*) FROM notices") == [(2,)]
