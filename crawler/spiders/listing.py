"""The listing spider: walks the lists of one site and fetches what it does not know. Driven by a `Site`, not by code.

What is still to be done lives in the store's frontier, never in this process: `start` asks for what earlier runs
left, and a page leaves its articles and its next page there in the transaction that takes it in.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response

from crawler.read import process as reading
from crawler.sites import load
from crawler.spiders.beginning import begin
from crawler.spiders.pages import PageSpider
from crawler.spiders.site_settings import follow
from crawler.spiders.tally import SeenList, Tally
from crawler.trust.trust import Trust
from nouns.found import Listing
from nouns.items import ListingPage
from nouns.mistakes import ConfigError
from nouns.site import Site

if TYPE_CHECKING:
    from output.store.store import Store

NOTHING = "data:,"  # an address that is answered at once with nothing: a way into a callback


class ListingSpider(PageSpider):
    """Crawls one site from where earlier runs left it."""

    name = "listing"
    store: Store

    def __init__(self, site: Site, store: Store, tally: Tally | None = None, file: str | None = None, **kwargs: Any):
        """`file`: a saved listing page to read instead of the site's addresses, the first of which is its base."""
        super().__init__(site, store, tally, **kwargs)
        self.file = file

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, site: Site | str = "", **kwargs: Any) -> ListingSpider:
        """`site`: a Site, or the name of one in the file of the setting SITES. Raises ConfigError."""
        if isinstance(site, str):
            site = _named(site, crawler)
        from output.store.store import Store  # 23 MB and .3 s: not for `scrapy list`

        store = Store.shared(crawler.settings["DATABASE"], crawler.settings["SYNCHRONOUS"])
        spider = super().from_crawler(crawler, *args, site=site, store=store, **kwargs)
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        if self.file:
            # A request and not items at once: an engine that was given no request idles for five seconds.
            yield Request(NOTHING, self.parse_file)
            return
        reading.begin()
        beginning = await begin(self.store, self.site)
        self.tally.walk = beginning.walk
        learned = await self.store.learned(self.site.name)
        self.trust, self.platform = Trust.load(learned), learned["platform"]
        for address in (*beginning.left, *beginning.first):
            yield self.request(address)

    async def parse_file(self, response: Response) -> list[Any]:
        """A saved listing page: its notices, and the articles it leads to."""
        assert self.file
        found, base, now = _read_saved(Path(self.file), self.site)
        self.tally.walk = "full"
        entries = len(found.entries)
        self.tally.listed(base, SeenList(found.verdict, entries, entries))  # who saved it knows which list it is
        inline, linked = self.sort_entries(found, base, now)
        self.tally.unaddressed = sum(entry.url.startswith("file:") for entry in linked)
        linked = [entry for entry in linked if entry.url.startswith(("http://", "https://"))]
        page = ListingPage(
            site=self.site.name,
            url=base,
            page=1,
            walk="full",
            next=None,
            discovered=[(entry.url, entry.position, entry.title, entry.published_raw) for entry in linked],
        )
        await reading.clean(inline)
        return [*inline, page, *(self.request(entry) for entry in linked)]

    def idle(self) -> None:
        """Nothing is left to fetch: once more into a callback, for what waits and what was learned."""
        if self.trust.changed or self.trust.waits:
            self.crawler.engine.crawl(Request(NOTHING, self.end, dont_filter=True))
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
        return [*kept, *(self.request(address) for address in self.trust.read_again())]


def _named(name: str, crawler: Crawler) -> Site:
    """The site of this name, with its table's settings followed. Raises ConfigError."""
    sites = load(crawler.settings["SITES"])
    if name not in sites:
        raise ConfigError(f"no such site: {name or '(none)'}; known: {', '.join(sites) or 'none'}")
    follow(crawler.settings, sites[name])
    return sites[name]


def _read_saved(file: Path, site: Site) -> tuple[Listing, str, datetime]:
    """What a saved listing page says, the address it stands for (what the page says of itself, where the site names
    the file alone), and when it was saved. Raises OSError."""
    from crawler.read import charset, plain, saved
    from crawler.read.listing import listing

    text = charset.decode(file.read_bytes(), None, site.encoding)[0]
    saved_at = datetime.fromtimestamp(file.stat().st_mtime, timezone.utc)
    base = site.start_urls[0]
    if base.startswith("file:"):
        base = saved.address(text) or base
    if plain.is_plain(text):
        return plain.find(text, saved_at), base, saved_at
    return listing.find(text, base, saved_at, site, pins=False), base, saved_at
