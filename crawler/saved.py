"""A saved page: the address it says it was saved from. Addresses on a page are mostly relative, and a file has none."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

BEGINNING = 200_000  # characters of a page in which its head ends
# What browsers and their extensions write into the pages they save.
SAVED_FROM = re.compile(r"<!--\s{0,20}(?:saved from url=\(\d+\)|[^<>]{0,80}?\burl:\s*)(https?://[^\s<>\"]+)", re.I)
TAG = re.compile(r"<(base|link|meta)\b([^<>]*)>", re.I)
ATTRIBUTE = re.compile(r"""(?<![a-z:-])([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)


def address(text: str) -> str | None:
    """The first of: what the browser wrote that saved it, <base>, canonical, og:url, where it is a whole address."""
    head = text[:BEGINNING]
    named: dict[str, str] = {}
    if found := SAVED_FROM.search(head):
        named["saved"] = found[1]
    for tag, attributes in TAG.findall(head):
        said = {name.lower(): a or b or c for name, a, b, c in ATTRIBUTE.findall(attributes)}
        if tag.lower() == "base":
            named.setdefault("base", said.get("href", ""))
        elif tag.lower() == "link" and said.get("rel", "").lower() == "canonical":
            named.setdefault("canonical", said.get("href", ""))
        elif tag.lower() == "meta" and (said.get("property") or said.get("name", "")).lower() == "og:url":
            named.setdefault("og", said.get("content", ""))
    for where in ("saved", "base", "canonical", "og"):
        url = named.get(where, "").replace("&amp;", "&").strip()
        try:
            if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname:
                return url
        except ValueError:
            continue
    return None
