"""The optional browser, for lists that only a script can build: it downloads where a site says `render = true`.

scrapy-playwright drives Debian's chromium. The browser resolves names itself and follows redirects that no request
handler sees, so everything it sends goes through a proxy of ours on loopback (browser_proxy.py), which lets out what
the guard lets out and nothing else.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from typing import Any

from crawler.fetch.browser_proxy import LARGEST, GuardedProxy
from nouns.mistakes import ConfigError

EXTRA = "pip install -r requirements-browser.txt"
_SETTLED = 5_000  # milliseconds of waiting for the network to fall silent after a page has loaded
_GATES, _AT_GATE, _LOOK = 3, 6_000, 100  # gates passed at most; milliseconds at each, and between two looks
_HANDLER = "crawler.fetch.browser_handler.Handler"
# A certificate that nobody signed, or that ran out, is read past as everywhere in the crawl (Scrapy's default).
_CONTEXT = {"service_workers": "block", "accept_downloads": False, "ignore_https_errors": True}
_FLAGS = (
    "--no-sandbox",  # chromium refuses to start as root with it
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--gaia-url=http://browser.invalid",  # it greets accounts.google.com at every start otherwise
    "--component-updater=url-source=http://browser.invalid",  # and update.googleapis.com, whatever is disabled above
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # names are looked up behind the proxy only
    "--js-flags=--max-old-space-size=256",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # nothing may go round the proxy
)


def missing() -> str | None:
    """What has to be installed before a page can be rendered, or None."""
    if find_spec("scrapy_playwright") is None:
        return f"render = true needs the browser extra: {EXTRA}"
    if _chromium() is None:
        return "render = true needs a browser: apt-get install chromium"
    return None


def settings(private: bool = False, largest: int = LARGEST, through: str = "") -> dict[str, Any]:
    """Scrapy settings of a crawl that renders; `private` as ALLOW_PRIVATE_ADDRESSES, `largest` as DOWNLOAD_MAXSIZE,
    `through` as PROXY. Starts the proxy of the process.

    Raises ConfigError naming what has to be installed.
    """
    if reason := missing():
        raise ConfigError(reason)
    proxy = GuardedProxy.shared(private, through)
    proxy.largest = largest
    return {
        "DOWNLOAD_HANDLERS": {"http": _HANDLER, "https": _HANDLER},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": _chromium(),
            "args": list(_FLAGS),
            # <-loopback>: chromium sends nothing for localhost to a proxy otherwise.
            "proxy": {"server": proxy.address, "bypass": "<-loopback>"},
        },
        "PLAYWRIGHT_CONTEXTS": {"default": _CONTEXT},
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 4,  # default: CONCURRENT_REQUESTS, 16 pages of ~100 MB
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 30_000,
        "PLAYWRIGHT_ABORT_REQUEST": "crawler.fetch.browser.is_ornament",
    }


def meta() -> dict[str, Any]:
    """Request.meta that has the browser build a page and wait until its scripts have fetched what they fetch."""
    from scrapy_playwright.page import PageMethod

    from crawler.fetch.browser_handler import note_page

    return {
        "playwright": True,
        "playwright_page_methods": [PageMethod(_settle)],
        "playwright_page_init_callback": note_page,
        "playwright_context_kwargs": _CONTEXT,  # for a browser that is begun anew
    }


def is_ornament(request: Any) -> bool:
    """Whether a request of the browser's is for what no list is made of: pictures, films, fonts."""
    return request.resource_type in ("image", "media", "font")


async def _settle(page: Any) -> None:
    """Wait for what a page's scripts fetch; and where it came with a refusal, for what they make of it: a gate's script
    sets a cookie and loads again."""
    from playwright.async_api import TimeoutError as Timeout

    from crawler.fetch.browser_handler import is_gate, statuses

    for _ in range(_GATES):
        try:
            await page.wait_for_load_state("networkidle", timeout=_SETTLED)
        except Timeout:
            return  # a page that polls is never silent; what stands there by now is read
        met = statuses(page)
        if not met or not is_gate(met[-1]):
            return
        waited = 0
        while len(statuses(page)) == len(met) and waited < _AT_GATE:
            await page.wait_for_timeout(_LOOK)
            waited += _LOOK
        if len(statuses(page)) == len(met):
            return


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
