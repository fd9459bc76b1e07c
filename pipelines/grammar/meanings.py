"""What a form of date means: from its match in a spelled text, and the moment it is read at, to a day.

A meaning is a date (a clock may follow), text (a month, or a moment as it is) or None (no date after all). It raises
ValueError for what is written as a date where there is no such day, and OverflowError for one beyond the calendar.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

from nouns.items import SHANGHAI
from pipelines.grammar.clock import CLOCK, seconds

Meaning = Callable[["re.Match[str]", datetime], "date | str | None"]

YEARS_AHEAD = 10  # deadlines and plans lie years ahead; 2099 and 9999 are database defaults
REPUBLIC = 1911  # the year before the Republic of China's first
ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "民国": REPUBLIC}
DAYS_BACK = {"今": 0, "昨": 1, "前": 2, "大前": 3}
YEARS_BACK = {"今": 0, "本": 0, "去": 1, "前": 2}
WEEK = "一二三四五六日"
MINUTES = {"秒": 1 / 60, "分": 1, "小": 60, "钟": 60, "天": 1440, "日": 1440, "周": 10080, "星": 10080, "礼": 10080}
MONTHS = {"月": 1, "年": 12}
WITHIN_A_DAY = "秒分小钟"  # units that name a moment
MONTH_OF_DAYS = 30  # for half a month

AMOUNT = re.compile(
    r"(\d{1,4}(?:\.\d)?|半|an?|one|eine[rm]?|une?|una)\s?(个?半)?\s?(个?(?:秒|分|小时|钟头|天|日|周|星期|礼拜|月|年))"
)
_AMERICAN_CLOCK = re.compile(r"[\s,]*[\d:]+\s*[ap]\.?m")

Reading = tuple[int, str, str]  # year, month, day


# --- numbers -> a day


def full_year(digits: str, now: datetime) -> int:
    """The year meant by 25, 2025 or the 114 of the Republic of China."""
    year = int(digits)
    if len(digits) == 3:
        return year + REPUBLIC
    if len(digits) == 4:
        return year
    return year + (2000 if 2000 + year <= now.year + YEARS_AHEAD else 1900)


def day_or_month(year: int, month: str, day: str | None) -> date | str:
    """The day, or the month where `day` is None: 2025-08."""
    if day:
        return date(year, int(month), int(day))
    return date(year, int(month), 1).isoformat()[:7]


def latest(now: datetime, month: str, day: str) -> date:
    """The latest such day that is not in the future (eight years back reach a 29 February)."""
    date(2000, int(month), int(day))
    for year in range(now.year, now.year - 9, -1):
        try:
            found = date(year, int(month), int(day))
        except ValueError:
            continue
        if found <= now.date():
            return found
    raise ValueError("no such day")


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(max(year, 1), month + 1)[1]))


def _first_valid(now: datetime, readings: list[Reading]) -> date:
    """The first reading that is a day up to now, else the first that is a day at all."""
    days = []
    for year, month, day in readings:
        try:
            days.append(date(year, int(month), int(day)))
        except ValueError:
            continue
    if not days:
        raise ValueError("no reading is a day")
    return next((day for day in days if day <= now.date()), days[0])


# --- a match -> a day


def of_era(m: re.Match[str], now: datetime) -> date | str:
    """令和5年8月6日, 民国元年一月, R7.8.6."""
    year = 1 if m[3] == "元" else int(m[3])
    return day_or_month(ERAS[m[1] or m[2]] + year, m[4], m[5])


def _is_american(m: re.Match[str], first: str, second: str) -> bool:
    """Month first: 3/15/2024 is written without zeros where it is, 06/08/2025 with them in Europe; so is AM and PM."""
    if m[2] != "/":
        return False
    return len(first) == 1 or len(second) == 1 or bool(_AMERICAN_CLOCK.match(m.string, m.end()))


def day_first(m: re.Match[str], now: datetime) -> date:
    """06.08.2025, or with slashes perhaps the American 08/06/2025: no reading may lie ahead if another does not."""
    first, second, year = m[1], m[3], int(m[4])
    if m[2] != "/":
        return date(year, int(second), int(first))
    european, american = (year, second, first), (year, first, second)
    readings = [american, european] if _is_american(m, first, second) else [european, american]
    return _first_valid(now, readings)


def two_digit_year(m: re.Match[str], now: datetime) -> date | None:
    """25-08-06 is year first; with dots and slashes the latest reading that is not ahead, lists being recent."""
    first, separator, second, third = m.groups()
    readings: list[Reading] = []
    if len(first) == 2:
        readings.append((full_year(first, now), second, third))
    if len(third) == 2:
        year = full_year(third, now)
        year_last = [(year, second, first)]
        if separator == "/":
            year_last.append((year, first, second))
        readings += year_last[::-1] if _is_american(m, first, second) else year_last
    if separator != "-":
        readings.sort(key=lambda reading: reading[0], reverse=True)
    return _first_valid(now, readings) if readings else None


def month_and_day(m: re.Match[str], now: datetime) -> date:
    """08-06, or 06-08 where that is no day of a month."""
    try:
        return latest(now, m[1], m[3])
    except ValueError:
        return latest(now, m[3], m[1])


def month_said(m: re.Match[str], now: datetime) -> date:
    """本月6日, 上月6日."""
    is_last = m[1][0] == "上"
    return months_before(now.date().replace(day=1), int(is_last)).replace(day=int(m[2]))


def year_said(m: re.Match[str], now: datetime) -> date | str:
    """今年8月6日, 去年8月."""
    return day_or_month(now.year - YEARS_BACK[m[1]], m[2], m[3])


def ago(m: re.Match[str], now: datetime) -> date | str:
    """`now` less every amount named, as fine as the finest unit: 3天前 is a day, 3小时前 a minute."""
    moment, months, precision = now, 0, ""
    for amount, half, named in AMOUNT.findall(m[0]):
        count = _count(amount, half)
        unit = named.strip("个 ")[0]
        if unit in MONTHS:
            whole, part = divmod(count * MONTHS[unit], 1)
            months += int(whole)
            moment -= timedelta(days=MONTH_OF_DAYS * part)
            continue
        moment -= timedelta(minutes=count * MINUTES[unit])
        if unit in WITHIN_A_DAY or count % 1:
            precision = "seconds" if unit == "秒" else "minutes"
    if precision:
        return moment.isoformat(timespec=precision)
    return months_before(moment.date(), months)


def _count(amount: str, half: str) -> float:
    """3, 半 and 一个半 as a number."""
    words = {"半": 0.5}  # any other is an article: un jour, one day
    count = float(amount) if amount[0].isdigit() else words.get(amount, 1)
    return count + 0.5 if half else count


def weekday(m: re.Match[str], now: datetime) -> date:
    """星期三, the last one there was; 本周三 and 上周三."""
    back = now.weekday() - WEEK.index(m[2].replace("天", "日"))
    if not m[1]:
        back %= 7
    elif m[1][0] == "上":
        back += 7
    return now.date() - timedelta(days=back)


def clock_only(m: re.Match[str], now: datetime) -> date | None:
    """A list prints 15:30 alone for what came in last: today, or yesterday when today has not come so far."""
    clock = CLOCK.fullmatch(m.string, m.start())
    since_midnight = seconds(clock) if clock else None
    if since_midnight is None:
        return None
    is_ahead = since_midnight > now.hour * 3600 + now.minute * 60
    return now.date() - timedelta(days=int(is_ahead))


def epoch(m: re.Match[str], now: datetime) -> str:
    """Seconds since 1970, as scripts write them."""
    return datetime.fromtimestamp(int(m[1]), SHANGHAI).replace(tzinfo=None).isoformat()
