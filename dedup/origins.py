"""What a comparable text no longer shows of the body it was made of: the byline, and where numbers ran together."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np

from dedup.text import SEVERAL, codes_and_folds, sizes, traditional, unframed

LONGEST = 200  # characters of a body that are looked at, and that a byline has
# What parts two numbers, and stands in none.
_PARTS = re.compile(r"[\s()（）\[\]【】、；;|｜]")
# 新华网云岭6月20日电（记者 …）: a name, a place and a day, then who reports; no sentence ends before. 记者从 and 记者在
# say what he did.
_BYLINE = re.compile(
    r"\s*(?:[^。！？；，,\n]{0,20}?(?:日[电電]|[日报報网網社][讯訊]|客[户戶]端)\s*)?"
    r"(?:[（(]?\s*(?:本[报報网網])?(?:[记記]者|通[讯訊][员員])(?![从從在了近日今昨看来來走获獲对對采採])[^。，,\n）)]{0,24}[）)]?\s*)*"
    r"(?:[报報][道導])?[:：]?"
)


class Origin:
    """Of a comparable text, looked up in its body when it is asked: of most pairs it never is."""

    def __init__(self, body: str) -> None:
        self._body = body

    @cached_property
    def byline(self) -> int:
        """Where the line ends by which a paper or an agency begins a report, each with its own."""
        return _byline(unframed(self._body)[:LONGEST])

    @cached_property
    def seams(self) -> frozenset[int]:
        """Where a number begins right behind another."""
        return _seams(unframed(self._body))

    def opens(self, end: int) -> bool:
        """Whether a passage that ends there is of the byline."""
        return end <= LONGEST and end <= self.byline


NONE = Origin("")


def _byline(text: str) -> int:
    found = _BYLINE.match(text)
    return sizes([found[0].replace("\n", " ")])[0] if found else 0


def _seams(text: str) -> frozenset[int]:
    """None where places cannot be counted: in a text that was converted, or has characters that stand for several."""
    _, folded = codes_and_folds(text)
    if traditional(text) or folded.max(initial=0) == SEVERAL:
        return frozenset()
    kept = np.flatnonzero(folded)
    is_digit = folded[kept] - np.uint32(ord("0")) < 10
    apart = is_digit[1:] & is_digit[:-1] & (kept[1:] - kept[:-1] > 1)
    places = (np.flatnonzero(apart) + 1).tolist()
    return frozenset(at for at in places if _PARTS.search(text, int(kept[at - 1]) + 1, int(kept[at])))
