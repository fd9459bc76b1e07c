"""Groups of alike elements on a page, scored by how much each looks like a list of notices. Used by listing.py.

An entry is a run of nodes: one element (`li`, `tr`, a card), or a head and what follows it up to the next head
(`dt`+`dd`, a heading and its paragraphs, a link and the text behind it).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import permutations
from statistics import median

from lxml.html import HtmlElement

from crawler.read.listing.page import HEADINGS, STATE, Facts, Page, tokens, words

_HEADS = HEADINGS | {"dt", "a", "p", "strong", "b", "tr", "div"}
_LISTED = words("item entry news post card list")
_PLAIN = words("wrap wrapper container row col content main box section block inner div area")


@dataclass(slots=True)
class Group:
    """Alike entries: `runs` holds each entry's nodes, `rows` what they hold, `above` the dates of the headings
    they stand under where they bear none themselves."""

    runs: list[list[HtmlElement]]
    rows: list[Facts]
    above: list[str | None]
    years: list[str | None] = field(default_factory=list)  # likewise, of years alone
    score: float = 0.0
    links: float = 0.0
    dates: float = 0.0
    width: float = 0.0
    share: float = 0.0
    furniture: float = 0.0


def best(page: Page) -> list[Group]:
    """Groups that could be the list, best first."""
    seen, found = set(), []
    for members in page.by_path.values():
        members = [m for m in members if page.facts[m].text >= 6]
        if len(members) < 2 or sum(page.facts[m].text for m in members) < 0.01 * page.text:
            continue
        for runs in _extents(members):
            key = (len(runs), len(runs[0]), runs[0][0], runs[-1][0])
            if key not in seen:
                seen.add(key)
                found.append(_score(runs, page))
    found = sorted((g for g in found if g.score > 0), key=lambda g: -g.score)
    if found:
        finer = next((g for g in found[1:] if g.score > 0.15 * found[0].score and _divides(g, found[0])), None)
        if finer is not None:
            found.remove(finer)
            found.insert(0, finer)
        wider = [g for g in found[1:] if g.score > 0.4 * found[0].score and _holds(g, found[0])]
        if wider:
            outermost = max(wider, key=lambda g: sum(r.text for r in g.rows))
            found.remove(outermost)
            found.insert(0, outermost)
        found[0] = _main_part(found[0], page)
    return found


def _main_part(group: Group, page: Page) -> Group:
    """The group without entries that stand in side columns: markup alike, but in a part of the page that is marked as
    furniture, called otherwise, or a menu: narrow and undated beside a dated part. Two columns of about one length
    are one list."""
    if 0 < group.furniture < 0.5:
        runs = [run for run, row in zip(group.runs, group.rows, strict=True) if not row.furniture]
        return _score(runs, page) if len(runs) > 1 else group
    lines = [[run[0], *run[0].iterancestors()] for run in group.runs]
    last = set(lines[-1])
    common = next(node for node in lines[0] if node in last)
    parts: dict[HtmlElement, list[list[HtmlElement]]] = defaultdict(list)
    for run, line in zip(group.runs, lines, strict=True):
        parts[line[line.index(common) - 1] if common in line else common].append(run)
    menus = [runs for runs in parts.values() if _is_menu([page.row(run) for run in runs])]
    lists = [runs for runs in parts.values() if all(page.row(run).dates for run in runs)]
    if menus and len(lists) == 1 and len(menus) + 1 == len(parts) and len(lists[0]) > 1:
        return _score(lists[0], page)
    called = [words(f"{part.get('class', '')} {re.sub('[0-9]', '', part.get('id', ''))}") for part in parts]
    sizes = sorted(map(len, parts.values()))
    if not 1 < len(parts) <= 3 or sizes[-1] < sizes[-2] + 2 or any(a <= b for a, b in permutations(called, 2)):
        return group
    return max((_score(runs, page) for runs in parts.values()), key=lambda g: g.score)


def _is_menu(rows: list[Facts]) -> bool:
    return not any(row.dates for row in rows) and max(row.text for row in rows) <= 24


def _extents(members: list[HtmlElement]) -> Iterator[list[list[HtmlElement]]]:
    """The members themselves, and, where other things stand between them, each with what follows it."""
    yield [[m] for m in members]
    if members[0].tag == "td":
        yield from _cells(members)
    if members[0].tag not in _HEADS:
        return
    heads, runs, followed = set(members), [], 0
    for member in members:
        run, following = [member], member.getnext()
        while following is not None and following not in heads and following.tag not in HEADINGS:
            run.append(following)
            following = following.getnext()
        followed += len(run) > 1 or bool((member.tail or "").strip())
        runs.append(run)
    if followed >= 0.6 * len(members):
        yield runs


def _cells(members: list[HtmlElement]) -> Iterator[list[list[HtmlElement]]]:
    """Cells with a link, each with the cells behind it, where a table's rows hold several entries."""
    heads = {cell for cell in members if cell.find(".//a") is not None}
    crowded = sum(count > 1 for count in Counter(cell.getparent() for cell in heads).values())
    if not 0 < len(heads) < len(members) or 2 * crowded < len({cell.getparent() for cell in members}):
        return
    runs = []
    for head in (cell for cell in members if cell in heads):
        run, following = [head], head.getnext()
        while following is not None and following.find(".//a") is None:
            run.append(following)
            following = following.getnext()
        runs.append(run)
    yield runs


def _inside(inner: Group, outer: Group) -> list[int]:
    """For each inner entry the index of the outer entry it stands in, -1 for none."""
    starts = [r.start for r in outer.rows]
    places = [bisect(starts, row.start) - 1 for row in inner.rows]
    return [i if i >= 0 and row.start <= outer.rows[i].end else -1 for i, row in zip(places, inner.rows, strict=True)]


def _holds(outer: Group, inner: Group) -> bool:
    """Whether the inner entries are parts of the outer ones, one in each: a heading, a teaser without its date."""
    if len(outer.runs[0]) > 1:
        return False
    places = _inside(inner, outer)
    if any(outer.rows[i].start == row.start for i, row in zip(places, inner.rows, strict=True)):
        return False
    return -1 not in places and len(set(places)) == len(places) >= 0.8 * len(outer.rows)


def _divides(finer: Group, coarse: Group) -> bool:
    """Whether the coarse entries are only containers (months, days, columns) of the finer ones: they hold several,
    not always as many, and what seemed their link is one of the finer entries' links."""
    inside = [0] * len(coarse.rows)
    widths: list[list[int]] = [[] for _ in coarse.rows]
    for place, row in zip(_inside(finer, coarse), finer.rows, strict=True):
        if place >= 0:
            inside[place] += 1
            widths[place].append(max(1, row.width))
    alike = [sorted(w)[-2] / max(w) for w in widths if len(w) > 1]
    if not alike or median(alike) < 0.5:
        return False
    if sum(inside) < 1.2 * len(inside) or len(set(inside)) == 1 or sum(inside) < 0.9 * len(finer.rows):
        return False
    if sum(n > 1 for n in inside) < 0.3 * len(inside):  # one row of many links, such as a filter's or a pager's
        return False
    hrefs = {r.href for r in finer.rows}
    linked = [r.href for r in coarse.rows if r.href]
    if finer.dates < 0.5 * coarse.dates and sum(inside) < 2.5 * len(inside):
        return False
    return bool(linked) and sum(h in hrefs for h in linked) >= 0.9 * len(linked) and finer.links > 0.9


def inner(run: list[HtmlElement]) -> str:
    """The tags an entry is made of, repeats once."""
    tags = [node.tag for node in run if isinstance(node.tag, str)]
    tags += [child.tag for child in run[0] if isinstance(child.tag, str)]
    return " ".join(dict.fromkeys(tags))


def _most_common(values: Iterable[str]) -> int:
    return max(Counter(values).values())


def _score(runs: list[list[HtmlElement]], page: Page) -> Group:
    rows = [page.row(run) for run in runs]
    n = len(rows)
    group = Group(runs, rows, [None] * n)
    linked = [r for r in rows if r.links]
    links = len(linked) / n
    distinct = len({r.href for r in linked}) / max(1, len(linked))
    dates = sum(r.dates > 0 for r in rows) / n
    if dates < 0.5 and links >= 0.5 and (page.headings or page.framed):
        group.above = page.dates_above(runs, rows)
        dates += 0.8 * sum(a is not None for a in group.above) / n
    title = median(r.width if r.width >= 16 else max(r.width, 0.7 * r.chunk) for r in rows)
    text = median(r.text for r in rows)
    crowd = median(r.links for r in rows)
    share = min(1.0, sum(r.text for r in rows) / page.text)
    furniture = sum(r.furniture for r in rows) / n
    titled = sum(r.heading for r in rows) / n
    if links >= 0.5:
        score = (0.1 + 0.9 * links**1.5) * distinct**2
    else:  # inline notices, perhaps; an article's paragraphs bear no dates
        score = (0.2 + 0.3 * sum(r.headed for r in rows) / n) * (dates >= 0.5 and text > 40)
    score *= (min(n, 40) - 1) ** 0.5
    score *= 0.1 + min(1.0, title / 24)
    score *= 0.3 if title < 12 and dates < 0.5 else 1.0  # a menu
    score *= 0.4 + min(1.0, dates) + 0.3 * titled
    score *= share**0.45
    score *= 3 / max(3.0, crowd) * (3 / max(3.0, median(r.dates for r in rows))) ** 1.5
    group.score = score * _likeness(runs, rows, dates, page) * (1 - 0.9 * furniture)
    group.links, group.dates, group.width = links, dates, title
    group.share, group.furniture = share, furniture
    return group


def _likeness(runs: list[list[HtmlElement]], rows: list[Facts], dates: float, page: Page) -> float:
    """How far alike markup says alike things, up to 1: the parts of a layout, of one entry or of an article repeat
    their markup too."""
    n = len(rows)
    alike = _most_common(inner(run) for run in runs) / n
    titled = sum(r.heading for r in rows) / n
    likeness = 0.6 + 0.4 * alike
    named = [set(tokens(run[0])) - STATE - _PLAIN for run in runs]
    linked = any(r.links for r in rows)
    if any(named) and _most_common(name for names in named for name in names or ("",)) < (0.5 if linked else 0.8) * n:
        likeness *= 0.2  # the columns of a page's layout, the parts of an entry, are each called something else
    paths = [(run[0].getparent(), page.facts[run[0]].path) for run in runs]
    if len({parent for parent, _ in paths}) < len(set(paths)) == n:
        likeness *= 0.05  # one of each kind in each place: picture and text of an entry
    inline = median(r.linked / max(1, r.text) for r in rows) < 0.25 and median(r.prose for r in rows) >= 80
    if inline and dates < 0.5 and titled < 0.5:
        likeness *= 0.2  # paragraphs with links in them
    if n <= 8 and (alike < 0.8 or dates < 0.6) and titled < 0.8:  # too few to tell from the parts of a page
        several = dates >= 0.6 or n > 5
        likeness *= 1.0 if several and max(rows, key=lambda r: r.text).prose <= 400 else 0.3
    if n == 2 and max(r.prose for r in rows) > 400 > 4 * min(r.prose for r in rows):
        likeness *= 0.3
    return likeness


def without_headings(group: Group, page: Page) -> Group:
    """The group without rows that are a year or a date for those below them, and the years that its entries stand
    under."""
    heads = {start for start, _ in (*page.years, *page.headings)}
    kept = [
        (run, row)
        for run, row in zip(group.runs, group.rows, strict=True)
        if row.links or heads.isdisjoint(page.facts[e].start for e in run[0].iter() if e in page.facts) or row.text > 12
    ]
    if 2 * len(group.runs) > 2 * len(kept) > len(group.runs):
        runs, rows = (list(column) for column in zip(*kept, strict=True))
        group = replace(group, runs=runs, rows=rows, above=page.dates_above(runs, rows))
    group.years = page.years_above(group.runs, group.rows) if page.years else []
    return group


def describe(group: Group) -> str:
    """Why this group won, in a sentence."""
    head = group.runs[0][0]
    above = head.getparent()
    names = [".".join([e.tag, *(e.get("class") or "").split()[:2]]) for e in (above, head) if e is not None]
    return (
        f"{len(group.runs)} × {' > '.join(names)}: {group.links:.0%} with a link of their own, "
        f"{group.dates:.0%} dated, titles about {group.width:.0f} columns wide, {group.share:.0%} of the page's text "
        f"(score {group.score:.2f})"
    )


def pinned(page: Page, selector: str, count: int | None = None) -> Group | None:
    """The entries a selector matches, alone or each with what follows it, whichever reads more like a list; None
    when it matches nothing, or not `count` elements."""
    members = [e for e in page.root.cssselect(selector) if e in page.facts and page.facts[e].text >= 6]
    if not members or len(members) != (count or len(members)):
        return None
    return max((_score(runs, page) for runs in _extents(members)), key=lambda g: (g.score, -len(g.runs[0])))


def lone(page: Page) -> Group | None:
    """A list of one: an element as entries are made, outside menus, with a wide link and a date."""
    for element, own in page.facts.items():
        if element.tag in ("li", "tr", "article", "dl", "div") and own.dates and not own.furniture and own.width >= 12:
            listed = element.tag != "div" or not _LISTED.isdisjoint(tokens(element))
            alike = sum(1 for s in element.getparent().iterchildren(element.tag) if s in page.facts)
            if listed and own.links <= 4 and own.text <= 0.9 * page.text and alike == 1:
                return _score([[element]], page)
    return None
