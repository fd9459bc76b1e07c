"""Pagers that only a script can turn, read from the script's text and the page's forms. Asked by pager.py last.

Three kinds. A list of pages to choose from (`<select>`). A widget that is given its numbers and an address (laypage,
layui, kkpager). A form whose page number a function sets before it submits it (forms.py). Nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.read.listing.elements import text_of
from crawler.read.listing.expressions import expression, script_of
from crawler.read.pager import forms

_NUMBERED_OPTION = re.compile(r"(?:第\s*)?(\d+)\s*(?:页|/\s*\d+\s*页?)?")
_LEADS = re.compile(r"location|open\(")
_GOES = re.compile(r"location(?:\.href)?\s*=\s*")
_CHOSEN = re.compile(r"\bthis\.(?:options\[\s*this\.selectedIndex\s*\]\.)?value\b|\$\(\s*this\s*\)\.val\(\)")
_LAYPAGE = re.compile(r"\blaypage\b(?:\.render)?\s*\(|\blaypage\.render\s*\(")
_LAYPAGE_NUMBER = re.compile(r"\b(pages|count|limit|curr)['\"]?\s*:\s*['\"]?(\d{1,7})")
_LAYPAGE_LIMIT = 10  # entries of a page where none is given
_KKPAGER = re.compile(r"\bkkpager\.\w{1,30}\(\s*\{")
_KKPAGER_VALUE = re.compile(r"\b(pno|total|hrefFormer|hrefLatter)['\"]?\s*:\s*['\"]?([^'\"\s,{}]{0,200})")
_KKPAGER_LINK = re.compile(r"\bgetLink['\"]?\s*:\s*function\s*\(\s*(\w+)\s*\)\s*\{\s*return\s+")
_OPTIONS = 2000  # characters of what a widget is given


def following(root: HtmlElement, url: str, base_url: str) -> str | None:
    """The address of the next page, as asking.py writes it where it is to be posted; None where none can be read."""
    script = script_of(root)
    link = _chosen(root)
    if link is None:
        link = _laypage(script, url)
    if link is None:
        link = _kkpager(script)
    return urljoin(base_url, link) if link is not None else forms.submitted(root, script, url, base_url)


def _chosen(root: HtmlElement) -> str | None:
    """The option after the chosen one, of a <select> whose options are the addresses of pages."""
    for select in root.iter("select"):
        handler = select.get("onchange") or ""
        value = _following_option(list(select.iter("option"))) if _LEADS.search(handler) else ""
        link = value if re.search(r"[/.?]", value) else _built(handler, value)
        if link:
            return link
    return None


def _following_option(options: list[HtmlElement]) -> str:
    """The value of the option after the chosen one, or after the first; "" where they are no numbers of pages."""
    said = [text_of(option) for option in options]
    if len(options) < 2 or not _count_up(said):
        return ""
    chosen = (place for place, option in enumerate(options) if option.get("selected") is not None)
    following = next(chosen, 0) + 1
    return options[following].get("value") or said[following] if following < len(options) else ""


def _count_up(texts: list[str]) -> bool:
    """Whether texts are the numbers of pages from the first one on: 1 2 3, 第1页 第2页."""
    for number, text in enumerate(texts, start=1):
        numbered = _NUMBERED_OPTION.fullmatch(text)
        if numbered is None or int(numbered[1]) != number:
            return False
    return True


def _built(handler: str, value: str) -> str | None:
    """The address that a handler puts together from what was chosen: `location = 'index_' + this.value + '.html'`."""
    goes = _GOES.search(handler)
    if goes is None or not re.fullmatch(r"[\w-]{1,20}", value):
        return None
    return _literal(_CHOSEN.sub(f"'{value}'", handler[goes.end() :]))


def _literal(text: str) -> str | None:
    """The text of an expression that only joins literals, None for any other."""
    parts = expression(text, 0, {})
    if not parts or any(part.kind != "literal" for part in parts):
        return None
    return "".join(part.text for part in parts)


def _given(script: str, widget: re.Pattern[str]) -> Iterator[str]:
    """What a script gives each widget of a kind."""
    for call in widget.finditer(script):
        yield script[call.end() : call.end() + _OPTIONS]


def _laypage(script: str, url: str) -> str | None:
    """The next page of a widget that is given how many there are and where a number leads."""
    for given in _given(script, _LAYPAGE):
        numbers = {name: int(number) for name, number in _LAYPAGE_NUMBER.findall(given)}
        size = max(1, numbers.get("limit", _LAYPAGE_LIMIT))
        pages = numbers.get("pages") or ceil(numbers.get("count", 0) / size)
        current = numbers.get("curr") or _page_asked(url) or 1
        goes = _GOES.search(given)
        if goes is None or current >= pages:
            continue
        place = re.sub(r"\b\w+\.curr\b", f"'{current + 1}'", given[goes.end() :])
        link = _literal(re.sub(r"location\.pathname", f"'{urlsplit(url).path}'", place))
        if link is not None:
            return link
    return None


def _page_asked(url: str) -> int | None:
    """The page that an address asks for."""
    query = parse_qsl(urlsplit(url).query)
    return next((int(value) for name, value in query if forms.PAGE.fullmatch(name) and value.isdigit()), None)


def _kkpager(script: str) -> str | None:
    """The next page of kkpager, which is given its numbers and a function that makes a number's address."""
    for given in _given(script, _KKPAGER):
        values = dict(_KKPAGER_VALUE.findall(given))
        current, pages = (_number(values.get(name, "")) for name in ("pno", "total"))
        if not 0 < current < pages:
            continue
        if made := _KKPAGER_LINK.search(given):
            place, parameter = given[made.end() :], made[1]
        elif "hrefFormer" in values:
            place, parameter = "this.hrefFormer+'_'+n+this.hrefLatter", "n"
        else:
            continue
        for name in ("hrefFormer", "hrefLatter"):
            place = place.replace(f"this.{name}", f"'{values.get(name, '')}'")
        link = _literal(re.sub(rf"(?<![\w'\"$]){parameter}(?![\w'\"$])", f"'{current + 1}'", place))
        if link is not None:
            return link
    return None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
