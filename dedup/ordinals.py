"""Clauses that were numbered anew: behind one that was put in or taken out all others move on. For `differences`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dedup.evidence import Gap
from dedup.numerals import digits

ORDINAL = re.compile("[零〇一二三四五六七八九十百千万亿两]+")
_CHARACTERS = frozenset("零〇一二三四五六七八九十百千")
RUN = 3  # clauses one behind the other that moved alike: a scan that hurts numbers hurts here and there


class Moved(NamedTuple):
    """A passage in which 第四条 became 第五条: the two ordinals, and what they are."""

    gap: Gap
    said: tuple[str, str]
    before: int
    after: int


def renumbered(a: str, b: str, gaps: Iterable[Gap]) -> dict[Gap, tuple[str, str]]:
    """What clauses that follow each other became, by the passage that tells it: RUN of them or more, by one step."""
    found: dict[Gap, tuple[str, str]] = {}
    run: list[Moved] = []
    for moved in _ordinals(a, b, gaps):
        if run and (moved.before - run[-1].before, moved.after - run[-1].after) != (1, 1):
            run = []
        run.append(moved)
        if len(run) >= RUN:
            found.update((one.gap, one.said) for one in run)
    return found


def _ordinals(a: str, b: str, gaps: Iterable[Gap]) -> Iterator[Moved]:
    """Passages that are part of an ordinal behind 第 in both texts; of one that is told by two passages, the first."""
    last = -1
    for gap in gaps:
        a0, a1 = _whole(a, gap.a0, gap.a1)
        b0, b1 = _whole(b, gap.b0, gap.b1)
        x, y = a[a0:a1], b[b0:b1]
        behind = a[a0 - 1 : a0] == b[b0 - 1 : b0] == "第"
        if a0 == last or not behind or x == y or not ORDINAL.fullmatch(x) or not ORDINAL.fullmatch(y):
            continue
        last = a0
        yield Moved(gap, (x, y), int(digits(x)), int(digits(y)))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of a passage with the ordinal characters around it."""
    while start and text[start - 1] in _CHARACTERS:
        start -= 1
    while end < len(text) and text[end] in _CHARACTERS:
        end += 1
    return start, end
