"""Cookies, as Scrapy keeps them, with two differences: which names are everybody's is asked of the list that comes
with the package, and a page that is refused to whom it gives a cookie is asked for once more with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from http.cookiejar import Cookie

from scrapy import Request
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.http import Response
from scrapy.http.cookies import CookieJar
from scrapy.utils.httpobj import urlparse_cached

from crawler.addresses.hosts import is_public_suffix

# What a cookie changes nothing about: there is no such page, or too much was asked for.
FINAL = {404, 405, 410, 414, 429, 451}


class Cookies(CookiesMiddleware):
    """Scrapy's own asks `TLDExtract()` about every cookie's domain, which fetches publicsuffix.org in the reactor's
    thread, past the guard: where nobody answered, the run hung for ever at the first Set-Cookie."""

    def _process_cookies(self, cookies: Iterable[Cookie], *, jar: CookieJar, request: Request) -> None:
        host = (urlparse_cached(request).hostname or "").lower()
        for cookie in cookies if host else ():
            domain = cookie.domain.removeprefix(".")
            if domain and is_public_suffix(domain):
                if domain != host:
                    continue
                cookie.domain = host
            jar.set_cookie_if_ok(cookie, request)

    def process_response(  # type: ignore[override]  # Scrapy asks without a spider
        self, request: Request, response: Response
    ) -> Request | Response:
        """The answer, or the request once more: gates answer a first visit with 412, 521, 403 or 202 and a cookie."""
        super().process_response(request, response)  # takes the cookies, and gives the answer as it is
        refused = response.status == 202 or (response.status >= 400 and response.status not in FINAL)
        if not refused or request.meta.get("with_cookie") or "Set-Cookie" not in response.headers:
            return response
        again = request.replace(dont_filter=True, meta={**request.meta, "with_cookie": True})
        again.headers.pop("Cookie", None)
        self.jars[request.meta.get("cookiejar")].add_cookie_header(again)
        return again if again.headers.get("Cookie") != request.headers.get("Cookie") else response
