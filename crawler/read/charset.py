"""Bytes of a page -> its text: the one place that decides a charset, between download and parser.

Order: the operator's pin, a byte order mark, the look of UTF-16, UTF-8 that is valid or nearly so, then the bytes' own
shape with what page and server declare, then a detector. Declarations lie too often to be believed against the bytes:
gb2312 is declared for GB18030, header and meta disagree, servers add ISO-8859-1 to everything.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from itertools import product

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from crawler.addresses.file_names import wide

_HIGH = re.compile(rb"[\x80-\xff]+")
_ACCENTED = re.compile(
    rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])|(?<=[A-Za-z])[\x80-\xff]{2}(?![\x80-\xff])"
    rb"|(?<![\x80-\xff])[\x80-\xff]{2}(?=[A-Za-z])"
)
_TRIPLE = re.compile(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]")  # a Chinese character in UTF-8
_MIXED, _EURO = "utf-8 with gb18030", "gb18030 with the euro"
_ERRORS = {"utf-8": _MIXED, "gb18030": _EURO}  # who reads what a codec cannot
_SAMPLE = 20_000  # bytes or characters looked at where the whole page would only cost time
_CHINESE, _WESTERN = ("gb18030", "big5hkscs"), "cp1252"
_BLANK, _WIDE_BLANK = (
    "\ue5e5",
    "\u3000",
)  # of GB18030's A3 A0, and as browsers read it: old editors wrote it for a blank
_MOSTLY = 0.7  # share of everyday characters in Chinese that is read by the right charset
_SINGLE = re.compile(r"cp125\d|iso8859-\d+|koi8-[ru]|mac-\w+|cp437|cp85\d")


def decode(body: bytes, content_type: str | None = None, pinned: str | None = None) -> tuple[str, str]:
    """(text, Python codec name) of a response body. `content_type` is the header's value. Never raises: bytes
    the codec cannot read become U+FFFD; a pin that names no codec counts as none.
    """
    marked, mark = read_bom(body)
    unmarked = body.removeprefix(mark or b"")
    codec = resolve_encoding(pinned) if pinned else None
    if codec:
        if marked and marked.startswith(codec):
            body = unmarked
        return _read(body, codec, "replace"), codec
    if marked:
        return unmarked.decode(marked, "replace"), marked
    codec = wide(body) or ("utf-8" if _is_utf8(body) else _legacy(body, content_type))
    return _read(body, codec, _ERRORS.get(codec, "replace")), codec


def _read(body: bytes, codec: str, errors: str) -> str:
    text = body.decode(codec, errors)
    return text.replace(_BLANK, _WIDE_BLANK) if codec == "gb18030" else text


def _is_utf8(body: bytes) -> bool:
    """Valid, or all but one in twenty of its multi-byte characters: a cut end and single broken bytes happen,
    while other charsets' bytes form a UTF-8 character only by accident. Or most of it is Chinese in UTF-8: then a part
    of it, such as a footer from another file, is in another charset.
    """
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    if broken <= 0 or broken * 20 < sum(char > "\x7f" for char in text):
        return True
    # In GB18030 and Big5 such triples make up less than a tenth.
    return 3 * len(_TRIPLE.findall(body)) * 2 > sum(map(len, _HIGH.findall(body)))


def _mixed(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8, up to the next letter of ASCII: as GB18030 where that gives everyday characters only."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    part = _HIGH.match(error.object, error.start)
    text = part[0].decode("gb18030", "replace") if part else ""
    if part and _everyday().issuperset(text):
        return text, part.end()
    return "\ufffd", error.end


def _of_windows(error: UnicodeError) -> tuple[str, int]:
    """Windows has the euro at a place that GB18030 leaves free."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return ("€", error.start + 1) if error.object[error.start] == 0x80 else ("\ufffd", error.end)


codecs.register_error(_MIXED, _mixed)
codecs.register_error(_EURO, _of_windows)


def _legacy(body: bytes, content_type: str | None) -> str:
    declared = _declared(body, content_type)
    if _is_western(body):
        return next(filter(_SINGLE.fullmatch, declared), _WESTERN)
    foreign = [name for name in declared if name not in (*_CHINESE, _WESTERN)]
    if foreign:
        return foreign[0]
    share = {name: _common(body, name) for name in _CHINESE}
    best = max(share, key=lambda name: (share[name], name in declared))
    if share[best] >= _MOSTLY:
        return best
    detected = from_bytes(body[:_SAMPLE]).best()
    codec = resolve_encoding(detected.encoding) if detected else None
    return codec or best


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """What page and server declare, as far as the bytes can be read so. UTF-8 they are not."""
    names = (html_body_declared_encoding(body), http_content_type_encoding(content_type))
    return [name for name in filter(None, names) if name != "utf-8" and _reads(body, name)]


def _reads(body: bytes, codec: str) -> bool:
    text = body.decode(codec, "replace")
    return text.count("\ufffd") * 20 <= len(_HIGH.findall(body))


def _is_western(body: bytes) -> bool:
    """Accented letters stand alone, or in twos beside a letter (größer); in Chinese the high bytes run on."""
    sample = body[: _SAMPLE * 10]
    return sum(map(len, _ACCENTED.findall(sample))) * 10 >= 9 * sum(map(len, _HIGH.findall(sample)))


def _common(body: bytes, codec: str) -> float:
    """Share of everyday characters among what is not ASCII. Read by the wrong one of GB18030 and Big5, text
    falls apart into rare characters (the right one of the two won on 540 samples of 6 to 2,000 characters).
    """
    text = [char for char in body.decode(codec, "replace") if char > "\xff"][:_SAMPLE]
    return sum(char in _everyday() for char in text) / len(text) if text else 0.0


@cache
def _everyday() -> frozenset[str]:
    """First levels of GB 2312 and Big5 and the full-width marks: what modern text is written with."""
    high = range(0xA1, 0xFF)
    simplified = b"".join(map(bytes, product(range(0xB0, 0xD8), high)))
    traditional = b"".join(map(bytes, product(range(0xA4, 0xC7), (*range(0x40, 0x7F), *high))))
    marks = "　、。·—…‘’“”〔〕〈〉《》「」『』【】！（），．：；？％０１２３４５６７８９"
    return frozenset(simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore") + marks)
