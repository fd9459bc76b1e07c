"""scrapy watch: tell of new records that match saved queries."""

from __future__ import annotations

import argparse
import json
from itertools import chain
from pathlib import Path
from typing import Any

from crawler.cli import command
from output.refusals import EXIT
from output.show.terminal.say import say

SHOWN = 20  # new records of a watch


class Command(command.Command):
    about = "Tell a command, a web address or a mailbox of new records that match saved queries"
    takes_words = False
    arguments = "[--file WATCHES] [--dry-run] [--json]"
    examples = """A query is a table of WATCHES (TOML): words, site, region, tag, from, to; and whom to tell: command
(gets JSON on its standard input), webhook (the same, posted), mail (by the system's sendmail). It begins with now.
`scrapy run` does the same at its end where WATCHES exists. Exit status: 2 somebody could not be told, and will be next
time.
example of WATCHES:
  [tax]
  words = "招商 税收"
  region = "深圳市"
  mail = "you@example.org"
examples:
  scrapy watch --file /etc/notices/watches.toml
  scrapy watch --dry-run
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--file", metavar="WATCHES", help="the saved queries (default: the setting WATCHES)")
        parser.add_argument("--dry-run", action="store_true", help="show what would be told, tell nobody")
        parser.add_argument("--json", action="store_true", help="print the records as JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        from output.exchange import watching

        watches = watching.load(Path(opts.file or self.settings["WATCHES"]))
        told = watching.tell(Path(self.settings["DATABASE"]), watches, opts.dry_run)
        if opts.json:
            say(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            for watch in told:
                self.tell(watch)
        problems = list(chain.from_iterable(watch["problems"] for watch in told))
        if problems:
            self.refuse("; ".join(problems), EXIT["degraded"])

    @staticmethod
    def tell(watch: dict[str, Any]) -> None:
        """Print the new records of a watch."""
        from output.show.terminal.say import printable

        new = "begins with now" if watch["first"] else f"{len(watch['new'])} new"
        titles = [printable(row["title"]) for row in watch["new"][:SHOWN]]
        say("\n  ".join([f"{watch['watch']}: {new}", *titles]))
