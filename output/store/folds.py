"""Clusters that are one record all the same (`dedup.folds`), as they are stored: few, so all of them are remembered.

`_places` says of which pivot's cluster a notice is, `_folds` which of these clusters are of another one's record.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dedup import folds
from dedup.clusters import Change, Place
from dedup.folds import Folded
from dedup.judgements import Judgements
from dedup.verify import Decision
from output.store.schema import DIFFERS
from output.store.standings import Standings

if TYPE_CHECKING:
    from output.store.partition import Partition

SCHEMA = (
    """
CREATE TABLE _folds (                        -- clusters that are of the record of another one
    pivot INTEGER PRIMARY KEY,
    canonical INTEGER NOT NULL
) STRICT;
CREATE INDEX _folds_canonical ON _folds (canonical);
-- Of a record of ten thousand reposts, its few pairs that were left open.
CREATE INDEX matches_unsure_a ON matches (a) WHERE decision = 'unsure';
CREATE INDEX matches_unsure_b ON matches (b) WHERE decision = 'unsure';

DROP VIEW reposts;
CREATE VIEW reposts AS
SELECT n.record_id AS record, n.id AS notice, n.site, coalesce(n.link, n.url) AS url, n.tag, n.title, n.published,
    n.similarity,
"""
    + DIFFERS
    + """FROM _places p LEFT JOIN _folds f ON f.pivot = p.pivot LEFT JOIN notices n ON n.node = p.node
LEFT JOIN notices c ON c.node = coalesce(f.canonical, p.pivot)
WHERE p.node <> p.pivot OR p.node IN (SELECT pivot FROM _folds);
"""
)
# The places of a record, whose canonical notice is parameter 1.
OF_RECORD = "p.pivot = ?1 OR p.pivot IN (SELECT pivot FROM _folds WHERE canonical = ?1)"


class Folds:
    """The folds of a database, kept up to date after its places. Inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, standings: Standings) -> None:
        self._connection, self._standings = connection, standings
        self.folded = Folded[str]()
        self.forget()

    def forget(self) -> None:
        """Read them anew; what is remembered may be of a state that is no more."""
        rows = self._connection.execute(
            """SELECT p.id, c.id FROM _folds f JOIN notices p ON p.node = f.pivot
               JOIN notices c ON c.node = f.canonical"""
        )
        self.folded = Folded(dict(rows.fetchall()))

    def canonical(self, notice: str) -> str:
        """The canonical notice of the record of one that is placed. Raises LookupError for one that is not."""
        return self.folded.canonical(self._standings.pivot(notice))

    def similarity(self, partition: Partition, notice: str, place: Place[str]) -> float:
        """How near a notice is to its canonical one, which it is not always bound to by likeness."""
        canonical = self.folded.canonical(place.pivot)
        if canonical == notice:
            return 1.0
        # Bound by an operator's word, or by a fold, it has a similarity all the same.
        if place.jaccard is None or canonical != place.pivot:
            return partition.likeness(notice, canonical)
        return place.jaccard

    def follow(self, partition: Partition, changes: Sequence[Change], said: Iterable[str]) -> list[Change]:
        """Bring the folds up to date after these changes of pivots, and return what changed of canonical notices.
        `said`: notices that say something else than before, or of which operators do."""
        before = {change.node: change.before and self.folded.canonical(change.before) for change in changes}
        gone = {change.node for change in changes if change.after is None}
        former = dict(self.folded.items())
        clustered = _Clustered(partition)
        touched = self._touched(clustered, changes, said)
        changed = folds.refold(clustered, touched) if touched else {}
        self._write(changed)
        for pivot in changed:
            for notice, place in self._members(pivot):
                partition.group.placed.setdefault(notice, place)
                before.setdefault(notice, former.get(pivot, pivot))
        told = (Change(one, was, None if one in gone else self.canonical(one)) for one, was in before.items())
        return [change for change in told if change.before != change.after]

    def replace(self, canonical: Mapping[str, str]) -> None:
        """Keep folds that were decided elsewhere, all of them: pivots, and the canonical notice of each."""
        ended = {pivot: pivot for pivot, _canonical in self.folded.items() if pivot not in canonical}
        for pivot, into in (changed := {**ended, **canonical}).items():
            self.folded.put(pivot, into)
        self._write(changed)

    def _touched(self, clustered: _Clustered, changes: Sequence[Change], said: Iterable[str]) -> set[str]:
        """The clusters that may fold otherwise now: mostly none, for none is left open to another."""
        touched = {pivot for change in changes for pivot in (change.before, change.after) if pivot is not None}
        touched |= {pivot for notice in said if (pivot := clustered.pivot(notice)) is not None}
        near = {notice for pair in clustered.left_open(touched) for notice in pair}
        return {pivot for pivot in touched if pivot in near or self.folded.concern(pivot)}

    def _write(self, changed: Mapping[str, str]) -> None:
        nodes = [(self._standings[pivot].node, self._standings[into].node) for pivot, into in changed.items()]
        self._connection.executemany("DELETE FROM _folds WHERE pivot = ?", [(pivot,) for pivot, _into in nodes])
        self._connection.executemany("INSERT INTO _folds VALUES (?, ?)", [pair for pair in nodes if pair[0] != pair[1]])

    def _members(self, pivot: str) -> list[tuple[str, Place[str]]]:
        rows = self._connection.execute(
            "SELECT node, jaccard FROM _places WHERE pivot = ?", (self._standings[pivot].node,)
        ).fetchall()
        names = self._standings.names([node for node, _jaccard in rows])
        return [(name, Place(pivot, jaccard)) for name, (_node, jaccard) in zip(names, rows, strict=True)]


def voters(connection: sqlite3.Connection, pivot: int) -> list[int]:
    """The first notices of a cluster, in rank order, that are asked about a fold."""
    query = "SELECT node FROM _places WHERE pivot = ? ORDER BY rank LIMIT ?"
    return [node for (node,) in connection.execute(query, (pivot, folds.VOTERS))]


class _Clustered:
    """The partition, its places up to date, as `dedup.folds.refold` asks about it."""

    def __init__(self, partition: Partition) -> None:
        self._partition, self._standings, self._connection = partition, partition.standings, partition.connection
        self.judgements: Judgements[str] = partition.judgements
        self.folded = partition.folds.folded
        self.rank, self.pivot = partition.rank, partition.pivot
        self.candidates, self.collide = partition.candidates, partition.collide

    def decide(self, a: str, b: str) -> Decision:
        return self._partition.decide(a, b)

    def left_open(self, pivots: Collection[str]) -> Collection[tuple[str, str]]:
        judged = (pair for pair, row in self.judgements.accepted.items() if row.verdict == "unsure")
        now = ((row[0], row[1]) for row in self._partition.decisions.rows if row[5] == "unsure")
        found = {(a, b) for a, b in (*judged, *now) if a in pivots or b in pivots}
        for one in "ab":
            found.update(
                self._connection.execute(
                    f"""SELECT a, b FROM json_each(?) e CROSS JOIN matches INDEXED BY matches_unsure_{one}
                        ON {one} = e.value WHERE decision = 'unsure'""",
                    (json.dumps([*pivots]),),
                )
            )
        return found

    def voters(self, pivot: str) -> Sequence[str]:
        return self._standings.names(voters(self._connection, self._standings[pivot].node))
