"""The text of a Word file as Word wrote it from 1997 to 2003 (.doc, also of WPS): pieces of the WordDocument stream.

By [MS-DOC] 2.4.1: the file information block says where the piece table stands, and that where each piece of text does.
No well-kept library of PyPI reads it; a program of Debian's would be one more thing to install.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

_WORD_97 = 0x00C1
_TABLE_1, _LOCKED = 0x0200, 0x0100  # bits of the block's flags
_COMPRESSED = 0x40000000
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")  # what computes it, and what it says
_BREAKS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": " ", "\xa0": " ", "\x1e": "-"})


def paragraphs(file: Any) -> str:
    """The paragraphs of an olefile.OleFileIO as lines. Raises ValueError or struct.error for what is none or locked."""
    stream = file.openstream("WordDocument").read()
    magic, version = struct.unpack_from("<HH", stream)
    (flags,) = struct.unpack_from("<H", stream, 0x0A)
    if magic != 0xA5EC or version < _WORD_97 or flags & _LOCKED:
        raise ValueError("locked, or older than Word 97")
    table = file.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
    (length,) = struct.unpack_from("<I", stream, 0x4C)  # characters of the main text; notes and headers stand behind
    start, size = struct.unpack_from("<II", stream, 0x01A2)
    text = "".join(_pieces(stream, table[start : start + size]))[:length]
    text = text.replace("\x07\x07", "\n").replace("\r\x07", "\x07")  # a row's end; a cell's last paragraph
    before = None
    while text != before:  # fields stand within fields
        before, text = text, _FIELD.sub(r"\1", text)
    text = re.sub("[\x00-\x06\x08\x0e-\x1f]", "", text.translate(_BREAKS))
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _pieces(stream: bytes, table: bytes) -> Iterator[str]:
    at = 0
    while table[at] == 1:  # formatting
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if table[at] != 2:
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", table, at + 1)
    count = (size - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    descriptors = at + 5 + 4 * (count + 1)
    for number in range(count):
        (where,) = struct.unpack_from("<I", table, descriptors + 8 * number + 2)
        characters = places[number + 1] - places[number]
        if where & _COMPRESSED:
            start = (where & ~_COMPRESSED) // 2
            yield stream[start : start + characters].decode("cp1252", "replace")
        else:
            yield stream[where : where + 2 * characters].decode("utf-16-le", "replace")
