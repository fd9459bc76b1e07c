"""A crawl of WARC files that somebody made gives what a crawl of their site gave, and asks nobody."""

from __future__ import annotations

import gzip
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import big_site
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.fetch.packed import zstd
from output.store.archive import warc
from pipelines.identity import spellings

STATE = "SELECT url, title, tag, body, published, source FROM notices ORDER BY url"


def archive(path: Path, pages: dict[str, bytes], url: str, date: str, packed: bool) -> Path:
    """As wget writes it: transfer and content encodings as they came; `packed`: gzip members."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed, warc_version="1.0")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "somebody's"}))
        for number, (where, body) in enumerate(pages.items()):
            headers = [("Content-Type", "text/html; charset=utf-8")]
            if number % 2:
                body = gzip.compress(body)
                body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
                headers += [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
            head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url + where, "response", io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": date}
            )
            writer.write_record(record)
    return path


def frames(path: Path, dictionary: bool = False) -> bytes:
    """A file of gzip members as one of zstd frames, each a record; with a `dictionary` it begins with that one."""
    with path.open("rb") as file:
        data = [member.data for member in warc.members(file)]
    if not dictionary:
        return b"".join(map(zstd.compress, data))
    trained = zstd.train_dict(data, 20_000)
    packed = zstd.compress(trained.dict_content)
    begin = (0x184D2A5D).to_bytes(4, "little") + len(packed).to_bytes(4, "little") + packed
    return begin + b"".join(zstd.compress(one, zstd_dict=trained) for one in data)


def one_frame(path: Path) -> bytes:
    """As the zstd command makes it of a WARC file."""
    return zstd.compress(gzip.decompress(path.read_bytes()))


def test_a_crawl_of_files_is_as_one_of_the_site_and_asks_nobody(server, scrapy, rows, tmp_path, database):
    pages = {path: html.encode() for path, html in big_site.pages(60).items()}
    server.pages |= pages
    address = f"{server.url}/list/1"
    assert scrapy("run", "--url", address).returncode == 0
    expected = rows(STATE)
    (own,) = (database.parent / "archive").glob("*/*.warc.gz")
    old = dict.fromkeys(list(pages)[:9], "<html><body><h1>旧</h1></body></html>".encode())
    last = list(pages)[-1]
    files = [
        archive(tmp_path / "old.warc.gz", old, server.url, "2024-01-01T00:00:00Z", packed=True),
        archive(
            tmp_path / "new.warc",
            {path: body for path, body in pages.items() if path != last},
            server.url,
            "2025-11-02T03:04:05Z",
            packed=False,
        ),
    ]
    server.pages.clear()
    server.asked.clear()

    def crawled(name: str, code: int, *warc: Path) -> list[tuple]:
        other = tmp_path / f"{name}.db"
        done = scrapy("run", "--url", address, "-s", f"DATABASE={other}", "--warc", *warc)
        assert done.returncode == code, done.stdout + done.stderr
        with closing(sqlite3.connect(other)) as connection:
            return connection.execute(STATE).fetchall()

    assert crawled("own", 0, own) == expected
    for name, made in (
        ("frames", frames(own)),
        ("dictionary", frames(own, dictionary=True)),
        ("one frame", one_frame(own)),
    ):
        (tmp_path / f"{name}.warc.zst").write_bytes(made)
        assert crawled(name, 0, tmp_path / f"{name}.warc.zst") == expected
    torn = tmp_path / "torn.warc.zst"
    torn.write_bytes(frames(own)[:-20])
    done = scrapy("run", "--url", address, "--warc", torn)
    assert done.returncode == 3 and "in the middle of a zstd frame" in done.stderr, done.stderr
    assert crawled("others", 2, *files) == [row for row in expected if not row[0].endswith(last)]
    with closing(sqlite3.connect(tmp_path / "others.db")) as connection:
        left = "SELECT url, reason FROM _frontier WHERE state = 'pending'"
        assert connection.execute("SELECT DISTINCT fetched_at FROM notices").fetchall() == [
            ("2025-11-02T03:04:05+00:00",)
        ]
        assert [url for url, _reason in connection.execute(left)] == [server.url + last]
        assert "hold no answer" in connection.execute("SELECT reasons FROM runs").fetchone()[0]
    assert server.asked == {}
    for wrong, said in (
        ((address, own.with_name("none.warc")), "no such file"),
        ((f"{server.url}/other", own), "and not"),
        ((address, Path(__file__)), "cannot be read as WARC"),
    ):
        done = scrapy("run", "--url", wrong[0], "--warc", wrong[1])
        assert done.returncode == 3 and said in done.stderr and done.stderr.count("\n") == 1, done.stderr
    assert "name the sites" in scrapy("run", "--warc", own).stderr


@pytest.mark.parametrize("base", ["https://park.example", "http://park.example:80", "http://park.example."])
def test_a_site_whose_addresses_are_all_spelled_otherwise_has_the_notices_it_had(base, scrapy, rows, tmp_path):
    """NetNewsWire#324, feedbin/support#431, FreshRSS#5151: http became https, and each notice was a repost of itself."""
    (tmp_path / "sites.toml").write_text('[park]\nstart_urls = ["http://park.example/list/1"]\n', encoding="utf-8")
    before, after = (big_site.pages(count) for count in (20, 21))
    args = "run", "park", "-s", f"SITES={tmp_path / 'sites.toml'}", "--warc"
    files = {
        where: archive(tmp_path / f"{at}.warc.gz", {p: html.encode() for p, html in pages.items()}, where, date, True)
        for at, (where, pages, date) in enumerate(
            [("http://park.example", before, "2025-07-01T00:00:00Z"), (base, after, "2025-07-02T00:00:00Z")]
        )
    }
    assert scrapy(*args, files["http://park.example"], quick=False).returncode == 0
    revs = rows("SELECT max(rev) FROM records")
    (tmp_path / "sites.toml").write_text(f'[park]\nstart_urls = ["{base}/list/1"]\n', encoding="utf-8")
    done = scrapy(*args, files[base], quick=False)
    assert "1 articles fetched; notices: 1 new, 0 changed" in done.stdout
    assert rows("SELECT count(*) FROM notices") == [(21,)]
    assert rows("SELECT count(*) FROM notices WHERE url LIKE 'http://park.example/%'") == [(20,)]
    assert rows("SELECT max(rev) FROM records") == [(revs[0][0] + 1,)]


def test_what_an_address_is_known_by_in_other_spellings():
    assert "http://h.cn/a?b=1" in spellings("https://h.cn:443/a?b=1")
    assert set(spellings("http://h.cn/a")) == {
        *(f"https://h.cn{end}/a" for end in ("", ":443", ".")),
        *(f"http://h.cn{end}/a" for end in (":80", ".")),
    }
    for url in ("http://h.cn:8080/a", "https://h.cn:80/a", "http://h:x/a", "file:///a", "#notice-1", "http:///a"):
        assert spellings(url) == ()
