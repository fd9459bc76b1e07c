"""The page after a list page: one address or none. Asked by listing.py after the entries; the spider follows it.

Every link is weighed (links.py) by what it says (text, title, aria-label, picture), by its names (rel, class, id), by
its place (after the current number of a pager, numbers.py) and by its address (one step on from this page's, steps.py).
Links that lead back, to the end, to another article or through a calendar are out, whatever else speaks for them. Where
scripts build the pager, the script's own numbers are read, and what they unpack is unpacked (publishing.py, scripts.py,
forms.py).

Two questions are asked: what does the page itself call its next (`next_page`), and where nothing is called so, where
does a walk through the list go on all the same (`further`)? On blogs whose second page is "← Older posts", and in
pagers of bare numbers. Readers who labelled 202 pages called "Older" the next page on the two that mark it so (class,
arrow to the right) and the previous one on the 13 others, and nothing next in five pagers of bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Container

from lxml.html import HtmlElement

from crawler.read.listing.elements import text_of
from crawler.read.pager import publishing, scripts, words as lex
from crawler.read.pager.links import ENOUGH, labels_of, target, weigh, weigh_address
from crawler.read.pager.numbers import after_current
from crawler.read.pager.steps import join, same

_NEXT_DATA = ("data-next-url", "data-next-page-url", "data-next-href", "data-next-page", "data-next")
_IN_SIGHT = re.compile(r"revealed|intersect")


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
    base_url = url if base is None else join(url, base.get("href")) or url
    publishing.unpack(root)
    found = (
        _weightiest(root, url, base_url, seen, walk)
        or _declared(root, base_url)
        or join(base_url, _loaded(root))
        or join(base_url, publishing.written(root, url))
    )
    if found is not None:
        return None if same(found, url) or found in seen else found
    asked = scripts.following(root, url, base_url)
    if not asked or asked == url or asked in seen:
        return None
    posted = "#" in asked
    return asked if walk or not posted else None  # what is posted is no address of the page's


def _weightiest(root: HtmlElement, url: str, base_url: str, seen: Container[str], walk: bool) -> str | None:
    """Where the link leads for which most speaks, if that is enough; of several the first."""
    following_numbers = after_current(root, base_url, url, walk)
    best: str | None = None
    most = 0.0
    for link in root.iter("a", "area", "button"):
        weight, says_next = weigh(link, link in following_numbers, walk)
        address = join(base_url, target(link)) if weight > 0 else None
        if address is None or same(address, url) or address in seen:
            continue
        weight += weigh_address(url, address, says_next, link in following_numbers)
        if weight >= ENOUGH and weight > most and (text_of(link) or not _is_titled(root, link)):
            best, most = address, weight
    return best


def _is_titled(root: HtmlElement, arrow: HtmlElement) -> bool:
    """Whether another link says in words what an arrow leads to: an entry."""
    twins = (link for link in root.iter("a") if link.get("href") == arrow.get("href") and link is not arrow)
    return any(len(said) > 1 and not said.isdigit() and not lex.NEXT.fullmatch(said) for said in map(text_of, twins))


def _declared(root: HtmlElement, base_url: str) -> str | None:
    """The page's <link rel=next>, unless a pager is in sight: on a last page it is a template's mistake."""
    for link in root.iter("link"):
        if "next" not in (link.get("rel") or "").lower().split():
            continue
        title = link.get("title")
        if (title and not lex.NEXT.fullmatch(title)) or any(map(_leads_back, root.iter("a"))):
            return None
        return join(base_url, link.get("href"))
    return None


def _loaded(root: HtmlElement) -> str | None:
    """What the page has a script load at its end: `data-next-url`, htmx's `hx-get` once it is in sight or where it
    says more."""
    for name in _NEXT_DATA:
        for element in root.iterfind(f".//*[@{name}]"):
            place = element.get(name) or ""
            if re.search(r"[/.?]", place):
                return place
    for element in root.iterfind(".//*[@hx-get]"):
        if _IN_SIGHT.search(element.get("hx-trigger") or "") or lex.MORE.fullmatch(text_of(element)):
            return element.get("hx-get")
    return None


def _leads_back(link: HtmlElement) -> bool:
    return any(map(lex.BACK.fullmatch, labels_of(link, text_of(link))))
