"""What a subtree of a page, or an entry, holds: the numbers by which lists are told from the rest of a page."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.read.listing import dates as listing_dates
from crawler.read.listing.elements import width

_PROSE = 40  # columns: a text as wide is running text
_WIDEST_CHUNK = 60  # columns: a wider piece of text is no better a title


@dataclass(slots=True)
class Facts:
    """What a subtree, or an entry, holds, counted in columns (see `width`): `text`, `linked` (text in links), `chunk`
    (the widest piece), `prose` (all wide pieces); `width` and `href` of the widest link; `headed` any heading,
    `heading` a linked one; `start` and `end` are places in page order; equal `path` or `shape` is alike markup."""

    path: int = 0
    shape: int = 0
    start: int = 0
    end: int = 0
    text: int = 0
    linked: int = 0
    links: int = 0
    dates: int = 0
    width: int = 0
    chunk: int = 0
    prose: int = 0
    href: str = ""
    headed: bool = False
    heading: bool = False
    furniture: bool = False

    def add(self, other: Facts) -> None:
        """Takes in what another subtree holds."""
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.prose += other.prose
        self.dates += other.dates
        self.headed |= other.headed
        self.heading |= other.heading
        self.chunk = max(self.chunk, other.chunk)
        self.end = max(self.end, other.end)
        if other.width > self.width:
            self.width, self.href = other.width, other.href

    def read(self, text: str | None) -> None:
        """Takes in a piece of text."""
        if text and (text := text.strip()):
            columns = width(text)
            self.text += columns
            self.chunk = max(self.chunk, min(_WIDEST_CHUNK, columns))
            self.prose += columns if columns >= _PROSE else 0
            self.dates += listing_dates.count(text)
