"""Records in the database: the partition of dedup/ kept up to date, one record a document, one `rev` a real change.

What the partition (output/partition.py) decides about a group of notices is written as records, redirects and changes.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from dedup.canonical import Identities, Known, assign_ids, derived
from dedup.clusters import Change, Clusters, Place
from output import notices, search, words
from output.clock import moment
from output.partition import Partition, Stored, text_of, write_matches

FIELDS = ("title", "body", "document_date", "document_number", "tag", "region", "region_code", "source", "author",
          "language", "script")  # fmt: skip
BORROWED = ("document_date", "document_number", "region", "region_code", "source", "author")
LIGHT = ("id", "published", "first_seen", *BORROWED)  # what a record takes of its other members
GROWS = ("published", "notices", "first_seen", "last_seen")  # what changes in a record when notices join it
RECORD = ("id", *FIELDS, *GROWS, "notice_id", "deleted_at", "rev")
PART = 32  # records listed for search at once: a process beside this one makes the tokens of the next part meanwhile
_fields, _record = itemgetter(*FIELDS), itemgetter(*RECORD)


class Records(Partition):
    """The partition over one connection, and the records that follow from it.

    Notices come in groups: what a group needs is read with a few queries, what it changes is written with a few.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.unsearched = search.missing(connection)  # new records that `_search` does not list yet
        # Of the group at hand:
        self._changes: list[tuple] = []
        self._rev = 0  # the newest
        self._made: list[dict[str, Any]] = []  # new records
        self._grew: list[dict[str, Any]] = []
        super().__init__(connection)

    def _close_group(self) -> None:
        super()._close_group()
        for remembered in (self._changes, self._made, self._grew):
            remembered.clear()

    # Changes -----------------------------------------------------------------------------------------------------

    def take(self, new: Mapping[str, dict[str, Any]] | None = None, changed: Sequence[str] = (),
             touched: Sequence[str] = (), judged: Iterable[tuple[str, str]] = ()) -> list[Change]:
        """Decide the records of notices and write what follows.

        `new`: rows that are not written yet, from `notices.save`; they are inserted with what was decided of them.
        `changed` and `touched` were written already; of the latter other fields than the text.
        """
        self._open_group(new or {})
        for notice in (*changed, *touched):  # decisions look at the date, too
            self._forget(notice)
        for notice, row in self._new.items():
            self._stored[notice], self._names[row["node"]] = Stored(row["node"], "", None, None), notice
        rows = {**self._new, **self._read([*changed, *touched])}
        self._fresh = {notice: rows[notice] for notice in rows}
        texts = {notice: text_of(row) for notice, row in rows.items()}
        for notice, rank in self._sign(texts).items():
            self._stored[notice].rank = rank
        self._meet_fresh(texts)
        changes = Clusters(self).apply(self._new, (), (*changed, *touched), judged)
        self._write_places()
        self._list()
        self._look_ahead()
        self._write(changes, (*changed, *touched))
        self._close_group()
        return changes

    def make_searchable(self, most: int) -> None:
        """List up to `most` new records for search. It takes longer than to decide and write them, and can wait."""
        part, self.unsearched = self.unsearched[:most], self.unsearched[most:]
        rows = self.connection.execute(
            """SELECT r.id, title, body FROM json_each(?) e CROSS JOIN records r ON r.id = e.value
               WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _searched s WHERE s.record = r.id)""",
            (json.dumps([*dict.fromkeys(part)]),),  # made, rolled back and made again: there twice
        ).fetchall()  # fmt: skip
        parts = [rows[first : first + PART] for first in range(0, len(rows), PART)]
        asked = [self.aside.submit(words.tokens_of, [(title, body) for _record, title, body in part]) for part in parts]
        for part, said in zip(parts, asked, strict=True):
            search.add(self.connection, [record for record, _title, _body in part], said.result())

    def adopt(self, places: dict[str, tuple[str, Place]], changes: Sequence[Change]) -> None:
        """Write a partition that was decided elsewhere: rank and place of every notice that has other ones than
        before, and which of them changed their canonical notice. The index is the caller's.
        """
        self._now = moment()
        self._remember("n.id", places)
        for notice, (key, place) in places.items():
            self._known(notice).rank, self._known(notice).pivot = key, place.pivot
            self._placed[notice] = self._unwritten[notice] = place
        self._write_places()
        self._write(changes, list(places))
        self._close_group()

    def drop(self, kept: str, doubled: Sequence[str]) -> None:
        """Take away notices that are `kept` once more, of its record and none of them canonical."""
        if not doubled:
            return
        self._now = moment()
        nodes = [self._known(notice).node for notice in doubled]
        pivot, record = self._known(kept).pivot, self._known(kept).record
        self.connection.execute(
            """UPDATE notices SET (first_seen, first_run) = (SELECT min(first_seen), min(first_run) FROM notices
                   WHERE id = ?1 OR id IN (SELECT value FROM json_each(?2))) WHERE id = ?1""",
            (kept, json.dumps(list(doubled))),
        )
        self.index.remove(nodes)
        for table, column, gone in (
            ("_raw", "node", nodes), ("_places", "node", nodes), ("notice_versions", "notice_id", doubled),
            ("matches", "a", doubled), ("matches", "b", doubled), ("notices", "node", nodes),
        ):  # fmt: skip
            self.connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(one,) for one in gone])
        self._trim(0)
        self._rev = self.connection.execute("SELECT coalesce(max(rev), 0) FROM _changes").fetchone()[0]
        (row,) = self._records([record])
        self._keep(record, self._gathered(pivot, self._members(pivot)), row, None)
        self._write_records()
        self._close_group()

    def _read(self, notices: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The rows of notices just written, by id; also what is remembered of them."""
        names = ("node", "record_id", "title_raw", "flags", "published", "first_seen", "site",
                 "attachments", "file_hash", *FIELDS)
        rows = self.connection.execute(
            f"""SELECT n.id, p.rank, q.id, {", ".join("n." + name for name in names)}
                FROM json_each(?) e CROSS JOIN notices n ON n.id = e.value
                LEFT JOIN _places p ON p.node = n.node LEFT JOIN notices q ON q.node = p.pivot""",
            (json.dumps(list(notices)),),
        )
        found = {}
        for id, key, pivot, *values in rows:
            found[id] = row = {"id": id, **dict(zip(names, values, strict=True))}
            self._stored[id], self._names[row["node"]] = Stored(row["node"], row["record_id"], key, pivot), id
        return found

    def _forget(self, notice: str) -> None:
        """The text has changed: what was decided about it holds no longer."""
        self.connection.execute("DELETE FROM matches WHERE a = ?1 OR b = ?1", (notice,))
        self.index.remove([self._known(notice).node])
        for remembered in (self._signatures, self._keys):
            remembered.pop(notice, None)
        self._decided, self._next.asked = (
            {pair: made for pair, made in decided.items() if notice not in pair}
            for decided in (self._decided, self._next.asked)
        )

    def _similarity(self, notice: str, place: Place) -> float:
        if place.pivot == notice:
            return 1.0
        # Bound by an operator's word, it has a similarity all the same.
        return self.decide(notice, place.pivot).jaccard if place.jaccard is None else place.jaccard

    def _write(self, changes: Sequence[Change], changed: Sequence[str]) -> None:
        """Records, redirects and revs after the partition moved. `changed`: notices that were known and said more."""
        old = {c.node: self._known(c.node).record for c in changes if c.before is not None}
        new = {c.node: c.after for c in changes}
        stay = {notice: self.pivot(notice) for notice in changed if notice not in new}
        homes = {*old.values(), *(self._known(pivot).record for pivot in {*new.values(), *stay.values()})} - {""}
        asked = homes | {derived(pivot) for pivot in new.values() if pivot in new}
        rows = {row["id"]: row for row in self._records(asked)}
        gone = Counter(old.values())
        records = {home: Known(row["notice_id"], f"{row['first_rev']:012}", row["notices"] - gone[home])
                   for home, row in rows.items() if home in homes}  # fmt: skip

        def lives(record: str) -> bool:
            if record not in asked:  # kept: the row of one that ended is taken up again
                rows.update((row["id"], row) for row in self._records([record]))
            return record in rows and rows[record]["deleted_at"] is None

        given = assign_ids(old, {**new, **stay}, records, lives)
        self._write_ids(new, records, given)
        came_from = {record: home for home, known in records.items() if (record := given.ids.get(known.canonical))}
        came_from |= {given.ids[pivot]: old[notice] for notice, pivot in new.items() if notice in old}
        joined: dict[str, list[str]] = defaultdict(list)
        for notice, pivot in new.items():
            joined[pivot].append(notice)
        moved = {*stay.values(), *(new[notice] for notice in old), *(records[home].canonical for home in gone)}
        self._rev = self.connection.execute("SELECT coalesce(max(rev), 0) FROM _changes").fetchone()[0]
        came: dict[str, int] = {}  # revs go by the order in which a group's notices came
        for notice in self._fresh:
            came.setdefault(new.get(notice) or stay.get(notice, ""), len(came))
        for pivot, record in sorted(given.ids.items(), key=lambda one: came.get(one[0], len(came))):
            if pivot in moved or not (known := joined.get(pivot)):
                row = self._gathered(pivot, self._members(pivot))
            elif pivot in known:
                row = self._gathered(pivot, [self._fresh[notice] for notice in known])
            else:
                row = self._grown(rows[record], pivot, [self._fresh[notice] for notice in known])
            self._keep(record, row, rows.get(record), came_from.get(record) if record in given.created else None)
        for record, target in given.redirects.items():
            self._end(record, target)
        self._write_records()

    def _write_ids(self, new: dict[str, str], records: dict[str, Known], given: Identities) -> None:
        """Tell the notices which record they are of and how near to its canonical notice."""
        for notice in self._placed.keys() & new.keys():
            self._known(notice).record = given.ids[new[notice]]
        said = {notice: (self._known(notice).record, self._similarity(notice, place))
                for notice, place in self._placed.items()}  # fmt: skip
        notices.insert(self.connection, [(row, *said[notice]) for notice, row in self._new.items()])
        self.connection.executemany(
            "UPDATE notices SET record_id = ?, similarity = ? WHERE node = ?",
            [(*told, self._known(notice).node) for notice, told in said.items() if notice not in self._new],
        )
        write_matches(self.connection, self._matches)
        for home, known in records.items():  # the rest of a record, not named, may be given another id too
            record = given.ids.get(known.canonical)
            if known.others and record and record != home:
                node = self._known(known.canonical).node
                self.connection.execute(
                    "UPDATE notices SET record_id = ? WHERE node IN (SELECT node FROM _places WHERE pivot = ?)",
                    (record, node),
                )
                for stored in self._stored.values():
                    if stored.pivot == known.canonical:
                        stored.record = record

    def _records(self, records: Collection[str]) -> Iterable[dict[str, Any]]:
        """Rows of records, but for their texts."""
        names = ("id", "notice_id", "deleted_at", *GROWS, *BORROWED)
        rows = self.connection.execute(
            f"""SELECT (SELECT min(rev) FROM _changes WHERE record = r.id), {', '.join('r.' + name for name in names)}
                FROM json_each(?) e CROSS JOIN records r ON r.id = e.value""", (json.dumps(list(records)),)
        )  # fmt: skip
        return (dict(zip(("first_rev", *names), row, strict=True)) for row in rows)

    def _members(self, pivot: str) -> list[dict[str, Any]]:
        rows = self.connection.execute(
            f"""SELECT {', '.join('n.' + name for name in LIGHT)} FROM _places p JOIN notices n USING (node)
                WHERE p.pivot = ?""", (self._known(pivot).node,)
        )  # fmt: skip
        return [dict(zip(LIGHT, row, strict=True)) for row in rows]

    def _gathered(self, pivot: str, members: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """A record's row from all its members."""
        if pivot in self._fresh:
            found = _fields(self._fresh[pivot])
        else:
            query = f"SELECT {', '.join(FIELDS)} FROM notices WHERE id = ?"
            found = self.connection.execute(query, (pivot,)).fetchone()
        row = dict(zip(FIELDS, found, strict=True))
        if len(members) > 1 and any(row[field] is None for field in BORROWED):
            members = sorted(members, key=lambda member: self.rank(member["id"]))
            for field in BORROWED:
                row[field] = row[field] or next((member[field] for member in members if member[field]), None)
        seen = [member["first_seen"] for member in members]
        if known := [member["id"] for member in members if member["id"] not in self._new]:
            newest = self.connection.execute(
                """SELECT max(replaced_at) FROM notice_versions
                   WHERE notice_id IN (SELECT value FROM json_each(?))""", (json.dumps(known),)
            ).fetchone()[0]  # fmt: skip
            seen.append(newest or "")
        return row | {
            "published": min((m["published"] for m in members if m["published"]), default=None),
            "notices": len(members), "first_seen": min(member["first_seen"] for member in members),
            "last_seen": max(seen), "notice_id": pivot, "deleted_at": None,
        }  # fmt: skip

    def _grown(self, row: dict[str, Any], pivot: str, joined: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """What changes in a record's row when notices join it; never looks at the members it had.

        All but where the canonical notice lacks a field and one that joined says otherwise than the one it was
        borrowed from: which of them ranks first is in no row.
        """
        differ = [field for field in BORROWED for new in joined if new[field] and new[field] != row[field]]
        if differ:
            own = self.connection.execute(f"SELECT {', '.join(differ)} FROM notices WHERE id = ?", (pivot,)).fetchone()
            if None in own:
                return self._gathered(pivot, self._members(pivot))
        seen = [new["first_seen"] for new in joined]
        published = [new["published"] for new in joined if new["published"]]
        return {
            "published": min((*published, row["published"]) if row["published"] else published, default=None),
            "notices": row["notices"] + len(joined), "first_seen": min(row["first_seen"], *seen),
            "last_seen": max(row["last_seen"], *seen),
        }  # fmt: skip

    def _keep(self, record: str, row: dict[str, Any], known: dict[str, Any] | None, split_from: str | None) -> None:
        """Bring a record up to date; a rev only if anything in it changed. `known`: the row it has, but for texts."""
        if known is None:
            operation = "split" if split_from else "added"
            self._made.append({"id": record, **row, "rev": self._change(record, operation, split_from)})
        elif row.keys() == set(GROWS):
            if any(row[name] != known[name] for name in GROWS):
                self._grew.append({"id": record, **row, "rev": self._change(record, "changed")})
        else:
            self._rewrite(record, row, known["deleted_at"] is None, split_from)

    def _rewrite(self, record: str, row: dict[str, Any], alive: bool, split_from: str | None) -> None:
        """Bring every field of a record's row up to date, also of one that has ended and lives again."""
        found = self.connection.execute(f"SELECT {', '.join(row)} FROM records WHERE id = ?", (record,)).fetchone()
        if found == tuple(row.values()):
            return
        operation = "changed" if alive else "split" if split_from else "added"
        search.index(self.connection, record, row["title"], row["body"])
        row["rev"] = self._change(record, operation, split_from if operation == "split" else None)
        self.connection.execute(
            f"UPDATE records SET {', '.join(f'{name} = ?' for name in row)} WHERE id = ?", (*row.values(), record)
        )
        self.connection.execute("DELETE FROM redirects WHERE old_id = ?", (record,))

    def _end(self, record: str, target: str) -> None:
        """A record is merged into another one."""
        rev = self._change(record, "merged", target)
        search.remove(self.connection, record)
        self.connection.execute("UPDATE records SET deleted_at = ?, rev = ? WHERE id = ?", (self._now, rev, record))
        # Redirects always point at a living record, so that following one is one step.
        self.connection.execute("UPDATE redirects SET new_id = ? WHERE new_id = ?", (target, record))
        self.connection.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?, ?)", (record, target, self._now))

    def _change(self, record: str, operation: str, other: str | None = None) -> int:
        """Note what happens to a record, to be written with the group. Returns its rev."""
        self._rev += 1
        self._changes.append((self._rev, record, operation, other, self._now))
        return self._rev

    def _write_records(self) -> None:
        self.connection.executemany(
            f"INSERT INTO records ({', '.join(RECORD)}) VALUES ({', '.join('?' * len(RECORD))})",
            map(_record, self._made),
        )
        grows = ", ".join(f"{name} = :{name}" for name in (*GROWS, "rev"))
        self.connection.executemany(f"UPDATE records SET {grows} WHERE id = :id", self._grew)
        self.connection.executemany("INSERT INTO _changes VALUES (?, ?, ?, ?, ?)", self._changes)
        self.unsearched += [row["id"] for row in self._made]
