"""A row of a file as a Notice before cleaning: what its fields mean, and which row is none. Pure; for importing.py."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from nouns.items import Notice
from pipelines.identity import canonical_url, inline_url

TEXTS = (
    "site",
    "url",
    "link",
    "listing_url",
    "title",
    "title_raw",
    "tag",
    "body",
    "body_raw",
    "published",
    "published_raw",
    "source",
    "author",
    "region",
)


class BadRow(ValueError):
    """Raised for a row that is no notice: not JSON, a field of the wrong kind."""


def notice(values: dict[str, Any], line: int, path: Path, site: str, fetched_at: datetime) -> Notice:
    """A row as a Notice before cleaning. Its fields are the columns of `notices`; only title and body must be there.

    A row that names no site is of `site`; one without an address gets one made of its `id`, so that copies under ids of
    their own are notices of their own, or else of what it says. Raises BadRow.
    """
    said = _texts(values)
    site = said.get("site") or site
    title, body = _title(said), said.get("body_raw") or said.get("body", "")
    address = said.get("url") or said.get("link")
    try:
        _ = urlsplit(address or "").port  # raises ValueError for what is no address
        url = canonical_url(address) if address else _address(values.get("id"), site, title, body)
    except ValueError as error:
        raise BadRow(f"url: {error}") from None
    link = said.get("link") or address
    return Notice(
        site=site,
        url=url,
        link=link if link != url else None,
        listing_url=said.get("listing_url") or path.absolute().as_uri(),
        position=line,
        title_raw=title,
        body_raw=body,
        fetched_at=_moment(values.get("fetched_at")) or fetched_at,
        published_raw=said.get("published_raw") or said.get("published"),
        source=said.get("source"),
        author=said.get("author"),
        region=said.get("region"),
        attachments=_attachments(values.get("attachments")),
    )


def _texts(values: dict[str, Any]) -> dict[str, str]:
    """The fields of TEXTS that the row has. Raises BadRow for one that is no text."""
    said: dict[str, str] = {}
    for name in TEXTS:
        value = values.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            raise BadRow(f"{name}: not a text: {value!r:.100}")
        said[name] = _sound(value)
    return said


def _title(said: dict[str, str]) -> str:
    """The title as a page has it: with its tag before it, where the row has them apart."""
    if title := said.get("title_raw"):
        return title
    title = said.get("title", "")
    return f"【{said['tag']}】{title}" if said.get("tag") else title


def _address(id: Any, site: str, title: str, body: str) -> str:
    if id is None or id == "":
        return inline_url(f"import:{site}", title, body)
    if not isinstance(id, (str, int)):
        raise BadRow(f"id: neither a text nor a number: {id!r:.100}")
    return f"import:{site}#{quote(_sound(str(id)), safe='')}"


def _sound(text: str) -> str:
    """Text that SQLite stores whole: surrogate pairs joined, lone ones U+FFFD, no NUL."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value.replace("Z", "+00:00"))  # Python 3.10 does not know Z
    except (AttributeError, ValueError):
        return None
    return found if found.tzinfo else None


def _attachments(value: Any) -> list[tuple[str, str]]:
    if isinstance(value, str):  # as the column holds it
        try:
            value = json.loads(value)
        except ValueError:
            raise BadRow("attachments: not JSON") from None
    try:
        return [(_sound(name), _sound(url)) for name, url in value or ()]
    except (TypeError, ValueError, AttributeError):
        raise BadRow("attachments: not a list of [name, address]") from None
