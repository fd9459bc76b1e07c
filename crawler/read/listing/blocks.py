"""An entry taken apart into its smallest pieces of text, each with its place, link and label. For fields.py."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.read.listing import dates
from crawler.read.listing.elements import HEADINGS, OPEN, SILENT, Run, usable, width, words

_PARAGRAPH = HEADINGS | words(
    "p div li td th dd dt br tr ul ol dl table section article header footer blockquote pre figure main"
)
_HIDDEN = words("sr visuallyhidden aural offscreen screenreader invisible")
_BESIDE = re.compile(
    r"\W*(?:(?:查看|阅读|浏览)?(?:详情|详细|全文|更多|原文)(?:内容|信息)?"
    r"|(?:点击|立即)?(?:查看|阅读|进入|下载|浏览).{0,6}|了解更多"
    r"|(?:政策|文字|图文|视频|图片|相关|一图|专家|媒体)?(?:解读|图解|读懂)|分享|收藏|打印|附件|评论|转发"
    r"|read (?:more|on|in full)"
    r"|more|(?:\w+ )?details?|view.{0,9}|download.{0,6}|pdf.{0,12}|docx?.{0,12}|mehr.{0,14}|weiter(?:lesen)?.{0,5}"
    r"|zum artikel|overview.*|summary|here|link|full (?:text|story)|continue reading.*|learn more"
    r"|(?:\d+|no|add|leave a)? ?comments?"
    r"|permalink|lire la suite|leer más)\W*",
    re.I,
)
_TOGETHER = HEADINGS | {"time"}  # one piece, where nothing in them speaks against it
_MARKS = words("i em b span font sup strong u small label")
_BADGE = re.compile(
    r"\s*[\[【(（]?(?:置顶|顶置|[顶荐热新精图]|热点|最新|推荐|精华|重要|头条|[图组多]?图文?|视频|音频|直播|专题|原创|独家|转载"
    r"|new!?|hot!?|top|pdf|video)[\]】)）]?\s*",
    re.I,
)
_LONGEST_BADGE = 11  # characters
_BREAKS = re.compile("[\u00ad\u200b\ufeff]")
_LONGEST_LABEL = 29  # characters of what labels the piece after it: 发布日期：
_OWN_LABEL = re.compile(r"([^\W\d_]{2,8})\s?[:：]\s?\S")
_MOST_DIGITS = 0.35  # of the letters and digits of words
_WIDEST_CODE = 39  # columns


@dataclass(slots=True)
class Block:
    """A smallest piece of an entry: its place (the same in alike entries), text, link, and what labels it."""

    place: str
    node: HtmlElement
    text: str
    link: HtmlElement | None
    heading: bool
    label: str
    width: int  # columns
    date: str | None  # of a text that is nothing else
    dated: bool  # it is a date or holds one
    coded: bool  # a number or a file reference
    beside: bool  # what stands beside titles: 详情, download


def squeeze(text: str | None) -> str:
    """One line, single spaces, without soft hyphens and other signs that only guide line breaks."""
    return " ".join(_BREAKS.sub("", text or "").split())


def _is_hidden(node: HtmlElement) -> bool:
    """Whether an element is for screen readers alone."""
    names = node.get("class")
    if not names:
        return False
    names = re.sub(r"visually-hidden|screen-reader", "sr", names.lower()).replace("-", " ")
    return not _HIDDEN.isdisjoint(names.split())


def _is_badge(node: HtmlElement) -> bool:
    """Whether an element is a mark that comes and goes: <i class="top">置顶</i>."""
    text = node.text if node.tag in _MARKS and not len(node) else None
    if not text or len(text) > _LONGEST_BADGE:
        return False
    return _BADGE.fullmatch(text) is not None


def _is_shown(node: HtmlElement) -> bool:
    if not isinstance(node.tag, str) or node.tag in SILENT:
        return False
    return not _is_hidden(node) and not _is_badge(node)


def shown(node: HtmlElement) -> str:
    """The text a reader sees, without extras for screen readers and marks that come and go."""
    parts = [node.text or ""]
    for child in node:
        if _is_shown(child):
            edge = " " if child.tag in _PARAGRAPH else ""
            parts += [edge, shown(child), edge]
        parts.append(child.tail or "")
    return "".join(parts)


def lines(run: Run, without: Collection[HtmlElement] = ()) -> str:
    """The entry's text, a line a paragraph, leaving some elements out."""
    parts: list[str] = []

    def walk(node: HtmlElement, tail: bool) -> None:
        if isinstance(node.tag, str) and node.tag not in SILENT and node not in without:
            edge = "\n" if node.tag in _PARAGRAPH else ""
            parts.append(edge + re.sub(r"\s+", " ", node.text or ""))
            for child in node:
                walk(child, True)
            parts.append(edge)
        if tail:
            parts.append(re.sub(r"\s+", " ", node.tail or ""))

    for node in run:
        walk(node, len(run) > 1 or node.tag in OPEN)
    squeezed = map(squeeze, "".join(parts).split("\n"))
    return "\n".join(filter(None, squeezed))


def _is_one_piece(node: HtmlElement) -> bool:
    """Whether a link or heading is one piece of text, not a card of several or a title with its date."""
    if any(map(_is_date, node.iterdescendants())):
        return False
    if squeeze(node.text) or any(squeeze(child.tail) for child in node):
        return not any(map(_is_paragraph, node.iterdescendants()))
    holders = list(filter(_shows_text, node))
    return not holders or (len(holders) == 1 and _is_one_piece(holders[0]))


def _is_date(node: HtmlElement) -> bool:
    return isinstance(node.tag, str) and node.tag != "a" and dates.whole(shown(node)) is not None


def _is_paragraph(node: HtmlElement) -> bool:
    return node.tag in _PARAGRAPH and node.tag != "br" and bool(squeeze(shown(node)))


def _shows_text(node: HtmlElement) -> bool:
    return isinstance(node.tag, str) and node.tag not in SILENT and bool(squeeze(shown(node)))


def header_row(run: Run) -> dict[int, str]:
    """The header texts of the table this entry is a row of, by column: those of a first row without links, too."""
    table = next(run[0].iterancestors("table"), None)
    if table is None:
        return {}
    for place, row in enumerate(table.iter("tr")):
        leads_nowhere = not place and len(row) > 1 and row.find(".//a") is None
        if row.getparent().tag == "thead" or row.find("td") is None or leads_nowhere:
            return {column: squeeze(shown(cell)) for column, cell in enumerate(row.iterchildren("th", "td"))}
    return {}


def blocks(run: Run, headers: dict[int, str]) -> list[Block]:
    """The pieces of an entry in their order; `headers`: what its table calls the columns."""
    cutter = _Cutter(headers)
    for node in run:
        around = next(filter(_is_link, node.iterancestors("a")), None)
        cutter.walk(node, "", around, False, "")
        if len(run) > 1 or node.tag in OPEN:
            cutter.add("~", node, node.tail or "", None, False, "")
    return cutter.found


class _Cutter:
    """Cuts an entry into blocks."""

    def __init__(self, headers: dict[int, str]) -> None:
        self.found: list[Block] = []
        self._headers = headers
        self._counts: Counter[str] = Counter()  # of blocks by place
        self._label = ""  # of the next block

    def walk(self, node: HtmlElement, place: str, link: HtmlElement | None, heading: bool, cell: str) -> None:
        """Cuts what an element shows. `place`, `link`, `heading` and `cell`: where it stands, which link or heading it
        is a part of, what its table calls its column."""
        if not _is_shown(node):
            return
        place, cell = self._enter(node, place, cell)
        heading = heading or node.tag in HEADINGS
        if _is_link(node):
            link = node
        if (node.tag in _TOGETHER or node is link) and _is_one_piece(node):
            inner = link if link is not None else next(filter(_is_link, node.iter("a")), None)
            self.add(place, node, shown(node), inner, heading, cell)
            return
        self.add(place, node, node.text or "", link, heading, cell)
        for child in node:
            self.walk(child, place, link, heading, cell)
            self.add(place + "~", node, child.tail or "", link, heading, cell)

    def _enter(self, node: HtmlElement, place: str, cell: str) -> tuple[str, str]:
        """The place that an element is, and what its table calls its column."""
        if node.tag in ("td", "th"):
            column = sum(1 for _ in node.itersiblings("td", "th", preceding=True))
            return f"{place}/td{column}", self._headers.get(column, "")
        return place + "/" + ".".join([node.tag, *(node.get("class") or "").split()]), cell

    def add(self, place: str, node: HtmlElement, text: str, link: HtmlElement | None, heading: bool, cell: str) -> None:
        """Adds a piece of text, or remembers it as what labels the next one."""
        text = squeeze(text)
        if not text and node is not link:
            return
        if link is None and text.endswith((":", "：")) and len(text) <= _LONGEST_LABEL and not dates.whole(text):
            self._label = text.rstrip(":：")
            return
        if not text:
            text = squeeze(node.get("title") or _pictured(node))
        date = dates.whole(text)
        if own := _OWN_LABEL.match(text):  # the label before had no value
            self._label = own[1] if date else ""
        place = f"{place}|{self._label}"
        self._counts[place] += 1
        self.found.append(
            Block(
                place=f"{place}#{self._counts[place]}",
                node=node,
                text=text,
                link=link,
                heading=heading,
                label=f"{self._label} {cell}",
                width=width(text),
                date=date,
                dated=bool(date or dates.search(text)),
                coded=_is_code(text),
                beside=_BESIDE.fullmatch(text) is not None,
            )
        )
        self._label = ""


def _is_link(node: HtmlElement) -> bool:
    return node.tag == "a" and usable(node.get("href"))


def _pictured(link: HtmlElement) -> str:
    """What the pictures of a link without text say."""
    return next((image.get("alt") for image in link.iter("img") if image.get("alt")), "")


def _is_code(text: str) -> bool:
    """Whether a text is a number or a file reference rather than words."""
    signs = [sign for sign in text if sign.isalnum()]
    digits = sum(map(str.isdigit, signs))
    return digits == len(signs) or (digits > _MOST_DIGITS * len(signs) and width(text) <= _WIDEST_CODE)
