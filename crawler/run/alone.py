"""A spider that is started without `scrapy run` (scrapyd, `scrapy crawl listing -a site=NAME`) is a run of its own:
under the lock, with its row in `runs`, its verdict, and the notification of a bad one."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from nouns.items import spider_of


class Alone:
    """Scrapy extension. Its making raises output.refusals.RunLocked, which ends the crawl, when another run goes on."""

    def __init__(self, crawler: Crawler) -> None:
        from crawler.run.running import Run
        from output.store import runs
        from output.store.store import Store

        database = crawler.settings["DATABASE"]
        self.crawler = crawler
        self.held = ExitStack()
        self.held.enter_context(runs.lock(database))
        store = Store.shared(database, crawler.settings["SYNCHRONOUS"])
        self.held.callback(store.close)
        self.run = Run(store, crawler.settings)
        spider = spider_of(crawler)
        self.run.asked("some", [spider.site])
        self.run.opens(spider.site, spider.tally)
        crawler.signals.connect(self.begin, signals.engine_started)
        crawler.signals.connect(self.finish, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Alone:
        """Raises NotConfigured in `scrapy run` and in a fleet, which do all this for their sites together, and for
        spiders that store nothing."""
        store = getattr(crawler.spider, "store", None)
        if store is None:
            raise NotConfigured
        # Not at the top: the store weighs 23 MB and .3 s, and this file is loaded with the settings.
        from output.store.store import Store

        if not isinstance(store, Store) or store.run:
            raise NotConfigured
        return cls(crawler)

    def begin(self) -> None:
        """The crawl has begun: from now on the watchdog hears of it."""
        self.run.watchdog.begin()
        self.pulse = asyncio.get_running_loop().create_task(self.beat())

    async def beat(self) -> None:
        """Tell the watchdog once a second that the reactor turns."""
        while True:
            self.run.watchdog.beat()
            await asyncio.sleep(1)

    def finish(self, spider: Any, reason: str) -> None:
        """The crawl is over: judge the site, end the run, and tell who is to be told."""
        from crawler.run.running import tell
        from output.show import summary

        self.pulse.cancel()
        with self.held:
            self.run.judge(spider.site, spider.tally, reason)
            told = self.run.finish()
        self.run.watchdog.leave()
        tell(told, self.run.settings)
        spider.logger.info("%s", summary.text(told, self.run.store.path))
