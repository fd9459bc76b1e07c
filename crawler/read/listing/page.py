"""A page surveyed once: what each part of it holds, which parts are alike, what is furniture; where running text and
headings of dates stand.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.read.listing import dates as listing_dates
from crawler.read.listing.elements import (
    HEADINGS,
    OPEN,
    SILENT,
    Run,
    class_without_state,
    leads_to,
    text_of,
    tokens,
    width,
    words,
)
from crawler.read.listing.facts import Facts
from crawler.read.listing.headings import Headings

_MAIN = words("content main wrap wrapper")
_INLINE = words("p span b strong em i font u small sup sub blockquote br a")
_FURNITURE_TAGS = words("nav aside footer header")
_LISTS = words("ul ol menu dir")
_ROWS_IN = words("table tbody thead tfoot")
_TALK = words("comment comments commentlist reply reflist references pinglun")
_FURNITURE = words(
    "nav navbar navi menu submenu breadcrumb breadcrumbs crumb crumbs sidebar side aside footer foot friend friends "
    "friendlink friendlinks flink yqlj hot hots rank ranking related recommend recommends relate pager pagination "
    "pagelist paging share toolbar topbar sitemap language lang login facet facets banner swiper slider carousel "
    "cookie weizhi location dropdown topnav leftnav sidenav subnav mainnav"
)
_WIDEST_LINK = 80  # columns: a wider link is no better a title
_SHORTEST_DATE, _LONGEST_DATE = 4, 20  # columns of a date in pieces: the day large, year and month small
_MOST_OF_PAGE = 0.6  # of its text
_MENU_LINKED, _TEXT_LINKED = 0.3, 0.5  # of a part's text: what a menu has at least in links, what a text has at most
_LONG_LIST = 10  # entries


class Prose(NamedTuple):
    """A piece of running text outside links: where its element begins and ends, where the block around it begins."""

    start: int
    end: int
    block: int
    columns: int


class Page:
    """A page surveyed once: the facts of every element that can show text, which elements are alike (`by_path`), where
    running text (`prose`) and headings stand, the columns of its whole `text`."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.facts: dict[HtmlElement, Facts] = {}
        self.by_path: dict[object, list[HtmlElement]] = defaultdict(list)
        self.prose: list[Prose] = []
        self.headings = Headings(self.facts, root)
        self._descend()
        self._gather_misplaced_rows()
        self._sum_up()
        self._gather_misplaced_items()
        self.text = max(1, self.facts[root].text)
        self._find_furniture()

    def _descend(self) -> None:
        """Gives every element its place, and gathers those of alike markup."""
        ids: dict[object, int] = {}
        for place, element in enumerate(self.root.iter()):
            parent = element.getparent()
            above = self.facts.get(parent) if parent is not None else Facts()
            if above is None or not isinstance(element.tag, str) or element.tag in SILENT:
                continue
            name = class_without_state(element)
            own = Facts(start=place, end=place)
            path, shape = above.path, above.shape
            if element.tag == "tr" and parent.tag == "table":  # in a body of its own, as browsers read it
                path = ids.setdefault((path, "tbody", ""), len(ids) + 1)
                shape = ids.setdefault((shape, "tbody"), len(ids) + 1)
            own.path = ids.setdefault((path, element.tag, name), len(ids) + 1)
            own.shape = ids.setdefault((shape, element.tag), len(ids) + 1)
            self.facts[element] = own
            if element is self.root:
                continue
            self.by_path[own.path].append(element)
            self.by_path[path, element.tag].append(element)
            if name:
                self.by_path[own.shape, name].append(element)
            if " " in name:  # WordPress adds each post's categories to its class
                for part in name.split():
                    self.by_path[path, element.tag, part].append(element)

    def _gather_misplaced_rows(self) -> None:
        """A table that is closed too early leaves its later rows outside: all rows of that make are alike then."""
        rows = [element for element in self.facts if element.tag == "tr"]
        if all(row.getparent().tag in _ROWS_IN for row in rows):
            return
        for row in rows:
            cells = " ".join(cell.tag for cell in row if isinstance(cell.tag, str))
            if row.find(".//table") is None:
                self.by_path["row", cells].append(row)

    def _gather_misplaced_items(self) -> None:
        """A list that is closed too early, or in which something is opened and never closed (<center>, <form>), has its
        later items elsewhere: all dated ones of that make are alike then."""
        items = [element for element in self.facts if element.tag == "li"]
        if all(item.getparent().tag in _LISTS for item in items):
            return
        for item in items:
            if self.facts[item].dates and item.find(".//li") is None:
                parts = dict.fromkeys(part.tag for part in item if isinstance(part.tag, str))
                self.by_path["item", class_without_state(item), " ".join(parts)].append(item)

    def _sum_up(self) -> None:
        """From the innermost elements outward: what each holds goes to its parent's."""
        for element in reversed(self.facts):
            own = self.facts[element]
            below = own.prose
            own.read(element.text)
            for child in element:
                own.read(child.tail)
            if own.prose > below:
                self._note_prose(element, own, own.prose - below)
            self._read_tag(element, own)
            if not own.links:
                self._read_pieces(element, own)
            self.headings.note(element, own)
            if element is not self.root:
                self.facts[element.getparent()].add(own)
        self.headings.are_noted()

    def _note_prose(self, element: HtmlElement, own: Facts, columns: int) -> None:
        if element.tag == "a" or _in_link(element):
            return
        block = element
        while block.tag in _INLINE:
            block = block.getparent()
        self.prose.append(Prose(own.start, own.end, self.facts[block].start, columns))

    @staticmethod
    def _read_tag(element: HtmlElement, own: Facts) -> None:
        """What an element adds to its texts by being a heading, a time or a link."""
        if element.tag in HEADINGS:
            own.headed = True
            own.heading = own.heading or bool(own.links) or _in_link(element)
        elif element.tag == "time":
            own.dates = max(1, own.dates)
        elif element.tag == "a" and (address := leads_to(element)):
            text = text_of(element) or element.get("title") or ""
            own.links += 1
            own.href, own.linked = address, own.text
            own.width = max(1, min(_WIDEST_LINK, width(text)))

    @staticmethod
    def _read_pieces(element: HtmlElement, own: Facts) -> None:
        """Whether the texts in an element without a date make one together."""
        if not own.dates and _SHORTEST_DATE <= own.text <= _LONGEST_DATE and len(element) > 1:
            pieces = [text for text in element.itertext() if text.strip()]
            own.dates = int(listing_dates.pieces(pieces) is not None)

    def _find_furniture(self) -> None:
        for element, own in self.facts.items():
            above = self.facts.get(element.getparent())
            inside = above is not None and above.furniture
            own.furniture = inside or self._is_furniture(element, own)

    def _is_furniture(self, element: HtmlElement, own: Facts) -> bool:
        """Whether an element is a menu, side column, footer or comments by tag or name. Names lie (a wrapper called
        side_nav_content), so a named one must be mostly links, and nothing that is most of the page counts."""
        names = tokens(element)
        if element.tag in ("html", "body") or not _MAIN.isdisjoint(names):
            return False
        if not _TALK.isdisjoint(names):
            return True
        if own.text >= _MOST_OF_PAGE * self.text and own.linked <= _TEXT_LINKED * own.text:
            return False
        if element.tag in _FURNITURE_TAGS:
            return True
        return own.linked > _MENU_LINKED * own.text and not _FURNITURE.isdisjoint(names)

    def row(self, run: Run) -> Facts:
        """What one entry holds."""
        total = Facts(start=self.facts[run[0]].start)
        above = self.facts.get(run[0].getparent())
        total.furniture = above is not None and above.furniture
        for node in run:
            if node in self.facts:
                total.add(self.facts[node])
            if len(run) > 1 or node.tag in OPEN:
                total.read(node.tail)
        return total

    def longest_prose(self, rows: Sequence[Facts] = ()) -> tuple[int, int]:
        """Columns of running text in the one block that holds most of it outside these entries, and its place. What
        stands between the entries of a long list counts as theirs."""
        starts = [row.start for row in rows]
        blocks: Counter[int] = Counter()
        for prose in self.prose:
            before = bisect(starts, prose.start)
            inside = before > 0 and prose.start <= rows[before - 1].end
            between = 0 < before < len(rows) >= _LONG_LIST and starts[before] > prose.end
            if not inside and not between:
                blocks[prose.block] += prose.columns
        columns, place = max(((columns, -place) for place, columns in blocks.items()), default=(0, 0))
        return columns, -place


def _in_link(element: HtmlElement) -> bool:
    return next(element.iterancestors("a"), None) is not None
