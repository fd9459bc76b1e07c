"""What a process that reads is asked to do with an answer: its bytes as a list, as an article, as a file.

Stands between `process.py` and what reads, and is called by what reads an archive (crawler/tend/rereading/pages.py).
Functions are sent to the process by name: what reads is imported when they run, and never by the crawl.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from crawler.read import parts

if TYPE_CHECKING:
    from nouns.found import Article, Listing
    from nouns.site import Site
    from pipelines.said import Said


def listing_of(
    body: bytes, declared: str, url: str, now: datetime, site: Site, column: Collection[int] = ()
) -> Listing:
    """What an answer says as a list. `column`: keys of lines that stand beside the entries on the list's other pages.
    Where the last page has an entry or two, such a column (most read, newest) looks more like a list than they do."""
    from crawler.addresses.links import as_written
    from crawler.read import charset, feeds, page_signs
    from crawler.read.listing import listing

    text, codec = charset.decode(feeds.unpacked(body), declared, site.encoding)
    found = listing.find(text, as_written(url, codec), now, site, pins=False)
    own = page_signs.without_column(text, found, column) if column and found.entries else None
    if own and (entries := listing.find(own, as_written(url, codec), now, site, pins=False).entries):
        found = replace(found, entries=entries, verdict="list" if len(entries) > 1 else "single")
    lines, alarm = page_signs.of_listing(text, found)
    return replace(found, charset=codec, lines=lines, alarm=alarm)


def article_of(
    body: bytes, declared: str, url: str, now: datetime, title: str, site: Site, furniture: Collection[int] = ()
) -> Article:
    """What an answer says as an article, cleaned."""
    from crawler.addresses.links import as_linked, as_written
    from crawler.read import charset
    from crawler.read.article import article

    text, codec = charset.decode(body, declared, site.encoding)
    found = article.read(text, as_written(url, codec), now, title, site, furniture)
    onward = found.next and as_linked(found.next, codec)
    return replace(found, next=onward, said=_clean(found.title or title, found.body))


def article_of_file(body: bytes, url: str, title: str) -> Article:
    """What a file says in place of an article, cleaned."""
    from crawler.read import files

    found = files.read(body)
    flags = (found.flag, "cut-short") if found.cut else (found.flag,)
    return replace(file_of(title, url, found.text, flags, body), said=_clean(title, found.text))


def file_of(title: str, url: str, text: str, flags: tuple[str, ...], body: bytes) -> Article:
    """The article that a file of these bytes is, with the text that was found in it."""
    return parts.file_of(title, url, text, flags, hashlib.sha256(body).hexdigest())


def clean_all(texts: Sequence[tuple[str, str]]) -> list[Said]:
    """What cleaning makes of titles and bodies."""
    return [_clean(*text) for text in texts]


def _clean(title_raw: str, body_raw: str) -> Said:
    from pipelines import said

    return said.said(title_raw, body_raw)
