"""scrapy probe: what would be extracted from an address or a saved page, and the TOML that pins it. Stores nothing."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from crawler.cli import command
from output.show.terminal.say import say

if TYPE_CHECKING:
    from crawler.tend.probing import Page
    from nouns.site import Site


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
        parser.add_argument("--render", action="store_true", help="have a browser build the page")
        parser.add_argument("--save", metavar="NAME", help="write the site's table, and a test case of this page")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("give one address or file")
        from crawler.tend import probing

        now = datetime.now(timezone.utc).replace(microsecond=0)
        try:
            site, pages = probing.pages(args[0], opts.base, opts.article, self.settings, now, opts.render)
            if opts.article:
                self.show_article(pages[0], site, now, opts)
            else:
                self.show_listing(args[0], site, pages, now, opts)
        except OSError as error:
            self.refuse(error)

    def show_article(
        self, page: Page, site: Site, now: datetime, opts: argparse.Namespace, title: str | None = None
    ) -> None:
        """What is read from an article; `title`: as its list has it."""
        from crawler.tend import probing
        from output.show.terminal import pages as terminal_pages

        found = probing.read_article(page, site, now, title)
        attachments = probing.attachments(found)
        self.exitcode = 0 if found.body or attachments else 2
        if opts.json:
            say(json.dumps(probing.as_json(found), ensure_ascii=False, indent=1))
        else:
            terminal_pages.article(found, attachments)

    def show_listing(
        self, target: str, site: Site, pages: Sequence[Page], now: datetime, opts: argparse.Namespace
    ) -> None:
        """What is found on a list, and read from its first article."""
        from crawler.tend import probing
        from output.show.terminal import pages as terminal_pages

        found = probing.read_listing(pages[0], site, now)
        is_bare = not found.entries and "script" in found.why
        if is_bare and not opts.render and "://" in target:
            status = self.browse(target, opts, found.why)
            if status is not None:
                self.exitcode = status
                return
        if opts.save:
            say(probing.save(opts.save, site, pages[0], found, self.settings, now))
            return
        self.exitcode = 0 if found.verdict == "list" else 2
        if opts.json:
            say(json.dumps(probing.as_json(found), ensure_ascii=False, indent=1))
            return
        terminal_pages.listing(found, probing.toml(site, found.selectors))
        if any(entry.url and entry.url.startswith("file:") for entry in found.entries):
            say("addresses on this page are relative: --base URL says where it was saved from")
        if len(pages) > 1:
            say(f"\nthe first article, {pages[1].url}:")
            self.show_article(pages[1], site, now, opts, found.entries[0].title)

    def browse(self, target: str, opts: argparse.Namespace, why: str) -> int | None:
        """The exit status of the same with a browser, under the same guard; None where none is installed."""
        from crawler.tend import probing

        names = ("ALLOW_PRIVATE_ADDRESSES", "DOWNLOAD_TIMEOUT", "ROBOTSTXT_OBEY")
        given = [part for name in names for part in ("-s", f"{name}={self.settings[name]}")]
        wanted = ["--json"] * opts.json + (["--save", opts.save] if opts.save else [])
        from crawler.fetch import browser

        if not opts.json and browser.missing():
            say(f"a browser may find more: {browser.EXTRA}")
        elif not opts.json:
            say(f'as it comes the page lists nothing ({why}); in a browser, as render = "auto" has it:')
        return probing.in_a_browser([target, *given, *wanted])
