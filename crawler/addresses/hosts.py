"""Which site an address belongs to. Apart from the guard, since the process that reads pages needs no Scrapy."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from nouns.site import Site


@cache
def _extract() -> Any:
    import tldextract  # which loads all of requests; a process that reads pages rarely asks

    # The list that comes with the package: fetching a newer one would be a request nobody asked for.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=1024)  # every request asks for several, and they are few
def _registered(host: str) -> str:
    found = _extract()(host)
    return f"{found.domain}.{found.suffix}" if found.suffix and found.domain else host


def site_of(url: str) -> str:
    """The registered domain of an address, or its host where it has none: what counts as one site. A name in Chinese
    (招商.政务) is the one that stands for it in ASCII, which is what is asked for."""
    return _registered(in_ascii(urlsplit(url).hostname or ""))


def in_ascii(host: str) -> str:
    """A host's name as the name server knows it; one that has no such form as it is."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def is_home(url: str) -> bool:
    """Whether an address is its host's home page."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def off_site(site: Site, url: str) -> bool:
    """Whether a site's crawl does not follow an address to another site."""
    return not site.allow_offsite and site_of(url) not in _sites_of(tuple(site.start_urls))


@lru_cache(maxsize=256)
def _sites_of(urls: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(site_of, urls))


@lru_cache(maxsize=1024)
def is_public_suffix(domain: str) -> bool:
    """Whether anybody can register a name below this one (`com.cn`, `github.io`), so that no cookie may be for all of
    them."""
    return not _extract()(domain, include_psl_private_domains=True).domain
