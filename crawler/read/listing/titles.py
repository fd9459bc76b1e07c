"""The titles of entries: whole where they are cut, without dates and marks written into them. For fields.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from lxml.html import HtmlElement

from crawler.read.listing import dates as listing_dates
from crawler.read.listing.blocks import shown, squeeze
from crawler.read.listing.elements import Run
from crawler.read.listing.reading import Reading

CUT = re.compile(r"(?<!\s)\s*(?:(?<!…)…+|(?<!\.)\.{3,}|‥|\[…\]|\[\.\.\.\])\s*$")
_FILE_NOTE = re.compile(
    r"(?<!\s)\s*[(\[]\s*(?:pdf|docx?|xlsx?|zip|rtf)\b[^()\[\]]{0,60}\d\s?[km]i?b[^()\[\]]{0,60}[)\]]\s*$", re.I
)
_MARKED = re.compile(r"^[\s·]*(?:[\[［(（【][^\[\]［］()（）【】]{1,12}[\]］)）】]\s*)+")
_PINNED = re.compile(r"^\s*(?:[\[【(（]\s?置顶\s?[\]】)）]|置顶\s*[:：|])\s*(?=\S)")
_BULLET = re.compile(r"^(?:[\s·•●▪■◆◇►▶>»※‧・]|[-–—]\s)+")
_LONGEST_TITLE = 500  # characters: in a longer one a date is not looked for, which takes its square
_DATED = re.compile(
    rf"^[\[(（【]?\s*(?!\s)(?P<a>{listing_dates.STRONG.pattern})(?:\s*[\])）】])?[\s|:：·–—-]*(?=\S)"
    rf"|(?<![\s|])(?:[\s|]+|[\s|]*[\[(（【]\s*)(?!\s)(?P<b>{listing_dates.STRONG.pattern})\s*(?:[\])）】]\s*)?$",
    re.X | re.I,
)
# A day without a year that leads or ends every title of a list: [09-12] …, 09-12 …, … (9/12)
_LED = re.compile(
    r"^[\[【(（]\s*(?P<a>(?:0?[1-9]|1[0-2])[-/.月](?:[12]\d|3[01]|0?[1-9])日?)\s*[\])）】]\s*(?=\S)"
    r"|^(?P<b>(?:0[1-9]|1[0-2])[-/](?:[12]\d|3[01]|0[1-9]))\s+(?=\S)"
)
_ENDED = re.compile(r"[\[【(（]\s?(?P<a>(?:0?[1-9]|1[0-2])[-/.月](?:[12]\d|3[01]|0?[1-9])日?)(?P<b>)\s?[\])）】]\s?$")
_TAIL = re.compile(rf"(?<!\s)\s+(?!\s)(?:{listing_dates.STRONG.pattern})(?:\s\S{{1,8}})?\s*$", re.X | re.I)
# What an attribute may say after a whole title: the site's name, as in a window's title.
_SITE_AFTER = re.compile(r"\s+[-–—|_]+\s+\S.{0,30}|\s?[_|]\s?\S.{0,30}")
# The entry's number, which is none of what the title counts: 1关于…, 2. 关于…, not 1号厂房, 2025年…
_LED_BY_NUMBER = re.compile(
    r"^[\[(（]?0?(\d{1,3})(?!\d)\s?[\])）]?\s?[.．、,，:：]?\s?(?=[^\d\s])(?![年月日号號期批届次个.%％/·-]|区块|[A-Za-z])"
)
_SAID_BEFORE = re.compile(r"^(?:文章|信息|新闻|公告)?(?:标题|標題)\s?[:：]\s?")
_SAID_BEHIND = re.compile(
    r"(?<!\s)\s+(?:(?:发布|更新|添加|发表)?(?:时间|時間|日期)|作\s?者|来源|点击次数)\s?[:：]"
)  # 标题：…　发布时间：…
# A counter or a name, with its label, that a template writes into the link behind the title.
_LABELLED = re.compile(
    r"(?<![\s|(（])[\s|(（]*(?:(?:浏览|阅读|点击|访问|查看)(?:次数|量|数)?\s?[:：]\s?\d{1,9}\s?次?"
    r"|(?:(?<![^\s|(（])(?:信息|文章))?(?:来源|作者|发布人|发布单位)\s?[:：]\s?[^\s:：]{2,20})[)）]?$"
)
_LEAST_STEM = 3  # characters: what a title was cut to says more
_ADDRESSES = frozenset(("href", "src"))
_BETWEEN = " |｜:：—–-"  # a day and the title behind it
_LONGEST_LABEL = 12
_LONGEST_WHOLE = 120  # characters of a title: what is longer is a summary
_MOST_DATED = 0.6  # of the titles: more hold a date where it is no part of them
_LEAST_LED, _LEAST_TAILED = 3, 4  # entries: the titles of fewer say nothing of a list's habits
_TAIL_LENGTH = 20  # characters in which a date at the end would show a digit
_NEARLY_ALL, _STILL_APART = 0.9, 0.7  # of the titles: end with a date, and differ without it


def full_title(node: HtmlElement, text: str | None = None, link: HtmlElement | None = None) -> str:
    """The text of a title, or the title attribute that goes on where the text was cut."""
    text = _PINNED.sub("", _FILE_NOTE.sub("", squeeze(shown(node)) if text is None else text))
    stem = CUT.sub("", text)
    linked = link if link is not None else node.find(".//a")
    holders = [node, linked]
    if stem != text and linked is not None:  # the cell that it stands in may say it whole
        holders.append(linked.getparent())
    for holder in holders:
        said = (holder.get("title") or (stem != text and holder.get("aria-label"))) if holder is not None else None
        whole = _whole(text, stem, _said_alone(said)) if said else None
        if whole:
            return whole
    return _BULLET.sub("", text if text == squeeze(shown(node)) else text.lstrip(_BETWEEN))


def whole_in(run: Run, title: str) -> str:
    """A title, or where it is cut short what says it whole anywhere in its entry: a hidden box, a picture, a field."""
    stem = CUT.sub("", title)
    if stem == title:
        return title
    for said in _said_in(run):
        whole = _uncut(stem, _said_alone(said)) if len(said) <= _LONGEST_TITLE else None
        if whole and len(whole) <= _LONGEST_WHOLE and not CUT.search(whole) and "。" not in whole:
            return whole
    return title


def _said_in(run: Run) -> Iterator[str]:
    """All that the elements of an entry say, in text and in attributes that are no addresses."""
    for element in chain.from_iterable(node.iter("*") for node in run):
        named = (value for name, value in element.attrib.items() if name not in _ADDRESSES)
        yield from filter(None, (*named, element.text, element.tail))


def _said_alone(text: str) -> str:
    """What an attribute says without labels around it."""
    return _SAID_BEFORE.sub("", _SAID_BEHIND.split(squeeze(text), maxsplit=1)[0])


def _whole(text: str, stem: str, attribute: str) -> str | None:
    """What an attribute says of a title beyond its text; `stem`: the text without the signs of being cut."""
    if attribute != text and attribute == _MARKED.sub("", text):  # <a title="…"><font>[招标]</font>…
        return attribute
    if stem != text:
        return _uncut(stem, attribute)
    if _says_something_else(text, attribute):
        return None
    goes_on = len(attribute) > len(text) > _LEAST_STEM and attribute.startswith(text[:-1])
    return _BULLET.sub("", attribute) if goes_on else None


def _says_something_else(text: str, attribute: str) -> bool:
    """Whether an attribute adds the site's name to a title, or says that it opens in a new window."""
    names_site = attribute.startswith(text) and _SITE_AFTER.fullmatch(attribute, len(text)) is not None
    return names_site or attribute.isascii() or "窗口" in attribute


def _uncut(stem: str, attribute: str) -> str | None:
    """The title that an attribute says whole and the text cut short."""
    at = attribute.find(stem)
    if 1 < at <= _LONGEST_LABEL and attribute[:at].rstrip().endswith((":", "：")):  # 点击查看：…
        attribute = attribute[at:]
    unmarked = _MARKED.sub("", attribute)  # [市本级], in the attribute alone
    if unmarked != attribute and unmarked.startswith(stem) and len(unmarked) > len(stem) > _LEAST_STEM:
        return unmarked
    bare = _MARKED.sub("", stem)  # or written before what the attribute says
    if bare != stem and len(bare) > _LEAST_STEM and attribute.startswith(bare[:-1]):
        return _BULLET.sub("", attribute)
    if len(attribute) >= len(stem) > _LEAST_STEM and attribute.startswith(stem[:-1]):
        return _BULLET.sub("", attribute)
    return None


def part_from_dates(readings: list[Reading]) -> None:
    """Takes the dates out of titles that are written in one piece with them, as most of a list's are then; a lone date
    in a title is the title's."""
    if not _part_undated(readings) and not any(_part_days(readings, place) for place in (_LED, _ENDED)):
        _cut_tails(readings)


def part_from_labels(readings: list[Reading]) -> None:
    """Takes what templates write into every link out of the titles: the number of the entry in the list before them, a
    counter or a source behind them."""
    if len(readings) < _LEAST_TAILED:
        return
    if all(map(_LABELLED.search, (reading.title for reading in readings))):
        _take_out(_LABELLED, readings)
    led = [_LED_BY_NUMBER.match(reading.title) for reading in readings]
    first = int(led[0][1]) if led[0] else 0
    if all(number and int(number[1]) == first + at for at, number in enumerate(led)):
        _take_out(_LED_BY_NUMBER, readings)


def _take_out(what: re.Pattern[str], readings: list[Reading]) -> None:
    for reading in readings:
        reading.title = what.sub("", reading.title)


def _part_undated(readings: list[Reading]) -> bool:
    """2025-08-06 Title; whether most titles are written so and have no date otherwise."""
    found: list[tuple[Reading, re.Match[str]]] = []
    for reading in readings:
        undated = reading.date is None and len(reading.title) <= _LONGEST_TITLE
        date = _DATED.search(reading.title) if undated else None
        if date:
            found.append((reading, date))
    if len(found) <= _MOST_DATED * len(readings):
        return False
    for reading, date in found:
        _part(reading, date)
    return True


def _part(reading: Reading, date: re.Match[str]) -> None:
    """Takes a date out of a title."""
    title = reading.title
    reading.date = date["a"] or date["b"]
    reading.title = (title[: date.start()] + title[date.end() :]).strip()


def _part_days(readings: list[Reading], place: re.Pattern[str]) -> bool:
    """[08-06] Title; whether all titles are written so."""
    dated = any(reading.date for reading in readings)
    if dated or len(readings) < _LEAST_LED:
        return False
    found = list(filter(None, (place.search(reading.title) for reading in readings)))
    if len(found) < len(readings):
        return False
    for reading, date in zip(readings, found, strict=True):
        _part(reading, date)
    return True


def _cut_tails(readings: list[Reading]) -> None:
    """A date (and a code behind it) that ends nearly every title of a list that has a column of dates is a column that
    was written into the titles, unless it is what tells them apart."""
    samples = readings[1:3]
    if len(readings) < _LEAST_TAILED or not all(map(_ends_with_digits, samples)):
        return
    stems: list[str] = []
    tailed: list[Reading] = []
    for reading in readings:
        stem = _stem(reading)
        if stem is not None:
            stems.append(stem)
            tailed.append(reading)
    titles = {reading.title for reading in tailed}
    if len(tailed) < _NEARLY_ALL * len(readings) or len(set(stems)) <= _STILL_APART * len(titles):
        return
    for reading, stem in zip(tailed, stems, strict=True):
        reading.title = stem


def _ends_with_digits(reading: Reading) -> bool:
    return any(map(str.isdigit, reading.title[-_TAIL_LENGTH:]))


def _stem(reading: Reading) -> str | None:
    """The title of a dated entry without the date that ends it, None where none does."""
    tail = _TAIL.search(reading.title) if reading.date and len(reading.title) <= _LONGEST_TITLE else None
    return reading.title[: tail.start()] if tail else None
