"""Single elements of a page: what they are called, how wide their text is, where they lead. Under all of listing/."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import TypeGuard

from lxml.html import HtmlElement

Run = list[HtmlElement]  # the nodes of one entry, side by side in the page


def words(text: str) -> frozenset[str]:
    """A set of words."""
    return frozenset(text.split())


SILENT = words("script style noscript template select option textarea iframe svg head title")
HEADINGS = words("h1 h2 h3 h4 h5 h6")
OPEN = words("a b strong")  # a head of these goes on in the text behind it
STATE = words("odd even first last active current on cur hover alt selected open left right clearfix cf fl fr hidden")
_SCRIPTED_ABOVE = 3  # elements around a link whose script may open it


def width(text: str) -> int:
    """Columns a text takes: 2 for a Chinese character, 1 for a letter."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def text_of(element: HtmlElement) -> str:
    """All text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def usable(href: str | None) -> TypeGuard[str]:
    """Whether a link leads to another page."""
    if not href:
        return False
    return not href.strip().lower().startswith(("#", "javascript:", "mailto:", "tel:", "data:"))


def scripted(link: HtmlElement) -> str | None:
    """The call that a link without an address makes: `onclick="show(7)"`, `javascript:show(7)`."""
    calls = (link.get("onclick") or "", (link.get("href") or "").partition("javascript:")[2])
    return next((call for call in calls if re.search(r"\w\(\s*['\"\w-]", call)), None)


def leads_to(link: HtmlElement) -> str | None:
    """Where a link leads, or what its script is asked for: lists are lists whoever opens their entries. The script may
    be that of what the link stands in; `void(0)` leads nowhere."""
    href = link.get("href")
    if usable(href):
        return href
    for element in (link, *islice(link.iterancestors(), _SCRIPTED_ABOVE)):
        call = scripted(element)
        if call and not call.lstrip().startswith("void"):
            return call
    return None


@lru_cache(maxsize=4096)
def _words_in(names: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", names).lower()))


def tokens(element: HtmlElement) -> tuple[str, ...]:
    """The words of an element's class and id."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _words_in(names) if names != " " else ()


def plain_name(name: str) -> bool:
    """Whether a class or id is a name people gave, not a number, a state or a generated one."""
    if name in STATE or not re.fullmatch(r"-?[A-Za-z_][\w-]*", name):
        return False
    return not re.search(r"\d{3}|[0-9a-f]{8}", name)


def class_without_state(element: HtmlElement) -> str:
    """The class, without numbers and states, so that odd and even rows are alike."""
    names = element.get("class")
    return _without_state(names) if names else ""


@lru_cache(maxsize=4096)
def _without_state(names: str) -> str:
    return " ".join(sorted(set(re.findall(r"[a-z]+", names.lower())) - STATE))
