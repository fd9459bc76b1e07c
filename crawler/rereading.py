"""The archive read again: what today's readers, cleaning and belief make of pages that came earlier, beside what is
stored. Nothing is fetched, nothing is written.

Pages of a site are read in the order in which they came, by the process that reads a crawl's (crawler/reading.py),
some of them ahead. What is known of a site, its furniture and the pages it was refused before, stands as it is: to read
a page again teaches nothing.
"""

from __future__ import annotations

import asyncio
import inspect
import sqlite3
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar

from scrapy.exceptions import DropItem
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler import made, parts, reading, unpacking
from crawler.alarms import Alarm
from crawler.belief import PATIENCE, Believer
from crawler.file_names import is_no_page
from crawler.found import Article
from crawler.furniture import Furniture
from crawler.items import Notice, Page
from crawler.sites import Site
from crawler.spiders.listing import PAGES_OF_AN_ARTICLE
from crawler.trust import Read, Trust, Verdict
from output import archive_pages, learned, notices, warc

T = TypeVar("T")
AHEAD = 32  # pages that are being read ahead of the one that is judged
UNNAMED = "title-not-on-page"  # a doubt that depends on which page of a site came first
TAKEN_BACK = "text-taken-back"


class Change(NamedTuple):
    """What a stored notice says otherwise: column -> (stored, now)."""

    notice: Notice
    fields: dict[str, tuple[Any, Any]]


@dataclass
class Found:
    """What reading a site's pages again comes to. `refused`: (address, why) of notices whose pages are not believed any
    more; `new`: of addresses whose pages are believed by now; `lost`: notices that their list's page shows no longer,
    and `unread`: (address, why) of pages that nothing can be read from; both stay as they are."""

    site: str
    pages: int = 0
    notices: int = 0
    changed: list[Change] = field(default_factory=list)
    new: list[Notice] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return bool(self.changed or self.new or self.refused or self.lost or self.unread)

    def fields(self) -> Counter[str]:
        """How many notices say each column otherwise."""
        return Counter(column for change in self.changed for column in change.fields)


class _Settled(Furniture):
    """A site's furniture as it is known, which reading its pages again does not change."""

    def hear(self, title: str, lines: Sequence[Any], body: str, keys: Sequence[int] = ()) -> str:
        return self.without(body) if self.lines else body


class Rereading:
    """Of one site."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, site: Site, settings: BaseSettings) -> None:
        self.connection, self.folder, self.site = connection, folder, site
        known = learned.load(connection, site.name)
        furniture = _Settled.load(known["memory"].get("furniture", {}), known["lines"], known["kept"])
        self.trust = Trust(furniture, Believer.load(known["memory"].get("believer", {})))
        self.cleaners = _cleaners(settings, site)
        self.found = Found(site.name)
        self.stored: dict[str, archive_pages.Stored] = {}  # address -> its notice

    async def read(self, articles: Iterable[archive_pages.Article], lists: Iterable[archive_pages.List],
                   moved: Callable[[int], None] = lambda pages: None) -> Found:  # fmt: skip
        """Read all of them; `moved` is told how many pages were read. Raises nothing for a page: `unread` tells."""
        for page in lists:
            await self._list(page)
            moved(self.found.pages)
        again = list(articles)
        by_address = {article.address.url: article for article in again}
        while again:
            async for read in _ahead(again, self._article):
                if read:
                    await self._follow(self.trust.take(*read))
                moved(self.found.pages)
            again = [by_address[address.url] for address in self.trust.read_again()]
            if not again:
                await self._follow(self.trust.end())
                again = [by_address[address.url] for address in self.trust.read_again()]
        return self.found

    async def _article(self, article: archive_pages.Article) -> tuple[Read, int] | None:
        """An article's pages, as the spider goes through them; None where they cannot be read."""
        address, stored = article.address, article.notice
        if stored:
            self.stored[address.url] = stored
            address = address._replace(tries=PATIENCE)  # it was believed, and its page has not changed
        try:
            came = [warc.read(self.folder / file, offset) for file, offset in article.places]
            by_url, onward, read = {page.url: page for page in came}, came[0].url, []
            while (page := by_url.pop(onward, None)) and len(read) < PAGES_OF_AN_ARTICLE:
                self.found.pages += 1
                found = await self._page(page, address.title)
                if found.body and any(found.body == part.body for part in read):
                    break
                read.append(found)
                onward = found.next or (parts.inner(found) if len(read) == 1 else None)
        except (warc.Damaged, unpacking.CutShort, unpacking.NotPacked, reading.PageError) as error:
            self.found.unread.append((address.url, str(error)))
            return None
        flags = ("incomplete",) if stored and "incomplete" in stored.flags and onward else ()
        notice = made.of_article(self.site, address, read, came[0].fetched_at, flags)
        notice.archive_file, notice.archive_offset = article.places[0]
        if stored and UNNAMED in stored.flags and not read[0].signs.named:
            notice.flags.append(UNNAMED)
        return Read(address, read[0], notice, address.tries), came[-1].status if len(read) == 1 else 200

    async def _page(self, page: Page, title: str) -> Article:
        body, kind = unpacking.content(page)
        if is_no_page(body, kind):
            return await reading.read_file(body, page.url, title, self.site)
        known = self.trust.furniture.known()
        return await reading.read_article(body, kind, page.url, page.fetched_at, title, self.site, known)

    async def _follow(self, verdict: Verdict) -> None:
        for address, alarm, _pages in verdict.refused:
            self._refuse(address.url, alarm)
        for url, alarm in verdict.taken_back:
            self._refuse(url, alarm)
        await reading.clean(verdict.kept)
        for notice in verdict.kept:
            await self._compare(notice)

    def _refuse(self, url: str, alarm: Alarm) -> None:
        stored = self.stored.get(url)
        if stored and TAKEN_BACK not in stored.flags:
            self.found.refused.append((url, alarm.kind))

    async def _list(self, page: archive_pages.List) -> None:
        """The notices whose texts stand in a list's page. One whose text is read otherwise keeps its address, though
        that was made of what it said."""
        self.found.pages += 1
        try:
            came = warc.read(self.folder / page.place[0], page.place[1])
            found = await reading.read_listing(*unpacking.content(came), page.url, came.fetched_at, self.site)
            entries, _linked = made.of_entries(self.site, found, came.url, came.fetched_at)
            await reading.clean(entries)
        except (warc.Damaged, unpacking.CutShort, unpacking.NotPacked, reading.PageError) as error:
            self.found.unread.append((page.url, str(error)))
            return
        by_url = {entry.url: entry for entry in reversed(entries)}
        left = [entry for entry in entries if entry.url not in {stored.url for stored in page.notices}]
        for stored in page.notices:
            entry = by_url.get(stored.url) or next(
                (entry for entry in left if entry.title_raw == stored.title_raw), None
            )  # fmt: skip
            if entry is None:
                self.found.lost.append(stored.id)
                continue
            entry.url = stored.url
            self.stored[entry.url] = stored
            entry.archive_file, entry.archive_offset = page.place
            await self._compare(entry)

    async def _compare(self, notice: Notice) -> None:
        """Clean it, and see what it says otherwise."""
        self.found.notices += 1
        try:
            for clean in self.cleaners:
                cleaned = clean.process_item(notice)
                if inspect.isawaitable(cleaned):
                    await cleaned
        except DropItem as error:
            if notice.url in self.stored:  # as in a crawl, which keeps what it has
                self.found.unread.append((notice.url, f"rejected: {type(error).__name__}"))
            return
        if notice.url in self.stored:
            notice.id = self.stored[notice.url].id  # of another site's name, where that was renamed
        differing = notices.differing(self.connection, notice)
        if differing is None:
            self.found.new.append(notice)
        elif differing:
            notice.fetched = False  # when it is due again does not change
            self.found.changed.append(Change(notice, differing))


def _cleaners(settings: BaseSettings, site: Site) -> list[Any]:
    """The pipelines of a crawl but the last, which stores."""
    counting = SimpleNamespace(inc_value=lambda *_counted: None)
    crawler = SimpleNamespace(settings=settings, stats=counting, spider=SimpleNamespace(site=site))
    kinds = settings.getdict("ITEM_PIPELINES")
    classes = [load_object(path) for path in sorted(kinds, key=kinds.__getitem__) if "StorePipeline" not in path]
    return [kind.from_crawler(crawler) if hasattr(kind, "from_crawler") else kind() for kind in classes]


async def _ahead(
    what: Iterable[archive_pages.Article], read: Callable[[archive_pages.Article], Coroutine[Any, Any, T]]
) -> AsyncIterator[T]:
    """What is read of each, in their order, AHEAD at a time."""
    waiting: deque[asyncio.Task] = deque()
    try:
        for one in what:
            waiting.append(asyncio.ensure_future(read(one)))
            if len(waiting) >= AHEAD:
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
    finally:
        for task in waiting:
            task.cancel()
