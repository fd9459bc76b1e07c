"""No slip of the hand destroys: every option that writes, given the database, the input or somebody else's file."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from forked import Running
from servers import Server
from stored import filled, notice

from output import writing

DOCUMENTS = '{"id": "a", "title": "甲", "body": "园区招商公告正文"}\n'

# Every option that writes a file: what to say, with PATH where the path goes. `IN` is a file of documents.
WRITES = {
    "backup": ["backup", "PATH"],
    "backup --force": ["backup", "PATH", "--force"],
    "report --out": ["report", "--out", "PATH"],
    "report --force": ["report", "--out", "PATH", "--force"],
    "dedupe --output": ["dedupe", "--input", "IN", "--output", "PATH"],
    "dedupe --force": ["dedupe", "--input", "IN", "--output", "PATH", "--force"],
    "--logfile": ["search", "招商", "--logfile", "PATH"],
    "-s LOG_FILE": ["search", "招商", "-s", "LOG_FILE=PATH"],
    "--pidfile": ["search", "招商", "--pidfile", "PATH"],
    "--profile": ["search", "招商", "--profile", "PATH"],
    "crawl -O": ["crawl", "listing", "-a", "site=demo", "-O", "PATH"],
    "crawl -o with a format": ["crawl", "listing", "-a", "site=demo", "-o", "PATH:jsonlines"],
}
OVERWRITES = [name for name in WRITES if "force" not in name and "log" not in name.lower() and "crawl" not in name]
# How the database can be named, from the folder it stands in.
SPELLINGS = {
    "plain": lambda path: path,
    "relative": lambda path: os.path.relpath(path),
    "roundabout": lambda path: path.parent / "sub" / ".." / path.name,
    "link": lambda path: path.parent / "link.db",
    "hard link": lambda path: path.parent / "hard.db",
    "wal": lambda path: f"{path}-wal",
    "shm": lambda path: f"{path}-shm",
    "lock": lambda path: f"{path}.lock",
    "a link to the log": lambda path: path.parent / "log.db",
}


@pytest.fixture
def kept(database: Path) -> Path:
    """A database with links to it."""
    filled(database, notice("园区招商公告", "园区招商公告的正文。" * 20))
    (database.parent / "sub").mkdir()
    (database.parent / "link.db").symlink_to(database.name)
    (database.parent / "log.db").symlink_to(f"{database}-wal")
    os.link(database, database.parent / "hard.db")
    (database.parent / "in.jsonl").write_text(DOCUMENTS, encoding="utf-8")
    return database


def everything(folder: Path) -> dict[str, tuple[bool, bytes]]:
    """What stands in a folder; what SQLite and the lock keep beside a database is theirs."""
    passing = ("-wal", "-shm", ".lock")
    return {
        str(path): (path.is_symlink(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((*passing, "log.db"))
    }


def line_of(name: str, path: object, folder: Path) -> list[str]:
    return [
        part.replace("PATH", str(path)).replace("IN", str(folder / "in.jsonl"))
        if part.isupper() or "PATH" in part
        else part
        for part in WRITES[name]
    ]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_database_is_known_by_any_name(spelling, kept, monkeypatch):
    monkeypatch.chdir(kept.parent / "sub")
    for path in (SPELLINGS[spelling](kept), Path(os.path.relpath(SPELLINGS[spelling](kept)))):
        for force in (False, True):
            with pytest.raises(writing.WriteRefused, match=r"is the database|belongs to the database"):
                writing.writable(path, kept, force=force, ours=lambda path: True)
    assert writing.writable(kept.parent / "other.db", kept)


@pytest.mark.parametrize(
    "name, spelling",
    [
        *((name, "plain") for name in WRITES if "force" not in name),
        *((name, "link") for name in WRITES),
        ("backup", "wal"),
        ("report --out", "a link to the log"),
    ],
)
def test_the_database_is_never_written_over(name, spelling, kept, scrapy, rows):
    if "report" in name:
        pytest.importorskip("pygal", reason="optional: pip install -r requirements-serve.txt")
    before, folder = everything(kept.parent), kept.parent
    done = scrapy(*line_of(name, SPELLINGS[spelling](kept), folder), quick=False)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "is the database" in done.stderr or "belongs to the database" in done.stderr
    assert everything(folder) == before
    assert rows("PRAGMA integrity_check") == [("ok",)] and rows("SELECT count(*) FROM notices") == [(1,)]


@pytest.mark.parametrize("name", OVERWRITES)
def test_what_somebody_else_made_stays_unless_told(name, kept, scrapy):
    if "report" in name:
        pytest.importorskip("pygal", reason="optional: pip install -r requirements-serve.txt")
    theirs, folder = kept.parent / "theirs.txt", kept.parent
    theirs.write_text("the only copy of a thesis\n")
    done = scrapy(*line_of(name, theirs, folder), quick=False)
    assert done.returncode == 3 and "not by this command" in done.stderr, done.stderr
    assert theirs.read_text() == "the only copy of a thesis\n"
    if not name.startswith("--"):
        done = scrapy(*line_of(name, theirs, folder), "--force", quick=False)
        assert done.returncode == 0, done.stderr
        assert "thesis" not in theirs.read_text("utf-8", "replace")
    theirs.write_bytes(b"")  # mktemp's
    for _ in range(2):  # and its own output, again and again
        done = scrapy(*line_of(name, theirs, folder), quick=False)
        assert done.returncode in (0, 1), done.stderr


@pytest.mark.parametrize("name", OVERWRITES)
def test_a_folder_or_a_device_is_not_replaced_by_a_file(name, kept, scrapy):
    done = scrapy(*line_of(name, kept.parent / "sub", kept.parent), quick=False)
    assert done.returncode == 3 and "is a folder" in done.stderr
    if name in ("backup", "dedupe --output"):
        pipe = kept.parent / "pipe"
        os.mkfifo(pipe)
        done = scrapy(*line_of(name, pipe, kept.parent), quick=False)
        assert done.returncode == 3 and pipe.is_fifo()


@pytest.mark.parametrize("spelling", ["same", "link", "hard"])
def test_dedupe_does_not_write_over_what_it_reads(spelling, kept, scrapy):
    source = kept.parent / "in.jsonl"
    out = source if spelling == "same" else kept.parent / "other.jsonl"
    if spelling == "link":
        out.symlink_to(source)
    elif spelling == "hard":
        os.link(source, out)
    for more in ([], ["--force"]):
        done = scrapy("dedupe", "--input", source, "--output", out, *more, quick=False)
        assert done.returncode == 3 and "is what is read" in done.stderr
    assert source.read_text("utf-8") == DOCUMENTS
    part = kept.parent / "out.part"
    shutil.copy(source, part)
    assert scrapy("dedupe", "--input", part, "--output", kept.parent / "out", quick=False).returncode == 3
    assert part.read_text("utf-8") == DOCUMENTS


def test_dedupe_leaves_a_database_alone_that_bears_the_name_of_its_work(kept, scrapy, rows):
    work = kept.parent / "out.jsonl.deciding"
    with closing(sqlite3.connect(work)) as connection:
        connection.execute("CREATE TABLE notices (thesis TEXT)")
        connection.execute("CREATE TABLE chapters (thesis TEXT)")
    done = scrapy("dedupe", "--input", kept.parent / "in.jsonl", "--output", kept.parent / "out.jsonl", quick=False)
    assert done.returncode == 3 and "move it away" in done.stderr
    with closing(sqlite3.connect(work)) as connection:
        assert connection.execute("SELECT * FROM chapters").fetchall() == []


@pytest.mark.parametrize("format", ["jsonl", "csv", "sqlite", "atom", "parquet"])
def test_an_export_replaces_nothing_that_no_export_wrote(format, kept, scrapy, tmp_path):
    if format == "parquet":
        pytest.importorskip("pyarrow", reason="optional: pip install -r requirements-export.txt")
    out = tmp_path / "out"
    (out / "records-2024").mkdir(parents=True)
    (out / ".partial").mkdir()
    theirs = [out / f"records.{format}", out / "records-2024" / "thesis.txt", out / ".partial" / "thesis.txt"]
    for path in theirs:
        path.write_text("theirs\n")
    done = scrapy("export", "--format", format, "--out", out, quick=False)
    assert done.returncode == 3 and "not by this command" in done.stderr
    assert all(path.read_text() == "theirs\n" for path in theirs)
    theirs[0].unlink()
    for _ in range(2):
        assert scrapy("export", "--format", format, "--out", out, quick=False).returncode == 0
    assert all(path.read_text() == "theirs\n" for path in theirs[1:])
    theirs[0].unlink()
    (out / ".export.files").unlink()  # as a version before kept none
    assert scrapy("export", "--format", format, "--out", out, quick=False).returncode == 0


def test_an_export_beside_a_database_called_as_its_file_leaves_it(tmp_path, scrapy, rows):
    for name in ("records.sqlite", "redirects.csv", "datapackage.json", ".export.lock"):
        folder = tmp_path / name.strip(".")
        folder.mkdir()
        filled(folder / name, notice("园区招商公告", "园区招商公告的正文。" * 20))
        for more in ([], ["--force"]):
            format = "sqlite" if name.endswith("sqlite") else "csv"
            done = scrapy(
                "export", "--format", format, "--out", folder, "-s", f"DATABASE={folder / name}", *more, quick=False
            )
            assert done.returncode == 3, (name, done.stderr)
            with closing(sqlite3.connect(folder / name)) as connection:
                assert connection.execute("SELECT count(*) FROM notices").fetchone() == (1,)


def test_a_backup_by_the_name_of_what_the_database_is_called_leaves_it(tmp_path, scrapy):
    database = filled(tmp_path / "copy.partial", notice("园区招商公告", "园区招商公告的正文。" * 20))
    done = scrapy("backup", tmp_path / "copy", "-s", f"DATABASE={database}", quick=False)
    assert done.returncode == 3 and "is the database" in done.stderr
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM notices").fetchone() == (1,)


def test_a_backup_does_not_replace_another_database_in_use(kept, scrapy, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    other = filled(tmp_path / "elsewhere" / "other.db", notice("另一个园区", "另一个园区的正文。" * 20, site="other"))
    done = scrapy("backup", other, quick=False)
    assert done.returncode == 3 and "not by this command" in done.stderr
    with closing(sqlite3.connect(other)) as connection:
        assert connection.execute("SELECT site FROM notices").fetchall() == [("other",)]


def test_two_restores_in_a_row_lose_neither_state(kept, scrapy, tmp_path):
    (tmp_path / "copies").mkdir()
    good, bad = tmp_path / "copies" / "good.db", tmp_path / "copies" / "bad.db"
    assert scrapy("backup", bad, quick=False).returncode == 0
    filled(kept, notice("园区招商公告二", "第二份公告的正文，讲的是别的事情。" * 20, 2))
    assert scrapy("backup", good, quick=False).returncode == 0
    filled(kept, notice("园区招商公告三", "第三份公告，还没有备份过的内容在这里。" * 20, 3))
    for copy in (bad, good):  # the wrong one first
        assert scrapy("backup", copy, "--restore", quick=False).returncode == 0
    counts = []
    for name in (kept, f"{kept}.replaced", f"{kept}.replaced.2"):
        with closing(sqlite3.connect(name)) as connection:
            counts += connection.execute("SELECT count(*) FROM notices").fetchone()
    assert counts == [2, 3, 1]
    before = everything(kept.parent)
    for own in (kept, kept.parent / "link.db", f"{kept}.partial"):
        done = scrapy("backup", own, "--restore", quick=False)
        assert done.returncode == 3 and ("own file" in done.stderr or "no such" in done.stderr)
    assert everything(kept.parent) == before


def test_a_lock_is_not_taken_in_somebody_elses_file(tmp_path, scrapy):
    lock = tmp_path / "poetry.lock"
    lock.write_text("# This file is automatically @generated by Poetry\n")
    done = scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0", "-s", f"DATABASE={tmp_path / 'poetry'}", quick=False)
    assert done.returncode == 3 and "somebody else's file" in done.stderr, done.stderr
    assert lock.read_text().startswith("# This file")


def test_a_backup_onto_the_database_during_a_run_is_refused_and_the_run_keeps_all(
    environment, database, tmp_path, rows
):
    """The run said 199 notices, ok, exit 0; the file held 79."""
    entry = "<li><a href='/{0}.html'>第{0}号园区招商引资公告</a><span>2026-03-01</span></li>"
    entries = "".join(entry.format(n) for n in range(40))
    article = "<h1>第{0}号园区招商引资公告</h1><p>" + "第{0}号公告：本园区面向企业招商，欢迎前来洽谈。" * 12 + "</p>"
    with Server({"/": f"<ul>{entries}</ul>"}) as server:
        server.pages |= {f"/{n}.html": article.format(n) for n in range(40)}
        line = [
            "run",
            "--url",
            server.url + "/",
            "-s",
            "ALLOW_PRIVATE_ADDRESSES=1",
            "-s",
            "DOWNLOAD_DELAY=0.02",
            "-s",
            "AUTOTHROTTLE_ENABLED=0",
            "--json",
        ]
        run = Running(line, environment, tmp_path / "run")
        while not server.asked["/5.html"] and not run.ended(0.02):
            pass
        refused = Running(["backup", str(database)], environment, tmp_path / "backup").end()
        assert refused.returncode == 3, refused.stderr
        done = run.end()
    told = json.loads(done.stdout)
    assert told["notices"] == 40 and rows("SELECT count(*) FROM notices") == [(40,)]
