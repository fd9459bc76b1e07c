"""What the spider of a site asks of whatever keeps the site: the store of its own process (output/store/store.py), or a
worker's lane (crawler/fleet/lane.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from nouns.items import Address, Page
from pipelines.parameters import Shown


class PageStore(Protocol):
    """`archives`: whether answers are kept as they came. Every method is told the name of the site first."""

    @property
    def archives(self) -> bool: ...

    async def known(self, site: str, linked: Sequence[str], inline: Sequence[str]) -> dict[str, tuple | None]:
        """Of these addresses, those met before: articles with (title, date as written), notices of lists with None."""

    async def recognise(self, site: str, entries: Sequence[Shown], learn: bool) -> dict[str, str]:
        """What addresses of entries are known by, where that is something else; `learn`: from these."""

    async def has_text(self, site: str, url: str) -> bool:
        """Whether a text is kept of this address."""

    async def unchanged(self, site: str, url: str) -> None:
        """The server says that this page is as it was."""

    async def failed(self, site: str, address: Address, reason: str, final: bool = False) -> bool:
        """An address came to nothing; returns whether nothing is kept of it."""

    async def refused(self, site: str, address: Address, reason: str, pages: Sequence[Page] = ()) -> None:
        """A page is not believed to be the article."""

    async def take_back(self, site: str, url: str, reason: str) -> None:
        """A page that was believed turns out to be no article."""

    async def made_with(self, site: str, platform: str) -> dict[int, str]:
        """A list says which platform made it. Returns lines that are the platform's, key -> text."""

    async def remember(self, site: str, memory: dict[str, Any], lines: dict[int, str]) -> list[Address]:
        """Keep what was learned of the site's pages. Returns addresses of notices that have no text left."""

    def close(self) -> None:
        """The spider asks nothing more."""
