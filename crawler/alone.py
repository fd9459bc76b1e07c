"""A spider that is started without `scrapy run` (scrapyd, `scrapy crawl listing -a site=NAME`) is a run of its own:
under the lock, with its row in `runs`, its verdict, and the notification of a bad one."""

from __future__ import annotations

import time
from contextlib import ExitStack

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Alone:
    """Scrapy extension. Its making raises output.runs.RunLocked, which ends the crawl, when another run goes on."""

    def __init__(self, crawler: Crawler) -> None:
        from dedup import ENGINE
        from output import runs
        from output.store import Store

        database = crawler.settings["DATABASE"]
        self.crawler = crawler
        self.held = ExitStack()
        self.begun = time.monotonic()
        self.held.enter_context(runs.lock(database))
        self.store = Store.shared(database, crawler.settings["SYNCHRONOUS"])
        self.held.callback(self.store.close)
        self.number = self.store.begin_run(ENGINE)
        crawler.signals.connect(self.finish, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Alone:
        """Raises NotConfigured in `scrapy run` and in a fleet, which do all this for their sites together, and for
        spiders that store nothing."""
        store = getattr(crawler.spider, "store", None)
        if store is None:
            raise NotConfigured
        # Not at the top: the store and what reads pages weigh 100 MB, and this file is loaded with the settings.
        from output.store import Store

        if not isinstance(store, Store) or store.run:
            raise NotConfigured
        return cls(crawler)

    def finish(self) -> None:
        from crawler.commands.run import Command
        from output import runs, summary
        from output.notify import notify

        crawler, settings = self.crawler, self.crawler.settings
        site, seconds = crawler.spider.site, time.monotonic() - self.begun
        with self.held:
            verdict, reasons = Command().verdict(self.store, self.number, site, crawler, seconds)
            self.store.do(runs.finish, self.number, verdict, [f"{site.name}: {reason}" for reason in reasons])
            told = self.store.do(summary.of_run, self.number)
        if verdict != "ok":
            notify(told, settings["NOTIFY_COMMAND"], settings["NOTIFY_WEBHOOK"])
        crawler.spider.logger.info("%s", summary.text(told, self.store.path))
