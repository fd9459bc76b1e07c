"""The items a spider yields: a Notice, and the ListingPage it was found on. They stand between fetch and clean.
And what it asks the frontier for and leaves there: an Address."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from scrapy.crawler import Crawler

    from crawler.spiders.tally import Tally
    from nouns.site import Site
    from pipelines.said import Said

# The zone of all dates of notices. Fixed, not zoneinfo: sites print "+08:00" also for the summers of 1986-1991, when
# Shanghai kept +09:00.
SHANGHAI = timezone(timedelta(hours=8))


@dataclass(slots=True, eq=False)
class Page:
    """An answer as it came, for the archive (output/store/archive/archive.py): `body` is what was sent, still in its
    Content-Encoding, and `headers` are the server's. `asked`: the address as the frontier knows it; `url` answered.
    One object stands for one answer: all notices of a list share it, and it is written once."""

    kind: str  # listing or article
    asked: str
    url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    fetched_at: datetime
    place: tuple[str, int] | None = None  # file and offset, once it is written


@dataclass(slots=True)
class Notice:
    """One published copy: one entry on one site. Spiders fill what the page says; pipelines fill the rest.

    `fetched_at` is the moment the page was fetched (aware); relative dates are read against it, so that a
    replay gives the same answer. Dates are ISO 8601 in Asia/Shanghai, to the precision the page gives.
    """

    site: str
    url: str  # canonical; an entry without one of its own has one made of its list's address and its content
    listing_url: str
    position: int
    title_raw: str
    body_raw: str
    fetched_at: datetime
    published_raw: str | None = None
    source: str | None = None
    author: str | None = None
    region: str | None = None  # as labelled on the page; the pipelines make it an official name
    attachments: list[tuple[str, str]] = field(default_factory=list)  # (name, address)
    flags: list[str] = field(default_factory=list)  # doubts: mojibake, truncated-by-parser, …
    etag: str | None = None
    last_modified: str | None = None
    # the text without the site's furniture, where that is less (crawler/trust/furniture.py)
    body_cut: str | None = None
    file_hash: str | None = None  # SHA-256 of the file that stands where a page would
    whole: int | None = None  # bytes of its page, where that says where it ends
    link: str | None = None  # the address as the page links it, where that is not `url`
    pages: tuple[Page, ...] = field(default=(), repr=False)  # the answers it was read from
    archive_file: str | None = None  # where the first of them is kept: file below the archive, and offset
    archive_offset: int | None = None
    fetched: bool = False  # has a page of its own, whose address the frontier keeps
    # Filled by the pipelines.
    id: str = ""
    title: str = ""
    tag: str | None = None
    body: str = ""
    body_hash: str = ""
    published: str | None = None
    document_date: str | None = None
    document_number: str | None = None
    region_code: str | None = None
    language: str | None = None
    script: str | None = None
    said: Said | None = field(default=None, repr=False)  # on its way through the cleaning pipelines only


@dataclass(slots=True)
class ListingPage:
    """A listing page taken in: the articles it led to and where the list goes on.

    Follows its own inline notices through the pipelines, so that the page counts as done no earlier than they do.
    """

    site: str
    url: str
    page: int
    walk: str | None  # full or incremental
    discovered: list[tuple[str, int, str, str | None]]  # address, position, title, date as shown
    next: str | None
    linked: list[str] = field(default_factory=list)  # addresses of its entries, the known ones too
    ends_walk: bool = False  # a full walk has reached the end of the list
    more: list[str] = field(default_factory=list)  # further pages that follow no other (the parts of a sitemap)
    whole: int | None = None  # bytes of it, where it says where it ends
    links: dict[str, str] = field(default_factory=dict)  # of these addresses, what is sent where it is something else
    pages: tuple[Page, ...] = field(default=(), repr=False)  # the answer it was read from


@dataclass(frozen=True, slots=True)
class Record:
    """One document, as programs read it: the columns of `columns.RECORD`, which explains them, and where its canonical
    notice stands."""

    id: str
    title: str
    body: str
    published: str | None
    document_date: str | None
    document_number: str | None
    tag: str | None
    region: str | None
    region_code: str | None
    source: str | None
    author: str | None
    language: str | None
    script: str | None
    notice_id: str
    notices: int
    first_seen: str
    last_seen: str
    rev: int
    deleted_at: str | None
    site: str | None
    url: str | None
    link: str | None


class Address(NamedTuple):
    """An address to fetch. `known`: fetched before and due again, so that etag and last_modified make the request
    conditional. `link`: what is sent for it, where a page links something else than the form it is known by; `tries`:
    in how many runs it was fetched in vain."""

    url: str
    kind: str
    walk: str | None = None
    page: int = 1
    listing_url: str = ""
    position: int = 0
    title: str = ""
    published_raw: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    known: bool = False
    link: str = ""
    tries: int = 0
    whole: int = 0  # bytes of its page when it last had its end


class SiteSpider(Protocol):
    """The spider of a crawl as middlewares and pipelines know it: it crawls one site, and counts what it sees of it."""

    site: Site
    tally: Tally


def spider_of(crawler: Crawler) -> SiteSpider:
    """The spider of a crawl that has begun."""
    return cast("SiteSpider", crawler.spider)


def led_to(page: ListingPage) -> list[Address]:
    """The addresses that a listing page led to: its articles, and the pages where its walk goes on."""
    found = [
        Address(url, "article", listing_url=page.url, position=position, title=title, published_raw=date)
        for url, position, title, date in page.discovered
    ]
    further = [url for url in (page.next, *page.more) if url]
    found += [Address(url, "listing", page.walk, page.page + 1) for url in further]
    return [address._replace(link=page.links.get(address.url, "")) for address in found]


def plain(item: DataclassInstance) -> dict[str, Any]:
    """An item's fields without what it bears on its way only."""
    return {one.name: getattr(item, one.name) for one in fields(item) if one.name not in ("said", "pages")}
