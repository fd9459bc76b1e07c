"""Cleaning as Scrapy sees it: thin pipelines over the pure functions of text.py, dates.py and their neighbours.

Each has one concern and counts in the stats what it changed. ITEM_PIPELINES gives their order. In a crawl what takes
long comes with the notice, made by the process that reads pages: a report of 30,000 characters would hold the reactor
for 20 ms.
"""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler

from nouns.items import ListingPage, Notice, spider_of
from pipelines import credits, dates, regions
from pipelines.said import Said, said

IMPOSSIBLE = ("impossible", "absurd")  # reasons of dates.reason that mean: written out, and wrong


class CleaningPipeline:
    """What the three have in common: the stats, and letting everything pass that is no Notice."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleaningPipeline:
        return cls(crawler)

    def count(self, what: str, n: int = 1) -> None:
        """Count what was changed, in the stats."""
        self.crawler.stats.inc_value(f"cleaning/{what}", n)

    def process_item(self, item: Notice | ListingPage) -> Any:
        if isinstance(item, Notice):
            self.clean(item)
        return item

    @staticmethod
    def said(notice: Notice) -> Said:
        """What its cleaned text says; made anew if a pipeline in between has changed that."""
        made = notice.said
        if made is None or (notice.title, notice.body) != (made.title, made.text.text):
            made = said(notice.title, notice.body)
        return made

    def clean(self, notice: Notice) -> None:
        """Fill the notice's fields of this concern."""
        raise TypeError(f"{type(self).__name__} cleans nothing")


class TextPipeline(CleaningPipeline):
    """Body and title as they were published, without page furniture; the title's 【tag】 apart."""

    def clean(self, notice: Notice) -> None:
        published = notice.body_raw if notice.body_cut is None else notice.body_cut
        if notice.said is None or notice.said.raw != (notice.title_raw, published):
            notice.said = said(notice.title_raw, published)
        notice.title, notice.tag, cleaned = notice.said[1:4]
        notice.body = cleaned.text
        notice.flags = list(dict.fromkeys((*notice.flags, *cleaned.flags)))
        for rule, _line in cleaned.dropped:
            self.count(f"furniture/{rule}")
        for flag in cleaned.flags:
            self.count(f"text/{flag}")
        if cleaned.text != notice.body_raw:
            self.count("text/changed")


class DatesPipeline(CleaningPipeline):
    """The date of publication from what the page shows, and the date and number the document itself bears."""

    def clean(self, notice: Notice) -> None:
        if notice.published_raw:
            notice.published = dates.parse(notice.published_raw, notice.fetched_at)
            if notice.published is None:
                reason = dates.reason(notice.published_raw, notice.fetched_at)
                self.count(f"dates/{reason}")
                if reason in IMPOSSIBLE:
                    notice.flags.append("impossible-date")
        else:
            self.count("dates/none-shown")
        said = self.said(notice)
        notice.document_date = notice.document_date or said.document_date  # a catalogue on the page says it first
        notice.document_number = notice.document_number or said.document_number


class FieldsPipeline(CleaningPipeline):
    """Region by its official name and code, source and author without their labels, language and script."""

    def clean(self, notice: Notice) -> None:
        site_region = spider_of(self.crawler).site.region
        notice.region, notice.region_code = regions.region(notice.region, notice.tag, notice.title, site_region)
        notice.source = credits.source(notice.source) if notice.source else None
        notice.author = credits.author(notice.author) if notice.author else None
        said = self.said(notice)
        notice.language, notice.script, notice.said = said.language, said.script, None
        self.count("fields/region" if notice.region else "fields/no-region")
