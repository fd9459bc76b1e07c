"""Search: Chinese words of any length find the right records, in either script, and the index never lags behind."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from output.store import full_text, search
from output.store.database import open_reader, open_writer
from output.store.words import tokens

TEXTS = {
    "report": ("2013年青岚区政府工作报告", "各位代表：受区人民政府委托，向大会作政府工作报告。全年税收38亿元。"),
    "later": ("2014年青岚区政府工作报告", "2013年以来，区政府狠抓招商引资，5G基站增至120个。"),
    "traditional": ("松湖區產業園招商說明會", "園區建設網路平臺，企業可享稅收優惠。"),
    "spaced": ("园区动态", "我区大力开展招 商\u3000引 资，引进ＡＩ企业12家。The MAIN hall is open."),
}


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    made = open_writer(tmp_path / "search.db").conn
    for record, (title, body) in TEXTS.items():
        keep(made, record, title, body)
    return made


def keep(connection: sqlite3.Connection, record: str, title: str, body: str) -> None:
    if full_text.outdate(connection, record, title, body):
        full_text.add(connection, [record], [tokens(title, body)])
    connection.execute(
        """INSERT OR REPLACE INTO records (id, title, body, notice_id, notices, first_seen, last_seen, rev)
           VALUES (?, ?, ?, '', 1, '', '', (SELECT coalesce(max(rev), 0) + 1 FROM records))""",
        (record, title, body),
    )


def found(connection: sqlite3.Connection, words: str) -> list[str]:
    return [hit.record for hit in search.find(connection, words)]


@pytest.mark.parametrize(
    ("words", "records"),
    [
        ("招商", {"later", "traditional", "spaced"}),
        ("税", {"report", "traditional"}),
        ("稅", {"report", "traditional"}),
        ("5G", {"later"}),
        ("５ｇ", {"later"}),
        ("政府工作报告 2013", {"report", "later"}),
        ("政府工作報告", {"report", "later"}),
        ("招商引资", {"later", "spaced"}),
        ("網路平台", {"traditional"}),
        ("产业园", {"traditional"}),
        ("ai", {"spaced"}),
        ("全年税收38亿", {"report"}),
        ("资", {"later", "spaced"}),
        ("税收 没有的词", set()),
        ("商税", set()),
    ],
)
def test_words_find_the_records_that_have_them(connection, words, records):
    assert set(found(connection, words)) == records


@pytest.mark.parametrize("words", ["", " ", '"', "*", 'a" OR 1', "NEAR(", "·", "😀", "\x00", "（）"])
def test_what_is_no_word_finds_nothing_and_breaks_nothing(connection, words):
    assert found(connection, words) == []


def test_a_word_in_the_title_comes_before_the_same_word_in_the_text(connection):
    assert found(connection, "2013") == ["report", "later"]


def test_the_hit_is_shown_in_the_words_of_the_text(connection):
    (hit,) = search.find(connection, "稅收優惠")
    assert ("稅收優惠", True) in hit.context
    assert "".join(piece for piece, _hit in hit.context) in TEXTS["traditional"][1]


def test_a_changed_text_is_found_by_its_new_words_alone(connection):
    keep(connection, "report", "园区通告", "新增保税仓库。")
    assert found(connection, "保税仓库") == ["report"]
    assert "report" not in found(connection, "政府工作报告")


def test_a_record_that_ended_is_found_no_longer_and_leaves_nothing_behind(connection):
    full_text.remove(connection, "report")
    assert "report" not in found(connection, "税")
    assert connection.execute("SELECT count(*) FROM _searched WHERE record = 'report'").fetchone() == (0,)
    assert not connection.execute("SELECT rowid FROM _search WHERE _search MATCH '三十八 OR 38'").fetchall()


def test_what_is_rolled_back_is_not_found(connection):
    connection.commit()
    keep(connection, "fleeting", "低空经济", "低空经济项目开工。")
    assert found(connection, "低空经济") == ["fleeting"]
    connection.rollback()
    assert found(connection, "低空经济") == []


def test_plain_sql_finds_the_same_without_any_function(connection):
    rows = connection.execute(
        """SELECT r.id FROM _search JOIN _searched i ON i.docid = _search.rowid JOIN records r ON r.id = i.record
           WHERE _search MATCH '招商 商引 引资'"""
    )
    assert {row[0] for row in rows} == set(found(connection, "招商引资"))


def test_a_database_from_before_is_indexed_when_it_is_opened(scrapy, database, rows):
    assert scrapy("run", "--demo", "linked", "-s", "DEMO_PORT=0").returncode == 0
    with sqlite3.connect(database) as old:
        for table in ("_search", "_searched"):
            old.execute(f"DROP TABLE {table}")
        old.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_search'")
    old.close()
    open_writer(database).close()
    reader = open_reader(database).conn
    living = rows("SELECT count(*) FROM records WHERE deleted_at IS NULL")[0][0]
    assert len(search.find(reader, "罗湖")) == living


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="招商引资税收稅园區區5G2013aZ，。 \n", min_size=1, max_size=40), data=st.data())
def test_every_piece_of_a_text_finds_it(text, data):
    connection = sqlite3.connect(":memory:")
    connection.execute("""CREATE TABLE records (id TEXT PRIMARY KEY, title TEXT, body TEXT, published TEXT, region TEXT,
                          tag TEXT, notices INTEGER)""")
    for statement in full_text.SCHEMA:
        connection.execute(statement)
    full_text.add(connection, ["it"], [tokens("标题", text)])
    connection.execute("INSERT INTO records (id, title, body) VALUES ('it', '标题', ?)", (text,))
    runs = [run for run in "".join(c if c >= "\u4e00" and c != "，" else " " for c in text).split() if c_is_word(run)]
    if runs:
        run = data.draw(st.sampled_from(runs))
        start = data.draw(st.integers(0, len(run) - 1))
        piece = run[start : data.draw(st.integers(start + 1, len(run)))]
        assert [hit.record for hit in search.find(connection, piece)] == ["it"]


def c_is_word(run: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in run)


def test_scrapy_search_tells_a_program_and_exits_1_for_nothing(scrapy):
    assert scrapy("run", "--demo", "linked", "-s", "DEMO_PORT=0").returncode == 0
    told = scrapy("search", "政府工作报告", "2013", "--json")
    assert json.loads(told.stdout)[0]["title"].startswith("2013年")
    nothing = scrapy("search", "没有的词")
    assert nothing.returncode == 1 and "nothing found" in nothing.stdout
