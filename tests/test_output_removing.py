"""A record that an operator removes is gone from everywhere, told downstream, and does not come back by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from notices import REPORT, STORY
from stored import delete, filled, notice, save

from output.exchange.reader import Reader
from output.show.serve import pages
from output.store import search
from output.store.database import open_reader
from output.store.store import Store

COPIES = (notice("青岚区政府工作报告", REPORT), notice("转载：青岚区政府工作报告", REPORT, site="mirror"))
OTHER = notice("云杉半导体开工", STORY, n=2)


@pytest.fixture
def removed(database: Path, scrapy) -> str:
    """The id of the record of two copies, which was removed."""
    filled(database, *COPIES, OTHER)
    with Reader(database) as reader:
        id = next(record.id for record in reader.records() if record.notices == 2)
    done = scrapy("judge", "--delete", id, "--why", "当事人要求删除", "--by", "lin", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"record": id, "notices": 2}
    return id


def test_its_words_are_found_nowhere(removed, database, rows):
    words = "一般公共预算收入"
    assert words in REPORT
    assert [hit.title for hit in search.find(open_reader(database).conn, "云杉")] == [OTHER.title]
    assert search.find(open_reader(database).conn, words) == []
    for table in ("records", "notices", "notice_versions", "_raw", "matches"):
        assert words not in str(rows(f"SELECT * FROM {table}")), table
    assert words.encode() not in database.read_bytes(), "overwritten, not only let go"


def test_it_is_told_as_deleted_and_the_others_stay(removed, database):
    with Reader(database) as reader:
        assert [record.title for record in reader.records()] == [OTHER.title]
        (change,) = (change for change in reader.changes() if change.id == removed)
    assert (change.operation, change.other, change.record) == ("deleted", None, None)
    told = pages.record(open_reader(database).conn, removed)
    assert told["record"]["deleted_at"] and (told["text"], told["copies"]) == ("", [])


def test_its_notices_do_not_come_back_and_the_text_elsewhere_is_a_record_of_its_own(removed, database, rows):
    changed = notice(COPIES[0].title, REPORT + "\n（修订）")
    filled(database, changed, COPIES[1])
    assert [row[0] for row in rows("SELECT title FROM notices")] == [OTHER.title]
    elsewhere = notice("青岚区政府工作报告", REPORT, site="gov")
    filled(database, elsewhere)
    assert rows("SELECT n.id FROM records r JOIN notices n ON record_id = r.id WHERE n.title = ?", elsewhere.title) == [
        (elsewhere.id,)
    ]


def test_a_notice_that_may_come_back_takes_up_its_record_again(database, rows):
    """Whose id is its second: the first went on with the longer text it had shared a record with."""
    store, (short, long) = Store.shared(database), (OTHER, COPIES[0])
    save(store, [short])
    save(store, [long])
    for verdict in ("same", "different"):
        store.judge(short.id, long.id, verdict, "tester")
    (second,) = rows("SELECT record_id FROM notices WHERE id = ?", short.id)[0]
    delete(store, short.id)
    save(store, [short])
    store.close()
    assert rows("SELECT record_id FROM notices WHERE id = ?", short.id) == [(second,)]
    assert [row[0] for row in rows("SELECT operation FROM _changes WHERE record = ?", second)][-2:] == [
        "deleted",
        "added",
    ]


def test_who_removed_it_and_why_is_kept(removed, rows):
    kept = rows("SELECT notice, record, removed_by, why FROM _removed ORDER BY notice")
    assert kept == [(id, removed, "lin", "当事人要求删除") for id in sorted(copy.id for copy in COPIES)]


def test_without_a_reason_or_a_record_nothing_is_removed(database, scrapy, rows):
    filled(database, OTHER)
    (record,) = rows("SELECT id FROM records")[0]
    for arguments in (("--delete", record), ("--delete", "06df8fa8d4bcda99", "--why", "x")):
        done = scrapy("judge", *arguments)
        assert done.returncode == 3 and done.stderr.count("\n") == 1, arguments
    assert rows("SELECT count(*) FROM records WHERE deleted_at IS NULL") == [(1,)]


def test_a_record_can_not_be_removed_twice(removed, scrapy):
    done = scrapy("judge", "--delete", removed, "--why", "again")
    assert done.returncode == 3 and "no such notice" in done.stderr
