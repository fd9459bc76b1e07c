"""Decide, on a cluster: what the executors do, on batches of Arrow, and the schemas of it. For `spark`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from dedup.bitmaps import Bitmaps, bitmap, each_far
from dedup.canonical import rank
from dedup.pieces import Text, new
from dedup.signatures import KEYS, keys, sign
from dedup.verify import Document, decide
from dedup.whole import SIGNED, Source

DOCUMENTS = 1500  # texts with their shingles a task remembers, some 60 KB each

Batches: TypeAlias = Iterator[pa.RecordBatch]
Task: TypeAlias = Callable[[Batches], Batches]  # for `mapInArrow`

# As Spark writes schemas, and the same as Arrow has them.
DOCUMENT = "id string, title string, body string, published string, flags array<string>, title_raw string, site string"
SIGNED_DOCUMENT = (
    "id string, title string, body string, published string, site string, rank string, "
    "keys array<int>, signature binary, shingles long, set long, bits binary"
)
READ = pa.schema(
    {
        "id": pa.string(),
        "title": pa.string(),
        "body": pa.string(),
        "published": pa.string(),
        "flags": pa.list_(pa.string()),
        "title_raw": pa.string(),
        "site": pa.string(),
    }
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


def reader(source: Source) -> tuple[Task, str]:
    """What makes, by `mapInArrow`, documents of lists of nodes: the function and the schema."""

    def read(batches: Batches) -> Batches:
        for batch in batches:
            for nodes in batch.column(0).to_pylist():
                rows = [{**text._asdict(), "flags": list(text.flags)} for text in source.read(nodes)]
                yield pa.RecordBatch.from_pylist(rows, READ)

    return read, DOCUMENT


def signer(batches: Batches) -> Batches:
    """SIGNED_DOCUMENT of DOCUMENT."""
    for large in batches:
        for begin in range(0, len(large), SIGNED):
            yield _signed(large.slice(begin, SIGNED))


def _signed(batch: pa.RecordBatch) -> pa.RecordBatch:
    texts = [Text(*row) for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)]
    made = [new(text) for text in texts]
    signatures = sign([document.signed for document in made])
    bitmaps = [bitmap(document.shingles) for document in made]
    flat = pa.array(keys(signatures).view(np.int32).ravel(), pa.int32())
    ends = pa.array(range(0, len(flat) + 1, KEYS + 1), pa.int32())
    ranks = [
        rank(text.id, document.text, text.body, text.published, text.flags or (), text.title_raw)
        for text, document in zip(texts, made, strict=True)
    ]
    return pa.RecordBatch.from_pydict(
        {
            **{name: batch.column(name) for name in ("id", "title", "body", "published", "site")},
            "rank": pa.array(ranks),
            "keys": pa.ListArray.from_arrays(ends, flat),
            "signature": pa.array([row.tobytes() for row in signatures], pa.binary()),
            "shingles": pa.array([bits.shingles for bits in bitmaps]),
            "set": pa.array([bits.set for bits in bitmaps]),
            "bits": pa.array([bits.bits.tobytes() for bits in bitmaps], pa.binary()),
        }
    )


def measurer(batches: Batches) -> Batches:
    """Of pairs and both bitmaps: a, b, and whether they are far apart."""
    for batch in batches:
        if len(batch):
            told = pa.array(each_far(_bitmaps(batch, "a"), _bitmaps(batch, "b")))
            yield pa.RecordBatch.from_pydict({"a": batch.column("a"), "b": batch.column("b"), "far": told})


def _bitmaps(batch: pa.RecordBatch, side: str) -> Bitmaps:
    shingles, count = (batch.column(f"{name}_{side}").to_numpy() for name in ("shingles", "set"))
    bits = b"".join(batch.column(f"bits_{side}").to_pylist())
    return Bitmaps(shingles, count, np.frombuffer(bits, np.uint64).reshape(len(batch), -1))


def verifier(batches: Batches) -> Batches:
    """DECIDED of pairs and what both notices say."""
    document = lru_cache(DOCUMENTS)(Document)  # by its text: pairs come sorted by one of their notices

    def side(row: dict[str, Any], name: str) -> Document:
        return document(*(row[f"{said}_{name}"] for said in ("id", "title", "body", "published", "site")))

    for batch in batches:
        told = []
        for row in batch.to_pylist():
            made = decide(side(row, "a"), side(row, "b"))
            told.append({"a": row["a"], "b": row["b"], **asdict(made)})
        yield pa.RecordBatch.from_pylist(told, VERIFIED)
