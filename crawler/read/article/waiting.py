"""Texts that wait in a page for its script to show them: in a <textarea>, a hidden field, a template, a literal of the
script. Stands under `article.read`, which asks where the markup shows no text and no data does (data.py); the rest of a
text that waits for a reader's click is asked for always.

Nothing is run. What is shown of them are lines as of any markup, without menus and without what a page asks
its readers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

import lxml.html
from lxml import etree

from crawler.read import literals, objects, script_markup
from crawler.read.article.body import text_of
from crawler.read.article.lines import UNSEEN, Line, is_hidden, lines, weight

_LEAST = 60.0  # the weight of a text: a sentence or two
_KEPT = etree.XPath(".//textarea|.//template|.//xmp|.//noscript|.//script[@type]")
_TEMPLATES = re.compile(r"text/(?:x-)?(?:\w{1,20}-?)?(?:template|tmpl|html|plain)", re.I)
_SCRIPTS = re.compile(r"(?:(?:text|application)/(?:x-)?(?:java|ecma)script|module)?", re.I)
_HELD = etree.XPath(".//@*[contains(., '<') or contains(., '%3C') or contains(., '%3c')]")
_OPENER = re.compile(
    r"\W{0,3}(?:点击|點擊)?(?:展开|展開|阅读|閱讀|查看|显示|顯示)(?:剩余|其余)?(?:全文|全部|更多|正文)?(?:内容|內容)?\W{0,3}"
    r"|\W{0,3}(?:read|show|view)(?:more|all|fulltext)\W{0,3}",
    re.I,
)
_LONGEST_OPENER = 12  # letters
_LONGEST_HEADING = 60  # characters of what opens a part of a text
_BESIDE = 2  # elements before and behind what is hidden, among which its opener stands
_TO_FILL = re.compile(r"\{\{|<%|\$\{|\{%|v-for=|ng-repeat=|v-html=")
_ASKS = re.compile(  # what a page says to its readers, and not of anything
    r"即将离开|是否继续|确[定认]要|浏览器|(?:请|需)先?登[录陆]|(?:正在|努力)加载|javascript|加载失败|未找到|cookies?\b",
    re.I,
)


def unfold(content: Any, page: Sequence[Line]) -> bool:
    """Shows the rest of a text that is hidden until a reader asks for it beside it (展开全文), or under each of several
    headings; whether there is any. `page`: the content's lines."""
    hidden = [node for node in content.iter("div", "section", "article", "dd") if is_hidden(node)]
    folded = _parts(hidden)
    if hidden and _opens(content, page):
        folded += [node for node in hidden if _has_opener(node) and _is_text(lines(node))]
    for node in folded:
        for name in ("style", "hidden"):
            node.attrib.pop(name, None)
    return bool(folded)


def _opens(content: Any, page: Sequence[Line]) -> bool:
    """Whether a short line or a button says that it opens something."""
    short = (line.text for line in page if line.size <= _LONGEST_OPENER)
    buttons = (button.text_content() for button in content.iter("button"))
    return any(_OPENER.fullmatch("".join(text.split())) for text in chain(short, buttons))


def _parts(hidden: Sequence[Any]) -> list[Any]:
    """The hidden elements that stand under a heading each, several in one box, where they are text."""
    headed = [node for node in hidden if _has_heading(node)]
    together = Counter(node.getparent() for node in headed)
    parts = [node for node in headed if together[node.getparent()] > 1]
    return parts if _is_text([line for node in parts for line in lines(node)]) else []


def _has_opener(node: Any) -> bool:
    """Whether what stands beside an element says that it opens something."""
    before, behind = node.itersiblings(preceding=True), node.itersiblings()
    beside = chain(islice(before, _BESIDE), islice(behind, _BESIDE))
    return any(_OPENER.fullmatch("".join(other.text_content().split())) for other in beside if other.tag not in UNSEEN)


def _has_heading(node: Any) -> bool:
    """Whether the element right before one is shown and says a few words, as what opens it does."""
    before = next(node.itersiblings(preceding=True), None)
    if before is None or is_hidden(before) or before.tag in UNSEEN:
        return False
    return 0 < len("".join(before.text_content().split())) <= _LONGEST_HEADING


def text(root: Any, titles: Sequence[str]) -> str:
    """The longest text that waits in the page, "" for none."""
    return max((_shown(markup, titles) for markup in _markups(root)), key=len, default="")


def _markups(root: Any) -> Iterator[str]:
    for node in _KEPT(root):
        if node.tag != "script" or _TEMPLATES.fullmatch(node.get("type") or ""):
            inner = (lxml.html.tostring(child, encoding="unicode") for child in node)
            yield (node.text or "") + "".join(inner)
    yield from map(str, _HELD(root))
    yield from chain.from_iterable(
        _scripted(script.text or "") for script in root.iter("script") if _SCRIPTS.fullmatch(script.get("type") or "")
    )


def _scripted(script: str) -> Iterator[str]:
    yield from script_markup.held(script)
    for value in literals.values(script, is_json=False):
        yield from _fields(value)


def _fields(value: Any) -> Iterator[str]:
    """What the fields of data say that are called as a text's are; what has a title is another article (data.py)."""
    for node in filter(_is_nameless, objects.walk(value)):
        for name, held in objects.fields(node).items():
            if isinstance(held, str) and objects.BODIES[0].fullmatch(name):
                yield held


def _is_nameless(node: Any) -> bool:
    return isinstance(node, dict) and not any(map(objects.TITLES[0].fullmatch, objects.fields(node)))


def _shown(markup: str, titles: Sequence[str]) -> str:
    """What a reader would see of markup that a page keeps, "" where that is no text."""
    markup = script_markup.plain(markup)
    if not script_markup.is_markup(markup) or _TO_FILL.search(markup):
        return ""
    try:
        own = lines(lxml.html.fragment_fromstring(markup, create_parent="div"))
    except (etree.LxmlError, ValueError):
        return ""
    return text_of(own, titles) if _is_text(own) else ""


def _is_text(own: Sequence[Line]) -> bool:
    """Whether lines are prose that a page's readers are told, and no list of links."""
    if any(_ASKS.search(line.text) for line in own[:3]):
        return False
    return sum(map(weight, own)) >= _LEAST
