"""How the log speaks of items: one line, never the item itself, whose body may have a million characters."""

from __future__ import annotations

import logging
from typing import Any

from scrapy.logformatter import LogFormatter


class OneLine(LogFormatter):
    """Address and reason instead of the item's whole text; `rejects` has the item."""

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any = None) -> dict[str, Any]:
        said = {"url": item.url, "reason": type(exception).__name__, "detail": str(exception)}
        return {"level": logging.INFO, "msg": "rejected: %(url)s: %(reason)s: %(detail)s", "args": said}

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Any = None) -> dict[str, Any]:
        return {"level": logging.ERROR, "msg": "rejected: %(url)s: error in a pipeline", "args": {"url": item.url}}

    def scraped(self, item: Any, response: Any, spider: Any) -> dict[str, Any]:
        return {"level": logging.DEBUG, "msg": "taken in: %(url)s", "args": {"url": item.url}}
