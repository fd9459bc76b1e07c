"""What the markup of a list page lists: its entries, the next page, a verdict.

No selectors are needed: groups of alike elements are scored (groups.py) and the fields of the best group are read
(fields.py). Where the markup shows no list, the page's data may: who calls hands in what finds it there. A site's own
selectors outrank what is found, field by field.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.addresses.links import joined
from crawler.read import feeds
from crawler.read.listing import (
    completeness,
    dates as listing_dates,
    fields as listing_fields,
    groups,
    platforms,
    scripts,
    selectors as listing_selectors,
    years,
)
from crawler.read.listing.blocks import squeeze
from crawler.read.listing.fields import Reading
from crawler.read.listing.groups import Group
from crawler.read.listing.page import Page, tokens, width, words
from crawler.read.page_tree import CLASSES
from crawler.read.pager import pager, words as lex
from nouns.found import Entry, Listing
from pipelines import dates

# Measured on 65 list pages (lowest .39) and 233 article pages: below it nothing reads as a list.
_ENOUGH = 0.3
_NOTHING = re.compile(
    r"暂无(?!评论)|(?:没有|未)(?:找到|查询到|检索到|相关)|无(?:相关)?(?:数据|内容|记录)|敬请期待"
    r"|no (?:results|entries|items|records|news|posts|publications|documents)"
    r"|nothing (?:was )?found|keine (?:einträge|ergebnisse|treffer|meldungen|nachrichten|artikel|daten)",
    re.I,
)
_LOGIN = re.compile(r"登录|登陆|登入|请先登|log ?in|sign ?in|anmelden|anmeldung", re.I)
_PAGED = re.compile(r"首\s*页|[上下]一?页|[尾末]\s*页|[第共]\s*\d+\s*[页条]")
_WAY = re.compile(r"\W*(?:[您你]?(?:当前|现在|目前)?所?在?的?位置\s*[:：]|(?:网站)?首\s*页\s*[>»›])")
_LIST_NAMES = words("list lists news newslist entries items results archive listing liebiao lb notices")


def parse(html: str) -> HtmlElement:
    """The tree of a page, an empty one for a text that is no page."""
    parser = lxml.etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(CLASSES)
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html).replace("\x00", "")
    try:
        return lxml.html.document_fromstring(html, parser=parser)
    except (lxml.etree.ParserError, ValueError):
        return lxml.html.document_fromstring("<html><body></body></html>")


class Data(Protocol):
    """What finds lists in a page's data (crawler/read/embedded.py)."""

    def find(self, page: HtmlElement, url: str, now: datetime) -> tuple[Entry, ...]: ...

    def endpoint(self, page: HtmlElement, url: str) -> str | None: ...


def find(html: str, url: str, now: datetime, site: Any = None, pins: bool = True, data: Data | None = None) -> Listing:
    """As listing.py's, of HTML. `data`: asked where the markup leaves a doubt."""
    root = parse(html)
    scripts.resolve(root)
    offered = feeds.offered(root, url)
    try:
        found = _find(root, url, now, site, pins, data)
    except RecursionError:
        _flatten(root)
        found = _find(root, url, now, site, pins, data)
    said = completeness.said(root, found.onward) if found.entries else None
    return replace(found, feeds=offered, said=said) if offered or said else found


def _flatten(root: HtmlElement) -> None:
    """Takes away the wrappers below 100 levels, not their text and links: markup nested thousands deep is a fault or
    an attack, and would exhaust the stack of whatever walks it."""
    depths: dict[HtmlElement, int] = {}
    for element in list(root.iter()):
        parent = element.getparent()
        depth = depths.get(parent, 0) + 1
        if depth > 100 and element.tag != "a" and parent is not None:
            element.drop_tag()
        else:
            depths[element] = depth


def _find(root: HtmlElement, url: str, now: datetime, site: Any, pins: bool, data: Data | None) -> Listing:
    base = root.find(".//base[@href]")
    base_url = joined(url, base.get("href")) or url if base is not None else url
    page = Page(root)
    pinned = listing_selectors.pinned(site)
    group, verdict, why = _choose(page, pinned.get("entry"))
    if data and "entry" not in pinned and _doubtful(page, group, verdict):
        entries = data.find(root, base_url, now)
        if len(entries) > 1:
            why = f"{len(entries)} entries in the page's data; in its markup: {why}"
            return Listing(entries, *_pages(root, url, base_url, site), "list", why)
        source = platforms.source(root, base_url)
        bare = group is None and verdict in ("none", "empty") and page.longest_prose()[0] <= 250
        source = source or (data.endpoint(root, base_url) if bare else None)
        if source:
            return Listing(next=source, onward=source, verdict="list", why=f"a script builds the list from {source}")
    if group is None:
        return Listing(verdict=verdict, why=why)
    group = groups.without_headings(group, page)
    found = _read(group, base_url, now, root.get("lang") or "", pinned)
    if not found:
        return Listing(verdict="empty", why=f"{why}, but none of them says anything")
    entries = tuple(entry for _, entry in found)
    selectors = _selectors(page, found) if pins and "entry" not in pinned else {}
    verdict = "list" if len(entries) > 1 else "single"
    return Listing(entries, *_pages(root, url, base_url, site), verdict, why, selectors)


def _choose(page: Page, selector: str | None) -> tuple[Group | None, str, str]:
    """The group that is the list, or None and the verdict why there is none."""
    if selector:
        group = groups.pinned(page, selector)
        count = len(group.runs) if group else 0
        return group, "empty", f"{count} entries match the pinned selector {selector}"
    group = next(iter(groups.best(page)), None)
    article = page.longest_prose()[0] > 500
    weak = group is None or (group.dates < 0.5 and group.score < 0.7)
    message = None if article else _message(page)
    if not article and page.root.find(".//input[@type='password']") is not None and weak:
        return None, "login", "the page asks for a password and lists nothing dated"
    if message and (weak or (group.dates < 0.5 and group.score < 1.5)):
        return None, "empty", f"the page says: {message}"
    if group is not None and group.score >= _ENOUGH and not _article(page, group):
        return group, "list", groups.describe(group)
    lone = groups.lone(page)
    if lone is not None and not _article(page, lone):
        return lone, "single", "one entry with a link and a date stands alone in a list"
    if group is not None and group.score >= _ENOUGH:
        return None, "none", "most of the text is one article; what repeats beside it is no list of notices"
    heading = " ".join(squeezed for h in page.root.iter("title", "h1") if (squeezed := squeeze(h.text)))
    if _LOGIN.search(heading) and page.text < 500:
        return None, "login", f"a short page headed {heading[:40]}"
    frame = None if article else next((e for e in page.facts if _frame(page, e)), None)
    if frame is not None:
        name = ".".join([frame.tag, *(frame.get("class") or "").split()])
        filled = ": a script may fill it" if page.root.find(".//script") is not None else ""
        return None, "empty", f"the list {name} has nothing in it{filled}"
    if page.text <= 1 and page.root.find(".//script") is not None:
        return None, "none", "the page shows no text: a script builds all of it, or keeps robots out"
    return None, "none", "no group of alike elements looks like a list"


def _doubtful(page: Page, group: Group | None, verdict: str) -> bool:
    """Whether the page's data may know better than its markup; articles carry data of their related links."""
    if verdict == "login" or page.longest_prose(group.rows if group else ())[0] > 500:
        return False
    return group is None or verdict == "single" or (group.dates < 0.5 and group.score < 1.0)


def _article(page: Page, group: Group) -> bool:
    """Whether running text beside the entries outweighs them, as on an article with its related links."""
    (prose, place), entries = page.longest_prose(group.rows), sum(row.text for row in group.rows)
    if group.furniture > 0.5 and prose > 250:
        return True
    kind = page.root.find(".//meta[@property='og:type']")
    stated = kind is not None and kind.get("content") == "article"
    before = -place < group.rows[0].start
    if stated:
        return prose > max(250, (0.2 if before else 0.7) * entries)
    return prose > max(500, (0.5 + 0.5 * group.dates if before else 2.0) * entries)


def _message(page: Page) -> str | None:
    """A short text that says the list is empty."""
    for element, own in page.facts.items():
        if 4 <= own.text <= 80 and not own.links and _NOTHING.search("".join(element.itertext())):
            return squeeze("".join(element.itertext()))
    return None


def _frame(page: Page, element: HtmlElement) -> bool:
    """Whether an element is a list by name or by tag, outside menus, and has nothing in it."""
    own = page.facts[element]
    if own.text or own.furniture or element.tag not in ("ul", "ol", "dl", "tbody", "table", "div"):
        return False
    return element.tag == "tbody" or not _LIST_NAMES.isdisjoint(tokens(element))


def _read(group: Group, url: str, now: datetime, language: str, pins: dict[str, str]) -> list[tuple[Reading, Entry]]:
    """The entries of a group, those left out that are no entries: header rows, adverts, "back to top"."""
    host = _host(url)
    readings = listing_fields.read(group.runs, host)
    for reading, above in zip(readings, group.above, strict=True):
        headed = len(reading.run) > 1 and reading.date_node is not None and reading.date_node in reading.run[0].iter()
        if (above and not reading.date) or headed:
            reading.date = listing_dates.under(reading.date or above, reading.run)
        listing_selectors.override(reading, pins)
    for reading, year in zip(readings, group.years, strict=False):
        if year and reading.date:
            reading.date = listing_dates.of_year(reading.date, year)
    readings = readings if "entry" in pins else _trim(readings)
    us = listing_dates.month_first([r.date for r in readings if r.date], language, host)
    found = []
    links = [joined(url, r.link.get("href")) if r.link is not None else None for r in readings]
    told = [(r.date, listing_dates.iso(r.date, now, us) if r.date else None) for r in readings]
    days = years.decide(told, links)
    for reading, whole, href, published in zip(readings, _whole_bodies(readings), links, days, strict=True):
        if published is None and href:
            published = dates.from_url(href)
        whole = whole and not (reading.scripted and href is None and width(reading.body) < 300)
        body, summary = (reading.body, None) if whole else (None, reading.body or None)
        decided = published if reading.date and dates.parse(reading.date, now) != published else None
        scripted = reading.scripted and href is None
        entry = Entry(len(found) + 1, href, reading.title, reading.date, published, body, summary, decided, scripted)
        found.append((reading, entry))
    return found


def _guides(reading: Reading) -> bool:
    """Whether a row turns the page or shows the way to it: publishing systems write both into a list's own table."""
    text = " ".join(squeeze("".join(node.itertext())) for node in reading.run)
    if lex.NEXT.fullmatch(text) or lex.BACK.fullmatch(text):
        return True
    if len(text) > 200:
        return False
    links = [squeeze("".join(link.itertext())) for node in reading.run for link in node.iter("a")]
    turns = [said for said in links if lex.NEXT.fullmatch(said) or lex.BACK.fullmatch(said) or lex.END.fullmatch(said)]
    if turns and 2 * sum(map(len, turns)) >= sum(len(said) for said in links if not said.isdigit()):
        return True
    return not reading.date and (bool(_WAY.match(text)) or len(_PAGED.findall(text)) > 1)


def _cells(run: list[HtmlElement]) -> str:
    """The tags an entry is made of; of a table's row every cell: what is written across is no entry of it."""
    if len(run) == 1 and run[0].tag == "tr":
        return " ".join(cell.tag for cell in run[0] if isinstance(cell.tag, str))
    return groups.inner(run)


def _trim(readings: list[Reading]) -> list[Reading]:
    readings = [r for r in readings if not _guides(r)]
    n = len(readings)
    if n < 4:
        return readings
    inner = [_cells(r.run) for r in readings]
    usual = {tags for tags, r in zip(inner, readings, strict=True) if r.date}
    dated = sum(r.date is not None for r in readings) / n
    linked = sum(r.link is not None for r in readings) / n

    def belongs(reading: Reading, tags: str) -> bool:
        if not reading.title or all(cell.tag == "th" for cell in reading.run[0].iterchildren("td", "th", "p")):
            return bool(reading.title) and reading.run[0].tag != "tr"
        if reading.link is None and linked >= 0.8 and width(reading.body) < 80:
            return False
        return not (reading.date is None and dated >= 0.8 and (reading.link is None or tags not in usual))

    return [r for r, tags in zip(readings, inner, strict=True) if belongs(r, tags)]


def _whole_bodies(readings: list[Reading]) -> list[bool]:
    """Which entries carry their whole text: it is long or has paragraphs and is not cut; where most of a list's
    entries do, short ones do too; an entry without a page of its own has no other text."""
    sizes = [0 if r.cut else width(r.body) for r in readings]
    long = [size >= 600 or (size >= 300 and r.body.count("\n") >= 2) for size, r in zip(sizes, readings, strict=True)]
    inline = 2 * sum(long) >= len(readings) or max(sizes, default=0) >= 3000
    return [
        a or (bool(r.body) and r.link is None and not r.scripted) or (inline and size >= 80)
        for a, size, r in zip(long, sizes, readings, strict=True)
    ]


def _selectors(page: Page, found: list[tuple[Reading, Entry]]) -> dict[str, str]:
    """CSS that finds the same entries and fields again; a field it cannot pin exactly is left out."""
    readings = [reading for reading, _ in found]
    runs = [r.run for r in readings]
    pins: dict[str, str] = {}
    for css in listing_selectors.entry_candidates([run[0] for run in runs]):
        group = groups.pinned(page, css, len(runs))
        if group is not None and group.runs == runs:
            pins["entry"] = css
            break
    fields = ["title", "link", "date"] + ["body"] * any(entry.body for _, entry in found)
    for name in fields if pins else ():
        css = listing_selectors.field(readings, name)
        if css:
            pins[name] = css
    return pins


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _pages(root: HtmlElement, url: str, base_url: str, site: Any) -> tuple[str | None, str | None]:
    """The next page and where a walk goes on."""
    if getattr(site, "next", None):
        link = next(iter(root.cssselect(site.next)), None)
        pinned = joined(base_url, link.get("href")) if link is not None and link.get("href") else None
        return pinned, pinned
    following = pager.next_page(root, url)
    return following, following or pager.further(root, url)
