"""The writer of a fleet: takes what workers send through Redis into the store, the crawl's one way into SQLite."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

from redis.exceptions import RedisError, ResponseError
from scrapy.settings import BaseSettings

from crawler.cli.targets import Target
from crawler.fleet import messages, scripts
from crawler.fleet.broker import ARCHIVES, Fleet, needed
from crawler.fleet.pages import Receiver
from crawler.run.running import BRIEF, Run
from crawler.spiders.beginning import begin
from crawler.spiders.tally import Tally
from dedup import process_wide
from nouns.items import Address
from nouns.site import Site
from output.clock import moment
from output.refusals import RunLocked
from output.show import summary
from output.store import frontier
from output.store.store import Store

T = TypeVar("T")

logger = logging.getLogger(__name__)
GROUP = "writer"
AGAIN = 3  # times that an address is seeded in a run when Redis seems to have lost it
TO_END = 11  # seconds after a signal at which the watchdog ends what has not ended
AT_ONCE = 1024  # messages stored, then acknowledged, together
KNOWN_AT_ONCE, SEEDED_AT_ONCE = 5000, 500  # addresses that are put into Redis together
WAIT = 500  # milliseconds that a message is waited for while no site is idle

Entry = tuple[bytes, dict[bytes, bytes]]  # of the stream: its id, and its fields


def crawl(targets: Sequence[Target], store: Store, settings: BaseSettings) -> Run:
    """What crawler.run.job.crawl does, with a fleet's workers. Raises ConfigError without Redis: a run that began stays
    `running`, the next one marks it crashed and goes on. Raises RunLocked for a fleet that has its writer."""
    with needed():
        writer = Writer(Fleet(settings), store)
        if not writer.lead():
            raise RunLocked("another writer holds this fleet (setting FLEET); is it another database's?")
        run = Run(store, settings)
        run.asked(targets[0].asked, [target.site for target in targets])
        process_wide.settle()
        opened = [target.site for target in targets if run.opens(target.site, writer.tally(target.site.name))]
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, partial(_stop, writer, run))
        writer.beat = run.watchdog.beat
        run.watchdog.begin()
        with summary.progress(store, [site.name for site in opened]):
            writer.work(opened)
    finish_reason = "shutdown" if writer.stopping else "finished"
    if writer.lost:
        finish_reason = "stopped: another writer took the fleet over (setting FLEET); is it another database's?"
    for why, count in writer.unread.most_common(3):
        run.note(f"{count} messages of workers could not be read, and are kept in Redis, {writer.dead}: {why}")
    for site in opened:
        run.judge(site, writer.tally(site.name), finish_reason, writer.seconds[site.name])
    run.finish()
    return run


def _stop(writer: Writer, run: Run, *_signal: Any) -> None:
    writer.stopping, run.seconds_to_tell = True, BRIEF
    run.watchdog.within(TO_END, "shutdown, and the store did not come to an end")


class Writer:
    """The one that takes the stream into the store. A message is acknowledged after the commit of what it says; one
    that comes twice says the same twice, and the store keeps it once."""

    def __init__(self, fleet: Fleet, store: Store) -> None:
        self.fleet, self.store, self.stopping = fleet, store, False
        self.beat: Callable[[], None] = lambda: None
        self.tallies: dict[str, Tally] = {}
        self.tried: dict[str, set[str]] = defaultdict(set)
        self.again: Counter[tuple[str, str]] = Counter()  # how often an address was seeded once more
        self.unread: Counter[str] = Counter()  # why messages were put aside
        self.lost = False  # the fleet has another writer by now
        self.received = Receiver(self._place_of)
        self.seconds: dict[str, float] = defaultdict(float)
        self._stream, self._lease, self.dead = fleet.key("stream"), fleet.key("writer"), fleet.key("dead")
        with suppress(ResponseError):  # it exists
            fleet.redis.xgroup_create(self._stream, GROUP, "0", mkstream=True)

    def lead(self) -> bool:
        """Be the writer: wait until the lease of one that died runs out. False: another is alive."""
        end = time.monotonic() + 1.5 * self.fleet.lease
        # The lock on the database is ours, so a lease in its name is a dead one's.
        while not self._holds_the_lease():
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def leads(self) -> bool:
        """Prolong the lease; False when it ran out meanwhile and is another's by now."""
        self.fleet.redis.set(self.fleet.key("answering"), "recognise", px=int(1000 * self.fleet.lease))
        return self._holds_the_lease()

    def _holds_the_lease(self) -> bool:
        return bool(self.fleet.run(scripts.LEAD, "", str(self.store.path.absolute()), self.fleet.lease))

    def work(self, sites: list[Site]) -> None:
        """Until every site is done."""
        begun = time.monotonic()
        self.revive()
        self.take(dead=True)  # what a writer that died had taken
        while self.take():
            pass
        for site in sites:
            self.announce(site)
        waiting = {site.name: site for site in sites}
        while waiting and not self.stopping:
            # In this order: what is not in flight any more is in the stream by then.
            idle = [site for name, site in waiting.items() if self.fleet.idle(name)]
            if self.take(0 if idle else WAIT):
                continue
            for site in idle:
                if left := self.left(site):
                    self.seed(site, left, again=True)
                    continue
                self.seconds[site.name] = time.monotonic() - begun
                self.fleet.forget(site.name)
                del waiting[site.name]
        if not self.lost:
            self.fleet.redis.delete(self._lease, self.fleet.key("answering"))

    def announce(self, site: Site) -> None:
        """Tell the workers of a site: where to begin, what earlier runs left, what is known."""
        beginning = self.call(begin(self.store, site))
        self.tally(site.name).walk = beginning.walk
        redis = self.fleet.redis
        known = self.store.do(frontier.everything_known, site.name)
        for start in range(0, len(known), KNOWN_AT_ONCE):
            redis.hset(self.fleet.key("known", site.name), mapping=dict(known[start : start + KNOWN_AT_ONCE]))
        told = json.dumps({"site": asdict(site) | {ARCHIVES: self.store.archives}, "walk": beginning.walk})
        redis.hset(self.fleet.key("sites"), site.name, told)
        self.seed(site, beginning.left)
        self.seed(site, beginning.first, again=True)

    def seed(self, site: Site, addresses: list[Address], again: bool = False) -> None:
        """Have addresses fetched; `again`: also those that were in this run."""
        for start in range(0, len(addresses), SEEDED_AT_ONCE):
            self.fleet.push(site.name, None, again=again, found=addresses[start : start + SEEDED_AT_ONCE])

    def left(self, site: Site) -> list[Address]:
        """What the database still waits for and this run has not tried: Redis has lost it. Twice: then it is not for
        Redis' sake that nothing comes of it."""
        tried = self.tried[site.name]
        found = [left for left in self.call(self.store.pending(site.name)) if left.url not in tried]
        for one in found:
            self.again[site.name, one.url] += 1
            if self.again[site.name, one.url] == AGAIN:
                tried.add(one.url)
        return found

    def take(self, milliseconds: int = 0, dead: bool = False) -> int:
        """Store what waits in the stream; how many messages that was. `dead`: those that another took and never
        acknowledged."""
        self.beat()
        if not self.leads():
            self.stopping = self.lost = True
            return 0
        entries = list(self._claimed()) if dead else self._next(milliseconds)
        for start in range(0, len(entries), AT_ONCE):
            part = entries[start : start + AT_ONCE]
            self.call(self.apply([fields[b"said"] for _id, fields in part]))
            ids = [id for id, _fields in part]
            pipe = self.fleet.redis.pipeline()
            pipe.xack(self._stream, GROUP, *ids)
            pipe.xdel(self._stream, *ids)
            pipe.execute()
        return len(entries)

    def _next(self, milliseconds: int) -> Sequence[Entry]:
        """What came in since; waits so long for it."""
        streams: Any = self.fleet.redis.xreadgroup(GROUP, GROUP, {self._stream: ">"}, AT_ONCE, milliseconds or None)
        return streams[0][1] if streams else ()

    def _claimed(self) -> Iterator[Entry]:
        """What another writer took and never acknowledged."""
        cursor = b"0-0"
        while True:
            claimed: Any = self.fleet.redis.xautoclaim(self._stream, GROUP, GROUP, 0, cursor, count=AT_ONCE)
            cursor, entries = claimed[:2]
            yield from entries
            if cursor == b"0-0":
                return

    async def apply(self, messages: list[bytes]) -> None:
        """Store messages, in their order. Raises sqlite3.OperationalError: nothing of them is acknowledged."""
        await asyncio.gather(*map(self.read, messages))

    async def read(self, said: bytes) -> None:
        """Store what a message says; one that cannot be read is put aside, with the reason, and the rest goes on."""
        message: Any = None
        try:
            message = json.loads(said)
            await self.one(message)
        except (sqlite3.OperationalError, RedisError):
            raise
        except Exception as error:
            why = f"{type(error).__name__}: {error}"[:300]
            logger.error("a worker's message cannot be read: %s: %s", why, said[:300])
            letter = json.dumps({"why": why, "at": moment(), "said": said.decode("utf-8", "backslashreplace")})
            self.fleet.redis.rpush(self.dead, letter)
            self.unread[why] += 1
            with suppress(Exception):  # so that it is not fetched again and again in this run
                about = message.get("item") or {}
                self.tried[message["site"]].add(about.get("url") or message.get("url") or message["address"][0])

    def revive(self) -> None:
        """Have what could not be read before read again, for there may be a newer version to do it."""
        redis = self.fleet.redis
        while letter := redis.lindex(self.dead, 0):
            with suppress(ValueError, KeyError):
                redis.xadd(self._stream, {"said": json.loads(letter)["said"]})
            redis.lpop(self.dead)

    async def one(self, message: dict[str, Any]) -> None:
        """Store what a message says. Raises what crawler.fleet.messages.take does."""
        site = message["site"]
        pages = self.received.pages(site, message.get("pages", ()))
        said = messages.Said(message, site, self.tally(site), self.tried[site], pages, self.store, self.fleet)
        await messages.take(said)

    def _place_of(self, site: str, digest: bytes) -> tuple[str, int] | None:
        archive = self.store.archive
        return self.store.do(lambda _connection: archive.place_of(site, digest)) if archive else None

    def tally(self, site: str) -> Tally:
        """What is counted of a site in this run."""
        return self.tallies.setdefault(site, Tally(site))

    @staticmethod
    def call(work: Coroutine[Any, Any, T]) -> T:
        """What some work of the store comes to, waited for."""
        return asyncio.run(work)
