"""kill -9 aimed inside commit, migration, merge, export, backup and restore: the same command again ends as if nothing
had been. Real processes that die at the very point (dying.py); what they leave is compared with an undisturbed one's."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import big_site
import dying
import forked
import pytest
from conftest import QUICK
from servers import Server
from sqlite_utils import Database
from test_reliability_kills import ARRIVAL, exported, state

from output.exchange import backup
from output.exchange.export_folder import DESCRIPTOR
from output.store.archive import archive
from output.store.migrations import migrations

NOTICES = 30


def scrapy(database: Path, *line: str, die: Callable[[], None] | None = None) -> None:
    """Run a command to its end; with `die`, it has to die there."""
    environment = os.environ | {"DATABASE": str(database), "COLUMNS": "160"}
    done = forked.scrapy(list(line), environment, database.with_suffix(".said"), die)
    expected = (-signal.SIGKILL, -signal.SIGXFSZ) if die else (0,)
    assert done.returncode in expected, done.stdout + done.stderr


@pytest.fixture(scope="module")
def site() -> Iterator[Server]:
    with Server(big_site.pages(NOTICES)) as running:
        yield running


@pytest.fixture(scope="module")
def crawl(site) -> Callable[..., None]:
    return lambda database, **more: scrapy(database, "run", "--url", f"{site.url}/list/1", *QUICK, **more)


@pytest.fixture(scope="module")
def quiet(crawl, tmp_path_factory) -> Path:
    """A database that was never disturbed."""
    database = tmp_path_factory.mktemp("quiet") / "quiet.db"
    crawl(database)
    assert len(state(database)) == NOTICES
    return database


@pytest.fixture
def copies(quiet, tmp_path) -> Callable[[str], Path]:
    def copied(name: str) -> Path:
        database = tmp_path / f"{name}.db"
        shutil.copytree(archive.folder_of(quiet), archive.folder_of(database), dirs_exist_ok=True)
        return Path(shutil.copy(quiet, database))

    return copied


def points(**named: Callable[[], None]) -> Any:
    """Parametrise with points to die at, each under what is done there."""
    return pytest.mark.parametrize("point", list(named.values()), ids=[name.replace("_", " ") for name in named])


@points(
    before_a_commit=dying.at_statement("^COMMIT", 12),
    while_a_commit_writes=dying.in_commit(13),
    between_a_notice_and_its_record=dying.at_statement("INTO records", 4),
    between_a_record_and_its_place_in_the_index=dying.at_statement("INTO _bands", 2),
    between_a_notice_and_its_address=dying.at_statement("UPDATE _frontier SET state = 'done'", 20),
    while_a_record_is_listed_for_search=dying.at_statement(r"INTO _search \(rowid"),
    when_the_log_is_folded_in=dying.at_statement("wal_checkpoint"),
)
def test_killed_in_a_crawl(point, crawl, quiet, tmp_path):
    database = tmp_path / "killed.db"
    crawl(database, die=point)
    crawl(database)
    assert state(database) == state(quiet)
    assert exported(database, *ARRIVAL) == exported(quiet, *ARRIVAL)


# Migration --------------------------------------------------------------------------------------------------------------


def of_an_old_schema(new: Path, old: Path) -> None:
    """The rows of a database in one that has only the oldest tables."""
    connection = sqlite3.connect(old)
    migrations.apply(Database(connection), stop_before="m003_search")
    connection.execute("ATTACH ? AS new", (str(new),))
    tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
    for (table,) in connection.execute(f"{tables} AND name NOT IN ('_sqlite_migrations', '_meta')").fetchall():
        names = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT OR REPLACE INTO main.{table} ({names}) SELECT {names} FROM new.{table}")
    connection.commit()
    connection.close()


@points(
    before_its_first_table=dying.at_statement("CREATE TABLE _searched"),
    while_it_fills_a_table=dying.at_statement("INTO _search ", 9),
    between_a_view_and_its_better_one=dying.at_statement("CREATE VIEW reposts"),
    before_it_is_noted_as_done=dying.at_statement('INTO "_sqlite_migrations"', 2),
    while_its_commit_writes=dying.in_commit(1),
)
def test_killed_in_a_migration_of_a_database_with_rows(point, crawl, quiet, tmp_path):
    database = tmp_path / "old.db"
    of_an_old_schema(quiet, database)
    crawl(database, die=point)
    crawl(database)
    assert state(database) == state(quiet)
    assert exported(database) == exported(quiet)


@pytest.mark.parametrize("room", [0, 60_000, 120_000])
def test_a_full_disk_in_a_migration_leaves_what_was_there(room, crawl, quiet, tmp_path):
    """`room`: bytes that are left for every file."""
    database = tmp_path / "old.db"
    of_an_old_schema(quiet, database)
    before = state(database)
    line = ["run", "--url", "http://127.0.0.1:9/", *QUICK]
    environment = os.environ | {"DATABASE": str(database)}
    full = partial(dying.small_disk, database.stat().st_size + room if room > 100_000 else room + 4096)
    refused = forked.scrapy(line, environment, tmp_path / "said", full)
    assert refused.returncode == 3, refused.stdout + refused.stderr
    assert "Traceback" not in refused.stderr and (room or "cannot be" in refused.stderr or "disk" in refused.stderr)
    assert state(database) == before
    crawl(database)
    assert exported(database) == exported(quiet)


@points(
    between_the_list_of_migrations_and_its_index=dying.at_statement("CREATE UNIQUE INDEX"),
    between_two_tables=dying.at_statement("CREATE TABLE redirects"),
    between_two_migrations=dying.at_statement("^COMMIT", 2),
)
def test_killed_while_the_first_tables_are_made(point, crawl, quiet, tmp_path):
    database = tmp_path / "new.db"
    crawl(database, die=point)
    crawl(database)
    assert exported(database, *ARRIVAL) == exported(quiet, *ARRIVAL)


# Merge ------------------------------------------------------------------------------------------------------------------


def two_notices(database: Path) -> tuple[str, str]:
    """Of two records that an operator will call one."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT notice_id FROM records WHERE notices > 1 ORDER BY notice_id LIMIT 2")
        return tuple(notice for (notice,) in found)


MERGING = {
    "before_the_redirect": dying.at_statement("INTO redirects"),
    "before_the_record_ends": dying.at_statement("UPDATE records SET deleted_at"),
    "before_the_commit": dying.at_statement("UPDATE records SET deleted_at.*", 1, steps=5),
}


@points(**MERGING, while_its_commit_writes=dying.in_commit(1), after_its_commit=dying.at_statement("wal_checkpoint"))
def test_killed_in_a_merge_by_an_operator(point, copies):
    merged, killed = copies("merged"), copies("killed")
    a, b = two_notices(merged)
    scrapy(merged, "judge", a, b, "same")
    scrapy(killed, "judge", a, b, "same", die=point)
    scrapy(killed, "judge", a, b, "same")
    assert state(killed) == state(merged) != state(copies("before"))
    assert exported(killed, "last_seen") == exported(merged, "last_seen")


@points(**MERGING, before_the_new_matches=dying.at_statement("DELETE FROM matches"))
def test_killed_while_everything_is_decided_again(point, copies):
    def judged(name: str) -> Path:
        database = copies(name)
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute(
                """INSERT INTO judgements (a, b, verdict, judged_by, judged_at)
                   VALUES (?, ?, 'same', 'us', '2026-01-01T00:00:00+00:00')""",
                sorted(two_notices(database)),
            )
        return database

    merged, killed = judged("merged"), judged("killed")
    scrapy(merged, "dedupe")
    scrapy(killed, "dedupe", die=point)
    assert exported(killed) == exported(judged("before"))
    scrapy(killed, "dedupe")
    assert state(killed) == state(merged) != state(copies("before"))
    assert exported(killed, "last_seen") == exported(merged, "last_seen")


@points(**MERGING, while_its_commit_writes=dying.in_commit(3))
def test_killed_in_a_merge_that_a_changed_article_brings(point, copies, site, crawl, monkeypatch):
    """Article 3 comes to say what article 1 says, so its record goes into the other."""
    monkeypatch.setitem(site.pages, "/a/3.html", site.pages["/a/1.html"].replace(big_site.title(1), big_site.title(3)))
    merged, killed = copies("merged"), copies("killed")
    for database in (merged, killed):
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute(  # what would be held back has been accepted
                """INSERT INTO held_versions SELECT c.id, a.body_hash, '', '', NULL, '{}', 'changed', 'accepted', '', '', NULL
                   FROM notices a, notices c WHERE a.url LIKE '%/a/1.html' AND c.url LIKE '%/a/3.html'"""
            )
            connection.execute(
                "UPDATE _frontier SET check_at = '2020-01-01T00:00:00+00:00' WHERE url LIKE '%/a/3.html'"
            )
    crawl(merged)
    with closing(sqlite3.connect(merged)) as connection:
        assert connection.execute("SELECT count(*) FROM redirects").fetchone() == (1,)
    crawl(killed, die=point)
    crawl(killed)
    assert state(killed) == state(merged)
    assert exported(killed, "last_seen") == exported(merged, "last_seen")


# Export, backup, restore ------------------------------------------------------------------------------------------------


def sound(folder: Path) -> bool:
    """Whether every file of an export is the one its descriptor speaks of."""
    package = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    return all(
        resource["hash"] == f"sha256:{hashlib.sha256((folder / resource['path']).read_bytes()).hexdigest()}"
        for resource in package["resources"]
    )


@points(
    while_it_reads=dying.at_statement("FROM records", steps=50),
    before_a_file_is_synced=dying.at_call("os.fsync", 2),
    before_the_first_file_takes_its_name=dying.at_call("os.rename", 1),
    between_two_files=dying.at_call("os.rename", 3),
    before_the_descriptor=dying.at_call("os.rename", 5),
    when_all_stands=dying.at_call("os.fsync", 6),
)
def test_killed_in_an_export(point, copies, tmp_path):
    database, out, undisturbed = copies("database"), tmp_path / "out", tmp_path / "undisturbed"
    line = ("export", "--format", "jsonl", "--out")
    scrapy(database, *line, str(out))
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    scrapy(database, "judge", *two_notices(database), "same")
    scrapy(database, *line, str(out), die=point)
    # Files that are not the descriptor's are seen to be so; else it is one export, the old one or the new one.
    assert not sound(out) or {path.name for path in out.iterdir() if path.is_file()} >= before.keys()
    scrapy(database, *line, str(out))
    scrapy(database, *line, str(undisturbed))
    assert sound(out)
    for name in ("records.jsonl", "redirects.jsonl"):
        assert (out / name).read_bytes() == (undisturbed / name).read_bytes() != before[name]
    assert not (out / ".export.partial").exists()


@points(
    while_it_copies=dying.at_statement("^VACUUM", steps=2000),
    before_it_is_synced=dying.at_call("os.fsync"),
    before_it_takes_its_name=dying.at_call("os.rename"),
)
def test_killed_in_a_backup(point, copies, tmp_path):
    database, target = copies("database"), tmp_path / "backups" / "notices.db"
    scrapy(database, "backup", str(target))
    before = target.read_bytes()
    scrapy(database, "judge", *two_notices(database), "same")
    scrapy(database, "backup", str(target), die=point)
    assert target.read_bytes() == before
    scrapy(database, "backup", str(target))
    assert exported(target) == exported(database)
    assert [path.name for path in target.parent.iterdir()] == ["notices.db"]


@points(
    before_the_old_log_is_folded_in=dying.at_statement("wal_checkpoint"),
    before_the_old_one_leaves_wal=dying.at_statement("journal_mode = DELETE"),
    before_it_takes_the_place=dying.at_call("os.rename"),
)
def test_killed_in_a_restore(point, copies, tmp_path):
    database, copy = copies("database"), tmp_path / "copy.db"
    backup.backup(database, copy)
    scrapy(database, "judge", *two_notices(database), "same")
    merged = exported(database)
    scrapy(database, "backup", str(copy), "--restore", die=point)
    assert exported(database) == merged  # there is a database at every moment
    scrapy(database, "backup", str(copy), "--restore")
    assert exported(database) == exported(copy) != merged
