"""What cleaning makes of what a page says. Pure, and a long text takes a while: a crawl has it made by the process that
reads pages (crawler/read/process.py)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from pipelines import documents, languages, text


class Said(NamedTuple):
    """`raw`: title and body it was made of; `text` as `pipelines.text.clean` returns it; the others as the notice's
    fields of these names."""

    raw: tuple[str, str]
    title: str
    tag: str | None
    text: text.Cleaned
    document_date: str | None
    document_number: str | None
    language: str | None
    script: str | None


def said(title_raw: str, body_raw: str) -> Said:
    """Of a title and a body as they stand on the page."""
    title, tag = text.clean_title(title_raw)
    cleaned = text.clean(body_raw)
    if cleaned.text == body_raw:
        cleaned = cleaned._replace(text=body_raw)  # one and the same goes over a socket once
    body = cleaned.text
    return Said(
        (title_raw, body_raw),
        title,
        tag,
        cleaned,
        documents.document_date(title, body),
        documents.document_number(title, body),
        languages.language(body),
        languages.script(body),
    )


def each(texts: Iterable[tuple[str, str] | None]) -> list[Said | None]:
    """Of many titles and bodies; None for none, and where that fails: who makes it again is told why."""
    return [_or_none(text) for text in texts]


def _or_none(text: tuple[str, str] | None) -> Said | None:
    with suppress(Exception):
        return text and said(*text)
    return None
