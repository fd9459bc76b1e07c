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
from crawler.read.article.files import PICTURE, SMALL, between, is_furniture, sides
from crawler.read.article.marks import TAIL
from nouns.found import Embedded
from pipelines.likeness import comparable

_ASKING = frozenset(("a", "area", "button", "form", "input"))
_READ = frozenset(("title", "alt", "aria-label", "download"))  # attributes that say a name to readers, and no address
_LARGE = 200  # pixels of a background that is a poster
_INLINE = 2000  # characters of a picture within the page that shows something
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,300}?url\(\s*[\"']?([^\"')]{4,500})")
_SHORT = 200  # characters around a link that may say what it is
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
    # A frame stands where the text would, and so may come before the line that the page was seen to begin with.
    content = [node for node in between(root, first, beyond, early=_SOURCES) if not is_furniture(node, first)]
    scripts = _scripts(root)
    shown = dict(_shown(content, base)) | dict(_pictured(content, base, url))
    shown = shown or dict(_named(content, base)) or dict(_literals(scripts, base))
    opened = {} if shown else dict(_opened(content, base))
    sent = {} if shown or opened else _sent_on(scripts, base, url)
    links = {} if shown or sent else _links(content, base, url, {comparable(title) for title in titles})
    found = {**shown, **opened, **links, **sent}
    return Embedded(
        tuple((name, address) for address, name in found.items()),
        _document(shown, url),
        any(site_of(address) != site_of(url) for address in (*sent, *links)),
    )


def _scripts(root: Any) -> str:
    return "\n".join(node.text or "" for node in root.iter("script"))


def _document(shown: Iterable[str], url: str) -> str | None:
    """The one document that a page shows, None where there are several or it is another site's."""
    documents = [address for address in shown if not _is_seen(address)]
    if len(documents) != 1:
        return None
    address = documents[0]
    return address if site_of(address) == site_of(url) and address != url else None


def _is_seen(address: str) -> bool:
    """Whether an address is that of a film, a sound or a picture."""
    return bool(MEDIA.search(name_in(address)) or PICTURE.search(address))


def _shown(content: Iterable[Any], base: str) -> Iterator[tuple[str, str]]:
    """(address, name) of frames, embedded files and films."""
    for node in content:
        address = _source(node, base)
        if address is None or any(side < SMALL for side in sides(node)):
            continue
        address = _viewed(address, base) or address
        file = name_in(address)
        if _is_file(file) or not _BESIDE.search(urlsplit(address).path):
            yield address, " ".join((node.get("title") or "").split()) or file


def _source(node: Any, base: str) -> str | None:
    """The address of what an element shows in its place."""
    sources = map(node.get, _SOURCES.get(node.tag, ()))
    source = next(filter(None, sources), None)
    return join(base, source) if source else None


def _is_file(text: str) -> bool:
    return bool(FILE.search(text) or MEDIA.search(text))


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
        address = _in_page(node, url) or _of_sizes(node, base)
        if address:
            yield address, node.get("alt") or ""
        elif background := _background(node, base):
            yield background, ""


def _in_page(node: Any, url: str) -> str | None:
    """The page's address, where a picture of some size stands in the page itself."""
    source = (node.get("src") or "") if node.tag == "img" else ""
    return url if len(source) > _INLINE and source.startswith("data:image/") else None


def _of_sizes(node: Any, base: str) -> str | None:
    """The first address of a picture that has but a set of sizes."""
    if node.tag != "img" or node.get("src"):
        return None
    sizes = (node.get("srcset") or "").split()
    return join(base, sizes[0]) if sizes else None


def _background(node: Any, base: str) -> str | None:
    """The picture behind an element, where it is large."""
    match = _BACKGROUND.search(node.get("style") or "")
    if match is None or max(sides(node), default=0) < _LARGE:
        return None
    address = join(base, match[1])
    return address if address and PICTURE.search(address) else None


def _named(content: Iterable[Any], base: str) -> Iterator[tuple[str, str]]:
    """(address, name) of files that an element's attributes name, for a script to show them there."""
    return _attributes((node for node in content if node.tag not in _ASKING), base)


def _opened(content: Iterable[Any], base: str) -> Iterator[tuple[str, str]]:
    """(address, name) of files that a reader has to ask for: a button opens them, a form sends for them."""
    return _attributes((node for node in content if node.tag in _ASKING), base)


def _attributes(nodes: Iterable[Any], base: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        for attribute, value in node.attrib.items():
            if attribute in _READ or (attribute == "value" and node.tag != "param"):
                continue
            if not _is_file(value):
                yield from _literals(value, base)
            elif address := join(base, value):
                yield address, name_in(address)


def _literals(script: str, base: str) -> Iterator[tuple[str, str]]:
    """(address, name) of the files that a script names: by paths where there are any, beside which words are names."""
    said = [match[1] for match in _LITERAL.finditer(script)]
    for place in [text for text in said if "/" in text] or said:
        if address := join(base, place):
            yield address, name_in(address)


def _sent_on(scripts: str, base: str, url: str) -> dict[str, str]:
    """Where a script leads to on another site. On its own it is how challenge pages come back to themselves."""
    for match in _SENT_ON.finditer(scripts):
        address = join(base, next(filter(None, match.groups())))
        if address and site_of(address) != site_of(url):
            return {address: ""}
    return {}


def _links(content: Iterable[Any], base: str, url: str, titles: set[str]) -> dict[str, str]:
    """The few links that say that they lead to the text: by such a word, or by the article's title."""
    found: dict[str, str] = {}
    for node in content:
        address = join(base, node.get("href") or "") if node.tag == "a" else None
        if not address or address.partition("#")[0] == url:
            continue
        name = " ".join(node.text_content().split())
        if not name or TAIL.match(name):
            continue
        if _LEADS_ON.search(name) or comparable(name) in titles or _is_attached(node):
            found.setdefault(address, name)
    return found if len(found) <= _FEW else {}


def _is_attached(link: Any) -> bool:
    """Whether a short text beside a link calls it an attachment."""
    beside = link.getparent().text_content()
    return len(beside) < _SHORT and bool(_ATTACHED.search(beside))
