"""A listing page saved as plain text: a line `-`, then title, body and date, and page furniture at the end."""

from __future__ import annotations

import re
from datetime import datetime

from crawler.read import feeds
from nouns.found import Entry, Listing
from pipelines import dates

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|table|ul|ol|li|p|a|span|section|article)\b[^>]*>", re.I)
_JSON = re.compile(r"[\s\ufeff]*(?:\{\s*[\"}]|\[\s*[\[{\"])")
_RULE = re.compile(r"[ \t]*[-–—•·*][ \t]*")


def is_plain(text: str) -> bool:
    """Whether a saved page is its text rather than its HTML, a feed, or the JSON that a page fetches."""
    return not _MARKUP.search(text[:100_000]) and not _JSON.match(text) and not feeds.is_feed(text)


def _is_date(line: str, now: datetime) -> bool:
    # Short, for a date that stands by itself; an impossible one is still the entry's date, to be told of.
    return len(line) <= 40 and dates.reason(line, now) in (None, "impossible", "absurd")


def find(text: str, now: datetime) -> Listing:
    """The entries of a plain-text listing: each begins with a line holding a dash alone.

    An entry's date is its last line that is one; what follows the date is the page's, not the entry's. An entry
    with no such line keeps everything up to the next dash: its title, and a body if more lines follow.
    """
    blocks: list[list[str]] = []
    for line in map(str.strip, text.replace("\ufeff", "").splitlines()):
        if _RULE.fullmatch(line):
            blocks.append([])
        elif line and blocks:
            blocks[-1].append(line)
    entries: list[Entry] = []
    for lines in filter(None, blocks):
        title, rest = lines[0], lines[1:]
        last = max((at for at, line in enumerate(rest) if _is_date(line, now)), default=None)
        date = None if last is None else rest[last]
        entries.append(
            Entry(
                position=len(entries) + 1,
                url=None,
                title=title,
                date=date,
                published=dates.parse(date, now) if date else None,
                body="\n".join(rest if last is None else rest[:last]),
                summary=None,
            )
        )
    verdict = "none" if not entries else "single" if len(entries) == 1 else "list"
    why = "entries, each after a line of one dash" if entries else "no line is a dash alone: not a plain-text listing"
    return Listing(entries=tuple(entries), next=None, verdict=verdict, why=why, selectors={})
