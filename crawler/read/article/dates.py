"""When an article was published, as its page says: stands under `article.read`.

What counts is who says it: a label of publication above the text, a bare date there, the page's own metadata, the
address. A date that something else bears (an event, a deadline, a related article, the site's foot, a day to come) is
none: then the list's own date stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from lxml import etree

from crawler.read.article import marks
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.lines import CJK, Line, weight
from pipelines import dates
from pipelines.grammar import written
from pipelines.grammar.clock import SHANGHAI

_DAY = (
    r"(?:\d{2,4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,4}\s*日?(?:[\sT]*\d{1,2}\s*[:：时点]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?[秒分]?)?"
    r"|(?:令和|平成)\s?(?:\d{1,2}|元)年\d{1,2}月\d{1,2}日"
    rf"|{written.CHINESE_YEAR}[一二三四五六七八九十]{{1,3}}月[一二三四五六七八九十]{{1,3}}日"
    r"|(?:今天|昨天|前天|刚刚|(?<!\d)\d{1,6}\s*(?:分钟|小时|天)前)(?:\s*\d{1,2}:\d{2})?"
)
DATE = re.compile(_DAY)
_DAY_ONLY = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?!\d|\s*[-/.])")  # of no year
_PROSE = re.compile("[，。；]")
_LABELLED = (  # by how sure the label is of meaning publication
    re.compile(
        rf"(?:(?:发布|發佈|發布|发稿|发表|刊登|公开|公布|上传|录入|提交|信息提供)(?:于|時間|时间|日期)|(?:公開|掲載)日)\s*(?:[:：]\s*)?({_DAY})"
    ),
    re.compile(rf"(?<![\u4e00-\u9fff])发布\s*[:：]\s*({_DAY})"),
    re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=信息|文章|新闻|稿件|添加|创建|编辑|采编))(?:时间|日期)\s*[:：]\s*({_DAY})"
    ),
)
_CREATED = re.compile(rf"创建(?:于|时间|日期)\s*(?:[:：]\s*)?({_DAY})")  # below a form's text
_UPDATED = re.compile(rf"(?:更新|修改)(?:于|时间|日期)?\s*(?:[:：]\s*)?({_DAY})")
# Before a date: it is that of something else. After it: it is the first of two.
_OTHERS = re.compile(
    r"[\u4e00-\u9fff](?:时间|日期|期限|截止|有效期|至|自|于|更新|截至)?\s*(?:[:：]|于|为|自|至)\s*$|(?:更新|截止|截至)\s*$"
    r"|\d\s*(?:日\s*)?(?:至|到|[—–~～])\s*$"
)
_NAMED = re.compile(r"[\u4e00-\u9fff](?:时间|日期)\s*$")
_RANGE = re.compile(r"\s*(?:至|到|[-—–~～]{1,2}\s*(?:\d{1,2}\s*[月日]|(?:19|20)\d\d))")
_CLOCK = re.compile(  # a weekday too, but not beside labels: 2024年6月13日 星期四 来源：滨江日报
    r"今天是|现在是|今日是|当前时间|农历|\A(?!.*(?:来源|发布|发表|作者|浏览|点击|阅读)).*星期[一二三四五六日天]"
)
_META = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "datepublished",
    "firstpublishedtime",
    "publish_time",
    "og:release_date",
)
_LESSER_META = ("date", "dc.date", "createdate", "maketime")  # of the file, or of the template
# What WeChat's accounts publish shows its date only once a script has run.
_SCRIPTED = re.compile(r"\bvar\s+(?:createTime|ct|publish_time)\s*=\s*['\"](\d{10}|20\d\d-\d\d-\d\d[ \d:]*)['\"]")
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/_-]?(?:0[1-9]|1[0-2])(?!\d)|[/_-]\d{1,2}[/_-]|(?:[/_-]?\d\d){2}(?!\d)|/)"
)
_LEAF = 3  # lines above the heading in which a leaf of a calendar stands
_BETWEEN = re.compile(r"\s*[|｜·•]\s*")
_TIMES = etree.XPath(".//time[@datetime]")
_PROSAIC = 20  # the weight of a Chinese sentence of twenty characters: where a text begins
_ENTRIES = frozenset(("li",))
_AHEAD = timedelta(days=1)


def published(
    root: Any, anatomy: Anatomy, data: dict[str, str], url: str, now: datetime
) -> tuple[str | None, str | None]:
    """When the article was published: (ISO 8601 or None, the text that says so or None).

    A date without its text is a guess (the address, what changed last): where the list gives one, that stands.
    """
    unread = None
    for text in _told(root, anatomy, data):
        text = text.strip()
        unread = unread or text
        if found := _parsed(text, url, now):
            own = _DAY_ONLY.match(text) is None or found == dates.parse(text, now)
            return found, text if own else found
    guesses = _guesses(root, anatomy, data, url, now)
    found = next((guess for guess in guesses if guess and not _ahead(guess, now)), None)
    return found, None if found else unread


def _parsed(text: str, url: str, now: datetime) -> str | None:
    """The date, of the address's year where the text gives none; None for none and for one to come."""
    year = _YEAR.search(url.partition("?")[0]) if _DAY_ONLY.match(text) else None
    if year:
        month, day = re.findall(r"\d+", text)[:2]
        if found := dates.parse(f"{year[1]}-{month}-{day}", now):
            return None if _ahead(found, now) else found
    found = dates.parse(text, now)
    return None if found and _ahead(found, now) else found


def _ahead(found: str, now: datetime) -> bool:
    return found[:10] > (now.astimezone(SHANGHAI) + _AHEAD).date().isoformat()


def _begins_text(line: Line) -> bool:
    if weight(line) <= _PROSAIC or marks.is_meta(line.text) or marks.is_catalogue(line.text):
        return False
    return len(line.text) > 100 or not _LABELLED[0].search(line.spaced)


def above(anatomy: Anatomy) -> list[Line]:
    """The lines where date and source stand: around the heading, down to the text; the first of a page without one."""
    if anatomy.zone is not None:
        return anatomy.zone
    page, at = anatomy.page[: anatomy.foot], anatomy.heading
    end = 40 if at is None else at + 1
    while end < min(len(page), (at or 0) + 40):
        line = page[end]
        if _begins_text(line):
            break
        end += 1
    around = page[: end if at is None else 0] if at is None else page[at:end] + page[max(0, at - 15) : at]
    anatomy.zone = [line for line in around if not _CLOCK.search(line.text)]
    return anatomy.zone


def below(anatomy: Anatomy) -> list[Line]:
    """The lines between the text and the site's foot that are neither prose nor entries of a list."""
    page = anatomy.page
    told = range(anatomy.start, anatomy.foot)
    last = max((at for at in told if weight(page[at]) > 0 and not marks.is_meta(page[at].text)), default=anatomy.start)
    return [line for line in page[last + 1 : anatomy.foot] if not line.linked and not line.within(_ENTRIES)]


def _labelled(scope: Sequence[Line], labels: Sequence[re.Pattern[str]] = _LABELLED) -> Iterator[str]:
    for label in labels:
        for line in scope:
            text = line.spaced
            if (match := label.search(text)) and not _RANGE.match(text, match.end()):
                yield match[1]


def _told(root: Any, anatomy: Anatomy, data: dict[str, str]) -> Iterator[str]:
    zone = above(anatomy)
    yield from _labelled(zone)
    for node in _TIMES(root):
        if "published" in f"{node.get('itemprop')} {node.get('class')}".lower() or node.get("pubdate") is not None:
            yield node.get("datetime")
    if anatomy.heading is not None:
        beside = " ".join(anatomy.page[anatomy.heading].parts[1:])  # <h2>title <small>2024-06-13</small></h2>
        yield from (match[0] for match in DATE.finditer(beside) if not _DAY_ONLY.match(match[0]))
        near = anatomy.page[anatomy.heading + 1 : min(anatomy.heading + 8, anatomy.foot)]
        yield from (day for line in near if not _begins_text(line) for day in _timed(line))
        yield from _bare(near)
        yield from _over_lines(near)
        before = anatomy.page[max(0, anatomy.heading - _LEAF) : anatomy.heading]
        yield from (line.spaced for line in before if marks.DAY_OVER_MONTH.fullmatch(line.spaced))
        yield from _over_lines(before)
    yield from (data[name] for name in _META if name in data)
    if anatomy.heading is not None:
        parts = (part for line in near if len(line.spaced) < 100 for part in _BETWEEN.split(line.spaced))
        yield from (part for part in parts if marks.is_day_in_words(part))
    yield from _labelled(below(anatomy), (_LABELLED[0], _CREATED))


def _timed(line: Line) -> Iterator[str]:
    """What a <time> that is all of a line says for machines: <time datetime="2024-06-13">六月十三日</time>."""
    for node in (line.node, *line.node.iterchildren("time")):
        whole = node.tag == "time" and "".join(node.text_content().split()) == "".join(line.text.split())
        if whole and node.get("datetime") and not _changed(node):
            yield node.get("datetime")


def _changed(node: Any) -> bool:
    """Whether a <time> is that of the last change."""
    return bool(re.search("modif|updat", f"{node.get('itemprop')} {node.get('class')}", re.I))


def _bare(lines: Sequence[Line]) -> Iterator[str]:
    """Dates that stand by themselves under the heading: not in prose, without a year only where nothing is said beside
    them, and not labelled as another's."""
    for line in lines:
        text = line.spaced
        if _begins_text(line):
            break
        entry = line.linked and line.within(_ENTRIES) and not marks.is_meta(text)
        if len(text) >= 100 or line.link or entry or _CLOCK.search(text):
            continue
        for node in line.node.iter("time"):
            if _changed(node):
                text = text.replace(" ".join(node.text_content().split()), " ")
        if parts := marks.DAY_IN_PARTS.fullmatch(text):
            yield f"{parts[1]}-{parts[2]}-{parts[3]} {parts[4] or ''}"
            continue
        if len(text) < 20 and re.fullmatch(written.DAY_OVER_MONTH, text):
            yield text  # the day over month and year
            continue
        for match in DATE.finditer(text):
            told = _DAY_ONLY.match(match[0]) or (":" not in match[0] and _PROSE.search(text))
            if not told and not _others(text[: match.start()]) and not _RANGE.match(text, match.end()):
                yield match[0]


def _over_lines(lines: Sequence[Line]) -> Iterator[str]:
    """A day in two lines, in any order: <p>13</p><p>2024-06</p>, <p>06-13</p><p>2024</p>."""
    for one, other in pairwise(lines):
        for day, month in ((one.text, other.text), (other.text, one.text)):
            if marks.DAY_ALONE.fullmatch(day) and (year := marks.MONTH_ALONE.fullmatch(month)):
                yield f"{year[1]}-{year[2]}-{day.rstrip('日')}"
            elif marks.YEAR_ALONE.fullmatch(month) and _DAY_ONLY.fullmatch(day):
                yield f"{month[:4]}年{day}"


def _others(before: str) -> bool:
    return bool(_OTHERS.search(before) or _NAMED.search(before))


def _guesses(root: Any, anatomy: Anatomy, data: dict[str, str], url: str, now: datetime) -> Iterator[str | None]:
    yield dates.from_url(url)
    scripted = (match[1] for script in root.iter("script") if (match := _SCRIPTED.search(script.text or "")))
    yield from (dates.parse(text, now) for text in scripted)
    updated = (match[1] for line in above(anatomy) if (match := _UPDATED.search(line.spaced)))
    yield from (dates.parse(text, now) for text in updated)
    yield from (dates.parse(data[name], now) for name in _LESSER_META if name in data)
    lines = anatomy.page[anatomy.start : anatomy.foot]
    yield from (dates.parse(line.text, now) for line in lines[-8:] if marks.is_day(line.text) and not line.linked)
    if sum(1 for line in lines if CJK.search(line.text)) < 0.3 * len(lines):  # on Chinese pages it takes what it finds
        import htmldate  # a tenth of a second that most sites' pages never need

        try:
            # Not extensive: on 57 pages that came this far it agreed with itself on 50, and what only the extensive
            # search found was mostly wrong, after dateparser had taken four seconds to load.
            guess = htmldate.find_date(root, url=url, original_date=True, extensive_search=False, max_date=now)
        except Exception:  # the library fails on odd trees; a page without a date is no error
            guess = None
        yield dates.parse(guess, now) if guess else None
