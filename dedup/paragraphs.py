"""The guard against texts that share less than reposts do, each with paragraphs of its own: a preview and the report,
the plan and what came of it. A copy that was cut has none, and one that was framed has lines of a page around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from dedup.cover import OWN, Cover, passages
from dedup.guards import HINT, Finding
from dedup.pages import Line

# Share of each text in passages of its own from which on they say something, and what noise adds to that: two errors
# near each other hide what stands between them. Of 15 pairs of one document that share as little none has any on both
# sides; of 62 with less than the usual containment one has more than .02, two transcriptions of a report.
SOME, BY_NOISE = 0.05, 3


class Side(NamedTuple):
    """One of two texts: what of it the other has too, and what gives its lines."""

    cover: Cover
    lines: Callable[[], list[Line]]

    def own(self) -> float:
        """The share of it in passages of its paragraphs that the other lacks."""
        lacking = np.zeros(len(self.cover.mask), dtype=bool)
        for line in self.lines():
            if line.paragraph:
                lacking[line.start : line.end] = ~self.cover.mask[line.start : line.end]
        return passages(lacking, OWN) / len(lacking)


def each_its_own(a: Side, b: Side, noise: float) -> Iterator[Finding]:
    """Both texts have passages in their paragraphs that the other lacks, wherever these stand. `noise`: of
    `differences`."""
    own = a.own(), b.own()
    if min(own) >= SOME + BY_NOISE * noise:
        yield Finding("paragraphs", HINT, f"paragraphs of their own, {own[0]:.0%} and {own[1]:.0%} of the text")
