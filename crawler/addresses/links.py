"""An address as a browser sends it: what a page links is what is fetched. Pure, from the URL Standard's rules."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from pipelines.identity import is_route

_CONTROL = "".join(map(chr, range(0x21)))  # and the space: stripped at both ends
_BREAKS = re.compile(r"[\t\r\n]")
_PATH = re.compile(r"[^?#]*")
# What is written as %XX: of a path, of a query, and in both what is not ASCII. A % itself stays as the page has it.
_IN_PATH = re.compile(r"[^!$-;=@-\]_a-z|~]")
_IN_QUERY = re.compile(r"[^!$-&(-;=?-~]")
_IN_FRAGMENT = re.compile(r"[^!#-;=?-_a-~]")
_HIGH = re.compile(r"%([89A-Fa-f][0-9A-Fa-f])")
_DOTS = re.compile(r"/(?:\.|%2e){1,2}(?=/|$)", re.I)


def joined(base: str, href: str) -> str | None:
    """The absolute address of a link on a page with this base, None where there is none. As in browsers, a backslash of
    its path is a slash, and breaks within it are nothing: `\\info\\7.html` leads to the root."""
    href = href.strip(_CONTROL)
    if "\\" in href:
        href = _PATH.sub(lambda path: path[0].replace("\\", "/"), href, count=1)
    try:
        address = urljoin(base, _BREAKS.sub("", href))
        _ = urlsplit(address).port  # one that is no number raises
        return address
    except ValueError:
        return None


def base_of(url: str, href: str | None) -> str:
    """What the links of the page at `url` are relative to, by the href of its <base>. One that leads to no page of the
    web (`javascript:void(0)`, `about:blank`) is none (HTML, 4.2.3)."""
    address = joined(url, href or "")
    return address if address and address.startswith(("http:", "https:", "file:")) else url


def as_linked(url: str, charset: str = "utf-8") -> str:
    """The bytes that a browser asks for, as ASCII, where an absolute address stands on a page in this charset.

    Path in UTF-8, query in the page's charset (in UTF-8 where that is UTF-16); nothing is sorted, dropped or decoded,
    the fragment stays. What is no http(s) address, or has no host that can be asked for, comes back as it is.
    """
    url = _BREAKS.sub("", url.strip(_CONTROL))
    address, hashed, fragment = url.partition("#")
    before, asked, query = address.partition("?")
    try:
        parts = urlsplit(before.replace("\\", "/"))
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return url
    if parts.scheme.lower() not in ("http", "https") or not host:
        return url
    path = _IN_PATH.sub(lambda found: _percent(found[0].encode("utf-8", "replace")), _without_dots(parts.path or "/"))
    codec = "utf-8" if charset.replace("_", "-").lower().startswith("utf") else charset
    query = _IN_QUERY.sub(lambda found: _in_charset(found[0], codec), query)
    fragment = _IN_FRAGMENT.sub(lambda found: _percent(found[0].encode("utf-8", "replace")), fragment)
    return f"{parts.scheme.lower()}://{host}{path}{asked}{query}{hashed}{fragment}"


def as_written(url: str, charset: str) -> str:
    """The address of a page in this charset as its own links write it: what its query says in that charset is read.
    Otherwise a page would not know itself in them, nor its next page."""
    before, asked, query = url.partition("?")
    codec = "utf-8" if charset.replace("_", "-").lower().startswith("utf") else charset
    said = _HIGH.sub(lambda found: chr(int(found[1], 16)), query)
    try:
        return f"{before}{asked}{said.encode('latin-1').decode(codec)}"
    except UnicodeError:
        return url


def sent(url: str, charset: str | None = None, known_by: str = "") -> str:
    """What is sent for an address on a page in this charset, where it is not the form that it is known by; else ""."""
    link = as_linked(url, charset or "utf-8")
    link = link if is_route(link) else link.partition("#")[0]
    return link if link.isascii() and link != (known_by or url) else ""


def _percent(data: bytes) -> str:
    return "".join(f"%{byte:02X}" for byte in data)


def _in_charset(char: str, codec: str) -> str:
    """A character that the charset has not is named by its number, as in a form that is sent."""
    data = char.encode(codec, "xmlcharrefreplace")
    if char > "\x7f" and data.startswith(b"&#"):
        return _percent(data[:2]) + data[2:-1].decode() + "%3B"
    return "".join(chr(byte) if char > "\x7f" and not _IN_QUERY.match(chr(byte)) else f"%{byte:02X}" for byte in data)


def _without_dots(path: str) -> str:
    if not _DOTS.search(path):
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for place, segment in enumerate(segments):
        dots = segment.lower().replace("%2e", ".")
        if dots == "..":
            del kept[-1:]
        elif dots != ".":
            kept.append(segment)
        if dots in (".", "..") and place == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)
