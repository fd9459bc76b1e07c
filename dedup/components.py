"""Decide, on a cluster: the places of notices whose edges are known, connected components side by side. For `spark`.

Components by large-star and small-star in turn (Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii, "Connected
components in MapReduce and beyond", SoCC 2014), which never make more links than there were edges. GraphFrames has the
method as well, as a JAR that every cluster would have to fetch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import pyarrow as pa
from pyspark.sql import DataFrame, Row, functions as f

from dedup.clusters import partition as partition_in_order
from dedup.judgements import Judgements
from dedup.verify import Decision

PLACED = pa.schema({"node": pa.int64(), "pivot": pa.int64(), "jaccard": pa.float64()})

# The root of its component, a, b, Jaccard and containment: None where it only keeps judged notices together.
Edge: TypeAlias = tuple[int, int, int, float | None, float | None]


def places(edges: DataFrame, judgements: Judgements[int] | None = None) -> DataFrame:
    """Where all notices stand that have an edge or a judgement, as `clusters.partition` says: node, pivot, jaccard.

    `edges`: a and b (long, numbers in rank order, a later than b), jaccard and containment (double). `judgements` are
    about such numbers, negative ones for notices that are no more. A component is decided in one task.
    """
    edges = edges.select("a", "b", "jaccard", "containment")
    judged = [(*pair, None, None) for pair in _judged(judgements)]
    edges = edges.union(edges.sparkSession.createDataFrame(judged, edges.schema)) if judged else edges
    roots = components(edges.where("a != b").select("a", "b"))
    grouped = edges.join(roots, edges.a == roots.node, "left").withColumn("root", f.coalesce("root", "a"))
    grouped = grouped.select("root", "a", "b", "jaccard", "containment").repartition("root")

    def place(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        evidence = _Edges(row for batch in batches for row in zip(*batch.to_pydict().values(), strict=True))
        found = partition_in_order(evidence.adjacent, evidence, judgements)
        rows = [{"node": node, "pivot": place.pivot, "jaccard": place.jaccard} for node, place in found.items()]
        yield pa.RecordBatch.from_pylist(rows, PLACED)

    return grouped.mapInArrow(place, "node long, pivot long, jaccard double")


def _judged(judgements: Judgements[int] | None) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) that keep judged notices in one component. One judged against a notice that is no more
    stands for itself there."""
    for one, other in judgements.accepted if judgements else ():
        later, earlier = max(one, other), min(one, other)
        if later >= 0:
            yield later, earlier if earlier >= 0 else later


class _Edges:
    """The evidence of whole components: their edges. Nodes are numbers in rank order."""

    def __init__(self, rows: Iterable[Edge]) -> None:
        self.adjacent: dict[int, list[int]] = defaultdict(list)
        self._made: dict[tuple[int, int], Decision] = {}
        for _root, a, b, jaccard, containment in rows:
            self.adjacent[a].append(b)
            self.adjacent[b].append(a)
            if jaccard is not None and containment is not None:
                self._made[a, b] = Decision(jaccard, containment, None, "same", "")

    def rank(self, node: int) -> int | None:
        return node if node in self.adjacent else None

    def candidates(self, node: int) -> list[int]:
        return self.adjacent[node]

    def collide(self, a: int, b: int) -> bool:
        return (max(a, b), min(a, b)) in self._made

    def decide(self, a: int, b: int) -> Decision:
        return self._made[max(a, b), min(a, b)]


def components(edges: DataFrame) -> DataFrame:
    """Of edges (a, b): node and root, the smallest node of its connected component, for every node but the roots."""
    links = edges.select(f.greatest("a", "b").alias("u"), f.least("a", "b").alias("v")).distinct().localCheckpoint()
    before, state = None, _state(links)
    while before != state:
        both = links.union(links.select("v", "u"))
        least = both.groupBy("u").agg(f.least(f.min("v"), f.col("u")).alias("m"))
        links = both.join(least, "u").where("v > u").select(f.col("v").alias("u"), f.col("m").alias("v")).distinct()
        least = links.groupBy("u").agg(f.min("v").alias("m"))
        small = links.join(least, "u").where("v != m").select(f.col("v").alias("u"), f.col("m").alias("v"))
        links = small.union(least).distinct().localCheckpoint()
        before, state = state, _state(links)
    return links.toDF("node", "root")


def _state(links: DataFrame) -> Row | None:
    """How many they are, and a hash of which: equal for equal sets."""
    return links.agg(f.count("*"), f.sum(f.xxhash64("u", "v") % (1 << 30))).first()
