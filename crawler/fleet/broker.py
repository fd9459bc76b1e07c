"""The fleet: many workers on one frontier in Redis (docs/scale.md). Only `scrapy work` and `scrapy write` import it.

A site is a lane, and one worker at a time holds it: a lease with a deadline, prolonged by a heartbeat. So whatever
makes one machine polite (delay, AutoThrottle, robots.txt, Retry-After) holds across workers. An address that is fetched
is in flight until what came of it goes into the stream, in one script with its acknowledgement and the addresses it led
to; a lane taken over from a dead worker begins with what that one had in flight. `scrapy write` takes the stream into
SQLite, whose frontier stays the truth: it fills Redis at the start, and again should Redis have lost something.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from typing import Any

from redis import Redis
from redis.exceptions import RedisError
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy_redis import connection, dupefilter, queue, scheduler

from crawler.fleet.pages import Sender
from crawler.spiders.listing import ListingSpider, follow
from crawler.spiders.tally import Tally
from nouns.items import Address, ListingPage, Notice, Page, led_to, plain
from nouns.mistakes import ConfigError
from nouns.site import Site
from output.store.pipeline import StorePipeline
from pipelines.parameters import Shown, without

ANSWER = 30.0  # seconds that a worker waits for the writer to say what a list's entries are known by
ARCHIVES = "archives"  # beside the keys of a site's table: whether pages are to be sent along
BACKLOG = 2000  # messages of some 20 KB, and their pages, that may wait for the writer; workers pause beyond
_SCRIPT = r"""
local prefix, site, token, lease = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function key(name) return prefix .. ':' .. name end
local function of(name) return prefix .. ':' .. name .. ':' .. site end
local function held() return redis.call('HGET', key('holders'), site) == token end
local function parts(entry) return string.match(entry, '^(%a+)\n([^\n]*)\n') end  -- kind, address
local function add(entry, place)  -- articles before listing pages, so that what is discovered does not pile up
    redis.call('ZADD', of('queue'), parts(entry) == 'listing' and place + 1e12 or place, entry)
end
local function reclaim()
    for _, entry in ipairs(redis.call('HVALS', of('flight'))) do add(entry, 0) end
    redis.call('DEL', of('flight'))
end
"""
TAKE = (
    _SCRIPT
    + """
while true do
    site = redis.call('ZRANGEBYSCORE', key('lanes'), '-inf', now, 'LIMIT', 0, 1)[1]
    if not site then return nil end
    reclaim()
    if redis.call('ZCARD', of('queue')) > 0 then
        redis.call('ZADD', key('lanes'), now + lease, site)
        redis.call('HSET', key('holders'), site, token)
        return redis.call('HGET', key('sites'), site)
    end
    redis.call('ZREM', key('lanes'), site)
    redis.call('HDEL', key('holders'), site)
end
"""
)
BEAT = _SCRIPT + "if held() then redis.call('ZADD', key('lanes'), now + lease, site) return 1 end return 0"
RELEASE = (
    _SCRIPT
    + """
if held() then
    reclaim()
    redis.call('HDEL', key('holders'), site)
    redis.call('ZADD', key('lanes'), now + lease, site)
end
"""
)
POP = (
    _SCRIPT
    + """
if not held() then return nil end
local entry = redis.call('ZPOPMIN', of('queue'))[1]
if entry then
    local _, url = parts(entry)
    redis.call('HSET', of('flight'), url, entry)
end
return entry
"""
)
# message or '', the address it is about or '', '1' to fetch again what was seen; then of each address it led to the
# entry, and what `known` shall say of it or ''
PUSH = (
    _SCRIPT
    + """
local message, done, again = ARGV[4], ARGV[5], ARGV[6] == '1'
if done ~= '' then redis.call('HDEL', of('flight'), done) end
for i = 7, #ARGV, 2 do
    local _, url = parts(ARGV[i])
    if redis.call('SADD', of('seen'), url) == 1 or again then
        add(ARGV[i], redis.call('INCR', key('order')))
        redis.call('ZADD', key('lanes'), 'NX', now, site)
    end
    if ARGV[i + 1] ~= '' then redis.call('HSET', of('known'), url, ARGV[i + 1]) end
end
if message ~= '' then redis.call('XADD', key('stream'), '*', 'said', message) end
return redis.call('XLEN', key('stream'))
"""
)


@contextmanager
def needed() -> Iterator[None]:
    """For what cannot be done without Redis. Raises ConfigError."""
    try:
        yield
    except RedisError as error:
        raise ConfigError(f"REDIS_URL: {error}; is redis-server running?") from None


class Fleet:
    """What is in Redis, under one prefix (setting FLEET, one for each database); leases are FLEET_LEASE seconds."""

    def __init__(self, settings: BaseSettings) -> None:
        """Raises redis.exceptions.RedisError when there is no Redis at REDIS_URL (or REDIS_HOST, REDIS_PORT)."""
        self.redis: Redis = connection.from_settings(settings)
        self.redis.ping()
        self.prefix = settings.get("FLEET", "notices")
        self.lease = settings.getfloat("FLEET_LEASE", 30.0)
        self._scripts = {code: self.redis.register_script(code) for code in (TAKE, BEAT, RELEASE, POP, PUSH)}

    def run(self, code: str, site: str, token: str, seconds: float, *arguments: str) -> Any:
        return self._scripts[code](keys=[self.prefix], args=[site, token, int(seconds * 1000), *arguments])

    def key(self, *names: str) -> str:
        return ":".join((self.prefix, *names))

    def push(
        self,
        site: str,
        message: dict[str, Any] | None,
        done: str = "",
        again: bool = False,
        found: Iterable[Address] = (),
    ) -> int:
        """Put a message into the stream, acknowledge the address it is about, and queue the addresses it led to, all or
        nothing. Returns how many messages wait for the writer."""
        said = json.dumps({"site": site, **message}, default=_plain) if message else ""
        entries = (
            part
            for address in found
            for part in (
                f"{address.kind}\n{address.url}\n{json.dumps(address)}",
                json.dumps((address.title, address.published_raw)) if address.kind == "article" else "",
            )
        )
        return self.run(PUSH, site, "", 0, said, done, "1" if again else "0", *entries)

    def idle(self, site: str) -> bool:
        """Whether nothing of a site is to be fetched or being fetched; what came of it may still be in the stream."""
        with self.redis.pipeline() as pipe:
            pipe.zcard(self.key("queue", site)).hlen(self.key("flight", site))
            return not any(pipe.execute())

    def take(self) -> Lane | None:
        """The lease of a site that has work and no worker."""
        token = secrets.token_hex(8)
        found = self.run(TAKE, "", token, self.lease)
        return Lane(self, token, **json.loads(found)) if found else None

    def forget(self, site: str) -> None:
        """A site is done: nothing of it stays."""
        with self.redis.pipeline() as pipe:
            pipe.delete(*(self.key(name, site) for name in ("queue", "flight", "seen", "known")))
            pipe.zrem(self.key("lanes"), site).hdel(self.key("sites"), site).hdel(self.key("holders"), site).execute()


class Lane:
    """A site held by this worker, and the store its spider sees: what SQLite answers elsewhere."""

    def __init__(self, fleet: Fleet, token: str, site: dict[str, Any], walk: str) -> None:
        self.fleet, self.token, self.walk = fleet, token, walk
        self.archives = bool(site.get(ARCHIVES))  # whether the writer keeps answers as they came
        self.pages = Sender()
        self.site = Site(**known_to(Site, {**site, "start_urls": tuple(site["start_urls"])}))
        self.tally = Tally(self.site.name)
        self.leased: dict[str, Address] = {}
        self.changing = bool(self.site.ignore_params)  # whether some of its parameters say nothing

    def pop(self) -> Address | None:
        entry = self.fleet.run(POP, self.site.name, self.token, 0)
        if entry is None:
            return None
        found = address(json.loads(entry.split(b"\n", 2)[2]))
        self.leased[found.url] = found
        return found

    def beat(self) -> bool:
        """Prolong the lease; False when it is another's by now."""
        return bool(self.fleet.run(BEAT, self.site.name, self.token, self.fleet.lease))

    async def keep(self, crawler: Crawler) -> None:
        """Prolong the lease again and again; end the crawl when that cannot be done."""
        why = "the lane is another worker's"
        try:
            while self.beat():
                await asyncio.sleep(self.fleet.lease / 3)
        except RedisError as error:
            why = f"redis: {error}"
        if crawler.engine and crawler.engine.spider:
            await crawler.engine.close_spider_async(reason=why)

    def release(self, seconds: float) -> None:
        """Let the site go; nobody asks anything of it for so long."""
        self.fleet.run(RELEASE, self.site.name, self.token, seconds)

    def push(self, kind: str, done: str, found: Sequence[Address] = (), **message: Any) -> int:
        self.leased.pop(done, None)
        return self.fleet.push(self.site.name, {"kind": kind, **message}, done, found=found)

    async def say(self, kind: str, done: str, found: Sequence[Address] = (), **message: Any) -> None:
        waiting = self.push(kind, done, found, **message)
        while waiting > BACKLOG:
            await asyncio.sleep(0.2)
            waiting = self.fleet.redis.xlen(self.fleet.key("stream"))

    async def known(self, site: str, linked: Sequence[str], inline: Sequence[str]) -> dict[str, tuple | None]:
        urls = [*inline, *linked]
        said = self.fleet.redis.hmget(self.fleet.key("known", site), urls) if urls else []
        found = {url: json.loads(value) for url, value in zip(urls, said, strict=True) if value}
        return {url: tuple(value) if value else None for url, value in found.items() if value or url in inline}

    async def ignore(self, site: str, names: Sequence[str] | None) -> None:
        """The writer has it from the site's table."""

    async def recognise(self, site: str, entries: Sequence[Shown], learn: bool) -> dict[str, str]:
        """What lists showed, only the database knows: its writer is asked. Without one, the site's table counts."""
        if learn or self.changing:
            asked = secrets.token_hex(8)
            if self.fleet.redis.exists(self.fleet.key("answering")):
                await self.say("recognise", "", asked=asked, entries=entries, learn=learn)
            end = time.monotonic() + ANSWER
            while self.fleet.redis.exists(self.fleet.key("answering")) and time.monotonic() < end:
                if said := self.fleet.redis.get(self.fleet.key("answer", asked)):
                    self.changing |= said != b"{}"
                    return json.loads(said)
                await asyncio.sleep(0.05)
        names = self.site.ignore_params or ()
        return {entry.url: bare for entry in entries if (bare := without(entry.url, names)) != entry.url}

    async def failed(self, site: str, address: Address, reason: str, final: bool = False) -> bool:
        await self.say("failed", address.url, address=address, reason=reason, final=final)
        return final  # how often it was tried, only the database knows

    async def has_text(self, site: str, url: str) -> bool:
        return False  # only the database knows

    async def refused(self, site: str, address: Address, reason: str, pages: Sequence[Page] = ()) -> None:
        await self.say("refused", address.url, address=address, reason=reason, pages=self.pages.said(pages, False))

    async def take_back(self, site: str, url: str, reason: str) -> None:
        await self.say("taken back", "", url=url, reason=reason)

    async def made_with(self, site: str, platform: str) -> dict[int, str]:
        return {}  # what other sites have learned, only the database knows

    async def remember(self, site: str, memory: dict[str, Any], lines: dict[int, str]) -> list[Address]:
        """What a worker learns of a site's pages ends with its lane: one worker never sees all of them."""
        return []

    async def unchanged(self, site: str, url: str) -> None:
        await self.say("unchanged", url, url=url)

    async def listed(self, page: ListingPage) -> None:
        found = led_to(page)
        tally = self.tally
        await self.say(
            "listed",
            page.url,
            found,
            item=plain(page),
            pages=self.pages.said(page.pages, True),
            entries=tally.entries[page.url],
            verdict=tally.pages[page.url],
            trap=tally.trap,
            elsewhere=sorted(tally.elsewhere),
            short=tally.walks.short(),
        )

    async def save(self, notice: Notice) -> str:
        if not notice.fetched:
            self.fleet.redis.hsetnx(self.fleet.key("known", self.site.name), notice.url, "null")
        pages = self.pages.said(notice.pages, not notice.fetched)
        await self.say("notice", notice.url if notice.fetched else "", item=plain(notice), pages=pages)
        return "sent"

    async def reject(self, item: Notice, reason: str, detail: str) -> None:
        pages = self.pages.said(item.pages, not item.fetched)
        await self.say("reject", item.url, item=plain(item), pages=pages, reason=reason, detail=detail)

    def close(self) -> None:
        """The lane outlives the spider's store by a moment: the scheduler releases it."""


class FleetSpider(ListingSpider):
    """The listing spider on a lane: what it fetches comes from the scheduler, what it finds goes into the stream."""

    lane: Lane

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> FleetSpider:
        spider = super(ListingSpider, cls).from_crawler(crawler, *args, **kwargs)  # past the one that opens a database
        spider.store, spider.tally = spider.lane, spider.lane.tally
        crawler.signals.connect(spider.broken, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for nothing in ():
            yield nothing


class LeasedQueue(queue.Base):
    """The site's addresses in Redis, as JSON. What follows from a leased one (retries, redirects, further pages) stays
    here under its lease: should this process die, the address is fetched again from the beginning."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lane: Lane = self.spider.lane
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
    """The filter is the set `seen`, asked where addresses are queued, in one script with it (PUSH). Here only what
    follows from an address in flight passes: everything else is in the frontier already."""

    @classmethod
    def from_spider(cls, spider: FleetSpider) -> Seen:
        return cls(spider.lane.fleet.redis, spider.lane.fleet.key("seen", spider.site.name))

    def request_seen(self, request: Request) -> bool:
        return not (request.meta.get("leased") or request.cb_kwargs.get("parts"))


class Scheduler(scheduler.Scheduler):
    """scrapy-redis' scheduler, with a lease that it gives back."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Scheduler:
        made = super().from_crawler(crawler)
        made.crawler = crawler
        return made

    def close(self, reason: str) -> None:
        lane = self.spider.lane
        # What is put off (a closed host, a night's window) or ended in an exception waits for the next run: here it
        # would come back for ever. A lane that was lost is another's, with what it had.
        for url in list(lane.leased) if reason == "finished" and lane.beat() else ():
            unsaid = None if lane.tally.window_closed else "nothing came of it; see the log"
            lane.push("left", url, url=url, reason=lane.tally.failures.get(url, unsaid))
        delays = [slot.delay for slot in self.crawler.engine.downloader.slots.values()]
        lane.release(max(delays, default=0) or self.crawler.settings.getfloat("DOWNLOAD_DELAY"))


class StreamPipeline(StorePipeline):
    """The last pipeline of a worker: into the stream instead of the database."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler, self.store = crawler, crawler.spider.lane
        self.under_way = set()
        crawler.signals.connect(self.dropped, signals.item_dropped)
        crawler.signals.connect(self.broken, signals.item_error)


def settings_for(settings: BaseSettings, site: Site) -> BaseSettings:
    """A worker's settings for one site."""
    made = settings.copy()
    pipelines = settings.getdict("ITEM_PIPELINES")
    pipelines["crawler.fleet.broker.StreamPipeline"] = pipelines.pop("output.store.pipeline.StorePipeline")
    made.setdict(
        {
            "SCHEDULER": "crawler.fleet.broker.Scheduler",
            "SCHEDULER_QUEUE_CLASS": "crawler.fleet.broker.LeasedQueue",
            "SCHEDULER_SERIALIZER": "json",
            "SCHEDULER_PERSIST": True,
            "DUPEFILTER_CLASS": "crawler.fleet.broker.Seen",
            "ITEM_PIPELINES": pipelines,
        },
        "cmdline",
    )
    follow(made, site)
    return made


# Workers and writer may be of neighbouring versions: what one of them does not know yet it leaves out.


def known_to(kind: type, said: dict[str, Any]) -> dict[str, Any]:
    """Of what was sent, the fields that this version's dataclass has."""
    return {name: value for name, value in said.items() if name in kind.__dataclass_fields__}


def notice(said: dict[str, Any]) -> Notice:
    """A notice as a worker sent it."""
    return Notice(**{**known_to(Notice, said), "fetched_at": datetime.fromisoformat(said["fetched_at"])})


def page(said: dict[str, Any]) -> ListingPage:
    """A listing page as a worker sent it."""
    return ListingPage(**known_to(ListingPage, said))


def address(said: Sequence[Any]) -> Address:
    """An address as it was sent."""
    return Address(*said[: len(Address._fields)])


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"not to be sent: {value!r}")
