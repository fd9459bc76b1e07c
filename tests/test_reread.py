"""The archive read again: what is read as before changes nothing; a reader that reads otherwise gives what a crawl of
the same pages with it would have given."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import big_site
import dying
import pytest
from servers import Server
from strange_farm import farm, good_site, refused_site
from strange_pages import GOOD, REFUSED
from test_crawler_files import KINDS

from output.store.database import open_writer

COMPARED = """SELECT url, title, tag, body, published, source, flags, attachments FROM notices ORDER BY url"""


def site_of(server: Server, tmp_path: Path, **pins: str) -> Path:
    """A sites file for the list; `pins`: selectors of the table."""
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in pins.items())
    path = tmp_path / f"{'-'.join(pins) or 'plain'}.toml"
    path.write_text(f'[park]\nstart_urls = ["{server.url}/list/1"]\n{lines}', encoding="utf-8")
    return path


@pytest.fixture
def reread(scrapy) -> Callable[..., dict]:
    """What `scrapy reread --json` tells."""

    def run(sites: Path, *arguments: str) -> dict:
        done = scrapy("reread", "--json", "-s", f"SITES={sites}", *arguments, quick=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    return run


def noted(pages: dict[str, str], every: int) -> dict[str, str]:
    """Every so manieth article has a box within its text, which a pinned selector leaves out."""
    for path, page in pages.items():
        if path.startswith("/a/") and int(re.search(r"\d+", path)[0]) % every == 1 % every:
            pages[path] = page.replace(
                "</div></body>",
                "</div><div class='more'><p>附注：本通告由园区管委会办公室负责解释，自公布之日起施行，第"
                f"{path[3:-5]}号。</p></div></body>",
            ).replace("class='content'", "class='text content'")
    return pages


def check(server: Server, tmp_path: Path, database: Path, scrapy, rows, reread, notices: int) -> None:
    server.pages |= noted(big_site.pages(notices), 10)
    plain, pinned = site_of(server, tmp_path), site_of(server, tmp_path, body=".content")
    assert scrapy("run", "park", "-s", f"SITES={plain}").returncode == 0
    before, (rev,) = rows(COMPARED), rows("SELECT max(rev) FROM records")[0]
    ids = rows("SELECT id, record_id, first_run, last_run, first_seen FROM notices ORDER BY id")
    server.pages.clear()  # nothing is fetched

    told = reread(plain)
    assert told["records"] == {} and [site["changed"] for site in told["sites"]] == [0]
    assert told["sites"][0]["notices"] == notices
    assert rows("SELECT max(rev) FROM records") == [(rev,)] and rows(COMPARED) == before

    affected = [row for row in before if "附注" in row[3]]
    assert 0 < len(affected) == sum(n % 10 == 1 for n in range(notices))
    told = reread(pinned, "--dry-run")
    assert told["sites"][0]["fields"] == {"body": len(affected)} and told["sites"][0]["records"] == {
        "changed": len(affected)
    }
    assert rows("SELECT max(rev) FROM records") == [(rev,)] and rows(COMPARED) == before, "a dry run"
    assert "附注" in json.dumps(told["sites"][0]["samples"], ensure_ascii=False)

    checked = scrapy("check", "-s", f"SITES={plain}", quick=False)
    assert checked.returncode == 0 and "all read as they were" in checked.stdout, checked.stdout
    with closing(sqlite3.connect(database)) as connection, connection:  # as an earlier version left it
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm%_removed'")
        connection.execute("DROP TABLE _removed")
    checked = scrapy("check", "--json", "-s", f"SITES={pinned}", quick=False)
    with closing(sqlite3.connect(database)) as connection, connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_removed'").fetchone()
    assert [path.name for path in tmp_path.glob("check-*")] == []
    open_writer(database).close()
    told = json.loads(checked.stdout)
    assert (
        checked.returncode == 2
        and told["otherwise"] == ["park"]
        and told["sites"][0]["pages"] == 40 + min(40, -(-notices // 25))
    )
    assert told["sites"][0]["fields"].keys() == {"body"} and rows(COMPARED) == before

    told = reread(pinned)
    assert told["records"] == {"changed": len(affected)}
    after = rows(COMPARED)
    assert [row for row, old in zip(after, before, strict=True) if row != old] == [
        (*row[:3], row[3].split("\n附注")[0], *row[4:]) for row in affected
    ]
    assert rows("SELECT max(rev) FROM records") == [(rev + len(affected),)]
    assert rows("SELECT id, record_id, first_run, last_run, first_seen FROM notices ORDER BY id") == ids
    assert rows("SELECT count(*) FROM notice_versions") == [(len(affected),)]

    server.pages |= noted(big_site.pages(notices), 10)
    fresh = database.with_name("fresh.db")
    assert scrapy("run", "park", "-s", f"SITES={pinned}", "-s", f"DATABASE={fresh}").returncode == 0
    with closing(sqlite3.connect(fresh)) as connection:
        assert connection.execute(COMPARED).fetchall() == after

    assert reread(plain)["records"] == {"changed": len(affected)}
    assert rows(COMPARED) == before


def test_an_unchanged_reader_changes_nothing_and_a_changed_one_what_it_reads_otherwise(
    server, tmp_path, database, scrapy, rows, reread
):
    check(server, tmp_path, database, scrapy, rows, reread, 60)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_two_thousand_pages_read_again_are_as_freshly_crawled(server, tmp_path, database, scrapy, rows, reread):
    check(server, tmp_path, database, scrapy, rows, reread, 2000)


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.soak)])
def test_strange_pages_lists_of_texts_and_files_are_read_again_as_they_were(
    tmp_path, database, scrapy, rows, reread, every
):
    """Sites whose pages are hard to believe or to read, beside lists that hold the texts, an article of two pages, a
    file. What a site's own lines are is known by now, so that a doubt about them may go: no record shows that."""
    sites = {f"good-{n}": good_site(name) for n, name in enumerate(GOOD) if n % every == 0}
    sites |= {f"refused-{n}": refused_site(name) for n, name in enumerate(REFUSED) if n % every == 0}
    inline = "".join(
        f"<li><h3>{big_site.title(n)}</h3><span>2025-03-1{n}</span><div>{big_site.text(n)}</div></li>"
        for n in (1, 2, 3, 4)
    )
    pages: dict[str, object] = big_site.pages(8)
    first, rest = pages["/a/2.html"].split("</p><p>", 1)
    pages["/a/2.html"] = first + "</p></div><a href='/a/2_2.html'>下一页</a></body></html>"
    pages["/a/2_2.html"] = first.split("<p>")[0] + "<p>" + rest
    pages["/a/4.html"] = (200, {"Content-Type": "application/pdf"}, KINDS["pdf"])
    lists = {"/list": f"<meta charset=utf-8><title>公告</title><h1>公告</h1><ul class=list>{inline}</ul>"}
    with farm(sites | {"inline": lists, "pages": pages | {"/list": pages["/list/1"]}}, tmp_path / "sites.toml"):
        scrapy("run", "-s", f"SITES={tmp_path / 'sites.toml'}")
    before, (count, rev) = rows(COMPARED), rows("SELECT (SELECT count(*) FROM notices), max(rev) FROM records")[0]
    assert rows("SELECT count(*) FROM _pages WHERE part = 1") == [(1,)] and "text-of-file" in str(before)
    told = reread(tmp_path / "sites.toml")
    otherwise = [
        site
        for site in told["sites"]
        if set(site["fields"]) - {"flags"} or any(site[what] for what in ("new", "refused", "lost", "unread"))
    ]
    assert otherwise == [], json.dumps(otherwise, ensure_ascii=False, indent=1)
    assert sum(site["notices"] for site in told["sites"]) == count and told["records"] == {}
    assert [row[:6] for row in rows(COMPARED)] == [row[:6] for row in before]
    assert rows("SELECT max(rev) FROM records") == [(rev,)]
    again = reread(tmp_path / "sites.toml")
    assert [site["site"] for site in again["sites"] if site["changed"]] == []


def test_judgements_stay_what_is_interrupted_goes_on_and_since_and_names_choose(
    server, scrapy, rows, tmp_path, reread, database
):
    server.pages |= noted(big_site.pages(150), 1)
    plain, pinned = site_of(server, tmp_path), site_of(server, tmp_path, body=".content")
    scrapy("run", "park", "-s", f"SITES={plain}")
    (a, b), *_ = rows(
        "SELECT n.id, r.notice_id FROM notices n JOIN records r ON r.id = n.record_id WHERE n.id <> r.notice_id"
    )
    assert scrapy("judge", a, b, "different", quick=False).returncode == 0
    affected = rows("SELECT count(*) FROM notices WHERE body LIKE '%附注%'")[0][0]
    assert affected == 150 and reread(pinned, "--since", "2100-01-01")["sites"][0]["pages"] == 0
    killed = scrapy(
        "reread",
        "-s",
        f"SITES={pinned}",
        quick=False,
        before=dying.at_statement("^UPDATE notices SET last_run", 150 + 100),
    )
    assert killed.returncode == -signal.SIGKILL  # the first 150 were a trial
    (left,) = rows("SELECT count(*) FROM notices WHERE body LIKE '%附注%'")[0]
    assert 0 < left < 150
    assert reread(pinned, "park")["sites"][0]["fields"] == {"body": left}
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%附注%'") == [(0,)]
    assert rows("SELECT count(*), max(version) FROM notice_versions") == [(150, 1)]
    assert rows("SELECT count(DISTINCT record_id) FROM notices WHERE id IN (?, ?)", a, b) == [(2,)]
    refused = scrapy("reread", "nowhere", quick=False)
    assert refused.returncode == 3 and "no page of such a site" in refused.stderr
    shown = scrapy("reread", "--dry-run", "-s", f"SITES={plain}", quick=False)
    assert "stored" in shown.stdout and "附注" in shown.stdout and "nothing was changed" in shown.stdout
