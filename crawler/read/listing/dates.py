"""Where a date stands in a list's text, and which number of it is the month. What it means: pipelines/dates.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

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
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+"
    r"|(?:mo(?:ntag)?|di(?:enstag)?|mi(?:ttwoch)?|do(?:nnerstag)?|fr(?:eitag)?|sa(?:mstag)?|so(?:nntag)?)\.?,\s+)+",
    re.I,
)
_NUMERIC = re.compile(r"(?<![\d.])([0-3]?\d)\s?([./-])\s?([0-3]?\d)\s?\2\s?((?:19|20)?\d\d)(?![\d.])")


def count(text: str) -> int:
    """How many dates a text holds."""
    return (len(STRONG.findall(text)) or bool(search(text)) or bool(whole(text))) if _HINT.search(text) else 0


def search(text: str) -> str | None:
    """The first date inside a text, as written."""
    found = None
    if _HINT.search(text):
        found = STRONG.search(text) or (_AGO.search(text) if len(text) <= 30 else None)
        labelled = _LABELLED.search(text) if found is None and len(text) <= 80 else None
        if labelled:
            return next(filter(None, labelled.groups()))
    return found.group().strip() if found else None


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
    texts = [text.strip(" []/-.") for text in texts]
    for pair in pairwise(texts):
        for one, other in (pair, pair[::-1]):
            rest = re.fullmatch(r"((?:19|20)\d\d)\s?[-/.年]\s?([01]?\d)月?", other)
            if rest and re.fullmatch(r"[0-3]?\d日?", one):
                return f"{rest[1]}-{int(rest[2]):02d}-{int(one.rstrip('日')):02d}"
            if re.fullmatch(r"[0-3]?\d日?", one) and re.fullmatch(r"[01]?\d月", other):
                return f"{other}{one.rstrip('日')}日"
            rest = re.fullmatch(r"([01]?\d)\s?[-/.月]\s?([0-3]?\d)日?", other)
            if rest and re.fullmatch(r"(?:19|20)\d\d年?", one):
                return f"{one[:4]}-{int(rest[1]):02d}-{int(rest[2]):02d}"
    for a, b, c in zip(texts, texts[1:], texts[2:], strict=False):  # each in an element of its own
        for year, month, day in ((a, b, c), (c, b, a)):
            if apart := _APART.fullmatch(f"{year} {month} {day}"):
                return f"{apart[1]}-{int(apart[2]):02d}-{int(apart[3]):02d}"
    for few in (*zip(texts, texts[1:], texts[2:], strict=False), *pairwise(texts)):
        named = any(re.match(_NAME, text, re.I) for text in few)
        if named and any(re.fullmatch(r"[0-3]?\d", text) for text in few) and (date := whole(" ".join(few))):
            return date
    return None


def under(heading: str, run: Sequence[HtmlElement]) -> str:
    """The date of an entry under a heading: under a month's (2025年10月) with the day that it begins or ends with."""
    month = re.fullmatch(r"((?:19|20)\d\d)\s?[-/.年]\s?([01]?\d)月?", heading.strip())
    if not month:
        return heading
    texts = [text for node in run for t in node.itertext() if (text := t.strip(_EDGE))]
    days = [m[1] for text in (texts[:1] + texts[-1:]) if (m := re.fullmatch(r"([0-3]?\d)\s?[日号]?", text))]
    return f"{month[1]}-{int(month[2]):02d}-{int(days[0]):02d}" if days and 0 < int(days[0]) < 32 else heading


def of_year(date: str, year: str) -> str:
    """A date without a year as one of the year that it stands under; any other as it is."""
    day = re.fullmatch(r"([01]?\d)\s?[-/.月]\s?([0-3]?\d)\s?[日号]?", date.strip(_EDGE))
    return f"{year}-{int(day[1]):02d}-{int(day[2]):02d}" if day else date


def month_first(texts: Iterable[str], language: str, host: str) -> bool:
    """Whether 03/04/2025 means March 4: what the whole column allows, else what language and host suggest."""
    pairs = [(int(m[1]), int(m[3])) for t in texts if (m := _NUMERIC.search(t)) and m[2] != "."]
    if any(first > 12 for first, _ in pairs):
        return False
    american = language.lower() in ("", "en", "en-us") and host.endswith(
        (".com", ".gov", ".mil", ".us", ".org", ".edu")
    )
    return any(second > 12 for _, second in pairs) or american


def iso(text: str, now: datetime, us: bool) -> str | None:
    """ISO 8601 of a date as written; `us` when the month stands first in numeric dates."""
    if (m := _MINGUO.fullmatch(text.strip())) and m["year"]:
        return dates.parse(f"{int(m['year']) + 1911}-{int(m['month']):02d}-{int(m['day']):02d}", now)
    if m := _NUMERIC.search(text):
        first, second, year = int(m[1]), int(m[3]), int(m[4])
        month, day = (first, second) if us and m[2] != "." else (second, first)
        if month <= 12 and (len(m[4]) == 4 or m[2] != "-"):
            return dates.parse(f"{year + 2000 if year < 100 else year}-{month:02d}-{day:02d}", now)
    return dates.parse(text, now)
