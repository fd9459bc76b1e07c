"""scrapy run: the scheduled job. Lock, crawl, merge, store, verdict; the exit code tells a timer how it went."""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler import browser, command
from crawler.demo.server import Demo
from crawler.health import Tally
from crawler.running import Run
from crawler.sites import ConfigError, Site, from_url, load
from crawler.spiders.listing import ListingSpider, follow
from output import runs, summary
from output.database import DatabaseError
from output.store import Store


class Process(AsyncCrawlerProcess):
    """Scrapy's, telling also at our log level that a signal was heard: the end waits for requests under way."""

    def _signal_shutdown(self, signum: int, frame: Any) -> None:
        print("stopping when the requests under way are done; once more stops at once", file=sys.stderr)
        super()._signal_shutdown(signum, frame)


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
        run = Run(store, self.settings)
        process = Process(self.settings)
        jobs = [
            (site, Crawler(ListingSpider, self.settings_of(site, more)), arguments)
            for site, arguments, more in sites if run.opens(site)
        ]  # fmt: skip
        with summary.progress(store, [site.name for site, _crawler, _arguments in jobs]):
            if jobs:
                self.drive(process, jobs)
        for site, crawler, _arguments in jobs:
            finish_reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
            tally = crawler.spider.tally if crawler.spider else Tally(site.name)
            run.judge(site, tally, finish_reason or "stopped at once")
        self.finish(run, opts)

    def finish(self, run: Run, opts: argparse.Namespace) -> None:
        """Close the run, print what it did, and exit with its verdict."""
        told = run.finish()
        self.exitcode = told["run"]["exit_code"]
        print(json.dumps(told, ensure_ascii=False, indent=1) if opts.json else summary.text(told, run.store.path))

    def settings_of(self, site: Site, more: dict[str, Any]) -> Settings:
        """The project's settings with what the command and this site's table say otherwise."""
        settings = self.settings.copy()
        settings.setdict(more, "cmdline")
        follow(settings, site)
        return settings

    def drive(self, process: Process, jobs: list[tuple[Site, Crawler, dict[str, Any]]]) -> None:
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
