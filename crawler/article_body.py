"""The body of an article page, by agreement: extractors read it until there is no doubt left.

Stands under `article.read`. The first voice is `densest`, the subtree richest in prose after the heading: it costs a
tenth of any library and knows the short texts that they miss. Where the page shows nothing that could be meant
instead, it is believed. Else trafilatura's fast mode is heard, and believed where the two agree; only where they
quarrel do trafilatura's thorough mode and readability-lxml speak, and the text nearest the others is taken. The chosen
text is then cut to its densest run. Measured (bench/articles.py) on the article extraction benchmark and on 52 Chinese
pages: the best voice alone has F1 .964 and .933; the nearest of all four .971 and .933; cut to its run, headings mended
and the repeated title taken off, .973 and .966; stopping where there is no doubt, .973 and .967, with one voice for
11 and 37 of 100 pages, two for 69 and 44.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any

import lxml.html
from lxml import etree

logging.getLogger("readability").setLevel(logging.CRITICAL)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
AGREED = 0.8  # similarity from which two voices say the same; at .9 more pages are heard to the end, for equal F1

_BLOCK_TAGS = """
address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
h5 h6 header hr legend li main nav ol option p pre section table tbody tfoot thead tr ul
head item lb list quote row
"""  # the last line: what trafilatura calls its own
_UNSEEN_TAGS = "script style noscript template iframe object svg select button textarea"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_STRUCTURE = _HEADINGS | {"h5", "h6", "li", "dt", "dd"}
_BLOCKS, _UNSEEN = frozenset(_BLOCK_TAGS.split()), frozenset(_UNSEEN_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u9fff]+")
_OTHER = re.compile(r"[\W_]+")  # all but letters and digits, ten times as fast as asking each character
_STOP = re.compile(r"[，。；！？、：,.;!?…”]")

# A line that ends the article: what follows belongs to the page. Chinese, then English and other languages.
TAIL = re.compile(
    r"^\W{0,3}(?:(?:责任)?编辑\s*[:：]|责编\s*[:：]|上一[篇条]|下一[篇条]|上一页|下一页|相关(?:阅读|新闻|文章|链接|推荐|稿件|信息|附件下载)\W*$"
    r"|(?:推荐|延伸|热门)阅读|猜你喜欢|为您推荐|热门(?:排行|推荐|文章)\W*$|版权(?:声明|所有)|免责声明|特别声明\s*[:：]"
    r"|分享(?:到|至)|扫一扫|【?(?:打印|关闭)(?:本页|窗口|此页)?】?\W*$|举报\W*$|返回(?:顶部|列表|首页)"
    r"|原创内容，未经授权|未经授权|(?:copyright\s*)?©|copyright\b|all rights reserved"
    r"|(?:related|read more|see also|more from|leave a (?:reply|comment)|share this|don'?t miss|comments?)\W*$)",
    re.I,
)

# What only the line says that a site ends its pages with.
FOOT = re.compile(
    r"^\W{0,3}(?:版权所有|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|copyright\b.{0,40}(?:19|20)\d\d|©)"
    r"|ICP备|公网安备|网站标识码",
    re.I,
)

# Labels that stand between title and text, on a line of their own.
META = re.compile(
    r"[\[【(（]?(?:(?:最[后近]|信息|文章|稿件)?(?:发布|发稿|更新|成文|发文|录入|上传|公开)?(?:时间|日期|机构|文号)|最[后近]更新)\s*[:：]"
    r"|(?:文章|信息|稿件)?(?:来源于?|出处|作者|记者)\s*[:：]"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]|字\s*[号体]\s*[:：]|字体大小|索\s*引\s*号|分享到|打印"
    r"|您?(?:当前|现在|目前)?所?在?的?位置\W|原标题\s*[:：]"
)


# A moment alone, as templates write it; authors date a speech or a decree in words (2025年8月6日).
_MOMENT = re.compile(r"\W*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[\sT]+\d{1,2}:\d\d(?::\d\d)?)?\W*")
_DAY = re.compile(r"^[\d\s年月日时分秒:：/.-]{8,25}")


def is_meta(line: str) -> bool:
    """Whether a line says when, by whom and where its article appeared, and nothing of the article."""
    return len(line) < 120 and bool(_MOMENT.fullmatch(line) or META.match(_DAY.sub("", line)))


@dataclass(slots=True)
class Line:
    """One line of text as a reader sees it, and where it stands. Sizes are letters and digits."""

    text: str
    node: Any
    size: int
    linked: int

    @property
    def link(self) -> bool:
        """Whether it is a link rather than text that holds links."""
        return self.linked > 0.5 * self.size

    def within(self, tags: frozenset[str]) -> bool:
        """Whether one of the tags holds the line, at most three levels up."""
        return any(node.tag in tags for node in (self.node, *islice(self.node.iterancestors(), 3)))


@lru_cache(maxsize=4096)  # one page's lines are measured and compared a dozen times
def _letters(text: str) -> str:
    return _OTHER.sub("", text)


def lines(root: Any) -> list[Line]:
    """The visible lines under an element, in order: a block or a <br> ends a line, a table's row is one line."""
    found: list[Line] = []
    buffer: list[str] = []
    linked, links, owner = 0, 0, None

    def flush() -> None:
        nonlocal linked, owner
        text = " ".join("".join(buffer).split()).strip(" \u200b\ufeff")
        if text:
            size = len(_letters(text))
            found.append(Line(text, owner, size, min(linked, size)))
        buffer.clear()
        linked, owner = 0, None

    def add(text: str | None, node: Any) -> None:
        nonlocal linked, owner
        if not text:
            return
        buffer.append(text)
        owner = node if owner is None and not text.isspace() else owner
        linked += len(_letters(text)) if links else 0

    hidden = {node for node in root.iterfind(".//*[@style]") if _HIDDEN.search(node.get("style"))}
    hidden.update(root.iterfind(".//*[@hidden]"))
    walk = etree.iterwalk(root, events=("start", "end"))
    unseen = None
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if tag in _UNSEEN or node in hidden:
                unseen = node
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                flush()
            links += tag == "a"
            add(node.text, node)
        else:
            links -= tag == "a" and node is not unseen
            if tag in ("td", "th", "cell"):
                buffer.append(" ")
            elif tag in _BLOCKS:
                flush()
            if node is not root and node.tail:
                add(node.tail, node.getparent())
    flush()
    return found


@lru_cache(maxsize=4096)
def _length(text: str) -> float:
    """Letters and digits, a Chinese character counting as much as 2.5 Latin letters say."""
    return len(_letters(text)) + 1.5 * (len(text) - len(_CJK.sub("", text)))


def _weight(line: Line) -> float:
    """What a line speaks for its container: prose by its length, links and menu entries against it."""
    length = _length(line.text)
    if line.link:
        return -40 - 0.3 * length
    if length < 60 and not _STOP.search(line.text):
        return -10
    return length * (1 - 2 * line.linked / max(1, line.size)) - 30


@lru_cache(maxsize=4096)
def comparable(text: str) -> str:
    """Letters and digits only, lower case: for telling a heading from its repetition."""
    return _letters(text).lower()


def heading_at(page: Sequence[Line], titles: Sequence[str]) -> int | None:
    """Index of the line that is the article's heading: the longest unlinked one that a title contains.

    One marked up as a heading counts three times, since the site's name may be the longer part of a title. A title
    that a list cut short with an ellipsis is completed by the line that begins with it.
    """
    whole = [comparable(title) for title in titles]
    cut = [comparable(title) for title in titles if title.rstrip().endswith(("…", "..."))]
    best, at = 3, None
    for index, line in enumerate(page):
        text = comparable(line.text)
        if line.link or len(text) < 2:
            continue
        if any(text in title and len(text) >= 0.4 * len(title) for title in whole) or any(
            len(stem) >= 6 and text.startswith(stem) and len(text) < 4 * len(stem) for stem in cut
        ):
            size = len(text) * (3 if line.within(_HEADINGS) else 1)
            if size > best:
                best, at = size, index
    return at


def heading_above(page: Sequence[Line]) -> int | None:
    """Index of the heading where no title names it (window titles of column and site): what stands right above the
    first line of date and source."""
    for index, line in enumerate(page[1:80]):
        text = page[index].text
        if _weight(line) > 60:
            return None
        if is_meta(line.text) and re.search(r"\d", line.text):
            plain = not page[index].link and not is_meta(text) and not re.search(r"[>»›。]|首页", text)
            return index if plain and 6 <= page[index].size <= 80 else None
    return None


def densest(page: Sequence[Line], start: int) -> tuple[str, bool]:
    """(text, whether there is no doubt) of the element whose lines have the greatest sum of weights, those before
    `start` not counting.

    No doubt: no line of it is a link, short lines weigh next to nothing in it, and little text stands beside it.
    """
    weights = [_weight(line) for line in page]
    if sum(w for w in weights[start:] if w > 0) < 0.3 * sum(w for w in weights if w > 0):
        start = 0  # the heading found is a repetition below the text
    sums: dict[Any, float] = {}
    begun, trust = False, 1.0
    for index, (line, weight) in enumerate(zip(page, weights, strict=True)):
        if begun and TAIL.match(line.text):
            trust = 0.1
        begun = begun or (index >= start and weight > 0)
        if weight > 0:
            weight *= trust if index >= start else 0
        sums[line.node] = sums.get(line.node, 0.0) + weight
    totals: dict[Any, float] = {}
    for owner, weight in sums.items():
        for node in (owner, *owner.iterancestors()):
            totals[node] = totals.get(node, 0.0) + weight
    if not totals or max(totals.values()) <= 0:
        return "", False
    best = max(totals, key=totals.__getitem__)
    own: list[Line] = []
    prose = against = beside = 0.0
    for line, weight in zip(page[start:], weights[start:], strict=True):
        if best is line.node or best in line.node.iterancestors():
            own.append(line)
            prose, against = prose + max(0, weight), against - min(0, weight)
        elif not line.link:
            beside += _length(line.text)
    plain = not any(line.link for line in own) and against <= 0.02 * prose and beside <= 0.3 * prose
    return "\n".join(line.text for line in own), plain


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    if len(tokens) < 4:
        return frozenset((tuple(tokens),) if tokens else ())
    return frozenset(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))


def like(a: frozenset, b: frozenset) -> float:
    """Jaccard similarity."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def nearest(families: Sequence[Sequence[str]]) -> str:
    """The text most like the others (Jaccard of 4-token shingles); voices of one family count half to each other, and
    a line or two that another voice exceeds tenfold count for nothing."""
    longest = max((len(text) for texts in families for text in texts), default=0)
    heard = [(which, text) for which, texts in enumerate(families) for text in texts if text]
    voices = [(which, text, _shingles(text)) for which, text in heard if len(text) >= 40 or 10 * len(text) > longest]

    def support(at: int) -> float:
        mine, _, own = voices[at]
        best = [0.0] * len(families)
        kin = 0.0
        for other, (which, _, theirs) in enumerate(voices):
            if which != mine:
                best[which] = max(best[which], like(own, theirs))
            elif other != at:
                kin += like(own, theirs)
        return sum(best) + kin / 2

    return voices[max(range(len(voices)), key=support)][1] if voices else ""


def _alike(a: Any, b: Any) -> bool:
    """Whether two paragraphs stand in one element, or in elements of the same names in one, at most three levels up."""
    for _ in range(4):
        if a is None or b is None or a.tag != b.tag or a.get("class") != b.get("class") or a.tag in ("li", "dd", "td"):
            return False
        a, b = a.getparent(), b.getparent()
        if a is b:
            return True
    return False


def densest_run(text: str, page: Sequence[Line], heading: int | None) -> str:
    """The run of a text's lines that speaks most for being one article, without its links and tail marks.

    A line of text counts up to one, a link or tail mark against, and so does what the page shows between two
    lines and the text left out: a list of other articles with a summary each is thinner than an article, however
    long. The first line under the heading counts three times. (Kadane's maximum subarray.)
    """
    at: dict[str, list[int]] = {}
    for index, line in enumerate(page):
        at.setdefault(comparable(line.text), []).append(index)
    kept = [line for line in text.split("\n") if line.strip()]
    scores: list[float] = []
    gaps: list[float] = []
    last, first, ended = None, True, False
    for line in kept:
        places = at.get(comparable(line), ())
        place = places[0] if len(places) == 1 and (last is None or places[0] > last) else None
        score, gap = min(_length(line), 40) / 40, 0.0
        if place is not None and page[place].link:
            score = -0.5
        if TAIL.match(line):
            score, ended = -1.0, True
        if place is not None:
            if last is not None:
                between = page[last + 1 : place]
                ended = ended or any(TAIL.match(other.text) for other in between)
                gap = sum(1.0 if other.link else 0.3 for other in between) - (0 if ended else 3)
                if not ended and _alike(page[last].node, page[place].node):
                    gap = min(gap, 1.0)  # a chart, an offer to subscribe or links between two paragraphs of one text
            if first and heading is not None and place > heading and score > 0.5:
                score, first = score + 2, False
            last = place
        scores.append(score)
        gaps.append(min(40.0, max(0.0, gap)))
    best, run, begin, span = 0.0, 0.0, 0, (0, 0)
    for index, (score, gap) in enumerate(zip(scores, gaps, strict=True)):
        run -= gap if index > begin else 0
        if run <= 0:
            run, begin = 0.0, index
        run += score
        if run > best:
            best, span = run, (begin, index + 1)
    return "\n".join(kept[i] for i in range(*span) if scores[i] > 0)


def mend(text: str, page: Sequence[Line], voices: Sequence[str]) -> str:
    """The text with what was dropped from its inside: headings and list items.

    trafilatura's precision drops them where two other voices keep them. Only what stands on the page between two
    lines of the text, with no link between them, comes back.
    """
    heard = Counter(line for voice in voices for line in {comparable(line) for line in voice.split("\n")})
    at: dict[str, list[int]] = {}
    for index, line in enumerate(page):
        at.setdefault(comparable(line.text), []).append(index)
    mended: list[str] = []
    last: int | None = None
    for line in text.split("\n"):
        places = at.get(comparable(line), ())
        place = places[0] if len(places) == 1 and (last is None or places[0] > last) else None
        if place is not None and last is not None:
            between = page[last + 1 : place]
            if not any(other.link or TAIL.match(other.text) for other in between):
                mended += [o.text for o in between if o.within(_STRUCTURE) and heard[comparable(o.text)] > 1]
        mended.append(line)
        last = place
    return "\n".join(mended)


def last_line(page: Sequence[Line], text: str) -> int | None:
    """Index of the last line of the page that the text holds."""
    held = {comparable(line) for line in text.split("\n")} - {""}
    return max((index for index, line in enumerate(page) if comparable(line.text) in held), default=None)


def trim(text: str, titles: Sequence[str]) -> str:
    """Without the title and the lines of date and source that some voices keep above the text, and what repeats the
    title below it."""
    wanted = {comparable(title) for title in titles}
    kept = text.split("\n")
    if len(kept) > 3 and comparable(kept[1]) in wanted and not _STOP.search(kept[0]):
        del kept[0]  # the way to the page

    def above(line: str) -> bool:
        return comparable(line) in wanted or is_meta(line)

    while len(kept) > 1 and above(kept[0]):
        del kept[0]
    while len(kept) > 1 and comparable(kept[-1]) in wanted:
        del kept[-1]
    return "" if len(kept) == 1 and above(kept[0]) else "\n".join(kept)


# The libraries are loaded by the first page that needs them: 90 MB and a second that many crawls never need.


def _trafilatura(root: Any, **mode: bool) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(deepcopy(root), options=_options(**mode))
    return "" if found is None else "\n".join(line.text for line in lines(found.body))


@cache
def _options(**mode: bool) -> Any:
    """trafilatura's for this mode; making them anew for each page took a twentieth of its time."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", comments=False, precision=True, **mode)


def _readability(root: Any) -> str:
    from readability import Document as Readability

    return "\n".join(line.text for line in lines(lxml.html.fromstring(Readability(deepcopy(root)).summary())))


def _voice(extract: Callable[..., str], root: Any, **mode: bool) -> str:
    try:
        return extract(root, **mode)
    except Exception:  # a library that fails on a page is a voice less, not a page lost
        return ""


def body(root: Any, page: Sequence[Line], heading: int | None, titles: Sequence[str]) -> str:
    """The article's text, paragraphs as lines; "" when there is none. `root` is not changed."""
    own, plain = densest(page, 0 if heading is None else heading + 1)
    if plain and heading is not None:
        return trim(densest_run(own, page, heading), titles)
    quick = trim(_voice(_trafilatura, root, fast=True), titles)  # a title and a date alone are no text
    if like(_shingles(own), _shingles(quick)) >= AGREED:
        return trim(densest_run(quick, page, heading), titles)
    families = (
        (trim(_voice(_trafilatura, root), titles), quick),
        (trim(_voice(_readability, root), titles),),
        (own,),
    )
    run = densest_run(nearest(families), page, heading)
    return trim(mend(run, page, [max(family, key=len) for family in families]), titles)
