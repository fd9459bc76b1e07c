"""What stands on an article's page and is none of it, by the names its makers gave: readers' comments, advertisements.
Stands under `article.read`, which takes it out of the text that it found."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from crawler.read.article.anatomy import Anatomy
from pipelines.likeness import comparable, letters

_NAME = re.compile(
    r"(?:[a-z]{1,12}[-_])?(?:comments?|pinglun|liuyan)(?:[-_]?(?:list|box|area|wrap|section|main|con|item|form)s?)?"
    r"|ads?|advert(?:isement)?s?|guanggao|ads?[-_](?:box|wrap|con|content|banner|img|area)",
    re.I,
)
_MAY_STAND = (
    "omment",
    "inglun",
    "iuyan",
    "uanggao",
    "dvert",
    '"ad',
    "'ad",
    "=ad",
    " ad",
)  # without one of them none is named
_LEAST = 60  # letters of a text
_BOXES = ("div", "section", "aside", "ul", "ol", "dl", "table")


def without(body: str, root: Any, html: str, anatomy: Anatomy) -> str:
    """A text without the lines that stand in boxes so called and nowhere else; as it is where hardly any is left of it:
    names lie."""
    if not any(name in html for name in _MAY_STAND):
        return body
    spans = anatomy.spans.of
    inside = {at for box in root.iter(*_BOXES) if box in spans and _is_named(box) for at in range(*spans[box])}
    if not inside:
        return body
    apart, elsewhere = set[str](), set[str]()
    for at, line in enumerate(anatomy.page):
        (apart if at in inside else elsewhere).add(comparable(line.text))
    kept = "\n".join(line for line in body.split("\n") if comparable(line) not in apart - elsewhere)
    return kept if len(letters(kept)) >= _LEAST else body


def _is_named(node: Any) -> bool:
    return any(_says_so(names) for names in (node.get("class"), node.get("id")) if names)


@lru_cache(maxsize=4096)  # a page's boxes share a few names, and a site's pages all of them
def _says_so(names: str) -> bool:
    return any(map(_NAME.fullmatch, names.split()))
