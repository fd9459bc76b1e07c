"""A saved listing page, read from its file instead of the site's addresses: `scrapy run --file`."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from nouns.found import Listing
from nouns.site import Site


def read(path: str, site: Site) -> tuple[Listing, str, datetime]:
    """What a file says, the address it stands for (what the page says of itself, where the site names the file alone),
    and when it was saved. Raises OSError."""
    from crawler.read import charset, plain, saved
    from crawler.read.listing import listing

    file = Path(path)
    text = charset.decode(file.read_bytes(), None, site.encoding)[0]
    saved_at = datetime.fromtimestamp(file.stat().st_mtime, timezone.utc)
    base = site.start_urls[0]
    if base.startswith("file:"):
        base = saved.address(text) or base
    if plain.is_plain(text):
        return plain.find(text, saved_at), base, saved_at
    return listing.find(text, base, saved_at, site, pins=False), base, saved_at
