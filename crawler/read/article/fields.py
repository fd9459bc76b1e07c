"""What an article page says about its article beside the body and the date: source, author, editor, region, the fields
of an open-government catalogue.

Stands under `article.read`. Label rules over the lines near the heading, element by element, so that an empty label
does not take the next one's value; the page's metadata after them. A field that the page does not name stays None: an
invented source is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from crawler.addresses.links import joined
from crawler.read.article import beside, marks
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.beside import PERSON
from crawler.read.article.cells import A_LABEL, FOREIGN_ORIGIN, LABEL, OFFICE, ORIGIN, in_pairs, of_end
from crawler.read.article.dates import above
from crawler.read.article.days import DATE
from crawler.read.article.lines import Line, names
from crawler.read.article.names import window_parts
from pipelines import documents

_VALUE = r"\s*[:：]\s*([^\s|｜\[\]【】（）()<>;；]{1,40})"
_PEOPLE = r"[\u4e00-\u9fff]{2,4}(?:[\s、，,]+[\u4e00-\u9fff]{2,4}){0,4}\s*"
_REPEATED = r"以下文章来源于\s*"
_OFFICE_ROW = re.compile(rf"{OFFICE}(?:\s*[:：]|\s)\s*([^\s|｜\[\]【】（）()<>;；:：]{{2,40}})")
_PUBLISHER = re.compile(rf"(?:发布|录入|上传)[人者]{_VALUE}")
_LABELS: dict[str, tuple[re.Pattern[str], ...]] = {
    "source": (
        re.compile(ORIGIN + _VALUE),
        re.compile(rf"{_REPEATED}([^\s，,；;]{{2,30}})"),  # an account repeats another's article
        re.compile(r"(?<![\u4e00-\u9fff])来源\s*[/／]\s*([^\s/／|｜]{2,30})"),
        re.compile(rf"資料來源{_VALUE}"),  # in a caption it is a figure's, above a text the text's
        _OFFICE_ROW,
        re.compile(
            rf"(?<!\w){FOREIGN_ORIGIN}\s*[:：]\s*([^\d|｜:：;,，。]{{3,40}}?)(?=\s{{1,9}}[A-Za-z]+\s*[:：]|\s{{0,9}}[\d|｜:：;,，。]|\s{{0,9}}$)"
        ),
    ),
    "author": (
        re.compile(rf"(?:作\s*者|撰稿人?|撰文|原作者){_VALUE}|(?<![\u4e00-\u9fff])创建者\s+({PERSON})"),
        re.compile(rf"{_REPEATED}[^，,；;]{{2,30}}[，,]\s*作者\s*([^\s，,；;:：]{{2,20}})"),
        _PUBLISHER,
        re.compile(rf"(?<![\u4e00-\u9fff])记者{_VALUE}"),
        re.compile(r"(?<!\w)(?:Autor(?:in)?|Author|작성자|글쓴이)\s*[:：]\s*([^\d|｜:：;,，。]{2,40})"),
        re.compile(rf"(?<![\u4e00-\u9fff])(?:撰?文|作\s*者|图文|文字)\s*[/／|｜丨]\s*({PERSON})"),
        re.compile(rf"(?<![\u4e00-\u9fff])(?:作者|撰稿|[\u4e00-\u9fff·]{{1,12}}[报网社台]记者|通讯员)\s+({PERSON})"),
        re.compile(
            rf"(?<![\u4e00-\u9fff])(?:见习|实习|特约|首席)?记者\s+(?!编辑|校对|审核|摄影|来源|发布|时间|日期|供稿)({PERSON})"
        ),
    ),
    "editor": (re.compile(rf"(?:责任编辑|责编|编\s*辑){_VALUE}"),),
    "region": (re.compile(rf"(?:所属|所在|项目)?地区{_VALUE}"),),
}
_BARRED = {  # 来源 | 滨江日报, 作者 | 陈立: how public accounts write it, on a line of its own
    "source": re.compile(r"^(?:来源|出处)\s*[|｜丨]\s*([^|｜丨]{2,40})$"),
    "author": re.compile(
        r"^(?:(?:作者|撰文|文)\s*[|｜丨]\s*(?=[^|｜丨]{2,40}$)"
        rf"|(?:(?:作者|撰文|文)\s*[/／]\s*|(?:作者|撰文)\s+)(?={_PEOPLE}$))(.+)$"
    ),
    "editor": re.compile(r"^(?:责任编辑|责编|编辑)\s*[|｜丨]\s*([^|｜丨]{2,40})$"),
}
_FIELD_META = {"source": ("contentsource", "source", "mediaid"), "author": ("author", "article:author")}
# Where templates put the name alone: <span id="source">, class="laiyuan".
_NAMED_NODES = {
    "source": re.compile(
        r"(?:^|[\s_-])(?:source|sourcename|laiyuan|ly|from|articlesource|source_baidu|lblsource)(?:[\s_-]|$)", re.I
    ),
    "author": re.compile(
        r"(?:^|[\s_-])(?:author|zuozhe|author_baidu|rich_media_meta_text|articleauthor|lblauthor)(?:[\s_-]|$)", re.I
    ),
    "editor": re.compile(r"(?:^|[\s_-])(?:editor|editor_baidu|bianji)(?:[\s_-]|$)", re.I),
}
_NAMEABLE = ("span", "em", "i", "a", "b", "div", "p", "li", "td", "font", "label", "strong")
_VALUE_END = re.compile(rf"(?:{LABEL})\s*[:：].*|{DATE.pattern}.*", re.S)
_MORE_NAMES = re.compile(
    r"(?:[\s、，,]+(?!编辑|来源|打印|收藏|分享|浏览|点击|阅读|时间|日期|字号|审核)[\u4e00-\u9fff]{2,3}(?=[\s、，,]|$))+"
)
_NAME = re.compile(r"[^\d_@/:]{2,40}")  # metadata also holds the editor's number or the template's user
_BAR = re.compile(r".{1,4}?\s*[|｜丨]")
_NO_NAME = re.compile(r"[:：，。]")
_ADDRESS = re.compile(r"(?:https?|www)\b")
_LONGEST_NAME = 30  # characters of an element that holds a name alone
_LAST = 8  # lines above the foot among which a text is signed in brackets
_END = 40  # lines at the end of the text among which labels stand anywhere in a line
_SHORT, _LONGEST = 80, 300  # characters of a line within the text that is a label, and of any with one
_BY = re.compile(r"^(?:by|von|por|par|door|av)(?:\s(?=\S)|$)", re.I)
_BESIDE_NAME = re.compile(rf"\s?[·|｜•]\s?(?:{DATE.pattern})$")  # 林晓岚 · 2024-06-13
_ENDS_ABROAD = re.compile(rf"{FOREIGN_ORIGIN}\s*[:：]", re.I)
_UNSIGNED = re.compile(r"(?:文|文字|作\s*者|撰稿|记者|通讯员|来源)\s*[/／|｜丨\s]")  # labels that no colon follows
_BEGUN = re.compile(
    rf"\W{{0,3}}(?:责任编辑|责编|编辑|(?:本文|文章)?来源|作者|稿源)\s*[:：|｜丨]|(?:作者|撰文)\s+{_PEOPLE}$|文\s*[/／]\s*{PERSON}"
)


def texts(anatomy: Anatomy) -> tuple[list[str], list[str]]:
    """The lines with a label above the text, and those of its end: （来源：滨江日报 编辑：周敏）."""
    if anatomy.said is None:
        last = max(anatomy.start, anatomy.foot - _END)
        begun = [line for line in anatomy.page[anatomy.start : last] if _begins_label(line.text)]
        end = begun + anatomy.page[last : anatomy.foot]
        anatomy.said = _labels(in_pairs(above(anatomy))), _labels(map(of_end, end))
    return anatomy.said


def _begins_label(text: str) -> bool:
    return len(text) < _SHORT and bool(_BEGUN.match(text))


def _labels(said: Iterable[str]) -> list[str]:
    """The lines that may hold a label, spread labels closed up."""
    return [text for text in map(marks.joined, said) if len(text) < _LONGEST and _may_label(text)]


def _may_label(text: str) -> bool:
    if ":" in text or "：" in text:
        return not marks.SPOKEN.match(text)
    if _BAR.match(text) or marks.is_catalogue(text) or text.startswith("以下文章来源于"):
        return True
    return len(text) < 100 and bool(_UNSIGNED.search(text))


def _labelled(name: str, label: re.Pattern[str], lines: Iterable[str]) -> Iterator[str]:
    for text in lines:
        for match in label.finditer(text):
            said = next(filter(None, match.groups()), "")
            value = _VALUE_END.sub("", said).strip("　 ,，。、:：-—")
            if not value or _ADDRESS.match(value) or A_LABEL.fullmatch(value) or _is_quoted(text, match.start()):
                continue
            if name == "author" and (more := _MORE_NAMES.match(text, match.end())):
                value += more[0].rstrip()
            if len(value) > 1 or name == "editor":
                yield value


def _is_quoted(text: str, at: int) -> bool:
    """Whether a place in a text stands between quotation marks: 凡注明“来源：云栖网”的作品."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at)


def _from_metadata(name: str, anatomy: Anatomy, data: dict[str, str]) -> Iterator[str]:
    """What the page's metadata says, without the author that the page calls its editor and the one that is the site."""
    said = [data[key] for key in _FIELD_META.get(name, ()) if key in data]
    if name == "author" and said:
        others = _others(anatomy, data)
        said = [text for text in said if not others(text)]
    yield from filter(_NAME.fullmatch, said)


def _others(anatomy: Anatomy, data: dict[str, str]) -> Callable[[str], bool]:
    """Tells whether a name is that of the page's editor or of its site."""
    columns = window_parts(data.get("window", ""))[1:]  # title, column, site
    editor = field("editor", anatomy, data)
    said = (editor, *(data.get(name) for name in ("og:site_name", "sitename", "publisher")))
    others = [name for name in said if name]
    source = field("source", anatomy, data)

    def is_other(text: str) -> bool:
        if text == source or any(text in column for column in columns):
            return True
        return any(name in text or text in name for name in others)

    return is_other


def _named_nodes(anatomy: Anatomy) -> list[tuple[str, Any]]:
    """(class and id, element) of those that have any, in or beside the lines near the heading."""
    if anatomy.named is None:
        boxes: dict[Any, None] = {}
        for line in above(anatomy):
            boxes[line.node] = None
            boxes[line.node.getparent()] = None
        boxes.pop(None, None)
        anatomy.named = []
        for box in boxes:
            for node in box.iterchildren(*_NAMEABLE):
                called = names(node)
                if len(called) > 1:
                    anatomy.named.append((called, node))
    return anatomy.named


def _from_nodes(name: str, anatomy: Anatomy) -> Iterator[str]:
    """The text of an element that is called as the field is, among the lines near the heading."""
    pattern = _NAMED_NODES.get(name)
    if pattern is None:
        return
    for called, node in _named_nodes(anatomy):
        if not pattern.search(called):
            continue
        text = _BESIDE_NAME.sub("", " ".join(node.text_content().split()))
        if 2 <= len(text) <= _LONGEST_NAME and not DATE.search(text) and not _NO_NAME.search(text):
            yield from filter(None, (_BY.sub("", text),))


def field(name: str, anatomy: Anatomy, data: dict[str, str]) -> str | None:
    """The value of "source", "author", "editor" or "region": labelled above the text, then below it, then in the page's
    metadata, then where an element of that name or the place beside the date tells it."""
    near, end = texts(anatomy)
    first, *others = _LABELS[name]
    ways = [
        _labelled(name, first, near),
        _labelled(name, first, end),
        *(_labelled(name, _BARRED[name], lines) for lines in (near, end) if name in _BARRED),
        _from_metadata(name, anatomy, data),
        _from_nodes(name, anatomy),
        *(_labelled(name, label, near) for label in others if label is not _PUBLISHER),
    ]
    last = anatomy.page[max(anatomy.start, anatomy.foot - _LAST) : anatomy.foot]
    if name == "author":
        ways.append(_people(_labelled(name, _PUBLISHER, near)))
        ways += [beside.icon(above(anatomy)), beside.by(above(anatomy)), beside.signed(last, "name")]
    if name == "source":
        ways += [
            _labelled(name, others[-1], filter(_ENDS_ABROAD.match, end)),
            _labelled(name, _OFFICE_ROW, filter(marks.is_catalogue, end)),
            filter(beside.OFFICE_NAME.fullmatch, _labelled(name, _PUBLISHER, near)),
            *map(beside.date, _at_heading(anatomy)),
            beside.signed(last, "office"),
        ]
    return next((value for way in ways for value in way), None)


def _at_heading(anatomy: Anatomy) -> list[list[Line]]:
    """The lines of the labels under the heading, and that of a name and a moment right above it."""
    page, at = anatomy.page, anatomy.heading
    if at is None:
        return []
    before = [line for line in page[max(0, at - 1) : at] if marks.is_moment_of(line.spaced)]
    return [page[at + 1 : anatomy.start + 1], before]


def _people(said: Iterable[str]) -> Iterator[str]:
    """The names that are no office's: 发布者：区投资促进局 is who a notice is from."""
    return (name for name in said if not beside.OFFICE_NAME.fullmatch(name))


def document(anatomy: Anatomy) -> tuple[str | None, str | None]:
    """(day, number) that the document bears by its open-government catalogue: 成文日期, 发文字号."""
    rows = "\n".join(marks.joined(anatomy.page[at].spaced) for at in sorted(anatomy.catalogue))
    if not rows:
        return None, None
    made = re.search(r"(?:成文|制发|生成)(?:日期|时间)[\s:：]*([^\n]{8,20})", rows)
    number = re.search(r"(?:发文字号|文件编号|文号)[\s:：]*([^\s:：]{4,40}号)", rows)
    day = documents.document_date("", f"成文日期：{made[1]}") if made else None
    return day, documents.document_number("", f"发文字号：{number[1]}") if number else None


def base_of(root: Any, url: str) -> str:
    """What the links of the page at this address are relative to."""
    hrefs = (node.get("href") for node in root.iter("base"))
    href = next((href for href in hrefs if href is not None), None)
    return (join(url, href) if href else None) or url


def join(base: str, href: str) -> str | None:
    """The absolute address a link names, None when it names no page: nothing, a fragment, a script, a broken one."""
    try:
        address = joined(base, href) or ""
        return address if urlsplit(address).scheme in ("http", "https") and not href.strip().startswith("#") else None
    except ValueError:
        return None
