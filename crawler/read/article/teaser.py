"""Paragraphs that tell what a text is about: one that microdata keep apart from it, those that repeat how it begins.
Under article.read and body.py."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from crawler.read.article.anatomy import Anatomy
from crawler.read.article.lines import weight
from pipelines.likeness import comparable

_LEAD_LABEL = re.compile(r"^\W{0,2}(?:内容)?(?:摘要|导读|提要|简介|概要)\W{0,3}\s*[:：]")
_CUT = ("…", "...")  # how a teaser ends
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


def without_teasers(kept: list[str]) -> list[str]:
    """Without the lines that begin what the text says in full."""
    if not any(line.rstrip().endswith(_CUT) for line in kept):
        return kept
    said = "".join(map(comparable, kept))

    def repeats(line: str) -> bool:
        stem = comparable(_LEAD_LABEL.sub("", line)) if line.rstrip().endswith(_CUT) else ""
        return len(stem) >= 20 and said.count(stem) > 1

    return [line for line in kept if not repeats(line)]
