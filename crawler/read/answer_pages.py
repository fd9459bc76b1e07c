"""The next page of a JSON answer. Used by embedded.py for the answer, by endpoints.py for what a script posts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.addresses import asking
from crawler.read import literals, objects

_PAGE = re.compile(r"p|pn|page|page_?(?:no|num|number|index)|current(?:_?page)?|curr_?page", re.I)
_SIZE = re.compile(r"size|limit|rows|ps|per_?page|page_?size", re.I)
_PAGES = re.compile(r"pages|total_?pages?|page_?(?:count|total)|count_?page|last_?page", re.I)
_TOTAL = re.compile(r"total|count|total_?(?:count|num|records?|elements|rows)|(?:row|record)s?_?(?:count|total)", re.I)
_MORE = re.compile(r"has_?(?:more|next)(?:_?page)?", re.I)
_ADDRESS = re.compile(r"https?://|/|\?")


def is_of_pages(name: str) -> bool:
    """Whether what is called so asks for a page of a list: its number, or its size."""
    return bool(_PAGE.fullmatch(name) or _SIZE.fullmatch(name))


def following(value: Any, url: str, found: int) -> str | None:
    """The page after an answer with `found` entries: as it names it, or one page number on where its totals say that
    there is more."""
    said = list(_fields(value))
    link = next((link for name, link in said if name == "next" and _is_address(link)), None)
    if link is not None:
        return _joined(url, link)
    asked = asking.read(url)
    query = parse_qsl(urlsplit(asked.url).query, keep_blank_values=True)
    posted: dict[str, Any] = dict(asked.form)
    if asked.json:
        posted = literals.load(asked.json) or {}
    at, size = _place([*query, *posted.items()])
    if at is None or not _says_more(said, at, size or found):
        return None
    return _asked_on(asked, query, posted, at)


def totals(value: Any) -> tuple[int, int]:
    """How many entries and pages an answer says there are, in what stands around its rows; 0 where it does not say. A
    bare `count` counts anything."""
    entries = pages = 0
    around = [value]
    while around:
        node = around.pop()
        for name, said in node.items() if isinstance(node, dict) else ():
            if isinstance(said, dict):
                around.append(said)
            elif number := _number(said):
                entries = max(entries, number if _TOTAL.fullmatch(name) and name.lower() != "count" else 0)
                pages = max(pages, number if _PAGES.fullmatch(name) else 0)
    return entries, pages


def _asked_on(asked: asking.Asked, query: list[tuple[str, str]], posted: dict[str, Any], at: int) -> str:
    """The address of the page after page `at`, whose number stands in what is posted, or in the `query`."""
    if not posted:
        turned = [(name, _turned(name, value, at)) for name, value in query]
        place = urlsplit(asked.url)._replace(query=urlencode(turned)).geturl()
        return asking.address(place, item=asked.item)
    fields = {name: _turned(name, value, at) for name, value in posted.items()}
    if asked.json:
        return asking.address(asked.url, (), json.dumps(fields, ensure_ascii=False), asked.item)
    return asking.address(asked.url, fields.items(), "", asked.item)


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    """Every field of every object in an answer."""
    for node in objects.walk(value):
        if isinstance(node, dict):
            yield from node.items()


def _is_address(said: Any) -> bool:
    return isinstance(said, str) and bool(_ADDRESS.match(said))


def _joined(url: str, link: str) -> str | None:
    try:
        return urljoin(url, link)
    except ValueError:
        return None


def _number(said: Any) -> int | None:
    """A count or a page number, as a number or in digits."""
    if not isinstance(said, (int, str)) or not re.fullmatch(r"\d{1,9}", str(said)):
        return None
    return int(said)


def _place(fields: Iterable[tuple[str, Any]]) -> tuple[int | None, int | None]:
    """The number of the page that was asked for, and how many entries a page."""
    at = size = None
    for name, value in fields:
        number = _number(value)
        if number is None:
            continue
        if at is None and _PAGE.fullmatch(name):
            at = number
        if not size and _SIZE.fullmatch(name):
            size = number
    return at, size


def _says_more(said: Iterable[tuple[str, Any]], at: int, size: int) -> bool:
    """Whether an answer's totals go beyond page `at`."""
    for name, value in said:
        if value is True and _MORE.fullmatch(name):
            return True
        number = _number(value)
        if number is None:
            continue
        if _PAGES.fullmatch(name) and number > at:
            return True
        if _TOTAL.fullmatch(name) and number > max(at, 1) * size:
            return True
    return False


def _turned(name: str, value: Any, at: int) -> Any:
    """A field as the next page's: of the same type."""
    if not _PAGE.fullmatch(name) or _number(value) is None:
        return value
    return type(value)(at + 1)
