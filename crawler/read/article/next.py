"""The next page of an article that stands on several. Under `article.read`."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from crawler.read.article.fields import join

_NEXT = re.compile(r"[\[【(<«‹]?\s*(?:(?:下\s?一?|后\s?一?)\s?[页頁]|next(?:\s+page)?|[>›»]{1,2})\s*[\]】)>»›]*", re.I)
_SAYS_NUMBER = re.compile(r"[\[【(（第\s]{0,4}(\d{1,3})[\s页頁\]】)）]{0,4}(?:[:：].{1,60})?")  # 2, [2], 第2页：展望
_NUMBERS = re.compile(
    r"(?:[_-]\d{1,3}){0,2}(?:\.\w+)?(?:/\d{1,2})?/?(?:[?#]|$)"
)  # behind the name of an article's pages
# The number of a page below an article's own name, which is no folder's, year's or month's.
_BELOW = re.compile(r"(.*/(?!(?:19|20)\d\d/)(?:(?=[^/]*\d)[^/]{3,}|[^/]{12,}))/(\d{1,2})")
_NUMBERED = re.compile(r"(?:[_-]\d{1,3})?(?:\.\w+)?$")
_PAGED = re.compile(r"[?&](?:page|p|pageno|pageindex)=")
_PAGE_KEYS = ("page", "p", "pageno", "pageindex")
_FIRST = (None, 0, 1)  # numbers that the first page of an article bears
_SCRIPT_PAGER = re.compile(
    r"""(?:createPageHTML|createArticlePageHTML)\(\s*(\d+)\s*,\s*(\d+)\s*,\s*["']([\w.-]+)["']\s*,\s*["'](\w+)["']"""
)


class _Part(NamedTuple):
    """An address without the number of its page (a_2.html, ?page=2, a71/2/), that number, and what a number could
    follow."""

    stem: str
    number: int | None
    whole: str


def _part(url: str) -> _Part:
    split = urlsplit(url)
    query = dict(parse_qsl(split.query))
    number = next((query.pop(key) for key in _PAGE_KEYS if query.get(key, "").isdigit()), None)
    stem, dot, ending = split.path.rpartition(".")
    stem = stem if dot and "/" not in ending else split.path.rstrip("/")
    tail = f" {split.netloc} {sorted(query.items())}"
    if number is not None:
        return _Part(stem + tail, int(number), "")
    match = re.fullmatch(r"(.*\w)[_-](\d{1,3})", stem) or _BELOW.fullmatch(stem)
    if match:
        return _Part(match[1] + tail, int(match[2]), stem + tail)
    return _Part(stem + tail, None, stem + tail)


def _names(href: str, name: str) -> bool:
    """Whether the last part of a link's path is this name, with the number of a page or without. No pattern of the
    name's own: to compile one for each page took a third of reading it."""
    at = href.find(name)
    while at >= 0:
        if (at == 0 or href[at - 1] == "/") and _NUMBERS.match(href, at + len(name)):
            return True
        at = href.find(name, at + 1)
    return False


def _links(root: Any, url: str, base: str) -> list[tuple[Any, str]]:
    """The links that can lead to this article, each with its address. Those that cannot are most of a page's, and
    joining them all cost a third of reading it."""
    path = urlsplit(url).path.rstrip("/")
    below = _BELOW.fullmatch(path)
    name = _NUMBERED.sub("", (below[1] if below else path).rpartition("/")[2]) or "?"
    found = []
    for node in root.iter("a", "link", "option"):
        href = (node.get("href") or node.get("value") or "").strip()
        if not _names(href, name) and not _PAGED.search(href):
            continue
        address = join(base, href)
        if address:
            found.append((node, address))
    return found


def _says_next(link: Any, number: int | None) -> bool:
    """Whether a link to the page of this number says that it leads on, or says its number."""
    text = " ".join(link.text_content().split())
    if _NEXT.fullmatch(text) or link.get("rel") == "next":
        return True
    said = _SAYS_NUMBER.fullmatch(text)
    return number is not None and said is not None and int(said[1]) == max(number, 2)


def _follows(part: _Part, own: _Part, paged: bool) -> bool:
    """Whether an address is that of the page after one's own. `paged`: the number in the own address is a page's."""
    second = part.number == 2 or (part.number == 1 and own.number is None)
    if second and part.stem == own.whole:
        return True
    return paged and own.number is not None and part.stem == own.stem and part.number == own.number + 1


def _scripted(root: Any, base: str, own: _Part) -> str | None:
    """The next page of an article whose pages a script of TRS's counts."""
    for script in root.iter("script"):
        match = _SCRIPT_PAGER.search(script.text or "")
        if match is None:
            continue
        count, current, name, ending = match.groups()
        following = int(current) + 1
        address = join(base, f"{name}_{following}.{ending}")
        if address and following < int(count) and _part(address).stem in (own.stem, own.whole or own.stem):
            return address
    return None


def next_part(root: Any, url: str, base: str) -> str | None:
    """The next page of the same article: a link that says so, to this address with the next number.

    An address may end in a number of its own (c_10.html, whose second page is c_10_2.html): it is the number of a
    page only where a link leads back to the first page. `base`: what the page's links are relative to.
    """
    own = _part(url)
    links = [(node, address, _part(address)) for node, address in _links(root, url, base)]
    paged = not own.whole or any(part.stem == own.stem and part.number in _FIRST for _, _, part in links)
    for link, address, part in links:
        if address != url and _follows(part, own, paged) and _says_next(link, part.number):
            return address
    return _scripted(root, base, own)
