"""The scheduled job: spiders of this process crawl side by side, into one run. Its caller holds the database's lock."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Hashable, Iterator, Sequence

from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler.cli.targets import Target
from crawler.run.running import BRIEF, Run
from crawler.run.stopping import Stoppable, raise_what_ended
from crawler.spiders.listing import ListingSpider
from crawler.spiders.site_settings import follow
from crawler.spiders.tally import Tally
from output.show import summary
from output.store import runs
from output.store.store import Store

PULSE = 1.0  # seconds between two beats
TO_END = 11  # seconds after a signal at which the watchdog ends what has not ended
TO_CLOSE = 600  # seconds that closing a run may take: the verdicts, search, the log

logger = logging.getLogger(__name__)


class Process(Stoppable):
    """One that sets sites up as lanes get free, into a run."""

    def __init__(self, settings: Settings, run: Run) -> None:
        super().__init__(settings)
        self.run = run
        self._unbegun: list[Target] = []  # taken from those that wait, and no request of theirs is made yet

    def _must_end(self, why: str) -> None:
        self.run.seconds_to_tell = BRIEF
        self.run.watchdog.within(TO_END, f"{why}, and what was under way did not come to an end")

    def drive(self, targets: Sequence[Target]) -> Sequence[Target]:
        """Crawl them, SITES_AT_ONCE side by side. Returns those that the end came before. Raises sqlite3.Error."""
        waiting = iter(targets)
        loop = asyncio.get_event_loop()
        lanes = [
            loop.create_task(self._lane(waiting))
            for _ in range(min(len(targets), self.settings.getint("SITES_AT_ONCE")))
        ]
        tasks = [loop.create_task(self._pulse(self._longest_delay(targets))), loop.create_task(self._all(lanes))]
        self.start(stop_after_crawl=False)
        for task in (*lanes, *tasks):
            task.cancel()
        raise_what_ended(lanes)
        return [*self._unbegun, *waiting]

    async def _all(self, lanes: Sequence[asyncio.Task]) -> None:
        await asyncio.gather(*lanes, return_exceptions=True)
        self._stop_reactor()

    async def _lane(self, waiting: Iterator[Target]) -> None:
        while not self.ending:
            target = next(waiting, None)
            if target is None:
                return
            tally = Tally(target.site.name)
            self._unbegun.append(target)
            opened = await self.run.opens_soon(target.site, tally)
            if opened and self.ending:
                return
            self._unbegun.remove(target)
            if not opened:
                continue
            try:
                crawler = Crawler(ListingSpider, _settings_of(target, self.settings))
                await self.crawl(crawler, site=target.site, file=target.file, tally=tally)
                finish_reason = crawler.stats.get_value("finish_reason")
            except sqlite3.Error:
                raise
            except Exception as error:  # one that cannot be set up takes no other along
                logger.exception("%s: the crawl ended", target.site.name)
                tally.errors.append(f"{type(error).__name__}: {error}")
                finish_reason = "error"
            await self.run.judge_soon(target.site, tally, self.ending or finish_reason)

    def _longest_delay(self, targets: Sequence[Target]) -> float:
        return max((target.site.delay or 0 for target in targets), default=0)

    async def _pulse(self, delay: float) -> None:
        """Tell the watchdog that the reactor turns; and end the run when it turns and nothing comes of it."""
        stalled = max(self.settings.getfloat("STALLED"), 4 * delay)
        loop = asyncio.get_running_loop()
        before, since = None, loop.time()
        while True:
            self.run.watchdog.beat()
            moved = self._moved()
            if moved != before:
                before, since = moved, loop.time()
            elif not self.ending and loop.time() - since > stalled > 0:
                self.end(f"hung: nothing came of it for {stalled:g} s")
            await asyncio.sleep(PULSE)

    def _moved(self) -> Hashable:
        """What changes as long as a crawl goes on."""
        counted = [
            crawler.stats.get_value(name)
            for crawler in self.crawlers
            if crawler.stats
            for name in ("downloader/request_count", "downloader/response_count", "item_scraped_count")
        ]
        return (*counted, self.run.moved)


def crawl(targets: Sequence[Target], store: Store, settings: Settings) -> Run:
    """Crawl them until all are done, a signal ends it, or nothing moves any more. Returns the run, which has its
    verdict and is watched until its `watchdog` is left."""
    last = store.do(runs.begun_last)
    targets = sorted(targets, key=lambda target: target.site.name in last)  # those that the last run left out go first
    run = Run(store, settings)
    run.asked(targets[0].asked, [target.site for target in targets])
    process = Process(settings, run)
    run.watchdog.begin()
    with summary.progress(store, [target.site.name for target in targets]):
        left_out = process.drive(targets)
    run.watchdog.beat()
    if not process.ending:
        run.watchdog.within(TO_CLOSE, "closing the run took too long")
    run.leave_out([target.site for target in left_out], "the run was ended before")
    run.judge_open(process.ending or "stopped at once")
    run.finish()
    return run


def _settings_of(target: Target, settings: Settings) -> Settings:
    """The project's settings, then the target's, then its site's table."""
    made = settings.copy()
    made.setdict(target.settings, "cmdline")
    follow(made, target.site)
    return made
