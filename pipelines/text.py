"""Text as it was published, without what pages and transport added. First step of clean: raw text -> Cleaned.

Nothing here normalises: NFKC and ftfy's defaults turn ，：；（）into ASCII, ① into 1 and ㎡ into m2, so they
stay out of stored text (dedup/text.py has its own comparable form). Laws, held by
tests/test_pipelines_text.py on arbitrary text: `clean` never raises, cleaning cleaned text changes nothing,
and no Han character goes but with a furniture line, which is reported, or a repair, which is flagged.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.characters import BESIDE, BREAK, CJK, HAN, INVISIBLE, JOINER, MARKS, SPACE, SURROGATE, holds
from pipelines.damage import looks_garbled, repair_doubled, repair_entities, repair_gloss, repair_mojibake
from pipelines.furniture import without_furniture

_CJK, _MARK, _BESIDE = (re.compile(f"[{characters}]") for characters in (CJK, MARKS, BESIDE))
_SPACED_OUT = re.compile(f"(?<![^ ])(?:[{HAN}] ){{3,}}[{HAN}](?![^ ])")
_TAG = re.compile(r"\s*【([^【】]{1,40})】\s*(?=\S)")


class Cleaned(NamedTuple):
    """`text`, paragraphs as lines; `dropped`, (rule, line) of each furniture line; `flags`, what was seen:
    mojibake, mojibake-repaired, entities-repaired, gloss-repaired, punctuation-repaired, broken-characters (U+FFFD in
    the text).
    """

    text: str
    dropped: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()


def clean(text: str) -> Cleaned:
    """The notice's text. Passes repeat until one changes nothing, so idempotence holds by construction; they
    end because every change after the first pass shortens the text.
    """
    dropped: list[tuple[str, str]] = []
    flags: dict[str, None] = {}
    before = None
    while text != before:
        before = text
        text = without_furniture(_visible(text, flags), dropped)
        text = repair_gloss(text, flags)
        text = repair_doubled(spaced(text), flags)
    if "\ufffd" in text:
        flags["broken-characters"] = None
    if looks_garbled(text):
        flags["mojibake"] = None
    return Cleaned(text, tuple(dropped), tuple(flags))


def clean_title(title: str) -> tuple[str, str | None]:
    """(title on one line without its leading 【tag】, that tag or None). A title all tag stays whole.

    A headline's single spaces part its clauses and stay; only letter-spaced ones (通 知 公 告) close up.
    """
    title = " ".join(_visible(title, {}).split())
    title = _SPACED_OUT.sub(lambda match: match[0].replace(" ", ""), title)
    if tag := _TAG.match(title):
        return title[tag.end() :], tag[1].strip()
    return title, None


def _visible(text: str, flags: dict[str, None]) -> str:
    """The text in its right codec, without characters that nobody sees."""
    if holds(text, SURROGATE):  # pairs are joined; lone ones, which SQLite refuses, become U+FFFD
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "&" in text:
        text = repair_entities(text, flags)
    text = repair_mojibake(text, flags)  # before control characters go: half of a mojibake is C1 controls
    for pattern, instead in ((BREAK, "\n"), (JOINER, ""), (INVISIBLE, "")):
        if holds(text, pattern):
            text = pattern.sub(instead, text)
    return text


def spaced(text: str) -> str:
    """A text with the white space that cleaning leaves it."""
    return SPACE.sub(_space, text) if holds(text, SPACE) else text


def _space(match: re.Match[str]) -> str:
    """What stays of white space: nothing beside a Chinese mark or a line's end, nothing between Chinese
    characters or beside one unless a Latin word needs it, else a single space.
    """
    start, end = match.span()
    left, right = match.string[max(start - 1, 0) : start], match.string[end : end + 1]
    if _takes_no_space(left) or _takes_no_space(right):
        return ""
    left_is_chinese, right_is_chinese = bool(_CJK.match(left)), bool(_CJK.match(right))
    if left_is_chinese and right_is_chinese:
        return ""
    if left_is_chinese:
        return "" if _BESIDE.match(right) else " "
    if right_is_chinese:
        return "" if _BESIDE.match(left) else " "
    return " "


def _takes_no_space(character: str) -> bool:
    """Whether it is a line's end or a Chinese mark."""
    return character in ("", "\n") or bool(_MARK.match(character))
