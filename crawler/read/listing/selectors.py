"""CSS selectors for what listing.py found, and the reading of entries by selectors a site pins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawler.read.listing import dates
from crawler.read.listing.blocks import lines, squeeze
from crawler.read.listing.fields import Reading, full_title
from crawler.read.listing.page import plain_name, usable

FIELDS = ("entry", "title", "link", "date", "body")


def pinned(site: Any) -> dict[str, str]:
    """The selectors a site pins, by field."""
    return {name: css for name in FIELDS if site is not None and (css := getattr(site, name, None))}


_compiled = lru_cache(maxsize=1024)(CSSSelector)


def pick(run: list[HtmlElement], css: str) -> HtmlElement | None:
    """The first element of an entry (one of its nodes or inside one) that a selector matches."""
    return next((hit for node in run if isinstance(node.tag, str) for hit in _compiled(css)(node)), None)


def override(reading: Reading, pins: dict[str, str]) -> None:
    """Reads the pinned fields of an entry by their selectors."""
    if "title" in pins:
        node = reading.title_node = pick(reading.run, pins["title"])
        reading.title = full_title(node) if node is not None else ""
    if "link" in pins:
        node = pick(reading.run, pins["link"])
        links = node.iter("a") if node is not None else ()
        reading.link = next((a for a in links if usable(a.get("href"))), None)
    if "date" in pins:
        node = pick(reading.run, pins["date"])
        text = squeeze("".join(node.itertext())) if node is not None else ""
        stated = node.get("datetime") if node is not None else None
        reading.date = stated or dates.whole(text) or dates.search(text) or text or None
    if "body" in pins:
        node = pick(reading.run, pins["body"])
        reading.body, reading.cut = (lines([node]), False) if node is not None else ("", True)


def _names(node: HtmlElement) -> list[str]:
    return [name for name in (node.get("class") or "").split() if plain_name(name)]


def _steps(node: HtmlElement) -> Iterator[str]:
    """Simple selectors for one element, most telling first."""
    if plain_name(node.get("id") or ""):
        yield f"#{node.get('id')}"
    for name in _names(node):
        yield f"{node.tag}.{name}"
    yield node.tag


def entry_candidates(heads: list[HtmlElement]) -> Iterator[str]:
    """Selectors that may match exactly these entries: by class, then below what holds them."""
    shared = Counter(name for head in heads for name in set(_names(head)))
    tags = {head.tag for head in heads}
    own = [f"{heads[0].tag}.{name}" for name, count in shared.items() if count == len(heads)] if len(tags) == 1 else []
    if len(tags) == 1:
        yield from own
        own.append(heads[0].tag)
    above, suffix = heads[0].getparent(), own or ["*"]
    for _ in range(6):
        if above is None:
            return
        for step in _steps(above):
            for css in suffix:
                yield f"{step} > {css}"
                yield f"{step} {css}"
                yield f"{step} > {css}:has(a)"
        suffix = [f"{next(_steps(above))} > {css}" for css in suffix][:2]
        above = above.getparent()


def field(readings: list[Reading], name: str) -> str | None:
    """A selector, looked up inside each entry, that reads this field as it was read; None when none does."""
    attribute = {"title": "title_node", "link": "link", "date": "date_node"}.get(name)
    nodes = [getattr(r, attribute) if attribute else _body_node(r) for r in readings]
    steps: Counter[str] = Counter()
    for reading, node in zip(readings, nodes, strict=True):
        if node is None or node in reading.run[:1]:
            continue
        parent = node.getparent()
        for step in _steps(node):
            if not step.startswith("#"):
                steps[step] += 1
                if parent is not None and parent not in reading.run:
                    for outer in _steps(parent):
                        steps[f"{outer} > {step}"] += not outer.startswith("#")
        if node.tag in ("td", "th") or (parent is not None and parent.tag in ("td", "th")):
            cell = node if node.tag in ("td", "th") else parent
            index = 1 + sum(1 for _ in cell.itersiblings("td", "th", preceding=True))
            steps[f"{cell.tag}:nth-child({index})" + ("" if cell is node else f" > {node.tag}")] += 1
    for css, _ in sorted(steps.items(), key=lambda item: (-item[1], len(item[0])))[:8]:
        if all(_reads_same(reading, name, css) for reading in readings):
            return css
    return None


def _reads_same(reading: Reading, name: str, css: str) -> bool:
    again = replace(reading)
    override(again, {name: css})
    return getattr(again, name) == getattr(reading, name)


def _body_node(reading: Reading) -> HtmlElement | None:
    """The innermost element whose text is the body."""
    found = None
    for node in reading.run:
        for element in node.iter("*"):
            long = len("".join(element.itertext())) >= len(reading.body) > 0
            found = element if long and lines([element]) == reading.body else found
    return found
