"""What is found on a page: a Listing with its Entries, or an Article. They come from the process that reads pages, and
the crawl needs to know them without what reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crawler.read.listing.completeness import Said
    from nouns.items import Page
    from pipelines import said as cleaned


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `url` is absolute, None where an entry has no page of its own; `date` as written, `published` ISO
    8601, `decided` the same where the list says what the date alone does not (its year, which number is the month);
    `body` the whole text where the list carries it (a line a paragraph), `summary` where only a part; `scripted`: it is
    opened by a script that could not be read; `files`: (name, absolute address) of those its whole text links."""

    position: int
    url: str | None
    title: str
    date: str | None = None
    published: str | None = None
    body: str | None = None
    summary: str | None = None
    decided: str | None = None
    scripted: bool = False
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found. `next` is what the page calls its next page, `onward` where a walk goes on: there, or where
    nothing is called so, at its older entries or its next number (see pager.py). `verdict`: list, single (one entry),
    empty (a list with nothing in it), login, or none (an article or another page); `why` says in a sentence what led
    to it; `selectors` are CSS that find the same again, where asked for; `more` are further pages of the list that no
    page before them names (the parts of a sitemap), `feeds` what the page offers as its feeds, `said` how many entries
    and pages it says it has; `charset` names the codec it was read by, in which its links' queries are sent. `lines`:
    keys of the page's lines outside its entries; `alarm`: of a page without entries, the kind of page it seems to be
    (crawler/read/alarms.py)."""

    entries: tuple[Entry, ...] = ()
    next: str | None = None
    onward: str | None = None
    verdict: str = "none"
    why: str = ""
    selectors: dict[str, str] = field(default_factory=dict)
    more: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    charset: str = field(default="utf-8", compare=False)
    said: Said | None = None
    lines: tuple[int, ...] = ()
    alarm: str | None = None


TEASER = 300  # characters: a text as short as this may be what stands before a gate


class PageLine(NamedTuple):
    """One unlinked line of a page. `key` stands for its text, `stable` for what of it stays from one request to the
    next; `size` in letters and digits; `inside` the text that was read; `depth`: of the smallest element that holds the
    line and the article's heading, -1 where there is none: what belongs to an article stands near its heading; `label`:
    it says the title, or when and by whom the article was published."""

    key: int
    stable: int
    size: int
    inside: bool
    depth: int = -1
    label: bool = False


class PageSigns(NamedTuple):
    """What a page says of itself beside its article (crawler/read/page_signs.py). `named`: it says the title that the
    list gave; `alarms`: kinds of crawler/read/alarms.py; `told`, of them, the one that a short text's own words raise;
    `gate`: a line that asks to log in or to pay stands alone in it; `body`: what stands for each line of its text."""

    named: bool = True
    lines: tuple[PageLine, ...] = ()
    alarms: tuple[str, ...] = ()
    gate: bool = False
    body: tuple[int, ...] = ()
    told: str | None = None


class Embedded(NamedTuple):
    """What a page shows in place of a text. `attachments`: (name, absolute address) of all of it; `inner`, of them, the
    address of the one document shown within the page, on its own site; `elsewhere`: it leads to another site."""

    attachments: tuple[tuple[str, str], ...] = ()
    inner: str | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """What one page says.

    `published` is ISO 8601 in Asia/Shanghai; without `published_raw` it is a guess, and the list's date stands before
    it. `document_date` and `document_number` are those of an open-government catalogue on the page. `next` is a further
    page of the same article, `attachments` are (name, absolute address), `pictures` (alternative text or "", absolute
    address) of those in the content. Flags: "truncated-by-parser" (nested deeper than libxml2 reads; the text was read
    with its nesting taken away), "login" (a login page or notice instead of an article), "empty" (no text found).
    `embedded`: what it shows in place of a text, of a page with hardly any; `digest`: SHA-256 of a file that stands in
    place of a page. `said`: what cleaning makes of title and body, where that was made along with it. `signs`: what the
    page says beside. `page`: the answer it was read from, where that is to be kept.
    """

    title: str = ""
    body: str = ""
    published: str | None = None
    published_raw: str | None = None
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    region: str | None = None
    document_date: str | None = None
    document_number: str | None = None
    attachments: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    next: str | None = None
    flags: tuple[str, ...] = ()
    embedded: Embedded | None = None
    digest: str | None = None
    said: cleaned.Said | None = field(default=None, compare=False, repr=False)
    signs: PageSigns = field(default=PageSigns(), compare=False, repr=False)
    page: Page | None = field(default=None, compare=False, repr=False)
