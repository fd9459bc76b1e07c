"""The requests for addresses of the frontier: what is sent for each, in which order, and who takes the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.addresses import asking
from crawler.read import parts as pages
from nouns.found import Article
from nouns.items import Address
from nouns.site import Site

LEAD = 4  # listing pages asked for ahead of the articles of the one before: taking in a page takes a while


class Requests:
    """Those of one site. `on_list`, `on_article`: who takes an answer; `on_failure`: who takes that none came."""

    def __init__(
        self,
        site: Site,
        on_list: Callable[..., Any],
        on_article: Callable[..., Any],
        on_failure: Callable[..., Any],
    ) -> None:
        self.site = site
        self.on_list, self.on_article, self.on_failure = on_list, on_article, on_failure

    def of(self, address: Address, page: int = 0) -> Request:
        """The request for an address, conditional where the page was read before.

        `page`: of the walk, where an article stands. Its articles go before those of later pages, and behind the page
        that is LEAD later: there is always something to fetch, and what is discovered does not pile up.
        """
        is_list = address.kind == "listing"
        meta = self._meta() | {"verbatim_url": bool(address.link)}
        conditions = _conditions(address)
        if conditions and not is_list:  # to whom did not ask, "not modified" says nothing
            meta["handle_httpstatus_list"] = [304]
        asked = asking.request(address.url)
        asked["url"] = address.link or asked["url"]
        asked["headers"] = asked.get("headers", {}) | conditions
        return Request(
            **asked,
            callback=self.on_list if is_list else self.on_article,
            errback=self.on_failure,
            priority=LEAD - address.page if is_list else -page,
            cb_kwargs={"address": address},
            meta=meta,
        )

    def further(self, response: Response, address: Address, parts: tuple[Article, ...]) -> Request | None:
        """The next page of an article of which these were read, the last of them from `response`; or the document that
        its only page shows in place of a text."""
        visited = response.meta.get("visited", frozenset()) | {response.url}
        onward = parts[-1].next or (pages.inner(parts[0]) if len(parts) == 1 else None)
        if not onward or onward in visited or len(parts) >= pages.MOST:
            return None
        return response.follow(
            onward,
            self.on_article,
            errback=self.on_failure,
            dont_filter=True,
            priority=LEAD,
            cb_kwargs={"address": address, "parts": parts},
            meta={"visited": visited, **self._meta()},
        )

    def built(self, response: Response, address: Address) -> Request | None:
        """The same page again, built by a browser: where the site's table says so (`render = "auto"`), one is there,
        and the page as it came gave nothing."""
        asked = response.request
        if self.site.render != "auto" or response.meta.get("playwright") or asked is None or asked.method != "GET":
            return None
        from crawler.fetch import browser

        if browser.missing():
            return None
        plain = self.of(address)
        return plain.replace(meta={**plain.meta, **browser.meta()}, dont_filter=True)

    def _meta(self) -> dict[str, Any]:
        """What every request of the site bears."""
        if self.site.render is not True:
            return {}
        from crawler.fetch import browser

        return browser.meta()


def _conditions(address: Address) -> dict[str, str]:
    """The headers by which a server may say that a page is as it was."""
    if not address.known:
        return {}
    conditions = {"If-None-Match": address.etag, "If-Modified-Since": address.last_modified}
    return {name: value for name, value in conditions.items() if value}
