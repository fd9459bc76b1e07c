"""Decide whether two notices are the same document: exact overlap first, then the guards on what differs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dedup import guards
from dedup.evidence import Anchors, align, anchors
from dedup.shingles import WIDTH, shingle_hashes, shingles
from dedup.text import comparable, traditional

MIN_JACCARD = 0.5
MIN_CONTAINMENT = 0.8
# A smaller share of a document than this is an excerpt, and no copy of it. Framed and cut copies start at .2.
MIN_EXCERPT = 0.15


@dataclass(frozen=True)
class Document:
    """A notice as far as the decision looks at it. Derived forms are computed on first use and kept."""

    id: str
    title: str
    body: str

    @cached_property
    def text(self) -> str:
        """Comparable body."""
        return comparable(self.body)

    @cached_property
    def shingles(self) -> np.ndarray:
        """Sorted distinct 5-gram hashes of `text`, uint64."""
        return shingles(self.text)

    @cached_property
    def anchors(self) -> Anchors:
        """Shingles of `text` to align by."""
        return anchors(self.text)

    @cached_property
    def converted(self) -> bool:
        """Whether the body came in traditional script."""
        return traditional(self.body)

    @cached_property
    def layout(self) -> list[guards.Line]:
        """Lines of the body."""
        return guards.layout(self.body)

    @cached_property
    def title_key(self) -> str:
        """Comparable title without tag and site name."""
        return guards.title_key(self.title)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a pair, and on what grounds."""

    jaccard: float
    containment: float
    guard: str | None
    decision: str
    evidence: str


def overlap(a: Document, b: Document) -> tuple[float, float]:
    """Exact Jaccard similarity, and containment (share of the smaller set), of the 5-gram sets."""
    small, large = sorted((a.shingles, b.shingles), key=len)
    if not len(small):
        return 0.0, 0.0
    at = np.searchsorted(large, small)
    at[at == len(large)] = 0
    shared = int((large[at] == small).sum())
    return shared / (len(small) + len(large) - shared), shared / len(small)


def coverage(a: Document, b: Document) -> np.ndarray:
    """Mask of the characters of a's comparable text that lie in a shingle b has too."""
    hashes = shingle_hashes(a.text)
    at = np.searchsorted(b.shingles, hashes)
    at[at == len(b.shingles)] = 0
    hit = np.flatnonzero(b.shingles[at] == hashes)
    covered = np.zeros(max(len(a.text), WIDTH), dtype=bool)
    for place in range(WIDTH):
        covered[hit + place] = True
    return covered[: len(a.text)]


def own(covered: np.ndarray) -> int:
    """Characters in uncovered passages of 12 or more amid the covered ones: no noise, no frame, no cut end."""
    edges = np.diff(np.concatenate(([0], (~covered).view(np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    amid = (starts > 0) & (ends < len(covered)) & (ends - starts >= 12)
    return int((ends - starts)[amid].sum())


def decide(a: Document, b: Document) -> Decision:
    """Decision about the pair; symmetric, and a function of the two documents alone."""
    jaccard, containment = overlap(a, b)
    if jaccard < MIN_JACCARD and (containment < MIN_CONTAINMENT or jaccard < MIN_EXCERPT):
        return Decision(jaccard, containment, None, "different", "")
    if a.text == b.text:
        return Decision(jaccard, containment, None, "same", "")
    found = findings(*sorted((a, b), key=lambda d: (d.text, d.title, d.id)), containment)
    if not found:
        return Decision(jaccard, containment, None, "same", "")
    found.sort(key=lambda finding: -finding.weight)
    decision = "different" if sum(f.weight for f in found) >= guards.ENOUGH else "same"
    return Decision(jaccard, containment, found[0].guard, decision, "; ".join(f.evidence for f in found))


def findings(a: Document, b: Document, containment: float) -> list[guards.Finding]:
    """What the guards find in the pair."""
    covered, covered_b = coverage(a, b), coverage(b, a)
    longer, over, short = (a, covered, b) if len(a.text) >= len(b.text) else (b, covered_b, a)
    if containment >= MIN_CONTAINMENT and over.sum() + guards.ARTICLE <= len(longer.text):
        found = list(guards.two_articles(over, longer.text, longer.layout, short.text))
        if found:
            return found
    alignment = align(a.text, b.text, a.anchors, b.anchors)
    differences = guards.Differences(a.text, b.text, alignment, covered, a.converted or b.converted)
    shorter = min(len(a.text), len(b.text))
    return [
        *guards.titles(a.title_key, b.title_key, differences, containment),
        *guards.dates(differences),
        *guards.numbers(differences),
        *guards.names(differences),
        *guards.rewriting(differences),
        *guards.own_passages(own(covered), own(covered_b), shorter),
    ]
