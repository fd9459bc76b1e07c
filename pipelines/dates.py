"""Clean: the one date parser, from the text beside a notice to ISO 8601 in Asia/Shanghai.

Reading is four steps: `spell` writes everything one way, `_scan` tries the rows of `grammar.forms` from left to right,
a date takes the clock beside it, and what cannot be is refused with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from nouns.items import SHANGHAI
from pipelines.grammar import clock
from pipelines.grammar.forms import ROWS, START
from pipelines.grammar.meanings import YEARS_AHEAD, Meaning
from pipelines.grammar.spelling import spell

OLDEST_YEAR = 1949
OLDEST_YEAR_IN_A_PATH = 1990  # before that no page had an address
EPOCH = "1970-01-01"  # a database's nothing
LONGEST = 1000  # characters read: dates stand in short lines, whole bodies are for `documents`
AHEAD = 10  # characters looked at before a number, for what says that it is no date's

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
_IN_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(\d\d)(\d\d)(?=(?:\d{6})?(?!\d))|[-/_]?(\d\d)[-/_]?(\d\d)(?!\d)"
    r"|[-/_](\d{1,2})[-/_](\d{1,2})(?!\d))"
)
_SAVED = re.compile(r"/\d{14}(?:[a-z]{2}_)?/(?=https?:|[\w-]+(?:\.[\w-]+)+/)")  # an archive's: when it was kept


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


def from_url(url: str) -> str | None:
    """The day in an article's address (/2025-08/06/, /art/2025/8/6/, /202508/t20250806_1.html), None for none."""
    path = url.partition("?")[0]
    if saved := _SAVED.search(path):
        path = path[saved.end() :]
    for found in _IN_PATH.findall(path):
        year, month, day = (int(number) for number in found if number)
        try:
            written = date(year, month, day)
        except ValueError:
            continue
        if written.year >= OLDEST_YEAR_IN_A_PATH:
            return written.isoformat()
    return None


def _read(text: str, now: datetime) -> tuple[str | None, str | None]:
    """(the date, None), or (None, why there is none)."""
    now = now.astimezone(SHANGHAI).replace(tzinfo=None) if now.tzinfo else now
    refused = None
    for part in _parts(spell(text[:LONGEST])):
        for found in _scan(part, now):
            if isinstance(found, ValueError):
                refused = "impossible"
            elif _is_absurd(found, now):
                refused = "absurd"
            else:
                return found, None
    return None, refused or "no-date"


def _is_absurd(found: str, now: datetime) -> bool:
    """Whether no notice can be of this date."""
    year = int(found[:4])
    return year < OLDEST_YEAR or year > now.year + YEARS_AHEAD or found[:10] == EPOCH


def _parts(text: str) -> Iterator[str]:
    """What to read in turn: what a label of publication announces, then all of it without its first label."""
    if label := _PUBLISHED.search(text):
        yield text[label.end() :].strip(_FRAME)
    text = text.strip(_FRAME)
    yield _LABEL.sub("", text + " ").strip(_FRAME)


def _scan(text: str, now: datetime) -> Iterator[str | ValueError]:
    """Every day `text` names, in its order, in ISO 8601; a ValueError for each that cannot be."""
    at = last = 0  # where to look next; where the last date was done
    while start := START.search(text, at):
        at = start.end()
        if _NUMBER_AHEAD.search(text, max(0, start.start() - AHEAD), start.start()):
            continue
        form = _form_at(text, start.start())
        if form is None:
            continue
        m, meaning = form
        at = max(at, m.end())
        try:
            found = meaning(m, now)
            if isinstance(found, date):
                after = _clock_after(m)
                at = max(at, after.end() if after else 0)
                found = clock.moment(found, after or clock.before(text, last, m.start()))
                last = at
        except (ValueError, OverflowError) as error:
            yield ValueError(str(error))
            continue
        if found:
            yield found


def _form_at(text: str, at: int) -> tuple[re.Match[str], Meaning] | None:
    """The first form that `text` has here."""
    for pattern, meaning in ROWS:
        if m := pattern.match(text, at):
            return m, meaning
    return None


def _clock_after(m: re.Match[str]) -> re.Match[str] | None:
    """The clock that follows a date; of one that holds its clock (August 6, 15:30 2025) that one."""
    holds_it = "clock" in m.re.groupindex and m["clock"]
    return clock.after(m.string, m.start("clock") if holds_it else m.end())
