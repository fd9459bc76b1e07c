"""What differs between two comparable texts: aligned on shared shingles, the rest are differing passages.

Feeds the guards, and `passages` shows the same to operators in the words of the original texts.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dedup.cover import covered
from dedup.shingles import WIDTH, Ordered, expand, ordered, shared, shingle_hashes
from dedup.text import FOLD, unframed

# Fewer anchors that stand elsewhere in the other text are chance, the fewest first (last year's "2024年国民经济"
# meets this year's other mention of it): they would hide the passage they stand in.
_BLOCK = 24
_FINE = 120  # longest differing passage worth splitting further, characters
BY_CHANCE = 2  # characters that an inserted and a deleted passage have between them
_OPENING = 30  # longest opening that one text has in the place of another's, characters
_LEAST_SHARE = 5  # of fewer shingles than one in so many nothing is told
# For display: shared characters that do not part two passages, and those that do not part what one side lacks.
_BETWEEN, _ISLAND = 2, 12


class Gap(NamedTuple):
    """A differing passage: a[a0:a1] stands where b[b0:b1] stands; one of the two may be empty."""

    a0: int
    a1: int
    b0: int
    b1: int

    @property
    def told_by_both(self) -> bool:
        """Whether each side says something there."""
        return self.a0 < self.a1 and self.b0 < self.b1


class Alignment(NamedTuple):
    """Differing passages in the order of the first text, and the mask of its characters that are shared."""

    gaps: list[Gap]
    shared: np.ndarray


class _Runs(NamedTuple):
    """Anchors that follow each other place by place in both texts, as runs in the order of the first text: where the
    first and the last of each begins, there and in the other text."""

    a0: np.ndarray
    a1: np.ndarray
    b0: np.ndarray
    b1: np.ndarray

    def only(self, which: np.ndarray) -> _Runs:
        return _Runs(*(part[which] for part in self))


def align(a: str, b: str, of_a: Ordered, of_b: Ordered, shared: tuple[np.ndarray, np.ndarray]) -> Alignment:
    """Differing passages between neighbouring anchors: those that follow each other in both texts. `shared`: which
    shingles the texts share (`shingles.shared`).

    A shingle that occurs n times in both texts is n anchors, matched first to first, second to second; with other
    counts it is none. Unique shingles alone lose texts that repeat themselves.

    Moved paragraphs break the neighbourhood and are no difference, nor is what stands before the first or
    behind the last anchor (page furniture, what a cut text lost), but for a short replaced opening.
    """
    across = _across(of_a, of_b, shared)
    matched = across >= 0
    covers = covered(len(a), matched)
    left = np.flatnonzero(matched)
    if _LEAST_SHARE * len(left) < min(len(of_a.begins), len(of_b.begins)) or not len(left):
        return Alignment([], covers)  # one of them holds its text twice: hardly a shingle is as frequent in both
    runs, rank = _settled(_runs(left, across[left]))
    first_a, first_b = int(runs.a0[0]), int(runs.b0[0])
    gaps = []
    if rank[0] == 0 and 0 < first_a <= _OPENING and 0 < first_b <= _OPENING:
        gaps += _trimmed(a, b, 0, first_a, 0, first_b)
    for a0, a1, b0, b1 in _breaks(runs, rank):
        if a0 == a1 or b0 == b1:
            gaps.append(Gap(a0, a1, b0, b1))
        elif a1 - a0 == b1 - b0 == 1:
            if a[a0] != b[b0]:
                gaps.append(Gap(a0, a1, b0, b1))
        else:
            gaps += _trimmed(a, b, a0, a1, b0, b1)
    return Alignment(gaps, covers)


def _across(of_a: Ordered, of_b: Ordered, shared: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """For each place of the first text where an anchor begins, where it begins in the other one; -1 for no anchor."""
    across = np.full(len(of_a.begins), -1)
    # What both share stands in one order, that of the hashes.
    begin_a, begin_b = (of.bounds[:-1].compress(mask) for of, mask in zip((of_a, of_b), shared, strict=True))
    times, times_b = (of.times().compress(mask) for of, mask in zip((of_a, of_b), shared, strict=True))
    once = (times == 1) & (times_b == 1)
    across[of_a.begins.take(begin_a.compress(once))] = of_b.begins.take(begin_b.compress(once))
    again = np.flatnonzero((times == times_b) & ~once)
    if len(again):
        at_a, at_b = (expand(begin[again], times[again])[1] for begin in (begin_a, begin_b))
        across[of_a.begins[at_a]] = of_b.begins[at_b]
    return across


def _runs(left: np.ndarray, right: np.ndarray) -> _Runs:
    """Anchors as runs: forty of them are one, mostly. `left`, `right`: where they begin."""
    cut = np.flatnonzero((left[1:] - left[:-1] != 1) | (right[1:] - right[:-1] != 1))
    first, last = np.append(0, cut + 1), np.append(cut, len(left) - 1)
    return _Runs(left[first], left[last], right[first], right[last])


def _settled(runs: _Runs) -> tuple[_Runs, np.ndarray]:
    """Anchors without blocks that stand elsewhere in the other text by chance; and of each run, how many anchors stand
    before it there."""
    while not (runs.b0[1:] > runs.b1[:-1]).all():
        sizes = runs.a1 - runs.a0 + 1
        order = np.argsort(runs.b0)
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.cumsum(sizes[order]) - sizes[order]
        block = np.zeros(len(rank), dtype=np.int64)
        np.cumsum(rank[1:] != rank[:-1] + sizes[:-1], out=block[1:])
        anchors = np.bincount(block, sizes)
        settled = (anchors > anchors.min())[block]
        if anchors.min() >= _BLOCK or not settled.any():
            return runs, rank
        runs = runs.only(settled)
    return runs, np.append(0, np.cumsum(runs.a1 - runs.a0 + 1))[:-1]  # mostly: nothing was moved


def _breaks(runs: _Runs, rank: np.ndarray) -> list[list[int]]:
    """Bounds of what stands between runs that are neighbours in both texts. Anchors no more than their width apart
    leave nothing between them that could differ, if they are so on both sides."""
    step_a, step_b = runs.a0[1:] - runs.a1[:-1], runs.b0[1:] - runs.b1[:-1]
    beside = rank[1:] == rank[:-1] + (runs.a1 - runs.a0 + 1)[:-1]
    k = np.flatnonzero(beside & ((step_a != step_b) | (step_a > WIDTH)))
    a0, a1, b0, b1 = runs.a1[k] + WIDTH, runs.a0[k + 1], runs.b1[k] + WIDTH, runs.b0[k + 1]
    back = np.maximum(np.maximum(a0 - a1, b0 - b1), 0)
    return np.column_stack((a0 - back, a1, b0 - back, b1)).tolist()


def unexplained(lacking: int, alignment: Alignment, side: int) -> int:
    """Of so many characters amid what is shared that the other text lacks, those in no aligned passage; `side`: 0 for
    the first text, 2 for the second."""
    return lacking - sum(gap[side + 1] - gap[side] for gap in alignment.gaps)


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


def _trimmed(a: str, b: str, a0: int, a1: int, b0: int, b1: int) -> list[Gap]:
    """The passage without what both sides share at its ends, split where they agree inside."""
    if a[a0:a1] == b[b0:b1]:
        return []
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
    x, y = a[a0:a1], b[b0:b1]
    if min(len(x), len(y)) < 2 or max(len(x), len(y)) > _FINE or set(x).isdisjoint(y):
        return [Gap(a0, a1, b0, b1)]
    return [Gap(a0 + i, a0 + j, b0 + k, b0 + m) for i, j, k, m in _differing(x, y)]


@lru_cache(4096)  # copies of one document differ in the same passages: three in five are met again
def _differing(x: str, y: str) -> tuple[Gap, ...]:
    """Where two short passages differ."""
    codes = SequenceMatcher(None, x, y, autojunk=False).get_opcodes()
    kinds: list[str] = [kind for kind, *_ in codes]
    gaps = [Gap(*places) for _, *places in codes]
    for k, between in enumerate(gaps[1:-1]):
        by_chance = between.a1 - between.a0 <= BY_CHANCE
        if by_chance and {kinds[k], kinds[k + 2]} == {"insert", "delete"}:  # 浙江 -> 江苏 shares 江: one passage
            first, last = gaps[k], gaps[k + 2]
            gaps[k + 2] = Gap(first.a0, last.a1, first.b0, last.b1)
            kinds[k : k + 3] = "equal", "equal", "replace"
    return tuple(gap for kind, gap in zip(kinds, gaps, strict=True) if kind != "equal")


def passages(a: str, b: str, limit: int = 20, context: int = 0) -> list[tuple[str, str]]:
    """Differing passages of two bodies in their own words, at most `limit`, for side-by-side display.

    Passages that both sides tell, each its own way, come before those that one side lacks (then ''). Script,
    punctuation, page furniture and the order of paragraphs are no difference, but Taiwan's words are. `context`:
    so many shared characters are shown on either side of what differs, and passages that then touch are one.
    """
    one, other = _traced(a), _traced(b)
    if not one.text and not other.text:
        return []
    if not one.text or not other.text:
        return [(a.strip(), b.strip())][:limit]
    of_one, of_other = ordered(one.text), ordered(other.text)
    alignment = align(one.text, other.text, of_one, of_other, shared(of_one.distinct, of_other.distinct))
    gaps = _merged(alignment.gaps, one.text, other.text)
    shown = [gap for gap in gaps if gap.told_by_both]
    if context:
        shown = _widened(shown, context, len(one.text), len(other.text))
    turned = [Gap(gap.b0, gap.b1, gap.a0, gap.a1) for gap in gaps]
    told = [(one.words(gap.a0, gap.a1), other.words(gap.b0, gap.b1)) for gap in shown]
    told += [(words, "") for words in _own_words(one, other, gaps)]
    told += [("", words) for words in _own_words(other, one, turned)]
    return told[:limit]


class _Traced(NamedTuple):
    """A body in its own words and comparable, phrases left as they are; and for each of the latter's characters the
    place in the former."""

    body: str
    text: str
    places: np.ndarray

    def words(self, start: int, end: int) -> str:
        """A passage of `text` in the words of the body."""
        if end <= start:
            return ""
        return self.body[self.places[start] : self.places[end - 1] + 1].strip()


def _traced(body: str) -> _Traced:
    folded = [FOLD[ord(char)] for char in unframed(body)]
    return _Traced(body, "".join(folded), np.repeat(np.arange(len(folded)), [len(part) for part in folded]))


def _own_words(one: _Traced, other: _Traced, gaps: list[Gap]) -> list[str]:
    """What the other one lacks, but for what it tells its own way in these differing passages."""
    shared = covered(len(one.text), np.isin(shingle_hashes(one.text), shingle_hashes(other.text)))
    told = [(gap.a0, gap.a1) for gap in gaps if gap.b1 > gap.b0]
    return [one.words(start, end) for start, end in _own(shared, told)]


def _merged(gaps: list[Gap], a: str, b: str) -> list[Gap]:
    """Neighbouring gaps as one where at most two shared characters part them, numbers whole."""
    merged: list[Gap] = []
    for a0, a1, b0, b1 in gaps:
        while a0 and b0 and a[a0 - 1].isdigit() and b[b0 - 1].isdigit():
            a0, b0 = a0 - 1, b0 - 1
        while a1 < len(a) and b1 < len(b) and a[a1].isdigit() and b[b1].isdigit():
            a1, b1 = a1 + 1, b1 + 1
        if merged and a0 - merged[-1].a1 <= _BETWEEN and 0 <= b0 - merged[-1].b1 <= _BETWEEN:
            a0, b0 = merged[-1].a0, merged[-1].b0
            merged.pop()
        merged.append(Gap(a0, a1, b0, b1))
    return merged


def _widened(gaps: list[Gap], context: int, length_a: int, length_b: int) -> list[Gap]:
    """Gaps with `context` characters around them; those that touch on both sides become one."""
    wide: list[Gap] = []
    for a0, a1, b0, b1 in gaps:
        gap = Gap(max(0, a0 - context), min(length_a, a1 + context), max(0, b0 - context), min(length_b, b1 + context))
        if wide and wide[-1].a0 <= gap.a0 <= wide[-1].a1 and wide[-1].b0 <= gap.b0 <= wide[-1].b1:
            last = wide.pop()
            gap = Gap(last.a0, max(last.a1, gap.a1), last.b0, max(last.b1, gap.b1))
        wide.append(gap)
    return wide


def _own(mask: np.ndarray, told: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Passages that `mask` leaves out, over islands of less than 12 characters that it has, and not in `told`."""
    mask = mask.copy()
    for i, j in told:
        mask[i:j] = True
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ~mask, [False])).view(np.int8)))
    found: list[tuple[int, int]] = []
    for i, j in edges.reshape(-1, 2).tolist():
        if found and i - found[-1][1] < _ISLAND:
            i = found.pop()[0]
        found.append((i, j))
    return found
