"""Lists that are running lines with links in them (`2025-08-06 <a>…</a><br>`). Stands under markup.py.

A link goes with the text behind it, as groups.py has it. Where the days stand before the links, that would give each
entry the day of the next one: there every entry is put into an element of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from crawler.read.listing import dates
from crawler.read.listing.elements import HEADINGS, usable, words

_BROKEN = etree.XPath("//*[br[2] and .//a]")
_BLOCKS = HEADINGS | words("hr p div ul ol dl table form section article blockquote pre center")
_LEAST = 3  # entries
_MOST_LED = 0.8  # of the links: as many have a date before them


@dataclass(slots=True)
class _Line:
    """A line: the element whose tail begins it (None: its parent's text does), and the elements in it."""

    opener: HtmlElement | None
    text: str
    nodes: list[HtmlElement] = field(default_factory=list)

    def texts(self) -> tuple[str, str, bool]:
        """What stands before its first link and what outside links behind that, and whether it has one."""
        before, behind, linked = self.text, "", False
        for node in self.nodes:
            links = usable(node.get("href")) or any(usable(link.get("href")) for link in node.iter("a"))
            said = "" if links else "".join(node.itertext())
            linked = linked or links
            if linked:
                behind += f"{said}{node.tail or ''}"
            else:
                before += f"{said}{node.tail or ''}"
        return before, behind, linked


def part(root: HtmlElement) -> None:
    """Puts each entry of such a list into a <div>, where its day stands before its link."""
    for parent in _BROKEN(root):
        for lines in list(_flows(parent)):
            for unit in _led(lines):
                _wrap(parent, unit)


def _flows(parent: HtmlElement) -> Iterator[list[_Line]]:
    """The lines between the blocks of an element."""
    lines = [_Line(None, parent.text or "")]
    for child in parent:
        if child.tag in _BLOCKS:
            yield lines
            lines = [_Line(child, child.tail or "")]
        elif child.tag == "br":
            lines.append(_Line(child, child.tail or ""))
        else:
            lines[-1].nodes.append(child)
    yield lines


def _led(lines: list[_Line]) -> list[list[_Line]]:
    """The entries of a flow whose first link has a date before it and whose last has none behind it; else none."""
    starts: list[int] = []
    begin: int | None = None
    led = 0
    dated_behind = False
    for number, line in enumerate(lines):
        before, behind, linked = line.texts()
        if begin is None and dates.count(before):
            begin = number
        if linked:
            led += begin is not None
            if not led:
                return []
            starts.append(number if begin is None else begin)
            begin = None
        dated_behind = dates.count(behind) > 0 if linked else dated_behind or dates.count(before) > 0
    if dated_behind or led < max(_LEAST, _MOST_LED * len(starts)):
        return []
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _wrap(parent: HtmlElement, unit: list[_Line]) -> None:
    """Moves lines into an element of their own."""
    opener, wrapper = unit[0].opener, parent.makeelement("div")
    wrapper.text = unit[0].text
    moved = [node for line in unit for node in ([line.opener] if line is not unit[0] else []) + line.nodes]
    if opener is None:
        parent.text = None
        parent.insert(0, wrapper)
    else:
        opener.tail = None
        opener.addnext(wrapper)
    wrapper.extend(moved)
