"""Decide: which notice of a record is canonical, and which id the record bears. Beside `clusters`.

Who is canonical depends on the notices alone. Ids have a history, and only ids: of two records that merge the
older id survives.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dedup.shingles import code_points

# What a broken conversion leaves: the replacement character, private use, controls. A stray one is a bullet
# pasted from Word (U+F0B7), so one in 200 characters is damage and less is not. A mask over code points.
_BROKEN = np.zeros(0x110000, dtype=bool)
for _first, _last in ((0xFFFD, 0xFFFD), (0xE000, 0xF8FF), (0, 8), (0xB, 0x1F), (0x7F, 0x9F)):
    _BROKEN[_first : _last + 1] = True
_DAMAGE = frozenset({"broken-characters", "mojibake", "truncated-by-parser"})


def rank(
    node: str,
    comparable: str,
    body: str = "",
    published: str | None = None,
    flags: Collection[str] = (),
    title: str = "",
) -> str:
    """Sort key of a notice, smallest first: the first of a record's notices is its canonical one.

    1. The most complete text: number of comparable characters, in steps of an eighth of a power of two (7 to
       12 %). So a truncated copy or an excerpt is verified against the whole, never the whole against a part
       that several documents may share. Steps, because copies differ by a caption or a source line, and a
       few characters are no reason to prefer a later copy (or to decide a large record again when it comes).
    2. Undamaged: no `flags` of damage, and under one broken character in 200 of `body`.
    3. The earliest `published` (ISO 8601, to the day; a bare year or month counts as its end, no date as
       last): the original precedes its reposts. New reposts are therefore rarely canonical, which keeps the
       daily run cheap.
    4. The exact length, longest first; then the `title` as published, hashed, so that copies that differ by a tag are
       ordered alike whatever addresses they stand at; then the id, so that no two notices tie.

    A page holding two articles is longer than either and so a pivot; it takes in neither because
    `verify.decide` refuses such a containment, and pivots do not chain. The key is a string that SQLite's
    BINARY collation sorts the same way.
    """
    length = len(comparable)
    octave = length.bit_length()
    step = octave * 8 + (length * 8 >> octave - 1) % 8 if length else 0
    damaged = not _DAMAGE.isdisjoint(flags) or 200 * np.count_nonzero(_BROKEN.take(code_points(body))) > len(body)
    tie = hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    day = f"{(published or '')[:10]:~<10}"
    return f"{999 - step:03}{damaged:d}{day}{9_999_999_999 - length:010}{tie}{node}"


@dataclass(frozen=True, slots=True)
class Known:
    """A record before the change: its canonical notice and when it was first seen (ISO 8601).

    `others`: how many of its notices are not named to `assign_ids`, all of which stay with `canonical`.
    """

    canonical: str
    first_seen: str
    others: int = 0


@dataclass(frozen=True, slots=True)
class Identities:
    """Ids after the change. A created id may have been a redirect or deleted before: now it lives again."""

    ids: dict[str, str]  # canonical notice -> record id, of every record named
    redirects: dict[str, str]  # id that ended in a merge -> the living id
    created: frozenset[str]
    ended: frozenset[str]  # no notice is left


def assign_ids(
    old: Mapping[str, str],
    new: Mapping[str, str],
    records: Mapping[str, Known],
    lives: Callable[[str], bool] = lambda record: False,
) -> Identities:
    """Record ids for a new partition. `old`: notice -> record id, `new`: notice -> canonical notice.

    A record keeps its id as long as a notice of it lives, whichever is canonical:

    - Of a record that splits, the part with most of its notices keeps the id; of equal parts the one with the
      old canonical notice, else the one whose canonical notice has the smallest id.
    - Of records that merge, the id first seen survives (then the smaller id); the others redirect to it.
    - Any other part is a new record, whose id is derived from its canonical notice's. So two databases of the
      same notices have the same partition whatever the order of arrival, and ids that differ at most where
      one of them saw a merge, a split or another canonical notice on the way. A part that was merged away
      and splits off again, as when a judgement is taken back, gets its old id back by the same derivation.

    It is enough to name what `Clusters.apply` returned: the notices whose canonical notice changed, and in
    `records` the records they were in or are to be in, the rest of each counted in `Known.others`. The rest
    may change its id without being named, outnumbered by a part that left or merged with an older record:
    wherever `ids[known.canonical]` is another id, all notices under that canonical one bear it from now on.
    `lives(id)` tells whether a record not named bears the id; a redirect or a deleted record does not.
    Raises KeyError for a record in `old` that `records` lacks.
    """
    parts = _parts(old, new, records)
    ids: dict[str, str] = {}
    redirects: dict[str, str] = {}
    for pivot, heirs in _claims(parts, new, records).items():
        ids[pivot] = min(heirs, key=lambda record: (records[record].first_seen, record))
        redirects.update((record, ids[pivot]) for record in heirs if record != ids[pivot])
    created: set[str] = set()
    for pivot in sorted(set(new.values()).union(*parts.values()) - ids.keys()):
        ids[pivot] = _derive(pivot, lambda record: record in records or record in created or lives(record))
        created.add(ids[pivot])
    ended = frozenset(record for record, sizes in parts.items() if not sizes)
    return Identities(ids, redirects, frozenset(created), ended)


def _parts(old: Mapping[str, str], new: Mapping[str, str], records: Mapping[str, Known]) -> dict[str, Counter[str]]:
    """What became of each record: how many of its notices are now under which canonical one."""
    parts: dict[str, Counter[str]] = {record: Counter() for record in records}
    for record, known in records.items():
        if known.others:
            parts[record][known.canonical] += known.others
    for node, record in old.items():
        if node in new:
            parts[record][new[node]] += 1
    return parts


def _claims(
    parts: Mapping[str, Counter[str]], new: Mapping[str, str], records: Mapping[str, Known]
) -> dict[str, list[str]]:
    """The records that claim the id of the notices under a canonical one: each where most of its own are."""
    claims: dict[str, list[str]] = defaultdict(list)
    for record, sizes in parts.items():
        if sizes:
            canonical = records[record].canonical
            home = new.get(canonical, canonical)
            heir = min(sizes, key=lambda pivot: (-sizes[pivot], pivot != home, pivot))
            claims[heir].append(record)
    return claims


@lru_cache(1024)  # asked for twice: is it taken, and then for itself
def derived(node: str, turn: int = 0) -> str:
    """The notice's own sequence of record ids: 16 hex digits of SHA-256."""
    return hashlib.sha256(f"record {turn} {node}".encode()).hexdigest()[:16]


def _derive(node: str, taken: Callable[[str], bool]) -> str:
    """The first id in the notice's own sequence that no living record bears."""
    turn = 0
    while taken(record := derived(node, turn)):
        turn += 1
    return record
