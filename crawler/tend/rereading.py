"""The archive read again: what today's readers, cleaning and belief make of pages that came earlier, beside what is
stored. Nothing is fetched, nothing is written.

Pages of a site are read in the order in which they came, its lists before its articles, by the processes that read a
crawl's (crawler/read/process.py), some of them ahead. Where the archive has the pages of most of its notices, what is
known of the site is learned from them anew, as a crawl of them would: its furniture, the pages it is refused, and what
lists lead to. Of fewer pages, or a sample, what is known stands as it is.

How much is known when a page is read depends on which pages were under way with it, in a crawl as here. So what is read
otherwise than it is stored is read once more by all that is known in the end, before it is believed to be otherwise.
"""

from __future__ import annotations

import asyncio
import inspect
import sqlite3
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar

from scrapy.exceptions import DropItem
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.read import made, process as reading
from crawler.read.alarms import Alarm
from crawler.tend import rereading_pages
from crawler.tend.rereading_lists import Shown
from crawler.tend.rereading_pages import Answered, Asked, Listed
from crawler.trust.belief import PATIENCE, Believer
from crawler.trust.furniture import Furniture
from crawler.trust.trust import Read, Trust, Verdict
from nouns.items import Address, Notice
from nouns.site import Site
from output.store import frontier, ignored, learned, notices
from output.store.archive import pages as archive_pages

A, T = TypeVar("A"), TypeVar("T")
FIRST = 24  # articles that are read with few ahead: they teach what a site's own lines are
FEW, AHEAD = 2, 12  # handfuls that are being read ahead of the one that is judged
LISTS = 2  # pages of lists that are asked for together
UNNAMED = "title-not-on-page"  # a doubt that depends on which page of a site came first
TAKEN_BACK = "text-taken-back"


class Change(NamedTuple):
    """What a stored notice says otherwise: column -> (stored, now)."""

    notice: Notice
    fields: dict[str, tuple[Any, Any]]


class Learned(NamedTuple):
    """What reading a site's pages again taught of it. `memory`: what the next run compares pages with; `lines`: its
    furniture that was not known, and `forgotten`, what was and is none: key -> text."""

    memory: dict[str, Any]
    lines: dict[int, str]
    forgotten: dict[int, str]


@dataclass
class Found:
    """What reading a site's pages again comes to. `refused`: (address, why) of notices whose pages are not believed any
    more; `new`: of pages that are believed by now, or that a list leads to by now; `lost`: notices that their list's
    page shows no longer, and `unread`: (address, why) of pages that nothing can be read from; both stay as they are.
    `met`: addresses of which lists say something else, or that they had not led to; `unfetched`: how many they lead to
    that no page is there of."""

    site: str
    pages: int = 0
    notices: int = 0
    changed: list[Change] = field(default_factory=list)
    new: list[Notice] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    met: list[Address] = field(default_factory=list)
    unfetched: int = 0
    learned: Learned | None = None

    @property
    def differs(self) -> bool:
        return bool(self.changed or self.new or self.refused or self.lost or self.unread or self.learned)

    def fields(self) -> Counter[str]:
        """How many notices say each column otherwise."""
        return Counter(column for change in self.changed for column in change.fields)


class _Settled(Furniture):
    """A site's furniture as it is known, which reading its pages again does not change."""

    def hear(self, title: str, lines: Sequence[Any], body: str, keys: Sequence[int] = ()) -> str:
        return self.without(body) if self.lines else body

    def hear_list(self, keys: Sequence[int]) -> None:
        pass


class Rereading:
    """Of one site, once. `learning`: whether what is known of it is learned anew; `sample`: some of its pages only."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        folder: Path,
        site: Site,
        settings: BaseSettings,
        learning: bool,
        sample: bool = False,
        moved: Callable[[int], None] = lambda pages: None,
    ) -> None:
        self.connection, self.folder, self.site, self.learning, self.moved = connection, folder, site, learning, moved
        self.known = learned.load(connection, site.name)
        memory = self.known["memory"]
        if learning:
            lines = {**self.known["shared"], **learned.decided(connection, site.name)}
            self.trust = Trust(Furniture(lines, set(self.known["kept"])))
        else:
            lines = {**self.known["shared"], **self.known["lines"]}
            furniture = _Settled.load(memory.get("furniture", {}), lines, self.known["kept"])
            self.trust = Trust(furniture, Believer.load(memory.get("believer", {})))
        self.cleaners = _cleaners(settings, site)
        self.found = Found(site.name)
        self.shown = Shown(sample)
        self.stored: dict[str, archive_pages.Stored] = {}  # address -> its notice
        self.read_by: dict[str, frozenset[int]] = {}  # address -> the lines known when its page was read
        self.differing: dict[str, tuple[Notice, dict[str, Any], frozenset[int]]] = {}

    async def read(self, pages: archive_pages.Pages) -> Found:
        """Read all of them. Raises nothing for a page: `unread` tells."""
        await self._lists(pages)
        again = [page._replace(address=self.shown.of(page)) for page in pages.articles]
        again += self.shown.met(pages.nobodys)
        by_address = {article.address.url: article for article in again}
        while again:
            await self._articles(again)
            again = [by_address[address.url] for address in self.trust.read_again()]
            if not again:
                await self._follow(self.trust.end())
                again = [by_address[address.url] for address in self.trust.read_again()]
        if self.learning:
            self._keep_what_is_not_shown()
        await self._once_more(by_address)
        if self.learning:
            self._learn()
        self._met(pages, by_address)
        return self.found

    # Lists -----------------------------------------------------------------------------------------------------------

    async def _lists(self, pages: archive_pages.Pages) -> None:
        leading: dict[str, list[str]] = defaultdict(list)
        for page in pages.articles:
            leading[page.address.listing_url].append(page.address.url)
        known = {stored.url for page in pages.lists for stored in page.notices}
        titles = {(page.url, stored.title_raw) for page in pages.lists for stored in page.notices}
        lists, nobodys = pages.lists, dict(pages.nobodys)
        while lists:
            further = [url async for url in self._read_lists(lists, leading, known, titles) if url in nobodys]
            found = [nobodys.pop(url) for url in dict.fromkeys(further)]  # pages of lists, as is seen only now
            lists = [archive_pages.List(page.address.url, page.places[0], (), page.row) for page in found]

    async def _read_lists(
        self,
        lists: list[archive_pages.List],
        leading: Mapping[str, list[str]],
        known: set[str],
        titles: set[tuple[str, str]],
    ) -> AsyncIterator[str]:
        """Read them; yields where they go on."""
        parts = [lists[first : first + LISTS] for first in range(0, len(lists), LISTS)]
        async for part, answers in _ahead(parts, self._list, lambda: AHEAD):
            for page, listed in zip(part, answers, strict=True):
                self.found.pages += 1
                if listed.found is None:
                    self.found.unread.append((page.url, listed.problem))
                    continue
                self.trust.furniture.hear_list(listed.found.lines)
                led_to = leading.get(page.url, ())
                if not listed.found.entries and rereading_pages.names(self.folder, page.place, led_to):
                    self.found.unread.append((page.url, f"no list: {listed.found.why or listed.found.verdict}"))
                inline, linked = made.of_entries(self.site, listed.found, listed.url, listed.fetched_at)
                by_parameters = [entry.url for entry in linked if "?" in entry.url]
                known_by = ignored.known_by(self.connection, self.site.name, by_parameters) if by_parameters else {}
                self.shown.take(page.row, linked, known_by)
                await self._inline(page, inline, known, titles)
                for url in filter(None, (listed.found.onward, *listed.found.more)):
                    yield url
            self.moved(self.found.pages)

    async def _list(self, part: list[archive_pages.List]) -> tuple[list[archive_pages.List], list[Listed]]:
        asked = [(page.place, page.url) for page in part]
        return part, await self._ask(rereading_pages.lists, asked, lambda problem: Listed(None, problem=problem))

    async def _inline(
        self, page: archive_pages.List, entries: list[Notice], known: set[str], titles: set[tuple[str, str]]
    ) -> None:
        """The notices whose texts stand in a list's page. One whose text is read otherwise keeps its address, though
        that was made of what it said."""
        if not entries and not page.notices:
            return
        await reading.clean(entries)
        by_url = {entry.url: entry for entry in reversed(entries)}
        left = [entry for entry in entries if entry.url not in known]
        for stored in page.notices:
            entry = by_url.get(stored.url) or next((one for one in left if one.title_raw == stored.title_raw), None)
            if entry is None:
                self.found.lost.append(stored.id)
                continue
            if entry in left:
                left.remove(entry)
            entry.url = stored.url
            self.stored[entry.url] = stored
            entry.archive_file, entry.archive_offset = page.place
            await self._compare(entry)
        for entry in left if self.learning else ():
            if (page.url, entry.title_raw) not in titles:
                known.add(entry.url)
                titles.add((page.url, entry.title_raw))
                entry.archive_file, entry.archive_offset = page.place
                await self._compare(entry)

    # Articles --------------------------------------------------------------------------------------------------------

    async def _articles(self, articles: list[archive_pages.Article]) -> None:
        taken = 0

        def ahead() -> int:
            return FEW if self.learning and taken < FIRST else AHEAD

        async for part, answers, known in _ahead(rereading_pages.handfuls(articles), self._handful, ahead):
            for article, answered in zip(part, answers, strict=True):
                taken += 1
                if read := self._read(article, answered):
                    self.read_by[article.address.url] = known
                    await self._follow(self.trust.take(read, answered.status))
            self.moved(self.found.pages)

    async def _handful(
        self, part: list[archive_pages.Article]
    ) -> tuple[list[archive_pages.Article], list[Answered], frozenset[int]]:
        known = self.trust.furniture.known()
        asked = [Asked(article.address.title, article.places) for article in part]
        problem = lambda said: Answered([], problem=said)  # noqa: E731
        return part, await self._ask(rereading_pages.articles, asked, problem, known), known

    async def _ask(
        self, what: Callable[..., list[A]], asked: list[Any], failed: Callable[[str], A], *more: Any
    ) -> list[A]:
        """Have the process that reads read these together; one by one, where one of them keeps it from that."""
        readers = reading.Readers.running()
        try:
            return await readers.ask(what, self.folder, asked, self.site, *more, of=self.site.name)
        except Exception as error:
            if not isinstance(error, reading.PageError) and not isinstance(error.__cause__, reading.PageError):
                raise
            if len(asked) == 1:
                return [failed(str(error) or type(error).__name__)]
        return [answer for one in asked for answer in await self._ask(what, [one], failed, *more)]

    def _read(self, article: archive_pages.Article, answered: Answered) -> Read | None:
        """An article's pages as the spider would have them; None where they cannot be read."""
        address, stored = article.address, article.notice
        if stored:
            self.stored[address.url] = stored
            address = address._replace(tries=PATIENCE)  # it was believed, and its page has not changed
        self.found.pages += max(1, len(answered.parts))
        if answered.problem:
            self.found.unread.append((address.url, answered.problem))
            return None
        first = answered.parts[0]
        flags = ("incomplete",) if stored and "incomplete" in stored.flags and answered.onward else ()
        notice = made.of_article(self.site, address, answered.parts, answered.fetched_at, flags)
        notice.archive_file, notice.archive_offset = article.places[0]
        if stored and UNNAMED in stored.flags and not first.signs.named:
            notice.flags.append(UNNAMED)
        return Read(address, first, notice, address.tries)

    async def _follow(self, verdict: Verdict) -> None:
        for address, alarm, _pages in verdict.refused:
            self._refuse(address.url, alarm)
        for url, alarm in verdict.taken_back:
            self._refuse(url, alarm)
        if any(notice.said is None for notice in verdict.kept):
            await reading.clean(verdict.kept)
        for notice in verdict.kept:
            await self._compare(notice)

    def _refuse(self, url: str, alarm: Alarm) -> None:
        stored = self.stored.get(url)
        self.differing.pop(url, None)
        if stored and TAKEN_BACK not in stored.flags:
            self.found.refused.append((url, alarm.kind))

    async def _compare(self, notice: Notice, once_more: bool = False) -> None:
        """Clean it, and see what it says otherwise."""
        self.found.notices += not once_more
        try:
            for clean in self.cleaners:
                cleaned = clean.process_item(notice)
                if cleaned is not notice and inspect.isawaitable(cleaned):
                    await cleaned
        except DropItem as error:
            if notice.url in self.stored:  # as in a crawl, which keeps what it has
                self.found.unread.append((notice.url, f"rejected: {type(error).__name__}"))
            return
        if notice.url in self.stored:
            notice.id = self.stored[notice.url].id  # of another site's name, where that was renamed
        differing = notices.differing(self.connection, notice)
        if differing == {}:
            self.differing.pop(notice.url, None)
            return
        self.differing[notice.url] = notice, differing, self.read_by.get(notice.url, frozenset())

    # The end ---------------------------------------------------------------------------------------------------------

    def _keep_what_is_not_shown(self) -> None:
        """What was learned of the site from pages that are no more stays: only what its pages show often enough to be
        learned from them, and are not, is forgotten."""
        furniture = self.trust.furniture
        furniture.know({key: text for key, text in self.known["lines"].items() if not furniture.repeats(key)})

    def _taught(self) -> dict[int, str]:
        """Furniture that was not known."""
        known = self.known["lines"].keys() | self.known["shared"].keys()
        return {key: text for key, text in self.trust.furniture.lines.items() if key not in known}

    def _learn(self) -> None:
        """What was learned, where it is something else than what was known, or of pages that say something else."""
        lines, furniture = self._taught(), self.trust.furniture.lines
        forgotten = {key: text for key, text in self.known["lines"].items() if key not in furniture}
        if lines or forgotten or self.found.changed or self.found.new or self.found.refused:
            self.found.learned = Learned(self.trust.dump(), lines, forgotten)

    async def _once_more(self, by_address: dict[str, archive_pages.Article]) -> None:
        """What was read otherwise than it is stored, or holds lines that are the site's by now, read by all that is
        known in the end."""
        final = self.trust.furniture.known()
        again = {url for url, (_notice, _differing, known) in self.differing.items() if known != final}
        if self.learning and (lines := self._taught()):
            holding = {id for id, _body in learned.holding(self.connection, self.site.name, list(lines.values()))}
            again |= {url for url, stored in self.stored.items() if stored.id in holding}
        refused = {url for url, _why in self.found.refused}
        articles = [by_address[url] for url in by_address if url in again and url not in refused]
        async for part, answers, known in _ahead(rereading_pages.handfuls(articles), self._handful, lambda: AHEAD):
            for article, answered in zip(part, answers, strict=True):
                self.found.pages -= max(1, len(answered.parts))
                if read := self._read(article, answered):
                    notice, self.read_by[article.address.url] = read.notice, known
                    own = self.trust.furniture.without(notice.body_raw)
                    if own != notice.body_raw:
                        notice.body_cut, notice.said = own, None
                        await reading.clean([notice])
                    await self._compare(notice, once_more=True)
        for notice, differing, _known in self.differing.values():
            if differing is None:
                self.found.new.append(notice)
            else:
                notice.fetched = False  # when it is due again does not change
                self.found.changed.append(Change(notice, differing))

    def _met(self, pages: archive_pages.Pages, by_address: dict[str, archive_pages.Article]) -> None:
        """What lists say by now of articles, where that is something else: else the next run fetched those again."""
        before = {page.address.url: page.address for page in pages.articles}
        self.found.met = [page.address for url, page in by_address.items() if page.address != before.get(url)]
        if self.learning:
            self.found.unfetched = self.shown.without_page(
                [*by_address, *frontier.articles(self.connection, self.site.name)]
            )


def _cleaners(settings: BaseSettings, site: Site) -> list[Any]:
    """The pipelines of a crawl but the last, which stores."""
    counting = SimpleNamespace(inc_value=lambda *_counted: None)
    crawler = SimpleNamespace(settings=settings, stats=counting, spider=SimpleNamespace(site=site))
    kinds = settings.getdict("ITEM_PIPELINES")
    classes = [load_object(path) for path in sorted(kinds, key=kinds.__getitem__) if "StorePipeline" not in path]
    return [kind.from_crawler(crawler) if hasattr(kind, "from_crawler") else kind() for kind in classes]


async def _ahead(
    what: Iterable[T], read: Callable[[T], Coroutine[Any, Any, A]], ahead: Callable[[], int]
) -> AsyncIterator[A]:
    """What is read of each, in their order, so many at a time."""
    waiting: deque[asyncio.Task] = deque()
    try:
        for one in what:
            waiting.append(asyncio.ensure_future(read(one)))
            while len(waiting) >= ahead():
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
    finally:
        for task in waiting:
            task.cancel()
