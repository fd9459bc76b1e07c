"""Kinds of characters, and whether a text has any of them. Part of clean; for text.py and what it asks."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import numpy as np

from dedup.shingles import code_points

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Full-width letters and digits are not in it: a space between １９７８ and １９７９ separates two numbers.
MARKS = "\u3001-\u3003\u3008-\u3020\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
BESIDE = r"“”‘’—…·0-9%,;:!?()\[\]"
CJK = HAN + MARKS + "\u3000-\u303f\u3040-\u312f"

SURROGATE = re.compile("[\ud800-\udfff]")
BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
JOINER = re.compile("\u200d(?<![\ufe0f\U0001f000-\U0001faff].)")  # it is kept inside emoji, where it is visible
# White space but for line breaks, listed: scanned for a quarter faster than a class with exceptions.
SPACE = re.compile("[\t\x0b-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
WIDE = re.compile("[０-９]")
# Without one of these no mojibake is there that we know.
SUSPECT = re.compile("[\xa1-\xf7鐨鏄涓鍦浜鏈鍜锛銆鈥鍥鎷鎴杩]")
# Each is about single characters.
SINGLE = (SURROGATE, SUSPECT, BREAK, JOINER, INVISIBLE, SPACE, WIDE)


def holds(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a character is there that `pattern`, one of SINGLE, may match; mostly none is."""
    return bool(_kinds(text) & 1 << SINGLE.index(pattern))


@lru_cache(maxsize=2)
def _kinds(text: str) -> int:
    """The places in SINGLE of what may match, as bits; ten times as fast as to search for each of them."""
    return int(np.bitwise_or.reduce(_table().take(code_points(text), mode="clip"), initial=0))


@cache
def _table() -> np.ndarray:
    """The same of each code point up to the last that any of them matches."""
    last = 0xE007F
    codes = np.array([*range(0x10000), *range(0xE0000, last + 1)])
    characters = "".join(map(chr, codes.tolist()))
    table = np.zeros(last + 2, dtype=np.uint8)
    for place, pattern in enumerate(SINGLE):
        for found in pattern.finditer(characters):
            table[codes[slice(*found.span())]] |= 1 << place
    return table
