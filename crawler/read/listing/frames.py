"""The frame that holds a page's list, where the page itself shows none. Used by markup.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.addresses.hosts import site_of
from crawler.addresses.links import joined

_MAIN = re.compile(r"main|content|list|body|center|right|news|info", re.I)
_FURNITURE = re.compile(
    r"top|head|left|menu|nav|foot|bottom|banner|search|login|logo|map|video|player|weather|share|link|count|stat|code",
    re.I,
)
_PAGE = re.compile(r"https?://[^?#]*(?:/|/[^/.]*|\.(?:s?html?|jspx?|aspx?|php|do|action))(?:[?#]|$)", re.I)


def source(root: HtmlElement, url: str) -> str | None:
    """The address of the one frame of the page's own site that is no furniture, or of the first called like a list."""
    framed = list(_framed(root, url))
    main = [address for name, address in framed if _MAIN.search(name)]
    return main[0] if main else framed[0][1] if len(framed) == 1 else None


def _framed(root: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    """What frames that may hold a list are called, with their addresses."""
    for frame in root.iter("iframe", "frame"):
        address = joined(url, frame.get("src") or frame.get("data-src") or "") or ""
        file = address.partition("?")[0].rpartition("/")[2]
        name = f"{frame.get('id') or ''} {frame.get('name') or ''} {file}"
        own = address != url and _PAGE.match(address) and site_of(address) == site_of(url)
        if own and not _FURNITURE.search(name):
            yield name, address
