"""scrapy probe: what would be extracted from an address or a saved page, and the TOML that pins it. Stores nothing."""

from __future__ import annotations

import argparse
import json
from datetime import datetime, timezone

from scrapy.exceptions import UsageError

from crawler import command
from output.terminal import say


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
        from crawler import probing
        from output import terminal_pages

        now = datetime.now(timezone.utc).replace(microsecond=0)
        try:
            site, pages = probing.pages(args[0], opts.base, opts.article, self.settings, now, opts.render)
            if opts.article:
                found = probing.read_article(pages[0], site, now)
            else:
                found = probing.read_listing(pages[0], site, now)
                bare = not opts.render and "://" in args[0] and not found.entries and "script" in found.why
                if bare and (status := self.browse(args[0], opts, found.why)) is not None:
                    self.exitcode = status
                    return
                if opts.save:
                    say(probing.save(opts.save, site, pages[0], found, self.settings, now))
                    return
        except OSError as error:
            self.refuse(error)
            return
        good = found.body or probing.attachments(found) if opts.article else found.verdict == "list"
        self.exitcode = 0 if good else 2
        if opts.json:
            say(json.dumps(probing.as_json(found), ensure_ascii=False, indent=1))
        elif opts.article:
            terminal_pages.article(found, probing.attachments(found))
        else:
            terminal_pages.listing(found, probing.toml(site, found.selectors))
            if any((entry.url or "").startswith("file:") for entry in found.entries):
                say("addresses on this page are relative: --base URL says where it was saved from")
            if len(pages) > 1:
                say(f"\nthe first article, {pages[1].url}:")
                first = probing.read_article(pages[1], site, now, found.entries[0].title)
                self.exitcode = 0 if first.body or probing.attachments(first) else 2
                terminal_pages.article(first, probing.attachments(first))

    def browse(self, target: str, opts: argparse.Namespace, why: str) -> int | None:
        """The exit status of the same with a browser, under the same guard; None where none is installed."""
        from crawler import probing

        names = ("ALLOW_PRIVATE_ADDRESSES", "DOWNLOAD_TIMEOUT", "ROBOTSTXT_OBEY")
        given = [part for name in names for part in ("-s", f"{name}={self.settings[name]}")]
        wanted = ["--json"] * opts.json + (["--save", opts.save] if opts.save else [])
        from crawler import browser

        if not opts.json and browser.missing():
            say(f"a browser may find more: {browser.EXTRA}")
        elif not opts.json:
            say(f"as it comes the page lists nothing ({why}); in a browser, as render = \"auto\" has it:")
        return probing.in_a_browser([target, *given, *wanted])
