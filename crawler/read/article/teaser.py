"""The paragraph that microdata keep apart from the text it begins. Under article.read."""

from __future__ import annotations

from typing import Any

from lxml import etree

from crawler.read.article.anatomy import Anatomy
from crawler.read.article.lines import weight
from pipelines.likeness import comparable

_TEASERS = etree.XPath("descendant::*[@itemprop='description'][ancestor::*[@itemscope]//*[@itemprop='articleBody']]")


def with_teaser(root: Any, anatomy: Anatomy, text: str) -> str:
    """A text under what microdata call its description, where that stands above it and is no part of it."""
    said = comparable(text)
    for node in _TEASERS(root) if text else ():
        start, end = anatomy.spans.of.get(node, (0, 0))
        held = anatomy.page[start:end]
        shown = anatomy.start <= start and end <= anatomy.foot and sum(map(weight, held)) > 0
        if shown and not any(line.link or comparable(line.text) in said for line in held):
            return "\n".join([*(line.text for line in held), text])
    return text
