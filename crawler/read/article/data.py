"""Articles that stand in a page's data instead of its markup: an answer of JSON, or the data in a page's scripts.

Stands under `article.read`, which asks where the markup shows hardly any text. Nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from crawler.read import embedded, literals
from pipelines import dates
from pipelines.likeness import comparable

_SOURCES = (re.compile(r"(?<!\w)\w*source(?:name)?|laiyuan|ly|origin|copyfrom|fromname|publisher"),)
_AUTHORS = (re.compile(r"author(?:name)?|zuozhe|zz|writer"),)
_LEAST = 40  # letters that make a field an article's text, in the data of a page whose title says whose it is
_CALL = re.compile(r"[\w$.]{1,60}\((.*)\)\s*;?", re.S)


class Data(NamedTuple):
    """What an object says of an article; `published` as written there."""

    title: str
    body: str
    published: str | None
    source: str | None
    author: str | None


def is_data(text: str) -> bool:
    """Whether an answer is JSON (JSONP too) and no page."""
    return bool(re.match(r"\s*(?:[\w$.]{1,60}\(\s*)?[{\[]\s*[\"{\[]", text))


def of_answer(text: str, now: datetime) -> Data | None:
    """The article that an answer of JSON is: of its objects with a title and a text the one with the longest text."""
    text = text.strip("\ufeff \r\n\t")
    if call := _CALL.fullmatch(text):
        text = call[1]
    value = literals.load(text)
    if value is None:
        return None
    return max(_articles(value, now), key=lambda data: len(data.body), default=None)


def of_scripts(root: Any, titles: Iterable[str], now: datetime) -> Data | None:
    """The article in a page's scripts, of an object that bears one of the page's titles; the only one there, where
    the page has no titles."""
    known = [text for title in titles if len(text := comparable(title)) >= 4]
    found: list[Data] = []
    for script in root.iter("script"):
        kind = (script.get("type") or "").lower()
        for value in literals.values(script.text or "", "json" in kind, script.get("id") or ""):
            articles = _articles(value, now)
            found += (data for data in articles if not known or _names(comparable(data.title), known))
    if not known and len({data.title for data in found}) > 1:
        return None
    return max(found, key=lambda data: len(data.body), default=None)


def _names(title: str, known: Iterable[str]) -> bool:
    return len(title) >= 4 and any(title in other or other in title for other in known)


def _articles(value: Any, now: datetime) -> Iterator[Data]:
    for node in embedded.walk(value):
        if not isinstance(node, dict):
            continue
        fields = {re.sub(r"[^a-z@]", "", key.lower()): said for key, said in node.items() if len(key) <= 40}
        title = next((text for text in _said(fields, embedded.TITLES) if "\n" not in text and len(text) <= 300), "")
        body = max(_said(fields, embedded.BODIES), key=len, default="")
        if not title or len(comparable(body)) < _LEAST:
            continue
        day = next((text for text in _said(fields, embedded.DATES) if len(text) <= 60 and dates.parse(text, now)), None)
        source, author = (
            next((text for text in _said(fields, names) if len(text) <= 40), None) for names in (_SOURCES, _AUTHORS)
        )
        yield Data(" ".join(title.split()), body, day, source, author)


def _said(fields: dict[str, Any], names: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    return (
        t
        for name in names
        for key, said in fields.items()
        if said and name.fullmatch(key) and (t := embedded.plain(said))
    )
