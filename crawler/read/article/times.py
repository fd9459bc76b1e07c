"""Days that a page writes for machines: in <time>, in its metadata. Under dates.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crawler.read.article.lines import Line

META = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "datepublished",
    "firstpublishedtime",
    "publish_time",
    "og:release_date",
)
_APART = ("article", "li")  # what holds another article, or a comment


def named(data: dict[str, str]) -> Iterator[str]:
    """What the page's metadata says; of two that are of publication the earlier, since the other is one of the last
    change then."""
    said = [data[name] for name in META if name in data]
    if "article:published_time" in data and "datepublished" in data:
        first, other = data["article:published_time"], data["datepublished"]
        if other[:10] < first[:10] and re.match(r"\d{4}-\d\d-\d\d", other):
            said.insert(said.index(first), other)
    yield from said


def published(root: Any, heading: Any) -> Iterator[str]:
    """What each <time> says that is called one of publication, but for those of entries and of other articles."""
    around = None
    for node in root.iter("time"):
        said = node.get("datetime")
        called = f"{node.get('itemprop')} {node.get('class')}".lower()
        if said is None or not ("published" in called or node.get("pubdate") is not None):
            continue
        if around is None:
            around = set() if heading is None else set(heading.iterancestors())
        box = next(node.iterancestors(*_APART), None)
        if box is None or heading is None or box in around:
            yield said


def timed(line: Line) -> Iterator[str]:
    """What a <time> that is all of a line says for machines: <time datetime="2024-06-13">六月十三日</time>."""
    for node in (line.node, *line.node.iterchildren("time")):
        whole = node.tag == "time" and "".join(node.text_content().split()) == "".join(line.text.split())
        if whole and node.get("datetime") and not _changed(node):
            yield node.get("datetime")


def _changed(node: Any) -> bool:
    """Whether a <time> is that of the last change."""
    return bool(re.search("modif|updat", f"{node.get('itemprop')} {node.get('class')}", re.I))


def without_changes(line: Line) -> str:
    """What a line says but for a <time> of the last change."""
    text = line.spaced
    for node in line.node.iter("time"):
        if _changed(node):
            text = text.replace(" ".join(node.text_content().split()), " ")
    return text
