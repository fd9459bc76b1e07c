"""What a site's table says of how its pages are fetched, as Scrapy's settings. Before a spider of the site is made."""

from __future__ import annotations

from scrapy.settings import Settings

from nouns.site import Site

LEAST_DELAY = 0.001  # seconds: with 0 Scrapy 2.19 does not keep to CONCURRENT_REQUESTS_PER_DOMAIN


def follow(settings: Settings, site: Site) -> None:
    """Have settings that are not frozen yet follow a site's table. Raises ConfigError where a browser is missing."""
    if site.delay is not None:
        settings.set("DOWNLOAD_DELAY", max(site.delay, LEAST_DELAY), "cmdline")
    if site.concurrency is not None:
        settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", site.concurrency, "cmdline")
    if site.proxy:
        settings.set("PROXY", site.proxy, "cmdline")
    if site.tls:
        settings.set("DOWNLOADER_CLIENTCONTEXTFACTORY", "crawler.fetch.tls.LegacyContextFactory", "cmdline")
    if site.render:
        _render(settings, only_where_needed=site.render == "auto")


def _render(settings: Settings, only_where_needed: bool) -> None:
    """Have a browser stand ready; `only_where_needed`: where there is one, and begun with the first page for it."""
    from crawler.fetch import browser

    if only_where_needed and browser.missing():
        return
    wanted = browser.settings(
        settings.getbool("ALLOW_PRIVATE_ADDRESSES"), settings.getint("DOWNLOAD_MAXSIZE"), settings["PROXY"]
    )
    if only_where_needed:
        wanted.pop("PLAYWRIGHT_CONTEXTS")
    settings.setdict(wanted, "cmdline")
