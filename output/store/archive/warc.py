"""WARC 1.1 (ISO 28500:2017): an answer as a record of an archive file, and back. Pure, but for reading files.

Every record is a gzip member of its own, so that it can be read by its offset, cut off when it is torn, and copied into
another file as it is. Written here, since warcio's writer takes 180 µs for a page of 5 KB and this 100, most of it in
zlib and SHA-1, which let other threads run; its own are read here as well, others' by warcio.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import uuid
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, NamedTuple

from nouns.items import Page

VERSION = "WARC/1.1"
LEVEL = 6  # of zlib: 1 takes a tenth less time, 9 saves nothing
PIECE = 1 << 16  # bytes read at a time
SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_BREAKS = re.compile(r"[\r\n\0]+")
_REASONS = {status.value: status.phrase for status in HTTPStatus}


class Packed(NamedTuple):
    """`digest`: SHA-1 of the body as it came; `record`: the gzip member."""

    digest: bytes
    record: bytes


class Member(NamedTuple):
    """A gzip member of a file: where it stands, and what it unpacks to."""

    offset: int
    length: int
    data: bytes


def packed(page: Page) -> Packed:
    """An answer as a record of type response."""
    digest = hashlib.sha1(page.body).digest()
    head = _http(page)
    block = hashlib.sha1(head)
    block.update(page.body)
    fields = (
        ("WARC-Target-URI", page.url),
        ("WARC-Date", moment(page.fetched_at)),
        ("WARC-Payload-Digest", _named(digest)),
        ("WARC-Block-Digest", _named(block.digest())),
        ("Content-Type", "application/http; msgtype=response"),
    )
    return Packed(digest, _member("response", fields, head, page.body))


def revisit(page: Page, digest: bytes, url: str, fetched_at: str) -> bytes:
    """A record that says: this answer's body is that of the one from `url` at `fetched_at`."""
    head = _http(page)
    fields = (
        ("WARC-Target-URI", page.url),
        ("WARC-Date", moment(page.fetched_at)),
        ("WARC-Profile", SAME),
        ("WARC-Refers-To-Target-URI", url),
        ("WARC-Refers-To-Date", fetched_at),
        ("WARC-Payload-Digest", _named(digest)),
        ("WARC-Block-Digest", _named(hashlib.sha1(head).digest())),
        ("Content-Type", "application/http; msgtype=response"),
    )
    return _member("revisit", fields, head)


def about(file: str, now: datetime) -> bytes:
    """The record a file begins with."""
    said = b"software: notices-crawler/1.0\r\nformat: WARC File Format 1.1\r\n"
    fields = (
        ("WARC-Date", moment(now)),
        ("WARC-Filename", file),
        ("WARC-Block-Digest", _named(hashlib.sha1(said).digest())),
        ("Content-Type", "application/warc-fields"),
    )
    return _member("warcinfo", fields, said)


def moment(when: datetime) -> str:
    """UTC with the fraction that WARC 1.1 allows: an answer is read by the moment it came."""
    return when.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _named(digest: bytes) -> str:
    return f"sha1:{base64.b32encode(digest).decode()}"


def _http(page: Page) -> bytes:
    """The head of an answer. Its body is as long as it is, whatever was said of it."""
    lines = [f"HTTP/1.1 {page.status} {_REASONS.get(page.status, '')}".rstrip()]
    lines += [
        f"{_BREAKS.sub(' ', name)}: {_BREAKS.sub(' ', value).strip()}" for name, value in page.headers if name.strip()
    ]
    return "\r\n".join((*lines, "", "")).encode("latin-1", "replace")


def _member(kind: str, fields: Iterable[tuple[str, str]], *block: bytes) -> bytes:
    lines = [VERSION, f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>"]
    lines += [f"{name}: {_BREAKS.sub('', value)}" for name, value in fields]
    lines += [f"Content-Length: {sum(map(len, block))}", "", ""]
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    head = "\r\n".join(lines).encode("utf-8", "backslashreplace")
    return packing.compress(b"".join((head, *block, b"\r\n\r\n"))) + packing.flush()


# Reading -----------------------------------------------------------------------------------------------------------


def members(file: BinaryIO, start: int = 0) -> Iterator[Member]:
    """The whole gzip members of a file from an offset on; ends at its end, or before what is torn or none."""
    file.seek(start)
    offset, rest = start, b""
    while True:
        unpacking, pieces, length = zlib.decompressobj(16 + zlib.MAX_WBITS), [], 0
        try:
            while not unpacking.eof:
                if not (piece := rest or file.read(PIECE)):
                    return
                pieces.append(unpacking.decompress(piece))
                rest = unpacking.unused_data
                length += len(piece) - len(rest)
        except zlib.error:
            return
        yield Member(offset, length, b"".join(pieces))
        offset += length


class Said(NamedTuple):
    """What a record's head says. `digest`: of its body; None where it names none by SHA-1."""

    kind: str
    url: str
    fetched_at: str
    digest: bytes | None


def head_of(data: bytes) -> Said | None:
    """The head of an unpacked record; None where it is none."""
    from warcio.recordloader import ArchiveLoadFailed, ArcWarcRecordLoader

    try:
        said = ArcWarcRecordLoader().parse_record_stream(io.BytesIO(data), known_format="warc").rec_headers
        algorithm, _, digest = (said.get_header("WARC-Payload-Digest") or "").partition(":")
        found = base64.b32decode(digest) if algorithm == "sha1" else None
        kind, url, date = (said.get_header(name) or "" for name in ("WARC-Type", "WARC-Target-URI", "WARC-Date"))
    except (ArchiveLoadFailed, ValueError, EOFError):
        return None
    return Said(kind, url, date, found)


class Damaged(Exception):
    """Raised for a record that cannot be read where it should stand."""


def read(path: Path, offset: int) -> Page:
    """The answer that stands at an offset of a file, as it came. Raises Damaged."""
    try:
        with path.open("rb") as file:
            member = next(members(file, offset), None)
    except OSError as error:
        raise Damaged(f"{path}: {offset}: {type(error).__name__}: {error}") from None
    if member is None:
        raise Damaged(f"{path}: {offset}: no whole record stands there")
    return _answer(member.data, f"{path}: {offset}")


def unpacked(record: bytes) -> Page:
    """The answer that `packed` made a record of. Raises Damaged."""
    member = next(members(io.BytesIO(record)), None)
    if member is None:
        raise Damaged("no whole record")
    return _answer(member.data, "a record")


def _answer(data: bytes, where: str) -> Page:
    try:
        head, _, block = data.partition(b"\r\n\r\n")
        said = {name.lower(): value for name, value in _fields(head, "utf-8")}
        http, _, rest = block.partition(b"\r\n\r\n")
        if said.get("warc-type") != "response":
            raise Damaged(f"{where}: no answer stands there")
        body = rest[: int(said["content-length"]) - len(http) - 4]
        status = int(http.split(None, 2)[1])
        fetched_at = _moment(said["warc-date"])
    except (KeyError, ValueError, IndexError) as error:
        raise Damaged(f"{where}: {type(error).__name__}: {error}") from None
    url = said.get("warc-target-uri", "")
    return Page("", url, url, status, _fields(http, "latin-1"), body, fetched_at)


def _fields(head: bytes, charset: str) -> list[tuple[str, str]]:
    """The named fields of a head, in their order."""
    lines = head.decode(charset, "replace").split("\r\n")[1:]
    return [(name, value.strip()) for name, colon, value in (line.partition(":") for line in lines) if colon]


def _moment(said: str) -> datetime:
    when = datetime.fromisoformat(said.strip().replace("Z", "+00:00"))
    return when if when.tzinfo else when.replace(tzinfo=timezone.utc)
