"""scrapy run: the scheduled job. Lock, crawl, merge, store, verdict; the exit code tells a timer how it went."""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
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


@dataclass
class Target:
    """What a spider is started on; `file`: a saved page to read in place of the site's addresses."""

    site: Site
    file: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)


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
                targets = self.targets(args, opts, stack)
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
                    self.crawl(targets, opts, store)
                except sqlite3.Error as error:  # the run stays `running`; the next one marks it crashed
                    self.refuse(f"{database}: {error}")

    def targets(self, args: list[str], opts: argparse.Namespace, stack: ExitStack) -> list[Target]:
        """What to crawl. Raises ConfigError."""
        if sum(map(bool, (args, opts.url, opts.file, opts.demo))) > 1:
            raise ConfigError("give sites, --url, --file or --demo, not several of them")
        if opts.demo:
            return [self.demo(opts.demo, stack)]
        if opts.file:
            return [self.saved(opts.file, opts.base)]
        if opts.url:
            return [Target(from_url(opts.url))]
        return self.configured(args)

    def demo(self, variant: str, stack: ExitStack) -> Target:
        """The demo site, served until the stack is closed. Raises ConfigError."""
        port = self.settings.getint("DEMO_PORT")
        try:
            demo = stack.enter_context(Demo(variant, port))
        except OSError as error:
            raise ConfigError(f"DEMO_PORT: {port}: the demo cannot be served there: {error}") from None
        quick = {"ALLOW_PRIVATE_ADDRESSES": True, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
        return Target(Site("demo", (demo.url,), region="深圳市罗湖区"), settings=quick)

    def saved(self, file: str, base: str | None) -> Target:
        """A saved page, as a site named by its address or its file. Raises ConfigError."""
        path = Path(file)
        if not path.is_file():
            raise ConfigError(f"--file: no such file: {file}")
        if base:
            return Target(from_url(base, allow_offsite=True), file)
        name = "".join(c if c.isalnum() or c in "_.-" else "-" for c in path.stem.lower())
        return Target(Site(name, (path.absolute().as_uri(),), allow_offsite=True), file)

    def configured(self, names: list[str]) -> list[Target]:
        """These sites of the file, or all. Raises ConfigError."""
        known = load(self.settings["SITES"])
        if unknown := [name for name in names if name not in known]:
            raise ConfigError(f"no such site: {', '.join(unknown)}; known: {', '.join(known) or 'none'}")
        if not known:
            raise ConfigError(f"{self.settings['SITES']}: names no site yet; see the example in it, or give --url")
        chosen = [known[name] for name in (names or known)]
        if any(site.render for site in chosen) and (reason := browser.missing()):
            raise ConfigError(reason)
        return [Target(site) for site in chosen]

    def crawl(self, targets: list[Target], opts: argparse.Namespace, store: Store) -> None:
        run = Run(store, self.settings)
        process = Process(self.settings)
        jobs = [
            (target, Crawler(ListingSpider, self.settings_of(target))) for target in targets if run.opens(target.site)
        ]
        with summary.progress(store, [target.site.name for target, _crawler in jobs]):
            if jobs:
                self.drive(process, jobs)
        for target, crawler in jobs:
            finish_reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
            tally = crawler.spider.tally if crawler.spider else Tally(target.site.name)
            run.judge(target.site, tally, finish_reason or "stopped at once")
        self.finish(run, opts)

    def finish(self, run: Run, opts: argparse.Namespace) -> None:
        """Close the run, print what it did, and exit with its verdict."""
        told = run.finish()
        self.exitcode = told["run"]["exit_code"]
        print(json.dumps(told, ensure_ascii=False, indent=1) if opts.json else summary.text(told, run.store.path))

    def settings_of(self, target: Target) -> Settings:
        """The project's settings, then the target's, then its site's table."""
        settings = self.settings.copy()
        settings.setdict(target.settings, "cmdline")
        follow(settings, target.site)
        return settings

    def drive(self, process: Process, jobs: list[tuple[Target, Crawler]]) -> None:
        """Run the spiders, SITES_AT_ONCE at a time, until all are done or a signal ends it."""
        waiting = iter(jobs)
        loop = asyncio.get_event_loop()

        async def lane() -> None:
            for target, crawler in waiting:
                await process.crawl(crawler, site=target.site, file=target.file)

        async def all_lanes() -> None:
            lanes = [lane() for _ in range(min(len(jobs), self.settings.getint("SITES_AT_ONCE")))]
            await asyncio.gather(*lanes, return_exceptions=True)
            process._stop_reactor()

        task = loop.create_task(all_lanes())
        process.start(stop_after_crawl=False)
        task.cancel()
