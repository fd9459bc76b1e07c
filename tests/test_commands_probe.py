"""`scrapy probe`: shows what a crawl would take from a page, the TOML that pins it, and one article; stores nothing."""

from __future__ import annotations

import json

import big_site
import pytest

from crawler.sites import parse


@pytest.fixture
def site(server):
    server.pages |= big_site.pages(30)
    return server


def test_a_listing_is_shown_with_its_next_page_its_table_and_one_article(site, scrapy, database):
    done = scrapy("probe", f"{site.url}/list/1")
    assert done.returncode == 0, done.stderr
    assert f"next page: {site.url}/list/2" in done.stdout
    assert "verdict: list" in done.stdout and "the first article" in done.stdout and "source: 园区管委会" in done.stdout
    assert not database.exists()
    table = done.stdout.partition("put into the sites file:")[2].partition("the first article")[0]
    assert next(iter(parse(table).values())).entry


def test_json_is_what_the_contract_says(site, scrapy):
    told = json.loads(scrapy("probe", f"{site.url}/list/1", "--json").stdout)
    assert told["next"] == f"{site.url}/list/2"
    assert len(told["records"]) == 25
    assert told["records"][0] == {
        "url": f"{site.url}/a/0.html",
        "title": big_site.title(0),
        "date": "2025-01-10",
        "body": None,
    }


def test_a_list_that_its_page_fetches_is_shown_from_where_it_comes(server, scrapy):
    rows = [
        {"title": f"园区第{n}批项目签约公示", "url": f"/a/{n}.html", "publishDate": f"2025-08-0{n}"} for n in (1, 2, 3)
    ]
    server.pages["/list/"] = "<html><body><div id='list'></div><script>fetch('/list/rows.json')</script></body></html>"
    server.pages["/list/rows.json"] = json.dumps({"rows": rows}, ensure_ascii=False)
    told = json.loads(scrapy("probe", f"{server.url}/list/", "--json").stdout)
    assert [(r["title"], r["date"]) for r in told["records"]] == [(row["title"], row["publishDate"]) for row in rows]


def test_where_nothing_is_called_next_the_walk_s_way_is_told(scrapy, tmp_path):
    rows = "".join(f"<li><a href='/a/{n}.html'>园区第{n}批项目签约公示</a><i>2025-08-0{n}</i></li>" for n in (1, 2, 3))
    saved = tmp_path / "blog.html"
    saved.write_text(f"<ul>{rows}</ul><div class='nav-previous'><a href='/page/2/'>← Older posts</a></div>", "utf-8")
    told = json.loads(scrapy("probe", saved, "--base", "https://blog.example/", "--json").stdout)
    assert (told["next"], told["onward"]) == (None, "https://blog.example/page/2/")
    shown = scrapy("probe", saved, "--base", "https://blog.example/").stdout
    assert "next page: none called so; a walk goes on at https://blog.example/page/2/" in shown


def test_an_article_as_json(site, scrapy):
    told = json.loads(scrapy("probe", f"{site.url}/a/1.html", "--article", "--json").stdout)
    assert told["title"] == big_site.title(1) and told["published"] == "2025-02-11" and told["source"] == "园区管委会"
    assert told["body"].replace("\n", "") == big_site.text(1).replace("\n", "")
    assert set(told) == {"title", "body", "published", "source", "author"}


def test_what_an_article_says_of_who_wrote_and_who_edited_it_is_shown(scrapy, tmp_path):
    saved = tmp_path / "article.html"
    text = "".join(f"<p>园区第{n}批项目集中签约，企业代表和管委会负责人出席了仪式。</p>" for n in range(1, 9))
    saved.write_text(
        f"<h1>园区项目集中签约</h1><p>2025-08-15 来源：清河日报 作者：林晓岚</p>{text}<p>责任编辑：周敏</p>", "utf-8"
    )
    shown = scrapy("probe", saved, "--article").stdout
    assert "author: 林晓岚\n" in shown and "editor: 周敏\n" in shown


def test_a_saved_page_needs_no_network(site, scrapy, tmp_path):
    saved = tmp_path / "saved.html"
    saved.write_text(site.pages["/list/1"], encoding="utf-8")
    told = json.loads(scrapy("probe", saved, "--base", "https://park.example/list/1", "--json").stdout)
    assert told["records"][1]["url"] == "https://park.example/a/1.html" and site.fetched() == 0


@pytest.mark.parametrize(
    ("target", "code", "said"),
    [("nowhere.html", 3, "no such file"), ("ftp://x.example/", 3, "not an http"), ("{}/missing", 3, "404")],
)
def test_what_cannot_be_had_is_said(site, scrapy, target, code, said):
    done = scrapy("probe", target.format(site.url))
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


def test_a_page_that_is_no_list_is_told_apart(site, scrapy):
    done = scrapy("probe", f"{site.url}/a/1.html")
    assert done.returncode == 2 and "verdict: none" in done.stdout
