"""Pagers of numbers: which link stands after the current one. Asked by pager.py before the links are weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.read.listing.elements import scripted, text_of
from crawler.read.pager import words as lex
from crawler.read.pager.links import target
from crawler.read.pager.steps import join, same

_UNIT = r"(?:\s?(?:页|頁|ページ目?|페이지|\(current\)))?"  # said for screen readers
_NUMBER = re.compile(rf"[\s\[(|·第]*(\d{{1,5}}){_UNIT}[\s\])|·]*")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MOST_NUMBERS = 40  # of a pager: a calendar or a table of figures shows more


class Number(NamedTuple):
    """One number of a pager; `link` is None for the current page's."""

    number: int
    link: HtmlElement | None


def after_current(root: HtmlElement, base_url: str, url: str, walk: bool) -> set[HtmlElement]:
    """Of every numbered pager the link after the current number. What is no walk asks for more than bare numbers: a
    mark on the current one, words that say where it is, or another link, named otherwise, to the page after it."""
    boxes: set[HtmlElement] = set()
    named: set[str | None] = set()
    for link in root.iter("a"):
        if _NUMBER.fullmatch("".join(link.itertext())):
            boxes.update(islice(link.iterancestors(), 2))
        else:
            named.add(link.get("href"))
    found: set[HtmlElement] = set()
    for box in boxes:
        row = list(_numbers(box, base_url, url))
        ascending = all(one.number <= other.number for one, other in pairwise(row))
        falling = walk and all(one.number > other.number for one, other in pairwise(row)) and not _are_years(row)
        if not 2 <= len(row) <= _MOST_NUMBERS or not (ascending or falling):
            continue
        stated = _stated(box, row)
        following = _following(row, stated, 1 if ascending else -1)
        if following is None or (falling and not _is_below(url, join(base_url, target(following)))):
            continue
        sure = walk or stated is not None or following.get("href") in named
        if sure or any(map(_is_current, box.iter("*"))):
            found.add(following)
    return found


def _stated(box: HtmlElement, row: list[Number]) -> int | None:
    """The number of a pager that it says it stands at (第 1/9 页), None where it says none of them."""
    said = lex.AT.search(text_of(box))
    number = int(next(filter(None, said.groups()))) if said else None
    return number if any(each.number == number for each in row) else None


def _are_years(row: list[Number]) -> bool:
    return all(_FIRST_YEAR <= each.number <= _LAST_YEAR for each in row)


def _is_below(url: str, address: str | None) -> bool:
    """Whether an address stands in the folder of a page, or is none."""
    return address is None or urlsplit(address).path.startswith(urlsplit(url).path.rpartition("/")[0])


def _following(row: list[Number], stated: int | None, step: int) -> HtmlElement | None:
    """The link after the current number: the stated one, or the only one without a link."""
    unlinked = {each.number for each in row if each.link is None}
    current = unlinked if stated is None else {stated}
    if len(current) != 1:
        return None
    following = current.pop() + step
    links = (each.link for each in row if each.number == following)
    return next((link for link in links if link is not None), None)


def _numbers(box: HtmlElement, base_url: str, url: str) -> Iterator[Number]:
    """The numbers of a pager in order."""
    if bare := _bare(box.text):
        yield bare
    for child in box.iterchildren("*"):
        if number := _NUMBER.fullmatch("".join(child.itertext())):
            link = child if child.tag == "a" else child.find(".//a")
            yield Number(int(number[1]), link if _leads_away(link, child, base_url, url) else None)
        if bare := _bare(child.tail):
            yield bare


def _bare(text: str | None) -> Number | None:
    """A number that stands in a pager without an element of its own."""
    number = _NUMBER.fullmatch(text) if text else None
    return Number(int(number[1]), None) if number else None


def _leads_away(link: HtmlElement | None, holder: HtmlElement, base_url: str, url: str) -> bool:
    """Whether a number's link leads to another page than this, and nothing marks it as this page's."""
    if link is None or any(map(_is_current, holder.iter("*"))):
        return False
    address = join(base_url, target(link))
    if address is None:  # or posts: __doPostBack('pager','2')
        call = scripted(link)
        return call is not None and not call.lstrip().startswith("void")
    return not same(address, url)


def _is_current(element: HtmlElement) -> bool:
    """Whether an element is marked as the current number: by its class, for screen readers, or in red."""
    if lex.CURRENT.search(element.get("class") or "") or element.get("aria-current"):
        return True
    styles = f"color:{element.get('color') or ''};{element.get('style') or ''}"
    return lex.RED.search(styles) is not None
