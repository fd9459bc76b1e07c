"""An entry taken apart into its smallest pieces of text, each with its place, link and label. For fields.py."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.read.listing import dates
from crawler.read.listing.page import HEADINGS, OPEN, SILENT, usable, width, words

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
_MARKS = words("i em b span font sup strong u small label")
_BADGE = re.compile(r"\s*[\[【(（]?(?:置顶|顶置|顶|荐|热|新|热点|最新|推荐|new!?|hot!?|top)[\]】)）]?\s*", re.I)
_BREAKS = re.compile("[\u00ad\u200b\ufeff]")


@dataclass(slots=True)
class Block:
    """A smallest piece of an entry: its place (the same in alike entries), text, link, and what labels it."""

    place: str
    node: HtmlElement
    text: str
    link: HtmlElement | None
    heading: bool
    label: str
    wide: int
    date: str | None
    dated: bool
    coded: bool
    beside: bool


def squeeze(text: str | None) -> str:
    """One line, single spaces, without soft hyphens and other signs that only guide line breaks."""
    return " ".join(_BREAKS.sub("", text or "").split())


def _hidden(node: HtmlElement) -> bool:
    names = node.get("class")
    return bool(names) and not _HIDDEN.isdisjoint(
        re.sub(r"visually-hidden|screen-reader", "sr", names.lower()).replace("-", " ").split()
    )


def _badge(node: HtmlElement) -> bool:
    """Whether an element is a mark that comes and goes: <i class="top">置顶</i>."""
    text = node.text if node.tag in _MARKS and not len(node) else None
    return bool(text) and len(text) < 12 and bool(_BADGE.fullmatch(text))


def shown(node: HtmlElement) -> str:
    """The text a reader sees, without extras for screen readers and marks that come and go."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in SILENT and not _hidden(child) and not _badge(child):
            edge = " " if child.tag in _PARAGRAPH else ""
            parts += [edge, shown(child), edge]
        parts.append(child.tail or "")
    return "".join(parts)


def lines(run: list[HtmlElement], without: Collection[HtmlElement] = ()) -> str:
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
    return "\n".join(line for raw in "".join(parts).split("\n") if (line := squeeze(raw)))


def _whole(node: HtmlElement) -> bool:
    """Whether a link or heading is one piece of text, not a card of several or a title with its date."""
    for inner in node.iterdescendants():
        if isinstance(inner.tag, str) and inner.tag not in OPEN and dates.whole(shown(inner)):
            return False
    if squeeze(node.text) or any(squeeze(child.tail) for child in node):
        return not any(d.tag in _PARAGRAPH and squeeze(shown(d)) for d in node.iterdescendants() if d.tag != "br")
    holders = [c for c in node if isinstance(c.tag, str) and c.tag not in SILENT and squeeze(shown(c))]
    return not holders or (len(holders) == 1 and _whole(holders[0]))


def header_row(run: list[HtmlElement]) -> dict[int, str]:
    """The header texts of the table this entry is a row of, by column."""
    table = next(run[0].iterancestors("table"), None)
    rows = table.iter("tr") if table is not None else ()
    row = next((r for r in rows if r.getparent().tag == "thead" or r.find("td") is None), None)
    return {i: squeeze(shown(c)) for i, c in enumerate(row.iterchildren("th", "td"))} if row is not None else {}


def blocks(run: list[HtmlElement], headers: dict[int, str]) -> list[Block]:
    found: list[Block] = []
    counts: Counter[str] = Counter()
    label = ""

    def emit(place: str, node: HtmlElement, text: str, link: HtmlElement | None, heading: bool, cell: str) -> None:
        nonlocal label
        text = squeeze(text)
        if not text and node is link:
            text = squeeze(link.get("title") or next((i.get("alt") for i in link.iter("img") if i.get("alt")), ""))
        if text.endswith((":", "：")) and len(text) < 30 and link is None and not dates.whole(text):
            label = text.rstrip(":：")
        elif text or node is link:
            place = f"{place}|{label}"
            counts[place] += 1
            date = dates.whole(text)
            dated, beside = bool(date or dates.search(text)), bool(_BESIDE.fullmatch(text))
            place, labels = f"{place}#{counts[place]}", f"{label} {cell}"
            found.append(Block(place, node, text, link, heading, labels, width(text), date, dated, coded(text), beside))
            label = ""

    def walk(node: HtmlElement, place: str, link: HtmlElement | None, heading: bool, cell: str) -> None:
        if not isinstance(node.tag, str) or node.tag in SILENT or _hidden(node):
            return
        if node.tag in ("td", "th"):
            index = sum(1 for _ in node.itersiblings("td", "th", preceding=True))
            place, cell = f"{place}/td{index}", headers.get(index, "")
        else:
            place += "/" + ".".join([node.tag, *(node.get("class") or "").split()])
        heading = heading or node.tag in HEADINGS
        if node.tag == "a" and usable(node.get("href")):
            link = node
        if (node.tag in HEADINGS or node.tag == "time" or node is link) and _whole(node):
            inner = next((a for a in node.iter("a") if usable(a.get("href"))), None) if link is None else link
            emit(place, node, shown(node), inner, heading, cell)
            return
        emit(place, node, node.text or "", link, heading, cell)
        for child in node:
            walk(child, place, link, heading, cell)
            emit(place + "~", node, child.tail or "", link, heading, cell)

    for node in run:
        walk(node, "", next((a for a in node.iterancestors("a") if usable(a.get("href"))), None), False, "")
        if len(run) > 1 or node.tag in OPEN:
            emit("~", node, node.tail or "", None, False, "")
    return found


def coded(text: str) -> bool:
    """Whether a text is a number or a file reference rather than words."""
    signs = [c for c in text if c.isalnum()]
    digits = sum(c.isdigit() for c in signs)
    return digits == len(signs) or (digits > 0.35 * len(signs) and width(text) < 40)
