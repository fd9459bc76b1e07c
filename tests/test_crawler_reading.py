"""Pages are read in a process of their own: they come out as if read here, and one that ends it takes no other along."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from dying import runs
from scrapy import Request
from scrapy.http import HtmlResponse

from crawler.read import process as reading
from crawler.read.article import article
from crawler.read.listing import listing
from crawler.read.process import PageError, Readers, read_article, read_listing
from crawler.sites import from_url
from crawler.spiders.listing import ListingSpider
from nouns.items import Address

NOW = datetime(2025, 9, 1, 4, 0, tzinfo=timezone.utc)
URL = "https://www.qinghe.example.cn/zsyz/"
SITE = from_url(URL)
GB18030 = "text/html; charset=gb2312"
ARTICLE = """<title>清河高新区召开招商推介会_清河高新区</title><h1>清河高新区召开招商推介会</h1><p>发布时间：2025-08-15</p>
<div><p>8月15日，清河高新区在区会展中心召开招商推介会，四十家企业到会，现场签约项目九个。</p></div>"""
LIST = "".join(
    f'<li><a href="t{n}.html">清河高新区第{n}批重点项目集中开工</a><span>2025-08-{n:02}</span></li>'
    for n in range(1, 9)
)


def test_a_page_read_apart_says_what_it_says_here():
    async def apart():
        return (
            await read_article(ARTICLE.encode("gb18030"), GB18030, URL + "t1.html", NOW, "清河高新区召开…", SITE),
            await read_listing(f"<ul>{LIST}</ul>".encode("gb18030"), GB18030, URL, NOW, SITE),
        )

    found, listed = asyncio.run(apart())
    assert found == article.read(ARTICLE, URL + "t1.html", NOW, "清河高新区召开…", SITE)
    assert found.title == "清河高新区召开招商推介会"
    assert listed == listing.find(f"<ul>{LIST}</ul>", URL, NOW, SITE, pins=False)
    assert len(listed.entries) == 8


def test_answers_come_to_those_who_asked_in_their_order():
    async def many():
        return await asyncio.gather(*[Readers.running().ask(str, n) for n in range(50)])

    assert asyncio.run(many()) == [str(n) for n in range(50)]


def test_a_page_that_ends_the_process_is_its_own_error_and_the_others_are_read():
    async def three():
        reader = Readers.running()
        asked = (
            reader.ask(str, 1),
            reader.ask(os._exit, 7),
            reader.ask(str, 2),
            reader.ask(os.abort),
            reader.ask(str, 3),
        )
        return await asyncio.gather(*asked, return_exceptions=True)

    first, ended, second, aborted, third = asyncio.run(three())
    assert (first, second, third) == ("1", "2", "3")
    assert isinstance(ended, PageError) and "7" in str(ended)
    assert isinstance(aborted, PageError) and str(-signal.SIGABRT) in str(aborted)


def _spin(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_a_site_whose_pages_are_heavy_is_read_apart_and_wastes_no_more_than_its_share(monkeypatch):
    for name, seconds in (("QUICK", 0.3), ("HEAVY", 0.2), ("LONGEST", 1), ("SHARE", 1)):
        monkeypatch.setattr(reading, name, seconds)

    async def many():
        readers = Readers.running()
        heavy = [readers.ask(_spin, seconds, of="heavy") for seconds in (0, 9, 0.5, 0.5, 0)]
        light = [readers.ask(int, n, of="light") for n in range(9)]
        others = [
            readers.ask(_spin, 0.25, of="slower"),
            readers.ask(os.getpid, of="slower"),
            readers.ask(os.getpid, of="light"),
        ]
        assert await asyncio.gather(*light) == list(range(9))
        assert not heavy[1].done()
        said = await asyncio.gather(*heavy, return_exceptions=True)
        _, slow, quick = await asyncio.gather(*others)
        assert slow in (readers.slow.process.pid, quick)  # it may have been handed in with the one before
        assert await readers.ask(os.getpid, of="slower") != await readers.ask(os.getpid, of="light")
        return readers.heavy, said

    sites, (first, endless, *rest, last) = asyncio.run(many())
    assert sites == {"heavy", "slower"}
    assert first is None and last is None
    assert "longer than 1 s" in str(endless)
    assert all("longer than 0.3 s" in str(error) for error in rest)  # its share is spent


def test_what_reading_raises_is_raised_here_with_its_traceback():
    async def wrong():
        return await Readers.running().ask(int, "甲")

    with pytest.raises(ValueError, match="甲") as raised:
        asyncio.run(wrong())
    assert "Traceback" in str(raised.value.__cause__)


PARENT = """
import asyncio, os, signal
from crawler.read.process import Readers
async def main():
    print(await Readers.running().ask(os.getpid), flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_process_does_not_outlive_the_crawl_however_that_ends(ending):
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as crawl:
        reader = int(crawl.stdout.readline())
        os.kill(reader, 0)
        crawl.send_signal(ending)
    until = time.monotonic() + 20
    while runs(reader) and time.monotonic() < until:
        time.sleep(0.05)
    assert not runs(reader)


def test_the_later_pages_of_an_article_are_rendered_like_the_first():
    pytest.importorskip("scrapy_playwright")
    site = from_url(URL, render=True)
    spider = ListingSpider(site, SimpleNamespace(archives=False))
    html = f'{ARTICLE}<a href="t1_2.html">下一页</a>'
    response = HtmlResponse(URL + "t1.html", body=html.encode(), request=Request(URL + "t1.html"))

    async def follow():
        return await spider.parse_article(response, Address(URL + "t1.html", "article"))

    [further] = asyncio.run(follow())
    assert further.url == URL + "t1_2.html"
    assert further.meta["playwright"]
