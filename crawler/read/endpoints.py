"""The address of the JSON from which a page's own script builds its list. Asked where neither the markup nor the page's
data holds it; the spider then fetches it, and embedded.py reads the answer.

Only what is named literally and on the page's own site: nothing computed, nothing posted but a literal that asks for a
page, nothing whose name says that it changes or counts something.
"""

from __future__ import annotations

import json
import re
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.addresses import asking
from crawler.addresses.hosts import site_of
from crawler.read import answer_pages, literals, script_rows, script_values

_CALL = re.compile(
    r"(?:fetch|axios(?:\.get)?|(?:\$|jQuery)\.(?:get|getJSON)|\.open)\(\s*(?:['\"]GET['\"]\s*,\s*)?"
    r"(?P<call>['\"`][^'\"`\s]+['\"`])\s*(?=[,);])"
    r"|(?:axios|\$|jQuery|http|request)\.post\(\s*(?P<post>['\"`][^'\"`\s]+['\"`])\s*(?=,)"
    r"|\b(?:url|api|dataUrl|apiUrl|listUrl)['\"]?\s*[:=]\s*(?P<key>['\"`][^'\"`\s]+['\"`])\s*(?=[,;}\n])",
    re.I,
)
# What is posted: the argument behind the address, or what is called so.
_SENT = re.compile(r"\s*,\s*(?:JSON\.stringify\(\s*)?\{")
_SENT_AS = re.compile(r"\b(?:data|body|params)['\"]?\s*:\s*(?:JSON\.stringify\(\s*)?\{")
_POST = re.compile(r"['\"]?(?:method|type)['\"]?\s*:\s*['\"](?:post|put|delete|patch)|\.post\(", re.I)
# Named like data, not like another page or fragment of one: scripts of ordinary pages fetch menus, adverts, widgets.
_DATA = re.compile(r"json|\bapi\b|ajax|rest\b|quer|search|list|(?:get|find|load)[A-Z]|\.(?:do|action|as[hp]x|jsp|php)$")
_SERVES_LISTS = re.compile(r"list|news|notice|article|info|query|search|page|data|content|item|feed|posts|xinxi", re.I)
_UNSAFE = re.compile(
    r"log(?:in|out|on|off)|delete|remove|save|submit|add|update|edit|create|insert|upload|token|captcha|verify|user"
    r"|hits?\b|click|visit|count|stat|track|vote|like|weather|config|menu|nav|banner|i18n|lang",
    re.I,
)
_LITERAL = re.compile(r"[\w=&%:,+~@-]*[/.?][\w/.?=&%:,+~@-]*")
_A_PAGE = re.compile(r"\.(?:s?html?|js|css|png|jpe?g|gif|svg|xml)$")
_AS_JSON = re.compile(r"axios|JSON\.stringify|application/json")
# Characters around a call that belong to it: where it says how it asks, and where it says what it posts.
_NEAR, _BEFORE, _BEHIND = 150, 400, 600


class _Endpoint(NamedTuple):
    """An address that a script names, what is posted to it, and how much it sounds like a list."""

    score: int
    address: str
    form: tuple[tuple[str, str], ...] = ()
    json: str = ""


def find(root: HtmlElement, url: str) -> str | None:
    """The address of the JSON from which a script of the page at `url` builds its list, or None; as asking.py writes it
    where something is to be posted, or entries have addresses that the script puts together."""
    texts = [script_values.folded(element.text or "", root) for element in root.iter("script")]
    calls = chain.from_iterable(map(_CALL.finditer, texts))
    named = filter(None, (_endpoint(call, url) for call in calls))
    best = max(named, key=attrgetter("score"), default=None)
    if best is None:
        return None
    item = next(chain.from_iterable(map(script_rows.patterns, texts)), "")
    return asking.address(best.address, best.form, best.json, item)


def _endpoint(call: re.Match[str], url: str) -> _Endpoint | None:
    """What a call asks for, if that can be known and is safe."""
    address = _own_address(call, url)
    if address is None:
        return None
    score = _score(urlsplit(address).path)
    if not score:
        return None
    if not _posts(call):
        return _Endpoint(score, address)
    fields = _posted(call)
    if fields is None or not any(map(answer_pages.is_of_pages, fields)):
        return None
    around = call.string[max(0, call.start() - _BEFORE) : call.end() + _BEHIND]
    if _AS_JSON.search(around):
        return _Endpoint(score, address, json=json.dumps(fields, ensure_ascii=False))
    form = tuple((name, "" if value is None else str(value)) for name, value in fields.items())
    return _Endpoint(score, address, form)


def _own_address(call: re.Match[str], url: str) -> str | None:
    """The address that a call names, if it is one of the page's own site."""
    quoted = call["call"] or call["key"] or call["post"]
    literal = quoted[1:-1].replace("\\/", "/")
    if not _LITERAL.fullmatch(literal):
        return None
    try:
        address = urljoin(url, literal)
        own = urlsplit(address).scheme in ("http", "https") and site_of(address) == site_of(url)
    except ValueError:
        return None
    return address if own else None


def _score(path: str) -> int:
    """How much an address sounds like a list; 0 for what does not, and for what it may not be safe to ask for."""
    if not _DATA.search(path) or _A_PAGE.search(path) or _UNSAFE.search(path):
        return 0
    score = 2 if path.endswith(".json") else 0
    if _SERVES_LISTS.search(path):
        score += 1
    if "/api/" in path:
        score += 1
    return score


def _posts(call: re.Match[str]) -> bool:
    """Whether a call posts; the method of one written as an object may stand before its address."""
    if call["post"]:
        return True
    start = call.start() - _NEAR if call["key"] else call.start()
    return bool(_POST.search(call.string[max(0, start) : call.end() + _NEAR]))


def _posted(call: re.Match[str]) -> dict[str, Any] | None:
    """The fields that a call posts; None where they are no literal of single values."""
    behind = call.string[call.end() : call.end() + _BEHIND]
    data = _SENT.match(behind) if call["post"] else _SENT_AS.search(behind)
    if data is None:
        data = _SENT_AS.search(call.string, max(0, call.start() - _BEFORE), call.start())
    if data is None:
        return None
    literal, _ = literals.literal(data.string, data.end() - 1)
    fields = literals.load(literal) if literal else None
    if not isinstance(fields, dict):
        return None
    single = all(isinstance(value, (str, int, float, type(None))) for value in fields.values())
    return fields if single else None
