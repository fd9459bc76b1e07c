"""Store, the last pipeline: hands every item to the database's writer, and to `rejects` what is dropped or breaks."""

from __future__ import annotations

import sqlite3

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.items import ListingPage, Notice
from output.store import Store


class StorePipeline:
    """Acknowledges an item only when its transaction is committed."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.store = Store.shared(crawler.settings["DATABASE"], crawler.settings["SYNCHRONOUS"])
        crawler.signals.connect(self.dropped, signals.item_dropped)
        crawler.signals.connect(self.broken, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        return cls(crawler)

    async def process_item(self, item: Notice | ListingPage) -> Notice | ListingPage:
        if isinstance(item, ListingPage):
            await self.store.listed(item)
            return item
        try:
            outcome = await self.store.save(item)
        except sqlite3.OperationalError as error:  # disk full, locked for too long: going on would lose time only
            self.crawler.engine.close_spider(self.crawler.spider, f"database: {error}")
            raise
        self.crawler.spider.tally.kept(item, outcome)
        self.crawler.stats.inc_value(f"notices/{outcome}")
        return item

    async def dropped(self, item: Notice, exception: Exception) -> None:
        """An earlier pipeline refused the item."""
        await self._reject(item, type(exception).__name__, str(exception))

    async def broken(self, item: Notice | ListingPage, failure: object) -> None:
        """A pipeline raised: the item is kept as it came, and the run is not ok."""
        error = f"{failure.type.__name__}: {failure.getErrorMessage()}"
        self.crawler.spider.tally.errors.append(error)
        if isinstance(item, Notice) and not failure.check(sqlite3.OperationalError):
            await self._reject(item, "error", error)  # else its address is still pending

    async def _reject(self, item: Notice, reason: str, detail: str) -> None:
        item.said = None  # as it came
        self.crawler.spider.tally.rejected(item.url, reason)
        await self.store.reject(item, reason, detail)

    def close_spider(self) -> None:
        self.store.close()
