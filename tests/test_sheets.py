"""What spreadsheets and other programs write is read, and what is made of its columns is told before anything is stored."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from output.exchange import sheets

ROWS = [
    (
        "高新区标准厂房招租公告",
        "本厂房位于东区三号路，面积两千平方米；\n租期五年，逗号，分号；制表符 都在。",
        "2026-03-01",
    ),
    ("关于开展“专精特新”申报的通知", "请各企业于月底前提交材料，逾期不予受理。", "2026-03-02"),
    ("临港园区招商说明会", "说明会定于周五上午九点，地点在管委会二楼。", "2026-03-03"),
]
OURS = ("title", "body", "published")
CHINESE = ("标题", "正文", "发布日期")


def table(encoding: str, separator: str, header=OURS, newline: str = "\r\n", before: str = "") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=newline, quoting=csv.QUOTE_ALL)
    writer.writerows([header, *ROWS])
    return (before + text.getvalue()).encode(encoding)


def objects(rows=ROWS, header=OURS) -> list[dict[str, str]]:
    return [dict(zip(header, row, strict=True)) for row in rows]


def read(path: Path) -> list[tuple]:
    return [tuple((row.values.get(name) or "").replace("\r\n", "\n") for name in OURS) for row in sheets.rows(path)]


@pytest.mark.parametrize("header", [OURS, CHINESE, ("Title", "Content", "Date"), (" 标题 ", "内容", "发布时间")])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_table_is_read_whatever_encoding_separator_and_header_it_has(encoding, separator, header, tmp_path):
    for name, newline in (("t.csv", "\r\n"), ("t.txt", "\n"), ("t.tsv", "\r")):
        (tmp_path / name).write_bytes(table(encoding, separator, header, newline))
        assert read(tmp_path / name) == ROWS, name


def test_excels_own_mark_names_the_separator(tmp_path):
    (tmp_path / "t.csv").write_bytes(table("utf-8-sig", ";", before="sep=;\r\n"))
    assert read(tmp_path / "t.csv") == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("indent", [None, 1])
def test_json_is_an_array_an_object_that_holds_one_or_an_object_a_line(encoding, indent, tmp_path):
    dump = json.JSONEncoder(ensure_ascii=False, indent=indent).encode
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in objects(header=CHINESE))
    for name, text in (
        ("a.json", dump(objects())),
        ("a.jsonl", " \n" + dump(objects())),
        ("b.json", dump({"total": 3, "data": objects()})),
        ("c.json", lines),
        ("c.jsonl", "\n\n" + lines),
        ("d.ndjson", lines),
    ):
        (tmp_path / name).write_bytes(text.encode(encoding))
        assert read(tmp_path / name) == ROWS, name


# A number in a column of dates -> the date.
NUMBERS = {
    1772323200: "2026-03-01T08:00:00+08:00",
    "1772323200": "2026-03-01T08:00:00+08:00",
    1772323200000: "2026-03-01T08:00:00+08:00",
    46082: "2026-03-01",
    "46082": "2026-03-01",
    46082.5: "2026-03-01T12:00",
    20260301: "2026-03-01",
    "20260301": "2026-03-01",
    2026: "2026",
    "2026-03-01": "2026-03-01",
    "2026/3/1 9:05": "2026/3/1 9:05",
    20261399: "20261399",
    7: "7",
    None: None,
}


@pytest.mark.parametrize("said", NUMBERS, ids=str)
def test_a_number_in_a_column_of_dates_is_the_date_it_means(said, tmp_path):
    assert sheets.numbered(said)[0] == NUMBERS[said]


def test_numbers_elsewhere_stay_what_they_are(tmp_path):
    (tmp_path / "t.csv").write_text(
        "title,body,published,地区\n20260301,1772323200,1772323200,46082\n", encoding="utf-8"
    )
    (row,) = sheets.rows(tmp_path / "t.csv")
    assert (row.values["title"], row.values["body"], row.values["region"]) == ("20260301", "1772323200", "46082")


def test_what_is_made_of_the_columns_is_told_first_and_a_dry_run_stores_nothing(scrapy, database, rows, tmp_path):
    file = tmp_path / "sheet.txt"
    file.write_bytes(table("utf-16", "\t", ("标题", "正文", "备注")))
    done = scrapy("import", file, "--dry-run", quick=False)
    assert (
        done.returncode == 0 and "columns: 标题 → title, 正文 → body" in done.stdout and "not read: 备注" in done.stdout
    )
    assert not database.exists()
    file.write_text(
        "标题\t正文\t日期\t标签\n厂房招租公告\t" + "面积两千平方米，租期五年。" * 5 + "\t1772323200\t厂房\n",
        encoding="gb18030",
    )
    done = scrapy("import", file, quick=False)
    assert done.returncode == 0, done.stderr
    assert "numbers in 日期 are read as seconds since 1970" in done.stderr
    assert rows("SELECT title, tag, published FROM notices") == [("厂房招租公告", "厂房", "2026-03-01T08:00:00")]
    assert rows("SELECT published_raw FROM notices") == [("2026-03-01T08:00:00+08:00",)]
    assert "nothing changed" in scrapy("import", file, quick=False).stdout


def test_a_column_that_bears_our_name_goes_before_one_that_could_be_it(tmp_path):
    (tmp_path / "t.csv").write_text("日期,标题,title,published,body\nx,外,内,2026-03-01,正文\n", encoding="utf-8")
    (row,) = sheets.rows(tmp_path / "t.csv")
    assert (row.values["title"], row.values["published"], row.values["日期"]) == ("内", "2026-03-01", "x")


def test_a_table_without_a_title_is_refused_with_the_columns_it_has(scrapy, tmp_path):
    for name, text in (("t.csv", "姓名,电话\n张三,1\n"), ("t.json", '[{"name": "x"}]'), ("t.xlsx", "PK")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = scrapy("import", tmp_path / name, quick=False)
        assert done.returncode == 3 and ("title" in done.stderr or "save it as one" in done.stderr), done.stderr
