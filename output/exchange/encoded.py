"""Files of other programs: opened, .gz or not, and the encoding each is in. For sheets.py, which reads their rows."""

from __future__ import annotations

import codecs
import gzip
import os
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from nouns.mistakes import unreadable
from output.refusals import Refusal

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class ImportRefused(Refusal):
    """Raised for a file that cannot be read as notices at all; the message names it."""


def opened(path: Path) -> Any:
    """The file's bytes, unpacked. Raises ImportRefused."""
    try:
        return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")
    except OSError as error:
        raise ImportRefused(unreadable(path, error)) from None


def encoding(path: Path) -> str:
    """By its mark; without one UTF-8 if all of the file is, UTF-16 if every other byte is none, else what Chinese
    spreadsheets write. Raises ImportRefused."""
    with opened(path) as file:
        said = os.fstat(file.fileno())
    return _encoding(path, said.st_mtime_ns, said.st_size)


@lru_cache(1)  # a file is opened three times for an import, and all of it is looked at
def _encoding(path: Path, written: int, size: int) -> str:
    """The same of the version that was written then, of this size."""
    try:
        with opened(path) as file:
            head = file.read(2000)
        for mark, name in MARKS:
            if head.startswith(mark):
                return name
        for name, empty in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
            if len(head) > 8 and empty[:200].count(0) > 0.3 * len(empty[:200]) and head.count(0) < 0.6 * len(head):
                return name
        decoder = codecs.getincrementaldecoder("utf-8")()
        with opened(path) as file:
            while part := file.read(1 << 20):
                decoder.decode(part)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return "gb18030"
    except (OSError, EOFError, zlib.error) as error:
        raise ImportRefused(unreadable(path, error)) from None
    return "utf-8-sig"
