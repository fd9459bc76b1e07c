"""Markup that a page's script puts together of nothing but literals, to show it somewhere. Used by script_rows.py, for
lists, and article/waiting.py, for texts.

Nothing is run: what a script puts a variable into has holes, and is passed over.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from crawler.read import literals

LARGEST = 1_000_000  # characters of a script looked at
_LITERAL = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`", re.S)
# What a literal is put into: html += '…', $('#zw').html('…'); a plus goes on with the one before.
_INTO = re.compile(r"((?:[\w$]|\)?\.|\bnew )+)\s*(?:\+?=|\()\s*\[?\s*\Z|\+\s*\Z")
_BEFORE = 100  # characters before a literal that say what it is put into
_GOES_ON = re.compile(r"\s*\+\s*[^\s\"'`=+]")  # with something that is no literal
_MARKUP = re.compile(r"<(?:p|br|div|li|span|a|td|section|h\d)\b|%3C(?:p|div|li|br)\b|&lt;(?:p|div|li|br)\b", re.I)
_ENCODED, _ESCAPED = re.compile(r"%3C(?:\w|%u)", re.I), re.compile(r"&lt;\w")
_BY_ESCAPE = re.compile(r"%(?:u([0-9a-f]{4})|([0-9a-f]{2}))", re.I)  # a character as JavaScript's escape() writes it
_PACKED = re.compile(r"""(?:atob|decode\w{0,30})\(\s*["']([A-Za-z0-9+/\s]{80,}={0,2})["']""", re.I)  # base64


def held(script: str) -> Iterator[str]:
    """The markup that each name in a script is given, its literals one behind the other, and what is packed there."""
    script = script[:LARGEST]
    yield from filter(is_markup, map(_unpacked, _PACKED.findall(script)))
    if not _MARKUP.search(script):
        return
    texts: dict[str, list[str]] = {}
    holes: set[str] = set()
    into, end = "", 0
    for found in _LITERAL.finditer(script):
        said = _INTO.search(script, max(end, found.start() - _BEFORE), found.start())
        end = found.end()
        if said is None:
            into = ""
            continue
        into = said[1] or into
        if "${" in found[0] or _GOES_ON.match(script, end):
            holes.add(into)
        texts.setdefault(into, []).append(found[0])
    for name, parts in texts.items():
        if name and name not in holes and any(map(_MARKUP.search, parts)):
            yield plain("".join(map(_value, parts)))


def plain(text: str) -> str:
    """Markup that is written %3Cp%3E or &lt;p&gt; as markup."""
    if _ENCODED.search(text):
        text = _BY_ESCAPE.sub(_character, text) if "%u" in text else unquote(text)
    return html.unescape(text) if "<" not in text and _ESCAPED.search(text) else text


def _character(written: re.Match[str]) -> str:
    return chr(int(written[1] or written[2], 16))


def _unpacked(packed: str) -> str:
    """What base64 stands for, "" for what is none or no text."""
    try:
        return plain(base64.b64decode("".join(packed.split()), validate=True).decode())
    except ValueError:
        return ""


def is_markup(text: str) -> bool:
    """Whether a text is markup that shows something, in whatever way it is written."""
    return bool(_MARKUP.search(text))


def _value(quoted: str) -> str:
    """What a literal of a script says."""
    value = literals.load(literals.string(quoted))
    return value if isinstance(value, str) else ""
