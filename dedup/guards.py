"""Guards: what keeps two overlapping notices apart. Called by `verify.decide` for pairs whose shingles agree.

Overlap cannot tell last year's report from a repost of this year's; what differs can. Each guard looks at the
aligned differing passages (`evidence.align`) and gives findings, weighed HINT or ENOUGH; two hints are enough.
A passage that only one side has is no finding: copies are cut, framed, spammed and annotated. Nor is noise:
`Differences.noise`, the share of characters that changed singly, tells how many numbers a scan would hurt.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

import numpy as np

from dedup.evidence import Alignment, Gap
from dedup.numerals import told_alike
from dedup.text import FOLD, learn, same_word

HINT, ENOUGH = 1, 2

# A clean text is one with fewer single-character changes than this; scans have .005 to .06, reposts 0.
CLEAN = 0.004
# A date within so many characters of the first shared one is the document's own.
LEAD = 80
# What two transcriptions of one long document tell otherwise: up to .004 of the text, .05 of the numbers, an ordinal in
# 5,000 characters; two documents begin at .01, .1 and one in 2,000 (docs/merging.md).
FEW_WORDS, FEW_NUMBERS, ORDINALS_IN = 0.006, 0.06, 4000
# In a text of fewer characters three numbers are no small share of what it says.
LONG = 4000
SHORT = 250
# Titles are compared so far, characters: comparing takes the square of it.
LONGEST_TITLE = 200
# A body of fewer comparable characters is likely a formula, which a site uses again.
FORMULA = 120

# 2021—2025年 has lost its dash, and 4.2023年 its point: two numbers each.
_NUMBER = re.compile(r"(?:19|20)\d\d(?=(?:19|20)\d\d(?!\d))|\d{1,2}(?=(?:19|20)\d\d年)|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS, _ORDINALS = set("0123456789"), set("零〇一二三四五六七八九十百千万亿两")
_ORDINAL = re.compile("[零〇一二三四五六七八九十百千万亿两]+")
_DATED = re.compile("[年月日号届次期]")
# Digits that a scan reads as letters, folded before two numbers are compared.
_SCANNED = str.maketrans("oliz", "0112")
# Figures of the page, not of the document: they differ between reposts as a matter of course.
_PAGE_FIGURE = re.compile(
    "(?:发布|发表|更新|录入|采集|整理|转载|公布)(?:时间|日期|于)|点击|浏览|阅读|访问|人气|编辑|时间戳"
)
# What follows the name of a place or an organisation.
_NAMED = re.compile(
    "[省市区县镇乡州盟旗村局]|自治|街道|开发区|园区|高新|集团|公司|大学|学院|银行|医院|委员会|人民政府|人民代表大会"
)
_TITLE_TAG = re.compile(r"^\s*(?:【[^】]*】|\[[^\]]*\])")
_TITLE_TAIL = re.compile(r"\s*[_|｜–—-]\s*[^_|｜\d–—-]{2,12}$|[(（](?:全文|转载|图)[)）]$")


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
        short = [gap for gap in alignment.gaps if max(gap.a1 - gap.a0, gap.b1 - gap.b0) <= 6]
        learn(word for gap in short for words in near(a, b, gap) for word in words)
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
            if _ORDINAL.fullmatch(x) and _ORDINAL.fullmatch(y):
                self.ordinals.append((x, y))
                noise -= len(x) == len(y) == 1
            elif len(x) == len(y) == 1:
                singles.setdefault((x, y), []).append(gap)
            else:
                noise += min(len(x), len(y)) == 1
                if (converted or min(len(x), len(y)) > 1) and max(len(x), len(y)) <= 6 and self._usage(gap):
                    continue
                self.replaced[x, y] += 1
                if _NAMED.match(a, gap.a1) and _NAMED.match(b, gap.b1):
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
        before, after = _NUMBER.findall(x + unit), _NUMBER.findall(y + unit)
        if not before or not after or before == after:
            return a[gap.a0 : gap.a1], b[gap.b0 : gap.b1]
        rest = _NUMBER.sub("", x), _NUMBER.sub("", y)
        if max(map(len, rest)) > 12:
            return rest  # passages that have nothing in common, their numbers neither
        page = _PAGE_FIGURE.search(a, max(a0 - 10, 0), a0) and _PAGE_FIGURE.search(b, max(b0 - 10, 0), b0)
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
            if other and count >= max(3, 0.8 * len(gaps)) and any(_NAMED.match(self.a, end) for end in ends):
                pair = (other + x, other + y) if step < 0 else (x + other, y + other)
                self.replaced[pair] += count
                self.named[pair] += 1
                return count
        return 0

    @cached_property
    def kept_numbers(self) -> list[tuple[str, str]]:
        """Numbers that stand unchanged in passages the texts share, each with the character that follows."""
        a, mask = self.a, self.covered
        spans = [m.span() for m in _NUMBER.finditer(a)]
        return [(a[i:j], a[j : j + 1]) for i, j in spans if mask[i] and mask[j - 1]]


def dates(d: Differences) -> Iterator[Finding]:
    """Years, days, terms and issues that changed where most did: last year's report, yesterday's meeting."""
    kept = d.kept_numbers if d.numbers else []
    years = [n for n in d.numbers if _years(n)]
    kept_years = sum(1 for number, _ in kept if _YEAR.fullmatch(number))
    moved = Counter(int(n.after) - int(n.before) for n in years).most_common(1)[0][1] if years else 0
    together = moved >= (2 if d.clean else 3) and 3 * moved >= 2 * len(years)
    if together or (years and len(years) >= kept_years and (len(years) > 1 or d.clean)):
        yield Finding("years", ENOUGH, _listed("years", years))
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
    changed = [n for n in d.numbers if not _damaged(n) and (d.clean or not _lost_digit(n))]
    share = len(changed) / (len(changed) + len(d.kept_numbers)) - 4 * d.noise if changed else 0.0
    if share >= 0.15 or (d.clean and len(changed) > 2 and (share >= FEW_NUMBERS or d.shared < LONG)):
        few = 2 if d.clean else 3
        enough = (len(changed) >= few and share >= 0.25) or len(changed) >= (3 if d.exact else 8)
        yield Finding("numbers", ENOUGH if enough else HINT, _listed("numbers", changed))


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
        yield Finding("rewriting", weight, f"{size} characters told otherwise, as {_short(x)}≠{_short(y)}")


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


def title_key(title: str) -> str:
    """Comparable title without 【tag】 in front and name of site or channel behind."""
    return _TITLE_TAIL.sub("", _TITLE_TAG.sub("", title[:LONGEST_TITLE])).translate(FOLD)


def title_years(a_title: str, b_title: str) -> Iterator[Finding]:
    """Titles that name other years: last year's report. `a_title`, `b_title`: `title_key`s."""
    years = set(_YEAR.findall(a_title)), set(_YEAR.findall(b_title))
    if all(years) and not years[0] & years[1]:
        yield Finding("title", ENOUGH, f"title {min(years[0])}≠{min(years[1])}")


def titles_alone(a_title: str, b_title: str, formula: bool) -> Iterator[Finding]:
    """Titles of one frame that name different things, over one text: 中标公示 of two roads, 第一批 and 第二批.

    `a_title`, `b_title`: `title_key`s; `formula`: the text is short, so the titles have to say what it is about.
    """
    for gap in _in_one_frame(a_title, b_title):
        x, y = a_title[gap.a0 : gap.a1], b_title[gap.b0 : gap.b1]
        sure = _figures(x, y) or _place(a_title, b_title, gap)
        if sure or formula:
            weight = ENOUGH if sure and formula else HINT
            yield Finding("title", weight, f"title {_short(x)}≠{_short(y)}")
            return


def titles_at_sight(a_title: str, b_title: str, a: str, b: str, containment: float) -> Iterator[Finding]:
    """What `titles` would find whatever the noise, told from comparable texts `a` and `b` as they are: notices of one
    template mostly end here, in a tenth of the time that aligning them takes."""
    for gap in _in_one_frame(a_title, b_title):
        x, y = a_title[gap.a0 : gap.a1], b_title[gap.b0 : gap.b1]
        if min(len(x), len(y)) < 2 or _lost_digit(Number(x, y, "", 0)):
            return  # noise could have done it
        sure = containment < 0.95 or _figures(x, y) or _place(a_title, b_title, gap)
        if sure or any(_told_apart(p, q, a, b) for p, q in near(a_title, b_title, gap)):
            yield Finding("title", ENOUGH, f"title {_short(x)}≠{_short(y)}")
        return


def titles(a_title: str, b_title: str, d: Differences, containment: float) -> Iterator[Finding]:
    """Titles of one frame that name different things or places; titles that are just others say nothing.

    `a_title`, `b_title`: `title_key`s. Where the bodies are nearly one (a park changed 启动 to 准备就绪 in the
    title of a copy) a changed word must be a figure or a place, or be borne out: each body uses its own only.
    """
    for gap in _in_one_frame(a_title, b_title):
        x, y = a_title[gap.a0 : gap.a1], b_title[gap.b0 : gap.b1]
        if not d.clean and _lost_digit(Number(x, y, "", 0)) and abs(len(x) - len(y)) == 1:
            continue
        borne_out = any(_told_apart(p, q, d.a, d.b) for p, q in near(a_title, b_title, gap))
        if len(x) == len(y) == 1 and not d.clean and not borne_out:
            continue
        enough = _figures(x, y) or _place(a_title, b_title, gap) or borne_out or containment < 0.95
        yield Finding("title", ENOUGH if enough else HINT, f"title {_short(x)}≠{_short(y)}")
        return


def _in_one_frame(a_title: str, b_title: str) -> Iterator[Gap]:
    """Where two titles that share most of the shorter one say each its own; words of mainland and Taiwan are one."""
    if a_title == b_title or not a_title or not b_title:
        return
    codes = SequenceMatcher(None, a_title, b_title, autojunk=False).get_opcodes()
    frame = sum(j - i for op, i, j, _, _ in codes if op == "equal")
    if 2 * frame < min(len(a_title), len(b_title)):
        return
    for op, *places in codes:
        gap = Gap(*places) if op == "replace" else None if op == "equal" else _grown(a_title, b_title, *places)
        if gap and not any(same_word(p, q) for p, q in near(a_title, b_title, gap)):
            yield gap


def _figures(x: str, y: str) -> bool:
    return all(_NUMBER.search(w) or _ORDINAL.fullmatch(w) for w in (x, y))


def _place(a_title: str, b_title: str, gap: Gap) -> bool:
    return bool(_NAMED.match(a_title, gap.a1) and _NAMED.match(b_title, gap.b1))


def unlike(a_title: str, b_title: str) -> bool:
    """Have the titles hardly anything in common? `a_title`, `b_title`: `title_key`s; an empty one says nothing."""
    return bool(a_title and b_title) and _common(a_title, b_title, 2) < 0.5


def agree(a_title: str, b_title: str) -> bool:
    """Does the longer title say nearly all that the shorter one says? `a_title`, `b_title`: `title_key`s."""
    return bool(a_title and b_title) and _common(a_title, b_title, 1) >= 0.9


def _common(a_title: str, b_title: str, least: int) -> float:
    """Share of the shorter title that stands in the longer one, in pieces of at least so many characters."""
    if a_title in b_title or b_title in a_title:
        return 1.0
    blocks = SequenceMatcher(None, a_title, b_title, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= least) / min(len(a_title), len(b_title))


def titles_over_one_text(a_title: str, b_title: str, text: str, one_site: bool) -> Iterator[Finding]:
    """Unrelated titles over one text: that is a formula (现将有关材料予以公示), or the page's and not the notice's.

    `text`: the shorter comparable body; a short one speaks of neither title's matter. On one site, a long one
    has to: what a site shows instead of an article stands under any title.
    """
    short = len(text) < FORMULA
    if (short or (one_site and min(_spoken_of(a_title, text), _spoken_of(b_title, text)) < 0.4)) and unlike(
        a_title, b_title
    ):
        yield Finding("title", HINT, f"one text under unrelated titles: {_short(a_title)}≠{_short(b_title)}")


def _spoken_of(title: str, text: str) -> float:
    """Share of the title's pairs of characters that the text has."""
    pairs = [title[k : k + 2] for k in range(len(title) - 1)] or [title]
    return sum(pair in text for pair in pairs) / len(pairs)


def another_day(a_day: str | None, b_day: str | None, text: str) -> Iterator[Finding]:
    """One formula on two days of one site: notices that say no more than that. Days: ISO 8601."""
    if len(text) < FORMULA and a_day and b_day and min(len(a_day), len(b_day)) >= 10 and a_day[:10] != b_day[:10]:
        days = f"{a_day[:10]}≠{b_day[:10]}"
        yield Finding("published", HINT, f"a formula of {len(text)} characters, published {days}")


def named_by_titles(a_title: str, b_title: str, d: Differences) -> Iterator[Finding]:
    """Words that changed in the body, each of which only its own title has: the titles say what the notice is about.

    `a_title`, `b_title`: `title_key`s, which may have nothing else in common.
    """
    if a_title == b_title or not a_title or not b_title:
        return
    for gap in d.told:
        for x, y in near(d.a, d.b, gap):
            if min(len(x), len(y)) > 1 and _told_apart(x, y, a_title, b_title) and not same_word(x, y):
                yield Finding("title", ENOUGH, f"title and body {_short(x)}≠{_short(y)}")
                return


def near(a: str, b: str, gap: Gap) -> list[tuple[str, str]]:
    """The two sides of a differing passage alone, with the character before, and with the one behind, where there is
    such a character on both sides."""
    a0, a1, b0, b1 = gap
    found = [(a[a0:a1], b[b0:b1])]
    if a0 and b0:
        found.append((a[a0 - 1 : a1], b[b0 - 1 : b1]))
    if a1 < len(a) and b1 < len(b):
        found.append((a[a0 : a1 + 1], b[b0 : b1 + 1]))
    return found


def _told_apart(x: str, y: str, a: str, b: str) -> bool:
    """Has each of two texts its own of the two words only?"""
    return x in a and y in b and x not in b and y not in a


def _grown(a: str, b: str, i: int, j: int, k: int, m: int) -> Gap | None:
    """The numbers around a[i:j] and b[k:m], one of which is empty: 第1批 and 第11批 differ by one character more. None
    where there are none, or where one is the other written otherwise (08月, 13年).
    """
    digits = _DIGITS if (a[i:j] + b[k:m]).isdigit() else _ORDINALS
    while i and k and a[i - 1] in digits and b[k - 1] in digits:
        i, k = i - 1, k - 1
    while j < len(a) and m < len(b) and a[j] in digits and b[m] in digits:
        j, m = j + 1, m + 1
    x, y = a[i:j], b[k:m]
    ordinal = digits is _DIGITS or a[:i].endswith("第")
    if not ordinal or not x or not y or not digits.issuperset(x + y):
        return None
    short, long = sorted((x, y), key=len)
    year = len(short) == 2 and _YEAR.fullmatch(long) and long.endswith(short)
    return None if year or long.lstrip("0") == short.lstrip("0") else Gap(i, j, k, m)


def _day(number: str) -> bool:
    return len(number) < 3 and int(number) <= 31


def _years(n: Number) -> bool:
    return bool(_YEAR.fullmatch(n.before) and _YEAR.fullmatch(n.after))


def _damaged(n: Number) -> bool:
    """5040年 is no year: a damaged text says nothing about the document."""
    return n.unit == "年" and not _years(n) and any(3 <= len(digits) <= 5 for digits in n[:2])


def _lost_digit(n: Number) -> bool:
    """388 and 38: what a scan drops."""
    short, long = sorted(n[:2], key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


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


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"
