"""The guard: what a crawl may reach. Every request passes it, redirects and robots.txt included.

Two gates, since neither is enough alone: `refusal` judges an address as it is written, before anything is sent;
`Resolver` judges what its name leads to. The connection is opened to the very answer that was judged, so a name
that changes its answer in between (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.abstract import isIPv6Address
from twisted.internet.defer import Deferred, succeed
from twisted.internet.error import DNSLookupError
from twisted.internet.threads import deferToThreadPool
from twisted.python.failure import Failure

from crawler.addresses.hosts import off_site
from nouns.items import spider_of

if TYPE_CHECKING:
    from typing_extensions import Self

log = logging.getLogger(__name__)

HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
SHOWN = 200  # characters of what is refused
LONGEST, LONGEST_HOST = 65_536, 2_000  # characters; of a name 253 are left when its spelling is undone (RFC 1035)
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa")  # RFC 6761, 6762, 8375; ICANN's .internal
# What `ipaddress` calls global and we do not (its answers differ between Python 3.10 and 3.13): addresses that carry
# another inside them, and one cloud's metadata server.
NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        (
            "::/96",
            "::ffff:0:0/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2001::/23",
            "2002::/16",
            "fec0::/10",
            "192.88.99.0/24",
            "168.63.129.16/32",
        ),
    )
)

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(IgnoreRequest):
    """Raised for a request that the guard does not let out; the message says why."""


class OffSite(Refused):
    """Raised for an address on a host that is not the site's."""


def is_public(address: str | ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an IP address belongs to the open internet. Raises ValueError for what is not an IP address."""
    ip = ipaddress.ip_address(address)
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in NOT_PUBLIC)


def refusal(url: str, allow_private: bool = False) -> str | None:
    """Why this address must not be fetched, or None. Pure: looks no name up, for that there is `Resolver`.

    Numbers are read as `inet_aton` and browsers read them (2130706433, 0x7f.1, 0177.0.0.1, 127.1), after percent
    signs, full-width digits and other IDNA spellings are undone. What is left unclear is refused.
    """
    if len(url) > LONGEST:  # to undo the spellings of a million characters takes seconds
        return f"an address of {len(url)} characters"
    try:
        parts = urlsplit(url)
        if len(parts.netloc) > LONGEST_HOST:
            return f"not a host name: {parts.netloc[:SHOWN]}"
        host, _port = unquote(parts.hostname or ""), parts.port
        ip, name = _meant(host, bracketed="[" in parts.netloc)
    except (ValueError, OSError):
        return f"not an address: {url[:SHOWN]}"
    if parts.scheme not in ("http", "https"):
        return f"scheme not allowed: {parts.scheme or '(none)'}"
    if "@" in parts.netloc:
        return "an address that names a user: parsers differ on where its host begins"
    if not ip and not HOST.fullmatch(name):
        return f"not a host name: {host[:SHOWN]}"
    return None if allow_private else _privacy(host, ip, name)


def _meant(host: str, bracketed: bool) -> tuple[IP | None, str]:
    """The IP address that a host is, or None, and its name in ASCII. Raises ValueError, OSError for neither."""
    if bracketed:
        return ipaddress.ip_address(host.partition("%")[0]), ""
    name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    if NUMBER.fullmatch(name.rpartition(".")[2]):
        return ipaddress.ip_address(socket.inet_ntoa(socket.inet_aton(name))), name
    return None, name


def _privacy(host: str, ip: IP | None, name: str) -> str | None:
    """Why a host is not of the open internet, or None."""
    if ip:
        spelled = "" if str(ip) == host else f" is {ip}"
        return None if is_public(ip) else f"private address: {host}{spelled}"
    if "." not in name or name.endswith(LOCAL_NAMES):
        return f"private address: {host} is a local name"
    return None


class Resolver(CachingThreadedResolver):
    """Refuses names that lead to addresses which are not public. One for the process (TWISTED_DNS_RESOLVER)."""

    # Twisted drops the failure of a lookup and says only "no results": the reason waits here for `LookupMiddleware`.
    refused: ClassVar[dict[str, str]] = {}
    chosen: ClassVar[set[str]] = set()  # hosts of proxies that settings and tables name
    process: Any  # what Scrapy gives: the process of the crawls
    trusted: set[str | None]  # hosts of proxies that the operator chose

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        """`crawler`: what Scrapy gives, the process; its crawls may have settings of their own (the demo has)."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.process = crawler
        # A proxy the operator chose may well stand in his own network.
        proxies = getproxies().values() if crawler.settings.getbool("HTTPPROXY_ENABLED") else ()
        resolver.trusted = {urlsplit(proxy).hostname for proxy in proxies}
        return resolver

    def allows_private(self) -> bool:
        crawls = (self.process, *getattr(self.process, "crawlers", ()))
        return any(crawl.settings.getbool("ALLOW_PRIVATE_ADDRESSES") for crawl in crawls)

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        # After the cache, so that an answer kept from before is judged like a new one.
        found = succeed(name) if isIPv6Address(name) else super().getHostByName(name, timeout)
        return found.addErrback(self.look_up_six, name).addCallback(self.judge, name)

    def look_up_six(self, failure: Failure, name: str) -> Deferred[str]:
        """The IPv6 address of a name that has no other. Fails as the first lookup did, where there is none."""
        reactor: Any = self.reactor  # of several interfaces, as all are
        looking = deferToThreadPool(reactor, reactor.getThreadPool(), _six, name).addTimeout(self.timeout, reactor)
        return looking.addCallback(self._cache_result, name).addErrback(lambda _: failure)

    def judge(self, address: str, name: str) -> str:
        """The answer of a lookup, as it came. Raises DNSLookupError when it must not be used."""
        if name not in self.trusted | self.chosen and not self.allows_private() and not is_public(address):
            self.refused[name] = f"private address: {name} is {address}"
            raise DNSLookupError(self.refused[name])
        self.refused.pop(name, None)
        return address


def _six(name: str) -> str:
    return str(socket.getaddrinfo(name, None, socket.AF_INET6, socket.SOCK_STREAM)[0][4][0])


class GuardMiddleware:
    """Refuses, before anything is sent: addresses as `refusal` says, addresses too long, and hosts off the site."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.private = crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        self.longest = crawler.settings.getint("URLLENGTH_LIMIT")
        if not crawler.settings.getbool("HTTPPROXY_ENABLED") and {"http", "https", "all"} & getproxies().keys():
            log.warning("http_proxy is set and not used; -s HTTPPROXY_ENABLED=1 uses it (docs/safety.md)")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if request.url in ("data:,", getattr(self.crawler.spider, "opened", None)):  # a saved file is read
            return
        if len(request.url) > self.longest:
            raise Refused(f"an address of {len(request.url)} characters; URLLENGTH_LIMIT = {self.longest}")
        if why := refusal(request.url, self.private):
            raise Refused(why)
        if request.meta.get("dont_obey_robotstxt"):  # robots.txt itself, which may redirect anywhere: RFC 9309, 2.3.1.2
            return
        site = spider_of(self.crawler).site
        if off_site(site, request.url):
            raise OffSite("off-site; allow_offsite = true in the site's table follows it")


class LookupMiddleware:
    """Says why a name was not resolved, where the resolver refused its answer. Next to the downloader."""

    def process_exception(self, request: Request, exception: Exception) -> None:
        why = Resolver.refused.get(urlparse_cached(request).hostname or "")
        if isinstance(exception, CannotResolveHostError) and why:
            raise Refused(why) from exception
