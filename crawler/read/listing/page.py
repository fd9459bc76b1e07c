"""A page surveyed once for listing.py: what every element holds, counted in columns, links and dates; what is
furniture; where running text and date headings stand.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from lxml.html import HtmlElement

from crawler.read.listing import dates as listing_dates

_YEAR = re.compile(r"((?:19|20)\d\d)\s?(?:年度?)?")


def words(text: str) -> frozenset[str]:
    """A set of words."""
    return frozenset(text.split())


SILENT = words("script style noscript template select option textarea iframe svg head title")
HEADINGS = words("h1 h2 h3 h4 h5 h6")
OPEN = words("a b strong")  # a head of these goes on in the text behind it
_MAIN = words("content main wrap wrapper")
_INLINE = words("p span b strong em i font u small sup sub blockquote br a")
_FURNITURE_TAGS = words("nav aside footer header")
_ROWS_IN = words("table tbody thead tfoot")
_TALK = words("comment comments commentlist reply reflist references pinglun")
_FURNITURE = words(
    "nav navbar navi menu submenu breadcrumb breadcrumbs crumb crumbs sidebar side aside footer foot friend friends "
    "friendlink friendlinks flink yqlj hot hots rank ranking related recommend recommends relate pager pagination "
    "pagelist paging share toolbar topbar sitemap language lang login facet facets banner swiper slider carousel "
    "cookie weizhi location dropdown topnav leftnav sidenav subnav mainnav"
)
STATE = words("odd even first last active current on cur hover alt selected open left right clearfix cf fl fr hidden")


@dataclass(slots=True)
class Facts:
    """What a subtree, or an entry, holds, counted in columns (see `width`): `text`, `linked` (text in links), `chunk`
    (the widest piece), `prose` (all wide pieces); `width` and `href` of the widest link; `headed` any heading,
    `heading` a linked one; `start` and `end` are places in page order; equal `path` or `shape` is alike markup."""

    path: int = 0
    shape: int = 0
    start: int = 0
    end: int = 0
    text: int = 0
    linked: int = 0
    links: int = 0
    dates: int = 0
    width: int = 0
    chunk: int = 0
    prose: int = 0
    href: str = ""
    headed: bool = False
    heading: bool = False
    furniture: bool = False

    def add(self, other: Facts) -> None:
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.prose += other.prose
        self.dates += other.dates
        self.headed |= other.headed
        self.heading |= other.heading
        self.chunk = max(self.chunk, other.chunk)
        self.end = max(self.end, other.end)
        if other.width > self.width:
            self.width, self.href = other.width, other.href

    def read(self, text: str | None) -> None:
        if text and (text := text.strip()):
            columns = width(text)
            self.text += columns
            self.chunk = max(self.chunk, min(60, columns))
            self.prose += columns if columns >= 40 else 0
            self.dates += listing_dates.count(text)


def width(text: str) -> int:
    """Columns a text takes: 2 for a Chinese character, 1 for a letter."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def usable(href: str | None) -> bool:
    """Whether a link leads to another page."""
    return bool(href) and not href.strip().lower().startswith(("#", "javascript:", "mailto:", "tel:", "data:"))


def scripted(link: HtmlElement) -> str | None:
    """The call that a link without an address makes: `onclick="show(7)"`, `javascript:show(7)`."""
    calls = (link.get("onclick") or "", (link.get("href") or "").partition("javascript:")[2])
    return next((call for call in calls if re.search(r"\w\(\s*['\"\w-]", call)), None)


def _leads(link: HtmlElement) -> str | None:
    """Where a link leads, or what its script is asked for: lists are lists whoever opens their entries. The script may
    be that of what the link stands in; `void(0)` leads nowhere."""
    href = link.get("href")
    if usable(href):
        return href
    asked = (scripted(element) for element in (link, *islice(link.iterancestors(), 3)))
    return next((call for call in asked if call and not call.lstrip().startswith("void")), None)


@lru_cache(maxsize=4096)
def _words(names: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", names).lower()))


def tokens(element: HtmlElement) -> tuple[str, ...]:
    """The words of an element's class and id."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _words(names) if names != " " else ()


def plain_name(name: str) -> bool:
    """Whether a class or id is a name people gave, not a number, a state or a generated one."""
    return (
        bool(re.fullmatch(r"-?[A-Za-z_][\w-]*", name))
        and not re.search(r"\d{3}|[0-9a-f]{8}", name)
        and name not in STATE
    )


def _class(element: HtmlElement) -> str:
    """The class, without numbers and states, so that odd and even rows are alike."""
    names = element.get("class")
    return " ".join(sorted({t for t in re.findall(r"[a-z]+", names.lower()) if t not in STATE})) if names else ""


class Page:
    """A page surveyed once: the facts of every element that can show text, and where its date headings stand."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.facts: dict[HtmlElement, Facts] = {}
        self.by_path: dict[object, list[HtmlElement]] = defaultdict(list)
        self._descend()
        self._misplaced()
        self._sum()

    def _descend(self) -> None:
        ids: dict[object, int] = {}
        for place, element in enumerate(self.root.iter()):
            parent = element.getparent()
            above = self.facts.get(parent) if parent is not None else Facts()
            if not isinstance(element.tag, str) or element.tag in SILENT or above is None:
                continue
            cls = _class(element)
            own = Facts(start=place, end=place)
            own.path = ids.setdefault((above.path, element.tag, cls), len(ids) + 1)
            own.shape = ids.setdefault((above.shape, element.tag), len(ids) + 1)
            self.facts[element] = own
            if element is not self.root:
                self.by_path[own.path].append(element)
                self.by_path[above.path, element.tag].append(element)
                if cls:
                    self.by_path[own.shape, cls].append(element)
                if " " in cls:  # WordPress adds each post's categories to its class
                    for name in cls.split():
                        self.by_path[above.path, element.tag, name].append(element)

    def _misplaced(self) -> None:
        """A table that is closed too early leaves its later rows outside: all rows of that make are alike then."""
        rows = [e for e in self.facts if e.tag == "tr"]
        if all(row.getparent().tag in _ROWS_IN for row in rows):
            return
        for row in rows:
            cells = " ".join(cell.tag for cell in row if isinstance(cell.tag, str))
            if row.find(".//table") is None:
                self.by_path["row", cells].append(row)

    def _sum(self) -> None:
        facts = self.facts
        self.prose: list[tuple[int, int, int, int]] = []
        self.framed: list[tuple[int, HtmlElement]] = []  # short texts with a date among words
        headings: list[tuple[int, str]] = []
        years: list[tuple[int, str]] = []
        for element in reversed(facts):
            own = facts[element]
            below = own.prose
            own.read(element.text)
            for child in element:
                own.read(child.tail)
            said = own.prose - below
            own.headed |= element.tag in HEADINGS
            if element.tag in HEADINGS and (own.links or next(element.iterancestors("a"), None) is not None):
                own.heading = True
            if element.tag == "time":
                own.dates = max(1, own.dates)
            if element.tag == "a" and (href := _leads(element)):
                text = " ".join("".join(element.itertext()).split()) or element.get("title") or ""
                own.links, own.href, own.linked = own.links + 1, href, own.text
                own.width = max(1, min(80, width(text)))
            if said and element.tag != "a" and next(element.iterancestors("a"), None) is None:
                block = element
                while block.tag in _INLINE:
                    block = block.getparent()
                self.prose.append((own.start, own.end, facts[block].start, said))
            if 4 <= own.text <= 20 and not own.dates and len(element) > 1 and not own.links:
                own.dates = int(listing_dates.pieces([t for t in element.itertext() if t.strip()]) is not None)
            if own.dates and not own.links and own.text <= 90:
                date = listing_dates.whole("".join(element.itertext())) if own.text <= 50 else None
                if date:
                    headings.append((own.start, date))
                elif own.dates == 1 and not (self.framed and own.start < self.framed[-1][0] <= own.end):
                    self.framed.append((own.start, element))
            if 4 <= own.text <= 8 and not own.links and (year := _YEAR.fullmatch("".join(element.itertext()).strip())):
                years.append((own.start, year[1]))
            if element is not self.root:
                facts[element.getparent()].add(own)
        self.headings, self.years = headings[::-1], years[::-1]
        self.text = max(1, facts[self.root].text)
        for element, own in facts.items():
            above = facts.get(element.getparent())
            own.furniture = bool(above and above.furniture) or self._named_furniture(element, own)

    def _named_furniture(self, element: HtmlElement, own: Facts) -> bool:
        """Whether an element is a menu, side column, footer or comments by tag or name. Names lie (a wrapper called
        side_nav_content), so a named one must be mostly links, and nothing that is most of the page counts."""
        names = tokens(element)
        if element.tag in ("html", "body") or not _MAIN.isdisjoint(names):
            return False
        if not _TALK.isdisjoint(names):
            return True
        if own.text >= self.text * 0.6 and own.linked <= 0.5 * own.text:
            return False
        return element.tag in _FURNITURE_TAGS or (own.linked > 0.3 * own.text and not _FURNITURE.isdisjoint(names))

    def row(self, run: list[HtmlElement]) -> Facts:
        """What one entry holds."""
        total = Facts(start=self.facts[run[0]].start)
        total.furniture = (self.facts.get(run[0].getparent()) or total).furniture
        for node in run:
            if node in self.facts:
                total.add(self.facts[node])
            if len(run) > 1 or node.tag in OPEN:
                total.read(node.tail)
        return total

    def longest_prose(self, rows: Sequence[Facts] = ()) -> tuple[int, int]:
        """Columns of running text in the one block that holds most of it outside these entries, and its place. What
        stands between the entries of a long list counts as theirs."""
        starts = [r.start for r in rows]
        blocks: Counter[int] = Counter()
        for start, end, block, columns in self.prose:
            i = bisect(starts, start)
            between = 0 < i < len(rows) >= 10 and starts[i] > end
            if not i or (start > rows[i - 1].end and not between):
                blocks[block] += columns
        return max(((columns, -block) for block, columns in blocks.items()), default=(0, 0))

    @cached_property
    def frames(self) -> list[tuple[int, str]]:
        """Dates that stand in the same words, three or more of them: Published in the Law Journal of March 7, 2023."""
        said: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for start, element in self.framed:
            text = " ".join("".join(element.itertext()).split())
            if date := listing_dates.STRONG.search(text):
                said[re.sub(r"\d", "", f"{text[: date.start()]}\n{text[date.end() :]}")].append((start, date.group()))
        return sorted(heading for alike in said.values() if len(alike) > 2 for heading in alike)

    def _row_end(self, node: HtmlElement, floor: int) -> int:
        """Where the table's row or list item ends that holds an entry: a date in it is no heading of the next one."""
        row = None if node.tag in ("tr", "li") else next(node.iterancestors("tr", "li"), None)
        own = self.facts.get(row) if row is not None else None
        return own.end if own is not None and own.start > floor else 0

    def dates_above(self, runs: list[list[HtmlElement]], rows: list[Facts]) -> list[str | None]:
        """For each entry the date heading it stands under, among those inside what holds all entries."""
        floor = self.facts[self._common(runs)].start
        inside = [h for h in self.headings if h[0] > floor]
        framed = [h for h in self.frames if h[0] > floor]
        if 10 * len(framed) <= 7 * len(runs):  # as many as entries are lines of the entries
            inside = sorted(inside + framed)
        above = self._above(inside, runs, rows, floor)
        return [date if not row.dates else None for date, row in zip(above, rows, strict=True)]

    def years_above(self, runs: list[list[HtmlElement]], rows: list[Facts]) -> list[str | None]:
        """For each entry the year it stands under (2025年, and nothing else): one inside what holds all entries, or
        right before that."""
        common = self._common(runs)
        outer = [common, *islice(common.iterancestors(), 1)]
        before = {self.facts[e].start for at in outer if (e := at.getprevious()) is not None and e in self.facts}
        floor = self.facts[common].start
        return self._above([h for h in self.years if h[0] > floor or h[0] in before], runs, rows, floor)

    def _common(self, runs: list[list[HtmlElement]]) -> HtmlElement:
        """The innermost element that holds all entries."""
        first = set(runs[0][0].iterancestors())
        return next((a for a in runs[-1][0].iterancestors() if a in first), self.root)

    def _above(
        self, headings: list[tuple[int, str]], runs: list[list[HtmlElement]], rows: list[Facts], floor: int
    ) -> list[str | None]:
        """For each entry the last heading before it that stands in no entry."""
        starts = [r.start for r in rows]
        ends = [max(row.end, self._row_end(run[0], floor)) for row, run in zip(rows, runs, strict=True)]
        free = [h for h in headings if not (i := bisect(starts, h[0])) or h[0] > ends[i - 1]]
        places = [h[0] for h in free]
        return [free[i - 1][1] if (i := bisect(places, r.start)) else None for r in rows]
