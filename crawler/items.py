"""The items a spider yields: a Notice, and the ListingPage it was found on. Stands between fetch and clean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Notice:
    """One published copy: one entry on one site. Spiders fill what the page says; pipelines fill the rest.

    `fetched_at` is the moment the page was fetched (aware); relative dates are read against it, so that a
    replay gives the same answer. Dates are ISO 8601 in Asia/Shanghai, to the precision the page gives.
    """

    site: str
    listing_url: str
    position: int
    title_raw: str
    body_raw: str
    fetched_at: datetime
    url: str | None = None
    published_raw: str | None = None
    source: str | None = None
    author: str | None = None
    region: str | None = None
    attachments: list[tuple[str, str]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
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
