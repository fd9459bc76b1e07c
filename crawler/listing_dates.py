"""Dates as list pages write them: where one stands in a text, and which number is the month. Used by listing.py."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from pipelines import dates

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janvier enero",
            "feb february februar février febrero",
            "mar march märz mär mrz maerz mars marzo",
            "apr april avril abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august août agosto",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember décembre diciembre",
        ),
        1,
    )
    for name in names.split()
}
_NAME = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_TIME = r"(?:[\sT,，]{1,3}(?:[上下]午\s*)?\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
_NUMERAL = "[〇○零一二三四五六七八九十]"
# Strong: names a day of a year, or how long ago; it is a date wherever it stands. ROC years and epochs are left
# to pipelines.dates, which sees whole cells.
STRONG = re.compile(
    rf"""
    (?<!\d)(?:19|20)\d\d\s?[-/.．－]\s?[01]?\d\s?[-/.．－]\s?[0-3]?\d(?!\d){_TIME}
    | (?<!\d)(?:19|20)\d\d\s?年\s?[01]?\d\s?月\s?[0-3]?\d\s?[日号]?{_TIME}
    | (?:二〇|二○|二零){_NUMERAL}{{2}}年{_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}日
    | (?<![\d.])[0-3]?\d\s?[./-]\s?[0-3]?\d\s?[./-]\s?(?:(?:19|20)\d\d|\d\d)(?![\d.]){_TIME}
    | (?<!\w){_NAME}\s*[0-3]?\d(?:st|nd|rd|th)?\s*,?\s+(?:19|20)\d\d
    | (?<!\d)[0-3]?\d(?:st|nd|rd|th|\.)?\s*(?:of\s+|de\s+)?{_NAME}\s*,?\s*(?:de\s+)?(?:19|20)\d\d
    | 刚刚 | (?:半|\d+|[一二三四五六七八九十]+)\s?(?:秒|分钟|小时|个小时|天|日|周|星期|个月|月|年)前
    | (?:今天|昨天|前天|今日|昨日)(?:\s?\d{{1,2}}[:：]\d\d)?
    | \b\d+\s(?:second|minute|hour|day|week|month|year)s?\sago\b
    """,
    re.X | re.I,
)
# Weak: a date only when it is all a cell says.
_WEAK = re.compile(
    r"(?:[01]?\d\s?[-/.月]\s?[0-3]?\d\s?[日号]?|(?:19|20)\d\d\s?[-/.年]\s?[01]?\d\s?月?|(?:19|20)\d{6}|1[0-9]{9,12}"
    rf"|(?:[01]?\d[-/][0-3]?\d\s)?[0-2]?\d:\d\d|(?:today|yesterday|gestern|heute)|{_NAME}\s[0-3]?\d(?:st|nd|rd|th)?"
    rf"|[0-3]?\d\.?\s{_NAME}|{_NAME}\s(?:19|20)\d\d)",
    re.I,
)
_EDGE = " \t\r\n\u3000\xa0[]【】()（）〔〕|丨·•,，:：-–—"
_LABEL = re.compile(
    r"^(?:发布|发文|成文|更新|公开|公布|刊登|添加|录入|生成|印发|发表)?(?:日期|时间)\s*[:：]?\s*|^(?:posted|published|date|updated|filed|"
    r"issued|released|decided|veröffentlicht|stand|datum|erstellt|vom|am|on)(?:\s(?:on|am))?\s*:?\s+",
    re.I,
)
_NUMERIC = re.compile(r"(?<![\d.])([0-3]?\d)\s?([./-])\s?([0-3]?\d)\s?[./-]\s?((?:19|20)?\d\d)(?!\d)")
_NAMED = re.compile(
    rf"(?:({_NAME})\s*([0-3]?\d)(?:st|nd|rd|th)?|([0-3]?\d)(?:st|nd|rd|th|\.)?\s*(?:of\s+|de\s+)?({_NAME}))"
    r"\s*,?\s*(?:de\s+)?((?:19|20)\d\d)",
    re.I,
)
_IN_ADDRESS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(0[1-9]|1[0-2])[-_/]?([0-2]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/](1[0-2]|0?[1-9])[-_/](3[01]|[12]\d|0?[1-9])(?!\d)"),
)


def search(text: str) -> str | None:
    """The first date inside a text, as written."""
    found = STRONG.search(text)
    return found.group().strip() if found else None


def whole(text: str) -> str | None:
    """The date, when the text is a date and nothing else but brackets and a label; as written."""
    bare = _LABEL.sub("", text.strip(_EDGE)).strip(_EDGE)
    if not bare or len(bare) > 40 or not any(c.isdigit() or c in "刚今昨前〇yYgh" for c in bare):
        return None
    found = STRONG.match(bare) or _WEAK.fullmatch(bare)
    return (
        bare
        if found
        and len(bare) - found.end() <= 12
        and not found.string[found.end() :].strip(_EDGE + "周星期一二三四五六日天")
        else None
    )


def month_first(texts: Iterable[str], language: str) -> bool:
    """Whether 03/04/2025 means March 4: decided by the whole column, else by the page's language."""
    firsts = [(int(m[1]), int(m[3])) for t in texts if (m := _NUMERIC.search(t)) and m[2] != "."]
    if any(a > 12 for a, _ in firsts):
        return False
    return any(b > 12 for _, b in firsts) or not language.lower().startswith(
        ("de", "fr", "es", "it", "en-gb", "en-au")
    )


def iso(text: str, now: datetime, us: bool) -> str | None:
    """ISO 8601 of a date as written; `us` when the month stands first in numeric dates."""
    if m := _NAMED.search(text):
        month = _MONTHS[(m[1] or m[4]).lower().rstrip(".")]
        return dates.parse(f"{m[5]}-{month:02d}-{int(m[2] or m[3]):02d}", now)
    if m := _NUMERIC.search(text):
        first, second, year = int(m[1]), int(m[3]), int(m[4])
        month, day = (first, second) if us and m[2] != "." else (second, first)
        if month <= 12 and (len(m[4]) == 4 or m[2] != "-"):
            return dates.parse(f"{year + 2000 if year < 100 else year}-{month:02d}-{day:02d}", now)
    return dates.parse(text, now)


def in_address(url: str) -> str | None:
    """A date in an address's path (/202508/t20250806_1.html, /2025/8/6/), as ISO."""
    path = urlsplit(url).path
    for pattern in _IN_ADDRESS:
        if m := pattern.search(path):
            return f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}"
    return None
