"""What archived lists say as they are read today: of a site's articles, beside what the frontier remembers of them, and
which of the stored notices whose texts stand in a list each of its entries is. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import NamedTuple

from crawler.trust.changed import changed
from nouns.items import Address, Notice
from output.store.archive.pages import Article, List, Stored


class Shown:
    """By address, what lists showed of an article, in the order in which they came. `sample`: some of these only, so
    that another way to say the same is nothing else."""

    def __init__(self, sample: bool = False) -> None:
        self._sample = sample
        self._said: dict[str, list[tuple[int, Address]]] = defaultdict(list)

    def take(self, row: int, entries: Iterable[Address], known_by: Mapping[str, str]) -> None:
        """A list's page that came as `row`; `known_by`: what addresses are known by, where that is something else."""
        for entry in entries:
            url = known_by.get(entry.url, entry.url)
            link = entry.link or (entry.url if url != entry.url else "")
            self._said[url].append((row, entry._replace(url=url, link=link)))

    def of(self, article: Article) -> Address:
        """What its list says of an article: as it is remembered, where some page of a list still says so; else what the
        last one before the article says, as a crawl would have taken it."""
        said, known = self._said.get(article.address.url, ()), article.address
        if any((entry.title, entry.published_raw) == (known.title, known.published_raw) for _row, entry in said):
            return known
        before = [entry for row, entry in said if row < article.row]
        if not before:
            return known
        last = before[-1]
        pairs = (known.title, known.published_raw), (last.title, last.published_raw)
        if self._sample and not changed(*pairs, datetime.now(timezone.utc)):
            return known
        return known._replace(title=last.title, published_raw=last.published_raw)

    def met(self, pages: Mapping[str, Article]) -> list[Article]:
        """Articles among these pages of nobody's that a list leads to, as it is read today."""
        return [page._replace(address=self._said[url][0][1]) for url, page in pages.items() if url in self._said]

    def without_page(self, known: Collection[str]) -> int:
        """How many articles lists lead to beside these."""
        return len(self._said.keys() - set(known))


class Matched(NamedTuple):
    """`pairs`: stored notices with their entries; `lost`: ids of those that the page shows no longer; `left`: entries
    that are none of them."""

    pairs: list[tuple[Stored, Notice]]
    lost: list[str]
    left: list[Notice]


class Inline:
    """Those of one site. A notice keeps its address although its text is read otherwise, and the address was made of
    what it said."""

    def __init__(self, lists: Sequence[List]) -> None:
        self._urls = {stored.url for page in lists for stored in page.notices}
        self._titles = {(page.url, stored.title_raw) for page in lists for stored in page.notices}

    def match(self, page: List, entries: Sequence[Notice]) -> Matched:
        """Find each of a page's stored notices among its entries: by its address, else by its title."""
        by_url = {entry.url: entry for entry in reversed(entries)}
        left = [entry for entry in entries if entry.url not in self._urls]
        matched = Matched([], [], left)
        for stored in page.notices:
            entry = by_url.get(stored.url) or _titled(stored.title_raw, left)
            if entry is None:
                matched.lost.append(stored.id)
                continue
            if entry in left:
                left.remove(entry)
            entry.url = stored.url
            matched.pairs.append((stored, entry))
        return matched

    def is_new(self, page: List, entry: Notice) -> bool:
        """Whether an entry that was left is met for the first time; from now on it is known."""
        if (page.url, entry.title_raw) in self._titles:
            return False
        self._urls.add(entry.url)
        self._titles.add((page.url, entry.title_raw))
        return True


def _titled(title: str, entries: Sequence[Notice]) -> Notice | None:
    return next((entry for entry in entries if entry.title_raw == title), None)
