"""`--engine spark` decides as one machine does: the same places, the same judgements respected, skew or not."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import big_site
import numpy as np
import pytest
from conftest import ROOT
from test_output_folds import FAMILY
from test_output_records import ALL

from dedup import batch
from dedup.bitmaps import Bitmap, bitmap, each_far, far, together
from dedup.judgements import Judgement, Judgements
from dedup.pieces import Text
from dedup.whole import Result, Whole
from output.store.redeciding import redecide
from output.store.store import Store

needed = [
    pytest.mark.skipif(not find_spec("pyspark"), reason="requirements-spark.txt is not installed"),
    pytest.mark.skipif(not shutil.which("java"), reason="no Java: apt-get install openjdk-17-jre-headless"),
    pytest.mark.timeout(600),
]


class Notices(NamedTuple):
    """Texts by node."""

    texts: tuple[Text, ...]

    def read(self, nodes: list[int]) -> list[Text]:
        return [self.texts[node] for node in nodes]


def written(n: int) -> Text:
    """A notice of a site with reposts in it; some are cut short, some come framed, some have no body to speak of."""
    body, number = big_site.text(n), f"{n:05}"
    if n % 7 == 3:
        body = body[: len(body) * 3 // 5]
    if n % 11 == 5:
        body = f"首页 > 招商动态\n{body}\n主办单位：园区管委会"
    if n % 13 == 6:
        body = "见附件"
    return Text(
        f"n{number}", big_site.title(n).partition("】")[2], body, f"2025-0{n % 9 + 1}-1{n % 9}", (), big_site.title(n)
    )


def places(found: Result, ids: list[str]) -> list[tuple]:
    return [
        (id, rank, ids[pivot], round(float(jaccard), 12) if jaccard == jaccard else None)
        for id, rank, pivot, jaccard in zip(
            ids, found.ranks, found.pivots.tolist(), found.jaccard.tolist(), strict=True
        )
    ]


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    """One Spark for the module: it takes longer to start than these notices to decide."""
    from pyspark import cloudpickle

    from dedup import spark

    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # the executors do not know this file
    # What is compiled for long work is never earned back here: half of the tests' time.
    os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    with spark.session("local[2]") as session:
        yield session


def test_many_pairs_are_told_apart_as_each_would_be_alone():
    rng = random.Random(1)

    def some() -> Bitmap:
        shared = rng.sample(range(3000), rng.randrange(3000))
        return bitmap(
            np.array(sorted({*shared, *(rng.getrandbits(64) for _ in range(rng.randrange(3000)))}), dtype=np.uint64)
        )

    one, other = ([some() for _ in range(200)] for _ in "ab")
    expected = list(map(far, one, other))
    assert each_far(together(one), together(other)).tolist() == expected
    assert 0 < sum(expected) < 200


def report(year: int, n: int) -> Text:
    """A repost of the report of a year; those of other years say the same."""
    body = f"{year}年度园区工作报告\n{big_site.text(1)}{big_site.text(2)}\n转载自第{n}号园区网站"
    return Text(f"{year}-{n}", "工作报告", body, None, (), "工作报告")


def settled(spark, texts: list[Text], folder: Path) -> tuple[set[str], int]:
    """The pivots that Spark finds, the places being those of one machine, and the rounds it takes after its guess."""
    from dedup.spark import decide_all
    from dedup.spark_tasks import reader

    notices, nodes, ids, told = Notices(tuple(texts)), range(len(texts)), [text.id for text in texts], []
    documents = spark.createDataFrame([(list(nodes),)], "nodes array<long>").mapInArrow(*reader(notices))
    found = decide_all(documents, None, folder.as_uri(), lambda stage, done: told.append(stage))
    rows = sorted(found.places.collect(), key=lambda row: ids.index(row.id))
    local = places(batch.partition(Whole(notices, nodes, ids), processes=0), ids)
    assert [(row.id, row.rank, row.pivot, row.jaccard and round(row.jaccard, 12)) for row in rows] == local
    return {row.pivot for row in rows}, sum("round" in stage for stage in told)


class TestSpark:
    pytestmark = needed

    def test_it_finds_the_places_that_one_machine_finds(self, spark, tmp_path):
        from dedup.spark import decide_all
        from dedup.spark_tasks import reader

        folded = (Text(item.id, item.title, item.body, item.published, (), item.title) for item in FAMILY)
        notices = Notices((*map(written, range(400 - len(FAMILY))), *folded))
        ids = [text.id for text in notices.texts]
        judgements = Judgements(
            [
                Judgement(
                    "n00005", "n00002", "different", "operator", "2025-08-06T08:00:00+00:00"
                ),  # a repost kept apart
                Judgement("n00011", "n00021", "same", "operator", "2025-08-06T08:01:00+00:00"),
                Judgement("n00012", "gone", "same", "operator", "2025-08-06T08:02:00+00:00"),
                Judgement("n00010", "n00007", "unsure", "operator", "2025-08-06T08:03:00+00:00"),
            ]
        )
        told: set[tuple[int, int]] = set()
        whole = Whole(notices, range(400), ids, judgements)
        local = batch.partition(whole, lambda a, b, made: told.add((a, b)), processes=0)
        documents = spark.createDataFrame(
            [(list(range(at, at + 50)),) for at in range(0, 400, 50)], "nodes array<long>"
        )
        found = decide_all(documents.mapInArrow(*reader(notices)), judgements, tmp_path.as_uri())
        rows = sorted(found.places.collect(), key=lambda row: row.id)
        assert [(row.id, row.rank, row.pivot, row.jaccard and round(row.jaccard, 12)) for row in rows] == sorted(
            places(local, ids)
        )
        canonical = {id: ids[at] for id, at in zip(ids, local.canonical.tolist(), strict=True)}
        assert {row.id: row.canonical for row in rows} == canonical
        assert len({row.canonical for row in rows}) < len({row.pivot for row in rows}) < 400
        decided = {(row.a, row.b): row.decision for row in found.decisions.collect()}
        assert {(ids[a], ids[b]) for a, b in told} <= decided.keys()

    def test_a_key_that_many_share_does_not_stop_it(self, spark, tmp_path):
        from dedup.spark import decide_all
        from dedup.spark_tasks import DOCUMENT

        # Three hundred reposts of one notice, each with a line of its own: every key of it has far more holders than CAP.
        copies = [
            (f"c{n:04}", "招商通告", f"{big_site.text(1)}\n转载自第{n}号园区网站", None, [], "招商通告", "")
            for n in range(300)
        ]
        documents = spark.createDataFrame(copies, DOCUMENT)
        found = decide_all(documents, None, tmp_path.as_uri())
        assert found.places.select("pivot").distinct().count() == 1

    # Taken for pivots, reposts make every key boilerplate, and each round sorts out CAP of them: 5 rounds for so few.
    def test_reposts_of_two_years_reports_settle_at_once(self, spark, tmp_path):
        texts = [report(year, n) for year, count in ((2019, 40), (2020, 150)) for n in range(100, 100 + count)]
        assert settled(spark, texts, tmp_path) == ({"2019-100", "2020-100"}, 1)

    @pytest.mark.soak  # as the one before, with twice as many: a minute of two processors
    def test_reposts_behind_a_page_that_holds_more_settle_in_few_rounds(self, spark, tmp_path):
        longer = report(2020, 999)
        texts = [
            longer._replace(body=f"{longer.body}\n{big_site.text(3)}"),
            *(report(2019, n) for n in range(100, 500)),
        ]
        pivots, rounds = settled(spark, texts, tmp_path)
        assert pivots == {"2020-999", "2019-100"} and rounds <= 3

    def test_a_database_is_decided_again_as_one_machine_would(self, spark, tmp_path, monkeypatch):
        from dedup.spark import partition

        path, copy = tmp_path / "notices.db", tmp_path / "copy.db"
        store = Store(path)
        for item in (*ALL, *FAMILY):
            store.hand_in(item).result()
        store.judge(ALL[0].id, ALL[1].id, "different", "陈")
        store.judge(ALL[2].id, ALL[-1].id, "same", "陈")
        store.do(
            lambda connection: connection.execute("UPDATE judgements SET deleted_at = 'now' WHERE verdict <> 'same'")
        )
        store.close()
        shutil.copy(path, copy)
        monkeypatch.setattr("dedup.spark.session", lambda master: nullcontext(spark))
        told = [redecide(path, processes=0), redecide(copy, partition=partition)]
        assert told[0] == told[1] and told[0]["merged"] == 1
        for table in ("notices", "_places", "_folds", "records", "redirects", "_changes", "_signatures"):
            assert stored(path, table) == stored(copy, table)
        assert stored(path, "matches") <= stored(copy, "matches")

    @pytest.mark.soak  # starts a Spark of its own
    def test_files_are_clustered_by_the_command(self, tmp_path):
        source, output = tmp_path / "documents.jsonl", tmp_path / "clusters.jsonl"
        source.write_text(
            "".join(
                json.dumps({"id": text.id, "title": text.title, "body": text.body}, ensure_ascii=False) + "\n"
                for text in map(written, range(30))
            ),
            encoding="utf-8",
        )
        line = [sys.executable, "-m", "scrapy", "dedupe", "--input", source, "--output"]
        for more in ([output, "--engine", "spark"], [tmp_path / "local.jsonl"]):
            done = subprocess.run([*line, *more], cwd=ROOT, capture_output=True, text=True, timeout=300)
            assert done.returncode == 0, done.stderr
        lines = [sorted(path.read_text().splitlines()) for path in (output, tmp_path / "local.jsonl")]
        assert lines[0] == lines[1]

    @pytest.mark.soak
    @pytest.mark.timeout(1800)
    def test_twenty_thousand_notices_are_placed_the_same(self, spark, tmp_path):
        from dedup.spark import decide_all
        from dedup.spark_tasks import reader

        notices = Notices(tuple(map(written, range(20_000))))
        ids = [text.id for text in notices.texts]
        local = batch.partition(Whole(notices, range(20_000), ids))
        documents = spark.createDataFrame(
            [(list(range(at, at + 500)),) for at in range(0, 20_000, 500)], "nodes array<long>"
        )
        found = decide_all(documents.mapInArrow(*reader(notices)), None, tmp_path.as_uri())
        rows = sorted(found.places.collect(), key=lambda row: row.id)
        assert [row.pivot for row in rows] == [ids[pivot] for pivot in local.pivots.tolist()]


def stored(path: Path, table: str) -> set[tuple]:
    """The rows of a table, without the moments at which they were written."""
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if not row[1].endswith("_at")]
        return set(connection.execute(f"SELECT {', '.join(columns)} FROM {table}"))


def refusal(without: str, tmp_path: Path) -> str:
    """What the command says on a machine where a module or program is missing."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        f"import sys\nclass Hidden:\n    def find_spec(self, name, *_):\n        if name.partition('.')[0] == {without!r}:\n"
        f"            raise ModuleNotFoundError('No module named ' + repr(name))\nsys.meta_path.insert(0, Hidden())\n"
    )
    source = tmp_path / "documents.jsonl"
    source.write_text('{"id": "a", "title": "招商", "body": "招商引资"}\n')
    environment = {**os.environ, "PYTHONPATH": str(hidden)}
    if without == "java":
        environment = {k: v for k, v in environment.items() if k != "JAVA_HOME"} | {"PATH": str(hidden)}
    line = [
        sys.executable,
        "-m",
        "scrapy",
        "dedupe",
        "--input",
        source,
        "--output",
        tmp_path / "out",
        "--engine",
        "spark",
    ]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3, done.stderr
    assert not (tmp_path / "out").exists()
    return done.stderr


def test_without_pyspark_it_says_what_to_install(tmp_path):
    assert "requirements-spark" in refusal("pyspark", tmp_path)


@pytest.mark.skipif(not find_spec("pyspark"), reason="requirements-spark.txt is not installed")
def test_without_java_it_says_what_to_install(tmp_path):
    assert "Java 17" in refusal("java", tmp_path)
