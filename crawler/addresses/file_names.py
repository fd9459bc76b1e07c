"""What tells a file from a page: the ending of its name, its type, how it begins. Light: the crawl has it too."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|csv)$", re.I)
MEDIA = re.compile(r"\.(?:mp4|m3u8|flv|webm|mov|mp3|m4a|wav|swf)$", re.I)

_BEGINNINGS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"Rar!",
    b"\x1f\x8b\x08",
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))  # ESC: ISO-2022-JP
_BEGINNING, _MARKUP = 4000, 100  # bytes that tell a page from a file, and that are markup in any page


def name_in(address: str) -> str:
    """The last part of an address's path, as people read it."""
    return unquote(urlsplit(address).path.rsplit("/", 1)[-1])


def is_no_page(body: bytes, content_type: str) -> bool:
    """Whether an answer is a file that stands where a page would. Scrapy would go by the address's ending."""
    if not body or body[:100].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return False  # whatever its server calls it
    kind = content_type.partition(";")[0].strip().lower()
    textual = not kind or kind.startswith("text/") or kind.endswith(("xml", "html", "json"))
    return not textual or body.startswith(_BEGINNINGS) or _is_binary(body[:_BEGINNING])


def _is_binary(beginning: bytes) -> bool:
    """Whether no text begins so: bytes that no writing has, more than a slip of them."""
    strange = len(beginning) - len(beginning.translate(None, _CONTROLS))
    return strange > len(beginning) // 50 and wide(beginning) is None


def wide(beginning: bytes) -> str | None:
    """The codec of UTF-16, as a text says by its mark, or by every other byte of its markup."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    zeros = [beginning[at:_MARKUP:2].count(0) for at in (0, 1)]
    if max(zeros) > _MARKUP // 4 > min(zeros):
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return None
