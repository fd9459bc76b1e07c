"""Probing: a page fetched as a crawl would fetch it, or a saved one, and what is found on it. Stores nothing but, when
asked to, a site's table and a test case of the page."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler import sites_file
from crawler.addresses import asking
from crawler.addresses.file_names import is_no_page
from crawler.fetch.came import header
from crawler.read import charset, feeds, files, parts, plain, saved
from crawler.read.article import article
from crawler.read.listing import listing
from crawler.run.stopping import Stoppable
from crawler.site_values import SELECTORS
from crawler.sites import from_url, load, parse
from nouns.found import Article, Entry, Listing
from nouns.mistakes import ConfigError
from nouns.site import Site


class Look(Spider):
    """Fetches a page, and the first article it lists, under the same guard, limits and robots rules as a crawl."""

    name = "look"

    def __init__(self, site: Site, url: str, article: bool, now: datetime, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site, self.url, self.article, self.now = site, url, article, now
        self.pages: list[Page] = []
        self.problem = "no answer"

    async def start(self) -> Any:
        yield Request(self.url, self.keep, errback=self.note, meta=self.meta())

    def meta(self) -> dict[str, Any]:
        from crawler.fetch import browser

        return browser.meta() if self.site.render else {}

    async def keep(self, response: Any) -> AsyncIterator[Request]:
        """Keep a page; of a list go on to its first article."""
        self.pages.append(Page(response.url, response.body, header(response, "Content-Type")))
        if self.article or len(self.pages) > 1:
            return
        found = read_listing(self.pages[0], self.site, self.now)
        if onward := self.built_from(response, found):
            self.pages.clear()
            yield onward
        elif first := next(linked(found.entries), None):
            yield Request(first.url, self.keep, errback=self.note, meta=self.meta())

    def built_from(self, response: Any, found: Listing) -> Request | None:
        """The request for what a script builds the list from, of a page that has no entries itself."""
        if not found.onward or found.entries or response.url != self.url:
            return None
        return Request(callback=self.keep, errback=self.note, **asking.request(found.onward))

    def note(self, failure: Any) -> None:
        answered = getattr(failure.value, "response", None)
        said = f"{failure.type.__name__}: {failure.getErrorMessage()}"
        self.problem = f"HTTP {answered.status}" if answered else said


class Linked(NamedTuple):
    """An entry whose text stands on a page of its own."""

    url: str
    title: str


def linked(entries: Iterable[Entry]) -> Iterator[Linked]:
    """The entries whose texts stand on pages of their own."""
    for entry in entries:
        if entry.url and entry.body is None:
            yield Linked(entry.url, entry.title)


class Page(NamedTuple):
    """A page as it came."""

    url: str
    body: bytes
    content_type: str = ""

    def text(self, site: Site) -> str:
        return charset.decode(feeds.unpacked(self.body), self.content_type, site.encoding)[0]


def read_listing(page: Page, site: Site, now: datetime) -> Listing:
    """What a crawl would take a page for, as a list; a file of plain text too."""
    text = page.text(site)
    return plain.find(text, now) if plain.is_plain(text) else listing.find(text, page.url, now, site)


def read_article(page: Page, site: Site, now: datetime, title: str | None = None) -> Article:
    """What a crawl would take a page for, as an article; `title`: what its list calls it."""
    if is_no_page(page.body, page.content_type):
        said = files.read(page.body)
        return parts.file_of(title or "", page.url, said.text, (said.flag,))
    return article.read(page.text(site), page.url, now, title)


def attachments(found: Article) -> list[tuple[str, str]]:
    """What a crawl would keep as attachments: of a page without a text, also what stands in its place."""
    return parts.joined([found]).attachments


def as_json(found: Listing | Article) -> dict[str, Any]:
    """What other programs read of it."""
    if isinstance(found, Article):
        return {name: getattr(found, name) for name in ("title", "body", "published", "source", "author")}
    records = [{"url": e.url, "title": e.title, "date": e.published, "body": e.body} for e in found.entries]
    offered = {"feeds": list(found.feeds)} if found.feeds else {}
    return {"records": records, "next": found.next, "onward": found.onward, **offered}


def in_a_browser(arguments: list[str]) -> int | None:
    """The exit status of the same probe with a browser building the page, which prints what it finds, in a process of
    its own: this one's reactor has ended. None where no browser is installed."""
    from crawler.fetch import browser

    if browser.missing():
        return None
    return subprocess.run([sys.executable, "-m", "scrapy", "probe", *arguments, "--render"]).returncode


def pages(
    target: str, base: str | None, article: bool, settings: Settings, now: datetime, render: bool = False
) -> tuple[Site, list[Page]]:
    """The page at an address or in a file, which was saved from `base`; for a fetched list, its first article too.
    `render`: built by a browser.

    Raises ConfigError, OSError, and KeyboardInterrupt where a signal ended the look.
    """
    if Path(target).is_file():
        body = Path(target).read_bytes()
        base = base or saved.address(charset.decode(body, None, None)[0])
        url = base or Path(target).absolute().as_uri()
        return from_url(url) if base else Site("probe", (url,)), [Page(url, body)]
    if "://" not in target:
        raise ConfigError(f"no such file, and not an address: {target}")
    site = replace(from_url(target), allow_offsite=True, render=render)
    if render:
        from crawler.spiders.site_settings import follow

        follow(settings, site)
    settings.set("ITEM_PIPELINES", {}, "cmdline")
    process, crawler = Stoppable(settings), Crawler(Look, settings)
    kept: list[Look] = []
    crawler.signals.connect(lambda spider: kept.append(spider), signals.spider_closed, weak=False)
    process.crawl(crawler, site=site, url=target, article=article, now=now)
    process.start()
    if process.ending:
        raise KeyboardInterrupt
    if not kept or not kept[0].pages:
        raise ConfigError(f"{target}: {kept[0].problem if kept else 'not fetched'}")
    return site, kept[0].pages


def save(name: str, site: Site, page: Page, found: Listing, settings: Settings, now: datetime) -> str:
    """Write the site's table into the sites file, and a test case: the page's bytes and what is found in them.

    Returns what was done. Raises ConfigError, OSError.
    """
    if found.verdict != "list":
        raise ConfigError(f"{page.url}: not saved: the page is no list ({found.verdict}): {found.why}")
    sites = sites_file.for_writing(settings["SITES"])
    if sites.exists() and name in load(sites):
        raise ConfigError(f"{sites}: [{name}]: there already")
    table = toml(replace(site, name=name), found.selectors)
    parse(table, sites.name)
    folder = Path(settings["SITE_TESTS"]) / name
    folder.mkdir(parents=True)
    (folder / "page.bin").write_bytes(page.body)
    case = {"url": page.url, "content_type": page.content_type, "fetched_at": now.isoformat(), **as_json(found)}
    (folder / "expected.json").write_text(json.dumps(case, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sites_file.change(sites, lambda text: sites_file.with_tables(text, [table]))
    return (
        f"{sites}: [{name}] added; {folder}: a test case of {len(found.entries)} entries.\n"
        "Look at expected.json and correct it where the page says otherwise; `make test` runs it."
    )


def toml(site: Site, selectors: dict[str, str]) -> str:
    """The site's table with the selectors that find the same again."""
    lines = [f"[{json.dumps(site.name) if '.' in site.name else site.name}]"]
    lines.append(f"start_urls = [{', '.join(json.dumps(url) for url in site.start_urls)}]")
    lines += [f"{key} = {json.dumps(selectors[key], ensure_ascii=False)}" for key in SELECTORS if selectors.get(key)]
    return "\n".join(lines)
