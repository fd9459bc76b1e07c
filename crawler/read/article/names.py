"""What sites and houses are called, which is no article's title, and what a window's title is made of. Under heading.py
and called.py."""

from __future__ import annotations

import re

_SUFFIX = re.compile(
    r"(?:(?<!\s)\s+[-–—|]+\s+|(?:(?<!\s)\s+)?(?<![_|｜—])[_|｜—]+\s*|(?<=[\u3400-\u9fff”》）])-+(?=[\u3400-\u9fff]))"
)
# What sites call themselves: a window's title or a logo of that form is no article's title.
_SITE = re.compile(
    r"(?:网|网站|门户|门户网站|官网|人民政府|政府网|管委会|管理委员会|委员会|平台|在线|首页|[局厅]|办公室|信息网|公开平台|交易中心|服务中心)$"
)
# What houses are called that have a site.
_HOUSE = re.compile(
    r"(?:公司|集团|学校|[中小]学|大学|学院|协会|学会|商会|中心|俱乐部|医院|研究[院所]|基金会|银行|幼儿园|出版社|图书馆|博物馆)$"
)
_NO_HOUSE = re.compile(r"关于|通知|公告|公示|成立|召开|举[办行]|走进|调研|考察|访问|[，。：！？“”、]|\s")
# What a template calls its page where nobody has filled it in, which is no article's title either.
_KIND = re.compile(r"(?:新闻|文章|通知|公告|公示|信息|资讯|动态|政策)?(?:详情|详细|内容|正文)(?:信息)?(?:页面?)?")
_NO_SITE = re.compile(
    r"关于|通知|公告|通告|公示|开展|召开|举[办行]|会议|情况|计划|方案|意见|报告|[，。：！？“”]|[一二三四五六七八九十\d]"
)


def is_house_name(text: str) -> bool:
    """Whether a text names who has a site and nothing that happened."""
    return 4 <= len(text) <= 24 and bool(_HOUSE.search(text)) and not _NO_HOUSE.search(text)


def is_site_name(text: str) -> bool:
    """Whether a text names a site, an office or a kind of page, and nothing that happened."""
    if _KIND.fullmatch(text):
        return True
    return 2 <= len(text) <= 24 and bool(_SITE.search(text)) and not _NO_SITE.search(text)


def window_parts(window: str) -> list[str]:
    """What a window's title is made of: title, column, site."""
    return [part for part in _SUFFIX.split(" ".join(window.split())) if part.strip()]
