"""The listing spider: walks the lists of one site and fetches what it does not know. Driven by a `Site`, not by code.

What is still to be done lives in the store's frontier, never in this process: `start` asks for what earlier runs
left, and a page leaves its articles and its next page there in the transaction that takes it in.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.addresses import asking
from crawler.addresses.file_names import is_no_page
from crawler.addresses.hosts import off_site
from crawler.addresses.links import sent
from crawler.fetch.came import page_of, when
from crawler.fetch.guard import OffSite, Refused
from crawler.fetch.limits import TooLarge
from crawler.fetch.politeness import NotNow, OutsideWindow, Stopped
from crawler.read import made, parts as pages, process as reading, tells
from crawler.read.alarms import Alarm
from crawler.sites import load
from crawler.spiders.tally import Tally
from crawler.trust.changed import changed
from crawler.trust.trust import Read, Trust, Verdict
from dedup import garbage
from nouns.found import Article, Listing
from nouns.items import Address, ListingPage, Notice, Page
from nouns.mistakes import ConfigError
from nouns.site import Site
from pipelines.parameters import Shown

REPEATS = 2  # listing pages in a row that repeat one of this run: the list has ended and its server does not say so
LEAD = 4  # listing pages asked for ahead of the articles of the one before: taking in a page takes a while
GONE = {404, 410, 451}  # final: not asked for again soon


def follow(settings: Settings, site: Site) -> None:
    """Have settings that are not frozen yet follow a site's table."""
    if site.delay is not None:
        # With a delay of 0 Scrapy 2.19 does not keep to CONCURRENT_REQUESTS_PER_DOMAIN.
        settings.set("DOWNLOAD_DELAY", max(site.delay, 0.001), "cmdline")
    if site.concurrency is not None:
        settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", site.concurrency, "cmdline")
    if site.proxy:
        settings.set("PROXY", site.proxy, "cmdline")
    if site.tls:
        settings.set("DOWNLOADER_CLIENTCONTEXTFACTORY", "crawler.fetch.tls.LegacyContextFactory", "cmdline")
    if site.render:
        from crawler.fetch import browser

        if site.render == "auto" and browser.missing():
            return
        wanted = browser.settings(
            settings.getbool("ALLOW_PRIVATE_ADDRESSES"), settings.getint("DOWNLOAD_MAXSIZE"), settings["PROXY"]
        )
        if site.render == "auto":
            wanted.pop("PLAYWRIGHT_CONTEXTS")  # begun with the first page that needs it
        settings.setdict(wanted, "cmdline")


def declared(response: Response) -> str:
    """Its Content-Type."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


class ListingSpider(Spider):
    """Crawls one site. `site` is a Site, or the name of one in the file of the setting SITES."""

    name = "listing"
    store: Any = None  # given by from_crawler

    def __init__(
        self, site: Site | str = "", file: str | None = None, tally: Tally | None = None, **kwargs: Any
    ) -> None:
        """`file`: a saved listing page to read instead of the site's addresses, the first of which is its base.
        `tally`: where to count what is seen."""
        super().__init__(**kwargs)
        garbage.settle()
        sys.setswitchinterval(0.0005)  # default: the reactor and the writer's thread wait 5 ms for each other
        self.site = site
        self.file = file
        self.tally = tally
        self.listed = 0  # entries so far
        self.seen: set[str] = set()  # listing pages asked for or read
        self.met: set[str] = set()  # articles met on them
        self.contents: set[tuple[str, ...]] = set()  # what stood on each
        self.walked: dict[str, tuple[int, int]] = {}  # listing page -> how the pages before it ended, see `parse`
        self.led_to: set[str] = set()  # addresses on other sites that articles redirected to
        self.gone: dict[str, str] = {}  # articles read before and no longer there, with the reason
        self.trust = Trust()  # what is known of the site's pages
        self.platform: str | None = None  # that makes them
        self.taken_back: dict[str, Alarm] = {}  # addresses that were believed too early, with the reason

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> ListingSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if isinstance(spider.site, str):
            sites = load(crawler.settings["SITES"])
            if spider.site not in sites:
                raise ConfigError(f"no such site: {spider.site or '(none)'}; known: {', '.join(sites) or 'none'}")
            spider.site = sites[spider.site]
            follow(crawler.settings, spider.site)
        from output.store.store import Store  # 23 MB and .3 s: not for `scrapy list`

        spider.store = Store.shared(crawler.settings["DATABASE"], crawler.settings["SYNCHRONOUS"])
        spider.tally = spider.tally or Tally(spider.site.name)
        crawler.signals.connect(spider.broken, signals.spider_error)
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        if self.file:
            # A request and not items at once: an engine that was given no request idles for five seconds.
            yield Request("data:,", self.parse_file)
            return
        reading.begin()
        site = self.site
        await self.store.ignore(site.name, site.ignore_params)
        self.tally.walk = await self.store.start_walk(site.name, site.full_walk_days)
        learned = await self.store.learned(site.name)
        self.trust, self.platform = Trust.load(learned), learned["platform"]
        waiting = [left for left in await self.store.pending(site.name) if left.url not in site.start_urls]
        whole = await self.store.whole(site.name, site.start_urls)
        first = [
            Address(url, "listing", self.tally.walk, link=sent(url, site.encoding), whole=whole.get(url, 0))
            for url in dict.fromkeys(site.start_urls)
        ]
        await self.store.discover(site.name, first)
        for address in (*waiting, *first):
            yield self.request(address)

    def request(self, address: Address, page: int = 0) -> Request:
        """The request for an address of the frontier, conditional where the page was read before.

        `page`: of the walk, where an article stands. Its articles go before those of later pages, and behind the page
        that is LEAD later: there is always something to fetch, and what is discovered does not pile up.
        """
        headers = {}
        if address.known and address.etag:
            headers["If-None-Match"] = address.etag
        if address.known and address.last_modified:
            headers["If-Modified-Since"] = address.last_modified
        listed = address.kind == "listing"
        if listed:
            self.seen.add(address.url)
        meta = self.meta() | ({} if listed else {"handle_httpstatus_list": [304]})
        asked = asking.request(address.url)
        asked |= {"url": address.link or asked["url"], "headers": asked.get("headers", {}) | headers}
        meta["verbatim_url"] = bool(address.link)
        return Request(
            callback=self.parse if listed else self.parse_article,
            errback=self.failed,
            **asked,
            priority=LEAD - address.page if listed else -page,
            cb_kwargs={"address": address},
            meta=meta,
        )

    def meta(self) -> dict[str, Any]:
        """What every request of the site bears."""
        if self.site.render is not True:
            return {}
        from crawler.fetch import browser

        return browser.meta()

    def built(self, response: Response, address: Address) -> Request | None:
        """The same page again, built by a browser: where the site's table says so (`render = "auto"`), one is there,
        and the page as it came gave nothing."""
        if self.site.render != "auto" or response.meta.get("playwright") or response.request.method != "GET":
            return None
        from crawler.fetch import browser

        if browser.missing():
            return None
        plain = self.request(address)
        return plain.replace(meta={**plain.meta, **browser.meta()}, dont_filter=True)

    async def failed(self, failure: Any) -> list[Notice]:
        """A request came to nothing: network, HTTP status, refused by the guard or by robots.txt.

        An article whose later page stays away is kept as far as it was read, unless more of it was kept before.
        """
        address = failure.request.cb_kwargs["address"]
        if failure.check(Stopped):
            return []
        if failure.check(NotNow):  # stays pending: nothing is known against the address
            if failure.check(OutsideWindow):
                self.tally.window_closed = True
            else:
                self.tally.failures[address.url] = failure.getErrorMessage()[:300]
            return []
        status = failure.value.response.status if failure.check(HttpError) else None
        reason = f"http-{status}" if status else f"{failure.type.__name__}: {failure.getErrorMessage()}"[:300]
        parts = failure.request.cb_kwargs.get("parts")
        if not parts and (flag := await self.stands_elsewhere(failure, address)):
            return await self.read(address, (pages.file_of(address.title, failure.request.url, flags=(flag,)),))
        final = status in GONE or bool(failure.check(Refused))
        if parts and final and pages.inner(parts[0]):  # kept with the address of what it shows
            self.tally.failures[failure.request.url] = reason
            return await self.read(address, parts, "incomplete")
        given_up = await self.give_up(address, reason, final, vanished=status in GONE and not parts)
        return await self.read(address, parts, "incomplete") if parts and given_up else []

    async def stands_elsewhere(self, failure: Any, address: Address) -> str | None:
        """Why an article's text is not there to be had although its entry is a notice: the flag that says so. Where
        a text was kept before, it is no reason to let that go."""
        url = failure.request.url
        large = failure.check(TooLarge) and pages.is_file(url)
        away = failure.check(OffSite) and not pages.leads_nowhere(url) and url not in self.led_to
        if address.kind != "article" or not (large or away) or await self.store.has_text(self.site.name, address.url):
            return None
        self.led_to.add(url)  # where others lead as well is no notice's page
        return "file-too-large" if large else "elsewhere"

    async def give_up(self, address: Address, reason: str, final: bool, vanished: bool = False) -> bool:
        """Count and keep that an address came to nothing; `final`: no use in trying again soon. Returns whether
        nothing is kept of it.

        An article that was read before and has `vanished` since is how sites age, and no failure of the run.
        """
        told = self.gone if vanished and address.known else self.tally.failures
        told[address.url] = reason
        self.logger.info("%s: %s", address.url, reason)
        return await self.store.failed(self.site.name, address, reason, final)

    def broken(self, failure: Any, response: Response) -> None:
        """Reading a page raised: its address stays pending, and the run is not ok."""
        self.tally.errors.append(f"{response.url}: {failure.type.__name__}: {failure.getErrorMessage()}"[:300])

    def closed(self, reason: str) -> None:
        if len(self.gone) > max(2, len(self.tally.articles)):  # most of them at once: the site has moved
            self.tally.failures |= self.gone
        self.store.close()

    async def parse(self, response: Response, address: Address) -> AsyncIterator[Any]:
        """A listing page: its inline notices, then itself, then its articles and the page that follows."""
        now = when(response)
        try:
            asked = asking.with_question(response.url, address.url)
            found = await reading.read_listing(response.body, declared(response), asked, now, self.site)
            came = self.came(response, "listing", address, now)
            inline, linked = self.sort_entries(found, response.url, now, came)
            await reading.clean(inline)
        except reading.PageError as error:
            await self.give_up(address, str(error), final=False)
            return
        if not found.entries and not found.onward and not found.more and (again := self.built(response, address)):
            yield again
            return
        self.tally.may_be_built |= not found.entries and "script" in found.why
        self.seen.add(response.url)
        self.trust.furniture.hear_list(found.lines)
        if found.alarm:
            self.tally.strange[address.url] = found.alarm
        self.tally.listed(address.url, response.url, found.verdict, len(found.entries), self.elsewhere(response.url))
        await self.made_with(response, address)
        linked = await self.recognised(linked, address)
        known = await self.store.known(self.site.name, [a.url for a in linked], [n.url for n in inline])
        fresh = [a for a in linked if self.is_fresh(a, known, now)]
        unknown = len(fresh) + sum(n.url not in known for n in inline)
        # Known entries in a row, and pages in a row that say what another page has said: each walk has its own.
        familiar, repeated = self.walked.get(address.url, (0, 0))
        familiar = 0 if unknown else familiar + len(found.entries)
        content = (*(n.url for n in inline), *(a.url for a in linked))
        repeated = repeated + 1 if content in self.contents else 0
        self.contents.add(content)
        next_url = found.onward if repeated < REPEATS and self.goes_on(found.onward, address, familiar) else None
        more = [url for url in found.more if self.goes_on(url, address, familiar)]
        links = {url: sent(url, found.charset) for url in (next_url, *more) if url}
        self.tally.unopened += sum(entry.scripted and not entry.body for entry in found.entries)
        self.tally.walks.page(address.url, found, next_url, first=address.url in self.site.start_urls)
        if not found.onward or repeated >= REPEATS or found.onward in self.seen:
            self.tally.walks.ended(address.url)
        for notice in inline:
            yield notice
        whole = found.verdict in ("list", "single") or (found.verdict == "empty" and address.page > 1)
        yield ListingPage(
            site=self.site.name,
            url=address.url,
            page=address.page,
            walk=address.walk,
            next=next_url,
            discovered=[(a.url, a.position, a.title, a.published_raw) for a in fresh],
            linked=[a.url for a in linked],
            ends_walk=address.walk == "full" and not next_url and not more and whole,
            more=more,
            whole=response.meta.get("whole"),
            pages=came,
            links={url: link for url, link in (*links.items(), *((a.url, a.link) for a in linked)) if link},
        )
        for fresh_address in fresh:
            yield self.request(fresh_address, address.page)
        if next_url:
            self.walked[next_url] = familiar, repeated
        for url in [next_url] * bool(next_url) + more:
            yield self.request(Address(url, "listing", address.walk, address.page + 1, link=links[url]))

    async def made_with(self, response: Response, listing: Address) -> None:
        """Know the platform by a list's first page, and with it what other sites of it have taught."""
        platform = tells.platform(response.body) if listing.page == 1 else None
        if platform and platform != self.platform:
            self.platform = platform
            self.trust.furniture.know(await self.store.made_with(self.site.name, platform))

    async def recognised(self, linked: list[Address], listing: Address) -> list[Address]:
        """The entries under the addresses that they are known by: what changes in them on its own says nothing. The
        first page of a list, which shows what the last run saw, is learned from."""
        asked = [Shown(entry.url, entry.title, entry.published_raw) for entry in linked if "?" in entry.url]
        if not asked:
            return linked
        learn = listing.page == 1 and len(asked) > 1 and self.site.ignore_params is None
        known_by = await self.store.recognise(self.site.name, asked, learn)
        return [
            entry._replace(url=known, link=entry.link or entry.url) if (known := known_by.get(entry.url)) else entry
            for entry in linked
        ]

    def is_fresh(self, entry: Address, known: Mapping[str, tuple[str, str | None] | None], now: datetime) -> bool:
        """Whether an entry's article is to be fetched: not known, or changed. Met twice in a run, the first counts: a
        pinned entry stands in two places, a notice in two lists, and each calls it something else."""
        if entry.url in self.met:
            return False
        self.met.add(entry.url)
        before = known.get(entry.url)
        return before is None or changed(before, (entry.title, entry.published_raw), now)

    def came(self, response: Response, kind: str, address: Address, now: datetime) -> tuple[Page, ...]:
        """The answer as it came, if answers are kept."""
        return (page_of(response, kind, address.url, now),) if self.store and self.store.archives else ()

    def sort_entries(
        self, found: Listing, page_url: str, now: datetime, came: tuple[Page, ...] = ()
    ) -> tuple[list[Notice], list[Address]]:
        """The entries whose whole text stands in the list, as notices; the others as addresses to fetch."""
        before, self.listed = self.listed, self.listed + len(found.entries)
        return made.of_entries(self.site, found, page_url, now, before, came)

    def elsewhere(self, url: str) -> bool:
        """Whether a redirect led off the site's hosts."""
        return off_site(self.site, url)

    def goes_on(self, next_url: str | None, address: Address, familiar: int) -> bool:
        """Whether the walk takes the next page: not one seen before, not past the limits, not into what is known."""
        if not next_url or next_url in self.seen:
            return False
        if address.page >= self.site.max_pages:
            self.tally.trap = f"the listing goes on after max_pages = {self.site.max_pages}"
            return False
        return address.walk == "full" or familiar < self.site.stop_after_known

    async def parse_article(self, response: Response, address: Address, parts: tuple[Article, ...] = ()) -> list[Any]:
        """An article page, or one more page of an article that goes over several. (A list: a generator's way through
        Scrapy takes longer.)"""
        if response.status == 304:
            self.tally.articles.add(address.url)
            await self.store.unchanged(self.site.name, address.url)
            return []
        if self.led_to_a_list(response):
            given_up = await self.give_up(address, f"redirected to {response.url}", final=True, vanished=not parts)
            return await self.read(address, parts, "incomplete") if parts and given_up else []
        try:
            found = await self.part(response, address)
        except reading.PageError as error:
            given_up = await self.give_up(address, str(error), final=False)
            return await self.read(address, parts, "incomplete") if parts and given_up else []
        if found.body and any(found.body == part.body for part in parts):
            # Its server does not know the number: the text has ended.
            return await self.read(address, parts)
        if not found.body and not found.attachments and not parts and (again := self.built(response, address)):
            return [again]
        parts += (found,)
        visited = response.meta.get("visited", frozenset()) | {response.url}
        onward = found.next or (pages.inner(found) if len(parts) == 1 else None)
        if onward and onward not in visited and len(parts) < pages.MOST:
            return [
                response.follow(
                    onward,
                    self.parse_article,
                    errback=self.failed,
                    dont_filter=True,
                    priority=LEAD,
                    cb_kwargs={"address": address, "parts": parts},
                    meta={"visited": visited, **self.meta()},
                )
            ]
        return await self.read(address, parts, response=response)

    async def part(self, response: Response, address: Address) -> Article:
        """What one answer says: a page, or a file in place of one."""
        now = when(response)
        if is_no_page(response.body, declared(response)):
            found = await reading.read_file(response.body, response.url, address.title, self.site)
        else:
            found = await reading.read_article(
                response.body,
                declared(response),
                response.url,
                now,
                address.title,
                self.site,
                self.trust.furniture.known(),
            )
        came = self.came(response, "article", address, now)
        return replace(found, page=came[0]) if came else found

    async def read(
        self, address: Address, parts: tuple[Article, ...], *flags: str, response: Response | None = None
    ) -> list[Notice]:
        """What is known now: the notice of an article, if its page is believed, and of those that waited for it.

        What the server names its version by counts where one page is all there is.
        """
        self.tally.articles.add(address.url)
        validators = response.headers if response and len(parts) == 1 else {}
        etag, last_modified = ((validators.get(h) or b"").decode("latin-1") for h in ("ETag", "Last-Modified"))
        notice = made.of_article(
            self.site,
            address,
            parts,
            when(response),
            flags,
            etag=etag,
            last_modified=last_modified,
            whole=response.meta.get("whole") if response and len(parts) == 1 else None,
        )
        verdict = self.trust.take(Read(address, parts[0], notice, address.tries), response.status if response else 200)
        return await self.follow_verdict(verdict)

    async def follow_verdict(self, verdict: Verdict) -> list[Notice]:
        """Refuse what is not believed, and return the notices of what is, cleaned."""
        for address, alarm, came in verdict.refused:
            self.tally.not_believed[address.url] = alarm
            self.logger.info("%s: not believed: %s", address.url, alarm.reason)
            await self.store.refused(self.site.name, address, alarm.kind, came)
        for url, alarm in verdict.taken_back:
            if url not in self.tally.not_believed:
                self.tally.not_believed[url] = self.taken_back[url] = alarm
        await reading.clean(verdict.kept)  # of several pages, or without the site's lines: only now there is a whole
        return list(verdict.kept)

    def idle(self) -> None:
        """Nothing is left to fetch: once more into a callback, for what waits and what was learned."""
        if self.trust.changed or self.trust.waits:
            self.crawler.engine.crawl(Request("data:,", self.end, dont_filter=True))
            raise DontCloseSpider

    async def end(self, response: Response) -> list[Any]:
        """Decide what still waits, remember what was learned, and read once more what was read without knowing it."""
        kept = await self.follow_verdict(self.trust.end())
        for url, alarm in self.taken_back.items():  # only now it is sure that what was believed has been stored
            await self.store.take_back(self.site.name, url, alarm.kind)
        self.taken_back.clear()
        learned = dict(self.trust.furniture.learned)
        self.trust.furniture.learned.clear()
        emptied = await self.store.remember(self.site.name, self.trust.dump(), learned)
        self.trust.again |= {address.url: address for address in emptied}
        return [*kept, *map(self.request, self.trust.read_again())]

    def led_to_a_list(self, response: Response) -> bool:
        """Whether a redirect ended on the home page or a listing: how many a site says that an article is gone."""
        where = urlsplit(response.url)
        home = where.path in ("", "/") and not where.query
        return bool(response.meta.get("redirect_urls")) and (home or response.url in self.seen)

    async def parse_file(self, response: Response) -> list[Any]:
        """A saved listing page: its notices, and the articles it leads to."""
        from crawler.read import charset, plain, saved
        from crawler.read.listing import listing

        path = Path(self.file)
        text = charset.decode(path.read_bytes(), None, self.site.encoding)[0]
        now = datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
        base = self.site.start_urls[0]
        if base.startswith("file:"):
            base = saved.address(text) or base
        found = plain.find(text, now) if plain.is_plain(text) else listing.find(text, base, now, self.site, pins=False)
        self.tally.walk = "full"
        self.tally.listed(base, base, found.verdict, len(found.entries))
        inline, linked = self.sort_entries(found, base, now)
        self.tally.unaddressed = sum(a.url.startswith("file:") for a in linked)
        linked = [a for a in linked if a.url.startswith(("http://", "https://"))]
        page = ListingPage(
            site=self.site.name,
            url=base,
            page=1,
            walk="full",
            next=None,
            ends_walk=False,
            discovered=[(a.url, a.position, a.title, a.published_raw) for a in linked],
        )
        await reading.clean(inline)
        return [*inline, page, *map(self.request, linked)]
