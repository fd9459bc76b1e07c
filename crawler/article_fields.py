"""What an article page says about its article beside the body: date, source, author, next page.

Stands under `article.read`. Label rules over the lines near the heading; metadata of the page only after them,
since templates leave the template's date and site there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from crawler.article_lines import Line
from pipelines import dates

_DAY = (
    r"(?:\d{2,4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,4}\s*日?(?:[\sT]*\d{1,2}\s*[:：时点]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?[秒分]?)?"
    r"|[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
    r"|(?:今天|昨天|前天|刚刚|\d+\s*(?:分钟|小时|天)前)(?:\s*\d{1,2}:\d{2})?"
)
_DATE = re.compile(_DAY)
_DAY_ONLY = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d|\s*[-/.])")  # of no year
_PROSE = re.compile("[，。；]")
_LABELLED = (  # by how sure the label is of meaning publication
    re.compile(rf"(?:发布|发稿|发表|刊登|公开|上传|录入)(?:于|时间|日期)\s*[:：]?\s*({_DAY})"),
    re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=信息|文章|新闻|稿件|添加|创建|编辑|采编))(?:时间|日期)\s*[:：]\s*({_DAY})"
    ),
    re.compile(rf"更新(?:于|时间|日期)\s*[:：]?\s*({_DAY})"),
)
_PUBLISHED_META = (
    "pubdate", "publishdate", "article:published_time", "datepublished", "publish_time", "og:release_date", "date",
    "dc.date", "createdate", "maketime",
)  # fmt: skip
# What WeChat's accounts publish shows its date only once a script has run.
_SCRIPTED = re.compile(r"\bvar\s+(?:createTime|ct|publish_time)\s*=\s*['\"](\d{10}|20\d\d-\d\d-\d\d[ \d:]*)['\"]")
_VALUE = r"\s*[:：]\s*([^\s|｜\[\]【】（）()<>;；]{2,40})"
_LABELS = {
    "source": re.compile(rf"(?<!图片)(?<!数据)(?<!资料)(?<!视频)(?:来源|来自|出处|转自|信息提供单位|发布机构){_VALUE}"),
    "author": re.compile(rf"(?:作\s*者|撰稿人?|撰文){_VALUE}"),
    "editor": re.compile(rf"(?:责任编辑|责编|编\s*辑){_VALUE}"),
    "region": re.compile(rf"(?:所属|所在|项目)?地区{_VALUE}"),
}
_FIELD_META = {"source": ("contentsource", "source", "mediaid"), "author": ("author", "article:author")}
# The next label on the same line ends a value; so does the date that follows it.
_VALUE_END = re.compile(
    rf"(?:来源|作者|编辑|责编|时间|日期|(?:浏览|点击|阅读|访问)(?:次数|量|数)?|字号|字体|分享|打印|审核|校对|记者)\s*[:：].*"
    rf"|{_DAY}.*",
    re.S,
)
_NAME = re.compile(r"[^\d_@/:]{2,40}")  # metadata also holds the editor's number or the template's user
_NEXT = re.compile(r"[\[【(<«‹]?\s*(?:下一?页|后一?页|next(?:\s+page)?|[>›»]{1,2})\s*[\]】)>»›]*", re.I)
_PAGE_KEYS = ("page", "p", "pageno", "pageindex")
_SCRIPT_PAGER = re.compile(
    r"""(?:createPageHTML|createArticlePageHTML)\(\s*(\d+)\s*,\s*(\d+)\s*,\s*["']([\w.-]+)["']\s*,\s*["'](\w+)["']"""
)


def meta(root: Any) -> dict[str, str]:
    """Metadata of the page by lower-case name, the first of each; an account's name as its source."""
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("name") or node.get("property") or node.get("itemprop") or "").strip().lower()
        content = " ".join((node.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    account = root.find(".//*[@id='js_name']")  # WeChat's
    if account is not None:
        found.setdefault("source", " ".join(account.text_content().split()))
    return found


def _near(page: Sequence[Line], heading: int | None) -> list[Line]:
    """The lines around the heading, where date and source stand; the first lines of a page without one."""
    return list(page[:40] if heading is None else page[heading : heading + 15] + page[max(0, heading - 5) : heading])


def _dates(page: Sequence[Line], heading: int | None, data: dict[str, str]) -> Iterator[str]:
    near = _near(page, heading)
    for scope in (near, page):
        for label in _LABELLED:
            for line in scope:
                if match := label.search(line.text):
                    yield match[1]
        if scope is near and heading is not None:
            for line in page[heading + 1 : heading + 6]:
                match = _DATE.search(line.text) if len(line.text) < 100 else None
                told = match and (_DAY_ONLY.match(match[0]) or (":" not in match[0] and _PROSE.search(line.text)))
                if match and not told:
                    yield match[0]
    yield from (data[name] for name in _PUBLISHED_META if name in data)


def published(
    root: Any, page: Sequence[Line], heading: int | None, data: dict[str, str], url: str, now: datetime
) -> tuple[str | None, str | None]:
    """When the article was published: (ISO 8601 or None, the text that says so or None).

    A labelled date near the heading, a bare one there, a labelled one anywhere, metadata, the address, a script's
    variable, htmldate. A bare one in prose or of no year ("3月9日下午") is of what the text tells.
    """
    raw = None
    for text in _dates(page, heading, data):
        text = text.strip()
        raw = raw or text
        if found := dates.parse(text, now):
            return found, text
    if found := dates.from_url(url):
        return found, None
    scripted = (match[1] for script in root.iter("script") if (match := _SCRIPTED.search(script.text or "")))
    if (text := next(scripted, None)) and (found := dates.parse(text, now)):
        return found, text
    import htmldate  # a tenth of a second that most sites' pages never need

    try:
        # Not extensive: on 57 pages that came this far it agreed with itself on 50, and what only the extensive search
        # found was mostly wrong, after dateparser had taken four seconds to load.
        guess = htmldate.find_date(root, url=url, original_date=True, extensive_search=False, max_date=now)
    except Exception:  # the library fails on odd trees; a page without a date is no error
        guess = None
    return (dates.parse(guess, now), guess) if guess else (None, raw)


def field(name: str, page: Sequence[Line], heading: int | None, data: dict[str, str]) -> str | None:
    """The value of "source", "author", "editor" or "region": labelled near the heading, then anywhere, then meta."""
    near = _near(page, heading)
    for line in chain(near, page if len(near) < len(page) else ()):
        if len(line.text) < 300 and (match := _LABELS[name].search(line.text)):
            value = _VALUE_END.sub("", match[1]).strip("　 ,，。、:：-—")
            if len(value) > 1 or (value and name == "editor"):
                return value
    named = (data[key] for key in _FIELD_META.get(name, ()) if key in data)
    return next((value for value in named if _NAME.fullmatch(value)), None)


def join(base: str, href: str) -> str | None:
    """The absolute address a link names, None when it names no page: nothing, a fragment, a script, a broken one."""
    try:
        address = urljoin(base, href.strip())
        return address if urlsplit(address).scheme in ("http", "https") and not href.strip().startswith("#") else None
    except ValueError:
        return None


def _part(url: str) -> tuple[str, int | None, str]:
    """An address without the number of its page (a_2.html, ?page=2), that number, and what a number could follow."""
    split = urlsplit(url)
    query = dict(parse_qsl(split.query))
    number = next((query.pop(key) for key in _PAGE_KEYS if query.get(key, "").isdigit()), None)
    stem, dot, ending = split.path.rpartition(".")
    stem = stem if dot and "/" not in ending else split.path
    tail = f" {split.netloc} {sorted(query.items())}"
    if number is not None:
        return stem + tail, int(number), ""
    match = re.fullmatch(r"(.*\w)[_-](\d{1,3})", stem)
    return (match[1] + tail, int(match[2]), stem + tail) if match else (stem + tail, None, stem + tail)


def next_part(root: Any, url: str) -> str | None:
    """The next page of the same article: a link that says so, to this address with the next number.

    An address may end in a number of its own (c_10.html, whose second page is c_10_2.html): it is the number of a
    page only where a link leads back to the first page.
    """
    stem, number, whole = _part(url)
    base = join(url, root.xpath("string(//base/@href)")) or url
    # Links that cannot lead to this article are most of a page's, and joining them all cost a third of reading it.
    name = re.split(r"[._-]", urlsplit(url).path.rstrip("/").rpartition("/")[2])[0]
    named = [(node, href) for node in root.iter("a", "link") if name in (href := node.get("href") or "") or "?" in href]
    links = [(node, address) for node, href in named if (address := join(base, href))]
    parts = [_part(address) for _, address in links]
    paged = not whole or any(other == stem and at in (None, 0, 1) for other, at, _ in parts)
    for (link, address), (other, at, _) in zip(links, parts, strict=True):
        text = " ".join(link.text_content().split())
        first = other == whole and (at == 2 or (at == 1 and number is None))
        later = number is not None and paged and other == stem and at == number + 1
        said = _NEXT.fullmatch(text) or link.get("rel") == "next" or (at is not None and text == str(max(at, 2)))
        if said and (first or later) and address != url:
            return address
    for script in root.iter("script"):
        if match := _SCRIPT_PAGER.search(script.text or ""):
            count, current, name, ending = match.groups()
            address = join(base, f"{name}_{int(current) + 1}.{ending}")
            if address and int(current) + 1 < int(count) and _part(address)[0] in (stem, whole or stem):
                return address
    return None
