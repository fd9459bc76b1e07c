"""One run, from its row in `runs` to its verdict: for `scrapy run`, `scrapy write` and a spider started alone."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from crawler.fetch.politeness import in_window
from crawler.run import health
from crawler.run.case import Standing
from crawler.run.watchdog import Watchdog
from crawler.sites import said
from crawler.spiders.tally import Tally
from dedup import ENGINE
from nouns.site import Site
from output.exchange.notify import notify
from output.refusals import EXIT, Refusal
from output.show import summary
from output.store import configured, failures, frontier, held, renaming, runs
from output.store.archive import pruning
from output.store.archive.archive import folder_of
from output.store.database import identity, immediate
from output.store.store import Store

BRIEF = 4  # seconds that telling may take where a run has to end
TOLD = 3  # messages at most, the newest

logger = logging.getLogger(__name__)


class Overdue(Refusal):
    """Raised instead of RunLocked when whoever holds the lock has held it longer than any run ever took."""

    status = EXIT["degraded"]


class Run:
    """A run of this store. Its maker holds the database's lock until `finish` has returned, and then calls `tell`."""

    def __init__(self, store: Store, settings: BaseSettings) -> None:
        self.store, self.settings = store, settings
        self._file = identity(store.path)
        self._crashed = store.do(runs.without_end)
        self.number = store.begin_run(ENGINE)
        folder = folder_of(settings["DATABASE"])
        self._no_archive = settings.getbool("ARCHIVE") and store.keep_pages(folder)  # why not
        self.ended: int | None = None  # exit status, once there is a verdict
        self.told: dict[str, Any] = {}
        self.seconds_to_tell: float | None = None  # None: as long as it usually may take
        self.watchdog = Watchdog(self.abandon, settings.getfloat("WATCHDOG"))
        self._open: dict[str, tuple[Site, Tally, float]] = {}  # being crawled, and since when
        self._judged: dict[str, tuple[str, list[str]]] = {}
        self._reasons: list[str] = []

    def asked(self, what: str, sites: Sequence[Site]) -> None:
        """Keep what the run is of: `all` or `some` sites of the file, or addresses named but `once`."""
        do = self.store.do
        do(configured.save_asked, self.number, what)
        if what == configured.ONCE:
            do(configured.save_once, [site.name for site in sites])
        else:
            file = Path(self.settings["SITES"]).absolute()
            for path in (str(file), *do(configured.others, str(file))):
                if (now := said(path)) is not None:
                    do(configured.save, path, now)
            self._take_over(sites)
            for reason in _crawled_twice(sites):
                self.note(reason)

    def _take_over(self, sites: Sequence[Site]) -> None:
        """A table that was given another name by hand is the site it was: its notices, met under a new name, would all
        be reposts of themselves."""
        for old, new in self.store.do(renaming.heirs, {site.name: site.start_urls for site in sites}).items():
            moved = self.store.rename(old, new)
            logger.warning("%s is %s now, with %s notices: the sites file has its list there", old, new, moved)

    def opens(self, site: Site, tally: Tally | None = None) -> bool:
        """Whether a site is to be crawled now. Its row is written either way; outside its window it says so."""
        return self.store.do(self._opens, site, tally)

    async def opens_soon(self, site: Site, tally: Tally | None = None) -> bool:
        """The same, from the event loop."""
        return await self.store.do_soon(self._opens, site, tally)

    def _opens(self, connection: sqlite3.Connection, site: Site, tally: Tally | None) -> bool:
        opened = in_window(site.window, datetime.now(timezone.utc))
        closed = {"verdict": "ok", "reasons": [f"not crawled: outside its window {site.window}"]}
        runs.save_site(connection, self.number, site.name, {"verdict": "running"} if opened else closed)
        if opened:
            self._open[site.name] = site, tally or Tally(site.name), time.monotonic()
        return opened

    def judge(self, site: Site, tally: Tally, finish_reason: str, seconds: float | None = None) -> None:
        """The verdict on a site and its row; `seconds`: what its crawl took, by default since it was opened."""
        self._take(site, self.store.do(self._judge, site, tally, finish_reason, seconds))

    async def judge_soon(self, site: Site, tally: Tally, finish_reason: str) -> None:
        """The same, from the event loop."""
        self._take(site, await self.store.do_soon(self._judge, site, tally, finish_reason, None))

    def _judge(
        self, connection: sqlite3.Connection, site: Site, tally: Tally, finish_reason: str, seconds: float | None
    ) -> tuple[str, list[str]]:
        verdict, reasons = health.judge(
            tally,
            site,
            runs.history(connection, site.name, health.LASTING),
            finish_reason,
            runs.quiet_days(connection, site.name),
            failures.missing(connection, site.name),
            runs.bare_share(connection, site.name, self.number),
            self._standing(connection, site.name),
        )
        if seconds is None:
            seconds = time.monotonic() - self._open[site.name][2]
        runs.save_site(
            connection,
            self.number,
            site.name,
            {
                "verdict": verdict,
                "reasons": reasons,
                "finish_reason": finish_reason,
                "walk": tally.walk,
                **tally.counts(),
                "pending": frontier.left(connection, site.name),
                "seconds": round(seconds, 1),
            },
        )
        return verdict, reasons

    def _take(self, site: Site, judged: tuple[str, list[str]]) -> None:
        self._open.pop(site.name, None)
        self._judged[site.name] = judged

    def judge_open(self, finish_reason: str) -> None:
        """The verdict on every site that is still open, also on those whose opening the store has yet to take."""
        for site, tally, _since in self.store.do(lambda connection: list(self._open.values())):
            self.judge(site, tally, finish_reason)

    def leave_out(self, sites: Sequence[Site], why: str) -> None:
        """Sites that the run ended before, opened or not: nothing is known against them, and the next run begins with
        them."""
        if not sites:
            return
        names = [site.name for site in sites]
        self.store.do(runs.save_sites, self.number, names, "degraded", f"not begun: {why}")
        for name in names:
            self._open.pop(name, None)
        self._judged |= {name: ("degraded", []) for name in names}
        named = ", ".join(site.name for site in sites[:3]) + (" …" if len(sites) > 3 else "")
        self._reasons.append(f"{len(sites)} site{'s' * (len(sites) != 1)} not begun: {why}: {named}")

    def _standing(self, connection: sqlite3.Connection, site: str) -> Standing:
        """What is amiss with a site as long as it is."""
        return Standing(
            failures.not_believed(connection, site),
            held.counts(connection, site),
            runs.same_texts(connection, self.number, site),
            runs.keeps(connection, self.number, site),
        )

    def note(self, reason: str) -> None:
        """Something is wrong that is no site's."""
        self._reasons.append(reason)
        self._judged[""] = "degraded", []

    def finish(self) -> dict[str, Any]:
        """Close the run with the verdict on it. Returns summary.of_run's account of it, which stays in `told`."""
        if self._no_archive:
            self.note(f"archive: no page of this run was kept as it came: {self._no_archive}")
        if identity(self.store.path) != self._file:
            self.note(f"{self.store.path}: deleted or replaced while the run wrote to it: nothing of it is kept there")
        if self.store.archive:
            days, gigabytes = self.settings.getint("ARCHIVE_DAYS"), self.settings.getfloat("ARCHIVE_GB")
            pruning.prune(self.store, days, gigabytes)
            for reason in self.store.archive.amiss():
                self.note(reason)
        self.ended = self.store.do(self._finish)
        self.told = self.store.do(summary.of_run, self.number) | {"crashed": self._crashed}
        return self.told

    @property
    def moved(self) -> tuple[int, int]:
        """What changes as long as something is stored."""
        return self.store.taken, len(self._judged)

    def _finish(self, connection: sqlite3.Connection) -> int:
        verdict = health.worst([verdict for verdict, _reasons in self._judged.values()])
        reasons = [f"{name}: {reason}" for name, (_verdict, said) in self._judged.items() for reason in said]
        return runs.finish(connection, self.number, verdict, self._reasons + reasons)

    def abandon(self, why: str) -> int:
        """End the run from the watchdog's thread, where its own does not come back: judge what is open, and have it
        told. Returns the exit status. What was acknowledged is kept; what was under way is pending."""
        if self.ended is not None:  # only tidying up took too long
            return self.ended
        failed = EXIT["failed"]
        try:
            with closing(sqlite3.connect(self.store.path, timeout=2)) as connection, immediate(connection):
                for site, tally, _since in list(self._open.values()):
                    self._judged[site.name] = self._judge(connection, site, tally, why, None)
                self._finish(connection)
            with closing(sqlite3.connect(self.store.path, timeout=2)) as connection:
                told = summary.of_run(connection, self.number)
        except sqlite3.Error as error:  # the next run marks it crashed
            told = runs.unwritten(f"{why}; {error}", self.number)
        tell(told, self.settings, BRIEF)
        return told["run"]["exit_code"] or failed


def _crawled_twice(sites: Iterable[Site]) -> Iterator[str]:
    """Lists that several tables name: what stands there would be a repost of itself for ever."""
    tables: dict[str, dict[str, None]] = {}
    for site in sites:
        for url in site.start_urls:
            address = url.partition("#")[0].partition("://")[2].removesuffix("?").replace("/./", "/")
            tables.setdefault(address, {})[site.name] = None
    for address, names in tables.items():
        if len(names) > 1:
            yield f"one list in several tables ({', '.join(names)}): {address}; scrapy sites remove takes one out"


def tell(told: dict[str, Any], settings: BaseSettings, seconds: float | None = None) -> None:
    """Have somebody told of a run that is not well, and of those before it that ended without a verdict. To be called
    when the database's lock is free: whoever is told may be slow."""
    bad = [{"run": run, "sites": [], "changes": {}} for run in told.get("crashed", ())]
    bad += [told] if told["run"]["exit_code"] else []
    for each in bad[-TOLD:]:
        notify(each, settings["NOTIFY_COMMAND"], settings["NOTIFY_WEBHOOK"], seconds)


@contextmanager
def telling(settings: BaseSettings) -> Iterator[None]:
    """Around a run and its lock: has somebody told also of an end that brought no verdict. Raises what the block
    raises, and Overdue where a lock is held longer than any run ever took."""
    try:
        yield
    except runs.RunLocked as error:
        if why := runs.overdue(settings["DATABASE"]):
            tell(runs.unwritten(why, verdict="degraded"), settings)
            raise Overdue(f"{error}; {why}") from None
        raise
    except Exception as error:
        tell(runs.unwritten(str(error) or type(error).__name__), settings)
        raise
