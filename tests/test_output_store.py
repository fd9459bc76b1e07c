"""The writer: acknowledged is committed, a piece that fails goes alone, and search keeps up with a crawl."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from notices import REPORT, STORY
from stored import notice, save

from nouns.items import Address
from output.store import search
from output.store.database import open_reader
from output.store.group_commit import SEARCHABLE
from output.store.store import Store
from pipelines.identity import digest, notice_id

NAMES = ("松鹤", "云杉", "白鹭", "青禾", "赤石", "银杏")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "notices.db")
    yield opened
    opened.close()


def project(name: str, n: int) -> object:
    return notice(f"{name}项目签约{n}", STORY.replace("云杉", name) + f"\n第{n}次会议由{name}公司承办。" * 9, n)


def ask(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_in_a_crawl_a_record_is_found_as_soon_as_its_notice_is_saved(store):
    async def crawl() -> list[bool]:
        found = []
        with closing(open_reader(store.path).conn) as reader:
            for n, name in enumerate(NAMES):
                await store.save(project(name, n))
                found.append(bool(search.find(reader, name)))
        return found

    assert asyncio.run(crawl()) == [True] * len(NAMES)


def test_a_load_of_many_notices_is_found_in_the_end(tmp_path):
    count = 3 * SEARCHABLE
    store = Store(tmp_path / "notices.db")
    save(store, (notice(f"第{n}号公告", f"编号{n}{n * 7919}的公告内容。" * 9, n) for n in range(count)))
    store.close()
    assert ask(tmp_path / "notices.db", "SELECT count(*) FROM _searched") == ask(
        tmp_path / "notices.db", "SELECT count(*) FROM records WHERE deleted_at IS NULL"
    )


def test_one_notice_handed_in_thrice_at_once_is_new_once_and_then_what_it_says(store):
    first = notice("青岚区政府工作报告", REPORT)
    longer = f"{REPORT}\n{STORY}"
    later = replace(first, body=longer, body_raw=longer, body_hash=digest(longer))
    assert save(store, [first, replace(first), later]) == ["new", "unchanged", "changed"]
    assert ask(store.path, "SELECT count(*), min(body) FROM notices") == [(1, longer)]
    assert ask(store.path, "SELECT body FROM notice_versions") == [(REPORT,)]


def test_a_notice_that_cannot_be_stored_takes_no_other_with_it(store):
    bad = replace(notice("无题", STORY, 2), title=None)

    async def hand_in() -> list[object]:
        items = [notice("青岚区政府工作报告", REPORT), bad, *(project(name, n) for n, name in enumerate(NAMES, 3))]
        return await asyncio.gather(*map(store.save, items), return_exceptions=True)

    outcomes = asyncio.run(hand_in())
    assert isinstance(outcomes.pop(1), Exception)
    assert set(outcomes) == {"new"}
    assert ask(store.path, "SELECT count(*) FROM notices") == [(1 + len(NAMES),)]
    assert ask(store.path, "PRAGMA foreign_key_check") == []


def test_what_was_taken_back_and_done_again_is_listed_for_search_once(tmp_path):
    """More records at once than are listed with their notices, in one transaction with a piece that fails behind them."""
    store = Store(tmp_path / "notices.db")
    items = [notice(f"第{n}号公告", f"编号{n}{n * 7919}的公告内容。" * 9, n) for n in range(20)]
    unheard_of = Address({"no": "text"}, "article")

    async def crawl() -> list[object]:
        work = (*map(store.save, items), store.discover("a.example.cn", [unheard_of]))
        return await asyncio.gather(*work, return_exceptions=True)

    *outcomes, error = asyncio.run(crawl())
    store.close()
    assert outcomes == ["new"] * 20 and isinstance(error, sqlite3.Error)
    listed = ask(tmp_path / "notices.db", "SELECT record FROM _searched ORDER BY record")
    assert listed == ask(tmp_path / "notices.db", "SELECT id FROM records ORDER BY id")
    with closing(open_reader(tmp_path / "notices.db").conn) as reader:
        assert len(search.find(reader, "公告")) == 20


def test_what_is_acknowledged_can_be_read_by_others(store):
    async def crawl() -> None:
        for n in range(5):
            await store.save(project("松鹤", n))
            assert ask(store.path, "SELECT count(*) FROM notices") == [(n + 1,)]

    asyncio.run(crawl())


def test_a_caller_that_is_gone_keeps_nobody_waiting(store):
    async def leave() -> None:
        task = asyncio.ensure_future(store.save(project("松鹤", 1)))
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(leave())
    assert save(store, [project("云杉", 2)]) == ["new"]
    assert ask(store.path, "SELECT count(*) FROM notices") == [(2,)]


def test_the_log_is_folded_into_the_file_while_the_store_is_open(store, monkeypatch):
    monkeypatch.setattr("output.store.group_commit.FOLDED", 0)
    before, until = store.path.stat().st_size, time.monotonic() + 30
    save(store, (project(name, n) for n, name in enumerate(NAMES)))
    while store.path.stat().st_size == before:
        assert time.monotonic() < until
        time.sleep(0.01)
    assert ask(store.path, "SELECT count(*) FROM notices") == [(len(NAMES),)]


def test_a_notice_that_comes_after_its_site_was_renamed_is_known_by_the_id_it_has(store):
    first = notice("青岚区政府工作报告", REPORT)
    save(store, [first])
    store.rename(first.site, "luohu")
    again = replace(first, site="luohu", id=notice_id("luohu", first.url))
    assert save(store, [again]) == ["unchanged"]
    assert ask(store.path, "SELECT id, site FROM notices") == [(first.id, "luohu")]
