"""scrapy work: a worker of the fleet. Takes sites from Redis, one lease each, and sends what it finds to the writer."""

from __future__ import annotations

import argparse
import asyncio
from typing import TYPE_CHECKING

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler import command

if TYPE_CHECKING:
    from crawler.fleet import Fleet

POLL = 1.0  # seconds between looks for a site


class Command(command.Command):
    about = "Fetch for `scrapy write`, beside other workers, until stopped"
    arguments = "[-s REDIS_URL=URL]"
    examples = """Needs requirements-fleet.txt and a Redis (docs/scale.md). Fetches SITES_AT_ONCE sites side by side.
examples:
  scrapy work -s REDIS_URL=redis://queue.internal:6379/0
"""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            from redis.exceptions import RedisError

            from crawler.fleet import Fleet
        except ImportError as error:
            self.refuse(f"the fleet needs Redis' client: {error}; pip install -r requirements-fleet.txt")
            return
        try:
            fleet = Fleet(self.settings)
        except RedisError as error:
            self.refuse(f"REDIS_URL: {error}; is redis-server running?")
            return
        self.drive(fleet, RedisError)

    def drive(self, fleet: Fleet, lost: type[Exception]) -> None:
        from crawler.fleet import FleetSpider, settings_for

        process = AsyncCrawlerProcess(self.settings)

        async def lane() -> None:
            while True:
                try:
                    found = fleet.take()
                except lost:
                    found = None
                if found is None:
                    await asyncio.sleep(POLL)
                    continue
                crawler = Crawler(FleetSpider, settings_for(self.settings, found.site))
                keeping = loop.create_task(found.keep(crawler))  # from now on: a crawl may be slow to start
                await process.crawl(crawler, site=found.site, lane=found)
                keeping.cancel()

        loop = asyncio.get_event_loop()
        lanes = [loop.create_task(lane()) for _ in range(self.settings.getint("SITES_AT_ONCE"))]
        process.start(stop_after_crawl=False)
        for task in lanes:
            task.cancel()
