"""Which line of a page is its article's heading, and what the article is called. Under `article.read`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crawler.read.article.lines import HEADINGS, SENTENCE, Line, length, weight
from crawler.read.article.marks import is_catalogue, is_day, is_meta, is_site_name
from pipelines.likeness import comparable

_SUFFIX = re.compile(
    r"(?:(?<!\s)\s+[-–—|]+\s+|(?:(?<!\s)\s+)?(?<![_|｜—])[_|｜—]+\s*|(?<=[\u3400-\u9fff”》）])-+(?=[\u3400-\u9fff]))"
)
_TITLED = re.compile(r"(?:^|[-_])(?:\w{0,12}title\d*|tit|biaoti|bt|headline|wzbt|dahei|lbltitle|ph)(?:[-_]|$)", re.I)
_CRUMB = re.compile(r"[>»›]|^\W*(?:您?(?:当前|现在|目前)?所?在?的?位置|首页|今天是|返回|欢迎)")
_CALLED = re.compile(r"^(?:信息名称|文章标题|标\s*题|名\s*称)\s*[:：]\s*")
_FILED = re.compile(r"^[\[【][^\[\]【】]{1,8}[\]】]\s*(?=\S)")  # [招商] before the title: where it is filed
_TOP = frozenset(("h1", "h2"))
_TITLE_CELL = re.compile(r"标\s*题\s*[:：]?")  # the cell beside it
_LEVEL = {"h1": 30, "h2": 25, "h3": 20, "h4": 15}
_LARGE = re.compile(r"font-size\s*:\s*(?:1[8-9]|[2-4]\d)p[xt]|;size=[4-7]|text-align\s*:\s*center|;align=center", re.I)
_ABOVE = 120  # lines among which a heading is looked for that no title names


def _named(text: str, titles: Sequence[str], cut: Sequence[str]) -> bool:
    """Whether a title contains the line, or begins it where a list cut the title short."""
    return any(text in title and len(text) >= 0.4 * len(title) for title in titles) or any(
        len(stem) >= 6 and text.startswith(stem) and len(text) < 4 * len(stem) for stem in cut
    )


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
        text = comparable(_unfiled(_CALLED.sub("", line.text), whole))
        if at is not None and begun and best > 15:
            break
        begun = begun or weight(line) > 60
        linked = line.link and not (text in whole and line.within(_TOP))  # a blog's heading leads to itself
        if linked or len(text) < 2 or (text not in whole and (text in sites or is_site_name(line.text))):
            continue
        if not _named(text, whole, cut):
            text = comparable(_dated(line.text, titles) or "")
            if not text:
                continue
        size = len(text) * (3 if line.within(HEADINGS) else 1)
        if size > best:
            best, at = size, index
    return at


def _unfiled(text: str, titles: Sequence[str]) -> str:
    """The text without the mark of where it is filed, where a title (comparable) is the rest of it."""
    rest = _FILED.sub("", text)
    return rest if rest != text and comparable(rest) in titles else text


def undated(line: Line) -> str | None:
    """What a line says before its date and source where these stand beside it in elements of their own, as templates
    of bare <span>s write them; None for any other line."""
    for at in range(1, min(len(line.parts), 8)):
        lead, rest = (" ".join(" ".join(parts).split()) for parts in (line.parts[:at], line.parts[at:]))
        if lead and rest and len(lead) >= 4 and (is_day(rest) or (is_meta(rest) and re.search(r"\d", rest))):
            return lead
    return None


def heading_above(page: Sequence[Line], sites: Sequence[str] = ()) -> int | None:
    """Index of the heading where no title names it (window titles of column and site): the line that its element, its
    class or the line of date and source right below it tells to be one."""
    best, at = 19, None
    for index, line in enumerate(page[:_ABOVE]):
        lead = undated(line) if len(line.parts) > 1 else None
        text = lead or line.text
        if weight(line) > 60 and not line.within(HEADINGS):
            break
        called = _CALLED.match(text)
        label = not called and (is_meta(text) or is_catalogue(text))
        plain = not (line.link or label or _CRUMB.search(text) or SENTENCE.search(text))
        longest = 200 if line.within(HEADINGS) else 80
        if not plain or not 4 <= line.size <= longest or comparable(text) in sites or is_site_name(text):
            continue
        score = next((_LEVEL[up.tag] for up in _up(line) if up.tag in _LEVEL), 20 if called else 0)
        score += (
            10
            if any(
                _LARGE.search(f"{up.get('style') or ''};size={up.get('size') or ''};align={up.get('align') or ''}")
                for up in _up(line)
            )
            else 0
        )
        score += 20 if any(_TITLED.search(name) for up in _up(line) for name in _names(up)) else 0
        score += 40 if index and _TITLE_CELL.fullmatch(page[index - 1].text) else 0
        below = page[index + 1 : index + 3]
        dated = [
            is_day(other.text.strip("()（）")) or (is_meta(other.text) and bool(re.search(r"\d", other.text)))
            for other in below
        ]
        score += 40 if lead or dated[:1] == [True] else 20 if True in dated else 0
        score -= 15 if line.size < 8 else 0
        if score > best:
            best, at = score, index
    return at


def _names(node: Any) -> list[str]:
    return f"{node.get('class') or ''} {node.get('id') or ''}".split()


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
    while first > 0 and node in (page[first - 1].node, *page[first - 1].node.iterancestors()):
        first -= 1
    while last + 1 < len(page) and node in (page[last + 1].node, *page[last + 1].node.iterancestors()):
        last += 1
    held = [line.text for line in page[first : last + 1]]
    while len(held) > 1 and (is_meta(held[-1]) or length(held[-1]) < 5):  # <h2>title<small>date</small></h2>
        held.pop()
    last = first + len(held) - 1
    texts = [held[0]]
    for text in held[1:]:
        joint = "" if re.search(r"[\u3000-\u9fff]$", texts[-1]) or re.match(r"[\u3000-\u9fff]", text) else " "
        texts.append(joint + text)
    return _unfiled("".join(texts), [comparable(title) for title in titles]), last


def window_parts(window: str) -> list[str]:
    """What a window's title is made of: title, column, site."""
    return [part for part in _SUFFIX.split(" ".join(window.split())) if part.strip()]


def title(window: str, data: dict[str, str], given: str | None, heading: str | None, confirmed: bool) -> str:
    """The heading that a title confirms; else what the list called it, the page's metadata, the heading by its looks,
    the longest part of the window's title that comes first."""
    if heading and confirmed:
        return heading
    first = next(iter(window_parts(window)), "")
    return given or data.get("articletitle") or data.get("og:title") or heading or first
