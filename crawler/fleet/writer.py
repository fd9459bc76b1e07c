"""The writer of a fleet: takes what workers send through Redis into the store, the crawl's one way into SQLite."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import Any

from redis.exceptions import RedisError, ResponseError
from scrapy.settings import BaseSettings

from crawler.addresses.links import sent
from crawler.cli.targets import Target
from crawler.fleet.broker import ANSWER, ARCHIVES, Fleet, address, needed, notice, page
from crawler.fleet.pages import Receiver
from crawler.run.running import BRIEF, Run
from crawler.spiders.tally import Tally
from crawler.trust.belief import of_kind
from dedup import garbage
from nouns.items import Address
from nouns.site import Site
from output.clock import moment
from output.refusals import RunLocked
from output.show import summary
from output.store import frontier
from output.store.store import Store
from pipelines.parameters import Shown

logger = logging.getLogger(__name__)
GROUP = "writer"
AGAIN = 3  # times that an address is seeded in a run when Redis seems to have lost it
TO_END = 11  # seconds after a signal at which the watchdog ends what has not ended
AT_ONCE = 1024  # messages stored, then acknowledged, together


def crawl(targets: Sequence[Target], store: Store, settings: BaseSettings) -> Run:
    """What crawler.run.job.crawl does, with a fleet's workers. Raises ConfigError without Redis: a run that began stays
    `running`, the next one marks it crashed and goes on. Raises RunLocked for a fleet that has its writer."""
    with needed():
        writer = Writer(Fleet(settings), store)
        if not writer.lead():
            raise RunLocked("another writer holds this fleet (setting FLEET); is it another database's?")
        run = Run(store, settings)
        run.asked(targets[0].asked, [target.site.name for target in targets])
        garbage.settle()
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
        mine = str(self.store.path.absolute())
        while not self.fleet.redis.set(self._lease, mine, nx=True, px=int(1000 * self.fleet.lease)):
            # The lock on the database is ours, so a lease in its name is a dead one's.
            if self.fleet.redis.get(self._lease) == mine.encode():
                return True
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def leads(self) -> bool:
        """Prolong the lease; False when it ran out meanwhile and is another's by now."""
        mine, milliseconds = str(self.store.path.absolute()), int(1000 * self.fleet.lease)
        redis = self.fleet.redis
        redis.set(self.fleet.key("answering"), "recognise", px=milliseconds)
        if redis.set(self._lease, mine, nx=True, px=milliseconds):
            return True
        if redis.get(self._lease) != mine.encode():
            return False
        redis.pexpire(self._lease, milliseconds)
        return True

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
            if self.take(0 if idle else 500):
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
        tally = self.tally(site.name)
        self.call(self.store.ignore(site.name, site.ignore_params))
        tally.walk = self.call(self.store.start_walk(site.name, site.full_walk_days))
        left = [left for left in self.call(self.store.pending(site.name)) if left.url not in site.start_urls]
        whole = self.call(self.store.whole(site.name, site.start_urls))
        first = [
            Address(url, "listing", tally.walk, link=sent(url, site.encoding), whole=whole.get(url, 0))
            for url in dict.fromkeys(site.start_urls)
        ]
        self.call(self.store.discover(site.name, first))
        known = self.store.do(frontier.everything_known, site.name)
        for begin in range(0, len(known), 5000):
            self.fleet.redis.hset(self.fleet.key("known", site.name), mapping=dict(known[begin : begin + 5000]))
        told = json.dumps({"site": asdict(site) | {ARCHIVES: self.store.archives}, "walk": tally.walk})
        self.fleet.redis.hset(self.fleet.key("sites"), site.name, told)
        self.seed(site, left)
        self.seed(site, first, again=True)

    def seed(self, site: Site, addresses: list[Address], again: bool = False) -> None:
        for begin in range(0, len(addresses), 500):
            self.fleet.push(site.name, None, again=again, found=addresses[begin : begin + 500])

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
        redis = self.fleet.redis
        if not self.leads():
            self.stopping = self.lost = True
            return 0
        if dead:
            messages, cursor = [], "0-0"
            while True:
                cursor, claimed, *_ = redis.xautoclaim(self._stream, GROUP, GROUP, 0, cursor, count=AT_ONCE)
                messages += claimed
                if cursor == b"0-0":
                    break
        else:
            found = redis.xreadgroup(GROUP, GROUP, {self._stream: ">"}, AT_ONCE, milliseconds or None)
            messages = found[0][1] if found else []
        for begin in range(0, len(messages), AT_ONCE):
            part = messages[begin : begin + AT_ONCE]
            self.call(self.apply([said[b"said"] for _id, said in part]))
            ids = [id for id, _said in part]
            redis.pipeline().xack(self._stream, GROUP, *ids).xdel(self._stream, *ids).execute()
        return len(messages)

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
        kind, site = message["kind"], message["site"]
        tally, store = self.tally(site), self.store
        pages = self.received.pages(site, message.get("pages", ()))
        if kind == "notice":
            item = notice(message["item"])
            item.pages = pages
            try:
                tally.kept(item, await store.save(item))
            except sqlite3.OperationalError:
                raise
            # the same as output/store/pipeline.py does: kept as it came, and the run is not ok
            except Exception as error:
                tally.errors.append(f"{type(error).__name__}: {error}")
                tally.rejected(item.url, "error")
                await store.reject(item, "error", tally.errors[-1])
            if item.fetched:
                self.tried[site].add(item.url)
                tally.articles.add(item.url)
        elif kind == "listed":
            listed = page(message["item"])
            listed.pages = pages
            self.tried[site].add(listed.url)
            tally.pages[listed.url], tally.entries[listed.url] = message["verdict"], message["entries"]
            tally.elsewhere.update(message["elsewhere"])
            tally.trap = message["trap"] or tally.trap
            tally.short.update(message.get("short", ()))
            await store.listed(listed)
        elif kind == "reject":
            item = notice(message["item"])
            item.pages = pages
            tally.rejected(item.url, message["reason"])
            if message["reason"] == "error":
                tally.errors.append(message["detail"])
            self.tried[site].add(item.url)
            await store.reject(item, message["reason"], message["detail"])
        elif kind == "failed":
            failed = address(message["address"])
            self.tried[site].add(failed.url)
            if not (message["final"] and failed.known):  # that one was read before goes, is how sites age
                tally.failures[failed.url] = message["reason"]
            await store.failed(site, failed, message["reason"], message["final"])
        elif kind == "refused":
            refused = address(message["address"])
            self.tried[site].add(refused.url)
            tally.not_believed[refused.url] = of_kind(message["reason"])
            await store.refused(site, refused, message["reason"], pages)
        elif kind == "taken back":
            tally.not_believed[message["url"]] = of_kind(message["reason"])
            await store.take_back(site, message["url"], message["reason"])
        elif kind == "left":
            self.tried[site].add(message["url"])
            if message["reason"]:
                tally.failures[message["url"]] = message["reason"]
            else:
                tally.window_closed = True
        elif kind == "recognise":
            entries = [Shown(*entry[: len(Shown._fields)]) for entry in message["entries"]]
            known_by = await store.recognise(site, entries, message["learn"])
            self.fleet.redis.set(self.fleet.key("answer", message["asked"]), json.dumps(known_by), ex=int(2 * ANSWER))
        elif kind == "unchanged":
            self.tried[site].add(message["url"])
            tally.articles.add(message["url"])
            await store.unchanged(site, message["url"])
        else:
            raise ValueError(f"a message of a kind not known here: {kind}")

    def _place_of(self, site: str, digest: bytes) -> tuple[str, int] | None:
        archive = self.store.archive
        return self.store.do(lambda _connection: archive and archive.place_of(site, digest))

    def tally(self, site: str) -> Tally:
        return self.tallies.setdefault(site, Tally(site))

    @staticmethod
    def call(work: Any) -> Any:
        return asyncio.run(work)
