"""The fields of a group's entries. Each entry is cut into blocks; blocks in the same place of different entries form
a column, and columns are judged as titles, links and dates. Used by listing.py after groups.py."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import pairwise

from lxml.html import HtmlElement

from crawler.read.listing import dates as listing_dates
from crawler.read.listing.blocks import Block, blocks, header_row, lines, shown, squeeze
from crawler.read.listing.page import scripted, tokens, usable, words

_TITLE_NAMES = words("title caption headline subject name case biaoti tit bt titel")
_TITLE_LABEL = re.compile(r"标题|题名|名称|title|caption|case name|subject|parties|betreff|titel|headline", re.I)
_DATE_NAMES = words("date time datetime pubdate published posted day rq sj riqi shijian datum")
_DATE_LABEL = re.compile(r"日期|时间|date|filed|issued|decided|released|posted|datum|veröffentlicht", re.I)
_FIRST_DATE = re.compile(r"发布|公布|公开|published|veröffentlicht", re.I)
_TIME = re.compile(r"\d{1,2}:\d\d")  # of today, if no day is told; else of that day, or how long a video lasts
_CUT = re.compile(r"(?<!\s)\s*(?:(?<!…)…+|(?<!\.)\.{3,}|‥|\[…\]|\[\.\.\.\])\s*$")
_FILE_NOTE = re.compile(
    r"(?<!\s)\s*[(\[]\s*(?:pdf|docx?|xlsx?|zip|rtf)\b[^()\[\]]{0,60}\d\s?[km]i?b[^()\[\]]{0,60}[)\]]\s*$", re.I
)
_MARKED = re.compile(r"^[\s·]*(?:[\[［(（【][^\[\]［］()（）【】]{1,12}[\]］)）】]\s*)+")
_PINNED = re.compile(r"^\s*(?:[\[【(（]\s?置顶\s?[\]】)）]|置顶\s*[:：|])\s*(?=\S)")
_BULLET = re.compile(r"^(?:[\s·•●▪■◆◇►▶>»※‧・]|[-–—]\s)+")
LONGEST_TITLE = 500  # characters: in a longer one a date is not looked for, which takes its square
_DATED = re.compile(
    rf"^[\[(（【]?\s*(?!\s)(?P<a>{listing_dates.STRONG.pattern})(?:\s*[\])）】])?[\s|:：-]*(?=\S)"
    rf"|(?<![\s|])(?:[\s|]+|[\s|]*[\[(（【]\s*)(?!\s)(?P<b>{listing_dates.STRONG.pattern})\s*(?:[\])）】]\s*)?$",
    re.X | re.I,
)
# A day without a year that leads every title of a list: [09-12] …, 09-12 …
_LED = re.compile(
    r"[\[【(（]\s*(?P<a>(?:0?[1-9]|1[0-2])[-/.月](?:[12]\d|3[01]|0?[1-9])日?)\s*[\])）】]\s*(?=\S)"
    r"|(?P<b>(?:0[1-9]|1[0-2])[-/](?:[12]\d|3[01]|0[1-9]))\s+(?=\S)"
)
_TAIL = re.compile(rf"(?<!\s)\s+(?!\s)(?:{listing_dates.STRONG.pattern})(?:\s\S{{1,8}})?\s*$", re.X | re.I)
_ANY_DAY = datetime(2100, 1, 1, tzinfo=timezone.utc)  # days are compared with each other alone


@dataclass(slots=True)
class Reading:
    """One entry as read: texts, and the elements they came from (None where from no single element)."""

    run: list[HtmlElement]
    title: str = ""
    link: HtmlElement | None = None
    date: str | None = None
    body: str = ""
    cut: bool = False
    scripted: bool = False  # it leads to a page whose address only a script knows
    title_node: HtmlElement | None = None
    date_node: HtmlElement | None = None


def _loose(place: str) -> str:
    """The place without classes, so that a featured entry's title still stands where titles stand."""
    return re.sub(r"\.[^/|~#]+", "", place)


def _title_score(column: list[Block], n: int, first: float) -> float:
    column = [b for b in column if b.text]
    if not column:
        return -9.0
    count = len(column)
    middle = sorted(b.wide for b in column)[count // 2]
    named = not _TITLE_NAMES.isdisjoint(tokens(column[0].node))
    score = 2.0 * min(1.0, count / n) + 2.0 * len({b.text for b in column}) / count * min(1.0, count / 3)
    score += 2.0 * min(1.0, middle / 20) - min(2.0, max(0, middle - 90) / 40)
    score += 1.5 * column[0].heading + 1.2 * sum(b.link is not None for b in column) / count
    score += 1.0 * named + 1.0 * bool(_TITLE_LABEL.search(column[0].label))
    score -= 4.0 * sum(b.date is not None for b in column) / count
    score -= 2.5 * sum(b.coded for b in column) / count
    score -= 4.0 * sum(b.beside for b in column) / count
    return score - 0.8 * first


def _link_score(column: list[Block], n: int, host: str) -> float:
    hrefs = [b.link.get("href") for b in column if b.link is not None]
    if not hrefs:
        return -9.0
    score = 2.0 * len(hrefs) / n + 3.0 * len(set(hrefs)) / len(hrefs) * min(1.0, len(hrefs) / 3)
    score += 0.3 * any(f"//{host}" in href or "//" not in href for href in hrefs) + 1.0 * column[0].heading
    return score - 0.5 * sum(b.beside for b in column) / len(column)


def _date_score(column: list[Block], n: int) -> float:
    wholes = sum(b.date is not None for b in column)
    inner = sum(b.dated for b in column)
    if not inner:
        return 0.0
    label, node = column[0].label, column[0].node
    named = not _DATE_NAMES.isdisjoint(tokens(node)) or node.tag == "time"
    score = (2.0 * wholes + inner) / len(column) + min(1.0, len(column) / n) + 0.5 * named
    return score + 0.5 * bool(_DATE_LABEL.search(label)) + 0.7 * bool(_FIRST_DATE.search(label))


def _order(column: list[Block], host: str) -> float:
    """How far a column of dates is sorted, 0 to 1, 0 also where it is too short or uniform to tell: a list stands in
    the order of its days, and not of its deadlines."""
    texts = [text for b in column if (text := b.date or listing_dates.search(b.text))]
    us = listing_dates.month_first(texts, "", host)
    days = [day for text in texts if (day := listing_dates.iso(text, _ANY_DAY, us))]
    pairs = len(days) - 1
    if pairs < 4 or len(set(days)) < 3:
        return 0.0
    most = max(sum(a >= b for a, b in pairwise(days)), sum(a <= b for a, b in pairwise(days)))
    return max(0.0, 4 * most / pairs - 3)


def read(runs: list[list[HtmlElement]], host: str) -> list[Reading]:
    """The fields of every entry of a list on `host`; an entry without any words has an empty title."""
    headers = header_row(runs[0])
    rows = [blocks(run, headers) for run in runs]
    n = len(rows)
    strict, loose, first = defaultdict(list), defaultdict(list), {}
    for row in rows:
        for index, block in enumerate(row):
            strict[block.place].append(block)
            loose[_loose(block.place)].append(block)
            first.setdefault(_loose(block.place), index / max(4, len(row)))

    def ranked(score, *more) -> dict[str, float]:
        wide = {place: score(column, n, *(m[place] for m in more)) for place, column in loose.items()}
        return {
            place: max(score(column, n, *(m[_loose(place)] for m in more)), wide[_loose(place)] - 0.3)
            for place, column in strict.items()
        }

    titles, dates = ranked(_title_score, first), ranked(_date_score)
    if len(dated := [place for place, score in dates.items() if score > 1]) > 1:
        dates |= {place: dates[place] + 0.6 * _order(strict[place], host) for place in dated}
    links = {place: _link_score(column, n, host) for place, column in strict.items()}
    readings = []
    for run, row in zip(runs, rows, strict=True):
        reading = Reading(run)
        title = max((b for b in row if b.text), key=lambda b: titles[b.place], default=None)
        if title is not None:
            reading.title = full_title(title.node, title.text, title.link)
            reading.title_node, reading.link = title.node, title.link
        reading.scripted = reading.title_node is not None and any(map(_opens, _around(reading.title_node, run)))
        if reading.link is None:
            linked = max((b for b in row if b.link is not None), key=lambda b: links[b.place], default=None)
            reading.link = linked.link if linked is not None else None
        _date(reading, [b for b in row if b is not title and b.dated], dates, row)
        besides = [b for b in row if b.link is not None and b.beside]
        reading.cut = any(re.search("全文|详|more|mehr|weiter|reading", b.text, re.I) for b in besides)
        _body(reading, besides)
        readings.append(reading)
    _dates_in_titles(readings)
    return readings


def _around(node: HtmlElement, run: list[HtmlElement]) -> Iterator[HtmlElement]:
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


def full_title(node: HtmlElement, text: str | None = None, link: HtmlElement | None = None) -> str:
    """The text of a title, or the title attribute that goes on where the text was cut."""
    text = _PINNED.sub("", _FILE_NOTE.sub("", squeeze(shown(node)) if text is None else text))
    stem = _CUT.sub("", text)
    holders = [node, link if link is not None else node.find(".//a")]
    if stem != text and holders[-1] is not None:  # the cell that it stands in may say it whole
        holders.append(holders[-1].getparent())
    for holder in holders:
        attribute = squeeze(holder.get("title")) if holder is not None else ""
        if attribute and attribute != text and attribute == _MARKED.sub("", text):  # <a title="…"><font>[招标]</font>…
            return attribute
        bare = _MARKED.sub("", stem)  # [市本级], written before what the attribute says
        unmarked = _MARKED.sub("", attribute)  # or in it alone
        if stem != text and unmarked != attribute and unmarked.startswith(stem) and len(unmarked) > len(stem) > 3:
            return unmarked
        if stem != text and bare != stem and len(bare) > 3 and attribute.startswith(bare[:-1]):
            return _BULLET.sub("", attribute)
        goes_on = len(attribute) + (stem != text) > len(stem) > 3 and attribute.startswith(stem[:-1])
        if goes_on and (stem != text or (not attribute.isascii() and "窗口" not in attribute)):
            return _BULLET.sub("", attribute)
    return _BULLET.sub("", text)


def _date(reading: Reading, dated: list[Block], scores: dict[str, float], row: list[Block]) -> None:
    best = max(dated, key=lambda b: (not _TIME.fullmatch(b.text), scores[b.place]), default=None)
    pieces = listing_dates.pieces([b.text for b in row])
    if pieces and (best is None or not listing_dates.search(best.text)):
        reading.date = pieces
        return
    if best is not None:
        reading.date = best.date or listing_dates.search(best.text)
        if best.node.tag == "time" and len(best.node.get("datetime") or "") >= 8:
            reading.date = best.node.get("datetime")
    if reading.date:
        reading.date_node = best.node if squeeze(shown(best.node)) == best.text else None
    else:
        reading.date = _attribute(reading.run)


def _attribute(run: list[HtmlElement]) -> str | None:
    for node in run:
        for element in node.iter("*"):
            said = ("content",) if element.get("itemprop") == "datePublished" else ()
            for name, value in element.attrib.items():
                told = name.startswith(("datetime", "data-", "title", "value", *said))
                if told and (date := listing_dates.whole(value)):
                    return date
    return None


def _body(reading: Reading, besides: list[Block]) -> None:
    without = {n for n in (reading.title_node, reading.date_node, *(b.node for b in besides)) if n is not None}
    text = lines(reading.run, without - set(reading.run))
    kept = [
        ln for ln in text.split("\n") if squeeze(ln) != reading.title and not listing_dates.whole(ln) and len(ln) > 1
    ]
    reading.body = "\n".join(kept)
    reading.cut = reading.cut or bool(_CUT.search(reading.body))


def _dates_in_titles(readings: list[Reading]) -> None:
    """Lists that write "2025-08-06 Title" in one piece do so in most rows; a lone date in a title is the title's."""
    n = len(readings)
    found = [_DATED.search(r.title) if len(r.title) <= LONGEST_TITLE else None for r in readings]
    if sum(m is not None and r.date is None for m, r in zip(found, readings, strict=True)) > 0.6 * n:
        for m, r in zip(found, readings, strict=True):
            if m and r.date is None:
                r.date, r.title = m["a"] or m["b"], (r.title[: m.start()] + r.title[m.end() :]).strip()
    elif n >= 3 and not any(r.date for r in readings) and all(_LED.match(r.title) for r in readings):
        for r in readings:
            led = _LED.match(r.title)
            r.date, r.title = led["a"] or led["b"], r.title[led.end() :].strip()
    elif n >= 4 and all(any(map(str.isdigit, r.title[-20:])) for r in readings[1:3]):
        _cut_tails([r for r in readings if r.date and len(r.title) <= LONGEST_TITLE], n)


def _cut_tails(dated: list[Reading], n: int) -> None:
    """A date (and a code behind it) that ends nearly every title of a list that has a column of dates is a column that
    was written into the titles, unless it is what tells them apart."""
    tails = [(r, m) for r in dated if (m := _TAIL.search(r.title))]
    if len(tails) >= 0.9 * n and len({r.title[: m.start()] for r, m in tails}) > 0.7 * len({r.title for r, _ in tails}):
        for r, m in tails:
            r.title = r.title[: m.start()]
