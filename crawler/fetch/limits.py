"""The limits: how much of what a server sends is taken in, and when it was asked. Between the network and Scrapy's
middlewares.

Time (DOWNLOAD_TIMEOUT, for the whole answer, however slowly it drips) and size (DOWNLOAD_MAXSIZE, before and after
decompression) are Scrapy's own; here is what it leaves open.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from twisted.web.http import _ChunkedTransferDecoder, maxChunkSizeLineLength
from twisted.web.http_headers import InvalidHeaderName

from crawler.fetch.unpacking import TooLarge

HEAD_BYTES = 256 * 1024  # all header lines of an answer; browsers stop at as much


class Chunks(_ChunkedTransferDecoder):
    """Old Tomcats fill the size of a chunk up to four places with blanks (iipc/jwarc#33, python-hyper/h11#133), which
    browsers read past; what else stands behind the size says nothing to anybody."""

    def _dataReceived_CHUNK_LENGTH(self) -> bool:
        end = self._buffer.find(b"\r\n")
        if 0 < end < maxChunkSizeLineLength:
            self._buffer[:end] = self._buffer[:end].partition(b";")[0].rstrip(b" \t")
            self._start = 0
        return super()._dataReceived_CHUNK_LENGTH()


CODINGS: dict[bytes, type[_ChunkedTransferDecoder]] = {b"chunked": Chunks}  # of transfers, that are known


class HeadParser(_LenientHTTPClientParser):
    """Counts header lines. Without it a server that never stops sending them took 991 MB in 8 s."""

    _transferDecoders = CODINGS
    head = 0  # a class's, since Scrapy and we change the class of a parser that exists

    def lineReceived(self, line: bytes) -> None:
        self.head += len(line) + 2
        if self.head > HEAD_BYTES:
            raise TooLarge(f"more than {HEAD_BYTES} bytes of headers")
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:
        """Old servers write `Content-Type : text/html`; a header of no possible name says nothing, as to a browser, nor
        does a transfer coding that is none, which Twisted does not know."""
        if name.strip().lower() == b"transfer-encoding" and value.strip().lower() == b"identity":
            return
        with suppress(InvalidHeaderName):
            super().headerReceived(name.strip(), value)


class Protocol(_LenientHTTP11ClientProtocol):
    def __init__(self, sending: Callable[[str], None], quiescent: Callable[..., None]) -> None:
        super().__init__(quiescent)
        self._sending = sending

    def request(self, request: Any) -> Any:
        answer = super().request(request)
        self._sending(request.headers.getRawHeaders("host", [""])[0])
        self._parser.__class__ = HeadParser
        return answer


class ProtocolFactory(_LenientHTTP11ClientFactory):
    def __init__(self, sending: Callable[[str], None], *arguments: Any) -> None:
        super().__init__(*arguments)
        self._sending = sending

    def buildProtocol(self, addr: Any) -> Protocol:
        return Protocol(self._sending, self._quiescentCallback)


class Handler(HTTP11DownloadHandler):
    """Scrapy's download handler with answers' headers bounded, and delays counted from when a request was sent."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = partial(ProtocolFactory, self.sending)  # type: ignore[assignment]  # called as a class is

    def sending(self, host: str) -> None:
        """Scrapy counts from when it took a request up. What looking up the name and connecting took was missing
        before the next one, which finds the connection open: .3 s seen where 1 s is allowed, with a lookup of .7 s."""
        downloader = self.crawler.engine.downloader
        if slot := downloader.slots.get(urlsplit(f"//{host}").hostname or ""):
            slot.lastseen = max(slot.lastseen, monotonic())


class LimitsMiddleware:
    """Names the limit an answer went over; left to itself, Scrapy cancels without a word. Next to the downloader."""

    def __init__(self, largest: int) -> None:
        self.largest = largest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LimitsMiddleware:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, DownloadCancelledError):
            raise TooLarge(f"larger than DOWNLOAD_MAXSIZE = {self.largest} bytes") from exception
        for failure in getattr(exception.__cause__, "reasons", ()):
            if failure.check(TooLarge):
                raise TooLarge(str(failure.value)) from exception


if TYPE_CHECKING:
    _Redirects = RedirectMiddleware
else:
    _Redirects = object  # a mixin


class _Followed(_Redirects):
    """A redirect goes on as the request it came from: Scrapy's filter of addresses already seen would drop it without
    telling anyone, and the delays of the host it came from would go with it to another."""

    def process_response(  # type: ignore[override]  # Scrapy asks without a spider
        self, request: Request, response: Response
    ) -> Request | Response:
        result = super().process_response(request, response)
        if isinstance(result, Request):
            result.dont_filter = True
            result.meta.pop("download_slot", None)
        return result


class Redirect(_Followed, RedirectMiddleware):
    """Follows HTTP redirects, at most REDIRECT_MAX_TIMES."""
