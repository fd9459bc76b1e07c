"""What is asked of an address besides the address: a form or JSON to post, and how an answer's entries are addressed.

All of it stands in the address's fragment, which no server sees, so that the frontier, which knows addresses only,
takes up such a page of a list like any other. Written by what reads pages, read where requests are made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urldefrag, urlencode

_MARK = "ask="


class Asked(NamedTuple):
    """`url` as a server is asked; `form` and `json`: what is posted to it; `item`: the addresses of an answer's entries
    as a pattern, such as /view/{id}.html, with the names of their fields."""

    url: str
    form: tuple[tuple[str, str], ...] = ()
    json: str = ""
    item: str = ""


def address(url: str, form: Iterable[tuple[str, str]] = (), json_text: str = "", item: str = "") -> str:
    """An address that says what is asked of it; the address itself where that is nothing."""
    said = {"form": list(form), "json": json_text, "item": item}
    said = {name: value for name, value in said.items() if value}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f"{urldefrag(url).url}#{_MARK}{quote(text)}" if said else url


def read(url: str) -> Asked:
    """What an address says that is asked of it."""
    bare, _, fragment = url.partition("#")
    if not fragment.startswith(_MARK):
        return Asked(url)
    try:
        said = json.loads(unquote(fragment[len(_MARK) :]))
        form = tuple((str(name), str(value)) for name, value in said.get("form", ()))
        return Asked(bare, form, str(said.get("json", "")), str(said.get("item", "")))
    except (ValueError, TypeError, AttributeError):
        return Asked(url)


def with_question(url: str, asked: str) -> str:
    """The address that answered, with what had been asked at another (it had redirected)."""
    fragment = asked.partition("#")[2]
    return f"{urldefrag(url).url}#{fragment}" if fragment.startswith(_MARK) else url


def request(url: str) -> dict[str, Any]:
    """The arguments of a scrapy.Request for an address."""
    asked = read(url)
    if asked.form:
        kind = "application/x-www-form-urlencoded"
        return {"url": asked.url, "method": "POST", "body": urlencode(asked.form), "headers": {"Content-Type": kind}}
    if asked.json:
        return {"url": asked.url, "method": "POST", "body": asked.json, "headers": {"Content-Type": "application/json"}}
    return {"url": asked.url}
