"""Pagers that only a script can turn, read from the script's text and the page's forms. Asked by pager.py last.

Three kinds. A widget that is given its numbers and an address (laypage, layui). A form whose page number a function
sets before it submits it (`goPage(2)`, jeesite's `page(2,20)`, ASP.NET's `__doPostBack`): its fields are what a browser
would send, by GET as an address, by POST as asking.py writes one. A list of pages to choose from (`<select>`). Nothing
is run, and no form is posted that asks for more than a page: none with a password, a file or a text to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.addresses import asking
from crawler.addresses.hosts import site_of
from crawler.read.listing import scripts
from crawler.read.pager import words as lex

PAGE = re.compile(
    r"(?:\w+[._$])?(?:p|pn|page|page_?(?:no|num|number|index|n)|(?:now|to|go|jump|target)_?page(?:no|num)?"
    r"|current(?:_?page)?(?:no|num|index)?|cur(?:r|_)?_?page(?:no|num)?|pno|startindex)",
    re.I,
)
_POSTBACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]\s*\)")
_CALL = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]*)\(([^()]*)\)")
_NUMBER = re.compile(r"['\"]?(\d{1,6})['\"]?")
_FUNCTION = r"(?:function\s+{0}\s*\(([^()]*)\)|\b{0}\s*=\s*function\s*\(([^()]*)\))\s*\{{"
_SETS = (
    r"(?:getElementById\(\s*['\"]([\w.$:-]+)['\"]\s*\)|\$\(\s*['\"](?:#|(?:input)?\[name=['\"\\]*)([\w.$:-]+)[^'\")]*['\"\]\\]*['\"]\s*\)"
    r"|[\w)\]]\.(?:elements\[['\"])?([\w$]+)(?:['\"]\])?)\s*"
    r"\.\s*(?:value\s*=\s*{0}(?![\w$])|val\(\s*{0}\s*\)|attr\(\s*['\"]value['\"]\s*,\s*{0}\s*\))"
)
_WIDGET = re.compile(r"\blaypage\b(?:\.render)?\s*\(|\blaypage\.render\s*\(")
_GOES = re.compile(r"location(?:\.href)?\s*=\s*")
_CHOSEN = re.compile(r"\bthis\.(?:options\[\s*this\.selectedIndex\s*\]\.)?value\b|\$\(\s*this\s*\)\.val\(\)")
_KKPAGER = re.compile(r"\bkkpager\.\w{1,30}\(\s*\{")
_LONGEST = 60_000  # characters of what a form sends; the state that ASP.NET keeps in it is long


def following(root: HtmlElement, url: str, base_url: str) -> str | None:
    """The address of the next page, as asking.py writes it where it is to be posted; None where none can be read."""
    script = "\n".join(s.text for s in root.iter("script") if s.text)[: scripts.LARGEST]
    widget = _widget(script, url, base_url) or _kkpager(script, base_url)
    return _chosen(root, base_url) or widget or _submitted(root, script, url, base_url)


def _chosen(root: HtmlElement, base_url: str) -> str | None:
    """The option after the chosen one, of a <select> whose options are the addresses of pages."""
    for select in root.iter("select"):
        options = list(select.iter("option"))
        said = [" ".join("".join(option.itertext()).split()) for option in options]
        if not re.search(r"location|open\(", select.get("onchange") or "") or len(options) < 2:
            continue
        numbers = [re.fullmatch(r"(?:第\s*)?(\d+)\s*(?:页|/\s*\d+\s*页?)?", text) for text in said]
        if not all(numbers) or [int(n[1]) for n in numbers] != list(range(1, len(options) + 1)):
            continue
        at = next((n for n, option in enumerate(options) if option.get("selected") is not None), 0)
        value = options[at + 1].get("value") or said[at + 1] if at + 1 < len(options) else ""
        if re.search(r"[/.?]", value):
            return urljoin(base_url, value)
        if value and (place := _built(select.get("onchange") or "", value)):
            return urljoin(base_url, place)
    return None


def _built(handler: str, value: str) -> str | None:
    """The address that a handler puts together from what was chosen: `location = 'index_' + this.value + '.html'`."""
    goes = _GOES.search(handler)
    place = _CHOSEN.sub(f"'{value}'", handler[goes.end() :]) if goes and re.fullmatch(r"[\w-]{1,20}", value) else ""
    parts = scripts.expression(place, 0, {})
    return "".join(text for _, text in parts) if parts and all(kind == "literal" for kind, _ in parts) else None


def _widget(script: str, url: str, base_url: str) -> str | None:
    """The next page of a widget that is given how many there are and where a number leads."""
    for found in _WIDGET.finditer(script):
        body = script[found.end() : found.end() + 2000]
        said = re.findall(r"\b(pages|count|limit|curr)['\"]?\s*:\s*['\"]?(\d{1,7})", body)
        numbers = {name: int(number) for name, number in said}
        pages = numbers.get("pages") or ceil(numbers.get("count", 0) / max(1, numbers.get("limit", 10)))
        at = numbers.get("curr") or _at(url) or 1
        goes = _GOES.search(body)
        if at >= pages or not goes:
            continue
        place = re.sub(r"\b\w+\.curr\b", f"'{at + 1}'", body[goes.end() :])
        place = re.sub(r"location\.pathname", f"'{urlsplit(url).path}'", place)
        parts = scripts.expression(place, 0, {})
        if parts and all(kind == "literal" for kind, _ in parts):
            return urljoin(base_url, "".join(text for _, text in parts))
    return None


def _kkpager(script: str, base_url: str) -> str | None:
    """The next page of kkpager, which is given its numbers and a function that makes a number's address."""
    for found in _KKPAGER.finditer(script):
        given = script[found.end() : found.end() + 2000]
        said = re.findall(r"\b(pno|total|hrefFormer|hrefLatter)['\"]?\s*:\s*['\"]?([^'\"\s,{}]{0,200})", given)
        named = dict(said)
        at, total = (int(named[name]) if named.get(name, "").isdigit() else 0 for name in ("pno", "total"))
        made = re.search(r"\bgetLink['\"]?\s*:\s*function\s*\(\s*(\w+)\s*\)\s*\{\s*return\s+", given)
        if not 0 < at < total or not (made or "hrefFormer" in named):
            continue
        place = given[made.end() :] if made else "this.hrefFormer+'_'+n+this.hrefLatter"
        for name in ("hrefFormer", "hrefLatter"):
            place = place.replace(f"this.{name}", f"'{named.get(name, '')}'")
        place = re.sub(rf"(?<![\w'\"$]){made[1] if made else 'n'}(?![\w'\"$])", f"'{at + 1}'", place)
        parts = scripts.expression(place, 0, {})
        if parts and all(kind == "literal" for kind, _ in parts):
            return urljoin(base_url, "".join(text for _, text in parts))
    return None


def _at(url: str) -> int | None:
    query = parse_qsl(urlsplit(url).query)
    return next((int(value) for name, value in query if PAGE.fullmatch(name) and value.isdigit()), None)


def _submitted(root: HtmlElement, script: str, url: str, base_url: str) -> str | None:
    """The next page of a pager whose links call a function that submits a form."""
    for link, call in turning(root):
        form = next(link.iterancestors("form"), None)
        if posted := _POSTBACK.search(call):
            forms = [form] if form is not None else list(root.iter("form"))[:1]
            fields = {"__EVENTTARGET": posted[1], "__EVENTARGUMENT": posted[2]}
            address = next((_sent(f, fields, url, base_url, method="post") for f in forms), None)
        else:
            address = _called(root, form, call, script, url, base_url)
        if address:
            return address
    return None


def turning(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The links that say that they turn to the next page, with the call they make."""
    for link in root.iter("a", "button", "input", "span", "li", "td"):
        call = f"{link.get('onclick') or ''} {(link.get('href') or '').partition('javascript:')[2]}".strip()
        if "(" not in call or len(call) > 1000:
            continue
        text = " ".join("".join(link.itertext()).split()) or link.get("value") or link.get("title") or ""
        labels = [i.get("alt") or i.get("title") or "" for i in link.iter("img")] if not text else []
        named = lex.NAMED.search(link.get("class") or "") and not lex.NAMED_OUT.search(link.get("class") or "")
        if any(lex.NEXT.fullmatch(t) for t in (text, *labels)) or (named and lex.SIGNS.fullmatch(text)):
            yield link, call


def _called(root: HtmlElement, form: HtmlElement | None, call: str, script: str, url: str, base_url: str) -> str | None:
    """What is sent when a function sets the fields of a form from its arguments and submits it."""
    for made in _CALL.finditer(call):
        arguments = [argument.strip() for argument in made[2].split(",")]
        if not (number := _NUMBER.fullmatch(arguments[0])) or number[1] == "0":
            continue
        body, parameters = _body(script, made[1])
        fields: dict[str, str] = {}
        for parameter, argument in zip(parameters, arguments, strict=False):
            if parameter and re.fullmatch(r"['\"]?[\w.-]*['\"]?", argument):
                names = re.findall(_SETS.format(re.escape(parameter)), body)
                fields |= {next(filter(None, name)): argument.strip("'\"") for name in names}
        submitted = not body or re.search(r"submit\(", body)
        forms = [f for f in root.iter("form") if form is None or f is form] if submitted else []
        for each in forms:
            known = {field.get("name"): field for field in each.iter("input", "select")}
            by_id = {field.get("id"): name for name, field in known.items()}
            named = {by_id.get(name, name): value for name, value in fields.items() if by_id.get(name) or name in known}
            if not body:  # it stands in a file of its own: then the form's one field for a page number
                pages = [name for name in known if name and PAGE.fullmatch(name)]
                named = {pages[0]: number[1]} if len(pages) == 1 else {}
            if number[1] in named.values() and (address := _sent(each, named, url, base_url)):
                return address
    return None


def _body(script: str, name: str) -> tuple[str, list[str]]:
    """A function's text and its parameters; '' for one that the page does not hold."""
    found = re.search(_FUNCTION.format(re.escape(name)), script)
    if not found:
        return "", []
    listed = found[1] if found[1] is not None else found[2]
    return scripts.body(script, found.end()), [parameter.strip() for parameter in listed.split(",")]


def _sent(form: HtmlElement, fields: dict[str, str], url: str, base_url: str, method: str = "") -> str | None:
    """The address that submitting a form asks for, with these fields set."""
    if form.find(".//input[@type='password']") is not None or form.find(".//input[@type='file']") is not None:
        return None
    if form.find(".//textarea") is not None:
        return None
    action = urljoin(base_url, form.get("action") or url).partition("#")[0]
    if not action.startswith(("http://", "https://")) or site_of(action) != site_of(url):
        return None
    sent = {**{name: value for name, value in _values(form) if name not in fields}, **fields}
    if sum(len(value) for value in sent.values()) > _LONGEST:
        return None
    if (method or form.get("method") or "get").lower() == "post":
        return asking.address(action, sent.items())
    return f"{action.partition('?')[0]}?{urlencode(sent)}"


def _values(form: HtmlElement) -> Iterator[tuple[str, str]]:
    """What a browser would send of a form that no button submitted."""
    for field in form.iter("input", "select"):
        name, kind = field.get("name"), (field.get("type") or "text").lower()
        if not name or field.get("disabled") is not None or kind in ("submit", "button", "image", "reset"):
            continue
        if field.tag == "select":
            options = list(field.iter("option"))
            chosen = next((o for o in options if o.get("selected") is not None), options[0] if options else None)
            yield name, (chosen.get("value") or (chosen.text or "").strip()) if chosen is not None else ""
        elif kind not in ("checkbox", "radio") or field.get("checked") is not None:
            yield name, field.get("value") or ("on" if kind in ("checkbox", "radio") else "")
