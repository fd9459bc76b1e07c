"""scrapy furniture: which lines of a site's pages belong to the site and to no notice, and an operator's word."""

from __future__ import annotations

import argparse
import getpass
import json

from scrapy.exceptions import UsageError

from crawler.cli import command
from output.show.terminal.say import say


class Command(command.Command):
    about = "Show or overrule which lines of a site's pages are furniture"
    arguments = "[SITE] [--drop LINE | --keep LINE] [--json]"
    examples = """examples:
  scrapy furniture                          the furniture of all sites
  scrapy furniture luohu                    of one
  scrapy furniture luohu --keep '现予公示。'   no furniture: pages read from now on keep it
  scrapy furniture luohu --drop '扫码关注我们'  furniture, also in what is stored
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--drop", metavar="LINE", help="this line is furniture")
        parser.add_argument("--keep", metavar="LINE", help="this line is no furniture")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        drops, keeps = opts.drop is not None, opts.keep is not None
        says_something = drops or keeps
        least = 1 if says_something else 0
        if not least <= len(args) <= 1 or (drops and keeps):
            raise UsageError("give one site; with it, --drop or --keep")
        from crawler.sites import load
        from output.store import learned
        from output.store.database import open_reader

        if says_something:
            from output.store.store import Store

            with Store.alone(self.settings["DATABASE"]) as store:
                line = opts.drop if drops else opts.keep
                changed = store.decide_furniture(args[0], line, drops, getpass.getuser())
            word = "furniture" if drops else "kept"
            say(f"{args[0]}: {word}: {line}; {len(changed)} notices changed or to be read again")
            return
        connection = open_reader(self.settings["DATABASE"]).conn
        if args and args[0] not in load(self.settings["SITES"]):
            learned.crawled(connection, args[0])
        rows = learned.table(connection, *args)
        if opts.json:
            say(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            from output.show.terminal import belief

            belief.furniture(rows)
