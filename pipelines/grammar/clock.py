"""The clock beside a date, and its zone: patterns over spelled text, and the moment they make of a day."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from nouns.items import SHANGHAI

HERE = SHANGHAI.utcoffset(None)

MORNING = ("上午", "午前", "凌晨", "清晨", "早上", "早晨", "早", "晨")
EVENING = ("下午", "午后", "傍晚", "晚上", "晚间", "晚", "夜间", "夜里", "夜")
NIGHT = ("晚", "夜")  # what begins so has its twelve o'clock at its end
NOON = ("中午", "正午")
HALF_DAYS = {"a": "上午", "p": "下午"}  # AM, PM

# Hours from UTC.
_HOURS: dict[str, float] = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("cet", "met", "mez", "bst", "west"), 1),
    **dict.fromkeys(("cest", "mest", "mesz", "eet"), 2),
    **dict.fromkeys(("jst", "kst"), 9),
    **dict.fromkeys(("cst", "hkt", "sgt"), 8),  # CST beside Chinese notices is China's, Java prints it so
    **{"est": -5, "edt": -4, "pst": -8, "pdt": -7, "msk": 3, "ist": 5.5, "aest": 10},
}
_ZONE = (
    rf"(?:\s?(?P<zone>{'|'.join(sorted(_HOURS, key=len, reverse=True))})(?![a-z]))?"
    r"(?:\s?(?P<sign>[+-])(?P<zone_hour>0?\d|1[0-4]):?(?P<zone_minute>\d\d)?(?![\d:]))?"
)
_WEEKDAYS = (
    r"(?:星期|周|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?|\([一二三四五六日月火水木金土]\)"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?![a-z])"
)
# A clock behind a date, without its zone.
TIME = (
    rf"(?:[\s.,;|/·()\[\]_-]|{_WEEKDAYS}|(?<=\d)t(?=\d)|(?<![a-z])(?:at|um|alle|kl\.?|a|à|o)(?![a-z])){{0,30}}"
    rf"(?P<period>{'|'.join((*MORNING, *EVENING, *NOON))})?\s?(?P<hour>\d{{1,2}})\s?"
    r"(?::\s?(?P<minute>\d{1,2})(?:\s?:\s?(?P<second>\d{1,2})(?:[.,]\d+)?)?"
    r"|\.(?P<minute_dot>\d\d)(?=\s?(?:uhr|[ap]m\b))|h(?P<minute_fr>\d\d)?(?![a-z\d])|(?=\s?(?:uhr|[ap]m\b))"
    r"|[时点](?!\d{3})\s?(?:(?P<half>半)|(?P<minute_cn>\d{1,2})\s?(?:分\s?(?:(?P<second_cn>\d{1,2})\s?秒)?)?)?)"
    r"(?:\s?uhr)?(?:\s?(?P<half_day>[ap])\.?\s?m\b\.?)?(?![\d:])"
)
CLOCK = re.compile(TIME + _ZONE)
_BEFORE = re.compile(rf"(?<![\d:.-])(?=\D{{0,24}}\d){TIME}{_ZONE}(?:[\s,;|]|{_WEEKDAYS}){{0,30}}$")
_DIGITS = re.compile(r"(?<=\d)t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:[.,]?\d{3})?(?!\d)" + _ZONE)

_MINUTES = ("minute", "minute_dot", "minute_fr", "minute_cn")  # groups: one of them at most has it
DAY = 86_400  # seconds


def after(text: str, at: int) -> re.Match[str] | None:
    """The clock that follows a date which ends at `at`: 15:30, 下午3点, or digits right behind it (20250806153022)."""
    return _DIGITS.match(text, at) or CLOCK.match(text, at)


def before(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The clock right before a date that begins at `end`, and not before `begin`: 15:30 2025-08-06."""
    return _BEFORE.search(text, begin, end)


def seconds(clock: re.Match[str]) -> int | None:
    """Seconds from midnight, None for 25:61; 晚上12点 and 24:00 are the next midnight."""
    said = clock.groupdict()
    minute = _minute(said)
    second = int(said.get("second") or said.get("second_cn") or 0)
    if minute >= 60 or second >= 60:
        return None
    since_midnight = _hour(said) * 3600 + minute * 60 + second
    return since_midnight if since_midnight <= DAY else None


def _minute(said: dict[str, str | None]) -> int:
    if said.get("half"):  # 三点半
        return 30
    for name in _MINUTES:
        if minute := said.get(name):
            return int(minute)
    return 0


def _hour(said: dict[str, str | None]) -> int:
    """The hour of 24 that the clock's hour and its word for the time of day mean."""
    hour = int(said["hour"] or 0)
    period = said.get("period") or HALF_DAYS.get(said.get("half_day") or "", "")
    if hour == 12 and period in MORNING:
        return 0
    if hour == 12 and period.startswith(NIGHT):
        return 24
    if hour < 12 and period in EVENING:
        return hour + 12
    if hour < 10 and period in NOON:
        return hour + 12
    return hour


def moment(day: date, clock: re.Match[str] | None) -> str:
    """`day` in ISO 8601, to the minute or second its clock gives; a clock that cannot be leaves the day.

    Raises OverflowError where that lies beyond the year 9999.
    """
    since_midnight = seconds(clock) if clock else None
    if clock is None or since_midnight is None:
        return day.isoformat()
    said = clock.groupdict()
    exact = said.get("second") or said.get("second_cn")
    here = datetime(day.year, day.month, day.day) + timedelta(seconds=since_midnight)
    here += HERE - _offset(clock, bool(exact))
    return here.isoformat(timespec="seconds" if exact else "minutes")


def _offset(clock: re.Match[str], exact: bool) -> timedelta:
    """How far ahead of UTC the clock is: as its offset or its zone says, else as here."""
    zone, sign = clock["zone"], clock["sign"]
    # A minus is an offset only where no span of hours (09:00-12:00) can be meant.
    no_span = exact or zone or (clock["zone_minute"] and "t" in clock[0])
    if sign == "+" or (sign and no_span):
        ahead = timedelta(hours=int(clock["zone_hour"]), minutes=int(clock["zone_minute"] or 0))
        return ahead if sign == "+" else -ahead
    return timedelta(hours=_HOURS[zone]) if zone else HERE
