"""scrapy write: `scrapy run` where others fetch. Hands sites to a fleet, decides and stores what its workers send."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sqlite3
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from crawler import health
from crawler.commands import run
from crawler.health import Tally
from crawler.items import ListingPage
from crawler.politeness import in_window
from crawler.sites import Site
from dedup import ENGINE
from output import frontier, runs, summary
from output.notify import notify
from output.store import Address, Store

if TYPE_CHECKING:
    from crawler.fleet import Fleet

GROUP = "writer"
AT_ONCE = 256  # messages stored, then acknowledged, together


class Command(run.Command):
    about = "Store what the workers of a fleet fetch, until every site is done; then say how it went"
    arguments = "[SITE ...] [--url URL] [-s REDIS_URL=URL]"
    examples = """Needs requirements-fleet.txt and a Redis (docs/scale.md). Killed, it goes on where it was.
exit status: 0 ok, 2 degraded, 3 failed, 75 another run holds the lock
examples:
  scrapy write -s REDIS_URL=redis://queue.internal:6379/0         every site of crawler/sites.toml
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--url", help="crawl the listing at this address, without configuration")
        parser.add_argument("--json", action="store_true", help="print the verdict as JSON")
        parser.set_defaults(file=None, base=None, demo=None)

    def crawl(self, sites: list[tuple[Site, dict, dict]], opts: argparse.Namespace, store: Store) -> None:
        try:
            from redis.exceptions import RedisError

            from crawler.fleet import Fleet
        except ImportError as error:
            self.refuse(f"the fleet needs Redis' client: {error}; pip install -r requirements-fleet.txt")
            return
        try:
            writer = Writer(Fleet(self.settings), store)
            if not writer.lead():
                self.refuse("another writer holds this fleet (setting FLEET); is it another database's?", runs.LOCKED)
                return
            number, open_sites = store.begin_run(ENGINE), []
            for site, _arguments, _settings in sites:
                if in_window(site.window, datetime.now(timezone.utc)):
                    open_sites.append(site)
                    continue
                closed = {"verdict": "ok", "reasons": [f"not crawled: outside its window {site.window}"]}
                store.do(runs.save_site, number, site.name, closed)
            for stop in (signal.SIGINT, signal.SIGTERM):
                signal.signal(stop, lambda *_: setattr(writer, "stopping", True))
            with summary.progress(store, [site.name for site in open_sites]):
                writer.work(open_sites)
        except RedisError as error:  # a run that began stays `running`; the next one marks it crashed and goes on
            self.refuse(f"REDIS_URL: {error}; is redis-server running?")
            return
        verdicts, reasons = [], []
        for site in open_sites:
            verdict, why = writer.verdict(number, site)
            verdicts.append(verdict)
            reasons += [f"{site.name}: {reason}" for reason in why]
        self.exitcode = store.do(runs.finish, number, health.worst(verdicts), reasons)
        told = store.do(summary.of_run, number)
        if self.exitcode:
            notify(told, self.settings["NOTIFY_COMMAND"], self.settings["NOTIFY_WEBHOOK"])
        print(json.dumps(told, ensure_ascii=False, indent=1) if opts.json else summary.text(told, store.path))


class Writer:
    """The one that takes the stream into the store. A message is acknowledged after the commit of what it says; one
    that comes twice says the same twice, and the store keeps it once."""

    def __init__(self, fleet: Fleet, store: Store) -> None:
        from redis.exceptions import ResponseError

        self.fleet, self.store, self.stopping = fleet, store, False
        self.tallies: dict[str, Tally] = {}
        self.tried: dict[str, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = defaultdict(float)
        self._stream, self._lease = fleet.key("stream"), fleet.key("writer")
        with suppress(ResponseError):  # it exists
            fleet.redis.xgroup_create(self._stream, GROUP, "0", mkstream=True)

    def lead(self) -> bool:
        """Be the writer: wait until the lease of one that died runs out. False: another is alive."""
        end = time.monotonic() + 1.5 * self.fleet.lease
        self._mine = str(self.store.path.absolute())
        while not self.fleet.redis.set(self._lease, self._mine, nx=True, px=int(1000 * self.fleet.lease)):
            # The lock on the database is ours, so a lease in its name is a dead one's.
            if self.fleet.redis.get(self._lease) == self._mine.encode():
                return True
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def work(self, sites: list[Site]) -> None:
        """Until every site is done."""
        begun = time.monotonic()
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
        self.fleet.redis.delete(self._lease)

    def announce(self, site: Site) -> None:
        """Tell the workers of a site: where to begin, what earlier runs left, what is known."""
        tally = self.tally(site.name)
        tally.walk = self.call(self.store.start_walk(site.name, site.full_walk_days))
        left = [left for left in self.call(self.store.pending(site.name)) if left.url not in site.start_urls]
        first = [Address(url, "listing", tally.walk) for url in dict.fromkeys(site.start_urls)]
        self.call(self.store.discover(site.name, first))
        known = self.store.do(frontier.everything_known, site.name)
        for begin in range(0, len(known), 5000):
            self.fleet.redis.hset(self.fleet.key("known", site.name), mapping=dict(known[begin : begin + 5000]))
        told = json.dumps({"site": asdict(site), "walk": tally.walk})
        self.fleet.redis.hset(self.fleet.key("sites"), site.name, told)
        self.seed(site, left)
        self.seed(site, first, again=True)

    def seed(self, site: Site, addresses: list[Address], again: bool = False) -> None:
        for begin in range(0, len(addresses), 500):
            self.fleet.push(site.name, None, again=again, found=addresses[begin : begin + 500])

    def left(self, site: Site) -> list[Address]:
        """What the database still waits for and this run has not tried: Redis has lost it."""
        return [left for left in self.call(self.store.pending(site.name)) if left.url not in self.tried[site.name]]

    def take(self, milliseconds: int = 0, dead: bool = False) -> int:
        """Store what waits in the stream; how many messages that was. `dead`: those that another took and never
        acknowledged."""
        redis = self.fleet.redis
        redis.pexpire(self._lease, int(1000 * self.fleet.lease))
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
            self.call(self.apply([json.loads(said[b"said"]) for _id, said in part]))
            ids = [id for id, _said in part]
            redis.pipeline().xack(self._stream, GROUP, *ids).xdel(self._stream, *ids).execute()
        return len(messages)

    async def apply(self, messages: list[dict[str, Any]]) -> None:
        """Store messages, in their order. Raises sqlite3.OperationalError: nothing of them is acknowledged."""
        await asyncio.gather(*map(self.one, messages))

    async def one(self, message: dict[str, Any]) -> None:
        from crawler.fleet import notice

        kind, site = message["kind"], message["site"]
        tally, store = self.tally(site), self.store
        if kind == "notice":
            item = notice(message["item"])
            try:
                tally.kept(item, await store.save(item))
            except sqlite3.OperationalError:
                raise
            except Exception as error:  # the same as pipelines/store.py does: kept as it came, and the run is not ok
                tally.errors.append(f"{type(error).__name__}: {error}")
                tally.rejects["error"] += 1
                await store.reject(item, "error", tally.errors[-1])
            if item.fetched:
                self.tried[site].add(item.url)
                tally.articles.add(item.url)
        elif kind == "listed":
            page = ListingPage(**message["item"])
            self.tried[site].add(page.url)
            tally.pages[page.url], tally.entries[page.url] = message["verdict"], message["entries"]
            tally.elsewhere.update(message["elsewhere"])
            tally.trap = message["trap"] or tally.trap
            await store.listed(page)
        elif kind == "reject":
            item = notice(message["item"])
            tally.rejects[message["reason"]] += 1
            if message["reason"] == "error":
                tally.errors.append(message["detail"])
            self.tried[site].add(item.url)
            await store.reject(item, message["reason"], message["detail"])
        elif kind == "failed":
            address = Address(*message["address"])
            self.tried[site].add(address.url)
            if not (message["final"] and address.known):  # that one was read before goes, is how sites age
                tally.failures[address.url] = message["reason"]
            await store.failed(site, address, message["reason"], message["final"])
        elif kind == "left":
            self.tried[site].add(message["url"])
            if message["reason"]:
                tally.failures[message["url"]] = message["reason"]
            else:
                tally.window_closed = True
        elif kind == "unchanged":
            self.tried[site].add(message["url"])
            tally.articles.add(message["url"])
            await store.unchanged(site, message["url"])

    def verdict(self, number: int, site: Site) -> tuple[str, list[str]]:
        """The verdict on a site and its row, as `scrapy run` makes them."""
        tally, store = self.tally(site.name), self.store
        finish = "shutdown" if self.stopping else "finished"
        verdict, reasons = health.judge(
            tally, site, store.do(runs.history, site.name), finish, store.do(runs.quiet_days, site.name)
        )
        store.do(runs.save_site, number, site.name, {
            "verdict": verdict, "reasons": reasons, "finish_reason": finish, "walk": tally.walk, **tally.counts(),
            "pending": store.do(frontier.left, site.name), "seconds": round(self.seconds[site.name], 1),
        })  # fmt: skip
        return verdict, reasons

    def tally(self, site: str) -> Tally:
        return self.tallies.setdefault(site, Tally(site))

    @staticmethod
    def call(work: Any) -> Any:
        return asyncio.run(work)
