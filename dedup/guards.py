"""Guards: what keeps two overlapping notices apart. Called by `verify.decide` for pairs whose shingles agree, as are
those on figures (`figures`), titles (`titles`) and pages (`pages`).

Overlap cannot tell last year's report from a repost of this year's; what differs can. Each guard looks at the
aligned differing passages (`evidence.align`) and gives findings, weighed HINT or ENOUGH; two hints are enough.
A passage that only one side has is no finding: copies are cut, framed, spammed and annotated. Nor is noise:
`Differences.noise`, the share of characters that changed singly, tells how many numbers a scan would hurt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dedup.differences import CLEAN, Differences
from dedup.evidence import Gap, near
from dedup.places import count as count_places, only_places

HINT, ENOUGH = 1, 2
SHOWN = 3  # examples that a line of evidence names

# What two transcriptions of one long document tell otherwise is up to .004 of the text; two documents begin at .01
# (docs/merging.md). Where a scan or a converter changed single characters, it must be more, and of some length.
FEW_WORDS = 0.006
FEW_SCANNED_WORDS, FEW_SCANNED = 0.01, 8
MANY_WORDS = 0.03  # from which on it is enough
SHORT = 250  # characters of a short notice
SOME_PLACES, MANY_PLACES = 0.1, 0.4  # share of the places from which on swapped ones are a hint, and enough
# Characters in passages of one's own that are no accident, and the shares of the shorter text that are a hint, and
# enough.
OWN, SOME_OWN, MUCH_OWN = 15, 0.02, 0.08
UNALIGNED, MUCH_UNALIGNED = 12, 0.1  # characters that no passage explains, and as a share of the shorter text

# （2018年10月26日第十三届…会议第二次修正）: the last day before the word.
_AMENDED = re.compile(r"((?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:(?!(?:19|20)\d\d年).){0,80}?(?:修正|修订|修改)")
# （征求意见稿）, （草案）, （2026年修订）: at what stage a document is, by its title.
_STAGE = re.compile(
    r"[（(][^（）()]{0,12}?((?:(?:19|20)\d\d年?)?(?:征求意见稿|送审稿|讨论稿|审议稿|修改稿|草案|修订|修正))[^（）()]{0,4}[）)]"
)
_ASKED, DRAFT = re.compile("征求.*意见"), "征求意见稿"  # 关于征求《…》意见的公告
CLAUSE = 7  # characters told otherwise that are no single word
COMPOUND, SIMPLE = 40, 12  # longest substitution looked at for simple ones, and how many of those are looked for
AMENDING = 40  # characters that the amending line alone takes at most

YEAR_OF = len("2026")

Pair = tuple[str, str]  # what one text says in the place of what the other says


class Finding(NamedTuple):
    """What a guard found: its name, HINT or ENOUGH, and a line for the operator."""

    guard: str
    weight: int
    evidence: str


class Stage(NamedTuple):
    """At what stage a document is: what its title calls it, and on which days its body says it was amended."""

    named: frozenset[str]
    amended: frozenset[str]


def names(d: Differences) -> Iterator[Finding]:
    """A name replaced by another everywhere: neither survives beside the other (罗湖 -> 福田)."""
    found = sorted(_simple(d.replaced).items(), key=lambda item: (-item[1], item[0]))
    for (x, y), count in found:
        weight = _weight_of_name(d, x, y, count)
        if not weight:
            continue
        stays = min(d.a.count(x), d.b.count(x)) + min(d.a.count(y), d.b.count(y))
        if stays <= count / 2:
            yield Finding("names", weight, f"substitution {x}→{y} ×{count}")


def _weight_of_name(d: Differences, x: str, y: str, count: int) -> int:
    """What it says that x was replaced by y so often."""
    if min(len(x), len(y)) < 2:
        return 0
    if count >= 3:
        return ENOUGH
    by_no_accident = count == 2 or d.noise < 2 * CLEAN
    if d.named[x, y] and by_no_accident:
        return ENOUGH
    return HINT if count == 2 and d.clean else 0


def places(d: Differences) -> Iterator[Finding]:
    """A province or city in the place of another. In a text of many, a few may be a correction."""
    if not d.clean:
        return
    swapped = [said for said in map(partial(_swapped_places, d), d.told) if said]
    if not swapped:
        return
    share = len(swapped) / (len(swapped) + count_places(d.kept_text))
    evidence = "places " + ", ".join(swapped[:SHOWN])
    if len(swapped) > 2 or share >= MANY_PLACES:
        yield Finding("places", ENOUGH, evidence)
    elif len(swapped) > 1 or share >= SOME_PLACES:
        yield Finding("places", HINT, evidence)


def _swapped_places(d: Differences, gap: Gap) -> str | None:
    """The two places, if that is what the passage tells otherwise."""
    for x, y in near(d.a, d.b, gap):
        if only_places(x) and only_places(y):
            return f"{shown(x)}≠{shown(y)}"
    return None


def rewriting(d: Differences) -> Iterator[Finding]:
    """Passages told otherwise, both sides in words of their own."""
    told = _words(d.replaced)
    # In a short notice of one template a single word may be the person that it is about.
    one_tells = d.exact and d.shared < SHORT
    if len(told) < (1 if one_tells else 2):
        return
    size = sum(length * d.replaced[pair] for pair, length in told.items())
    if not _is_rewritten(d, size):
        return
    weight = ENOUGH if size / d.shared >= MANY_WORDS + d.noise / 2 else HINT
    x, y = max(told, key=lambda pair: (told[pair], pair))
    yield Finding("rewriting", weight, f"{size} characters told otherwise, as {shown(x)}≠{shown(y)}")


def _words(replaced: Counter[Pair]) -> dict[Pair, int]:
    """Substitutions that tell more than single characters otherwise, and the length of the shorter side."""
    lengths = {pair: min(map(len, pair)) for pair in replaced}
    return {pair: length for pair, length in lengths.items() if length > 1}


def _is_rewritten(d: Differences, size: int) -> bool:
    """Whether so many characters told otherwise are more than transcribers, scans and converters change."""
    share = size / d.shared
    if d.exact:
        return share >= FEW_WORDS
    return size >= FEW_SCANNED and share >= FEW_SCANNED_WORDS + d.noise / 2


def revision(a: Stage, b: Stage, d: Differences, inserted: bool) -> Iterator[Finding]:
    """One of the two was amended on a day that the other does not know (2026年3月18日第二次修正), or its title says a
    stage (征求意见稿) that the other does not, and a clause differs with it.

    `inserted`: whether one has a passage within that the other lacks. The line or the title alone may be what a copy
    left out.
    """
    days, stages = a.amended ^ b.amended, _unknown(a, b) | _unknown(b, a)
    if not d.clean or not (days or stages):
        return
    each_its_own = not (a.amended <= b.amended or b.amended <= a.amended)
    clause = any(max(gap.a1 - gap.a0, gap.b1 - gap.b0) >= CLAUSE for gap in d.told)
    if each_its_own or inserted or clause:
        yield Finding("revision", ENOUGH, "amended " + ", ".join(sorted(days)[:2] or sorted(stages)))


def _unknown(a: Stage, b: Stage) -> frozenset[str]:
    """The stages of one that the other names neither in its title nor, of a year, among the days it was amended on."""
    years = {day[:YEAR_OF] for day in b.amended}
    return frozenset(stage for stage in a.named - b.named if stage[:YEAR_OF] not in years)


def stage(title: str, text: str) -> Stage:
    """What a title as published and comparable `text` say of it."""
    named = set(_STAGE.findall(title)) if "（" in title or "(" in title else set()
    if _ASKED.search(title):
        named.add(DRAFT)
    return Stage(frozenset(named), frozenset(_AMENDED.findall(text) if "修" in text else ()))


def own_passages(own_a: int, own_b: int, shorter: int) -> Iterator[Finding]:
    """Both texts have passages of their own amid what they share: sister regulations, formula stories.

    `own_a`, `own_b` from `cover.Cover.own`: characters in passages of 12 or more between the first and the last
    shared one; `shorter`: length of the shorter text.
    """
    own = min(own_a, own_b)
    if own >= OWN and own / shorter >= SOME_OWN:
        weight = ENOUGH if own / shorter >= MUCH_OWN else HINT
        yield Finding("own passages", weight, f"own passages of {own_a} and {own_b} characters")


def unaligned(left_a: int, left_b: int, shorter: int) -> Iterator[Finding]:
    """Both texts say things of their own, but not where one could be laid beside the other: then that nothing was found
    is no evidence. `left_a`, `left_b`: characters that no aligned passage explains."""
    left = min(left_a, left_b)
    if left >= UNALIGNED and left / shorter >= MUCH_UNALIGNED:
        yield Finding("unaligned", HINT, f"{left_a} and {left_b} characters that cannot be laid side by side")


def _simple(replaced: Counter[Pair]) -> Counter[Pair]:
    """Substitutions with compound ones (深圳市罗湖 -> 青岛市宁波) counted as the simple ones they hold."""
    simple = Counter(replaced)
    shortest = sorted(_words(replaced), key=lambda pair: (len(pair[0]) + len(pair[1]), pair))[:SIMPLE]
    for pair, count in replaced.items():
        if max(map(len, pair)) > COMPOUND:
            continue
        for held in _held(pair, shortest):
            simple[held] += count
    return simple


def _held(compound: Pair, simple: list[Pair]) -> Iterator[Pair]:
    """Which of these simple substitutions stand at the ends of a compound one, each taken off before the next."""
    x, y = compound
    for p, q in simple:
        if (p, q) != (x, y) and x.startswith(p) and y.startswith(q):
            yield p, q
            x, y = x[len(p) :], y[len(q) :]
        if (p, q) != (x, y) and x.endswith(p) and y.endswith(q):
            yield p, q
            x, y = x[: -len(p)], y[: -len(q)]


def shown(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"
