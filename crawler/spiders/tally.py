"""The tally: what one run saw of one site, counted as it came."""

from __future__ import annotations

from collections import Counter
from typing import Literal, NamedTuple, Protocol

from crawler.read.alarms import Alarm
from crawler.read.listing.completeness import Walks

FEW = 2  # articles that may vanish in any run


class Kept(Protocol):
    """What is counted of a notice."""

    id: str
    published: str | None
    published_raw: str | None
    flags: list[str]


class SeenList(NamedTuple):
    """What a listing page was. Of its entries: `known` were met before this run, `unopened` have neither a text nor an
    address that could be read. Without entries: the kind of `alarm` it raised, whether scripts `may_build` them."""

    verdict: str
    entries: int
    known: int = 0
    unopened: int = 0
    alarm: str | None = None
    may_build: bool = False


class Tally:
    """Counts of one site in one run. Keyed by address, since replays and retries happen."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.walk: str | None = None
        self.lists: dict[str, SeenList] = {}  # by address
        self.articles: set[str] = set()
        self.outcomes: dict[str, str] = {}  # notice id -> new, changed or unchanged
        self.dated: set[str] = set()
        self.impossible: dict[str, str] = {}  # notice id -> the date as written
        self.away: set[str] = set()  # notices whose text stands on another site
        self.bare: set[str] = set()  # new or changed notices without a text
        self.rejects: Counter[str] = Counter()
        self.refused: set[str] = set()  # addresses of these
        self.failures: dict[str, str] = {}  # address -> reason
        self.gone: dict[str, str] = {}  # articles that were read before and are no longer there, with the reason
        self.elsewhere: set[str] = set()
        self.errors: list[str] = []
        self.trap: str | None = None
        self.not_believed: dict[str, Alarm] = {}  # address -> why its page is no article (crawler/trust/belief.py)
        self.unaddressed = 0  # entries of a saved page whose addresses are relative, to what nobody said
        self.walks = Walks()
        self.short: set[str] = set()  # lists read in part, as workers elsewhere tell it
        self.window_closed = False  # the site's hours ended while it was crawled

    def listed(self, url: str, seen: SeenList, elsewhere: str | None = None) -> None:
        """A listing page was read. `elsewhere`: the address of another site that answered."""
        self.lists[url] = seen
        if elsewhere:
            self.elsewhere.add(elsewhere)

    def count(self, what: Literal["entries", "known", "unopened"]) -> int:
        """How many entries the listing pages have, or how many of these are so."""
        return sum(getattr(seen, what) for seen in self.lists.values())

    @property
    def may_build(self) -> bool:
        """Whether scripts may build the entries of a page that has none."""
        return any(seen.may_build for seen in self.lists.values())

    @property
    def verdicts(self) -> set[str]:
        """What the listing pages are."""
        return {seen.verdict for seen in self.lists.values()}

    def failed(self) -> dict[str, str]:
        """What failed, with the reasons. Articles that vanish are how sites age, and no failure; where that befalls
        most of them at once, the site has moved."""
        return self.failures | (self.gone if len(self.gone) > max(FEW, len(self.articles)) else {})

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
            "listing_pages": len(self.lists),
            "entries": self.count("entries"),
            "articles": len(self.articles),
            **{name: outcomes[name] for name in ("new", "changed", "unchanged")},
            "rejects": sum(self.rejects.values()),
            "errors": len(self.failed()) + len(self.errors),
            "dated": len(self.dated),
        }
