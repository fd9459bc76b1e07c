"""The proxy that an operator has to go through: `proxy` of a site's table, or the setting PROXY for all.

Its credentials stand in the environment (PROXY_CREDENTIALS, `user:password`) or in a file that it names
(PROXY_CREDENTIALS_FILE: one such line, or `host:port user:password` for each of several proxies), and never in a
setting, a table or an address, all of which are shown in logs, reports and the database.
"""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.fetch.guard import Refused, Resolver
from nouns.mistakes import ConfigError

DIRECT = "direct"  # of a table: this site needs no proxy


class Proxy(NamedTuple):
    """Where it listens."""

    host: str
    port: int

    @property
    def netloc(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def authorization(self) -> bytes | None:
        """The value of Proxy-Authorization. Raises ConfigError for a file that cannot be read."""
        said = os.environ.get("PROXY_CREDENTIALS", "")
        if file := os.environ.get("PROXY_CREDENTIALS_FILE"):
            try:
                lines = [line.split() for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(f"PROXY_CREDENTIALS_FILE: cannot be read: {type(error).__name__}") from None
            said = next((line[-1] for line in lines if len(line) == 1 or line[0] == self.netloc), "")
        return b"Basic " + b64encode(said.encode()) if said else None


def parse(said: str) -> Proxy | None:
    """The proxy that a setting or a table names, None for none. Raises ConfigError, without showing what was said."""
    if not said or said == DIRECT:
        return None
    try:
        parts = urlsplit(said)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme != "http" or parts.path.strip("/") or parts.query:
        raise ConfigError('a proxy is named as "http://host:port", or "direct" for none')
    if "@" in parts.netloc:
        raise ConfigError("a proxy's credentials stand in PROXY_CREDENTIALS (or …_FILE), not in its address")
    return Proxy(host, port or 80)


class ProxyMiddleware:
    """Sends requests through the proxy. Behind the guard, which judges every address all the same."""

    def __init__(self, proxy: Proxy, private: bool) -> None:
        self.private = private
        self.address, self.authorization = f"http://{proxy.netloc}", proxy.authorization()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProxyMiddleware:
        if (proxy := parse(crawler.settings["PROXY"])) is None:
            raise NotConfigured
        Resolver.chosen.add(proxy.host)
        return cls(proxy, crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES"))

    def process_request(self, request: Request) -> None:
        if request.url == "data:,":
            return
        # Its name is let out for the proxy's sake alone.
        if not self.private and urlsplit(request.url).hostname in Resolver.chosen:
            raise Refused("the proxy itself")
        request.meta["proxy"] = self.address
        if self.authorization:
            request.headers["Proxy-Authorization"] = self.authorization
