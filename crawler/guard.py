"""The guard: what a crawl may reach. Every request passes it, redirects included, before anything is resolved."""

from __future__ import annotations

import ipaddress
from functools import cache
from urllib.parse import urlsplit

import tldextract
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


class Refused(IgnoreRequest):
    """Raised for a request that the guard does not let out; the message says why."""


@cache
def _extract() -> tldextract.TLDExtract:
    # The list that comes with the package: fetching a newer one would be a request nobody asked for.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def site_of(url: str) -> str:
    """The registered domain of an address, or its host where it has none: what counts as one site."""
    host = urlsplit(url).hostname or ""
    found = _extract()(host)
    return f"{found.domain}.{found.suffix}" if found.suffix and found.domain else host


class GuardMiddleware:
    """Refuses schemes other than http(s), addresses written as private numbers, and hosts off the site."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.private = crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if request.url == "data:,":  # a saved file is read: nothing is reached
            return
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise Refused(f"scheme not allowed: {parts.scheme}")
        if not self.private:
            try:
                if not ipaddress.ip_address(parts.hostname or "").is_global:
                    raise Refused(f"private address: {parts.hostname}")
            except ValueError:
                pass
        site = self.crawler.spider.site
        if not site.allow_offsite and site_of(request.url) not in {site_of(url) for url in site.start_urls}:
            raise Refused("off-site; allow_offsite = true in the site's table follows it")
