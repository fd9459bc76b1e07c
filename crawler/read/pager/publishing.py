"""Pagers that publishing systems write by a script of theirs, or keep packed for it. Asked by pager.py."""

from __future__ import annotations

import base64
import re
from urllib.parse import unquote_plus, urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.read.literals import squeezed

_PACKED = ("JTND", "JTNj")  # "%3C" and "%3c" in base64
_COMMENTED_OUT = re.compile(r"(?m)^[ \t]*//.*$")
_CREATE = re.compile(
    r"create\w{0,9}page\w{0,9}\(\s*(?P<element>['\"][\w#.-]*['\"]\s*,\s*)?(?P<count>\d+)\s*,\s*(?P<current>\d+)\s*,"
    r"\s*['\"](?P<name>[^'\"]+)['\"]\s*,\s*['\"](?P<extension>\w+)['\"]",
    re.I,
)
# Pager({size: 25, current: 0, prefix: 'index', suffix: 'htm'}), which counts from 0 as well.
_GIVEN = re.compile(r"\bpager\(\s*\{(?=[^{}]{0,200}\bprefix)(?=[^{}]{0,200}\bsuffix)([^{}]{1,300})\}", re.I)
_NAMED_VALUE = re.compile(r"(?<!\w)(\w{1,20})['\"]?\s*:\s*['\"]?([\w.#-]{1,60})")
_COUNT = re.compile(r"(?:countPage|page_?Count|total_?Pages?|m_nPageCount)\s*[=:]\s*['\"]?(\d+)", re.I)
_CURRENT = re.compile(r"(?:currentPage|currPage|curPage|m_nCurrPage|page_?Index)\s*[=:]\s*['\"]?(\d+)", re.I)
_PAGE_NAME = re.compile(r"(?:page_?name|m_sPageName)\s*[=:]\s*['\"]([\w-]+)['\"]", re.I)
_PAGE_EXTENSION = re.compile(r"(?:page_?ext|m_sPageExt)\s*[=:]\s*['\"]\.?(\w+)['\"]", re.I)
_JOINS_NUMBER = re.compile(r"['\"]_|_['\"]")  # 'index' + '_' + number
_EXTENSION = re.compile(r"\.[\"'+\s]{0,6}(s?html?)\b")


_GROUP = re.compile(
    r"<nextgroup>\s*<!\[CDATA\[[^\]]{0,200}?href\s?=\s?[\"']([^\"'\s]{1,500})"
)  # hanweb jpage: its next rows


def unpack(root: HtmlElement) -> None:
    """Puts the links in place that a page keeps for its script as base64 of percent-encoded HTML (jyhcms, on the
    government sites of Yunnan)."""
    for element in root.iter("div", "p", "ul"):
        packed = (element.text or "").strip()
        if packed.startswith(_PACKED) and not len(element):
            try:
                markup = unquote_plus(base64.b64decode(packed, validate=True).decode("ascii"))
                element.append(lxml.html.fragment_fromstring(markup, create_parent=True))
                element.text = None
            except (ValueError, lxml.etree.LxmlError):
                continue


def written(root: HtmlElement, url: str) -> str | None:
    """The next page, as a link, where a script of a publishing system (TRS WCM and its kin) writes the pager; "" or
    None where there is none.

    `createPageHTML(count, current, name, extension)` counts from 0: `index.shtml`, `index_1.shtml` ...; with the id
    of an element first it counts from 1: `index.shtml`, `index_2.shtml` ... Other pages say so only in `countPage`
    and `currentPage` (from 0) and add "_", a number and the extension that the script writes to their own name.
    """
    for script in root.iter("script"):
        text = _COMMENTED_OUT.sub("", squeezed(script.text or ""))
        for way in (_grouped, _created, _given, _named, _counted):
            link = way(text, url)
            if link is not None:
                return link or None
    return None


# Each way of writing a pager gives the link to the next page, "" on the last page, None where the script has none.


def grouped(text: str) -> str | None:
    """Where an XML store of rows says that its next group of them is."""
    link = _GROUP.search(text)
    return link[1].replace("&amp;", "&") if link else None


def _grouped(script: str, _url: str) -> str | None:
    return grouped(script)


def _created(script: str, _url: str) -> str | None:
    call = _CREATE.search(script)
    if call is None:
        return None
    following = int(call["current"]) + 1
    last = int(call["count"]) if call["element"] else int(call["count"]) - 1
    return f"{call['name']}_{following}.{call['extension']}" if following <= last else ""


def _given(script: str, _url: str) -> str | None:
    call = _GIVEN.search(script)
    if call is None:
        return None
    values = dict(_NAMED_VALUE.findall(call[1]))
    size, current = values.get("size", ""), values.get("current", "")
    count = int(size) if size.isdigit() else 0
    following = int(current) + 1 if current.isdigit() else 1
    return f"{values['prefix']}_{following}.{values['suffix']}" if following < count else ""


def _named(script: str, _url: str) -> str | None:
    count, current = _COUNT.search(script), _CURRENT.search(script)
    name, extension = _PAGE_NAME.search(script), _PAGE_EXTENSION.search(script)
    if not (count and current and name and extension):
        return None
    following = int(current[1]) + 1
    return f"{name[1]}_{following}.{extension[1]}" if following < int(count[1]) else ""


def _counted(script: str, url: str) -> str | None:
    count, current = _COUNT.search(script), _CURRENT.search(script)
    file = urlsplit(url).path.rpartition("/")[2] or "index.html"
    name, dot, own_extension = file.rpartition(".")
    if count is None or current is None or not dot or not _JOINS_NUMBER.search(script):
        return None
    following = int(current[1]) + 1
    stated = _EXTENSION.search(script)
    extension = stated[1] if stated else own_extension
    first = re.sub(r"_[0-9]+$", "", name)
    return f"{first}_{following}.{extension}" if following < int(count[1]) else ""
