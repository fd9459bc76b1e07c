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
    dated = bool(listed and _YEAR.search(listed))
    if told and read and (not dated or _YEAR.search(told) or not dates.parse(listed, now)):
        return told
    return (listed if listed and dates.parse(listed, now) else None) or read or told or listed
