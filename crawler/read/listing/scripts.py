"""Links that a page's script makes, read from its text and never run. Used by listing.py before a page is surveyed.

`onclick="go(7)"`, `href="javascript:show('12')"` or a click handler of jQuery's: where the function only puts an
address together from literals and its arguments (`location.href = '/view/' + id + '.html'`), the link gets that
address. Whatever is computed otherwise stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import lxml.etree
from lxml.html import HtmlElement

from crawler.read.listing import dates
from crawler.read.listing.page import usable, width
from crawler.read.literals import squeezed

LARGEST = 400_000  # characters of scripts looked at
MOST = 1000  # functions of a page
_NAME = r"[A-Za-z_$][\w$]*"
_STRING = r"'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`"
_THIS = (
    r"\$\(\s*this\s*\)\.(?:attr|data)\(\s*['\"](?P<{0}a>[\w-]+)['\"]\s*\)"
    r"|(?:this|e\.(?:currentT|t)arget)\.(?:dataset\.(?P<{0}b>\w+)|getAttribute\(\s*['\"](?P<{0}c>[\w-]+)['\"]\s*\))"
)
_PART = re.compile(
    rf"\s*(?:(?P<string>{_STRING})|(?P<this>{_THIS.format('t')})|(?P<number>\d+)"
    rf"|(?:encodeURI(?:Component)?|String|escape|parseInt|Number)\(\s*(?P<wrapped>{_NAME}|{_STRING})\s*\)"
    rf"|(?P<name>{_NAME})(?:\.toString\(\)|\.trim\(\))?(?![\w$.(\[]))\s*"
)
_GOES = re.compile(
    r"(?:(?:window|self|top|parent|document|this)\s*\.\s*)*(?:location(?:\s*\.\s*href)?\s*=(?!=)|location\.(?:assign|replace)\(|open\()"
)
_FUNCTION = re.compile(
    rf"function\s+(?P<named>{_NAME})\s*\((?P<parameters>[^()]*)\)\s*\{{"
    rf"|(?<![\w$])(?P<assigned>{_NAME})\s*[:=]\s*(?:function\s*\((?P<second>[^()]*)\)|(?P<third>\([\w$,\s]*\)|[\w$]+)\s*=>)\s*\{{"
)
_CLICK = re.compile(
    r"\$\(\s*(?:(?P<q>['\"])(?P<css>[^'\"\n]{1,80})(?P=q)|document|document\.body)\s*\)\s*\.\s*(?:click\(|on\(\s*['\"]click['\"]\s*,\s*"
    r"(?:['\"](?P<inner>[^'\"\n]{1,80})['\"]\s*,\s*)?)\s*(?:function\s*\([^()]*\)|\([^()]*\)\s*=>)\s*\{"
)
_CALL = re.compile(rf"(?<![\w$])(?:return\s+)?(?:\w+\.)?(?P<name>{_NAME})\s*\((?P<arguments>[^()]*)\)")
_ARGUMENT = re.compile(rf"(?<![\w$\s\\])\s*({_STRING}|-?\d+(?:\.\d+)?|this\.\w+|{_NAME})\s*(?:,|$)")
# Where a row's address waits for a script, and what such an address looks like.
_HELD = ("data-href", "data-url", "data-link")
_HOLDING = lxml.etree.XPath(f".//*[{' or '.join(f'@{name}' for name in _HELD)}]")
_OPENED = frozenset(("a", "li", "tr", "td", "div", "p", "span", "dl", "dt", "dd", "article", "section", "h3", "h4"))
_PLACE = re.compile(
    r"(?:https?:)?//?[^\s<>'\"]+|\.{1,2}/[^\s<>'\"]+|[\w/-]+\.(?:s?html?|jspx?|aspx?|php|do)(?:\?[^\s<>'\"]*)?", re.I
)
_ADDRESS = re.compile(r"(?!javascript:|data:|about:)[^\s<>'\"]*[/.?][^\s<>'\"]*", re.I)


class Function(NamedTuple):
    """What a function of a page leads to: its parameters, and the parts that its address is put together from."""

    parameters: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]  # (kind, text): a literal, a name, an attribute of the element clicked


def resolve(root: HtmlElement) -> None:
    """Gives the links and clickable rows of a tree the addresses that their scripts lead to, or that stand in their
    data for a script of another file."""
    script = squeezed("\n".join(s.text for s in root.iter("script") if s.text)[:LARGEST])
    functions = dict(_functions(script))
    clickable = [(e, e.get("onclick") or "", e.get("href") or "") for e in root.iter("*") if isinstance(e.tag, str)]
    for element, onclick, href in clickable:
        script_href = href[11:] if href[:11].lower() == "javascript:" else ""
        if (onclick or script_href) and not usable(href):
            handler = onclick if _leads(onclick, element, functions) else script_href
            _link(element, _leads(handler, element, functions))
    for css, function in _click_handlers(script):
        try:
            clicked = root.cssselect(css)
        except Exception:  # a selector of jQuery's own
            continue
        for element in clicked:
            _link(element, _address(function, (), element))
    holding = _HOLDING(root)
    for name in _HELD if holding else ():
        held = [e for e in holding if e.tag in _OPENED and _PLACE.fullmatch(e.get(name) or "")]
        if len({e.get(name) for e in held}) > 2:  # one alone is what a part of the page is filled from
            for element in held:
                if not usable(element.get("href")):
                    _link(element, element.get(name))


def _functions(script: str) -> Iterator[tuple[str, Function]]:
    for found in islice(_FUNCTION.finditer(script), MOST):
        listed = next((g for g in (found["parameters"], found["second"], found["third"]) if g is not None), "")
        parts = _destination(body(script, found.end()))
        if parts:
            parameters = tuple(name.partition("=")[0].strip() for name in listed.strip("()").split(",") if name.strip())
            yield found["named"] or found["assigned"], Function(parameters, parts)


def _click_handlers(script: str) -> Iterator[tuple[str, Function]]:
    for found in islice(_CLICK.finditer(script), MOST):
        parts = _destination(body(script, found.end()))
        css = found["inner"] or found["css"]
        if css and any(kind == "attribute" for kind, _ in parts):
            yield css, Function((), parts)


def body(script: str, start: int) -> str:
    """The text of a function up to the brace that closes it."""
    depth, at = 1, start
    for found in re.finditer(rf"{_STRING}|[{{}}]", script[start : start + 4000]):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            at = start + found.start()
            break
    return script[start:at]


def _destination(body: str) -> tuple[tuple[str, str], ...]:
    """The parts of the one address that a function leads to; () where it leads nowhere, or to several."""
    variables: dict[str, tuple[tuple[str, str], ...]] = {}
    places = []
    for statement in re.finditer(
        rf"(?:(?:var|let|const)\s+|\b)(?P<name>{_NAME})\s*(?P<sign>\+?=)(?!=)|(?P<goes>{_GOES.pattern})", body
    ):
        goes = statement["goes"] or (_GOES.match(body, statement.start()) and "goes")
        parts = expression(body, statement.end(), variables)
        if goes and parts:
            places.append(parts)
        elif statement["name"] and parts is not None:
            before = variables.get(statement["name"], ()) if statement["sign"] == "+=" else ()
            variables[statement["name"]] = before + parts
        elif statement["name"]:
            variables.pop(statement["name"], None)
    distinct = set(places)
    return places[0] if len(distinct) == 1 else ()


def expression(
    text: str, at: int, variables: dict[str, tuple[tuple[str, str], ...]]
) -> tuple[tuple[str, str], ...] | None:
    """The parts (kind, text) of a sum of literals, names and attributes at a place; None for any other."""
    parts: list[tuple[str, str]] = []
    wrapped = re.match(r"\s*(?:encodeURI(?:Component)?|escape)\(", text[at:])
    at += wrapped.end() if wrapped else 0
    while part := _PART.match(text, at):
        at = part.end()
        literal = part["string"] or (part["wrapped"] if (part["wrapped"] or "x")[0] in "'\"`" else None)
        if literal:
            parts += _string(literal)
        elif part["this"]:
            name = part["ta"] or part["tc"] or re.sub(r"([A-Z])", r"-\1", part["tb"] or "").lower()
            spelled = name if not part["tb"] and ".data(" not in part["this"] else f"data-{name}"
            parts.append(("attribute", spelled))
        elif part["number"]:
            parts.append(("literal", part["number"]))
        else:
            name = part["name"] or part["wrapped"]
            parts += variables.get(name, (("name", name),))
        if text[at : at + 1] != "+":
            break
        at += 1
    else:
        return None
    ends = text[at : at + 1] in ("", ";", ",", ")", "}", "\n") or text[at - 1 : at] == "\n"
    return tuple(parts) if parts and ends else None


def _string(quoted: str) -> list[tuple[str, str]]:
    """A literal, or a template's pieces."""
    inner = re.sub(r"\\(.)", r"\1", quoted[1:-1])
    if quoted[0] != "`":
        return [("literal", inner)]
    pieces = re.split(r"\$\{\s*([\w$]+)\s*\}", inner)
    return [("name" if n % 2 else "literal", piece) for n, piece in enumerate(pieces) if piece]


def _leads(handler: str, element: HtmlElement, functions: dict[str, Function]) -> str | None:
    """The address that an inline handler leads to."""
    if not handler or len(handler) > 1000:
        return None
    if parts := _destination(handler):
        return _address(Function((), parts), (), element)
    for call in _CALL.finditer(handler):
        function = functions.get(call["name"])
        if function:
            arguments = tuple(a[1] for a in _ARGUMENT.finditer(call["arguments"]))
            return _address(function, arguments, element)
    for call in _CALL.finditer(handler):  # openUrl('/a/7.html'), whatever it does besides
        given = [a[1][1:-1] for a in _ARGUMENT.finditer(call["arguments"]) if a[1][0] in "'\""]
        places = [text for text in given if _PLACE.fullmatch(text)]
        if len(places) == 1:
            return places[0]
    return None


def _address(function: Function, arguments: tuple[str, ...], element: HtmlElement) -> str | None:
    given = dict(zip(function.parameters, arguments, strict=False))
    said = []
    for kind, text in function.parts:
        if kind == "name":
            argument = given.get(text, "")
            if not re.fullmatch(rf"{_STRING}|-?[\d.]+", argument):
                return None
            text = re.sub(r"\\(.)", r"\1", argument[1:-1]) if argument[0] in "'\"`" else argument
        elif kind == "attribute":
            text = element.get(text) or ""
            if not text:
                return None
        said.append(text)
    address = "".join(said).strip()
    return address if _ADDRESS.fullmatch(address) and "undefined" not in address else None


def _link(element: HtmlElement, address: str | None) -> None:
    """Makes an element, or what it is called by, a link to an address."""
    if address is None:
        return
    if element.tag == "a":
        element.set("href", address)
        return
    if element.tag == "input":  # a button
        if element.getparent() is not None and (element.get("type") or "").lower() in ("button", "submit", "image"):
            link = element.makeelement("a", {"href": address, "class": element.get("class") or ""})
            link.text, link.tail = element.get("value") or element.get("alt") or "", element.tail
            element.getparent().replace(element, link)
        return
    links = list(element.iter("a"))
    if any(usable(link.get("href")) for link in links) or next(element.iterancestors("a"), None) is not None:
        return
    if links:
        max(links, key=lambda link: width("".join(link.itertext()))).set("href", address)
        return
    leaves = [e for e in element.iter("*") if isinstance(e.tag, str) and (e.text or "").strip()]
    named = [e for e in leaves if not dates.whole(e.text.strip())] or leaves
    if not named or sum(width(t) for t in element.itertext()) > 600:
        return
    heading = max(named, key=lambda e: width(e.text.strip()))
    link = lxml.etree.SubElement(heading, "a", href=address)
    link.text, heading.text = heading.text, None
    heading.insert(0, link)
