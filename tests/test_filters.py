"""The same filters everywhere: search, exports, the feed, the pages; and saved queries that tell of new records."""

from __future__ import annotations

import csv
import json
import os
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest
from stored import delete, filled, notice

from output.exchange import watching
from output.filters import FilterRefused, Filters
from output.store import search
from output.store.database import open_reader
from output.store.store import Store

TEXTS = {
    1: "税收优惠政策，面向智能制造企业。",
    2: "土地出让公告，工业用地两百亩。",
    3: "人才引进补贴办法，博士每人十万元。",
    4: "税收征管通知，纳税人须知。",
}


def stored(path: Path) -> Path:
    def one(n: int, site: str, region: str | None, tag: str | None, published: str):
        text = TEXTS[n] + f"第{n}号文件的正文，逐条说明如下：" + "甲乙丙丁戊己庚辛"[n] * 60
        return notice(f"第{n}号园区公告", text, n, site, region=region, tag=tag, published=published)

    return filled(
        path,
        one(1, "luohu", "广东省深圳市罗湖区", "招商", "2026-01-05"),
        one(2, "luohu", "广东省深圳市罗湖区", None, "2026-02-10"),
        one(3, "suzhou", "江苏省苏州市相城区", "招商", "2026-03"),
        one(4, "suzhou", "广东省深圳市南山区", None, "2025-12-31T09:30"),
    )


# What is asked for -> the numbers of the records found.
CHOICES = {
    ("--site", "luohu"): "12",
    ("--region", "深圳市"): "124",
    ("--region", "相城"): "3",
    ("--tag", "招商"): "13",
    ("--from", "2026"): "123",
    ("--to", "2025"): "4",
    ("--to", "2026-01-05"): "14",
    ("--from", "2026-02", "--to", "2026-03"): "23",
    ("--region", "深圳市", "--site", "suzhou"): "4",
    ("--region", "南京市"): "",
}


def numbers(titles) -> str:
    return "".join(sorted(title[1] for title in titles))


@pytest.mark.parametrize("options", CHOICES, ids=" ".join)
def test_search_and_exports_choose_the_same(options, scrapy, database, tmp_path):
    stored(database)
    found = scrapy("search", *options, "--json", quick=False)
    assert numbers(row["title"] for row in json.loads(found.stdout)) == CHOICES[options]
    assert found.returncode == (0 if CHOICES[options] else 1)
    lines = scrapy("export", *options, "--out", "-", quick=False).stdout.splitlines()
    assert numbers(json.loads(line)["title"] for line in lines) == CHOICES[options]
    done = scrapy("export", "--format", "csv", *options, "--out", tmp_path / "out", quick=False)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out" / "records.csv").open(encoding="utf-8-sig") as file:
        assert numbers(row["title"] for row in csv.DictReader(file)) == CHOICES[options]
    assert json.loads((tmp_path / "out" / "datapackage.json").read_text())["filters"]


def test_words_choose_in_exports_and_feeds_as_in_search(scrapy, database):
    stored(database)
    lines = scrapy("export", "--words", "税收", "--region", "罗湖", "--out", "-", quick=False).stdout.splitlines()
    assert numbers(json.loads(line)["title"] for line in lines) == "1"
    feed = ElementTree.fromstring(
        scrapy("export", "--format", "atom", "--words", "稅收", "--out", "-", quick=False).stdout
    )
    assert numbers(entry[1].text for entry in feed if entry.tag.endswith("entry")) == "14"
    assert scrapy("search", "公告", "--from", "3月", quick=False).returncode == 3
    with closing(open_reader(database).conn) as connection:
        assert not search.matching(connection, Filters(region="深_市"), None)


def test_a_filtered_change_feed_keeps_a_copy_equal(scrapy, database, tmp_path):
    stored(database)
    line = ["export", "--region", "深圳市", "--since"]
    copy = {
        row["id"]: row for row in map(json.loads, scrapy(*line, "0", "--out", "-", quick=False).stdout.splitlines())
    }
    assert numbers(row["title"] for row in copy.values()) == "124"
    cursor = "4"
    with Store.alone(database) as store:
        delete(store, next(row["notice_id"] for row in copy.values() if row["title"].startswith("第1")))
        store.do(lambda c: c.execute("UPDATE records SET region = '江苏省', rev = 6 WHERE title LIKE '第2%'"))
        store.do(
            lambda c: c.execute(
                "INSERT INTO _changes SELECT 6, id, 'changed', NULL, last_seen FROM records WHERE rev = 6"
            )
        )
        store.do(lambda c: c.commit())
    for row in map(json.loads, scrapy(*line, cursor, "--out", "-", quick=False).stdout.splitlines()):
        if row["operation"] in ("merged", "deleted"):
            copy.pop(row["id"], None)
        else:
            copy[row["id"]] = row
    assert numbers(row["title"] for row in copy.values()) == "4"


def test_ids_as_they_are_printed_work_wherever_a_notice_is_asked_for(scrapy, database, rows):
    stored(database)
    for record, canonical in rows("SELECT id, notice_id FROM records"):
        for start in (record, record[:8], canonical, canonical[:8]):
            said = scrapy("explain", start, "--json", quick=False)
            assert said.returncode == 0 and json.loads(said.stdout)["notice"]["id"] == canonical, said.stderr
    (a, b), *_ = [(x[:8], y[:8]) for (x,), (y,) in [rows("SELECT id FROM records ORDER BY id LIMIT 2")]]
    assert scrapy("judge", a, b, "same", quick=False).returncode == 0
    gone = rows("SELECT old_id FROM redirects")[0][0]  # an id of before leads to what it became
    assert scrapy("explain", gone[:8], quick=False).returncode == 0
    short = scrapy("judge", "--delete", gone[:4], "--why", "slip", quick=False)
    assert short.returncode == 3 and "8 characters" in short.stderr
    assert "no such notice" in scrapy("explain", "zzzz", quick=False).stderr


def test_a_filter_that_cannot_be_meant_is_refused():
    for values in (
        {"since": "yesterday"},
        {"until": "2026-1-1"},
        {"seen_since": "x"},
        {"since": "2026-13"},
        {"until": "2026-02-30"},
        {"since": "２０２６"},
        {"since": "2027", "until": "2026-12-31"},
    ):
        with pytest.raises(FilterRefused):
            Filters(**values)
    assert Filters(since="2026-03-05", until="2026-03") and Filters(since="2026", until="2026-01-01")


@pytest.mark.parametrize(
    "asked, meant",
    [
        (("--site", "luohuu"), "did you mean luohu?"),
        (("--site", "nobody"), "no run has crawled such a site"),
        (("--region", "%"), "official name"),
        (("--region", "深训市"), "did you mean 深"),
        (("--region", "广东深圳"), "official name"),
        (("--from", "2026-13"), "not a date such as 2026-03-01: 2026-13"),
        (("--from", "2027", "--to", "2026"), "backwards"),
    ],
)
def test_a_slip_in_a_filter_does_not_end_in_an_empty_export_at_0(asked, meant, scrapy, database, tmp_path):
    stored(database)
    for line in (["export", "--out", tmp_path / "out"], ["search", "园区"]):
        done = scrapy(*line, *asked, quick=False)
        assert done.returncode == 3 and meant in done.stderr, done.stderr
    assert not (tmp_path / "out").exists()


# Saved queries --------------------------------------------------------------------------------------------------------


@pytest.fixture
def watches(tmp_path):
    """The file, with a command that keeps what it is told in a folder."""
    told = tmp_path / "told"
    told.mkdir()
    hook = tmp_path / "hook.py"
    hook.write_text(f"import sys, os, time; open(r'{told}/' + str(time.time_ns()), 'w').write(sys.stdin.read())")
    file = tmp_path / "watches.toml"
    file.write_text(
        f'[tax]\nwords = "税收"\nregion = "深圳市"\ncommand = "{sys.executable} {hook}"\n', encoding="utf-8"
    )
    return file, told


def titles(told: Path) -> list[list[str]]:
    return [[row["title"] for row in json.loads(path.read_text())["records"]] for path in sorted(told.iterdir())]


def test_a_saved_query_tells_each_new_record_once(scrapy, database, watches):
    file, told = watches
    stored(database)
    first = scrapy("watch", "--file", file, quick=False)
    assert first.returncode == 0 and "begins with now" in first.stdout and titles(told) == []
    filled(
        database,
        notice("第5号园区公告", "税收返还细则。" + "壬" * 80, 5, region="广东省深圳市福田区"),
        notice("第6号园区公告", "税收返还细则，外地。" + "癸" * 80, 6, region="江苏省"),
    )
    assert "第5号" in scrapy("watch", "--file", file, "--dry-run", quick=False).stdout and titles(told) == []
    for _ in range(2):
        assert scrapy("watch", "--file", file, quick=False).returncode == 0
    assert titles(told) == [["第5号园区公告"]]


def test_a_run_tells_saved_queries_where_there_is_a_file_of_them(scrapy, watches, server, tmp_path):
    file, told = watches
    file.write_text(file.read_text(encoding="utf-8").replace('region = "深圳市"\n', ""), encoding="utf-8")
    server.pages["/"] = (
        "<ul class=list>"
        + "".join(
            f"<li><h3>第{n}号园区公告</h3><span>2026-03-0{n}</span><div>{f'第{n}批税收返还细则，面向本区企业。' * 9}</div></li>"
            for n in (1, 2, 3)
        )
        + "</ul>"
    )
    line = ("run", "--url", f"{server.url}/", "-s", f"WATCHES={file}")
    assert scrapy(*line).returncode == 0 and titles(told) == []  # it begins with now
    server.pages["/"] = server.pages["/"].replace(
        "<ul class=list>",
        "<ul class=list><li><h3>第4号园区公告</h3><span>2026-03-04</span>"
        f"<div>{'第4批税收返还细则，另行通知，面向外来企业。' * 9}</div></li>",
    )
    done = scrapy(*line)
    assert done.returncode == 0 and "watch: tax: 1 new, told" in done.stdout and titles(told) == [["第4号园区公告"]]
    assert scrapy(*line, "--json").returncode == 0 and len(titles(told)) == 1
    file.write_text('[tax]\nwrods = "x"\ncommand = "true"\n')  # a slip stops no crawl, and is said
    done = scrapy(*line)
    assert done.returncode == 2 and "did you mean words?" in done.stderr and "verdict: ok" in done.stdout


def test_who_could_not_be_told_is_told_the_next_time(scrapy, database, watches, server, tmp_path):
    file, _told = watches
    posted: list[bytes] = []
    server.posted = lambda path, body: posted.append(body)
    stored(database)
    file.write_text(f'[all]\nsite = "park"\nwebhook = "{server.url}/hook"\n', encoding="utf-8")
    assert scrapy("watch", "--file", file, quick=False).returncode == 0
    filled(database, notice("第7号园区公告", "人才公寓配租通知。" * 20, 7))
    failed = scrapy("watch", "--file", file, quick=False)  # the server knows no /hook: 404
    assert failed.returncode == 2 and "webhook" in failed.stderr
    server.pages["/hook"] = "ok"
    assert scrapy("watch", "--file", file, quick=False).returncode == 0
    assert json.loads(posted[-1])["records"][0]["title"] == "第7号园区公告"


def test_a_saved_query_writes_a_mail_by_the_systems_sendmail(database, tmp_path, monkeypatch):
    sendmail = tmp_path / "sendmail"
    sendmail.write_text(f"#!/bin/sh\ncat > {tmp_path}/mail\n")
    sendmail.chmod(sendmail.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(watching, "SENDMAIL", (str(sendmail), "-t", "-i"))
    stored(database)
    watch = [watching.Watch("land", Filters(), "土地", None, None, "you@example.org")]
    watching.tell(database, watch)
    filled(database, notice("第8号园区公告", "土地出让补充公告。" * 20, 8))
    assert watching.tell(database, watch)[0]["problems"] == []
    from email import message_from_bytes, policy

    mail = message_from_bytes((tmp_path / "mail").read_bytes(), policy=policy.default)
    assert mail["To"] == "you@example.org" and "第8号园区公告" in mail.get_content()


@pytest.mark.parametrize(
    "table, said",
    [
        ('[a]\nwrods = "x"\ncommand = "true"', "did you mean words?"),
        ('[a]\nwords = "x"', "nobody to tell"),
        ('[a]\nfrom = "soon"\ncommand = "true"', "w.toml: [a]: not a date"),
        ('[a]\nregion = "深训市"\ncommand = "true"', "w.toml: [a] region: is in no division's official name"),
        ("words = 1", "outside"),
        ("[a\n", "cannot be read"),
    ],
)
def test_a_file_of_queries_with_a_slip_is_refused(table, said, scrapy, database, tmp_path):
    stored(database)
    (tmp_path / "w.toml").write_text(table)
    done = scrapy("watch", "--file", tmp_path / "w.toml", quick=False)
    assert done.returncode == 3 and said in done.stderr, done.stderr


def test_a_reader_that_has_gone_does_not_end_an_export_in_an_error(environment, database):
    stored(database)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "export", "--out", "-"],
        env=environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
