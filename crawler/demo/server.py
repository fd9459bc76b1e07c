"""The demo site's server on loopback, started and stopped by the command that crawls it. In: site.pages()."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Mapping
from datetime import datetime, timezone
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from crawler.demo import site

log = logging.getLogger(__name__)


class Demo:
    """The demo site while the `with` block lasts; `url` is its first listing page.

    `port` 0 takes a free one. Addresses are part of a notice's identity, so a crawl that is to be repeated
    names a port. `pages` (path -> Page) and `start` serve another site in the same way. Raises OSError when
    the port is taken, ValueError for an unknown variant.
    """

    def __init__(
        self,
        variant: str = "linked",
        port: int = 0,
        *,
        pages: Mapping[str, site.Page] | None = None,
        start: str | None = None,
    ) -> None:
        if variant not in site.VARIANTS:
            raise ValueError(f"unknown variant {variant!r}: one of {', '.join(site.VARIANTS)}")
        self.pages = site.pages() if pages is None else pages
        self.start = start or f"/{variant}/info"
        self.port = port

    def __enter__(self) -> Demo:
        handler = type("Handler", (_Handler,), {"pages": self.pages})
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self.url = self.root + self.start
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True, name="demo").start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    pages: Mapping[str, site.Page]
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # headers and body leave together: no 40 ms of delayed acknowledgement between them

    def do_GET(self) -> None:
        target = urlsplit(self.path)
        page = self.pages.get(f"{target.path}?{target.query}" if target.query else target.path)
        if page is None:
            lost = site.Page("<!DOCTYPE html><title>404</title><h1>页面不存在</h1>".encode())
            return self._answer(HTTPStatus.NOT_FOUND, lost)
        modified = datetime.fromisoformat(page.modified).replace(tzinfo=timezone.utc)
        tag = f'"{hashlib.sha256(page.body).hexdigest()[:16]}"'
        validators = {"ETag": tag, "Last-Modified": format_datetime(modified, usegmt=True)}
        if self._unchanged(tag, modified):
            return self._answer(HTTPStatus.NOT_MODIFIED, page._replace(body=b""), validators)
        self._answer(HTTPStatus.OK, page, validators)

    do_HEAD = do_GET

    def _unchanged(self, tag: str, modified: datetime) -> bool:
        """RFC 9110, 13.2.2: If-None-Match decides alone when it is sent."""
        if (wanted := self.headers.get("If-None-Match")) is not None:
            known = [part.strip().removeprefix("W/") for part in wanted.split(",")]
            return tag in known or "*" in known
        try:
            return modified <= parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
        except (ValueError, TypeError):  # no such header, no date, or a date without a zone
            return False

    def _answer(self, status: HTTPStatus, page: site.Page, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.body)

    def log_message(self, format: str, *args: object) -> None:
        log.debug(format, *args)
