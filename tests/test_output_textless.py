"""What downstream reads lives with a body that is empty: search, exports, the report, the commands on a terminal."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import office
import pytest
from stored import filled, notice
from test_crawler_textless import listing, title_of
from textless_pages import Page

from output.exchange.export import export
from output.exchange.formats import NO_TEXT
from output.exchange.reader import Reader
from output.store.search import find

TEXT = "园区二期标准厂房即日起对外招租，共三栋，每栋四层，每层两千平方米，层高六米，欢迎企业来电洽谈。"


@pytest.fixture
def bare(database: Path) -> Path:
    files = {
        "attachments": [("图解", "https://park.example/up/1.jpg")],
        "flags": ["no-text"],
        "language": None,
        "script": None,
    }
    return filled(
        database,
        notice("临港物流项目推介会图解", "", 1, **files),
        notice("标准厂房招租公告", TEXT, 2),
        notice("人才公寓申请须知", "", 3, published=None, published_raw=None),
    )


def test_a_notice_without_a_text_is_found_by_its_title_and_read_like_any_other(bare):
    with Reader(bare) as reader:
        found = {record.title: record for record in reader.records()}
        assert found["临港物流项目推介会图解"].body == "" and len(found) == 3
    with closing(sqlite3.connect(bare)) as connection:
        assert [hit.title for hit in find(connection, "推介会")] == ["临港物流项目推介会图解"]
        assert [hit.title for hit in find(connection, "人才 公寓")] == ["人才公寓申请须知"]


def test_every_export_holds_it(bare, tmp_path):
    for kind in ("jsonl", "csv", "parquet", "atom"):
        if kind == "parquet":
            pytest.importorskip("pyarrow", reason="optional: pip install -r requirements-export.txt")
        export(bare, kind, tmp_path / kind)
    lines = [json.loads(line) for line in next((tmp_path / "jsonl").glob("records*.jsonl")).open(encoding="utf-8")]
    assert sorted(len(line["body"]) > 0 for line in lines) == [False, False, True]
    with next((tmp_path / "csv").glob("records*.csv")).open(encoding="utf-8-sig", newline="") as file:
        assert sorted(bool(row["body"]) for row in csv.DictReader(file)) == [False, False, True]
    feed = ElementTree.parse(next((tmp_path / "atom").glob("*.atom")))
    said = [
        entry.findtext("{http://www.w3.org/2005/Atom}summary")
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    assert sorted(said) == sorted([NO_TEXT, NO_TEXT, TEXT])


def test_commands_on_a_terminal_say_it(bare, scrapy, rows):
    ids = [id for (id,) in rows("SELECT id FROM notices ORDER BY position")]
    for line in (
        ("explain", ids[0]),
        ("explain", ids[0], ids[1]),
        ("explain", ids[0], ids[2]),
        ("explain", ids[0], "--cleaning"),
        ("judge", "--queue"),
        ("dedupe",),
        ("search", "推介会"),
    ):
        done = scrapy(*line)
        assert "Traceback" not in done.stdout + done.stderr, (line, done.stderr)
        assert done.returncode in (0, 2), (line, done.stdout, done.stderr)
    assert "no bodies" in scrapy("explain", ids[0], ids[2]).stdout
    assert scrapy("judge", ids[0], ids[2], "same").returncode == 0
    assert rows("SELECT count(DISTINCT record_id) FROM notices") == [(2,)]
    assert scrapy("judge", ids[0], ids[2], "different").returncode == 0
    assert rows("SELECT count(DISTINCT record_id) FROM notices") == [(3,)]


def test_a_report_of_it_is_written(bare, scrapy, tmp_path):
    done = scrapy("report", "--out", tmp_path / "report.html")
    assert done.returncode == 0, done.stdout + done.stderr


def test_probe_shows_what_a_crawl_would_keep(server, scrapy):
    page = Page("", '<p><img src="/up/scan1.jpg"></p>')
    server.pages |= {
        "/a/1.html": page.html(title_of(1)),
        "/f/2.pdf": (200, {"Content-Type": "application/pdf"}, office.pdf([[TEXT[:30], TEXT[30:]]])),
        "/list.html": listing([("/f/2.pdf", title_of(2), "2025-08-02"), ("/a/1.html", title_of(1), "2025-08-01")]),
    }
    done = scrapy("probe", "--article", f"{server.url}/a/1.html")
    assert done.returncode == 0 and "/up/scan1.jpg" in done.stdout, done.stdout
    done = scrapy("probe", "--article", f"{server.url}/f/2.pdf")
    assert done.returncode == 0 and "层高六米" in done.stdout and "text-of-file" in done.stdout, done.stdout
    done = scrapy("probe", f"{server.url}/list.html")
    assert done.returncode == 0 and "层高六米" in done.stdout, done.stdout


def test_an_import_takes_attachments_in_place_of_a_text(scrapy, rows, tmp_path):
    made = [
        {
            "title": "招商图解",
            "body": "",
            "url": "https://park.example/1",
            "attachments": [["图", "https://park.example/1.jpg"]],
        },
        {
            "title": "招商公告",
            "body": "详见附件。",
            "url": "https://park.example/2",
            "attachments": [["公告.pdf", "https://park.example/2.pdf"]],
        },
        {"title": "没有内容", "body": "", "url": "https://park.example/3"},
    ]
    (tmp_path / "rows.jsonl").write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), encoding="utf-8"
    )
    assert scrapy("import", tmp_path / "rows.jsonl").returncode == 2
    assert rows("SELECT title, body, flags FROM notices ORDER BY url") == [
        ("招商图解", "", '["no-text"]'),
        ("招商公告", "", '["no-text"]'),
    ]
    assert rows("SELECT reason FROM rejects") == [("MissingBody",)]
