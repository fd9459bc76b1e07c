"""Groups of alike elements on a page, scored by how much each looks like a list of notices. Used by listing.py.

An entry is a run of nodes: one element (`li`, `tr`, a card), or a head and what follows it up to the next head
(`dt`+`dd`, a heading and its paragraphs, a link and the text behind it).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from lxml.html import HtmlElement

from crawler import listing_dates

SILENT = frozenset(
    ["script", "style", "noscript", "template", "select", "option", "textarea", "iframe", "svg", "head", "title", "button"]
) - {"button"}
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_HEADS = HEADINGS | {"dt", "a", "p", "strong", "b", "tr", "div"}
_FURNITURE_TAGS = frozenset(["nav", "aside", "footer", "form"]) - {"form"}
_FURNITURE = frozenset(
    ["nav", "navbar", "navi", "menu", "submenu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "sidebar", "side", "aside", "footer", "foot", "friend", "friends", "friendlink", "friendlinks", "flink", "link", "links", "hot", "hots", "rank", "ranking", "related", "recommend", "relate", "pager", "pagination", "pagelist", "paging", "share", "toolbar", "topbar", "sitemap", "language", "lang", "login", "tabs", "tab", "facet", "facets", "filter", "filters", "banner", "swiper", "slider", "carousel", "cookie", "weizhi", "position", "location", "dropdown", "topnav", "leftnav", "sidenav", "subnav", "mainnav"]
)
_STATE = frozenset(
    ["odd", "even", "first", "last", "active", "current", "on", "cur", "hover", "alt", "selected", "open", "left", "right", "clearfix", "cf", "fl", "fr"]
)


@dataclass(slots=True)
class Facts:
    """What a subtree holds: characters of text, characters inside links, links, dates, its widest link."""

    path: int = 0
    depth: int = 0
    text: int = 0
    links: int = 0
    dates: int = 0
    width: int = 0
    href: str = ""
    heading: bool = False
    furniture: bool = False


@dataclass(slots=True)
class Group:
    """Alike entries; `runs` holds each entry's nodes in page order."""

    runs: list[list[HtmlElement]]
    score: float = 0.0
    notes: dict[str, float] = field(default_factory=dict)


def width(text: str) -> int:
    """Columns a text takes: 2 for a Chinese character, 1 for a letter."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def usable(href: str | None) -> bool:
    return bool(href) and not href.strip().lower().startswith(
        ("#", "javascript:", "mailto:", "tel:", "data:")
    )


def tokens(element: HtmlElement) -> list[str]:
    """The words of an element's class and id, without numbers and states (odd, active …)."""
    names = re.sub(r"([a-z])([A-Z])", r"\1 \2", f"{element.get('class') or ''} {element.get('id') or ''}")
    return re.findall(r"[a-z]+", names.lower())


def _class(element: HtmlElement) -> str:
    found = re.findall(r"[a-z]+", re.sub(r"\d+", "", (element.get("class") or "").lower()))
    return " ".join(sorted({t for t in found if t not in _STATE}))


def survey(root: HtmlElement) -> dict[HtmlElement, Facts]:
    """Facts of every element that can show text, in one pass down (paths) and one up (sums)."""
    facts: dict[HtmlElement, Facts] = {}
    paths: dict[tuple[int, str, str], int] = {}
    order = []
    for element in root.iter():
        parent = element.getparent()
        above = facts.get(parent) if parent is not None else None
        if (
            not isinstance(element.tag, str)
            or element.tag in SILENT
            or (above is None and element is not root)
        ):
            continue
        own = Facts(depth=above.depth + 1 if above else 0)
        key = (above.path if above else 0, element.tag, _class(element))
        own.path = paths.setdefault(key, len(paths) + 1)
        facts[element] = own
        order.append(element)
    for element in reversed(order):
        own = facts[element]
        texts = [element.text] + [child.tail for child in element]
        for text in texts:
            text = (text or "").strip()
            if text:
                own.text += len(text)
                own.dates += len(listing_dates.STRONG.findall(text)) or bool(listing_dates.whole(text))
        own.dates += element.tag == "time" and not own.dates
        own.heading = own.heading or element.tag in HEADINGS
        if element.tag == "a" and usable(element.get("href")):
            own.links, own.href = own.links + 1, element.get("href")
            own.width = max(
                1, min(80, width(" ".join(element.itertext()).strip() or element.get("title") or ""))
            )
        parent = facts.get(element.getparent())
        if parent is not None:
            parent.text += own.text
            parent.links += own.links
            parent.dates += own.dates
            parent.heading |= own.heading
            if own.width > parent.width:
                parent.width, parent.href = own.width, own.href
    page = max(1, facts[root].text)
    for element in order:
        own = facts[element]
        named = element.tag in _FURNITURE_TAGS or not _FURNITURE.isdisjoint(tokens(element))
        above = facts.get(element.getparent())
        own.furniture = bool(above and above.furniture) or (named and own.text < page * 0.6)
    return facts


def best(root: HtmlElement) -> list[Group]:
    """Groups that could be the list, best first."""
    facts = survey(root)
    by_path: dict[object, list[HtmlElement]] = defaultdict(list)
    by_parent: dict[object, list[HtmlElement]] = defaultdict(list)
    for element, own in facts.items():
        if own.text >= 4 and element is not root:
            by_path[own.path].append(element)
            above = facts[element.getparent()]
            by_parent[above.path, element.tag].append(element)
    seen, found = set(), []
    for members in [*by_path.values(), *by_parent.values()]:
        for runs in _extents(members, facts):
            key = (len(runs), len(runs[0]), id(runs[0][0]), id(runs[-1][0]))
            if key not in seen:
                seen.add(key)
                found.append(_score(Group(runs), facts, facts[root]))
    return sorted((g for g in found if g.score > 0), key=lambda g: -g.score)


def _extents(
    members: list[HtmlElement], facts: dict[HtmlElement, Facts]
) -> Iterator[list[list[HtmlElement]]]:
    """The members themselves, and, where other things stand between them, each with what follows it."""
    yield [[m] for m in members]
    if members[0].tag not in _HEADS or len(members) < 2:
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


def _tail_facts(run: list[HtmlElement]) -> tuple[int, int]:
    text = dates = 0
    for node in run:
        tail = (node.tail or "").strip()
        text += len(tail)
        dates += len(listing_dates.STRONG.findall(tail)) or bool(listing_dates.whole(tail))
    return text, dates


def _score(group: Group, facts: dict[HtmlElement, Facts], page: Facts) -> Group:
    rows = []
    for run in group.runs:
        parts = [facts[node] for node in run if node in facts]
        widest = max(parts, key=lambda p: p.width)
        text, dates = sum(p.text for p in parts), sum(p.dates for p in parts)
        if len(run) > 1 or run[0].tag in ("a", "b", "strong"):
            more = _tail_facts(run)
            text, dates = text + more[0], dates + more[1]
        rows.append(
            (
                text,
                sum(p.links for p in parts),
                dates,
                widest.width,
                widest.href,
                any(p.heading for p in parts),
            )
        )
    n = len(rows)
    linked = [r for r in rows if r[1]]
    link_share = len(linked) / n
    distinct = len({r[4] for r in linked}) / max(1, len(linked))
    date_share = sum(1 for r in rows if r[2]) / n
    title = median([r[3] for r in linked]) if link_share >= 0.5 else 30 * (median(r[0] for r in rows) > 40)
    crowd = median(r[1] for r in rows)
    many_dates = median(r[2] for r in rows)
    share = min(1.0, sum(r[0] for r in rows) / max(1, page.text))
    headings = sum(1 for r in rows if r[5]) / n
    score = min(n, 40) ** 0.5
    score *= 0.1 + min(1.0, title / 24)
    score *= 0.5 + date_share + 0.3 * headings
    score *= (
        (0.25 + 0.75 * link_share) * distinct**2
        if linked
        else (0.4 if median(r[0] for r in rows) > 120 else 0.02)
    )
    score *= share**0.35
    score *= 4 / max(4.0, crowd) * (3 / max(3.0, many_dates)) ** 1.5
    furniture = sum(facts[run[0]].furniture for run in group.runs) / n
    score *= 1 - 0.8 * furniture
    group.score = score if n >= 2 else 0.0
    group.notes = {
        "entries": n,
        "links": link_share,
        "dates": date_share,
        "distinct": distinct,
        "width": title,
        "share": share,
        "furniture": furniture,
        "crowd": crowd,
    }
    return group
