"""Guards: what keeps two overlapping notices apart. Called by `verify.decide` for pairs whose shingles agree.

Overlap cannot tell last year's report from a repost of this year's; what differs can. Each guard looks at the
aligned differing passages (`evidence.align`) and gives findings, weighed HINT or ENOUGH; two hints are enough.
A passage that only one side has is no finding: copies are cut, framed, spammed and annotated. Nor is noise:
`Differences.noise`, the share of characters that changed singly, tells how many numbers a scan would hurt.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from dedup.evidence import Alignment, Gap, near
from dedup.numerals import told_alike
from dedup.places import count as count_places, is_place, only_places
from dedup.text import learn, same_word

HINT, ENOUGH = 1, 2

# A clean text is one with fewer single-character changes than this; scans have .005 to .06, reposts 0.
CLEAN = 0.004
# A date within so many characters of the first shared one is the document's own.
LEAD = 80
# What two transcriptions of one long document tell otherwise: up to .004 of the text, .05 of the numbers, an ordinal in
# 5,000 characters; two documents begin at .01, .1 and one in 2,000 (docs/merging.md).
FEW_WORDS, FEW_NUMBERS, ORDINALS_IN = 0.006, 0.06, 4000
MENTION = 8  # characters from a year to one that is named with it
# In a text of fewer characters three numbers are no small share of what it says.
LONG = 4000
SHORT = 250

# 2021—2025年 has lost its dash, and 4.2023年 its point: two numbers each.
NUMBER = re.compile(r"(?:19|20)\d\d(?=(?:19|20)\d\d(?!\d))|\d{1,2}(?=(?:19|20)\d\d年)|\d+")
YEAR = re.compile(r"(?:19|20)\d\d")
ORDINAL = re.compile("[零〇一二三四五六七八九十百千万亿两]+")
_DATED = re.compile("[年月日号届次期]")
# Digits that a scan reads as letters, folded before two numbers are compared.
_SCANNED = str.maketrans("oliz", "0112")
# Figures of the page, not of the document: they differ between reposts as a matter of course.
PAGE_FIGURE = re.compile(
    "(?:发布|发表|更新|录入|采集|整理|转载|公布)(?:时间|日期|于)|点击|浏览|阅读|访问|人气|编辑|时间戳"
)
# What follows the name of a place or an organisation.
NAMED = re.compile(
    "[省市区县镇乡州盟旗村局]|自治|街道|开发区|园区|高新|集团|公司|大学|学院|银行|医院|委员会|人民政府|人民代表大会"
)


# （2018年10月26日第十三届…会议第二次修正）: the last day before the word.
_AMENDED = re.compile(r"((?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:(?!(?:19|20)\d\d年).){0,80}?(?:修正|修订|修改)")
CLAUSE = 7  # characters told otherwise that are no single word
AMENDING = 40  # characters that the amending line alone takes at most


class Finding(NamedTuple):
    """What a guard found: its name, HINT or ENOUGH, and a line for the operator."""

    guard: str
    weight: int
    evidence: str


class Number(NamedTuple):
    """A number that changed, the character that follows it, and how far behind the first shared character."""

    before: str
    after: str
    unit: str
    place: int


class Differences:
    """The differing passages of two comparable texts, sorted into numbers, names, rewriting and noise."""

    def __init__(
        self, a: str, b: str, alignment: Alignment, in_a: np.ndarray, in_b: np.ndarray, converted: bool
    ) -> None:
        """`in_a`, `in_b`: masks of the characters that the other text has too, moved or not (`evidence.covered`).

        `converted`: one of the texts came in traditional script. Then single characters are mostly the converter's.
        """
        self.a, self.b, self.covered, self.converted = a, b, in_a, converted
        self.shared = max(int(in_a.sum()), 1)
        self._first = int(in_a.argmax())
        self.numbers: list[Number] = []
        self.ordinals: list[tuple[str, str]] = []
        self.replaced: Counter[tuple[str, str]] = Counter()
        self.named: Counter[tuple[str, str]] = Counter()
        self.told: list[Gap] = []  # where both sides say something, each its own
        self._seen: set[Gap] = set()
        singles: dict[tuple[str, str], list[Gap]] = {}
        noise = 0
        least = 1 if converted else 2  # as below, where two words are asked about
        words = [
            gap
            for gap in alignment.gaps
            if max(gap.a1 - gap.a0, gap.b1 - gap.b0) <= 6 and least <= min(gap.a1 - gap.a0, gap.b1 - gap.b0)
        ]
        learn(word for gap in words for said in near(a, b, gap) for word in said)
        for gap in alignment.gaps:
            if told_alike(a, b, gap):
                continue
            x, y = self._number(gap)
            if len(x) <= 1 and len(y) <= 1:
                noise += x != y
            if not x or not y or x == y:
                continue
            if in_a[gap.a0 : gap.a1].all() and in_b[gap.b0 : gap.b1].all():
                continue  # both stand elsewhere in the other text: moved
            self.told.append(gap)
            if ORDINAL.fullmatch(x) and ORDINAL.fullmatch(y):
                self.ordinals.append((x, y))
                noise -= len(x) == len(y) == 1
            elif len(x) == len(y) == 1:
                singles.setdefault((x, y), []).append(gap)
            else:
                noise += min(len(x), len(y)) == 1
                if (converted or min(len(x), len(y)) > 1) and max(len(x), len(y)) <= 6 and self._usage(gap):
                    continue
                self.replaced[x, y] += 1
                if NAMED.match(a, gap.a1) and NAMED.match(b, gap.b1):
                    self.named[x, y] += 1
        for (x, y), gaps in singles.items():
            noise -= self._widened(x, y, gaps)
        # Two stray characters prove nothing: in a story of 250 they are no scan.
        self.noise = max(noise - 2, 0) / max(int(alignment.shared.sum()), 1)
        # What a converter changes singly (着 and 著, 复 and 覆) leaves the numbers alone.
        self.clean = self.noise < (3 * CLEAN if converted else CLEAN)
        self.exact = self.clean and not converted

    def _usage(self, gap: Gap) -> bool:
        """Is the passage, or it and a neighbour, one word in mainland and Taiwan usage?"""
        return any(same_word(x, y) for x, y in near(self.a, self.b, gap))

    def _number(self, gap: Gap) -> tuple[str, str]:
        """Note the numbers that changed in the passage, both sides widened to whole ones; what else changed."""
        a, b = self.a, self.b
        a0, a1, b0, b1 = gap
        while a0 and b0 and a[a0 - 1].isdigit() and b[b0 - 1].isdigit():
            a0, b0 = a0 - 1, b0 - 1
        if a[a1 : a1 + 1].isdigit() and b[b1 : b1 + 1].isdigit():  # 2018 -> 2021 share their 1, and go on differing
            while a[a1 : a1 + 1].isdigit():
                a1 += 1
            while b[b1 : b1 + 1].isdigit():
                b1 += 1
        wide = Gap(a0, a1, b0, b1)
        x, y = a[a0:a1].translate(_SCANNED), b[b0:b1].translate(_SCANNED)
        if x == y:
            return "", ""
        unit = a[a1 : a1 + 1]
        before, after = NUMBER.findall(x + unit), NUMBER.findall(y + unit)
        if not before or not after or before == after:
            return a[gap.a0 : gap.a1], b[gap.b0 : gap.b1]
        rest = NUMBER.sub("", x), NUMBER.sub("", y)
        if max(map(len, rest)) > 12:
            return rest  # passages that have nothing in common, their numbers neither
        page = PAGE_FIGURE.search(a, max(a0 - 10, 0), a0) and PAGE_FIGURE.search(b, max(b0 - 10, 0), b0)
        if not page and wide not in self._seen:
            self._seen.add(wide)
            changed = zip(before, after, strict=False)
            place = a0 - self._first
            self.numbers += [Number(p, q, unit, place) for p, q in changed if p != q]
        return rest

    def _widened(self, x: str, y: str, gaps: list[Gap]) -> int:
        """Take a single character that changed often beside one same neighbour as a name: 山东省 -> 广东省."""
        if len(gaps) < 3 or self.converted:
            return 0
        for step in (-1, 1):
            beside = Counter(self.a[g.a0 + step : g.a0 + step + 1] for g in gaps)
            other, count = beside.most_common(1)[0]
            ends = [g.a1 + max(step, 0) for g in gaps]
            pair = (other + x, other + y) if step < 0 else (x + other, y + other)
            named = any(NAMED.match(self.a, end) for end in ends) or all(map(is_place, pair))
            if other and count >= max(3, 0.8 * len(gaps)) and named:
                self.replaced[pair] += count
                self.named[pair] += 1
                return count
        return 0

    @cached_property
    def kept_text(self) -> str:
        """The text without what was told otherwise."""
        parts, at = [], 0
        for gap in self.told:
            parts.append(self.a[at : gap.a0])
            at = max(at, gap.a1)
        return "\n".join((*parts, self.a[at:]))

    @cached_property
    def kept_numbers(self) -> list[tuple[str, str]]:
        """Numbers that stand unchanged in passages the texts share, each with the character that follows."""
        a, mask = self.a, self.covered
        spans = [m.span() for m in NUMBER.finditer(a)]
        return [(a[i:j], a[j : j + 1]) for i, j in spans if mask[i] and mask[j - 1]]


def dates(d: Differences) -> Iterator[Finding]:
    """Years, days, terms and issues that changed where most did: last year's report, yesterday's meeting."""
    kept = d.kept_numbers if d.numbers else []
    years = [n for n in d.numbers if _years(n)]
    kept_years = sum(1 for number, _ in kept if YEAR.fullmatch(number))
    mentions = {place: int(n.after) - int(n.before) for place, n in _mentions(years).items()}
    moved = max(Counter(mentions.values()).values(), default=0)
    together = moved >= (2 if d.clean else 3) and 3 * moved >= 2 * len(mentions)
    if together or (years and len(years) >= kept_years and (len(years) > 1 or d.clean)):
        yield Finding("years", ENOUGH, _listed("years", years))
    elif years and len(years) >= kept_years and d.noise < 2 * CLEAN:
        yield Finding("years", HINT, _listed("years", years))  # a little noise seldom makes another year
    dated = [n for n in d.numbers if _DATED.match(n.unit) and _day(n.before) and _day(n.after)]
    kept_dated = sum(1 for number, unit in kept if _DATED.match(unit) and len(number) < 3)
    leading = any(n.place < LEAD for n in dated)
    if dated and d.clean and (leading or len(dated) > (1 if d.exact else kept_dated)):
        yield Finding("dates", ENOUGH, _listed("dates", dated))
    if d.ordinals and d.noise < 2 * CLEAN and len(d.ordinals) * ORDINALS_IN >= d.shared:
        weight = ENOUGH if len(d.ordinals) > 2 else HINT
        yield Finding("ordinals", weight, "ordinals " + ", ".join(f"{x}≠{y}" for x, y in d.ordinals[:3]))


def numbers(d: Differences) -> Iterator[Finding]:
    """Other figures: more of the numbers changed than noise explains (a number has about 2.5 digits)."""
    changed = [n for n in d.numbers if not _damaged(n) and (d.clean or not lost_digit(n.before, n.after))]
    share = len(changed) / (len(changed) + len(d.kept_numbers)) - 4 * d.noise if changed else 0.0
    if share >= 0.15 or (d.clean and len(changed) > 2 and (share >= FEW_NUMBERS or d.shared < LONG)):
        few = 2 if d.clean else 3
        enough = (len(changed) >= few and share >= 0.25) or len(changed) >= (3 if d.exact else 8)
        yield Finding("numbers", ENOUGH if enough else HINT, _listed("numbers", changed))
    elif d.noise == 0 and not d.replaced and not d.ordinals:
        # Who transcribes a document changes more than its numbers; who fills them in again, nothing else.
        other = [n for n in changed if not n.before.startswith(n.after) and not n.after.startswith(n.before)]
        other = [n for n in other if not lost_digit(n.before, n.after)]
        times = len(_mentions(other))
        if times > (2 if d.shared >= LONG else 1):
            weight = ENOUGH if times > 2 else HINT
            yield Finding("numbers", weight, _listed("numbers", other) + ", and nothing else")


def names(d: Differences) -> Iterator[Finding]:
    """A name replaced by another everywhere: neither survives beside the other (罗湖 -> 福田)."""
    found = sorted(_simple(d.replaced).items(), key=lambda item: (-item[1], item[0]))
    for (x, y), count in found:
        named = d.named[x, y]
        sure = count >= 3 or (named and (count == 2 or d.noise < 2 * CLEAN))
        weight = ENOUGH if sure else HINT if count == 2 else 0
        if not weight or min(len(x), len(y)) < 2 or (not named and count < 3 and not d.clean):
            continue
        stays = min(d.a.count(x), d.b.count(x)) + min(d.a.count(y), d.b.count(y))
        if stays <= count / 2:
            yield Finding("names", weight, f"substitution {x}→{y} ×{count}")


def places(d: Differences) -> Iterator[Finding]:
    """A province or city in the place of another. In a text of many, a few may be a correction."""
    swapped = []
    for gap in d.told if d.clean else ():
        for x, y in near(d.a, d.b, gap):
            if only_places(x) and only_places(y):
                swapped.append(f"{shown(x)}≠{shown(y)}")
                break
    if swapped:
        share = len(swapped) / (len(swapped) + count_places(d.kept_text))
        weight = ENOUGH if len(swapped) > 2 or share >= 0.4 else HINT if len(swapped) > 1 or share >= 0.1 else 0
        if weight:
            yield Finding("places", weight, "places " + ", ".join(swapped[:3]))


def rewriting(d: Differences) -> Iterator[Finding]:
    """Passages told otherwise, both sides in words of their own."""
    told = [pair for pair in d.replaced if min(map(len, pair)) > 1]
    size = sum(min(map(len, pair)) * d.replaced[pair] for pair in told)
    share = size / d.shared
    # In a short notice of one template a single word may be the person that it is about.
    few = 1 if d.exact and d.shared < SHORT else 2
    if len(told) >= few and share >= (FEW_WORDS if d.exact else 0.01 + d.noise / 2) and (d.exact or size >= 8):
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


def _day(number: str) -> bool:
    return len(number) < 3 and int(number) <= 31


def _mentions(numbers: list[Number]) -> dict[int, Number]:
    """Of numbers named together (2018—2019, or one that was found in two pieces) one, by place."""
    found: dict[int, Number] = {}
    for n in numbers:
        found[next((place for place in found if abs(place - n.place) <= MENTION), n.place)] = n
    return found


def _years(n: Number) -> bool:
    return bool(YEAR.fullmatch(n.before) and YEAR.fullmatch(n.after))


def _damaged(n: Number) -> bool:
    """5040年 is no year: a damaged text says nothing about the document."""
    return n.unit == "年" and not _years(n) and any(3 <= len(digits) <= 5 for digits in n[:2])


def lost_digit(x: str, y: str) -> bool:
    """388 and 38: what a scan drops."""
    short, long = sorted((x, y), key=len)
    return len(long) == len(short) + 1 and any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


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
