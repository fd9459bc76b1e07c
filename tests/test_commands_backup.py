"""`scrapy backup`: the copy is whole, a damaged one is refused, the way back works."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def filled(scrapy):
    assert scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0", quick=False).returncode == 0


def test_a_backup_brings_back_what_was_there(filled, scrapy, database, tmp_path, rows):
    before = rows("SELECT * FROM records ORDER BY id")
    copy = tmp_path / "copies" / "notices.db"
    done = scrapy("backup", copy, quick=False)
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("DELETE FROM records")
    assert scrapy("backup", copy, "--restore", quick=False).returncode == 0
    assert rows("SELECT * FROM records ORDER BY id") == before
    with closing(sqlite3.connect(f"{database}.replaced")) as connection:
        assert connection.execute("SELECT count(*) FROM records").fetchone() == (0,)


def test_a_damaged_backup_is_refused_and_the_database_stays(filled, scrapy, database, tmp_path, rows):
    damaged = tmp_path / "damaged.db"
    shutil.copy(database, damaged)
    with damaged.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 8)
    before = rows("SELECT count(*) FROM records")
    done = scrapy("backup", damaged, "--restore", quick=False)
    assert done.returncode == 3 and "damaged" in done.stderr
    assert rows("SELECT count(*) FROM records") == before


def test_backing_up_nothing_says_so_and_leaves_nothing(scrapy, tmp_path):
    done = scrapy("backup", tmp_path / "copy.db", quick=False)
    assert done.returncode == 3 and "no such database" in done.stderr
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize("made, said", [("", "holds nothing"), ("CREATE TABLE theirs (a)", "another program's")])
def test_a_file_that_is_no_database_of_ours_is_not_called_one_of_another_version(made, said, scrapy, tmp_path):
    strange = tmp_path / "strange.db"
    strange.touch()
    with closing(sqlite3.connect(strange)) as connection:
        connection.execute(made)
    for line in (["backup", strange, "--restore"], ["report", "--last", "-s", f"DATABASE={strange}"]):
        done = scrapy(*line, quick=False)
        assert done.returncode == 3 and said in done.stderr and "version" not in done.stderr, done.stderr
