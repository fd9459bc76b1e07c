"""Content-Encoding undone: gzip, deflate, br and zstd, whole or not at all. Pure; of Scrapy nothing is loaded, so that
the process that reads an archive is there at once. crawler/fetch/unpacking.py does it for a crawl.

What a proxy cut in the middle comes with the true length of what is left of it; Scrapy took what could be read of it
for the page. The end of the compressed stream decides: what follows it (a checksum, junk) matters to no browser.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Generator, Iterator

import brotli

from nouns.items import Page

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd  # which Scrapy asks for

PIECE = 64 * 1024  # bytes that go in, and at most come out, at a time
GZIP = b"\x1f\x8b\x08"
ZSTD = b"\x28\xb5\x2f\xfd"
# Bits of a gzip header's flags: what stands between it and the stream (RFC 1952, 2.3.1).
CHECKSUM, EXTRA, NAME, COMMENT = 2, 4, 8, 16


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
            if most and grown > most:
                from scrapy.utils._compression import _DecompressionMaxSizeExceeded

                raise _DecompressionMaxSizeExceeded(grown, most)
            pieces.append(piece)
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise NotPacked(f"says {encoding} and is not: {error}") from None
    except CutShort:
        if not beginning:
            raise
    return b"".join(pieces)


def _stream(body: bytes, start: int) -> Generator[bytes, None, int]:
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
        if not body.startswith(ZSTD):
            return


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
