"""Decide, step two: which records share keys with a notice; dedup's only SQL, in the caller's transaction.

The index is a log-structured merge tree (O'Neil et al., "The log-structured merge-tree", 1996) of immutable
sorted segments, rows of `_bands`, held in memory as arrays: 8 bytes a key, 168 MB a million records. One row
a key in a B-tree touches 20 random pages a notice: with a million notices 0.9 to 1.9 ms to insert and 230 us
to query, against 0.1 to 0.2 ms and 14 us with ten thousand (docs/signatures.md). Memory is a cache of rows
that never change, so a rollback or another process's commit is seen at the next call.

A key lists owners, not notices: the node number of the pivot of the record a notice belongs to. Ten thousand
reposts of one document take no more room than one.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dedup import signatures as sketch

CAP = 64  # owners of one key beyond which it is boilerplate and not read; the rarer keys find the repost
RATIO = 3  # a new segment takes in older ones up to this many times its size
LARGEST = 1 << 22  # entries a segment: bounds what a merge holds twice, 64 MB
PAIRS = 1 << 22  # pairs of rows looked at together by `pairs`, 100 MB

SCHEMA = (
    """CREATE TABLE IF NOT EXISTS _schemes (
        scheme INTEGER PRIMARY KEY, parameters TEXT NOT NULL UNIQUE) STRICT""",
    """CREATE TABLE IF NOT EXISTS _signatures (
        node INTEGER PRIMARY KEY, scheme INTEGER NOT NULL REFERENCES _schemes, signature BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE IF NOT EXISTS _bands (
        segment INTEGER PRIMARY KEY, keys BLOB NOT NULL, owners BLOB NOT NULL) STRICT""",
)


class OtherParameters(Exception):
    """Raised when the stored signatures were made by other parameters than this code's: `rekey` first."""


class Segment(NamedTuple):
    """Keys in order and, at the same places, their owners; both int32, never changed."""

    keys: np.ndarray
    owners: np.ndarray


def parameters() -> str:
    """What stored signatures and keys depend on, as JSON; kept in `_schemes` beside them."""
    return json.dumps({"scheme": sketch.SCHEME, "keys": sketch.KEYS, "shared": sketch.SHARED})


class Index:
    """Signatures by node and owners by key. Never commits; `hot` counts boilerplate keys passed over."""

    def __init__(self, connection: sqlite3.Connection, cap: int = CAP) -> None:
        self.connection, self.cap, self.hot = connection, cap, 0
        self._segments: dict[int, Segment] = {}

    def add(self, nodes: Sequence[int], signatures: np.ndarray, owners: Sequence[int]) -> None:
        """Keep the signatures (len(nodes), PERMUTATIONS) and list each node's keys under its owner.

        Also how a node moves to another record: what is listed under the former owner stays, a stale entry
        that costs a call of `collide`. Node numbers are 0 to 2**31 - 1. Raises OtherParameters.
        """
        self._refresh()
        self.connection.execute("INSERT OR IGNORE INTO _schemes (parameters) VALUES (?)", (parameters(),))
        scheme = self.connection.execute("SELECT scheme FROM _schemes").fetchone()[0]
        self.connection.executemany(
            "INSERT OR REPLACE INTO _signatures (node, scheme, signature) VALUES (?, ?, ?)",
            ((node, scheme, sketch.pack(row)) for node, row in zip(nodes, signatures, strict=True)),
        )
        keys = sketch.keys(signatures)
        listed = np.repeat(np.asarray(owners, dtype=np.int32), keys.shape[1])
        known = keys.ravel() != sketch.NO_KEY
        entries = np.unique(_packed(keys.ravel()[known], listed[known]))
        fresh = np.ones(len(entries), dtype=bool)
        for segment in self._segments.values():
            place, found, sizes = _ranges(segment.keys, (entries >> np.int64(32)).astype(np.int32))
            at, offsets = _expand(place, sizes)
            fresh[found[at][segment.owners[offsets] == (entries[found[at]] & 0xFFFFFFFF)]] = False
        self._append(entries[fresh])

    def remove(self, nodes: Sequence[int]) -> None:
        """Forget the nodes' signatures. Entries they own are passed over from now on, and go with `rekey`."""
        self.connection.executemany("DELETE FROM _signatures WHERE node = ?", ((node,) for node in nodes))

    def owners(self, signatures: np.ndarray) -> list[list[int]]:
        """For each signature the ascending owners that have it whole, or SHARED of its keys, listed.

        Keys of more than `cap` owners are passed over and counted in `hot`. Raises OtherParameters.
        """
        self._refresh()
        keys = sketch.keys(signatures)
        flat = keys.ravel()
        known = np.flatnonzero(flat != sketch.NO_KEY)
        known = known[np.argsort(flat[known])]
        hits = [(s.owners, *_ranges(s.keys, flat[known])) for s in self._segments.values()]
        total = np.zeros(len(known), dtype=np.int64)
        for _, _, found, sizes in hits:
            total[found] += sizes
        self.hot += int((total > self.cap).sum())
        met = []
        for listed, place, found, sizes in hits:
            cold = total[found] <= self.cap
            at, offsets = _expand(place[cold], sizes[cold])
            slot = known[found[cold][at]]
            weight = np.where(slot % keys.shape[1] == 0, sketch.SHARED, 1)
            met.append(np.repeat(_packed(slot // keys.shape[1], listed[offsets]), weight))
        pairs, shared = np.unique(np.concatenate(met) if met else np.empty(0, np.int64), return_counts=True)
        pairs = pairs[shared >= sketch.SHARED]
        owners = pairs & 0xFFFFFFFF
        alive = np.isin(owners, self._nodes(np.unique(owners).tolist()))
        pairs, owners = pairs[alive], owners[alive]
        bounds = np.searchsorted(pairs >> np.int64(32), np.arange(len(signatures) + 1))
        return [owners[a:b].tolist() for a, b in pairwise(bounds)]

    def signatures(self, nodes: Sequence[int]) -> np.ndarray:
        """The stored signatures of the nodes, in their order, uint32. Raises KeyError: no such node."""
        query = "SELECT node, signature FROM json_each(?) JOIN _signatures ON node = value"
        stored = dict(self.connection.execute(query, (json.dumps(list(nodes)),)))
        return sketch.matrix(stored[node] for node in nodes)

    def rekey(self, batches: Iterable[tuple[Sequence[int], np.ndarray, Sequence[int]]]) -> None:
        """Replace everything by the batches (nodes, signatures, owners), all or nothing like all else here.

        For new parameters, with signatures made anew; or to drop stale entries, with the stored ones.
        """
        for table in ("_bands", "_signatures", "_schemes"):
            self.connection.execute(f"DELETE FROM {table}")
        for nodes, signatures, owners in batches:
            self.add(nodes, signatures, owners)

    def _nodes(self, nodes: list[int]) -> list[int]:
        query = "SELECT node FROM json_each(?) JOIN _signatures ON node = value"
        return [node for (node,) in self.connection.execute(query, (json.dumps(nodes),))] if nodes else []

    def _refresh(self) -> None:
        """Bring memory to the segments this transaction sees."""
        for (found,) in self.connection.execute("SELECT parameters FROM _schemes"):
            if found != parameters():
                raise OtherParameters(f"the database's signatures were made by {found}, not {parameters()}")
        stored = {segment for (segment,) in self.connection.execute("SELECT segment FROM _bands")}
        self._segments = {key: value for key, value in self._segments.items() if key in stored}
        for segment in stored - self._segments.keys():
            query = "SELECT keys, owners FROM _bands WHERE segment = ?"
            blobs = self.connection.execute(query, (segment,)).fetchone()
            self._segments[segment] = Segment(*(np.frombuffer(blob, dtype="<i4") for blob in blobs))

    def _append(self, entries: np.ndarray) -> None:
        """Store packed entries as a segment that takes in smaller ones: log(n) segments, log(n) rewrites."""
        if not len(entries):
            return
        merged, size = [], len(entries)
        for number, segment in sorted(self._segments.items(), key=lambda item: len(item[1].keys)):
            if len(segment.keys) > RATIO * size or size + len(segment.keys) > LARGEST:
                break
            merged.append(number)
            size += len(segment.keys)
        if merged:
            older = [_packed(*self._segments.pop(number)) for number in merged]
            entries = np.concatenate([entries, *older])
            entries.sort()
            self.connection.executemany("DELETE FROM _bands WHERE segment = ?", zip(merged, strict=True))
        segment = Segment((entries >> np.int64(32)).astype("<i4"), entries.astype("<i4"))
        number = secrets.randbits(62)  # never one that a rollback freed: memory may still hold that
        self.connection.execute(
            "INSERT INTO _bands (segment, keys, owners) VALUES (?, ?, ?)",
            (number, segment.keys.tobytes(), segment.owners.tobytes()),
        )
        self._segments[number] = segment


def pairs(keys: np.ndarray, cap: int = CAP) -> Iterator[np.ndarray]:
    """All colliding pairs among the rows of `keys` (n, KEYS + 1): int64 arrays of (later row, earlier row).

    What an Index holding all rows, each its own owner, would answer, found by one sort.
    """
    width = keys.shape[1]
    flat = keys.ravel()
    entries = _packed(flat, np.arange(len(flat)))[flat != sketch.NO_KEY]
    entries.sort()
    slots = (entries & 0xFFFFFFFF).astype(np.uint32)
    starts = np.flatnonzero(np.diff(entries >> np.int64(32), prepend=np.int64(-(1 << 40))))
    del entries
    sizes = np.diff(np.append(starts, len(slots)))
    first = np.zeros(len(flat), dtype=np.uint32)  # of a slot: where its key's bucket begins
    earlier = np.zeros(len(flat), dtype=np.uint16 if cap < 1 << 16 else np.uint32)  # rows before it there
    bucket = np.repeat(starts.astype(np.uint32), sizes)
    first[slots] = bucket
    place = np.arange(len(slots), dtype=np.uint32) - bucket
    earlier[slots] = np.where(np.repeat(sizes <= cap, sizes), place, 0)
    del bucket, place
    rows = slots // np.uint32(width)
    work = np.cumsum(earlier.reshape(-1, width).sum(axis=1, dtype=np.int64))
    begin = 0
    while begin < len(keys):
        done = work[begin - 1] if begin else 0
        end = max(int(np.searchsorted(work, done + PAIRS, "right")), begin + 1)
        sizes = earlier[begin * width : end * width].astype(np.int64)
        at, offsets = _expand(first[begin * width : end * width].astype(np.int64), sizes)
        weight = np.where(at % width == 0, sketch.SHARED, 1)
        met = np.repeat(_packed(begin + at // width, rows[offsets]), weight)
        met, shared = np.unique(met, return_counts=True)
        met = met[shared >= sketch.SHARED]
        yield np.column_stack((met >> np.int64(32), met & 0xFFFFFFFF))
        begin = end


def _packed(high: np.ndarray, low: np.ndarray) -> np.ndarray:
    """Two 32-bit numbers in one int64 that sorts by the first, then the second."""
    return high.astype(np.int64) << np.int64(32) | low.astype(np.int64)


def _ranges(ordered: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where `wanted` stands in `ordered`: first places, which of `wanted` they are for, how many places."""
    place = np.searchsorted(ordered, wanted)
    found = np.flatnonzero(ordered[np.minimum(place, len(ordered) - 1)] == wanted)
    place = place[found]
    return place, found, np.searchsorted(ordered, wanted[found], "right") - place


def _expand(starts: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For ranges [start, start + size): of every place in them, which range it is in and the place itself."""
    which = np.repeat(np.arange(len(sizes)), sizes)
    before = np.cumsum(sizes) - sizes
    return which, np.arange(len(which)) - before[which] + starts[which]
