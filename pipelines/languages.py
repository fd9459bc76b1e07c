"""Language and script of a notice's text. Part of clean; pure functions."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dedup.shingles import code_points, starts
from pipelines.characters import HAN
from pipelines.simplified import simplified

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 4_000  # characters: what language and script are told from

_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(f"[^\\W\\d_{HAN}\u3041-\u30fa\u1100-\u11ff\uac00-\ud7a3]")
# What investment agencies publish in; left all its languages, py3langid calls short English titles Latin.
_LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "hu", "ru", "uk", "vi", "id", "th", "ar"]


def language(text: str) -> str | None:
    """ISO 639-1 code: zh, ja and ko by their letters, the rest by py3langid; None without letters.

    Chinese never loads the model (0.8 s, once). Four Latin letters say about what one Han character does.
    """
    text = text[:SAMPLE]
    if _mostly_han(text) and not _KANA.search(text):
        return "zh"
    han, kana, hangul, other = (len(letters.findall(text)) for letters in (_HAN, _KANA, _HANGUL, _LETTER))
    if not han + kana + hangul + other:
        return None
    if hangul > han + kana and hangul * 4 > other:
        return "ko"
    if (han + kana) * 4 >= other:
        return "ja" if kana * 10 > han else "zh"
    return _identifier().classify(text)[0]


def script(text: str) -> str | None:
    """ISO 15924: Hans or Hant by which of their own characters it shows more, each counted once, Latn where Latin
    letters prevail, None where neither can be told (人大代表 is written alike in both).
    """
    text = text[:SAMPLE]
    if not _mostly_han(text) and len(_HAN.findall(text)) * 4 < len(_LATIN.findall(text)):
        return "Latn"
    if _KANA.search(text) and language(text) == "ja":
        return None
    hans, hant = _own_characters_of(text)
    if hans == hant:
        return None
    return "Hans" if hans > hant else "Hant"


def _own_characters_of(text: str) -> tuple[int, int]:
    """How many characters `text` has that only simplified texts are written with, and only traditional ones."""
    kinds, codes = _own_characters(), code_points(text)
    told = np.sort(codes[kinds.take(codes) > 0])  # twenty times faster here than np.unique of numpy 2.4
    _neither, hans, hant = np.bincount(kinds[told[starts(told)]], minlength=3).tolist()
    return hans, hant


@lru_cache(maxsize=1)  # language and script ask in turn
def _mostly_han(text: str) -> bool:
    """More than half of all characters; counting every kind took 0.5 ms of a Chinese text."""
    return 2 * np.count_nonzero(_han().take(code_points(text))) > len(text)


@cache
def _han() -> np.ndarray:
    """Of each code point, whether it is of HAN, a list of ranges."""
    mask = np.zeros(0x110000, dtype=bool)
    for first, last in re.findall("(.)-(.)", HAN):
        mask[ord(first) : ord(last) + 1] = True
    return mask


@cache
def _own_characters() -> np.ndarray:
    """Of each code point: 1 if only simplified texts are written with it, 2 if only traditional ones are, 0 else.

    By OpenCC's t2s, and Big5 for what both know (后, 里). Converting each text both ways took 3 ms of a notice's 6 and
    28 MB for the phrases of s2t.
    """
    han = list(map(chr, range(0x3400, 0xA000)))
    converted = simplified("\n".join(han)).split("\n")
    pairs = [(old, new) for old, new in zip(han, converted, strict=True) if old != new]
    kinds = np.zeros(0x110000, np.uint8)
    kinds[[ord(new) for _, new in pairs if not new.encode("big5", "ignore")]] = 1
    kinds[[ord(old) for old, _ in pairs]] = 2
    return kinds


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # numpy and 0.2 s that Chinese need not pay

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier
