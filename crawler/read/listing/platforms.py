"""Where publishing platforms of Chinese government sites keep a list that their page fetches. Used by listing.py, and
by embedded.py for the answer.

Their pages show menus and an empty place; an attribute names, literally, where the list is read by GET:
- jpaas (hanweb): `<script url="/api-gateway/…/build/unit" queryData="{'tagId': '分页列表', 'pageId': …}">`, one for
  each part of the page, or a <div> of these for the one that it has; the answer is JSON with the part's HTML in it, of
  the page that `paramJson` asks for;
- Xinhua: `<ul data="datasource:ID" datatype="ds" preview="ds_">`: the file ds_ID.json beside the page.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.addresses.hosts import site_of
from crawler.read import literals

# What a part of a page is called (tagId): the list, or the furniture around it.
_LIST = re.compile(r"列表|内容|分页|信息|list|news|ajax|zw", re.I)
_FURNITURE = re.compile(r"导航|菜单|位置|分类|栏目\d|热点|推荐|相关|友情|点击|nav|menu|banner|head|foot|left|hot", re.I)


class Part(NamedTuple):
    """A part of a page that is fetched. The part of the highest rank is the list; of several the later, as menus come
    first."""

    rank: int
    place: int
    link: str


def source(root: HtmlElement, url: str) -> str | None:
    """The address, on the page's own site, of the list that the page at `url` fetches; None for no such platform."""
    parts: list[Part] = []
    for rank, link in itertools.chain(_jpaas(root), _xinhua(root)):
        parts.append(Part(rank, len(parts), link))
    best = max(parts, default=None)
    if best is None or best.rank < 0:
        return None
    try:
        address = urljoin(url, best.link)
        return address if site_of(address) == site_of(url) else None
    except ValueError:
        return None


def _jpaas(root: HtmlElement) -> Iterator[tuple[int, str]]:
    """The rank and link of each part."""
    for part in root.iterfind(".//*[@querydata]"):
        address = part.get("url")
        query = next(literals.values(f"={part.get('querydata')}", False), None) if address else None
        if isinstance(query, dict) and query:
            yield _rank(str(query.get("tagId", ""))), f"{address}?{urlencode(query)}"


def _rank(name: str) -> int:
    """How much the name of a part says for its being the list; below 0 for furniture."""
    return bool(_LIST.search(name)) - 2 * bool(_FURNITURE.search(name))


def _xinhua(root: HtmlElement) -> Iterator[tuple[int, str]]:
    """The rank and link of each part."""
    for place in root.iter("ul", "ol", "div", "tbody"):
        named = re.fullmatch(r"datasource:(\w+)", place.get("data") or "")
        folder = place.get("preview") or ""
        if named and place.get("datatype") == "ds" and re.fullmatch(r"\w+", folder):
            yield 1, f"{folder}{named[1]}.json"


def following(markup: str, url: str, found: int) -> str | None:
    """The address of the next page of a jpaas answer, which counts all entries of the list in its pager's `count`;
    `found` is how many entries it has. None at the end."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    count = re.search(r"\bcount\s*=\s*['\"]?(\d{1,9})", markup)
    try:
        asked = json.loads(query.get("paramJson", "{}"))
        at, size = int(asked.get("pageNo", 1)), int(asked.get("pageSize", found))
    except (ValueError, TypeError, AttributeError):
        return None
    if "tagId" not in query or not count or at * size >= int(count[1]):
        return None
    query["paramJson"] = json.dumps({"pageNo": at + 1, "pageSize": size}, separators=(",", ":"))
    return parts._replace(query=urlencode(query)).geturl()
