"""Lists that stand beside the one of a page: what is read most, what else may interest. For groups.py."""

from __future__ import annotations

import re
from itertools import islice

from crawler.read.listing.elements import text_of
from crawler.read.listing.scoring import Group

_SAYS = re.compile(
    r"\W*(?:(?:本[日周月年]|一周|今日)?(?:热点|热门|最热|点击|阅读|浏览|下载|人气)(?:新闻|文章|信息|资讯|内容|排行|关注|推荐)?榜?"
    r"|.{0,4}排行榜?|(?:推荐|相关|延伸|猜你喜欢)(?:阅读|文章|新闻|信息|资讯|链接)?)\W*(?:更多|more)?\W*"
)
_ABOVE = 3  # elements around a list, before which its heading may stand
_LONGEST = 20  # characters of a heading
_ENOUGH, _MOSTLY = 0.3, 0.8  # the score of a list; of its entries: have a link and a date


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


def _is_headed_so(group: Group) -> bool:
    """Whether the heading of a list says that it stands beside the page's own: 热点排行, 相关阅读."""
    first, last = group.runs[0][0], group.runs[-1][0]
    around_last = {last, *last.iterancestors()}
    common = [node for node in (first, *first.iterancestors()) if node in around_last]
    for node in islice(common, _ABOVE):
        before = node.getprevious()
        if before is not None:
            text = text_of(before)
            return len(text) <= _LONGEST and _SAYS.fullmatch(text) is not None
    return False
