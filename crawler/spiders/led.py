"""Where a redirect ended, when it did not end on an article of its own. Pure; for pages.py."""

from __future__ import annotations

from collections.abc import Container, Mapping

from scrapy.http import Response

from crawler.addresses.hosts import is_home
from nouns.items import Address
from pipelines.identity import canonical_url
from pipelines.likeness import comparable


def to_a_list(response: Response, lists: Container[str]) -> bool:
    """Whether on the home page or a listing: how many a site says that an article is gone."""
    return _redirected(response) and (is_home(response.url) or response.url in lists)


def to_another(response: Response, address: Address, titles: Mapping[str, str]) -> bool:
    """Whether on an article that the list has under another title. `titles`: of the addresses met on lists."""
    title = titles.get(canonical_url(response.url)) if _redirected(response) else None
    return title is not None and comparable(title) != comparable(address.title)


def _redirected(response: Response) -> bool:
    return bool(response.meta.get("redirect_urls"))
