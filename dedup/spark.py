"""Decide, on a cluster: the partition of more notices than one machine holds, by the functions that decide elsewhere.

Spark moves the data; what is decided is `signatures.keys`, `verify.decide` and `clusters.partition`. The rule wants the
pivots before a notice, which are known only in the end, so it is solved as a fixed point. Each round takes some notices
for the pivots; by them it counts which keys are boilerplate, joins every notice with the assumed pivots before it,
decides the pairs, and lets `clusters.partition` say which notices are pivots then. When that is what was assumed, it is
the partition of the sequential rule: what holds of a notice depends on the pivots before it alone, so by induction
along the ranks there is one fixed point. A guess begins (`spark_pairs.guess`), at a pair a notice. docs/scale.md has
rounds and times. Clusters are decided side by side by connected component (`components`). What the executors do is
`spark_tasks`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pyspark.sql import DataFrame, Row, SparkSession, functions as f

from dedup.components import places as places_of
from dedup.judgements import Judgements, numbered
from dedup.segments import CAP
from dedup.signatures import PERMUTATIONS, SHARED
from dedup.spark_folds import folds
from dedup.spark_pairs import Decisions, guess, hidden, met, near
from dedup.spark_tasks import SIGNED_DOCUMENT, reader, signer
from dedup.verify import Decision
from dedup.whole import SIGNED, HearDecision, HearProgress, Result, Whole, unheard

ROUNDS = 50  # each puts more ranks right, so it ends; 1 to 6 were seen


class Unreadable(OSError):
    """Raised when Spark cannot start, or for documents that cannot be clustered; the message says what to do."""


class Decided(NamedTuple):
    """`places`: id, rank, signature, pivot (an id), jaccard (null for pivots and what an operator's word bound), and
    canonical, the id of the record's canonical notice.
    `decisions`: a, b (ids) and the fields of `verify.Decision`, of every notice and pivot before it that collide and
    are not far apart."""

    places: DataFrame
    decisions: DataFrame


@contextmanager
def session(master: str | None = None) -> Iterator[SparkSession]:
    """A Spark of our own; `master` as spark-submit's, all processors of this machine by default. Raises Unreadable."""
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise Unreadable("--engine spark needs Java 17, for instance: apt-get install openjdk-17-jre-headless")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("dedupe").config("spark.ui.enabled", "false")
    if master is None or master.startswith("local"):
        # Tasks as many as processors: the default of 200 takes longer to start than 20,000 notices to decide.
        builder = builder.config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
        builder = builder.config("spark.driver.memory", os.environ.get("SPARK_DRIVER_MEMORY", "4g"))
        builder = builder.config("spark.log.level", "ERROR").config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    spark = builder.master(master or "local[*]").getOrCreate()
    try:
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder, "dedup.zip")
            with zipfile.ZipFile(package, "w") as archive:
                for path in Path(__file__).parent.glob("*.py"):
                    archive.write(path, f"dedup/{path.name}")
            spark.sparkContext.addPyFile(str(package))
            yield spark
    finally:
        spark.stop()


def cluster(source: Path, output: Path, master: str | None = None) -> dict[str, int]:
    """Cluster the documents of JSON Lines (.jsonl, .gz) or Parquet files: id, title, body, and where there are
    published, flags, title_raw, site. Writes id and cluster, as a folder of Parquet if `output` ends so, else as JSON
    Lines.

    Returns counts. Raises Unreadable: a line without id or body, or an id that stands there twice.
    """
    if not source.exists():
        raise Unreadable(f"no such file: {source}")
    with session(master) as spark, _work() as work:
        documents = _read(spark, source)
        found = decide_all(documents, work=work).places
        found = found.select("id", f.col("canonical").alias("cluster")).persist()
        count, clusters = _only(found.agg(f.count("*"), f.count_distinct("cluster")))
        if output.suffix == ".parquet":
            found.write.mode("overwrite").parquet(str(output))
        else:
            part = Path(f"{output}.part")
            with part.open("w", encoding="utf-8") as file:
                for row in found.toLocalIterator(prefetchPartitions=True):
                    file.write(json.dumps({"id": row.id, "cluster": row.cluster}, ensure_ascii=False) + "\n")
            part.replace(output)
    return {"documents": count, "clusters": clusters}


def partition(
    whole: Whole,
    decided: HearDecision = unheard,
    progress: HearProgress = unheard,
    processes: int | None = None,
    master: str | None = None,
) -> Result:
    """What `dedup.batch.partition` says, asked in the same way. The source is read by the executors, so it must be
    within their reach: with `master` on other machines, a file on a shared file system."""
    source, nodes, ids, judgements = whole
    with session(master or (f"local[{processes}]" if processes else None)) as spark, _work() as work:
        blocks = [(np.asarray(nodes[at : at + SIGNED]).tolist(),) for at in range(0, len(nodes), SIGNED)]
        width = max(1, min(len(blocks), 4 * spark.sparkContext.defaultParallelism))
        listed = spark.createDataFrame(blocks, "nodes array<long>").repartition(width)
        found = decide_all(listed.mapInArrow(*reader(source)), judgements, work, progress)
        at = {id: place for place, id in enumerate(ids)}
        ranks, pivots = [""] * len(nodes), np.empty(len(nodes), dtype=np.int64)
        packed, jaccard = [b""] * len(nodes), np.full(len(nodes), np.nan)
        canonical = np.empty(len(nodes), dtype=np.int64)
        for row in found.places.toLocalIterator(prefetchPartitions=True):
            place = at[row.id]
            ranks[place], packed[place], pivots[place] = row.rank, bytes(row.signature), at[row.pivot]
            canonical[place] = at[row.canonical]
            if row.jaccard is not None:
                jaccard[place] = row.jaccard
        for row in found.decisions.toLocalIterator(prefetchPartitions=True):
            decided(int(nodes[at[row.a]]), int(nodes[at[row.b]]), Decision(*row[2:]))
    signatures = np.frombuffer(b"".join(packed), np.uint32).reshape(-1, PERMUTATIONS)
    return Result(ranks, signatures, pivots, jaccard, canonical)


def decide_all(
    documents: DataFrame,
    judgements: Judgements[str] | None = None,
    work: str | Path = "",
    progress: HearProgress = unheard,
) -> Decided:
    """The partition of `documents` (columns of DOCUMENT). `work`: an empty folder that all executors reach, for what is
    kept between rounds: texts, keys, decisions."""
    spark, work = documents.sparkSession, str(work)
    # Sorted by range, so that the numbers ascend with the ranks; written, so that they stay what they are. And written
    # before: a sort draws a sample first, for which everything would be read and signed twice.
    documents.mapInArrow(signer, SIGNED_DOCUMENT).write.parquet(f"{work}/signing")
    signed = spark.read.parquet(f"{work}/signing").orderBy("rank")
    signed.withColumn("node", f.monotonically_increasing_id()).write.parquet(f"{work}/signed")
    signed = spark.read.parquet(f"{work}/signed")
    count = signed.count()
    progress("signed", count)
    if signed.select("id").distinct().count() != count:
        raise Unreadable("an id stands there twice")
    weight = f.when(f.col("column") == 0, SHARED).otherwise(1).alias("weight")
    keyed = signed.select("node", f.posexplode("keys").alias("column", "key")).where("key != -1")
    keyed = keyed.select("node", "key", weight)
    decided, (judged, named) = Decisions(signed, work), _by_number(signed, judgements)
    places, found = _settled(keyed, decided, judged, named, progress)
    into, found = folds(places, found, keyed, decided, judged or Judgements[int]())
    names = signed.select("node", "id")
    placed = signed.join(places, "node", "left").withColumn("pivot", f.coalesce("pivot", "node"))
    folded = spark.createDataFrame([*into.items()], "pivot long, canonical long")
    placed = placed.join(folded, "pivot", "left").withColumn("canonical", f.coalesce("canonical", "pivot"))
    for side in ("pivot", "canonical"):
        name = names.select(f.col("node").alias(side), f.col("id").alias(f"{side}_id"))
        placed = placed.join(name, side).drop(side).withColumnRenamed(f"{side}_id", side)
    placed = placed.select("id", "rank", "signature", "pivot", "jaccard", "canonical")
    for side in "ab":
        name = names.select(f.col("node").alias(side), f.col("id").alias(f"{side}_id"))
        found = found.join(name, side).drop(side).withColumnRenamed(f"{side}_id", side)
    return Decided(placed, found.select("a", "b", "jaccard", "containment", "guard", "decision", "evidence"))


def _settled(
    keyed: DataFrame,
    decided: Decisions,
    judgements: Judgements[int] | None,
    named: set[int],
    progress: HearProgress,
) -> tuple[DataFrame, DataFrame]:
    """The fixed point: places of members and pivots that have any, and what was decided of pairs with pivots."""
    spared = list(named)  # what an operator named may be a text of a pivot's unit
    members = guess(keyed, decided, progress).localCheckpoint()
    assumed, fewer = _state(members), True
    for turn in range(ROUNDS):
        targets = keyed.join(members.where(~f.col("node").isin(spared)) if spared else members, "node", "left_anti")
        seen = met(keyed, targets, CAP)
        found = decided.of(near(seen, CAP, SHARED).localCheckpoint()).localCheckpoint()
        places = places_of(found.where("decision = 'same'"), judgements).localCheckpoint()
        members = places.where("node != pivot").select("node").localCheckpoint()
        state = _state(members)
        progress(f"members, round {turn}", state[0])
        if state == assumed:
            return places, found
        if turn and fewer:
            # Usually it has settled by now. Too many pivots were assumed, it seems, and hide the true ones: whom they
            # hide others from is taken for a member, until that changes nothing; plain rounds have the last word.
            guessed = members.union(hidden(seen, CAP)).distinct().localCheckpoint()
            fewer = _state(guessed) != assumed
            members = guessed if fewer else members
        assumed = _state(members)
    raise RuntimeError(f"the partition did not settle in {ROUNDS} rounds")


def _state(members: DataFrame) -> tuple[int, int | None]:
    """How many they are, and a hash of which: equal for equal sets."""
    count, hashed = _only(members.agg(f.count("*"), f.sum(f.hash("node"))))
    return count, hashed


def _only(totals: DataFrame) -> Row:
    """The one row of an aggregate over everything."""
    (row,) = totals.collect()
    return row


def _by_number(signed: DataFrame, judgements: Judgements[str] | None) -> tuple[Judgements[int] | None, set[int]]:
    """The judgements about nodes, and the nodes they name; negative ones stand for notices that are no more."""
    if not judgements or not judgements.accepted:
        return None, set()
    named = sorted(set().union(*judgements.accepted))
    turn = {row.id: row.node for row in signed.where(f.col("id").isin(named)).select("id", "node").collect()}
    return numbered(judgements, turn), set(turn.values())


@contextmanager
def _work() -> Iterator[str]:
    """A folder for what is kept between rounds: SPARK_WORK, which all executors must reach, or a temporary one."""
    with tempfile.TemporaryDirectory(prefix="dedupe-", dir=os.environ.get("SPARK_WORK")) as folder:
        yield Path(folder).as_uri()


def _read(spark: SparkSession, source: Path) -> DataFrame:
    names = [source.name, *(path.name for path in source.glob("*"))]
    if any(name.endswith((".jsonl", ".gz", ".json")) for name in names):
        rows = spark.read.schema("id string, title string, body string").json(str(source))
        rows = rows.repartition(2 * spark.sparkContext.defaultParallelism)  # gzip is one piece
    else:
        rows = spark.read.parquet(str(source))
    if missing := {"id", "title", "body"} - set(rows.columns):
        raise Unreadable(f"{source}: no column {', '.join(sorted(missing))}")
    if bad := rows.where("id IS NULL OR body IS NULL").count():
        raise Unreadable(f"{source}: {bad} lines are no documents: id and body must be texts")
    title = f.coalesce("title", f.lit(""))
    others = {
        "published": f.lit(None).cast("string"),
        "flags": f.array().cast("array<string>"),
        "title_raw": title,
        "site": f.lit(""),
    }
    more = (f.col(name) if name in rows.columns else made.alias(name) for name, made in others.items())
    return rows.select("id", title.alias("title"), "body", *more)
