"""scrapy furniture: which lines of a site's pages belong to the site and to no notice, and an operator's word."""

from __future__ import annotations

import argparse
import getpass
import json

from scrapy.exceptions import UsageError

from crawler import command
from output.terminal import say


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
        word = opts.drop is not None or opts.keep is not None
        if len(args) > 1 or (word and len(args) != 1) or (opts.drop is not None and opts.keep is not None):
            raise UsageError("give one site; with it, --drop or --keep")
        from output import learned
        from output.database import open_reader

        if word:
            from output.store import Store

            with Store.alone(self.settings["DATABASE"]) as store:
                line = opts.keep if opts.drop is None else opts.drop
                changed = store.decide_furniture(args[0], line, opts.drop is not None, getpass.getuser())
            word = "furniture" if opts.drop is not None else "kept"
            say(f"{args[0]}: {word}: {line}; {len(changed)} notices changed or to be read again")
            return
        rows = learned.table(open_reader(self.settings["DATABASE"]).conn, *args)
        if opts.json:
            say(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            from output import terminal_belief

            terminal_belief.furniture(rows)
