"""The fields of the entries of one group: each entry is cut into blocks, blocks in the same place of different
entries form a column, and columns are chosen for title, link and date. Used by listing.py."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler import listing_dates
from crawler.listing_groups import HEADINGS, SILENT, tokens, usable, width

_ATOMIC = HEADINGS | {"time"}
_PARAGRAPH = frozenset(
    ["p", "div", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "ul", "ol", "dl", "table", "section", "article", "header", "footer", "blockquote", "pre"]
)
_HIDDEN = frozenset(["sr", "visuallyhidden", "hidden"])
# What a link that is not the entry's own says.
_BESIDE = re.compile(
    r"^\W*(?:\[?(?:查看)?(?:详情|详细|全文|更多|原文)|(?:点击)?(?:查看|阅读|进入|下载|浏览).{0,6}|(?:政策|文字|图文|视频|图解|相关|一图)?(?:解读|图解)|了解更多|"
    r"分享|收藏|打印|附件|read (?:more|on|in full)|more|details?|view.{0,9}|download.{0,6}|pdf.{0,12}|docx?|mehr.{0,14}|weiterlesen.*|weiter|"
    r"zum artikel|overview.*|summary|case details|ada|here|link|full (?:text|story)|continue reading.*|learn more|comments?|\d+ comments?|permalink)\W*$",
    re.I,
)
_TITLE_WORDS = frozenset(["title", "caption", "headline", "subject", "name", "case", "biaoti", "tit", "bt", "titel"])
_TITLE_LABEL = re.compile(
    r"标题|题名|名称|title|caption|case name|subject|style|parties|betreff|titel|headline", re.I
)
_DATE_WORDS = frozenset(["date", "time", "datetime", "pubdate", "published", "posted", "day", "rq", "sj", "riqi", "shijian", "datum"])
_DATE_LABEL = re.compile(r"日期|时间|date|filed|issued|decided|released|posted|datum|veröffentlicht", re.I)
_CUT = re.compile(r"(?:…+|\.{3,}|‥)\s*$")


@dataclass(slots=True)
class Block:
    """A smallest piece of an entry: its place (same in every entry), text and link."""

    place: str
    node: HtmlElement
    text: str
    link: HtmlElement | None
    heading: bool
    label: str
    attribute: str


def squeeze(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def blocks(run: list[HtmlElement], headers: dict[int, str]) -> list[Block]:
    found: list[Block] = []
    counts: Counter[str] = Counter()
    label = ""

    def emit(
        place: str, node: HtmlElement, text: str, link: HtmlElement | None, heading: bool, cell: str
    ) -> None:
        nonlocal label
        text = squeeze(text)
        attribute = node.get("title") or (link.get("title") if link is not None else "") or ""
        if not text and not (link is not None and node is link):
            return
        if text.endswith((":", "：")) and len(text) < 30 and link is None:
            label = text.rstrip(":：")
            return
        place = f"{place}|{label}"
        counts[place] += 1
        found.append(
            Block(f"{place}#{counts[place]}", node, text, link, heading, f"{label} {cell}", attribute)
        )
        label = ""

    def walk(node: HtmlElement, place: str, link: HtmlElement | None, heading: bool, cell: str) -> None:
        if not isinstance(node.tag, str) or node.tag in SILENT or not _HIDDEN.isdisjoint(tokens(node)):
            return
        if node.tag in ("td", "th"):
            index = sum(1 for s in node.itersiblings("td", "th", preceding=True))
            place += f"/td{index}"
            cell = headers.get(index, "")
        else:
            place += f"/{node.tag}" + (
                f".{'.'.join(t for t in (node.get('class') or '').split())}" if node.get("class") else ""
            )
        heading = heading or node.tag in HEADINGS
        if node.tag == "a" and usable(node.get("href")):
            link = node
        if (node.tag in _ATOMIC or node is link) and _whole(node, link):
            inner = link
            if inner is None:
                inner = next((a for a in node.iter("a") if usable(a.get("href"))), None)
            emit(place, node, _text(node), inner, heading, cell)
            return
        emit(place, node, node.text or "", link, heading, cell)
        for child in node:
            walk(child, place, link, heading, cell)
            emit(place + "~", node, child.tail or "", link, heading, cell)

    for node in run:
        enclosing = next((a for a in node.iterancestors("a") if usable(a.get("href"))), None)
        walk(node, "", enclosing, False, "")
        if len(run) > 1 or node.tag in ("a", "b", "strong"):
            emit("~", node, node.tail or "", None, False, "")
    return found


def _whole(node: HtmlElement, link: HtmlElement | None) -> bool:
    """Whether a link or heading is one piece, not a card with several."""
    if squeeze(node.text) or any(squeeze(child.tail) for child in node):
        return not any(
            d.tag in _PARAGRAPH and d.tag != "br" and squeeze(_text(d))
            for d in node.iterdescendants()
            if isinstance(d.tag, str)
        )
    holders = [c for c in node if isinstance(c.tag, str) and squeeze(_text(c))]
    if not holders:
        return True
    return len(holders) == 1 and _whole(holders[0], link)


def _text(node: HtmlElement) -> str:
    """Text a reader sees, without screen-reader extras."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in SILENT and _HIDDEN.isdisjoint(tokens(child)):
            parts.append(" " if child.tag in _PARAGRAPH else "")
            parts.append(_text(child))
            parts.append(" " if child.tag in _PARAGRAPH else "")
        parts.append(child.tail or "")
    return "".join(parts)


def lines(run: list[HtmlElement]) -> str:
    """The run's text, a line a paragraph."""
    parts: list[str] = []

    def walk(node: HtmlElement) -> None:
        if not isinstance(node.tag, str) or node.tag in SILENT:
            return
        block = node.tag in _PARAGRAPH
        parts.append("\n" if block else "")
        parts.append(re.sub(r"\s+", " ", node.text or ""))
        for child in node:
            walk(child)
            parts.append(re.sub(r"\s+", " ", child.tail or ""))
        parts.append("\n" if block else "")

    for node in run:
        walk(node)
    return "\n".join(line for raw in "".join(parts).split("\n") if (line := squeeze(raw)))


def coded(text: str) -> bool:
    """Whether a text is a number or a file reference rather than words."""
    letters = sum(c.isalpha() for c in text)
    return letters == 0 or (
        sum(c.isdigit() for c in text) > 0.35 * len(re.sub(r"\W", "", text)) and width(text) < 40
    )


def headers(run: list[HtmlElement]) -> dict[int, str]:
    """The header texts of the table the entry is a row of, by column."""
    table = next(run[0].iterancestors("table"), None)
    if table is None:
        return {}
    row = next((r for r in table.iter("tr") if r.find("th") is not None and r.find("td") is None), None)
    return {i: squeeze(_text(cell)) for i, cell in enumerate(row)} if row is not None else {}


def columns(rows: list[list[Block]]) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = defaultdict(list)
    for row in rows:
        for block in row:
            found[block.place].append(block)
    return found


def title_score(column: list[Block], n: int, first: float) -> float:
    """How well a column would serve as titles."""
    texts = [b.text for b in column if b.text]
    if not texts:
        return -9.0
    count = len(texts)
    distinct = len(set(texts)) / count
    middle = sorted(width(t) for t in texts)[count // 2]
    score = 2.0 * count / n + 2.0 * distinct * min(1.0, count / 3)
    score += 2.0 * min(1.0, middle / 20) - min(2.0, max(0, middle - 90) / 40)
    score += 1.5 * any(b.heading for b in column)
    score += 1.2 * (sum(b.link is not None for b in column) / count)
    score += 1.0 * bool(_TITLE_WORDS.intersection(tokens(column[0].node))) + 1.0 * bool(
        _TITLE_LABEL.search(column[0].label)
    )
    score -= 4.0 * sum(listing_dates.whole(t) is not None for t in texts) / count
    score -= 2.5 * sum(coded(t) for t in texts) / count
    score -= 4.0 * sum(_BESIDE.match(t) is not None for t in texts) / count
    return score - 0.8 * first


def choose_titles(rows: list[list[Block]]) -> list[Block | None]:
    found = columns(rows)
    places: dict[str, float] = {}
    for row in rows:
        for index, block in enumerate(row):
            places.setdefault(block.place, index / max(4, len(row)))
    ranked = {place: title_score(column, len(rows), places[place]) for place, column in found.items()}
    return [max((b for b in row if b.text), key=lambda b: ranked[b.place], default=None) for row in rows]


def choose_links(rows: list[list[Block]], titles: list[Block | None], host: str) -> list[HtmlElement | None]:
    found = columns(rows)
    scores = {}
    for place, column in found.items():
        hrefs = [b.link.get("href") for b in column if b.link is not None]
        if not hrefs:
            continue
        score = 2.0 * len(hrefs) / len(rows) + 3.0 * len(set(hrefs)) / len(hrefs) * min(1.0, len(hrefs) / 3)
        score -= 0.5 * sum(_BESIDE.match(b.text) is not None for b in column) / len(column)
        score += 0.3 * any(host and (f"//{host}" in h or "//" not in h) for h in hrefs)
        scores[place] = score + 1.0 * any(b.heading for b in column)
    chosen = []
    for row, title in zip(rows, titles, strict=True):
        if title is not None and title.link is not None:
            chosen.append(title.link)
            continue
        linked = [b for b in row if b.link is not None]
        chosen.append(max(linked, key=lambda b: scores[b.place], default=None).link if linked else None)
    return chosen


def full_title(block: Block) -> str:
    """The block's text, or the title attribute where the text is a cut of it."""
    text, attribute = block.text, squeeze(block.attribute)
    stem = _CUT.sub("", text)
    if (
        attribute
        and (stem != text or not text)
        and len(attribute) > len(stem)
        and attribute.startswith(stem[: max(4, len(stem) - 1)])
    ):
        return attribute
    return text or attribute


def choose_dates(
    rows: list[list[Block]], titles: list[Block | None], runs: list[list[HtmlElement]]
) -> list[str | None]:
    found = columns(rows)
    scores: dict[str, float] = {}
    for place, column in found.items():
        wholes = sum(listing_dates.whole(b.text) is not None for b in column)
        inner = sum(listing_dates.search(b.text) is not None for b in column)
        if wholes or inner:
            scores[place] = (2.0 * wholes + inner) / len(column) + len(column) / len(rows)
            scores[place] += 0.5 * bool(_DATE_WORDS.intersection(tokens(column[0].node)))
            scores[place] += 0.5 * bool(_DATE_LABEL.search(column[0].label)) + 0.5 * (
                column[0].node.tag == "time"
            )
    chosen: list[str | None] = []
    for row, title, run in zip(rows, titles, runs, strict=True):
        dated = [b for b in row if b.place in scores and b is not title]
        best = max(dated, key=lambda b: scores[b.place], default=None)
        text = (
            (listing_dates.whole(best.text) or listing_dates.search(best.text)) if best is not None else None
        )
        if (
            best is not None
            and best.node.tag == "time"
            and best.node.get("datetime")
            and len(best.node.get("datetime")) >= 8
        ):
            text = best.node.get("datetime")
        chosen.append(text or _split(row) or _attribute(run))
    return chosen


def _split(row: list[Block]) -> str | None:
    """A date told in pieces: the day large, year and month small, in either order."""
    texts = [b.text.strip(" []/-") for b in row]
    for a, b in zip(texts, texts[1:], strict=False):
        for day, rest in ((a, b), (b, a)):
            if re.fullmatch(r"[0-3]?\d日?", day) and (
                m := re.fullmatch(r"((?:19|20)\d\d)\s?[-/.年]\s?([01]?\d)月?", rest)
            ):
                return f"{m[1]}-{int(m[2]):02d}-{int(day.rstrip('日')):02d}"
            if re.fullmatch(r"(?:19|20)\d\d年?", day) and (
                m := re.fullmatch(r"([01]?\d)\s?[-/.月]\s?([0-3]?\d)日?", rest)
            ):
                return f"{day[:4]}-{int(m[1]):02d}-{int(m[2]):02d}"
    return None


def _attribute(run: list[HtmlElement]) -> str | None:
    for node in run:
        for element in node.iter():
            if not isinstance(element.tag, str):
                continue
            for name, value in element.attrib.items():
                if name.startswith(("datetime", "data-", "title", "value")) and (
                    date := listing_dates.whole(value)
                ):
                    return date
    return None
