"""Damage done to a text on its way, and its repair: marks of mirrors, and the wrong codec (mojibake). Part of clean.

A repair is made only where the text proves it, and flagged.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipelines.characters import HAN, SUSPECT, holds

# Mirrors

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = f"[a-zü]{{0,4}}[{_TONED}][a-zü]{{0,3}}|de|le|men|zi|zhe|me|ne|ma|ba"
# Looking back from behind the bracket: a pattern that begins with a character is scanned for faster.
_GLOSS = re.compile(f"[(（](?<=[{HAN}].)(?:{_SYLLABLE})[)）]")
_STOP = re.compile("[，。、；：！？]")
_DOUBLED = re.compile(  # of a hundred marks hardly one has another behind it: that is asked first
    r"([，。、；：！？])(?=[，。、；：！？,.;:!?])(?<![，。、；：！？,.;:!?].)(?:\1|(?<=，),|(?<=。)\.|(?<=；);|(?<=：):|(?<=！)!|(?<=？)\?)"
    "(?![，。、；：！？,.;:!?])"
)

_ENTITY = re.compile(
    r"&(?:nbsp|e[nm]sp|thinsp|[lr][ds]quo|[nm]dash|hellip|middot|bull|times|deg|quot|apos|amp|#\d{2,6}|#x[\da-f]{2,5});",
    re.I,
)


def repair_gloss(text: str, flags: dict[str, None]) -> str:
    """資(zī)本 -> 資本 on pages that gloss many different characters (mirrors that dodge duplicate detection
    gloss about one in 90); a page that glosses its own rare names, 甪(lù)直, stays as published.
    """
    if text.count("(") + text.count("（") < 5:
        return text
    found = [(text[match.start() - 1], match) for match in _GLOSS.finditer(text)]
    if len({han for han, _ in found}) < 4 or len(found) < 5 or len(found) * 300 < len(text):
        return text
    flags["gloss-repaired"] = None
    return _GLOSS.sub("", text)


def repair_entities(text: str, flags: dict[str, None]) -> str:
    """A text that was escaped twice on its way: &ldquo; as readers see it is a mark, &nbsp; a space. Signs of markup
    stay as they are: a text may speak of them."""
    before = None
    while text != before:
        before, text = text, _ENTITY.sub(_character, text)
        if text != before:
            flags["entities-repaired"] = None
    return text


def _character(entity: re.Match[str]) -> str:
    said = html.unescape(entity[0])
    return entity[0] if said in ("<", ">") else said


def repair_doubled(text: str, flags: dict[str, None]) -> str:
    """，， and ，, -> ， where a quarter of the page's marks, and five, are doubled; else it was meant."""
    doubled = len(_DOUBLED.findall(text))
    if doubled < 5 or doubled * 4 < len(_STOP.findall(text)):
        return text
    flags["punctuation-repaired"] = None
    return _DOUBLED.sub(r"\1", text)


# Mojibake

# UTF-8 bytes of the continuation range as latin-1 and cp1252 show them.
_CONTINUATION = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_UTF8_AS_LATIN = re.compile(f"[\xc2-\xf4][{_CONTINUATION}]")
# Four GB 2312 characters or more; a run of one mark (········) is a table of contents.
_GBK_AS_LATIN = re.compile("([\xa1-\xf7])(?!\\1{3})[\xa1-\xfe](?:[\xa1-\xf7][\xa1-\xfe]){3}")
# First GBK characters that the UTF-8 bytes of 的是一在不了有和人，。、“ show; rare in any real text.
_UTF8_AS_GBK = re.compile("[鐨鏄涓鍦浜鏈鍜锛銆鈥鍥鎷鎴杩]")
CERTAIN = 4  # Han characters that come out by chance of no other text
_LOST = ("锟斤拷", "烫烫烫", "屯屯屯")  # U+FFFD and uninitialised memory, read as GBK


def repair_mojibake(text: str, flags: dict[str, None]) -> str:
    """Each line that was decoded with the wrong codec, decoded again where the bytes prove the right one."""
    if not holds(text, SUSPECT):
        return text
    if not (_UTF8_AS_LATIN.search(text) or _GBK_AS_LATIN.search(text) or _UTF8_AS_GBK.search(text)):
        return text
    lines = text.split("\n")
    repaired = [_reread(line) for line in lines]
    if repaired != lines:
        flags["mojibake-repaired"] = None
    return "\n".join(repaired)


def _reread(line: str) -> str:
    """The line by its right codec, or the line itself. A repair is certain when every byte decodes, the line
    gets shorter and four Han characters or more come out (of GBK shown as latin-1: only GB 2312 characters).
    """
    if not SUSPECT.search(line):
        return line
    import ftfy  # registers the codec sloppy-windows-1252 too

    is_utf8 = bool(_UTF8_AS_LATIN.search(line))
    for shown_as, written_in in _readings(line, is_utf8):
        fixed = _decoded_again(line, shown_as, written_in)
        if fixed and len(fixed) < len(line) and _han_of(fixed) >= CERTAIN:
            return fixed
    if not is_utf8:
        return line
    # Of ftfy only the whole line by another codec; fix_encoding itself leaves width, quotes and forms alone.
    whole = ftfy.TextFixerConfig(replace_lossy_sequences=False, decode_inconsistent_utf8=False, fix_c1_controls=False)
    fixed = ftfy.fix_encoding(line, whole)
    return fixed if len(fixed) < len(line) else line


def _readings(line: str, is_utf8: bool) -> Iterator[tuple[str, str]]:
    """What may have happened to the line: (the codec it is shown by, the codec it was written in)."""
    if _UTF8_AS_GBK.search(line):
        yield "gb18030", "utf-8"
    if is_utf8:
        yield "latin-1", "utf-8"
        yield "sloppy-windows-1252", "utf-8"
    if _GBK_AS_LATIN.search(line):
        yield "latin-1", "gb2312"


def _decoded_again(line: str, shown_as: str, written_in: str) -> str | None:
    """The line by the codec it was written in, None where a byte does not decode."""
    # Browsers' GBK shows byte 80 as €, which in GB18030 has two bytes of its own.
    parts = line.split("€") if shown_as == "gb18030" else [line]
    try:
        return b"\x80".join(part.encode(shown_as) for part in parts).decode(written_in)
    except UnicodeError:
        return None


def _han_of(text: str) -> int:
    return len(re.findall(f"[{HAN}]", text))


def looks_garbled(text: str) -> bool:
    """Whether characters of the wrong codec are still in it."""
    if any(lost in text for lost in _LOST):
        return True
    if not holds(text, SUSPECT):
        return False
    if len(_UTF8_AS_LATIN.findall(text)) > 4 or _GBK_AS_LATIN.search(text):
        return True
    marks = _UTF8_AS_GBK.findall(text)
    return len(set(marks)) >= 3 and len(marks) * 50 > _han_of(text)
