"""scrapy watch: tell of new records that match saved queries."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from crawler.cli import command
from output.refusals import EXIT
from output.show.terminal.say import say


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
        from output.show.terminal.say import printable

        watches = watching.load(Path(opts.file or self.settings["WATCHES"]))
        told = watching.tell(Path(self.settings["DATABASE"]), watches, opts.dry_run)
        if opts.json:
            say(json.dumps(told, ensure_ascii=False, indent=1))
        for each in () if opts.json else told:
            begins = "begins with now" if each["first"] else f"{len(each['new'])} new"
            say(f"{each['watch']}: {begins}" + "".join(f"\n  {printable(row['title'])}" for row in each["new"][:20]))
        if problems := [problem for each in told for problem in each["problems"]]:
            self.refuse("; ".join(problems), EXIT["degraded"])
