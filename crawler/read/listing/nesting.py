"""How groups of alike elements lie in each other: parts of its entries, or containers of them. For groups.py."""

from __future__ import annotations

from bisect import bisect
from statistics import median

from crawler.read.listing.scoring import Group

_HELD = 0.8  # of the outer entries hold an inner one
# Containers of finer entries: these are of about one width, a container holds several (or many, where dates are lost),
# and of the containers that many hold more than one.
_ALIKE_WIDTHS, _SEVERAL, _MANY, _CROWDED = 0.5, 1.2, 2.5, 0.3
_FINER_DATES = 0.5  # of the containers' share
_NEARLY_ALL = 0.9


def _inside(inner: Group, outer: Group) -> list[int]:
    """For each inner entry the index of the outer entry it stands in, -1 for none."""
    starts = [row.start for row in outer.rows]
    places = []
    for row in inner.rows:
        place = bisect(starts, row.start) - 1
        places.append(place if place >= 0 and row.start <= outer.rows[place].end else -1)
    return places


def holds(outer: Group, inner: Group) -> bool:
    """Whether the inner entries are parts of the outer ones, one in each: a heading, a teaser without its date."""
    if len(outer.runs[0]) > 1:
        return False
    places = _inside(inner, outer)
    if any(outer.rows[place].start == row.start for place, row in zip(places, inner.rows, strict=True)):
        return False
    return -1 not in places and len(set(places)) == len(places) >= _HELD * len(outer.rows)


def divides(finer: Group, coarse: Group) -> bool:
    """Whether the coarse entries are only containers (months, days, columns) of the finer ones: they hold several,
    not always as many, and what seemed their link is one of the finer entries' links."""
    widths: list[list[int]] = [[] for _ in coarse.rows]
    for place, row in zip(_inside(finer, coarse), finer.rows, strict=True):
        if place >= 0:
            widths[place].append(max(1, row.width))
    return _are_filled(widths, finer, coarse) and _share_links(finer, coarse)


def _are_filled(widths: list[list[int]], finer: Group, coarse: Group) -> bool:
    """Whether coarse entries hold several finer ones of about one width; `widths`: of those in each coarse entry."""
    counts = list(map(len, widths))
    inside, containers = sum(counts), len(counts)
    several = [sorted(row) for row in widths if len(row) > 1]
    if not several or median(row[-2] / row[-1] for row in several) < _ALIKE_WIDTHS:
        return False
    if inside < _SEVERAL * containers or inside < _NEARLY_ALL * len(finer.rows) or len(set(counts)) == 1:
        return False
    if len(several) < _CROWDED * containers:  # one row of many links, such as a filter's or a pager's
        return False
    return finer.dates >= _FINER_DATES * coarse.dates or inside >= _MANY * containers


def _share_links(finer: Group, coarse: Group) -> bool:
    """Whether the links of coarse entries are those of finer ones, which all have one."""
    finer_links = {row.href for row in finer.rows}
    coarse_links = [row.href for row in coarse.rows if row.href]
    shared = sum(link in finer_links for link in coarse_links)
    return bool(coarse_links) and shared >= _NEARLY_ALL * len(coarse_links) and finer.links > _NEARLY_ALL
