"""Groups of alike elements on a page, those first that look most like a list of notices. Used by listing.py.

An entry is a run of nodes: one element (`li`, `tr`, a card), or a head and what follows it up to the next head
(`dt`+`dd`, a heading and its paragraphs, a link and the text behind it). How much a group looks like a list, says
scoring.py.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from cssselect import SelectorError
from lxml.html import HtmlElement

from crawler.read.listing.beside import prefer_main, prefer_paged
from crawler.read.listing.elements import HEADINGS, Run, text_of, tokens, words
from crawler.read.listing.facts import Facts
from crawler.read.listing.nesting import divides, holds
from crawler.read.listing.page import Page
from crawler.read.listing.scoring import Group, scored

_HEADS = HEADINGS | {"dt", "a", "p", "strong", "b", "tr", "div"}
_LISTED = words("item entry news post card list")
_LONE = words("li tr article dl div")
_SHORTEST_ENTRY = 6  # columns of text
_LEAST_SHARE = 0.01  # of the page's text
_FINER, _WIDER = 0.15, 0.4  # of the best score: what a group has that is put before the best one
_LONGEST_MENU_ENTRY = 24  # columns
_MOST_PARTS = 3  # columns of a layout that holds one list and what stands beside it
_MOST_FURNITURE = 0.5  # of the entries
_STRAYS = 0.2  # of a dated part's entries: so many of them, and so many in other parts, may be undated
_FOLLOWED = 0.6  # of the heads: something stands behind as many where an entry is a head and what follows
_LONGEST_HEADING = 12  # columns of a row that is a heading of those below it
_LONE_WIDTH, _LONE_LINKS, _LONE_SHARE = 12, 4, 0.9  # of a list of one: its link, its links, its share of the page


def best(page: Page) -> list[Group]:
    """Groups that could be the list, best first."""
    candidates = (scored(runs, page) for runs in _candidates(page))
    found = [group for group in candidates if group.score > 0]
    found.sort(key=lambda group: -group.score)
    if found:
        _prefer_finer(found)
        _prefer_wider(found)
        prefer_main(found)
        prefer_paged(found, page)
        found[0] = _main_part(found[0], page)
    return found


def _candidates(page: Page) -> Iterator[list[Run]]:
    """The runs of alike elements, each set of them once."""
    seen = set()
    for members in page.by_path.values():
        members = [member for member in members if page.facts[member].text >= _SHORTEST_ENTRY]
        text = sum(page.facts[member].text for member in members)
        if len(members) < 2 or text < _LEAST_SHARE * page.text:
            continue
        for runs in _extents(members):
            key = (len(runs), len(runs[0]), runs[0][0], runs[-1][0])
            if key not in seen:
                seen.add(key)
                yield runs


def _prefer_finer(found: list[Group]) -> None:
    """Puts the entries of months, days or columns before these."""
    for group in found[1:]:
        if group.score > _FINER * found[0].score and divides(group, found[0]):
            found.remove(group)
            found.insert(0, group)
            return


def _prefer_wider(found: list[Group]) -> None:
    """Puts whole entries before parts of them."""
    high = [group for group in found[1:] if group.score > _WIDER * found[0].score]
    wider = [group for group in high if holds(group, found[0])]
    if wider:
        outermost = max(wider, key=lambda group: sum(row.text for row in group.rows))
        found.remove(outermost)
        found.insert(0, outermost)


def _main_part(group: Group, page: Page) -> Group:
    """The group without entries that stand in side columns: markup alike, but in a part of the page that is marked as
    furniture, called otherwise, or a menu: narrow and undated beside a dated part. Two columns of about one length
    are one list."""
    if 0 < group.furniture < _MOST_FURNITURE:
        rows = zip(group.runs, group.rows, strict=True)
        runs = [run for run, row in rows if not row.furniture]
        return scored(runs, page) if len(runs) > 1 else group
    parts = _parts(group.runs)
    main = _beside_menus(list(parts.values()), page)
    if main is not None:
        return _main_part(scored(main, page), page)
    return _best_column(parts, page) or group


def _parts(runs: list[Run]) -> dict[HtmlElement, list[Run]]:
    """Entries by the part of the page that they stand in, below the innermost element that holds all."""
    lines = [[run[0], *run[0].iterancestors()] for run in runs]
    around_last = set(lines[-1])
    common = next(node for node in lines[0] if node in around_last)
    parts: dict[HtmlElement, list[Run]] = defaultdict(list)
    for run, line in zip(runs, lines, strict=True):
        part = line[line.index(common) - 1] if common in line else common
        parts[part].append(run)
    return parts


def _beside_menus(parts: list[list[Run]], page: Page) -> list[Run] | None:
    """The entries of the one dated part where all other parts are menus, or few and undated beside its many."""
    others = [runs for runs in parts if not _is_menu([page.row(run) for run in runs])]
    main = max(others, key=len, default=[])
    if len(parts) == 1 or len(main) < 2:
        return None
    undated = sum(not page.row(run).dates for run in main)
    strays = [page.row(run) for runs in others if runs is not main for run in runs]
    few = max(undated, len(strays)) <= _STRAYS * len(main)
    return main if few and not any(row.dates for row in strays) else None


def _is_menu(rows: list[Facts]) -> bool:
    """Whether entries bear no dates and are as short as a menu's."""
    return not any(row.dates for row in rows) and all(row.text <= _LONGEST_MENU_ENTRY for row in rows)


def _best_column(parts: dict[HtmlElement, list[Run]], page: Page) -> Group | None:
    """The best of a few parts that are called otherwise, none only more than another, one longer than the others."""
    if not 1 < len(parts) <= _MOST_PARTS:
        return None
    called = [words(f"{part.get('class', '')} {re.sub('[0-9]', '', part.get('id', ''))}") for part in parts]
    sizes = sorted(map(len, parts.values()))
    alike = any(one <= other for one, other in permutations(called, 2))
    if alike or sizes[-1] < sizes[-2] + 2:
        return None
    columns = [scored(runs, page) for runs in parts.values()]
    return max(columns, key=lambda column: column.score)


def _extents(members: list[HtmlElement]) -> Iterator[list[Run]]:
    """The members themselves, and, where other things stand between them, each with what follows it."""
    yield [[member] for member in members]
    if members[0].tag == "td":
        yield from _cells(members)
    if members[0].tag == "tr":
        yield from _rows_together(members)
    if members[0].tag not in _HEADS:
        return
    heads = set(members)
    runs: list[Run] = []
    followed = 0
    for member in members:
        run, following = [member], member.getnext()
        while following is not None and following not in heads and following.tag not in HEADINGS:
            run.append(following)
            following = following.getnext()
        followed += len(run) > 1 or bool((member.tail or "").strip())
        runs.append(run)
    if followed >= _FOLLOWED * len(members):
        yield runs


def _rows_together(members: list[HtmlElement]) -> Iterator[list[Run]]:
    """Rows with a link, each with the rows behind it, where an entry is written into as many rows of a table."""
    runs: list[Run] = []
    for row in members:
        if row.find(".//a") is not None:
            runs.append([row])
        elif runs and next(filter(text_of, runs[-1][-1].itersiblings()), None) is row:
            runs[-1].append(row)
        else:
            return
    lengths = {len(run) for run in runs}
    if len(lengths) == 1 < max(lengths) or (len(lengths) == 2 and 1 in lengths and _are_written_across(runs)):
        yield runs


def _are_written_across(runs: list[Run]) -> bool:
    """Whether rows without a link have fewer cells than those with one, and one of them writes a text across."""
    cells = min(len(run[0]) for run in runs)
    return all(len(row) < cells for run in runs for row in run[1:])


def _cells(members: list[HtmlElement]) -> Iterator[list[Run]]:
    """Cells with a link, each with the cells behind it, where a table's rows hold several entries."""
    heads = [cell for cell in members if cell.find(".//a") is not None]
    if not 0 < len(heads) < len(members):
        return
    rows = {cell.getparent() for cell in members}
    heads_by_row = Counter(head.getparent() for head in heads)
    crowded = sum(count > 1 for count in heads_by_row.values())
    if 2 * crowded < len(rows):
        return
    runs: list[Run] = []
    for head in heads:
        run, following = [head], head.getnext()
        while following is not None and following.find(".//a") is None:
            run.append(following)
            following = following.getnext()
        runs.append(run)
    yield runs


def without_headings(group: Group, page: Page) -> Group:
    """The group without rows that are a year or a date for those below them, and the years that its entries stand
    under."""
    headings = {heading.place for heading in (*page.headings.years, *page.headings.dates)}
    rows = zip(group.runs, group.rows, strict=True)
    kept = [(run, row) for run, row in rows if not _is_heading(run, row, page, headings)]
    if len(group.runs) / 2 < len(kept) < len(group.runs):
        group = replace(group, runs=[run for run, _ in kept], rows=[row for _, row in kept])
        group.above = page.headings.dates_above(group.runs, group.rows)
    group.years = page.headings.years_above(group.runs, group.rows) if page.headings.years else []
    return group


def _is_heading(run: Run, row: Facts, page: Page, headings: set[int]) -> bool:
    """Whether a row is a heading; `headings`: their places."""
    if row.links or row.text > _LONGEST_HEADING:
        return False
    places = {page.facts[element].start for element in run[0].iter() if element in page.facts}
    return not headings.isdisjoint(places)


def describe(group: Group) -> str:
    """Why this group won, in a sentence."""
    head = group.runs[0][0]
    elements = (element for element in (head.getparent(), head) if element is not None)
    names = [".".join([element.tag, *(element.get("class") or "").split()[:2]]) for element in elements]
    return (
        f"{len(group.runs)} × {' > '.join(names)}: {group.links:.0%} with a link of their own, "
        f"{group.dates:.0%} dated, titles about {group.width:.0f} columns wide, {group.share:.0%} of the page's text "
        f"(score {group.score:.2f})"
    )


def pinned(page: Page, selector: str, count: int | None = None) -> Group | None:
    """The entries a selector matches, alone or each with what follows it, whichever reads more like a list; None
    when it matches nothing, or not `count` elements."""
    try:
        matches = [element for element in page.root.cssselect(selector) if element in page.facts]
    except SelectorError:  # an element of a torn page may be called anything: <li<a>
        return None
    members = [element for element in matches if page.facts[element].text >= _SHORTEST_ENTRY]
    expected = count or len(members)
    if not members or len(members) != expected:
        return None
    groups = [scored(runs, page) for runs in _extents(members)]
    return max(groups, key=lambda group: (group.score, -len(group.runs[0])))


def lone(page: Page) -> Group | None:
    """A list of one: an element as entries are made, outside menus, with a wide link and a date."""
    for element, own in page.facts.items():
        if element.tag in _LONE and own.dates and _is_lone(element, own, page):
            return scored([[element]], page)
    return None


def _is_lone(element: HtmlElement, own: Facts, page: Page) -> bool:
    if own.furniture or own.width < _LONE_WIDTH or own.links > _LONE_LINKS or own.text > _LONE_SHARE * page.text:
        return False
    if element.tag == "div" and _LISTED.isdisjoint(tokens(element)):
        return False
    return sum(sibling in page.facts for sibling in element.getparent().iterchildren(element.tag)) == 1
