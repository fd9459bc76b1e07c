"""What a list says that it has, beside what was read of it: a pager that nothing could turn must be told. Pure.

`said` reads a page, in the process that reads pages; `Walks` counts in the crawl, and health.py asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from nouns.found import Listing

ENOUGH = 0.9  # of the entries a list says it has: counts include what is hidden, deleted or pinned twice
_TOTALS = re.compile(
    r"(?:共|总计|合计)\s*(?:(?:有|计|找到)\s*)?(\d{1,7})\s*(?:条|篇|项|个|則|则|筆|笔)"
    r"|(?:总|总共|全部)?(?:记录|记录总|信息|总条|条|数据总)数?\s*[:：]\s*(\d{1,7})|(\d{1,7})\s*条(?:记录|信息|数据)"
)
_PAGES = re.compile(
    r"\d{1,5}\s*[/／]\s*(?:[共总]\s*)?(\d{1,5})\s*页|页次?\s*[:：]\s*\d{1,5}\s*[/／]\s*(\d{1,5})"
    r"|(?:共|总计)\s*(\d{1,5})\s*页|总页数?\s*[:：]\s*(\d{1,5})"
    r"|第\s*\d{1,5}\s*[/／]\s*(\d{1,5})|page\s+\d{1,5}\s+of\s+(\d{1,5})",
    re.I,
)
_HINT = re.compile(r"[共总页]|合计|记录|\bpage \d", re.I)
_TURNS = re.compile(r"页|\bpage", re.I)
_CALLED_PAGE = re.compile(r"\(\s*['\"]?(\d{1,6})['\"]?\s*[,)]")
_LOADS = re.compile(r"load|加载|载入", re.I)
_NUMBER = re.compile(r"\s*\d{1,4}\s*")
_MOST_AHEAD = 20
_SHORTEST, _LONGEST = 3, 160  # characters of a text that says a pager's numbers
_PARTS_ABOVE = 2  # elements around a piece of a pager, in which the other pieces of what it says may stand


@dataclass(frozen=True, slots=True)
class Said:
    """How many entries and pages a list says it has, 0 where it does not say; `stuck`: what a reader would press to see
    more, where only a script knows what that does; `ahead`: pages behind the next one that its pager's numbers link."""

    entries: int = 0
    pages: int = 0
    stuck: str = ""
    ahead: tuple[str, ...] = ()


def said(root: HtmlElement, onward: str | None, base: str) -> Said | None:
    """What a page says of its list; None where it says nothing of that kind."""
    entries = pages = 0
    for text in _short_texts(root):
        if _TURNS.search(text):
            pages = max(pages, _largest(_PAGES, text))
            entries = max(entries, _largest(_TOTALS, text))
        elif "共" in text:
            pages = max(pages, _largest(_PAGES, text))
    stuck = "" if onward else _stuck(root)
    ahead = _ahead(root, onward, base) if onward else ()
    return Said(entries, pages, stuck, ahead) if entries or pages or stuck or ahead else None


def _ahead(root: HtmlElement, onward: str, base: str) -> tuple[str, ...]:
    """The addresses that numbers link, of pages that come after the next one."""
    from crawler.read.pager.links import target
    from crawler.read.pager.steps import join, step

    found: list[str] = []
    for link in root.iter("a"):
        if _NUMBER.fullmatch("".join(link.itertext())) and len(found) < _MOST_AHEAD:
            address = join(base, target(link))
            if address and (step(onward, address) or 0) > 0:
                found.append(address)
    return tuple(found)


def _largest(pattern: re.Pattern[str], text: str) -> int:
    """The largest number that a pattern finds in a text, 0 for none."""
    numbers = (int(next(filter(None, found.groups()))) for found in pattern.finditer(text))
    return max(numbers, default=0)


def _short_texts(root: HtmlElement) -> Iterator[str]:
    """The texts that could say a pager's numbers: short ones, around words of that kind."""
    around: dict[HtmlElement, None] = {}
    for element in root.iter("*"):
        own = " ".join(filter(None, [element.text, *(child.tail for child in element)]))
        if element.tag in ("script", "style") or not _HINT.search(own):
            continue
        own = " ".join(own.split())
        if _SHORTEST <= len(own) <= _LONGEST:
            yield own
        around.update(dict.fromkeys([element, *islice(element.iterancestors(), _PARTS_ABOVE)]))
    for element in around:
        text = " ".join(" ".join(element.itertext()).split())
        if _SHORTEST <= len(text) <= _LONGEST and re.search(r"\d", text):
            yield text


def _stuck(root: HtmlElement) -> str:
    """What turns to the next page, or loads more, by a call that could not be read."""
    return _stuck_turn(root) or _stuck_load(root)


def _stuck_turn(root: HtmlElement) -> str:
    from crawler.read.pager import forms, words as lex

    for link, call in forms.turning(root):
        number = _CALLED_PAGE.search(call)
        names = f"{link.get('class') or ''} {link.getparent().get('class') or ''}"
        leads_on = number is None or int(number[1]) > 1
        if leads_on and not lex.DISABLED.search(names):
            return " ".join("".join(link.itertext()).split()) or "next"
    return ""


def _stuck_load(root: HtmlElement) -> str:
    from crawler.read.pager import words as lex

    for link in root.iter("a", "button", "div", "span", "p"):
        text = " ".join((link.text or "").split())
        names = f"{text} {link.get('onclick')} {link.get('class')}"
        if lex.MORE.fullmatch(text) and _LOADS.search(names):
            return text
    return ""


@dataclass(slots=True)
class _Walk:
    """One list as walked from its first page."""

    pages: int = 0
    read: int = 0
    said: Said = Said()
    ended: bool = False
    empty: str = ""  # its last page, where that has no entries
    ahead: set[str] = field(default_factory=set)  # pages linked and not read yet


class Walks:
    """The walks through a site's lists: each page belongs to the one that began at a first page of the site's."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}  # a page -> the first page of its list
        self._walks: dict[str, _Walk] = {}

    def page(self, url: str, found: Listing, following: str | None, first: bool) -> None:
        """A page was read, from which the walk goes on at `following`; `first`: it begins a list."""
        begin = self._of.get(url) or (url if first else None)
        if begin is None:  # left by an earlier run: where its walk began is not known
            return
        walk = self._walks.setdefault(begin, _Walk())
        walk.pages += 1
        walk.read += len(found.entries)
        walk.empty = "" if found.entries else url
        if found.said:
            walk.ahead.update(found.said.ahead)
            stuck = found.said.stuck if walk.pages == 1 else ""
            walk.said = Said(
                entries=max(walk.said.entries, found.said.entries),
                pages=max(walk.said.pages, found.said.pages),
                stuck=walk.said.stuck or stuck,
            )
        walk.ahead -= {url, following}
        if following:
            self._of[following] = begin

    def ended(self, url: str) -> None:
        """A walk ended at a page because there is no other, not because all the rest is known."""
        if walk := self._walks.get(self._of.get(url, url)):
            walk.ended = True

    def short(self) -> list[str]:
        """What is missing, a sentence a list."""
        lists = _of_one_list([(begin, walk) for begin, walk in self._walks.items() if walk.ended])
        missing = (_missing(walk, begin) for begin, walk in lists.items())
        return [sentence for sentence in missing if sentence]


def _of_one_list(walks: list[tuple[str, _Walk]]) -> dict[str, _Walk]:
    """Walks by where they began; those that began at several pages of one list, which a table may name in start_urls,
    as one: they say that they have as many entries, and their addresses differ in a page's number. (As many pages say
    little: two columns have two pages each.)"""
    from crawler.read.pager.steps import step

    lists: dict[str, _Walk] = {}
    for begin, walk in walks:
        alike = (other for other, one in lists.items() if one.said.entries == walk.said.entries > 0)
        first = next((other for other in alike if step(other, begin)), None)
        if first is None:
            lists[begin] = walk
            continue
        before = lists[first]
        ahead = before.ahead | walk.ahead
        lists[first] = replace(before, pages=before.pages + walk.pages, read=before.read + walk.read, ahead=ahead)
    return lists


def _missing(walk: _Walk, begin: str) -> str | None:
    if walk.empty and walk.ahead:
        return f"{walk.empty} has no entries, and pages behind it are linked: {min(walk.ahead)}"
    if _is_short(walk):
        claim = f"says it has {_claimed(walk.said)}"
    elif _is_stuck(walk):
        claim = f"shows “{walk.said.stuck}”, which only its script can follow"
    else:
        return None
    return (
        f"{begin} {claim}; {walk.read} entries on {walk.pages} pages were read: "
        "pin `next` in its table, or name its further pages in start_urls"
    )


def _few_entries(walk: _Walk) -> bool:
    return walk.read < ENOUGH * walk.said.entries


def _is_short(walk: _Walk) -> bool:
    """Whether less was read than the list says it has; where it counts entries and pages, of both."""
    few_pages = walk.pages < walk.said.pages
    if walk.said.entries and walk.said.pages:
        return few_pages and _few_entries(walk)
    return few_pages or _few_entries(walk)


def _is_stuck(walk: _Walk) -> bool:
    """Whether the first page shows a way on that nothing could follow, and nothing says that it is all there is."""
    all_entries = walk.said.entries > 0 and not _few_entries(walk)
    alone = all_entries or walk.said.pages == 1
    return bool(walk.said.stuck) and walk.pages == 1 and not alone


def _claimed(said: Said) -> str:
    counts = {"entries": said.entries, "pages": said.pages}
    return " on ".join(f"{count} {things}" for things, count in counts.items() if count)
