"""Clean: which date a notice was published on, where its list and its article's page each say one."""

from __future__ import annotations

import re
from datetime import datetime

from pipelines import dates

_YEAR = re.compile(r"(?:19|20)\d\d|民国|\d{2,4}年|1\d\d[-/.]")


def stands(told: str | None, read: str | None, listed: str | None, now: datetime) -> str | None:
    """The text of the date that stands: of `told`, the word of the article's page (`read`, in ISO 8601), and `listed`.

    The page's own word, unless it cannot be read, gives no year where the list does, or names the day of the visit
    (`now`) where the list names an earlier one: some templates fill it in. Else the list's; else `read`, which without
    `told` is a guess. None where neither says anything.
    """
    day = dates.parse(listed, now) if listed else None
    readable = listed if day else None
    if told and read:
        list_says_more = readable and _YEAR.search(readable) and not _YEAR.search(told)
        if not list_says_more and not (day and day[:10] < read[:10] == dates.parse("今天", now)):
            return told
    return readable or read or told or listed
