"""Who signed a text and when, where that stands in a box of its own below its attachments. Under article.read."""

from __future__ import annotations

from itertools import islice

from crawler.read.article import beside, marks
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.lines import STOP, Line, leads_to_file

_MOST = 4  # lines of a signature, the day the last of them
_FILES = 15  # lines of attachments between a text and its signature
_LONGEST = 24  # letters of one of its lines


def with_signature(body: str, anatomy: Anatomy) -> str:
    """A body, and the lines that sign it: an office and a day in lines of their own, next below it and its files."""
    page, foot = anatomy.page, anatomy.foot
    last = body.rpartition("\n")[2]
    at = next((at for at in range(foot - 1, anatomy.start - 1, -1) if page[at].text == last), foot) if last else foot
    if at >= foot or marks.is_day(last):
        return body
    below = [line for line in page[at + 1 : min(at + 1 + _FILES + _MOST, foot)] if not _is_of_files(line)]
    signed: list[str] = []
    for line in islice(below, _MOST):
        if line.link or line.size > _LONGEST:
            break
        signed.append(line.text)
        if marks.is_day(line.text):
            return "\n".join([body, *signed]) if any(map(beside.OFFICE_NAME.fullmatch, signed)) else body
        if STOP.search(line.text):
            break
    return body


def _is_of_files(line: Line) -> bool:
    return line.text.startswith("附件") or (line.linked > 0 and leads_to_file(line))
