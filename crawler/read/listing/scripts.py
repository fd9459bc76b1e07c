"""Links that a page's script makes, read from its text and never run. Used by listing.py before a page is surveyed.

`onclick="go(7)"`, `href="javascript:show('12')"` or a click handler of jQuery's: where the function only puts an
address together from literals and its arguments (`location.href = '/view/' + id + '.html'`), the link gets that
address. Whatever is computed otherwise stays as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import lxml.etree
from lxml.html import HtmlElement

from crawler.read.listing import dates
from crawler.read.listing.elements import usable, width
from crawler.read.listing.expressions import NAME, QUOTES, STRING, Parts, body, expression, script_of, unescaped
from crawler.read.literals import squeezed

_MOST_FUNCTIONS = 1000  # of a page
_LONGEST_HANDLER = 1000  # characters
_WIDEST_ROW = 600  # columns: what is wider is no row that is clicked as a whole
_LEAST_HELD = 3  # different addresses: one alone is what a part of the page is filled from
_SCRIPT = "javascript:"
_GOES = re.compile(
    r"(?:(?:window|self|top|parent|document|this)\s*\.\s*){0,4}(?:location(?:\s*\.\s*href)?\s*=(?!=)|location\.(?:assign|replace)\(|open\()"
)
_STATEMENT = re.compile(
    rf"(?:(?:var|let|const)\s+|(?<![\w$]))(?P<name>{NAME})\s*(?P<sign>\+?=)(?!=)|(?P<goes>{_GOES.pattern})"
)
_LITERAL = re.compile(rf"{STRING}|-?[\d.]+")
_FUNCTION = re.compile(
    rf"function\s+(?P<named>{NAME})\s*\((?P<parameters>[^()]*)\)\s*\{{"
    rf"|(?<![\w$])(?P<assigned>{NAME})\s*[:=]\s*(?:function\s*\((?P<second>[^()]*)\)|(?P<third>\([\w$,\s]*\)|[\w$]+)\s*=>)\s*\{{"
)
CLICK = re.compile(
    r"\$\(\s*(?:(?P<q>['\"])(?P<css>[^'\"\n]{1,80})(?P=q)|document|document\.body)\s*\)\s*\.\s*(?:click\(|on\(\s*['\"]click['\"]\s*,\s*"
    r"(?:['\"](?P<inner>[^'\"\n]{1,80})['\"]\s*,\s*)?)\s*(?:function\s*\([^()]*\)|\([^()]*\)\s*=>)\s*\{"
)
_EACH = re.compile(
    r"querySelectorAll\(\s*(?P<q>['\"])(?P<css>[^'\"\n]{1,80})(?P=q)\s*\)\s*\.forEach\(\s*"
    rf"(?:function\s*\(\s*(?P<one>{NAME})[^()]{{0,40}}\)|\(?\s*(?P<two>{NAME})[^()=]{{0,40}}\)?\s*=>)\s*\{{"
)
_CALL = re.compile(rf"(?<![\w$])(?:return\s+)?(?:\w+\.)?(?P<name>{NAME})\s*\((?P<arguments>[^()]*)\)")
# The element that a handler hands on: onclick="go(this)", and what go(el) asks el for.
_ASKED = re.compile(rf"(?<![\w$.]){NAME}(?=\.(?:dataset\.|getAttribute\()|\s*\)\.(?:attr|data)\()")
_ARGUMENT = re.compile(rf"\s*({STRING}|-?\d+(?:\.\d+)?|this\.\w+|{NAME}|[^,'\"]*)\s*(?:,|$)")
_COUNTED = re.compile(rf"(?<![\w$.])({NAME})\s?([+-])\s?(\d{{1,4}})(?![\w.])")
# Where a row's address waits for a script, and what such an address looks like.
_HELD = lxml.etree.XPath(".//*/@*[contains(name(), '-href') or contains(name(), '-url') or contains(name(), '-link')]")
_OPENED = frozenset(("a", "li", "tr", "td", "div", "p", "span", "dl", "dt", "dd", "article", "section", "h3", "h4"))
_PLACE = re.compile(
    r"(?:https?:)?//?[^\s<>'\"]+|\.{1,2}/[^\s<>'\"]+|[\w/-]+\.(?:s?html?|jspx?|aspx?|php|do)(?:\?[^\s<>'\"]*)?", re.I
)
_ADDRESS = re.compile(r"(?!javascript:|data:|about:)[^\s<>'\"]*[/.?][^\s<>'\"]*", re.I)


class Function(NamedTuple):
    """What a function of a page leads to: its parameters, and the parts that its address is put together from."""

    parameters: tuple[str, ...]
    parts: Parts


def resolve(root: HtmlElement) -> None:
    """Gives the links and clickable rows of a tree the addresses that their scripts lead to, or that stand in their
    data for a script of another file."""
    script = squeezed(script_of(root))
    _resolve_inline(root, dict(_functions(script)), script)
    _resolve_click_handlers(root, script)
    _resolve_data(root)


def leads(handler: str, element: HtmlElement, script: str) -> str | None:
    """The address that a handler of an element leads to, by the functions of its page's script."""
    return _leads(handler, element, dict(_functions(squeezed(script))))


def _resolve_inline(root: HtmlElement, functions: dict[str, Function], script: str) -> None:
    """`onclick="go(7)"`, `href="javascript:go(7)"`, `onclick="go(page+1)"` where the script says the page's number."""
    for element in list(root.iter("*")):
        onclick, href = element.get("onclick") or "", element.get("href") or ""
        called = href[len(_SCRIPT) :] if href[: len(_SCRIPT)].lower() == _SCRIPT else ""
        if (onclick or called) and not usable(href):
            onclick, called = _counted(onclick, script), _counted(called, script)
            _link(element, _leads(onclick, element, functions) or _leads(called, element, functions))


def _counted(handler: str, script: str) -> str:
    """A handler with the sums in it done of which the script says a number once: var page = 1; … go(page+1)."""
    for name, sign, number in dict.fromkeys(_COUNTED.findall(handler)):
        said = re.findall(rf"(?<![\w$.]){re.escape(name)}\s?=\s?(\d{{1,6}})(?![\w.])", script)
        if len(said) == 1:
            total = int(said[0]) + (int(number) if sign == "+" else -int(number))
            handler = re.sub(rf"(?<![\w$.]){re.escape(name)}\s?\{sign}\s?{number}(?!\w)", str(total), handler)
    return handler


def _resolve_click_handlers(root: HtmlElement, script: str) -> None:
    """`$('.row').on('click', …)`."""
    for css, function in _click_handlers(script):
        try:
            clicked = root.cssselect(css)
        except Exception:  # a selector of jQuery's own
            continue
        for element in clicked:
            _link(element, _address(function, (), element))


def _resolve_data(root: HtmlElement) -> None:
    """`<li data-href="/a/7.html">`, for a script of another file."""
    by_name: dict[str, list[tuple[HtmlElement, str]]] = defaultdict(list)
    for value in _HELD(root):
        if value.getparent().tag in _OPENED and _PLACE.fullmatch(value):
            by_name[value.attrname].append((value.getparent(), str(value)))
    for held in by_name.values():
        distinct = {address for _, address in held}
        for element, address in held if len(distinct) >= _LEAST_HELD else ():
            if not usable(element.get("href")):
                _link(element, address)


def _functions(script: str) -> Iterator[tuple[str, Function]]:
    """The functions of a script that lead somewhere, by name."""
    for found in islice(_FUNCTION.finditer(script), _MOST_FUNCTIONS):
        listed = found["parameters"] or found["second"] or found["third"] or ""
        names = tuple(filter(None, (name.partition("=")[0].strip() for name in listed.strip("()").split(","))))
        asked = _asking_this(body(script, found.end()), names)
        if parts := _destination(asked):
            yield found["named"] or found["assigned"], Function(names, parts)


def _asking_this(code: str, parameters: tuple[str, ...]) -> str:
    """The text of a function in which a parameter that is asked for attributes is the element clicked."""
    return _ASKED.sub(lambda asks: "this" if asks[0] in parameters else asks[0], code)


def _click_handlers(script: str) -> Iterator[tuple[str, Function]]:
    """What leads somewhere when clicked, as a selector."""
    for found in islice(CLICK.finditer(script), _MOST_FUNCTIONS):
        parts = _destination(body(script, found.end()))
        css = found["inner"] or found["css"]
        if css and _asks_the_link(parts):
            yield css, Function((), parts)
    for each in islice(_EACH.finditer(script), _MOST_FUNCTIONS):
        code = body(script, each.end())
        parts = _destination(_asking_this(code, (each["one"] or each["two"],))) if "click" in code else ()
        if _asks_the_link(parts):
            yield each["css"], Function((), parts)


def _asks_the_link(parts: Parts) -> bool:
    return any(part.kind == "attribute" for part in parts)


def _destination(code: str) -> Parts:
    """The parts of the one address that a function leads to, or of the one that it puts together (the first page of a
    list is often called otherwise); () where it leads nowhere, or to several."""
    variables: dict[str, Parts] = {}
    places: list[Parts] = []
    for statement in _STATEMENT.finditer(code):
        goes = statement["goes"] or _GOES.match(code, statement.start())
        name = statement["name"]
        parts = expression(code, statement.end(), variables)
        if goes and parts:
            places.append(parts)
        elif name and parts is not None:
            before = variables.get(name, ()) if statement["sign"] == "+=" else ()
            variables[name] = before + parts
        elif name:
            variables.pop(name, None)
    made = [place for place in places if any(part.kind != "literal" for part in place)] or places
    return made[0] if len(set(made)) == 1 else ()


def _leads(handler: str, element: HtmlElement, functions: dict[str, Function]) -> str | None:
    """The address that an inline handler leads to."""
    if not handler or len(handler) > _LONGEST_HANDLER:
        return None
    if parts := _destination(handler):
        return _address(Function((), parts), (), element)
    calls = list(_CALL.finditer(handler))
    for call in calls:
        function = functions.get(call["name"])
        if function:
            return _address(function, _arguments(call), element)
    for call in calls:  # openUrl('/a/7.html'), whatever it does besides
        texts = [unescaped(argument) for argument in _arguments(call) if argument.startswith(("'", '"'))]
        places = list(filter(_PLACE.fullmatch, texts))
        if len(places) == 1:
            return places[0]
    return None


def _arguments(call: re.Match[str]) -> tuple[str, ...]:
    return tuple(argument[1] for argument in _ARGUMENT.finditer(call["arguments"]))


def _address(function: Function, arguments: tuple[str, ...], element: HtmlElement) -> str | None:
    """The address that a function leads to when it is called for an element; None where a part of it is not known."""
    given = dict(zip(function.parameters, arguments, strict=False))
    texts: list[str] = []
    for kind, text in function.parts:
        if kind == "name":
            said = _constant(given.get(text, ""))
        elif kind == "attribute":
            said = element.get(text) or None
        else:
            said = text
        if said is None:
            return None
        texts.append(said)
    address = "".join(texts).strip()
    return address if _ADDRESS.fullmatch(address) and "undefined" not in address else None


def _constant(argument: str) -> str | None:
    """What a literal argument says, None for any other."""
    if not _LITERAL.fullmatch(argument):
        return None
    return unescaped(argument) if argument[0] in QUOTES else argument


def _link(element: HtmlElement, address: str | None) -> None:
    """Makes an element, or what it is called by, a link to an address."""
    if address is None:
        return
    if element.tag == "a":
        element.set("href", address)
    elif element.tag == "input":
        _replace_button(element, address)
    else:
        _link_inside(element, address)


def _replace_button(button: HtmlElement, address: str) -> None:
    """Puts a link in the place of a button; any other input stays."""
    parent = button.getparent()
    if parent is None or (button.get("type") or "").lower() not in ("button", "submit", "image"):
        return
    link = button.makeelement("a", {"href": address, "class": button.get("class") or ""})
    link.text, link.tail = button.get("value") or button.get("alt") or "", button.tail
    parent.replace(button, link)


def _link_inside(element: HtmlElement, address: str) -> None:
    """Links what an element without a link of its own is called by: its widest link without an address, or its widest
    text that is no date."""
    links = list(element.iter("a"))
    linked = any(usable(link.get("href")) for link in links)
    if linked or next(element.iterancestors("a"), None) is not None:
        return
    if links:
        widest = max(links, key=lambda link: width("".join(link.itertext())))
        widest.set("href", address)
        return
    heading = _widest_text(element)
    if heading is not None and sum(map(width, element.itertext())) <= _WIDEST_ROW:
        link = lxml.etree.SubElement(heading, "a", href=address)
        link.text, heading.text = heading.text, None
        heading.insert(0, link)


def _widest_text(element: HtmlElement) -> HtmlElement | None:
    """The element inside another that begins with the widest text; dates only where there is nothing else."""
    texts = [(leaf, (leaf.text or "").strip()) for leaf in element.iter("*")]
    said = [(leaf, text) for leaf, text in texts if text]
    named = [(leaf, text) for leaf, text in said if not dates.whole(text)]
    widest = max(named or said, key=lambda each: width(each[1]), default=None)
    return widest[0] if widest is not None else None
