"""CSS selectors for what listing.py found, and the reading of entries by selectors a site pins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawler.read.listing import dates, groups
from crawler.read.listing.blocks import lines, squeeze
from crawler.read.listing.elements import Run, plain_name, usable
from crawler.read.listing.page import Page
from crawler.read.listing.reading import Reading
from crawler.read.listing.titles import full_title
from nouns.found import Entry
from nouns.site import Site

FIELDS = ("entry", "title", "link", "date", "body")
_HIGHEST = 6  # elements above entries that a selector of them may begin at
_CELLS = ("td", "th")
_MOST_TRIED = 8  # selectors of a field, of which the most common are tried


def pinned(site: Site | None) -> dict[str, str]:
    """The selectors a site pins, by field."""
    selectors = {name: getattr(site, name, None) for name in FIELDS}
    return {name: css for name, css in selectors.items() if css}


_compiled = lru_cache(maxsize=1024)(CSSSelector)


def pick(run: Run, css: str) -> HtmlElement | None:
    """The first element of an entry (one of its nodes or inside one) that a selector matches."""
    for node in run:
        hits = _compiled(css)(node) if isinstance(node.tag, str) else ()
        if hits:
            return hits[0]
    return None


def override(reading: Reading, pins: dict[str, str]) -> None:
    """Reads the pinned fields of an entry by their selectors."""
    for name, css in pins.items():
        if name in _READ:
            _READ[name](reading, pick(reading.run, css))


def _read_title(reading: Reading, node: HtmlElement | None) -> None:
    reading.title_node = node
    reading.title = full_title(node) if node is not None else ""


def _read_link(reading: Reading, node: HtmlElement | None) -> None:
    links = node.iter("a") if node is not None else ()
    reading.link = next((link for link in links if usable(link.get("href"))), None)


def _read_date(reading: Reading, node: HtmlElement | None) -> None:
    text = squeeze("".join(node.itertext())) if node is not None else ""
    stated = node.get("datetime") if node is not None else None
    reading.date = stated or dates.whole(text) or dates.search(text) or text or None


def _read_body(reading: Reading, node: HtmlElement | None) -> None:
    reading.body = lines([node]) if node is not None else ""
    reading.cut = node is None


_READ: dict[str, Callable[[Reading, HtmlElement | None], None]] = {
    "title": _read_title,
    "link": _read_link,
    "date": _read_date,
    "body": _read_body,
}


def of(page: Page, found: list[tuple[Reading, Entry]]) -> dict[str, str]:
    """CSS that finds the same entries and fields again; a field it cannot pin exactly is left out."""
    readings = [reading for reading, _ in found]
    entry = _entry_selector(page, [reading.run for reading in readings])
    if entry is None:
        return {}
    pins = {"entry": entry}
    with_body = any(entry.body for _, entry in found)
    for name in ("title", "link", "date", "body") if with_body else ("title", "link", "date"):
        css = _field(readings, name)
        if css:
            pins[name] = css
    return pins


def _entry_selector(page: Page, runs: list[Run]) -> str | None:
    """A selector that finds these entries and no others."""
    for css in _entry_candidates([run[0] for run in runs]):
        group = groups.pinned(page, css, len(runs))
        if group is not None and group.runs == runs:
            return css
    return None


def _names(node: HtmlElement) -> list[str]:
    return list(filter(plain_name, (node.get("class") or "").split()))


def _steps(node: HtmlElement) -> Iterator[str]:
    """Simple selectors for one element, most telling first."""
    if plain_name(node.get("id") or ""):
        yield f"#{node.get('id')}"
    for name in _names(node):
        yield f"{node.tag}.{name}"
    yield node.tag


def _entry_candidates(heads: list[HtmlElement]) -> Iterator[str]:
    """Selectors that may match exactly these entries: by class, then below what holds them."""
    own = _shared_steps(heads)
    yield from own[:-1]
    above, suffixes = heads[0].getparent(), own or ["*"]
    for _ in range(_HIGHEST):
        if above is None:
            return
        for step in _steps(above):
            for suffix in suffixes:
                yield f"{step} > {suffix}"
                yield f"{step} {suffix}"
                yield f"{step} > {suffix}:has(a)"
        suffixes = [f"{next(_steps(above))} > {suffix}" for suffix in suffixes[:2]]
        above = above.getparent()


def _shared_steps(heads: list[HtmlElement]) -> list[str]:
    """What fits all of these elements: each class that all have, and last the tag; nothing where tags differ."""
    tag = heads[0].tag
    if any(head.tag != tag for head in heads):
        return []
    shared = Counter(name for head in heads for name in dict.fromkeys(_names(head)))
    return [*(f"{tag}.{name}" for name, count in shared.items() if count == len(heads)), tag]


def _field(readings: list[Reading], name: str) -> str | None:
    """A selector, looked up inside each entry, that reads this field as it was read; None when none does."""
    steps: Counter[str] = Counter()
    for reading in readings:
        node = _node_of(reading, name)
        if node is not None and node not in reading.run[:1]:
            steps.update(_field_steps(node, reading.run))
    most_common = sorted(steps.items(), key=lambda item: (-item[1], len(item[0])))
    for css, _ in most_common[:_MOST_TRIED]:
        if all(_reads_same(reading, name, css) for reading in readings):
            return css
    return None


def _node_of(reading: Reading, name: str) -> HtmlElement | None:
    """The element that a field was read from."""
    match name:
        case "title":
            return reading.title_node
        case "link":
            return reading.link
        case "date":
            return reading.date_node
        case _:
            return _body_node(reading)


def _field_steps(node: HtmlElement, run: Run) -> Iterator[str]:
    """Selectors of an element inside its entry: by itself, below its parent, by the column of its table."""
    parent = node.getparent()
    below = parent is not None and parent not in run
    for step in _steps(node):
        if step.startswith("#"):
            continue
        yield step
        for outer in _steps(parent) if below else ():
            if not outer.startswith("#"):
                yield f"{outer} > {step}"
    if node.tag in _CELLS:
        yield _column(node)
    elif parent is not None and parent.tag in _CELLS:
        yield f"{_column(parent)} > {node.tag}"


def _column(cell: HtmlElement) -> str:
    place = 1 + sum(1 for _ in cell.itersiblings(*_CELLS, preceding=True))
    return f"{cell.tag}:nth-child({place})"


def _reads_same(reading: Reading, name: str, css: str) -> bool:
    again = replace(reading)
    override(again, {name: css})
    return bool(getattr(again, name) == getattr(reading, name))


def _body_node(reading: Reading) -> HtmlElement | None:
    """The innermost element whose text is the body."""
    if not reading.body:
        return None
    found = None
    for node in reading.run:
        for element in node.iter("*"):
            long_enough = len("".join(element.itertext())) >= len(reading.body)
            if long_enough and lines([element]) == reading.body:
                found = element
    return found
