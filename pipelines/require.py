"""Require: what a notice must have to be kept. One exception a reason; whatever is dropped goes to `rejects`."""

from __future__ import annotations

from scrapy.exceptions import DropItem

from nouns.items import ListingPage, Notice


class MissingTitle(DropItem):
    """Raised for a notice without a title."""


class MissingBody(DropItem):
    """Raised for a notice with a title and nothing else: an empty article page, or one whose text was not found. Where
    something stands in place of a text (textless.py), it is kept."""


class RequirePipeline:
    """Drops a notice that lacks what a record needs. One without a date, or with an impossible one, is kept without."""

    def process_item(self, item: Notice | ListingPage) -> Notice | ListingPage:
        if isinstance(item, Notice):
            if not item.title:
                raise MissingTitle("no title")
            if "no-text" not in item.flags and item.body in ("", item.title, item.title_raw):
                raise MissingBody("no text but the title" if item.body else "no text")
        return item
