"""Records in a real database: whatever the order of arrival one partition, and books that always balance."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from notices import REPORT, STORY, framed, scanned

from nouns.items import Notice
from output.store import held, judging, notices
from output.store.database import immediate, open_writer
from output.store.records import Records
from output.store.redeciding import redecide
from pipelines.identity import digest, notice_id

NEXT_YEAR = REPORT.replace("2019", "2020").replace("2018", "2019").replace("486.5", "531.2").replace("64个", "71个")
ELSEWHERE = REPORT.replace("青岚", "白石").replace("松湖", "柳溪")


def notice(
    name: str, body: str, title: str = "政府工作报告", published: str | None = "2019-03-01", **more: object
) -> Notice:
    url = f"https://{name}.example.cn/1"
    return Notice(
        site=name,
        url=url,
        listing_url=f"https://{name}.example.cn/",
        position=0,
        title_raw=title,
        body_raw=body,
        fetched_at=datetime(2019, 3, 4, tzinfo=timezone.utc),
        id=notice_id(name, url),
        title=title,
        body=body,
        body_hash=digest(body),
        published=published,
        **more,
    )


ALL = [
    notice("gov", REPORT),
    notice("park", framed(REPORT)),
    notice("cut", REPORT[: int(len(REPORT) * 0.6)]),
    notice("scan", scanned(REPORT, 0.01), published=None),
    notice("spaces", REPORT.replace("，", "， ")),
    notice("next", NEXT_YEAR, published="2020-03-01"),
    notice("nextcopy", framed(NEXT_YEAR, "2020-03-02")),
    notice("elsewhere", ELSEWHERE),
    notice("story", STORY, "云杉半导体开工"),
    notice("storycopy", framed(STORY), "项目开工"),
    notice("empty", "见附件"),
    notice("emptycopy", "见附件"),
]
NAMES = {item.id: item.site for item in ALL}
BOOKS = itertools.count()


class Book:
    """A database being written as the store writes it, and what must hold in it after every transaction."""

    def __init__(self, path: Path) -> None:
        self.path, self.run = path, 0
        self.connection = open_writer(path).conn
        self.records = Records(self.connection)

    def save(self, *items: Notice) -> list[str]:
        self.run += 1
        with immediate(self.connection):
            outcomes = self.write(*items)
        self.check()
        return outcomes

    def write(self, *items: Notice) -> list[str]:
        outcomes, new = notices.save(self.connection, self.run, items, held.Looks())
        of = {
            what: [item.id for item, o in zip(items, outcomes, strict=True) if o == what]
            for what in ("changed", "touched")
        }
        self.records.take(new, of["changed"], of["touched"])
        return outcomes

    def save_on_two_days(self, item: Notice) -> list[str]:
        """Save a version that says something else entirely: it is held back until it is seen on another day."""
        assert self.save(item) == ["held"]
        with immediate(self.connection):
            self.connection.execute("UPDATE held_versions SET first_seen = '2020-01-01T00:00:00+00:00'")
        return self.save(item)

    def judge(self, a: Notice, b: Notice, verdict: str) -> None:
        with immediate(self.connection):
            judging.judge(self.records, a.id, b.id, verdict, "陈")
        self.check()

    def ask(self, sql: str, *arguments: object) -> list[tuple]:
        return self.connection.execute(sql, arguments).fetchall()

    def partition(self) -> set[frozenset[str]]:
        groups: dict[str, set[str]] = {}
        for site, record in self.ask("SELECT site, record_id FROM notices"):
            groups.setdefault(record, set()).add(site)
        return {frozenset(group) for group in groups.values()}

    def record(self, item: Notice) -> str:
        return self.ask("SELECT record_id FROM notices WHERE id = ?", item.id)[0][0]

    def check(self) -> None:
        """Promise 7, and that the tables say the same."""
        ask = self.ask
        assert not ask("SELECT * FROM notices WHERE record_id NOT IN (SELECT id FROM records WHERE deleted_at IS NULL)")
        assert not ask("SELECT * FROM redirects WHERE new_id NOT IN (SELECT id FROM records WHERE deleted_at IS NULL)")
        assert not ask("SELECT * FROM redirects JOIN records ON id = old_id WHERE deleted_at IS NULL")
        assert not ask(
            "SELECT * FROM records WHERE deleted_at IS NOT NULL AND id NOT IN (SELECT old_id FROM redirects)"
        )
        assert not ask("""SELECT r.id FROM records r WHERE deleted_at IS NULL AND (notices, first_seen, published) IS NOT
                          (SELECT count(*), min(first_seen), min(published) FROM notices WHERE record_id = r.id)""")
        assert not ask("""SELECT r.id FROM records r JOIN notices n ON n.id = r.notice_id WHERE r.deleted_at IS NULL
                          AND (n.record_id, n.title, n.body, n.similarity) IS NOT (r.id, r.title, r.body, 1.0)""")
        assert not ask("""SELECT n.id FROM notices n JOIN _places p USING (node) LEFT JOIN _folds f USING (pivot)
                          JOIN notices q ON q.node = coalesce(f.canonical, p.pivot) JOIN records r ON r.id = n.record_id WHERE r.notice_id <> q.id OR n.similarity IS NULL""")
        assert not ask("SELECT id FROM records r WHERE rev <> (SELECT max(rev) FROM _changes WHERE record = r.id)")
        revs = [rev for (rev,) in ask("SELECT rev FROM _changes ORDER BY rev")]
        assert revs == list(range(1, len(revs) + 1))
        assert ask("SELECT count(*) FROM notices") == ask("SELECT count(*) FROM _signatures")


@contextmanager
def book(folder: Path) -> Iterator[Book]:
    made = Book(folder / f"{next(BOOKS)}.db")  # no name drawn at random: hypothesis seeds that anew for each example
    try:
        yield made
    finally:
        made.connection.close()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Book]:
    with book(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> set[frozenset[str]]:
    with book(tmp_path_factory.mktemp("once")) as made:
        made.save(*ALL)
        return made.partition()


def test_reposts_share_a_record_and_other_documents_do_not(at_once: set[frozenset[str]]):
    assert at_once == {
        frozenset({"gov", "park", "cut", "scan", "spaces"}),
        frozenset({"next", "nextcopy"}),
        frozenset({"elsewhere"}),
        frozenset({"story", "storycopy"}),
        frozenset({"empty", "emptycopy"}),
    }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ALL), st.lists(st.integers(1, 5), min_size=12, max_size=12), st.integers(0, 11))
def test_order_groups_and_replays_make_no_difference(tmp_path: Path, at_once, order: list, sizes: list, again: int):
    with book(tmp_path) as made:
        rest = list(order)
        for size in sizes:
            group, rest = rest[:size], rest[size:]
            made.save(*group)
        before = made.ask("SELECT max(rev) FROM _changes")
        made.save(*order[again:], *order[:again])
        assert made.ask("SELECT max(rev) FROM _changes") == before
        assert made.partition() == at_once


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ALL), st.lists(st.integers(1, 5), min_size=12, max_size=12), st.data())
def test_what_is_prepared_ahead_of_its_turn_makes_no_difference(tmp_path, at_once, order: list, sizes: list, data):
    """Prepared as it then comes, with a text that it no longer has then, in other groups, twice or not at all."""
    bounds = list(itertools.accumulate(sizes, initial=0))
    groups = [order[begin:end] for begin, end in itertools.pairwise(bounds)]
    before = [replace(item, body=STORY, body_raw=STORY, body_hash=digest(STORY)) for item in ALL[:5]]
    with book(tmp_path) as made:
        for group in [before, *groups, order]:
            for ahead in data.draw(st.lists(st.sampled_from([*groups, before, order[3:9]]), max_size=2)):
                made.records.prepare(ahead)
            if "held" in made.save(*group):  # another text entirely: as an operator would
                with immediate(made.connection):
                    made.connection.execute("UPDATE held_versions SET state = 'accepted'")
                made.save(*group)
        assert made.partition() == at_once


def test_what_is_just_being_written_is_met_ahead_as_well(tmp_path, at_once):
    groups = [ALL[::2], ALL[1::2]]
    with book(tmp_path) as made:
        for group in groups:
            made.records.prepare(group)
        for group in groups:
            made.save(*group)
        assert made.partition() == at_once


VERDICTS = st.lists(
    st.tuples(st.sampled_from(ALL), st.sampled_from(ALL), st.sampled_from(["same", "different", "unsure"])), max_size=4
)


def test_a_notice_finds_its_copy_in_a_record_that_it_has_nothing_of(tmp_path: Path):
    """The record's canonical notice shares nothing with it; the copy was bound there by an operator."""
    report, story, copy = ALL[0], ALL[8], ALL[9]
    with book(tmp_path) as between, book(tmp_path) as late:
        between.save(report, copy)
        between.judge(report, copy, "same")
        between.save(story)
        late.save(report, copy, story)
        late.judge(report, copy, "same")
        assert between.partition() == late.partition() == {frozenset({"gov", "story", "storycopy"})}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ALL), VERDICTS, st.data())
def test_judgements_may_come_at_any_time(tmp_path: Path, order: list, verdicts: list, data: st.DataObject):
    with book(tmp_path) as late, book(tmp_path) as between:
        late.save(*ALL)
        for verdict in verdicts:
            judged(late, verdict)
        waiting, stored = list(verdicts), set()
        for item in order:
            between.save(item)
            stored.add(item.id)
            while waiting and {waiting[0][0].id, waiting[0][1].id} <= stored and data.draw(st.booleans()):
                judged(between, waiting.pop(0))
        for verdict in waiting:
            judged(between, verdict)
        assert between.partition() == late.partition()
        redecide(late.path, processes=0)
        assert late.partition() == between.partition()
        late.check()


def judged(made: Book, verdict: tuple[Notice, Notice, str]) -> None:
    """A contradictory or reflexive judgement is refused, in either database."""
    try:
        made.judge(*verdict)
    except judging.JudgementRefused:
        made.connection.rollback()


def test_a_judgement_splits_a_record_and_another_mends_it(kept: Book):
    first, second = ALL[0], ALL[4]
    kept.save(first, second)
    record = kept.record(first)
    assert kept.record(second) == record
    kept.judge(first, second, "different")
    assert kept.record(first) != kept.record(second)
    kept.save(first, second)
    redecide(kept.path, processes=0)
    assert kept.record(first) != kept.record(second)
    parted = {kept.record(first), kept.record(second)} - {record}
    kept.judge(first, second, "same")
    assert kept.record(first) == kept.record(second) == record
    assert kept.ask("SELECT new_id FROM redirects WHERE old_id = ?", *parted) == [(record,)]
    assert kept.ask("SELECT verdict, deleted_at IS NULL FROM judgements ORDER BY id") == [("different", 0), ("same", 1)]
    operations = [operation for (operation,) in kept.ask("SELECT operation FROM _changes ORDER BY rev")]
    assert operations == ["added", "changed", "split", "changed", "merged"] or sorted(operations[2:]) == sorted(
        ["changed", "split", "changed", "merged"]
    )


@pytest.mark.parametrize("word", ["different", "unsure", "same"])
def test_a_judgement_that_is_withdrawn_leaves_what_was_decided_without_it(kept: Book, word: str):
    kept.save(*ALL)
    before = kept.partition()
    for a, b in ((ALL[0], ALL[4]), (ALL[1], ALL[2])):
        kept.judge(a, b, word)
        kept.judge(a, b, "withdrawn")
        assert kept.partition() == before
    assert kept.ask("SELECT count(*) FROM judgements WHERE deleted_at IS NULL") == [(0,)]
    with pytest.raises(judging.JudgementRefused, match="nothing was judged"):
        kept.judge(ALL[0], ALL[4], "withdrawn")
    kept.judge(ALL[0], ALL[4], "different")
    kept.judge(ALL[0], ALL[4], "unsure")
    kept.judge(ALL[0], ALL[4], "withdrawn")
    assert kept.partition() == before


def test_the_smaller_part_is_told_as_split_off_even_if_it_holds_the_canonical_notice(kept: Book):
    items = [ALL[0], ALL[4], ALL[1]]
    kept.save(*items)
    record = kept.record(items[0])
    canonical = kept.ask("SELECT notice_id FROM records WHERE id = ?", record)[0][0]
    first = next(item for item in items if item.id == canonical)
    rest = [item for item in items if item is not first]
    kept.judge(*rest, "same")
    kept.judge(first, rest[0], "different")
    assert {kept.record(item) for item in rest} == {record} != {kept.record(first)}
    assert kept.ask(
        "SELECT operation, other FROM _changes WHERE record = ? ORDER BY rev LIMIT 1", kept.record(first)
    ) == [("split", record)]


def test_unsure_takes_the_pair_away_and_nothing_else(kept: Book):
    kept.save(*ALL)
    before = kept.partition()
    kept.judge(ALL[1], ALL[2], "unsure")  # both are verified against the canonical notice, not against each other
    assert kept.partition() == before


def test_a_changed_text_is_a_version_and_is_decided_again(kept: Book):
    first, second = ALL[0], ALL[4]
    kept.save(first, second)
    record = kept.record(first)
    moved = replace(second, body=STORY, body_raw=STORY, body_hash=digest(STORY))
    assert kept.save_on_two_days(moved) == ["changed"]
    assert kept.record(second) != record and kept.record(first) == record
    assert kept.ask("SELECT body FROM notice_versions") == [(second.body,)]
    assert kept.save_on_two_days(replace(second)) == ["changed"]
    assert kept.record(second) == record
    assert kept.ask("SELECT notices, last_seen >= first_seen FROM records WHERE id = ?", record) == [(2, 1)]


def test_a_counter_that_has_moved_makes_no_version_and_no_rev(kept: Book):
    bodies = [f"{STORY}\n浏览 {n} 次" for n in (1024, 1025, 20_481)]
    made = [replace(ALL[0], body=body, body_raw=body, body_hash=digest(body)) for body in bodies]
    assert kept.save(made[0]) == ["new"]
    rev = kept.ask("SELECT max(rev) FROM _changes")
    assert [kept.save(each) for each in made[1:]] == [["unchanged"]] * 2
    assert kept.ask("SELECT max(rev) FROM _changes") == rev
    assert kept.ask("SELECT body FROM notices") == [(bodies[0],)]
    assert kept.ask("SELECT count(*) FROM notice_versions") == [(0,)]


def test_a_record_outlives_its_canonical_notice(kept: Book):
    kept.save(*ALL[:3])
    record = kept.record(ALL[0])
    canonical = kept.ask("SELECT notice_id FROM records WHERE id = ?", record)[0][0]
    item = next(item for item in ALL if item.id == canonical)
    kept.save(replace(item, body=STORY, body_raw=STORY, body_hash=digest(STORY)))
    rest = {kept.record(other) for other in ALL[:3] if other is not item}
    assert rest == {record}


def test_another_date_is_no_other_text(kept: Book):
    kept.save(*ALL[:2])
    record = kept.record(ALL[0])
    assert kept.save(replace(ALL[1], published="2019-02-27", published_raw="2019-02-27")) == ["touched"]
    assert kept.ask("SELECT published, notices FROM records WHERE id = ?", record) == [("2019-02-27", 2)]
    assert not kept.ask("SELECT * FROM notice_versions")


def test_a_record_borrows_what_its_canonical_notice_lacks(kept: Book):
    copies = [replace(item, source=source) for item, source in zip(ALL[:3], (None, "乙", "甲"), strict=True)]
    kept.save(copies[0])
    kept.save(copies[2])
    source = "SELECT source, tag FROM records WHERE deleted_at IS NULL"
    assert kept.ask(source) == [("甲", None)]
    kept.save(copies[1])
    ranked = kept.ask("""SELECT n.source FROM notices n JOIN _places USING (node) WHERE source IS NOT NULL
                         ORDER BY rank LIMIT 1""")
    assert [row[:1] for row in kept.ask(source)] == ranked


def test_what_the_page_said_is_kept_beside_what_was_made_of_it(kept: Book):
    kept.save(ALL[0], replace(ALL[1], body_raw=f"{ALL[1].body} \udfff点击投稿"))
    assert notices.raw(kept.connection, ALL[0].id) == ("政府工作报告", REPORT)
    assert notices.raw(kept.connection, ALL[1].id) == ("政府工作报告", f"{ALL[1].body} \udfff点击投稿")
    kept.save(replace(ALL[1], body=REPORT + "！", body_raw=REPORT + "！"))
    assert notices.raw(kept.connection, ALL[1].id) == ("政府工作报告", REPORT + "！")
    kept.save(replace(ALL[0], body=REPORT + "？", body_raw=REPORT + "？　点击投稿"))
    assert notices.raw(kept.connection, ALL[0].id) == ("政府工作报告", REPORT + "？　点击投稿")


def test_what_an_earlier_version_kept_of_a_page_is_read(kept: Book):
    kept.save(ALL[0])
    kept.connection.execute("INSERT INTO _raw SELECT node, title_raw, x'' FROM notices")
    assert notices.raw(kept.connection, ALL[0].id) == ("政府工作报告", REPORT)


def test_a_record_of_many_reposts_takes_one_more_at_the_same_cost(kept: Book):
    costs = []
    for many in (20, 160):
        kept.save(*(notice(f"copy{n}", REPORT + "。" * (n % 9), f"工作报告{n}") for n in range(many)))
        costs.append(instructions(kept.connection, lambda: kept.write(notice("more", REPORT + "；"))))
        kept.connection.rollback()
    assert costs[1] < 1.5 * costs[0]


def instructions(connection: sqlite3.Connection, work: Callable[[], object]) -> int:
    """How many instructions of SQLite's virtual machine the work takes, in tens."""
    steps = itertools.count()
    connection.set_progress_handler(lambda: next(steps) < 0, 10)
    work()
    connection.set_progress_handler(None, 10)
    return next(steps)
