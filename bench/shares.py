"""What pairs tell otherwise, as shares of what they share, by the truth: `python bench/shares.py FOLDER …`.

Each FOLDER holds what bench/quality.py reads, or folders that do. Of labelled pairs that overlap enough to be weighed
and are no scans (docs/merging.md): the share of words told otherwise, of numbers, and of ordinals by the 1,000
characters. Lines are fitted that put the fewest pairs on the wrong side, both sorts of pairs weighing the same: one
document with a share above its line, or two documents with none. They are fitted to all pairs, and to those of all
sources but one, by whose pairs they are then judged, beside the lines of the code.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from quality import Truth

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dedup import figures, guards
from dedup.cover import Cover, covered
from dedup.differences import Differences
from dedup.evidence import align
from dedup.overlap import MIN_CONTAINMENT, MIN_JACCARD
from dedup.shingles import shared
from dedup.verify import Document, overlap

LABELS = "pairs.jsonl.gz"
KIND = 150  # pairs of a kind, at most
GRID = np.geomspace(0.001, 0.1, 13), np.geomspace(0.01, 0.5, 13), np.geomspace(0.02, 2, 13)
OURS = np.array([guards.FEW_WORDS, figures.FEW_NUMBERS, 1000 / figures.ORDINALS_IN])


class Pair(NamedTuple):
    """A labelled pair: the source of its documents, whether they are one, and its three shares."""

    source: str
    same: bool
    shares: tuple[float, float, float]


def shares(a: Document, b: Document) -> tuple[float, float, float] | None:
    """Of words, of numbers, of ordinals in 1,000 characters; None for a pair that is not weighed, or a scan."""
    if not a.text or a.text == b.text:
        return None
    jaccard, containment = overlap(a, b)
    if jaccard < MIN_JACCARD and containment < MIN_CONTAINMENT:
        return None
    masks = shared(a.shingles, b.shingles)
    in_a, in_b = (Cover(covered(len(of.text), mask[of.places])) for of, mask in zip((a, b), masks, strict=True))
    found = align(a.text, b.text, a.ordered, b.ordered, masks)
    told = Differences(a.text, b.text, found, in_a, in_b, a.converted or b.converted)
    if not told.clean:
        return None
    words = sum(min(map(len, pair)) * times for pair, times in told.replaced.items() if min(map(len, pair)) > 1)
    numbers = len(told.numbers) / max(len(told.numbers) + len(told.kept_numbers), 1)
    return words / told.shared, numbers, 1000 * len(told.ordinals) / told.shared


def pairs(folder: Path) -> Iterator[Pair]:
    truth = Truth(folder)
    rows = {row["id"]: row for row in truth.documents}
    kinds = defaultdict(list)
    for pair in truth.pairs:
        if pair["label"] in ("same", "different") and pair.get("headline", True):
            kinds[pair["label"], pair["kind"]].append(pair)
    for (label, _kind), of in sorted(kinds.items()):
        for pair in random.Random(0).sample(of, min(KIND, len(of))):
            one, other = (Document(id, rows[id]["title"] or "", rows[id]["body"]) for id in (pair["a"], pair["b"]))
            if (made := shares(one, other)) is not None:
                yield Pair(truth.source[pair["a"]], label == "same", made)


def wrong(of: list[Pair], lines: np.ndarray) -> tuple[float, float]:
    """Share of pairs of one document that have a share above its line, and of two documents that have none."""
    above = np.array([pair.shares for pair in of]).reshape(-1, 3) > lines
    same = np.array([pair.same for pair in of], dtype=bool)
    told = above.any(axis=1)
    return float(told[same].mean()) if same.any() else 0.0, float((~told[~same]).mean()) if (~same).any() else 0.0


def fitted(of: list[Pair]) -> np.ndarray:
    """The lines of the grid with the least wrong, of those the widest."""
    return min((np.array(lines) for lines in product(*GRID)), key=lambda lines: (sum(wrong(of, lines)), -lines.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    given = parser.parse_args().folders
    folders = [path.parent for folder in given for path in sorted((*folder.glob(LABELS), *folder.glob(f"*/{LABELS}")))]
    found = [pair for folder in folders for pair in pairs(folder)]
    heads = (
        "source left out",
        "one document",
        "two documents",
        "words",
        "numbers",
        "ordinals",
        "wrong by these lines",
        "by ours",
    )
    print("|", " | ".join(heads), "|\n|" + " --- |" * len(heads))

    def row(name: str, of: list[Pair], lines: np.ndarray) -> None:
        told = (f"{one:.3f}, {two:.3f}" for one, two in (wrong(of, lines), wrong(of, OURS)))
        same = sum(pair.same for pair in of)
        figures = (f"{line:.4f}" for line in lines)
        print("|", " | ".join((name, str(same), str(len(of) - same), *figures, *told)), "|", flush=True)

    row("none", found, fitted(found))
    by_source = defaultdict(list)
    for pair in found:
        by_source[pair.source].append(pair)
    for source, of in sorted(by_source.items(), key=lambda item: -len(item[1])):
        row(source or "(none named)", of, fitted([pair for pair in found if pair.source != source]))


if __name__ == "__main__":
    main()
