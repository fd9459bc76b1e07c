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
        said = {name.lower(): "".join(values) for name, *values in ATTRIBUTE.findall(attributes)}
        where, url = _named(tag.lower(), said)
        named.setdefault(where, url)
    for where in ("saved", "base", "canonical", "og"):
        url = named.get(where, "").replace("&amp;", "&").strip()
        if _is_whole(url):
            return url
    return None


def _named(tag: str, said: dict[str, str]) -> tuple[str, str]:
    """By what an element names the page's address, and the address; by nothing, if it does not."""
    if tag == "base":
        return "base", said.get("href", "")
    if tag == "link" and said.get("rel", "").lower() == "canonical":
        return "canonical", said.get("href", "")
    if tag == "meta" and (said.get("property") or said.get("name", "")).lower() == "og:url":
        return "og", said.get("content", "")
    return "", ""


def _is_whole(url: str) -> bool:
    try:
        split = urlsplit(url)
        return split.scheme in ("http", "https") and bool(split.hostname)
    except ValueError:
        return False
