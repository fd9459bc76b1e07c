"""What a name or an address says of a file: its ending. Light, for the crawl as well as for what reads pages."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|csv)$", re.I)
MEDIA = re.compile(r"\.(?:mp4|m3u8|flv|webm|mov|mp3|m4a|wav|swf)$", re.I)


def name_in(address: str) -> str:
    """The last part of an address's path, as people read it."""
    return unquote(urlsplit(address).path.rsplit("/", 1)[-1])
