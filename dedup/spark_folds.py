"""Decide, on a cluster: which clusters are one record all the same (`folds`). For `spark`.

Few pairs of pivots are left open, so these, the first notices of their clusters and what is decided of them are brought
to the driver; the deciding itself is done side by side.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from pyspark.sql import DataFrame, Window, functions as f

from dedup.bitmaps import FAR_CONTAINMENT, FAR_JACCARD
from dedup.folds import VOTERS, agreed, ballot, fold
from dedup.judgements import Judgements
from dedup.signatures import SHARED
from dedup.spark_pairs import Decisions

PAIR = "a long, b long"


def folds(
    places: DataFrame, found: DataFrame, keyed: DataFrame, decided: Decisions, judgements: Judgements[int]
) -> tuple[dict[int, int], DataFrame]:
    """Which pivots are folded into which, and `found`, the decisions, with those that this asked for. `places` and
    `found` as `spark` settles them, `keyed` the keys of all notices."""
    pairs = _left_open(places, found, keyed, judgements)
    if not pairs:
        return {}, found
    voters = _voters(places, {pivot for pair in pairs for pivot in pair})
    cells = {(max(pair), min(pair)) for a, b in pairs for pair in product(voters[a], voters[b])}
    asked = decided.of(_colliding(keyed, found.sparkSession.createDataFrame([*cells], PAIR)).localCheckpoint())
    said = {(row.a, row.b): row.decision for row in asked.select("a", "b", "decision").collect()}

    def verdict(a: int, b: int) -> str:
        return "unsure" if judgements.unsure(a, b) else said.get((max(a, b), min(a, b)), "different")

    agreeing = agreed({(a, b): ballot(voters[a], voters[b]) for a, b in pairs}, verdict)
    named = [*set().union(*judgements.accepted)]
    pivots = {row.node: row.pivot for row in places.where(f.col("node").isin(named)).collect()} if named else {}
    into = fold(agreeing, lambda node: node, judgements, lambda node: pivots.get(node, node) if node >= 0 else None)
    return into, found.union(asked).distinct()


def _left_open(
    places: DataFrame, found: DataFrame, keyed: DataFrame, judgements: Judgements[int]
) -> list[tuple[int, int]]:
    """The pairs of pivots that are unsure of each other, the later first."""
    shares = (f.col("jaccard") >= FAR_JACCARD) | (f.col("containment") >= FAR_CONTAINMENT)
    pairs = found.where("decision = 'unsure'").where(shares).select("a", "b")
    judged = [(max(pair), min(pair)) for pair, row in judgements.accepted.items() if row.verdict == "unsure"]
    if judged:
        pairs = pairs.union(_colliding(keyed, found.sparkSession.createDataFrame(judged, PAIR))).distinct()
    members = places.where("node != pivot").select("node")
    for side in "ab":
        pairs = pairs.join(members, pairs[side] == members.node, "left_anti")
    return [(row.a, row.b) for row in pairs.collect()]


def _colliding(keyed: DataFrame, pairs: DataFrame) -> DataFrame:
    """Those of some pairs (a, b) that share enough keys."""
    one = keyed.select(f.col("node").alias("a"), "key", "weight")
    other = keyed.select(f.col("node").alias("b"), "key")
    shared = pairs.join(one, "a").join(other, ["b", "key"]).groupBy("a", "b").agg(f.sum("weight").alias("n"))
    return shared.where(f.col("n") >= SHARED).select("a", "b")


def _voters(places: DataFrame, pivots: set[int]) -> dict[int, list[int]]:
    """The first notices of the clusters of these pivots, in rank order."""
    found: dict[int, list[int]] = defaultdict(list)
    wanted = places.sparkSession.createDataFrame([(pivot,) for pivot in pivots], "pivot long")
    order = f.row_number().over(Window.partitionBy("pivot").orderBy("node"))
    rows = places.where("node != pivot").join(wanted, "pivot").select("pivot", "node", order.alias("at"))
    for row in sorted(rows.where(f.col("at") < VOTERS).collect()):
        found[row.pivot].append(row.node)
    return {pivot: [pivot, *found[pivot]] for pivot in pivots}
