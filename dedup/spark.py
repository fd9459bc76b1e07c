"""Decide, on a cluster: the partition of more notices than one machine holds, by the functions that decide elsewhere.

Spark moves the data; what is decided is `signatures.keys`, `verify.decide` and `clusters.partition`. The rule wants the
pivots before a notice, which are known only in the end, so it is solved as a fixed point. Each round takes some notices
for the pivots; by them it counts which keys are boilerplate, joins every notice with the assumed pivots before it,
decides the pairs, and lets `clusters.partition` say which notices are pivots then. When that is what was assumed, it is
the partition of the sequential rule: what holds of a notice depends on the pivots before it alone, so by induction
along the ranks there is one fixed point. A guess begins (`_guess`), at a pair a notice. docs/scale.md has rounds and
times.
Clusters are decided side by side by connected component (`dedup.components`).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache, reduce
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from pyspark.sql import Column, DataFrame, SparkSession, functions as f

from dedup.batch import SIGNED, Result, Source, Text, _by_position
from dedup.bitmaps import Bitmap, bitmap, each_far
from dedup.canonical import rank
from dedup.components import places as places_of
from dedup.index import CAP
from dedup.judgements import Judgements
from dedup.pieces import new
from dedup.signatures import PERMUTATIONS, SHARED, keys, sign
from dedup.verify import Decision, Document, decide

DOCUMENTS = 1500  # texts with their shingles a task remembers, some 60 KB each
GUESS = 5  # keys two notices share in the first round, whose pairs only have to be good guesses
ROUNDS = 50  # each puts more ranks right, so it ends; 1 to 6 were seen
SALT = 32  # pieces in which the holders of a key are sorted, however many they are
DOCUMENT = "id string, title string, body string, published string, flags array<string>, title_raw string, site string"
SIGNED_DOCUMENT = (
    "id string, title string, body string, published string, site string, rank string, "
    "keys array<int>, signature binary, shingles long, set long, bits binary"
)
VERIFIED = pa.schema(
    {
        "a": pa.int64(),
        "b": pa.int64(),
        "jaccard": pa.float64(),
        "containment": pa.float64(),
        "guard": pa.string(),
        "decision": pa.string(),
        "evidence": pa.string(),
    }
)
DECIDED = "a long, b long, jaccard double, containment double, guard string, decision string, evidence string"


class Unreadable(OSError):
    """Raised when Spark cannot start, or for documents that cannot be clustered; the message says what to do."""


class Decided(NamedTuple):
    """`places`: id, rank, signature, pivot (an id), jaccard (null for pivots and what an operator's word bound).
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
        found = found.select("id", f.col("pivot").alias("cluster")).persist()
        count, clusters = found.agg(f.count("*"), f.count_distinct("cluster")).first()
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
    source: Source,
    nodes: Sequence[int],
    ids: Sequence[str],
    judgements: Judgements | None = None,
    decided: Callable[[int, int, Decision], None] = lambda a, b, made: None,
    progress: Callable[[str, int], None] = lambda stage, done: None,
    processes: int | None = None,
    master: str | None = None,
) -> Result:
    """What `dedup.batch.partition` says, asked in the same way. `source` is read by the executors, so it must be
    within their reach: with `master` on other machines, a file on a shared file system."""
    with session(master or (f"local[{processes}]" if processes else None)) as spark, _work() as work:
        blocks = [(np.asarray(nodes[at : at + SIGNED]).tolist(),) for at in range(0, len(nodes), SIGNED)]
        width = max(1, min(len(blocks), 4 * spark.sparkContext.defaultParallelism))
        listed = spark.createDataFrame(blocks, "nodes array<long>").repartition(width)
        found = decide_all(listed.mapInArrow(*reader(source)), judgements, work, progress)
        at = {id: place for place, id in enumerate(ids)}
        ranks, pivots = [""] * len(nodes), np.empty(len(nodes), dtype=np.int64)
        packed, jaccard = [b""] * len(nodes), np.full(len(nodes), np.nan)
        for row in found.places.toLocalIterator(prefetchPartitions=True):
            place = at[row.id]
            ranks[place], packed[place], pivots[place] = row.rank, bytes(row.signature), at[row.pivot]
            if row.jaccard is not None:
                jaccard[place] = row.jaccard
        for row in found.decisions.toLocalIterator(prefetchPartitions=True):
            decided(int(nodes[at[row.a]]), int(nodes[at[row.b]]), Decision(*row[2:]))
    return Result(ranks, np.frombuffer(b"".join(packed), np.uint32).reshape(-1, PERMUTATIONS), pivots, jaccard)


def decide_all(
    documents: DataFrame,
    judgements: Judgements | None = None,
    work: str | Path = "",
    progress: Callable[[str, int], None] = lambda stage, done: None,
) -> Decided:
    """The partition of `documents` (columns of DOCUMENT). `work`: an empty folder that all executors reach, for what is
    kept between rounds: texts, keys, decisions."""
    spark, work = documents.sparkSession, str(work)
    # Sorted by range, so that the numbers ascend with the ranks; written, so that they stay what they are. And written
    # before: a sort draws a sample first, for which everything would be read and signed twice.
    documents.mapInArrow(_signer, SIGNED_DOCUMENT).write.parquet(f"{work}/signing")
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
    places, found = _settled(keyed, _Decisions(signed, work), *_by_number(signed, judgements), progress)
    names = signed.select("node", "id")
    placed = signed.join(places, "node", "left").withColumn("pivot", f.coalesce("pivot", "node"))
    pivots = names.select(f.col("node").alias("pivot"), f.col("id").alias("pivot_id"))
    placed = placed.join(pivots, "pivot").select("id", "rank", "signature", f.col("pivot_id").alias("pivot"), "jaccard")
    for side in "ab":
        name = names.select(f.col("node").alias(side), f.col("id").alias(f"{side}_id"))
        found = found.join(name, side).drop(side).withColumnRenamed(f"{side}_id", side)
    return Decided(placed, found.select("a", "b", "jaccard", "containment", "guard", "decision", "evidence"))


def _settled(
    keyed: DataFrame,
    decided: _Decisions,
    judgements: Judgements | None,
    named: set[int],
    progress: Callable[[str, int], None],
) -> tuple[DataFrame, DataFrame]:
    """The fixed point: places of members and pivots that have any, and what was decided of pairs with pivots."""
    spared = list(named)  # what an operator named may be a text of a pivot's unit
    members = _guess(keyed, decided, progress).localCheckpoint()
    assumed, fewer = _state(members), True
    for turn in range(ROUNDS):
        targets = keyed.join(members.where(~f.col("node").isin(spared)) if spared else members, "node", "left_anti")
        met = _met(keyed, targets, CAP)
        found = decided.of(_near(met, CAP, SHARED).localCheckpoint()).localCheckpoint()
        places = places_of(found.where("decision = 'same'"), judgements).localCheckpoint()
        members = places.where("node != pivot").select("node").localCheckpoint()
        state = _state(members)
        progress(f"members, round {turn}", state[0])
        if state == assumed:
            return places, found
        if turn and fewer:
            # Usually it has settled by now. Too many pivots were assumed, it seems, and hide the true ones: whom they
            # hide others from is taken for a member, until that changes nothing; plain rounds have the last word.
            guessed = members.union(_hidden(met, CAP)).distinct().localCheckpoint()
            fewer = _state(guessed) != assumed
            members = guessed if fewer else members
        assumed = _state(members)
    raise RuntimeError(f"the partition did not settle in {ROUNDS} rounds")


def _state(members: DataFrame) -> tuple[int, int | None]:
    """How many they are, and a hash of which: equal for equal sets."""
    return members.agg(f.count("*"), f.sum(f.hash("node"))).first()


# Pairs ---------------------------------------------------------------------------------------------------------------


def _guess(keyed: DataFrame, decided: _Decisions, progress: Callable[[str, int], None]) -> DataFrame:
    """Notices that will hardly be pivots (node).

    In waves: who is called the same as the first holder of its keys is a member of it; those refused have first holders
    among themselves in the next. So the reports of two years and 50,000 reposts of them cost two waves of a pair a
    notice. Were the refused taken for pivots, every key of theirs would be boilerplate, and as no notice meets more
    than CAP pivots, a round would sort out no more than CAP of them. Only the refused of a first holder that has others
    as members and more than CAP refused go on: where sites fill in a template, it refuses all, and they are pivots.
    """
    members, waiting = [], keyed
    for wave in range(CAP + 1):  # as many as there can be pivots of one key before it is boilerplate
        pairs = _near(_met(waiting, waiting, 0), 0, GUESS).localCheckpoint()
        same = decided.of(pairs).where("decision = 'same'").select("a", "b", f.lit(1).alias("same"))
        pairs = pairs.join(same, ["a", "b"], "left").localCheckpoint()
        members.append(pairs.where("same = 1").select(f.col("a").alias("node")).distinct().localCheckpoint())
        progress(f"bound, wave {wave}", members[-1].count())
        heads = pairs.groupBy("b").agg(f.count("same").alias("bound"), f.count("*").alias("met"))
        heads = heads.where(f"bound > 0 AND met - bound > {CAP}")
        refused = pairs.join(heads, "b", "left_semi").select(f.col("a").alias("node"))
        waiting = waiting.join(refused.join(members[-1], "node", "left_anti"), "node", "left_semi").localCheckpoint()
        if waiting.isEmpty():
            break
    return reduce(DataFrame.union, members)


def _met(keyed: DataFrame, targets: DataFrame, cap: int) -> DataFrame:
    """Each key (node, key, weight) that has targets before its notice, with the first `cap` + 1 of its targets (held).

    However many hold a key, sorting them is spread over SALT tasks, and at most `cap` + 1 are kept.
    """

    def first(column: str | Column) -> Column:
        return f.slice(f.array_sort(column), 1, cap + 1)

    salted = targets.groupBy("key", (f.col("node") % SALT).alias("salt"))
    lists = salted.agg(first(f.collect_list("node")).alias("held"))
    lists = lists.groupBy("key").agg(first(f.flatten(f.collect_list("held"))).alias("held"))
    # Most keys have one holder; of the others those who come first have nobody before them.
    return keyed.join(lists, "key").where(f.col("held")[0] < f.col("node"))


def _near(met: DataFrame, cap: int, shared: int) -> DataFrame:
    """The pairs (a, b) of a notice and a target before it that share so many keys. A key with more than `cap` targets
    before a notice is boilerplate to it; with `cap` 0 the first holder of a key stands for all."""
    met = met.where(~_boilerplate(cap)) if cap else met
    met = met.select(f.col("node").alias("a"), f.explode("held").alias("b"), "weight").where("b < a")
    return met.groupBy("a", "b").agg(f.sum("weight").alias("n")).where(f.col("n") >= shared).select("a", "b")


def _hidden(met: DataFrame, cap: int) -> DataFrame:
    """The notices (node) to which most of the keys that they meet others by are boilerplate."""
    share = f.avg(_boilerplate(cap).cast("int"))
    return met.groupBy("node").agg(share.alias("share")).where("share > 0.5").select("node")


def _boilerplate(cap: int) -> Column:
    return f.coalesce(f.get("held", f.lit(cap)) < f.col("node"), f.lit(False))


class _Decisions:
    """Every pair that was met, and what was decided of those not far apart, in files: no round decides a pair again."""

    def __init__(self, signed: DataFrame, folder: str) -> None:
        self._signed, self._spark, self._folder, self._rounds = signed, signed.sparkSession, folder, 0

    def of(self, pairs: DataFrame) -> DataFrame:
        """The decisions of these pairs (a, b).

        Bitmaps go first: where sites fill in templates, they spare most pairs the texts' way through the cluster.
        """
        fresh = pairs.join(self._written("met"), ["a", "b"], "left_anti") if self._rounds else pairs
        fresh = _both(fresh, self._signed, "shingles", "set", "bits")
        met, decided = (f"{self._folder}/{kind}/{self._rounds}" for kind in ("met", "decided"))
        fresh.mapInArrow(_measurer, "a long, b long, far boolean").write.parquet(met)
        near = self._spark.read.parquet(met).where("not far").select("a", "b")
        # Joined by pivot, the reposts of one document stand together, and one task would have them all.
        width = 4 * self._spark.sparkContext.defaultParallelism
        texts = _both(near, self._signed, "id", "title", "body", "published", "site").repartition(width, "a")
        texts.mapInArrow(_verifier, DECIDED).write.parquet(decided)
        self._rounds += 1
        return pairs.join(self._written("decided"), ["a", "b"])

    def _written(self, kind: str) -> DataFrame:
        return self._spark.read.parquet(*(f"{self._folder}/{kind}/{n}" for n in range(self._rounds)))


def _both(pairs: DataFrame, signed: DataFrame, *names: str) -> DataFrame:
    """Pairs with these columns of either side, as name_a and name_b."""
    for side in "ab":
        columns = (f.col(name).alias(f"{name}_{side}") for name in names)
        pairs = pairs.join(signed.select(f.col("node").alias(side), *columns), side)
    return pairs


# Judgements ----------------------------------------------------------------------------------------------------------


def _by_number(signed: DataFrame, judgements: Judgements | None) -> tuple[Judgements | None, set[int]]:
    """The judgements about nodes, and the nodes they name; negative ones stand for notices that are no more."""
    if not judgements or not judgements.accepted:
        return None, set()
    named = sorted({id for row in judgements.accepted.values() for id in row.pair})
    turn = {row.id: row.node for row in signed.where(f.col("id").isin(named)).select("id", "node").collect()}
    return _by_position(judgements, turn), set(turn.values())


# In the executors ----------------------------------------------------------------------------------------------------


def reader(source: Source) -> tuple[Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]], str]:
    """What makes, by `mapInArrow`, documents of lists of nodes: the function and the schema."""

    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for nodes in batch.column(0).to_pylist():
                columns = [*zip(*source.read(nodes), strict=True)]
                columns[4] = list(map(list, columns[4]))  # flags
                kinds = (*[pa.string()] * 4, pa.list_(pa.string()), *[pa.string()] * 2)
                yield pa.RecordBatch.from_arrays([*map(pa.array, columns, kinds)], names=Text._fields)

    return read, DOCUMENT


def _signer(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for large in batches:
        for begin in range(0, len(large), SIGNED):
            batch = large.slice(begin, SIGNED)
            texts = [Text(*row) for row in _rows(batch)]
            made = [new(text) for text in texts]
            signatures = sign([document.signed for document in made])
            bitmaps = [bitmap(document.shingles) for document in made]
            flat = pa.array(keys(signatures).view(np.int32).ravel(), pa.int32())
            width = len(flat) // len(texts)
            yield pa.RecordBatch.from_pydict(
                {
                    "id": batch.column(0),
                    "title": batch.column(1),
                    "body": batch.column(2),
                    "published": batch.column(3),
                    "site": batch.column(6),
                    "rank": pa.array(
                        [
                            rank(t.id, d.text, t.body, t.published, t.flags or (), t.title_raw)
                            for t, d in zip(texts, made, strict=True)
                        ]
                    ),
                    "keys": pa.ListArray.from_arrays(pa.array(range(0, len(flat) + 1, width), pa.int32()), flat),
                    "signature": pa.array([row.tobytes() for row in signatures], pa.binary()),
                    "shingles": pa.array([bits.shingles for bits in bitmaps]),
                    "set": pa.array([bits.set for bits in bitmaps]),
                    "bits": pa.array([bits.bits.tobytes() for bits in bitmaps], pa.binary()),
                }
            )


def _measurer(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    def bitmaps(batch: pa.RecordBatch, side: str) -> Bitmap:
        counts = (batch.column(f"{name}_{side}").to_numpy() for name in ("shingles", "set"))
        bits = b"".join(batch.column(f"bits_{side}").to_pylist())
        return Bitmap(*counts, np.frombuffer(bits, np.uint64).reshape(len(batch), -1))

    for batch in batches:
        if len(batch):
            told = pa.array(each_far(bitmaps(batch, "a"), bitmaps(batch, "b")))
            yield pa.RecordBatch.from_pydict({"a": batch.column("a"), "b": batch.column("b"), "far": told})


def _verifier(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    document = lru_cache(DOCUMENTS)(Document)  # by its text: pairs come sorted by one of their notices
    said = ("id", "title", "body", "published", "site")
    for batch in batches:
        rows = batch.to_pylist()
        made = [decide(*(document(*(row[f"{name}_{side}"] for name in said)) for side in "ab")) for row in rows]
        told = [{"a": row["a"], "b": row["b"], **asdict(one)} for row, one in zip(rows, made, strict=True)]
        yield pa.RecordBatch.from_pylist(told, VERIFIED)


def _rows(batch: pa.RecordBatch) -> Iterator[tuple]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


# Files ---------------------------------------------------------------------------------------------------------------


@contextmanager
def _work() -> Iterator[str]:
    """A folder for what is kept between rounds: SPARK_WORK, which all executors must reach, or a temporary one."""
    with tempfile.TemporaryDirectory(prefix="dedupe-", dir=os.environ.get("SPARK_WORK")) as folder:
        yield Path(folder).as_uri()


def _read(spark: SparkSession, source: Path) -> DataFrame:
    if any(name.endswith((".jsonl", ".gz", ".json")) for name in (source.name, *(p.name for p in source.glob("*")))):
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
