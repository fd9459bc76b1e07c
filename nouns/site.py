"""A configured source of notices, as crawler/sites.py reads it from the sites file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """One configured source. Times are seconds unless a name says otherwise."""

    name: str
    start_urls: tuple[str, ...]
    region: str | None = None  # official division name, used where a notice names none itself
    # CSS selectors that pin what detection would otherwise find. `entry` selects rows; the others look inside one.
    entry: str | None = None
    title: str | None = None
    link: str | None = None
    date: str | None = None
    body: str | None = None
    next: str | None = None
    ignore_params: tuple[str, ...] | None = None  # of addresses; None = those that the lists show to say nothing
    encoding: str | None = None  # when the pages lie about their charset
    enabled: bool = True  # false: left alone by a run of all sites, until it is set again
    proxy: str | None = None  # "http://host:port" to go through, "direct" for none; None = the setting PROXY
    tls: str | None = None  # "legacy": speak to servers whose TLS is too old to be safe
    render: bool | str = False  # build the page in a browser first; "auto": where the plain page gives nothing
    allow_offsite: bool = False  # follow entries to other hosts
    min_items: int = 1  # fewer entries than this on a whole walk: degraded
    max_missing: int = 0  # entries that could not be kept, of which so many leave a run ok
    max_days_quiet: int = 0  # nothing new for longer: degraded; 0 = never
    max_pages: int = 2000  # listing pages in one walk; more is a trap
    stop_after_known: int = 60  # unchanged entries in a row that end an incremental walk
    full_walk_days: int = 7  # a walk to the end at least this often
    delay: float | None = None  # between requests; None = DOWNLOAD_DELAY
    concurrency: int | None = None  # at a time; None = CONCURRENT_REQUESTS_PER_DOMAIN
    window: str | None = None  # "22:00-06:00": crawl only then, Asia/Shanghai
