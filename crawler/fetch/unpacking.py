"""Content-Encoding undone in a crawl (crawler/fetch/packed.py): what is cut short is asked for again, what grows too
large refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.fetch.came import PACKED
from crawler.fetch.guard import Refused
from crawler.fetch.packed import GZIP, CutShort, unpacked

if TYPE_CHECKING:
    from typing_extensions import Self

ENCODINGS = 2  # nested; each layer may grow to DOWNLOAD_MAXSIZE again


class TooLarge(Refused):
    """Raised for an answer that is larger than it may be."""


def whole(body: bytes) -> bool:
    """Whether HTML came to its end, however much its server had promised: some count before they pack or trim it."""
    from crawler.fetch.ending import has_end, is_html

    return is_html(body) and has_end(body)


def is_packed_unsaid(response: Response) -> bool:
    """Whether what is called a text is packed, and nobody says so: files that a server keeps packed, and sends as they
    are. A sitemap.xml.gz is a file of its own (crawler/read/feeds.py)."""
    kind = (response.headers.get("Content-Type") or b"text/html").partition(b";")[0].strip().lower()
    return response.body.startswith(GZIP) and (kind.startswith(b"text/") or kind.endswith((b"xml", b"html", b"json")))


class Unpacking(HttpCompressionMiddleware):
    """Unpacks up to DOWNLOAD_MAXSIZE, as Scrapy does, and lets go of what it unpacked until then: a crawl of 40 bombs
    took 392 MB, kept by the frames of their exceptions, and takes 97."""

    crawler: Crawler
    beginning = False  # of a robots.txt that was stopped after what counts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = super().from_crawler(crawler)
        middleware.crawler = crawler
        return middleware

    def process_response(  # type: ignore[override]  # Scrapy asks without a spider
        self, request: Request, response: Response
    ) -> Request | Response:
        heard = b",".join(response.headers.getlist("Content-Encoding"))
        codings = [coding.strip() for coding in heard.split(b",")]
        codings = [coding for coding in codings if coding and coding.lower() != b"identity"]  # "gzip," says gzip
        if not codings and is_packed_unsaid(response):
            codings = [b"gzip"]
        said, layers = b",".join(codings), len(codings)
        if said != heard:
            headers = {**response.headers, b"Content-Encoding": said}
            response = response.replace(headers={name: value for name, value in headers.items() if value})
        if layers > ENCODINGS:
            raise TooLarge(f"compressed {layers} times over")
        self.beginning = "download_stopped" in response.flags
        request.meta.pop(PACKED, None)  # of the answer that led here
        try:
            answer = super().process_response(request, response)
            if "dataloss" in response.flags and not (said or whole(answer.body)):
                raise CutShort("the connection was closed in the middle")
            assert isinstance(answer, Response)
            if answer is not response and layers < ENCODINGS and is_packed_unsaid(answer):  # twice over, said once
                twice = {**response.headers, b"Content-Encoding": b"gzip," + said}
                return self.process_response(request, response.replace(headers=twice))
            if answer is not response and "Content-Encoding" not in answer.headers:
                request.meta[PACKED] = response.body, said.decode("latin-1")
            return answer
        except IgnoreRequest:
            why: Exception = TooLarge(f"unpacks to more than DOWNLOAD_MAXSIZE = {self._max_size} bytes")
        except CutShort as error:
            why = CutShort(str(error))
            if again := get_retry_request(request, spider=cast(Spider, self.crawler.spider), reason="cut short"):
                return again
        raise why

    def _decode(  # type: ignore[override]  # Scrapy's is static
        self, body: bytes, encoding: bytes, most: int
    ) -> bytes:
        return unpacked(body, encoding.decode(), most, self.beginning)
