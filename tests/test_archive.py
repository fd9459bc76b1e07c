"""The archive: every page as it came, in WARC files that any tool reads, where the notice says it is."""

from __future__ import annotations

import gzip
import io
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import big_site
import pytest
from servers import Server
from test_reliability_kills import killed_on_the_way, start
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from output.clock import moment
from output.store.archive.archive import folder_of


def warcs(database: Path) -> list[Path]:
    return sorted(folder_of(database).glob("*/*.warc.gz"))


def whole(database: Path) -> list[Path]:
    """The files, which `warcio check` finds nothing wrong with."""
    found = warcs(database)
    done = subprocess.run([sys.executable, "-m", "warcio.cli", "check", *found], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    return found


def records(path: Path, kind: str = "response") -> list[tuple[str, bytes]]:
    with path.open("rb") as file:
        return [
            (record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(file)
            if record.rec_type == kind
        ]


def at(database: Path, file: str, offset: int) -> tuple[str, bytes]:
    """What stands there."""
    with (folder_of(database) / file).open("rb") as stream:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream)))
        return record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def test_every_page_is_kept_as_it_came_and_its_notice_says_where(server, scrapy, rows, database):
    pages = big_site.pages(60)
    zipped = {path: (200, {"Content-Encoding": "gzip"}, gzip.compress(html.encode())) for path, html in pages.items()}
    server.pages |= pages | {path: zipped[path] for path in ("/list/2", "/a/7.html")}
    ended = scrapy("run", "--url", f"{server.url}/list/1")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    (file,) = whole(database)
    kept = dict(records(file))
    assert kept == {server.url + path: html.encode() for path, html in pages.items()}
    assert len(records(file)) == len(kept)
    for url, name, offset in rows("SELECT url, archive_file, archive_offset FROM notices"):
        assert at(database, name, offset) == (url, kept[url])
    with file.open("rb") as stream:  # in the encoding it came in
        raw = {
            record.rec_headers.get_header("WARC-Target-URI"): record.raw_stream.read()
            for record in ArchiveIterator(stream)
            if record.rec_type == "response"
        }
    assert raw[f"{server.url}/a/7.html"] == zipped["/a/7.html"][2]

    before = file.stat().st_size
    again = scrapy("run", "--url", f"{server.url}/list/1")
    assert again.returncode == 0, again.stdout + again.stderr
    whole(database)
    assert len(records(file)) == len(kept) and len(records(file, "revisit")) == server.fetched("/list/") - 3
    assert file.stat().st_size - before < 2000


def evidenced(database: Path, rows) -> None:
    """The archive is whole, every notice has the page it was read from, and no page is there twice."""
    kept: dict[tuple[str, str], list[str]] = {}
    for file in whole(database):
        for url, body in records(file):
            kept.setdefault((file.parent.name, url), []).append(body)
    for key, bodies in kept.items():
        assert len(bodies) == len(set(bodies)), f"{key}: twice"
    for title, url, listing, file, offset in rows(
        "SELECT title_raw, url, listing_url, archive_file, archive_offset FROM notices"
    ):
        assert file, f"{url}: no page"
        target, body = at(database, file, offset)
        assert target in (url, listing) and title.encode() in body


def killed_again_and_again(server, database: Path, rows, notices: int, kills: int) -> int:
    """Crawls killed at random moments until so many were, then one to the end; the files are whole as soon as the next
    one has opened them."""
    chosen, done = random.Random(notices), 0
    while done < kills:
        running = start(f"{server.url}/list/1", database)
        if killed_on_the_way(running, server, chosen, 2 * notices / kills):
            done += 1
            if database.exists() and rows("SELECT 1 FROM sqlite_master WHERE name = '_pages'"):
                for file, offset in rows("SELECT file, offset FROM _pages ORDER BY id DESC LIMIT 20"):
                    at(database, file, offset)  # no row is ahead of its bytes
        elif server.fetched("/a/") >= notices:  # all is known: begin anew, beside what is there
            with closing(sqlite3.connect(database)) as connection, connection:
                connection.execute("UPDATE _frontier SET state = 'pending', etag = NULL WHERE kind = 'article'")
                connection.execute("DELETE FROM _meta WHERE key LIKE 'full walk %'")
            server.asked.clear()
    ended = start(f"{server.url}/list/1", database).end(300)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    evidenced(database, rows)
    assert rows("SELECT count(*) FROM notices") == [(notices,)]
    return done


def test_a_few_kills_leave_a_whole_archive(tmp_path, rows, database):
    with Server(big_site.pages(150)) as server:
        assert killed_again_and_again(server, database, rows, 150, 5) == 5


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_hundred_kills_leave_a_whole_archive(tmp_path, rows, database):
    with Server(big_site.pages(1500)) as server:
        assert killed_again_and_again(server, database, rows, 1500, 100) == 100


def test_a_torn_end_is_cut_off_and_whole_records_behind_the_last_known_are_nobodys_twice(
    server, scrapy, rows, database
):
    """What a kill between writing and committing leaves: here made by hand, at every length of the last record."""
    server.pages |= big_site.pages(10)
    scrapy("run", "--url", f"{server.url}/list/1")
    (file,) = whole(database)
    (offset,) = rows("SELECT max(offset) FROM _pages")[0]
    last = file.read_bytes()[offset:]
    for torn in (1, 10, 400, len(last) - 1):
        with file.open("ab") as stream:
            stream.write(last[:torn])
        assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
        whole(database)
    server.pages["/a/new.html"] = server.pages["/a/3.html"].replace("第", "另第")
    with file.open("ab") as stream:
        WARCWriter(stream, gzip=True, warc_version="1.1").write_record(_response(f"{server.url}/a/new.html", server))
    server.pages["/list/1"] = server.pages["/list/1"].replace(
        "<ul class='news'>",
        "<ul class='news'><li><a href='/a/new.html'>"
        + re.search("<h1>(.*?)</h1>", server.pages["/a/new.html"])[1]
        + "</a><span>2025-09-09</span></li>",
    )
    ended = scrapy("run", "--url", f"{server.url}/list/1")
    assert ended.returncode == 0 and rows("SELECT count(*) FROM notices") == [(11,)], ended.stdout
    evidenced(database, rows)


def _response(url: str, server) -> object:
    body = server.pages[url.removeprefix(server.url)].encode()
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    return WARCWriter(io.BytesIO(), warc_version="1.1").create_warc_record(
        url, "response", io.BytesIO(body), http_headers=head
    )


def test_what_a_file_has_lost_is_fetched_again_and_a_file_that_is_gone_is_told(server, scrapy, rows, database):
    server.pages |= big_site.pages(30)
    scrapy("run", "--url", f"{server.url}/list/1")
    (file,) = whole(database)
    os.truncate(file, file.stat().st_size * 2 // 3)  # as after a power failure
    before = server.fetched("/a/")
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    assert 5 < server.fetched("/a/") - before < 15
    evidenced(database, rows)
    file.unlink()
    ended = scrapy("run", "--url", f"{server.url}/list/1")
    assert ended.returncode == 2 and "not there any more" in ended.stdout
    assert rows("SELECT count(*) FROM notices WHERE archive_file IS NOT NULL") == [(0,)]
    shutil.rmtree(folder_of(database))
    ended = scrapy("run", "--url", f"{server.url}/list/1")
    assert ended.returncode == 2 and "no page of this run was kept" in ended.stdout


def test_a_full_disk_is_told_and_loses_no_notice_and_no_page(server, scrapy, rows, database):
    """The archive's disk alone: a file that may not grow there."""
    server.pages |= big_site.pages(30)
    folder_of(database).mkdir()
    site = folder_of(database) / server.url.removeprefix("http://").replace(":", "-")
    site.mkdir()
    (site / f"{datetime.now(timezone.utc):%Y-%m}.warc.gz").symlink_to("/dev/full")
    ended = scrapy("run", "--url", f"{server.url}/list/1")
    assert ended.returncode == 2 and "No space left on device" in ended.stdout, ended.stdout
    assert rows("SELECT count(*), count(archive_file) FROM notices") == [(30, 0)]
    next(site.iterdir()).unlink()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE _frontier SET check_at = '2020-01-01T00:00:00+00:00' WHERE check_at < ?", (moment(2),)
        )
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    evidenced(database, rows)


def test_pages_that_are_refused_are_kept_and_with_the_archive_off_none_are(server, scrapy, rows, database):
    server.pages |= big_site.pages(8)
    challenge = (
        "<html><head><title>安全验证</title></head><body><h1>请完成安全验证</h1><p>正在检查您的浏览器</p></body></html>"
    )
    server.pages["/a/3.html"] = challenge
    scrapy("run", "--url", f"{server.url}/list/1")
    ((file, offset),) = rows("SELECT file, offset FROM _pages WHERE kind = 'refused'")
    assert at(database, file, offset) == (f"{server.url}/a/3.html", challenge.encode())
    other = database.with_name("other.db")
    assert scrapy("run", "--url", f"{server.url}/list/1", "-s", "ARCHIVE=0", "-s", f"DATABASE={other}").returncode == 2
    assert not folder_of(other).exists()


def test_the_archive_keeps_to_its_bounds_and_never_drops_what_a_record_is_read_from(server, scrapy, rows, database):
    server.pages |= big_site.pages(40)
    scrapy("run", "--url", f"{server.url}/list/1")
    for path, page in big_site.pages(40).items():
        server.pages[path] = page.replace(
            "</div></body>", "<p>本页内容已于近日更新，请以最新公布的版本为准，特此说明。</p></div></body>"
        )
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE _frontier SET check_at = '2020-01-01T00:00:00+00:00' WHERE kind = 'article'")
        connection.execute("UPDATE _pages SET fetched_at = '2020-01-01T00:00:00.000000Z'")
    scrapy("run", "--url", f"{server.url}/list/1", "-s", "ARCHIVE_DAYS=30")
    evidenced(database, rows)
    urls = [url for file in whole(database) for url, _body in records(file)]
    reposts = rows("SELECT count(*) FROM notices n JOIN records r ON r.id = n.record_id WHERE n.id <> r.notice_id")[0][
        0
    ]
    assert reposts and len([url for url in urls if "/a/" in url]) == 40, "only the new versions"
    ended = scrapy("run", "--url", f"{server.url}/list/1", "-s", "ARCHIVE_GB=0.000001")
    assert ended.returncode == 2 and "more than ARCHIVE_GB" in ended.stdout, ended.stdout
    whole(database)
    left = rows("SELECT n.archive_file, n.archive_offset, n.url FROM notices n JOIN records r ON r.notice_id = n.id")
    assert [at(database, file, offset)[0] for file, offset, _url in left] == [url for *_place, url in left]
    assert rows("SELECT count(*) FROM notices WHERE archive_file IS NULL") == [(reposts,)]
    assert len(rows("SELECT 1 FROM _pages")) == 40 - reposts


def test_what_a_transaction_takes_back_is_cut_off_the_file(server, scrapy, rows, database):
    """One notice cannot be stored: those beside it are done again, and no page is kept twice for that."""
    server.pages |= big_site.pages(40)
    assert scrapy("run", "--url", f"{server.url}/", "-s", "ARCHIVE=0").returncode == 3  # makes the database
    title = re.search("<h1>(?:【.*?】)?(.*?)</h1>", server.pages["/a/1.html"])[1]
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            f"CREATE TRIGGER bad BEFORE INSERT ON notices WHEN NEW.title = '{title}' BEGIN SELECT RAISE(ABORT, 'bad'); END"
        )
    ended = scrapy("run", "--url", f"{server.url}/list/1")
    assert ended.returncode == 2 and rows("SELECT reason FROM rejects") == [("error",)], ended.stdout
    evidenced(database, rows)
    assert rows("SELECT count(*) FROM notices") == [(39,)]
    assert rows("SELECT count(*), kind FROM _pages GROUP BY kind ORDER BY kind") == [
        (39, "article"),
        (2, "listing"),
        (1, "rejected"),
    ]


def test_what_an_operator_removes_goes_from_the_archive(server, scrapy, rows, database):
    server.pages |= big_site.pages(12)
    scrapy("run", "--url", f"{server.url}/list/1")
    record, words = rows("SELECT r.id, substr(r.body, 1, 20) FROM records r WHERE r.notices = 2 LIMIT 1")[0]
    assert sum(words.encode() in body for file in whole(database) for _url, body in records(file)) == 2
    done = scrapy("judge", "--delete", record, "--why", "当事人要求删除", quick=False)
    assert done.returncode == 0, done.stderr
    evidenced(database, rows)
    kept = [body for file in whole(database) for _url, body in records(file)]
    assert len(kept) == 11 and not any(words.encode() in body for body in kept)
    assert scrapy("run", "--url", f"{server.url}/list/1").returncode == 0
    evidenced(database, rows)
