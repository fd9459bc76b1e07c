"""The spider of one site as far as it takes in pages: lists, articles, and what came to nothing. Which pages are asked
for says who drives it: the listing spider (listing.py), or a fleet (crawler/fleet/worker.py)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.addresses import asking
from crawler.addresses.file_names import is_no_page
from crawler.addresses.hosts import is_home, off_site
from crawler.addresses.links import sent
from crawler.fetch.came import header, page_of, when
from crawler.fetch.ending import is_html
from crawler.read import made, parts as pages, process as reading, tells
from crawler.read.alarms import Alarm
from crawler.spiders import led, met
from crawler.spiders.failures import GONE, LONGEST, Failures, is_final, reason_of, status_of
from crawler.spiders.list_page import ReadList
from crawler.spiders.page_store import PageStore
from crawler.spiders.requests import Requests
from crawler.spiders.tally import SeenList, Tally
from crawler.spiders.walk import Step, Walk
from crawler.trust.changed import changed
from crawler.trust.trust import Read, Trust, Verdict
from dedup import process_wide
from nouns.found import Article, Listing
from nouns.items import Address, Notice, Page
from nouns.site import Site
from pipelines.parameters import Shown

if TYPE_CHECKING:
    from typing_extensions import Self


class PageSpider(Spider):
    """Takes in the pages of one site."""

    site: Site
    store: PageStore
    tally: Tally

    def __init__(self, site: Site, store: PageStore, tally: Tally | None = None, **kwargs: Any) -> None:
        """`store`: what keeps the site; `tally`: where to count what is seen."""
        super().__init__(**kwargs)
        process_wide.settle()
        process_wide.take_turns()
        self.site, self.store = site, store
        self.tally = tally or Tally(site.name)
        self.requests = Requests(site, self.parse, self.parse_article, self.failed)
        self.failures = Failures(site, store, self.tally, self.logger)
        self.walk = Walk(site)
        self.trust = Trust()  # what is known of the site's pages
        self.platform: str | None = None  # that makes them
        self.taken_back: dict[str, Alarm] = {}  # addresses that were believed too early, with the reason
        self.listed = 0  # entries so far
        self.met: dict[str, str] = {}  # articles met on lists, and their titles

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.broken, signals.spider_error)
        return spider

    def request(self, address: Address, page: int = 0) -> Request:
        """The request for an address of the frontier; `page`: of the walk, where an article stands."""
        if address.kind == "listing":
            self.walk.seen.add(address.url)
        return self.requests.of(address, page)

    def closed(self, reason: str) -> None:
        self.store.close()

    # What came to nothing ---------------------------------------------------------------------------------------------

    async def failed(self, failure: Any) -> list[Notice]:
        """A request came to nothing: network, HTTP status, refused by the guard or by robots.txt."""
        request: Request = failure.request
        address, parts = request.cb_kwargs["address"], request.cb_kwargs.get("parts", ())
        if self.failures.puts_off(failure, address):
            return []
        flag = None if parts else await self.failures.stands_elsewhere(failure, request.url, address)
        if flag:
            return await self.read(address, (pages.file_of(address.title, request.url, flags=(flag,)),))
        reason, final = reason_of(failure), is_final(failure)
        if parts and final and pages.inner(parts[0]):  # kept with the address of what it shows
            self.tally.failures[request.url] = reason
            return await self.read(address, parts, "incomplete")
        vanished = status_of(failure) in GONE and not parts
        return await self.end_early(address, parts, reason, final, vanished)

    async def end_early(
        self, address: Address, parts: tuple[Article, ...], reason: str, final: bool, vanished: bool = False
    ) -> list[Notice]:
        """An article page came to nothing. An article whose later page stays away is kept as far as it was read, unless
        more of it was kept before."""
        given_up = await self.failures.give_up(address, reason, final, vanished)
        return await self.read(address, parts, "incomplete") if parts and given_up else []

    def broken(self, failure: Failure, response: Response) -> None:
        """Reading a page raised: its address stays pending, and the run is not ok."""
        error = f"{type(failure.value).__name__}: {failure.getErrorMessage()}"
        self.tally.errors.append(f"{response.url if response else 'the start'}: {error}"[:LONGEST])

    def came(self, response: Response, kind: str, address: Address, now: datetime) -> tuple[Page, ...]:
        """The answer as it came, if answers are kept."""
        return (page_of(response, kind, address.url, now),) if self.store.archives else ()

    # Lists ------------------------------------------------------------------------------------------------------------

    async def parse(self, response: Response, address: Address) -> AsyncIterator[Any]:
        """A listing page: its inline notices, then itself, then its articles and the pages that follow."""
        now = when(response)
        try:
            page = await self.read_list(response, address, now)
        except reading.PageError as error:
            await self.failures.give_up(address, str(error), final=False)
            return
        again = self.requests.built(response, address) if page.gave_nothing else None
        if again:
            yield again
            return
        why = self.walk.leaves_the_list(address, page.found)
        if why and is_html(response.body) and not is_home(response.url):  # a fragment has no frame to be known by
            await self.failures.give_up(address, why, final=False)
            return
        self.hear(response, address, page.found)
        await self.made_with(response, address)
        page = page._replace(linked=await self.recognised(page.linked, address))
        page, known = await met.of_entries(self.store, self.site.name, page, self.met)
        seen = self.tally.lists[address.url]
        before = sum(url in known and url not in self.met for url in page.content)
        self.tally.listed(address.url, seen._replace(known=before))
        fresh = [entry for entry in page.linked if self.is_fresh(entry, known, now)]
        unknown = len(fresh) + sum(notice.url not in known for notice in page.inline)
        step = self.walk.step(address, page.found, page.content, unknown)
        self.count_step(address, page.found, step)
        links = {url: sent(url, page.found.charset) for url in step.further}
        for notice in page.inline:
            yield notice
        yield page.item(self.site.name, fresh, step, links, response.meta.get("whole"))
        for entry in fresh:
            yield self.request(entry, address.page)
        for url in step.further:
            yield self.request(Address(url, "listing", address.walk, address.page + 1, link=links[url]))

    async def read_list(self, response: Response, address: Address, now: datetime) -> ReadList:
        """What a listing page says, its inline notices cleaned. Raises crawler.read.process.PageError."""
        asked = asking.with_question(response.url, address.url)
        declared, beside = header(response, "Content-Type"), self.walk.beside(address)
        found = await reading.read_listing(response.body, declared, asked, now, self.site, beside)
        came = self.came(response, "listing", address, now)
        inline, linked = self.sort_entries(found, response.url, now, came)
        await reading.clean(inline)
        return ReadList(address, found, came, inline, linked)

    def sort_entries(
        self, found: Listing, page_url: str, now: datetime, came: tuple[Page, ...] = ()
    ) -> tuple[list[Notice], list[Address]]:
        """The entries whose whole text stands in the list, as notices; the others as addresses to fetch."""
        before, self.listed = self.listed, self.listed + len(found.entries)
        return made.of_entries(self.site, found, page_url, now, before, came)

    def hear(self, response: Response, address: Address, found: Listing) -> None:
        """Count a listing page, and what it tells of the site."""
        self.walk.seen.add(response.url)
        self.trust.furniture.hear_list(found.lines if found.entries else ())
        may_build = not found.entries and "script" in found.why
        unopened = sum(entry.scripted and not entry.body for entry in found.entries)
        seen = SeenList(found.verdict, len(found.entries), 0, unopened, found.alarm, may_build)
        self.tally.listed(address.url, seen, response.url if off_site(self.site, response.url) else None)

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
        recognised = []
        for entry in linked:
            if known := known_by.get(entry.url):
                entry = entry._replace(url=known, link=entry.link or entry.url)
            recognised.append(entry)
        return recognised

    def is_fresh(self, entry: Address, known: Mapping[str, tuple[str, str | None] | None], now: datetime) -> bool:
        """Whether an entry's article is to be fetched: not known, or changed. Met twice in a run, the first counts: a
        pinned entry stands in two places, a notice in two lists, and each calls it something else."""
        if entry.url in self.met:
            return False
        self.met[entry.url] = entry.title
        before = known.get(entry.url)
        return before is None or changed(before, (entry.title, entry.published_raw), now)

    def count_step(self, address: Address, found: Listing, step: Step) -> None:
        """Count where a walk goes on."""
        self.tally.trap = step.trap or self.tally.trap
        self.tally.walks.page(address.url, found, step.next, first=address.url in self.site.start_urls)
        if step.ended:
            self.tally.walks.ended(address.url)

    # Articles ---------------------------------------------------------------------------------------------------------

    async def parse_article(self, response: Response, address: Address, parts: tuple[Article, ...] = ()) -> list[Any]:
        """An article page, or one more page of an article that goes over several. (A list: a generator's way through
        Scrapy takes longer.)"""
        if response.status == 304:
            self.tally.articles.add(address.url)
            await self.store.unchanged(self.site.name, address.url)
            return []
        gone = led.to_a_list(response, self.walk.seen)
        if gone or led.to_another(response, address, self.met):
            reason = f"redirected to {response.url}"
            return await self.end_early(address, parts, reason, final=gone, vanished=not parts)
        try:
            found = await self.part(response, address)
        except reading.PageError as error:
            return await self.end_early(address, parts, str(error), final=False)
        if pages.repeats(found, parts):
            # Its server does not know the number: the text has ended.
            return await self.read(address, parts)
        gave_nothing = not found.body and not found.attachments and not parts
        again = self.requests.built(response, address) if gave_nothing else None
        if again:
            return [again]
        parts += (found,)
        if further := self.requests.further(response, address, parts):
            return [further]
        return await self.read(address, parts, response=response)

    async def part(self, response: Response, address: Address) -> Article:
        """What one answer says: a page, or a file in place of one. Raises crawler.read.process.PageError."""
        now, declared = when(response), header(response, "Content-Type")
        if is_no_page(response.body, declared):
            found = await reading.read_file(response.body, response.url, address.title, self.site)
        else:
            furniture = self.trust.furniture.known()
            found = await reading.read_article(
                response.body, declared, response.url, now, address.title, self.site, furniture
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
        alone = response if len(parts) == 1 else None
        notice = made.of_article(
            self.site,
            address,
            parts,
            when(response),
            flags,
            etag=header(alone, "ETag"),
            last_modified=header(alone, "Last-Modified"),
            whole=alone.meta.get("whole") if alone else None,
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
