"""The spider of a worker, and the settings by which it crawls a lane instead of what this process has in a database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler.fleet.lane import Lane
from crawler.spiders.pages import PageSpider
from crawler.spiders.site_settings import follow
from output.store.pipeline import StorePipeline


class FleetSpider(PageSpider):
    """Takes in the pages of a lane: what it fetches comes from the scheduler, what it finds goes into the stream."""

    name = "listing"  # as the one that does so alone
    store: Lane

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, lane: Lane, **kwargs: Any) -> FleetSpider:
        return super().from_crawler(crawler, *args, site=lane.site, store=lane, tally=lane.tally, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: the scheduler has it."""
        return
        yield


class StreamPipeline(StorePipeline):
    """The last pipeline of a worker: into the stream instead of the database."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StreamPipeline:
        assert isinstance(crawler.spider, FleetSpider)
        return cls(crawler, crawler.spider.store)


def settings_for(settings: Settings, lane: Lane) -> Settings:
    """A worker's settings for one lane."""
    made = settings.copy()
    pipelines = settings.getdict("ITEM_PIPELINES")
    pipelines["crawler.fleet.spider.StreamPipeline"] = pipelines.pop("output.store.pipeline.StorePipeline")
    made.setdict(
        {
            "SCHEDULER": "crawler.fleet.scheduler.Scheduler",
            "SCHEDULER_QUEUE_CLASS": "crawler.fleet.scheduler.LeasedQueue",
            "SCHEDULER_SERIALIZER": "json",
            "SCHEDULER_PERSIST": True,
            "DUPEFILTER_CLASS": "crawler.fleet.scheduler.Seen",
            "ITEM_PIPELINES": pipelines,
        },
        "cmdline",
    )
    follow(made, lane.site)
    return made
