"""Labels whose value stands in the element after them, with or without a colon. Under fields.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from crawler.read.article import marks
from crawler.read.article.lines import Line

ORIGIN = r"(?<!图片)(?<!数据)(?<!资料)(?<!视频)(?:(?<!資料)(?<!圖片)(?:信息|文章|稿件|新闻|新聞|本文|内容)?(?:来源|來源)(?:于|单位)?|来自|稿\s*源|出处|转自)"  # noqa: E501
OFFICE = (
    r"(?:信息提供单位|(?:发布|發布|發佈|公开|供稿|录入|信息发布)(?:机构|单位|單位|部门)"
    r"|供稿(?=\s*[:：])|发文(?:机关|机构|单位)|制发机关|责任部门)"
)
FOREIGN_ORIGIN = "(?:Source|From|Quelle|Fuente|Nguồn|出典)"
# A label that needs no colon where it fills a cell of its own, and the value the next one.
_CELL = re.compile(rf"{ORIGIN}|{OFFICE}|{FOREIGN_ORIGIN}|作\s*者|责任编辑|责编|编\s*辑")
# The next label on the same line ends a value, also where it is run on to it; so does the date that follows it.
LABEL = (
    r"(?:信息|文章|稿件|新闻|本文)?(?:来源|作者|编辑|责任编辑|责编|记者|审核|校对|摄影|供稿|稿源|出处)"
    r"|(?:最[后近])?(?:发布|發布|發佈|更新|录入|上传|成文|发文|公开|公布|提交|添加|创建|发表|发稿|签署|信息提供|信息|修改)?"
    r"(?:时间|时閒|日期|机构|机关|单位|單位|者|人)"
    r"|(?:浏览|点击|阅读|访问|查看|评论)(?:次数|量|数)?|字号|字体(?:大小)?|分享(?:到|至)?|打印|原标题|文章类型|内容分类|关键词"
)
A_LABEL = re.compile(rf"{LABEL}|{marks.CATALOGUE}")
_LABEL_CELLS = frozenset(("dt", "th", "td"))


def in_pairs(lines: list[Line]) -> Iterator[str]:
    """The lines, a label without a colon joined to the value in the element after it: <dt>来源</dt><dd>日报</dd>."""
    for line, after in zip_longest(lines, lines[1:]):
        parts = [text for text in map(str.strip, line.parts) if text]
        if len(parts) == 1 and after is not None and _follows(line, after):
            parts = [parts[0].rstrip(":： "), after.text]
        if len(parts) == 1 or line.link or not any(map(_CELL.fullmatch, parts)):
            yield line.spaced
        else:
            yield _paired(parts)


def _paired(parts: list[str]) -> str:
    """What elements say one after another, without the labels that another label follows."""
    said = []
    for part, value in zip_longest(parts, parts[1:], fillvalue=""):
        if not _CELL.fullmatch(part):
            said.append(part)
        elif not A_LABEL.fullmatch(value):
            said.append(f"{part}：")
    return " ".join(said)


def _follows(line: Line, after: Line) -> bool:
    """Whether a line fills a cell of labels, and the line after it the next cell; or a box of its own, and a box of the
    same kind that what comes after."""
    cell = line.node if line.node.tag in _LABEL_CELLS else line.node.getparent()
    following = cell.getnext() if cell is not None and cell.tag in _LABEL_CELLS else None
    if following is None and _CELL.fullmatch(line.text) and not A_LABEL.fullmatch(after.text):
        return line.node.getnext() is after.node and line.node.tag == after.node.tag == "div"
    return following is not None and following in (after.node, after.node.getparent())


def of_end(line: Line) -> str:
    """What a line at the end says; a row of cells that are labels and values, with colons."""
    cells = len(line.parts) > 3 and marks.is_row_of_labels(line.spaced)
    return _paired([text for text in map(str.strip, line.parts) if text]) if cells else line.spaced
