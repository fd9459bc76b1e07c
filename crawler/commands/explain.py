"""scrapy explain: why these notices were merged or kept apart, and what cleaning did to one."""

from __future__ import annotations

import argparse
import json

from scrapy.exceptions import UsageError

from crawler.cli import command
from output.show.terminal.say import say


class Command(command.Command):
    about = "Show why notices were merged or kept apart"
    arguments = "NOTICE [NOTICE] [--cleaning] [--json | --html]"
    examples = """A notice may be given by the beginning of its id or of its record's.
examples:
  scrapy explain 3f2a              everything that notice was compared with
  scrapy explain 3f2a 91bc         the pair: scores, guards, differing passages side by side
  scrapy explain 3f2a 91bc --html > pair.html
  scrapy explain 3f2a --cleaning   what the page said, and what is stored
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--cleaning", action="store_true", help="raw text beside clean text")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--html", action="store_true", help="print a self-contained HTML page")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        if not 1 <= len(args) <= (1 if opts.cleaning else 2):
            raise UsageError("give one notice or two; with --cleaning, one")
        from output.show import explain
        from output.show.terminal import pairs
        from output.store.database import open_reader

        database = open_reader(self.settings["DATABASE"])
        if opts.cleaning:
            told, show = explain.cleaning(database.conn, args[0]), pairs.cleaning
        elif len(args) == 1:
            told, show = explain.one(database.conn, args[0]), pairs.one
        else:
            told, show = explain.pair(database.conn, args[0], args[1]), pairs.pair
        if opts.json:
            say(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            pairs.show(show, told, opts.html)
