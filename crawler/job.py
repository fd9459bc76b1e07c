"""The scheduled job: spiders of this process crawl side by side, into one run. Its caller holds the database's lock."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.health import Tally
from crawler.running import Run
from crawler.spiders.listing import ListingSpider, follow
from crawler.targets import Target
from output import summary
from output.store import Store


class Process(AsyncCrawlerProcess):
    """Scrapy's, telling also at our log level that a signal was heard: the end waits for requests under way."""

    def _signal_shutdown(self, signum: int, frame: Any) -> None:
        print("stopping when the requests under way are done; once more stops at once", file=sys.stderr)
        super()._signal_shutdown(signum, frame)


def crawl(targets: Sequence[Target], store: Store, settings: Settings) -> dict[str, Any]:
    """Crawl them until all are done or a signal ends it. Returns output.summary.of_run's account of the run."""
    run = Run(store, settings)
    process = Process(settings)
    jobs = [
        (target, Crawler(ListingSpider, _settings_of(target, settings))) for target in targets if run.opens(target.site)
    ]
    with summary.progress(store, [target.site.name for target, _crawler in jobs]):
        if jobs:
            _drive(process, jobs, settings.getint("SITES_AT_ONCE"))
    for target, crawler in jobs:
        finish_reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
        tally = crawler.spider.tally if crawler.spider else Tally(target.site.name)
        run.judge(target.site, tally, finish_reason or "stopped at once")
    return run.finish()


def _settings_of(target: Target, settings: Settings) -> Settings:
    """The project's settings, then the target's, then its site's table."""
    made = settings.copy()
    made.setdict(target.settings, "cmdline")
    follow(made, target.site)
    return made


def _drive(process: Process, jobs: Sequence[tuple[Target, Crawler]], at_once: int) -> None:
    waiting = iter(jobs)
    loop = asyncio.get_event_loop()

    async def lane() -> None:
        for target, crawler in waiting:
            await process.crawl(crawler, site=target.site, file=target.file)

    async def all_lanes() -> None:
        await asyncio.gather(*(lane() for _ in range(min(len(jobs), at_once))), return_exceptions=True)
        process._stop_reactor()

    task = loop.create_task(all_lanes())
    process.start(stop_after_crawl=False)
    task.cancel()
