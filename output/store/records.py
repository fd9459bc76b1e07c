"""Records in the database: the partition of dedup/ kept up to date, one record a document, one `rev` a real change.

What the partition (output/store/partition.py) decides about a group of notices is written as records, redirects and
changes."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dedup.aside import Aside
from dedup.canonical import Identities, Known, assign_ids, derived
from dedup.clusters import Change, Place
from nouns.items import Notice
from output.store import full_text, matches, notices, words
from output.store.folds import OF_RECORD
from output.store.group import Group
from output.store.partition import Partition
from output.store.record_changes import RecordChanges
from output.store.record_rows import RecordRows

PART = 32  # records listed for search at once: a process beside this one makes the tokens of the next part meanwhile

Row = dict[str, Any]


class Records:
    """The partition over one connection, and the records that follow from it.

    Notices come in groups: what a group needs is read with a few queries, what it changes is written with a few.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.partition = Partition(connection)
        self.unsearched = full_text.missing(connection)  # records that `_search` does not list yet

    def prepare(self, coming: Iterable[Notice]) -> None:
        """Have the notices of a group that comes later signed."""
        self.partition.prepare(coming)

    def forget(self) -> None:
        """Drop what is remembered in memory; after a rollback it may be of a state that is no more."""
        self.partition.forget()

    def take(
        self,
        new: Mapping[str, Row] | None = None,
        changed: Sequence[str] = (),
        touched: Sequence[str] = (),
        judged: Iterable[tuple[str, str]] = (),
    ) -> list[Change]:
        """Decide the records of notices and write what follows.

        `new`: rows that are not written yet, from `notices.save`; they are inserted with what was decided of them.
        `changed` and `touched` were written already; of the latter other fields than the text.
        """
        known = (*changed, *touched)  # decisions look at the date, too
        group, changes = self.partition.place(new or {}, known, judged)
        self._write(group, changes, known)
        return changes

    def adopt(
        self, places: Mapping[str, tuple[str, Place[str]]], folded: Mapping[str, str], changes: Sequence[Change]
    ) -> None:
        """Write a partition that was decided elsewhere: rank and place of every notice that has other ones than before
        or another canonical notice, all folds, and who changed the canonical notice. The index is the caller's."""
        self._write(self.partition.adopt(places, folded), changes, [*places])

    def drop(self, kept: str, doubled: Sequence[str]) -> None:
        """Take away notices that are `kept` once more, of its record and none of them canonical."""
        if not doubled:
            return
        standings = self.partition.standings
        nodes = [standings[notice].node for notice in doubled]
        self.connection.execute(
            """UPDATE notices SET (first_seen, first_run) = (SELECT min(first_seen), min(first_run) FROM notices
                   WHERE id = ?1 OR id IN (SELECT value FROM json_each(?2))) WHERE id = ?1""",
            (kept, json.dumps(list(doubled))),
        )
        self.partition.index.remove(nodes)
        for table in ("_raw", "_places"):
            self.connection.executemany(f"DELETE FROM {table} WHERE node = ?", [(node,) for node in nodes])
        for notice in doubled:
            matches.forget(self.connection, notice)
            self.connection.execute("DELETE FROM notice_versions WHERE notice_id = ?", (notice,))
            self.connection.execute("DELETE FROM notices WHERE id = ?", (notice,))
        self.partition.trim(0)
        self.take(touched=[kept])  # those that went speak for no fold any more

    def make_searchable(self, most: int, here: bool = False) -> None:
        """List up to `most` records for search. It takes longer than to decide and write them, and can wait.
        `here`: the process beside this one has other things to do."""
        part, self.unsearched = self.unsearched[:most], self.unsearched[most:]
        rows = self.connection.execute(
            """SELECT r.id, title, body FROM json_each(?) e CROSS JOIN records r ON r.id = e.value
               WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _searched s WHERE s.record = r.id)""",
            (json.dumps([*dict.fromkeys(part)]),),  # made, rolled back and made again: there twice
        ).fetchall()
        blocks = [rows[first : first + PART] for first in range(0, len(rows), PART)]
        submit = Aside().submit if here else self.partition.aside.submit
        asked = [submit(words.tokens_of, [(title, body) for _record, title, body in block]) for block in blocks]
        for block, tokens in zip(blocks, asked, strict=True):
            full_text.add(self.connection, [record for record, _title, _body in block], tokens.result())

    def _write(self, group: Group, changes: Sequence[Change], changed: Sequence[str]) -> None:
        """Write records, redirects and revs after the partition moved. `changed`: notices that were known and say
        something else."""
        self.unsearched += _Consequences(self.connection, self.partition, group, changes, changed).write()
        self.partition.close()


class _Consequences:
    """What follows for records from a group of notices, within its transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        partition: Partition,
        group: Group,
        changes: Sequence[Change],
        changed: Sequence[str],
    ) -> None:
        standings = partition.standings
        self.connection, self.partition, self.group = connection, partition, group
        self.rows = RecordRows(connection, standings, group)
        # Records of notices before the change; canonical notices after it, and of those that stay where they are.
        self.old = {change.node: standings[change.node].record for change in changes if change.before is not None}
        self.new = {change.node: change.after for change in changes if change.after is not None}
        canonical = partition.folds.canonical
        self.stay = {notice: canonical(notice) for notice in changed if notice not in self.new}
        homes = {*self.old.values(), *(standings[pivot].record for pivot in {*self.new.values(), *self.stay.values()})}
        homes.discard("")
        self.asked = homes | {derived(pivot) for pivot in self.new.values() if pivot in self.new}
        self.stored = {row["id"]: row for row in self.rows.stored(self.asked)}
        self.left = Counter(self.old.values())  # how many notices left a record
        self.records = {
            home: Known(row["notice_id"], f"{row['first_rev']:012}", row["notices"] - self.left[home])
            for home, row in self.stored.items()
            if home in homes
        }

    def write(self) -> list[str]:
        """Write it. Returns the ids of records that are to be made searchable."""
        given = assign_ids(self.old, {**self.new, **self.stay}, self.records, self._lives)
        self._write_notices(given)
        self._pass_on(given)
        changes = RecordChanges(self.connection, self.group.now)
        came_from = self._origins(given)
        joined = self._joined()
        moved = self._moved()
        for pivot in self._in_order(given):
            record = given.ids[pivot]
            row = self._row(record, pivot, joined.get(pivot, ()), pivot in moved)
            origin = came_from.get(record) if record in given.created else None
            changes.keep(record, row, self.stored.get(record), origin)
        for record, target in given.redirects.items():
            changes.end(record, target)
        return changes.write()

    def _lives(self, record: str) -> bool:
        if record not in self.asked:  # kept: the row of one that ended is taken up again
            self.stored.update((row["id"], row) for row in self.rows.stored([record]))
        return record in self.stored and self.stored[record]["deleted_at"] is None

    def _write_notices(self, given: Identities) -> None:
        """Tell the notices which record they are of and how near to its canonical notice; write the new ones."""
        standings, group = self.partition.standings, self.group
        for notice in group.placed.keys() & self.new.keys():
            standings[notice].record = given.ids[self.new[notice]]
        bound = {
            notice: (standings[notice].record, self.partition.folds.similarity(self.partition, notice, place))
            for notice, place in group.placed.items()
        }
        notices.insert(self.connection, [(row, *bound[notice]) for notice, row in group.new.items()])
        self.connection.executemany(
            "UPDATE notices SET record_id = ?, similarity = ? WHERE node = ?",
            [(*told, standings[notice].node) for notice, told in bound.items() if notice not in group.new],
        )
        matches.write(self.connection, self.partition.decisions.rows)

    def _pass_on(self, given: Identities) -> None:
        """The rest of a record, not named, may be given another id too."""
        standings = self.partition.standings
        for home, known in self.records.items():
            record = given.ids.get(known.canonical)
            if not known.others or record in (None, home):
                continue
            self.connection.execute(
                f"UPDATE notices SET record_id = ?2 WHERE node IN (SELECT node FROM _places p WHERE {OF_RECORD})",
                (standings[known.canonical].node, record),
            )
            for pivot in (known.canonical, *self.partition.folds.folded.others(known.canonical)):
                for stored in standings.under(pivot):
                    stored.record = record

    def _origins(self, given: Identities) -> dict[str, str]:
        """The records that records come from."""
        origins = {
            given.ids[known.canonical]: home for home, known in self.records.items() if known.canonical in given.ids
        }
        origins.update((given.ids[pivot], self.old[notice]) for notice, pivot in self.new.items() if notice in self.old)
        return origins

    def _joined(self) -> dict[str, list[str]]:
        """Notices that are under another canonical notice than before, by that."""
        joined: dict[str, list[str]] = defaultdict(list)
        for notice, pivot in self.new.items():
            joined[pivot].append(notice)
        return joined

    def _moved(self) -> set[str]:
        """The canonical notices of records that lost a notice, got one of another record, or have one that says
        something else."""
        return {
            *self.stay.values(),
            *(self.new[notice] for notice in self.old if notice in self.new),
            *(self.records[home].canonical for home in self.left),
        }

    def _in_order(self, given: Identities) -> list[str]:
        """Canonical notices of the records named: revs go by the order in which a group's notices came."""
        came: dict[str, int] = {}
        for notice in self.group.fresh:
            came.setdefault(self.new.get(notice) or self.stay.get(notice, ""), len(came))
        return sorted(given.ids, key=lambda pivot: came.get(pivot, len(came)))

    def _row(self, record: str, pivot: str, joined: Sequence[str], moved: bool) -> Row:
        """What a record's row says now."""
        if moved or not joined:
            return self.rows.gathered(pivot)
        fresh = [self.group.fresh[notice] for notice in joined]
        if pivot in joined:  # all it has
            return self.rows.gathered(pivot, fresh)
        return self.rows.grown(self.stored[record], pivot, fresh)
