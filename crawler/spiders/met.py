"""Which entries of a list were met before, in whichever spelling of their addresses: a site that goes from http to
https, or names its port in some of its links, has the notices that it had."""

from __future__ import annotations

from collections.abc import Container
from itertools import chain

from crawler.spiders.list_page import ReadList
from crawler.spiders.page_store import PageStore
from pipelines.identity import spellings


async def of_entries(
    store: PageStore, site: str, page: ReadList, met: Container[str]
) -> tuple[ReadList, dict[str, tuple | None]]:
    """The page, its entries under the addresses that they were met by; and what is known of them, as `store.known` says
    it. `met`: addresses that this run has met."""
    urls = [entry.url for entry in page.linked]
    known = await store.known(site, urls, [notice.url for notice in page.inline])
    others = {url: spellings(url) for url in urls if url not in known and url not in met}
    if not any(others.values()):
        return page, known
    known |= await store.known(site, list(chain.from_iterable(others.values())), [])
    linked = []
    for entry in page.linked:
        before = next((url for url in others.get(entry.url, ()) if url in known or url in met), None)
        linked.append(entry._replace(url=before, link=entry.link or entry.url) if before else entry)
    return page._replace(linked=linked), known
