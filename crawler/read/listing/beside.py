"""What stands beside the list of a page: lists of what is read most or may interest, that no pager turns (for
groups.py); an entry before it, made otherwise (for markup.py)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import islice, takewhile

from lxml.html import HtmlElement

from crawler.read.listing.elements import Run, text_of, usable
from crawler.read.listing.page import Page
from crawler.read.listing.scoring import Group
from crawler.read.pager import words as lex

_SAYS = re.compile(
    r"\W*(?:(?:本[日周月年]|一周|今日)?(?:热点|热门|最热|点击|阅读|浏览|下载|人气)(?:新闻|文章|信息|资讯|内容|排行|关注|推荐)?榜?"
    r"|.{0,4}排行榜?|(?:推荐|相关|延伸|猜你喜欢)(?:阅读|文章|新闻|信息|资讯|链接)?)\W*(?:更多|more)?\W*"
)
_MORE = re.compile(r"\W*(?:查看)?(?:更多|全部|more)\W*", re.I)
_ABOVE = 3  # elements around a list, before which its heading may stand
_LONGEST = 20  # characters of a heading
_ENOUGH, _MOSTLY = 0.3, 0.8  # the score of a list; of its entries: have a link and a date
_RIVAL = 0.25  # of the best score
_LONGEST_WORDS = 12  # characters of what turns the page
_MOST_HEADLINES = 3
_SHORTEST_TITLE, _LONGEST_HEADLINE = 12, 800  # columns of a link; of an entry that heads a list


def prefer_main(found: list[Group]) -> None:
    """Puts the best dated list that is not headed so before one that is."""
    if not found or not _is_headed_so(found[0]):
        return
    first = found[0].rows[0].start
    for group in found[1:]:
        holds_first = any(row.start <= first <= row.end for row in group.rows)
        sure = group.score >= _ENOUGH and min(group.dates, group.links) >= _MOSTLY
        if sure and not holds_first and not _is_headed_so(group):
            found.remove(group)
            found.insert(0, group)
            return


def prefer_paged(found: list[Group], page: Page) -> None:
    """Puts the list that stands with the page's pager before one that stands elsewhere."""
    if not found:
        return
    least = max(_ENOUGH, _RIVAL * found[0].score)
    rivals = [group for group in found if group.score >= least and group.links >= _MOSTLY]
    if len(rivals) < 2 or rivals[0] is not found[0]:
        return
    paged = {id(group): group for turn in _turns(page) for group in _nearest(turn, rivals, page)}
    if paged and id(found[0]) not in paged:
        group = next(iter(paged.values()))
        found.remove(group)
        found.insert(0, group)


def _turns(page: Page) -> list[HtmlElement]:
    """What says that it leads to the next page."""
    links = (link for link in page.root.iter("a", "button", "span") if link in page.facts)
    texts = ((link, text_of(link)) for link in links if not len(link))
    return [link for link, text in texts if 0 < len(text) <= _LONGEST_WORDS and lex.NEXT.fullmatch(text)]


def _nearest(turn: HtmlElement, rivals: list[Group], page: Page) -> list[Group]:
    """The lists that stand, for the most part, in the innermost element around a turn that holds any entries."""
    for around in turn.iterancestors():
        own = page.facts[around]
        inside = [sum(own.start <= row.start and row.end <= own.end for row in group.rows) for group in rivals]
        if any(inside):
            held = zip(rivals, inside, strict=True)
            return [group for group, count in held if count >= _MOSTLY * len(group.rows)]
    return []


def with_headline(group: Group, page: Page) -> Group:
    """The group with the entry or two right before it that are made otherwise, as the day's first news often is: dated,
    the links of each lead to one address, which looks like theirs."""
    if group.dates < _MOSTLY or group.links < _MOSTLY or len(group.runs[0]) > 1:
        return group
    around_last = {*group.runs[-1][0].iterancestors()}
    holders = [node for node in group.runs[0][0].iterancestors() if node in around_last]
    shapes = {_shape(row.href) for row in group.rows}
    for before in islice(map(partial(_before, page=page), holders), 2):
        if before:
            heads = takewhile(lambda node: _is_entry(node, page, shapes, group), before)
            return _headed_by([[node] for node in islice(heads, _MOST_HEADLINES)][::-1], group, page)
    return group


def _before(holder: HtmlElement, page: Page) -> list[HtmlElement]:
    """What stands before an element and says something, the nearest first."""
    return [node for node in holder.itersiblings(preceding=True) if node in page.facts and page.facts[node].text]


def _is_entry(node: HtmlElement, page: Page, shapes: set[str], group: Group) -> bool:
    own = page.facts[node]
    addresses = {link.get("href") for link in node.iter("a") if usable(link.get("href"))}
    fits = own.dates == 1 and own.width >= _SHORTEST_TITLE and own.text <= _LONGEST_HEADLINE and not own.furniture
    known = {row.href for row in group.rows}
    return fits and len(addresses) == 1 and all(_shape(at) in shapes and at not in known for at in addresses)


def _shape(address: str) -> str:
    return re.sub(r"\d+", "0", address)


def _headed_by(runs: list[Run], group: Group, page: Page) -> Group:
    none: list[str | None] = [None] * len(runs)
    return replace(
        group,
        runs=[*runs, *group.runs],
        rows=[*map(page.row, runs), *group.rows],
        above=[*none, *group.above],
        years=[*none, *group.years] if group.years else [],
    )


def _is_headed_so(group: Group) -> bool:
    """Whether the heading of a list says that it stands beside the page's own: 热点排行, 相关阅读; or leads to more,
    as that of another page's list does."""
    first, last = group.runs[0][0], group.runs[-1][0]
    around_last = {last, *last.iterancestors()}
    common = [node for node in (first, *first.iterancestors()) if node in around_last]
    for node in islice(common, _ABOVE):
        before = node.getprevious()
        if before is not None:
            text = text_of(before)
            return len(text) <= _LONGEST and (_SAYS.fullmatch(text) is not None or _leads_to_more(before))
    return False


def _leads_to_more(heading: HtmlElement) -> bool:
    return any(usable(link.get("href")) and _MORE.fullmatch(text_of(link)) for link in heading.iter("a"))
