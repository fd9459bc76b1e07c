"""Objects in a page's data: which ones there are, and what their fields say. Used by embedded.py, data_entries.py and
article/data.py, once literals.py has made values of what a script or an answer holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import lxml.etree
import lxml.html

from crawler.read import literals
from crawler.read.listing import blocks, elements

_LONGEST_NAME = 40  # characters: what is longer is data that stands where a name would
# Names of fields, lower case and without signs; best first where several lists stand.
TITLES = (
    re.compile(r"headline|subject|biaoti|bt|(?<!\w)(?!sub|site|seo|column|channel|meta|category|page)\w*title"),
    re.compile(r"\w{0,8}name|text"),
)
URLS = (
    re.compile(r"url|link|href|(?:link|docpub|article|info|detail|page|art|news|perma)(?:url|link)|@id"),
    re.compile(
        r"\A(?!.*(?:img|image|pic|photo|thumb|cover|logo|video|avatar|icon|source|column))"
        r"(?:path|\w*(?:url|link|href|uri))"
    ),
)
DATES = (
    re.compile(r"(?<!\w)\w*(?:publi[cs]h?|pub|release|rel|issue|fb|show)(?:ed)?(?:at|on|date|time|sj|rq|day)?"),
    re.compile(r"date|time|day|riqi|rq|sj|shijian|(?<!\w)\w*date"),
    re.compile(r"(?<!\w)\w*(?:create|add|input|update|modif|time)\w*"),
)
BODIES = (re.compile(r"articlebody|(?<!\w)\w*content(?:html)?|body|fulltext|zw|zhengwen"),)
SUMMARIES = (re.compile(r"description|summary|abstract|intro\w*|digest|excerpt|zhaiyao|zy"),)
_FURNITURE = elements.words(
    "BreadcrumbList SiteNavigationElement WPHeader WPFooter WebSite Organization NewsMediaOrganization "
    "GovernmentOrganization Person ImageObject SearchAction"
)
_JSON_IN_JSON = re.compile(r"\s*(?:\[\s*\{|\{\s*\")")  # of Epoint's services
_MARKUP = re.compile(r"</?\w|&#?\w+;")


def is_furniture(value: dict[str, Any]) -> bool:
    """Whether an object of linked data is the site's, such as a breadcrumb, and no list or entry."""
    return str(value.get("@type")) in _FURNITURE


def walk(value: Any, depth: int = 0) -> Iterator[Any]:
    """Every container in a value, outermost first; not inside breadcrumbs and menus."""
    if depth > literals.MAX_DEPTH:
        return
    if isinstance(value, dict):
        if is_furniture(value):
            return
        children: Iterable[Any] = value.values()
    elif isinstance(value, list):
        children = value
    else:
        return
    yield value
    for child in children:
        if isinstance(child, str) and _JSON_IN_JSON.match(child):
            yield from walk(literals.load(child), depth + 1)
        else:
            yield from walk(child, depth + 1)


def fields(row: dict[str, Any]) -> dict[str, Any]:
    """An object's fields by their names in lower case and without signs."""
    return {re.sub(r"[^a-z@]", "", key.lower()): value for key, value in row.items() if len(key) <= _LONGEST_NAME}


def said(of: dict[str, Any], names: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    """The texts of the `fields` with these names, those of the first name first; none that is empty."""
    for name in names:
        for key, value in of.items():
            if not value or not name.fullmatch(key):
                continue
            text = plain(value)
            if text:
                yield text


def plain(value: Any) -> str:
    """A field's text, its markup read as lines; WordPress wraps it in {"rendered": ...}."""
    if isinstance(value, dict):
        value = value.get("rendered")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    text = str(value)
    if not _MARKUP.search(text):
        return "\n".join(filter(None, map(blocks.squeeze, text.splitlines())))
    try:
        return blocks.lines([lxml.html.fragment_fromstring(text, create_parent="div")])
    except (lxml.etree.LxmlError, ValueError):
        return ""
