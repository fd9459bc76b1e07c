"""What differs between two comparable texts: aligned on shared shingles, the rest are differing passages.

Feeds the guards, and `passages` shows the same to operators in the words of the original texts.
"""

from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np

from dedup.cover import covered
from dedup.shingles import WIDTH, Ordered, ordered, shingle_hashes
from dedup.text import FOLD, unframed

_OCCURRENCE, _COUNT = np.uint64(0xA24BAED4963EE407), np.uint64(0x9FB21C651E98DF25)
# Fewer anchors that stand elsewhere in the other text are chance, the fewest first (last year's "2024年国民经济"
# meets this year's other mention of it): they would hide the passage they stand in.
_BLOCK = 24
_FINE = 120  # longest differing passage worth splitting further, characters
BY_CHANCE = 2  # characters that an inserted and a deleted passage have between them
_OPENING = 30  # longest opening that one text has in the place of another's, characters
_LEAST_SHARE = 5  # of fewer shingles than one in so many nothing is told
# For display: shared characters that do not part two passages, and those that do not part what one side lacks.
_BETWEEN, _ISLAND = 2, 12


class Anchors(NamedTuple):
    """Shingles of one text to align by: keys (sorted uint64), and where each begins; of those that occur once, and of
    the others."""

    keys: np.ndarray
    starts: np.ndarray
    again: np.ndarray
    starts_again: np.ndarray


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


def anchors(of: Ordered) -> Anchors:
    """Every shingle of a text under a key of its hash, its occurrence number and how often it occurs.

    A shingle that occurs n times in both texts is matched first to first, second to second; with other
    counts it is no anchor. Unique shingles alone lose texts that repeat themselves.
    """
    hashes, order, first = of
    once = first & np.append(first[1:], True)
    keys, starts = hashes[once], order[once]
    hashes, order, first = hashes[~once], order[~once], first[~once]
    group = np.cumsum(first) - 1
    size = int(order.max(initial=0)) + 1
    order = np.sort(group * size + order) % size  # in reading order
    begins = np.flatnonzero(first)
    counts = np.diff(np.append(begins, len(hashes)))[group]
    again = hashes + (np.arange(len(hashes)) - begins[group]).astype(np.uint64) * _OCCURRENCE
    again += (counts - 1).astype(np.uint64) * _COUNT
    sort = np.argsort(again)
    return Anchors(keys, starts, again[sort], order[sort])


def _met(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places in the sorted keys `a` and `b` of those that are in both."""
    if not len(b):
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    at = np.searchsorted(b, a)
    hit = np.flatnonzero(b.take(at, mode="clip") == a)
    return hit, at[hit]


def align(a: str, b: str, of_a: Anchors, of_b: Anchors) -> Alignment:
    """Differing passages between neighbouring anchors: those that follow each other in both texts.

    Moved paragraphs break the neighbourhood and are no difference, nor is what stands before the first or
    behind the last anchor (page furniture, what a cut text lost), but for a short replaced opening.
    """
    hit, met = _met(of_a.keys, of_b.keys)
    hit_again, met_again = _met(of_a.again, of_b.again)
    left = np.concatenate((of_a.starts[hit], of_a.starts_again[hit_again]))
    right = np.concatenate((of_b.starts[met], of_b.starts_again[met_again]))
    size_a, size_b = len(of_a.keys) + len(of_a.again), len(of_b.keys) + len(of_b.again)
    matched = np.zeros(size_a, dtype=bool)
    matched[left] = True
    shared = covered(len(a), matched)
    if _LEAST_SHARE * len(left) < min(size_a, size_b) or not len(left):
        return Alignment([], shared)  # one of them holds its text twice: hardly a shingle is as frequent in both
    across = np.empty(size_a, dtype=np.intp)
    across[left] = right
    left = np.flatnonzero(matched)
    left, right, rank = _settled(left, across[left], len(b))
    step_a, step_b = left[1:] - left[:-1], right[1:] - right[:-1]
    # Anchors no more than their width apart leave nothing between them that could differ, if they are so on both sides.
    breaks = np.flatnonzero((rank[1:] - rank[:-1] == 1) & ((step_a != step_b) | (step_a > WIDTH)))
    gaps = []
    if rank[0] == 0 and 0 < left[0] <= _OPENING and 0 < right[0] <= _OPENING:
        gaps += _trimmed(a, b, 0, int(left[0]), 0, int(right[0]))
    for k in breaks.tolist():
        a0, a1, b0, b1 = int(left[k]) + WIDTH, int(left[k + 1]), int(right[k]) + WIDTH, int(right[k + 1])
        back = max(a0 - a1, b0 - b1, 0)
        gaps += _trimmed(a, b, a0 - back, a1, b0 - back, b1)
    return Alignment(gaps, shared)


def _settled(left: np.ndarray, right: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Anchors, in the order of the first text, without blocks that stand elsewhere in the other one by chance; and the
    order in which they stand there. `length`: of the other text."""
    while not (right[1:] > right[:-1]).all():
        rank = _rank(right, length)
        block = np.zeros(len(rank), dtype=np.intp)
        np.cumsum(rank[1:] - rank[:-1] != 1, out=block[1:])
        sizes = np.bincount(block)
        settled = (sizes > sizes.min())[block]
        if sizes.min() >= _BLOCK or not settled.any():
            return left, right, rank
        left, right = left[settled], right[settled]
    return left, right, np.arange(len(right))  # mostly: nothing was moved


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


def _rank(places: np.ndarray, length: int) -> np.ndarray:
    """Which of the places each is in their order, none twice and all below `length`: counted, which is quicker than
    sorted."""
    taken = np.zeros(length, dtype=np.intp)
    taken[places] = 1
    return np.cumsum(taken)[places] - 1


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


def _differing(x: str, y: str) -> list[Gap]:
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
    return [gap for kind, gap in zip(kinds, gaps, strict=True) if kind != "equal"]


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
    alignment = align(one.text, other.text, anchors(ordered(one.text)), anchors(ordered(other.text)))
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
