"""A lane: a site that a worker holds, and the store that its spider sees. What SQLite answers in a crawl of its own,
Redis answers here, and what came of a page goes into the stream."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Sequence
from typing import Any

from redis.exceptions import RedisError
from scrapy.crawler import Crawler

from crawler.fleet import scripts, wire
from crawler.fleet.broker import ANSWER, ARCHIVES, Fleet
from crawler.fleet.pages import Sender
from crawler.spiders.tally import Tally
from nouns.items import Address, ListingPage, Notice, Page, led_to, plain
from pipelines.parameters import Shown, without

BACKLOG = 2000  # messages of some 20 KB, and their pages, that may wait for the writer; workers pause beyond
PAUSE = 0.2  # seconds between looks whether they still do
LOOK = 0.05  # seconds between looks for the writer's answer


def take(fleet: Fleet) -> Lane | None:
    """The lease of a site that has work and no worker."""
    token = secrets.token_hex(8)
    found = fleet.run(scripts.TAKE, "", token, fleet.lease)
    return Lane(fleet, token, **json.loads(found)) if found else None


class Lane:
    """A site held by this worker: a crawler.spiders.page_store.PageStore."""

    def __init__(self, fleet: Fleet, token: str, site: wire.Message, walk: str) -> None:
        self.fleet, self.token, self.walk = fleet, token, walk
        self.archives = bool(site.get(ARCHIVES))  # whether the writer keeps answers as they came
        self.pages = Sender()
        self.site = wire.site(site)
        self.tally = Tally(self.site.name)
        self.leased: dict[str, Address] = {}
        self._told: set[str] = set()  # addresses whose failures the writer knows
        self.changing = bool(self.site.ignore_params)  # whether some of its parameters say nothing

    # The lease --------------------------------------------------------------------------------------------------------

    def pop(self) -> Address | None:
        """The next address to fetch; in flight until something is said of it."""
        entry = self.fleet.run(scripts.POP, self.site.name, self.token, 0)
        if entry is None:
            return None
        found = wire.address(json.loads(entry.split(b"\n", 2)[2]))
        self.leased[found.url] = found
        return found

    def beat(self) -> bool:
        """Prolong the lease; False when it is another's by now."""
        return bool(self.fleet.run(scripts.BEAT, self.site.name, self.token, self.fleet.lease))

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
        self.fleet.run(scripts.RELEASE, self.site.name, self.token, seconds)

    # What is said to the writer ---------------------------------------------------------------------------------------

    def push(self, kind: str, done: str, found: Sequence[Address] = (), **message: Any) -> int:
        """Say something, without waiting for who is behind. Returns how many messages wait for the writer."""
        self.leased.pop(done, None)
        return self.fleet.push(self.site.name, {"kind": kind, **message}, done, found=found)

    async def say(self, kind: str, done: str, found: Sequence[Address] = (), **message: Any) -> None:
        """Say something (`kind`: of crawler/fleet/messages.py), and wait while too much waits for the writer. `done`:
        the address it is about, "" for none; `found`: addresses that are to be fetched now."""
        waiting = self.push(kind, done, found, **message)
        while waiting > BACKLOG:
            await asyncio.sleep(PAUSE)
            waiting = self.fleet.redis.xlen(self.fleet.key("stream"))

    async def failed(self, site: str, address: Address, reason: str, final: bool = False) -> bool:
        gone = address.url in self.tally.gone
        self._told.add(address.url)
        await self.say("failed", address.url, address=address, reason=reason, final=final, gone=gone)
        return final  # how often it was tried, only the database knows

    async def refused(self, site: str, address: Address, reason: str, pages: Sequence[Page] = ()) -> None:
        await self.say("refused", address.url, address=address, reason=reason, pages=self.pages.said(pages, False))

    async def take_back(self, site: str, url: str, reason: str) -> None:
        await self.say("taken back", "", url=url, reason=reason)

    async def unchanged(self, site: str, url: str) -> None:
        await self.say("unchanged", url, url=url)

    async def listed(self, page: ListingPage) -> None:
        tally = self.tally
        await self.say(
            "listed",
            page.url,
            led_to(page),
            item=plain(page),
            pages=self.pages.said(page.pages, True),
            **tally.lists[page.url]._asdict(),
            trap=tally.trap,
            elsewhere=sorted(tally.elsewhere),
            short=tally.walks.short(),
        )

    async def save(self, notice: Notice) -> str:
        if not notice.fetched:
            self.fleet.redis.hsetnx(self.fleet.key("known", self.site.name), notice.url, "null")
        pages = self.pages.said(notice.pages, not notice.fetched)
        # What a page shows in a frame, or on further pages, is no address of the frontier.
        failures = {url: why for url, why in self.tally.failures.items() if url not in self._told}
        self._told.update(failures)
        done = notice.url if notice.fetched else ""
        await self.say("notice", done, item=plain(notice), pages=pages, failures=failures)
        return "sent"

    async def reject(self, item: Notice, reason: str, detail: str) -> None:
        pages = self.pages.said(item.pages, not item.fetched)
        await self.say("reject", item.url, item=plain(item), pages=pages, reason=reason, detail=detail)

    # What is asked ----------------------------------------------------------------------------------------------------

    async def known(self, site: str, linked: Sequence[str], inline: Sequence[str]) -> dict[str, tuple | None]:
        urls = [*inline, *linked]
        values = self.fleet.redis.hmget(self.fleet.key("known", site), urls) if urls else []
        known: dict[str, tuple | None] = {}
        for url, value in zip(urls, values, strict=True):
            shown = json.loads(value) if value else None
            if shown:
                known[url] = tuple(shown)
            elif value and url in inline:
                known[url] = None
        return known

    async def recognise(self, site: str, entries: Sequence[Shown], learn: bool) -> dict[str, str]:
        """What lists showed, only the database knows: its writer is asked. Without one, the site's table counts."""
        if learn or self.changing:
            answer = await self._ask(entries, learn)
            if answer is not None:
                self.changing |= bool(answer)
                return answer
        names = self.site.ignore_params or ()
        known_by = {entry.url: without(entry.url, names) for entry in entries}
        return {url: known for url, known in known_by.items() if known != url}

    async def _ask(self, entries: Sequence[Shown], learn: bool) -> dict[str, str] | None:
        """The writer's answer; None where there is no writer, or none that answers soon."""
        redis, answering = self.fleet.redis, self.fleet.key("answering")
        asked = secrets.token_hex(8)
        if redis.exists(answering):
            await self.say("recognise", "", asked=asked, entries=entries, learn=learn)
        end = time.monotonic() + ANSWER
        while redis.exists(answering) and time.monotonic() < end:
            if answer := redis.get(self.fleet.key("answer", asked)):
                return json.loads(answer)
            await asyncio.sleep(LOOK)
        return None

    async def has_text(self, site: str, url: str) -> bool:
        return False  # only the database knows

    async def made_with(self, site: str, platform: str) -> dict[int, str]:
        return {}  # what other sites have learned, only the database knows

    async def remember(self, site: str, memory: dict[str, Any], lines: dict[int, str]) -> list[Address]:
        """What a worker learns of a site's pages ends with its lane: one worker never sees all of them."""
        return []

    def close(self) -> None:
        """The lane outlives the spider's store by a moment: the scheduler releases it."""
