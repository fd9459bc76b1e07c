"""What reading a site's pages again comes to. Taken in or told by told.py."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from nouns.items import Address, Notice


class Change(NamedTuple):
    """What a stored notice says otherwise: column -> (stored, now)."""

    notice: Notice
    fields: dict[str, tuple[Any, Any]]


class Learned(NamedTuple):
    """What reading a site's pages again taught of it. `memory`: what the next run compares pages with; `lines`: its
    furniture that was not known, and `forgotten`, what was and is none: key -> text."""

    memory: dict[str, Any]
    lines: dict[int, str]
    forgotten: dict[int, str]


@dataclass
class Found:
    """What reading a site's pages again comes to. `refused`: (address, why) of notices whose pages are not believed any
    more; `new`: of pages that are believed by now, or that a list leads to by now; `lost`: notices that their list's
    page shows no longer, and `unread`: (address, why) of pages that nothing can be read from; both stay as they are.
    `met`: addresses of which lists say something else, or that they had not led to; `unfetched`: how many they lead to
    that no page is there of."""

    site: str
    pages: int = 0
    notices: int = 0
    changed: list[Change] = field(default_factory=list)
    new: list[Notice] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    met: list[Address] = field(default_factory=list)
    unfetched: int = 0
    learned: Learned | None = None

    @property
    def stored_differs(self) -> bool:
        """Whether what is stored of its notices is something else."""
        return bool(self.changed or self.new or self.refused)

    @property
    def differs(self) -> bool:
        """Whether anything is read otherwise than it is stored."""
        return self.stored_differs or bool(self.lost or self.unread or self.learned)

    def fields(self) -> Counter[str]:
        """How many notices say each column otherwise."""
        return Counter(column for change in self.changed for column in change.fields)
