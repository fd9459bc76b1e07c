"""Pages are read in a process of their own, so that none, however heavy or hostile, holds up the crawl.

Between the spider and charset.py, article.py, listing.py: the bytes of an answer go in, an Article or a Listing comes
out, in the order in which they were asked for. In the reactor's thread a page of 100 KB took 30 ms and the worst 400
(bench/crawl.py); asking for it takes 0.2. One process serves all spiders of a crawl. The first page starts it; a page
that ends it, or takes longer than LONGEST, is an error of that page, and the next ones are read by another. However the
crawl ends, its end of the socket closes, and that is what the process waits for.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import pickle
import signal
import socket
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.found import Article, Listing
    from crawler.sites import Site

LONGEST = 60  # seconds that one page may take
# `sys.path` is handed on, since scrapyd runs the project from an egg. Not by multiprocessing, which imports Scrapy once
# more to find `__main__`, and whose workers outlive a parent that was killed.
_BEGIN = "import sys; sys.path[:0] = sys.argv[1:]; from crawler.reading import serve; serve()"


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


def _framed(what: Any) -> bytes:
    data = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(8, "big") + data


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
        frame, answer = _framed((function, arguments)), self.loop.create_future()
        self.asked.append((frame, answer))
        if self.transport:
            self.transport.write(frame)
        elif len(self.asked) == 1:
            self.starting = self.loop.create_task(self.start())
        return answer

    async def start(self) -> None:
        try:
            ours, theirs = socket.socketpair()
            with theirs:
                # A session of its own: Ctrl-C is the crawl's to hear.
                self.process = subprocess.Popen(
                    [sys.executable, "-c", _BEGIN, *sys.path], stdin=theirs, stdout=subprocess.DEVNULL,
                    start_new_session=True,
                )  # fmt: skip
            atexit.register(_end, self.process)
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
        self.process.kill()
        status = self.process.wait()
        if self.asked:
            self.settle(PageError(f"the process that read it ended with {status}"))
        if self.asked:
            self.starting = self.loop.create_task(self.start())


def _end(process: subprocess.Popen) -> None:
    process.kill()
    process.wait()


def serve() -> None:
    """The process: reads what comes in on its standard input, a socket, until that closes."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # sent to all of a service; what the crawl still asks is answered
    from crawler import article, charset, listing  # noqa: F401 - now, while the first page is on its way

    with contextlib.suppress(OSError), socket.socket(fileno=0) as connection, connection.makefile("rwb") as stream:
        while size := stream.read(8):
            function, arguments = pickle.loads(stream.read(int.from_bytes(size, "big")))
            signal.alarm(LONGEST)  # ends the process, also inside a library written in C
            try:
                frame = _framed((function(*arguments), None))
            except Exception as error:
                frame = _framed((error, traceback.format_exc()))
            signal.alarm(0)
            stream.write(frame)
            stream.flush()
