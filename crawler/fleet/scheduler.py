"""A worker's scheduler: a site's addresses come from Redis one by one, each in flight until something is said of it."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import Any

from redis.exceptions import RedisError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy_redis import dupefilter, queue, scheduler

from crawler.fleet.lane import Lane
from crawler.fleet.spider import FleetSpider


class LeasedQueue(queue.Base):
    """The site's addresses in Redis, as JSON. What follows from a leased one (retries, redirects, further pages) stays
    here under its lease: should this process die, the address is fetched again from the beginning."""

    spider: FleetSpider

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lane: Lane = self.spider.store
        self._followups: list[tuple[int, int, Request]] = []
        self._order = count()

    def __len__(self) -> int:
        try:
            return len(self._followups) or self.server.zcard(self.lane.fleet.key("queue", self.lane.site.name))
        except RedisError:
            return 1  # not known to be empty; the heartbeat ends what cannot go on

    def push(self, request: Request) -> None:
        heappush(self._followups, (-request.priority, next(self._order), request))

    def pop(self, timeout: int = 0) -> Request | None:
        if self._followups:
            return heappop(self._followups)[2]
        try:
            address = self.lane.pop()
        except RedisError as error:
            self.spider.logger.warning("redis: %s", error)
            return None
        if address is None:
            return None
        request = self.spider.request(address)
        request.meta["leased"] = True
        return request


class Seen(dupefilter.RFPDupeFilter):
    """The filter is the set `seen`, asked where addresses are queued, in one script with it (scripts.PUSH). Here only
    what follows from an address in flight passes: everything else is in the frontier already."""

    @classmethod
    def from_spider(cls, spider: FleetSpider) -> Seen:
        lane = spider.store
        return cls(lane.fleet.redis, lane.fleet.key("seen", lane.site.name))

    def request_seen(self, request: Request) -> bool:
        return not (request.meta.get("leased") or request.cb_kwargs.get("parts"))


class Scheduler(scheduler.Scheduler):
    """scrapy-redis' scheduler, with a lease that it gives back."""

    spider: FleetSpider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Scheduler:
        made = super().from_crawler(crawler)
        made.crawler = crawler
        return made

    def close(self, reason: str) -> None:
        lane = self.spider.store
        # What is put off (a closed host, a night's window) or ended in an exception waits for the next run: here it
        # would come back for ever. A lane that was lost is another's, with what it had.
        if reason == "finished" and lane.beat():
            unsaid = None if lane.tally.window_closed else "nothing came of it; see the log"
            for url in list(lane.leased):
                lane.push("left", url, url=url, reason=lane.tally.failures.get(url, unsaid))
        delays = [slot.delay for slot in self.crawler.engine.downloader.slots.values()]
        lane.release(max(delays, default=0) or self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
