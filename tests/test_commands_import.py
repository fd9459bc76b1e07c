"""`scrapy import`: notices from elsewhere are cleaned, merged and told of like those of a crawl."""

from __future__ import annotations

import csv
import gzip
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from notices import REPORT, STORY, framed
from scrapy.utils.project import get_project_settings
from stored import filled, notice

from output.exchange import importing, sheets
from output.exchange.encoded import ImportRefused
from output.exchange.export import export
from output.store.store import Store

ROW = {
    "title": "【投资青岚】青岚区政府工作报告",
    "body": framed(REPORT),
    "url": "https://park.example/1.html?utm_source=x",
    "published": "2019年3月2日",
    "source": "来源：招商在线",
    "site": "archive",
}


@pytest.fixture
def take_in(database: Path) -> Callable[[Path], dict]:
    """What `scrapy import` does, in this process."""

    def run(path: Path) -> dict:
        store = Store.shared(database)
        try:
            return importing.run(path, store, "import", importing.cleaning(get_project_settings()))
        finally:
            store.close()

    return run


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """A JSON Lines file of these rows; a text stands for itself."""

    def write(*lines: dict | str, name: str = "archive.jsonl") -> Path:
        path = tmp_path / name
        text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        return path

    return write


def test_rows_are_cleaned_and_reposts_merged_as_in_a_crawl(scrapy, written, rows):
    repost = {"title": "青岚区政府工作报告", "body": REPORT, "url": "https://gov.example/7"}
    done = scrapy("import", written(ROW, repost, {"title": "云杉半导体开工", "body": STORY}), quick=False)
    assert done.returncode == 0, done.stderr
    assert "3 new" in done.stdout
    assert (
        "changes: 2 revs" in done.stdout or "changes: 3 revs" in done.stdout
    )  # a copy in its record's own transaction
    ((title, tag, published, source, url, body),) = rows(
        "SELECT title, tag, published, source, url, body FROM notices WHERE site = 'archive'"
    )
    assert (title, tag, published, source) == ("青岚区政府工作报告", "投资青岚", "2019-03-02", "招商在线")
    assert url == "https://park.example/1.html" and "浏览" not in body
    assert rows("SELECT notices FROM records ORDER BY notices") == [(1,), (2,)]
    ((verdict, entries, new),) = rows("SELECT verdict, entries, new FROM run_sites WHERE site = 'import'")
    assert (verdict, entries, new) == ("ok", 2, 2)


def test_a_second_import_changes_nothing(take_in, written, rows):
    path = written(ROW, {"title": "昨天的消息", "body": STORY, "published": "昨天"}, {"title": "没有正文"})
    take_in(path)
    tables = ("records", "notice_versions", "_changes")
    before = [rows(f"SELECT * FROM {table}") for table in tables]
    kept = rows("SELECT id, body, published FROM notices"), rows("SELECT id FROM rejects")
    again = take_in(path)
    assert (again["outcomes"], again["rejects"], again["revs"]) == ({"unchanged": 2}, {"MissingBody": 1}, 0)
    assert [rows(f"SELECT * FROM {table}") for table in tables] == before
    assert (rows("SELECT id, body, published FROM notices"), rows("SELECT id FROM rejects")) == kept


def test_an_interrupted_import_says_so_and_the_next_takes_in_the_rest(scrapy, written, database, environment):
    rng = random.Random(3)
    path = written(
        *(
            {
                "title": "云杉半导体开工",
                "body": "".join(rng.sample(STORY, len(STORY))),
                "url": f"https://a.example/{number}",
            }
            for number in range(8000)
        )
    )
    log = Path(f"{database}-wal")
    line = [sys.executable, "-m", "scrapy", "import", path]
    process = subprocess.Popen(line, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not (log.exists() and log.stat().st_size > 1_000_000):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert said.strip().endswith("interrupted; what was taken in stays, and the same command takes in the rest")
    assert "Traceback" not in said
    done = json.loads(scrapy("import", path, "--json").stdout)
    assert done["verdict"] == "ok" and done["outcomes"]["unchanged"] > 0
    assert sum(done["outcomes"].values()) == 8000


def test_what_cannot_be_kept_is_told_with_its_reason_and_the_row(scrapy, written, rows):
    path = written(
        ROW,
        "{不是 JSON",
        "[1]",
        {"title": 7, "body": STORY},
        {"title": "", "body": STORY},
        {"title": "没有正文"},
        ROW | {"body": STORY},
        ROW | {"attachments": "x", "url": "https://e.example/2"},
        {"title": "地址", "body": STORY, "url": "http://[bad"},
    )
    done = scrapy("import", path, "--json", quick=False)
    assert done.returncode == 2, done.stderr
    told = json.loads(done.stdout)
    assert (told["verdict"], told["outcomes"], told["revs"]) == ("degraded", {"new": 1}, 1)
    assert told["rejects"] == {"BadRow": 5, "MissingBody": 1, "MissingTitle": 1, "RepeatedAddress": 1}
    found = dict(rows("SELECT detail, reason FROM rejects"))
    reasons = {int(detail.split("line ")[1].split(":")[0]): reason for detail, reason in found.items()}
    assert reasons == {
        2: "BadRow",
        3: "BadRow",
        4: "BadRow",
        5: "MissingTitle",
        6: "MissingBody",
        7: "RepeatedAddress",
        8: "BadRow",
        9: "BadRow",
    }
    ((item,),) = rows("SELECT item FROM rejects WHERE detail LIKE '%line 2:%'")
    assert "{不是 JSON" in item
    assert rows("SELECT verdict, exit_code FROM runs") == [("degraded", 2)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_of_a_spreadsheet_is_read(take_in, tmp_path, rows, encoding):
    path = tmp_path / "archive.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        write = csv.writer(file).writerow
        write(["title", "body", "published", "url"])
        write(["'=云杉半导体开工", STORY, "2026/3/1", "https://park.example/1"])
        write(["少一格", STORY])
    assert take_in(path)["verdict"] == "degraded"
    assert rows("SELECT title, published FROM notices") == [("=云杉半导体开工", "2026-03-01")]
    assert rows("SELECT reason FROM rejects") == [("BadRow",)]


def test_what_was_exported_comes_in_again_as_it_was(take_in, tmp_path, rows):
    other = filled(
        tmp_path / "other.db",
        notice("青岚区政府工作报告", REPORT, tag="投资青岚"),
        notice("=云杉半导体开工", STORY, n=2, published="2026-03-01T09:30"),
    )
    export(other, "csv", tmp_path / "csv")
    export(other, "jsonl", tmp_path / "jsonl")
    assert take_in(tmp_path / "csv/records.csv")["outcomes"] == {"new": 2}
    assert take_in(tmp_path / "jsonl/records.jsonl")["outcomes"] == {"unchanged": 2}
    assert rows(
        "SELECT title, tag, published, url FROM records JOIN notices USING (title, tag, published) UNION ALL "
        "SELECT title, tag, published, url FROM notices WHERE tag IS NULL"
    ) == [
        ("青岚区政府工作报告", "投资青岚", "2026-03-01", "https://park.example/info/1.html"),
        ("=云杉半导体开工", None, "2026-03-01T09:30", "https://park.example/info/2.html"),
    ]


def test_rows_with_an_id_and_no_address_are_notices_of_their_own(take_in, written, rows):
    copies = [{"id": id, "title": "青岚区政府工作报告", "body": REPORT} for id in ("a 1", "b/2", 3)]
    corrected = {"id": "d", "title": "青岚区政府工作报告", "body": REPORT.replace("38.6亿", "38.7亿")}
    path = written(*copies, corrected, {"title": "没有编号", "body": STORY}, {"title": "没有编号", "body": STORY})
    done = take_in(path)
    assert (done["verdict"], done["outcomes"], done["rejects"]) == ("ok", {"new": 5, "unchanged": 1}, {})
    assert (
        len(rows("SELECT DISTINCT record_id FROM notices WHERE url LIKE 'import:import#%' AND title LIKE '青岚%'")) == 1
    )
    again = take_in(path)
    assert (again["outcomes"], again["revs"]) == ({"unchanged": 6}, 0)
    assert take_in(written({"id": ["x"], "title": "通知", "body": STORY}))["rejects"] == {"BadRow": 1}


def test_nul_and_lone_surrogates_do_not_stop_an_import(take_in, written, rows):
    title, body = "云杉\0半导体\ud83d开工", STORY + "\udc00"
    row = {"title": title, "body": body, "source": "来\ud800源", "url": "https://e.example/\udc01"}
    assert take_in(written(row))["verdict"] == "ok"
    assert rows("SELECT title FROM notices") == [("云杉半导体\ufffd开工",)]


def test_compressed_files_are_read(tmp_path):
    path = tmp_path / "archive.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(ROW).encode()))
    assert [row.values for row in sheets.rows(path)] == [ROW]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("archive.xlsx", b"PK", r"neither JSON"),
        ("archive.csv", b"a,b\n1,2\n", "no column title"),
        ("archive.jsonl.gz", b"\x1f\x8b\x08\x00broken", "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, name, content, why):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=why):
        list(sheets.rows(path))


def test_a_file_without_rows_is_refused_and_no_database_made(scrapy, written, database):
    done = scrapy("import", written("", ""), quick=False)
    assert done.returncode == 3 and "holds no rows" in done.stderr and not database.exists()
