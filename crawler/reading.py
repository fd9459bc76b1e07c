"""Pages are read in a process of their own, so that none, however heavy or hostile, holds up the crawl.

Between the spider and charset.py, article.py, listing.py: the bytes of an answer go in, an Article or a Listing comes
out, listings first. Texts are cleaned there too: an article's along with it, and what stands whole in a list. In the
reactor's thread a page of 100 KB took 30 ms and the worst 400 (bench/crawl.py); asking for it takes 0.2. One process
serves all spiders of a crawl. The first page starts it; a page that ends it, or takes longer than LONGEST, is an error
of that page, and the next ones are read by another.
"""

from __future__ import annotations

import asyncio
import pickle
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dedup import aside

if TYPE_CHECKING:
    from socket import socket
    from subprocess import Popen

    from crawler.found import Article, Listing
    from crawler.items import Notice
    from crawler.sites import Site
    from pipelines.said import Said

LONGEST = 60  # seconds that one page may take
LOADED = "crawler.article crawler.charset crawler.listing pipelines.said"
AT_ONCE = 4  # pages that are with the process; the others can still be overtaken by a listing page


class PageError(Exception):
    """Raised for a page that ended the process that read it, or was the cause of what is raised: its traceback."""


def prepare() -> None:
    """Start the process, which takes half a second to load what reads pages, before there is an event loop."""
    with suppress(OSError):
        _Reader.prepared = aside.start(LOADED, LONGEST)


def begin() -> None:
    """Start the process, if it was not prepared, so that it is there when the first page is."""
    _Reader.running().ask(int)


async def read_listing(body: bytes, declared: str, url: str, now: datetime, site: Site) -> Listing:
    """What crawler.listing.find says of an answer's bytes; `declared`: its Content-Type. It goes before articles: what
    there is to fetch depends on it. Raises PageError."""
    return await _Reader.running().ask(_find, body, declared, url, now, site, first=True)


async def read_article(body: bytes, declared: str, url: str, now: datetime, title: str, site: Site) -> Article:
    """What crawler.article.read says of an answer's bytes, and what cleaning makes of it; `declared`: its Content-Type;
    `title`: for one without. Raises PageError."""
    return await _Reader.running().ask(_read, body, declared, url, now, title, site)


async def clean(notices: Iterable[Notice]) -> None:
    """Have made, for notices that come without it, what pipelines.said.said makes of them. Raises PageError."""
    bare = [notice for notice in notices if notice.said is None]
    asked = [_Reader.running().ask(_clean, notice.title_raw, notice.body_raw) for notice in bare]
    for notice, said in zip(bare, await asyncio.gather(*asked), strict=True):
        notice.said = said


# What the process does when asked. Pickled by name: what reads is imported there, and never by the crawl.


def _find(body: bytes, declared: str, url: str, now: datetime, site: Site) -> Listing:
    from crawler import charset, feeds, listing

    return listing.find(charset.decode(feeds.unpacked(body), declared, site.encoding)[0], url, now, site, pins=False)


def _read(body: bytes, declared: str, url: str, now: datetime, title: str, site: Site) -> Article:
    from crawler import article, charset

    found = article.read(charset.decode(body, declared, site.encoding)[0], url, now, title, site)
    return replace(found, said=_clean(found.title or title, found.body))


def _clean(title_raw: str, body_raw: str) -> Said:
    from pipelines import said

    return said.said(title_raw, body_raw)


class _Reader(asyncio.Protocol):
    """The crawl's end of the socket, of one event loop."""

    _latest: _Reader | None = None
    prepared: tuple[Popen, socket] | None = None

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.waiting: deque[tuple[bytes, asyncio.Future]] = deque()
        self.asked: deque[tuple[bytes, asyncio.Future]] = deque()  # of the process, or to be when it is there
        self.transport: Any = None
        self.received = bytearray()

    @classmethod
    def running(cls) -> _Reader:
        if cls._latest is None or cls._latest.loop is not asyncio.get_running_loop():
            cls._latest = cls()
        return cls._latest

    def ask(self, function: Callable[..., Any], *arguments: Any, first: bool = False) -> asyncio.Future:
        """What comes of it; `first`: before all that waits."""
        frame, answer = aside.framed((function, arguments)), self.loop.create_future()
        (self.waiting.appendleft if first else self.waiting.append)((frame, answer))
        if not self.transport and not self.asked:
            self.starting = self.loop.create_task(self.start())
        self.hand_in()
        return answer

    def hand_in(self) -> None:
        while self.waiting and len(self.asked) < AT_ONCE:
            self.asked.append(self.waiting.popleft())
            if self.transport:
                self.transport.write(self.asked[-1][0])

    async def start(self) -> None:
        try:
            self.process, ours = _Reader.prepared or aside.start(LOADED, LONGEST)
            _Reader.prepared = None
            await self.loop.create_connection(lambda: self, sock=ours)
        except OSError as error:
            while self.asked:
                self.settle(error)

    def settle(self, result: Any) -> None:
        """Give the one who asked first what came of it."""
        _, answer = self.asked.popleft()
        self.hand_in()
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
