"""scrapy work: a worker of the fleet. Takes sites from Redis, one lease each, and sends what it finds to the writer."""

from __future__ import annotations

import argparse

from crawler.cli import command


class Command(command.Command):
    takes_words = False
    about = "Fetch for `scrapy write`, beside other workers, until stopped"
    arguments = "[-s REDIS_URL=URL]"
    examples = """Needs requirements-fleet.txt and a Redis (docs/scale.md). Fetches SITES_AT_ONCE sites side by side.
examples:
  scrapy work -s REDIS_URL=redis://queue.internal:6379/0
"""

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        with command.optional("the fleet needs Redis' client: {}; pip install -r requirements-fleet.txt"):
            from crawler.fleet import worker
        worker.work(self.settings)
