"""A channel's id that stands in a meta tag, and the search that the page's script asks with it."""

import json
from datetime import datetime, timezone

import pytest

from crawler.read import embedded
from crawler.read.listing import listing

NOW = datetime(2025, 8, 7, tzinfo=timezone.utc)
URL = "http://www.luoxi.example/zwgk/c101/list.shtml"
ID = "a26ec7ed0c9d4df78d7f8ea20edb8f4b"
ASKED = f"http://www.luoxi.example/searchList/{ID}?_isJson=true&_pageSize=18&page=1"
SHELL = (
    '<html><head><title>通知公告</title><meta name="ChannelId" content="{id}"></head><body><ul id="list"></ul>'
    "<script>{script}</script></body></html>"
)


@pytest.mark.parametrize(
    "script",
    [
        """$.getJSON("/searchList/" + $("meta[name='channelid']").attr("content") + "?_isJson=true&_pageSize=18&page=1", draw);""",
        """$.ajax({url: '/searchList/' + $('meta[name="ChannelId"]').attr('content') + '?_isJson=true&_pageSize=18&page=1', type: 'GET'});""",
        """var id = document.querySelector("meta[name=channelid]").content;
           fetch("/searchList/" + id + "?_isJson=true&_pageSize=18&page=1").then(show);""",
        """const id = document.getElementsByName('ChannelId')[0].getAttribute('content');
           axios.get(`/searchList/${id}?_isJson=true&_pageSize=18&page=1`)""",
    ],
)
def test_the_id_in_a_meta_tag_is_put_into_the_address_that_the_script_asks(script):
    found = listing.find(SHELL.format(id=ID, script=script), URL, NOW)
    assert (found.verdict, found.next) == ("list", ASKED)
    rows = [
        {"title": f"洛溪开发区第{n}号厂房招租公告", "url": f"/c101/c{n}/content.shtml", "publishedTime": "2025-08-06"}
        for n in range(3)
    ]
    entries, following = embedded.read(json.dumps({"data": {"results": rows, "total": 99}}), found.next, NOW)
    assert [entry.url for entry in entries] == [f"http://www.luoxi.example/c101/c{n}/content.shtml" for n in range(3)]
    assert following == ASKED.replace("page=1", "page=2")


@pytest.mark.parametrize(
    ("id", "script"),
    [
        ("", """fetch("/searchList/" + $("meta[name='channelid']").attr("content") + "?page=1")"""),
        ("../../logout?x=", """fetch("/searchList/" + $("meta[name='channelid']").attr("content") + "?page=1")"""),
        (
            ID,
            """var id = $("meta[name='channelid']").attr("content"); id = next(id); fetch("/searchList/" + id + "?page=1")""",
        ),
        (
            ID,
            """fetch("http://elsewhere.example/searchList/" + $("meta[name='channelid']").attr("content") + "?page=1")""",
        ),
        (ID, """fetch("/deleteList/" + $("meta[name='channelid']").attr("content") + "?page=1")"""),
    ],
)
def test_what_no_tag_says_or_nobody_may_ask_is_not_asked(id, script):
    found = listing.find(SHELL.format(id=id, script=script), URL, NOW)
    assert (found.entries, found.next) == ((), None)


def test_the_part_of_a_page_that_a_content_system_fetches_may_be_named_by_any_element():
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    html = (
        '<html><head><meta charset="utf-8"><title>招标公告</title></head><body><div class="nav"><a href="/">首页</a></div>'
        f"""<div id="wrap" queryData="{{'webId':'3','pageId':'f7','tplSetId':'8'}}" url="{unit}"></div></body></html>"""
    )
    found = listing.find(html, URL, NOW)
    assert (found.verdict, found.next) == ("list", f"http://www.luoxi.example{unit}?webId=3&pageId=f7&tplSetId=8")
