"""How article pages write days, and what beside a day says whose it is. Under dates.py, for fields.py and beside.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipelines.grammar import written

_DAY = (
    r"(?:\d{2,4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,4}\s*日?(?:[\sT]*\d{1,2}\s*[:：时点]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?[秒分]?)?"
    r"|(?:令和|平成)\s?(?:\d{1,2}|元)年\d{1,2}月\d{1,2}日"
    rf"|{written.CHINESE_YEAR}[一二三四五六七八九十]{{1,3}}月[一二三四五六七八九十]{{1,3}}日"
    r"|(?:今天|昨天|前天|刚刚|(?<!\d)\d{1,6}\s*(?:分钟|小时|天)前)(?:\s*\d{1,2}:\d{2})?"
)
DATE = re.compile(_DAY)
DAY_ONLY = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?!\d|\s*[-/.])")  # of no year
LABELLED = (  # by how sure the label is of meaning publication
    re.compile(
        rf"(?:(?:发布|发稿|发表|刊登|公开|公布|上传|录入|提交|信息提供|答复|回复|张贴|上版|建档|上架)(?:于|时间|日期)|(?:公開|掲載|投稿|配信|発表|登録|質問)日時?)\s*(?:[:：]\s*)?({_DAY})"
    ),
    re.compile(rf"(?<![\u4e00-\u9fff])发布\s*[:：]\s*({_DAY})"),
    re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=信息|文章|新闻|稿件|添加|创建|编辑|采编))(?:时间|日期)\s*[:：]\s*({_DAY})"
    ),
)
_NOTICED = re.compile(rf"(?<![\u4e00-\u9fff])(?:公告|通告|挂网|上网|见报)(?:时间|日期)\s*[:：]\s*({_DAY})")
_WORDED = re.compile(  # 发布时间：Jun 13, 2024 10:46:00 AM, 发布时间：Thu Jun 13 10:46:27 CST 2024
    rf"(?<![\u4e00-\u9fff])(?:发布|更新|发表)?(?:时间|日期)\s*[:：]\s*((?:[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},?|\d{{1,2}}\s[A-Z][a-z]{{2,8}}\.?,?)"
    rf"\s{written.YEAR}(?:\s\d{{1,2}}:\d\d(?::\d\d)?(?:\s?[AP]M)?)?"
    rf"|(?:[A-Z][a-z]{{2}}\s){{2}}\d{{1,2}}\s\d\d:\d\d:\d\d\s[A-Z]{{3,4}}\s{written.YEAR})"
)
TOLD = (*LABELLED, _NOTICED, _WORDED)  # above a text
CREATED = re.compile(rf"创建(?:于|时间|日期)\s*(?:[:：]\s*)?({_DAY})")  # below a form's text
UPDATED = re.compile(rf"(?:更新|修改)(?:于|时间|日期)?\s*(?:[:：]\s*)?({_DAY})")
# Before a date: it is that of something else. After it: it is the first of two.
_OTHERS = re.compile(
    r"[\u4e00-\u9fff](?:时间|日期|期限|截止|有效期|至|自|于|更新|截至)?\s*(?:[:：]|于|为|自|至)\s*$|(?:更新|截止|截至)\s*$"
    r"|\d\s*(?:日\s*)?(?:至|到|[—–~～])\s*$"
)
_NAMED = re.compile(r"[\u4e00-\u9fff](?:时间|日期)\s*$")
RANGE = re.compile(r"\s*(?:至|到|[-—–~～]{1,2}\s*(?:\d{1,2}\s*[月日]|(?:19|20)\d\d))")
CLOCK = re.compile(  # a weekday too, but not beside labels: 2024年6月13日 星期四 来源：滨江日报
    r"今天是|现在是|今日是|当前时间|\A(?!.*(?:来源|发布|发表|作者|浏览|点击|阅读)).*(?:农历|星期[一二三四五六日天])"
)

# What WeChat's accounts publish, and some templates, shows its date only once a script has run.
_SCRIPTED_NAMES = (
    "createTime",
    " ct",
    "ublish",
    "ubTime",
    "ubDate",
    "ub_",
    "elease",
    '("20',
    "('20",
)  # looked for first
_SCRIPTED = re.compile(
    r"(?:\b(?:var|let|const)\s+(?:createTime|ct|(?:pub(?:lish)?|release)(?:ed)?_?(?:[Tt]ime|[Dd]ate|[Dd]ay))\s*="
    r"|\bdocument\.write(?:ln)?\()\s*['\"](\d{10}|20\d\d-\d\d-\d\d[ \d:]*)['\"]"
)

_AGO = re.compile(r"\A\s*\S{0,3}?(?:\d{1,3}\s?(?:秒|分钟|小时|天|周|个月|年)|刚|半年)前?")
_MOMENTS = ("data-time", "data-date", "data-timestamp", "data-datetime", "datetime", "title")
_MOMENT = re.compile(rf"{written.DAY_LOOSE}{written.CLOCK}|\d{{10}}(?:\d{{3}})?")


def is_of_another(before: str) -> bool:
    """Whether what stands before a date makes it that of something else, or the second of two."""
    return bool(_OTHERS.search(before) or _NAMED.search(before))


def scripted(root: Any) -> Iterator[str]:
    """The days that a page's scripts give a name of publication, or write."""
    for script in root.iter("script"):
        text = script.text or ""
        if any(name in text for name in _SCRIPTED_NAMES) and (match := _SCRIPTED.search(text)):
            yield match[1]


def attributed(box: Any) -> Iterator[str]:
    """The days in attributes of what says how long ago it was: <span title="2024-6-13 10:46">6 个月前</span>."""
    for node in (box, *box.iterchildren()):
        if node.attrib and _AGO.search(node.text or ""):
            yield from (moment[0] for name in _MOMENTS if (moment := _MOMENT.fullmatch(node.get(name) or "")))
