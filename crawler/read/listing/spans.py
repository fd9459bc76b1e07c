"""Cells that stand for several rows (`rowspan`): what one of them says, each row says. Stands under markup.py."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

_WIDE = etree.XPath("descendant::td[@rowspan]|descendant::th[@rowspan]")
_MOST = 60  # rows that a cell may stand for; more is layout
_LONGEST = 40  # characters of a cell that says a day, a column's name, a place


def spread(root: Any) -> None:
    """Puts a copy of such a cell into the rows below it that it stands for, where it is short and leads nowhere: a day,
    an office. A cell around everything is a page's layout and stays as it is."""
    for cell in _WIDE(root):
        rows = cell.get("rowspan").strip()
        if not rows.isdecimal() or not 1 < int(rows[:4]) <= _MOST or not _is_said_of_rows(cell):
            continue
        row = cell.getparent()
        place = row.index(cell)
        for below in list(row.itersiblings("tr"))[: int(rows) - 1]:
            copied = deepcopy(cell)
            del copied.attrib["rowspan"]
            copied.tail = None
            below.insert(min(place, len(below)), copied)
        del cell.attrib["rowspan"]


def _is_said_of_rows(cell: Any) -> bool:
    text = " ".join(cell.text_content().split())
    return 0 < len(text) <= _LONGEST and next(cell.iter("a", "table", "img"), None) is None
