"""Guards: what keeps two overlapping notices apart. Called by `verify.decide` for pairs whose shingles agree.

Overlap cannot tell last year's report from a repost of this year's; what differs can. Each guard looks at the
aligned differing passages (`evidence.align`) and gives findings, weighed HINT or ENOUGH; two hints are enough.
A passage that only one side has is no finding: copies are cut, framed, spammed and annotated. Nor is noise:
`Differences.noise`, the share of characters that changed singly, tells how many numbers a scan would hurt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from dedup.differences import CLEAN, YEAR, Differences, Number, lost_digit
from dedup.evidence import Gap, near
from dedup.places import count as count_places, only_places

HINT, ENOUGH = 1, 2

# A date within so many characters of the first shared one is the document's own.
LEAD = 80
# What two transcriptions of one long document tell otherwise: up to .004 of the text, .05 of the numbers, an ordinal in
# 5,000 characters; two documents begin at .01, .1 and one in 2,000 (docs/merging.md).
FEW_WORDS, FEW_NUMBERS, ORDINALS_IN = 0.006, 0.06, 4000
MENTION = 8  # characters from a year to one that is named with it
# In a text of fewer characters three numbers are no small share of what it says.
LONG = 4000
SHORT = 250

_DATED = re.compile("[年月日号届次期]")
# （2018年10月26日第十三届…会议第二次修正）: the last day before the word.
_AMENDED = re.compile(r"((?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:(?!(?:19|20)\d\d年).){0,80}?(?:修正|修订|修改)")
CLAUSE = 7  # characters told otherwise that are no single word
AMENDING = 40  # characters that the amending line alone takes at most


class Finding(NamedTuple):
    """What a guard found: its name, HINT or ENOUGH, and a line for the operator."""

    guard: str
    weight: int
    evidence: str


def dates(d: Differences) -> Iterator[Finding]:
    """Years, days, terms and issues that changed where most did: last year's report, yesterday's meeting."""
    yield from _other_years(d)
    yield from _other_days(d)
    a_scan_changes = len(d.ordinals) * ORDINALS_IN < d.shared
    if d.ordinals and d.noise < 2 * CLEAN and not a_scan_changes:
        weight = ENOUGH if len(d.ordinals) > 2 else HINT
        yield Finding("ordinals", weight, "ordinals " + ", ".join(f"{x}≠{y}" for x, y in d.ordinals[:3]))


def _other_years(d: Differences) -> Iterator[Finding]:
    years = [number for number in d.numbers if _are_years(number)]
    if not years:
        return
    kept = sum(bool(YEAR.fullmatch(number)) for number, _ in d.kept_numbers)
    mentions = [int(number.after) - int(number.before) for number in _mentions(years).values()]
    moved = max(Counter(mentions).values())  # by as many years
    together = moved >= (2 if d.clean else 3) and 3 * moved >= 2 * len(mentions)
    most = len(years) >= kept
    if together or (most and (len(years) > 1 or d.clean)):
        yield Finding("years", ENOUGH, _listed("years", years))
    elif most and d.noise < 2 * CLEAN:
        yield Finding("years", HINT, _listed("years", years))  # a little noise seldom makes another year


def _other_days(d: Differences) -> Iterator[Finding]:
    dated = [number for number in d.numbers if _is_dated(number)]
    if not dated or not d.clean:
        return
    least = 1
    if not d.exact:
        least = sum(bool(_DATED.match(unit)) for number, unit in d.kept_numbers if len(number) < 3)
    if len(dated) > least or any(number.place < LEAD for number in dated):
        yield Finding("dates", ENOUGH, _listed("dates", dated))


def numbers(d: Differences) -> Iterator[Finding]:
    """Other figures: more of the numbers changed than noise explains (a number has about 2.5 digits)."""
    changed = [number for number in d.numbers if not _is_damaged(number)]
    if not d.clean:
        changed = [number for number in changed if not lost_digit(number.before, number.after)]
    if not changed:
        return
    share = len(changed) / (len(changed) + len(d.kept_numbers)) - 4 * d.noise
    several = d.clean and len(changed) > 2
    if share >= 0.15 or (several and (share >= FEW_NUMBERS or d.shared < LONG)):
        many = len(changed) >= (3 if d.exact else 8)
        large = share >= 0.25 and len(changed) >= (2 if d.clean else 3)
        yield Finding("numbers", ENOUGH if many or large else HINT, _listed("numbers", changed))
    elif d.noise == 0 and not d.replaced and not d.ordinals:
        yield from _nothing_else(changed, d.shared)


def _nothing_else(changed: list[Number], shared: int) -> Iterator[Finding]:
    """Who transcribes a document changes more than its numbers; who fills them in again, nothing else."""
    other = [number for number in changed if not _is_cut(number) and not lost_digit(number.before, number.after)]
    times = len(_mentions(other))
    if times > (2 if shared >= LONG else 1):
        weight = ENOUGH if times > 2 else HINT
        yield Finding("numbers", weight, _listed("numbers", other) + ", and nothing else")


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
    named = d.named[x, y]
    if min(len(x), len(y)) < 2:
        return 0
    if count >= 3 or (named and (count == 2 or d.noise < 2 * CLEAN)):
        return ENOUGH
    return HINT if count == 2 and d.clean else 0


def places(d: Differences) -> Iterator[Finding]:
    """A province or city in the place of another. In a text of many, a few may be a correction."""
    if not d.clean:
        return
    swapped = [said for gap in d.told if (said := _swapped_places(d, gap))]
    if not swapped:
        return
    share = len(swapped) / (len(swapped) + count_places(d.kept_text))
    if len(swapped) > 2 or share >= 0.4:
        yield Finding("places", ENOUGH, "places " + ", ".join(swapped[:3]))
    elif len(swapped) > 1 or share >= 0.1:
        yield Finding("places", HINT, "places " + ", ".join(swapped))


def _swapped_places(d: Differences, gap: Gap) -> str | None:
    """The two places, if that is what the passage tells otherwise."""
    for x, y in near(d.a, d.b, gap):
        if only_places(x) and only_places(y):
            return f"{shown(x)}≠{shown(y)}"
    return None


def rewriting(d: Differences) -> Iterator[Finding]:
    """Passages told otherwise, both sides in words of their own."""
    told = [pair for pair in d.replaced if min(map(len, pair)) > 1]
    size = sum(min(map(len, pair)) * d.replaced[pair] for pair in told)
    share = size / d.shared
    # In a short notice of one template a single word may be the person that it is about.
    few = 1 if d.exact and d.shared < SHORT else 2
    least = FEW_WORDS if d.exact else 0.01 + d.noise / 2
    if len(told) >= few and share >= least and (d.exact or size >= 8):
        weight = ENOUGH if share >= 0.03 + d.noise / 2 else HINT
        x, y = max(told, key=lambda pair: (min(map(len, pair)), pair))
        yield Finding("rewriting", weight, f"{size} characters told otherwise, as {shown(x)}≠{shown(y)}")


def revision(a_dates: frozenset[str], b_dates: frozenset[str], d: Differences, inserted: bool) -> Iterator[Finding]:
    """One of the two was amended on a day that the other does not know (2026年3月18日第二次修正), and a clause with it.

    `a_dates`, `b_dates`: days from `amended`; `inserted`: whether one has a passage within that the other lacks. The
    line alone may be what a copy left out.
    """
    other = a_dates ^ b_dates
    clause = any(max(g.a1 - g.a0, g.b1 - g.b0) >= CLAUSE for g in d.told)
    if other and d.clean and (clause or inserted or (a_dates - b_dates and b_dates - a_dates)):
        yield Finding("revision", ENOUGH, "amended " + ", ".join(sorted(other)[:2]))


def amended(text: str) -> frozenset[str]:
    """The days on which comparable `text` says it was amended."""
    if "修" not in text:
        return frozenset()
    return frozenset(_AMENDED.findall(text))


def own_passages(own_a: int, own_b: int, shorter: int) -> Iterator[Finding]:
    """Both texts have passages of their own amid what they share: sister regulations, formula stories.

    `own_a`, `own_b` from `verify.own`: characters in passages of 12 or more between the first and the last
    shared one; `shorter`: length of the shorter text.
    """
    own = min(own_a, own_b)
    if own >= 15 and own / shorter >= 0.02:
        weight = ENOUGH if own / shorter >= 0.08 else HINT
        yield Finding("own passages", weight, f"own passages of {own_a} and {own_b} characters")


def unaligned(left_a: int, left_b: int, shorter: int) -> Iterator[Finding]:
    """Both texts say things of their own, but not where one could be laid beside the other: then that nothing was found
    is no evidence. `left_a`, `left_b`: characters that no aligned passage explains."""
    left = min(left_a, left_b)
    if left >= 12 and left / shorter >= 0.1:
        yield Finding("unaligned", HINT, f"{left_a} and {left_b} characters that cannot be laid side by side")


def _is_dated(number: Number) -> bool:
    """Whether a day, a term or an issue became another."""
    days = all(len(digits) < 3 and int(digits) <= 31 for digits in (number.before, number.after))
    return days and bool(_DATED.match(number.unit))


def _is_cut(number: Number) -> bool:
    """Whether one of the two is the other without its end."""
    return number.before.startswith(number.after) or number.after.startswith(number.before)


def _mentions(numbers: list[Number]) -> dict[int, Number]:
    """Of numbers named together (2018—2019, or one that was found in two pieces) one, by place."""
    found: dict[int, Number] = {}
    for n in numbers:
        found[next((place for place in found if abs(place - n.place) <= MENTION), n.place)] = n
    return found


def _are_years(number: Number) -> bool:
    return bool(YEAR.fullmatch(number.before) and YEAR.fullmatch(number.after))


def _is_damaged(number: Number) -> bool:
    """5040年 is no year: a damaged text says nothing about the document."""
    if number.unit != "年" or _are_years(number):
        return False
    return any(3 <= len(digits) <= 5 for digits in (number.before, number.after))


def _simple(replaced: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Substitutions with compound ones (深圳市罗湖 -> 青岛市宁波) counted as the simple ones they hold."""
    simple = Counter(replaced)
    known = [pair for pair in sorted(replaced, key=lambda p: (len(p[0]) + len(p[1]), p)) if min(map(len, pair)) > 1]
    for (x, y), count in replaced.items():
        if max(len(x), len(y)) > 40:
            continue
        for p, q in known[:12]:
            if (p, q) != (x, y) and x.startswith(p) and y.startswith(q):
                simple[p, q] += count
                x, y = x[len(p) :], y[len(q) :]
            if (p, q) != (x, y) and x.endswith(p) and y.endswith(q):
                simple[p, q] += count
                x, y = x[: -len(p)], y[: -len(q)]
    return simple


def _listed(what: str, changed: list[Number]) -> str:
    return f"{what} " + ", ".join(f"{n.before}{n.unit}≠{n.after}{n.unit}" for n in changed[:3])


def shown(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"
