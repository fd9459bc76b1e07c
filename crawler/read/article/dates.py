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

from crawler.read.article import abroad, days, marks, times
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.days import CLOCK, CREATED, DATE, DAY_ONLY, LABELLED, RANGE, TOLD, UPDATED, is_of_another
from crawler.read.article.lines import CJK, Line, weight
from crawler.read.article.names import window_parts
from nouns.items import SHANGHAI
from pipelines import dates
from pipelines.grammar import written

_PROSE = re.compile("[，。；]")
_LESSER_META = ("date", "dc.date", "createdate", "maketime")  # of the file, or of the template
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/_-]?(?:0[1-9]|1[0-2])(?!\d)|[/_-]\d{1,2}[/_-]|(?:[/_-]?\d\d){2}(?!\d)|/)"
)
_NEAR = 8  # lines from the heading in which a date is its article's
_PROSE_FROM = 100  # characters: longer lines are of the text
_CHINESE_SHARE = 0.3  # of a text's lines
_LAST = 8  # lines at the end of the text among which a day stands that signs it
_EVENT = 5  # lines of when and where people meet, and of labels behind them
_LEAF = 3  # lines above the heading in which a leaf of a calendar stands
_CODE = re.compile(r"[A-Za-z][\d/-]*$")  # 360A12-07-2024-0008-1 is the number of a document
_NOTED = re.compile(r"[（(]\s?(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s?[)）]")  # under a title: the text's own day
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
    changed = data.get("article:modified_time", "")
    apart = any(name in data and data[name][:10] != changed[:10] for name in times.META)
    for text in map(str.strip, _told(root, anatomy, data)):
        if apart and text == changed:
            continue  # what a <time> shows may be the last change
        unread = unread or text
        found = _parsed(text, url, now)
        if found:
            whole = DAY_ONLY.match(text) is None or found == dates.parse(text, now)
            return found, text if whole else found
    for guess in _guesses(root, anatomy, data, url, now):
        if guess and not _ahead(guess, now):
            return guess, None
    return None, unread


def _parsed(text: str, url: str, now: datetime) -> str | None:
    """The date, of the address's year where the text gives none; None for none and for one to come."""
    year = _YEAR.search(url.partition("?")[0]) if DAY_ONLY.match(text) else None
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
    if marks.is_moment_in_pieces(line.text) or marks.GLUED.fullmatch(line.text):
        return False
    return len(line.text) > 100 or not LABELLED[0].search(marks.in_simplified(line.spaced))


def _announces(lines: Sequence[Line]) -> bool:
    """Whether lines begin with when and where people meet, and no label of publication follows right behind that."""
    if not marks.announces([line.text for line in lines]):
        return False
    return not any(LABELLED[0].search(marks.in_simplified(line.spaced)) for line in lines)


def above(anatomy: Anatomy) -> list[Line]:
    """The lines where date and source stand: around the heading, down to the text; the first of a page without one."""
    if anatomy.zone is not None:
        return anatomy.zone
    page, at = anatomy.page[: anatomy.foot], anatomy.heading
    end = 40 if at is None else at + 1
    while end < min(len(page), (at or 0) + 40):
        line = page[end]
        if _begins_text(line) or _announces(page[end : end + _EVENT]):
            break
        end += 1
    around = page[: end if at is None else 0] if at is None else page[at:end] + page[max(0, at - 15) : at]
    anatomy.zone = [line for line in around if not CLOCK.search(line.text)]
    return anatomy.zone


def below(anatomy: Anatomy) -> list[Line]:
    """The lines between the text and the site's foot that are neither prose nor entries of a list."""
    page, last = anatomy.page, anatomy.start
    for at in range(anatomy.foot - 1, anatomy.start, -1):
        if weight(page[at]) > 0 and not marks.is_meta(page[at].text):
            last = at
            break
    left = (line for line in page[last + 1 : anatomy.foot] if not line.within(_ENTRIES))
    return [line for line in left if not line.linked or (marks.is_meta(line.text) and not line.link)]


def _labelled(scope: Sequence[Line], labels: Sequence[re.Pattern[str]] = LABELLED) -> Iterator[str]:
    for label in labels:
        for line in scope:
            text = marks.in_simplified(marks.joined(line.spaced))
            if (match := label.search(text)) and not RANGE.match(text, match.end()):
                yield match[1]


def _told(root: Any, anatomy: Anatomy, data: dict[str, str]) -> Iterator[str]:
    """What may say when the article was published, the surest first."""
    page, heading = anatomy.page, anatomy.heading
    yield from _labelled(above(anatomy), TOLD)
    yield from times.published(root, None if heading is None else page[heading].node)
    near: list[Line] = []
    before: list[Line] = []
    if heading is not None:
        near, before = page[heading + 1 : min(heading + _NEAR, anatomy.foot)], page[max(0, heading - 1) : heading]
        yield from _at_heading(page, heading, near)
    yield from times.named(data)
    yield from (line.text.strip("（） ()") for line in near if _NOTED.fullmatch(line.text))
    around = [line for line in near if not _begins_text(line) and not _is_of_label(line)]
    yield from abroad.labelled(around)
    yield from abroad.in_words(around)
    yield from abroad.in_words(before)
    clocked = (line for line in around if ":" in line.spaced)  # without a clock it may sign a short text
    yield from (line.spaced for line in (*before, *clocked) if not line.linked and abroad.is_day(line.spaced))
    yield from filter(marks.is_day, map(str.strip, window_parts(data.get("window", ""))))
    end = below(anatomy)
    yield from _labelled(end, (LABELLED[0], CREATED))
    yield from abroad.labelled(end)
    yield from abroad.opening(page[anatomy.start : anatomy.foot])


def _is_of_label(line: Line) -> bool:
    """Whether a line is the value of a label in the cell before it, which is none of publication."""
    cell = line.node if line.node.tag == "dd" else line.node.getparent()
    label = cell.getprevious() if cell is not None and cell.tag == "dd" else None
    return label is not None and not abroad.is_label(" ".join(label.text_content().split()))


def _at_heading(page: Sequence[Line], heading: int, near: Sequence[Line]) -> Iterator[str]:
    """Dates beside a heading, right under it (`near`) and right above it."""
    beside = " ".join(page[heading].parts[1:])  # <h2>title <small>2024-06-13</small></h2>
    said = (match[0] for match in DATE.finditer(beside))
    yield from (day for day in said if not DAY_ONLY.match(day))
    for line in near:
        if not _begins_text(line):
            yield from times.timed(line)
            yield from days.attributed(line.node)
    yield from _bare(near)
    yield from _over_lines(near)
    before = page[max(0, heading - _LEAF) : heading]
    yield from (line.spaced for line in before if marks.DAY_OVER_MONTH.fullmatch(line.spaced))
    yield from (day for line in before[-1:] if marks.is_moment_of(line.spaced) for day in _unclaimed(line.spaced))
    yield from _over_lines(before)


def _bare(lines: Sequence[Line]) -> Iterator[str]:
    """Dates that stand by themselves under the heading: not in prose, without a year only where nothing is said beside
    them, and not labelled as another's."""
    for line in lines:
        if _begins_text(line):
            break
        if not _may_date(line) or _NOTED.fullmatch(line.text):
            continue
        text = times.without_changes(line)
        if parts := marks.DAY_IN_PARTS.fullmatch(text):
            yield f"{parts[1]}-{parts[2]}-{parts[3]} {parts[4] or ''}"
        elif glued := marks.GLUED.fullmatch(text):
            yield glued["moment"]
        elif len(text) < 20 and re.fullmatch(rf"{written.DAY_OVER_MONTH}|{marks.DAY_AND_CLOCK}", text):
            yield text  # the day over month and year, or of no year
        else:
            yield from _unclaimed(text)


def _may_date(line: Line) -> bool:
    """Whether a line is neither a link, an entry of a list, a clock nor of the text."""
    text = line.spaced
    if len(text) >= _PROSE_FROM or (line.link and not _links_day(line)):
        return False
    if line.linked and line.within(_ENTRIES) and not marks.is_meta(text):
        return False
    return not CLOCK.search(text)


def _links_day(line: Line) -> bool:
    """Whether a day is a link, to what else appeared on it: <a href="/2024/06/13">2024-06-13</a>."""
    return any(marks.is_day(" ".join(link.text_content().split())) for link in line.node.iter("a"))


def _unclaimed(text: str) -> Iterator[str]:
    """The dates with a year that nothing before or behind them makes another's."""
    for match in DATE.finditer(text):
        day = match[0]
        in_prose = ":" not in day and _PROSE.search(text)
        if DAY_ONLY.match(day) or in_prose or _CODE.search(text[: match.start()]):
            continue
        before = text[: match.start()]
        if not is_of_another(before) and not abroad.is_of_another(before) and not RANGE.match(text, match.end()):
            yield day


def _over_lines(lines: Sequence[Line]) -> Iterator[str]:
    """A day in two lines, in any order: <p>13</p><p>2024-06</p>, <p>06-13</p><p>2024</p>."""
    for one, other in pairwise(lines):
        dated = (_of_two(one.text, other.text), _of_two(other.text, one.text))
        yield from filter(None, dated)


def _of_two(day: str, month: str) -> str | None:
    """The date of a day and its month and year, or of a day of the year and that year."""
    if marks.DAY_ALONE.fullmatch(day):
        year = marks.MONTH_ALONE.fullmatch(month)
        if year:
            return f"{year[1]}-{year[2]}-{day.rstrip('日')}"
    if marks.YEAR_ALONE.fullmatch(month) and DAY_ONLY.fullmatch(day):
        return f"{month[:4]}年{day}"
    return None


def _guesses(root: Any, anatomy: Anatomy, data: dict[str, str], url: str, now: datetime) -> Iterator[str | None]:
    yield dates.from_url(url)
    lines = anatomy.page[anatomy.start : anatomy.foot]
    for text in _hints(root, anatomy, data, lines[-_LAST:]):
        yield dates.parse(text, now)
    chinese = sum(1 for line in lines if CJK.search(line.text))
    if chinese < _CHINESE_SHARE * len(lines):  # on Chinese pages it takes what it finds
        yield _by_library(root, url, now)
    for text in abroad.changed(above(anatomy)):
        yield dates.parse(text, now)


def _hints(root: Any, anatomy: Anatomy, data: dict[str, str], last: Sequence[Line]) -> Iterator[str]:
    """What says a day that need not be of publication: a script, a label of the last change, the file, a signature."""
    yield from days.scripted(root)
    for line in above(anatomy):
        if match := UPDATED.search(line.spaced):
            yield match[1]
    yield from (data[name] for name in _LESSER_META if name in data)
    for line in last:  # and who printed it when: （滨江日报 2024年6月13日）
        if not line.linked and (marks.is_day(line.text) or marks.NAMED_DAY.fullmatch(line.text)):
            yield line.text


def _by_library(root: Any, url: str, now: datetime) -> str | None:
    import htmldate  # a tenth of a second that most sites' pages never need

    try:
        # Not extensive: on 57 pages that came this far it agreed with itself on 50, and what only the extensive
        # search found was mostly wrong, after dateparser had taken four seconds to load.
        guess = htmldate.find_date(root, url=url, original_date=True, extensive_search=False, max_date=now)
    except Exception:  # the library fails on odd trees; a page without a date is no error
        return None
    return dates.parse(guess, now) if guess else None
