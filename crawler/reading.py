"""Pages are read in a process of their own, so that none, however heavy or hostile, holds up the crawl.

Between the spider and charset.py, article.py, listing.py: the bytes of an answer go in, an Article or a Listing comes
out, in the order in which they were asked for. In the reactor's thread a page of 100 KB took 30 ms and the worst 400
(bench/crawl.py); asking for it takes 0.2. One process serves all spiders of a crawl. The first page starts it; a page
that ends it, or takes longer than LONGEST, is an error of that page, and the next ones are read by another.
"""

from __future__ import annotations

import asyncio
import pickle
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dedup import aside

if TYPE_CHECKING:
    from crawler.found import Article, Listing
    from crawler.sites import Site

LONGEST = 60  # seconds that one page may take
class PageError(Exception):
    """Raised for a page that ended the process that read it, or was the cause of what is raised: its traceback."""


def begin() -> None:
    """Start the process, so that it is there when the first page is: half a second earlier."""
    _Reader.running().ask(int)


async def read_listing(body: bytes, declared: str, url: str, now: datetime, site: Site) -> Listing:
    """What crawler.listing.find says of an answer's bytes; `declared`: its Content-Type. Raises PageError."""
    return await _Reader.running().ask(_find, body, declared, url, now, site)


async def read_article(body: bytes, declared: str, url: str, now: datetime, title: str, site: Site) -> Article:
    """What crawler.article.read says of an answer's bytes; `declared`: its Content-Type. Raises PageError."""
    return await _Reader.running().ask(_read, body, declared, url, now, title, site)


# What the process does when asked. Pickled by name: what reads is imported there, and never by the crawl.


def _find(body: bytes, declared: str, url: str, now: datetime, site: Site) -> Listing:
    from crawler import charset, listing

    return listing.find(charset.decode(body, declared, site.encoding)[0], url, now, site)


def _read(body: bytes, declared: str, url: str, now: datetime, title: str, site: Site) -> Article:
    from crawler import article, charset

    return article.read(charset.decode(body, declared, site.encoding)[0], url, now, title, site)


class _Reader(asyncio.Protocol):
    """The crawl's end of the socket, of one event loop."""

    _latest: _Reader | None = None

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.asked: deque[tuple[bytes, asyncio.Future]] = deque()  # not empty without a transport: one is on its way
        self.transport: Any = None
        self.received = bytearray()

    @classmethod
    def running(cls) -> _Reader:
        if cls._latest is None or cls._latest.loop is not asyncio.get_running_loop():
            cls._latest = cls()
        return cls._latest

    def ask(self, function: Callable[..., Any], *arguments: Any) -> asyncio.Future:
        frame, answer = aside.framed((function, arguments)), self.loop.create_future()
        self.asked.append((frame, answer))
        if self.transport:
            self.transport.write(frame)
        elif len(self.asked) == 1:
            self.starting = self.loop.create_task(self.start())
        return answer

    async def start(self) -> None:
        try:
            self.process, ours = aside.start("crawler.article crawler.charset crawler.listing", LONGEST)
            await self.loop.create_connection(lambda: self, sock=ours)
        except OSError as error:
            while self.asked:
                self.settle(error)

    def settle(self, result: Any) -> None:
        """Give the one who asked first what came of it."""
        _, answer = self.asked.popleft()
        if answer.done():  # the crawl was stopped meanwhile
            return
        if isinstance(result, Exception):
            answer.set_exception(result)
        else:
            answer.set_result(result)

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.writelines([frame for frame, _ in self.asked])

    def data_received(self, data: bytes) -> None:
        self.received += data
        while len(self.received) >= 8 and len(self.received) - 8 >= (size := int.from_bytes(self.received[:8], "big")):
            result, cause = pickle.loads(self.received[8 : 8 + size])
            del self.received[: 8 + size]
            if cause:
                result.__cause__ = PageError(cause)
            self.settle(result)

    def connection_lost(self, error: Exception | None) -> None:
        self.transport = None
        self.received.clear()
        status = aside.end(self.process)
        if self.asked:
            self.settle(PageError(f"the process that read it ended with {status}"))
        if self.asked:
            self.starting = self.loop.create_task(self.start())
