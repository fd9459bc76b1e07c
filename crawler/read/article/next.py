"""The next page of an article that stands on several. Under `article.read`."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawler.read.article.fields import join

_NEXT = re.compile(r"[\[【(<«‹]?\s*(?:下一?页|后一?页|next(?:\s+page)?|[>›»]{1,2})\s*[\]】)>»›]*", re.I)
_NUMBERS = re.compile(r"(?:[_-]\d{1,3}){0,2}(?:\.\w+)?/?(?:[?#]|$)")  # behind the name of an article's pages
_NUMBERED = re.compile(r"(?:[_-]\d{1,3})?(?:\.\w+)?$")
_PAGED = re.compile(r"[?&](?:page|p|pageno|pageindex)=")
_PAGE_KEYS = ("page", "p", "pageno", "pageindex")
_SCRIPT_PAGER = re.compile(
    r"""(?:createPageHTML|createArticlePageHTML)\(\s*(\d+)\s*,\s*(\d+)\s*,\s*["']([\w.-]+)["']\s*,\s*["'](\w+)["']"""
)


def _part(url: str) -> tuple[str, int | None, str]:
    """An address without the number of its page (a_2.html, ?page=2), that number, and what a number could follow."""
    split = urlsplit(url)
    query = dict(parse_qsl(split.query))
    number = next((query.pop(key) for key in _PAGE_KEYS if query.get(key, "").isdigit()), None)
    stem, dot, ending = split.path.rpartition(".")
    stem = stem if dot and "/" not in ending else split.path
    tail = f" {split.netloc} {sorted(query.items())}"
    if number is not None:
        return stem + tail, int(number), ""
    match = re.fullmatch(r"(.*\w)[_-](\d{1,3})", stem)
    return (match[1] + tail, int(match[2]), stem + tail) if match else (stem + tail, None, stem + tail)


def _names(href: str, name: str) -> bool:
    """Whether the last part of a link's path is this name, with the number of a page or without. No pattern of the
    name's own: to compile one for each page took a third of reading it."""
    at = href.find(name)
    while at >= 0:
        if (at == 0 or href[at - 1] == "/") and _NUMBERS.match(href, at + len(name)):
            return True
        at = href.find(name, at + 1)
    return False


def next_part(root: Any, url: str, base: str) -> str | None:
    """The next page of the same article: a link that says so, to this address with the next number.

    An address may end in a number of its own (c_10.html, whose second page is c_10_2.html): it is the number of a
    page only where a link leads back to the first page. `base`: what the page's links are relative to.
    """
    stem, number, whole = _part(url)
    # Links that cannot lead to this article are most of a page's, and joining them all cost a third of reading it.
    name = _NUMBERED.sub("", urlsplit(url).path.rstrip("/").rpartition("/")[2]) or "?"
    named = [
        (node, href)
        for node in root.iter("a", "link")
        if _names(href := (node.get("href") or "").strip(), name) or _PAGED.search(href)
    ]
    links = [(node, address) for node, href in named if (address := join(base, href))]
    parts = [_part(address) for _, address in links]
    paged = not whole or any(other == stem and at in (None, 0, 1) for other, at, _ in parts)
    for (link, address), (other, at, _) in zip(links, parts, strict=True):
        text = " ".join(link.text_content().split())
        first = other == whole and (at == 2 or (at == 1 and number is None))
        later = number is not None and paged and other == stem and at == number + 1
        said = _NEXT.fullmatch(text) or link.get("rel") == "next" or (at is not None and text == str(max(at, 2)))
        if said and (first or later) and address != url:
            return address
    for script in root.iter("script"):
        if match := _SCRIPT_PAGER.search(script.text or ""):
            count, current, name, ending = match.groups()
            address = join(base, f"{name}_{int(current) + 1}.{ending}")
            if address and int(current) + 1 < int(count) and _part(address)[0] in (stem, whole or stem):
                return address
    return None
