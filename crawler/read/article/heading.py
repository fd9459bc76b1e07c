"""Which line of a page is its article's heading, and what the article is called. Under `article.read`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crawler.read.article.lines import HEADINGS, SENTENCE, Line, length, names, weight
from crawler.read.article.marks import LABEL_ALONE, is_catalogue, is_day, is_day_in_words, is_meta
from crawler.read.article.names import is_site_name, window_parts
from pipelines.likeness import comparable

_TITLED = re.compile(r"(?:^|[-_])(?:\w{0,12}title\d*|tit|biaoti|bt|headline|wzbt|dahei|lbltitle|ph)(?:[-_]|$)", re.I)
_GREETING = re.compile(r"\W*(?:[您你]好)?\W{0,3}欢迎[您你]?(?:来到|光临|访问|进入|登[录陆]|浏览)")
_CRUMB = re.compile(r"[>»›]|^\W*(?:您?(?:当前|现在|目前)?所?在?的?位置|首页|今天是|返回|欢迎)")
_CALLED = re.compile(  # what a form calls it, the label in a cell of its own or not
    r"^(?:(?:信息|公告|文章|新闻|文件)?标\s*题(?:\s*[:：]\s*|\s+)|(?:信息)?名\s*称\s*[:：]\s*)"
)
_FILED = re.compile(r"^[\[【][^\[\]【】]{1,8}[\]】]\s*(?=\S)")  # [招商] before the title: where it is filed
_CHINESE_LAST, _CHINESE_FIRST = re.compile(r"[\u3000-\u9fff]$"), re.compile(r"[\u3000-\u9fff]")
_TOP = frozenset(("h1", "h2"))
_TITLE_CELL = re.compile(r"标\s*题\s*[:：]?")  # the cell beside it
_DAY_LABEL = re.compile(r"(?:日期|时间|時間|期限)\W*$|^(?:date|time|when)\W*$", re.I)  # its day stands beside it
_LABELLED = re.compile(r"(?:[发發][布佈表]|来源|來源|作者|日期|单位|單位)[^\s:：]{0,4}\s*[:：]")  # under a heading
_LEVEL = {"h1": 30, "h2": 25, "h3": 20, "h4": 15}
_LARGE = re.compile(r"font-size\s*:\s*(?:1[8-9]|[2-4]\d)p[xt]|;size=[4-7]", re.I)
_CENTRED = re.compile(r"text-align\s*:\s*center|;align=center", re.I)
_ABOVE = 120  # lines among which a heading is looked for that no title names
_NAMED_SHARE = 0.4  # of a title: as much of it names it
_LEAST_STEM, _LONGEST_REST = 6, 4  # letters of a title that a list cut short, and how many times longer it may be
_TEXT = 60  # the weight of a line that is the article's text
_MARKED_UP = 3  # times that a line counts which is marked up as a heading
_CERTAIN = 15  # letters of a heading that none below the text's beginning replaces
_LEAD_PARTS = 8  # elements of a line before which its date may begin
# What speaks for a line to be a heading that no title names, in the measure of _LEVEL.
_SAID_TO_BE, _WRITTEN_LARGE, _NAMED_SO, _BESIDE_LABEL = 20, 10, 20, 40
_DATE_NEXT, _DATE_SOON, _LABEL_NEXT, _TOO_SHORT = 40, 20, 10, -15
_LEAST_SCORE = 19
_FEW_LETTERS = 8  # less is seldom a heading
_LONGEST, _LONGEST_MARKED = 80, 200  # letters of a heading, and of one that is marked up as one


def _named(text: str, titles: Sequence[str], cut: Sequence[str]) -> bool:
    """Whether a title contains the line, or begins it where a list cut the title short."""
    if any(text in title and len(text) >= _NAMED_SHARE * len(title) for title in titles):
        return True
    return any(_completes(text, stem) for stem in cut)


def _completes(text: str, stem: str) -> bool:
    return text.startswith(stem) and len(stem) >= _LEAST_STEM and len(text) < _LONGEST_REST * len(stem)


def _dated(line: str, titles: Sequence[str]) -> str | None:
    """The title that a line begins with where the rest of it is date and source: <h2>title <small>date</small></h2>."""
    for name in titles:
        rest = line[len(name) :].strip()
        if len(name) >= 6 and rest and line.startswith(name) and is_meta(rest):
            return name
    return None


def heading_at(page: Sequence[Line], titles: Sequence[str], sites: Sequence[str] = ()) -> int | None:
    """Index of the line that is the article's heading: the longest unlinked one that a title contains.

    One marked up as a heading counts three times, since the site's name may be the longer part of a title. A title
    that a list cut short with an ellipsis is completed by the line that begins with it. What the site or its office
    is called (`sites`, comparable) is no heading, and before the text goes before below it.
    """
    whole = [comparable(title) for title in titles]
    cut = [comparable(title) for title in titles if title.rstrip().endswith(("…", "..."))]
    best, at, begun = 3, None, False
    for index, line in enumerate(page):
        if at is not None and begun and best > _CERTAIN:
            break
        begun = begun or weight(line) > _TEXT
        text = comparable(_unfiled(_CALLED.sub("", line.text), whole))
        if not _may_be_named(line, text, whole, sites):
            continue
        if not _named(text, whole, cut):
            text = comparable(_dated(line.text, titles) or "")
            if not text:
                continue
        size = len(text) * (_MARKED_UP if line.within(HEADINGS) else 1)
        if size > best and not (begun and _signs(page, index)):
            best, at = size, index
    return at


def _signs(page: Sequence[Line], index: int) -> bool:
    """Whether a line below a text is who signed it: a day stands under it, and no more text."""
    below = page[index + 1].text if index + 1 < len(page) else ""
    dated = is_day(below) or is_day_in_words(below)
    return dated and not page[index].within(HEADINGS) and not _has_text(page[index + 2 :])


def _has_text(page: Sequence[Line]) -> bool:
    return any(weight(line) > _TEXT for line in page)


def _may_be_named(line: Line, text: str, titles: Sequence[str], sites: Sequence[str]) -> bool:
    """Whether a line, `text` as comparable, is neither a link nor the site's name. A title in full is the heading
    whatever it names, also where a blog's heading leads to itself."""
    if len(text) < 2:
        return False
    if text in titles:
        return not line.link or line.within(_TOP)
    return not line.link and text not in sites and not is_site_name(line.text)


def _unfiled(text: str, titles: Sequence[str]) -> str:
    """The text without the mark of where it is filed, where a title (comparable) is the rest of it."""
    rest = _FILED.sub("", text)
    return rest if rest != text and comparable(rest) in titles else text


def _is_moment(text: str) -> bool:
    """Whether a text is a day, or date and source."""
    return is_day(text) or (is_meta(text) and bool(re.search(r"\d", text)))


def undated(line: Line) -> str | None:
    """What a line says before its date and source where these stand beside it in elements of their own, as templates
    of bare <span>s write them; None for any other line."""
    for at in range(1, min(len(line.parts), _LEAD_PARTS)):
        lead, rest = (" ".join(" ".join(parts).split()) for parts in (line.parts[:at], line.parts[at:]))
        if len(lead) >= 4 and rest and _is_moment(rest):
            return None if _DAY_LABEL.search(lead) or LABEL_ALONE.fullmatch(lead) else lead
    return None


def heading_above(page: Sequence[Line], sites: Sequence[str] = ()) -> int | None:
    """Index of the heading where no title names it (window titles of column and site): the line that its element, its
    class or the line of date and source right below it tells to be one."""
    best, at = _LEAST_SCORE, None
    for index, line in enumerate(page[:_ABOVE]):
        if weight(line) > _TEXT and not line.within(HEADINGS) and not _GREETING.match(line.text):
            break
        lead = undated(line) if len(line.parts) > 1 else None
        text = lead or line.text
        if not _may_head(line, text, sites):
            continue
        score = _looks(line, text) + _company(page, index, lead is not None)
        if line.size < _FEW_LETTERS:
            score += _TOO_SHORT
        if score > best:
            best, at = score, index
    return at


def instead_of_column(page: Sequence[Line], named: int, sites: Sequence[str]) -> int | None:
    """Index of the heading where the line that a title names is a column's (公告 - 管委会), a few letters, or stands
    below all of a text, whose office it is: not marked up as a heading, while another line looks like one and has its
    day below it. None where that is not so."""
    line = page[named]
    ends = _has_text(page[:named]) and not _has_text(page[named + 1 :])
    if (line.size >= _FEW_LETTERS and not ends) or line.within(HEADINGS):
        return None
    at = heading_above(page, [*sites, comparable(line.text)])
    if at is None or at == named or at + 1 >= len(page) or page[at].size < _FEW_LETTERS:
        return None
    return at if _is_under_heading(page[at + 1].text) else None


def _may_head(line: Line, text: str, sites: Sequence[str]) -> bool:
    """Whether a line that says `text` can be a heading: no link, label, way to the page, sentence or site's name."""
    if line.link or _CRUMB.search(text) or SENTENCE.search(text):
        return False
    if not _CALLED.match(text) and (is_meta(text) or is_catalogue(text)):
        return False
    longest = _LONGEST_MARKED if line.within(HEADINGS) else _LONGEST
    return 4 <= line.size <= longest and comparable(text) not in sites and not is_site_name(text)


def _looks(line: Line, text: str) -> int:
    """What the elements of a line speak for its being the heading."""
    around = _up(line)
    score = _SAID_TO_BE if _CALLED.match(text) else 0
    for node in around:
        if node.tag in _LEVEL:
            score = _LEVEL[node.tag]
            break
    written = [_written(node) for node in around]
    score += _WRITTEN_LARGE * sum(any(map(pattern.search, written)) for pattern in (_LARGE, _CENTRED))
    if any(map(_is_titled, around)):
        score += _NAMED_SO
    return score


def _company(page: Sequence[Line], index: int, dated: bool) -> int:
    """What the lines beside one speak for its being the heading; `dated`: its own date stands in it."""
    score = _BESIDE_LABEL if index and _TITLE_CELL.fullmatch(page[index - 1].text) else 0
    below = [_is_under_heading(other.text) for other in page[index + 1 : index + 3]]
    if dated or below[:1] == [True]:
        return score + _DATE_NEXT
    if any(below):
        return score + _DATE_SOON
    after = page[index + 1].text if index + 1 < len(page) else ""
    if is_catalogue(after):
        return score + _DATE_SOON
    return score + _LABEL_NEXT if is_meta(after) else score


def _is_under_heading(text: str) -> bool:
    """Whether a line is a day, one of date and source, or a row of cells that begins with such a label."""
    if is_day(text.strip("()（）")) or _is_moment(text):
        return True
    return bool(LABEL_ALONE.fullmatch(text.partition(" ")[0])) and any(map(str.isdigit, text))


def _written(node: Any) -> str:
    """How an element says that it is written."""
    return f"{node.get('style') or ''};size={node.get('size') or ''};align={node.get('align') or ''}"


def _is_titled(node: Any) -> bool:
    """Whether an element is called a title."""
    return any(map(_TITLED.search, names(node).split()))


def _up(line: Line, levels: int = 2) -> list[Any]:
    nodes: list[Any] = []
    node = line.node
    while node is not None and len(nodes) <= levels and node.tag != "body":
        nodes.append(node)
        node = node.getparent()
    return nodes


def whole_heading(page: Sequence[Line], at: int, titles: Sequence[str] = ()) -> tuple[str, int]:
    """(the heading that line `at` is of, the index of its last line): an h1 may hold a <br>."""
    if name := _dated(page[at].text, titles):
        return name, at
    node = next((up for up in _up(page[at], 3) if up.tag in _LEVEL), None)
    if node is None:
        return _CALLED.sub("", undated(page[at]) or page[at].text), at
    first = last = at
    while first > 0 and _holds(node, page[first - 1]):
        first -= 1
    while last + 1 < len(page) and _holds(node, page[last + 1]):
        last += 1
    held = [line.text for line in page[first : last + 1]]
    while len(held) > 1 and _is_beside_title(held[-1]):  # <h2>title<small>date</small></h2>
        held.pop()
    known = [comparable(title) for title in titles]
    whole = _unfiled(_joined(held), known)
    parts = (part for line in page[first : last + 1] for part in (line.text, *line.parts))
    alone = next((" ".join(part.split()) for part in parts if comparable(part) in known), None)
    if alone is not None and comparable(whole) not in known:
        whole = alone  # beside a kicker
    return whole, first + len(held) - 1


def _is_beside_title(text: str) -> bool:
    return is_meta(text) or is_day(text.strip("()（）")) or length(text) < 5


def _holds(node: Any, line: Line) -> bool:
    return node is line.node or node in line.node.iterancestors()


def _joined(texts: Sequence[str]) -> str:
    """A heading's lines as one: a space between two only where neither is Chinese there."""
    whole = texts[0]
    for text in texts[1:]:
        chinese = _CHINESE_LAST.search(whole) or _CHINESE_FIRST.match(text)
        whole += text if chinese else f" {text}"
    return whole


def is_turned(page: Sequence[Line], first: str, last: str) -> bool:
    """Whether a window says what the site is called before what its article is (both comparable): a heading that is no
    link says the last part of it, below a link that says the first, or above a label."""
    linked = False
    below = (*(line.text for line in page[1:]), "")
    for line, said in zip(page, below, strict=False):
        if line.link:
            linked = linked or comparable(line.text) == first
            continue
        if not line.within(_TOP) or comparable(line.text) != last:
            continue
        if linked or _LABELLED.search(said):
            return True
    return False


def title(window: str, data: dict[str, str], given: str | None, heading: str | None, confirmed: bool) -> str:
    """The heading that a title confirms; else what the list called it, the page's metadata, the heading by its looks,
    the longest part of the window's title that comes first."""
    if heading and confirmed:
        return heading
    first = next(iter(window_parts(window)), "")
    return given or data.get("articletitle") or data.get("og:title") or heading or first
