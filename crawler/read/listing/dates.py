"""Where a date stands in a list's text, and which number of it is the month. What it means: pipelines/dates.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain, pairwise, starmap

from lxml.html import HtmlElement

from pipelines import dates

_NAME = (
    r"(?:jan(?:uary|uar|vier)?|jänner|enero|feb(?:ruary|ruar)?|février|febrero|mar(?:ch|s|zo)?|märz|mär|mrz|apr(?:il)?"
    r"|avril|abril|may|mai|mayo|june?|juni|juin|junio|july?|juli|juillet|julio|aug(?:ust)?|août|agosto"
    r"|sept?(?:ember|embre)?|septiembre|o[ck]t(?:ober|obre)?|octubre|nov(?:ember|embre)?|noviembre|de[cz](?:ember)?"
    r"|décembre|diciembre)\b\.?"
)
_TIME = (
    r"(?:[\sT,，]{1,3}(?:[-–|]\s|um\s|at\s|[上下]午\s*)?\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?)?(?:\.\d+)?(?:\s?(?:Z|GMT|UTC|[+-]\d\d:?\d\d)(?![\w:]))?"
    r"(?:\s?(?:uhr|[ap]\.?m\.?)(?!\w))?)?"
)
# A day of a year: a date wherever it stands.
STRONG = re.compile(
    rf"""(?<!\d)(?:19|20)\d\d\s?[-/.．－]\s?[01]?\d\s?[-/.．－]\s?[0-3]?\d(?!\d){_TIME}
    | (?<!\d)(?:19|20)\d\d\s?年\s?[01]?\d\s?月\s?[0-3]?\d\s?[日号]?{_TIME}
    | (?:令和|平成|民[國国])\s?(?:\d{{1,3}}|元)\s?年\s?[01]?\d\s?月\s?[0-3]?\d\s?[日號号]?{_TIME}
    | 二[〇○零][〇○零一二三四五六七八九]{{2}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日
    | (?<![\d.])[0-3]?\d\s?(?:\.\s?[0-3]?\d\s?\.|/\s?[0-3]?\d\s?/|-[0-3]?\d-)\s?(?:(?:19|20)\d\d|\d\d)(?![\d.]){_TIME}
    | (?<!\w){_NAME}\s*[0-3]?\d(?:st|nd|rd|th)?(?:\s*,)?\s+(?:19|20)\d\d{_TIME}
    | (?<!\d)[0-3]?\d(?:st|nd|rd|th|\.)?[\s-]{{0,9}}(?:of\s{{1,9}}|de\s{{1,9}})?{_NAME}[\s-]{{0,9}}(?:,\s*)?(?:de\s+)?
        (?:19|20)\d\d{_TIME}
    """,
    re.X | re.I,
)
# A day of a year of the Republic of China, as Taiwan's sites write them: a date when it is all that a text says.
_MINGUO = re.compile(
    r"(?:(?:中[華华])?民[國国]\s?)?(?:0?\d\d|1[0-4]\d)\s?年\s?[01]?\d\s?月\s?[0-3]?\d\s?[日號号]"
    r"|(?:(?:中[華华])?民[國国]\s?)?(?P<year>0\d\d|1[0-4]\d)\s?[-/.－]\s?(?P<month>[01]?\d)\s?[-/.－]\s?(?P<day>[0-3]?\d)"
)
# How long ago: a date in a short text only, prose says "yesterday" of other things.
_AGO = re.compile(
    r"(?:^|[\s|·:：于])(?:刚刚|(?:半|\d+|[一二三四五六七八九十]+)\s?(?:秒|分钟|个?小时|天|日|周|个?星期|个月|月|年)前"
    r"|[今昨前][天日](?:\s?\d{1,2}[:：]\d\d)?|\b\d+\s(?:second|minute|hour|day|week|month|year)s?\sago\b"
    r"|\bvor\s(?:\d+|einem|einer)\s(?:Minute|Stunde|Tag|Woche|Monat|Jahr)(?:e?n)?)(?=$|[\s|·,，)\]）])",
    re.I,
)
# A day without its year: a date among other words where they say so.
_LABELLED = re.compile(
    r"(?:发布|更新|公布|发表|录入|添加)(?:日期|时间|于)?\s*(?:[:：]\s*)?((?:0?[1-9]|1[0-2])[-/月](?:[12]\d|3[01]|0?[1-9])日?)(?![\d/.-])"
    r"|(?:日期|时间)\s*[:：]\s*((?:0?[1-9]|1[0-2])[-/月](?:[12]\d|3[01]|0?[1-9])日?)(?![\d/.-])"
)
# What says of several days in a text which one the entry was published on.
_PUBLISHED = re.compile(r"(?:发布|公布)(?:日期|时间|于)\s*[:：]?\s*(?=\d)")
# A date only when it is all that a piece of text says.
_WEAK = re.compile(
    r"[01]?\d\s?[-/.月]\s?[0-3]?\d\s?[日号.]?|[0-3]?\d\.\s?[01]?\d\.|(?:19|20)\d\d\s?[-/.年]\s?[01]?\d\s?月?|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|1\d{9}(?:\d{3})?"
    rf"|[01]?\d[-/][0-3]?\d\s[0-2]?\d:\d\d|(?!0?0:00)[0-2]?\d:\d\d|today|yesterday|gestern|heute|{_NAME}\s[0-3]?\d(?:st|nd|rd|th)?"
    rf"|[0-3]?\d\.?\s{_NAME}|{_NAME}\s(?:19|20)\d\d",
    re.I,
)
_APART = re.compile(r"((?:19|20)\d\d)年? (0?[1-9]|1[0-2])月? (0?[1-9]|[12]\d|3[01])日?")
_HINT = re.compile(r"\d|[刚今昨前〇]|today|day|gestern|heute|vor ein", re.I)  # most texts hold none: measured 3× faster
_EDGE = " \t\r\n\u3000\xa0[]【】()（）〔〕|丨·•,，:：-–—"
_WEEKDAY = re.compile(r"(?<![\s(（,])[\s(（,]*(?:星期|周)[一二三四五六日天][)）]?")
_LABEL = re.compile(
    r"^(?:(?:发布|发文|成文|更新|公开|公布|刊登|添加|录入|生成|印发|发表)?(?:日期|时间|于)\s*[:：]?\s*"
    r"|(?:posted|published|date|updated|filed|issued|released|decided|veröffentlicht|stand|datum|erstellt|vom|am|on)"
    r"(?:\s(?:on|am))?\s*:?\s+"
    r"|(?:星期|周)[一二三四五六日天]\s*[,，]?\s*"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+"
    r"|(?:mo(?:ntag)?|di(?:enstag)?|mi(?:ttwoch)?|do(?:nnerstag)?|fr(?:eitag)?|sa(?:mstag)?|so(?:nntag)?)\.?,\s+)+",
    re.I,
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<first>[0-3]?\d)\s?(?P<sign>[./-])\s?(?P<second>[0-3]?\d)\s?(?P=sign)\s?(?P<year>(?:19|20)?\d\d)(?![\d.])"
)
YEAR_AND_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>[01]?\d)月?")
DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\s?[日号]?")
_A_CENTURY_S = 9  # the first two-digit year that may lead: there was hardly a list before, and days begin with 1
_AMERICAN = (".com", ".gov", ".mil", ".us", ".org", ".edu")
_MINGUO_BEGAN = 1911  # the year 0 of the Republic's calendar
_LONGEST_WITH_AGO, _LONGEST_LABELLED = 30, 80  # characters


def count(text: str) -> int:
    """How many dates a text holds."""
    if not _HINT.search(text):
        return 0
    return len(STRONG.findall(text)) or int(bool(search(text) or whole(text)))


def search(text: str) -> str | None:
    """The first date inside a text, as written."""
    if not _HINT.search(text):
        return None
    found = _PUBLISHED.search(text) if "发布" in text or "公布" in text else None
    found = STRONG.search(text, found.end() if found else 0)
    if found is None and len(text) <= _LONGEST_WITH_AGO:
        found = _AGO.search(text)
    if found is not None:
        return found.group().strip()
    labelled = _LABELLED.search(text) if len(text) <= _LONGEST_LABELLED else None
    return next(filter(None, labelled.groups())) if labelled else None


def whole(text: str) -> str | None:
    """The date as written, when a text is a date and nothing else but brackets, a label, a weekday."""
    bare = text.strip(_EDGE)
    if not 2 <= len(bare) <= 60 or not _HINT.search(bare):
        return None
    bare = _LABEL.sub("", bare).strip(_EDGE)
    found = STRONG.match(bare) or _AGO.match(bare)
    if found:
        return found.group() if not _WEEKDAY.sub("", bare[found.end() :]).strip(_EDGE) else None
    return bare if _WEAK.fullmatch(bare) or _MINGUO.fullmatch(bare) else None


def pieces(texts: Sequence[str]) -> str | None:
    """A date told in pieces that follow each other: the day large, year and month small, in any order."""
    texts = list(filter(None, (text.strip(" []/-.") for text in texts)))
    pairs = list(pairwise(texts))
    triples = list(zip(texts, texts[1:], texts[2:], strict=False))
    dates = chain(
        starmap(_in_two, pairs),
        starmap(_in_three, triples),
        map(_with_named_month, triples),
        map(_with_named_month, pairs),
    )
    return next(filter(None, dates), None)


def _in_two(one: str, other: str) -> str | None:
    """A date told in two pieces: one of them is the day or the year alone."""
    return _beside(one, other) or _beside(other, one)


def _beside(small: str, rest: str) -> str | None:
    """A date of which `small` is the day or the year, and `rest` the rest."""
    if DAY.fullmatch(small):
        if month := YEAR_AND_MONTH.fullmatch(rest):
            return in_month(month, small)
        if re.fullmatch(r"[01]?\d月", rest):
            return f"{rest}{small.rstrip('日号 ')}日"
    if re.fullmatch(r"(?:19|20)\d\d年?", small) and (
        date := re.fullmatch(r"([01]?\d)\s?[-/.月]\s?([0-3]?\d)日?", rest)
    ):
        return f"{small[:4]}-{int(date[1]):02d}-{int(date[2]):02d}"
    return None


def _in_three(first: str, month: str, last: str) -> str | None:
    """A date whose year, month and day each stand in an element of their own, the year first or last."""
    apart = _APART.fullmatch(f"{first} {month} {last}") or _APART.fullmatch(f"{last} {month} {first}")
    return f"{apart[1]}-{int(apart[2]):02d}-{int(apart[3]):02d}" if apart else None


def _with_named_month(texts: Sequence[str]) -> str | None:
    """A date of which one piece begins with a month's name, and one is the day."""
    named = any(re.match(_NAME, text, re.I) for text in texts)
    has_day = any(re.fullmatch(r"[0-3]?\d", text) for text in texts)
    return whole(" ".join(texts)) if named and has_day else None


def under(headings: Sequence[str | None], runs: Sequence[Sequence[HtmlElement]]) -> list[str | None]:
    """The dates of entries under headings: under a month's (2025年10月) with the days that they begin or end with,
    unless these only count the entries: 1, 2, 3."""
    months = [YEAR_AND_MONTH.fullmatch(heading.strip()) if heading else None for heading in headings]
    days = [_day_in(run) if month else "" for month, run in zip(months, runs, strict=True)]
    bare = [int(day) for day in days if day.isdecimal()]
    if bare and all(day in (1, before + 1) for before, day in zip([0, *bare], bare, strict=False)):
        return list(headings)
    said = zip(headings, months, days, strict=True)
    return [in_month(month, day) if month and day else heading for heading, month, day in said]


def in_month(month: re.Match[str], day: str) -> str:
    """A day (8, 8日) of a month that is written with its year."""
    return f"{month['year']}-{int(month['month']):02d}-{int(day.rstrip('日号 ')):02d}"


def _day_in(run: Sequence[HtmlElement]) -> str:
    """The day of a month that an entry begins or ends with, "" where it does not."""
    texts = list(filter(None, (text.strip(_EDGE) for node in run for text in node.itertext())))
    return next(filter(DAY.fullmatch, texts[:1] + texts[-1:]), "")


def of_year(date: str, year: str) -> str:
    """A date without a year as one of the year that it stands under; any other as it is."""
    day = re.fullmatch(r"([01]?\d)\s?[-/.月]\s?([0-3]?\d)\s?[日号]?", date.strip(_EDGE))
    return f"{year}-{int(day[1]):02d}-{int(day[2]):02d}" if day else date


def month_first(texts: Iterable[str], language: str, host: str) -> bool:
    """Whether 03/04/2025 means March 4: what the whole column allows, else what language and host suggest."""
    found = filter(None, map(_NUMERIC.search, texts))
    pairs = [(int(date["first"]), int(date["second"])) for date in found if date["sign"] != "."]
    if any(first > 12 for first, _ in pairs):
        return False
    if any(second > 12 for _, second in pairs):
        return True
    return language.lower() in ("", "en", "en-us") and host.endswith(_AMERICAN)


def year_leads(texts: Iterable[str], now: datetime) -> bool:
    """Whether 26/10/28 means October 28, 2026: where the column's first numbers are years up to now and fewer than its
    last ones, or where one of its last ones would be a year to come."""
    found = [date for date in map(_NUMERIC.search, texts) if date and len(date["year"]) == 2]
    first, last = ([int(date[name]) for date in found] for name in ("first", "year"))
    this = now.year % 100
    if not found or not all(_A_CENTURY_S <= year <= this for year in first) or max(last) > 31:
        return False
    return max(last) > this or len(set(first)) < len(set(last))


def iso(text: str, now: datetime, us: bool, leads: bool = False) -> str | None:
    """ISO 8601 of a date as written; `us` when the month stands first in numeric dates, `leads` when a year of two
    digits does."""
    minguo = _MINGUO.fullmatch(text.strip())
    if minguo and minguo["year"]:
        year = int(minguo["year"]) + _MINGUO_BEGAN
        return dates.parse(f"{year}-{int(minguo['month']):02d}-{int(minguo['day']):02d}", now)
    numeric = _NUMERIC.search(text)
    if numeric and leads and len(numeric["year"]) == 2:
        return dates.parse(f"20{int(numeric['first']):02d}-{numeric['second']}-{numeric['year']}", now)
    if numeric and (rearranged := _year_first(numeric, us)):
        return dates.parse(rearranged, now)
    return dates.parse(text, now)


def _year_first(numeric: re.Match[str], us: bool) -> str | None:
    """A date that ends with its year as one that begins with it; None where its month would be none."""
    month, day = int(numeric["second"]), int(numeric["first"])
    if us and numeric["sign"] != ".":
        month, day = day, month
    short = len(numeric["year"]) != 4
    begins_with_year = short and numeric["sign"] == "-"  # 25-10-30
    if month > 12 or begins_with_year:
        return None
    year = int(numeric["year"]) + (2000 if short else 0)
    return f"{year}-{month:02d}-{day:02d}"
