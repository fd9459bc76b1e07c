"""A listing page as it was read, on its way to the item that the store takes in. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crawler.spiders.walk import Step
from nouns.found import Listing
from nouns.items import Address, ListingPage, Notice, Page


class ReadList(NamedTuple):
    """`came`: the answer; `inline`: notices whose text the list has whole; `linked`: the other entries, to fetch."""

    address: Address
    found: Listing
    came: tuple[Page, ...]
    inline: list[Notice]
    linked: list[Address]

    @property
    def gave_nothing(self) -> bool:
        """Whether there is neither an entry on it nor a page behind it."""
        found = self.found
        return not found.entries and not found.onward and not found.more

    @property
    def is_whole(self) -> bool:
        """Whether it is one of a list: a page without entries may be the one behind the last, but not the first."""
        verdict = self.found.verdict
        return verdict in ("list", "single") or (verdict == "empty" and self.address.page > 1)

    @property
    def content(self) -> tuple[str, ...]:
        """What it shows, to tell it from other pages."""
        return (*(notice.url for notice in self.inline), *(entry.url for entry in self.linked))

    def item(
        self, site: str, fresh: Sequence[Address], step: Step, links: Mapping[str, str], whole: int | None
    ) -> ListingPage:
        """`fresh`: the entries to fetch; `links`: what is sent for the pages that follow; `whole`: its length in bytes,
        where it says that it ends."""
        address = self.address
        sent_for = {**links, **{entry.url: entry.link for entry in self.linked}}
        return ListingPage(
            site=site,
            url=address.url,
            page=address.page,
            walk=address.walk,
            next=step.next,
            discovered=[(entry.url, entry.position, entry.title, entry.published_raw) for entry in fresh],
            linked=[entry.url for entry in self.linked],
            ends_walk=address.walk == "full" and not step.further and self.is_whole,
            more=list(step.more),
            whole=whole,
            pages=self.came,
            links={url: link for url, link in sent_for.items() if link},
        )
