"""What tells a file from a page: the ending of its name, its type, how it begins. Light: the crawl has it too."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|csv)$", re.I)
MEDIA = re.compile(r"\.(?:mp4|m3u8|flv|webm|mov|mp3|m4a|wav|swf)$", re.I)


def name_in(address: str) -> str:
    """The last part of an address's path, as people read it."""
    return unquote(urlsplit(address).path.rsplit("/", 1)[-1])


def is_no_page(body: bytes, content_type: str) -> bool:
    """Whether an answer is a file that stands where a page would. Scrapy would go by the address's ending."""
    if not body or body[:100].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return False  # whatever its server calls it
    kind = content_type.partition(";")[0].strip().lower()
    textual = not kind or kind.startswith("text/") or kind.endswith(("xml", "html", "json"))
    return not textual or body.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
