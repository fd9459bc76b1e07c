"""Guards at sight: what tells most notices of one template apart, in some microseconds and without laying them side by
side. Called by `verify.decide` first, and by `batch` in place of it.

A rule stands here only if no noise and no frame could have done it: each text bears its own title out, or most of the
numbers that both have in the same words are others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dedup.differences import PERSONAL, YEAR, is_of_page, lost_digit, runs_of_digits
from dedup.evidence import Gap, near
from dedup.guards import ENOUGH, Finding, shown
from dedup.numerals import told_alike
from dedup.titles import are_figures, are_named, told_apart

BEFORE, BEHIND = 3, 2  # characters around a number that say which one it is
LONG = 4000
FEW = 3  # changed numbers that are no accident
_MASKED = str.maketrans("123456789", "000000000")


@dataclass(frozen=True)
class Face:
    """A document as it is looked at: title key, comparable body, and whether that came in traditional script."""

    title: str
    text: str
    converted: bool

    @cached_property
    def slots(self) -> dict[str, str]:
        """The numbers of the text by the words around them."""
        return slots(self.text)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words around its numbers."""
        return frozenset(self.slots)

    @cached_property
    def told(self) -> frozenset[str]:
        """The same with the numbers."""
        return frozenset(map("\0".join, self.slots.items()))

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that the title names."""
        return frozenset(YEAR.findall(self.title))


def apart(a: Face, b: Face) -> Finding | None:
    """Why the two are different documents for certain, if that can be seen at once. Symmetric but for the wording; of
    equal texts nothing is seen."""
    if a.text == b.text:
        return None
    return _titles(a, b) or _numbers(a.slots, b.slots)


def are_apart(a: Face, b: Face) -> bool:
    """Whether `apart` finds anything, in half the time."""
    if a.text == b.text:
        return False
    if len(a.text) + len(b.text) > LONG:  # then the numbers take long to be found
        return bool(apart(a, b))
    return _most_changed(len(a.numbers & b.numbers), len(a.told & b.told)) or bool(_titles(a, b))


def _titles(one: Face, other: Face) -> Finding | None:
    """Titles of one frame that name two years, two places, or two words of which each text has its own only."""
    a_title, b_title = one.title, other.title
    if a_title == b_title or not a_title or not b_title:
        return None
    if one.years and other.years and not one.years & other.years:
        return Finding("title", ENOUGH, f"title {min(one.years)}≠{min(other.years)}")
    if one.converted or other.converted:  # then words may be the converter's
        return None
    for gap in _ends(a_title, b_title):
        x, y = a_title[gap.a0 : gap.a1], b_title[gap.b0 : gap.b1]
        if lost_digit(x, y):
            return None
        if _is_sure(one, other, gap) and not told_alike(a_title, b_title, gap):
            return Finding("title", ENOUGH, f"title {shown(x)}≠{shown(y)}")
    return None


def _is_sure(one: Face, other: Face, gap: Gap) -> bool:
    """Whether what two titles tell otherwise are figures or places, or words of which each text has its own only."""
    said = near(one.title, other.title, gap)
    x, y = said[0]
    several = min(len(x), len(y)) > 1
    if several and (are_figures(x, y) or are_named(one.title, other.title, gap)):
        return True
    words = (pair for pair in said if min(map(len, pair)) > 1)
    return any(told_apart(x, y, one.text, other.text) for x, y in words)


def _ends(a: str, b: str) -> list[Gap]:
    """Where two titles that share half of the shorter one begin to differ, and where they cease to: one passage, or two
    with something in between."""
    start, end = _alike_at_ends(a, b)
    x, y = a[start : len(a) - end], b[start : len(b) - end]
    if not x or not y:
        return []
    (i, j), (k, m), between = _parted(x, y)
    if 2 * (start + end + between) < min(len(a), len(b)):
        return []
    gaps = []
    if i and j:
        gaps.append(Gap(start, start + i, start, start + j))
    if k and m:
        gaps.append(Gap(len(a) - end - k, len(a) - end, len(b) - end - m, len(b) - end))
    return gaps


def _alike_at_ends(a: str, b: str) -> tuple[int, int]:
    """How many characters two strings have in common at their beginning, and at their end."""
    start, end = 0, 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return start, end


def _parted(x: str, y: str) -> tuple[tuple[int, int], tuple[int, int], int]:
    """How many characters two strings have before they first meet, and after they last do, and how many they share in
    between; all of them before, if they never meet."""
    met = _met(x, y)
    if met is None:
        return (len(x), len(y)), (0, 0), 0
    i, j, shared = met
    k, m, last = _met(x[::-1], y[::-1]) or (0, 0, 0)
    met_again = k < len(x) - i - shared and m < len(y) - j - shared
    if k and m and met_again:
        shared += last
    return (i, j), (k, m), shared


def _met(x: str, y: str) -> tuple[int, int, int] | None:
    """Where two strings first have two characters in common, and how many in all from there; None if nowhere."""
    pairs = {y[k : k + 2]: k for k in range(len(y) - 2, -1, -1)}
    for i in range(len(x) - 1):
        j = pairs.get(x[i : i + 2])
        if j is not None:
            size = 2
            while i + size < len(x) and j + size < len(y) and x[i + size] == y[j + size]:
                size += 1
            return i, j, size
    return None


def slots(text: str) -> dict[str, str]:
    """The numbers of comparable `text`, each by the words around it, those of the page, of no words of their own and so
    long that a copy may hide some of their digits left out."""
    found: dict[str, str] = {}
    again = set()
    for start, end in runs_of_digits(text):
        before, behind = text[max(start - BEFORE, 0) : start], text[end : end + BEHIND]
        words = f"{before}|{behind}"
        if not (before + behind).isalpha():  # mostly there is no other number
            words = words.translate(_MASKED)
        if words in found:
            again.add(words)
        elif end - start < PERSONAL and not is_of_page(text, start):
            found[words] = text[start:end]
    for words in again:
        found.pop(words, None)
    return found


def _numbers(a: dict[str, str], b: dict[str, str]) -> Finding | None:
    """Numbers in the same words, most of them others."""
    both = a.keys() & b.keys()
    changed = [words for words in both if a[words] != b[words]]
    if not _most_changed(len(both), len(both) - len(changed)):
        return None
    said = ", ".join(f"{a[words]}≠{b[words]}" for words in sorted(changed)[:3])
    return Finding("numbers", ENOUGH, f"{len(changed)} of {len(both)} numbers: {said}")


def _most_changed(both: int, alike: int) -> bool:
    return both - alike >= FEW and 2 * alike < both
