"""A worker of the fleet: takes sites as they come, SITES_AT_ONCE side by side, until it is stopped."""

from __future__ import annotations

import asyncio
import logging

from redis.exceptions import RedisError
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler.fleet.broker import Fleet, needed
from crawler.fleet.lane import Lane, take
from crawler.fleet.spider import FleetSpider, settings_for
from crawler.run.stopping import Stoppable

POLL = 1.0  # seconds between looks for a site

logger = logging.getLogger(__name__)


def work(settings: Settings) -> None:
    """Raises ConfigError where there is no Redis to begin with; one that goes is waited for."""
    with needed():
        fleet = Fleet(settings)
    process = Stoppable(settings)
    loop = asyncio.get_event_loop()

    async def crawl(found: Lane) -> None:
        crawler = Crawler(FleetSpider, settings_for(settings, found))
        keeping = loop.create_task(found.keep(crawler))  # from now on: a crawl may be slow to start
        try:
            await process.crawl(crawler, lane=found)
        finally:
            keeping.cancel()

    async def lane() -> None:
        while not process.ending:
            try:
                found = take(fleet)
            except RedisError:
                found = None
            except Exception:  # a writer of another version says what is not understood here
                logger.exception("a site that cannot be taken")
                found = None
            if found is None:
                await asyncio.sleep(POLL)
                continue
            try:
                await crawl(found)
            except Exception:  # one that cannot be set up takes no other along; its lease runs out
                logger.exception("%s: the crawl ended", found.site.name)

    lanes = [loop.create_task(lane()) for _ in range(settings.getint("SITES_AT_ONCE"))]
    process.start(stop_after_crawl=False)
    for task in lanes:
        task.cancel()
