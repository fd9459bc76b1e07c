"""The line by which a paper or an agency begins a report, 新华网云岭6月20日电（记者 …）, each with its own."""

from __future__ import annotations

import re

from dedup.text import sizes, unframed

LONGEST = 200  # characters of a body that are looked at
# A name, a place and a day, and then who reports; no sentence ends before. 记者从 and 记者在 say what he did.
_BYLINE = re.compile(
    r"\s*(?:[^。！？；，,\n]{0,20}?(?:日[电電]|[日报報网網社][讯訊]|客[户戶]端)\s*)?"
    r"(?:[（(]?\s*(?:本[报報网網])?(?:[记記]者|通[讯訊][员員])(?![从從在了近日今昨看来來走获獲对對采採])[^。，,\n）)]{0,24}[）)]?\s*)*"
    r"(?:[报報][道導])?[:：]?"
)


def byline(body: str) -> int:
    """How many comparable characters of a body's beginning are one."""
    found = _BYLINE.match(unframed(body[:LONGEST]))
    return sizes([found[0].replace("\n", " ")])[0] if found else 0
