"""Content-Encoding undone: gzip, deflate, br and zstd, whole or not at all. Pure, but for the middleware at the end.

What a proxy cut in the middle comes with the true length of what is left of it; Scrapy took what could be read of it
for the page. The end of the compressed stream decides: what follows it (a checksum, junk) matters to no browser.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import brotli
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils._compression import _check_max_size, zstd

from crawler.came import PACKED
from crawler.guard import Refused
from crawler.items import Page

ENCODINGS = 2  # nested; each layer may grow to DOWNLOAD_MAXSIZE again
PIECE = 64 * 1024  # bytes that go in, and at most come out, at a time
GZIP = b"\x1f\x8b\x08"
# Bits of a gzip header's flags: what stands between it and the stream (RFC 1952, 2.3.1).
CHECKSUM, EXTRA, NAME, COMMENT = 2, 4, 8, 16


class TooLarge(Refused):
    """Raised for an answer that is larger than it may be."""


class CutShort(Exception):
    """Raised for an answer that ends before its end, as a cut connection does: it is tried again."""


class NotPacked(Exception):
    """Raised for an answer that is not in the encoding it says it is in."""


def unpacked(body: bytes, encoding: str, most: int = 0, beginning: bool = False) -> bytes:
    """The bytes that `body` stands for. `encoding`: gzip, x-gzip, deflate, br or zstd; `most`: bytes it may grow to, 0
    for any number; `beginning`: what there is of it will do. Raises CutShort, NotPacked, and Scrapy's
    _DecompressionMaxSizeExceeded.
    """
    if not body:
        return body
    read = {"deflate": _deflate, "br": _brotli, "zstd": _zstd}.get(encoding, _gzip)
    grown, pieces = 0, []
    try:
        for piece in read(body):
            grown += len(piece)
            _check_max_size(grown, most)
            pieces.append(piece)
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise NotPacked(f"says {encoding} and is not: {error}") from None
    except CutShort:
        if not beginning:
            raise
    return b"".join(pieces)


def _stream(body: bytes, start: int) -> Iterator[bytes]:
    """What a raw deflate stream says; returns where it ends."""
    inflating, at = zlib.decompressobj(-zlib.MAX_WBITS), start
    while not inflating.eof and at < len(body):
        yield inflating.decompress(body[at : at + PIECE], PIECE)
        while inflating.unconsumed_tail and not inflating.eof:
            yield inflating.decompress(inflating.unconsumed_tail, PIECE)
        at += PIECE
    while not inflating.eof:  # all went in, and more than a PIECE is to come of it
        if not (piece := inflating.decompress(b"", PIECE)):
            raise CutShort("compressed and cut short: the stream does not end")
        yield piece
    return min(at, len(body)) - len(inflating.unused_data)


def _gzip(body: bytes) -> Iterator[bytes]:
    at = 0
    if not body.startswith(GZIP[: len(body)]):
        raise NotPacked("says gzip and is not")
    while body.startswith(GZIP, at) or at == 0:
        at = yield from _stream(body, _behind_header(body, at))
        at += 8  # checksum and length, which a proxy that changed the text may not have changed


def _behind_header(body: bytes, start: int) -> int:
    """Where the stream of a gzip member begins. Raises CutShort."""
    flags, at = body[start + 3] if len(body) > start + 3 else 0, start + 10
    if flags & EXTRA:
        at += 2 + int.from_bytes(body[at : at + 2], "little")
    for flag in (NAME, COMMENT):
        if flags & flag:
            at = body.find(b"\0", at) + 1 or len(body)
    at += 2 if flags & CHECKSUM else 0
    if at >= len(body):
        raise CutShort("compressed and cut short: the header does not end")
    return at


def _deflate(body: bytes) -> Iterator[bytes]:
    """With the header that the standard asks for, or without, as servers of Microsoft's send it."""
    headed = len(body) >= 2 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    yield from _stream(body, 2 if headed else 0)


def _brotli(body: bytes) -> Iterator[bytes]:
    reading = brotli.Decompressor()
    piece = reading.process(body, output_buffer_limit=PIECE)
    yield piece
    while not reading.is_finished():
        if not (piece := reading.process(b"", output_buffer_limit=PIECE)):
            raise CutShort("compressed and cut short: the stream does not end")
        yield piece


def _zstd(body: bytes) -> Iterator[bytes]:
    while body:
        reading = zstd.ZstdDecompressor()
        yield reading.decompress(body, PIECE)
        while not reading.eof:
            if reading.needs_input:
                raise CutShort("compressed and cut short: the frame does not end")
            yield reading.decompress(b"", PIECE)
        body = reading.unused_data
        if not body.startswith(b"\x28\xb5\x2f\xfd"):
            return


def whole(body: bytes) -> bool:
    """Whether HTML came to its end, however much its server had promised: some count before they pack or trim it."""
    from crawler.ending import has_end, is_html

    return is_html(body) and has_end(body)


def content(page: Page, most: int = 0) -> tuple[bytes, str]:
    """The body of an answer that was kept as it came, unpacked to `most` bytes (0: any number), and its Content-Type.
    Raises as `unpacked` does."""
    body, kind = page.body, ""
    for name, value in page.headers:
        if name.lower() == "content-type":
            kind = value
        elif name.lower() == "content-encoding":
            for encoding in reversed([part.strip().lower() for part in value.split(",")]):
                if encoding not in ("", "identity"):
                    body = unpacked(body, encoding, most)
    return body, kind


class Unpacking(HttpCompressionMiddleware):
    """Unpacks up to DOWNLOAD_MAXSIZE, as Scrapy does, and lets go of what it unpacked until then: a crawl of 40 bombs
    took 392 MB, kept by the frames of their exceptions, and takes 97."""

    beginning = False  # of a robots.txt that was stopped after what counts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Unpacking:
        middleware = super().from_crawler(crawler)
        middleware.crawler = crawler
        return middleware

    def process_response(self, request: Request, response: Response) -> Request | Response:
        said = b",".join(response.headers.getlist("Content-Encoding"))
        layers = said.count(b",") + 1
        if layers > ENCODINGS:
            raise TooLarge(f"compressed {layers} times over")
        self.beginning = "download_stopped" in response.flags
        request.meta.pop(PACKED, None)  # of the answer that led here
        try:
            unpacked = super().process_response(request, response)
            if "dataloss" in response.flags and not (said or whole(unpacked.body)):
                raise CutShort("the connection was closed in the middle")
            if unpacked is not response and "Content-Encoding" not in unpacked.headers:
                request.meta[PACKED] = response.body, said.decode("latin-1")
            return unpacked
        except IgnoreRequest:
            why: Exception = TooLarge(f"unpacks to more than DOWNLOAD_MAXSIZE = {self._max_size} bytes")
        except CutShort as error:
            why = CutShort(str(error))
            if again := get_retry_request(request, spider=self.crawler.spider, reason="cut short"):
                return again
        raise why

    def _decode(self, body: bytes, encoding: bytes, most: int) -> bytes:
        return unpacked(body, encoding.decode(), most, self.beginning)
