"""A process of crawls that ends when it is told to: at one signal, whatever its sites do then."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterable
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawler.fetch.politeness import Stopped

PATIENCE = 8  # seconds that requests under way have to come to an end; then the reactor stops


class Stoppable(AsyncCrawlerProcess):
    """Scrapy's, which ends when it is told to, whatever its sites do then."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.ending = ""  # why, once it is

    def start(self, *arguments: Any, **named: Any) -> None:
        """Scrapy's. A terminal that is closed, or a session that ends, ends it as well, unless nohup says otherwise."""
        hang_up = getattr(signal, "SIGHUP", None)
        if hang_up and signal.getsignal(hang_up) == signal.SIG_DFL:
            signal.signal(hang_up, self._signal_shutdown)
        super().start(*arguments, **named)

    def end(self, why: str) -> None:
        """Come to an end: begin nothing more, let what is under way arrive for PATIENCE seconds, then stop."""
        if self.ending:
            return
        self.ending = why
        self._must_end(why)
        for engine in map(_engine, self.crawlers):
            _drop_waiting(engine)
        asyncio.get_running_loop().call_later(PATIENCE, self._stop_reactor)
        self._graceful_stop_reactor()

    async def stop(self) -> None:
        """Scrapy's, without those that have no engine yet: they begin nothing before the reactor stops."""
        begun = [crawler for crawler in self.crawlers if _engine(crawler)]
        if begun:
            await asyncio.wait([asyncio.ensure_future(crawler.stop_async()) for crawler in begun])

    def _must_end(self, why: str) -> None:
        """It is to end soon, whatever the reactor does."""

    def _signal_shutdown(self, signum: int, frame: Any) -> None:
        from scrapy.utils.ossignal import install_shutdown_handlers
        from twisted.internet import reactor

        print("stopping when the requests under way are done; once more stops at once", file=sys.stderr)
        install_shutdown_handlers(self._signal_kill)
        self._must_end("shutdown")  # also where the reactor is blocked and never comes to `end`
        reactor.callFromThread(self._log_shutdown, signum)
        reactor.callFromThread(self.end, "shutdown")


def raise_what_ended(lanes: Iterable[asyncio.Task]) -> None:
    """Raises what one of these raised, if one did."""
    for lane in lanes:
        error = lane.exception() if lane.done() and not lane.cancelled() else None
        if error:
            raise error


def _engine(crawler: Crawler) -> Any:
    """Its engine, once it has one."""
    try:
        return crawler.engine
    except RuntimeError:
        return None


def _drop_waiting(engine: Any) -> None:
    """Let go of requests that wait for their turn: with a delay of 8 s they would take minutes. They stay pending."""
    for slot in engine.downloader.slots.values() if engine else ():
        while slot.queue:
            slot.queue.popleft()[1].errback(Failure(Stopped("the run was ended")))
