"""Whether a page shows a list, and which group of alike elements is it; else what the page is instead. A rule a
function, asked in their order. Used by markup.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.read.listing import columns, groups
from crawler.read.listing.blocks import header_row, squeeze
from crawler.read.listing.elements import tokens, words
from crawler.read.listing.page import Page
from crawler.read.listing.scoring import Group

# Measured on 65 list pages (lowest .39) and 233 article pages: below it nothing reads as a list.
_ENOUGH = 0.3
_UNDATED = 0.5  # of the entries bear dates: a list with fewer is doubted unless its score is high
_WEAK, _DOUBTFUL, _MESSAGE_OUTWEIGHS = 0.7, 1.0, 1.5  # scores of a group with few dates
ARTICLE = 500  # columns of running text beside the entries: as much is an article
_STATED_ARTICLE = 250  # of a page that says it is one, or whose only group is furniture
# Running text outweighs the entries that it stands before or after where it is so many times as long; dated entries,
# as related links seldom are, bear more before them.
_STATED_BEFORE, _STATED_AFTER, _BEFORE, _BEFORE_DATED, _AFTER = 0.2, 0.7, 0.5, 0.5, 2.0
_MOST_FURNITURE = 0.5  # of the entries
_LONGEST_LOGIN = 500  # columns of a page
_SHORTEST_MESSAGE, _LONGEST_MESSAGE, _LONGEST_COUNT = 4, 80, 160  # columns
_NOTHING = re.compile(
    r"暂无(?!评论)|(?:没有|未)(?:找到|查询到|检索到|相关)|无(?:相关)?(?:数据|内容|记录)|敬请期待"
    r"|no (?:results|entries|items|records|news|posts|publications|documents)"
    r"|nothing (?:was )?found|keine (?:einträge|ergebnisse|treffer|meldungen|nachrichten|artikel|daten)",
    re.I,
)
_COUNTED_NONE = re.compile(r"(?:共有?|找到|检索到|查询到)\s*0\s*[条篇项](?!评论|留言|回复)")  # of a search
_LOGIN = re.compile(r"登录|登陆|登入|请先登|log ?in|sign ?in|anmelden|anmeldung", re.I)
_LIST_NAMES = words("list lists news newslist entries items results archive listing liebiao lb notices")
_FRAMES = words("ul ol dl tbody table div")


class Choice(NamedTuple):
    """The group that is the list, or None; the verdict, as `nouns.found.Listing` has it; why, in a sentence."""

    group: Group | None
    verdict: str
    why: str


class _Survey:
    """A page and what the rules ask of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.group = next(iter(groups.best(page)), None)
        self.is_article = page.longest_prose()[0] > ARTICLE

    def has_dated_list(self, score: float) -> bool:
        """Whether a group has dates, or a score that speaks for it without."""
        return self.group is not None and (self.group.dates >= _UNDATED or self.group.score >= score)

    @cached_property
    def has_script(self) -> bool:
        return self.page.root.find(".//script") is not None


def choose(page: Page, selector: str | None) -> Choice:
    """The group that is the list (the entries that `selector` matches, where one is pinned), or None and the verdict
    why there is none."""
    if selector:
        group = groups.pinned(page, selector)
        count = len(group.runs) if group else 0
        return Choice(group, "empty", f"{count} entries match the pinned selector {selector}")
    survey = _Survey(page)
    for rule in _RULES:
        choice = rule(survey)
        if choice is not None:
            return choice
    return Choice(None, "none", "no group of alike elements looks like a list")


def is_doubtful(page: Page, choice: Choice) -> bool:
    """Whether the page's data may know better than its markup; articles carry data of their related links."""
    group = choice.group
    prose, _ = page.longest_prose(group.rows if group else ())
    if choice.verdict == "login" or prose > ARTICLE:
        return False
    if group is None or choice.verdict == "single":
        return True
    return group.dates < _UNDATED and group.score < _DOUBTFUL


def is_bare(page: Page, choice: Choice) -> bool:
    """Whether a page shows neither a list nor a text: a script may build the list."""
    return choice.verdict in ("none", "empty") and page.longest_prose()[0] <= _STATED_ARTICLE


def _asks_for_password(survey: _Survey) -> Choice | None:
    if survey.is_article or survey.has_dated_list(_WEAK):
        return None
    if survey.page.root.find(".//input[@type='password']") is None:
        return None
    return Choice(None, "login", "the page asks for a password and lists nothing dated")


def _says_it_is_empty(survey: _Survey) -> Choice | None:
    if survey.is_article:
        return None
    message = _message(survey.page)
    if message and not _COUNTED_NONE.search(message) and survey.has_dated_list(_MESSAGE_OUTWEIGHS):
        return None
    return Choice(None, "empty", f"the page says: {message}") if message else None


def _message(page: Page) -> str | None:
    """A short text that says the list is empty."""
    for element, own in page.facts.items():
        if own.links or not _SHORTEST_MESSAGE <= own.text <= _LONGEST_COUNT:
            continue
        text = "".join(element.itertext())
        if (own.text <= _LONGEST_MESSAGE and _NOTHING.search(text)) or _COUNTED_NONE.search(text):
            return squeeze(text)
    return None


def _is_list(survey: _Survey) -> Choice | None:
    group = survey.group
    if group is None or group.score < _ENOUGH or _is_beside_article(survey.page, group):
        return None
    return Choice(group, "list", groups.describe(group))


def _is_list_of_one(survey: _Survey) -> Choice | None:
    lone = groups.lone(survey.page)
    if lone is None or _is_beside_article(survey.page, lone):
        return None
    return Choice(lone, "single", "one entry with a link and a date stands alone in a list")


def _is_article(survey: _Survey) -> Choice | None:
    if survey.group is None or survey.group.score < _ENOUGH:
        return None
    return Choice(None, "none", "most of the text is one article; what repeats beside it is no list of notices")


def _is_beside_article(page: Page, group: Group) -> bool:
    """Whether running text beside the entries outweighs them, as on an article with its related links."""
    prose, place = page.longest_prose(group.rows)
    if group.furniture > _MOST_FURNITURE and prose > _STATED_ARTICLE:
        return True
    if columns.are_named(header_row(group.runs[len(group.runs) // 2]).values()):
        return False
    kind = page.root.find(".//meta[@property='og:type']")
    is_stated = kind is not None and kind.get("content") == "article"
    comes_first = place < group.rows[0].start
    if is_stated:
        least, share = _STATED_ARTICLE, _STATED_BEFORE if comes_first else _STATED_AFTER
    else:
        least, share = ARTICLE, _BEFORE + _BEFORE_DATED * group.dates if comes_first else _AFTER
    return prose > max(least, share * sum(row.text for row in group.rows))


def _is_headed_login(survey: _Survey) -> Choice | None:
    headings = map(squeeze, (heading.text for heading in survey.page.root.iter("title", "h1")))
    heading = " ".join(filter(None, headings))
    if survey.page.text >= _LONGEST_LOGIN or not _LOGIN.search(heading):
        return None
    return Choice(None, "login", f"a short page headed {heading[:40]}")


def _has_empty_frame(survey: _Survey) -> Choice | None:
    if survey.is_article:
        return None
    for element in survey.page.facts:
        if _is_empty_frame(survey.page, element):
            name = ".".join([element.tag, *(element.get("class") or "").split()])
            filled = ": a script may fill it" if survey.has_script else ""
            return Choice(None, "empty", f"the list {name} has nothing in it{filled}")
    return None


def _is_empty_frame(page: Page, element: HtmlElement) -> bool:
    """Whether an element is a list by name or by tag, outside menus, and has nothing in it."""
    own = page.facts[element]
    if own.text or own.furniture or element.tag not in _FRAMES:
        return False
    return element.tag == "tbody" or not _LIST_NAMES.isdisjoint(tokens(element))


def _shows_no_text(survey: _Survey) -> Choice | None:
    if survey.page.text > 1 or not survey.has_script:
        return None
    return Choice(None, "none", "the page shows no text: a script builds all of it, or keeps robots out")


_RULES: tuple[Callable[[_Survey], Choice | None], ...] = (
    _asks_for_password,
    _says_it_is_empty,
    _is_list,
    _is_list_of_one,
    _is_article,
    _is_headed_login,
    _has_empty_frame,
    _shows_no_text,
)
