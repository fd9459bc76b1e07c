"""Articles that stand in a page's data instead of its markup: an answer of JSON, or the data in a page's scripts.

Stands under `article.read`, which asks where the markup shows hardly any text. Nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from crawler.read import literals, objects
from pipelines import dates
from pipelines.likeness import comparable

_SOURCES = (re.compile(r"(?<!\w)\w*source(?:name)?|laiyuan|ly|origin|copyfrom|fromname|publisher"),)
_AUTHORS = (re.compile(r"author(?:name)?|zuozhe|zz|writer"),)
_LEAST_TITLE = 4  # letters: less may stand in any title
_LONGEST_TITLE, _LONGEST_DAY, _LONGEST_NAME = 300, 60, 40  # characters
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
    known = [text for text in map(comparable, titles) if len(text) >= _LEAST_TITLE]
    found: list[Data] = []
    for value in _values(root):
        found += _articles(value, now)
    if known:
        found = [data for data in found if _names(comparable(data.title), known)]
    elif len({data.title for data in found}) > 1:
        return None
    return max(found, key=lambda data: len(data.body), default=None)


def _values(root: Any) -> Iterator[Any]:
    """What stands in a page's scripts."""
    for script in root.iter("script"):
        kind = (script.get("type") or "").lower()
        yield from literals.values(script.text or "", "json" in kind, script.get("id") or "")


def _names(title: str, known: Iterable[str]) -> bool:
    return len(title) >= _LEAST_TITLE and any(title in other or other in title for other in known)


def _articles(value: Any, now: datetime) -> Iterator[Data]:
    for node in objects.walk(value):
        article = _article(node, now) if isinstance(node, dict) else None
        if article is not None:
            yield article


def _article(node: dict[str, Any], now: datetime) -> Data | None:
    """The article that an object is, None where it lacks a title or a text."""
    fields = objects.fields(node)
    titles = (text for text in _short(fields, objects.TITLES, _LONGEST_TITLE) if "\n" not in text)
    title = next(titles, "")
    body = max(objects.said(fields, objects.BODIES), key=len, default="")
    if not title or len(comparable(body)) < _LEAST:
        return None
    days = (text for text in _short(fields, objects.DATES, _LONGEST_DAY) if dates.parse(text, now))
    return Data(
        title=" ".join(title.split()),
        body=body,
        published=next(days, None),
        source=next(_short(fields, _SOURCES, _LONGEST_NAME), None),
        author=next(_short(fields, _AUTHORS, _LONGEST_NAME), None),
    )


def _short(fields: dict[str, Any], names: tuple[re.Pattern[str], ...], longest: int) -> Iterator[str]:
    return (text for text in objects.said(fields, names) if len(text) <= longest)
