"""What an article page says in its metadata: <meta>, hidden inputs, microdata, JSON-LD. Under `article.read`, for
fields.py, dates.py and heading.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from lxml import etree

from crawler.read import literals

_LINKED_DATA = etree.XPath(".//script[contains(@type, 'ld+json')]")
_HIDDEN_DAY = re.compile(r"(?:info|pub|publish|release|fb)_?(?:date|time|rq|sj)", re.I)
_MICRODATA = etree.XPath(
    "descendant::*[@itemprop='datePublished' or @itemprop='author'][not(self::meta or ancestor::li or ancestor::aside)]"
)
_ACCOUNT = etree.XPath("//*[@id='js_name']")
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)$")  # what schema.org calls an article and its kinds


def meta(root: Any, html: str) -> dict[str, str]:
    """Metadata of the page by lower-case name, the first of each; an account's name as its source. `html`: the page,
    which tells what needs no looking for."""
    said = [_hidden(root), _named(root)]
    if "itemprop" in html:
        said.append(_microdata(root))
    if "ld+json" in html:
        said += (_linked_data(script.text or "") for script in _LINKED_DATA(root))
    if "js_name" in html:
        said.append(_account(root))
    found: dict[str, str] = {}
    for name, value in chain.from_iterable(said):
        found.setdefault(name, value)
    return found


def _hidden(root: Any) -> Iterator[tuple[str, str]]:
    """The day of <input type="hidden" id="infodate" value="2024-06-13">."""
    for node in root.iter("input"):
        if node.get("type") == "hidden" and _HIDDEN_DAY.fullmatch(node.get("id") or node.get("name") or ""):
            yield "publishdate", " ".join((node.get("value") or "").split())


def _named(root: Any) -> Iterator[tuple[str, str]]:
    """What each <meta> says."""
    for node in root.iter("meta"):
        name = (node.get("name") or node.get("property") or node.get("itemprop") or "").strip().lower()
        content = " ".join((node.get("content") or "").split())
        if name and content:
            yield name, content


def _microdata(root: Any) -> Iterator[tuple[str, str]]:
    """Day and author of <span itemprop="author"><span itemprop="name">…."""
    for node in _MICRODATA(root):
        name = node.get("itemprop").strip().lower()
        said = node.get("content") or (node.text_content() if name == "author" else "")
        if said := re.sub(r"^by\s", "", " ".join(said.split()), flags=re.I):
            yield name, said


def _account(root: Any) -> Iterator[tuple[str, str]]:
    """The name of the account that published a page of WeChat's."""
    for account in _ACCOUNT(root)[:1]:
        yield "source", " ".join(account.text_content().split())


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    """What a page's JSON-LD says of its article: ("datepublished", …), ("author", …)."""
    for thing in _things(literals.written(text)):
        kinds = _several(thing.get("@type"))
        if not any(isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in kinds):
            continue
        date = thing.get("datePublished")
        if isinstance(date, str):
            yield "datepublished", date
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and "Person" not in _several(publisher.get("@type")):
            yield from _name("publisher", publisher)
        for author in _several(thing.get("author"))[:1]:
            yield from _name("author", author)


def _name(of: str, thing: Any) -> Iterator[tuple[str, str]]:
    """What somebody is called: {"name": …}, or just the name."""
    name = thing.get("name") if isinstance(thing, dict) else thing
    if isinstance(name, str) and name.strip():
        yield of, " ".join(name.split())


def _things(held: Any) -> list[dict[str, Any]]:
    """The objects of JSON-LD, those of their graphs behind them."""
    things = [thing for thing in _several(held) if isinstance(thing, dict)]
    graphs = [_several(thing.get("@graph")) for thing in things]
    return things + [inner for graph in graphs for inner in graph if isinstance(inner, dict)]


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
