"""Who a notice names as its source and its authors, in one form. Part of clean; pure functions."""

from __future__ import annotations

import re

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
_NOBODY = re.compile(
    r"[-—/]*|不[详詳]|未知|[暂暫]?[无無]|佚名|匿名|admin\w*|(?:系统|超级)?管理员|系统[帐账]户|null|none|unknown|(?:本站)?原[创創]",
    re.I,
)
_ITS_REPORTER = re.compile(r"(?<=[报報网網台臺社刊])(?:特约|特約)?(?:[记記]者|通[讯訊][员員])(?:\s\S.*)?$")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_PAIRS = (("《", "》"), ("（", "）"), ("(", ")"), ("“", "”"))
_BRACKETS = "()（）[]【】〔〕《》\"“”'：: \t\u3000;；,，。"


def source(text: str | None) -> str | None:
    """来源：滨江日报 作者：… -> 滨江日报, also before 记者; None for nothing and for nobody (未知, 原创, admin)."""
    name = _value(text, _SOURCE)
    return name and _ITS_REPORTER.sub("", name)


def author(text: str | None) -> str | None:
    """作者：陈立 周敏 or 责任编辑：… -> the names in their order, single spaces between, without 本报记者 or
    通讯员 before them; None as in `source`.
    """
    names = _value(text, f"{_AUTHOR}|{_REPORTER}")
    return names and (re.sub(rf"\s*{_REPORTER}\s*", " ", names).strip(_BRACKETS) or None)


def _value(text: str | None, label: str) -> str | None:
    """What stands behind the label and before the next one, None for nothing and for nobody."""
    text = _UNSEEN.sub("", text or "").strip().strip("()（）[]【】")
    text = re.sub(rf"^(?:{label})\s*[:：]\s*", "", text, flags=re.I)
    text = " ".join(_NEXT.sub("", text).split()).strip(_BRACKETS)
    for opening, closing in _PAIRS:
        if text.count(opening) > text.count(closing):  # 光明网-《光明日报》, whose last mark was stripped
            text += closing
    return None if _NOBODY.fullmatch(text) or not text else text
