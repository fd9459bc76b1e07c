"""What an article page shows in place of a text: frames, embedded files, films, one link. Stands under `article.read`.

Asked only where no text was found, so that a page of another kind pays nothing for it. An address behind a viewer
(viewer.html?file=/f/2.pdf) is that of the file; what a script hands to one stands there as a literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawler.addresses.file_names import FILE, MEDIA, name_in
from crawler.addresses.hosts import site_of
from crawler.read.article.fields import join
from crawler.read.article.files import FURNITURE, PICTURE, sides
from crawler.read.article.marks import TAIL
from nouns.found import Embedded
from pipelines.likeness import comparable

_SMALL = 50  # pixels: a frame that is lower or narrower counts visitors
_ASKING = frozenset(("a", "area", "button", "form", "input"))
_LARGE = 200  # pixels of a background that is a poster
_INLINE = 2000  # characters of a picture within the page that shows something
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,300}?url\(\s*[\"']?([^\"')]{4,500})")
_FEW = 3  # links that may stand in place of a text; more are a list
_SOURCES = {
    "iframe": ("src", "data-src"),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "video": ("src",),
    "audio": ("src",),
    "source": ("src",),
}
# Frames that hold no article: what a template shows beside one.
_BESIDE = re.compile(
    r"(?:^|[/_.-])(?:share|comments?|pinglun|search|login|weather|tianqi|counter|stat|tongji|ads?|guanggao|map|ditu|nav"
    r"|menu|top|foot(?:er)?|head(?:er)?|left|right|bottom|links?|blank)(?:[/_.-]|$)",
    re.I,
)
_LITERAL = re.compile(
    r"""["']([^"'\s<>]{1,500}?\.(?:pdf|docx?|xlsx?|pptx?|ofd|mp4|m3u8|flv))(?:[?#][^"'\s]*)?["']""", re.I
)
_SENT_ON = re.compile(
    r"""location(?:\.href)?\s*=\s*["']([^"']{4,1000})["']|location\.(?:replace|assign)\(\s*["']([^"']{4,1000})["']"""
    r"""|window\.open\(\s*["']([^"']{4,1000})["']\s*,\s*["']_self"""
)
_ATTACHED = re.compile(r"附件|附表|下载|attach|annex", re.I)
_LEADS_ON = re.compile(
    r"点击|点此|查看|阅读|全文|原文|详[情见]|链接|下载|打开|进入|https?://"
    r"|\b(?:click|read|view|open|download|full text|original|here)\b",
    re.I,
)


def find(root: Any, url: str, base: str, first: Any, beyond: Any, titles: Iterable[str]) -> Embedded:
    """What the page shows from the node `first` up to the node `beyond`; `titles`: what the article is called;
    `base`: what the page's links are relative to."""
    content = list(_between(root, first, beyond))
    shown = dict(_shown(content, base)) | dict(_pictured(content, base, url))
    scripts = "\n".join(node.text or "" for node in root.iter("script"))
    if not shown:
        shown = dict(_named(content, base)) or dict(_literals(scripts, base))
    opened = {} if shown else dict(_opened(content, base))
    documents = [address for address in shown if not MEDIA.search(name_in(address)) and not PICTURE.search(address)]
    here = [address for address in documents if site_of(address) == site_of(url) and address != url]
    sent = () if shown or opened else _sent_on(scripts, base, url)
    links = () if shown or sent else _links(content, base, url, {comparable(title) for title in titles})
    found = {**shown, **opened, **dict(links), **dict(sent)}
    return Embedded(
        tuple((name, address) for address, name in found.items()),
        here[0] if len(here) == len(documents) == 1 else None,
        any(site_of(address) != site_of(url) for address in (*dict(sent), *dict(links))),
    )


def _between(root: Any, first: Any, beyond: Any) -> Iterator[Any]:
    reached = first is None
    for node in root.iter():
        if node is beyond:
            return
        # A frame stands where the text would, and so may come before the line that the page was seen to begin with.
        reached = reached or node is first or node.tag in _SOURCES
        if reached and not any(up.tag in FURNITURE for up in node.iterancestors()):
            yield node


def _shown(content: Iterable[Any], base: str) -> Iterator[tuple[str, str]]:
    """(address, name) of frames, embedded files and films."""
    for node in content:
        source = next((told for name in _SOURCES.get(node.tag, ()) if (told := node.get(name))), "")
        address = join(base, source) if source else None
        if address is None or any(side < _SMALL for side in sides(node)):
            continue
        address = _viewed(address, base) or address
        file = name_in(address)
        if FILE.search(file) or MEDIA.search(file) or not _BESIDE.search(urlsplit(address).path):
            yield address, " ".join((node.get("title") or "").split()) or file


def _viewed(address: str, base: str) -> str | None:
    """The file that the page at this address shows, where the address says so."""
    split = urlsplit(address)
    told = (value for _name, value in parse_qsl(split.query) + parse_qsl(split.fragment))
    file = next((value for value in told if FILE.search(urlsplit(value).path)), None)
    return join(base, file) if file else None


def _pictured(content: Iterable[Any], base: str, url: str) -> Iterator[tuple[str, str]]:
    """(address, name) of pictures that are no plain <img src>: of a set of sizes, as a background, or in the page
    itself, whose address such a one has."""
    for node in content:
        style = node.get("style") or ""
        if node.tag == "img" and len(node.get("src") or "") > _INLINE and node.get("src").startswith("data:image/"):
            yield url, node.get("alt") or ""
        elif node.tag == "img" and not node.get("src") and (sizes := (node.get("srcset") or "").split()):
            if address := join(base, sizes[0]):
                yield address, node.get("alt") or ""
        elif (match := _BACKGROUND.search(style)) and max(sides(node), default=0) >= _LARGE:
            address = join(base, match[1])
            if address and PICTURE.search(address):
                yield address, ""


def _named(content: Iterable[Any], base: str) -> Iterator[tuple[str, str]]:
    """(address, name) of files that an element's attributes name, for a script to show them there."""
    return _attributes((node for node in content if node.tag not in _ASKING), base)


def _opened(content: Iterable[Any], base: str) -> Iterator[tuple[str, str]]:
    """(address, name) of files that a reader has to ask for: a button opens them, a form sends for them."""
    return _attributes((node for node in content if node.tag in _ASKING), base)


def _attributes(nodes: Iterable[Any], base: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        for attribute, value in node.attrib.items():
            if attribute == "value" and node.tag != "param":
                continue
            if FILE.search(value) or MEDIA.search(value):
                address = join(base, value)
                yield from [(address, name_in(address))] if address else ()
            else:
                yield from _literals(value, base)


def _literals(script: str, base: str) -> Iterator[tuple[str, str]]:
    for match in _LITERAL.finditer(script):
        if address := join(base, match[1]):
            yield address, name_in(address)


def _sent_on(scripts: str, base: str, url: str) -> list[tuple[str, str]]:
    """Where a script leads to on another site. On its own it is how challenge pages come back to themselves."""
    told = (next(filter(None, match.groups())) for match in _SENT_ON.finditer(scripts))
    addresses = [address for source in told if (address := join(base, source)) and site_of(address) != site_of(url)]
    return [(address, "") for address in addresses[:1]]


def _links(content: Iterable[Any], base: str, url: str, titles: set[str]) -> list[tuple[str, str]]:
    """The few links that say that they lead to the text: by such a word, or by the article's title."""
    found: dict[str, str] = {}
    for node in content:
        address = join(base, node.get("href") or "") if node.tag == "a" else None
        name = " ".join(node.text_content().split()) if address else ""
        if not address or not name or address.partition("#")[0] == url or TAIL.match(name):
            continue
        beside = node.getparent().text_content()
        if _LEADS_ON.search(name) or comparable(name) in titles or (_ATTACHED.search(beside) and len(beside) < 200):
            found.setdefault(address, name)
    return list(found.items()) if len(found) <= _FEW else []
