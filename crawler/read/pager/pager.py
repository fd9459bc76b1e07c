"""The page after a list page: one address or none. Asked by listing.py after the entries; the spider follows it.

Every link is weighed by what it says (text, title, aria-label, picture), by its names (rel, class, id), by its
place (after the current number of a pager) and by its address (one step on from this page's). Links that lead
back, to the end, to another article or through a calendar are out, whatever else speaks for them. Where scripts
build the pager, the script's own numbers are read, and what they unpack is unpacked.

Two questions are asked: what does the page itself call its next (`next_page`), and where nothing is called so, where
does a walk through the list go on all the same (`further`)? On blogs whose second page is "← Older posts", and in
pagers of bare numbers. Readers who labelled 202 pages called "Older" the next page on the two that mark it so (class,
arrow to the right) and the previous one on the 13 others, and nothing next in five pagers of bare numbers.
"""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Container, Iterator
from urllib.parse import unquote, unquote_plus, urldefrag, urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.addresses.links import joined
from crawler.read.literals import squeezed
from crawler.read.pager import scripts, words as lex

# One sure sign (a word, the number after the current one) or two weaker ones; see _weigh and _weigh_address.
_ENOUGH = 4.0
_NUMBER = re.compile(r"[\s\[(|·]*(\d{1,5})[\s\])|·]*")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar|jpe?g|png|gif|mp4|apk|wps|ofd)$", re.I)
_STEP = re.compile(
    r"[/?&_.;,-]{0,20}(?:[a-z_\[\]%.]{1,20}\d?[=/_,-]{1,2}|[a-z]{1,5}|[a-z]{0,12}[_-]?\d+[_-])?(\d{1,6})"
    r"[/?&.]*(?:s?html?[/?&]*)?"
)
_OFFSET = re.compile(r"(?:start|offset|from|first|skip|begin|row|index|or)[=/_-]?$", re.I)
_PAGED = re.compile(r"(?:page\w?|list|index|p|pn|pg|start)[=/_-]?$", re.I)
_DATED = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-/.]?(?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
    r"|(?:year|month|day|date)=\d[-/.\d]*",
    re.I,
)
_DATE = re.compile(r"[/?&\w-]*?=?(?:19|20)\d\d[-/]?(?:0?[1-9]|1[0-2])(?:[-/]?\d\d?)?[/?&]*", re.I)
_CREATE = re.compile(
    r"create\w{0,9}page\w{0,9}\(\s*(['\"][\w#.-]*['\"]\s*,\s*)?(\d+)\s*,\s*(\d+)\s*,\s*['\"]([^'\"]+)['\"]\s*,\s*['\"](\w+)['\"]",
    re.I,
)
# Pager({size: 25, current: 0, prefix: 'index', suffix: 'htm'}), which counts from 0 as well.
_GIVEN = re.compile(r"\bpager\(\s*\{(?=[^{}]{0,200}\bprefix)(?=[^{}]{0,200}\bsuffix)([^{}]{1,300})\}", re.I)
_NAMED_VALUE = re.compile(r"(\w{1,20})['\"]?\s*:\s*['\"]?([\w.#-]{1,60})")
_COUNT = re.compile(r"(?:countPage|pageCount|totalPages?|m_nPageCount)\s*[=:]\s*['\"]?(\d+)", re.I)
_AT = re.compile(r"(?:currentPage|currPage|curPage|m_nCurrPage|pageIndex)\s*[=:]\s*['\"]?(\d+)", re.I)


def next_page(root: HtmlElement, url: str, seen: Container[str] = ()) -> str | None:
    """The address of what the page calls its next page, absolute and without fragment, or None.

    `root` is the page's tree and `url` its address (a <base> in the page counts); an address in `seen` is never
    returned, so that a walk cannot go round.
    """
    return _find(root, url, seen, walk=False)


def further(root: HtmlElement, url: str, seen: Container[str] = ()) -> str | None:
    """The address at which a walk goes on where the page calls nothing its next, or None at the end of the list:
    its older entries, whichever way they are marked, or the number after the one that has no link."""
    return _find(root, url, seen, walk=True)


def _find(root: HtmlElement, url: str, seen: Container[str], walk: bool) -> str | None:
    base = root.find(".//base[@href]")
    base_url = _join(url, base.get("href")) or url if base is not None else url
    _unpack(root)
    after = _after_current(root, base_url, url, walk)
    best: tuple[float, str] | None = None
    for link in root.iter("a", "area", "button"):
        weight, words = _weigh(link, link in after, walk)
        address = _join(base_url, _target(link)) if weight > 0 else None
        if address is None or _same(address, url) or address in seen:
            continue
        weight += _weigh_address(url, address, words)
        if weight >= _ENOUGH and (best is None or weight > best[0]):
            best = (weight, address)
    found = best[1] if best else _declared(root, base_url) or _join(base_url, _scripted(root, url))
    if found is None and (asked := scripts.following(root, url, base_url)) and (walk or "#" not in asked):
        return None if asked == url or asked in seen else asked  # what is posted is no address of the page's
    return None if found is None or _same(found, url) or found in seen else found


def _unpack(root: HtmlElement) -> None:
    """Puts the links in place that a page keeps for its script as base64 of percent-encoded HTML (jyhcms, on the
    government sites of Yunnan)."""
    for element in root.iter("div", "p", "ul"):
        packed = (element.text or "").strip()
        if packed.startswith(("JTND", "JTNj")) and not len(element):  # "%3C", "%3c"
            try:
                markup = unquote_plus(base64.b64decode(packed, validate=True).decode("ascii"))
                element.append(lxml.html.fragment_fromstring(markup, create_parent=True))
                element.text = None
            except (ValueError, lxml.etree.LxmlError):
                continue


def _join(base: str, href: str | None) -> str | None:
    try:
        address = urldefrag(joined(base, href) or "").url if href else ""
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _key(url: str) -> str:
    """An address as compared: without scheme, www, index.html and fragment, which sites mix."""
    parts = urlsplit(unquote(urldefrag(url).url))
    path = re.sub(r"/(?:index|default)\.\w{3,5}$", "/", parts.path.replace("//", "/"))
    return f"{_host(url)}{path.rstrip('/')}/?{parts.query}".lower()


def _same(a: str, b: str) -> bool:
    return _key(a) == _key(b)


def _target(link: HtmlElement) -> str | None:
    """Where a link leads: its href, or the address its data attribute or its script names literally (publishing
    systems write `tagname="/a/index_2.html"` or `onclick="query(this, '/a/index_2.html')"` beside an empty href)."""
    href = (link.get("href") or "").strip()
    if href and not href.startswith("#") and not re.match(r"(?:javascript|mailto|tel|data):", href, re.I):
        return href
    for name in ("data-href", "data-url", "data-next", "data-next-url", "tagname"):
        if re.search(r"[/.?]", link.get(name) or ""):
            return link.get(name)
    script = f"{href[:300]} {(link.get('onclick') or '')[:300]}"
    literal = re.search(r"['\"](?=[^'\"]*[/.?])([\w/.?][\w/.?=&%:;,+~@-]*)['\"]", script)
    return literal[1] if literal else None


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _pictured(link: HtmlElement) -> str:
    """What the files of a link's pictures are called, without their folders and endings: nextn of images/nextn.gif."""
    files = (re.split(r"[?#]", image.get("src") or "")[0].rpartition("/")[2] for image in link.iter("img"))
    return " ".join(file.partition(".")[0] for file in files)


def _said(link: HtmlElement) -> tuple[str, list[str]]:
    """What a link says: its text, and with it what its own and, for want of text, its picture's labels say."""
    text = " ".join("".join(link.itertext()).split())
    labels = [link.get("aria-label"), link.get("title"), link.get("value")]
    if not text:
        labels += [image.get("alt") or image.get("title") for image in link.iter("img", "svg", "input")]
    return text, [said for t in (text, *labels) if t and (said := " ".join(t.split())) and len(said) <= 40]


def _weigh(link: HtmlElement, after_current: bool, walk: bool) -> tuple[float, bool]:
    """How much speaks for a link by its words, names and place, and whether words do; 0 for nothing, or for what
    must not be followed."""
    text, said = _said(link)
    if len(text) > 40:
        return 0.0, False
    rel = (link.get("rel") or "").lower().split()
    older = any(lex.OLDER.fullmatch(t) for t in said)
    words = any(lex.NEXT.fullmatch(t) for t in said) or (walk and older)
    more = not words and (any(lex.MORE.fullmatch(t) for t in said) or (older and not _backward(link, text, rel)))
    sign = not words and lex.SIGNS.fullmatch(text)
    far, on = bool(sign and lex.FAR_ON.search(text)), bool(sign and lex.ONE_ON.search(text))
    if not (words or more or far or on or after_current or not text) or ("prev" in rel and not words):
        return 0.0, False
    if any(lex.OUT.search(t) for t in said):
        return 0.0, False
    around = [link, *itertools.islice(link.iterancestors(), 4)]
    names = [_names(e) for e in around]
    if not said:
        names[0] += f" {_pictured(link)}"
    if any(lex.DISABLED.search(n) for n in names[:2]) or any(e.get("aria-disabled") == "true" for e in around[:2]):
        return 0.0, False
    if any(lex.CALENDAR.search(_names(e)) for e in link.iterancestors()):
        return 0.0, False
    weight = 4.0 * after_current + 4.0 * words + 2.0 * more + (1.5 if far else 2.5 * on)
    if words or more or far or on or not text:
        named = any(lex.NAMED.search(n) for n in names[:2]) and not any(lex.NAMED_OUT.search(n) for n in names[:2])
        weight += 3.0 * ("next" in rel) + 2.0 * named
    return weight + 1.0 * any(lex.PAGER.search(n) for n in names), words


def _backward(link: HtmlElement, text: str, rel: list[str]) -> bool:
    """Whether the page marks a link as one that leads back."""
    named = any("prev" in _names(e).lower() for e in (link, *itertools.islice(link.iterancestors(), 1)))
    return named or "prev" in rel or lex.BACK_SIGN.search(text) is not None


def _weigh_address(url: str, address: str, words: bool) -> float:
    """How much speaks for an address beside the page's own. Some systems number backwards from the last page
    (`tzgg.htm`, `tzgg/23.htm`, `tzgg/22.htm`): a link in words may lead one number down, or anywhere from page one."""
    if _FILE.search(urlsplit(address).path):
        return -9.0
    step = _step(url, address)
    if not words and _DATED.search(address) and _undated(url) == _undated(address):
        return -9.0  # the next day of a calendar
    elsewhere = 2.0 * (_host(address) != _host(url))
    if step is None or (words and (step > 1 or step == -1)):
        return -elsewhere
    return (2.5 if step == 1 else -1.0 if step > 1 else -9.0) - elsewhere


def _undated(url: str) -> list[str]:
    """The numbers of an address but for its dates."""
    return re.findall(r"\d+", _DATED.sub("", url))


def _step(url: str, address: str) -> int | None:
    """By how many pages `address` is ahead of `url` (1: the next); 0 for another day or month, None where the
    addresses tell no page number. Told from the one place in which the two differ."""
    a, b = _key(url), _key(address)
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    while start and a[start - 1].isdigit():
        start -= 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    while end and a[len(a) - end].isdigit():
        end -= 1
    before, old, new = a[:start], a[start : len(a) - end], b[start : len(b) - end]
    if old and (later := re.fullmatch(rf"{re.escape(old)}[_-](\d{{1,4}})", new)):  # list2.html, list2_2.html
        return 1 if later[1] in ("1", "2") else int(later[1]) - 1
    here, there = _STEP.fullmatch(old), _STEP.fullmatch(new)
    numbered = bool(re.search(r"\d", old))
    within = numbered and any(m.end() > len(before) for m in _DATED.finditer(before + new))
    if (within and re.fullmatch(r"[\d/.-]+", new) and not _PAGED.search(before)) or _DATE.fullmatch(new):
        return 0
    if there is None:
        return 0 if here and not re.search(r"\d", new) else None
    n, offset = int(there[1]), bool(_OFFSET.search(before + new[: there.start(1)]))
    if here:
        ahead = n - int(here[1])
        return 1 if offset and 1 < ahead <= 100 else ahead
    if numbered:
        return None
    return 1 if n in (1, 2) or (offset and 0 < n <= 100) else n - 1


def _after_current(root: HtmlElement, base_url: str, url: str, walk: bool) -> set[HtmlElement]:
    """Of every numbered pager the link after the current number. What is no walk asks for more than bare numbers: a
    mark on the current one, words that say where it is, or another link, named otherwise, to the page after it."""
    links = [(link, _NUMBER.fullmatch("".join(link.itertext()))) for link in root.iter("a")]
    named = set() if walk else {link.get("href") for link, number in links if not number}
    found: set[HtmlElement] = set()
    numbers = (link for link, number in links if number)
    for box in {box for link in numbers for box in itertools.islice(link.iterancestors(), 2)}:
        row = list(_row(box, base_url, url))
        current = {n for n, link in row if link is None}
        told = lex.AT.search(" ".join("".join(box.itertext()).split())) if len(row) > 1 else None
        at_told = int(next(filter(None, told.groups()))) if told else None
        if at_told in {n for n, _ in row}:
            current = {at_told}
        if 2 <= len(row) <= 40 and len(current) == 1 and all(a[0] <= b[0] for a, b in itertools.pairwise(row)):
            at = current.pop()
            following = next((link for n, link in row if link is not None and n == at + 1), None)
            marked = at_told == at or any(map(_current, box.iter("*")))
            if following is not None and (walk or marked or following.get("href") in named):
                found.add(following)
    return found


def _current(element: HtmlElement) -> bool:
    styles = f"color:{element.get('color') or ''};{element.get('style') or ''}"
    return bool(lex.CURRENT.search(element.get("class") or "") or element.get("aria-current") or lex.RED.search(styles))


def _row(box: HtmlElement, base_url: str, url: str) -> Iterator[tuple[int, HtmlElement | None]]:
    """The numbers of a pager in order, each with its link; None for the current page's."""
    if box.text and (number := _NUMBER.fullmatch(box.text)):
        yield int(number[1]), None
    for child in box.iterchildren("*"):
        if number := _NUMBER.fullmatch("".join(child.itertext())):
            link = child if child.tag == "a" else child.find(".//a")
            address = _join(base_url, _target(link)) if link is not None else None
            current = address is None or any(map(_current, child.iter("*"))) or _same(address, url)
            yield int(number[1]), None if current else link
        if child.tail and (number := _NUMBER.fullmatch(child.tail)):
            yield int(number[1]), None


def _declared(root: HtmlElement, base_url: str) -> str | None:
    """The page's <link rel=next>, unless a pager is in sight: on a last page it is a template's mistake."""
    for link in root.iter("link"):
        if "next" in (link.get("rel") or "").lower().split():
            title = link.get("title")
            pager = any(lex.BACK.fullmatch(t) for a in root.iter("a") for t in _said(a)[1])
            return None if pager or (title and not lex.NEXT.fullmatch(title)) else _join(base_url, link.get("href"))
    return None


def _scripted(root: HtmlElement, url: str) -> str | None:
    """The next page where a script of a publishing system (TRS WCM and its kin) writes the pager.

    `createPageHTML(count, current, name, extension)` counts from 0: `index.shtml`, `index_1.shtml` ...; with the id
    of an element first it counts from 1: `index.shtml`, `index_2.shtml` ... Other pages say so only in `countPage`
    and `currentPage` (from 0) and add "_", a number and the extension that the script writes to their own name.
    """
    name, dot, extension = (urlsplit(url).path.rpartition("/")[2] or "index.html").rpartition(".")
    for script in root.iter("script"):
        text = re.sub(r"(?m)^[ \t]*//.*$", "", squeezed(script.text or ""))
        if call := _CREATE.search(text):
            count, at = int(call[2]), int(call[3])
            return f"{call[4]}_{at + 1}.{call[5]}" if at + (not call[1]) < count else None
        if call := _GIVEN.search(text):
            said = dict(_NAMED_VALUE.findall(call[1]))
            count, at = (int(said.get(key, "0")) if said.get(key, "0").isdigit() else 0 for key in ("size", "current"))
            return f"{said['prefix']}_{at + 1}.{said['suffix']}" if at + 1 < count else None
        total, here = _COUNT.search(text), _AT.search(text)
        if total and here and dot and re.search(r"['\"]_|_['\"]", text):
            at, written = int(here[1]), re.search(r"\.[\"'+\s]{0,6}(s?html?)\b", text)
            following = f"{re.sub(r'_[0-9]+$', '', name)}_{at + 1}.{written[1] if written else extension}"
            return following if at + 1 < int(total[1]) else None
    return None
