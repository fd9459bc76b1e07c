"""A group: the notices that are decided together, in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dedup.clusters import Place
from output.clock import moment
from output.store.candidates import Candidates
from output.store.record_rows import FIELDS
from output.store.signing import Keyed

Row = dict[str, Any]

STANDING = ("node", "record_id", "title_raw", "flags", "published", "first_seen", "site", "attachments", "file_hash")
READ = (*STANDING, *FIELDS)


class Asked(NamedTuple):
    """A notice whose candidates were asked for, what collides with it, and what of that was told."""

    notice: str
    colliding: Collection[str]
    told: Sequence[str]


@dataclass(slots=True)
class Group:
    """Notices that are decided together, in one transaction, and what is decided of them until it is written."""

    new: Mapping[str, Row] = field(default_factory=dict)  # rows of notices not written yet
    now: str = field(default_factory=moment)
    fresh: dict[str, Row] = field(default_factory=dict)  # notices with a new text: their rows
    candidates: Candidates = field(default_factory=Candidates)
    placed: dict[str, Place[str]] = field(default_factory=dict)  # what was assigned
    moved: Keyed = field(default_factory=Keyed)  # of that, what is not fresh
    unwritten: dict[str, Place[str]] = field(default_factory=dict)  # of that, what `_places` does not say yet
    joined: dict[str, float] = field(default_factory=dict)  # pivots that others were assigned to, by how little
    asked_for: Asked = field(default_factory=lambda: Asked("", frozenset(), ()))  # last


def written(connection: sqlite3.Connection, wanted: Sequence[str]) -> Iterator[tuple[Row, str | None, str | None]]:
    """Notices of these ids as they are written: (row, rank, id of the canonical notice)."""
    rows = connection.execute(
        f"""SELECT n.id, p.rank, q.id, {", ".join("n." + name for name in READ)}
            FROM json_each(?) e CROSS JOIN notices n ON n.id = e.value
            LEFT JOIN _places p ON p.node = n.node LEFT JOIN notices q ON q.node = p.pivot""",
        (json.dumps(list(wanted)),),
    )
    for id, rank, pivot, *values in rows:
        yield {"id": id, **dict(zip(READ, values, strict=True))}, rank, pivot
