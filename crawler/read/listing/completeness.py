"""What a list says that it has, beside what was read of it: a pager that nothing could turn must be told. Pure.

`said` reads a page, in the process that reads pages; `Walks` counts in the crawl, and health.py asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Said:
    """How many entries and pages a list says it has, 0 where it does not say; `stuck`: what a reader would press to see
    more, where only a script knows what that does."""

    entries: int = 0
    pages: int = 0
    stuck: str = ""


def said(root: HtmlElement, onward: str | None) -> Said | None:
    """What a page says of its list; None where it says nothing of that kind."""
    entries = pages = 0
    for text in _short_texts(root):
        if not (turns := _TURNS.search(text)) and "共" not in text:
            continue
        pages = max([pages, *_numbers(_PAGES, text)])
        if turns:
            entries = max([entries, *_numbers(_TOTALS, text)])
    stuck = "" if onward else _stuck(root)
    return Said(entries, pages, stuck) if entries or pages or stuck else None


def _numbers(pattern: re.Pattern[str], text: str) -> list[int]:
    return [int(next(filter(None, found.groups()))) for found in pattern.finditer(text)]


def _short_texts(root: HtmlElement) -> Iterator[str]:
    """The texts that could say a pager's numbers: short ones, around words of that kind."""
    around: dict[HtmlElement, None] = {}
    for element in root.iter("*"):
        own = " ".join(filter(None, [element.text, *(child.tail for child in element)]))
        if element.tag in ("script", "style") or not _HINT.search(own):
            continue
        own = " ".join(own.split())
        if 3 <= len(own) <= 160:
            yield own
        around.update(dict.fromkeys([element, *islice(element.iterancestors(), 2)]))
    for element in around:
        text = " ".join(" ".join(element.itertext()).split())
        if 3 <= len(text) <= 160 and re.search(r"\d", text):
            yield text


def _stuck(root: HtmlElement) -> str:
    """What turns to the next page, or loads more, by a call that could not be read."""
    from crawler.read.pager import scripts, words as lex

    for link, call in scripts.turning(root):
        number = re.search(r"\(\s*['\"]?(\d{1,6})['\"]?\s*[,)]", call)
        names = f"{link.get('class') or ''} {link.getparent().get('class') or ''}"
        if not lex.DISABLED.search(names) and (number is None or int(number[1]) > 1):
            return " ".join("".join(link.itertext()).split()) or "next"
    for link in root.iter("a", "button", "div", "span", "p"):
        text = " ".join((link.text or "").split())
        names = f"{text} {link.get('onclick')} {link.get('class')}"
        if lex.MORE.fullmatch(text) and re.search(r"load|加载|载入", names, re.I):
            return text
    return ""


@dataclass(slots=True)
class _Walk:
    """One list as walked from its first page."""

    pages: int = 0
    read: int = 0
    said: Said = Said()
    ended: bool = False


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
        if found.said:
            pages, entries = max(walk.said.pages, found.said.pages), max(walk.said.entries, found.said.entries)
            walk.said = Said(entries, pages, walk.said.stuck or (found.said.stuck if walk.pages == 1 else ""))
        if following:
            self._of[following] = begin

    def ended(self, url: str) -> None:
        """A walk ended at a page because there is no other, not because all the rest is known."""
        if walk := self._walks.get(self._of.get(url, url)):
            walk.ended = True

    def short(self) -> list[str]:
        """What is missing, a sentence a list."""
        return [told for begin, walk in self._walks.items() if walk.ended and (told := _missing(walk, begin))]


def _missing(walk: _Walk, begin: str) -> str | None:
    said = walk.said
    few_pages = walk.pages < said.pages
    few_entries = walk.read < ENOUGH * said.entries
    short = few_entries and few_pages if said.entries and said.pages else few_entries or few_pages
    stuck = said.stuck and walk.pages == 1 and not (said.entries and not few_entries) and said.pages != 1
    if not short and not stuck:
        return None
    has = " on ".join([f"{said.entries} entries"] * bool(said.entries) + [f"{said.pages} pages"] * bool(said.pages))
    claim = f"says it has {has}" if short and has else f"shows “{said.stuck}”, which only its script can follow"
    return (
        f"{begin} {claim}; {walk.read} entries on {walk.pages} pages were read: "
        "pin `next` in its table, or name its further pages in start_urls"
    )
