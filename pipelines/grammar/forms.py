"""The forms a day is written in, over spelled text: a row a form, a pattern and what it means.

At one place the first row that matches wins, so what says more stands before what says less. Words in capitals are
spelled out in `PARTS`.
"""

from __future__ import annotations

import re
from datetime import timedelta

from pipelines.grammar import meanings
from pipelines.grammar.clock import TIME
from pipelines.grammar.meanings import REPUBLIC, Meaning, day_or_month, full_year, latest

PARTS = {
    "DAY_OF_": r"BEFORE(\d{1,2})(?!\s?-\s?\d+\s?月)ORDINAL[\s-]*(?:of |de |d )?",
    "MONTH": r"(?:\{|(?<!\d))(\d{1,2})\s?(?:\}前?|月)",
    "SEPARATOR": r"\s?([-/._·])\s?",
    "BEFORE": r"(?<!\d)(?<!\d[-./:_])",
    "AFTER": r"(?!\d)(?!(?!/)\2\d{1,3}(?![\d:]))(?!\s?[%元万])",
    "ORDINAL": r"(?:st|nd|rd|th|er|\.|o)?",
    "CLOCK": TIME,
    "ALONE": r"(?!\s?[a-z])(?:(?![一-龥])|(?=发布|更新|发表|编辑|来源|浏览|阅读|点击))",
    "AMOUNT": r"(?:\d{1,4}(?:\.\d)?|半|an?|one|eine[rm]?|une?|una)\s?(?:个?半)?\s?"
    r"(?:秒|分|个?小时|个?钟头|天|日|周|个?星期|个?礼拜|个月|年)钟?",
}

FORMS: dict[str, tuple[str, Meaning]] = {
    "era": (
        r"(?:(令和|平成|昭和|民国)\s?|(?<![a-z\d])(?=[rh]\d+\.\d+\.\d+$)([rh]))"
        r"(\d{1,3}|元)\s?[年./-]\s?(\d{1,2})(?!\d)"
        r"\s?[月./-]?\s?(?:(?<=[\s月./-])(\d{1,2})(?!\d)\s?日?)?",
        meanings.of_era,
    ),
    "cjk day": (
        r"BEFORE(\d{2,4})\s?年\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})(?!\d|\s?月)\s?[日号]?",
        lambda m, now: day_or_month(full_year(m[1], now), m[2], m[3]),
    ),
    "cjk month": (
        r"BEFORE(\d{2,4})\s?年\s?(\d{1,2})\s?月(?!\s?\d)",
        lambda m, now: day_or_month(full_year(m[1], now), m[2], None),
    ),
    "year first": (
        r"BEFORE(\d{4})SEPARATOR(\d{1,2})\s?\2\s?(\d{1,2})AFTER",
        lambda m, now: day_or_month(int(m[1]), m[3], m[4]),
    ),
    "year first, mixed": (
        r"BEFORE(\d{4})([-/. ])(\d\d)[-/. ](\d\d)AFTER",
        lambda m, now: day_or_month(int(m[1]), m[3], m[4]),
    ),
    "compact": (
        r"(?<!\d)(?<!\d[-.])((?:19|20)\d\d)(\d\d)(\d\d)(?=(?:\d{4}|\d{6}|\d{9})?(?!\d))"
        r"(?!-\d{1,5}(?![\d:]))(?!\s?[号元万次人%])",
        lambda m, now: day_or_month(int(m[1]), m[2], m[3]),
    ),
    "day first": (r"BEFORE(\d{1,2})SEPARATOR(\d{1,2})\s?\2\s?(\d{4})(?!\d)(?!\2\d)", meanings.day_first),
    "roc": (
        r"BEFORE(1\d\d)([-/.])(\d{1,2})\2(\d{1,2})AFTER",
        lambda m, now: day_or_month(int(m[1]) + REPUBLIC, m[3], m[4]),
    ),
    "two digits": (
        # "iOS 13.2.2" is a version, "am 06.08.25" a date.
        r"BEFORE(?:(?<![a-z]\s)|(?=\d+[-/])|(?=\d\d\.\d\d\.\d\d))(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2})AFTER",
        meanings.two_digit_year,
    ),
    "day, named month, year": (
        r"DAY_OF_MONTH[.,/]?[\s-]*(?:del? )?((?:19|20)?\d\d)(?![\d:年月次时点.])",
        lambda m, now: day_or_month(full_year(m[3], now), m[2], m[1]),
    ),
    "year, named month, day": (
        r"BEFORE(\d{4})[.\s-]+MONTH[.\s-]*(\d{1,2})(?![\d:])",
        lambda m, now: day_or_month(int(m[1]), m[2], m[3]),
    ),
    "named month, day, year": (
        r"MONTH[.\s-]*(\d{1,2})ORDINAL[-,\s]\s?(?P<clock>\d\d?:\d\d(?::\d\d)?(?:\s[a-z]+[\d:+]*)?\s)?"
        r"((?:19|20)\d\d)(?![\d:年次])",
        lambda m, now: day_or_month(int(m[4]), m[1], m[2]),
    ),
    "named month, year": (
        r"\{(\d{1,2})\}[.,]?[\s-]*(?:del? )?((?:19|20)\d\d)(?!\d)",
        lambda m, now: day_or_month(int(m[2]), m[1], None),
    ),
    "month said": (
        r"(本|当|[上这]个?)月\s?(\d{1,2})[日号]",
        meanings.month_said,
    ),
    "year said": (
        r"(今|本|去|前)年\s?(\d{1,2})月\s?(?:(\d{1,2})[日号])?",
        meanings.year_said,
    ),
    "month and day": (
        r"(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]",
        lambda m, now: latest(now, m[1], m[2]),
    ),
    "named month and day": (
        r"MONTH[.\s-]*(\d{1,2})(?![\d:])ORDINAL(?![-./,]?\s*[\d{])(?!\s?[^\W\d_])",
        lambda m, now: latest(now, m[1], m[2]),
    ),
    "day and named month": (
        r"DAY_OF_MONTH(?!\s?\d)",
        lambda m, now: latest(now, m[2], m[1]),
    ),
    "day over month": (
        r"^(\d{1,2})\s?日?[\s/|-]\s?(\d{4})\s?[-/.年]\s?(\d{1,2})月?$",
        lambda m, now: day_or_month(int(m[2]), m[3], m[1]),
    ),
    "day over month and year": (
        r"^(\d\d) (\d\d)[-/.](\d{4})$",
        lambda m, now: day_or_month(int(m[3]), m[2], m[1]),
    ),
    "month and day over year": (
        r"^(\d\d)[-/.](\d\d)[\s/|]+(\d{4})$",
        lambda m, now: day_or_month(int(m[3]), m[1], m[2]),
    ),
    "year and month": (r"^(\d{4})\s?[-/.]\s?(\d{1,2})$", lambda m, now: day_or_month(int(m[1]), m[2], None)),
    "two numbers": (
        r"(?:^|(?<=[\s\[(|:>·,])(?<![a-z\d]\s))(\d\d)([-/])(\d\d)(?=$|[\])|,<·]|\s(?!\s?[a-z%元万人个页年月次]))",
        meanings.month_and_day,
    ),
    "two numbers alone": (r"^(\d{1,2}(?=[-/])|\d\d(?=\.\d\d$))([-/.])(\d{1,2})$", meanings.month_and_day),
    "day and month alone": (r"^(\d{1,2})\.\s?(\d{1,2})\.$", lambda m, now: latest(now, m[2], m[1])),
    "epoch": (
        r"^(?:/?date\()?(1\d{9})(?:\.\d+|\d{3}|\d{6})?(?:[+-]\d{4})?(?:\)/?)?$",
        meanings.epoch,
    ),
    "ago": (r"(?<![一-龥](?<![于在约]))(?:AMOUNT,?\s?){1,8}(?:之前|以前|前|\{8\}前)(?:ALONE|(?=\s))", meanings.ago),
    "ago, foreign": (r"\b(?:vor|il y a|hace|há)\s(?:AMOUNT,?\s?){1,8}", meanings.ago),
    "day said": (
        r"(?<![一-龥](?<![于在]))(?<![a-z]\s(?<!ed\s))(今|昨|大?前)(?:[天日]|[晚夜晨早](?!\s?\d)|(?=[晚夜晨早]))"
        r"(?:(?=CLOCK)|ALONE)",
        lambda m, now: now.date() - timedelta(days=meanings.DAYS_BACK[m[1]]),
    ),
    "just now": (
        r"刚刚|刚才|片刻前|几?(?:秒|分)钟?前|\bjust now\b|\bgerade eben\b|\ba linstant\b",
        lambda m, now: now.date(),
    ),
    "weekday": (r"^([上本这]个?)?(?:星期|周|礼拜)([一二三四五六日天])(?=\s?(?:CLOCK)?$)", meanings.weekday),
    "clock": (r"^(?=\d\d:\d\d$|\d\d?[点时]|.*[ap]\.? ?m|.*uhr|[上下早晚凌中傍清午])(?=CLOCK$)", meanings.clock_only),
}


def _spelled_out(pattern: str) -> re.Pattern[str]:
    for name, part in PARTS.items():
        pattern = pattern.replace(name, part)
    return re.compile(pattern)


ROWS = [(_spelled_out(pattern), meaning) for pattern, meaning in FORMS.values()]
# Every form begins with one of these.
START = re.compile(r"(?<!\d)\d|[{/令平昭民本当上这今去前昨大半几秒分刚片周星礼下早晚凌中傍清正]|(?<![a-z])[rhjgavi]")
