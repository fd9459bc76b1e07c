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

import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scrapy.settings import BaseSettings

from crawler.read import made, process as reading
from crawler.tend.rereading import pages as archived
from crawler.tend.rereading.compared import Compared
from crawler.tend.rereading.found import Found
from crawler.tend.rereading.known import Known
from crawler.tend.rereading.lists import Inline, Shown
from crawler.tend.rereading.pages import Answered, Asked, Listed, Unread
from crawler.tend.rereading.readers import ahead, ask
from crawler.trust.belief import PATIENCE
from crawler.trust.trust import Read, Verdict
from nouns.items import Notice
from nouns.site import Site
from output.store import frontier, ignored
from output.store.archive.pages import Article, List, Pages

FIRST = 24  # articles that are read with few ahead: they teach what a site's own lines are
FEW, AHEAD = 2, 12  # handfuls that are being read ahead of the one that is judged
LISTS = 2  # pages of lists that are asked for together
UNNAMED = "title-not-on-page"  # a doubt that depends on which page of a site came first

ByAddress = Mapping[str, Article]


class _Handful(NamedTuple):
    """Articles that were read together, and by which lines of the site."""

    articles: list[Article]
    answers: Sequence[Answered | Unread]
    known: frozenset[int]


class Rereading:
    """Of one site, once. `learning`: whether what is known of it is learned anew; `sample`: some of its pages only;
    `moved`: told how many pages are read."""

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
        self.known = Known(connection, site.name, learning)
        self.trust = self.known.trust
        self.found = Found(site.name)
        self.shown = Shown(sample)
        self.compared = Compared(connection, settings, site, self.found)
        self.read_by: dict[str, frozenset[int]] = {}  # address -> the lines known when its page was read

    async def read(self, pages: Pages) -> Found:
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
            self.known.keep_what_is_not_shown()
        await self._once_more(by_address)
        if self.learning:
            self.found.learned = self.known.learned(self.found.stored_differs)
        self._met(pages, by_address)
        return self.found

    # Lists -----------------------------------------------------------------------------------------------------------

    async def _lists(self, pages: Pages) -> None:
        """Read the lists, and the pages of nobody's that turn out to be lists."""
        leading: dict[str, list[str]] = defaultdict(list)
        for article in pages.articles:
            leading[article.address.listing_url].append(article.address.url)
        inline = Inline(pages.lists)
        lists, nobodys = pages.lists, dict(pages.nobodys)
        while lists:
            onward = dict.fromkeys([url async for url in self._read_lists(lists, leading, inline)])
            found = [nobodys.pop(url) for url in onward if url in nobodys]
            lists = [List(page.address.url, page.places[0], (), page.row) for page in found]

    async def _read_lists(
        self, lists: list[List], leading: Mapping[str, list[str]], inline: Inline
    ) -> AsyncIterator[str]:
        """Read them; yields where they go on. `leading`: by list, addresses of articles that it led to."""
        parts = [lists[first : first + LISTS] for first in range(0, len(lists), LISTS)]
        async for part, answers in ahead(parts, self._list, lambda: AHEAD):
            for page, listed in zip(part, answers, strict=True):
                self.found.pages += 1
                if isinstance(listed, Unread):
                    self.found.unread.append((page.url, listed.problem))
                    continue
                await self._take_list(page, listed, leading.get(page.url, ()), inline)
                for url in filter(None, (listed.found.onward, *listed.found.more)):
                    yield url
            self.moved(self.found.pages)

    async def _list(self, part: list[List]) -> tuple[list[List], Sequence[Listed | Unread]]:
        asked = [(page.place, page.url) for page in part]
        return part, await ask(archived.lists, self.folder, asked, self.site)

    async def _take_list(self, page: List, listed: Listed, led_to: Sequence[str], inline: Inline) -> None:
        """What a list's page says of articles, and the notices whose texts stand in it."""
        found = listed.found
        self.trust.furniture.hear_list(found.lines if found.entries else ())
        if not found.entries and archived.names(self.folder, page.place, led_to):
            self.found.unread.append((page.url, f"no list: {found.why or found.verdict}"))
        entries, linked = made.of_entries(self.site, found, listed.url, listed.fetched_at)
        by_parameters = [entry.url for entry in linked if "?" in entry.url]
        known_by = ignored.known_by(self.connection, self.site.name, by_parameters) if by_parameters else {}
        self.shown.take(page.row, linked, known_by)
        if entries or page.notices:
            await self._take_inline(page, entries, inline)

    async def _take_inline(self, page: List, entries: list[Notice], inline: Inline) -> None:
        await reading.clean(entries)
        matched = inline.match(page, entries)
        self.found.lost += matched.lost
        for stored, entry in matched.pairs:
            self.compared.stored[entry.url] = stored
            await self._compare(entry, page.place)
        if self.learning:
            for entry in matched.left:
                if inline.is_new(page, entry):
                    await self._compare(entry, page.place)

    # Articles --------------------------------------------------------------------------------------------------------

    async def _articles(self, articles: list[Article]) -> None:
        taken = 0

        def most() -> int:
            return FEW if self.learning and taken < FIRST else AHEAD

        async for handful in self._handfuls(articles, most):
            for article, answer in zip(handful.articles, handful.answers, strict=True):
                taken += 1
                self.found.pages += _count(answer)
                if read := self._read(article, answer, handful.known):
                    status = answer.status if isinstance(answer, Answered) else 200
                    await self._follow(self.trust.take(read, status))
            self.moved(self.found.pages)

    def _handfuls(self, articles: Iterable[Article], most: Callable[[], int]) -> AsyncIterator[_Handful]:
        return ahead(archived.handfuls(articles), self._handful, most)

    async def _handful(self, part: list[Article]) -> _Handful:
        known = self.trust.furniture.known()
        asked = [Asked(article.address.title, article.places) for article in part]
        return _Handful(part, await ask(archived.articles, self.folder, asked, self.site, known), known)

    def _read(self, article: Article, answer: Answered | Unread, known: frozenset[int]) -> Read | None:
        """An article's pages as the spider would have them; None where they cannot be read."""
        address, stored = article.address, article.notice
        if stored:
            self.compared.stored[address.url] = stored
            address = address._replace(tries=PATIENCE)  # it was believed, and its page has not changed
        if isinstance(answer, Unread):
            self.found.unread.append((address.url, answer.problem))
            return None
        self.read_by[address.url] = known
        first, doubts = answer.parts[0], stored.flags if stored else ()
        flags = ("incomplete",) if "incomplete" in doubts and answer.onward else ()
        notice = made.of_article(self.site, address, answer.parts, answer.fetched_at, flags)
        notice.archive_file, notice.archive_offset = article.places[0]
        if UNNAMED in doubts and not first.signs.named:
            notice.flags.append(UNNAMED)
        return Read(address, first, notice, address.tries)

    async def _follow(self, verdict: Verdict) -> None:
        """Compare what is believed, and refuse the rest."""
        for address, alarm, _pages in verdict.refused:
            self.compared.refuse(address.url, alarm)
        for url, alarm in verdict.taken_back:
            self.compared.refuse(url, alarm)
        if any(notice.said is None for notice in verdict.kept):
            await reading.clean(verdict.kept)
        for notice in verdict.kept:
            await self._compare(notice)

    async def _compare(self, notice: Notice, place: tuple[str, int] | None = None) -> None:
        """See what a notice says otherwise; `place`: where its page is kept, if that is not said yet."""
        if place:
            notice.archive_file, notice.archive_offset = place
        self.found.notices += await self.compared.take(notice, self.read_by.get(notice.url, frozenset()))

    # The end ---------------------------------------------------------------------------------------------------------

    async def _once_more(self, by_address: ByAddress) -> None:
        """What was read otherwise than it is stored, or holds lines that are the site's by now, read by all that is
        known in the end."""
        again = self.compared.read_by_less(self.trust.furniture.known()) | self.compared.holding(self.known.holding())
        again -= {url for url, _why in self.found.refused}
        articles = [article for url, article in by_address.items() if url in again]
        async for handful in self._handfuls(articles, lambda: AHEAD):
            for article, answer in zip(handful.articles, handful.answers, strict=True):
                if read := self._read(article, answer, handful.known):
                    await self._compare_again(read.notice, handful.known)
        self.compared.end()

    async def _compare_again(self, notice: Notice, known: frozenset[int]) -> None:
        """See what a notice says otherwise in the end, without the site's furniture as it is known by now."""
        own = self.trust.furniture.without(notice.body_raw)
        if own != notice.body_raw:
            notice.body_cut, notice.said = own, None
            await reading.clean([notice])
        await self.compared.take(notice, known)

    def _met(self, pages: Pages, by_address: ByAddress) -> None:
        """What lists say by now of articles, where that is something else: else the next run fetched those again."""
        before = {page.address.url: page.address for page in pages.articles}
        self.found.met = [page.address for url, page in by_address.items() if page.address != before.get(url)]
        if self.learning:
            known = [*by_address, *frontier.articles(self.connection, self.site.name)]
            self.found.unfetched = self.shown.without_page(known)


def _count(answer: Answered | Unread) -> int:
    """How many pages were read."""
    return max(1, len(answer.parts)) if isinstance(answer, Answered) else 1
