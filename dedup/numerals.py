"""Figures told in other ways: 12万 and 十二万, 60% and 百分之六十, 1.5亿 and 15000万, 66公里 and 132里,
2031年5月6日 and 2031-05-06. For `guards` and `titles`.

Comparable texts have lost their points and per cent signs, so figures are compared by their significant digits.
"""

from __future__ import annotations

import re
from fractions import Fraction

from dedup.evidence import Gap, near

_DIGITS = {character: digit for digit, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
# 万 and 亿 stay as they are: 十二万 is 12万.
_NUMERAL = re.compile(
    "(?:[百千万]分之)?(?:(?![百千万]分之)[零〇一二三四五六七八九十百千两])+(?:点[零〇一二三四五六七八九]+)?"
)
_FIGURES = frozenset("0123456789零〇一二三四五六七八九十百千万亿两点分之公里斤顷")
# Units of one kind: how many of the last one each is. 亿斤 and 万吨 come to the same.
_UNITS = {
    "公里": Fraction(2),
    "千米": Fraction(2),
    "里": Fraction(1),
    "吨": Fraction(2000),
    "公斤": Fraction(2),
    "千克": Fraction(2),
    "斤": Fraction(1),
    "公顷": Fraction(15),
    "亩": Fraction(1),
}
_UNIT = re.compile("|".join(_UNITS))
_MEASURE = re.compile("([0-9]+)([万亿]*)(公里|千米|里|吨|公斤|千克|斤|公顷|亩)?")
_OF_TIMES = frozenset("0123456789年月日时分")
_TIME = re.compile("[0-9]+年[0-9]+月(?:[0-9]+日)?|[0-9]+月[0-9]+日|[0-9]+时(?:[0-9]+分)?")
# A day, and what a paper or another site says in its place.
_VAGUE = frozenset(("近日", "日前", "近期", "昨日", "昨天", "今日", "今天", "当日"))
_DAY = re.compile("(?:(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月)?[0-9]{1,2}日")
LONGEST = 60  # characters of figures around a difference


def told_alike(a: str, b: str, gap: Gap) -> bool:
    """Is a differing passage of two comparable texts one figure, some, or a day, written in two ways?"""
    a0, a1, b0, b1 = gap
    said = a[a0:a1] + b[b0:b1]
    if max(a1 - a0, b1 - b0) > LONGEST:
        return False
    if _FIGURES.issuperset(said) and same_figures(*_both_around(a, b, gap, _FIGURES)):
        return True
    if _OF_TIMES.issuperset(said) and same_time(*_both_around(a, b, gap, _OF_TIMES)):
        return True
    return any(_is_vague(x, y) or _is_vague(y, x) for x, y in near(a, b, gap))


def _is_vague(x: str, y: str) -> bool:
    """Whether one passage names a day, and the other only says that there was one."""
    return x in _VAGUE and (y in _VAGUE or bool(_DAY.fullmatch(y)))


def digits(text: str) -> str:
    """`text` with its Chinese numerals in digits, points and per cent signs gone: 百分之六十点五 is 605."""
    return _NUMERAL.sub(lambda numeral: _written(numeral[0]), text)


def _written(numeral: str) -> str:
    whole, _, part = re.sub("^.分之", "", numeral).partition("点")
    behind = "".join(str(_DIGITS[character]) for character in part)
    if not set(whole) & _TENS.keys():
        return "".join(str(_DIGITS[character]) for character in whole) + behind  # 二〇二五, 三六五
    total, digit = 0, 0
    for character in whole:
        if character in _TENS:
            total, digit = total + (digit or 1) * _TENS[character], 0
        else:
            digit = _DIGITS[character]
    return str(total + digit) + behind


def _both_around(a: str, b: str, gap: Gap, of: frozenset[str]) -> tuple[str, str]:
    return _around(a, gap.a0, gap.a1, of), _around(b, gap.b0, gap.b1, of)


def _around(text: str, start: int, end: int, of: frozenset[str]) -> str:
    """The characters `of` a kind that text[start:end] is part of, a figure's unit included."""
    while start and end - start < LONGEST and text[start - 1] in of:
        start -= 1
    while end < len(text) and end - start < LONGEST and text[end] in of:
        end += 1
    unit = _UNIT.match(text, end)
    return text[start : unit.end() if unit else end]


def same_time(x: str, y: str) -> bool:
    """Are two comparable passages of days and hours the same, some in words and some in digits alone?"""
    return any(re.fullmatch(_TIME.sub(_either, said), other) for said, other in ((x, y), (y, x)))


def _either(time: re.Match) -> str:
    """What a day or an hour may be written as: 9时 as 9时, 900 and 0900."""
    parts = re.findall("[0-9]+", time[0])
    ends = "00" if time[0].endswith("时") else ""
    return f"(?:{time[0]}|{''.join(f'0?{int(part)}' for part in parts)}{ends})"


def same_figures(x: str, y: str) -> bool:
    """Do two comparable passages of nothing but figures say the same once these are written alike?

    Digits must be equal but for zeros behind, or be so after a change of units: 1892公里 and 3784里.
    """
    x, y = digits(x), digits(y)
    if x == y:
        return any(map(str.isdigit, x))
    if _MEASURE.sub("#", x) != _MEASURE.sub("#", y):
        return False
    pairs = zip(_MEASURE.finditer(x), _MEASURE.finditer(y), strict=True)
    return all(_same_measure(p, q) for p, q in pairs)


def _same_measure(p: re.Match, q: re.Match) -> bool:
    if p[0] == q[0]:
        return True
    if p[2] == q[2] and p[3] == q[3]:
        return False  # 15 and 150 of one unit are two figures
    if (p[3] is None) != (q[3] is None):
        return False
    if p[1] == q[1] and p[3] == q[3]:
        return False  # 5亿 and 5万
    one, other = _UNITS.get(p[3], Fraction(1)), _UNITS.get(q[3], Fraction(1))
    return _significant(int(p[1]) * one) == _significant(int(q[1]) * other)


def _significant(value: Fraction) -> str:
    return str(int(value) if value.denominator == 1 else value).rstrip("0")
