"""The partition as it is stored: `dedup.clusters.Clusters` asks, SQLite answers, inside the writer's transaction.

Notices come in groups. What a group needs is read with a few queries, and signed and decided together, by a process
beside this one where there is one: mostly before the group's turn, while the one before it is being written.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, NamedTuple

import numpy as np

from dedup import ENGINE, instead, pieces
from dedup.aside import Aside
from dedup.clusters import Place
from dedup.index import Index, pairs
from dedup.judgements import Judgement, Judgements
from dedup.pieces import Text
from dedup.signatures import EMPTY, KEYS, SHARED, collide, keys
from dedup.verify import Decision
from output import notices
from output.clock import moment

REMEMBERED = 40_000  # places and decisions kept in memory from one group to the next, under 1 KB each
# A scored pair below both is no evidence of anything; a page of templates would fill `matches` with such.
WORTH_JACCARD, WORTH_CONTAINMENT = 0.3, 0.5

NO_KEYS = np.empty((0, KEYS + 1), dtype=np.uint32)

Pair = tuple[str, str]


@dataclass(slots=True)
class Stored:
    """Where a notice stands; the writer is the only one, so what it remembers is true until a rollback."""

    node: int
    record: str
    rank: str | None
    pivot: str | None


class Coming(NamedTuple):
    """Notices handed in to be signed, by id, and what comes of it: pieces.Signed in their order."""

    texts: dict[str, Text]
    signed: Future


@dataclass(slots=True)
class Met:
    """Whom notices that say these texts may be reposts of: nodes that the index lists, as of its `version`, and each
    other. And the pairs that are being decided, with their places in what comes of it."""

    version: int = -1
    texts: Mapping[str, Text] = field(default_factory=dict)
    keys: np.ndarray = field(default_factory=lambda: NO_KEYS)
    near: dict[str, list[int]] = field(default_factory=dict)
    alike: dict[str, list[str]] = field(default_factory=dict)
    asked: dict[Pair, tuple[Future, int]] = field(default_factory=dict)


class Partition:
    """The storage and the evidence that `Clusters` asks. Every method runs inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.index = Index(connection)
        self.judgements = load_judgements(connection)
        self.aside = Aside()
        self._stored: dict[str, Stored] = {}
        self._names: dict[int, str] = {}
        self._decided: dict[Pair, Decision] = {}
        self._signatures: dict[str, np.ndarray] = {}
        self._keys: dict[str, np.ndarray] = {}
        self._coming: deque[Coming] = deque(maxlen=3)  # groups: the one at hand, and those behind it
        self._next = Met()  # of the group behind the one at hand
        # Of the group at hand:
        self._now = ""
        self._new: Mapping[str, dict[str, Any]] = {}  # rows of notices not written yet
        self._fresh: dict[str, dict[str, Any]] = {}  # notices with a new text: their rows
        self._met = Met()
        self._placed: dict[str, Place] = {}  # what was assigned
        self._moved: list[str] = []  # of that, what is not fresh
        self._unwritten: dict[str, Place] = {}  # of that, what `_places` does not say yet
        self._matches: list[tuple] = []

    def forget(self) -> None:
        """Drop what is remembered in memory; after a rollback it may be of a state that is no more."""
        self._trim(0)
        self._close_group()
        self._next = Met()
        self.judgements = load_judgements(self.connection)

    def _open_group(self, new: Mapping[str, dict[str, Any]]) -> None:
        self._trim(REMEMBERED)
        self._now, self._new = moment(), new

    def _close_group(self) -> None:
        self._new, self._met = {}, Met()
        for remembered in (self._fresh, self._placed, self._moved, self._unwritten, self._matches):
            remembered.clear()

    def _trim(self, most: int) -> None:
        for remembered in (self._stored, self._names, self._decided, self._signatures, self._keys):
            if len(remembered) > most:
                remembered.clear()

    # What Clusters asks ------------------------------------------------------------------------------------------

    def rank(self, notice: str) -> str | None:
        stored = self._known(notice)
        return stored and stored.rank

    def candidates(self, notice: str) -> Iterable[str]:
        if notice not in self._met.near:
            self._look_up([notice])
        near = set(self._named(self._met.near[notice]))
        if notice in self._fresh:
            alike = self._met.alike.get(notice, ())
        else:
            alike = compress(self._met.texts, collide(self._key(notice), self._met.keys))
        near.update(self._placed[other].pivot for other in alike if other in self._placed)
        near.update(self._placed[other].pivot for other in self._moved if self.collide(notice, other))
        return near

    def collide(self, a: str, b: str) -> bool:
        one, other = self._key(a).tolist(), self._key(b).tolist()
        return one[0] == other[0] != EMPTY or len({*one[1:]} & {*other[1:]} - {int(EMPTY)}) >= SHARED

    def decide(self, a: str, b: str) -> Decision:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._decided:
            self._decided[pair] = self._read_match(pair) or self._decide(pair)
        return self._decided[pair]

    def lone(self, notices: Iterable[str]) -> Iterable[str]:
        near, alike = self._met.near, self._met.alike
        return [notice for notice in notices if not near[notice] and notice not in alike]

    def pivot(self, notice: str) -> str | None:
        stored = self._known(notice)
        return stored and stored.pivot

    def members(self, pivot: str, at_most: float) -> Iterable[str]:
        self._write_places()
        nodes = [row[0] for row in self.connection.execute(
            "SELECT node FROM _places WHERE pivot = ? AND (jaccard IS NULL OR jaccard <= ?)",
            (self._known(pivot).node, at_most),
        )]  # fmt: skip
        found = self._named(nodes)
        if at_most == 1.0 and (unasked := [notice for notice in found if notice not in self._met.near]):
            self._look_up(unasked)  # all will be decided again
        return found

    def assign(self, notice: str, place: Place) -> None:
        self._known(notice).pivot = place.pivot
        self._placed[notice] = self._unwritten[notice] = place
        if notice not in self._fresh:
            self._moved.append(notice)

    # Where the answers come from ---------------------------------------------------------------------------------

    def _known(self, notice: str) -> Stored | None:
        if notice not in self._stored:
            self._remember("n.id", [notice])
        return self._stored.get(notice)

    def _remember(self, column: str, wanted: Collection[object]) -> None:
        """Read where these notices stand, named by `n.id` or `n.node`."""
        rows = self.connection.execute(
            f"""SELECT n.id, n.node, n.record_id, p.rank, q.id
                FROM json_each(?) e CROSS JOIN notices n ON {column} = e.value
                LEFT JOIN _places p ON p.node = n.node LEFT JOIN notices q ON q.node = p.pivot""",
            (json.dumps(list(wanted)),),
        )
        for id, node, record, key, pivot in rows:
            self._stored[id], self._names[node] = Stored(node, record, key, pivot), id

    def _named(self, nodes: Collection[int]) -> list[str]:
        if unknown := [node for node in nodes if node not in self._names]:
            self._remember("n.node", unknown)
        return [self._names[node] for node in nodes]

    def _key(self, notice: str) -> np.ndarray:
        if notice not in self._keys:
            self._read_signatures([notice])
        return self._keys[notice]

    def _read_signatures(self, wanted: Sequence[str]) -> None:
        if wanted:
            signatures = self.index.signatures([self._known(notice).node for notice in wanted])
            self._signatures.update(zip(wanted, signatures, strict=True))
            self._keys.update(zip(wanted, keys(signatures), strict=True))

    def _read_match(self, pair: Pair) -> Decision | None:
        if pair[0] in self._fresh or pair[1] in self._fresh:
            return None
        row = self.connection.execute(
            """SELECT jaccard, containment, guard, decision, evidence FROM matches
               WHERE a = ? AND b = ? AND decided_by = ?""", (*pair, ENGINE),
        ).fetchone()
        return Decision(*row) if row else None

    def _decide(self, pair: Pair) -> Decision:
        if asked := self._met.asked.get(pair):
            made = asked[0].result()[asked[1]]
        else:
            made = pieces.decide(self._said(pair), [pair])[0]
        if worth(made):
            self._matches.append(match(*pair, made, self._now))
        return made

    def _said(self, wanted: Collection[str]) -> dict[str, Text]:
        """What is decided on."""
        said = {id: text_of(row) for id in wanted if (row := self._fresh.get(id))}
        rows = self.connection.execute(
            """SELECT n.id, title, body, attachments, file_hash, published, site
               FROM json_each(?) e CROSS JOIN notices n ON n.id = e.value""",
            (json.dumps([id for id in wanted if id not in said]),),
        )
        return said | {id: Text(id, title, instead.body(*standing), published, site=site)
                       for id, title, *standing, published, site in rows}  # fmt: skip

    # A group together, and ahead of its turn -----------------------------------------------------------------------

    def prepare(self, coming: Iterable[Any]) -> None:
        """Have the notices of a group that comes later signed."""
        texts = {notice.id: Text(notice.id, notice.title,
                                 instead.body(notice.body, notice.attachments, notice.file_hash),
                                 notice.published, notice.flags, notice.title_raw, notice.site)
                 for notice in coming}  # fmt: skip
        self._coming.append(Coming(texts, self.aside.submit(pieces.sign, [*texts.values()])))

    def _sign(self, texts: Mapping[str, Text]) -> dict[str, str]:
        """Have signatures and keys of these remembered, as they were prepared or made now. Returns their ranks."""
        ranks: dict[str, str] = {}
        prepared = [coming for coming in self._coming if not texts.keys().isdisjoint(coming.texts)]
        left = {id: text for id, text in texts.items() if all(coming.texts.get(id) != text for coming in prepared)}
        if left:
            prepared.append(Coming(left, self.aside.submit(pieces.sign, [*left.values()])))
        for coming in prepared:
            for text, rank, signature, key in zip(coming.texts.values(), *coming.signed.result(), strict=True):
                if texts.get(text.id) == text:
                    self._signatures[text.id], self._keys[text.id], ranks[text.id] = signature, key, rank + text.id
        return ranks

    def _meet_fresh(self, texts: Mapping[str, Text]) -> None:
        """Meet the group at hand, as far as that was not done ahead of its turn."""
        fresh, ahead = {notice: texts[notice] for notice in self._fresh}, self._next
        if ahead.version == self.index.version and all(ahead.texts.get(id) == text for id, text in fresh.items()):
            self._met = ahead
        elif fresh:
            other = {id for id, text in fresh.items() if ahead.texts.get(id, text) != text}
            asked = {pair: made for pair, made in ahead.asked.items() if other.isdisjoint(pair)}
            ranks = [self._known(id).rank for id in fresh]
            self._met = self._meet(fresh, np.stack([self._keys[id] for id in fresh]), ranks, asked)

    def _look_ahead(self) -> None:
        """Meet the group that comes next with what the index lists by now, while this one is being written."""
        coming, self._next = None, Met()
        for group in self._coming:
            if not group.texts.keys().isdisjoint(self._fresh):
                coming = None  # what stands before this one is done
            elif coming is None:
                coming = group
        if coming is None or coming.signed.exception():
            return
        known = notices.known(self.connection, coming.texts) | notices.removed(self.connection, coming.texts)
        signed = coming.signed.result()
        if new := [place for place, id in enumerate(coming.texts) if id not in known]:
            ids = [*coming.texts]
            texts = {ids[place]: coming.texts[ids[place]] for place in new}
            ranks = [signed.ranks[place] + ids[place] for place in new]
            self._next = self._meet(texts, signed.keys[new], ranks, {})

    def _meet(
        self, texts: Mapping[str, Text], keys: np.ndarray, ranks: Sequence[str], asked: dict[Pair, tuple[Future, int]]
    ) -> Met:
        """Ask the index about notices with these keys, and have decided what is near and not `asked` about before."""
        ids = [*texts]
        near = dict(zip(ids, self.index.holders(keys), strict=True))
        listed = [*{node for nodes in near.values() for node in nodes}]
        names = dict(zip(listed, self._named(listed), strict=True))
        self._read_signatures([name for name in names.values() if name not in self._keys])
        wanted = {(id, names[node]) for id, nodes in near.items() for node in nodes}
        alike: dict[str, list[str]] = defaultdict(list)
        first: dict[int, int] = {}  # of the others that collide with one, who ranks first: mostly its record is the one
        for a, b in (pair for block in pairs(keys, len(ids)) for pair in block.tolist()):
            alike[ids[a]].append(ids[b])
            alike[ids[b]].append(ids[a])
            early, late = (a, b) if ranks[a] < ranks[b] else (b, a)
            first[late] = min(first.get(late, early), early, key=ranks.__getitem__)
        wanted |= {(ids[late], ids[early]) for late, early in first.items()}
        wanted = {(a, b) if a < b else (b, a) for a, b in wanted} - asked.keys() - self._decided.keys()
        if wanted:
            said = {id: texts[id] for pair in wanted for id in pair if id in texts}
            said |= self._said({id for pair in wanted for id in pair if id not in said})
            made = self.aside.submit(pieces.decide, said, [*wanted])
            asked = asked | {pair: (made, place) for place, pair in enumerate(wanted)}
        return Met(self.index.version, texts, keys, near, alike, asked)

    def _look_up(self, wanted: Sequence[str]) -> None:
        """Ask the index about stored notices, whose decisions are mostly stored too."""
        self._read_signatures([notice for notice in wanted if notice not in self._keys])
        near = self.index.holders(np.stack([self._keys[notice] for notice in wanted]))
        self._met.near.update(zip(wanted, near, strict=True))
        names = self._named({node for nodes in near for node in nodes})
        self._read_signatures([name for name in names if name not in self._keys])

    # Writing ---------------------------------------------------------------------------------------------------------

    def _write_places(self) -> None:
        """Put into the table what was assigned since the last call."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO _places (node, rank, pivot, jaccard) VALUES (?, ?, ?, ?)",
            [(stored.node, stored.rank, self._known(place.pivot).node, place.jaccard)
             for notice, place in self._unwritten.items() if (stored := self._known(notice))],
        )  # fmt: skip
        self._unwritten.clear()

    def _list(self) -> None:
        """Put into the index what was assigned, together: an index row a notice would cost ten times as much."""
        if self._placed:
            nodes = [self._known(notice).node for notice in self._placed]
            owners = [self._known(place.pivot).node for place in self._placed.values()]
            self._read_signatures([notice for notice in self._placed if notice not in self._signatures])
            signatures, keys = (np.stack([rows[notice] for notice in self._placed])
                                for rows in (self._signatures, self._keys))  # fmt: skip
            self.index.add(nodes, signatures, owners, keys)


def text_of(row: Mapping[str, Any]) -> Text:
    """What is decided on of a notice's row."""
    flags = json.loads(row["flags"]) if row["flags"] != "[]" else []
    body = instead.body(row["body"], row["attachments"], row["file_hash"])
    return Text(row["id"], row["title"], body, row["published"], flags, row["title_raw"], row["site"])


def worth(made: Decision) -> bool:
    """Whether a decision is kept in `matches`."""
    return made.decision == "same" or made.jaccard >= WORTH_JACCARD or made.containment >= WORTH_CONTAINMENT


def match(a: str, b: str, made: Decision, now: str) -> tuple:
    """A row of `matches`."""
    a, b = sorted((a, b))
    return a, b, made.jaccard, made.containment, made.guard, made.decision, made.evidence, ENGINE, now


def write_matches(connection: sqlite3.Connection, rows: Iterable[tuple]) -> None:
    connection.executemany("INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def load_judgements(connection: sqlite3.Connection) -> Judgements:
    """The judgements in force."""
    rows = connection.execute(
        "SELECT a, b, verdict, judged_by, judged_at, coalesce(why, '') FROM judgements WHERE deleted_at IS NULL"
    )
    return Judgements(Judgement(*row) for row in rows)
