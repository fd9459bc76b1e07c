"""Who signed a text and when, where that stands in a box of its own below its attachments. Under article.read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from crawler.read.article import beside, marks
from crawler.read.article.anatomy import Anatomy
from crawler.read.article.lines import STOP, Line, leads_to_file

_MOST = 4  # lines of a signature, the day the last of them
_FILES = 15  # lines of attachments between a text and its signature
_NAME_OF_FILE = re.compile(r"^\d{1,2}\s*[.．、]|《[^《》]+》")
_LONGEST = 24  # letters of one of its lines


def with_signature(body: str, anatomy: Anatomy) -> str:
    """A body, and the lines that sign it: an office and a day in lines of their own, next below it and its files."""
    page, foot = anatomy.page, anatomy.foot
    last = body.rpartition("\n")[2]
    at = next((at for at in range(foot - 1, anatomy.start - 1, -1) if page[at].text == last), foot) if last else foot
    if at >= foot or marks.is_day(last):
        return body
    below = _beside_files(page[at + 1 : min(at + 1 + _FILES + _MOST, foot)])
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


def _beside_files(page: Sequence[Line]) -> list[Line]:
    """The lines that are not of files: neither linked to one nor, right below the word for them, the name of one."""
    attached = bool(page) and _is_of_files(page[0])
    others: list[Line] = []
    for line in page:
        is_name = attached and not others and _NAME_OF_FILE.search(line.text)
        if not is_name and not _is_of_files(line):
            others.append(line)
    return others


def _is_of_files(line: Line) -> bool:
    return line.text.startswith("附件") or (line.linked > 0 and leads_to_file(line))
