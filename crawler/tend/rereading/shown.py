"""What archived lists, read today, say of a site's articles: beside what the frontier remembers of them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timezone

from crawler.trust.changed import changed
from nouns.items import Address
from output.store.archive.pages import Article


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
