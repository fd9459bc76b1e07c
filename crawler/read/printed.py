"""Pages as they are printed -> paragraphs. Used by files.py for PDF and OFD, which know lines only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_FULL = 0.92  # of the width of long lines: from this on a line is full
_NARROW = 15  # Chinese characters: lines of columns, tables and verses go on nowhere
_REPEATED = 3  # pages with the same line at their edge, which is then no text
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*\d{1,4}[-—–·\s]*|第?\s*\d{1,4}\s*(?:页\s*)?[/,，共]\s*\d{1,4}\s*页?|第\s*\d{1,4}\s*页"
    r"|page \d+( of \d+)?",
    re.I,
)
_BEGINS = re.compile(
    r"第[一二三四五六七八九十百\d]+[章节条篇]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[.、．](?!\d)|附件|附[:：]|[•●■◆·]"
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]")


def paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of printed pages put together, the pages' margins left out: a full line goes on in the next."""
    lines = [" ".join(line.split()) for line in _without_margins(pages)]
    full = _full(lines)
    held = ""
    for line in lines:
        if held and _BEGINS.match(line):
            yield held
            held = ""
        held = _continued(held, line)
        if full < _NARROW or _width(line) < full:
            yield held
            held = ""
    if held:
        yield held


def _without_margins(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of pages without their numbers and what is repeated at the top or bottom of three."""
    edges = Counter(line.strip() for page in pages for line in {*page[:1], *page[-1:]})
    for page in pages:
        last = len(page) - 1
        for at, line in enumerate(page):
            said = line.strip()
            repeated = edges[said] >= _REPEATED
            if at not in (0, last) or not (repeated or _PAGE_NUMBER.fullmatch(said)):
                yield line


def _full(lines: list[str]) -> float:
    """Width from which a line is full: nearly that of the longest, one in ten left out, which may stand out."""
    widths = sorted(map(_width, lines))
    return _FULL * widths[len(widths) * 9 // 10] if widths else 0


def _continued(held: str, line: str) -> str:
    """A line put to what it goes on from: words stand apart, Chinese does not."""
    if not held or _WIDE.match(held[-1]) or _WIDE.match(line):
        return held + line
    return f"{held} {line}"


def _width(line: str) -> float:
    """In Chinese characters, of which a Latin letter takes half."""
    wide = len(_WIDE.findall(line))
    return wide + (len(line) - wide) / 2
