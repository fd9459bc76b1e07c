"""The doorway for programs, and the law of the change feed: a copy kept through it equals the whole."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import typing
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from notices import REPORT, STORY
from stored import delete, filled, notice, save

from output.exchange import contract
from output.exchange.backup import backup, restore
from output.exchange.export import CursorRefused, export
from output.reader import Change, Reader, Record
from output.store.database import DatabaseError
from output.store.judging import JudgementRefused
from output.store.store import Store

ROOT = Path(__file__).parent.parent


def test_a_record_has_the_columns_of_the_contract_in_its_order_and_types():
    kinds = {"integer": int, "number": float}
    hints = typing.get_type_hints(Record)
    assert tuple(field.name for field in dataclasses.fields(Record)) == contract.EXPORTED.names
    for column in contract.EXPORTED.columns:
        kind = kinds.get(column.type, str)
        assert hints[column.name] == (kind if column.required else kind | None), column.name


def test_records_are_typed_and_copies_say_where_they_were_published(database):
    filled(database, notice("青岚区政府工作报告", REPORT), notice("转载：青岚区政府工作报告", REPORT, site="mirror"))
    with Reader(database) as reader:
        (record,) = reader.records()
        copies = reader.copies(record.id)
    assert isinstance(record, Record) and record.notices == 2 and record.site in ("park", "mirror")
    assert copies[0].id == record.notice_id
    assert {copy.site for copy in copies} == {"park", "mirror"}


def test_a_merged_id_leads_to_the_record_it_went_to(database):
    store = Store.shared(database)
    save(store, [notice("青岚区政府工作报告", REPORT), notice("云杉半导体开工", STORY, n=2)])
    with Reader(database) as reader:
        cursor, before = reader.rev, {record.title: record.id for record in reader.records()}
    a, b = notice("", "").id, notice("", "", n=2).id
    store.judge(a, b, "same", "tester")
    store.close()
    with Reader(database) as reader:
        (record,) = reader.records()
        gone = next(id for id in before.values() if id != record.id)
        assert reader.get(gone) == record == reader.get(record.id)
        assert reader.get("no such id") is None
        merged = next(change for change in reader.changes(cursor) if change.id == gone)
    assert (merged.operation, merged.other, merged.record) == ("merged", record.id, None)


def test_what_was_added_and_changed_since_is_new_to_who_never_saw_it(database):
    store = Store.shared(database)
    save(store, [notice("云杉半导体开工", STORY)])
    with Reader(database) as reader:
        cursor = reader.rev
    save(store, [notice("青岚区政府工作报告", REPORT, n=2)])
    save(store, [notice("青岚区政府工作报告", REPORT + "\n（完）", n=2), notice("云杉开工", STORY)])
    store.close()
    with Reader(database) as reader:
        assert [change.operation for change in reader.changes(cursor)] == ["added", "changed"]
        assert [change.operation for change in reader.changes()] == ["added", "added"]
        assert list(reader.changes(reader.rev)) == []


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(database):
    store = Store.shared(database)
    save(store, [notice("云杉半导体开工", STORY)])
    with Reader(database) as reader:
        records = reader.records()
        save(store, [notice("青岚区政府工作报告", REPORT, n=2)])
        assert reader.rev == 1 and len(list(records)) == 1 and len(list(reader.changes())) == 1
    with Reader(database) as reader:
        assert reader.rev == 2 and [change.rev for change in reader.changes(1)] == [2]
    store.close()


def test_a_cursor_that_the_database_never_reached_is_refused(database):
    filled(database, notice("云杉半导体开工", STORY))
    with Reader(database) as reader, pytest.raises(ValueError, match="restored"):
        reader.changes(2)


def test_a_cursor_of_a_future_that_a_restore_took_away_is_refused(database, tmp_path):
    """The database has grown past that rev again: its number alone would not tell that other changes were meant."""
    filled(database, notice("云杉半导体开工", STORY))
    backup(database, tmp_path / "backup.db")
    filled(database, notice("青岚区政府工作报告", REPORT, n=2))
    cursor = export(database, "jsonl", tmp_path / "out")["cursor"]
    assert export(database, "jsonl", tmp_path / "changes", since=cursor)["resources"][0]["rows"] == 0
    restore(tmp_path / "backup.db", database)
    filled(database, notice("松湖片区防汛检查", "沿河泵站全部完成保养，物资仓库按定额补足。", n=3))
    with pytest.raises(CursorRefused, match=rf"{cursor}: the database is at 2@.*whole export"):
        export(database, "jsonl", tmp_path / "lost", since=cursor)
    assert not (tmp_path / "lost/datapackage.json").exists()
    new = export(database, "jsonl", tmp_path / "out")["cursor"]
    assert new != cursor and new.startswith("2@")
    assert export(database, "jsonl", tmp_path / "changes", since=new)["since"] == 2


@pytest.mark.parametrize("cursor", ["", "-1", "x", "1@nowhere", "1 @", "²", -1])
def test_what_is_no_cursor_is_refused(database, cursor):
    filled(database, notice("云杉半导体开工", STORY))
    with Reader(database) as reader, pytest.raises(ValueError, match=r"cursor|restored"):
        reader.since(cursor)


def test_a_reader_cannot_write(database):
    filled(database, notice("云杉半导体开工", STORY))
    with Reader(database) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._connection.execute("DELETE FROM records")


def test_a_database_of_a_later_major_version_is_refused(database):
    filled(database, notice("云杉半导体开工", STORY))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE _meta SET value = '2.0' WHERE key = 'schema_version'")
    with pytest.raises(DatabaseError, match=r"schema 2\.0"):
        Reader(database)


MEMORY = "/dev/shm"  # a thousand operations sync some ten thousand times


def test_nothing_is_missed_while_the_writer_goes_on(database):
    """Feeds taken as fast as can be beside a writer: every rev is seen once, and in the end the copy is the whole."""
    store = Store.shared(database)

    def write():
        for n in range(60):
            body = "\n".join(LINES[n % 9 :])
            save(
                store, [notice(TITLES[n % 3], body, n % 40, SITES[n % 2]), notice(TITLES[n % 2], STORY, n % 30, "gov")]
            )

    writer = threading.Thread(target=write)
    writer.start()
    copy: dict[str, Record] = {}
    cursor, feeds, last = 0, 0, False
    while not last:
        last = not writer.is_alive()
        with Reader(database) as reader:
            changes = list(reader.changes(cursor))
            assert all(cursor < change.rev <= reader.rev for change in changes)
            assert sorted(change.rev for change in changes) == [change.rev for change in changes]
            for change in changes:
                copy.pop(change.id, None)
                if change.record:
                    copy[change.id] = change.record
            feeds += reader.rev > cursor
            cursor = reader.rev
    store.close()
    assert feeds > 5, "the feeds were not taken beside the writing"
    with Reader(database) as reader:
        assert copy == {record.id: record for record in reader.records()}


# The feed ------------------------------------------------------------------------------------------------------------

EXPORTER = """
import json, os, signal, sys
from output.exchange.export import CursorRefused, export
for line in sys.stdin:
    ask = json.loads(line)
    child = os.fork()
    if not child:
        left = ask["acts"]
        def count(event, arguments):
            global left
            if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect"):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(count)
        export(ask["database"], "jsonl", ask["out"], ask["since"])
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Exporter:
    """Exports in processes of their own that die by SIGKILL after so many acts on the file system."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", EXPORTER],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )

    def export(self, database: Path, out: Path, since: int | str, acts: int) -> int:
        self.process.stdin.write(
            json.dumps({"database": str(database), "out": str(out), "since": since, "acts": acts}) + "\n"
        )
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def exporter():
    made = Exporter()
    yield made
    made.process.stdin.close()
    made.process.wait()


class Mirror:
    """A program that keeps a copy: docs/data.md, "Keeping a copy"."""

    def __init__(self) -> None:
        self.records: dict[str, dict] = {}
        self.redirects: dict[str, str] = {}
        self.cursor = 0

    def apply(self, folder: Path) -> bool:
        """Take an export in. False, and nothing done, if its files do not belong together."""
        try:
            package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        except FileNotFoundError:
            return False
        files = {}
        for resource in package["resources"]:
            data = (folder / resource["path"]).read_bytes()
            if resource["hash"] != "sha256:" + hashlib.sha256(data).hexdigest():
                return False
            files[resource["name"]] = [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]
        for row in files["changes"]:
            self.redirects.pop(row["id"], None)
            if row["operation"] in ("merged", "deleted"):
                self.records.pop(row["id"], None)
            else:
                self.records[row["id"]] = {name: row[name] for name in contract.EXPORTED.names}
        self.redirects |= {row["old_id"]: row["new_id"] for row in files["redirects"]}
        self.cursor = package["rev"]
        return True


LINES = [*REPORT.splitlines()[1:7], *STORY.splitlines()]
SITES = ("park", "mirror", "gov")
TITLES = ("青岚区政府工作报告", "云杉半导体封装测试基地开工", "2019年青岚区政府工作报告")


class Feed(RuleBasedStateMachine):
    """Random writes, exports, kills and replays; in the end the copy is what a whole export gives."""

    exporter: Exporter

    @initialize()
    def start(self):
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
        self.database = Path(self.folder.name, "notices.db")
        self.out = Path(self.folder.name, "inbox")
        self.store = Store.shared(self.database)
        self.look = sqlite3.connect(self.database)
        self.ids: dict[str, None] = {}
        self.mirror = Mirror()

    @rule(
        n=st.integers(1, 4),
        site=st.sampled_from(SITES),
        title=st.sampled_from(TITLES),
        first=st.integers(0, 8),
        lines=st.integers(1, 11),
        day=st.integers(1, 28),
    )
    def new_or_changed(self, n, site, title, first, lines, day):
        made = notice(title, "\n".join(LINES[first : first + lines]), n, site, published=f"2026-03-{day:02}")
        save(self.store, [made])
        self.ids[made.id] = None

    @rule(n=st.integers(1, 4), site=st.sampled_from(SITES), cut=st.integers(3, 11))
    def reposted(self, n, site, cut):
        self.new_or_changed(n, site, TITLES[0], 0, cut, 1)

    @rule(batch=st.lists(st.tuples(st.integers(1, 9), st.sampled_from(SITES), st.integers(0, 9)), max_size=6))
    def many_at_once(self, batch):
        made = [notice(TITLES[k % 3], "\n".join(LINES[k:]), n, site) for n, site, k in batch]
        save(self.store, made)
        self.ids |= dict.fromkeys(one.id for one in made)

    @rule(data=st.data(), verdict=st.sampled_from(["same", "different", "unsure"]))
    def judged(self, data, verdict):
        if len(self.ids) > 1:
            pair = data.draw(st.lists(st.sampled_from(list(self.ids)), min_size=2, max_size=2, unique=True))
            with suppress(JudgementRefused):
                self.store.judge(*pair, verdict, "tester")

    @rule(data=st.data())
    def removed(self, data):
        if self.ids:
            gone = data.draw(st.sampled_from(list(self.ids)))
            with Reader(self.database) as reader:
                copies = ({copy.id for copy in reader.copies(record.id)} for record in reader.records())
                ids = next(ids for ids in copies if gone in ids)
            delete(self.store, gone)
            for id in ids:
                del self.ids[id]

    @rule()
    def exported(self):
        export(self.database, "jsonl", self.out, self.mirror.cursor)
        assert self.mirror.apply(self.out)

    @rule(acts=st.integers(0, 24))
    def killed(self, acts):
        assert self.exporter.export(self.database, self.out, self.mirror.cursor, acts) in (0, -signal.SIGKILL)
        if self.mirror.apply(self.out):  # the one before, or a whole new one: a replay either way
            return
        self.exported()

    @rule(back=st.integers(0, 10))
    def replayed(self, back):
        export(self.database, "jsonl", self.out, max(0, self.mirror.cursor - back))
        assert self.mirror.apply(self.out)

    @invariant()
    def no_rev_is_missing(self):
        if hasattr(self, "database"):
            assert self.look.execute("SELECT count(*) = coalesce(max(rev), 0) FROM _changes").fetchone() == (1,)

    def teardown(self):
        if not hasattr(self, "database"):
            return
        try:
            self.exported()
            with Reader(self.database) as reader:
                whole = {record.id: dataclasses.asdict(record) for record in reader.records()}
                redirects = {old: new for old, new, _when in reader.redirect_rows()}
            assert self.mirror.records == whole
            assert self.mirror.redirects == redirects
            new = Mirror()
            export(self.database, "jsonl", self.out, 0)
            assert new.apply(self.out) and new.records == whole and new.redirects == redirects
        finally:
            self.look.close()
            self.store.close()
            self.folder.cleanup()


def test_a_copy_kept_through_the_feed_equals_a_whole_export(exporter):
    from hypothesis.stateful import run_state_machine_as_test

    Feed.exporter = exporter
    run_state_machine_as_test(
        Feed,
        settings=settings(
            max_examples=20,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.reuse, Phase.generate],  # shrinking a thousand operations takes minutes
        ),
    )


def test_a_redirect_that_was_turned_by_a_later_merge_is_told_again(database, tmp_path):
    """The third record went to the second; the second goes to the first: the third has not changed, its target has."""
    store, mirror = Store.shared(database), Mirror()
    other = (
        "市水务部门公布夏季防汛检查结果，沿河泵站和排涝涵闸全部完成保养，物资仓库按定额补足，值班电话全天有人接听。" * 3
    )
    first, second, third = (
        notice(title, body, n)
        for n, (title, body) in enumerate((("报告", REPORT), ("签约", STORY), ("防汛", other)), 1)
    )
    for made in (first, second, third):
        save(store, [made])
    store.judge(second.id, third.id, "same", "tester")
    export(database, "jsonl", tmp_path, 0)
    assert mirror.apply(tmp_path)
    before = dict(mirror.redirects)
    store.judge(first.id, second.id, "same", "tester")
    store.close()
    export(database, "jsonl", tmp_path, mirror.cursor)
    assert mirror.apply(tmp_path)
    with Reader(database) as reader:
        (record,) = reader.records()
        assert mirror.redirects == {old: new for old, new, _when in reader.redirect_rows()}
    assert len(before) == 1 and set(mirror.redirects.values()) == {record.id} != set(before.values())


def test_a_redirect_of_a_record_that_came_back_and_was_deleted_is_forgotten(database, tmp_path):
    """Found by the machine above: who looked before it came back and after it was deleted kept the old redirect."""
    store, mirror = Store.shared(database), Mirror()
    a, b = notice("青岚区政府工作报告", REPORT), notice("云杉半导体开工", STORY, n=2)
    save(store, [a, b])
    with Reader(database) as reader:
        of = {copy.id: record.id for record in reader.records() for copy in reader.copies(record.id)}
    store.judge(a.id, b.id, "same", "tester")
    export(database, "jsonl", tmp_path, 0)
    assert mirror.apply(tmp_path) and len(mirror.redirects) == 1
    (gone,) = mirror.redirects
    store.judge(a.id, b.id, "different", "tester")
    delete(store, next(id for id in of if of[id] == gone))
    store.close()
    with Reader(database) as reader:
        last = {change.id: change.operation for change in reader.changes(mirror.cursor)}
        redirects = list(reader.redirect_rows())
    export(database, "jsonl", tmp_path, mirror.cursor)
    assert mirror.apply(tmp_path) and "deleted" in last.values()
    assert mirror.redirects == {old: new for old, new, _when in redirects}


def test_a_change_is_typed(database):
    filled(database, notice("云杉半导体开工", STORY))
    with Reader(database) as reader:
        (change,) = reader.changes()
    assert isinstance(change, Change) and change.record.id == change.id and change.operation == "added"
