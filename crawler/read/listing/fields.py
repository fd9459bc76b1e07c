"""The fields of a group's entries. Each entry is cut into blocks; blocks in the same place of different entries form
a column, and columns are judged as titles, links and dates (columns.py). Used by listing.py after groups.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.read.listing import columns, dates as listing_dates, titles
from crawler.read.listing.blocks import Block, blocks, header_row, lines, shown, squeeze
from crawler.read.listing.elements import Run, scripted, usable, width
from crawler.read.listing.reading import Reading

_TIME = re.compile(r"\d{1,2}:\d\d")  # of today, if no day is told; else of that day, or how long a video lasts
_LEADS_ON = re.compile(r"全文|详|more|mehr|weiter|reading", re.I)
_SHORTEST_STATED = 8  # characters of a day in a <time datetime>: 20250806
_DATE_ATTRIBUTES = ("datetime", "data-", "title", "value")
_DATE_LABEL = re.compile(r"(?:时间|時間|日期)\s?[:：]\s?")
_LONGEST_DATE = 24  # characters
_PROSE = 40  # columns beside a date: as wide is running text


def read(runs: list[Run], host: str) -> list[Reading]:
    """The fields of every entry of a list on `host`; an entry without any words has an empty title."""
    headers = header_row(runs[0])
    rows = [blocks(run, headers) for run in runs]
    scores = columns.judge(rows, host)
    readings = [_read(run, row, scores) for run, row in zip(runs, rows, strict=True)]
    _without_told_days(readings)
    titles.part_from_dates(readings)
    titles.part_from_labels(readings)
    return readings


def _read(run: Run, row: list[Block], scores: columns.Scores) -> Reading:
    """The fields of one entry, of which `row` are the blocks."""
    reading = Reading(run)
    title = _best([block for block in row if block.text], scores.titles)
    if title is not None:
        reading.title = titles.whole_in(run, titles.full_title(title.node, title.text, title.link))
        reading.title_node, reading.link = title.node, title.link
        reading.scripted = any(map(_opens, _around(title.node, run)))
    linked = [block for block in row if block.link is not None]
    if reading.link is None and (best := _best(linked, scores.links)):
        reading.link = best.link
    _read_date(reading, row, title, scores.dates)
    _read_body(reading, [block for block in linked if block.beside])
    return reading


def _best(row: list[Block], scores: dict[str, float]) -> Block | None:
    """The block in the best place, the first of several."""
    return max(row, key=lambda block: scores[block.place], default=None)


def _around(node: HtmlElement, run: Run) -> Iterator[HtmlElement]:
    """A node and what it stands in, up to its entry's outermost elements."""
    yield node
    yield from node.iter("a")
    for above in node.iterancestors() if node not in run else ():
        yield above
        if above in run:
            break


def _opens(element: HtmlElement) -> bool:
    """Whether an element opens something by a script and has no address."""
    return not usable(element.get("href")) and scripted(element) is not None


def _read_date(reading: Reading, row: list[Block], title: Block | None, scores: dict[str, float]) -> None:
    """The date of an entry: what stands in the column of dates, what its pieces make together, or an attribute."""
    best = _dated_block(row, title, scores)
    written = listing_dates.search(best.text) if best is not None else None
    pieces = listing_dates.pieces([block.text for block in row])
    if pieces and not written:
        reading.date = pieces
    elif best is None:
        reading.date = _in_attributes(reading.run)
    else:
        reading.date = _stated(best.node) or best.date or written
        reading.date_node = best.node if squeeze(shown(best.node)) == best.text else None
        reading.in_prose = written == reading.date and width(best.text) >= _PROSE + width(reading.date or "")


def _without_told_days(readings: list[Reading]) -> None:
    """Takes the days from the few entries of a list that have one in their summaries alone: these tell of them."""
    dated = [reading for reading in readings if reading.date]
    if 3 * len(dated) < len(readings) and all(reading.in_prose for reading in dated):
        for reading in dated:
            reading.date = reading.date_node = None


def _dated_block(row: list[Block], title: Block | None, scores: dict[str, float]) -> Block | None:
    """The block that dates an entry; a time of the day only where there is no day."""
    dated = [block for block in row if block.dated and block is not title]
    days = [block for block in dated if not _TIME.fullmatch(block.text)]
    return _best(days or dated, scores)


def _stated(node: HtmlElement) -> str | None:
    """What a <time> states of its date."""
    stated = node.get("datetime") if node.tag == "time" else None
    return stated if stated and len(stated) >= _SHORTEST_STATED else None


def _in_attributes(run: Run) -> str | None:
    """The first date that an attribute of an entry says."""
    for node in run:
        for element in node.iter("*"):
            published = element.get("itemprop") == "datePublished"
            names = (*_DATE_ATTRIBUTES, "content") if published else _DATE_ATTRIBUTES
            for name, value in element.attrib.items():
                date = listing_dates.whole(value) or _labelled(value) if name.startswith(names) else None
                if date:
                    return date
    return None


def _labelled(attribute: str) -> str | None:
    """The date behind its label in what a link says of itself: 标题：…　发布时间：2025-08-06."""
    label = _DATE_LABEL.search(attribute)
    return listing_dates.search(attribute[label.end() : label.end() + _LONGEST_DATE]) if label else None


def _read_body(reading: Reading, besides: list[Block]) -> None:
    """What an entry says besides title and date, and whether that was cut; `besides`: links to the whole of it."""
    known = (reading.title_node, reading.date_node, *(block.node for block in besides))
    without = {node for node in known if node is not None} - set(reading.run)
    kept = [line for line in lines(reading.run, without).split("\n") if _is_of_body(line, reading.title)]
    reading.body = "\n".join(kept)
    leads_on = any(_LEADS_ON.search(block.text) for block in besides)
    reading.cut = leads_on or titles.CUT.search(reading.body) is not None


def _is_of_body(line: str, title: str) -> bool:
    return len(line) > 1 and squeeze(line) != title and not listing_dates.whole(line)
