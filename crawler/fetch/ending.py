"""Pages that end before their end: an answer of its true length whose HTML stops in the middle, as a generator that ran
out of memory or a cache that kept half of it sends it. Between unpacking and trying again.

A feed or a sitemap without the end of its root is cut. Many sites never write </html>, so its absence says nothing by
itself. It does where the same page had it and was longer, or where the pages read before it had it, all of them, in
this run or at the end of earlier ones.
"""

from __future__ import annotations

import re
from collections import Counter
from http import HTTPStatus
from typing import NoReturn, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response

from crawler.fetch.packed import CutShort

HABIT = 3  # pages with an end, and none without, after which a page without one is no whole page
PATIENCE = 3  # runs in which a page without an end is not believed against the habit of earlier runs
SHORTER = 0.95  # of its length when it was whole: a page without an end that is shorter has lost some
_HTML = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.I)
_END = re.compile(rb"</(?:html|body)\s*>", re.I)
_FEED = re.compile(
    rb"[\s\xef\xbb\xbf]*(?:(?:<\?[^>]*>|<!--(?:(?!-->).)*-->|<!DOCTYPE[^>\[]*>)\s*)*"
    rb"<((?:\w+:)?(?:rss|RDF|feed|urlset|sitemapindex))(?=[\s>])[^>]*(?<!/)>",
    re.S,
)
_RANGE = re.compile(rb"bytes (\d+)-(\d+)/(\d+)")
_HEAD = 2000  # bytes in which a page begins
_TAIL = 4000  # bytes: counters and comments stand behind </html>


def is_html(body: bytes) -> bool:
    """Whether it begins as a whole HTML page does, in a charset whose markup is ASCII."""
    head = body[:_HEAD]
    return bool(_HTML.search(head)) and head.lstrip()[:1] in (b"<", b"\xef") and b"\0" not in body[:200]


def is_part(response: Response) -> bool:
    """Whether a server sent a part, which nobody asked it for (206, RFC 9110 15.3.7)."""
    if response.status != HTTPStatus.PARTIAL_CONTENT:
        return False
    range_ = _RANGE.match(response.headers.get("Content-Range") or b"")
    return not range_ or int(range_[1]) != 0 or int(range_[2]) + 1 != int(range_[3])


def has_end(body: bytes) -> bool:
    """Whether an HTML page says that it ends."""
    return bool(_END.search(body[-_TAIL:]))


def is_open_feed(body: bytes) -> bool:
    """Whether a feed or a sitemap stops before its root element does, without which it is no XML to anybody."""
    root = _FEED.match(body[:_HEAD])
    if not root:
        return False
    return not re.search(rb"</\s*" + re.escape(root[1]) + rb"\s*>\s*(?:<!--|$)", body[-_TAIL:])


def is_torn(body: bytes) -> bool:
    """Whether it stops within a tag."""
    return body.rfind(b"<", -_TAIL) > body.rfind(b">")


class EndingMiddleware:
    """Has a page that was cut asked for again, and refuses it when it comes no better."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.seen: Counter[tuple[str, str]] = Counter()  # kind of page, and whether whole or cut

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> EndingMiddleware:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Raises CutShort. `whole` in the meta is the length of a page with an end."""
        address = request.cb_kwargs.get("address")
        if address is None:
            return response
        if is_part(response):
            return self.again(request, "only a part") or self.refuse("the server sent only a part of the page")
        if response.status != 200 or "playwright" in response.flags:
            return response
        if is_open_feed(response.body):
            return self.again(request, "ends before its end") or self.refuse("the feed ends before its end")
        if not is_html(response.body):
            return response
        if has_end(response.body):
            self.seen[address.kind, "whole"] += 1
            request.meta["whole"] = len(response.body)
            return response
        request.meta.pop("whole", None)
        known = 0 if request.cb_kwargs.get("parts") else address.whole
        trust = getattr(self.crawler.spider, "trust", None)
        before = trust.whole if trust and address.kind == "article" and address.tries < PATIENCE else 0
        if self.is_cut(address.kind, known, len(response.body), before):
            if again := self.again(request, "ends before its end"):
                return again
            self.seen[address.kind, "cut"] += not address.whole
            self.refuse("the page ends before its end")
        if is_torn(response.body) and not request.meta.get("retry_times"):
            return self.again(request, "ends before its end") or response
        return response

    def is_cut(self, kind: str, known: int, length: int, before: int = 0) -> bool:
        """Whether a page without an end has lost it. `known`: its length when it had one; 0: the site's habit tells;
        `before`: how many pages in a row had one in earlier runs."""
        if known:
            return length < known * SHORTER
        whole, cut = self.seen[kind, "whole"], self.seen[kind, "cut"]
        return whole + before >= HABIT and cut < HABIT  # after so many its template has changed

    def again(self, request: Request, reason: str) -> Request | None:
        """The same request once more, None where it was tried often enough."""
        return get_retry_request(request, spider=cast(Spider, self.crawler.spider), reason=reason)

    @staticmethod
    def refuse(why: str) -> NoReturn:
        """Raises CutShort."""
        raise CutShort(why)
