"""scrapy probe: what would be extracted from an address or a saved page, and the TOML that pins it. Stores nothing."""

from __future__ import annotations

import argparse
import asyncio
import json
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError

from crawler import article, charset, command, listing, plain
from crawler.sites import SELECTORS, ConfigError, Site, from_url
from output.terminal import printable
from pipelines.text import clean

SHOWN = 400  # characters of a body in the table


class OnePage(Spider):
    """Fetches pages for probe, under the same guard, limits and robots rules as a crawl."""

    name = "one-page"

    def __init__(self, site: Site, url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site, self.url = site, url
        self.page: tuple[str, str] | None = None
        self.problem = "no answer"

    async def start(self) -> Any:
        yield Request(self.url, self.keep, errback=self.note)

    def keep(self, response: Any) -> None:
        declared = response.headers.get("Content-Type", b"").decode("latin-1")
        self.page = charset.decode(response.body, declared, self.site.encoding)[0], response.url

    def note(self, failure: Any) -> None:
        self.problem = f"{failure.type.__name__}: {failure.getErrorMessage()}"


class Command(command.Command):
    about = "Show what would be extracted from a page; store nothing"
    arguments = "URL|FILE [--base URL] [--article] [--json]"
    examples = """exit status: 0 a list (or an article) was found, 2 something else was, 3 the page could not be had
examples:
  scrapy probe https://example.gov.cn/tzgg/
  scrapy probe saved.html --base https://example.gov.cn/tzgg/ --json
  scrapy probe --article https://example.gov.cn/tzgg/t20250806_1.html
"""
    default_settings: ClassVar[dict] = {"ITEM_PIPELINES": {}}
    log_level = "ERROR"

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--base", help="the address a saved page was saved from")
        parser.add_argument("--article", action="store_true", help="read the page as one article")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("give one address or file")
        now = datetime.now(timezone.utc)
        try:
            site, text, url = self.page(args[0], opts.base)
        except (ConfigError, OSError) as error:
            self.refuse(error)
            return
        if opts.article:
            self.show_article(article.read(text, url, now), opts.json)
        else:
            found = plain.find(text, now) if plain.is_plain(text) else listing.find(text, url, now, site)
            self.show_listing(found, site, opts.json)

    def page(self, target: str, base: str | None) -> tuple[Site, str, str]:
        """Site, text and address of the page. Raises ConfigError, OSError."""
        if Path(target).is_file():
            url = base or Path(target).absolute().as_uri()
            site = from_url(base) if base else Site("probe", (url,))
            return site, charset.decode(Path(target).read_bytes())[0], url
        if "://" not in target:
            raise ConfigError(f"no such file, and not an address: {target}")
        site = replace(from_url(target), allow_offsite=True)
        return site, *self.fetch(site, target)

    def fetch(self, site: Site, url: str) -> tuple[str, str]:
        process = AsyncCrawlerProcess(self.settings)
        crawler = Crawler(OnePage, self.settings)
        asyncio.get_event_loop()
        kept: list[OnePage] = []
        crawler.signals.connect(lambda spider: kept.append(spider), signals.spider_closed, weak=False)
        process.crawl(crawler, site=site, url=url)
        process.start()
        if not kept or not kept[0].page:
            raise ConfigError(f"{url}: {kept[0].problem if kept else 'not fetched'}")
        return kept[0].page

    def show_listing(self, found: listing.Listing, site: Site, as_json: bool) -> None:
        self.exitcode = 0 if found.verdict == "list" else 2
        if as_json:
            records = [{"url": e.url, "title": e.title, "date": e.published, "body": e.body} for e in found.entries]
            print(json.dumps({"records": records, "next": found.next}, ensure_ascii=False, indent=1))
            return
        console = Console(highlight=False)
        console.print(f"verdict: {found.verdict} — {printable(found.why)}", soft_wrap=True, markup=False)
        if found.entries:
            table = Table(show_lines=False)
            for name in ("#", "date", "as written", "title", "address", "body"):
                table.add_column(name, overflow="fold")
            for e in found.entries:
                table.add_row(
                    str(e.position), e.published or "–", Text(printable(e.date or "")), Text(printable(e.title)),
                    Text(printable(e.url or "–")), f"{len(e.body)} characters" if e.body else "on its page",
                )  # fmt: skip
            console.print(table)
            whole = next((e for e in found.entries if e.body), None)
            if whole:
                text = clean(whole.body).text
                console.print(f"entry {whole.position}, cleaned: {printable(text[:SHOWN])} … ({len(text)} characters)",
                              markup=False, soft_wrap=True)  # fmt: skip
        console.print(f"next page: {found.next or 'none'}", markup=False, soft_wrap=True)
        if found.selectors:
            console.print("\nto pin this, put into crawler/sites.toml:", markup=False)
            console.print(toml(site, found.selectors), markup=False, soft_wrap=True)

    def show_article(self, found: article.Article, as_json: bool) -> None:
        self.exitcode = 0 if found.body else 2
        if as_json:
            fields = ("title", "body", "published", "source", "author")
            print(json.dumps({name: getattr(found, name) for name in fields}, ensure_ascii=False, indent=1))
            return
        console = Console(highlight=False)
        for name in ("title", "published", "source", "author", "region", "flags"):
            console.print(f"{name}: {printable(str(getattr(found, name) or '–'))}", markup=False, soft_wrap=True)
        for name, url in found.attachments:
            console.print(f"attachment: {printable(name)} {printable(url)}", markup=False, soft_wrap=True)
        console.print(printable(clean(found.body).text), markup=False, soft_wrap=True)


def toml(site: Site, selectors: dict[str, str]) -> str:
    """The site's table with the selectors that find the same again."""
    lines = [f"[{json.dumps(site.name) if '.' in site.name else site.name}]"]
    lines.append(f"start_urls = [{', '.join(json.dumps(url) for url in site.start_urls)}]")
    lines += [f"{key} = {json.dumps(selectors[key], ensure_ascii=False)}" for key in SELECTORS if selectors.get(key)]
    return "\n".join(lines)
