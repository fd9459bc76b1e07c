"""Lists whose entries have no element of their own: titles and days follow each other (`2025-08-06 <a>…</a><br>`,
`<p><a>…</a></p><p>2025-08-06</p>`). Stands under markup.py.

Which day is whose, the ends tell: where the first title has a day before it and the last has none behind it, days stand
before their titles. There every entry is put into an element, so that none gets its neighbour's.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.read.listing import dates
from crawler.read.listing.elements import text_of, usable, words

_NO_FLOWS = words("table tbody thead tfoot tr dl select nav")  # rows and definitions are told by other rules
_ABOVE = 4  # elements around a link that may be a child of what holds the list
_LEAST = 3  # entries
_MOST_DATED = 0.8  # of the entries: as many have a day
_OF_PAGE = re.compile(r"\W*(?:最[后近])?更新")
_LONGEST_DAY = 60  # characters of what says a day


class _Item(NamedTuple):
    """A child or the text behind it (behind `after`, None: at the beginning). `kind`: title, day, gap, rule
    (a line across), other (several entries, one with its day) or nothing."""

    node: HtmlElement | None
    after: HtmlElement | None
    kind: str


def part(root: HtmlElement) -> None:
    """Puts each entry of such a list into a <div>."""
    for parent in _holders(root):
        for items in _stretches(_items(parent)):
            end = len(items)
            for start in reversed(_starts(items)):
                _wrap(parent, items[start:end])
                end = start


def _holders(root: HtmlElement) -> list[HtmlElement]:
    """What has several children with links, innermost first."""
    counts: Counter[HtmlElement] = Counter()
    met: set[HtmlElement] = set()
    for link in root.iter("a"):
        if usable(link.get("href")):
            for node in (link, *islice(link.iterancestors(), _ABOVE - 1)):
                if node in met or node.getparent() is None:
                    break
                met.add(node)
                counts[node.getparent()] += 1
    return [holder for holder, count in counts.items() if count >= _LEAST and holder.tag not in _NO_FLOWS]


def _items(parent: HtmlElement) -> list[_Item]:
    """The children and texts of an element; none where its first links stand in entries of their own."""
    items = [_Item(None, None, _says(parent.text))]
    others = titles = 0
    for child in parent:
        kind = _kind(child)
        others, titles = others + (kind == "other"), titles + (kind == "title")
        if others == _LEAST and not titles:
            return []
        items += [_Item(child, None, kind), _Item(None, child, _says(child.tail))]
    return items


def _kind(child: HtmlElement) -> str:
    links = len(list(islice((link for link in child.iter("a") if usable(link.get("href"))), 2)))
    if links > 1 or (links and child.tag != "a" and _tells_day(child)):
        return "other"
    text = text_of(child) if isinstance(child.tag, str) else ""
    if links and text:
        return "title"
    return _says(text) if text else "rule" if child.tag == "hr" else "gap"


def _stretches(items: list[_Item]) -> list[list[_Item]]:
    """The items between those that are other parts of a page; where that tells nothing, between rules."""
    found: list[list[_Item]] = []
    for stretch in _between(items, "other"):
        found += [stretch] if _starts(stretch) else _between(stretch, "rule")
    return found[::-1]


def _between(items: list[_Item], kind: str) -> list[list[_Item]]:
    """The items apart at those of a kind, where enough of them stand together."""
    stretches: list[list[_Item]] = [[]]
    for item in items:
        if item.kind == kind:
            stretches.append([])
        else:
            stretches[-1].append(item)
    return [stretch for stretch in stretches if len(stretch) >= 2 * _LEAST]


def _says(text: str | None) -> str:
    """Whether a text without links says a day, and not a month or when the page was changed."""
    text = (text or "").strip()
    if len(text) > _LONGEST_DAY or _OF_PAGE.match(text) or dates.YEAR_AND_MONTH.fullmatch(text):
        return ""
    return "day" if dates.count(text) else ""


def _tells_day(element: HtmlElement) -> bool:
    link = next(link for link in element.iter("a") if usable(link.get("href")))
    return dates.count(text_of(element).replace(text_of(link), " ")) > 0


def _starts(items: list[_Item]) -> list[int]:
    """Where entries begin; none where days do not tell whose they are."""
    told = [(place, item.kind) for place, item in enumerate(items) if item.kind in ("title", "day")]
    kinds = [kind for _, kind in told]
    titles, ends = kinds.count("title"), {*kinds[:1], *kinds[-1:]}
    doubled = any(one == other == "day" for one, other in pairwise(kinds))
    crowded = any({*kinds[at : at + _LEAST]} == {"title"} for at in range(len(kinds) - _LEAST + 1))
    if len(ends) != 2 or doubled or crowded or kinds.count("day") < max(_LEAST, _MOST_DATED * titles):
        return []
    if kinds[0] == "title":
        return [place for place, kind in told if kind == "title"]
    starts: list[int] = []
    for number, (place, kind) in enumerate(told):
        before = told[number - 1][0] if number else -1
        if kind == "day":
            gaps = [at for at in range(before + 1, place) if items[at].kind in ("gap", "rule")]
            starts.append(gaps[-1] + 1 if gaps else place)
        elif told[number - 1][1] == "title":
            starts.append(place)
    return starts


def _wrap(parent: HtmlElement, unit: list[_Item]) -> None:
    """Moves an entry's children and texts into an element of its own."""
    first, wrapper = unit[0], parent.makeelement("div")
    if first.node is not None:
        first.node.addprevious(wrapper)
    elif first.after is not None:
        wrapper.text, first.after.tail = first.after.tail, None
        first.after.addnext(wrapper)
    else:
        wrapper.text, parent.text = parent.text, None
        parent.insert(0, wrapper)
    wrapper.extend([item.node for item in unit if item.node is not None])
