"""Addresses of a pager beside each other: which are the same, and how many pages one is ahead of another."""

from __future__ import annotations

import re
from urllib.parse import unquote, urldefrag, urlsplit

from crawler.addresses.links import joined

# What differs between two pages' addresses where it is a page number: index_(2).html, ?page=(2), /page/(2)/.
_PAGE_NUMBER = re.compile(
    r"[/?&_.;,-]{0,20}(?:[a-z_\[\]%.]{1,20}\d?[=/_,-]{1,2}|[a-z]{1,5}|[a-z]{0,12}[_-]?\d+[_-])?(\d{1,6})"
    r"[/?&.]*(?:s?html?[/?&]*)?"
)
_COUNTS_ENTRIES = re.compile(r"(?:start|offset|from|first|skip|begin|row|index|or)[=/_-]?$", re.I)
_COUNTS_PAGES = re.compile(r"(?:page\w?|list|index|p|pn|pg|start)[=/_-]?$", re.I)
_MOST_ENTRIES = 100  # of a page: so far an offset may go on from one page to the next
_CALENDAR_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-/.]?(?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
    r"|(?:year|month|day|date)=\d[-/.\d]*",
    re.I,
)
_ONLY_A_DATE = re.compile(r"[/?&\w-]*?=?(?:19|20)\d\d[-/]?(?:0?[1-9]|1[0-2])(?:[-/]?\d\d?)?[/?&]*", re.I)
_DIGIT = re.compile(r"\d")


def join(base: str, href: str | None) -> str | None:
    """A link's address, absolute and without fragment; None for what is no address of the web."""
    try:
        address = urldefrag(joined(base, href) or "").url if href else ""
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def host(url: str) -> str:
    """The host of an address, without www."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _key(url: str) -> str:
    """An address as compared: without scheme, www, index.html and fragment, which sites mix."""
    parts = urlsplit(unquote(urldefrag(url).url))
    path = re.sub(r"/(?:index|default)\.\w{3,5}$", "/", parts.path.replace("//", "/"))
    return f"{host(url)}{path.rstrip('/')}/?{parts.query}".lower()


def same(one: str, other: str) -> bool:
    """Whether two addresses are one page's."""
    return _key(one) == _key(other)


def of_another_day(url: str, address: str) -> bool:
    """Whether an address bears a date and differs from the page's own in nothing else: the next day of a calendar."""
    return bool(_CALENDAR_DAY.search(address)) and _undated_numbers(url) == _undated_numbers(address)


def _undated_numbers(url: str) -> list[str]:
    """The numbers of an address but for its dates."""
    return re.findall(r"\d+", _CALENDAR_DAY.sub("", url))


def step(url: str, address: str) -> int | None:
    """By how many pages `address` is ahead of `url` (1: the next); 0 for another day or month, None where the
    addresses tell no page number. Told from the one place in which the two differ."""
    before, old, new = _difference(_key(url), _key(address))
    appended = re.fullmatch(rf"{re.escape(old)}[_-](\d{{1,4}})", new) if old else None
    if appended:  # list2.html, list2_2.html
        return _pages_from_first(int(appended[1]))
    here, there = _PAGE_NUMBER.fullmatch(old), _PAGE_NUMBER.fullmatch(new)
    numbered = bool(_DIGIT.search(old))
    if _is_date(before, new, numbered):
        return 0
    if there is None:
        return 0 if here and not _DIGIT.search(new) else None
    number = int(there[1])
    counts_entries = bool(_COUNTS_ENTRIES.search(before + new[: there.start(1)]))
    if here:
        ahead = number - int(here[1])
        return 1 if counts_entries and 1 < ahead <= _MOST_ENTRIES else ahead
    if numbered:
        return None
    if counts_entries and 0 < number <= _MOST_ENTRIES:
        return 1
    return _pages_from_first(number)


def _pages_from_first(number: int) -> int:
    """How far a numbered page is from a first one without a number: the second is 2, or 1 where they count from 0."""
    return 1 if number in (1, 2) else number - 1


def _difference(one: str, other: str) -> tuple[str, str, str]:
    """What two addresses begin with alike, and what stands in its place in each; no number is cut in two."""
    shorter = min(len(one), len(other))
    start = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    while start and one[start - 1].isdigit():
        start -= 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    while end and one[len(one) - end].isdigit():
        end -= 1
    return one[:start], one[start : len(one) - end], other[start : len(other) - end]


def _is_date(before: str, new: str, numbered: bool) -> bool:
    """Whether what stands in the place of the page number is a date, or a part of one; `numbered`: the page's own
    address has a number there."""
    if _ONLY_A_DATE.fullmatch(new):
        return True
    if not numbered or not re.fullmatch(r"[\d/.-]+", new) or _COUNTS_PAGES.search(before):
        return False
    return any(date.end() > len(before) for date in _CALENDAR_DAY.finditer(before + new))
