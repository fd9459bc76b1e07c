"""Records in the database: the partition of dedup/ kept up to date, one record a document, one `rev` a real change.

`Records` is the storage that `dedup.clusters.Clusters` asks, answered from SQLite inside the writer's transaction.
What the partition decides is then written as records, redirects and changes.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from dedup import ENGINE
from dedup.canonical import Known, assign_ids, rank
from dedup.clusters import Change, Clusters, Place
from dedup.guards import title_key
from dedup.index import Index
from dedup.judgements import Judgement, Judgements
from dedup.signatures import EMPTY, SHARED, collide, keys, sign, text_of
from dedup.verify import Decision, Document, decide
from output.clock import moment

DOCUMENTS = 2048  # comparable texts kept in memory, some 20 KB each
# A scored pair below both is no evidence of anything; a page of templates would fill `matches` with such.
WORTH_JACCARD, WORTH_CONTAINMENT = 0.3, 0.5
FIELDS = ("title", "body", "document_date", "document_number", "tag", "region", "region_code", "source", "author",
          "language", "script")  # fmt: skip
BORROWED = ("document_date", "document_number", "region", "region_code", "source", "author")


class Records:
    """The partition over one connection. Every method runs inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.index = Index(connection)
        self.judgements = load_judgements(connection)
        self._document = lru_cache(DOCUMENTS)(self._read)
        self._decided: dict[tuple[str, str], Decision] = {}
        self._signatures: dict[str, np.ndarray] = {}
        self._keys: dict[str, np.ndarray] = {}
        self._near: dict[str, list[int]] = {}  # index answers asked for together
        self._listed: dict[str, int] = {}  # notices assigned in this transaction and not in the index yet -> owner
        self._unlisted: dict[int, set[str]] = defaultdict(set)  # key -> those of them that have it
        self._nodes: dict[str, int] = {}

    def forget(self) -> None:
        """Drop what is remembered in memory; after a rollback it may be of a state that is no more."""
        self._document.cache_clear()
        for remembered in (self._decided, self._signatures, self._keys, self._near, self._listed, self._unlisted,
                           self._nodes):  # fmt: skip
            remembered.clear()
        self.judgements = load_judgements(self.connection)

    # What Clusters asks ------------------------------------------------------------------------------------------

    def rank(self, notice: str) -> str | None:
        row = self.connection.execute(
            "SELECT p.rank FROM notices n JOIN _places p USING (node) WHERE n.id = ?", (notice,)
        ).fetchone()
        return row and row[0]

    def candidates(self, notice: str) -> Iterable[str]:
        if notice not in self._near:
            self._near[notice] = self.index.owners(self._signature(notice)[None, :])[0]
        mine = self._key(notice)
        shared = Counter(other for key in mine.tolist() if key != EMPTY for other in self._unlisted.get(key, ()))
        near = {self._listed[other] for other, n in shared.items() if n >= SHARED or self._key(other)[0] == mine[0]}
        return self._ids(near.union(self._near[notice]))

    def collide(self, a: str, b: str) -> bool:
        return bool(collide(self._key(a), self._key(b)[None, :])[0])

    def decide(self, a: str, b: str) -> Decision:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._decided:
            self._decided[pair] = self._stored(pair) or self._decide(pair)
        return self._decided[pair]

    def pivot(self, notice: str) -> str | None:
        row = self.connection.execute(
            """SELECT q.id FROM notices n JOIN _places p ON p.node = n.node JOIN notices q ON q.node = p.pivot
               WHERE n.id = ?""", (notice,)
        ).fetchone()  # fmt: skip
        return row and row[0]

    def members(self, pivot: str, at_most: float) -> Iterable[str]:
        return [row[0] for row in self.connection.execute(
            """SELECT n.id FROM _places p JOIN notices n USING (node)
               WHERE p.pivot = ? AND (p.jaccard IS NULL OR p.jaccard <= ?)""", (self._node(pivot), at_most)
        )]  # fmt: skip

    def assign(self, notice: str, place: Place | None) -> None:
        node = self._node(notice)
        if place is None:
            self.index.remove([node])
            self.connection.execute("DELETE FROM _places WHERE node = ?", (node,))
            return
        pivot = self._node(place.pivot)
        self.connection.execute(
            "UPDATE _places SET pivot = ?, jaccard = ? WHERE node = ?", (pivot, place.jaccard, node)
        )
        similarity = 1.0 if pivot == node else place.jaccard
        if similarity is None:  # bound by an operator's word
            similarity = self.decide(notice, place.pivot).jaccard
        self.connection.execute("UPDATE notices SET similarity = ? WHERE node = ?", (similarity, node))
        self._listed[notice] = pivot
        for key in self._key(notice).tolist():
            self._unlisted[key].add(notice)

    # Where the answers come from ---------------------------------------------------------------------------------

    def _read(self, notice: str) -> Document:
        title, body = self.connection.execute("SELECT title, body FROM notices WHERE id = ?", (notice,)).fetchone()
        return Document(notice, title, body)

    def _node(self, notice: str) -> int:
        if notice not in self._nodes:
            self._nodes[notice] = self.connection.execute(
                "SELECT node FROM notices WHERE id = ?", (notice,)
            ).fetchone()[0]
        return self._nodes[notice]

    def _ids(self, nodes: Iterable[int]) -> list[str]:
        nodes = [int(node) for node in nodes]
        marks = ",".join("?" * len(nodes))
        return [row[0] for row in self.connection.execute(f"SELECT id FROM notices WHERE node IN ({marks})", nodes)]

    def _signature(self, notice: str) -> np.ndarray:
        if notice not in self._signatures:
            self._signatures[notice] = self.index.signatures([self._node(notice)])[0]
        return self._signatures[notice]

    def _key(self, notice: str) -> np.ndarray:
        if notice not in self._keys:
            self._keys[notice] = keys(self._signature(notice)[None, :])[0]
        return self._keys[notice]

    def _stored(self, pair: tuple[str, str]) -> Decision | None:
        row = self.connection.execute(
            """SELECT jaccard, containment, guard, decision, evidence FROM matches
               WHERE a = ? AND b = ? AND decided_by = ?""", (*pair, ENGINE),
        ).fetchone()
        return Decision(*row) if row else None

    def _decide(self, pair: tuple[str, str]) -> Decision:
        made = decide(self._document(pair[0]), self._document(pair[1]))
        if made.decision == "same" or made.jaccard >= WORTH_JACCARD or made.containment >= WORTH_CONTAINMENT:
            self.connection.execute(
                "INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*pair, made.jaccard, made.containment, made.guard, made.decision, made.evidence, ENGINE, moment()),
            )
        return made

    # Changes -----------------------------------------------------------------------------------------------------

    def take(self, added: Sequence[str] = (), changed: Sequence[str] = (), touched: Sequence[str] = (),
             removed: Sequence[str] = (), judged: Iterable[tuple[str, str]] = ()) -> list[Change]:
        """Decide the records of notices just written and write what follows. `touched`: other fields than the text."""
        before = {notice: self._record(notice) for notice in (*added, *changed, *touched, *removed)}
        if len(self._signatures) > DOCUMENTS:
            self.forget()
        for notice in changed:
            self._forget(notice)
        self._place((*added, *changed))
        self._rerank(touched)
        asked = [*added, *changed]
        if asked:
            self._near = dict(zip(asked, self.index.owners(np.stack([*map(self._signature, asked)])), strict=True))
        for notice in removed:
            self.connection.execute("UPDATE _places SET rank = NULL WHERE node = ?", (self._node(notice),))
        changes = Clusters(self).apply(added, removed, (*changed, *touched), judged)
        self._list()
        self._write(changes, before, (*changed, *touched))
        return changes

    def _record(self, notice: str) -> str:
        return self.connection.execute("SELECT record_id FROM notices WHERE id = ?", (notice,)).fetchone()[0]

    def _forget(self, notice: str) -> None:
        """The text has changed: what was decided about it holds no longer."""
        node = self._node(notice)
        self.connection.execute("DELETE FROM matches WHERE a = ? OR b = ?", (notice, notice))
        self.index.remove([node])
        self._document.cache_clear()
        self._signatures.pop(notice, None)
        self._keys.pop(notice, None)
        self._decided = {pair: made for pair, made in self._decided.items() if notice not in pair}

    def _place(self, notices: Sequence[str]) -> None:
        """Sign and rank notices whose text is new."""
        documents = [self._document(notice) for notice in notices]
        signatures = sign([text_of(title_key(document.title), document.text) for document in documents])
        for notice, signature, key in zip(notices, signatures, keys(signatures), strict=True):
            self._signatures[notice], self._keys[notice] = signature, key
        self._rerank(notices)

    def _list(self) -> None:
        """Put into the index what was assigned, together: an index row a notice would cost ten times as much."""
        if self._listed:
            nodes, owners = zip(*((self._node(notice), pivot) for notice, pivot in self._listed.items()), strict=True)
            self.index.add(nodes, np.stack([*map(self._signature, self._listed)]), owners)
        self._listed.clear()
        self._unlisted.clear()
        self._near.clear()

    def _rerank(self, notices: Sequence[str]) -> None:
        for notice in notices:
            node, published, flags, title = self.connection.execute(
                "SELECT node, published, flags, title_raw FROM notices WHERE id = ?", (notice,)
            ).fetchone()
            document = self._document(notice)
            key = rank(notice, document.text, document.body, published, json.loads(flags), title)
            self.connection.execute(
                """INSERT INTO _places (node, rank) VALUES (?, ?)
                   ON CONFLICT (node) DO UPDATE SET rank = excluded.rank""", (node, key)
            )  # fmt: skip

    def _write(self, changes: Sequence[Change], before: dict[str, str], changed: Sequence[str]) -> None:
        """Records, redirects and revs after the partition moved."""
        old = {c.node: self._record(c.node) for c in changes if c.before is not None}
        new = {c.node: c.after for c in changes if c.after is not None}
        stay = {notice for notice in changed if notice not in new}  # text changed, record did not
        pivots = set(new.values()) | {self.pivot(notice) for notice in stay} - {None}
        homes = set(old.values()) | {home for pivot in pivots if (home := self._record(pivot))}
        gone = defaultdict(int)
        for record in old.values():
            gone[record] += 1
        records = {}
        for home in homes:
            canonical, notices, first_rev = self.connection.execute(
                """SELECT notice_id, notices, (SELECT min(rev) FROM _changes WHERE record = records.id)
                   FROM records WHERE id = ?""", (home,),
            ).fetchone()
            records[home] = Known(canonical, f"{first_rev:012}", notices - gone[home])
        given = assign_ids(old, {**new, **{n: self.pivot(n) for n in stay}}, records, self._lives)
        for notice, pivot in new.items():
            self.connection.execute("UPDATE notices SET record_id = ? WHERE id = ?", (given.ids[pivot], notice))
        for home, known in records.items():  # the rest of a record, not named above, may be given another id too
            record = given.ids.get(known.canonical)
            if known.others and record and record != home:
                self.connection.execute(
                    "UPDATE notices SET record_id = ? WHERE node IN (SELECT node FROM _places WHERE pivot = ?)",
                    (record, self._node(known.canonical)),
                )
        came_from = {given.ids[pivot]: old[n] for n, pivot in new.items() if n in old}
        for pivot, record in given.ids.items():
            self._write_record(record, pivot, came_from.get(record) if record in given.created else None)
        for record, target in given.redirects.items():
            self._end(record, "merged", target)
        for record in given.ended:
            self._end(record, "deleted", None)

    def _lives(self, record: str) -> bool:
        query = "SELECT 1 FROM records WHERE id = ? AND deleted_at IS NULL"
        return self.connection.execute(query, (record,)).fetchone() is not None

    def _write_record(self, record: str, pivot: str, split_from: str | None) -> None:
        """Bring one record's row up to date with its notices; a rev only if anything in it changed."""
        cursor = self.connection.execute(
            f"""SELECT n.id, n.published, n.first_seen, {', '.join('n.' + f for f in FIELDS)}
                FROM _places p JOIN notices n USING (node) WHERE p.pivot = ? ORDER BY p.rank""", (self._node(pivot),)
        )  # fmt: skip
        names = [column[0] for column in cursor.description]
        members = [dict(zip(names, row, strict=True)) for row in cursor]
        canonical = next(member for member in members if member["id"] == pivot)
        row = {field: canonical[field] for field in FIELDS}
        for field in BORROWED:
            row[field] = row[field] or next((m[field] for m in members if m[field]), None)
        versions = self.connection.execute(
            """SELECT max(replaced_at) FROM notice_versions
               WHERE notice_id IN (SELECT id FROM notices WHERE record_id = ?)""", (record,),
        ).fetchone()[0]
        row |= {
            "published": min((m["published"] for m in members if m["published"]), default=None),
            "notice_id": pivot, "notices": len(members), "first_seen": min(m["first_seen"] for m in members),
            "last_seen": max(*(m["first_seen"] for m in members), versions or ""), "deleted_at": None,
        }  # fmt: skip
        found = self.connection.execute(f"SELECT {', '.join(row)} FROM records WHERE id = ?", (record,)).fetchone()
        if found == tuple(row.values()):
            return
        alive = found and found[-1] is None
        operation = "changed" if alive else "split" if split_from else "added"
        row["rev"] = self._rev(record, operation, split_from if operation == "split" else None)
        names = ", ".join(("id", *row))
        self.connection.execute(
            f"INSERT OR REPLACE INTO records ({names}) VALUES (?{', ?' * len(row)})", (record, *row.values())
        )
        self.connection.execute("DELETE FROM redirects WHERE old_id = ?", (record,))

    def _end(self, record: str, operation: str, target: str | None) -> None:
        rev = self._rev(record, operation, target)
        self.connection.execute("UPDATE records SET deleted_at = ?, rev = ? WHERE id = ?", (moment(), rev, record))
        if target:
            # Redirects always point at a living record, so that following one is one step.
            self.connection.execute("UPDATE redirects SET new_id = ? WHERE new_id = ?", (target, record))
            self.connection.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?, ?)", (record, target, moment()))

    def _rev(self, record: str, operation: str, other: str | None) -> int:
        return self.connection.execute(
            "INSERT INTO _changes (record, operation, other, changed_at) VALUES (?, ?, ?, ?)",
            (record, operation, other, moment()),
        ).lastrowid


def load_judgements(connection: sqlite3.Connection) -> Judgements:
    """The judgements in force."""
    rows = connection.execute(
        "SELECT a, b, verdict, judged_by, judged_at, coalesce(why, '') FROM judgements WHERE deleted_at IS NULL"
    )
    return Judgements(Judgement(*row) for row in rows)
