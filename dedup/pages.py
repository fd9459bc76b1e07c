"""The guard against pages that hold two articles: such a page joins neither of them, and never bridges them."""

import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from dedup.cover import Cover, share
from dedup.guards import ENOUGH, Finding
from dedup.kinship import KIN, STRANGER, kinship
from dedup.text import sizes, unframed

# So many characters make an article.
ARTICLE = 100
# And so many do where nothing else is alike.
SHORT = 50
# Two articles of a sort (laws) end and begin in the same words, so many characters before the headline.
FORMULAS = 200
# Sister articles share an opening of so many characters behind the headline.
OPENING = 200
# A headline that what is shared begins with ends so few characters behind its beginning, or begins so few before it.
UNDER, JUST_BEFORE = 30, 90
MOSTLY_OWN, MOSTLY_SHARED = 0.35, 0.7  # at most, and at least, so much of a part is shared
WHOLE, KNOWN = 0.95, 0.9  # shared but for a character or two: a text, a headline
# A line of so many characters is a sentence, or more; and so many may be a cut copy's own at its end (……查看全文).
SENTENCE, NOISE = 20, 12
# So far a place may be from one that is meant: a shingle more or less is shared by chance.
AT = 2
_HEADLINE = re.compile(
    r"(?!第.{1,6}[章节条编部篇]|[一二三四五六七八九十]{1,3}[、.．]|[(（]|\d+\s*[.、．)]|附|目录|—|[^:：]{0,6}[:：])"
    r"(?=.*[\u4e00-\u9fff]{4}).*"
)
_NO_HEADLINES_END = frozenset("。！？；：，、.!?;:,…")
_SENTENCE = re.compile(r"[a-z]{2}\.(?:\s|$)")  # or one that ends in 。
_STOPS, _CLOSING = frozenset("。！？!?;；:："), '"”』」）)》】'
_ENDS = frozenset("。！？.!?")  # of an explanation
_PAGE_LINE = re.compile("声明|版权|转载|来源|编辑|编者|小编|本网|本站|联系|推荐|相关")


# What is appended to a document and is no article begins so, and its entries are numbered or explain a word.
_ANNEX = re.compile(
    r"[【\[（(]?(?:附[件录表]?\d*[:：、 ]\s*)?(?:名词|词语|术语)?"
    r"(?:解释|注释|释义|注|附注|附录|附件|附表|相关链接|相关报道|延伸阅读|参考文献)(?:[】\])）：:\d\s].*)?$"
)
# And so does what a site offers besides: headlines, and the leads of their articles.
_OFFERED = re.compile(
    r"[【\[（(]?(?:(?:相关|更多|热门|热点|最新|推荐|延伸|往期|精彩)(?:新闻|报道|阅读|文章|资讯|推荐|链接|内容|回顾|精彩)|猜你喜欢)[】\])）：:]?$"
)
_ENTRY = re.compile(r"[①-⑳]|[\[(（]?\d{1,3}[\])）.、．]|[^。；]{1,24}(?:[:：]|[，,]?(?:是指|指))")
_NUMBERED = re.compile(r"\d{1,3}[.．、]\s*[^。；，：]{2,12}[:：].{0,120}$")
_EXPLAINED = re.compile(r"(?:\d{1,3}[.、．]\s*)?[^。；]{1,24}[:：].")
# Letters whose case is open come second: a pattern that begins with one of a few characters is scanned for faster.
_LICENCE = re.compile("著作权|公有领域|公共领域|许可协议|[Cc](?i:reative commons)|[Pp](?i:ublic domain)")
HEADING = range(6, 61)  # characters of a headline
PARAGRAPH = 12  # characters of a line that may be one
BELOW = 6  # lines below a headline of which one is a paragraph


class Line(NamedTuple):
    """A line of a body: its place in the comparable body, and what it looks like."""

    start: int
    end: int
    headline: bool
    paragraph: bool
    annex: bool  # of a glossary, a list of attachments, a licence
    stops: bool  # at its end


def layout(body: str) -> list[Line]:
    """Lines of `body`, places counted in comparable characters (the conversion of phrases hardly moves them).

    A headline is unnumbered and unpunctuated, with a paragraph not far behind, or is repeated by the line behind;
    a paragraph holds sentences that are not about the page, and is no entry of a glossary and no licence.
    """
    sized = _sized(body)
    lines = [line for line, _ in sized]
    headings = [size >= HEADING.start and _is_heading(line) for line, size in sized]
    annexes = _appended(lines, headings)
    paragraphs = [not annex and _is_paragraph(*one) for one, annex in zip(sized, annexes, strict=True)]
    found, at = [], 0
    for k, (line, size) in enumerate(sized):
        leads = headings[k] and size in HEADING and any(paragraphs[k + 1 : k + 1 + BELOW])
        headline = leads or _is_repeated(line, size, lines[k + 1] if k + 1 < len(lines) else "")
        found.append(Line(at, at + size, headline, paragraphs[k], annexes[k], _stops(line)))
        at += size
    return found


def _sized(body: str) -> list[tuple[str, int]]:
    """The lines of a body that hold something comparable, and how many characters of it."""
    stripped = [line.strip() for line in unframed(body).split("\n")]
    return [(line, size) for line, size in zip(stripped, sizes(stripped), strict=True) if size]


def _is_heading(line: str) -> bool:
    """Whether a line looks like a headline: unnumbered and unpunctuated."""
    return line[-1] not in _NO_HEADLINES_END and bool(_HEADLINE.fullmatch(line))


def _is_paragraph(line: str, size: int) -> bool:
    """Whether a line of so many comparable characters holds a sentence."""
    return size >= PARAGRAPH and ("。" in line or bool(_SENTENCE.search(line)))


def _is_repeated(line: str, size: int, behind: str) -> bool:
    """Whether the line behind begins with this one."""
    return size > 3 and behind.startswith(line)


def _appended(lines: list[str], headings: list[bool]) -> list[bool]:
    """Which of these lines are of an annex, which goes on up to the next heading, or about the page."""
    found, annex, going_on, offered = [], False, False, False
    licensed = bool(_LICENCE.search("\n".join(lines)))  # mostly none is, which is told at once
    for k, (line, heading) in enumerate(zip(lines, headings, strict=True)):
        headed = heading and annex and not going_on and not _ENTRY.match(line)
        no_lead = len(line) >= ARTICLE or (headed and _leads(lines, headings, k) >= ARTICLE)
        offers = bool(_OFFERED.match(line)) and sum(map(len, lines[:k])) >= ARTICLE
        offered = offers or (offered and not no_lead)
        # An explanation without a stop at its end goes on in the next line.
        going_on = annex and line[-1] not in _ENDS and (going_on or bool(_EXPLAINED.match(line)))
        annex = offered or bool(_ANNEX.match(line)) or (annex and not headed)
        found.append(annex or _is_aside(line) or (licensed and bool(_LICENCE.search(line))))
    return found


def _leads(lines: list[str], headings: list[bool], k: int) -> int:
    """How many characters stand between a heading and the next one."""
    next_one = headings.index(True, k + 1) if any(headings[k + 1 :]) else len(lines)
    return sum(map(len, lines[k + 1 : next_one]))


def _is_aside(line: str) -> bool:
    """Whether a line is about the page, or a numbered explanation."""
    return bool(_PAGE_LINE.search(line, 0, 12) or _NUMBERED.match(line))


def _stops(line: str) -> bool:
    """Whether there is a stop at the end of a line, quotation marks and brackets aside."""
    return line.rstrip(_CLOSING)[-1:] in _STOPS


def whole(cover: Cover) -> bool:
    """Whether the core of a text is of some length, and shared but for a character or two."""
    start, end = cover.core
    return end - start >= SHORT and share(cover.mask[start:end]) >= WHOLE


def framed(cover: Cover, lines: list[Line]) -> bool:
    """Whether there are no paragraphs about the core of a text, and it begins where one does."""
    start, end = cover.core
    paragraphs = [line for line in lines if line.paragraph]
    return all(line.start >= start - AT and line.end <= end + NOISE for line in paragraphs)


def two_articles(
    cover: Cover, layout: Callable[[], list[Line]], text: str, one_title: bool, breaks_off: Callable[[], bool]
) -> Iterator[Finding]:
    """A text holds a whole article besides the one it shares.

    `cover`: what of the comparable `text` the other has too; `layout`: gives its lines, asked for only where that
    allows of a second article; `one_title`: both are called the same; `breaks_off`: of the other one. What is
    shared begins at a line or about a headline, or stops at one, and beyond are paragraphs of another text. A cut copy
    begins and stops anywhere, and what it lacks goes on in the words of the rest; under one title it is enough that it
    breaks off amid a paragraph, as no article ends so. A framed one has no paragraphs beyond.
    """
    (start, end), covered = cover.core, cover.mask
    if start >= SHORT and _is_apart(cover, slice(start), slice(start, None)):
        page = _Page(text, layout(), covered, start, end)
        before = within(page.lines, end=start)
        if before >= SHORT and _begins(page, before, one_title):
            yield Finding("two articles", ENOUGH, f"another article of {before} characters before it")
        if before >= ARTICLE:
            return
    if len(covered) - end >= ARTICLE and _is_apart(cover, slice(end, None), slice(end)):
        after = _goes_on(_Page(text, layout(), covered, start, end), one_title, breaks_off)
        if after:
            yield Finding("two articles", ENOUGH, f"another article of {after} characters after it")


class _Page(NamedTuple):
    """A text that may hold two articles: its lines, the mask of what the other has too, and the bounds of its core."""

    text: str
    lines: list[Line]
    covered: np.ndarray
    start: int
    end: int


def _is_apart(cover: Cover, beyond: slice, rest: slice) -> bool:
    """Whether the part of a text beyond what is shared is its own, and the rest the other's; or the core is, where it
    holds most of what is shared: then the text goes on at its other end, too."""
    if share(cover.mask[beyond]) > MOSTLY_OWN:
        return False
    core = cover.mask[slice(*cover.core)]
    of_core = share(core) >= MOSTLY_SHARED and 2 * np.count_nonzero(core) >= cover.shared
    return bool(of_core) or share(cover.mask[rest]) >= MOSTLY_SHARED


def within(lines: list[Line], start: int = 0, end: int = sys.maxsize) -> int:
    """How many characters of paragraphs lie between two places."""
    paragraphs = [line for line in lines if line.paragraph]
    return sum(max(min(line.end, end) - max(line.start, start), 0) for line in paragraphs)


def _text_behind(lines: list[Line], place: int) -> int:
    """How many characters the lines behind a place have, annexes aside."""
    behind = [line for line in lines if line.start >= place - AT]
    return sum(line.end - line.start for line in behind if not line.annex)


def _begins(page: _Page, before: int, one_title: bool) -> bool:
    """Whether an article begins with what is shared, and the `before` characters of paragraphs there are another."""
    about = _headlines(page.lines, page.start, FORMULAS, UNDER)

    def kin() -> float:  # takes a while, and mostly says nothing new
        return kinship(page.text[page.start : page.end][::-1], page.text[: page.start][::-1])

    if before < ARTICLE:
        return bool(about) and not one_title and kin() < STRANGER
    beside = _at_line(page.lines, page.start) or any(line.start - JUST_BEFORE <= page.start for line in about)
    # A page is called by the first of its articles, so under one title its opening is what a copy lost.
    if beside:
        return not one_title or kin() < KIN
    return bool(about) and kin() < KIN


def _goes_on(page: _Page, one_title: bool, breaks_off: Callable[[], bool]) -> int:
    """Characters of another article behind what is shared; 0 where what goes on there is none."""
    lines, end = page.lines, page.end
    after, beyond = within(lines, start=end), _text_behind(lines, end)
    if max(after, beyond // 2) < ARTICLE:
        return 0
    signs = int(_is_headed(lines, page.covered, end)) + int(after >= ARTICLE)
    if signs + _at_line(lines, end) < 2:
        return 0
    may_be_cut = one_title and _amid(lines, end)
    if may_be_cut or signs < 2:
        kin = kinship(page.text[page.start : end], page.text[end:])  # which takes a while
        is_strange, is_cut = kin < STRANGER, may_be_cut and kin >= KIN and breaks_off()
        if is_cut or signs + is_strange < 2:
            return 0
    return max(after, beyond)


def _at_line(lines: list[Line], place: int) -> bool:
    """Whether a line begins at a place."""
    return any(abs(line.start - place) <= AT for line in lines)


def _headlines(lines: list[Line], place: int, ahead: int, back: int) -> list[Line]:
    """Headlines at a place, or up to so many characters ahead of it or back."""
    headlines = [line for line in lines if line.headline]
    return [line for line in headlines if line.start - ahead <= place <= line.end + back]


def _is_headed(lines: list[Line], covered: np.ndarray, place: int) -> bool:
    """Whether a headline that is not shared stands about a place, or not far before."""
    about = _headlines(lines, place, NOISE, OPENING)
    return any(share(covered[line.start : line.end]) < KNOWN for line in about)


def _amid(lines: list[Line], place: int) -> bool:
    """Whether a place lies within a paragraph, and at neither of its ends."""
    return any(line.paragraph and line.start + 1 < place < line.end - 1 for line in lines)


def breaks_off(cover: Cover, lines: list[Line]) -> bool:
    """Whether the last line of what is shared ends without a stop, though it is long enough for a sentence: as a copy
    does that was cut. `cover`: see `two_articles`."""
    _, end = cover.core
    if not lines:
        return False
    last = min(lines, key=lambda line: abs(line.end - end))
    return abs(last.end - end) <= NOISE and last.end - last.start >= SENTENCE and not last.stops
