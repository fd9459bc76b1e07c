"""`scrapy export`: every format holds what SQLite holds, hostile text stays text, and a killed export harms nothing."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
import signal
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import ROOT
from hypothesis import given, strategies as st
from notices import REPORT, STORY
from stored import filled, notice

from bench.export import fill
from nouns.columns import VERSION
from output.exchange import contract
from output.exchange.export import ExportRefused, export
from output.exchange.formats import FORMULA, as_written, inert
from output.exchange.reader import Reader
from output.store.runs import RunLocked, lock

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = (
    '=HYPERLINK("http://evil.example","点我")',
    "＝1+1",
    "+8613800000000",
    "－2+3",
    "-1",
    "@SUM(A1)",
    "＠x",
    "\t=1",
    "\r\n=1",
    " =1",
    "'=1",
    '"=1',
    "\u200b=1",
    "\ufeff+1",
)


@pytest.fixture
def two(database: Path) -> Path:
    return filled(
        database,
        notice("青岚区政府工作报告", REPORT, tag="投资青岚", source="招商在线"),
        notice("云杉半导体开工", STORY, n=2, published="2026-02"),
    )


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n")[:-1]]


def table(path: Path) -> list[dict[str, str]]:
    """A CSV file as a program reads it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def living(database: Path) -> list[dict]:
    with Reader(database) as reader:
        return [dataclasses.asdict(record) for record in reader.records()]


def test_json_lines_hold_the_records_in_the_order_of_the_contract(two, tmp_path):
    export(two, "jsonl", tmp_path / "out")
    found = lines(tmp_path / "out/records.jsonl")
    assert found == living(two)
    assert all(tuple(row) == contract.EXPORTED.names for row in found)
    assert "青岚区".encode() in (tmp_path / "out/records.jsonl").read_bytes()


def test_csv_opens_in_excel_as_chinese_and_holds_the_records(two, tmp_path):
    export(two, "csv", tmp_path / "out")
    assert (tmp_path / "out/records.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    expected = [{k: "" if v is None else str(v) for k, v in row.items()} for row in living(two)]
    assert table(tmp_path / "out/records.csv") == expected


def test_the_sqlite_subset_holds_the_records_with_types_and_nothing_of_the_machinery(two, tmp_path):
    export(two, "sqlite", tmp_path / "out")
    with closing(sqlite3.connect(tmp_path / "out/records.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        assert [dict(row) for row in connection.execute("SELECT * FROM records")] == living(two)
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert names == {"records", "redirects", "notices", "meta"}
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        assert (meta["schema_version"], meta["rev"]) == (VERSION, "2")
        (joined,) = connection.execute("SELECT count(*) FROM notices JOIN records USING (site, url)").fetchone()
        assert joined == 2


def test_parquet_read_by_duckdb_and_pandas_equals_sqlite(two, tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="requirements-contract-test.txt is not installed")
    pandas = pytest.importorskip("pandas", reason="requirements-contract-test.txt is not installed")
    pytest.importorskip("pyarrow", reason="requirements-export.txt is not installed")
    export(two, "parquet", tmp_path / "out")
    path = tmp_path / "out/records.parquet"
    moments = [c.name for c in contract.EXPORTED.columns if c.type == "moment"]
    texts = ", ".join(f"strftime(timezone('UTC', {name}), '%Y-%m-%dT%H:%M:%S+00:00') AS {name}" for name in moments)
    result = duckdb.sql(f"SELECT * REPLACE ({texts}) FROM read_parquet('{path}') ORDER BY rev")
    assert [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()] == living(two)
    frame = pandas.read_parquet(path)
    assert str(frame["first_seen"].dtype) in ("datetime64[ms, UTC]", "datetime64[ns, UTC]", "datetime64[us, UTC]")
    assert str(frame["notices"].dtype) == "int64"
    for name in moments:
        frame[name] = frame[name].map(lambda at: at.isoformat(timespec="seconds"), na_action="ignore")
    found = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert found == living(two)


def test_parquet_by_month_is_the_same_in_parts_and_replaces_the_parts_before(two, tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="requirements-contract-test.txt is not installed")
    pytest.importorskip("pyarrow", reason="requirements-export.txt is not installed")
    for _ in range(2):
        package = export(two, "parquet", tmp_path / "out", by_month=True)
    (records, _redirects) = package["resources"]
    paths = [str(tmp_path / "out" / path) for path in records["path"]]
    assert [path.split("/")[1] for path in records["path"]] == ["month=2026-02", "month=2026-03"]
    assert sorted(map(str, (tmp_path / "out").glob("records-*/*/*"))) == paths
    found = duckdb.sql(f"SELECT id, month FROM read_parquet({paths}, hive_partitioning = true)").fetchall()
    assert {row[0]: str(row[1])[:7] for row in found} == {row["id"]: row["published"][:7] for row in living(two)}


def test_the_feed_is_valid_xml_newest_first_and_the_same_for_the_same_records(two, tmp_path):
    export(two, "atom", tmp_path / "out")
    written = (tmp_path / "out/records.atom").read_bytes()
    feed = ElementTree.fromstring(written)
    assert [e.findtext(f"{ATOM}title") for e in feed.findall(f"{ATOM}entry")] == [
        "云杉半导体开工",
        "青岚区政府工作报告",
    ]
    assert feed.find(f"{ATOM}entry/{ATOM}published").text == "2026-02-01T00:00:00+08:00"
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "https://park.example/info/2.html"
    export(two, "atom", tmp_path / "again", since=1)
    assert len(ElementTree.parse(tmp_path / "again/records.atom").findall(f"{ATOM}entry")) == 1
    export(two, "atom", tmp_path / "again")
    assert (tmp_path / "again/records.atom").read_bytes() == written


@pytest.mark.parametrize("title", HOSTILE)
def test_formulas_are_inert_in_csv_and_can_be_taken_back(title):
    assert inert(title).startswith("'") and as_written(inert(title)) == title


@given(st.text())
def test_a_cell_never_begins_as_a_formula_and_nothing_is_lost(text):
    cell = inert(text)
    assert cell.startswith("'") or not FORMULA.match(cell)
    assert as_written(cell) == text


def test_formulas_in_titles_come_out_inert(database, tmp_path):
    made = [notice(title, REPORT if n % 2 else STORY, n) for n, title in enumerate(HOSTILE, 1)]
    filled(database, *made)
    export(database, "csv", tmp_path / "out")
    for row in table(tmp_path / "out/records.csv"):
        assert not row["title"].lstrip("\"' \u200b\ufeff").startswith(("=", "+", "-", "@")) or row["title"][0] == "'"
        assert row["title"][0] == "'"


@pytest.mark.parametrize("format", ["jsonl", "csv", "atom", "sqlite", "parquet"])
def test_nul_lone_surrogates_and_line_separators_break_no_line(format, database, tmp_path):
    if format == "parquet":
        pytest.importorskip("pyarrow", reason="requirements-export.txt is not installed")
    filled(
        database,
        notice("标题\0尾", STORY + "\u2028甲\x85乙\x0b<]]>&\ufffe", source="来\x1b源"),
        notice("二", REPORT, n=2),
    )
    with closing(sqlite3.connect(database)) as connection, connection:
        # Bytes that are no UTF-8, as another program may store them: an encoded lone surrogate.
        connection.execute("UPDATE records SET author = CAST(X'E5BCA0EDA080' AS TEXT)")
    export(database, format, tmp_path / "out")
    (path,) = (tmp_path / "out").glob(f"records.{format}")
    if format == "jsonl":
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert {row["title"] for row in rows} == {"标题尾", "二"}
        assert any("\u2028甲\x85乙" in row["body"] for row in rows)
        assert all(row["author"].startswith("张\ufffd") for row in rows)
    elif format == "csv":
        assert {row["title"] for row in table(path)} == {"标题尾", "二"}
    elif format == "atom":
        titles = {entry.findtext(f"{ATOM}title") for entry in ElementTree.parse(path).findall(f"{ATOM}entry")}
        assert titles == {"标题尾", "二"}


def test_an_address_that_runs_script_is_no_link(database, tmp_path):
    made = notice("云杉半导体开工", STORY)
    made.url = "javascript:alert(1)"
    export(filled(database, made), "atom", tmp_path / "out")
    assert b"javascript" not in (tmp_path / "out/records.atom").read_bytes()


def test_changes_tell_what_to_do_and_the_next_cursor(two, tmp_path):
    package = export(two, "jsonl", tmp_path / "out", since=1)
    (row,) = lines(tmp_path / "out/changes.jsonl")
    assert (row["operation"], row["title"], row["rev"]) == ("added", "云杉半导体开工", 2)
    assert tuple(row) == contract.CHANGED.names
    assert (package["rev"], package["since"], package["schema_version"]) == (2, 1, VERSION)


@pytest.mark.parametrize("format", ["jsonl", "csv", "sqlite"])
def test_memory_does_not_grow_with_the_database(format, database, tmp_path):
    fill(database, 150, characters=50_000)  # some 15 MB of text once in memory
    export(database, format, tmp_path / "out")  # what is imported on first use does not count
    tracemalloc.start()
    try:
        export(database, format, tmp_path / "out")
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6_000_000


def test_an_export_killed_at_any_time_leaves_the_one_before(database, tmp_path, environment):
    fill(database, 3000)
    out = tmp_path / "out"
    export(database, "jsonl", out)
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.suffix != ".lock"}
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE records SET title = title || '（更正）'")
    line = [sys.executable, "-m", "scrapy", "export", "--format", "jsonl", "--out", str(out)]
    process = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    partial = out / ".export.partial/records.jsonl"
    while not (partial.exists() and partial.stat().st_size > 100_000):
        assert process.poll() is None, "it ended before it could be killed"
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert partial.exists()
    assert {name: (out / name).read_bytes() for name in before} == before
    package = export(database, "jsonl", out)  # nothing is in the way of the next one
    assert not (out / ".export.partial").exists()
    assert all("更正" in row["title"] for row in lines(out / "records.jsonl"))
    for resource in package["resources"]:
        assert resource["hash"] == "sha256:" + hashlib.sha256((out / resource["path"]).read_bytes()).hexdigest()


def test_two_exports_into_one_folder_do_not_mix(two, tmp_path):
    with lock(tmp_path / "out/.export"), pytest.raises(RunLocked):
        export(two, "jsonl", tmp_path / "out")


def test_an_export_that_fails_leaves_the_one_before_and_no_rubbish(two, tmp_path):
    out = tmp_path / "out"
    export(two, "jsonl", out)
    before = (out / "records.jsonl").read_bytes()
    with pytest.raises(ExportRefused):
        export(two, "jsonl", out, since=99)
    with pytest.raises(ExportRefused):
        export(two, "csv", out, by_month=True)
    assert (out / "records.jsonl").read_bytes() == before and not (out / ".export.partial").exists()


def test_the_command_writes_a_folder_tells_the_cursor_and_streams(two, scrapy, tmp_path):
    done = scrapy("export", "--format", "csv", "--out", tmp_path / "out", quick=False)
    assert done.returncode == 0 and "2 records" in done.stdout and "--since 2@" in done.stdout
    assert len(table(tmp_path / "out/records.csv")) == 2
    done = scrapy("export", "--format", "jsonl", "--since", 1, "--out", "-", quick=False)
    assert [json.loads(line)["rev"] for line in io.StringIO(done.stdout)] == [2]
    done = scrapy("export", "--since", 3, "--out", tmp_path / "changes", quick=False)
    assert done.returncode == 2 and "restored" in done.stderr
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("[!.]*")}
    for line in (["--format", "jsonl"], ["--format", "atom", "--force"], ["--format", "sqlite", "--since", "0"]):
        done = scrapy("export", *line, "--out", tmp_path / "out", quick=False)
        assert done.returncode == 3 and f"holds an export as csv; give {line[1]} a folder of its own" in done.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("[!.]*")} == before
    assert scrapy("export", "--format", "csv", "--out", tmp_path / "out", quick=False).returncode == 0


def test_without_a_database_it_says_so(scrapy, tmp_path):
    done = scrapy("export", "--out", tmp_path / "out", quick=False)
    assert done.returncode == 3 and "no such database" in done.stderr and not (tmp_path / "out").exists()
