"""Two texts side by side: sentences aligned, what differs in them marked. For the pages that show pairs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from dedup.text import FOLD

SHOWN = 12_000  # characters of each text that are compared
_FINE = 1500  # longest passages compared character by character
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
Pieces = list[tuple[str, bool]]  # (text, is it only here)


class Row(NamedTuple):
    """A stretch of both texts. `same`: it says the same in both, but for white space, punctuation and script."""

    left: Pieces
    right: Pieces
    same: bool


def side_by_side(a: str, b: str) -> list[Row]:
    """The first SHOWN characters of two texts as rows."""
    left, right = _SENTENCE.findall(a[:SHOWN]), _SENTENCE.findall(b[:SHOWN])
    rows = []
    matcher = SequenceMatcher(None, [*map(_said, left)], [*map(_said, right)], autojunk=False)
    for operation, i0, i1, j0, j1 in matcher.get_opcodes():
        x, y = "".join(left[i0:i1]).strip(), "".join(right[j0:j1]).strip()
        if operation == "equal":
            rows.append(Row([(x, False)], [(y, False)], True))
        elif operation == "replace" and max(len(x), len(y)) <= _FINE:
            rows.append(_marked(x, y))
        else:
            rows.append(Row([(x, True)] if x else [], [(y, True)] if y else [], False))
    return rows


def _said(sentence: str) -> str:
    return sentence.translate(FOLD)


def _marked(x: str, y: str) -> Row:
    left, right = [], []
    for operation, i0, i1, j0, j1 in SequenceMatcher(None, x, y, autojunk=False).get_opcodes():
        only = operation != "equal" and _said(x[i0:i1]) != _said(y[j0:j1])
        if i1 > i0:
            left.append((x[i0:i1], only))
        if j1 > j0:
            right.append((y[j0:j1], only))
    return Row(left, right, not any(only for _piece, only in (*left, *right)))
