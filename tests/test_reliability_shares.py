"""What one site does stays its own: others are not held up, and what cannot be read is told, tried again, and let go."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial

import forked
from conftest import QUICK
from heavy import attributes
from many_sites import ENTRIES, light, pages, when

from crawler.read import process as reading


def read_within(longest: int) -> None:
    reading.LONGEST, reading.FOR_A_MEGABYTE = longest, 0


def test_heavy_pages_of_one_site_do_not_hold_up_another(sites, environment, tmp_path, rows):
    sites.add("heavy", pages(attributes(45_000)), delay=0)
    sites.add("light", pages(light))
    running = forked.Running(["run", *QUICK, "-s", f"SITES={sites.file}"], environment, tmp_path / "said")
    assert when(rows, "SELECT count(*) = ? FROM notices WHERE site = 'light'", ENTRIES) < 2.8 + 10
    running.process.kill()


def test_a_page_too_heavy_to_read_counts_as_tried_and_is_a_reject_in_the_end(sites, scrapy, rows):
    site = pages(light, 3) | {"/a1.html": attributes(60_000)}
    sites.add("heavy", site)
    run = partial(scrapy, "run", "-s", f"SITES={sites.file}", before=partial(read_within, 3))
    done = run()
    assert done.returncode == 2
    assert "reading it took longer than 3 s" in done.stdout
    assert rows("SELECT state, tries FROM _frontier WHERE url LIKE '%/a1.html'") == [("pending", 1)]
    assert rows("SELECT count(*) FROM notices") == [(2,)]
    with closing(sqlite3.connect(scrapy.database)) as connection, connection:
        connection.execute("UPDATE _frontier SET tries = 4 WHERE url LIKE '%/a1.html'")
    assert run().returncode == 2
    assert rows("SELECT reason, detail FROM rejects") == [("unreachable", "reading it took longer than 3 s")]
    asked = sites.servers["heavy"].asked["/a1.html"]
    run()
    assert sites.servers["heavy"].asked["/a1.html"] == asked  # looked at again in a month


def test_files_that_a_whole_notice_in_a_list_links_come_with_it(scrapy, server, rows):
    """What stands whole in a list is asked for nowhere else: its attachments were lost."""
    text = (
        "<p>园区第{n}片区的厂房向企业开放，水电和道路都已接通，欢迎来电洽谈合作事宜并实地察看，有意者请于月底前报名。</p>"
        * 6
    )
    server.pages["/"] = "".join(
        f"<li><h3>园区第{n}批项目申报</h3><span>2026-03-0{n}</span><div>{text.format(n=n)}"
        f'<p><a href="f/{n}.pdf">附件{n}.pdf</a></p></div></li>'
        for n in range(1, 6)
    )
    assert scrapy("run", "--url", f"{server.url}/").returncode == 0
    found = rows("SELECT attachments FROM notices ORDER BY published")
    assert found == [(f'[["附件{n}.pdf", "{server.url}/f/{n}.pdf"]]',) for n in range(1, 6)]


def test_a_long_list_of_whole_notices_is_taken_in_by_the_hundred_and_what_fails_of_it_is_a_reject(
    scrapy, rows, server, database
):
    assert scrapy("run", "--url", f"{server.url}/").returncode == 3  # makes the database
    entries = "".join(
        f"<li><h3>北山镇第{n}号扩建公告</h3><p>北山镇第{n}号地块今日开工，总投资{n * 7 + 3}亿元，{n % 97 + 1}家企业到场。</p><span>2025-08-{n % 28 + 1:02}</span></li>"
        for n in range(1200)
    )
    server.pages["/"] = f"<ul>{entries}</ul>"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "CREATE TRIGGER bad BEFORE INSERT ON notices WHEN new.title LIKE '%第77号%' BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    done = scrapy("run", "--url", f"{server.url}/")
    assert done.returncode == 2, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(1199,)], done.stdout[:3000] + done.stderr[:3000]
    assert rows("SELECT reason, item LIKE '%第77号扩建%' FROM rejects") == [("error", 1)]
    assert rows("SELECT state FROM _frontier WHERE kind = 'listing'") == [("done",)]
