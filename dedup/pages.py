"""The guard against pages that hold two articles: such a page joins neither of them, and never bridges them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from dedup.guards import ENOUGH, Finding
from dedup.text import sizes, unframed

# So many characters make an article.
ARTICLE = 100
# Sister articles share an opening of so many characters behind the headline.
OPENING = 200
_HEADLINE = re.compile(
    r"(?!第.{1,6}[章节条编部篇]|[一二三四五六七八九十]{1,3}[、.．]|[(（]|\d+\s*[.、．)]|附|目录|—|[^:：]{0,6}[:：])"
    r"(?=.*[\u4e00-\u9fff]{4}).*[^。！？；：，、.!?;:,…]"
)
_PAGE_LINE = re.compile("声明|版权|转载|来源|编辑|本网|本站|联系|推荐|相关")


class Line(NamedTuple):
    """A line of a body: its place in the comparable body, and what it looks like."""

    start: int
    end: int
    headline: bool
    paragraph: bool


def layout(body: str) -> list[Line]:
    """Lines of `body`, places counted in comparable characters (the conversion of phrases hardly moves them).

    A headline is unnumbered and unpunctuated, with a paragraph not far behind, or is repeated by the line behind;
    a paragraph holds sentences that are not about the page.
    """
    lines = [line.strip() for line in unframed(body).split("\n")]
    lines = [(line, size) for line, size in zip(lines, sizes(lines), strict=True) if size]
    paragraphs = [size >= 12 and "。" in line and not _PAGE_LINE.search(line, 0, 12) for line, size in lines]
    found, at = [], 0
    for k, (line, size) in enumerate(lines):
        repeated = size > 3 and any(below.startswith(line) for below, _ in lines[k + 1 : k + 2])
        headline = 5 < size <= 60 and any(paragraphs[k + 1 : k + 7]) and bool(_HEADLINE.fullmatch(line))
        found.append(Line(at, at + size, headline or repeated, paragraphs[k]))
        at += size
    return found


def core(covered: np.ndarray) -> tuple[int, int]:
    """Bounds of the part of a text that is mostly covered, whatever stray shingles are met outside it.

    The stretch with the largest excess of covered over uncovered characters (Kadane's maximum subarray).
    """
    balance = np.zeros(len(covered) + 1, dtype=np.int32)
    np.cumsum(2 * covered.view(np.int8) - 1, out=balance[1:])
    end = int((balance - np.minimum.accumulate(balance)).argmax())
    return int(balance[: end + 1].argmin()), end


def two_articles(covered: np.ndarray, lines: list[Line]) -> Iterator[Finding]:
    """The longer text holds a whole article besides the one it shares.

    `covered`: mask over the longer text, what the shorter has too; `lines`: layout of the longer. What is shared
    begins at a line or about a headline, or stops at one, and beyond are paragraphs of another text. A cut copy
    begins and stops anywhere, a framed one has no paragraphs beyond.
    """
    start, end = core(covered)

    def shared(part: np.ndarray) -> float:
        return float(part.mean()) if len(part) else 0.0

    before = sum(min(line.end, start) - line.start for line in lines if line.paragraph and line.start < start)
    after = sum(line.end - max(line.start, end) for line in lines if line.paragraph and line.end > end)
    if before >= ARTICLE and shared(covered[:start]) <= 0.35 and shared(covered[start:]) >= 0.7:
        if any(
            abs(line.start - start) <= 2 or (line.headline and line.start - 90 <= start <= line.end + 30)
            for line in lines
        ):
            yield Finding("two articles", ENOUGH, f"another article of {before} characters before it")
    elif after >= ARTICLE and shared(covered[end:]) <= 0.35 and shared(covered[:end]) >= 0.7:
        headlines = (line for line in lines if line.headline and line.start - 12 <= end <= line.end + OPENING)
        if any(shared(covered[line.start : line.end]) < 0.9 for line in headlines):
            yield Finding("two articles", ENOUGH, f"another article of {after} characters after it")
