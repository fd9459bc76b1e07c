"""The body of an article page: the page's own lines from under the heading to what ends it.

Stands under `article.read`. What is known of a page says most of it: the heading, the lines of date and source under
it, the site's foot, the element that content systems put a text into. Where these leave no doubt, the lines between
them are the text, all of them and in their order. Where they do (menus in the column, much text beside it, other
languages than that of the words), libraries are heard (voices.py), and the page's lines that they name are the
text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from lxml import etree

from crawler.read.article import marks
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.bounds import A_PARAGRAPH, alike, begun, end_of
from crawler.read.article.lines import CJK, SENTENCE, STOP, Line, leads_to_file, length, names, weight, without_asides
from crawler.read.article.teaser import without_teasers
from pipelines.furniture import furniture_rule
from pipelines.likeness import comparable

# Elements that content systems write a text into: TRS, Hanweb, VSB, Webplus, Epoint, EasySite, the State Council's CMS.
_CONTENT_NAMES = """
trs_editor trs_ueditor trs_editor_view custom_unionstyle v_news_content vsb_content vsb_newscontent wp_articlecontent
ucap-content ewb-article-info easysite-news-text easysite-news-content zoom zoomcon fontzoom js_content ivs_content
maintext bodylabel pages_content rwb_zw
"""
_CONTENT_BEGINS = "vsb_content"  # VSB numbers its own
_MOST = 0.5  # of a page's text, which an element holds that is the text's
_NEXT_TO_NONE, _LITTLE = 0.1, 0.3  # of a text: so much beside it leaves it without a doubt
_ADDED = 12  # lines in boxes of their own that may belong to a text
_FEW_MENUS = 2  # links in a text
_FEW_LINES = 40  # of a page that may have no prose
_PROSE_A_LABEL, _SOME_PROSE = 30, 1200  # prose for each short line; any text may have forty of them
_BROKEN = 6  # lines that a heading may be broken into, and one
_CONTENT = frozenset(_CONTENT_NAMES.split()) | {"articlebody"}
_CALLED = etree.XPath(
    "descendant::div[@id or @class]|descendant::td[@id or @class]|descendant::*[@itemprop='articleBody']"
)
_NAMES = etree.XPath(
    "descendant::div/@id|descendant::div/@class|descendant::td/@id|descendant::td/@class|descendant::*/@itemprop",
    smart_strings=False,
)
_ADDRESS = re.compile(r"https?://|www\.")
_WORDS = 6  # letters before such an address
_CREDIT = re.compile(  # behind a text's last sentence, on its line
    r"(?<=[。！？”])\s*[(（【\[][\u4e00-\u9fff]{0,8}(?:责任编辑|责编|编辑)\s*[:：][^()（）【】。；]{1,20}[)）】\]]\s*$"
)
_PICTURE = frozenset(("img", "iframe", "embed", "object", "video"))


def is_marked(root: Any) -> bool:
    """Whether any element has the name of a content system's: few pages have one, and looking at each element of the
    others took a twentieth of reading them."""
    return _is_content(" ".join(_NAMES(root)))


def _is_content(called: str) -> bool:
    """Whether one of the names (classes, ids) is a content system's."""
    each = called.lower().split()
    return not _CONTENT.isdisjoint(each) or any(name.startswith(_CONTENT_BEGINS) for name in each)


def _content(root: Any, anatomy: Anatomy) -> Any:
    """The outermost element marked as a text's by a content system, where it holds most of the page's text."""
    told = range(anatomy.start, anatomy.foot)
    held = [max(0.0, weight(line)) if at in told else 0.0 for at, line in enumerate(anatomy.page)]
    found: list[tuple[float, Any]] = []
    for node in _CALLED(root):
        if node.get("itemprop") or _is_content(names(node)):
            first, end = anatomy.spans.of.get(node, (0, 0))
            found.append((sum(held[first:end]), node))
    if not found:
        return None
    most, best = max(found, key=lambda pair: pair[0])
    return best if most >= _MOST * sum(held) else None


def region(root: Any, anatomy: Anatomy) -> tuple[list[Line], bool]:
    """(the lines that can be the text by what is known of the page, whether there is no doubt of them)."""
    content = _content(root, anatomy) if anatomy.marked else None
    if content is not None:
        own = without_asides(root, _within(content, anatomy))
        return own, _clean(own)
    page, start, foot = anatomy.page, anatomy.start, anatomy.foot
    best = anatomy.densest
    if best is not None and (short := _above_neighbours(anatomy, anatomy.spans.of[best][0])):
        return short, True
    if best is None:
        best = _beside_meta(anatomy)
    if best is None:
        return [], True
    if anatomy.heading is not None or anatomy.meta is not None:
        best = _widened(best, anatomy)
    first, end = anatomy.spans.of[best]
    above = [line for line in begun(anatomy, first) if weight(line) > A_PARAGRAPH]
    own = without_asides(root, [*above, *page[max(first, start) : min(end, foot)]])
    others = (*page[start : max(first, start)], *page[min(end, foot) : foot])
    beside = sum(length(line.text) for line in others if not line.link)
    return own, _is_alone(own, beside, anatomy) and _clean(own)


def _within(content: Any, anatomy: Anatomy) -> list[Line]:
    """The lines of an element that is marked as the text's, from under heading and labels on."""
    first, end = anatomy.spans.of.get(content, (anatomy.start, anatomy.start))
    return anatomy.page[max(first, anatomy.start) : min(end, anatomy.foot)]


def _is_alone(own: Sequence[Line], beside: float, anatomy: Anatomy) -> bool:
    """Whether a heading stands above the lines and little text beside them; next to none, where no labels do."""
    prose = sum(max(0.0, weight(line)) for line in own)
    if anatomy.heading is None:
        return False
    if anatomy.meta is None and beside > _NEXT_TO_NONE * prose:
        return False
    return beside <= _LITTLE * max(prose, A_PARAGRAPH)


def lacks(own: Sequence[Line], text: str) -> bool:
    """Whether a text lacks a good part of what a region's lines say. On a page whose text stands in several boxes, each
    with a link in its bar, the largest of them is all that a densest element and trafilatura's fast mode see."""
    held = [line for line in own[: end_of(own)] if not line.link]
    said = comparable(text)
    missed = sum(line.size for line in held if comparable(line.text) not in said)
    return missed > 0.4 * sum(line.size for line in held)


def _clean(own: Sequence[Line]) -> bool:
    """Whether the lines are text without menus or what readers wrote in it."""
    own = own[: end_of(own)]
    menus = chinese = short = 0
    prose = 0.0
    for line in own:
        chinese += CJK.search(line.text) is not None
        speaks = weight(line)
        if line.link:
            menus += SENTENCE.search(line.text) is None and not leads_to_file(line)
        elif speaks < 0:
            short += 1
        else:
            prose += speaks
    if menus > _FEW_MENUS or 2 * chinese < len(own):
        return False
    if not prose and len(own) > _FEW_LINES:
        return False
    return _PROSE_A_LABEL * short <= max(prose, _SOME_PROSE)


def _above_neighbours(anatomy: Anatomy, first: int) -> list[Line]:
    """What stands between the labels and 上一篇：…, where the densest element (its first line is `first`) only begins
    below that: a text of one line says less than a teaser beside it."""
    if anatomy.heading is None or anatomy.meta is None:
        return []
    page, begun = anatomy.page, 0
    for at in range(anatomy.heading + 1, min(first, anatomy.foot)):
        line = page[at]
        if begun and furniture_rule(line.text) == "neighbour":
            return page[begun:at]
        if not begun and _tells(line) and not marks.is_meta(line.text) and not marks.is_day(line.text):
            begun = at
    return []


def _beside_meta(anatomy: Anatomy) -> Any:
    """Where no line is prose, the element around heading and labels that holds more than them: words or a picture."""
    anchor = anatomy.start - 1
    if anchor < 0:
        return None
    for up in anatomy.page[anchor].node.iterancestors():
        start, end = anatomy.spans.of[up]
        if up.tag == "html":
            return None
        own = anatomy.page[max(start, anatomy.start) : min(end, anatomy.foot)]
        if any(map(_tells, own)) or next(up.iter(*_PICTURE), None) is not None:
            return up
    return None


def _tells(line: Line) -> bool:
    return not line.link and not furniture_rule(line.text, True, True)


def _widened(best: Any, anatomy: Anatomy) -> Any:
    """The element, as far up as what is added stands below the labels, holds no link but to files and is little:
    各有关单位：, a heading, a signature that stand in boxes of their own."""
    page, spans = anatomy.page, anatomy.spans
    for up in best.iterancestors():
        if up.tag in ("body", "html"):
            break
        start, end = spans.of[up]
        first, last = spans.of[best]
        added = [*page[max(start, anatomy.start) : first], *page[last : min(end, anatomy.foot)]]
        if len(added) > _ADDED or any(line.linked and not leads_to_file(line) for line in added):
            break
        best = up
    return best


def text_of(own: Sequence[Line], titles: Sequence[str]) -> str:
    """The lines that are the article's, from a region's: up to the line that ends it, without menus, links alone and
    furniture at its edges; a paragraph that is one link stays."""
    kept: list[str] = []
    for at, line in enumerate(own[: end_of(own)]):
        if line.link and not _paragraph(line, own, at):
            continue
        if marks.TAIL.match(line.text) and length(line.text) < 100 and not SENTENCE.search(line.text):
            continue
        kept.append(line.text)
    kept = _halved(kept)
    while kept and (furniture_rule(kept[-1], False, True) or marks.counts_pages(kept[-1])):
        kept.pop()
    return trim("\n".join(kept), titles)


def _paragraph(line: Line, own: Sequence[Line], at: int) -> bool:
    """Whether a line that is one link is a paragraph like those beside it, or words before an address written out."""
    if SENTENCE.search(line.text) or (_ADDRESS.search(line.text) and line.size - line.linked >= _WORDS):
        return True
    beside = (*own[max(0, at - 1) : at], *own[at + 1 : at + 2])
    neighbours = (other for other in beside if not other.link and not marks.TAIL.match(other.text))
    return length(line.text) >= 30 and any(alike(line, other) for other in neighbours)


def _halved(kept: list[str]) -> list[str]:
    """Without the copy for telephones, which may have a heading of its own."""
    for between in range(min(_BROKEN, len(kept))):
        half, odd = divmod(len(kept) - between, 2)
        parted = kept[half : half + between]
        if half and not odd and kept[:half] == kept[half + between :] and not any(map(STOP.search, parted)):
            return kept[:half]
    return kept


def _is_above(line: str, titles: Collection[str]) -> bool:
    """Whether a line is a title (comparable), or one of date, source or catalogue."""
    return comparable(line) in titles or marks.is_meta(line) or marks.is_catalogue(line)


def trim(text: str, titles: Sequence[str]) -> str:
    """Without the title and the lines of date and source that some voices keep above the text, and what repeats the
    title below it."""
    wanted = {comparable(title) for title in titles}
    kept = _without_title(text.split("\n"), wanted)
    while len(kept) > 1 and _is_above(kept[0], wanted) and not marks.announces(kept):
        del kept[0]
    while len(kept) > 1 and comparable(kept[-1]) in wanted:
        del kept[-1]
    if len(kept) > 1:
        kept = without_teasers(kept)
    kept[-1:] = [_CREDIT.sub("", line) for line in kept[-1:]]
    return "" if len(kept) == 1 and _is_above(kept[0], wanted) else "\n".join(kept)


def _without_title(kept: list[str], titles: Collection[str]) -> list[str]:
    """Without the way to the page above a title (comparable), and without a heading that is broken into lines."""
    if len(kept) > 3 and comparable(kept[1]) in titles and not STOP.search(kept[0]):
        kept = kept[1:]
    for first, line in enumerate(kept[: _BROKEN - 1]):
        stem = comparable(line)
        if not any(title.startswith(stem) for title in titles):
            continue
        for end in range(first + 2, min(first + _BROKEN, len(kept))):
            if comparable("".join(kept[first:end])) in titles:
                return kept[:first] + kept[end:]
    return kept
