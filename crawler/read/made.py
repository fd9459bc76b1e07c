"""Notices made of what was found on pages: of an article's, and of the entries of a list. Pure: for the spider, and for
reading the archive again (crawler/tend/rereading)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from crawler.addresses.hosts import off_site
from crawler.addresses.links import sent
from crawler.read import parts as pages
from nouns.columns import RECORD, named
from nouns.found import Article, Listing
from nouns.items import Address, Notice, Page
from nouns.site import Site
from pipelines.identity import canonical_url, inline_url

# What an article's first page says of it, and its notice as well.
CARRIED = [field.name for field in fields(Article) if field.name in named(RECORD, "borrowed")]


def of_article(
    site: Site, address: Address, parts: Sequence[Article], now: datetime, flags: Sequence[str] = (), **more: Any
) -> Notice:
    """The notice of an article that goes over these pages, fetched `now`; `more`: other fields of it."""
    from pipelines.published import stands  # of what reads dates, which `scrapy list` does without

    first, whole = parts[0], pages.joined(parts)
    return Notice(
        site.name,
        address.url,
        address.listing_url,
        address.position,
        first.title or address.title,
        whole.body,
        now,
        published_raw=stands(first.published_raw, first.published, address.published_raw, now),
        attachments=whole.attachments,
        flags=[*whole.flags, *flags],
        fetched=True,
        file_hash=next((part.digest for part in parts if part.digest), None),
        said=first.said if len(parts) == 1 else None,
        link=address.link or None,
        pages=tuple(part.page for part in parts if part.page),
        **{name: getattr(first, name) for name in CARRIED},
        **more,
    )


def of_entries(
    site: Site, found: Listing, page_url: str, now: datetime, before: int = 0, came: tuple[Page, ...] = ()
) -> tuple[list[Notice], list[Address]]:
    """The entries whose whole text stands in the list, as notices; the others as addresses to fetch. `before`: how many
    entries were met before those of this page; `came`: the page as it came."""
    inline, linked = [], []
    for position, entry in enumerate(found.entries, before + 1):
        linked_as, date = entry.url or "", entry.decided or entry.date
        url = canonical_url(linked_as) if linked_as else None
        if url and url.startswith("http") and off_site(site, url):
            inline.append(
                Notice(
                    site.name,
                    url,
                    page_url,
                    position,
                    entry.title,
                    "",
                    now,
                    date,
                    attachments=[(entry.title, url)],
                    flags=["elsewhere"],
                    pages=came,
                    link=sent(linked_as, found.charset, url) or None,
                )
            )
        elif entry.body is not None or url is None:
            body = entry.body or ""
            inline.append(
                Notice(
                    site.name,
                    url or inline_url(site.start_urls[0], entry.title, body),
                    page_url,
                    position,
                    entry.title,
                    body,
                    now,
                    date,
                    attachments=list(entry.files),
                    flags=["no-text", "unopened"] if entry.scripted and not body else [],
                    pages=came,
                )
            )
        else:
            link = sent(linked_as, found.charset, url)
            linked.append(Address(url, "article", None, 1, page_url, position, entry.title, date, link=link))
    return inline, linked
