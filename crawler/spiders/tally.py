"""The tally: what one run saw of one site, counted as it came."""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from crawler.read.alarms import Alarm
from crawler.read.listing.completeness import Walks


class Kept(Protocol):
    """What is counted of a notice."""

    id: str
    published: str | None
    published_raw: str | None
    flags: list[str]


class Tally:
    """Counts of one site in one run. Keyed by address, since replays and retries happen."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.walk: str | None = None
        self.pages: dict[str, str] = {}  # listing address -> verdict of the page
        self.entries: dict[str, int] = {}  # listing address -> entries on it
        self.articles: set[str] = set()
        self.outcomes: dict[str, str] = {}  # notice id -> new, changed or unchanged
        self.dated: set[str] = set()
        self.impossible: dict[str, str] = {}  # notice id -> the date as written
        self.away: set[str] = set()  # notices whose text stands on another site
        self.bare: set[str] = set()  # new or changed notices without a text
        self.rejects: Counter[str] = Counter()
        self.refused: set[str] = set()  # addresses of these
        self.failures: dict[str, str] = {}  # address -> reason
        self.elsewhere: set[str] = set()
        self.errors: list[str] = []
        self.trap: str | None = None
        self.not_believed: dict[str, Alarm] = {}  # address -> why its page is no article (crawler/trust/belief.py)
        self.strange: dict[str, str] = {}  # listing address without entries -> kind of alarm it raised
        self.unaddressed = 0  # entries of a saved page whose addresses are relative, to what nobody said
        self.walks = Walks()
        self.may_be_built = False  # a page without entries has scripts that may build them
        self.known: dict[str, int] = {}  # listing address -> entries on it that were met before this run
        self.unopened = 0  # entries that have neither a text nor an address that could be read
        self.short: set[str] = set()  # lists read in part, as workers elsewhere tell it
        self.window_closed = False  # the site's hours ended while it was crawled

    def listed(self, url: str, final_url: str, verdict: str, entries: int, elsewhere: bool = False) -> None:
        """A listing page was read: what it is, how many entries it has. `elsewhere`: another site answered."""
        self.pages[url] = verdict
        self.entries[url] = entries
        if elsewhere:
            self.elsewhere.add(final_url)

    def kept(self, notice: Kept, outcome: str) -> None:
        """A notice was stored. A page whose notice is seen twice counts once, by what happened first."""
        self.outcomes.setdefault(notice.id, outcome)
        if notice.published:
            self.dated.add(notice.id)
        if "elsewhere" in notice.flags:
            self.away.add(notice.id)
        if "no-text" in notice.flags and outcome in ("new", "changed"):
            self.bare.add(notice.id)
        if "impossible-date" in notice.flags:
            self.impossible[notice.id] = notice.published_raw or ""

    def rejected(self, url: str | None, reason: str) -> None:
        """An item could not be kept."""
        self.rejects[reason] += 1
        self.refused.add(url or "")

    def counts(self) -> dict[str, int]:
        """The columns of `run_sites`."""
        outcomes = Counter(self.outcomes.values())
        return {
            "listing_pages": len(self.pages),
            "entries": sum(self.entries.values()),
            "articles": len(self.articles),
            **{name: outcomes[name] for name in ("new", "changed", "unchanged")},
            "rejects": sum(self.rejects.values()),
            "errors": len(self.failures) + len(self.errors),
            "dated": len(self.dated),
        }
