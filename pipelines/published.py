"""Clean: which date a notice was published on, where its list and its article's page each say one."""

from __future__ import annotations

import re
from datetime import datetime

from pipelines import dates

_YEAR = re.compile(r"(?:19|20)\d\d|民国|\d{2,4}年|1\d\d[-/.]")


def stands(told: str | None, read: str | None, listed: str | None, now: datetime) -> str | None:
    """The text of the date that stands: of `told`, the word of the article's page (`read`, in ISO 8601), and `listed`.

    The page's own word, unless it cannot be read or gives no year where the list does; else the list's; else `read`,
    which without `told` is a guess. None where neither says anything.
    """
    readable = listed if listed and dates.parse(listed, now) else None
    if told and read:
        list_says_more = readable and _YEAR.search(readable) and not _YEAR.search(told)
        if not list_says_more:
            return told
    return readable or read or told or listed
