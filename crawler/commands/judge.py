"""scrapy judge: an operator's word on two notices, recorded with who, when and why, and applied at once."""

from __future__ import annotations

import argparse
import getpass
import json

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.exceptions import UsageError

from crawler import command
from output import runs
from output.database import DatabaseError, open_reader, path_from
from output.judging import JudgementRefused
from output.store import Store
from output.terminal import printable


class Command(command.Command):
    about = "Say that two notices are the same document, or are not"
    arguments = "NOTICE NOTICE same|different|unsure [--why TEXT] | --queue [--limit N]"
    examples = """same: one record, whatever the texts say; different: never one record; unsure:
no word, but out of the queue.
A notice may be given by the beginning of its id, or by its record's id.
example:
  scrapy judge 3f2a 91bc different --why "another year's report"
  scrapy judge --queue       the pairs most worth a judgement
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--why", default="", help="the reason, kept with the judgement")
        parser.add_argument("--by", default=getpass.getuser(), help="who says so (default: the user's name)")
        parser.add_argument("--json", action="store_true", help="print what moved, or the queue, as JSON")
        parser.add_argument("--queue", action="store_true", help="list the unjudged pairs near the border")
        parser.add_argument("--limit", type=int, default=20, help="pairs of the queue shown (default: 20)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.queue and not args:
            self.show_queue(opts)
            return
        if len(args) != 3:
            raise UsageError("give two notices and a verdict")
        try:
            open_reader(self.settings["DATABASE"]).close()
            with runs.lock(self.settings["DATABASE"]):
                store = Store.shared(self.settings["DATABASE"])
                try:
                    changes = store.judge(*args, opts.by, opts.why)
                finally:
                    store.close()
        except (DatabaseError, JudgementRefused) as error:
            self.refuse(error)
            return
        except runs.RunLocked as error:
            self.refuse(f"{error}; try again when it is done", runs.LOCKED)
            return
        if opts.json:
            print(json.dumps([change._asdict() for change in changes]))
        else:
            print(f"recorded; {len(changes)} notices moved" + "".join(
                f"\n  {c.node}: canonical notice was {c.before}, is {c.after}" for c in changes
            ))

    def show_queue(self, opts: argparse.Namespace) -> None:
        from output import queue  # every command is imported at every start of scrapy; this one alone needs it

        try:
            waiting = queue.waiting(open_reader(path_from(self.settings["DATABASE"])).conn, opts.limit)
        except DatabaseError as error:
            self.refuse(error)
            return
        if opts.json:
            print(json.dumps(waiting, ensure_ascii=False, indent=1))
            return
        table = Table(show_lines=True)
        for name in ("notices", "titles", "jaccard", "engine", "why"):
            table.add_column(name, overflow="fold")
        for pair in waiting:
            table.add_row(f"{pair['a'][:8]}\n{pair['b'][:8]}", Text(printable(f"{pair['title_a']}\n{pair['title_b']}")),
                          f"{pair['jaccard']:.3f}", pair["decision"],
                          Text(printable(pair["guard"] or pair["evidence"])))  # fmt: skip
        Console(highlight=False).print(table if waiting else "nothing waits for a judgement")
