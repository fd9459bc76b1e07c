"""What short scripts of a page write into their own place, read from their text and never run. Used by markup.py.

Exchanges and some publishing systems keep an entry's address and title in variables and write its link with them:
`var curHref = '/a/7.html'; document.write('<a href="' + curHref + '">' + curTitle + '</a>')`, a script an entry.
"""

from __future__ import annotations

import re

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.read.listing.expressions import NAME, Part, Parts, expression
from crawler.read.literals import squeezed

_LEAST = 3  # scripts: fewer write no list
_MOST = 1000  # scripts looked at
_LONGEST = 4000  # characters of a script that writes one entry
_SET_OR_WRITE = re.compile(rf"(?:(?:var|let|const)\s+|(?<![\w$]))(?P<name>{NAME})\s*=(?!=)|document\.write(?:ln)?\(")
_LINK = re.compile(r"<a\s", re.I)


def put_in_place(root: HtmlElement) -> None:
    """Puts what such scripts write behind them, where several write a link each."""
    found: list[tuple[HtmlElement, str]] = []
    for script in list(root.iter("script"))[:_MOST]:
        written = _written(squeezed(script.text)) if _may_write_an_entry(script) else ""
        if _LINK.search(written):
            found.append((script, written))
    if len(found) < _LEAST:
        return
    for script, written in found:
        _put_behind(script, written)


def _may_write_an_entry(script: HtmlElement) -> bool:
    text = script.text or ""
    if "document.write" not in text or len(text) > _LONGEST:
        return False
    return script.getparent().tag not in ("head", "body")


def _written(script: str) -> str:
    """What a script writes; "" where any of it is computed otherwise than by adding texts."""
    variables: dict[str, Parts] = {}
    pieces: list[str] = []
    for statement in _SET_OR_WRITE.finditer(script):
        parts = expression(script, statement.end(), variables)
        if statement["name"]:
            variables[statement["name"]] = parts or (Part("name", statement["name"]),)
        elif parts is None or any(part.kind != "literal" for part in parts):
            return ""
        else:
            pieces += [part.text for part in parts]
    return "".join(pieces)


def _put_behind(script: HtmlElement, written: str) -> None:
    try:
        elements = lxml.html.fragments_fromstring(written, no_leading_text=True)
    except lxml.etree.LxmlError:
        return
    parent = script.getparent()
    for place, element in enumerate(elements, parent.index(script) + 1):
        parent.insert(place, element)
