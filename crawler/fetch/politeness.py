"""Politeness: robots.txt with its delays, Retry-After and night windows. Between the guard and the downloader.

What must wait is left for the next run with the reason (`NotNow`), never dropped in silence and never an error of the
address.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, time, timezone
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, NotConfigured, StopDownload
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from crawler.addresses.hosts import site_of
from nouns.items import SHANGHAI, spider_of

if TYPE_CHECKING:
    from typing_extensions import Self

AGENT = "notices-crawler"  # the product token that robots.txt is asked for
ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so much is to be read
GONE = (404, 410)
REFUSALS = frozenset((403, 412, 418, 429, 444, 503, 509, 521))  # what a host says to one that it no longer wants
REDIRECTS = 5  # of a robots.txt that are to be followed (RFC 9309, 2.3.1.2)
# Protego gives every agent named before a rule its copy: 4,000 agents and 4,000 rules took 53 s. Those that are not
# meant become one.
OTHER_AGENT = re.compile(rb"(?im)^([ \t]*user[- ]?agent[ \t:]+)(?![ \t]*(?:\*|" + AGENT.encode() + rb"\b)).*$")


class NotNow(IgnoreRequest):
    """Raised for a request that is left for the next run: nothing is known against its address."""


class OutsideWindow(NotNow):
    """Raised for a request outside the hours its site's table names."""


class Stopped(NotNow):
    """Raised for a request that waited for its turn when the run was ended."""


def in_window(window: str | None, now: datetime) -> bool:
    """Whether `now` (aware) lies in a window such as "22:00-06:00", Asia/Shanghai, its end not included.

    No window, or one that ends where it begins, is always open.
    """
    if not window:
        return True
    begin, end = map(time.fromisoformat, window.split("-"))
    clock = now.astimezone(SHANGHAI).time()
    return begin <= clock < end if begin < end else clock >= begin or clock < end


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header, given in seconds or as an HTTP date (RFC 9110, 10.2.3); else None."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or timezone.utc) - now).total_seconds())


def _as_utf8(body: bytes) -> bytes:
    """A robots.txt in UTF-16, as Notepad saves it, in what robots.txt are written in."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace").encode()
    for codec, zeros in (("utf-16-le", body[1:400:2]), ("utf-16-be", body[:400:2])):
        if zeros and zeros.count(0) > len(zeros) * 0.8:
            return body.decode(codec, "replace").encode()
    return body


def _may_be_a_gate(status: int) -> bool:
    """Whether a browser may be shown something else than this answer."""
    return status == 202 or (status >= 400 and status not in GONE)


class Rules(ProtegoRobotParser):
    """What a robots.txt says to us. Crawl-delay and Request-rate are one number: seconds between requests."""

    def __init__(self, robotstxt_body: bytes, spider: Any) -> None:
        super().__init__(OTHER_AGENT.sub(rb"\1-", robotstxt_body), spider)

    def crawl_delay(self, user_agent: str | bytes) -> float | None:
        rate = self.rp.request_rate(AGENT)
        delays = (super().crawl_delay(user_agent), rate and rate.seconds / rate.requests)
        return max((delay for delay in delays if delay is not None), default=None)


class WindowMiddleware:
    """Leaves for the next run what a night's window has no more time for."""

    def __init__(self, window: str) -> None:
        self.window = window

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WindowMiddleware:
        """Raises NotConfigured for a site without a window."""
        site = getattr(crawler.spider, "site", None)  # `scrapy shell` has no spider yet
        if site is None or not site.window:
            raise NotConfigured
        return cls(site.window)

    def process_request(self, request: Request) -> None:
        if request.url != "data:," and not in_window(self.window, datetime.now(timezone.utc)):
            raise OutsideWindow(f"outside the window {self.window}; left for the next run")


class Robots(RobotsTxtMiddleware):
    """robots.txt by RFC 9309: 5xx or unreachable closes the host for this run (2.3.1.4), 4xx opens it (2.3.1.3), its
    first 500 KiB count (2.5), and its delays bind. Scrapy takes 5xx for "allowed" and knows no delay."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed: dict[str, str] = {}
        self._paced: set[str] = set()
        self._led_away: set[str] = set()  # whose robots.txt redirects to other sites, or does not stop to
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        crawler.signals.connect(self.cut, signals.bytes_received)

    async def process_request(  # type: ignore[override]  # Scrapy asks without a spider
        self, request: Request
    ) -> None:
        if request.meta.get("dont_obey_robotstxt"):
            led = request.meta.get("redirect_urls", ())
            begun = led[0] if led else request.url
            if len(led) >= REDIRECTS or site_of(begun) != site_of(request.url):
                self._led_away.add(urlsplit(begun).netloc)
            request.meta["download_maxsize"] = 0  # `cut` below takes the beginning where DOWNLOAD_MAXSIZE takes nothing
        await super().process_request(request)
        if urlparse_cached(request).hostname in self._paced:
            request.meta["autothrottle_dont_adjust_delay"] = True

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if why := self._closed.get(urlparse_cached(request).netloc):
            raise NotNow(why)
        super().process_request_2(rp, request)

    def cut(self, data: bytes, request: Request) -> None:
        """Stop a robots.txt after what counts of it. Raises StopDownload."""
        if not request.meta.get("dont_obey_robotstxt"):
            return
        request.meta["download_maxsize"] = self._largest  # the transfer is bounded here, decompression by this
        request.meta["robots_bytes"] = request.meta.get("robots_bytes", 0) + len(data)
        if request.meta["robots_bytes"] > ROBOTS_BYTES:
            raise StopDownload(fail=False)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if _may_be_a_gate(response.status):
            response = await self._in_browser(response)
        if response.status >= 500 or response.status == 429:  # 429 says "later", not "there is none"
            raise NotNow(f"it answered {response.status}")
        body = _as_utf8(response.body) if 200 <= response.status < 300 else b""
        if len(body) > ROBOTS_BYTES:
            body = body[:ROBOTS_BYTES].rpartition(b"\n")[0]  # half a rule is another rule
        await super()._parse_robots(response.replace(body=body), netloc, request)
        rules = self._parsers[netloc]
        if isinstance(rules, RobotParser):
            self._pace(urlparse_cached(request).hostname or "", rules.crawl_delay(AGENT))

    async def _in_browser(self, response: Response) -> Response:
        """The answer that the browser of a site gets which lets nothing else in; else the one there was."""
        if not spider_of(self.crawler).site.render or "playwright" in response.flags:
            return response
        from crawler.fetch import browser

        meta = {**browser.meta(), "dont_obey_robotstxt": True}
        shown = await self.crawler.engine.download_async(Request(response.url, meta=meta, callback=NO_CALLBACK))
        text = "".join(shown.xpath("//pre[1]//text()").getall()) if isinstance(shown, TextResponse) else ""
        return Response(shown.url, shown.status, body=text.encode("utf-8", "replace"), flags=["playwright"])

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if netloc in self._led_away:  # RFC 9309, 2.3.1.2: such a redirect is as good as none being there
            super()._robots_error(exc, netloc)
            return
        said = str(exc) or type(exc).__name__
        self._closed[netloc] = f"robots.txt is unreachable, so nothing is fetched in this run: {said}"
        super()._robots_error(exc, netloc)

    def _pace(self, host: str, delay: float | None) -> None:
        """One request to a host every `delay` seconds, from now on."""
        settings = self.crawler.settings
        usual = settings.getfloat("DOWNLOAD_DELAY")
        if not delay or delay <= usual:
            return
        delay = min(delay, settings.getfloat("CRAWL_DELAY_MAX"))
        self._paced.add(host)
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings[host] = {"concurrency": 1, "delay": delay, "jitter": 0}  # for when it is made anew
        if slot := downloader.slots.get(host):
            slot.concurrency, slot.delay, slot.jitter = 1, delay, 0


class Retry(RetryMiddleware):
    """Tries again, and waits as long as the server asks: the whole host, not only the request that was told so.

    More than RETRY_AFTER_MAX seconds, and nothing more is asked of the host in this run; nor after REFUSED_MAX answers
    in a row that refuse, or requests that came to none: who was banned for asking is not to go on asking.
    """

    longest: float  # seconds
    most: int  # answers in a row that refuse
    closed: dict[str | None, str]  # host -> why nothing more is asked of it
    refused: Counter[str | None]  # host -> how often in a row

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = super().from_crawler(crawler)
        middleware.longest = crawler.settings.getfloat("RETRY_AFTER_MAX")
        middleware.most = crawler.settings.getint("REFUSED_MAX")
        middleware.closed, middleware.refused = {}, Counter()
        # The one moment between an answer and the next request to its host.
        crawler.signals.connect(middleware.heed, signals.response_downloaded)
        return middleware

    def heed(self, response: Response, request: Request) -> None:
        """Hold or close the host of an answer that asks for patience; close that of one refusal too many."""
        told = (response.headers.get("Retry-After") or b"").decode("latin-1")
        wait = retry_after(told, datetime.now(timezone.utc)) if response.status in (429, 503) else None
        if response.status in REFUSALS:
            self._count(request, f"http-{response.status}, {{}} answers in a row")
        else:
            self.refused.pop(urlparse_cached(request).hostname, None)
        if wait is None:
            return
        if wait > self.longest:
            self._close(request, f"http-{response.status}, Retry-After: {told}")
            return
        slot = self.crawler.engine.downloader.slots[request.meta["download_slot"]]
        slot.delay = slot.delay or 0.01  # a slot without a delay looks at no clock
        slot.lastseen = max(slot.lastseen, monotonic() + wait)

    def _count(self, request: Request, why: str) -> None:
        """One more that the host refused; `why` with a place for how many."""
        host = urlparse_cached(request).hostname
        self.refused[host] += 1
        if self.refused[host] == self.most:
            self._close(request, why.format(self.most))

    def _close(self, request: Request, why: str) -> None:
        """Ask nothing more of a request's host."""
        why = f"{why}; left for the next run"
        self.closed.setdefault(urlparse_cached(request).hostname, why)
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        while slot and slot.queue:  # they have passed process_request already
            slot.queue.popleft()[1].errback(Failure(NotNow(why)))

    def process_request(self, request: Request) -> None:
        if why := self.closed.get(urlparse_cached(request).hostname):
            raise NotNow(why)

    def process_response(  # type: ignore[override]  # Scrapy asks without a spider
        self, request: Request, response: Response
    ) -> Request | Response:
        if response.status in (429, 503):
            self.process_request(request)
        return super().process_response(request, response)

    def process_exception(  # type: ignore[override]  # Scrapy asks without a spider
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        if isinstance(exception, self.exceptions_to_retry):
            self._count(request, "no answer, {} times in a row")
        self.process_request(request)
        return super().process_exception(request, exception)
