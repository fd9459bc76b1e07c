"""One article page -> title, body, date, fields, next page, attachments. Called by the spider after fetch; pure."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from pipelines import dates

BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"]
)


@dataclass(frozen=True, slots=True)
class Article:
    """What one page says. `published` is ISO 8601 (Asia/Shanghai); `next` a further page of the same article."""

    title: str = ""
    body: str = ""
    published: str | None = None
    published_raw: str | None = None
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    region: str | None = None
    attachments: tuple[tuple[str, str], ...] = ()
    next: str | None = None
    flags: tuple[str, ...] = ()


def lines(element: Any) -> str:
    """Text of an element, one block a line, cells of a table row on one line."""
    parts: list[str] = []

    def walk(node: Any) -> None:
        for event, child in etree.iterwalk(node, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                parts.append(child.tail or "")
                continue
            block = child.tag in BLOCKS
            if event == "start":
                parts.append("\n" if block else "")
                parts.append(child.text or "")
            else:
                parts.append("\n" if block else " " if child.tag in ("td", "th") else "")
                parts.append((child.tail or "") if child is not node else "")

    walk(element)
    text = re.sub(r"[^\S\n]+", " ", "".join(parts).replace("\r", " "))
    return "\n".join(line for line in (line.strip() for line in text.split("\n")) if line)


def parse(html: str) -> tuple[Any, bool]:
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    data = html.encode("utf-8", "replace")
    root = lxml.html.document_fromstring(data or b"<html/>", parser=parser)
    return root, any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log)


def read(html: str, url: str, now: datetime, title: str | None = None, site: Any = None) -> Article:
    """Read one article page. Never raises on any text."""
    try:
        root, cut = parse(html)
    except (etree.ParserError, ValueError):
        return Article(title=title or "", flags=("empty",))
    body = trafilatura.extract(deepcopy(root), include_comments=False, favor_precision=True) or ""
    name = title or (root.findtext(".//title") or "").strip()
    match = re.search(r"(?:发布时间|发布日期|日期|时间)\s*[:：]\s*([\d\-/年月日: ]{8,20})", lines(root))
    raw = match[1] if match else None
    return Article(name, body, dates.parse(raw, now) if raw else None, raw, flags=("truncated-by-parser",) if cut else ())
