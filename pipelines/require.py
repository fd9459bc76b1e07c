"""Require: what a notice must have to be kept. One exception a reason; whatever is dropped goes to `rejects`."""

from __future__ import annotations

import re

from scrapy.exceptions import DropItem

from nouns.items import ListingPage, Notice


class MissingTitle(DropItem):
    """Raised for a notice without a title."""


class MissingBody(DropItem):
    """Raised for a notice with a title and nothing else: an empty article page, or one whose text was not found. Where
    something stands in place of a text (textless.py), it is kept."""


# A template nobody filled, {$content$}, {dede:field.body/}, <%=text%>, [!--newstext--], or a script's word for nothing.
_PLACEHOLDER = re.compile(
    r"\{\{[^{}]{0,80}\}\}|[$#]\{[^{}]{0,80}\}|\{[$\w][^{}\s]{0,80}\}|<%.{0,80}%>|\[!--\w{1,40}--\]|undefined|null|none|nan"
    r"|\[object \w+\]",
    re.I,
)


class RequirePipeline:
    """Drops a notice that lacks what a record needs. One without a date, or with an impossible one, is kept without."""

    def process_item(self, item: Notice | ListingPage) -> Notice | ListingPage:
        if isinstance(item, Notice):
            if not item.title:
                raise MissingTitle("no title")
            if "no-text" not in item.flags and item.body in ("", item.title, item.title_raw):
                raise MissingBody("no text but the title" if item.body else "no text")
            if _PLACEHOLDER.fullmatch(item.body):
                raise MissingBody(f"a place for a text, and none in it: {item.body}")
        return item
