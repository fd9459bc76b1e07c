"""Notices as they are read now, cleaned as in a crawl, beside what is stored of them."""

from __future__ import annotations

import inspect
import sqlite3
from types import SimpleNamespace
from typing import Any, NamedTuple

from scrapy.exceptions import DropItem
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.read.alarms import Alarm
from crawler.tend.rereading.found import Change, Found
from nouns.items import Notice
from nouns.site import Site
from output.store import notices
from output.store.archive.pages import Stored

TAKEN_BACK = "text-taken-back"


class _Differing(NamedTuple):
    """A notice that says something else than is stored: column -> (stored, now), None where nothing is stored; `known`:
    the lines of the site that were known when its page was read."""

    notice: Notice
    fields: dict[str, tuple[Any, Any]] | None
    known: frozenset[int]


class Compared:
    """The notices of one site, into what is `found`."""

    def __init__(self, connection: sqlite3.Connection, settings: BaseSettings, site: Site, found: Found) -> None:
        self.connection, self.found = connection, found
        self.stored: dict[str, Stored] = {}  # address -> its notice
        self._cleaners = _cleaners(settings, site)
        self._differing: dict[str, _Differing] = {}

    async def take(self, notice: Notice, known: frozenset[int] = frozenset()) -> bool:
        """Clean a notice, and see what it says otherwise. `known`: the site's lines by which its page was read. Returns
        whether it is one: a crawl drops what has no text, and never stored it."""
        try:
            await self._clean(notice)
        except DropItem as error:
            if notice.url in self.stored:  # as in a crawl, which keeps what it has
                self.found.unread.append((notice.url, f"rejected: {type(error).__name__}"))
            return notice.url in self.stored
        if stored := self.stored.get(notice.url):
            notice.id = stored.id  # of another site's name, where that was renamed
        fields = notices.differing(self.connection, notice)
        if fields == {}:
            self._differing.pop(notice.url, None)
        else:
            self._differing[notice.url] = _Differing(notice, fields, known)
        return True

    async def _clean(self, notice: Notice) -> None:
        """Raises DropItem."""
        for pipeline in self._cleaners:
            cleaned = pipeline.process_item(notice)
            if cleaned is not notice and inspect.isawaitable(cleaned):
                await cleaned

    def refuse(self, url: str, alarm: Alarm) -> None:
        """A page is not believed."""
        stored = self.stored.get(url)
        self._differing.pop(url, None)
        if stored and TAKEN_BACK not in stored.flags:
            self.found.refused.append((url, alarm.kind))

    def read_by_less(self, known: frozenset[int]) -> set[str]:
        """Addresses of notices that differ, and were read by other lines of the site than are known by now."""
        return {url for url, differing in self._differing.items() if differing.known != known}

    def holding(self, ids: set[str]) -> set[str]:
        """The addresses of these stored notices."""
        return {url for url, stored in self.stored.items() if stored.id in ids}

    def end(self) -> None:
        """Tell what differs."""
        for notice, fields, _known in self._differing.values():
            if fields is None:
                self.found.new.append(notice)
            else:
                notice.fetched = False  # when it is due again does not change
                self.found.changed.append(Change(notice, fields))


def _cleaners(settings: BaseSettings, site: Site) -> list[Any]:
    """The pipelines of a crawl but the last, which stores."""
    counting = SimpleNamespace(inc_value=lambda *_counted: None)
    crawler = SimpleNamespace(settings=settings, stats=counting, spider=SimpleNamespace(site=site))
    places = settings.getdict("ITEM_PIPELINES")
    cleaners: list[Any] = []
    for path in sorted(places, key=places.__getitem__):
        if "StorePipeline" in path:
            continue
        pipeline = load_object(path)
        cleaners.append(pipeline.from_crawler(crawler) if hasattr(pipeline, "from_crawler") else pipeline())
    return cleaners
