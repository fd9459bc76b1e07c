"""scrapy judge: an operator's word on two notices, recorded with who, when and why, and applied at once."""

from __future__ import annotations

import argparse
import getpass
import json

from scrapy.exceptions import UsageError

from crawler import command
from output import runs
from output.database import DatabaseError, open_reader
from output.judging import JudgementRefused
from output.store import Store


class Command(command.Command):
    about = "Say that two notices are the same document, or are not"
    arguments = "NOTICE NOTICE same|different|unsure [--why TEXT]"
    examples = """same: one record, whatever the texts say; different: never one record; unsure:
no word, but out of the queue.
A notice may be given by the beginning of its id, or by its record's id.
example:
  scrapy judge 3f2a 91bc different --why "another year's report"
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--why", default="", help="the reason, kept with the judgement")
        parser.add_argument("--by", default=getpass.getuser(), help="who says so (default: the user's name)")
        parser.add_argument("--json", action="store_true", help="print what moved as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
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
