"""What stands on an article's page and is none of it, by the names its makers gave: readers' comments, advertisements.
Stands under `article.read`, which takes it out of the text that it found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from crawler.read.article.lines import Line
from pipelines.likeness import letters

_NAME = re.compile(
    r"(?!(?:has|no|show|with|allow)[-_])(?:[a-z]{1,12}[-_])?(?:comments|comment[-_]?(?:list|area|section)s?|pinglun|liuyan[-_]?list)"
    r"|ads?|advert(?:isement)?s?|guanggao|ads?[-_](?:box|wrap|con|content|banner|img|area)",
    re.I,
)
_LEAST = 60  # letters of a text


def without(body: str, page: Sequence[Line]) -> str:
    """A text without the page's lines that stand in boxes so called and nowhere else; as it is where hardly any is left
    of it: names lie."""
    said = body.split("\n")
    wanted = set(said)
    apart, elsewhere = set[str](), set[str]()
    inside: dict[Any, bool] = {None: False}
    for line in page:
        if line.text in wanted:
            (apart if _is_inside(line.node, inside) else elsewhere).add(line.text)
    if not apart:
        return body
    kept = "\n".join(line for line in said if line not in apart - elsewhere)
    return kept if len(letters(kept)) >= _LEAST else body


def _is_inside(node: Any, known: dict[Any, bool]) -> bool:
    """Whether an element stands in a box so called; `known`: of elements that were asked, of none it is false."""
    climbed = []
    while node not in known and not _is_named(node):
        climbed.append(node)
        node = node.getparent()
    found = known.setdefault(node, True)
    known.update(dict.fromkeys(climbed, found))
    return found


def _is_named(node: Any) -> bool:
    return any(_says_so(names) for names in (node.get("class"), node.get("id")) if names)


@lru_cache(maxsize=4096)  # a page's boxes share a few names, and a site's pages all of them
def _says_so(names: str) -> bool:
    return any(map(_NAME.fullmatch, names.split()))
