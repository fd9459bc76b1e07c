"""Saved pages of real sites (`scrapy probe --save NAME`): what is found in each is what was found when it was saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.settings import SITES
from crawler.sites import load
from crawler.tend.checking import differing
from nouns.site import Site

CASES = sorted(Path(__file__).with_name("sites").glob("*/expected.json"))


def check(case: Path, sites: dict[str, Site]) -> None:
    assert differing(case, sites.get(case.parent.name)) == []


@pytest.mark.parametrize("case", CASES, ids=[case.parent.name for case in CASES])
def test_a_saved_page_still_gives_what_it_gave(case):
    check(case, load(SITES))


def test_probe_saves_a_table_and_a_case_that_holds(scrapy, server, tmp_path):
    items = "".join(
        f"<li><a href='/a/{n}.html'>园区第{n}批项目申报通知正式发布</a><span>2025-08-0{n}</span></li>"
        for n in (1, 2, 3)
    )
    server.pages["/list/"] = f"<html><body><h1>通知公告</h1><ul class='news'>{items}</ul></body></html>"
    sites, cases = tmp_path / "sites.toml", tmp_path / "cases"
    sites.write_text("# ours\n", encoding="utf-8")
    arguments = (f"{server.url}/list/", "--save", "park", "-s", f"SITES={sites}", "-s", f"SITE_TESTS={cases}")
    done = scrapy("probe", *arguments)
    assert done.returncode == 0, done.stderr
    assert load(sites)["park"].start_urls == (f"{server.url}/list/",)
    assert load(sites)["park"].entry
    check(cases / "park" / "expected.json", load(sites))
    again = scrapy("probe", *arguments)
    assert again.returncode == 3 and "[park]: there already" in again.stderr


def test_a_page_that_is_no_list_is_not_saved(scrapy, server, tmp_path):
    server.pages["/"] = "<html><body><h1>关于我们</h1><p>园区成立于二〇一〇年。</p></body></html>"
    sites = tmp_path / "sites.toml"
    sites.write_text("")
    done = scrapy("probe", f"{server.url}/", "--save", "park", "-s", f"SITES={sites}", "-s", f"SITE_TESTS={tmp_path}/x")
    assert done.returncode == 3 and "no list" in done.stderr and sites.read_text() == ""
