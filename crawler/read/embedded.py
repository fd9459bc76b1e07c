"""Lists that stand in a page's data instead of its markup. Asked where the markup shows no list.

Read are JSON-LD, the data in the page's scripts (`__NEXT_DATA__`, `__NUXT__`, `var rows = [...]`), HTML kept in XML
data islands (hanweb jpage, on many Chinese government sites) and, once the spider has fetched it, the JSON that a
script names literally. What only a script can compute is left to the browser (browser.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.addresses import asking
from crawler.addresses.hosts import site_of
from crawler.read import literals, script_rows, script_values
from crawler.read.listing import blocks, elements, markup, platforms
from nouns.found import Entry
from pipelines import dates

_WHOLE = 200  # characters from which a content field is taken for the whole text
# Names of fields, lower case and without signs; best first where several lists stand.
TITLES = (
    re.compile(r"headline|subject|biaoti|bt|(?<!\w)(?!sub|site|seo|column|channel|meta|category|page)\w*title"),
    re.compile(r"\w{0,8}name|text"),
)
_URLS = (
    re.compile(r"url|link|href|(?:link|docpub|article|info|detail|page|art|news|perma)(?:url|link)|@id"),
    re.compile(
        r"\A(?!.*(?:img|image|pic|photo|thumb|cover|logo|video|avatar|icon|source|column))"
        r"(?:path|\w*(?:url|link|href|uri))"
    ),
)
DATES = (
    re.compile(r"(?<!\w)\w*(?:publi[cs]h?|pub|release|rel|issue|fb|show)(?:ed)?(?:at|on|date|time|sj|rq|day)?"),
    re.compile(r"date|time|day|riqi|rq|sj|shijian|(?<!\w)\w*date"),
    re.compile(r"(?<!\w)\w*(?:create|add|input|update|modif|time)\w*"),
)
BODIES = (re.compile(r"articlebody|(?<!\w)\w*content(?:html)?|body|fulltext|zw|zhengwen"),)
_SUMMARIES = (re.compile(r"description|summary|abstract|intro\w*|digest|excerpt|zhaiyao|zy"),)
_NO_LIST = elements.words(
    "BreadcrumbList SiteNavigationElement WPHeader WPFooter WebSite Organization NewsMediaOrganization "
    "GovernmentOrganization Person ImageObject SearchAction"
)

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
_PAGE = re.compile(r"p|pn|page|page_?(?:no|num|number|index)|current(?:_?page)?|curr_?page", re.I)
_SIZE = re.compile(r"size|limit|rows|ps|per_?page|page_?size", re.I)
_PAGES = re.compile(r"pages|total_?pages?|page_?(?:count|total)|count_?page|last_?page", re.I)
_TOTAL = re.compile(r"total|count|total_?(?:count|num|records?|elements|rows)|(?:row|record)s?_?(?:count|total)", re.I)
_MORE = re.compile(r"has_?(?:more|next)(?:_?page)?", re.I)


def find(page: str | HtmlElement, url: str, now: datetime) -> tuple[Entry, ...]:
    """The entries of the longest list in the data that a page (its text or its tree) carries; () for none."""
    root = markup.parse(page) if isinstance(page, str) else page
    best: tuple[Entry, ...] = ()
    made = tuple(pattern for element in root.iter("script") for pattern in script_rows.patterns(element.text or ""))
    for element in root.iter("script"):
        text, kind = element.text or "", (element.get("type") or "").lower()
        if kind in ("text/xml", "application/xml"):
            rows = [part.partition("]]>")[0] for part in text.split("<![CDATA[")[1:]]
            found = markup.find(f"<ul>{''.join(rows)}</ul>", url, now, pins=False).entries if len(rows) > 1 else ()
            best = max(best, found, key=len)
            continue
        for value in literals.values(text, "json" in kind, element.get("id") or ""):
            best = max(best, _longest(value, url, now, "ld+json" in kind, made), key=len)
    for held in kept_back(root):
        best = max(best, markup.find(held, url, now, pins=False).entries, key=len)
    if len(best) > 1:
        return best
    return max((script(element.text or "", url, now) for element in root.iter("script")), key=len, default=best)


def kept_back(root: HtmlElement) -> Iterator[str]:
    """The markup with links that a page keeps where nothing is shown, for a script to put in its place or for readers
    without scripts; what has places yet to fill is none."""
    for element in root.iter("noscript", "template", "textarea", "script"):
        kind = (element.get("type") or "").lower()
        if element.tag == "script" and not re.fullmatch(r"text/(?:x-)?(?:\w{1,20}-?)?(?:template|tmpl|html)", kind):
            continue
        held = (element.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in element)
        if held.count("<a ") > 2 and not re.search(r"\{\{|<%|\$\{|\{%|v-for=|ng-repeat=", held):
            yield f"<body>{held}</body>"


def script(text: str, url: str, now: datetime) -> tuple[Entry, ...]:
    """The entries of the longest list that a script's text holds in rows; () for none."""
    found = (markup.find(html, url, now, pins=False).entries for html in script_rows.lists(text))
    return max((entries for entries in found if len(entries) > 1), key=len, default=())


def endpoint(page: str | HtmlElement, url: str) -> str | None:
    """The address of the JSON from which a page's own script builds its list, or None; as asking.py writes it where
    something is to be posted, or entries have addresses that the script puts together.

    Only what is named literally and on the page's own site: nothing computed, nothing posted but a literal that asks
    for a page, nothing whose name says that it changes or counts something.
    """
    best: tuple[int, str] | None = None
    root = markup.parse(page) if isinstance(page, str) else page
    texts = [script_values.folded(element.text or "", root) for element in root.iter("script")]
    item = next((pattern for text in texts for pattern in script_rows.patterns(text)), "")
    for call in (call for text in texts for call in _CALL.finditer(text)):
        literal = (call["call"] or call["key"] or call["post"])[1:-1].replace("\\/", "/")
        around = call.string[max(0, call.start() - 150 * bool(call["key"])) : call.end() + 150]
        if not re.fullmatch(r"[\w=&%:,+~@-]*[/.?][\w/.?=&%:,+~@-]*", literal):
            continue
        posted = _posted(call) if call["post"] or _POST.search(around) else None
        if posted is None and (call["post"] or _POST.search(around)):
            continue
        try:
            address = urljoin(url, literal)
            parts = urlsplit(address)
            own = parts.scheme in ("http", "https") and site_of(address) == site_of(url)
        except ValueError:
            continue
        path = parts.path
        score = 2 * path.endswith(".json") + bool(_SERVES_LISTS.search(path)) + ("/api/" in path)
        page = re.search(r"\.(?:s?html?|js|css|png|jpe?g|gif|svg|xml)$", path)
        safe = own and _DATA.search(path) and not page and not _UNSAFE.search(path)
        if safe and score and (best is None or score > best[0]):
            form, text = posted or ((), "")
            best = (score, asking.address(address, form, text, item))
    return best[1] if best else None


def _posted(call: re.Match[str]) -> tuple[tuple[tuple[str, str], ...], str] | None:
    """What a call posts, as a form or as JSON; None where that is no literal, or does not ask for a page of a list."""
    behind = call.string[call.end() : call.end() + 600]
    data = _SENT.match(behind) if call["post"] else _SENT_AS.search(behind)
    data = data or _SENT_AS.search(call.string, max(0, call.start() - 400), call.start())
    source = call.string if data and data.string is call.string else behind
    literal, _ = literals.literal(source, data.end() - 1) if data else (None, 0)
    fields = literals.load(literal) if literal else None
    if not isinstance(fields, dict) or not all(isinstance(v, (str, int, float, type(None))) for v in fields.values()):
        return None
    if not any(_PAGE.fullmatch(name) or _SIZE.fullmatch(name) for name in fields):
        return None
    around = call.string[max(0, call.start() - 400) : call.end() + 600]
    if re.search(r"axios|JSON\.stringify|application/json", around):
        return (), json.dumps(fields, ensure_ascii=False)
    return tuple((name, "" if value is None else str(value)) for name, value in fields.items()), ""


def read(json_text: str, url: str, now: datetime) -> tuple[tuple[Entry, ...], str | None]:
    """The entries of a JSON answer from `url` (JSONP too), as data or as HTML in it, and its next page or None."""
    text = json_text.strip("\ufeff \r\n\t")
    if call := re.fullmatch(r"[\w$.]{1,60}\((.*)\)\s*;?", text, re.S):
        text = call[1]
    value = literals.load(text)
    if value is None:
        return script(text, url, now), None
    item = asking.read(url).item
    if entries := _longest(value, url, now, False, (item,) if item else ()):
        return entries, _following(value, url, len(entries))
    texts = (v for node in walk(value) if isinstance(node, dict) for v in node.values() if isinstance(v, str))
    rows = max((text for text in texts if "<a" in text), key=len, default="")
    found = markup.find(f"<div>{rows}</div>", url, now, pins=False)
    return found.entries, found.onward or platforms.following(rows, url, len(found.entries))


def _following(value: Any, url: str, found: int) -> str | None:
    """The next page of an answer: as it names it, or one page number on where its totals say that there is more."""
    asked = asking.read(url)
    parts = urlsplit(asked.url)
    posted = literals.load(asked.json) if asked.json else dict(asked.form)
    query = parse_qsl(parts.query, keep_blank_values=True)
    query += [(name, str(value)) for name, value in (posted or {}).items()]
    at = next((int(v) for k, v in query if _PAGE.fullmatch(k) and v.isdigit()), None)
    size = next((int(v) for k, v in query if _SIZE.fullmatch(k) and v.isdigit() and int(v)), found)
    more = False
    for key, said in ((k, v) for node in walk(value) if isinstance(node, dict) for k, v in node.items()):
        if key == "next" and isinstance(said, str) and re.match(r"https?://|/|\?", said):
            return urljoin(url, said)
        number = int(said) if isinstance(said, (int, str)) and re.fullmatch(r"\d{1,9}", str(said)) else 0
        if at is not None and isinstance(key, str):
            more |= bool(_PAGES.fullmatch(key)) and number > at
            more |= bool(_TOTAL.fullmatch(key)) and number > max(at, 1) * size
            more |= bool(_MORE.fullmatch(key)) and said is True
    if not more or at is None:
        return None
    following = [(k, str(at + 1) if _PAGE.fullmatch(k) and v.isdigit() else v) for k, v in query]
    if not posted:
        place = parts._replace(query=urlencode(following)).geturl()
        return asking.address(place, item=asked.item)
    turned = {name: type(posted[name])(value) for name, value in following if isinstance(posted.get(name), (str, int))}
    as_json = json.dumps({**posted, **turned}, ensure_ascii=False) if asked.json else ""
    return asking.address(asked.url, () if as_json else {**posted, **turned}.items(), as_json, asked.item)


def walk(value: Any, depth: int = 0) -> Iterator[Any]:
    """Every container in a value, outermost first; not inside breadcrumbs and menus."""
    is_object = isinstance(value, dict)
    if depth > literals.MAX_DEPTH or not (is_object or isinstance(value, list)):
        return
    if is_object and str(value.get("@type")) in _NO_LIST:
        return
    yield value
    for child in value.values() if is_object else value:
        if isinstance(child, str) and re.match(r"\s*(?:\[\s*\{|\{\s*\")", child):  # JSON in JSON, of Epoint's services
            child = literals.load(child)
        yield from walk(child, depth + 1)


def _longest(value: Any, url: str, now: datetime, linked_data: bool, made: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    """The longest array whose objects read as entries. Outside linked data most must be dated: menus are not. `made`:
    the addresses that the page's script puts together."""
    best: list[Entry] = []
    for rows in walk(value):
        if not isinstance(rows, list) or len(rows) < 2 or not all(isinstance(row, dict) for row in rows):
            continue
        found = [entry for row in rows if (entry := _entry(row, url, now, made))]
        dated = sum(entry.published is not None for entry in found)
        if 2 * len(found) > len(rows) and (linked_data or 2 * dated > len(found)):
            best = max(best, found, key=len)
    return tuple(replace(entry, position=at) for at, entry in enumerate(best, 1))


def plain(value: Any) -> str:
    """A field's text, its markup read as lines; WordPress wraps it in {"rendered": ...}."""
    value = value.get("rendered") if isinstance(value, dict) else value
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if re.search(r"</?\w|&#?\w+;", text):
        try:
            return blocks.lines([lxml.html.fragment_fromstring(text, create_parent="div")])
        except (lxml.etree.LxmlError, ValueError):
            return ""
    return "\n".join(line for raw in text.splitlines() if (line := blocks.squeeze(raw)))


def _made(row: dict[str, Any], patterns: tuple[str, ...]) -> str | None:
    """The address that a script puts together from a row's fields."""
    for pattern in patterns:
        names = re.findall(r"\{(\w+)\}", pattern)
        if names and all(isinstance(row.get(name), (str, int)) and str(row[name]).strip() for name in names):
            return re.sub(r"\{(\w+)\}", lambda found: str(row[found[1]]).strip(), pattern)
    return None


def _path(fields: dict[str, Any]) -> str | None:
    """The path that a page of one program calls its entry by: "slug": "/news/7"."""
    slug = fields.get("slug")
    return slug if isinstance(slug, str) and re.fullmatch(r"/\S+", slug) else None


def _entry(row: dict[str, Any], url: str, now: datetime, made: tuple[str, ...] = ()) -> Entry | None:
    """An object as an entry: it has a title, and an address or its whole text."""
    row = {**row, **row["item"]} if isinstance(row.get("item"), dict) else row
    if str(row.get("@type")) in _NO_LIST:
        return None
    fields = {re.sub(r"[^a-z@]", "", key.lower()): value for key, value in row.items() if len(key) <= 40}

    def said(names: tuple[re.Pattern[str], ...]) -> Iterator[str]:
        return (text for n in names for k, v in fields.items() if v and n.fullmatch(k) and (text := plain(v)))

    title = next((t for t in said(TITLES) if len(t) <= 300 and re.search(r"[^\W\d]{2}", t)), "")
    href = next((t for t in said(_URLS) if re.fullmatch(r"(?!javascript:|data:)\S*[/.?]\S*", t, re.I)), None)
    href = href or _made(row, made) or _path(fields)
    date, published = next(
        ((t, iso) for t in said(DATES) if len(t) <= 60 and (iso := dates.parse(t, now))), (None, None)
    )
    text = next(said(BODIES), None)
    body = text if text and len(text) >= _WHOLE and not text.endswith(("…", "...")) else None
    summary = None if body else next(said(_SUMMARIES), text)
    try:
        address = urljoin(url, href) if href else None
    except ValueError:
        return None
    found = bool(title and (address or body)) and not (address and urldefrag(address).url == urldefrag(url).url)
    return Entry(0, address, blocks.squeeze(title), date, published, body, summary) if found else None
