"""scrapy write: `scrapy run` where others fetch. Hands sites to a fleet, decides and stores what its workers send."""

from __future__ import annotations

import argparse
import signal

from crawler.commands import run
from crawler.running import Run
from output import runs, summary
from output.store import Store


class Command(run.Command):
    about = "Store what the workers of a fleet fetch, until every site is done; then say how it went"
    arguments = "[SITE ...] [--url URL] [-s REDIS_URL=URL]"
    examples = """Needs requirements-fleet.txt and a Redis (docs/scale.md). Killed, it goes on where it was.
exit status: 0 ok, 2 degraded, 3 failed, 75 another run holds the lock
examples:
  scrapy write -s REDIS_URL=redis://queue.internal:6379/0         every site of crawler/sites.toml
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--url", help="crawl the listing at this address, without configuration")
        parser.add_argument("--json", action="store_true", help="print the verdict as JSON")
        parser.set_defaults(file=None, base=None, demo=None)

    def crawl(self, targets: list[run.Target], opts: argparse.Namespace, store: Store) -> None:
        try:
            from redis.exceptions import RedisError

            from crawler.fleet import Fleet
            from crawler.writer import Writer
        except ImportError as error:
            self.refuse(f"the fleet needs Redis' client: {error}; pip install -r requirements-fleet.txt")
            return
        try:
            writer = Writer(Fleet(self.settings), store)
            if not writer.lead():
                self.refuse("another writer holds this fleet (setting FLEET); is it another database's?", runs.LOCKED)
                return
            started = Run(store, self.settings)
            opened = [target.site for target in targets if started.opens(target.site)]
            for stop in (signal.SIGINT, signal.SIGTERM):
                signal.signal(stop, lambda *_: setattr(writer, "stopping", True))
            with summary.progress(store, [site.name for site in opened]):
                writer.work(opened)
        except RedisError as error:  # a run that began stays `running`; the next one marks it crashed and goes on
            self.refuse(f"REDIS_URL: {error}; is redis-server running?")
            return
        for site in opened:
            finish_reason = "shutdown" if writer.stopping else "finished"
            started.judge(site, writer.tally(site.name), finish_reason, writer.seconds[site.name])
        self.finish(started, opts)
