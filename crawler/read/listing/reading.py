"""One entry of a list as read. For fields.py and those that look at what it read."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.read.listing.elements import Run


@dataclass(slots=True)
class Reading:
    """One entry as read: texts, and the elements they came from (None where from no single element)."""

    run: Run
    title: str = ""
    link: HtmlElement | None = None
    date: str | None = None
    body: str = ""
    cut: bool = False
    in_prose: bool = False  # its date stands in running text
    scripted: bool = False  # it leads to a page whose address only a script knows
    title_node: HtmlElement | None = None
    date_node: HtmlElement | None = None
