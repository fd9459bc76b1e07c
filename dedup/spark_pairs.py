"""Decide, on a cluster: which pairs of notices are to be decided, and what was decided of them. For `spark`.

Keys are rows here: node, key and weight, how many keys it counts for. Pairs are a and b, numbers in rank order,
the later first.
"""

from __future__ import annotations

from functools import reduce

from pyspark.sql import Column, DataFrame, functions as f

from dedup.segments import CAP
from dedup.spark_tasks import DECIDED, measurer, verifier
from dedup.whole import HearProgress

GUESS = 5  # keys two notices share in the first round, whose pairs only have to be good guesses
SALT = 32  # pieces in which the holders of a key are sorted, however many they are


def guess(keyed: DataFrame, decided: Decisions, progress: HearProgress) -> DataFrame:
    """Notices that will hardly be pivots (node).

    In waves: who is called the same as the first holder of its keys is a member of it; those refused have first holders
    among themselves in the next. So the reports of two years and 50,000 reposts of them cost two waves of a pair a
    notice. Were the refused taken for pivots, every key of theirs would be boilerplate, and as no notice meets more
    than CAP pivots, a round would sort out no more than CAP of them. Only the refused of a first holder that has others
    as members and more than CAP refused go on: where sites fill in a template, it refuses all, and they are pivots.
    """
    members, waiting = [], keyed
    for wave in range(CAP + 1):  # as many as there can be pivots of one key before it is boilerplate
        pairs = near(met(waiting, waiting, 0), 0, GUESS).localCheckpoint()
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


def met(keyed: DataFrame, targets: DataFrame, cap: int) -> DataFrame:
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


def near(met: DataFrame, cap: int, shared: int) -> DataFrame:
    """The pairs (a, b) of a notice and a target before it that share so many keys. A key with more than `cap` targets
    before a notice is boilerplate to it; with `cap` 0 the first holder of a key stands for all."""
    read = met.where(~_boilerplate(cap)) if cap else met
    pairs = read.select(f.col("node").alias("a"), f.explode("held").alias("b"), "weight").where("b < a")
    return pairs.groupBy("a", "b").agg(f.sum("weight").alias("n")).where(f.col("n") >= shared).select("a", "b")


def hidden(met: DataFrame, cap: int) -> DataFrame:
    """The notices (node) to which most of the keys that they meet others by are boilerplate."""
    share = f.avg(_boilerplate(cap).cast("int"))
    return met.groupBy("node").agg(share.alias("share")).where("share > 0.5").select("node")


def _boilerplate(cap: int) -> Column:
    return f.coalesce(f.get("held", f.lit(cap)) < f.col("node"), f.lit(False))


class Decisions:
    """Every pair that was met, and what was decided of those not far apart, in files: no round decides a pair again."""

    def __init__(self, signed: DataFrame, folder: str) -> None:
        self._signed, self._spark, self._folder, self._rounds = signed, signed.sparkSession, folder, 0

    def of(self, pairs: DataFrame) -> DataFrame:
        """The decisions of these pairs (a, b).

        Bitmaps go first: where sites fill in templates, they spare most pairs the texts' way through the cluster.
        """
        fresh = pairs.join(self._written("met"), ["a", "b"], "left_anti") if self._rounds else pairs
        fresh = _both(fresh, self._signed, "shingles", "set", "bits")
        met, decided = f"{self._folder}/met/{self._rounds}", f"{self._folder}/decided/{self._rounds}"
        fresh.mapInArrow(measurer, "a long, b long, far boolean").write.parquet(met)
        alike = self._spark.read.parquet(met).where("not far").select("a", "b")
        # Joined by pivot, the reposts of one document stand together, and one task would have them all.
        width = 4 * self._spark.sparkContext.defaultParallelism
        texts = _both(alike, self._signed, "id", "title", "body", "published", "site").repartition(width, "a")
        texts.mapInArrow(verifier, DECIDED).write.parquet(decided)
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
