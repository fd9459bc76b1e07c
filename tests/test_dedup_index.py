"""The index on a real SQLite file: what it finds, what it forgets, and what a rollback or a kill leaves."""

import random
import sqlite3
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, strategies as st

from dedup import index, signatures


def prose(seed: int, length: int = 400) -> str:
    return "".join(random.Random(seed).choices([chr(c) for c in range(0x4E00, 0x5600)], k=length))


def open_at(path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in index.SCHEMA:
        connection.execute(statement)
    return connection


@pytest.fixture
def connection(tmp_path):
    with_tables = open_at(tmp_path / "notices.db")
    yield with_tables
    with_tables.close()


@pytest.fixture(scope="module")
def family():
    """Signatures of 240 notices: 40 documents, each with a cut copy and others that share some of its text."""
    texts = []
    for seed in range(40):
        text = prose(seed)
        texts += [text, text[:240], text[60:] + prose(seed + 500, 90), text + "网站地图", prose(seed + 900)]
        texts.append(prose(seed % 4 + 2000, 200) + prose(seed + 3000, 200))
    return signatures.sign(texts)


def in_batches(size, rows):
    for start in range(0, len(rows), size):
        yield range(start, min(start + size, len(rows))), rows[start : start + size]


KEY = st.integers(0, 2**32 - 1) | st.integers(0, 40).map(lambda n: n << 20) | st.sampled_from([0, 7, 2**31, 2**32 - 1])


@given(st.lists(st.tuples(KEY, st.integers(1, 90)), min_size=1, max_size=60), st.lists(KEY, max_size=40))
def test_a_segment_says_of_every_key_where_it_stands(entries, others):
    keys = np.sort(np.concatenate([np.full(many, key, dtype=np.uint32) for key, many in entries]))
    wanted = np.array([*others, *(key for key, _ in entries[:20])], dtype=np.uint32)
    told = zip(*index.Segment(keys, np.arange(len(keys), dtype=np.uint32)).find(wanted), strict=True)
    places = {key: np.flatnonzero(keys == key) for key in wanted.tolist()}
    assert [tuple(map(int, one)) for one in told] == [
        (at, places[key][0], len(places[key])) for at, key in enumerate(wanted.tolist()) if len(places[key])
    ]


def test_an_owner_is_found_exactly_when_it_collides(connection, family):
    found = index.Index(connection)
    for nodes, rows in in_batches(7, family):
        found.add(nodes, rows, nodes)
    keys = signatures.keys(family)
    expected = [np.flatnonzero(signatures.collide(row, keys)).tolist() for row in keys]
    assert found.owners(family) == expected
    assert [found.owners(row[np.newaxis])[0] for row in family[:20]] == expected[:20]
    assert found.hot == 0
    pairs = {tuple(pair) for part in index.pairs(keys) for pair in part.tolist()}
    assert pairs == {(a, b) for a, others in enumerate(expected) for b in others if b < a}


@pytest.mark.parametrize("cap", [3, 8])
def test_boilerplate_keys_are_passed_over_alike_by_index_and_batch(connection, family, cap, monkeypatch):
    monkeypatch.setattr(index, "PAIRS", 50)  # many small parts
    found = index.Index(connection, cap=cap)
    for nodes, rows in in_batches(50, family):
        found.add(nodes, rows, nodes)
    answers = {(a, b) for a, owners in enumerate(found.owners(family)) for b in owners if b < a}
    assert found.hot > 0
    assert answers == {tuple(p) for part in index.pairs(signatures.keys(family), cap=cap) for p in part.tolist()}


def test_a_key_shared_by_thousands_is_not_read(connection):
    """The same site frame in 3,000 short records: each still finds its own repost, and no other."""
    frame = prose(1, 300)
    texts = [frame + prose(seed + 10, 120) for seed in range(3000)]
    rows = signatures.sign(texts)
    found = index.Index(connection)
    found.add(range(3000), rows, range(3000))
    answers = found.owners(signatures.sign([text + "返回首页" for text in texts[:200]]))
    assert sum(node in owners for node, owners in enumerate(answers)) >= 199
    assert np.mean([len(owners) for owners in answers]) < 3
    assert found.owners(rows[:100]) >= [[node] for node in range(100)]


def test_ten_thousand_reposts_of_a_record_take_the_room_of_one(connection):
    row = signatures.sign([prose(5)])
    found = index.Index(connection)
    for start in range(0, 10_000, 2500):
        found.add(range(start, start + 2500), np.repeat(row, 2500, axis=0), [0] * 2500)
    entries = connection.execute("SELECT sum(length(keys)) / 4 FROM _bands").fetchone()[0]
    assert entries == signatures.KEYS + 1
    assert found.owners(row) == [[0]]


def test_boilerplate_is_not_listed_again_for_every_repost(connection):
    """Reposts of one record in a site's frame: looking for their entries must not read the frame's buckets."""
    frame = prose(1, 300)
    rows = signatures.sign([frame + prose(seed + 10, 120) for seed in range(600)])
    found = index.Index(connection, cap=8)
    found.add(range(300), rows[:300], range(300))
    before = connection.execute("SELECT sum(length(keys)) / 4 FROM _bands").fetchone()[0]
    found.add(range(300, 600), rows[300:], [0] * 300)
    added = connection.execute("SELECT sum(length(keys)) / 4 FROM _bands").fetchone()[0] - before
    assert 0 < added < 0.7 * 300 * signatures.keys(rows).shape[1]


def test_listing_a_notice_again_changes_nothing(connection, family):
    found = index.Index(connection)
    for _ in range(2):
        found.add(range(30), family[:30], [0] * 30)
    assert connection.execute("SELECT sum(length(keys)) / 4 FROM _bands").fetchone()[0] == len(
        np.setdiff1d(signatures.keys(family[:30]), signatures.EMPTY)
    )


def test_a_moved_notice_is_listed_under_its_new_owner(connection, family):
    found = index.Index(connection)
    found.add([0, 6], family[[0, 6]], [0, 6])
    found.add([0], family[[0]], [6])
    assert 6 in found.owners(family[[0]])[0]


def test_removed_notices_are_not_answered_and_their_signatures_gone(connection, family):
    found = index.Index(connection)
    found.add(range(6), family[:6], range(6))
    found.remove([1, 2])
    assert found.owners(family[:1]) == [[0, 3]]
    assert (found.signatures([3, 0]) == family[[3, 0]]).all()
    with pytest.raises(KeyError):
        found.signatures([1])


def test_a_rollback_leaves_nothing_in_file_or_memory(connection, family):
    found = index.Index(connection)
    found.add(range(100), family[:100], range(100))
    before = found.owners(family)
    connection.execute("BEGIN IMMEDIATE")
    found.add(range(100, 240), family[100:], range(100, 240))
    found.remove([0])
    assert found.owners(family) != before
    connection.rollback()
    assert found.owners(family) == before
    found.add(range(100, 240), family[100:], range(100, 240))
    assert found.owners(family[200:201])[0]


def test_another_process_killed_in_its_transaction_leaves_nothing(tmp_path, family):
    path = tmp_path / "notices.db"
    connection = open_at(path)
    found = index.Index(connection)
    found.add(range(4), family[:4], range(4))
    np.save(tmp_path / "rows.npy", family)
    script = (
        "import os, signal, sqlite3, sys, numpy\nfrom dedup.index import Index\n"
        "rows = numpy.load(sys.argv[2])\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "Index(c).add(range(4, 8), rows[4:8], range(4, 8))\nc.execute('BEGIN IMMEDIATE')\n"
        "Index(c).add(range(8, 240), rows[8:], range(8, 240))\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, path, tmp_path / "rows.npy"], check=False)
    assert killed.returncode == -9
    assert connection.execute("SELECT count(*) FROM _signatures").fetchone() == (8,)
    assert found.owners(family[4:5]) == [[4]]  # committed elsewhere, seen here
    assert found.owners(family[12:13]) == [[]]
    connection.close()


def test_other_parameters_are_refused_until_rekeyed(connection, family, monkeypatch):
    found = index.Index(connection)
    found.add(range(60), family[:60], range(60))
    monkeypatch.setattr(signatures, "KEYS", 16)
    for refused in (lambda: found.owners(family[:1]), lambda: found.add([99], family[:1], [99])):
        with pytest.raises(index.OtherParameters, match='"keys": 20'):
            refused()
    found.rekey((nodes, rows, nodes) for nodes, rows in in_batches(25, family[:60]))
    keys = signatures.keys(family[:60])
    assert keys.shape[1] == 17
    assert found.owners(family[:1])[0] == np.flatnonzero(signatures.collide(keys[0], keys)).tolist()


def test_merging_keeps_segments_few_and_every_entry(connection, monkeypatch):
    monkeypatch.setattr(index, "LARGEST", 8000)
    rows = signatures.sign([prose(seed, 90) for seed in range(1500)])
    found = index.Index(connection)
    for nodes, part in in_batches(5, rows):
        found.add(nodes, part, nodes)
    sizes = [size for (size,) in connection.execute("SELECT length(keys) / 4 FROM _bands")]
    assert sum(sizes) == (signatures.keys(rows) != signatures.EMPTY).sum()
    assert max(sizes) <= 8000
    assert len(sizes) < 15
    assert all(node in owners for node, owners in enumerate(found.owners(rows)))
    reopened = index.Index(connection)
    assert reopened.owners(rows[:50]) == found.owners(rows[:50])


def test_an_empty_index_answers_and_an_empty_batch_is_no_work(connection, family):
    found = index.Index(connection)
    assert found.owners(family[:2]) == [[], []]
    found.add([], family[:0], [])
    assert found.owners(family[:0]) == []
    assert list(index.pairs(signatures.keys(family[:0]))) == []
