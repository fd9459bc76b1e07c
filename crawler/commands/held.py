"""scrapy held: new versions held back because a good text would be replaced by a worse one, and a word on them."""

from __future__ import annotations

import argparse
import getpass
import json

from scrapy.exceptions import UsageError

from crawler.cli import command
from output.show.terminal.say import say


class Command(command.Command):
    about = "Show, accept or refuse new versions that are held back"
    arguments = "[NOTICE [accept|refuse]] [--json]"
    examples = """A version is held back when it lost most of its text, its date or its title, says what another notice
says, or is one of many that changed at once. Seen again on another day it is believed; so it is when you accept it.
examples:
  scrapy held                  what is held back, and why
  scrapy held 3f2a             one of them beside what is stored
  scrapy held 3f2a accept      it replaces what is stored, now
  scrapy held 3f2a refuse      it is never asked about again
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 2 or args[1:] not in ([], ["accept"], ["refuse"]):
            raise UsageError("give a notice, and accept or refuse")
        from output.store import held, judging
        from output.store.database import open_reader

        if len(args) == 2:
            from output.store.store import Store

            with Store.alone(self.settings["DATABASE"]) as store:
                notice = store.decide_held(args[0], args[1] == "accept", getpass.getuser())
            say(f"{notice}: {args[1]}ed" if args[1] == "accept" else f"{notice}: refused")
            return
        connection = open_reader(self.settings["DATABASE"]).conn
        rows = held.waiting(connection)
        if args:
            notice = judging.find(connection, args[0])  # by the beginning of its id, or by its record's
            rows = [row for row in rows if row["notice"] == notice]
        if opts.json:
            say(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            from output.show.terminal import belief

            belief.held(rows, texts=bool(args))
