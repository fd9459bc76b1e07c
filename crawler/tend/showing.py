"""A page of the archive as something to look at: its structure, words and styles, and nothing that runs, fetches or
leads anywhere. Pure.

It is shown in a frame without scripts, forms or navigation, under a policy that lets nothing be fetched
(output/show/serve/archived.py). What those do not govern (a name looked up ahead, a connection opened ahead) is taken
out here, and so is all the rest: either would do by itself."""

from __future__ import annotations

import re
from html import escape

import lxml.html
from lxml.html import HtmlElement

from crawler.addresses.file_names import is_no_page
from crawler.fetch import packed
from crawler.read import charset
from nouns.items import Page

LARGEST = 10 * 2**20  # bytes that an answer may unpack to
SHOWN = 2_000_000  # characters of a page
GONE = frozenset(
    (
        "script",
        "link",
        "base",
        "iframe",
        "frameset",
        "object",
        "applet",
        "portal",
        "fencedframe",
        "audio",
        "video",
        "template",
        "animate",
        "animatetransform",
        "animatemotion",
        "set",
        "foreignobject",
    )
)
# Have no content; the parser takes what follows them for that.
EMPTY = frozenset(("embed", "source", "track", "frame"))
KEPT = frozenset(
    (
        "class",
        "id",
        "style",
        "title",
        "alt",
        "align",
        "valign",
        "width",
        "height",
        "border",
        "cellpadding",
        "cellspacing",
        "colspan",
        "rowspan",
        "bgcolor",
        "color",
        "face",
        "size",
        "dir",
        "lang",
        "start",
        "type",
        "value",
        "name",
        "span",
        "nowrap",
        "hspace",
        "vspace",
        "headers",
        "scope",
        "open",
        "reversed",
        "checked",
        "selected",
        "disabled",
        "rows",
        "cols",
        "media",
        "charset",
    )
)
_PICTURE = re.compile(r"data:image/(?:png|gif|jpe?g|webp|bmp);base64,[A-Za-z0-9+/=\s]*\Z", re.I)
_DOCTYPE = re.compile("<!doctype", re.I)


def harmless(page: Page, encoding: str | None = None) -> str:
    """The page as HTML to be framed; a sentence, where it is none that can be shown. `encoding`: its site's pin."""
    try:
        body, kind = packed.content(page, LARGEST)
    except Exception as error:  # not in the encoding it names, cut, or a bomb: whatever it is, it is said and not shown
        return _said(f"无法解开 cannot be unpacked: {type(error).__name__}")
    if is_no_page(body, kind):
        return _said(f"这是文件，不是网页 a file, no page: {kind}, {len(body):,} 字节 bytes")
    text = charset.decode(body, kind, encoding)[0].replace("\0", "")
    cut = _said(f"只显示前 {SHOWN:,} 字 only the beginning is shown") if len(text) > SHOWN else ""
    text = text[:SHOWN]
    if not text.lstrip().startswith("<"):
        return f"<!DOCTYPE html><meta charset=utf-8>{cut}<pre>{escape(text)}</pre>"
    return f"<!DOCTYPE html><meta charset=utf-8>{cut}{_cleaned(text)}"


def _said(sentence: str) -> str:
    return f"<p style='font-family:sans-serif'>{escape(sentence)}</p>"


def without_doctype(text: str) -> str:
    """A page without its first document type, which says what of HTML it is and nothing more."""
    begin = _DOCTYPE.search(text)
    end = text.find(">", begin.end()) if begin else -1
    return text[: begin.start()] + text[end + 1 :] if begin and end >= 0 else text


def _cleaned(text: str) -> str:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, recover=True)
    try:
        root = lxml.html.document_fromstring(without_doctype(text).encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return f"<pre>{escape(text)}</pre>"
    for element in list(root.iter()):
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        if _goes(element, name):
            if element.getparent() is not None:
                element.drop_tree()
        elif name in EMPTY:
            element.drop_tag()
        else:
            _without_attributes(element, name)
    return lxml.html.tostring(root, encoding="unicode")


def _goes(element: HtmlElement, name: str) -> bool:
    """Whether an element is taken out with all that stands in it: what is no element, or runs, fetches or leads on."""
    if name == "meta":
        return "charset" not in element.attrib
    return not name or name in GONE


def _without_attributes(element: HtmlElement, name: str) -> None:
    """Take out what is none of KEPT, but pictures that stand in the page itself."""
    for attribute, value in list(element.attrib.items()):
        is_picture = name == "img" and attribute.lower() == "src" and _PICTURE.match(value)
        if attribute.lower() not in KEPT and not is_picture:
            del element.attrib[attribute]
