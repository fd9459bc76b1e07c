"""scrapy crawl: Scrapy's, in this project: one site as a run of its own, as scrapyd starts it
(crawler/run/alone.py)."""

from __future__ import annotations

import argparse

from scrapy.commands import crawl

from crawler.cli.command import Careful
from crawler.sites import listed, load
from nouns.mistakes import ConfigError, guess


class Command(Careful, crawl.Command):
    examples = """`scrapy run park` does the same, tells how it went and says it by its exit status.
example:
  scrapy crawl listing -a site=park
"""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if args != ["listing"]:
            self.wrong(self.parser, "there is one spider: scrapy crawl listing -a site=NAME")
        try:
            known = load(self.settings["SITES"])
        except ConfigError as error:
            self.wrong(self.parser, str(error))
        for name in opts.spargs:
            if name not in ("site", "file") and not name.startswith("_"):  # scrapyd's
                self.wrong(self.parser, f"-a {name}: no such argument{guess(name, ('site', 'file'))}")
        site = opts.spargs.get("site", "")
        if site not in known:
            self.wrong(self.parser, f"-a site={site}: no such site{guess(site, known) or f'; known: {listed(known)}'}")
