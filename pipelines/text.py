"""Text as it was published, without what pages and transport added. First step of clean: raw text -> Cleaned.

Nothing here normalises: NFKC and ftfy's defaults turn ，：；（）into ASCII, ① into 1 and ㎡ into m2, so they
stay out of stored text (dedup/text.py has its own comparable form). Laws, held by
tests/test_pipelines_text.py on arbitrary text: `clean` never raises, cleaning cleaned text changes nothing,
and no Han character goes but with a furniture line, which is reported, or a repair, which is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from dedup.shingles import code_points

FURNITURE = files("pipelines") / "furniture.tsv"  # not a path: scrapyd runs the project from a zipped egg
HEAD, TAIL = 6, 15  # lines: a page's tools stand above the text or in a block below it
LONGEST = 300  # characters: no furniture line is longer, and regular expressions stay cheap

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Full-width letters and digits are not in it: a space between １９７８ and １９７９ separates two numbers.
MARKS = "\u3001-\u3003\u3008-\u3020\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
BESIDE = r"“”‘’—…·0-9%,;:!?()\[\]"
CJK = HAN + MARKS + "\u3000-\u303f\u3040-\u312f"

_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_JOINER = re.compile("\u200d(?<![\ufe0f\U0001f000-\U0001faff].)")  # it is kept inside emoji, where it is visible
_SPACE = re.compile(r"[^\S\n]+")
# Without one of these no mojibake is there that we know.
_SUSPECT = re.compile("[\xa1-\xf7鐨鏄涓鍦浜鏈鍜锛銆鈥鍥鎷鎴杩]")
# Each is about single characters.
SINGLE = (_SURROGATE, _SUSPECT, _BREAK, _JOINER, _INVISIBLE, _SPACE)
_CJK, _MARK, _BESIDE = (re.compile(f"[{characters}]") for characters in (CJK, MARKS, BESIDE))
_SPACED_OUT = re.compile(f"(?<![^ ])(?:[{HAN}] ){{3,}}[{HAN}](?![^ ])")
_TAG = re.compile(r"\s*【([^【】]{1,40})】\s*(?=\S)")


class Cleaned(NamedTuple):
    """`text`, paragraphs as lines; `dropped`, (rule, line) of each furniture line; `flags`, what was seen:
    mojibake, mojibake-repaired, gloss-repaired, punctuation-repaired, broken-characters (U+FFFD in the text).
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
        text = _drop_furniture(_visible(text, flags), dropped)
        text = _repair_gloss(text, flags)
        text = _repair_doubled(spaced(text), flags)
    if "\ufffd" in text:
        flags["broken-characters"] = None
    if _looks_garbled(text):
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
    if _holds(text, _SURROGATE):  # pairs are joined; lone ones, which SQLite refuses, become U+FFFD
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _repair_mojibake(text, flags)  # before control characters go: half of a mojibake is C1 controls
    for pattern, instead in ((_BREAK, "\n"), (_JOINER, ""), (_INVISIBLE, "")):
        if _holds(text, pattern):
            text = pattern.sub(instead, text)
    return text


def _holds(text: str, pattern: re.Pattern[str]) -> bool:
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
    characters = [chr(code) for code in (*range(0x10000), *range(0xE0000, last + 1))]
    table = np.zeros(last + 2, dtype=np.uint8)
    for place, pattern in enumerate(SINGLE):
        table[[ord(character) for character in characters if pattern.match(character)]] |= 1 << place
    return table


def spaced(text: str) -> str:
    """A text with the white space that cleaning leaves it."""
    return _SPACE.sub(_space, text) if _holds(text, _SPACE) else text


def _space(match: re.Match[str]) -> str:
    """What stays of white space: nothing beside a Chinese mark or a line's end, nothing between Chinese
    characters or beside one unless a Latin word needs it, else a single space.
    """
    start, end = match.span()
    left, right = match.string[max(start - 1, 0) : start], match.string[end : end + 1]
    if left in ("", "\n") or right in ("", "\n") or _MARK.match(left) or _MARK.match(right):
        return ""
    chinese = bool(_CJK.match(left)), bool(_CJK.match(right))
    loose = chinese[0] or bool(_BESIDE.match(left)), chinese[1] or bool(_BESIDE.match(right))
    return "" if any(chinese) and all(loose) else " "


# Furniture


@cache
def furniture() -> tuple[tuple[str, str, re.Pattern[str], str], ...]:
    """The rules of furniture.tsv: (rule, where, pattern, example)."""
    lines = FURNITURE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple((rule, where, re.compile(pattern, re.I), example) for rule, where, pattern, example in rows)


def furniture_rule(line: str, head: bool = True, tail: bool = True) -> str | None:
    """Name of the first rule that takes this line, near the head or the tail of its text or not; or None."""
    return _rule_of(line, head, tail) if len(line) <= LONGEST else None


@lru_cache(maxsize=10_000)  # a text is looked at until nothing changes, and a site's furniture stands on all its pages
def _rule_of(line: str, head: bool, tail: bool) -> str | None:
    bare = "".join(line.split()).strip("-•·●■◆*")
    forms = {bare, bare.strip("[]【】()（）〔〕"), line.strip()}
    any_of, rules = _rules(head, tail)
    # Of a hundred lines hardly one is furniture: all patterns are asked at once, and each only if one of them knows it.
    if known := [form for form in forms if any_of(form)]:
        return next((rule for rule, fullmatch in rules if any(map(fullmatch, known))), None)
    return None


_Matches = Callable[[str], "re.Match[str] | None"]


@cache
def _rules(head: bool, tail: bool) -> tuple[_Matches, tuple[tuple[str, _Matches], ...]]:
    """What says of a whole line whether any rule that looks at a line there takes it; and the same of each rule."""
    places = {"any": True, "head": head, "tail": tail, "edge": head or tail}
    rules = [(rule, pattern) for rule, where, pattern, _ in furniture() if places[where]]
    any_of = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in rules), re.I)
    return any_of.fullmatch, tuple((rule, pattern.fullmatch) for rule, pattern in rules)


def _drop_furniture(text: str, dropped: list[tuple[str, str]]) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    kept = []
    for number, line in enumerate(lines):
        rule = furniture_rule(line, head=number < HEAD, tail=number >= len(lines) - TAIL)
        if rule:
            dropped.append((rule, line.strip()))
        else:
            kept.append(line)
    return "\n".join(kept)


# Damage done by mirrors

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = f"[a-zü]{{0,4}}[{_TONED}][a-zü]{{0,3}}|de|le|men|zi|zhe|me|ne|ma|ba"
# Looking back from behind the bracket: a pattern that begins with a character is scanned for faster.
_GLOSS = re.compile(f"[(（](?<=[{HAN}].)(?:{_SYLLABLE})[)）]")
_STOP = re.compile("[，。、；：！？]")
_DOUBLED = re.compile(
    r"([，。、；：！？])(?<![，。、；：！？,.;:!?].)(?:\1|(?<=，),|(?<=。)\.|(?<=；);|(?<=：):|(?<=！)!|(?<=？)\?)"
    "(?![，。、；：！？,.;:!?])"
)


def _repair_gloss(text: str, flags: dict[str, None]) -> str:
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


def _repair_doubled(text: str, flags: dict[str, None]) -> str:
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
_LOST = ("锟斤拷", "烫烫烫", "屯屯屯")  # U+FFFD and uninitialised memory, read as GBK


def _repair_mojibake(text: str, flags: dict[str, None]) -> str:
    """Each line that was decoded with the wrong codec, decoded again where the bytes prove the right one."""
    if not _holds(text, _SUSPECT):
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
    if not _SUSPECT.search(line):
        return line
    from ftfy import TextFixerConfig, fix_encoding  # registers the codec sloppy-windows-1252 too

    # Of ftfy only the whole line by another codec; fix_encoding itself leaves width, quotes and forms alone.
    whole = TextFixerConfig(replace_lossy_sequences=False, decode_inconsistent_utf8=False, fix_c1_controls=False)
    readings = []
    if _UTF8_AS_GBK.search(line):
        readings.append(("gb18030", "utf-8"))
    if _UTF8_AS_LATIN.search(line):
        readings += [("latin-1", "utf-8"), ("sloppy-windows-1252", "utf-8")]
    if _GBK_AS_LATIN.search(line):
        readings.append(("latin-1", "gb2312"))
    for shown_as, written_in in readings:
        # Browsers' GBK shows byte 80 as €, which in GB18030 has two bytes of its own.
        parts = line.split("€") if shown_as == "gb18030" else [line]
        with suppress(UnicodeError):
            fixed = b"\x80".join(part.encode(shown_as) for part in parts).decode(written_in)
            if _han(fixed) >= 4 and len(fixed) < len(line):
                return fixed
    fixed = fix_encoding(line, whole) if _UTF8_AS_LATIN.search(line) else line
    return fixed if len(fixed) < len(line) else line


def _han(text: str) -> int:
    return len(re.findall(f"[{HAN}]", text))


def _looks_garbled(text: str) -> bool:
    if any(lost in text for lost in _LOST):
        return True
    if not _holds(text, _SUSPECT):
        return False
    if len(_UTF8_AS_LATIN.findall(text)) > 4 or _GBK_AS_LATIN.search(text):
        return True
    marks = _UTF8_AS_GBK.findall(text)
    return len(set(marks)) >= 3 and len(marks) * 50 > _han(text)
