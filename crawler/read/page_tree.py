"""Bytes already decoded -> the tree of a page, however deep it is nested. Stands under what reads pages."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from lxml import etree

_END = re.compile(r"</(?:body|html)\s*>", re.I)
_MARKUP = re.compile(r"<(?!script|style|link|meta|noscript|body|html|head)[a-z]", re.I)
# lxml.html asks a function in Python for the class of every element that is touched: a twentieth of reading a page.
CLASSES = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)


def title_of(root: Any) -> str:
    """What stands first in the page's first <title>, as it is written there."""
    node = next(root.iter("title"), None)
    return "" if node is None else node.text or ""


def without_swallowing(root: Any, html: str) -> str | None:
    """The page without its <noscript>, where they hold more of the tree than stands in them: what is opened in there
    and not closed (<noscript><div></noscript>) goes on for libxml2; to a browser, which runs scripts, it is text up to
    its end."""
    held = sum(len(node.text_content()) for node in root.iter("noscript"))
    if not held:
        return None
    lower = html if "<noscript" in html and "</noscript" in html else html.lower()  # a copy of each page is a hundredth
    kept, at, inside = [], 0, 0
    while (begin := lower.find("<noscript", at)) >= 0 and (end := lower.find("</noscript", begin)) >= 0:
        kept.append(html[at:begin])
        at = end + len("</noscript>")
        inside += at - begin
    return "".join((*kept, html[at:])) if held > inside > 0 else None


def without_early_ends(html: str) -> str:
    """The page without a </body> and a </html> that more of it stands behind: a header from a file of its own that is a
    whole page, a template's slip. Browsers go on there (HTML, 13.2.6.4.19); libxml2 reads nothing behind </html>, and
    what stands behind </body> is in no body."""
    end = _END.search(html)
    if end is None or not _MARKUP.search(html, end.end()):
        return html
    return _END.sub("", html)


def tree(html: str) -> tuple[Any, bool]:
    """(root, whether libxml2 cut it). Without `huge_tree` libxml2 2.14 cuts at 256 levels, with it at 2,048."""
    html = without_early_ends(html)
    root, cut = _parsed(html)
    other = without_swallowing(root, html)
    return (root, cut) if other is None else _parsed(other)


def _parsed(html: str) -> tuple[Any, bool]:
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(CLASSES)
    root = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    return root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
