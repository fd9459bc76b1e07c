"""What two comparable texts tell otherwise, sorted: numbers, ordinals, names, words, and noise. For `guards` and
`titles`, who say what that means."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain, compress
from typing import NamedTuple

import numpy as np

from dedup.cover import Cover
from dedup.evidence import Alignment, Gap, near
from dedup.numerals import told_alike
from dedup.ordinals import ORDINAL, renumbered
from dedup.origins import NONE, Origin
from dedup.places import is_place
from dedup.shingles import code_points
from dedup.text import learn, same_word

# A clean text is one with fewer single-character changes than this; scans have .005 to .06, reposts 0.
CLEAN = 0.004
# Stray characters that prove nothing: in a story of 250 two are no scan.
STRAY = 2
# Longest word, characters, that may be one of Taiwan's.
WORD = 6
# Characters left beside differing numbers from which on the passages have nothing in common, their numbers neither.
REST = 12
# Digits that a number of a telephone has at least, and how many of them are hidden, and shown, where it is.
PERSONAL, SHOWN_OF_IT = 10, 3
_HIDDEN_NAME = {"某"}  # 林某某
# So often a character must have changed beside one same neighbour to be part of a name, and in so many of its places.
OFTEN, MOSTLY = 3, 0.8

# 2021—2025年 has lost its dash, and 4.2023年 its point: two numbers each.
NUMBER = re.compile(r"(?:19|20)\d\d(?=(?:19|20)\d\d(?!\d))|\d{1,2}(?=(?:19|20)\d\d年)|\d+")
YEAR = re.compile(r"(?:19|20)\d\d")
# Digits that a scan reads as letters, folded before two numbers are compared.
_SCANNED = str.maketrans("oliz", "0112")
_DIGIT = re.compile(r"[\doliz]")
_RUN = re.compile(r"\d+")
_HAN, _BEHIND_HAN = 0x2E80, 0xA000  # from where to where there are no digits
# Figures of the page, not of the document: they differ between reposts as a matter of course.
PAGE_FIGURE = re.compile(
    "(?:发布|发表|更新|录入|采集|整理|转载|公布)(?:时间|日期|于)|点击|浏览|阅读|访问|人气|编辑|时间戳"
)
# What follows the name of a place or an organisation.
NAMED = re.compile(
    "[省市区县镇乡州盟旗村局]|自治|街道|开发区|园区|高新|集团|公司|大学|学院|银行|医院|委员会|人民政府|人民代表大会"
)


class Number(NamedTuple):
    """A number that changed, the character that follows it, and how far behind the first shared character."""

    before: str
    after: str
    unit: str
    place: int


class Differences:
    """The differing passages of two comparable texts, sorted into numbers, names, rewriting and noise."""

    def __init__(
        self,
        a: str,
        b: str,
        alignment: Alignment,
        in_a: Cover,
        in_b: Cover,
        converted: bool,
        origins: tuple[Origin, Origin] = (NONE, NONE),
    ) -> None:
        """`in_a`, `in_b`: the characters that the other text has too, moved or not.

        `converted`: one of the texts came in traditional script. Then single characters are mostly the converter's.
        `origins`: what the two no longer show; what bylines tell otherwise is nothing.
        """
        self.a, self.b, self.covered, self.converted = a, b, in_a.mask, converted
        self.shared = max(in_a.shared, 1)
        self._first = int(in_a.mask.argmax())
        self.numbers: list[Number] = []
        self.ordinals: list[tuple[str, str]] = []
        self.replaced: Counter[tuple[str, str]] = Counter()
        self.named: Counter[tuple[str, str]] = Counter()
        self.told: list[Gap] = []  # where both sides say something, each its own
        self._seen: set[Gap] = set()
        self._singles: dict[tuple[str, str], list[Gap]] = {}
        self._words: list[tuple[Gap, str, str]] = []
        self._known = in_a.mask.tobytes(), in_b.mask.tobytes()  # for few places, quicker to look into than arrays
        self._origins = origins
        self._renumbered = renumbered(a, b, alignment.gaps)
        noise = sum(
            self._noted(gap)
            for gap in alignment.gaps
            if not told_alike(a, b, gap) and not (origins[0].opens(gap.a1) and origins[1].opens(gap.b1))
        )
        self._replace()
        noise -= sum(self._as_name(x, y, gaps) for (x, y), gaps in self._singles.items())
        self.noise = max(noise - STRAY, 0) / max(int(np.count_nonzero(alignment.shared)), 1)
        # What a converter changes singly (着 and 著, 复 and 覆) leaves the numbers alone.
        self.clean = self.noise < (3 * CLEAN if converted else CLEAN)
        self.exact = self.clean and not converted

    def _replace(self) -> None:
        """Tell the words that were replaced, but for those that are one word in two usages: what may be such is looked
        up together."""
        may_be = [self._may_be_word(x, y) for _gap, x, y in self._words]
        asked = (near(self.a, self.b, gap) for gap, *_ in compress(self._words, may_be))
        learn(chain.from_iterable(chain.from_iterable(asked)))
        for (gap, x, y), may in zip(self._words, may_be, strict=True):
            if may and self._usage(gap):
                continue
            self.replaced[x, y] += 1
            if NAMED.match(self.a, gap.a1) and NAMED.match(self.b, gap.b1):
                self.named[x, y] += 1

    def _may_be_word(self, x: str, y: str) -> bool:
        """Whether the two may be one word in two usages; a converter changes single characters."""
        sizes = len(x), len(y)
        return min(sizes) >= (1 if self.converted else 2) and max(sizes) <= WORD

    def _noted(self, gap: Gap) -> int:
        """Note what the passage tells otherwise. Returns how many characters of it are noise, -1 to 2."""
        if gap in self._renumbered:
            self.told.append(gap)
            self.ordinals.append(self._renumbered[gap])
            return 0
        x, y = self._number(gap)
        both_single = len(x) == len(y) == 1
        noise = int(len(x) <= 1 and len(y) <= 1 and x != y)
        if not x or not y or x == y or _HIDDEN_NAME in (set(x), set(y)) or self._moved(gap):
            return noise
        self.told.append(gap)
        if ORDINAL.fullmatch(x) and ORDINAL.fullmatch(y):
            self.ordinals.append((x, y))
            return noise - both_single
        if both_single:
            self._singles.setdefault((x, y), []).append(gap)
            return noise
        self._words.append((gap, x, y))
        return noise + (min(len(x), len(y)) == 1)

    def _moved(self, gap: Gap) -> bool:
        """Whether both sides stand elsewhere in the other text."""
        in_a, in_b = self._known
        return 0 not in in_a[gap.a0 : gap.a1] and 0 not in in_b[gap.b0 : gap.b1]

    def _usage(self, gap: Gap) -> bool:
        """Is the passage, or it and a neighbour, one word in mainland and Taiwan usage?"""
        return any(same_word(x, y) for x, y in near(self.a, self.b, gap))

    def _number(self, gap: Gap) -> tuple[str, str]:
        """Note the numbers that changed in the passage, both sides widened to whole ones; what else changed."""
        a, b = self.a, self.b
        a0, a1, b0, b1 = gap
        x, y = a[a0:a1], b[b0:b1]
        wide = _whole_numbers(a, b, gap, *self._origins)
        if wide is gap and not (x and y and _DIGIT.search(x) and _DIGIT.search(y)):
            return x, y  # mostly
        if not _DIGIT.search(a, wide.a0, wide.a1) or not _DIGIT.search(b, wide.b0, wide.b1):
            return x, y
        said, x, y = (x, y), a[wide.a0 : wide.a1].translate(_SCANNED), b[wide.b0 : wide.b1].translate(_SCANNED)
        if x == y:
            return "", ""
        unit = a[wide.a1 : wide.a1 + 1]
        before, after = _but_alike(NUMBER.findall(x + unit), NUMBER.findall(y + unit))
        if not before or not after:
            return said
        rest = NUMBER.sub("", x), NUMBER.sub("", y)
        if max(map(len, rest)) > REST:
            return rest
        of_page = is_of_page(a, wide.a0) and is_of_page(b, wide.b0)
        if not of_page and wide not in self._seen:
            self._seen.add(wide)
            place = wide.a0 - self._first
            changed = ((p, q) for p, q in zip(before, after, strict=False) if p != q)
            self.numbers += [Number(p, q, unit, place) for p, q in changed]
        return rest

    def _as_name(self, x: str, y: str, gaps: list[Gap]) -> int:
        """Take a single character that changed often beside one same neighbour as a name: 山东省 -> 广东省. How often
        it did."""
        if len(gaps) < OFTEN or self.converted:
            return 0
        for step in (-1, 1):
            other, count = self._neighbour(gaps, step)
            pair = (other + x, other + y) if step < 0 else (x + other, y + other)
            ends = (gap.a1 + max(step, 0) for gap in gaps)
            if count and self._is_name(pair, ends):
                self.replaced[pair] += count
                self.named[pair] += 1
                return count
        return 0

    def _neighbour(self, gaps: list[Gap], step: int) -> tuple[str, int]:
        """The character before (-1) or behind (1) most of these single ones, and how often it stands there; 0 if in few
        of its places."""
        beside = Counter(self.a[gap.a0 + step : gap.a0 + step + 1] for gap in gaps)
        other, count = beside.most_common(1)[0]
        if not other or count < max(OFTEN, MOSTLY * len(gaps)):
            return "", 0
        return other, count

    def _is_name(self, pair: tuple[str, str], ends: Iterable[int]) -> bool:
        """Whether what ends there is called a place or an organisation, or both are places without that."""
        return any(NAMED.match(self.a, end) for end in ends) or all(map(is_place, pair))

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
        text, mask = self.a, self.covered
        kept = []
        for start, end in runs_of_digits(text):
            if end - start < 5:  # mostly it is one number
                if mask[start] and mask[end - 1]:
                    kept.append((text[start:end], text[end : end + 1]))
                continue
            for number in NUMBER.finditer(text[start : end + 1]):
                first, last = start + number.start(), start + number.end()
                if mask[first] and mask[last - 1]:
                    kept.append((number[0], text[last : last + 1]))
        return kept


def runs_of_digits(text: str) -> list[list[int]]:
    """Where digits begin and end in comparable `text`: what a pattern of digits finds, in a third of the time."""
    codes = code_points(text)
    if (((codes >= 0x80) & (codes < _HAN)) | (codes >= _BEHIND_HAN)).any():  # there may be digits of other scripts
        return [list(run.span()) for run in _RUN.finditer(text)]
    is_digit = np.zeros(len(codes) + 2, dtype=np.int8)
    is_digit[1:-1] = codes - np.uint32(ord("0")) < 10
    return np.flatnonzero(is_digit[1:] != is_digit[:-1]).reshape(-1, 2).tolist()


def _but_alike(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """The numbers of both sides without those that both begin and end with: what one side only adds changes none."""
    start, shorter = 0, min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


def lost_digit(x: str, y: str) -> bool:
    """388 and 38: what a scan drops."""
    short, long = sorted((x, y), key=len)
    if len(long) != len(short) + 1:
        return False
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


def hidden(x: str, y: str) -> bool:
    """13864201957 and 13857: a number of a telephone or a person, and what a careful copy shows of it."""
    short, long = sorted((x, y), key=len)
    if len(long) < PERSONAL or not SHOWN_OF_IT <= len(short) <= len(long) - SHOWN_OF_IT:
        return False
    return any(long.startswith(short[:k]) and long.endswith(short[k:]) for k in range(1, len(short)))


def is_of_page(text: str, place: int) -> bool:
    """Whether a number that begins there is the page's: 发布时间, 浏览."""
    return bool(PAGE_FIGURE.search(text, max(place - 10, 0), place))


def _whole_numbers(a: str, b: str, gap: Gap, of_a: Origin, of_b: Origin) -> Gap:
    """A differing passage with the digits around it that both sides have, up to a seam; itself where there are none."""
    a0, a1, b0, b1 = gap
    while a0 and b0 and a[a0 - 1].isdigit() and b[b0 - 1].isdigit() and a0 not in of_a.seams and b0 not in of_b.seams:
        a0, b0 = a0 - 1, b0 - 1
    goes_on = a[a1 : a1 + 1].isdigit() and b[b1 : b1 + 1].isdigit()
    if goes_on and a1 not in of_a.seams and b1 not in of_b.seams:  # 2018 -> 2021 share their 1, and go on differing
        a1, b1 = _behind_digits(a, a1, of_a.seams), _behind_digits(b, b1, of_b.seams)
    elif a0 == gap[0]:
        return gap  # mostly
    return Gap(a0, a1, b0, b1)


def _behind_digits(text: str, place: int, seams: frozenset[int]) -> int:
    """Where the number ends of which the digit at a place is."""
    place += 1
    while text[place : place + 1].isdigit() and place not in seams:
        place += 1
    return place
