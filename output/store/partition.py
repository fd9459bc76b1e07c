"""The partition as it is stored: `dedup.clusters.Clusters` asks, SQLite answers, inside the writer's transaction.

Notices come in groups. What a group needs is read with a few queries, and signed and decided together, by a process
beside this one where there is one: mostly before the group's turn, while the one before it is being written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import compress

from dedup.aside import Aside
from dedup.clusters import Change, Clusters, Place, half_way
from dedup.index import Index
from dedup.pieces import Signed, Text
from dedup.remembered import FAR
from dedup.signatures import collide
from dedup.verify import Decision
from nouns.items import Notice
from output.store import judgements, notices
from output.store.candidates import Candidates, CandidateSearch
from output.store.folds import Folds
from output.store.group import Asked, Group, Row, written
from output.store.pair_decisions import PairDecisions
from output.store.signing import Signing
from output.store.standings import Standings, Stored
from output.store.texts import stored_texts, text_of, texts_of

REMEMBERED = 40_000  # places and decisions kept in memory from one group to the next, under 1 KB each


class Partition:
    """The storage and the evidence that `Clusters` asks. Every method runs inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.index = Index(connection)
        self.judgements = judgements.load(connection)
        self.aside = Aside()
        self.standings = Standings(connection)
        self.folds = Folds(connection, self.standings)
        self.group = Group()  # the one at hand
        self._signing = Signing(self.index, self.standings, self.aside)
        self._search = CandidateSearch(self.index, self.standings, self._signing, self.aside)
        self.decisions = PairDecisions(connection, self._texts)
        self._next = Candidates()  # of the group behind the one at hand

    def forget(self) -> None:
        """Drop what is remembered in memory; after a rollback it may be of a state that is no more."""
        self.trim(0)
        self._next, self.group = Candidates(), self._begin({})
        self.judgements = judgements.load(self.connection)
        self.folds.forget()

    def trim(self, most: int) -> None:
        """Forget what is remembered, where it is more than so many notices or pairs."""
        self.standings.trim(most)
        self._signing.trim(most)
        self.decisions.trim(most)

    def prepare(self, coming: Iterable[Notice]) -> None:
        """Have the notices of a group that comes later signed."""
        self._signing.prepare(texts_of(coming))

    def waits(self, patience: float) -> bool:
        """Whether the group that comes next would wait longer than so many seconds for what is decided ahead."""
        return self._next.awaited(patience)

    def place(
        self,
        new: Mapping[str, Row],
        changed: Sequence[str] = (),
        judged: Iterable[tuple[str, str]] = (),
        removed: Sequence[str] = (),
    ) -> tuple[Group, list[Change]]:
        """Decide where the notices of a group stand, and keep it. Returns the group, whose notices and records are
        still to be written, and the changes. `new`: rows that are not written yet. `changed`: notices that were written
        and say something else. `removed`: those that have no rank any more."""
        self.trim(REMEMBERED)
        self.group = group = self._begin(new)
        for notice in changed:
            self._forget(notice)
        for notice, row in new.items():
            self.standings[notice] = Stored(row["node"], "", None, None)
        group.fresh.update({**new, **self._read(changed)})
        texts = {notice: text_of(row) for notice, row in group.fresh.items()}
        for notice, rank in self._signing.sign(texts).items():
            self.standings[notice].rank = rank
        self._meet(texts)
        judged = [*judged]
        changes = Clusters(self).apply(new, removed, changed, judged)
        self._write_places()
        self._list()
        changes = self.folds.follow(self, changes, {*changed, *(notice for pair in judged for notice in pair)})
        self._look_ahead()
        return group, changes

    def adopt(self, places: Mapping[str, tuple[str, Place[str]]], folded: Mapping[str, str]) -> Group:
        """Keep places that were decided elsewhere, each with the notice's rank, and all folds. The index is the
        caller's."""
        self.group = self._begin({})
        self.standings.read(places.keys())
        for notice, (rank, place) in places.items():
            stored = self.standings[notice]
            stored.rank, stored.pivot = rank, place.pivot
            self.group.placed[notice] = self.group.unwritten[notice] = place
        self._write_places()
        self.folds.replace(folded)
        return self.group

    def close(self) -> None:
        """The group at hand is written."""
        self.group = self._begin({})

    def _begin(self, new: Mapping[str, Row]) -> Group:
        group = Group(new)
        self.decisions.begin(group.fresh, group.now)
        return group

    def _read(self, wanted: Sequence[str]) -> dict[str, Row]:
        """The rows of notices just written, by id; also where they stand."""
        found: dict[str, Row] = {}
        for row, rank, pivot in written(self.connection, wanted):
            found[row["id"]] = row
            self.standings[row["id"]] = Stored(row["node"], row["record_id"], rank, pivot)
        return found

    def _forget(self, notice: str) -> None:
        """What a notice says has changed: what was decided about it holds no longer."""
        self.index.remove([self.standings[notice].node])
        self._signing.forget(notice)
        self.decisions.forget(notice)
        self._next.asked = {pair: made for pair, made in self._next.asked.items() if notice not in pair}

    def rank(self, node: str) -> str | None:
        stored = self.standings.find(node)
        return stored.rank if stored else None

    def candidates(self, node: str) -> Iterable[str]:
        group = self.group
        if node not in group.candidates.near:
            self._search.look_up(group.candidates, [node])
        near = set(self.standings.names(group.candidates.near[node]))
        alike: Iterable[str] = group.candidates.alike.get(node, ())
        if node not in group.fresh:
            alike = compress(group.candidates.texts, collide(self._signing.key(node), group.candidates.keys))
        near.update(group.placed[other].pivot for other in alike if other in group.placed)
        near.update(group.placed[other].pivot for other in group.moved.colliding(self._signing.terms(node)))
        ranks = {other: rank for other in near if (rank := self.rank(other))}  # not of what is removed
        if not ranks:
            return ()
        colliding = [*compress(ranks, collide(self._signing.key(node), self._signing.keys(ranks)))]
        rank = self.rank(node) or ""
        self.decisions.expect(node, [other for other in colliding if ranks[other] < rank])
        told = self._without_far(node, colliding)
        group.asked_for = Asked(node, {*colliding}, told)
        # A record is listed by all of its notices: one of them may be what collides, and not its canonical one.
        return [*told, *(other for other in ranks if other not in group.asked_for.colliding)]

    def collide(self, a: str, b: str) -> bool:
        asked = self.group.asked_for
        if (b if a == asked.notice else a) in asked.colliding and asked.notice in (a, b):
            return True
        return self._signing.terms(a).collide(self._signing.terms(b))

    def decide(self, a: str, b: str) -> Decision:
        return self.decisions.decide(a, b)

    def likeness(self, a: str, b: str) -> float:
        return self.decisions.likeness(a, b)

    def lone(self, nodes: Iterable[str]) -> Iterable[str]:
        near, alike = self.group.candidates.near, self.group.candidates.alike
        return [node for node in nodes if not near[node] and node not in alike]

    def pivot(self, node: str) -> str | None:
        stored = self.standings.find(node)
        return stored.pivot if stored else None

    def members(self, pivot: str, at_most: float) -> Iterable[str]:
        self._write_places()
        rows = self.connection.execute(
            "SELECT node FROM _places WHERE pivot = ? AND (jaccard IS NULL OR jaccard <= ?)",
            (self.standings[pivot].node, at_most),
        )
        found = self.standings.names([node for (node,) in rows])
        unasked = [notice for notice in found if notice not in self.group.candidates.near]
        if at_most == 1.0 and unasked:  # all will be decided again
            self._search.look_up(self.group.candidates, unasked)
        return found

    def assign(self, node: str, place: Place[str] | None) -> None:
        if place is None:
            self._withdraw(node)
            return
        self.standings[node].pivot = place.pivot
        self.group.placed[node] = self.group.unwritten[node] = place
        if node not in self.group.fresh:
            self.group.moved.add(node, self._signing.terms(node))
        if node != place.pivot:
            self.group.joined[place.pivot] = min(place.jaccard or 0.0, self.group.joined.get(place.pivot, 1.0))
        if self.group.asked_for.notice == node == place.pivot:  # of those that rank behind it, each is asked about now
            self.decisions.expect(node, self.group.asked_for.told)

    def _withdraw(self, notice: str) -> None:
        """A removed notice stands nowhere any more."""
        stored = self.standings[notice]
        stored.pivot = None
        self.group.placed.pop(notice, None)
        self.group.unwritten.pop(notice, None)
        self.connection.execute("DELETE FROM _places WHERE node = ?", (stored.node,))
        self.index.remove([stored.node])
        self._signing.forget(notice)

    def _without_far(self, notice: str, near: list[str]) -> list[str]:
        """Without pivots that are FAR from the notice, where no member may stand better with it either (see
        `Clusters._attract`). Of a template that is nearly all."""
        concern = self.judgements.concern
        far: dict[int, str] = {}
        joins, rank = False, self.rank(notice) or ""
        for other in () if concern(notice) else near:
            made, stored = self.decisions.answer(notice, other), self.standings[other]
            if made is None or stored.pivot != other or concern(other):
                continue
            if made.decision == "same":
                joins = joins or (stored.rank or "") < rank
            elif made == FAR:
                far[stored.node] = other
        if not far:
            return near
        told = set() if joins else self._may_lose_members(far, notice)
        left_out = {*far.values()} - told
        return [other for other in near if other not in left_out]

    def _may_lose_members(self, pivots: Mapping[int, str], notice: str) -> set[str]:
        """Those of some pivots, by node, that have a member which may be nearer to the notice."""
        weakest = {pivots[node]: jaccard for node, jaccard in self.standings.weakest(pivots)}
        for pivot in self.group.joined.keys() & pivots.values():
            weakest[pivot] = min(self.group.joined[pivot], weakest.get(pivot, 1.0))
        like = self.decisions.likeness_at_most(notice, [*weakest]) if weakest else {}
        return {pivot for pivot, jaccard in weakest.items() if jaccard <= half_way(like[pivot])}

    def _texts(self, wanted: Collection[str]) -> dict[str, Text]:
        fresh = {id: text_of(self.group.fresh[id]) for id in wanted if id in self.group.fresh}
        return fresh | stored_texts(self.connection, [id for id in wanted if id not in fresh])

    def _meet(self, texts: Mapping[str, Text]) -> None:
        """Look for the candidates of the group at hand, as far as that was not done ahead of its turn."""
        ahead = self._next
        if ahead.version == self.index.version and all(ahead.texts.get(id) == text for id, text in texts.items()):
            self.group.candidates = ahead
        elif texts:
            other = {id for id, text in texts.items() if ahead.texts.get(id, text) != text}
            asked = {pair: made for pair, made in ahead.asked.items() if other.isdisjoint(pair)}
            ranks = [self.standings[id].rank or "" for id in texts]
            signed = Signed(ranks, self._signing.signatures(texts), self._signing.keys(texts))
            self.group.candidates = self._search.of_group(texts, signed, self.decisions.known, asked, self._texts)
        self.decisions.were_asked(self.group.candidates.asked)

    def _look_ahead(self) -> None:
        """Look for the candidates of the group that comes next, as the index lists them by now, while this one is being
        written."""
        self._next = Candidates()
        coming = self._signing.after(self.group.fresh)
        if coming is None:
            return
        known = notices.known(self.connection, coming.texts) | notices.removed(self.connection, coming.texts)
        signed = coming.signed.result()
        new = {id: place for place, id in enumerate(coming.texts) if id not in known}
        if new:
            texts = {id: coming.texts[id] for id in new}
            ranks, places = [signed.ranks[place] + id for id, place in new.items()], [*new.values()]
            whole = Signed(ranks, signed.signatures[places], signed.keys[places])
            self._next = self._search.of_group(texts, whole, self.decisions.known, {}, self._texts)

    def _write_places(self) -> None:
        """Put into the table what was assigned since the last call."""
        standings = self.standings
        self.connection.executemany(
            "INSERT OR REPLACE INTO _places (node, rank, pivot, jaccard) VALUES (?, ?, ?, ?)",
            [
                (standings[notice].node, standings[notice].rank, standings[place.pivot].node, place.jaccard)
                for notice, place in self.group.unwritten.items()
            ],
        )
        self.group.unwritten.clear()

    def _list(self) -> None:
        """Put into the index what was assigned, together: an index row a notice would cost ten times as much."""
        placed = self.group.placed
        if placed:
            nodes = [self.standings[notice].node for notice in placed]
            owners = [self.standings[place.pivot].node for place in placed.values()]
            self.index.add(nodes, self._signing.signatures(placed), owners, self._signing.keys(placed))
