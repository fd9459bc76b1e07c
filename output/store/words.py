"""What the full-text index holds of a text: Chinese characters and their pairs, Latin words, numbers. Under search.py.

Pure, and light to import: for a crawl the process beside the writer makes them (dedup/aside.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from dedup.shingles import starts
from dedup.text import SEVERAL, codes_and_folds

TITLE = "·"
BLANK = " \t\u3000\xa0"
# Looking back from behind the first blank: a pattern that begins with a character is scanned for twice as fast.
_INNER_BLANK = re.compile(rf"[{BLANK}](?<=[^\x00-\x7f].)[{BLANK}]*(?=[^\x00-\x7f])")


def fold(text: str) -> np.ndarray:
    """The simplified lower-case form of each character, uint32, 0 for what is no letter or digit."""
    if " " in text or "\u3000" in text:
        text = _INNER_BLANK.sub("", text)
    return folds(text)


def folds(text: str) -> np.ndarray:
    """The same, blanks kept."""
    codes, found = codes_and_folds(text)
    found[found == SEVERAL] = 0
    rare = codes >= 0x10000  # beyond the first plane ideographs stand for themselves, and nothing else for anything
    if rare.any():
        found[rare] = np.where((codes >= 0x20000) & (codes < 0x323B0), codes, 0)[rare]
    return found


def tokens(title: str, body: str) -> str:
    """What `_search` holds for a record: every different character and bigram of Chinese, Latin words and numbers
    whole; then those of the title again, marked.

    Deleting from a contentless table takes the same text again.
    """
    head = fold(title)
    codes = np.concatenate((head, [np.uint32(0)], fold(body), [np.uint32(0)]))
    wide = codes > 0x7F
    half = 16
    if codes.max() >> 16:  # beyond the first plane; else pairs are half as wide, and sorted in half the time
        half, codes = 32, codes.astype(np.uint64)
    pairs = codes[:-1] << half | np.where(wide[1:], codes[1:], 32)
    narrow = np.where(wide | (codes == 0), 32, codes).astype(np.uint8).tobytes().decode("ascii")
    of_title = pairs[: len(head)].compress(wide[: len(head)])
    marked = " ".join(TITLE + token for token in {*_written(of_title, half).split(), *narrow[: len(head)].split()})
    return f"{_written(pairs.compress(wide[:-1]), half)}{' '.join(set(narrow.split()))} {marked}"


def _written(pairs: np.ndarray, half: int) -> str:
    """The different ones of these pairs of characters, the second in the last `half` bits or a blank, and the different
    characters that stand first, each with a blank behind.

    Single characters as well, a third more tokens: a prefix query for 税 over all its bigrams took 9 ms at 37,000
    records.
    """
    if not len(pairs):
        return ""
    pairs = np.sort(pairs)
    pairs = pairs.compress(starts(pairs))
    first, second = pairs >> half, pairs & (1 << half) - 1
    alone, together = first.compress(starts(first)), second != 32
    written = np.full((len(alone) + np.count_nonzero(together), 3), 32, np.uint32)
    written[: len(alone), 0] = alone
    written[len(alone) :, 0], written[len(alone) :, 1] = first.compress(together), second.compress(together)
    return written.tobytes().decode("utf-32-le")


def tokens_of(texts: Sequence[tuple[str, str]]) -> list[str]:
    """The tokens of some titles and bodies."""
    return [tokens(*text) for text in texts]
