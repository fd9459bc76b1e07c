"""Clean: the one date parser, from the text beside a notice to ISO 8601 in Asia/Shanghai.

Reading is four steps: `spell` writes everything one way, `_scan` tries the rows of `_FORMS` from left to right, a
date takes the clock that follows it, and what cannot be is refused with its reason.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone

from pipelines.documents import document_date, document_number, report_year
from pipelines.spelling import spell

__all__ = ["document_date", "document_number", "from_url", "parse", "reason", "report_year"]

# Fixed, not zoneinfo: sites print "+08:00" also for the summers of 1986-1991, when Shanghai kept +09:00.
SHANGHAI = timezone(timedelta(hours=8))
OLDEST_YEAR = 1949
YEARS_AHEAD = 10  # deadlines and plans lie years ahead; 2099 and 9999 are database defaults
LONGEST = 1000  # characters read: dates stand in short lines, whole bodies are for `document_date`

# --- scan ----------------------------------------------------------------------------

_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "民国": 1911}
_DAYS_BACK = {"今": 0, "昨": 1, "前": 2, "大前": 3}
_MINUTES = {"秒": 1 / 60, "分": 1, "小": 60, "钟": 60, "天": 1440, "日": 1440} | dict.fromkeys("周星礼", 10080)


def _century(digits: str, now: datetime) -> int:
    """The year meant by 25, 2025 or the 114 of the Republic of China."""
    year = int(digits)
    if len(digits) == 3:
        return year + 1911
    return year if len(digits) == 4 else year + (2000 if 2000 + year <= now.year + YEARS_AHEAD else 1900)


def _day(year: int, month: str | int, day: str | int | None) -> date | str:
    found = date(year, int(month), int(day or 1))
    return found if day else found.isoformat()[:7]


def _latest(now: datetime, month: str, day: str) -> date:
    """The latest such day that is not in the future (eight years back reach a 29 February)."""
    date(2000, int(month), int(day))
    for year in range(now.year, now.year - 9, -1):
        try:
            if (found := date(year, int(month), int(day))) <= now.date():
                return found
        except ValueError:
            continue
    raise ValueError("no such day")


def _first_valid(now: datetime, readings: list[tuple[int, str, str]]) -> date:
    """The first reading that is a day up to now, else the first that is a day at all."""
    days = []
    for reading in readings:
        try:
            days.append(date(*map(int, reading)))
        except ValueError:
            continue
    if not days:
        raise ValueError("no reading is a day")
    return next((day for day in days if day <= now.date()), days[0])


def _american(m: re.Match, a: str, b: str) -> bool:
    """Month first: 3/15/2024 is written without zeros where it is, 06/08/2025 with them in Europe; so is AM and PM."""
    clock = re.match(r"[\s,]*[\d:]+\s*[ap]\.?m", m.string[m.end() :])
    return m[2] == "/" and bool(clock or len(a) == 1 or len(b) == 1)


def _day_first(m: re.Match, now: datetime) -> date:
    """06.08.2025, or with slashes perhaps the American 08/06/2025: no reading may lie ahead if another does not."""
    a, b, year = m[1], m[3], int(m[4])
    if m[2] != "/":
        return date(year, int(b), int(a))
    readings = [(year, b, a), (year, a, b)]
    return _first_valid(now, readings[::-1] if _american(m, a, b) else readings)


def _two_digit_year(m: re.Match, now: datetime) -> date | None:
    """25-08-06 is year first; with dots and slashes the latest reading that is not ahead, lists being recent."""
    a, separator, b, c = m.groups()
    readings = [(_century(a, now), b, c)] if len(a) == 2 else []
    if len(c) == 2:
        last = [(_century(c, now), b, a), (_century(c, now), a, b)][: 2 if separator == "/" else 1]
        readings += last[::-1] if _american(m, a, b) else last
    if separator != "-":
        readings.sort(key=lambda reading: reading[0], reverse=True)
    return _first_valid(now, readings) if readings else None


def _month_and_day(m: re.Match, now: datetime) -> date:
    try:
        return _latest(now, m[1], m[3])
    except ValueError:
        return _latest(now, m[3], m[1])


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(max(year, 1), month + 1)[1]))


def _ago(m: re.Match, now: datetime) -> date | str:
    """`now` less every amount named, as fine as the finest unit: 3天前 is a day, 3小时前 a minute."""
    moment, months, precision = now, 0, ""
    for amount, half, unit in _AMOUNT.findall(m[0]):
        count = float(amount) if amount[0].isdigit() else 0.5 if amount == "半" else 1
        count += 0.5 if half else 0
        unit = unit.strip("个 ")[0]
        if unit in "月年":
            whole, part = divmod(count * (12 if unit == "年" else 1), 1)
            months, moment = months + int(whole), moment - timedelta(days=30 * part)
            continue
        moment -= timedelta(minutes=count * _MINUTES[unit])
        if unit in "秒分小钟" or count % 1:
            precision = "seconds" if unit == "秒" else "minutes"
    return moment.isoformat(timespec=precision) if precision else _months_before(moment.date(), months)


def _weekday(m: re.Match, now: datetime) -> date:
    back = now.weekday() - "一二三四五六日".index(m[2].replace("天", "日"))
    if m[1]:
        return now.date() - timedelta(days=back + 7 * (m[1][0] == "上"))
    return now.date() - timedelta(days=back % 7)


def _clock_only(m: re.Match, now: datetime) -> date | None:
    """A list prints 15:30 alone for what came in last: today, or yesterday when today has not come so far."""
    clock = _CLOCK.fullmatch(m.string, m.start())
    seconds = _seconds(clock) if clock else None
    if seconds is None:
        return None
    return now.date() - timedelta(days=seconds > now.hour * 3600 + now.minute * 60)


# Each row is one way to write a day and what it means: a date (a clock may follow), text (a month or a moment, as
# it is) or None (no date after all); ValueError is written as a date, but there is no such day. At one place the
# first row wins. The words in capitals are spelled out in `_PARTS`.
_FORMS: dict[str, tuple[str, Callable[[re.Match, datetime], date | str | None]]] = {
    "era": (
        r"(?:(令和|平成|昭和|民国)\s?|(?<![a-z\d])(?=[rh]\d+\.\d+\.\d+$)([rh]))"
        r"(\d{1,3}|元)\s?[年./-]\s?(\d{1,2})(?!\d)"
        r"\s?[月./-]?\s?(?:(?<=[\s月./-])(\d{1,2})(?!\d)\s?日?)?",
        lambda m, now: _day(_ERAS[m[1] or m[2]] + (1 if m[3] == "元" else int(m[3])), m[4], m[5]),
    ),
    "cjk day": (
        r"BEFORE(\d{2,4})\s?年\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})(?!\d|\s?月)\s?[日号]?",
        lambda m, now: _day(_century(m[1], now), m[2], m[3]),
    ),
    "cjk month": (
        r"BEFORE(\d{2,4})\s?年\s?(\d{1,2})\s?月(?!\s?\d)",
        lambda m, now: _day(_century(m[1], now), m[2], None),
    ),
    "year first": (
        r"BEFORE(\d{4})SEPARATOR(\d{1,2})\s?\2\s?(\d{1,2})AFTER",
        lambda m, now: _day(int(m[1]), m[3], m[4]),
    ),
    "year first, mixed": (
        r"BEFORE(\d{4})([-/. ])(\d\d)[-/. ](\d\d)AFTER",
        lambda m, now: _day(int(m[1]), m[3], m[4]),
    ),
    "compact": (
        r"(?<!\d)(?<!\d[-.])((?:19|20)\d\d)(\d\d)(\d\d)(?=(?:\d{4}|\d{6}|\d{9})?(?!\d))"
        r"(?!-\d{1,5}(?![\d:]))(?!\s?[号元万次人%])",
        lambda m, now: _day(int(m[1]), m[2], m[3]),
    ),
    "day first": (r"BEFORE(\d{1,2})SEPARATOR(\d{1,2})\s?\2\s?(\d{4})(?!\d)(?!\2\d)", _day_first),
    "roc": (
        r"BEFORE(1\d\d)([-/.])(\d{1,2})\2(\d{1,2})AFTER",
        lambda m, now: _day(int(m[1]) + 1911, m[3], m[4]),
    ),
    "two digits": (
        # "iOS 13.2.2" is a version, "am 06.08.25" a date.
        r"BEFORE(?:(?<![a-z]\s)|(?=\d+[-/])|(?=\d\d\.\d\d\.\d\d))(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2})AFTER",
        _two_digit_year,
    ),
    "day, named month, year": (
        r"DAY_OF_MONTH[.,/]?[\s-]*(?:del? )?((?:19|20)?\d\d)(?![\d:年月次时点.])",
        lambda m, now: _day(_century(m[3], now), m[2], m[1]),
    ),
    "year, named month, day": (
        r"BEFORE(\d{4})[.\s-]+MONTH[.\s-]*(\d{1,2})(?![\d:])",
        lambda m, now: _day(int(m[1]), m[2], m[3]),
    ),
    "named month, day, year": (
        r"MONTH[.\s-]*(\d{1,2})ORDINAL[-,\s]\s?(?P<clock>\d\d?:\d\d(?::\d\d)?(?:\s[a-z]+[\d:+]*)?\s)?"
        r"((?:19|20)\d\d)(?![\d:年次])",
        lambda m, now: _day(int(m[4]), m[1], m[2]),
    ),
    "named month, year": (
        r"\{(\d{1,2})\}[.,]?[\s-]*(?:del? )?((?:19|20)\d\d)(?!\d)",
        lambda m, now: _day(int(m[2]), m[1], None),
    ),
    "month said": (
        r"(本|当|[上这]个?)月\s?(\d{1,2})[日号]",
        lambda m, now: _months_before(now.date().replace(day=1), m[1][0] == "上").replace(day=int(m[2])),
    ),
    "year said": (
        r"(今|本|去|前)年\s?(\d{1,2})月\s?(?:(\d{1,2})[日号])?",
        lambda m, now: _day(now.year - "今去前".index(m[1].replace("本", "今")), m[2], m[3]),
    ),
    "month and day": (
        r"(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]",
        lambda m, now: _latest(now, m[1], m[2]),
    ),
    "named month and day": (
        r"MONTH[.\s-]*(\d{1,2})(?![\d:])ORDINAL(?![-./,]?\s*[\d{])(?!\s?[^\W\d_])",
        lambda m, now: _latest(now, m[1], m[2]),
    ),
    "day and named month": (
        r"DAY_OF_MONTH(?!\s?\d)",
        lambda m, now: _latest(now, m[2], m[1]),
    ),
    "day over month": (
        r"^(\d{1,2})\s?日?[\s/|-]\s?(\d{4})\s?[-/.年]\s?(\d{1,2})月?$",
        lambda m, now: _day(int(m[2]), m[3], m[1]),
    ),
    "day over month and year": (
        r"^(\d\d) (\d\d)[-/.](\d{4})$",
        lambda m, now: _day(int(m[3]), m[2], m[1]),
    ),
    "month and day over year": (
        r"^(\d\d)[-/.](\d\d)[\s/|]+(\d{4})$",
        lambda m, now: _day(int(m[3]), m[1], m[2]),
    ),
    "year and month": (r"^(\d{4})\s?[-/.]\s?(\d{1,2})$", lambda m, now: _day(int(m[1]), m[2], None)),
    "two numbers": (
        r"(?:^|(?<=[\s\[(|:>·,])(?<![a-z\d]\s))(\d\d)([-/])(\d\d)(?=$|[\])|,<·]|\s(?!\s?[a-z%元万人个页年月次]))",
        _month_and_day,
    ),
    "two numbers alone": (r"^(\d{1,2}(?=[-/])|\d\d(?=\.\d\d$))([-/.])(\d{1,2})$", _month_and_day),
    "day and month alone": (r"^(\d{1,2})\.\s?(\d{1,2})\.$", lambda m, now: _latest(now, m[2], m[1])),
    "epoch": (
        r"^(?:/?date\()?(1\d{9})(?:\.\d+|\d{3}|\d{6})?(?:\)/?)?$",
        lambda m, now: datetime.fromtimestamp(int(m[1]), SHANGHAI).replace(tzinfo=None).isoformat(),
    ),
    "ago": (r"(?<![一-龥](?<![于在约]))(?:AMOUNT,?\s?){1,8}(?:之前|以前|前|\{8\}前)(?:ALONE|(?=\s))", _ago),
    "ago, foreign": (r"\b(?:vor|il y a|hace|há)\s(?:AMOUNT,?\s?){1,8}", _ago),
    "day said": (
        r"(?<![一-龥](?<![于在]))(?<![a-z]\s(?<!ed\s))(今|昨|大?前)(?:[天日]|[晚夜晨早](?!\s?\d)|(?=[晚夜晨早]))"
        r"(?:(?=CLOCK)|ALONE)",
        lambda m, now: now.date() - timedelta(days=_DAYS_BACK[m[1]]),
    ),
    "just now": (
        r"刚刚|刚才|片刻前|几?(?:秒|分)钟?前|\bjust now\b|\bgerade eben\b|\ba linstant\b",
        lambda m, now: now.date(),
    ),
    "weekday": (r"^([上本这]个?)?(?:星期|周|礼拜)([一二三四五六日天])(?=\s?(?:CLOCK)?$)", _weekday),
    "clock": (r"^(?=\d\d:\d\d$|\d\d?[点时]|.*[ap]\.? ?m|.*uhr|[上下早晚凌中傍清午])(?=CLOCK$)", _clock_only),
}


# --- take the clock ------------------------------------------------------------------

_HOURS = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("cet", "mez", "bst", "west"), 1),
    **dict.fromkeys(("cest", "mesz", "eet"), 2),
    **dict.fromkeys(("jst", "kst"), 9),
    **dict.fromkeys(("cst", "hkt", "sgt"), 8),  # CST beside Chinese notices is China's, Java prints it so
    **{"est": -5, "edt": -4, "pst": -8, "pdt": -7, "msk": 3, "ist": 5.5, "aest": 10},
}
_MORNING = "上午|午前|凌晨|清晨|早上|早晨|早|晨"
_EVENING = "下午|午后|傍晚|晚上|晚间|晚|夜间|夜里|夜"
_ZONE = (
    rf"(?:\s?(?P<zone>{'|'.join(sorted(_HOURS, key=len, reverse=True))})(?![a-z]))?"
    r"(?:\s?(?P<sign>[+-])(?P<zone_hour>0?\d|1[0-4]):?(?P<zone_minute>\d\d)?(?![\d:]))?"
)
_WEEKDAYS = (
    r"(?:星期|周|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?|\([一二三四五六日月火水木金土]\)"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?![a-z])"
)
_TIME = (
    rf"(?:[\s.,;|/·()\[\]_-]|{_WEEKDAYS}|(?<=\d)t(?=\d)|(?<![a-z])(?:at|um|alle|kl\.?|a|à|o)(?![a-z])){{0,30}}"
    rf"(?P<period>{_MORNING}|{_EVENING}|中午|正午)?\s?(?P<hour>\d{{1,2}})\s?"
    r"(?::\s?(?P<minute>\d{1,2})(?:\s?:\s?(?P<second>\d{1,2})(?:[.,]\d+)?)?"
    r"|\.(?P<minute_dot>\d\d)(?=\s?(?:uhr|[ap]m\b))|h(?P<minute_fr>\d\d)?(?![a-z\d])|(?=\s?(?:uhr|[ap]m\b))"
    r"|[时点](?!\d{3})\s?(?:(?P<half>半)|(?P<minute_cn>\d{1,2})\s?(?:分\s?(?:(?P<second_cn>\d{1,2})\s?秒)?)?)?)"
    r"(?:\s?uhr)?(?:\s?(?P<half_day>[ap])\.?\s?m\b\.?)?(?![\d:])"
)
_CLOCK = re.compile(_TIME + _ZONE)
_CLOCK_BEFORE = re.compile(rf"(?<![\d:.-])(?=\D{{0,24}}\d){_TIME}{_ZONE}(?:[\s,;|]|{_WEEKDAYS}){{0,30}}$")
_CLOCK_DIGITS = re.compile(r"(?<=\d)t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:[.,]?\d{3})?(?!\d)" + _ZONE)


def _seconds(clock: re.Match) -> int | None:
    """Seconds from midnight, None for 25:61; 晚上12点 and 24:00 are the next midnight."""
    said = clock.groupdict()
    hour = int(said["hour"])
    minute = next((int(said[k]) for k in ("minute", "minute_dot", "minute_fr", "minute_cn") if said.get(k)), 0)
    minute = 30 if said.get("half") else minute
    second = int(said.get("second") or said.get("second_cn") or 0)
    period = said.get("period") or {"a": "上午", "p": "下午"}.get(said.get("half_day") or "", "")
    if hour == 12 and (re.fullmatch(_MORNING, period) or period.startswith(("晚", "夜"))):
        hour = 24 if period[0] in "晚夜" else 0
    elif (hour < 12 and re.fullmatch(_EVENING, period)) or (period in ("中午", "正午") and hour < 10):
        hour += 12
    seconds = hour * 3600 + minute * 60 + second
    return seconds if minute < 60 and second < 60 and seconds <= 86400 else None


def _moment(day: date, clock: re.Match | None) -> str:
    """`day` in ISO 8601, to the minute or second its clock gives; a clock that cannot be leaves the day."""
    seconds = _seconds(clock) if clock else None
    if clock is None or seconds is None:
        return day.isoformat()
    said = clock.groupdict()
    moment = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
    exact = said.get("second") or said.get("second_cn")
    zone, sign = said["zone"], said["sign"]
    # A minus is an offset only where no span of hours (09:00-12:00) can be meant.
    if sign == "+" or (sign and (exact or zone or (said["zone_minute"] and "t" in clock[0]))):
        offset = timedelta(hours=int(said["zone_hour"]), minutes=int(said["zone_minute"] or 0))
        moment += timedelta(hours=8) - (offset if sign == "+" else -offset)
    elif zone:
        moment += timedelta(hours=8 - _HOURS[zone])
    return moment.isoformat(timespec="seconds" if exact else "minutes")


# --- the public readings -------------------------------------------------------------

_PARTS = {
    "DAY_OF_": r"BEFORE(\d{1,2})(?!\s?-\s?\d+\s?月)ORDINAL[\s-]*(?:of |de |d )?",
    "MONTH": r"(?:\{|(?<!\d))(\d{1,2})\s?(?:\}前?|月)",
    "SEPARATOR": r"\s?([-/._·])\s?",
    "BEFORE": r"(?<!\d)(?<!\d[-./:_])",
    "AFTER": r"(?!\d)(?!(?!/)\2\d{1,3}(?![\d:]))(?!\s?[%元万])",
    "ORDINAL": r"(?:st|nd|rd|th|er|\.|o)?",
    "CLOCK": _TIME,
    "ALONE": r"(?!\s?[a-z])(?:(?![一-龥])|(?=发布|更新|发表|编辑|来源|浏览|阅读|点击))",
    "AMOUNT": r"(?:\d{1,4}(?:\.\d)?|半|an?|one|eine[rm]?|une?|una)\s?(?:个?半)?\s?"
    r"(?:秒|分|个?小时|个?钟头|天|日|周|个?星期|个?礼拜|个月|年)钟?",
}
_AMOUNT = re.compile(
    r"(\d{1,4}(?:\.\d)?|半|an?|one|eine[rm]?|une?|una)\s?(个?半)?\s?(个?(?:秒|分|小时|钟头|天|日|周|星期|礼拜|月|年))"
)


def _compile(pattern: str) -> re.Pattern:
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, part)
    return re.compile(pattern)


_ROWS = [(_compile(pattern), build) for pattern, build in _FORMS.values()]
_START = re.compile(r"(?<!\d)\d|[{/令平昭民本当上这今去前昨大半几秒分刚片周星礼下早晚凌中傍清正]|(?<![a-z])[rhjgavi]")
_PUBLISHED = re.compile(
    r"(?:发布|发表|发稿|刊发|公布|公开|上传|录入|添加|创建|发文|印发)(?:时间|日期|日|于)?\s?:"
    r"|(?:发布|发表|发稿|刊发|公布|公开)(?:时间|日期|于)"
    r"|\b(?:published|posted|veröffentlicht|publié)\b(?: on| am| le)?:?"
)
_LABEL = re.compile(r"^[^\d:]{0,6}(?:时间|日期|date|datum|fecha|data|vom|stand|le|on|du|am)(?:\s?:|\s)")
_NUMBER_AHEAD = re.compile(
    r"(?:电话|手机|传真|热线|tel|fax|phone|mobile|qq|微信|邮编|[编单证文批]号|代码|\bip|版本号?|version|\bv|备|isbn|[¥$€£]|价格?"
    r"|\bno|\bid|农历|阴历)\s?[.:]{0,2}\s?$"
)
_FRAME = " \t\r\n[]()【】<>《》|·,;:-"


def _parts(text: str) -> Iterator[str]:
    """What to read in turn: what a label of publication announces, then all of it without its first label."""
    if label := _PUBLISHED.search(text):
        yield text[label.end() :].strip(_FRAME)
    text = text.strip(_FRAME)
    yield _LABEL.sub("", text + " ").strip(_FRAME)


def _scan(text: str, now: datetime) -> Iterator[str | ValueError]:
    """Every day `text` names, in its order, in ISO 8601; a ValueError for each that cannot be."""
    at = last = 0
    while start := _START.search(text, at):
        at = start.end()
        if _NUMBER_AHEAD.search(text, max(0, start.start() - 10), start.start()):
            continue
        matches = ((pattern.match(text, start.start()), build) for pattern, build in _ROWS)
        m, build = next(((m, build) for m, build in matches if m), (None, None))
        if not m:
            continue
        at = max(at, m.end())
        try:
            found = build(m, now)
            if isinstance(found, date):
                tail = m.start("clock") if m.groupdict().get("clock") else m.end()
                clock = _CLOCK_DIGITS.match(text, tail) or _CLOCK.match(text, tail)
                at = max(at, clock.end() if clock else 0)
                found = _moment(found, clock or _CLOCK_BEFORE.search(text, last, m.start()))
                last = at
            if found:
                yield found
        except (ValueError, OverflowError) as error:
            yield ValueError(str(error))


def _read(text: str, now: datetime) -> tuple[str | None, str | None]:
    now = now.astimezone(SHANGHAI).replace(tzinfo=None) if now.tzinfo else now
    reason = None
    for part in _parts(spell(text[:LONGEST])):
        for found in _scan(part, now):
            if isinstance(found, ValueError):
                reason = "impossible"
            elif not OLDEST_YEAR <= int(found[:4]) <= now.year + YEARS_AHEAD or found[:10] == "1970-01-01":
                reason = "absurd"
            else:
                return found, None
    return None, reason or "no-date"


def parse(text: str, now: datetime) -> str | None:
    """The date `text` gives, in ISO 8601 and Asia/Shanghai, to the precision given; None for none. Never raises.

    2025-08, 2025-08-06, 2025-08-06T15:30, 2025-08-06T15:30:22. A date labelled as publication comes before others,
    else the first. `now` is when the page was fetched (naive: Asia/Shanghai): relative and year-less dates count
    back from it, so that a replay gives the same answer.
    """
    return _read(text, now)[0]


def reason(text: str, now: datetime) -> str | None:
    """Why `parse` gives None: "impossible" (2025-02-30), "absurd" (1900, 2099), "no-date"; None when it does not."""
    return _read(text, now)[1]


_IN_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-/_]?(\d\d)[-/_]?(\d\d)|[-/_](\d{1,2})[-/_](\d{1,2}))(?=(?:\d{6})?(?!\d))"
)


def from_url(url: str) -> str | None:
    """The day in an article's address (/2025-08/06/, /art/2025/8/6/, /202508/t20250806_1.html), None for none."""
    for found in _IN_PATH.findall(url.partition("?")[0]):
        try:
            day = date(*(int(number) for number in found if number))
        except ValueError:
            continue
        if day.year >= 1990:
            return day.isoformat()
    return None
