"""How the log speaks: one line a message, never an item itself, whose body may have a million characters."""

from __future__ import annotations

import logging
from typing import Any

from scrapy.logformatter import LogFormatter, LogFormatterResult


def without_traceback(record: logging.LogRecord) -> bool:
    """A logging filter that keeps every record, and of an exception its message only."""
    record.exc_info = None
    return True


class OneLine(LogFormatter):
    """Address and reason instead of the item's whole text; `rejects` has the item."""

    def __init__(self) -> None:
        # A host that is down is told in 60 lines of Scrapy's stack otherwise, above the one that says what it means.
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").addFilter(without_traceback)

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any = None) -> LogFormatterResult:
        said = {"url": item.url, "reason": type(exception).__name__, "detail": str(exception)}
        return {"level": logging.INFO, "msg": "rejected: %(url)s: %(reason)s: %(detail)s", "args": said}

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Any = None) -> LogFormatterResult:
        return {"level": logging.ERROR, "msg": "rejected: %(url)s: error in a pipeline", "args": {"url": item.url}}

    def scraped(self, item: Any, response: Any, spider: Any) -> LogFormatterResult:
        return {"level": logging.DEBUG, "msg": "taken in: %(url)s", "args": {"url": item.url}}
