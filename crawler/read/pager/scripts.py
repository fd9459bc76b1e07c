"""Pagers that only a script can turn, read from the script's text and the page's forms. Asked by pager.py last.

Three kinds. A list of pages to choose from (`<select>`). A widget that is given its numbers and where one leads
(widgets.py). A form that a function or a button submits (forms.py). Nothing is run.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawler.read.listing.elements import text_of
from crawler.read.listing.expressions import expression, script_of
from crawler.read.listing.scripts import leads
from crawler.read.pager import forms, widgets

_NUMBERED_OPTION = re.compile(r"(?:第\s*)?(\d+)\s*(?:页|/\s*\d+\s*页?)?")
_LEADS = re.compile(r"location|open\(")
_GOES = re.compile(r"location(?:\.href)?\s*=\s*")
_CHOSEN = re.compile(r"\bthis\.(?:options\[\s*this\.selectedIndex\s*\]\.)?value\b|\$\(\s*this\s*\)\.val\(\)")


def following(root: HtmlElement, url: str, base_url: str) -> str | None:
    """The address of the next page, as asking.py writes it where it is to be posted; None where none can be read."""
    script = script_of(root)
    link = _chosen(root, script)
    if link is None:
        link = widgets.following(script, url)
    return urljoin(base_url, link) if link is not None else forms.submitted(root, script, url, base_url)


def _chosen(root: HtmlElement, script: str) -> str | None:
    """The option after the chosen one, of a <select> whose options are the addresses of pages, or their numbers."""
    for select in root.iter("select"):
        handler = select.get("onchange") or ""
        chooses = _LEADS.search(handler) or _CHOSEN.search(handler)
        value = _following_option(list(select.iter("option"))) if chooses else ""
        if re.search(r"[/.?]", value) and _LEADS.search(handler):
            return value
        link = _built(handler, value) or (value and leads(_CHOSEN.sub(f"'{value}'", handler), select, script))
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
