"""What a list page lists: entries, next page, verdict. First stop after a fetch; entries become notices.

No selectors are needed: groups of alike elements are scored (listing_groups.py), the fields of the best group are
read (listing_fields.py). A site's own selectors outrank what is found, field by field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml.html import HtmlElement

from crawler import listing_dates, listing_fields, listing_groups

_ENOUGH = 0.25  # score below which the best group is no list


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `url` absolute, None where an entry has no page of its own; `date` as written, `published` its ISO;
    `body` the whole text where the list carries it (a line a paragraph), `summary` where it carries a part."""

    position: int
    url: str | None
    title: str
    date: str | None = None
    published: str | None = None
    body: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found; `verdict` is list, single, empty, login or none; `why` says why this group won."""

    entries: tuple[Entry, ...] = ()
    next: str | None = None
    verdict: str = "none"
    why: str = ""
    selectors: dict[str, str] = field(default_factory=dict)


def parse(html: str) -> HtmlElement:
    """The tree of a page; never raises on odd markup."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html).replace("\x00", "")
    try:
        return lxml.html.document_fromstring(html, parser=parser)
    except (lxml.etree.ParserError, ValueError):
        return lxml.html.document_fromstring("<html><body></body></html>")


def find(html: str, url: str, now: datetime, site: Any = None) -> Listing:
    """The entries of a list page at `url`, fetched at `now` (aware). Raises nothing on any input."""
    root = parse(html)
    base = root.find(".//base")
    if base is not None and base.get("href"):
        url = urljoin(url, base.get("href").strip())
    page = listing_groups.Page(root)
    groups = listing_groups.best(page)
    if not groups or groups[0].score < _ENOUGH:
        return Listing(verdict="none", why="no group of alike elements looks like a list")
    group = groups[0]
    entries = _entries(group, url, now, root.get("lang") or "")
    return Listing(
        tuple(entries), _next(root, url), "list" if len(entries) > 1 else "single", str(group.notes)
    )


def _entries(group: listing_groups.Group, url: str, now: datetime, language: str) -> list[Entry]:
    runs = group.runs
    heads = listing_fields.headers(runs[0])
    rows = [listing_fields.blocks(run, heads) for run in runs]
    titles = listing_fields.choose_titles(rows)
    links = listing_fields.choose_links(rows, titles, urlsplit(url).netloc)
    written = listing_fields.choose_dates(rows, titles, runs)
    written = [w or a for w, a in zip(written, group.above, strict=True)]
    us = listing_dates.month_first([d for d in written if d], language)
    entries: list[Entry] = []
    for run, row, title, link, date in zip(runs, rows, titles, links, written, strict=True):
        if title is None:
            continue
        href = _absolute(url, link.get("href")) if link is not None else None
        published = listing_dates.iso(date, now, us) if date else None
        if published is None and href:
            published = listing_dates.in_address(href)
        rest = [b for b in row if b is not title]
        body, summary = _body(run, title, rest)
        entries.append(
            Entry(len(entries) + 1, href, listing_fields.full_title(title), date, published, body, summary)
        )
    return entries


def _body(run: list[HtmlElement], title: Any, rest: list[Any]) -> tuple[str | None, str | None]:
    kept = [
        line
        for line in listing_fields.lines(run).split("\n")
        if line != title.text and not listing_dates.whole(line) and len(line) > 20
    ]
    text = "\n".join(kept)
    if len(text) > 300 and not re.search(r"(?:…|\.{3})\W*$", text):
        return text, None
    return None, text or None


def _absolute(base: str, href: str) -> str | None:
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return None


def _next(root: HtmlElement, url: str) -> str | None:
    try:
        from crawler.pager import next_page
    except ImportError:
        return None
    return next_page(root, url)
