"""Feeds and sitemaps are lists too: RSS, Atom, JSON Feed, sitemaps and their indexes -> a Listing. Used by listing.py.

Feeds are parsed by feedparser, which is handed a stream and so fetches nothing. Sitemaps are a handful of elements
that lxml reads; the libraries for them (ultimate-sitemap-parser) bring a client of their own, past the guard.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.addresses.file_names import FILE, name_in
from crawler.addresses.links import joined
from crawler.read import feed_text, literals
from crawler.read.article.files import attachments
from crawler.read.listing import blocks
from crawler.read.listing.elements import width
from nouns.found import Entry, Listing
from pipelines import dates

LARGEST = 50 * 1024 * 1024  # bytes of an unpacked sitemap, by its protocol
_PROLOG = re.compile(r"[\s\ufeff]+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[[^\]]*\])*>", re.S)
_ROOT = re.compile(r"<(?:\w+:)?(?:(?P<feed>rss|RDF|feed)|(?P<sitemap>urlset|sitemapindex))[\s>]")
_JSON_FEED = re.compile(r"[\s\ufeff]*\{[^\[]{0,2000}?\"version\"\s*:\s*\"https?:(?:\\?/){2}jsonfeed\.org", re.S)
_CUT = re.compile(
    r"(?:…|\.{3}|\[(?:…|\.{3})\]|(?:阅读|查看|浏览)(?:全文|原文|更多|详情)|read (?:more|on)|continue reading)\W*$", re.I
)
_APPEARED = re.compile(r"(?m)^The post .{1,300} (?:first appeared on|appeared first on) .{1,100}$")  # WordPress adds it
_MIXED = re.compile(r"categor|(?<![a-z])tags?(?![a-z])|author|image|video|attachment", re.I)
_OF_COMMENTS = re.compile(r"comment|评论", re.I)
_DECLARATION = re.compile(r"^[\s\ufeff]*<\?xml[^>]*\?>")  # of a charset that no longer holds once the text is decoded
_ENOUGH = 10_000  # characters in which a feed has begun
# Columns, of which a Chinese character takes two: so wide is a text that is all an entry says, so wide one of several
# paragraphs, and so wide what stands in a field for the whole.
_LONG, _LONG_PARAGRAPHS, _LEAST = 600, 300, 80
_SHARED = 3  # titles under one link that make it nobody's
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def unpacked(body: bytes) -> bytes:
    """A file's bytes, those of a .gz unpacked (sitemap.xml.gz), at most LARGEST of them."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(31).decompress(body, LARGEST)
    except zlib.error:
        return body


def is_feed(text: str) -> bool:
    """Whether a text is a feed or a sitemap by how it begins."""
    return bool(_root(feed_text.begun(text)) or _JSON_FEED.match(text[:_ENOUGH]))


def _root(text: str) -> re.Match[str] | None:
    """The element that a feed begins with, behind comments and declarations."""
    at, text = 0, text[:_ENOUGH]
    while skipped := _PROLOG.match(text, at):
        at = skipped.end()
    return _ROOT.match(text, at)


def find(text: str, url: str, now: datetime) -> Listing:
    """The entries of a feed or sitemap at `url`. Raises nothing on any text."""
    text = feed_text.begun(text)
    head = _root(text)
    if head and head["sitemap"]:
        return _sitemap(text, url, now)
    title, following, entries = _feed(text, url, now) if head else _json_feed(text, url, now)
    why = f"{len(entries)} entries of the feed {title}".strip()
    return Listing(tuple(entries), following, following, _verdict(entries), why)


def _verdict(entries: Sequence[Entry]) -> str:
    if not entries:
        return "empty"
    return "single" if len(entries) == 1 else "list"


def offered(root: HtmlElement, url: str) -> tuple[str, ...]:
    """The addresses of the feeds that a page names as its own, not those of its comments."""
    found: list[str] = []
    for link in root.iter("link"):
        kind, relation = (link.get("type") or "").lower(), (link.get("rel") or "").lower()
        if kind not in _FEED_TYPES or "alternate" not in relation:
            continue
        address = _address(url, link.get("href"))
        if address and not _OF_COMMENTS.search(f"{link.get('title')} {link.get('href')}"):
            found.append(address)
    return tuple(dict.fromkeys(found))


def _address(base: str, href: str | None) -> str | None:
    if not href or not href.strip():
        return None
    try:
        address = joined(base, href) or ""
        return address if urlsplit(address).scheme in ("http", "https") else None
    except ValueError:
        return None


def _text(markup: str) -> str:
    """The text of a field, a line a paragraph."""
    if not re.search(r"</?\w|&#?\w+;", markup):
        return "\n".join(filter(None, map(blocks.squeeze, markup.splitlines())))
    try:
        text = blocks.lines([lxml.html.fragment_fromstring(markup, create_parent="div")])
    except (lxml.etree.LxmlError, ValueError):
        return ""
    return _APPEARED.sub("", text).strip()


def _whole(text: str, meant_whole: bool) -> bool:
    """Whether a text is all that an entry says: where a feed has a field for that, or it is long, or of paragraphs."""
    least = _LONG_PARAGRAPHS if text.count("\n") >= 2 else _LONG
    if meant_whole:
        least = _LEAST
    return width(text) >= least and not _CUT.search(text)


class _Markup(NamedTuple):
    """A field's markup, and the address its links are relative to."""

    text: str
    base: str


def _entry(
    place: int, url: str | None, title: str, date: str | None, content: _Markup, summary: _Markup, now: datetime
) -> Entry:
    title, text, teaser = blocks.squeeze(_text(title)), _text(content.text), _text(summary.text)
    body: str | None
    if _whole(text, True):
        body = text
    elif _whole(teaser, False):
        body = teaser
    else:
        body = (text or teaser) if url is None else None  # without an address it has no other text
    title = title or feed_text.opening(body or "")
    published = dates.parse(date, now) if date else None
    files = _files(content if body == text else summary) if body else ()
    return Entry(place, url, title, date, published, body, None if body else teaser or text or None, files=files)


def _files(markup: _Markup) -> tuple[tuple[str, str], ...]:
    """The files that a text links."""
    if "<a" not in markup.text:
        return ()
    try:
        root = lxml.html.fragment_fromstring(markup.text, create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return ()
    return attachments(root, markup.base, None, None)


def _feed(text: str, url: str, now: datetime) -> tuple[str, str | None, list[Entry]]:
    import feedparser

    # A stream, because a text that looks like an address is fetched.
    text = feed_text.mended(_DECLARATION.sub("", text, count=1))
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    entries: list[Entry] = []
    shared = _shared(parsed.entries)
    for item in parsed.entries:
        content = max((_markup(part, url) for part in item.get("content", ())), key=_length, default=_Markup("", url))
        summary = _markup(item.get("summary_detail") or {"value": item.get("summary")}, url)
        date = item.get("published") or item.get("updated") or item.get("created")
        title = item.get("title") or ""
        if title or content.text or summary.text:
            is_own = item.get("link") not in shared or not (content.text or summary.text)
            linked = _address(url, item.get("link")) if is_own else None
            if not (linked or content.text or summary.text):  # a file is all it is
                linked = next((address for _name, address in _enclosed(item, url)), None)
            entry = _entry(len(entries) + 1, linked, title, date, content, summary, now)
            entries.append(replace(entry, files=(*entry.files, *_enclosed(item, url))) if entry.body else entry)
    named = (link.get("href") for link in parsed.feed.get("links", ()) if link.get("rel") == "next")
    return blocks.squeeze(parsed.feed.get("title")), _address(url, next(named, None)), entries


def _markup(part: dict[str, Any], url: str) -> _Markup:
    return _Markup(part.get("value") or "", part.get("base") or url)


def _length(markup: _Markup) -> int:
    return len(markup.text)


def _shared(items: Sequence[dict[str, Any]]) -> set[str]:
    """The links of a feed that belong to no item: as many of other titles have the same."""
    titles: dict[str, set[str]] = {}
    for item in items:
        titles.setdefault(item.get("link") or "", set()).add(item.get("title") or "")
    return {link for link, named in titles.items() if len(named) >= _SHARED}


def _enclosed(item: dict[str, Any], url: str) -> Iterator[tuple[str, str]]:
    """The files that an item encloses, by their names."""
    for enclosure in item.get("enclosures", ()):
        address = _address(url, enclosure.get("href"))
        if address and FILE.search(urlsplit(address).path):
            yield name_in(address), address


def _json_feed(text: str, url: str, now: datetime) -> tuple[str, str | None, list[Entry]]:
    feed = literals.load(text.lstrip("\ufeff"))
    if not isinstance(feed, dict):
        return "", None, []
    entries: list[Entry] = []
    items = feed.get("items")
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        said = {key: value for key, value in item.items() if isinstance(value, str)}
        content = said.get("content_html") or said.get("content_text") or ""
        linked = _address(url, said.get("url") or said.get("external_url"))
        markup, summary = _Markup(content, url), _Markup(said.get("summary", ""), url)
        date = said.get("date_published") or said.get("date_modified")
        entries.append(_entry(len(entries) + 1, linked, said.get("title", ""), date, markup, summary, now))
    following = feed.get("next_url")
    return str(feed.get("title", "")), _address(url, following) if isinstance(following, str) else None, entries


def _sitemap(text: str, url: str, now: datetime) -> Listing:
    """The pages of a sitemap, or the sitemaps of an index: these are further pages of one list."""
    parser = lxml.etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    text = feed_text.mended(_DECLARATION.sub("", text, count=1))
    try:
        root = lxml.etree.fromstring(text.encode("utf-8", "replace"), parser)
    except lxml.etree.XMLSyntaxError:
        root = None
    places = [] if root is None else list(_places(root, url))
    if root is not None and lxml.etree.QName(root).localname == "sitemapindex":
        return _index([place for place, _ in places])
    entries: list[Entry] = []
    for place, row in _without_sections(places):
        date = row.get("publication_date") or row.get("lastmod")
        published = dates.parse(date, now) if date else None
        entries.append(Entry(len(entries) + 1, place, blocks.squeeze(row.get("title")), date, published))
    return Listing(tuple(entries), None, None, _verdict(entries), f"{len(entries)} pages of a sitemap")


def _index(parts: Sequence[str]) -> Listing:
    """The sitemaps of an index, without those of categories and pictures, where it has others."""
    of_pages = [part for part in parts if not _MIXED.search(part.rpartition("/")[2])]
    more = tuple(dict.fromkeys(of_pages or parts))
    return Listing(verdict="list" if more else "empty", why=f"an index of {len(parts)} sitemaps", more=more)


def _places(root: Any, url: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The addresses that a sitemap names, each with what it says of it."""
    for row in root.iterchildren("{*}url", "{*}sitemap"):
        said = dict(_said(row))
        place = _address(url, said.get("loc"))
        if place:
            yield place, said


def _said(row: Any) -> Iterator[tuple[str, str]]:
    """What an entry of a sitemap says, by name without namespace; of a news sitemap too. Not of its pictures."""
    for child in row.iterchildren("*"):
        name = lxml.etree.QName(child).localname
        if name == "news":
            yield from _said(child)
        elif child.text and name in ("loc", "lastmod", "publication_date", "title"):
            yield name, child.text.strip()


def _without_sections(places: list[tuple[str, dict[str, str]]]) -> list[tuple[str, dict[str, str]]]:
    """The pages of a sitemap but for the home page and those under which others stand: sections and their lists."""
    above: set[str] = set()
    for place, _ in places:
        parts = _path(place)
        above.update("/".join(parts[:count]) for count in range(len(parts)))
    kept: dict[str, tuple[str, dict[str, str]]] = {}
    for place, row in places:
        if urlsplit(place).query or "/".join(_path(place)) not in above:
            kept[place] = (place, row)
    return list(kept.values())


def _path(place: str) -> list[str]:
    path = re.sub(r"/(?:index|default)\.\w{3,5}$", "/", urlsplit(place).path)
    return [part for part in path.split("/") if part]
