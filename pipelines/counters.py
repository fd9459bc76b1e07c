"""Counters in a text: 浏览 1024 次. Whoever looks again finds another number there, and no other text."""

from __future__ import annotations

import re

_WHAT = (
    "(?:浏览|瀏覽|阅读|閱讀|点击|點擊|访问|訪問|查看|人气|人氣|点赞|點讚|评论|評論|收藏|转发|轉發|分享|热度|熱度|围观|播放|下载|下載"
    "|views?|hits?|reads?|clicks?|comments?|likes?)"
)
_NUMBER = r"\d[\d,.]{0,20}\s?[万萬亿kKwW]?"
_COUNTER = re.compile(
    rf"({_WHAT}(?:次[数數]|人[次数數]|[量数數率])?\s?[:：]?\s?[\[(（【]?\s?){_NUMBER}(?=\D|$)"
    rf"|(?<![\d,.]){_NUMBER}(\s?(?:人次|[次人个個条條])?\s?(?:已)?{_WHAT})",
    re.IGNORECASE,
)
# Where a counter stands behind a text: after its last sentence, in brackets or alone.
_BEHIND = re.compile(
    r"(?<=[。！？!?；;\s|｜])[(（\[【]?\s?(?:本文|文章|全文|本页|已有|共|累计)?"
    rf"(?:{_WHAT}[^。！？!?；;，、]{{0,30}}|\d[^。！？!?；;，、]{{0,12}}{_WHAT}[^。！？!?；;，、]{{0,6}})$",
    re.IGNORECASE,
)
_LINE = 80  # characters; a longer one is prose, and says so itself of how much was downloaded
_PROSE = re.compile("[。；！？]")


def same_but_for_counters(before: str, after: str) -> bool:
    """Whether two texts differ in nothing but the numbers of counters."""
    ours, theirs = before.split("\n"), after.split("\n")
    return len(ours) == len(theirs) and all(
        a == b or without_counters(a) == without_counters(b) for a, b in zip(ours, theirs, strict=True)
    )


def without_counters(line: str) -> str:
    """A line with every counter at nought: all of a short one, what stands behind the last sentence of prose."""
    if len(line) <= _LINE and not _PROSE.search(line):
        return _COUNTER.sub(_nought, line)
    behind = _BEHIND.search(line[-60:])
    if not behind:
        return line
    begin = max(0, len(line) - 60) + behind.start()
    return line[:begin] + _COUNTER.sub(_nought, line[begin:])


def _nought(found: re.Match) -> str:
    return f"{found[1]}0" if found[1] else f"0{found[2]}"
