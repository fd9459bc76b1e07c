"""What the markup of a list page lists: its entries, the next page, a verdict.

No selectors are needed: groups of alike elements are scored (groups.py), the best is judged (verdicts.py) and its
entries are read (entries.py). Where the markup shows no list, the page's data may: who calls hands in what finds it
there. A site's own selectors outrank what is found, field by field.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, Protocol

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.addresses.links import base_of, joined
from crawler.read import endpoints, feeds
from crawler.read.listing import (
    beside,
    completeness,
    entries,
    flows,
    frames,
    groups,
    platforms,
    scripts,
    selectors,
    spans,
    verdicts,
    written,
)
from crawler.read.listing.page import Page
from crawler.read.listing.verdicts import Choice
from crawler.read.page_tree import CLASSES, without_early_ends
from crawler.read.pager import pager
from nouns.found import Entry, Listing
from nouns.site import Site

_DEEPEST = 100  # levels of markup that are walked as they are


def parse(html: str) -> HtmlElement:
    """The tree of a page, an empty one for a text that is no page."""
    parser = lxml.etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(CLASSES)
    html = without_early_ends(re.sub(r"^\s*<\?xml[^>]*\?>", "", html).replace("\x00", ""))
    try:
        return lxml.html.document_fromstring(html, parser=parser)
    except (lxml.etree.ParserError, ValueError):
        return lxml.html.document_fromstring("<html><body></body></html>")


class Data(Protocol):
    """What finds lists in a page's data (crawler/read/embedded.py)."""

    def find(self, page: HtmlElement, url: str, now: datetime) -> tuple[Entry, ...]: ...


class _Asked(NamedTuple):
    """A page as it is asked for its list."""

    root: HtmlElement
    url: str
    now: datetime
    site: Site | None
    pins: bool
    data: Data | None

    @property
    def base(self) -> str:
        """The address that the page's links are relative to."""
        base = self.root.find(".//base[@href]")
        return self.url if base is None else base_of(self.url, base.get("href"))


def find(
    html: str, url: str, now: datetime, site: Site | None = None, pins: bool = True, data: Data | None = None
) -> Listing:
    """As listing.py's, of HTML. `data`: asked where the markup leaves a doubt."""
    root = parse(html)
    spans.spread(root)
    written.put_in_place(root)
    scripts.resolve(root)
    flows.part(root)
    offered = feeds.offered(root, url)
    asked = _Asked(root, url, now, site, pins, data)
    try:
        found = _find(asked)
    except RecursionError:
        _flatten(root)
        found = _find(asked)
    said = completeness.said(root, found.onward, asked.base) if found.entries else None
    return replace(found, feeds=offered, said=said) if offered or said else found


def _flatten(root: HtmlElement) -> None:
    """Takes away the wrappers below _DEEPEST levels, not their text and links: markup nested thousands deep is a fault
    or an attack, and would exhaust the stack of whatever walks it."""
    depths: dict[HtmlElement, int] = {}
    for element in list(root.iter()):
        parent = element.getparent()
        depth = depths.get(parent, 0) + 1
        if depth > _DEEPEST and element.tag != "a" and parent is not None:
            element.drop_tag()
        else:
            depths[element] = depth


def _find(asked: _Asked) -> Listing:
    page = Page(asked.root)
    base = asked.base
    pinned = selectors.pinned(asked.site)
    choice = verdicts.choose(page, pinned.get("entry"))
    if asked.data and "entry" not in pinned and verdicts.is_doubtful(page, choice):
        listing = _in_data(asked, asked.data, base, page, choice)
        if listing is not None:
            return listing
    if choice.group is None:
        return Listing(verdict=choice.verdict, why=choice.why)
    group = groups.without_headings(choice.group, page)
    if "entry" not in pinned:
        group = beside.with_headline(group, page)
    found = entries.read(group, base, asked.now, asked.root.get("lang") or "", pinned)
    if not found:
        return Listing(verdict="empty", why=f"{choice.why}, but none of them says anything")
    following, onward = _pages(asked, base)
    return Listing(
        entries=tuple(entry for _, entry in found),
        next=following,
        onward=onward,
        verdict="list" if len(found) > 1 else "single",
        why=choice.why,
        selectors=selectors.of(page, found) if asked.pins and "entry" not in pinned else {},
    )


def _in_data(asked: _Asked, data: Data, base: str, page: Page, choice: Choice) -> Listing | None:
    """The list in the page's data, or the address from which a script builds it; None where neither is known."""
    found = data.find(asked.root, base, asked.now)
    if len(found) > 1:
        why = f"{len(found)} entries in the page's data; in its markup: {choice.why}"
        following, onward = _pages(asked, base)
        return Listing(found, following, onward, "list", why)
    source = platforms.source(asked.root, base)
    if source is None and choice.group is None and verdicts.is_bare(page, choice):
        source = endpoints.find(asked.root, base) or frames.source(asked.root, base)
    if not source:
        return None
    return Listing(next=source, onward=source, verdict="list", why=f"a script or a frame shows the list from {source}")


def _pages(asked: _Asked, base: str) -> tuple[str | None, str | None]:
    """The next page and where a walk goes on."""
    selector = asked.site.next if asked.site is not None else None
    if selector:
        link = next(iter(asked.root.cssselect(selector)), None)
        href = link.get("href") if link is not None else None
        pinned = joined(base, href) if href else None
        return pinned, pinned
    following = pager.next_page(asked.root, asked.url)
    return following, following or pager.further(asked.root, asked.url)
