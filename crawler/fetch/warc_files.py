"""WARC files that anybody made, read record by record: plain, gzip members, or zstd frames (.warc.zst, with or without
the dictionary that such a file may begin with, as its specification at iipc.github.io has it). warcio reads the first
two."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.fetch.packed import PIECE, ZSTD, zstd

DICTIONARY = 0x184D2A5D  # magic number of the frame that holds one
SKIPPED = range(0x184D2A50, 0x184D2A60)  # of frames that hold no record
LARGEST = 1 << 28  # bytes that a frame may unpack to


class Place(NamedTuple):
    """Where a record begins: its member's offset, and of a zstd frame that holds several which one it is."""

    offset: int
    number: int = 0


def records(file: BinaryIO) -> Iterator[tuple[Any, Place]]:
    """warcio's records of a file, each to be read before the next. Raises ArchiveLoadFailed, OSError."""
    if not is_zstd(file):
        for record in (iterator := ArchiveIterator(file)):
            yield record, Place(iterator.get_record_offset())
        return
    for offset, data in _frames(file, _dictionary(Path(file.name)), _behind_dictionary(file)):
        for number, record in enumerate(ArchiveIterator(io.BytesIO(data))):
            yield record, Place(offset, number)


def record_at(file: BinaryIO, place: Place) -> Any:
    """warcio's record there. Raises ArchiveLoadFailed, OSError."""
    if not is_zstd(file):
        file.seek(place.offset)
        return next(iter(ArchiveIterator(file)))
    _offset, data = next(_frames(file, _dictionary(Path(file.name)), place.offset))
    iterator = ArchiveIterator(io.BytesIO(data))
    return next(record for number, record in enumerate(iterator) if number == place.number)


def is_zstd(file: BinaryIO) -> bool:
    """Whether a file begins with a frame of zstd's; it is left at its beginning."""
    file.seek(0)
    magic = file.read(4)
    file.seek(0)
    return magic == ZSTD or int.from_bytes(magic, "little") in SKIPPED


def _behind_dictionary(file: BinaryIO) -> int:
    file.seek(0)
    magic, size = (int.from_bytes(file.read(4), "little") for _ in range(2))
    return 8 + size if magic == DICTIONARY else 0


@lru_cache(maxsize=16)
def _dictionary(path: Path) -> Any:
    """The dictionary that a file begins with, which may itself be packed; None without one."""
    with path.open("rb") as file:
        magic, size = (int.from_bytes(file.read(4), "little") for _ in range(2))
        if magic != DICTIONARY:
            return None
        said = file.read(size)
    try:
        return zstd.ZstdDict(zstd.decompress(said) if said.startswith(ZSTD) else said)
    except (zstd.ZstdError, ValueError) as error:
        raise ArchiveLoadFailed(f"its dictionary cannot be read: {error}") from None


def _frames(file: BinaryIO, dictionary: Any, start: int) -> Iterator[tuple[int, bytes]]:
    """What the frames of a file from an offset on unpack to."""
    offset, rest = start, b""
    file.seek(start)
    while rest := rest or file.read(PIECE):
        if len(rest) < 8:
            rest += file.read(PIECE)
        if int.from_bytes(rest[:4], "little") in SKIPPED:
            offset += 8 + int.from_bytes(rest[4:8], "little")
            file.seek(offset)
            rest = b""
            continue
        unpacking, pieces, length = zstd.ZstdDecompressor(dictionary), [], 0
        grown = 0
        try:
            while not unpacking.eof:
                if unpacking.needs_input and not (rest := rest or file.read(PIECE)):
                    raise ArchiveLoadFailed("ends in the middle of a zstd frame")
                length += len(rest)
                pieces.append(unpacking.decompress(rest, LARGEST))
                rest, grown = b"", grown + len(pieces[-1])
                if grown >= LARGEST:
                    raise ArchiveLoadFailed(f"a zstd frame that unpacks to more than {LARGEST} bytes")
        except zstd.ZstdError as error:
            raise ArchiveLoadFailed(f"no zstd: {error}") from None
        rest = unpacking.unused_data
        length -= len(rest)
        yield offset, b"".join(pieces)
        offset += length
