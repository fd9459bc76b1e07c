"""Pagers that submit a form, by a button or by a function that sets its page number (`goPage(2)`, jeesite's
`page(2,20)`, ASP.NET's `__doPostBack`): its fields are what a browser would send, by GET as an address, by POST as
asking.py writes one. No form is posted that asks for more than a page: none with a password, a file or a text to write.
Asked by scripts.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode, urljoin

import lxml.etree
from cssselect import SelectorError
from lxml.html import HtmlElement

from crawler.addresses import asking
from crawler.addresses.hosts import site_of
from crawler.read.listing.elements import text_of
from crawler.read.listing.expressions import body
from crawler.read.listing.scripts import CLICK
from crawler.read.pager import numbers, words as lex

# What the field of a page number is called.
PAGE = re.compile(
    r"(?:\w+[._$])?(?:p|pn|page|page_?(?:no|num|number|index|n)|(?:now|to|go|jump|target)_?page(?:no|num)?"
    r"|current(?:_?page)?(?:no|num|index)?|cur(?:r|_)?_?page(?:no|num)?|pno|startindex)",
    re.I,
)
_POSTBACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]\s*\)")
_CALL = re.compile(r"(?<![\w$])(?P<function>[A-Za-z_$][\w$]*)\((?P<arguments>[^()]*)\)")
_NUMBER = re.compile(r"['\"]?(\d{1,6})['\"]?")
_PLAIN = re.compile(r"['\"]?[\w.-]*['\"]?")
_FUNCTION = r"(?:function\s+{0}\s*\(([^()]*)\)|\b{0}\s*=\s*function\s*\(([^()]*)\))\s*\{{"
_SETS = (
    r"(?:getElementById\(\s*['\"]([\w.$:-]+)['\"]\s*\)|\$\(\s*['\"](?:#|(?:input)?\[name=['\"\\]*)([\w.$:-]+)[^'\")]*['\"\]\\]*['\"]\s*\)"
    r"|[\w)\]]\.(?:elements\[['\"])?([\w$]+)(?:['\"]\])?)\s*"
    r"\.\s*(?:value\s*=\s*{0}(?![\w$])|val\(\s*{0}\s*\)|attr\(\s*['\"]value['\"]\s*,\s*{0}\s*\))"
)
_OWN_DATA = re.compile(
    r"(?:(?:var|let|const)\s+(?P<name>\w+)\s*=\s*)?"
    r"(?:\$\(\s*this\s*\)\.(?:data|attr)\(\s*['\"](?:data-)?(?P<data>[\w-]+)['\"]\s*\)|this\.dataset\.(?P<set>\w+))"
)
_PLAIN_CSS = re.compile(r"[\w\s.#>-]{1,80}")
_MOST_HANDLERS = 100
_LONGEST_CALL = 1000  # characters
_LONGEST = 60_000  # characters of what a form sends; the state that ASP.NET keeps in it is long
_MORE_THAN_A_PAGE = lxml.etree.XPath(".//input[@type='password' or @type='file'] | .//textarea")
_BUTTONS = frozenset(("submit", "button", "image", "reset"))
_TICKED = frozenset(("checkbox", "radio"))


class Function(NamedTuple):
    """A function of a page's script, empty where the page does not hold it."""

    body: str = ""
    parameters: tuple[str, ...] = ()


def submitted(root: HtmlElement, script: str, url: str, base_url: str) -> str | None:
    """The next page of a pager whose links call a function that submits a form."""
    for link, call in turning(root):
        form = next(link.iterancestors("form"), None)
        forms = [form] if form is not None else list(root.iter("form"))
        posted = _POSTBACK.search(call)
        if posted is None:
            address = _called(forms, call, script, url, base_url)
        elif forms:
            fields = {"__EVENTTARGET": posted[1], "__EVENTARGUMENT": posted[2]}
            address = _sent(forms[0], fields, url, base_url, method="post")
        else:
            address = None
        if address:
            return address
    pressed = (_pressed(button, url, base_url) for button in _buttons(root))
    return next(filter(None, (*pressed, *_clicked(root, script, url, base_url))), None)


def _clicked(root: HtmlElement, script: str, url: str, base_url: str) -> Iterator[str | None]:
    """What is sent where jQuery's handler of a click sets a field to what the link has in its data, and submits."""
    forms = list(root.iter("form"))
    following = _following(forms)
    for css, data, function in _handlers(script) if forms else ():
        for link in _matching(root, css):
            page = link.get(f"data-{data}") or ""
            if page.isdecimal() and (page in following or _says_next(link)):
                yield _set(forms, function, [page], page, url, base_url)


def _following(forms: list[HtmlElement]) -> set[str]:
    """The pages after those that fields of forms name."""
    fields = (field for form in forms for field in form.iter("input") if PAGE.fullmatch(field.get("name") or ""))
    values = (field.get("value") or "1" for field in fields)
    return {str(int(value) + 1) for value in values if value.isdecimal()}


def _handlers(script: str) -> Iterator[tuple[str, str, Function]]:
    """What submits when clicked: a selector, in which of its data the link says its page, the function of that."""
    for handler in islice(CLICK.finditer(script), _MOST_HANDLERS):
        code = body(script, handler.end())
        own = _OWN_DATA.search(code) if "submit(" in code else None
        css = handler["inner"] or handler["css"] or ""
        if own is not None and _PLAIN_CSS.fullmatch(css):
            name = own["name"] or "own"
            function = Function(code if own["name"] else code.replace(own[0], name), (name,))
            yield css, own["data"] or own["set"], function


def _matching(root: HtmlElement, css: str) -> list[HtmlElement]:
    try:
        return list(root.cssselect(css))
    except SelectorError:
        return []


def _buttons(root: HtmlElement) -> Iterator[HtmlElement]:
    """The buttons of forms that say that they turn to the next page."""
    for button in root.iter("input", "button"):
        kind = (button.get("type") or ("submit" if button.tag == "button" else "text")).lower()
        if kind in ("submit", "image") and button.get("disabled") is None and not button.get("onclick"):
            said = (text_of(button), button.get("value"), button.get("alt"), button.get("title"))
            if any(lex.NEXT.fullmatch(text) for text in said if text):
                yield button


def _pressed(button: HtmlElement, url: str, base_url: str) -> str | None:
    """What is sent when a button is pressed; None where neither it nor the form's page number says so."""
    form, name = next(button.iterancestors("form"), None), button.get("name")
    if form is None:
        return None
    if not name:
        numbered = any(PAGE.fullmatch(field.get("name") or "") for field in form.iter("input"))
        return _sent(form, {}, url, base_url) if numbered else None
    is_image = (button.get("type") or "").lower() == "image"  # says where it was pressed
    fields = {f"{name}.x": "1", f"{name}.y": "1"} if is_image else {name: button.get("value") or ""}
    return _sent(form, fields, url, base_url)


def turning(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The links that say that they turn to the next page, and the numbers after the current one, with the call they
    make."""
    for link in root.iter("a", "button", "input", "span", "li", "td"):
        if (call := _call(link)) and _says_next(link):
            yield link, call
    for link in numbers.after_current(root, "", "", walk=True):
        if call := _call(link):
            yield link, call


def _call(link: HtmlElement) -> str:
    """What a link calls, "" for nothing."""
    called = (link.get("href") or "").partition("javascript:")[2]
    call = f"{link.get('onclick') or ''} {'' if called.lstrip().startswith('void') else called}".strip()
    return call if "(" in call and len(call) <= _LONGEST_CALL else ""


def _says_next(link: HtmlElement) -> bool:
    """Whether a link says that it leads to the next page, or is called so and shows but an arrow."""
    text = text_of(link) or link.get("value") or link.get("title") or ""
    labels = [text] if text else [image.get("alt") or image.get("title") or "" for image in link.iter("img")]
    if any(map(lex.NEXT.fullmatch, labels)):
        return True
    name = link.get("class") or ""
    named = lex.NAMED.search(name) and not lex.NAMED_OUT.search(name)
    return bool(named) and lex.SIGNS.fullmatch(text) is not None


def _called(forms: list[HtmlElement], call: str, script: str, url: str, base_url: str) -> str | None:
    """What is sent when a function sets the fields of a form from its arguments and submits it."""
    for made in _CALL.finditer(call):
        arguments = [argument.strip() for argument in made["arguments"].split(",")]
        page = _NUMBER.fullmatch(arguments[0])
        if page is None or page[1] == "0":
            continue
        function = _function(script, made["function"])
        if function.body and not re.search(r"submit\(", function.body):
            continue
        if address := _set(forms, function, arguments, page[1], url, base_url):
            return address
    return None


def _set(
    forms: list[HtmlElement], function: Function, arguments: list[str], page: str, url: str, base_url: str
) -> str | None:
    """What the first form sends of which a function sets the number of the page."""
    sets = _fields_set(function, arguments)
    for form in forms:
        fields = _fields_named(form, sets) if function.body else _page_field(form, page)
        address = _sent(form, fields, url, base_url) if page in fields.values() else None
        if address:
            return address
    return None


def _function(script: str, name: str) -> Function:
    found = re.search(_FUNCTION.format(re.escape(name)), script)
    if found is None:
        return Function()
    listed = found[1] if found[1] is not None else found[2]
    parameters = tuple(parameter.strip() for parameter in listed.split(","))
    return Function(body(script, found.end()), parameters)


def _fields_set(function: Function, arguments: list[str]) -> dict[str, str]:
    """What a function sets to its arguments: the name or id of a field, and the value."""
    fields: dict[str, str] = {}
    for parameter, argument in zip(function.parameters, arguments, strict=False):
        if not parameter or not _PLAIN.fullmatch(argument):
            continue
        for names in re.findall(_SETS.format(re.escape(parameter)), function.body):
            fields[next(filter(None, names))] = argument.strip("'\"")
    return fields


def _fields_named(form: HtmlElement, sets: dict[str, str]) -> dict[str, str]:
    """Of what a function sets the fields of a form, by their names."""
    known = {field.get("name"): field for field in form.iter("input", "select")}
    name_by_id = {field.get("id"): name for name, field in known.items()}
    fields: dict[str, str] = {}
    for said, value in sets.items():
        name = name_by_id.get(said) or said
        if name in known:
            fields[name] = value
    return fields


def _page_field(form: HtmlElement, page: str) -> dict[str, str]:
    """The form's one field for a page number: for a function that stands in a file of its own."""
    names = {field.get("name") for field in form.iter("input", "select")}
    pages = [name for name in names if name and PAGE.fullmatch(name)]
    return {pages[0]: page} if len(pages) == 1 else {}


def _sent(form: HtmlElement, fields: dict[str, str], url: str, base_url: str, method: str = "") -> str | None:
    """The address that submitting a form asks for, with these fields set."""
    action = urljoin(base_url, form.get("action") or url).partition("#")[0]
    if _MORE_THAN_A_PAGE(form) or not action.startswith(("http://", "https://")) or site_of(action) != site_of(url):
        return None
    sent = dict(_values(form, fields))
    if sum(map(len, sent.values())) > _LONGEST:
        return None
    if (method or form.get("method") or "get").lower() == "post":
        return asking.address(action, sent.items())
    return f"{action.partition('?')[0]}?{urlencode(sent)}"


def _values(form: HtmlElement, fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a browser would send of a form that no button submitted, but for some fields that were set."""
    for field in form.iter("input", "select"):
        name = field.get("name")
        if not name or name in fields or field.get("disabled") is not None:
            continue
        value = _value(field)
        if value is not None:
            yield name, value
    yield from fields.items()


def _value(field: HtmlElement) -> str | None:
    """What is sent of a field; None where nothing is, of buttons and of boxes without a tick."""
    kind = (field.get("type") or "text").lower()
    if kind in _BUTTONS:
        return None
    if field.tag == "select":
        return _selected(field)
    if kind not in _TICKED:
        return field.get("value") or ""
    return field.get("value") or "on" if field.get("checked") is not None else None


def _selected(select: HtmlElement) -> str:
    """The value of a select's chosen option, or of its first."""
    options = list(select.iter("option"))
    if not options:
        return ""
    chosen = next((option for option in options if option.get("selected") is not None), options[0])
    return chosen.get("value") or (chosen.text or "").strip()
