"""Where the walks through a site's lists go on, and where they end. Pure: pages of lists in, the next ones out."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

from crawler.trust import belief
from nouns.found import Listing
from nouns.items import Address
from nouns.site import Site

SHARED = 0.5  # of its lines a page without entries shares with a list's pages, where it stands behind the last of them
REPEATS = 2  # listing pages in a row that repeat one of this run: the list has ended and its server does not say so
ASCENDING = 3  # later days in a row of entries, for each earlier one, from which on a list has its oldest first


class Step(NamedTuple):
    """Where a walk goes on from one page: at `next`, and at `more` pages that follow no other. `ended`: the list has no
    further page; `trap`: why it is not followed any further although it has one."""

    next: str | None = None
    more: tuple[str, ...] = ()
    ended: bool = False
    trap: str | None = None

    @property
    def further(self) -> tuple[str, ...]:
        """All the pages to ask for."""
        return (self.next, *self.more) if self.next else self.more


class _Behind(NamedTuple):
    """How the pages before one ended: known entries in a row, and pages in a row that say what another has said."""

    familiar: int = 0
    repeated: int = 0


class Walk:
    """The walks of one crawl, each with a count of its own. `seen`: listing pages asked for or read."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.seen: set[str] = set()
        self._contents: set[tuple[str, ...]] = set()  # what stood on each page
        self._behind: dict[str, _Behind] = {}  # of a page that is to come
        self._frame: set[int] = set()  # lines of the pages read, without their entries
        self._beside: dict[str, set[int]] = {}  # likewise, of the pages of the same list before one that is to come

    def beside(self, page: Address) -> Collection[int]:
        """Keys of the lines that stand beside the entries on the pages of its list before this one."""
        return self._beside.get(page.url, ())

    def leaves_the_list(self, page: Address, found: Listing) -> str | None:
        """Why a page to which a list led on is none of it: what a server answers instead is no end of the list. A page
        with the frame of those before it stands behind the last of them."""
        if found.entries:
            self._frame.update(found.lines)
        if found.verdict != "none" or found.more or page.page == 1:
            return None
        shared = sum(line in self._frame for line in found.lines)
        if found.alarm:
            return f"no page of the list: {belief.of_kind(found.alarm).reason}"
        return "no page of the list" if self._frame and shared < SHARED * len(found.lines) else None

    def step(self, page: Address, found: Listing, content: tuple[str, ...], unknown: int) -> Step:
        """Take in a page. `content`: the addresses of its entries; `unknown`: how many of these are new or changed."""
        behind = self._behind.get(page.url, _Behind())
        familiar = 0 if unknown else behind.familiar + len(found.entries)
        repeated = behind.repeated + 1 if content in self._contents else 0
        self._contents.add(content)
        beside = self._beside.pop(page.url, set())
        beside.update(found.lines)
        onward = found.onward if repeated < REPEATS else None
        unseen = set(filter(None, (onward, *found.more))) - self.seen
        step = Step(ended=not onward or onward in self.seen)
        if unseen and page.page >= self.site.max_pages:
            return step._replace(trap=f"the listing goes on after max_pages = {self.site.max_pages}")
        if page.walk != "full" and familiar >= self.site.stop_after_known and not _ascends(found):
            return step
        step = step._replace(more=tuple(url for url in found.more if url in unseen))
        if onward is None or onward not in unseen:
            return step
        self._behind[onward], self._beside[onward] = _Behind(familiar, repeated), beside
        return step._replace(next=onward)


def _ascends(found: Listing) -> bool:
    """Whether a list has its oldest entries first: what is new stands on its last page, behind all that is known."""
    days = [entry.published[:10] for entry in found.entries if entry.published]
    rises = sum(day < later for day, later in pairwise(days))
    falls = sum(day > later for day, later in pairwise(days))
    return rises >= ASCENDING and falls * ASCENDING < rises
