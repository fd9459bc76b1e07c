"""Notices whose texts stand in a list's page: which of those that are stored each entry is, as the page is read now.
Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nouns.items import Notice
from output.store.archive.pages import List, Stored


class Matched(NamedTuple):
    """`pairs`: stored notices with their entries; `lost`: ids of those that the page shows no longer; `left`: entries
    that are none of them."""

    pairs: list[tuple[Stored, Notice]]
    lost: list[str]
    left: list[Notice]


class Inline:
    """Those of one site. A notice keeps its address although its text is read otherwise, and the address was made of
    what it said."""

    def __init__(self, lists: Sequence[List]) -> None:
        self._urls = {stored.url for page in lists for stored in page.notices}
        self._titles = {(page.url, stored.title_raw) for page in lists for stored in page.notices}

    def match(self, page: List, entries: Sequence[Notice]) -> Matched:
        """Find each of a page's stored notices among its entries: by its address, else by its title."""
        by_url = {entry.url: entry for entry in reversed(entries)}
        left = [entry for entry in entries if entry.url not in self._urls]
        matched = Matched([], [], left)
        for stored in page.notices:
            entry = by_url.get(stored.url) or _titled(stored.title_raw, left)
            if entry is None:
                matched.lost.append(stored.id)
                continue
            if entry in left:
                left.remove(entry)
            entry.url = stored.url
            matched.pairs.append((stored, entry))
        return matched

    def is_new(self, page: List, entry: Notice) -> bool:
        """Whether an entry that was left is met for the first time; from now on it is known."""
        if (page.url, entry.title_raw) in self._titles:
            return False
        self._urls.add(entry.url)
        self._titles.add((page.url, entry.title_raw))
        return True


def _titled(title: str, entries: Sequence[Notice]) -> Notice | None:
    return next((entry for entry in entries if entry.title_raw == title), None)
