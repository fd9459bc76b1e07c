"""scrapy write: `scrapy run` where others fetch. Hands sites to a fleet, decides and stores what its workers send."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from crawler.cli import command
from crawler.commands import run

if TYPE_CHECKING:
    from crawler.cli.targets import Target
    from crawler.run.running import Run
    from output.store.store import Store


class Command(run.Command):
    about = "Store what the workers of a fleet fetch, until every site is done; then say how it went"
    arguments = "[SITE ...] [--url URL] [-s REDIS_URL=URL]"
    examples = """Needs requirements-fleet.txt and a Redis (docs/scale.md). Killed, it goes on where it was.
exit status: 0 ok, 2 degraded, 3 failed, 75 another run holds the lock
examples:
  scrapy write -s REDIS_URL=redis://queue.internal:6379/0         every site of the sites file
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--url", help="crawl the listing at this address, without configuration")
        parser.add_argument("--json", action="store_true", help="print the verdict as JSON")
        parser.set_defaults(file=None, base=None, demo=None, warc=())

    def crawl(self, targets: list[Target], store: Store) -> Run:
        with command.optional("the fleet needs Redis' client: {}; pip install -r requirements-fleet.txt"):
            from crawler.fleet import writer
        return writer.crawl(targets, store, self.settings)
