"""What the process that reads pages is asked of an archive: several of its pages at once, read from where they stand.

To ask takes as long as a tenth of the reading, so pages go by the handful, and their bytes are never sent. Pickled by
name, as crawler/read/process.py does; what reads is imported there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crawler.addresses import asking
from crawler.addresses.file_names import is_no_page
from crawler.fetch import packed
from crawler.read import answers, parts
from nouns.found import Article
from nouns.items import Page
from output.store.archive import warc

if TYPE_CHECKING:
    from nouns.found import Listing
    from nouns.site import Site
    from output.store.archive import pages as archive_pages

NAMED, SHORT = 3, 4  # articles that a list names by the ends of their addresses; characters that could be anything
HANDFUL, BYTES = 8, 1 << 16  # articles that are asked for together, and bytes of their records
UNREADABLE = (warc.Damaged, packed.CutShort, packed.NotPacked)


class Asked(NamedTuple):
    """An article: its title in the list, and where its pages stand, in their order."""

    title: str
    places: tuple[archive_pages.Place, ...]


class Answered(NamedTuple):
    """What its pages say. `onward`: a page that it goes on with and that the archive does not have; `status`: of its
    last page."""

    parts: list[Article]
    fetched_at: datetime
    status: int
    onward: str | None


class Listed(NamedTuple):
    """What a list's page says. `url`: that answered."""

    found: Listing
    url: str
    fetched_at: datetime


class Unread(NamedTuple):
    """Instead of either, why nothing could be read."""

    problem: str


def articles(folder: Path, asked: Sequence[Asked], site: Site, furniture: Collection[int]) -> list[Answered | Unread]:
    """What articles say, as the spider goes through their pages. `furniture`: keys of lines that are the site's.
    Raises what reading a page raises: then none of them is read."""
    answers: list[Answered | Unread] = []
    for one in asked:
        try:
            came = [warc.read(folder / file, offset) for file, offset in one.places]
            answers.append(_article(came, one.title, site, furniture))
        except UNREADABLE as error:
            answers.append(Unread(str(error)))
    return answers


def _article(came: Sequence[Page], title: str, site: Site, furniture: Collection[int]) -> Answered:
    """What an article says of which these pages came, gone through from the first as its pages lead on."""
    left = {page.url: page for page in came}
    read: list[Article] = []
    onward: str | None = came[0].url
    while onward in left and len(read) < parts.MOST:
        found = _part(left.pop(onward), title, site, furniture)
        if parts.repeats(found, read):
            break
        read.append(found)
        onward = found.next or (parts.inner(found) if len(read) == 1 else None)
    return Answered(read, came[0].fetched_at, came[-1].status if len(read) == 1 else 200, onward)


def _part(page: Page, title: str, site: Site, furniture: Collection[int]) -> Article:
    """What one answer says: a page, or a file in place of one."""
    body, kind = packed.content(page)
    if is_no_page(body, kind):
        return answers.article_of_file(body, page.url, title)
    return answers.article_of(body, kind, page.url, page.fetched_at, title, site, furniture)


def lists(folder: Path, asked: Sequence[tuple[archive_pages.Place, str]], site: Site) -> list[Listed | Unread]:
    """What pages of lists say; each by where it stands, and the address that the frontier knows. Raises what reading a
    page raises: then none of them is read."""
    return [_list(folder, place, url, site) for place, url in asked]


def _list(folder: Path, place: archive_pages.Place, url: str, site: Site) -> Listed | Unread:
    try:
        page = warc.read(folder / place[0], place[1])
        body, kind = packed.content(page)
        found = answers.listing_of(body, kind, asking.with_question(page.url, url), page.fetched_at, site)
    except UNREADABLE as error:
        return Unread(str(error))
    return Listed(found, page.url, page.fetched_at)


def names(folder: Path, place: archive_pages.Place, urls: Sequence[str]) -> bool:
    """Whether a list's page, in which nothing is found, names articles that it led to."""
    try:
        body, _kind = packed.content(warc.read(folder / place[0], place[1]))
    except UNREADABLE:
        return False
    ends = {url.rstrip("/").rpartition("/")[2].encode() for url in urls}
    return sum(end in body for end in ends if len(end) > SHORT) >= NAMED


def handfuls(pages: Iterable[archive_pages.Article], most: int = HANDFUL) -> Iterator[list[archive_pages.Article]]:
    """Articles that are asked for together: few where their pages are long."""
    part: list[archive_pages.Article] = []
    length = 0
    for page in pages:
        part.append(page)
        length += page.length
        if len(part) >= most or length > BYTES:
            yield part
            part, length = [], 0
    if part:
        yield part
