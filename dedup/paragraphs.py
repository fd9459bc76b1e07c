"""The guards against texts that each say something of their own in their paragraphs: where they share less than reposts
do (a preview and the report, the plan and what came of it), and where they begin (one answer to two letters). A copy
that was cut has none, and one that was framed has lines of a page around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from dedup.cover import OWN, Cover, passages
from dedup.guards import HINT, Finding, shown
from dedup.kinship import alike
from dedup.origins import Origin
from dedup.pages import Line, within

# Share of each text in passages of its own from which on they say something, and what noise adds to that: two errors
# near each other hide what stands between them. Of 15 pairs of one document that share as little none has any on both
# sides; of 62 with less than the usual containment one has more than .02, two transcriptions of a report.
SOME, BY_NOISE = 0.05, 3
# Two openings have fewer of their pairs of characters in common: of 5,419 pairs of one document none have such.
OTHERWISE = 0.3


class Side(NamedTuple):
    """One of two texts: what of it the other has too, what gives its lines, the text, and what it no longer shows."""

    cover: Cover
    lines: Callable[[], list[Line]]
    text: str
    origin: Origin

    def own(self) -> float:
        """The share of it in passages of its paragraphs that the other lacks."""
        lacking = np.zeros(len(self.cover.mask), dtype=bool)
        for line in self.lines():
            if line.paragraph:
                lacking[line.start : line.end] = ~self.cover.mask[line.start : line.end]
        return passages(lacking, OWN) / len(lacking)

    def opening(self) -> str:
        """What stands before all that is shared, behind the byline, if sentences do."""
        start, end = self.origin.byline, self.cover.core[0]
        return self.text[start:end] if within(self.lines(), start, end) >= OWN else ""


def each_its_own(a: Side, b: Side, noise: float) -> Iterator[Finding]:
    """Both texts have passages in their paragraphs that the other lacks, wherever these stand. `noise`: of
    `differences`."""
    own = a.own(), b.own()
    if min(own) >= SOME + BY_NOISE * noise:
        yield Finding("paragraphs", HINT, f"paragraphs of their own, {own[0]:.0%} and {own[1]:.0%} of the text")


def openings(a: Side, b: Side) -> Iterator[Finding]:
    """Both texts begin with a sentence of their own, and what noise made of one is no other."""
    if min(a.cover.core[0], b.cover.core[0]) < OWN:
        return
    one, other = a.opening(), b.opening()
    if one and other and alike(one, other) < OTHERWISE:
        yield Finding("openings", HINT, f"each begins otherwise, {shown(one)}≠{shown(other)}")
