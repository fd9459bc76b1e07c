"""Objects in a page's data -> entries of a list. Used by embedded.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urljoin

from crawler.read import objects
from crawler.read.listing import blocks
from nouns.found import Entry
from pipelines import dates

_WHOLE = 200  # characters from which a content field is taken for the whole text
_LONGEST_TITLE, _LONGEST_DATE = 300, 60  # characters
_WORD = re.compile(r"[^\W\d]{2}")
_ADDRESS = re.compile(r"(?!javascript:|data:)\S*[/.?]\S*", re.I)
_CUT = ("…", "...")
_FIELD = re.compile(r"\{(\w+)\}")  # in a pattern such as /view/{id}.html


def longest(
    value: Any, url: str, now: datetime, linked_data: bool = False, made: Sequence[str] = ()
) -> tuple[Entry, ...]:
    """The longest array in a value whose objects read as entries. Outside linked data most must be dated: menus are
    not. `made`: the addresses that the page's script puts together."""
    best: list[Entry] = []
    for rows in filter(_is_table, objects.walk(value)):
        found = list(filter(None, (_entry(row, url, now, made) for row in rows if isinstance(row, dict))))
        if 2 * len(found) <= len(rows):
            continue
        if linked_data or _most_are_dated(found):
            best = max(best, found, key=len)
    return tuple(replace(entry, position=at) for at, entry in enumerate(best, 1))


def _is_table(rows: Any) -> bool:
    if not isinstance(rows, list) or len(rows) < 2:
        return False
    return 2 * sum(isinstance(row, dict) for row in rows) > len(rows)


def _most_are_dated(entries: Sequence[Entry]) -> bool:
    return 2 * sum(entry.published is not None for entry in entries) > len(entries)


def _entry(row: dict[str, Any], url: str, now: datetime, made: Sequence[str]) -> Entry | None:
    """An object as an entry: it has a title, and an address or its whole text."""
    if isinstance(row.get("item"), dict):
        row = {**row, **row["item"]}
    if objects.is_furniture(row):
        return None
    fields = objects.fields(row)
    title = _title(fields)
    if not title:
        return None
    try:
        address = _address(row, fields, url, made)
    except ValueError:
        return None
    text = next(objects.said(fields, objects.BODIES), None)
    body = text if text and _is_whole(text) else None
    if not address and not body:
        return None
    if address and urldefrag(address).url == urldefrag(url).url:
        return None
    summary = None if body else next(objects.said(fields, objects.SUMMARIES), text)
    date, published = _date(fields, now)
    return Entry(0, address, blocks.squeeze(title), date, published, body, summary)


def _title(fields: dict[str, Any]) -> str | None:
    for text in objects.said(fields, objects.TITLES):
        if len(text) <= _LONGEST_TITLE and _WORD.search(text):
            return text
    return None


def _is_whole(text: str) -> bool:
    return len(text) >= _WHOLE and not text.endswith(_CUT)


def _date(fields: dict[str, Any], now: datetime) -> tuple[str | None, str | None]:
    """The first date, as written and as understood."""
    for text in objects.said(fields, objects.DATES):
        published = dates.parse(text, now) if len(text) <= _LONGEST_DATE else None
        if published:
            return text, published
    return None, None


def _address(row: dict[str, Any], fields: dict[str, Any], url: str, made: Sequence[str]) -> str | None:
    """Where an entry leads. Raises ValueError for what is no address."""
    named = next(filter(_ADDRESS.fullmatch, objects.said(fields, objects.URLS)), None)
    link = named or _made(row, made) or _path(fields)
    return urljoin(url, link) if link else None


def _made(row: dict[str, Any], patterns: Sequence[str]) -> str | None:
    """The address that a script puts together from a row's fields."""
    for pattern in patterns:
        said = {name: _single(row.get(name)) for name in _FIELD.findall(pattern)}
        if said and all(said.values()):
            return _filled(pattern, said)
    return None


def _single(value: Any) -> str:
    return str(value).strip() if isinstance(value, (str, int)) else ""


def _filled(pattern: str, said: dict[str, str]) -> str:
    return _FIELD.sub(lambda found: said[found[1]], pattern)


def _path(fields: dict[str, Any]) -> str | None:
    """The path that a page of one program calls its entry by: "slug": "/news/7"."""
    slug = fields.get("slug")
    return slug if isinstance(slug, str) and re.fullmatch(r"/\S+", slug) else None
