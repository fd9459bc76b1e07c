"""Parameters of a site's addresses that change while what they lead to does not: session ids, time stamps, random
numbers, signatures. Pure.

No list of names will do: `t` is a time on one site and a topic on the next. What tells is the site's own list. Where it
shows the entries of the last run again under other addresses, what differs in these says nothing; unless without it
different entries could not be told apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote_plus

ENOUGH = 2  # entries that came back with their date under another address
UNDATED = 5  # and without a date: next week's issue may be called like this week's
FAITHFUL = 0.5  # share of the entries with a title known before that have to be among them
MIXED = 0.02  # share of addresses that may lead to more than one title: titles are corrected

_DATED = re.compile(r"\d[-/.年月]\d")


class Shown(NamedTuple):
    """An entry of a list: its canonical address, title and date as shown."""

    url: str
    title: str
    date: str | None


def without(url: str, names: Collection[str]) -> str:
    """A canonical address without the parameters of these names."""
    before, asked, query = url.partition("?")
    kept = [part for part in query.split("&") if unquote_plus(part.partition("=")[0]) not in names]
    return f"{before}?{'&'.join(kept)}" if asked and kept else before


def changing(
    now: Sequence[Shown], before: Iterable[Shown], same: Callable[[Shown, Shown], bool]
) -> tuple[frozenset[str], int]:
    """Names of parameters whose values changed and nothing else, and the number of entries that show it; none if
    they show too little. `before`: what was met of the site; `same`: whether dates of the same title agree.
    """
    met: dict[str, list[Shown]] = defaultdict(list)
    known: dict[str, Shown] = {}
    for shown in before:
        known[shown.url] = shown
        met[_said(shown.title)].append(shown)
    names: set[str] = set()
    came_back = 0
    returned: list[Shown] = []  # under another address
    for shown in now:
        earlier = [other for other in met.get(_said(shown.title), ()) if same(other, shown)]
        came_back += bool(earlier)
        differing = list(filter(None, (_differing(shown.url, other.url) for other in earlier)))
        if shown.url not in known and differing:
            returned.append(shown)
            names |= min(differing, key=len)
    is_shown = _are_enough(returned) and len(returned) >= came_back * FAITHFUL
    if not is_shown or not _tell_apart([*known.values(), *now], names):
        return frozenset(), 0
    return frozenset(names), len(returned)


def _are_enough(returned: Sequence[Shown]) -> bool:
    """Whether so many entries came back that it is no chance."""
    dated = {(_said(shown.title), shown.date) for shown in returned if _DATED.search(shown.date or "")}
    titles = {_said(shown.title) for shown in returned}
    return len(dated) >= ENOUGH or len(titles) >= UNDATED


def same_date(one: Shown, other: Shown) -> bool:
    """Whether two entries show the same date. What counts back from today shows another one every day."""
    if not one.date or not other.date or one.date == other.date:
        return True
    return not _DATED.search(one.date + other.date)


def _said(title: str) -> str:
    return "".join(title.split())


def _differing(one: str, other: str) -> frozenset[str] | None:
    """The parameters of different value, where two addresses differ in nothing else."""
    if one.partition("?")[0] != other.partition("?")[0]:
        return None
    here, there = _parameters(one), _parameters(other)
    if here is None or there is None or here.keys() != there.keys():
        return None
    return frozenset(name for name in here if here[name] != there[name])


def _parameters(url: str) -> Mapping[str, list[str]] | None:
    query = url.partition("?")[2]
    if not query:
        return None
    said: dict[str, list[str]] = defaultdict(list)
    for part in query.split("&"):
        name, _, value = part.partition("=")
        said[unquote_plus(name)].append(value)
    return said


def _tell_apart(entries: Iterable[Shown], names: Collection[str]) -> bool:
    """Whether addresses without these parameters still tell the entries apart."""
    titles: dict[str, set[str]] = defaultdict(set)
    for shown in entries:
        if any(name in names for name in _parameters(shown.url) or ()):
            titles[without(shown.url, names)].add(_said(shown.title))
    mixed = sum(len(said) > 1 for said in titles.values())
    return len(titles) > 1 and mixed <= len(titles) * MIXED
