"""Lists that stand in a page's data instead of its markup. Asked where the markup shows no list.

Read are JSON-LD, the data in the page's scripts (`__NEXT_DATA__`, `__NUXT__`, `var rows = [...]`), HTML kept in XML
data islands (hanweb jpage, on many Chinese government sites) and, once the spider has fetched it, the JSON that a
script names literally (endpoints.py). What only a script can compute is left to the browser (browser.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from crawler.addresses import asking
from crawler.addresses.links import joined
from crawler.read import answer_pages, data_entries, literals, objects, script_rows
from crawler.read.listing import completeness, markup, platforms
from crawler.read.pager import publishing
from nouns.found import Entry

_ISLANDS = ("text/xml", "application/xml")
_TEMPLATES = re.compile(r"text/(?:x-)?(?:\w{1,20}-?)?(?:template|tmpl|html)")
_TO_FILL = re.compile(r"\{\{|<%|\$\{|\{%|v-for=|ng-repeat=")
# What a page's script starts from: <div id="app" data-page='{"props": …}'>
_IN_ATTRIBUTES = etree.XPath(
    "//@*[starts-with(name(), 'data-') and string-length() > 200 and contains(., ':') and"
    " (starts-with(normalize-space(substring(., 1, 9)), '{') or starts-with(normalize-space(substring(., 1, 9)), '['))]"
)
_LINK = re.compile("<a")
_LINKS = 3  # from which what is kept back may be a list
_JSONP = re.compile(r"[\w$.]{1,60}\((.*)\)\s*;?", re.S)


def find(page: str | HtmlElement, url: str, now: datetime) -> tuple[Entry, ...]:
    """The entries of the longest list in the data that a page (its text or its tree) carries; () for none."""
    root = markup.parse(page) if isinstance(page, str) else page
    best = max(_lists(root, url, now), key=len, default=())
    if len(best) > 1:
        return best
    return max((script(element.text or "", url, now) for element in root.iter("script")), key=len, default=best)


def _lists(root: HtmlElement, url: str, now: datetime) -> Iterator[tuple[Entry, ...]]:
    """What may be lists, in scripts and in what is kept back."""
    texts = (element.text or "" for element in root.iter("script"))
    made = tuple(chain.from_iterable(map(script_rows.patterns, texts)))
    for element in root.iter("script"):
        text, kind = element.text or "", _kind(element)
        if kind in _ISLANDS:
            yield _in_island(text, url, now)
            continue
        for value in literals.values(text, "json" in kind, element.get("id") or ""):
            yield data_entries.longest(value, url, now, "ld+json" in kind, made)
    for held in map(str, _IN_ATTRIBUTES(root)):
        yield data_entries.longest(literals.load(held), url, now, False, made)
    for held in kept_back(root):
        yield markup.find(held, url, now, pins=False).entries


def _kind(element: HtmlElement) -> str:
    return (element.get("type") or "").lower()


def _in_island(text: str, url: str, now: datetime) -> tuple[Entry, ...]:
    """The entries of an XML data island: a row a CDATA section, in HTML."""
    _, _, records = text.rpartition("<recordset>")
    rows = [part.partition("]]>")[0] for part in records.split("<![CDATA[")[1:]]
    if len(rows) < 2:
        return ()
    return markup.find(f"<ul>{''.join(rows)}</ul>", url, now, pins=False).entries


def store(text: str, url: str, now: datetime) -> tuple[tuple[Entry, ...], str | None]:
    """The entries of an XML answer from `url` that holds rows in HTML, and where its next rows are, or None."""
    following = publishing.grouped(text)
    return _in_island(text, url, now), joined(url, following) if following else None


def kept_back(root: HtmlElement) -> Iterator[str]:
    """The markup with links that a page keeps where nothing is shown, for a script to put in its place or for readers
    without scripts; what has places yet to fill is none."""
    for element in root.iter("noscript", "template", "textarea", "script"):
        if element.tag == "script" and not _TEMPLATES.fullmatch(_kind(element)):
            continue
        held = (element.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in element)
        if held.count("<a ") >= _LINKS and not _TO_FILL.search(held):
            yield f"<body>{held}</body>"


def script(text: str, url: str, now: datetime) -> tuple[Entry, ...]:
    """The entries of the longest list that a script's text holds in rows; () for none."""
    found = (markup.find(html, url, now, pins=False).entries for html in script_rows.lists(text))
    best = max(found, key=len, default=())
    return best if len(best) > 1 else ()


def read(json_text: str, url: str, now: datetime) -> tuple[tuple[Entry, ...], str | None]:
    """The entries of a JSON answer from `url` (JSONP too), as data or as HTML in it, and its next page or None."""
    text = _bare(json_text)
    value = literals.load(text)
    if value is None:
        return script(text, url, now), None
    item = asking.read(url).item
    entries = data_entries.longest(value, url, now, made=(item,) if item else ())
    if entries:
        return entries, answer_pages.following(value, url, len(entries))
    rows = max(filter(_LINK.search, _texts(value)), key=len, default="")
    found = markup.find(f"<div>{rows}</div>", url, now, pins=False)
    return found.entries, found.onward or platforms.following(rows, url, len(found.entries))


def said(json_text: str) -> completeness.Said | None:
    """What a JSON answer says of how many entries and pages its list has; None where it says nothing of that kind."""
    entries, pages = answer_pages.totals(literals.load(_bare(json_text)))
    return completeness.Said(entries, pages) if entries or pages else None


def _bare(json_text: str) -> str:
    """The JSON of an answer, without what calls a function with it."""
    text = json_text.strip("\ufeff \r\n\t")
    call = _JSONP.fullmatch(text)
    return call[1] if call else text


def _texts(value: Any) -> Iterator[str]:
    """The texts in the fields of an answer."""
    for node in objects.walk(value):
        if isinstance(node, dict):
            yield from (text for text in node.values() if isinstance(text, str))
