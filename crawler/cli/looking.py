"""What `scrapy fetch`, `view` and `shell` need in this project: they look at one page, by hand, and store nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError

from crawler.cli.command import Careful
from crawler.sites import from_url
from nouns.mistakes import ConfigError
from nouns.site import Site

FILES = "scrapy.core.downloader.handlers.file.FileDownloadHandler"  # off in a crawl
NOTHING_KEPT: dict[str, Any] = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}}


class Looking(Careful):
    """For one of Scrapy's commands, before its class. The guard judges every address, as in a crawl; only the very file
    that is named is read from the disk."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")
        super().add_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        self.settings.setdict(NOTHING_KEPT, "cmdline")
        if getattr(opts, "spider", None):
            self.wrong(self.parser, "--spider: none is needed here: the address is enough")
        from scrapy.utils.spider import DefaultSpider

        from crawler.fetch.guard import refusal

        try:
            site = self.site_of(args)
        except (ConfigError, UsageError) as error:
            self.wrong(self.parser, str(error))
        opened = args[0] if args and args[0].startswith("file:") else None
        for name, value in (("site", site), ("opened", opened)):  # as a spider of ours has them
            setattr(DefaultSpider, name, value)
        private = self.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        for url in args:
            why = None if url.startswith("file:") else refusal(url, private)
            if why:
                self.wrong(self.parser, f"{why}; it is not asked for")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        super().run(args, opts)
        if self.exitcode:
            print(f"{self.settings['BOT_NAME']}: nothing came of {' '.join(args)}; -L DEBUG says more", file=sys.stderr)

    def site_of(self, args: list[str]) -> Site:
        """What the guard and the others ask the spider for. Raises ConfigError, UsageError."""
        if not args:  # a shell without an address
            return Site("shell", (), allow_offsite=True)
        if len(args) > 1:
            raise UsageError("give one address")
        path = Path(urlsplit(args[0]).path if args[0].startswith("file://") else args[0])
        if path.is_file():
            args[0] = path.absolute().as_uri()
            handlers = self.settings.getdict("DOWNLOAD_HANDLERS") | {"file": FILES}
            self.settings.set("DOWNLOAD_HANDLERS", handlers, "cmdline")
            return Site("shell", (args[0],), allow_offsite=True)
        if args[0].startswith(("/", "./", "../", "file:")):
            raise ConfigError(f"no such file: {path}")
        if "://" not in args[0]:
            args[0] = f"https://{args[0]}"
        return from_url(args[0], allow_offsite=True)
