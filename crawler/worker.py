"""A worker of the fleet: takes sites as they come, SITES_AT_ONCE side by side, until it is stopped."""

from __future__ import annotations

import asyncio

from redis.exceptions import RedisError
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.fleet import Fleet, FleetSpider, needed, settings_for

POLL = 1.0  # seconds between looks for a site


def work(settings: Settings) -> None:
    """Raises ConfigError where there is no Redis to begin with; one that goes is waited for."""
    with needed():
        fleet = Fleet(settings)
    process = AsyncCrawlerProcess(settings)

    async def lane() -> None:
        while True:
            try:
                found = fleet.take()
            except RedisError:
                found = None
            if found is None:
                await asyncio.sleep(POLL)
                continue
            crawler = Crawler(FleetSpider, settings_for(settings, found.site))
            keeping = loop.create_task(found.keep(crawler))  # from now on: a crawl may be slow to start
            await process.crawl(crawler, site=found.site, lane=found)
            keeping.cancel()

    loop = asyncio.get_event_loop()
    lanes = [loop.create_task(lane()) for _ in range(settings.getint("SITES_AT_ONCE"))]
    process.start(stop_after_crawl=False)
    for task in lanes:
        task.cancel()
