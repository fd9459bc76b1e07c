"""What a list shows and the database does not hold is told as long as that is so; what stands elsewhere is kept."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import big_site
import office
from servers import Server
from test_crawler_textless import kept, listing, title_of

from output.store.database import open_writer
from output.store.migrations import migrations
from output.store.tables import Database

EMPTY = "<html><body><h1>{title}</h1><div class='content'></div></body></html>"


def entries(server: Server, *urls: str) -> None:
    numbers = [int("".join(re.findall(r"\d", url.rpartition("/")[2])) or "40") for url in urls]
    rows = [(url, title_of(n), f"2025-08-{n % 28 + 1:02}") for n, url in zip(numbers, urls, strict=True)]
    server.pages["/list.html"] = listing(rows)


def articles(server: Server, count: int) -> list[str]:
    urls = [f"/a/{n}.html" for n in range(count)]
    for n, url in enumerate(urls):
        paragraphs = "".join(f"<p>{line}</p>" for line in big_site.text(5 * n + 1).split("\n"))
        server.pages[url] = f"<html><body><h1>{title_of(n)}</h1><div class='content'>{paragraphs}</div></body></html>"
    entries(server, *urls)
    return urls


def reasons(rows) -> list[str]:
    return json.loads(rows("SELECT reasons FROM run_sites ORDER BY run DESC LIMIT 1")[0][0])


def a_week_later(database: Path) -> None:
    """Walks are full again, and what is to be looked at again is due."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM _meta WHERE key LIKE 'full walk %' AND key NOT LIKE 'full walk begun %'")
        connection.execute("UPDATE _frontier SET check_at = '2020-01-01T00:00:00+00:00' WHERE check_at IS NOT NULL")


def test_what_could_not_be_kept_is_told_until_it_is_or_its_list_drops_it(server, scrapy, rows):
    urls = articles(server, 6)
    whole = server.pages["/a/1.html"]
    server.pages |= {"/a/1.html": EMPTY.format(title=title_of(1)), "/a/4.html": (404, {}, b"gone")}
    run = ("run", "--url", f"{server.url}/list.html", "-s", "RETRY_TIMES=0")
    assert scrapy(*run).returncode == 2
    assert any("1 MissingBody" in why for why in reasons(rows)) and not any("missing:" in why for why in reasons(rows))
    for _ in range(2):
        fetched = server.fetched("/a/")
        assert scrapy(*run).returncode == 2
        assert server.fetched("/a/") == fetched
        assert reasons(rows) == ["missing: 2 entries of the list are not kept: 1 rejected: MissingBody, 1 http-404"]
    server.pages["/a/1.html"] = whole
    a_week_later(scrapy.database)
    assert scrapy(*run).returncode == 2  # one of them is kept now
    assert scrapy(*run).returncode == 2
    assert reasons(rows) == ["missing: 1 entries of the list are not kept: 1 http-404"]
    entries(server, *(url for url in urls if url != "/a/4.html"))
    with closing(sqlite3.connect(scrapy.database)) as connection, connection:
        connection.execute("UPDATE _frontier SET listed_at = '2020-01-01T00:00:00+00:00' WHERE url LIKE '%/a/4.html'")
        connection.execute("DELETE FROM _meta WHERE key LIKE 'full walk %'")
    assert scrapy(*run).returncode == 0
    assert scrapy(*run).returncode == 0


def test_a_site_may_say_how_many_may_be_missing(server, scrapy, rows, tmp_path):
    articles(server, 5)
    server.pages["/a/2.html"] = (410, {}, b"")
    sites = tmp_path / "sites.toml"
    table = '[park]\nstart_urls = ["{url}/list.html"]\nmax_missing = {n}\n'
    sites.write_text(table.format(url=server.url, n=1))
    scrapy("run", "park", "-s", f"SITES={sites}")
    done = scrapy("run", "park", "-s", f"SITES={sites}")
    assert done.returncode == 0 and "missing: 1 entries" in done.stdout, done.stdout
    sites.write_text(table.format(url=server.url, n=0))
    assert scrapy("run", "park", "-s", f"SITES={sites}").returncode == 2


def test_a_walk_that_only_misses_what_is_missing_is_what_the_next_is_measured_against(server, scrapy, rows):
    urls = articles(server, 12)
    server.pages["/a/2.html"] = (404, {}, b"")
    run = ("run", "--url", f"{server.url}/list.html")
    scrapy(*run)
    a_week_later(scrapy.database)
    with closing(sqlite3.connect(scrapy.database)) as connection, connection:
        connection.execute("UPDATE _frontier SET check_at = '2099-01-01T00:00:00+00:00' WHERE state = 'failed'")
        connection.execute("UPDATE _frontier SET checked_at = '2020-01-01T00:00:00+00:00' WHERE state = 'failed'")
    scrapy(*run)
    assert [why[:8] for why in reasons(rows)] == ["missing:"]
    a_week_later(scrapy.database)
    entries(server, *urls[:3])
    scrapy(*run)
    assert any("3 entries where 12 are usual" in why for why in reasons(rows)), reasons(rows)


def test_entries_of_other_sites_are_kept_without_being_fetched(server, scrapy, rows):
    urls = articles(server, 4)
    entries(server, *urls, "https://mp.weixin.qq.com/s/abc-1", "https://www.example.com/f/2.pdf")
    run = ("run", "--url", f"{server.url}/list.html")
    done = scrapy(*run)
    assert done.returncode == 0, done.stdout
    told = kept(rows)
    assert told["abc-1"] == ("", ["https://mp.weixin.qq.com/s/abc-1"], ["no-text", "elsewhere"])
    assert told["2.pdf"] == ("", ["https://www.example.com/f/2.pdf"], ["no-text", "elsewhere"])
    assert rows("SELECT count(*), count(DISTINCT record_id), count(published) FROM notices") == [(6, 6, 6)]
    assert scrapy(*run).returncode == 0
    assert rows("SELECT rev_after - rev_before FROM runs ORDER BY id DESC LIMIT 1") == [(0,)]


def test_a_list_that_leads_to_another_site_altogether_is_told(server, scrapy, rows):
    entries(server, *(f"https://news.example.com/{n}.html" for n in range(5)))
    run = ("run", "--url", f"{server.url}/list.html")
    for _ in range(2):
        assert scrapy(*run).returncode == 2
        assert any("5 of 5 entries lead to other sites" in why and "allow_offsite" in why for why in reasons(rows))
    assert rows("SELECT count(*) FROM records") == [(5,)]


def test_notices_that_lose_their_text_all_at_once_are_told(server, scrapy, rows):
    articles(server, 6)
    run = ("run", "--url", f"{server.url}/list.html")
    assert scrapy(*run).returncode == 0
    late = [f"/b/{n}.html" for n in range(4)]
    for n, url in enumerate(late):
        server.pages[url] = f"<html><body><h1>{title_of(20 + n)}</h1><div><img src='/up/{n}.jpg'></div></body></html>"
    server.pages["/list.html"] = listing(
        [(url, title_of(20 + n), "2025-09-01") for n, url in enumerate(late)]
        + [(f"/a/{n}.html", title_of(n), f"2025-08-{n + 1:02}") for n in range(6)]
    )
    assert scrapy(*run).returncode == 2
    assert any("4 of 4 new notices have no text" in why for why in reasons(rows)), reasons(rows)


def to(url: str) -> tuple[int, dict[str, str], bytes]:
    return 302, {"Location": url}, b""


def test_an_article_that_redirects_to_another_site_is_kept_and_one_that_asks_to_log_in_is_not(server, scrapy, rows):
    articles(server, 6)
    server.pages |= {
        "/a/1.html": to("https://mp.weixin.qq.com/s/xyz"),
        "/a/2.html": to("https://passport.example.com/login?to=2"),
        "/a/3.html": to("https://www.example.com/"),
    }
    done = scrapy("run", "--url", f"{server.url}/list.html")
    assert done.returncode == 2, done.stdout
    told = kept(rows)
    assert told["1.html"] == ("", ["https://mp.weixin.qq.com/s/xyz"], ["no-text", "elsewhere"])
    assert sorted(told) == ["0.html", "1.html", "4.html", "5.html"]


def test_a_text_does_not_go_because_its_address_redirects_to_another_site(server, scrapy, rows):
    articles(server, 4)
    run = ("run", "--url", f"{server.url}/list.html")
    assert scrapy(*run).returncode == 0
    before = kept(rows)
    server.pages["/a/1.html"] = to("https://mp.weixin.qq.com/s/xyz")
    a_week_later(scrapy.database)
    assert scrapy(*run).returncode == 2
    assert kept(rows) == before


def test_a_file_larger_than_may_be_fetched_is_kept_without_it(server, scrapy, rows):
    articles(server, 3)
    entries(server, "/a/0.html", "/a/1.html", "/a/2.html", "/f/atlas.zip")
    server.pages["/f/atlas.zip"] = (200, {"Content-Type": "application/zip"}, bytes(300_000))
    done = scrapy("run", "--url", f"{server.url}/list.html", "-s", "DOWNLOAD_MAXSIZE=200000")
    assert done.returncode == 0, done.stdout
    assert kept(rows)["atlas.zip"] == ("", [f"{server.url}/f/atlas.zip"], ["no-text", "file-too-large"])


def test_what_an_earlier_version_refused_is_fetched_again_after_the_upgrade(server, scrapy, rows):
    articles(server, 3)
    entries(server, "/a/0.html", "/a/1.html", "/a/2.html", "/f/3.pdf", "/a/4.html", "https://mp.weixin.qq.com/s/abc")
    server.pages["/f/3.pdf"] = (
        200,
        {"Content-Type": "application/pdf"},
        office.pdf([["招商公告的全文在这份文件里，共有三条，请企业仔细阅读。"]]),
    )
    server.pages["/a/4.html"] = f"<h1>{title_of(4)}</h1><div class='content'><img src='/up/4.jpg'></div>"
    scrapy.database.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(scrapy.database)) as connection:
        migrations.apply(Database(connection), stop_before="m010_files")
        name = server.url.removeprefix("http://").replace(":", "-")
        for url, state, reason in (
            ("/f/3.pdf", "failed", "not a page: application/pdf"),
            ("/a/4.html", "done", None),
            ("https://mp.weixin.qq.com/s/abc", "failed", "Refused: off-site; allow_offsite"),
        ):
            connection.execute(
                """INSERT INTO _frontier (site, url, kind, state, reason, tries, title, discovered_at, checked_at, check_at)
                   VALUES (?, ?, 'article', ?, ?, 1, '标题', '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00',
                       '2099-01-01T00:00:00+00:00')""",
                (name, url if "://" in url else server.url + url, state, reason),
            )
        connection.commit()
    open_writer(scrapy.database).close()
    scrapy("run", "--url", f"{server.url}/list.html")
    told = kept(rows)
    assert sorted(told) == ["0.html", "1.html", "2.html", "3.pdf", "4.html", "abc"]
    assert "全文在这份文件里" in told["3.pdf"][0] and told["4.html"][2][0] == "no-text"


def days_later(database: Path, days: float) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE _frontier SET check_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', check_at, ?) WHERE kind = 'article'",
            (f"-{days} days",),
        )


def test_an_article_without_text_is_looked_at_tomorrow_and_then_ever_more_rarely(server, scrapy, rows):
    """A site whose articles lost their texts for a day; one of them for longer."""
    urls = articles(server, 6)
    whole = dict(server.pages)
    server.pages |= {url: EMPTY.format(title=title_of(n)) for n, url in enumerate(urls) if n in (1, 3, 4)}
    run = ("run", "--url", f"{server.url}/list.html")
    assert scrapy(*run).returncode == 2
    server.pages |= {url: whole[url] for url in (urls[1], urls[3])}
    days_later(scrapy.database, 1)
    server.asked.clear()
    assert scrapy(*run).returncode == 2
    assert {path for path in server.asked if path in urls} == {urls[1], urls[3], urls[4]}
    assert rows("SELECT count(*) FROM notices") == [(5,)]
    asked = []
    for _ in range(16):  # days
        days_later(scrapy.database, 1)
        server.asked.clear()
        scrapy(*run)
        asked.append(server.asked[urls[4]] > 0)
    assert any(asked[:2]) and 3 <= sum(asked) <= 5 and sum(asked[8:]) <= 2
    server.pages |= whole
    days_later(scrapy.database, 30)
    assert scrapy(*run).returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(6,)]
    assert all(days > 5 for (days,) in rows("SELECT wait_days FROM _frontier WHERE kind = 'article'"))
