"""Scrapy settings: only those that deviate from Scrapy's defaults, each with its default and the reason."""

from __future__ import annotations

import os

from scrapy.settings.default_settings import EXTENSIONS_BASE

from crawler import sites_file
from crawler.cli.asked import at_home

BOT_NAME = "notices"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"

# Ours ---------------------------------------------------------------------------------------------------------------
DATABASE = at_home(os.environ.get("DATABASE") or "var/notices.db")
SITES = sites_file.find(
    at_home(os.environ.get("SITES", ""))
)  # the file that names the sites; where one is looked for says find
SITE_TESTS = "tests/sites"  # where `scrapy probe --save` puts a page and what is found in it
SYNCHRONOUS = "NORMAL"  # FULL survives power loss too, at a disk sync a commit
ALLOW_PRIVATE_ADDRESSES = False  # loopback and private networks; the demo and the tests switch it on
PROXY = os.environ.get("PROXY", "")  # "http://host:port" to go through; its credentials: crawler/fetch/proxy.py
ARCHIVE = True  # keep every page as it came, in WARC files beside the database
ARCHIVE_DAYS = 0  # after which a page goes that is no record's only evidence; 0: never
ARCHIVE_GB = 0  # that all of it may take; the oldest pages go first, but no record's only evidence; 0: any number
SITES_AT_ONCE = 8  # spiders that run side by side in one `scrapy run`
DEMO_PORT = 8610  # fixed, so that a second `make run` meets the addresses of the first
WATCHDOG = 180  # seconds a run may stand still, its reactor blocked, before it is ended and told; 0: for ever
STALLED = 900  # seconds in which nothing may come of a run that does turn, before it is ended; 0: for ever
WATCHES = at_home(os.environ.get("WATCHES") or "watches.toml")  # saved queries of `scrapy watch`
NOTIFY_COMMAND = ""  # run with the verdict as JSON on its standard input when a run is degraded or failed
NOTIFY_WEBHOOK = ""  # address the same JSON is posted to

# Who we are (default: Scrapy/VERSION (+https://scrapy.org)): an honest name; put a way to reach you into CONTACT.
CONTACT = os.environ.get("CONTACT", "")
DEFAULT_REQUEST_HEADERS = {  # default: en, to which a site in two languages answers with its English pages
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}
USER_AGENT = f"notices-crawler/1.0{f' (+{CONTACT})' if CONTACT else ''}"

# Politeness ---------------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True  # default: False
ROBOTSTXT_USER_AGENT = "notices-crawler"  # default: None, the whole USER_AGENT; RFC 9309 compares the product's name
# default: ProtegoRobotParser; knows Request-rate, bounds a hostile file
ROBOTSTXT_PARSER = "crawler.fetch.politeness.Rules"
CRAWL_DELAY_MAX = 60  # ours; seconds, a robots.txt that asks for more gets this much
RETRY_AFTER_MAX = 120  # ours; seconds, a server that asks for more is left for the next run
REFUSED_MAX = 20  # ours; refusals (403, 429, 503 …) or silences in a row, and the rest is left for the next run
AUTOTHROTTLE_ENABLED = True  # default: False; slows down with the server
AUTOTHROTTLE_TARGET_CONCURRENCY = 2.0  # default: 1.0
AUTOTHROTTLE_START_DELAY = 0.5  # default: 5.0 s, too long for a site of two pages
DOWNLOAD_DELAY = 0.25  # default: 0; seconds between requests to one host
CONCURRENT_REQUESTS_PER_DOMAIN = 4  # default: 8
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # default: LifoMemoryQueue; articles in the list's order
CONCURRENT_ITEMS = 2  # default: 100; Scrapy 2.19 starts so many tasks for every page, 1 ms of its 3

# Safety -------------------------------------------------------------------------------------------------------------
TWISTED_DNS_RESOLVER = "crawler.fetch.guard.Resolver"  # default: CachingThreadedResolver, which takes any answer
HTTPPROXY_ENABLED = False  # default: True; a proxy looks names up itself, where no answer can be judged
DOWNLOAD_HANDLERS = {
    # default: HTTP11DownloadHandler, headers without end
    **dict.fromkeys(("http", "https"), "crawler.fetch.limits.Handler"),
    **dict.fromkeys(("file", "ftp", "s3")),  # default: on; a second lock behind the guard
}
DOWNLOAD_TIMEOUT = 60  # default: 180 s; for the whole answer
DOWNLOAD_FAIL_ON_DATALOSS = False  # default: True; the page decides (crawler/fetch/unpacking.py)
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # default: 1 GiB; also bounds what a compressed page may grow to
DOWNLOAD_WARNSIZE = 5 * 1024 * 1024  # default: 32 MiB
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # default: RFPDupeFilter; the frontier says what to fetch
TELNETCONSOLE_ENABLED = False  # default: True; opens a port
REMOTE_CONTROL_ENABLED = False  # default: True; executes Python sent to a local port
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # drops in silence; the guard says so
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # counts links followed; a walk counts pages
}

# The way of an item ---------------------------------------------------------------------------------------------------
ITEM_PIPELINES = {
    "pipelines.cleaning.TextPipeline": 100,
    "pipelines.cleaning.DatesPipeline": 200,
    "pipelines.cleaning.FieldsPipeline": 300,
    "pipelines.textless.TextlessPipeline": 350,
    "pipelines.identity.IdentityPipeline": 400,
    "pipelines.require.RequirePipeline": 500,
    "output.store.pipeline.StorePipeline": 900,
}
EXTENSIONS = {"crawler.run.alone.Alone": 900}  # after Scrapy's own, which say how the crawl finished
# default: also these two, which are switched off above and would be imported all the same: 9 MB and .2 s of every run
EXTENSIONS_BASE = {
    path: place for path, place in EXTENSIONS_BASE.items() if not path.endswith((".TelnetConsole", ".RemoteControl"))
}
LOG_LEVEL = "INFO"  # default: DEBUG, a line for every request and item
# default: scrapy.logformatter.LogFormatter, which writes items bodies and all
LOG_FORMATTER = "crawler.run.log.OneLine"
DOWNLOADER_MIDDLEWARES = {
    "crawler.fetch.guard.GuardMiddleware": 50,  # before everything that could act on an address
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard does it, by registered domain
    "crawler.fetch.politeness.WindowMiddleware": 60,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.fetch.politeness.Robots": 100,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # no spider of ours has a password
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.fetch.politeness.Retry": 550,
    "crawler.fetch.ending.EndingMiddleware": 570,
    "crawler.fetch.redirects.ScriptRedirect": 575,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.fetch.redirects.MetaRefresh": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.fetch.unpacking.Unpacking": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.fetch.limits.Redirect": 600,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,  # asks publicsuffix.org, past the guard
    "crawler.fetch.cookies.Cookies": 700,
    "crawler.fetch.proxy.ProxyMiddleware": 760,
    "crawler.fetch.limits.LimitsMiddleware": 980,  # next to the downloader, so that nothing retries what is final
    "crawler.fetch.tls.TlsMiddleware": 985,
    "crawler.fetch.guard.LookupMiddleware": 990,
}
