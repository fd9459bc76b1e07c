"""scrapy parse: Scrapy's, in this project: what a list or an article gives, and what would be asked for next."""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from scrapy import Request, Spider
from scrapy.commands import parse
from scrapy.exceptions import ScrapyDeprecationWarning
from scrapy.http import Response

from crawler.cli.looking import Looking
from crawler.sites import load
from nouns.mistakes import ConfigError
from nouns.site import Site


class Reading(Spider):
    """Reads as the crawl does, and keeps nothing."""

    name = "listing"
    site: Site
    opened: str | None = None  # a saved file that is read

    def _read(self, response: Response, read: Any, **more: Any) -> Any:
        from crawler.tend.probing import Page

        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return read(Page(response.url, response.body, kind), self.site, datetime.now(timezone.utc), **more)

    def parse(self, response: Response) -> Iterator[Any]:
        """A list: its entries, its articles as requests, the page that follows."""
        from crawler.tend import probing

        found = self._read(response, probing.read_listing)
        yield from probing.as_json(found)["records"]
        for url in dict.fromkeys(entry.url for entry in probing.linked(found.entries)):
            yield Request(url, self.parse_article)
        if found.onward:
            yield Request(found.onward, self.parse)

    def parse_article(self, response: Response) -> Iterator[Any]:
        from crawler.tend import probing

        yield probing.as_json(self._read(response, probing.read_article))


class Command(Looking, parse.Command):
    examples = """examples:
  scrapy parse https://example.gov.cn/tzgg/                       the list; with -d 2 its articles as well
  scrapy parse -c parse_article https://example.gov.cn/tzgg/1.html
  scrapy parse -a site=park https://park.example/info             by a site's table in the sites file
"""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        opts.spider = None if opts.spider == Reading.name else opts.spider
        super().process_options(args, opts)
        self.settings.set("ITEM_PIPELINES", {}, "cmdline")

    def set_spidercls(self, url: str, opts: argparse.Namespace) -> None:
        name = opts.spargs.pop("site", None)
        try:
            known = load(self.settings["SITES"]) if name else {}
            if name and name not in known:
                raise ConfigError(f"no such site: {name}")
        except ConfigError as error:
            self.wrong(self.parser, str(error))
        Reading.site = known[name] if name else self.site_of([url])
        Reading.opened = url if url.startswith("file:") else None

        async def start(spider: Spider) -> Any:
            yield self.prepare_request(spider, Request(url), opts)

        self.spidercls = Reading
        Reading.start = start  # type: ignore[assignment,method-assign]  # as Scrapy's own parse does

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        warnings.simplefilter("ignore", ScrapyDeprecationWarning)  # it warns of itself
        self.exitcode = 3
        super().run(args, opts)

    def print_results(self, opts: argparse.Namespace) -> None:
        if self.first_response:
            self.exitcode = 0
            super().print_results(opts)
