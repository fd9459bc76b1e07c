"""The entries of the group that is the list: what its rows say, without those that are none. Used by markup.py."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.addresses.links import joined
from crawler.read.article.files import attachments
from crawler.read.listing import dates as listing_dates, fields, scoring, selectors, years
from crawler.read.listing.blocks import shown, squeeze
from crawler.read.listing.elements import Run, width
from crawler.read.listing.reading import Reading
from crawler.read.listing.scoring import Group
from crawler.read.pager import words as lex
from nouns.found import Entry
from pipelines import dates

_PAGED = re.compile(r"首\s*页|[上下]一?页|[尾末]\s*页|[第共]\s*\d+\s*[页条]")
_WAY = re.compile(r"\W*(?:[您你]?(?:当前|现在|目前)?所?在?的?位置\s*[:：]|(?:网站)?首\s*页\s*[>»›])")
_TO_FILL = re.compile(r"[$#]?\{{1,2}[^{}]*\}{1,2}|<%.*%>|\[%.*%\]")  # a row that a script copies
_LONGEST_PAGER = 200  # characters of a row that turns the page or shows the way
_LEAST_HEADED, _LONGEST_NAME = 3, 20  # rows of a table with a header; columns of what that calls a column
_LEAST_ROWS = 4  # of fewer it is not told which are no entries
_MOST = 0.8  # of the rows: what as many have, an entry has
_SHORTEST_INLINE = 80  # columns of an entry without a link, and of a short whole text
_WHOLE, _WHOLE_IN_PARAGRAPHS, _INLINE_LIST = (
    600,
    300,
    3000,
)  # columns of texts that are whole, of one that shows the rest are
_LEAST_BREAKS = 2  # lines that follow the first


def read(group: Group, url: str, now: datetime, language: str, pins: dict[str, str]) -> list[tuple[Reading, Entry]]:
    """The entries of a group on the page at `url`, those left out that are no entries: header rows, adverts, "back to
    top". `pins`: the selectors that the site pins, by field."""
    host = _host(url)
    readings = fields.read(group.runs, host)
    _date_by_headings(readings, group)
    for reading in readings:
        selectors.override(reading, pins)
    for reading, year in zip(readings, group.years, strict=False):
        if year and reading.date:
            reading.date = listing_dates.of_year(reading.date, year)
    if "entry" not in pins:
        readings = _entries_alone(readings)
    links = [_address(url, reading.link) for reading in readings]
    days = _days(readings, links, now, language, host)
    found: list[tuple[Reading, Entry]] = []
    for reading, is_whole, link, day in zip(readings, _whole_bodies(readings), links, days, strict=True):
        found.append((reading, _entry(len(found) + 1, reading, is_whole, link, day, now, url)))
    return found


def _date_by_headings(readings: list[Reading], group: Group) -> None:
    """Dates the entries that stand under headings, or begin with one."""
    pairs = zip(readings, group.above, strict=True)
    headed = [(reading, reading.date or above) for reading, above in pairs if _is_headed(reading) or not reading.date]
    days = listing_dates.under([date for _, date in headed], [reading.run for reading, _ in headed])
    for (reading, _), day in zip(headed, days, strict=True):
        reading.date = day


def _is_headed(reading: Reading) -> bool:
    """Whether an entry of several elements has its date in the first."""
    begins = len(reading.run) > 1 and reading.date_node is not None
    return begins and reading.date_node in reading.run[0].iter()


def _days(
    readings: list[Reading], links: list[str | None], now: datetime, language: str, host: str
) -> list[str | None]:
    """The ISO dates of entries, as their list makes them clear."""
    written = [reading.date for reading in readings]
    us = listing_dates.month_first(filter(None, written), language, host)
    leads = listing_dates.year_leads(filter(None, written), now)
    read = [(date, listing_dates.iso(date, now, us, leads) if date else None) for date in written]
    return years.decide(read, links)


def _entry(
    position: int, reading: Reading, is_whole: bool, link: str | None, day: str | None, now: datetime, base: str
) -> Entry:
    published = day
    if published is None and link:
        published = dates.from_url(link)
    by_itself = dates.parse(reading.date, now) if reading.date else published
    scripted = reading.scripted and link is None
    if scripted and width(reading.body) < _WHOLE_IN_PARAGRAPHS:  # the page that the script opens has the whole text
        is_whole = False
    return Entry(
        position=position,
        url=link,
        title=reading.title,
        date=reading.date,
        published=published,
        body=reading.body if is_whole else None,
        summary=None if is_whole else reading.body or None,
        decided=published if by_itself != published else None,
        scripted=scripted,
        files=_files(reading, base) if is_whole else (),
    )


def _files(reading: Reading, base: str) -> tuple[tuple[str, str], ...]:
    """The files that an entry's whole text links, each once."""
    return tuple(dict.fromkeys(file for node in reading.run for file in attachments(node, base, None, None)))


def _entries_alone(readings: list[Reading]) -> list[Reading]:
    """The rows that are entries: those that guide the reader are none, and where most have a link, a date, a title, a
    row without them is none."""
    readings = [reading for reading in readings if not _guides(reading)]
    if len(readings) >= _LEAST_HEADED and _names_columns(readings[0], readings[1:]):
        readings = readings[1:]
    if len(readings) < _LEAST_ROWS:
        return readings
    most_are_dated = sum(reading.date is not None for reading in readings) >= _MOST * len(readings)
    linked = sum(reading.link is not None for reading in readings)
    usual = {_cells(reading.run) for reading in readings if reading.date}

    def belongs(reading: Reading) -> bool:
        if _TO_FILL.fullmatch(reading.title):
            return False
        leads_nowhere = reading.link is None and width(reading.body) < _SHORTEST_INLINE
        if not reading.title or (leads_nowhere and linked > len(readings) / 2 and _only_names(reading)):
            return False
        if _is_header(reading.run):
            return reading.run[0].tag != "tr"
        if leads_nowhere and linked >= _MOST * len(readings):
            return False
        if reading.date is not None or not most_are_dated:
            return True
        return reading.link is not None and _cells(reading.run) in usual

    return list(filter(belongs, readings))


def _names_columns(first: Reading, others: list[Reading]) -> bool:
    """Whether the first row of a table only names its columns, in cells like all others."""
    says_more = first.link is not None or first.date is not None or first.scripted
    if first.run[0].tag != "tr" or says_more or not all(other.link is not None for other in others):
        return False
    return all(width(squeeze(shown(cell))) <= _LONGEST_NAME for cell in first.run[0])


def _only_names(reading: Reading) -> bool:
    """Whether a line says nothing but a short name, as the heading of what follows it does."""
    return reading.date is None and not reading.scripted and width(reading.title) <= _LONGEST_NAME


def _is_header(run: Run) -> bool:
    """Whether all cells of a row are headers, also where it has none."""
    return all(cell.tag == "th" for cell in run[0].iterchildren("td", "th", "p"))


def _guides(reading: Reading) -> bool:
    """Whether a row turns the page or shows the way to it: publishing systems write both into a list's own table."""
    text = " ".join(squeeze("".join(node.itertext())) for node in reading.run)
    if _turns(text):
        return True
    if len(text) > _LONGEST_PAGER and any(next(node.iter("style", "script"), None) is not None for node in reading.run):
        text = " ".join(squeeze(shown(node)) for node in reading.run)
    if len(text) > _LONGEST_PAGER:
        return False
    if _mostly_turns(reading.run):
        return True
    shows_way = _WAY.match(text) is not None or len(_PAGED.findall(text)) > 1
    return shows_way and not reading.date


def _mostly_turns(run: Run) -> bool:
    """Whether links to other pages of the list are half of what the links of a row say, numbers aside."""
    turning = wording = 0
    for node in run:
        for link in node.iter("a"):
            text = squeeze("".join(link.itertext()))
            wording += 0 if text.isdigit() else len(text)
            if _turns(text) or lex.END.fullmatch(text):
                turning += len(text)
    return turning > 0 and 2 * turning >= wording


def _turns(text: str) -> bool:
    """Whether a text says that it leads to the next or the previous page."""
    return lex.NEXT.fullmatch(text) is not None or lex.BACK.fullmatch(text) is not None


def _cells(run: Run) -> str:
    """The tags an entry is made of, in any order; of a table's row every cell: what is written across is no entry."""
    if len(run) == 1 and run[0].tag == "tr":
        return " ".join(cell.tag for cell in run[0] if isinstance(cell.tag, str))
    return " ".join(sorted(scoring.tags(run).split()))


def _whole_bodies(readings: list[Reading]) -> list[bool]:
    """Which entries carry their whole text: it is long or has paragraphs and is not cut; where most of a list's
    entries do, short ones do too; an entry without a page of its own has no other text."""
    sizes = [0 if reading.cut else width(reading.body) for reading in readings]
    whole = [_is_long(size, reading.body) for size, reading in zip(sizes, readings, strict=True)]
    if 2 * sum(whole) >= len(readings) or max(sizes, default=0) >= _INLINE_LIST:
        whole = [each or size >= _SHORTEST_INLINE for each, size in zip(whole, sizes, strict=True)]
    return [each or _has_no_page(reading) for each, reading in zip(whole, readings, strict=True)]


def _is_long(size: int, body: str) -> bool:
    return size >= _WHOLE or (size >= _WHOLE_IN_PARAGRAPHS and body.count("\n") >= _LEAST_BREAKS)


def _has_no_page(reading: Reading) -> bool:
    return bool(reading.body) and reading.link is None and not reading.scripted


def _address(base: str, link: HtmlElement | None) -> str | None:
    return joined(base, link.get("href")) if link is not None else None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
