"""Store, the last pipeline: hands every item to the database's writer, and to `rejects` what is dropped or breaks."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Protocol

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from nouns.items import ListingPage, Notice, spider_of
from output.store.store import Store

AHEAD = 512  # notices of lists that may be on their way to the writer; it takes 256 in at a time


class ItemStore(Protocol):
    """What takes items in: a Store, or what sends them on to one (crawler/fleet/lane.py)."""

    async def save(self, notice: Notice) -> str: ...

    async def listed(self, page: ListingPage) -> None: ...

    async def reject(self, item: Notice, reason: str, detail: str) -> None: ...

    def close(self) -> None: ...


class StorePipeline:
    """Acknowledges an item only when its transaction is committed. Notices that stand in a list are acknowledged along
    with its page: waited for one by one they came to the writer by eights, 75 a second."""

    def __init__(self, crawler: Crawler, store: ItemStore) -> None:
        self.crawler, self.store = crawler, store
        self.under_way: set[asyncio.Task] = set()
        crawler.signals.connect(self.dropped, signals.item_dropped)
        crawler.signals.connect(self.broken, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        return cls(crawler, Store.shared(crawler.settings["DATABASE"], crawler.settings["SYNCHRONOUS"]))

    async def process_item(self, item: Notice | ListingPage) -> Notice | ListingPage:
        if isinstance(item, ListingPage):
            while self.under_way:
                await asyncio.wait(self.under_way)
            await self.store.listed(item)
            return item
        if item.fetched:
            return await self.keep(item)
        while len(self.under_way) >= AHEAD:
            await asyncio.wait(self.under_way, return_when=asyncio.FIRST_COMPLETED)
        task = asyncio.ensure_future(self.keep_from_list(item))
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)
        return item

    async def keep_from_list(self, item: Notice) -> None:
        try:
            await self.keep(item)
        except Exception:
            await self.broken(item, Failure())

    async def keep(self, item: Notice) -> Notice:
        """Raises sqlite3.Error, and what the item itself is the cause of."""
        try:
            outcome = await self.store.save(item)
        except sqlite3.OperationalError as error:  # disk full, locked for too long: going on would lose time only
            if self.crawler.spider:
                self.crawler.engine.close_spider(self.crawler.spider, f"database: {error}")
            raise
        spider_of(self.crawler).tally.kept(item, outcome)
        self.crawler.stats.inc_value(f"notices/{outcome}")
        return item

    async def dropped(self, item: Notice, exception: Exception) -> None:
        """An earlier pipeline refused the item."""
        await self._reject(item, type(exception).__name__, str(exception))

    async def broken(self, item: Notice | ListingPage, failure: Failure) -> None:
        """A pipeline raised: the item is kept as it came, and the run is not ok."""
        error = f"{type(failure.value).__name__}: {failure.getErrorMessage()}"
        spider_of(self.crawler).tally.errors.append(error)
        if isinstance(item, Notice) and not failure.check(sqlite3.OperationalError):
            await self._reject(item, "error", error)  # else its address is still pending

    async def _reject(self, item: Notice, reason: str, detail: str) -> None:
        item.said = None  # as it came
        spider_of(self.crawler).tally.rejected(item.url, reason)
        await self.store.reject(item, reason, detail)

    def close_spider(self) -> None:
        self.store.close()
