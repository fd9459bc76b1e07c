"""The text of a feed or a sitemap as an XML parser takes it: many are written by templates that escape nothing. For
feeds.py."""

from __future__ import annotations

import re
from html.entities import html5

_BEFORE = 4000  # characters that may stand before a feed
_TITLE = 60  # characters
_SENTENCE = re.compile(rf"[^\n]{{1,{_TITLE}}}?(?=[。！？!?；;]|\n|$)")
_PAGE = re.compile(r"<(?:html|head|body)\b", re.I)
# What XML has no place for: an ampersand that begins no reference, a name of HTML's, a control character.
_AMISS = re.compile(r"&(?:#(?P<number>\d{1,7}|[xX][\da-fA-F]{1,6});|(?P<name>\w{1,31});)?|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}
_OPEN, _CLOSE = "<![CDATA[", "]]>"


def begun(text: str) -> str:
    """A text from its XML declaration on: what a server prints before it, a warning, a blank line, is no part of it."""
    at = text.find("<?xml", 0, _BEFORE)
    return text if at <= 0 or _PAGE.search(text, 0, at) else text[at:]


def opening(text: str) -> str:
    """What stands for the title of an item that has none: its text's first sentence, or as much as a title has."""
    first = _SENTENCE.match(text)
    return first[0] if first else f"{text[:_TITLE]}…" if text else ""


def mended(text: str) -> str:
    """Well-formed, as far as characters go: what is amiss stands as its readers mean it, within CDATA and without."""
    first, *parts = text.split(_OPEN)
    pieces = [_AMISS.sub(_meant, first)]
    for part in parts:
        inside, close, outside = part.partition(_CLOSE)
        pieces += [_OPEN, _CONTROL.sub("", inside), close, _AMISS.sub(_meant, outside)]
    return "".join(pieces)


def _meant(amiss: re.Match[str]) -> str:
    """The same for XML."""
    if number := amiss["number"]:
        base, digits = (16, number[1:]) if number[0] in "xX" else (10, number)
        return amiss[0] if _is_character(int(digits, base)) else ""
    if name := amiss["name"]:
        return amiss[0] if name in _OF_XML else _named(name)
    return "&amp;" if amiss[0] == "&" else ""


def _named(name: str) -> str:
    """The character that HTML calls so, or the name as it stands."""
    said = html5.get(f"{name};", "")
    return said if said and not set(said) & set("<>&") else f"&amp;{name};"


def _is_character(code: int) -> bool:
    """Whether XML has a character of this number."""
    return code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
