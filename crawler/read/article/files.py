"""The files an article links and the pictures it shows. Stands under `article.read`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.addresses.file_names import FILE
from crawler.read.article.fields import join
from crawler.read.article.lines import names

_MAYBE_FILE = re.compile(FILE.pattern.replace("\\.", r"(?:\.|%2E)", 1).removesuffix("$"), re.I)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|tiff?|svg|avif)(?:[?#]|$)", re.I)
_TAG = re.compile(r"[\w:-]+")  # browsers take any character for a part of one, and lxml asks for no other
_FURNITURE = frozenset(("nav", "footer", "header", "aside"))
_FRAME = re.compile(  # how boxes of a page's frame are called
    r"(?:^|[\s_-])(?:foot(?!note|print)\w*|copyright\w*|banquan|dibu|nav(?:bar|igation)?|menu|sidebar|friend[_-]?links?)(?=$|[\s_-])",
    re.I,
)
# Where a page keeps a picture's address until it is scrolled to; `src` then shows a placeholder.
_SOURCES = ("data-original", "data-src", "data-lazy-src", "data-lazy", "data-url", "lay-src", "_src", "oldsrc", "src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_DECORATION = re.compile(
    r"(?:^|[/_.-])(?:icons?|ico|logo|qr|qrcode|ewm|erweima|weixin|wechat|wx|share|arrow|blank|spacer|loading|dot|line"
    r"|btn|button|print|close|bg|banner|avatar|beian|dzjg|jiucuo|pixel|1x1|transparent)(?:[\d_-]*)(?:[/_.-]|$)",
    re.I,
)
_LEADS_ON = re.compile(r"(?!#|javascript:)\S", re.I)
_LITERAL = re.compile(r"""["']([^"'\s<>]{2,500})["']""")  # of a script
SMALL = 50  # pixels: no picture that says something is lower or narrower, no frame but one that counts visitors


def attachments(root: Any, base: str, first: Any, beyond: Any) -> tuple[tuple[str, str], ...]:
    """The files an article links, as (name, absolute address), from the node `first` up to the node `beyond`. `base`:
    what the page's links are relative to."""
    found: dict[str, str] = {}
    for node in between(root, first, beyond, "a"):
        name = " ".join(node.text_content().split())
        href = node.get("href") or ""
        if not _LEADS_ON.match(href):
            href = _opened(node, name)
            if not href:
                continue
        saved_as = node.get("download") or ""
        if not _MAYBE_FILE.search(f"{href} {name} {saved_as}"):
            continue
        address = join(base, href)
        if address is None:
            continue
        file = _file_in(address, name, saved_as)
        if file and not is_furniture(node, first):
            found.setdefault(address, name or unquote(file.rsplit("/", 1)[-1]))
    return tuple((name, address) for address, name in found.items())


def _opened(link: Any, name: str) -> str:
    """The address of the file that a link's script opens, among the script's literals and what the link holds for it:
    one that names a file, or, where the link's words do, any path. "" for none."""
    literals = _LITERAL.findall(f"{link.get('href') or ''} {link.get('onclick') or ''}")
    literals += [value for name, value in link.attrib.items() if name.startswith("data-")]
    files = (literal for literal in literals if FILE.search(literal.partition("?")[0]))
    named = FILE.search(name) is not None
    return next(files, "") or next((literal for literal in literals if named and "/" in literal), "")


def _file_in(address: str, *told: str) -> str | None:
    """What names a file: the address's path, what its query says, what else is told of it; None where nothing does."""
    split = urlsplit(address)
    values = [value for _, value in parse_qsl(split.query)]
    return next(filter(FILE.search, (split.path, *values, *told)), None)


def is_furniture(node: Any, first: Any) -> bool:
    """Whether an element stands in a page's frame, by the tags and the names of the boxes around it, but for the names
    of those that hold the article's first node as well."""
    own = set() if first is None else {first, *first.iterancestors()}
    return any(up.tag in _FURNITURE or (up not in own and _is_frame(up)) for up in node.iterancestors())


def _is_frame(box: Any) -> bool:
    called = names(box)
    return len(called) > 1 and _FRAME.search(called) is not None


def pictures(root: Any, base: str, first: Any, beyond: Any) -> tuple[tuple[str, str], ...]:
    """The pictures an article shows, as (alternative text or "", absolute address), from the node `first` up to the
    node `beyond`: neither a page's decoration nor a picture that leads to another page. `base`: as of `attachments`."""
    found: dict[str, str] = {}
    for node in between(root, first, beyond, "img"):
        if _decorates(node, first):
            continue
        if address := _source(node, base):
            found.setdefault(address, " ".join((node.get("alt") or "").split()))
    return tuple((alt, address) for address, alt in found.items())


def _source(picture: Any, base: str) -> str | None:
    """Where a picture is: no placeholder that stands in the page or is called one."""
    for source in _sources(picture):
        address = None if source.startswith("data:") else join(base, source)
        if address and not _DECORATION.search(urlsplit(address).path.rsplit("/", 1)[-1]):
            return address
    return None


def _sources(picture: Any) -> Iterator[str]:
    """What a page says of where a picture is, the least doubtful first; of a set of sizes the first."""
    yield from filter(None, map(picture.get, _SOURCES))
    of_set = next(picture.iterancestors("picture"), None)
    for node in (picture, *(() if of_set is None else of_set.iter("source"))):
        for name in _SETS:
            if sizes := (node.get(name) or "").split():
                yield sizes[0].rstrip(",")


def between(root: Any, first: Any, beyond: Any, *tags: str, early: Collection[str] = ()) -> Iterator[Any]:
    """The elements (of some tags; walking those of others took a tenth of reading a page) from the node `first` up to
    the node `beyond`; with the first of a tag that is `early` they begin before it."""
    reached = first is None
    ends = {end.tag for end in (first, beyond) if end is not None}
    asked = {*tags, *ends} if tags and all(map(_TAG.fullmatch, ends)) else ()
    for node in root.iter(*asked):
        if node is beyond:
            return
        reached = reached or node is first or node.tag in early
        if reached and (not tags or node.tag in tags):
            yield node


def _decorates(picture: Any, first: Any) -> bool:
    """Whether a picture is small, stands in a page's frame or leads elsewhere."""
    if any(side < SMALL for side in sides(picture)) or is_furniture(picture, first):
        return True
    hrefs = (link.get("href") or "" for link in picture.iterancestors("a"))
    return any(_LEADS_ON.match(href) and not PICTURE.search(href) for href in hrefs)


def sides(picture: Any) -> Iterator[int]:
    """Width and height in pixels, as far as the page gives them."""
    for name in ("width", "height"):
        if match := re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?(?:\s*px)?\s*", picture.get(name) or ""):
            yield int(match[1])
    for match in re.finditer(r"(?<![-\w])(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", picture.get("style") or ""):
        yield int(match[1])
