"""scrapy dedupe from the outside: a file of documents clustered, a database decided again."""

from __future__ import annotations

import gzip
import json
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT
from notices import REPORT, STORY, framed
from test_output_records import ALL, notice

from dedup import ENGINE, batch, clusters, signatures
from dedup.index import parameters
from dedup.judgements import Judgement, Judgements
from dedup.pieces import Text
from dedup.verify import Decision, Document, decide
from dedup.whole import Result, Whole
from output.refusals import LOCKED
from output.store.clustering import InputRefused, cluster
from output.store.runs import lock
from output.store.store import Store

DOCUMENTS = [
    {"id": "原文", "title": "政府工作报告", "body": REPORT},
    {"id": "b", "title": "【招商】", "body": framed(REPORT)},
    {"id": "c", "title": None, "body": STORY},
    {"id": "d", "title": "", "body": ""},
]


def grouped(path: Path) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        groups.setdefault(row["cluster"], set()).add(row["id"])
    assert all(name in group for name, group in groups.items())
    return {frozenset(group) for group in groups.values()}


def written(path: Path, rows: list[dict | str | bytes]) -> Path:
    lines = [json.dumps(row, ensure_ascii=False) if isinstance(row, dict) else row for row in rows]
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return path


@pytest.mark.parametrize("name", ["docs.jsonl", "docs.jsonl.gz"])
def test_a_file_is_clustered(scrapy, tmp_path: Path, name: str):
    source, out = written(tmp_path / name, DOCUMENTS), tmp_path / "out.jsonl"
    if name.endswith(".gz"):
        source.write_bytes(gzip.compress(source.read_bytes()))
    done = scrapy("dedupe", "--input", source, "--output", out, quick=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "4 documents, 3 clusters" in done.stderr
    assert grouped(out) == {frozenset({"原文", "b"}), frozenset({"c"}), frozenset({"d"})}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": "x"', "docs.jsonl:5: not JSON"),
        ('{"id": 7, "body": ""}', "docs.jsonl:5: id is no text"),
        ('{"id": "x", "title": ""}', "docs.jsonl:5: body is no text"),
        ("[]", "docs.jsonl:5: not an object"),
        (b"\xff", "docs.jsonl:5: not UTF-8"),
        ('{"id": "b", "body": ""}', "docs.jsonl:5: id 'b' stands in line 2 already"),
    ],
)
def test_a_bad_line_is_named_and_nothing_written(tmp_path: Path, line: str | bytes, why: str):
    source, out = written(tmp_path / "docs.jsonl", [*DOCUMENTS, line]), []
    with pytest.raises(InputRefused, match=re.escape(why)):
        cluster(source, out.append)
    assert not out


@pytest.mark.parametrize("name", ["docs.jsonl", "docs.jsonl.gz"])
def test_a_broken_file_leaves_none_behind(scrapy, tmp_path: Path, name: str):
    source, out = written(tmp_path / name, [*DOCUMENTS, '{"id":']), tmp_path / "out.jsonl"
    done = scrapy("dedupe", "--input", source, "--output", out, quick=False)
    assert (done.returncode, [path.name for path in tmp_path.iterdir()]) == (3, [name])
    assert name in done.stderr and "Traceback" not in done.stderr


def test_bad_lines_can_be_left_out_and_are_counted(scrapy, tmp_path: Path):
    source, out = (
        written(tmp_path / "docs.jsonl", ["{", *DOCUMENTS, '{"id": "\\ud800", "body": "\\udc00"}']),
        tmp_path / "o",
    )
    done = scrapy("dedupe", "--input", source, "--output", out, "--skip-bad", "--json", quick=False)
    told = json.loads(done.stdout)
    assert (told["documents"], told["bad"]) == (5, 1) and "docs.jsonl:1: not JSON" in told["bad_lines"][0]


def shuffled(seed: int, count: int) -> list[Text]:
    """Documents of one vocabulary, each with a framed and a cut copy, some with digits that differ."""
    rng, texts = random.Random(seed), []
    for number in range(count):
        body = "".join(rng.sample(REPORT, len(REPORT)))
        bodies = body, framed(body), body[:500], body.replace(str(number % 9), "7")
        texts += [Text(f"{number}-{place}", "甲", body) for place, body in enumerate(bodies)]
    rng.shuffle(texts)
    return texts


def test_other_processes_say_what_one_says():
    texts = shuffled(3, 40)
    whole = Whole(Listed(texts), range(len(texts)), [text.id for text in texts])
    alone = batch.partition(whole, processes=0)
    together = batch.partition(whole, processes=2)
    assert alone.pivots.tolist() == together.pivots.tolist()
    assert alone.ranks == together.ranks
    assert len(set(alone.pivots.tolist())) < 100


@pytest.mark.parametrize(("window", "piece"), [(1, 1), (3, 2), (16, 5), (64, 48)])
def test_what_is_decided_ahead_is_what_one_by_one_would_be(monkeypatch, window: int, piece: int):
    texts = shuffled(4, 20)
    ids = [text.id for text in texts]
    judgements = Judgements(
        Judgement(*rng_pair, verdict, "陈", f"2025-01-0{turn}")
        for turn, (rng_pair, verdict) in enumerate(
            zip(
                [
                    (ids[0], ids[70]),
                    (ids[5], "gone"),
                    ("gone", ids[60]),
                    ("1-0", "1-1"),
                    ("2-0", "2-2"),
                    ("3-0", "4-0"),
                ],
                ["same", "same", "same", "different", "unsure", "same"],
                strict=True,
            ),
            1,
        )
    )
    monkeypatch.setattr("dedup.batch_ahead.WINDOW", window)
    monkeypatch.setattr("dedup.batch_pairs.PIECE", piece)
    found = batch.partition(Whole(Listed(texts), range(len(texts)), ids, judgements), processes=0)
    one_by_one = clusters.partition(ids, Plain(texts, found), judgements)
    assert {id: ids[pivot] for id, pivot in zip(ids, found.pivots.tolist(), strict=True)} == {
        id: place.pivot for id, place in one_by_one.items()
    }


class Memory(dict):
    """Work kept in memory, and how often it was of use."""

    found = 0

    def get(self, name: bytes) -> bytes | None:
        self.found += name in self
        return super().get(name)

    put = dict.__setitem__


def test_what_is_kept_is_not_done_again_but_where_a_text_has_changed(monkeypatch):
    texts, kept = shuffled(5, 40), Memory()
    ids, nodes = [text.id for text in texts], range(len(texts))
    monkeypatch.setattr(batch, "SIGNED", 16)
    monkeypatch.setattr("dedup.batch_pairs.PIECE", 4)

    def decided(texts: list[Text], kept: Memory | None = None) -> tuple:
        found = batch.partition(Whole(Listed(texts), nodes, ids), processes=0, kept=kept)
        return found.ranks, found.signatures.tolist(), found.pivots.tolist(), found.jaccard.tolist()

    def done() -> int:
        before, kept.found = kept.found, 0
        return before

    whole = decided(texts, kept)
    assert (str(decided(texts)), done()) == (str(whole), 0)
    assert (str(decided(texts, kept)), done()) == (str(whole), len(kept))
    pieces = len(kept)
    texts[7] = texts[7]._replace(body=framed(texts[9].body))
    assert str(decided(texts, kept)) == str(decided(texts)) != str(whole)
    assert 10 <= done() < pieces


class Plain:
    """Evidence without an index: everything is a candidate."""

    def __init__(self, texts: list[Text], found: Result) -> None:
        ids = [text.id for text in texts]
        self.documents = {text.id: Document(*text[:3]) for text in texts}
        self.ranks = dict(zip(ids, found.ranks, strict=True))
        self.keys = dict(zip(ids, signatures.keys(found.signatures), strict=True))
        self.rank = self.ranks.get

    def candidates(self, id: str) -> list[str]:
        return list(self.documents)

    def collide(self, a: str, b: str) -> bool:
        return bool(signatures.collide(self.keys[a], self.keys[b][None])[0])

    def decide(self, a: str, b: str) -> Decision:
        return decide(self.documents[a], self.documents[b])


class Listed:
    """Texts in a list, as a source."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts

    def read(self, nodes: list[int]) -> list[Text]:
        return [self.texts[node] for node in nodes]


@pytest.fixture
def crawled(database: Path) -> Path:
    """A database as runs leave it, that came to another partition by decisions since revised."""
    store = Store(database)
    for item in ALL:
        store.hand_in(item).result()
    store.close()
    return database


def partitioned(rows) -> list[tuple]:
    return rows("SELECT id, record_id, similarity FROM notices ORDER BY id")


def test_a_database_decided_again_says_what_it_said(scrapy, crawled: Path, rows):
    before = partitioned(rows), rows("SELECT max(rev) FROM _changes"), rows("SELECT count(*) FROM redirects")
    done = scrapy("dedupe", "--json", quick=False)
    told = json.loads(done.stdout)
    assert (done.returncode, told["moved"], told["merged"], told["split"]) == (0, 0, 0, 0)
    assert before == (partitioned(rows), rows("SELECT max(rev) FROM _changes"), rows("SELECT count(*) FROM redirects"))
    assert rows("SELECT value FROM _meta WHERE key = 'engine'") == [(ENGINE,)]


def test_a_dry_run_shows_and_changes_nothing(scrapy, crawled: Path, rows, damaged):
    before = partitioned(rows)
    done = scrapy("dedupe", "--dry-run", quick=False)
    assert "1 records merged into others" in done.stdout and "政府工作报告" in done.stdout, done.stdout + done.stderr
    assert partitioned(rows) == before
    done = scrapy("dedupe", quick=False)
    assert "written" in done.stdout
    records = dict(rows("SELECT site, record_id FROM notices"))
    assert records["gov"] == records["park"] == records["cut"]
    assert rows("SELECT count(*) FROM redirects")[0][0] == 1
    assert rows("SELECT count(*) FROM _searched") == rows("SELECT count(*) FROM records WHERE deleted_at IS NULL")


@pytest.fixture
def damaged(crawled: Path) -> None:
    """As a version of other opinions would have left it: one repost stands in a record of its own."""
    store = Store(crawled)
    park = next(item for item in ALL if item.site == "park")
    gov = next(item for item in ALL if item.site == "gov")
    store.judge(park.id, gov.id, "different", "陈")
    store.do(lambda connection: connection.execute("DELETE FROM judgements"))
    store.close()


def test_a_database_of_other_parameters_is_refused_until_it_is_decided_again(scrapy, crawled: Path, rows):
    store = Store(crawled)
    store.do(lambda connection: connection.execute('UPDATE _schemes SET parameters = \'{"scheme": "old"}\''))
    store.close()
    done = scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0")
    assert done.returncode == 3 and "scrapy dedupe" in done.stderr and "Traceback" not in done.stderr
    assert scrapy("dedupe", quick=False).returncode == 0
    assert rows("SELECT parameters FROM _schemes") == [(parameters(),)]
    store = Store(crawled)
    assert store.hand_in(notice("late", framed(STORY))).result() == "new"
    store.close()


def test_two_at_once_are_refused(scrapy, crawled: Path):
    with lock(crawled):
        done = scrapy("dedupe", quick=False)
    assert done.returncode == LOCKED and "try again" in done.stderr


def kill(line: list, work: Path, with_signal: signal.Signals, environment: dict[str, str]) -> int:
    """Run a command until its file of work in progress holds something; then it gets the signal."""
    process = subprocess.Popen(line, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with closing(sqlite3.connect(f"{work.as_uri()}?mode=ro", uri=True)) as connection:
                if connection.execute("SELECT count(*) FROM done").fetchone()[0] > 1:
                    break
        except sqlite3.OperationalError:
            time.sleep(0.002)
    process.send_signal(with_signal)
    assert ("goes on where it was" in process.communicate(timeout=60)[1]) == (with_signal == signal.SIGINT)
    return process.returncode


def test_a_killed_clustering_goes_on_where_it_was(tmp_path: Path, environment):
    texts = shuffled(6, 280)
    source = written(tmp_path / "docs.jsonl", [{"id": t.id, "title": t.title, "body": t.body} for t in texts])
    out, work = tmp_path / "out.jsonl", tmp_path / "out.jsonl.deciding"
    line = [sys.executable, "-m", "scrapy", "dedupe", "--input", source, "--output", out, "--json"]
    assert kill(line, work, signal.SIGKILL, environment) == -signal.SIGKILL
    assert not out.exists() and work.exists()
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert json.loads(done.stdout)["resumed"] > 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs.jsonl", "out.jsonl"]
    fresh = tmp_path / "fresh.jsonl"
    with fresh.open("w", encoding="utf-8") as file:
        cluster(source, file.write, processes=0)
    assert fresh.read_bytes() == out.read_bytes()


def test_a_few_documents_decided_in_this_process_leave_nothing_of_the_work(scrapy, tmp_path: Path):
    source, out = written(tmp_path / "docs.jsonl", DOCUMENTS), tmp_path / "out.jsonl"
    assert scrapy("dedupe", "--input", source, "--output", out, quick=False).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs.jsonl", "out.jsonl"]


def test_a_file_of_something_else_where_work_would_wait_is_left_alone(scrapy, tmp_path: Path):
    source, out = written(tmp_path / "docs.jsonl", DOCUMENTS), tmp_path / "out"
    notes = written(tmp_path / "out.deciding", ["招商笔记" * 200])
    done = scrapy("dedupe", "--input", source, "--output", out, quick=False)
    assert (done.returncode, out.exists()) == (3, False) and "out.deciding: file is not a database" in done.stderr
    assert notes.read_text("utf-8") == "招商笔记" * 200


def test_an_interrupted_decision_of_the_database_changes_nothing_and_goes_on(scrapy, database: Path, rows, environment):
    store = Store(database)
    for text in shuffled(7, 280):
        store.hand_in(notice(text.id, text.body))
    store.close()
    before, work = partitioned(rows), Path(f"{database}.deciding")
    line = [sys.executable, "-m", "scrapy", "dedupe"]
    assert kill(line, work, signal.SIGINT, environment) == 130
    assert work.exists() and partitioned(rows) == before
    told = json.loads(scrapy("dedupe", "--json", quick=False).stdout)
    assert (told["moved"], told["merged"], told["split"]) == (0, 0, 0) and told["resumed"] > 1
    assert not work.exists() and partitioned(rows) == before
