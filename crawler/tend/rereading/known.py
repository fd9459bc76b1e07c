"""What is known of a site while its pages are read again: as it is remembered, or learned from these pages anew, and
then what of it is something else than was remembered."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from crawler.tend.rereading.found import Learned
from crawler.trust.belief import Believer
from crawler.trust.furniture import Furniture
from crawler.trust.trust import Trust
from output.store import learned


class _Settled(Furniture):
    """A site's furniture as it is known, which reading its pages again does not change."""

    def hear(self, title: str, lines: Sequence[Any], body: str, keys: Sequence[int] = ()) -> str:
        return self.without(body) if self.lines else body

    def hear_list(self, keys: Sequence[int]) -> None:
        pass


class Known:
    """Of one site. `learning`: whether it is learned anew."""

    def __init__(self, connection: sqlite3.Connection, site: str, learning: bool) -> None:
        self.connection, self.site, self.learning = connection, site, learning
        self._before = learned.load(connection, site)
        self.trust = self._begun_anew() if learning else self._as_remembered()

    def _begun_anew(self) -> Trust:
        lines = {**self._before["shared"], **learned.decided(self.connection, self.site)}
        return Trust(Furniture(lines, set(self._before["kept"])))

    def _as_remembered(self) -> Trust:
        memory = self._before["memory"]
        lines = {**self._before["shared"], **self._before["lines"]}
        furniture = _Settled.load(memory.get("furniture", {}), lines, self._before["kept"])
        return Trust(furniture, Believer.load(memory.get("believer", {})))

    def keep_what_is_not_shown(self) -> None:
        """What was learned of the site from pages that are no more stays: only what its pages show often enough to be
        learned from them, and are not, is forgotten."""
        furniture, lines = self.trust.furniture, self._before["lines"]
        furniture.know({key: text for key, text in lines.items() if not furniture.repeats(key)})

    def _taught(self) -> dict[int, str]:
        """Furniture that was not known."""
        known = self._before["lines"].keys() | self._before["shared"].keys()
        return {key: text for key, text in self.trust.furniture.lines.items() if key not in known}

    def holding(self) -> set[str]:
        """Ids of stored notices that hold furniture which was not known."""
        taught = self._taught() if self.learning else {}
        held = learned.holding(self.connection, self.site, list(taught.values())) if taught else ()
        return {id for id, _body in held}

    def learned(self, stored_differs: bool) -> Learned | None:
        """What was learned, where it is something else than what was known, or `stored_differs`: of pages that say
        something else."""
        furniture = self.trust.furniture.lines
        lines = self._taught()
        forgotten = {key: text for key, text in self._before["lines"].items() if key not in furniture}
        if not (lines or forgotten or stored_differs):
            return None
        return Learned(self.trust.dump(), lines, forgotten)
