"""scrapy run: the scheduled job. Lock, crawl, merge, store, verdict; the exit code tells a timer how it went."""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import time
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler import browser, command, health
from crawler.demo.server import Demo
from crawler.politeness import in_window
from crawler.sites import ConfigError, Site, from_url, load
from crawler.spiders.listing import ListingSpider
from dedup import ENGINE
from output import frontier, runs, summary
from output.database import DatabaseError
from output.notify import notify
from output.store import Store


class Command(command.Command):
    about = "Crawl sites, merge reposts, store, and say how it went"
    arguments = "[SITE ...] [--url URL | --file PATH | --demo VARIANT]"
    examples = """exit status: 0 ok, 2 degraded, 3 failed, 75 another run holds the lock
examples:
  scrapy run                          every site of crawler/sites.toml
  scrapy run luohu -s DATABASE=my.db  one of them, into another file
  scrapy run --url https://example.gov.cn/tzgg/
  scrapy run --file saved.html --base https://example.gov.cn/tzgg/
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--url", help="crawl the listing at this address, without configuration")
        parser.add_argument("--file", help="read a saved listing page, HTML or plain text")
        parser.add_argument("--base", help="with --file: the address the page was saved from")
        parser.add_argument("--demo", choices=["inline", "linked"], help="crawl the demo site, served on loopback")
        parser.add_argument("--json", action="store_true", help="print the verdict as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with ExitStack() as stack:
            try:
                sites = self.sites(args, opts, stack)
                database = self.settings["DATABASE"]
                stack.enter_context(runs.lock(database))
                store = Store.shared(database, self.settings["SYNCHRONOUS"])
            except (ConfigError, DatabaseError, OSError) as error:
                self.refuse(error)
            except runs.RunLocked as error:
                self.refuse(error, runs.LOCKED)
            else:
                stack.callback(store.close)
                try:
                    self.crawl(sites, opts, store)
                except sqlite3.Error as error:  # the run stays `running`; the next one marks it crashed
                    self.refuse(f"{database}: {error}")

    def sites(self, args: list[str], opts: argparse.Namespace, stack: ExitStack) -> list[tuple[Site, dict, dict]]:
        """What to crawl: site, spider arguments, settings. Raises ConfigError."""
        if sum(map(bool, (args, opts.url, opts.file, opts.demo))) > 1:
            raise ConfigError("give sites, --url, --file or --demo, not several of them")
        if opts.demo:
            try:
                demo = stack.enter_context(Demo(variant=opts.demo, port=self.settings.getint("DEMO_PORT")))
            except OSError as error:
                port = self.settings["DEMO_PORT"]
                raise ConfigError(f"DEMO_PORT: {port}: the demo cannot be served there: {error}") from None
            quick = {"ALLOW_PRIVATE_ADDRESSES": True, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
            return [(Site("demo", (demo.url,), region="深圳市罗湖区"), {}, quick)]
        if opts.file:
            path = Path(opts.file)
            if not path.is_file():
                raise ConfigError(f"--file: no such file: {opts.file}")
            if opts.base:
                return [(from_url(opts.base, allow_offsite=True), {"file": opts.file}, {})]
            name = "".join(c if c.isalnum() or c in "_.-" else "-" for c in path.stem.lower())
            return [(Site(name, (path.absolute().as_uri(),), allow_offsite=True), {"file": opts.file}, {})]
        if opts.url:
            return [(from_url(opts.url), {}, {})]
        known = load(self.settings["SITES"])
        if unknown := [name for name in args if name not in known]:
            raise ConfigError(f"no such site: {', '.join(unknown)}; known: {', '.join(known) or 'none'}")
        if not known:
            raise ConfigError(f"{self.settings['SITES']}: names no site yet; see the example in it, or give --url")
        chosen = [known[name] for name in (args or known)]
        if any(site.render for site in chosen) and (reason := browser.missing()):
            raise ConfigError(reason)
        return [(site, {}, {}) for site in chosen]

    def crawl(self, sites: list[tuple[Site, dict, dict]], opts: argparse.Namespace, store: Store) -> None:
        begun = time.monotonic()
        run = store.begin_run(ENGINE)
        process = AsyncCrawlerProcess(self.settings)
        jobs = []
        for site, arguments, more in sites:
            if not in_window(site.window, datetime.now(timezone.utc)):
                closed = {"verdict": "ok", "reasons": [f"not crawled: outside its window {site.window}"]}
                store.do(runs.save_site, run, site.name, closed)
                continue
            jobs.append((site, Crawler(ListingSpider, self.settings_of(site, more)), arguments))
            store.do(runs.save_site, run, site.name, {"verdict": "running"})
        with summary.progress(store, [site.name for site, _crawler, _arguments in jobs]):
            if jobs:
                self.drive(process, jobs)
        verdicts, reasons = [], []
        for site, crawler, _arguments in jobs:
            verdict, why = self.verdict(store, run, site, crawler, time.monotonic() - begun)
            verdicts.append(verdict)
            reasons += [f"{site.name}: {reason}" for reason in why]
        self.exitcode = store.do(runs.finish, run, health.worst(verdicts), reasons)
        told = store.do(summary.of_run, run)
        if self.exitcode:
            notify(told, self.settings["NOTIFY_COMMAND"], self.settings["NOTIFY_WEBHOOK"])
        print(json.dumps(told, ensure_ascii=False, indent=1) if opts.json else summary.text(told, store.path))

    def settings_of(self, site: Site, more: dict[str, Any]) -> Settings:
        """The project's settings with what this site's table says otherwise."""
        settings = self.settings.copy()
        if site.delay is not None:
            # With a delay of 0 Scrapy 2.19 does not keep to CONCURRENT_REQUESTS_PER_DOMAIN.
            settings.set("DOWNLOAD_DELAY", max(site.delay, 0.001), "cmdline")
        if site.concurrency is not None:
            settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", site.concurrency, "cmdline")
        settings.setdict(more, "cmdline")
        if site.render:
            settings.setdict(browser.settings(settings.getbool("ALLOW_PRIVATE_ADDRESSES")), "cmdline")
        return settings

    def drive(self, process: AsyncCrawlerProcess, jobs: list[tuple[Site, Crawler, dict[str, Any]]]) -> None:
        """Run the spiders, SITES_AT_ONCE at a time, until all are done or a signal ends it."""
        waiting = iter(jobs)
        loop = asyncio.get_event_loop()

        async def lane() -> None:
            for site, crawler, arguments in waiting:
                await process.crawl(crawler, site=site, **arguments)

        async def all_lanes() -> None:
            lanes = [lane() for _ in range(min(len(jobs), self.settings.getint("SITES_AT_ONCE")))]
            await asyncio.gather(*lanes, return_exceptions=True)
            process._stop_reactor()

        task = loop.create_task(all_lanes())
        process.start(stop_after_crawl=False)
        task.cancel()

    def verdict(self, store: Store, run: int, site: Site, crawler: Crawler, seconds: float) -> tuple[str, list[str]]:
        tally = crawler.spider.tally if crawler.spider else health.Tally(site.name)
        finish = (crawler.stats.get_value("finish_reason") if crawler.stats else None) or "stopped at once"
        verdict, reasons = health.judge(
            tally, site, store.do(runs.history, site.name), finish, store.do(runs.quiet_days, site.name)
        )
        store.do(runs.save_site, run, site.name, {
            "verdict": verdict, "reasons": reasons, "finish_reason": finish, "walk": tally.walk, **tally.counts(),
            "pending": store.do(frontier.left, site.name), "seconds": round(seconds, 1),
        })  # fmt: skip
        return verdict, reasons
