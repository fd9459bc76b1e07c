"""Looking at many lists at once, as a crawl would fetch them: what each is, and whether it still is what it was.

For `scrapy sites add` and `scrapy sites check`. Fetches as probing.py does, several hosts side by side, the addresses
of one host one after the other; stores nothing. `differences` is pure.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler.addresses.hosts import site_of
from crawler.fetch import browser
from crawler.fetch.came import header
from crawler.read import process as reading, tells
from crawler.run.stopping import Stoppable, raise_what_ended
from crawler.spiders.site_settings import follow
from crawler.tend import probing
from crawler.trust import belief
from nouns.found import Article, Entry, Listing
from nouns.site import Site

if TYPE_CHECKING:
    from output.show.tending import Usual

FEWER = 0.5  # a page with fewer entries than this share of the usual has lost some
DATED_DROP = 0.3  # the share of dated entries may fall by so much
SOME = 3  # entries from which that share says something
NONE_KNOWN = 10  # entries from which it is strange that none of them is known


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen at a list's address. `verdict`: list, single, empty, login, none, or away where nothing came;
    `problem`: why it is not one a crawl could use, None where it is; `article` says the same of its first article."""

    name: str
    url: str
    verdict: str
    entries: int = 0
    dated: int = 0
    whole: int = 0  # entries whose text stands in the list
    onward: bool = False
    feeds: tuple[str, ...] = ()
    platform: str | None = None
    browser: bool = False  # only a browser finds the list
    problem: str | None = None
    article: str | None = None
    addresses: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether a list was found."""
        return self.problem is None

    def as_json(self) -> dict[str, Any]:
        """What other programs read of it."""
        said = {key: value for key, value in asdict(self).items() if key not in ("addresses", "titles")}
        return said | {"good": self.good}


class Look(probing.Look):
    """Fetches a list and its first article; what reads them is the process that a crawl has for it."""

    found: Listing | None = None
    first: Article | None = None
    page: bytes = b""
    lost: str | None = None  # why its first article could not be had

    async def keep(self, response: Any) -> AsyncIterator[Request]:
        declared = header(response, "Content-Type")
        found = await self._read(reading.read_listing, response.body, declared, response.url, self.now, self.site)
        if found is None:
            return
        self.page = self.page or response.body
        if onward := self.built_from(response, found):
            yield onward
            return
        self.found = found
        if first := next(probing.linked(self._own(found.entries, response.url)), None):
            title = {"title": first.title}
            yield Request(first.url, self.keep_first, errback=self.note_first, meta=self.meta(), cb_kwargs=title)

    def _own(self, entries: Iterable[Entry], url: str) -> Iterator[Entry]:
        """Those of a list's entries that a crawl would follow."""
        here = site_of(url)
        for entry in entries:
            if self.site.allow_offsite or site_of(entry.url or "") == here:
                yield entry

    async def keep_first(self, response: Any, title: str) -> None:
        declared = header(response, "Content-Type")
        if probing.is_no_page(response.body, declared):
            return
        self.first = await self._read(
            reading.read_article, response.body, declared, response.url, self.now, title, self.site
        )

    async def _read(self, read: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return await read(*arguments)
        except reading.PageError as error:
            self.problem = f"the page cannot be read: {str(error).splitlines()[-1]}"
        return None

    def note(self, failure: Any) -> None:
        super().note(failure)
        if failure.type.__module__.startswith("crawler."):  # what we refuse says itself why
            self.problem = failure.getErrorMessage()

    def note_first(self, failure: Any) -> None:
        answered = getattr(failure.value, "response", None)
        self.lost = f"HTTP {answered.status}" if answered else failure.type.__name__


class Survey(Stoppable):
    """Looks at sites, SITES_AT_ONCE hosts side by side."""

    def __init__(self, settings: Settings, now: datetime, told: Callable[[Finding], None] = lambda _seen: None) -> None:
        settings.set("ITEM_PIPELINES", {}, "cmdline")
        settings.set("EXTENSIONS", {}, "cmdline")
        super().__init__(settings)
        self.now, self.told = now, told
        self.findings: dict[tuple[str, str], Finding] = {}

    def look(self, sites: Sequence[Site]) -> list[Finding]:
        """What was found at the first address of each; of an interrupted look, what had been seen until then."""
        hosts = defaultdict(list)
        for site in sites:
            hosts[urlsplit(site.start_urls[0]).netloc].append(site)
        waiting, loop = iter(hosts.values()), asyncio.get_event_loop()
        at_once = min(len(hosts), self.settings.getint("SITES_AT_ONCE"))
        lanes = [loop.create_task(self._lane(waiting)) for _ in range(at_once)]
        done = loop.create_task(self._all(lanes))
        self.start(stop_after_crawl=False)
        for task in (*lanes, done):
            task.cancel()
        raise_what_ended(lanes)
        asked = [(site.name, site.start_urls[0]) for site in sites]
        return [self.findings[each] for each in asked if each in self.findings]

    async def _all(self, lanes: Sequence[asyncio.Task]) -> None:
        await asyncio.gather(*lanes, return_exceptions=True)
        self._stop_reactor()

    async def _lane(self, waiting: Iterator[list[Site]]) -> None:
        for sites in waiting:
            for site in sites:
                if self.ending:
                    return
                finding = await self._found(site)
                if self.ending:  # what came of it was cut off by us, and says nothing of the site
                    return
                self.findings[site.name, site.start_urls[0]] = finding
                self.told(finding)

    async def _found(self, site: Site) -> Finding:
        """What is found at a site, in a browser where only that finds it."""
        try:
            finding = await self._one(site)
        except Exception as error:  # one that cannot be set up takes no other along
            why = f"error: {type(error).__name__}: {error}"
            finding = Finding(site.name, site.start_urls[0], "away", problem=why)
        if site.render is False and not finding.good and tells.built_by_script(finding.problem):
            return await self._in_a_browser(site) or finding
        return finding

    async def _one(self, site: Site) -> Finding:
        settings = self.settings.copy()
        missing = browser.missing() if site.render else None
        if missing:
            return Finding(site.name, site.start_urls[0], "away", problem=f"not looked at: {missing}")
        follow(settings, site)
        crawler = Crawler(Look, settings)
        await self.crawl(crawler, site=site, url=site.start_urls[0], article=False, now=self.now)
        return finding(site, cast("Look | None", crawler.spider))

    async def _in_a_browser(self, site: Site) -> Finding | None:
        if browser.missing():
            return None
        built = await self._one(replace(site, render=True))
        return replace(built, browser=True) if built.good else None


def finding(site: Site, look: Look | None) -> Finding:
    """What a look saw."""
    url = site.start_urls[0]
    if look is None or look.found is None:
        return Finding(site.name, url, "away", problem=look.problem if look else "not fetched")
    found, entries = look.found, look.found.entries
    return Finding(
        site.name,
        url,
        found.verdict,
        len(entries),
        sum(entry.published is not None for entry in entries),
        sum(entry.body is not None for entry in entries),
        bool(found.next or found.onward),
        found.feeds,
        tells.platform(look.page),
        False,
        _problem(found),
        _article(look),
        tuple(entry.url for entry in entries if entry.url),
        tuple(entry.title for entry in entries),
    )


def _problem(found: Listing) -> str | None:
    if found.alarm and not found.entries:
        alarm = belief.of_kind(found.alarm)
        return f"{alarm.reason}: {alarm.advice}"
    return {"list": None, "single": None, "empty": "the list is empty", "login": "it asks to log in"}.get(
        found.verdict, f"no list: {found.why}"
    )


def _article(look: Look) -> str | None:
    """What is wrong with the list's first article, as far as one page can tell."""
    if look.lost:
        return f"its first article: {look.lost}"
    if look.first is None:
        return None
    signs, body = look.first.signs, look.first.body
    read = belief.PageRead(look.url, look.first.title, signs, body, len(body), bool(look.first.attachments))
    judged = belief.Believer().judge(read)
    if judged.alarm and judged.state != belief.BELIEVED:
        return f"its first article: {judged.alarm.reason}"
    return None if body or probing.attachments(look.first) else "its first article has no text"


def differences(seen: Finding, known: Usual | None, is_known: Callable[[Finding], int]) -> list[str]:
    """How a list differs from what the last good crawls saw of it, worst first; nothing: it looks as it did. `known`:
    None where no crawl was good; `is_known`: how many of the entries are known."""
    if seen.problem:
        return [seen.problem]
    differs = _differs_from(seen, known, is_known) if known else []
    return [*differs, seen.article] if seen.article else differs


def _differs_from(seen: Finding, known: Usual, is_known: Callable[[Finding], int]) -> list[str]:
    differs = []
    entries, usual = seen.entries, known["entries"]
    if usual and entries < usual * FEWER:
        differs.append(f"{entries} entries on the page where {usual:.0f} are usual")
    if entries >= SOME and seen.dated / entries < known["dated"] - DATED_DROP:
        differs.append(f"dates are gone: {seen.dated} of {entries} entries have one")
    if known["onward"] and not seen.onward:
        differs.append("no next page any more")
    enough = min(NONE_KNOWN, usual or NONE_KNOWN)
    if entries >= enough and not is_known(seen):
        differs.append(f"none of its {entries} entries is known: another list, or other addresses")
    return differs


def summary(findings: Collection[Finding]) -> str:
    """One line on all of them."""
    good = sum(finding.good for finding in findings)
    platforms = Counter(finding.platform for finding in findings if finding.platform)
    told = "".join(f"; {count} on {name}" for name, count in platforms.most_common())
    return f"{len(findings)} looked at, {good} list{'s' * (good != 1)} found{told}"


def checked(asked: int, looked: int, other: int, never: int) -> str:
    """One line on a check of lists: how many were asked for, looked at, other than they were, never crawled whole."""
    parts = [f"{looked} looked at, {looked - other} as they were, {other} not"]
    if never:
        parts.append(f"of {never} no whole crawl is known: only whether there is a list")
    if looked < asked:
        parts.append(f"{asked - looked} not looked at")
    return "; ".join(parts)
