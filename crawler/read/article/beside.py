"""Names that no label with a colon says: behind a writer's picture, behind 由 or by, beside the date. For fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from crawler.read.article import marks
from crawler.read.article.days import DATE
from crawler.read.article.lines import BLOCKS, Line
from pipelines.grammar import written

PERSON = r"[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])"
_WRITTEN_BY = re.compile(
    rf"(?<!\S)(?:(?P<label>작성자|글쓴이)|由|[Bb]y)\s+"
    rf"(?P<name>{PERSON}|[가-힣]{{2,4}}(?!\S)|[A-Z][\w'-]+(?: [A-Z][\w'-]+){{1,2}})"
    r"|(?<!\S)(?P<poster>[\u4e00-\u9fff]{2,4}(?<![会局委办厅社台网部处科]))\s+(?:发布|提交)于"  # 陈立 发布于 …
)
_NAME = re.compile(rf"({PERSON})(?!\s*[:：])")  # and no label
_LONGEST_BYLINE, _LONGEST_NAME = 100, 30  # characters
_BESIDE_DATE = 60  # letters of a line that holds a date and who wrote it
OFFICE_NAME = re.compile(  # what a name without a label must be called
    r"(?=[\u4e00-\u9fffA-Za-z])[\u4e00-\u9fffA-Za-z\d·—]{2,24}(?:日报|晚报|时报|早报|晨报|周报|商报|[网局委办厅社台]|中心|政府|集团|公司|频道|融媒体?|客户端|杂志"
    r"|管委会|委员会|办公室|电视台|新华社|[中小]学|大学|学院|学校|医院|协会)"
)
_SIGNED = re.compile(
    r"[（(]\s?(?P<office>[\u4e00-\u9fff·]{2,16}(?:[报刊社网台局委办厅]|中心|媒体))?"
    rf"(?:\s?{written.DAY})?(?:\s?[\u4e00-\u9fff]{{0,3}}记者\s?(?P<name>{PERSON}))?(?:\s?供稿)?\s?[)）]$"
)
_WRITER = re.compile(r"(?<!\S)(?:由|by)\s+\S+")
_BRACKETS = re.compile(r"[\s\[\]【】（）()《》|｜]+")
_PICTURED = re.compile(r"(?:^|[\s_-])(?:user|author|person|pencil|edit|pen)(?:[\s_-]|$)", re.I)  # an icon: who wrote it


def icon(lines: list[Line]) -> Iterator[str]:
    """A name that stands behind the picture of a writer: <i class="fa fa-user"></i> 陈立."""
    for line in lines:
        box = line.node if line.node.tag in BLOCKS else line.node.getparent()
        for node in box.iter("i", "span", "em"):
            if not _is_icon(node):
                continue
            name = _NAME.match(_behind(node).strip())
            if name:
                yield name[0]


def signed(lines: Sequence[Line], what: str) -> Iterator[str]:
    """The "office" or the "name" in brackets at the end of a text: …居全市第一。（云栖日报记者 林晓岚）."""
    for line in reversed(lines):
        if (found := _SIGNED.search(line.text)) and found[what] and not marks.CONTACT.search(line.text):
            yield found[what]


def _is_icon(node: Any) -> bool:
    """Whether an element is an empty one that a style makes the picture of a writer."""
    empty = not len(node) and not (node.text or "").strip()
    return empty and bool(_PICTURED.search(node.get("class") or ""))


def _behind(node: Any) -> str:
    """What stands behind an element: its tail, or else the next one's text."""
    tail, after = node.tail or "", node.getnext()
    if tail.strip() or after is None:
        return tail
    return after.text_content()


def by(lines: list[Line]) -> Iterator[str]:
    """Who is said to have written it: 由 陈立 提交于 2024-06-13, 2024-06-13 10:46 by Li Chen."""
    for line in lines:
        name = _WRITTEN_BY.search(line.spaced)
        if name is None:
            continue
        who = name["name"] or name["poster"]
        if name[0] == line.spaced:  # By Li Chen, on a line of its own
            yield who
        dated = DATE.search(line.spaced) or marks.says_day_in_words(line.spaced)
        byline = len(line.spaced) < _LONGEST_BYLINE and dated
        if name["label"] or byline:
            yield who


def date(lines: list[Line]) -> Iterator[str]:
    """A name that stands beside the date without a label: 2024-06-13 10:46 滨江日报, [ 区投资促进局 ] 2024-06-13."""
    for at, line in enumerate(lines):
        if not marks.is_meta(line.text) and not (DATE.search(line.text) and line.size < _BESIDE_DATE):
            continue
        texts = _BRACKETS.split(_WRITER.sub(" ", DATE.sub(" ", line.spaced)))
        after = lines[at + 1 : at + 2] if DATE.fullmatch(line.text) else []  # <li>date</li><li>name</li>
        before = lines[max(0, at - 1) : at] if DATE.match(line.text) else []  # or the other way about
        texts += [other.text for other in (*after, *before) if len(other.text) <= _LONGEST_NAME]
        yield from filter(OFFICE_NAME.fullmatch, texts)
