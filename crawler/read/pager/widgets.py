"""Widgets that write a pager (laypage, kkpager, jqPaginator, pagination.js and their kin): a script gives them which
page this is, how many there are, and where a number leads, by whatever names. Read from its text, never run; asked by
scripts.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from urllib.parse import parse_qsl, urlsplit

from crawler.read.listing.expressions import NAME, STRING, Parts, body, expression, unescaped
from crawler.read.pager.forms import PAGE

_OPTIONS = 2000  # characters of what a widget is given
_MOST = 200  # calls of a page that are looked at
_LIMIT = 10  # entries of a page, where none is given: laypage's
_CALL = re.compile(rf"[\w$]\s?\(\s?(?:(?:{STRING}|[\w$.#]{{1,40}})\s?,\s?)?\{{")
# Keys of what is given; `total` counts entries where a page's are given too, else pages.
_CURRENT = (
    r"curr(?:ent)?_?(?:page)?(?:no|num|index)?|page_?(?:no|num|number|index|current)|pno|p|page|now_?page|start_?num"
)
_PAGES = r"pages|page_?(?:count|total|num)s?|total_?pages?|count_?pages?|num|max_?page"
_ENTRIES = r"count|total_?(?:records?|counts?|nums?|rows|items|elements)|record_?count|items"
_SIZE = r"limit|(?:page_?)?size|per_?page|items_?(?:per|on)_?page|num_?per_?page|show_?data"
_NUMBERS = {
    name: re.compile(rf"(?<![\w$.])['\"]?(?:{keys})['\"]?\s?:\s?['\"]?(\d{{1,7}})['\"]?\s?[,}}\n]", re.I)
    for name, keys in (
        ("current", _CURRENT),
        ("pages", _PAGES),
        ("entries", _ENTRIES),
        ("size", _SIZE),
        ("total", "total"),
    )
}
_FUNCTION = re.compile(
    rf"function\s?{NAME}?\s?\(\s?(?P<one>{NAME})[^()]{{0,80}}\)\s?\{{"
    rf"|(?:\(\s?(?P<two>{NAME})[^()]{{0,80}}\)|(?<![\w$.])(?P<three>{NAME}))\s?=>\s?\{{?"
    rf"|(?<![\w$])\w{{1,30}}\s?\(\s?(?P<four>{NAME})[^()]{{0,80}}\)\s?\{{"
)
_GOES = re.compile(r"location(?:\s?\.\s?href)?\s?=(?!=)\s?|location\.(?:assign|replace)\(\s?|\breturn\s")
_ASKED = r"\b{0}\.(?:curr\w*|page\w*|get\w*\(\)|num|index)"
_ADDRESS = re.compile(r"['\"]?\w{0,20}(?:url|link|href|pattern)\w{0,20}['\"]?\s?:\s?['\"]([^'\"\s]{1,200})['\"]", re.I)
_PLACEHOLDER = re.compile(
    r"\$?[\[{#%:@_]{1,2}(?:page\w{0,6}|p|pn|n|num|0|id|current)(?:[\]}#%_]{1,2}|(?<=:page)(?!\w)|(?<=:p)(?!\w))|%d",
    re.I,
)
_BEFORE = re.compile(r"hrefFormer['\"]?\s?:\s?['\"]([^'\"\s]{1,200})['\"]")
_BEHIND = re.compile(r"hrefLatter['\"]?\s?:\s?['\"]([^'\"\s]{0,40})['\"]")


def following(script: str, url: str) -> str | None:
    """The next page's link, of the first widget that says where a number leads and is not at its end."""
    for number, call in enumerate(_CALL.finditer(script)):
        if number == _MOST:
            break
        given = script[call.end() : call.end() + _OPTIONS]
        page = _next(body(given, 0) or given, url)
        link = page and next(_links(given, page, url), None)
        if link:
            return link
    return None


def _next(given: str, url: str) -> int | None:
    """The number of the page after this one, None where there is none or nothing is said of their number."""
    said = {name: int(found[1]) for name, keys in _NUMBERS.items() if (found := keys.search(given))}
    pages = _pages(said)
    currents = [int(number) for number in _NUMBERS["current"].findall(given)]
    if len(currents) > 1 and currents[0] == pages:  # {pageNum: 9, current: 1}: the first counts the pages
        said["current"] = currents[1]
    current = said.get("current") or _page_asked(url) or 1
    return current + 1 if current < pages else None


def _pages(said: dict[str, int]) -> int:
    """How many pages there are; 0 where nothing tells."""
    size = said.get("size", 0)
    pages = said.get("pages") or ceil(said.get("entries", 0) / (size or _LIMIT))
    if pages or "total" not in said:
        return pages
    return ceil(said["total"] / size) if size else said["total"]


def _page_asked(url: str) -> int | None:
    """The page that an address asks for."""
    query = parse_qsl(urlsplit(url).query)
    return next((int(value) for name, value in query if PAGE.fullmatch(name) and value.isdigit()), None)


def _links(given: str, page: int, url: str) -> Iterator[str]:
    """Where this number leads by what a widget is given: by a function that goes there or returns it, by a pattern."""
    for function in _FUNCTION.finditer(given):
        name = next(filter(None, function.groups()))
        said = re.sub(_ASKED.format(re.escape(name)), name, given[function.end() :])
        if size := _NUMBERS["size"].search(given):
            said = re.sub(rf"\b{re.escape(name)}\.(?:limit|size|pageSize)\b", f"'{size[1]}'", said)
        code = (body(said, 0) if function[0].endswith("{") else "") or said[:200]
        code = re.sub(rf"\(?\s?\b{re.escape(name)}\s?={{2,3}}\s?['\"]?1['\"]?\s?\)?\s?\?\s?(?:{STRING})\s?:", "", code)
        code = code.replace("location.pathname", f"'{urlsplit(url).path}'")
        for goes in _GOES.finditer(code):
            if link := _made(expression(code, goes.end(), {}), name, page):
                yield link
    for address in _ADDRESS.finditer(given):
        link, places = _PLACEHOLDER.subn(str(page), unescaped(f"'{address[1]}'"))
        if places == 1:
            yield link
    before, behind = _BEFORE.search(given), _BEHIND.search(given)
    if before and behind:
        yield f"{before[1]}_{page}{behind[1]}"


def _made(parts: Parts | None, name: str, page: int) -> str | None:
    """An address that is put together from literals and the number alone."""
    names = [part.text for part in parts or () if part.kind != "literal"]
    if not parts or set(names) != {name}:
        return None
    return "".join(part.text if part.kind == "literal" else str(page) for part in parts)
