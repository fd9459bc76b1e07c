"""Decide, step two: which records share keys with a notice; dedup's only SQL, in the caller's transaction.

The index is a log-structured merge tree (O'Neil et al., "The log-structured merge-tree", 1996) of immutable
sorted segments, rows of `_bands`, held in memory as arrays: 9 bytes a key, 190 MB a million records. One row
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
from functools import cache
from itertools import pairwise

import numpy as np

from dedup import signatures as sketch
from dedup.segments import CAP, RATIO, Segment, colliding, entries_of, pack, unpack
from dedup.shingles import expand

LARGEST = 1 << 20  # entries a segment: bounds what a merge holds beside it, about 30 MB
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


def parameters() -> str:
    """What stored signatures and keys depend on, as JSON; kept in `_schemes` beside them."""
    return _written(sketch.SCHEME, sketch.KEYS, sketch.SHARED)


@cache  # whatever is kept for one who does it again is named by them
def _written(scheme: str, keys: int, shared: int) -> str:
    return json.dumps({"scheme": scheme, "keys": keys, "shared": shared})


class Index:
    """Signatures by node and owners by key. Never commits; `hot` counts boilerplate keys passed over."""

    def __init__(self, connection: sqlite3.Connection, cap: int = CAP) -> None:
        self.connection, self.cap, self.hot = connection, cap, 0
        self.version = 0  # grows with every change made here
        self._segments: dict[int, Segment] = {}

    def add(
        self, nodes: Sequence[int], signatures: np.ndarray, owners: Sequence[int], keys: np.ndarray | None = None
    ) -> None:
        """Keep the signatures (len(nodes), PERMUTATIONS) and list each node's keys under its owner. `keys`: of the
        signatures, from one who has them.

        Also how a node moves to another record: what is listed under the former owner stays, a stale entry
        that costs a call of `collide`. Node numbers are 0 to 2**31 - 1. Raises OtherParameters.
        """
        self._refresh()
        self.version += 1
        node, owner = np.asarray(nodes, dtype=np.uint32), np.asarray(owners, dtype=np.uint32)
        # A new record's first notice cannot be listed yet, so only the others are looked up.
        again = (node != owner) | np.isin(node, self._stored(nodes))
        self.connection.execute("INSERT OR IGNORE INTO _schemes (parameters) VALUES (?)", (parameters(),))
        scheme = self.connection.execute("SELECT scheme FROM _schemes").fetchone()[0]
        self.connection.executemany(
            "INSERT OR REPLACE INTO _signatures (node, scheme, signature) VALUES (?, ?, ?)",
            ((node, scheme, packed) for node, packed in zip(nodes, sketch.pack(signatures), strict=True)),
        )
        keys = sketch.keys(signatures) if keys is None else keys
        listed = entries_of(keys[again], owner[again])
        fresh = [listed[~self._listed(listed)], entries_of(keys[~again], owner[~again])]
        self._append(np.unique(np.concatenate(fresh)))

    def remove(self, nodes: Sequence[int]) -> None:
        """Forget the nodes' signatures. Entries they own are passed over from now on, and go with `rekey`."""
        self.version += 1
        self.connection.executemany("DELETE FROM _signatures WHERE node = ?", ((node,) for node in nodes))

    def owners(self, signatures: np.ndarray) -> list[list[int]]:
        """For each signature the ascending owners that have it whole, or SHARED of its keys, listed."""
        return self.holders(sketch.keys(signatures))

    def holders(self, keys: np.ndarray) -> list[list[int]]:
        """The same for rows of keys (n, KEYS + 1).

        Keys of more than `cap` owners are passed over and counted in `hot`. Raises OtherParameters.
        """
        self._refresh()
        row, owners, hot = colliding(self._segments.values(), keys, self.cap)
        self.hot += int(hot.sum())
        stored = np.isin(owners, self._stored(np.unique(owners).tolist()))
        row, owners = row[stored], owners[stored]
        bounds = np.searchsorted(row, np.arange(len(keys) + 1))
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

    def _stored(self, nodes: Sequence[int]) -> list[int]:
        query = "SELECT node FROM json_each(?) JOIN _signatures ON node = value"
        return [node for (node,) in self.connection.execute(query, (json.dumps(list(nodes)),))] if nodes else []

    def _listed(self, entries: np.ndarray) -> np.ndarray:
        """Which packed entries need not be added: they are there, or their key is boilerplate anyway."""
        keys, owners = unpack(entries)
        listed = np.zeros(len(entries), dtype=bool)
        for segment in self._segments.values():
            at, start, size = segment.find(keys)
            listed[at[size > self.cap]] = True
            which, place = expand(start, np.where(size > self.cap, 0, size))
            listed[at[which[segment.owners[place] == owners[at[which]]]]] = True
        return listed

    def _refresh(self) -> None:
        """Bring memory to the segments this transaction sees."""
        for (found,) in self.connection.execute("SELECT parameters FROM _schemes"):
            if found != parameters():
                raise OtherParameters(f"the database's signatures were made by {found}, not {parameters()}")
        stored = {number for (number,) in self.connection.execute("SELECT segment FROM _bands")}
        for gone in self._segments.keys() - stored:
            del self._segments[gone]
        for number in stored - self._segments.keys():
            self._segments[number] = self._load(number)

    def _load(self, number: int) -> Segment:
        query = "SELECT keys, owners FROM _bands WHERE segment = ?"
        keys, owners = self.connection.execute(query, (number,)).fetchone()
        return Segment(np.frombuffer(keys, dtype="<u4"), np.frombuffer(owners, dtype="<u4"))

    def _append(self, entries: np.ndarray) -> None:
        """Store packed entries as a segment that takes in smaller ones: log(n) segments, log(n) rewrites."""
        if not len(entries):
            return
        size, parts = len(entries), [entries]
        for number, segment in sorted(self._segments.items(), key=lambda item: len(item[1].keys)):
            if len(segment.keys) > RATIO * size or size + len(segment.keys) > LARGEST:
                break
            size += len(segment.keys)
            parts.append(pack(segment.keys, segment.owners))
            del self._segments[number]
            self.connection.execute("DELETE FROM _bands WHERE segment = ?", (number,))
        entries = np.concatenate(parts)
        del parts
        entries.sort()
        segment = Segment(*unpack(entries))
        number = secrets.randbits(62)  # never one that a rollback freed: memory may still hold that
        self.connection.execute(
            "INSERT INTO _bands (segment, keys, owners) VALUES (?, ?, ?)",
            (number, segment.keys, segment.owners),
        )
        self._segments[number] = segment


def pairs(keys: np.ndarray, cap: int = CAP) -> Iterator[np.ndarray]:
    """All colliding pairs among the rows of `keys` (n, KEYS + 1): uint32 arrays of (later row, earlier row).

    What an Index holding all rows, each its own owner, would answer, found by one sort. A document with more
    than `cap` reposts among the rows is boilerplate here: give it at most `cap` rows, or one of each record.
    """
    width = keys.shape[1]
    flat = keys.ravel()
    entries = pack(flat, np.arange(len(flat), dtype=np.uint32))[flat != sketch.EMPTY]
    entries.sort()
    ordered, slots = unpack(entries)
    del entries
    starts = np.flatnonzero(np.concatenate((ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1])))
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
        at, offsets = expand(first[begin * width : end * width].astype(np.int64), sizes)
        weight = np.where(at % width == 0, sketch.SHARED, 1)
        met = np.repeat(pack(begin + at // width, rows[offsets]), weight)
        met, shared = np.unique(met, return_counts=True)
        met = met[shared >= sketch.SHARED]
        yield np.column_stack(unpack(met))
        begin = end
