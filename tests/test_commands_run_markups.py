"""The demo's eight notices in every markup, each crawled with nothing but its address: 8 notices, 7 records."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import demo_markups
import pytest

from crawler.demo.server import Demo
from crawler.fetch import browser

TODAY = datetime.now(timezone(timedelta(hours=8))).date()


@pytest.mark.parametrize("name", sorted(demo_markups.MARKUPS))
def test_an_address_is_all_that_is_needed(name, scrapy, rows):
    with Demo(pages=demo_markups.pages(TODAY), start=demo_markups.MARKUPS[name]) as demo:
        done = scrapy("run", "--url", demo.url)
        again = scrapy("run", "--url", demo.url)
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(8,)]
    assert rows("SELECT count(*) FROM records") == [(7,)]
    assert rows(
        "SELECT group_concat(tag, ' ') FROM (SELECT n.tag FROM notices n JOIN records r ON r.id = n.record_id"
        " WHERE r.notices = 2 ORDER BY n.tag)"
    ) == [("投资罗湖区 罗湖区招商引资",)]
    assert rows("SELECT count(*) FROM notices WHERE published IS NULL") == [(0,)]
    assert "nothing changed" in again.stdout, again.stdout


@pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))
def test_a_list_built_by_a_script_is_read_in_a_real_browser(scrapy, rows, tmp_path):
    with Demo(pages=demo_markups.pages(TODAY), start=demo_markups.MARKUPS["script"]) as demo:
        sites = tmp_path / "sites.toml"
        sites.write_text(f'[park]\nstart_urls = ["{demo.url}"]\nrender = true\n')
        done = scrapy("run", "park", "-s", f"SITES={sites}", "-s", "DOWNLOAD_TIMEOUT=30")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(8,)] and rows("SELECT count(*) FROM records") == [(7,)]
