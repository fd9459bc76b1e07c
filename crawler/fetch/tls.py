"""TLS of old servers: what a site's table may allow (`tls = "legacy"`), and saying so where it would help.

Off by default: whoever is between could read along, and change, what such a connection carries. It only ever applies to
the crawl of the site whose table says it.
"""

from __future__ import annotations

import re
from typing import Any

from OpenSSL import SSL
from scrapy import Request
from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.crawler import Crawler
from twisted.internet.ssl import TLSVersion

# Key exchanges of 1024 bits, certificates signed with SHA-1 or MD5, 3DES: all of it is above security level 0 only.
CIPHERS = b"ALL:COMPLEMENTOFDEFAULT:@SECLEVEL=0"
LEGACY_SERVER_CONNECT = 0x4  # OpenSSL's SSL_OP_LEGACY_SERVER_CONNECT: servers without RFC 5746
# What OpenSSL says of servers that the above reads.
_OLD = re.compile(
    r"(?:dh|ee|ca) key too small|md too weak|unsupported protocol|protocol version|no protocols available"
    r"|legacy renegotiation|handshake failure|no shared cipher|unsupported elliptic|wrong signature type|bad dh"
)


class OldTls(Exception):
    """Raised for a server whose TLS is older than what is spoken to it."""


class LegacyContextFactory(_ScrapyClientContextFactory):
    """As Scrapy's, which has OpenSSL 3 speak to no old server: of what its setting for ciphers says, Twisted takes the
    names of ciphers and drops the level."""

    def _get_cert_options_kwargs(self) -> dict[str, Any]:
        self.tls_min_version = TLSVersion.TLSv1_0
        return super()._get_cert_options_kwargs()

    def _get_cert_options(self) -> Any:
        options = super()._get_cert_options()
        context = options.getContext()  # made once, and kept
        context.set_cipher_list(CIPHERS)
        context.set_options(LEGACY_SERVER_CONNECT)
        context.set_min_proto_version(SSL.TLS1_VERSION)
        return options


class TlsMiddleware:
    """Names the key that would help, and does not try again what fails every time. Next to the downloader."""

    def __init__(self, legacy: bool) -> None:
        self.legacy = legacy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TlsMiddleware:
        site = getattr(crawler.spider, "site", None)  # `scrapy shell` has no spider yet
        return cls(site is not None and site.tls == "legacy")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raises OldTls."""
        said = " ".join(map(str, (exception, *getattr(exception, "reasons", ()), exception.__cause__ or "")))
        found = None if self.legacy else _OLD.search(said)
        if found and "SSL" in said:
            raise OldTls(f"the server's TLS is old ({found[0]}); tls = \"legacy\" in the site's table may read it")
