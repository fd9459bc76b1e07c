"""Comparable form: letters and digits of a text without presentation. First step of dedup, for keys only."""

import html
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import numpy as np
from opencc import OpenCC

from dedup.shingles import code_points

# 跨(kuà)界, 雲(yún): a reading in brackets behind the character; tone marks tell it from 城(CBD).
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_READING = rf"(?=[a-züê]*[{_TONES}])[a-züê{_TONES}]{{1,7}}|de|le|zhe|men|zi"
# An expression a bracket: one that begins with a literal is looked for by that, in a fifth of the time.
_GLOSSES = [
    (bracket, re.compile(rf"{re.escape(bracket)}(?<=[\u3400-\u9fff].)\s*(?:{_READING})\s*[)）]", re.I))
    for bracket in "(（"
]
# Lines that a site puts around an article; they differ between reposts, and two such frames share their words. With
# the break before them, which is quickly found; then most are told by what they begin with.
_PAGE_LINE = re.compile(
    r"\n[ \t\u3000\xa0]*(?=[\[【(（您现当发更录信文稿内来责编校审作上下点浏阅免版打关分扫返本])"
    r"(?:[\[【(（]\s*)?(?:您?(?:现在|当前)的?(?:所在)?位置|(?:发布|发表|更新|录入)(?:时间|日期)"
    r"|(?:信息|文章|稿件|内容)?来源\s*[:：]|(?:责任)?(?:编辑|校对|审核|作者)\s*[:：]|上一[篇条目]|下一[篇条目]|(?:点击|浏览|阅读)(?:数|量|次数)"
    r"|免责声明|版权(?:声明|所有)|打印本页|关闭窗口|分享到|扫一扫|返回(?:顶部|首页|列表)|本站整理).{0,160}$",
    re.M,
)
# Markup that a page shows as text.
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|strong|b|em|i|u|font|a|img|table|tbody|t[rdh]|[uo]l|li|h[1-6]|section|center)(?:\s[^<>\n]{0,300})?/?>",
    re.I,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)


@cache
def _simplified() -> dict[str, str]:
    """Traditional character -> simplified one, for every single character OpenCC's `t2s` changes."""
    blocks = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
    characters = list(map(chr, chain.from_iterable(range(low, high) for low, high in blocks)))
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = [(old, new) for old, new in zip(characters, converted, strict=True) if old != new]
    return {old: new for old, new in pairs if len(new) == 1}


@cache
def _taiwan() -> OpenCC:
    return OpenCC("tw2sp")


@cache
def _only_traditional() -> np.ndarray:
    """Mask over code points."""
    mask = np.zeros(0x110000, dtype=bool)
    mask[[ord(character) for character in _simplified()]] = True
    return mask


_OPENING, _IN = 400, 20  # characters by which the script is told, and in how many of them one tells


def traditional(text: str) -> bool:
    """Whether a twentieth of the opening of `text` is in characters that only traditional script has."""
    codes = code_points(text[:_OPENING])
    return _IN * np.count_nonzero(_only_traditional().take(codes)) > len(codes)


def _mainland(text: str) -> str:
    """`text` in mainland words (網路 → 网络) if it is traditional, else as it is.

    Characters alone leave Taiwan's vocabulary, which reads as a substitution made everywhere: 5-gram
    Jaccard of converted copies fell to .50, with phrases undone it stays above .8. Costs 0.3 us a character.
    """
    return _taiwan().convert(text) if traditional(text) else text


class _Fold(dict):
    """`str.translate` table that folds each character on first sight and remembers it.

    Decomposition (NFKD), not NFKC: it needs no neighbours, so that é and e + accent both fold to e.
    """

    def __missing__(self, code: int) -> str:
        char = {"○": "〇", "◯": "〇"}.get(chr(code), chr(code))
        decomposed = unicodedata.normalize("NFKD", char).casefold()
        simple = _simplified()
        self[code] = folded = sys.intern("".join(simple.get(c, c) for c in decomposed if c.isalnum()))
        return folded


FOLD = _Fold()
# The same as an array, for whole texts: a code point's fold, 0 for nothing, or one of two marks above all code points.
SEVERAL, _UNKNOWN = 0x110000, 0x110001
_folded = np.full(0x110000, _UNKNOWN, dtype=np.uint32)


def codes_and_folds(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Code points of `text` (uint32), and the one each folds to: 0 for nothing, SEVERAL for more than one."""
    codes = code_points(text)
    folded = _folded.take(codes)
    if len(folded) and folded.max() == _UNKNOWN:
        for code in set(codes[folded == _UNKNOWN].tolist()):
            _folded[code] = _folded_code(FOLD[code])
        folded = _folded.take(codes)
    return codes, folded


def _folded_code(fold: str) -> int:
    """What stands in `_folded` for a character that folds to this."""
    if len(fold) > 1:
        return SEVERAL
    return ord(fold) if fold else 0


def _fold(text: str) -> str:
    """`text.translate(FOLD)` by array look-ups, at a fifth of the time."""
    _, folded = codes_and_folds(text)
    if len(folded) and folded.max() == SEVERAL:
        return text.translate(FOLD)
    return folded.compress(folded != 0).tobytes().decode("utf-32-le", "surrogatepass")  # in half the time of an index


def sizes(lines: Sequence[str]) -> list[int]:
    """How many comparable characters each of these lines has, none holding a line break."""
    codes, folded = codes_and_folds("\n".join(lines) + "\n")
    size = (folded != 0).astype(np.int64)
    for place in np.flatnonzero(folded == SEVERAL).tolist():
        size[place] = len(FOLD[int(codes[place])])
    return np.diff(np.cumsum(size)[codes == ord("\n")], prepend=0).tolist()


def unframed(text: str) -> str:
    """`text` with markup, character entities, pinyin readings and lines about the page blanked out.

    Every other character keeps its place. A text of one line is never about the page.
    """
    if "\n" in text:
        text = _PAGE_LINE.sub(lambda m: "\n".ljust(len(m[0])), f"\n{text}")[1:]
    if "<" in text:
        text = _MARKUP.sub(lambda m: " " * len(m[0]), text)
    if "&" in text:
        text = _ENTITY.sub(lambda m: html.unescape(m[0])[:1].ljust(len(m[0])), text)
    for bracket, gloss in _GLOSSES:
        if bracket in text:
            text = gloss.sub(lambda m: " " * len(m[0]), text)
    return text


def comparable(text: str) -> str:
    """Simplified lower-case letters and digits of `text`, nothing else. Idempotent; never for storage."""
    return _fold(_mainland(unframed(text)))


@cache
def _to_taiwan(scheme: str) -> OpenCC:
    return OpenCC(scheme)


# Words that some of OpenCC's releases and forks turn into Taiwan's, and ours does not turn back.
_MORE_WORDS = {"透过": "通过", "镭射": "激光"}


_usages: dict[str, frozenset[str]] = {}  # what a word may be in a copy converted to Taiwan's script, and back
_MOST_USAGES = 50_000  # of which are remembered


def learn(words: Iterable[str]) -> None:
    """Look up comparable words for `same_word`: forty at once take as long as six that are looked up when met."""
    if len(_usages) > _MOST_USAGES:
        _usages.clear()
    new = [word for word in dict.fromkeys(words) if word not in _usages]
    if not new:
        return
    simple = "\n".join(new)
    taiwan, traditional = _to_taiwan("s2twp").convert(simple), _to_taiwan("s2t").convert(simple)
    ways = (simple, taiwan, _taiwan().convert(taiwan), _taiwan().convert(traditional))  # of words, of characters only
    said = [way.split("\n") for way in ways]
    for word, *folded in zip(new, *map(_folded_words, said), strict=True):
        _usages[word] = frozenset(folded)


def _folded_words(words: list[str]) -> list[str]:
    """Words converted, as comparable ones of ours."""
    folded = [word.translate(FOLD) for word in words]
    return [_MORE_WORDS.get(word, word) for word in folded]


def same_word(x: str, y: str) -> bool:
    """Do two comparable words differ only as mainland and Taiwan usage do (数据 and 资料, 文件 and 档案)?

    Converting such words back is ambiguous, so `comparable` of a converted copy keeps some of them.
    """
    if x == y:
        return True
    if x not in _usages or y not in _usages:
        learn((x, y))
    return not _usages[x].isdisjoint(_usages[y])
