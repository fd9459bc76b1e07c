"""Where the crawl of a site begins: what earlier runs left in the frontier, and the first page of each of its lists.
For a spider of this process, and for the writer of a fleet, which tells the workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crawler.addresses.links import sent
from nouns.items import Address
from nouns.site import Site

if TYPE_CHECKING:
    from output.store.store import Store  # 23 MB and .3 s: not for `scrapy list`


class Beginning(NamedTuple):
    """`walk`: full or incremental; `left`: pending since earlier runs; `first`: page one of each list."""

    walk: str
    left: list[Address]
    first: list[Address]


async def begin(store: Store, site: Site) -> Beginning:
    """Begin a walk through a site's lists: its first pages are pending from now on."""
    await store.ignore(site.name, site.ignore_params)
    walk = await store.start_walk(site.name, site.full_walk_days)
    left = [address for address in await store.pending(site.name) if address.url not in site.start_urls]
    whole = await store.whole(site.name, site.start_urls)
    first = [
        Address(url, "listing", walk, link=sent(url, site.encoding), whole=whole.get(url, 0))
        for url in dict.fromkeys(site.start_urls)
    ]
    await store.discover(site.name, first)
    return Beginning(walk, left, first)
