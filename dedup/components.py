"""Decide, on a cluster: the places of notices whose edges are known, connected components side by side. For `spark`.

Components by large-star and small-star in turn (Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii, "Connected
components in MapReduce and beyond", SoCC 2014), which never make more links than there were edges. GraphFrames has the
method as well, as a JAR that every cluster would have to fetch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame, functions as f

from dedup.clusters import partition as partition_in_order
from dedup.judgements import Judgements
from dedup.verify import Decision

PLACED = pa.schema({"node": pa.int64(), "pivot": pa.int64(), "jaccard": pa.float64()})


def places(edges: DataFrame, judgements: Judgements | None = None) -> DataFrame:
    """Where all notices stand that have an edge or a judgement, as `clusters.partition` says: node, pivot, jaccard.

    `edges`: a and b (long, numbers in rank order, a later than b), jaccard and containment (double). `judgements` are
    about such numbers, negative ones for notices that are no more. A component is decided in one task.
    """
    edges = edges.select("a", "b", "jaccard", "containment")
    rows = judgements.accepted if judgements else ()
    # A notice judged against one that is no more stands for itself in its component.
    judged = [(max(pair), min(pair) if min(pair) >= 0 else max(pair), None, None) for pair in rows if max(pair) >= 0]
    edges = edges.union(edges.sparkSession.createDataFrame(judged, edges.schema)) if judged else edges
    roots = components(edges.where("a != b").select("a", "b"))
    grouped = edges.join(roots, edges.a == roots.node, "left").withColumn("root", f.coalesce("root", "a"))
    grouped = grouped.select("root", "a", "b", "jaccard", "containment").repartition("root")

    def place(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        evidence = _Edges(row for batch in batches for row in zip(*batch.to_pydict().values(), strict=True))
        found = partition_in_order(evidence.adjacent, evidence, judgements)
        rows = [(node, *place) for node, place in found.items()]
        yield pa.RecordBatch.from_pylist([dict(zip(PLACED.names, row, strict=True)) for row in rows], PLACED)

    return grouped.mapInArrow(place, "node long, pivot long, jaccard double")


class _Edges:
    """The evidence of whole components: their edges. Nodes are numbers in rank order."""

    def __init__(self, rows: Iterable[tuple[int, int, int, float | None, float | None]]) -> None:
        self.adjacent: dict[int, list[int]] = defaultdict(list)
        self._made: dict[tuple[int, int], Decision] = {}
        for _root, a, b, jaccard, containment in rows:
            self.adjacent[a].append(b)
            self.adjacent[b].append(a)
            if jaccard is not None:
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
    before, state = None, links.agg(f.count("*"), f.sum(f.xxhash64("u", "v") % (1 << 30))).first()
    while before != state:
        both = links.union(links.select("v", "u"))
        least = both.groupBy("u").agg(f.least(f.min("v"), f.col("u")).alias("m"))
        links = both.join(least, "u").where("v > u").select(f.col("v").alias("u"), f.col("m").alias("v")).distinct()
        least = links.groupBy("u").agg(f.min("v").alias("m"))
        small = links.join(least, "u").where("v != m").select(f.col("v").alias("u"), f.col("m").alias("v"))
        links = small.union(least).distinct().localCheckpoint()
        before, state = state, links.agg(f.count("*"), f.sum(f.xxhash64("u", "v") % (1 << 30))).first()
    return links.toDF("node", "root")
