"""The browser's downloads, bounded: whatever a page does, it ends in time, and the browser stays within its memory.

scrapy-playwright waits for a page as long as it takes, and a script without end takes for ever: neither the page nor
the browser answers then. So a page has TOTAL seconds, and a browser that cannot close it is killed and begun anew; so
is one that takes more than MEGABYTES. Who was being built beside the culprit is built again, alone, which tells the two
apart. Bytes are counted where all of them come through (browser_proxy.py).
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from playwright._impl._errors import TargetClosedError
from playwright.async_api import BrowserContext, Error as PlaywrightError, Page
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler.fetch.browser_proxy import GuardedProxy

TOTAL = 45  # seconds that a page may take, everything included
TO_CLOSE = 3  # seconds that closing a page or the browser may take
MEGABYTES = 500  # of its own that all processes of a browser may take together
LOOK = 0.1  # seconds between two looks at them

_documents: WeakKeyDictionary[Page, list[int]] = WeakKeyDictionary()  # status of each that a page has shown
_quiet: WeakSet[BrowserContext] = WeakSet()  # where pages that pages open ask for nothing

logger = logging.getLogger(__name__)


class Unbearable(Exception):
    """Raised for a page that takes the browser too long, or too much of something."""


class Handler(ScrapyPlaywrightDownloadHandler):
    """Downloads what bears `playwright` in its meta by a browser of its site, and the rest without."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._mark = f"--notices={secrets.token_hex(8)}"  # chromium ignores it; its process is found by it
        self.config.launch_options["args"] = [*self.config.launch_options["args"], self._mark]
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        private = crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        self._proxy = GuardedProxy.shared(private, crawler.settings.get("PROXY") or "")
        self._flight: set[asyncio.Future] = set()
        self._alone = asyncio.Lock()
        self._why = ""  # the browser was killed

    async def _download_request(self, request: Request, spider: Any = None) -> Response:
        spider = spider or self._crawler.spider
        async with self._alone:
            pass
        with suppress(TargetClosedError):
            return await self._bounded(request, spider)
        async with self._alone:
            while self._flight:
                await asyncio.wait(set(self._flight))
            await self._gone()
            self._why = ""
            try:
                return await self._bounded(request, spider)
            except TargetClosedError:
                raise Unbearable(self._why or "the browser ended over it") from None

    async def _bounded(self, request: Request, spider: Any) -> Response:
        """Raises Unbearable, TargetClosedError, and what Playwright says of a page that does not load."""
        task = asyncio.ensure_future(self._download_request_with_retry(request=request, spider=spider))
        self._flight.add(task)
        task.add_done_callback(self._flight.discard)
        watching, begun = asyncio.ensure_future(self._watch(task)), time.monotonic()
        try:
            done, _pending = await asyncio.wait({task}, timeout=TOTAL)
            if done:
                return self._checked(self._ended(task.result(), request), begun)
            task.cancel()
            await self._let_go(request.meta.get("page_built"))
            raise Unbearable(f"the browser had not built it after {TOTAL} s")
        finally:
            watching.cancel()

    @staticmethod
    def _ended(response: Response, request: Request) -> Response:
        """With the status of the page that the browser ended on: a gate's script loads what stands behind it, and the
        first answer said 412 or 521."""
        met = statuses(request.meta.get("page_built"))
        return response.replace(status=met[-1]) if met and met[-1] != response.status else response

    def _checked(self, response: Response, begun: float) -> Response:
        if len(response.body) > self._largest or self._proxy.was_cut(response.url, begun):
            raise Unbearable(f"more than DOWNLOAD_MAXSIZE = {self._largest} bytes")
        return response

    async def _let_go(self, page: Page | None) -> None:
        """Close a page; kill the browser when it cannot even do that."""
        with suppress(PlaywrightError):
            if page is None or page.is_closed():
                return
            closing = asyncio.ensure_future(page.close())
            done, _pending = await asyncio.wait({closing}, timeout=TO_CLOSE)
            if done:
                return
            closing.cancel()
        self._kill("the browser could not close it")
        await self._gone()

    async def _watch(self, task: asyncio.Future) -> None:
        while not task.done():
            took = sum(map(_own_bytes, self._processes())) / 2**20
            if took > MEGABYTES:
                self._kill(f"the browser took more than {MEGABYTES} MB for it")
                return
            await asyncio.sleep(LOOK)

    def _processes(self) -> Iterator[int]:
        """The browser's process and those of its group: Playwright starts it in one of its own."""
        group = self._group()
        if group:
            yield from (pid for pid in _running() if _group_of(pid) == group)

    def _group(self) -> int | None:
        known = getattr(self, "_known", None)
        if known and _group_of(known) == known:
            return known
        mark = self._mark.encode()
        for pid in _running():
            with suppress(OSError):
                if mark in Path(f"/proc/{pid}/cmdline").read_bytes() and _group_of(pid) == pid:
                    self._known = pid
                    return pid
        return None

    def _kill(self, why: str) -> None:
        self._why = why
        logger.warning("the browser is begun anew: %s", why)
        if group := self._group():
            with suppress(OSError):
                os.killpg(group, signal.SIGKILL)

    async def _gone(self) -> None:
        """Until Playwright has noticed that its browser is gone, if it is."""
        for _ in range(100):
            browser = getattr(self, "browser", None)
            if browser is None or browser.is_connected():
                return
            await asyncio.sleep(0.05)

    async def _close(self) -> None:
        closing = asyncio.ensure_future(super()._close())
        done, _pending = await asyncio.wait({closing}, timeout=TO_CLOSE)
        if not done:
            self._kill("it could not be closed")
            await asyncio.wait({closing}, timeout=TO_CLOSE)
        error = closing.exception() if closing.done() else None
        if error:
            logger.debug("closing the browser: %s", error)


async def note_page(page: Page, request: Request) -> None:
    """For scrapy-playwright's page_init_callback: so that the page can be closed whatever happens, and those that it
    opens ask for nothing. (A page's own requests go by its own route.)"""
    request.meta["page_built"] = page
    met: list[int] = []
    _documents[page] = met
    page.on("response", lambda response: _note(page, response, met))
    page.on("popup", lambda opened: opened.close())
    if page.context not in _quiet:
        _quiet.add(page.context)
        await page.context.route("**", lambda route: route.abort())


def _note(page: Page, response: Any, met: list[int]) -> None:
    asked = response.request
    if asked.is_navigation_request() and asked.frame == page.main_frame and not 300 <= response.status < 400:
        met.append(response.status)


def statuses(page: Page | None) -> list[int]:
    """The status of each document that a page has shown, redirects left out."""
    return _documents.get(page, []) if page else []


def is_gate(status: int) -> bool:
    """Whether an answer may be a gate, behind which a script of its own leads."""
    return status == 202 or (status >= 400 and status not in (404, 405, 410, 429, 451))


def _running() -> Iterator[int]:
    return (int(name) for name in os.listdir("/proc") if name.isdigit())  # noqa: PTH208


def _group_of(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except OSError:
        return None


def _own_bytes(pid: int) -> int:
    """Memory that a process shares with no file: chromium's many map the same 200 MB of program."""
    try:
        _size, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
