"""Whether an entry says something else than it did last time, so that its article is fetched again. Pure; the listing
spider asks it about every entry it knows."""

from __future__ import annotations

import re
from datetime import datetime

# Counted back from the moment of reading: it says something else every hour, and means the same.
_RELATIVE = re.compile(r"前|刚|今|昨|\bago\b|yesterday|today|just now", re.I)
_CUT = re.compile(r"(?<!\s)\s*(?:(?<!…)…+|(?<!\.)\.{3,}|(?<!。)。{3,})$")
# Where an entry stands in a list, and how often it was read, is not what it says: gone tomorrow, or absent from the
# site's other lists.
_BADGE = r"[【\[(（〖](?:置顶|推荐|头条|热门|最新|图文|视频|顶|荐|热|新|图|new|hot|top)[】\])）〗]"
_NUMBER = r"(?:\d{1,4}[、.．](?!\d)|[（(]\d{1,4}[)）])"
_COUNTER = (
    r"[（(\[【]?(?:浏览|点击|阅读|访问|查看|人气)(?:次数|数|量|率)?\s?[:：]?\s?[（(]?\d[\d,]{0,12}\s?次?[)）\]】]{0,2}"
)
_BEFORE = re.compile(rf"^(?:\s{{0,3}}(?:{_BADGE}|{_NUMBER})){{1,4}}\s{{0,3}}", re.I)
_BEHIND = re.compile(rf"(?:\s{{0,3}}(?:{_BADGE}|{_COUNTER}|(?<=\s)(?:new|hot)!?)){{1,4}}\s{{0,3}}$", re.I)
_BEHIND_WITHIN = 200  # characters at a title's end


def changed(old: tuple[str, str | None], new: tuple[str, str | None], now: datetime) -> bool:
    """Whether title or date differ in meaning. `old` and `new`: (title, date as written) of one entry."""
    return not _same_title(old[0], new[0]) or not _same_date(old[1], new[1], now)


def _same_title(old: str, new: str) -> bool:
    """Equal but for what a list sets beside them, or one of them is the other cut short: two lists of a site seldom cut
    at the same place."""
    if old == new:
        return True
    old, new = map(_said, (old, new))
    short, long = sorted((_CUT.sub("", old), _CUT.sub("", new)), key=len)
    cut = _CUT.search(old) or _CUT.search(new)
    return long.startswith(short) and bool(short) if cut else old == new


def _said(title: str) -> str:
    """A title without what a list sets beside it, and without what nobody sees: another zero-width character at each
    visit is how some sites tell who copied them."""
    from pipelines.characters import INVISIBLE  # with numpy, and rarely asked

    title = _BEFORE.sub("", INVISIBLE.sub("", title))
    title = title[:-_BEHIND_WITHIN] + _BEHIND.sub("", title[-_BEHIND_WITHIN:])
    return "".join(title.split())


def _same_date(old: str | None, new: str | None, now: datetime) -> bool:
    """Equal as far as both are precise; a list that has lost its dates has changed."""
    if old == new:
        return True
    if not old or not new:
        return False
    if _RELATIVE.search(old) or _RELATIVE.search(new):
        return True
    from pipelines.dates import parse  # which takes 30 ms to import, and is rarely asked

    before, after = parse(old, now), parse(new, now)
    if before is None or after is None:
        return False
    shorter = min(len(before), len(after))
    return before[:shorter] == after[:shorter]
