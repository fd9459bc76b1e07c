"""scrapy probe: what would be extracted from an address or a saved page, and the TOML that pins it. Stores nothing."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError

from crawler import article, charset, command, listing, plain
from crawler.sites import SELECTORS, ConfigError, Site, from_url, load, parse
from output.terminal import printable
from pipelines.text import clean

SHOWN = 400  # characters of a body in the table


class Look(Spider):
    """Fetches a page, and the first article it lists, under the same guard, limits and robots rules as a crawl."""

    name = "look"

    def __init__(self, site: Site, url: str, article: bool, now: datetime, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site, self.url, self.article, self.now = site, url, article, now
        self.pages: list[Page] = []
        self.problem = "no answer"

    async def start(self) -> Any:
        yield Request(self.url, self.keep, errback=self.note)

    def keep(self, response: Any) -> Any:
        declared = response.headers.get("Content-Type", b"").decode("latin-1")
        self.pages.append(Page(response.url, response.body, declared))
        if len(self.pages) == 1 and not self.article:
            found = read_listing(self.pages[0], self.site, self.now)
            if found.onward and not found.entries and response.url == self.url:  # a script builds the list
                self.pages.clear()
                yield Request(found.onward, self.keep, errback=self.note)
            if first := next((e.url for e in found.entries if e.url and e.body is None), None):
                yield Request(first, self.keep, errback=self.note)

    def note(self, failure: Any) -> None:
        answered = getattr(failure.value, "response", None)
        said = f"{failure.type.__name__}: {failure.getErrorMessage()}"
        self.problem = f"HTTP {answered.status}" if answered else said


class Page(NamedTuple):
    """A page as it came."""

    url: str
    body: bytes
    content_type: str = ""

    def text(self, site: Site) -> str:
        return charset.decode(self.body, self.content_type, site.encoding)[0]


def read_listing(page: Page, site: Site, now: datetime) -> listing.Listing:
    text = page.text(site)
    return plain.find(text, now) if plain.is_plain(text) else listing.find(text, page.url, now, site)


def as_json(found: listing.Listing) -> dict[str, Any]:
    """What other programs read of a listing."""
    records = [{"url": e.url, "title": e.title, "date": e.published, "body": e.body} for e in found.entries]
    return {"records": records, "next": found.next, "onward": found.onward}


class Command(command.Command):
    about = "Show what would be extracted from a page; store nothing"
    arguments = "URL|FILE [--base URL] [--article] [--json | --save NAME]"
    log_level = "ERROR"
    examples = """exit status: 0 a list (or an article) was found, 2 something else was, 3 the page could not be had
examples:
  scrapy probe https://example.gov.cn/tzgg/
  scrapy probe saved.html --base https://example.gov.cn/tzgg/ --json
  scrapy probe --article https://example.gov.cn/tzgg/t20250806_1.html
  scrapy probe https://example.gov.cn/tzgg/ --save example   # its table in sites.toml, and a test of this page
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--base", help="the address a saved page was saved from")
        parser.add_argument("--article", action="store_true", help="read the page as one article")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--save", metavar="NAME", help="write the site's table, and a test case of this page")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("give one address or file")
        now = datetime.now(timezone.utc).replace(microsecond=0)
        try:
            site, pages = self.pages(args[0], opts, now)
            if opts.article:
                self.show_article(article.read(pages[0].text(site), pages[0].url, now), opts.json)
                return
            found = read_listing(pages[0], site, now)
            if opts.save:
                self.save(opts.save, site, pages[0], found, now)
                return
        except (ConfigError, OSError) as error:
            self.refuse(error)
            return
        self.show_listing(found, site, opts.json)
        if len(pages) > 1 and not opts.json:
            print(f"\nthe first article, {pages[1].url}:")
            self.show_article(article.read(pages[1].text(site), pages[1].url, now, found.entries[0].title), False)

    def pages(self, target: str, opts: argparse.Namespace, now: datetime) -> tuple[Site, list[Page]]:
        """The page asked for, and its first article where it can be fetched. Raises ConfigError, OSError."""
        if Path(target).is_file():
            url = opts.base or Path(target).absolute().as_uri()
            return from_url(url) if opts.base else Site("probe", (url,)), [Page(url, Path(target).read_bytes())]
        if "://" not in target:
            raise ConfigError(f"no such file, and not an address: {target}")
        site = replace(from_url(target), allow_offsite=True)
        self.settings.set("ITEM_PIPELINES", {}, "cmdline")
        process, crawler = AsyncCrawlerProcess(self.settings), Crawler(Look, self.settings)
        kept: list[Look] = []
        crawler.signals.connect(lambda spider: kept.append(spider), signals.spider_closed, weak=False)
        process.crawl(crawler, site=site, url=target, article=opts.article, now=now)
        process.start()
        if not kept or not kept[0].pages:
            raise ConfigError(f"{target}: {kept[0].problem if kept else 'not fetched'}")
        return site, kept[0].pages

    def save(self, name: str, site: Site, page: Page, found: listing.Listing, now: datetime) -> None:
        """The site's table in the sites file, and a test case: the page's bytes and what is found in them."""
        if found.verdict != "list":
            raise ConfigError(f"{page.url}: not saved: the page is no list ({found.verdict}): {found.why}")
        sites = Path(self.settings["SITES"])
        if name in load(sites):
            raise ConfigError(f"{sites}: [{name}]: there already")
        table = toml(replace(site, name=name), found.selectors)
        text = sites.read_text(encoding="utf-8").rstrip() + f"\n\n{table}\n"
        parse(text, sites.name)
        folder = Path(self.settings["SITE_TESTS"]) / name
        folder.mkdir(parents=True)
        (folder / "page.bin").write_bytes(page.body)
        case = {"url": page.url, "content_type": page.content_type, "fetched_at": now.isoformat(), **as_json(found)}
        (folder / "expected.json").write_text(json.dumps(case, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        sites.write_text(text, encoding="utf-8")
        print(f"{sites}: [{name}] added; {folder}: a test case of {len(found.entries)} entries.\n"
              "Look at expected.json and correct it where the page says otherwise; `make test` runs it.")  # fmt: skip

    def show_listing(self, found: listing.Listing, site: Site, json_only: bool) -> None:
        self.exitcode = 0 if found.verdict == "list" else 2
        if json_only:
            print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
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
        instead = f"none called so; a walk goes on at {found.onward}" if found.onward else "none"
        console.print(f"next page: {found.next or instead}", markup=False, soft_wrap=True)
        if found.selectors:
            console.print("\nto pin this, put into crawler/sites.toml:", markup=False)
            console.print(toml(site, found.selectors), markup=False, soft_wrap=True)

    def show_article(self, found: article.Article, json_only: bool) -> None:
        self.exitcode = 0 if found.body else 2
        if json_only:
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
