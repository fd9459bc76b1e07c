"""scrapy judge: an operator's word on two notices, recorded with who, when and why, and applied at once; or on a record
that must go."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from contextlib import closing
from typing import Any

from rich.console import Console
from rich.prompt import Prompt
from rich.table import Table
from rich.text import Text
from scrapy.exceptions import UsageError

from crawler import command
from output import runs
from output.database import DatabaseError, open_reader, path_from
from output.judging import JudgementRefused
from output.store import Store
from output.terminal import printable

PASSAGES = 4  # shown of a pair that is asked about, so that its verdict stays on the screen
ANSWERS = {"s": "same", "d": "different", "u": "unsure", "n": "next", "q": "quit"}


class Command(command.Command):
    about = "Say that two notices are the same document, or are not"
    arguments = "NOTICE NOTICE same|different|unsure [--why TEXT] | --queue [--limit N] | --delete RECORD --why TEXT"
    examples = """same: one record, whatever the texts say; different: never one record; unsure:
no word, but out of the queue.
A notice may be given by the beginning of its id, or by its record's id.
example:
  scrapy judge 3f2a 91bc different --why "another year's report"
  scrapy judge --queue       the pairs most worth a judgement: on a terminal one by one, to be answered
  scrapy judge --delete 06df8fa8d4bcda99 --why "asked for by the person named in it"
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--why", default="", help="the reason, kept with the judgement")
        parser.add_argument("--by", default=getpass.getuser(), help="who says so (default: the user's name)")
        parser.add_argument("--json", action="store_true", help="print what moved, or the queue, as JSON")
        parser.add_argument("--queue", action="store_true", help="the unjudged pairs near the border")
        parser.add_argument("--limit", type=int, default=20, help="pairs of the queue listed (default: 20)")
        parser.add_argument("--delete", metavar="RECORD", help="remove a record with all its notices, for good")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != (0 if opts.queue or opts.delete else 3) or (opts.queue and opts.delete):
            raise UsageError("give two notices and a verdict, or --queue, or --delete and a record")
        self.path = path_from(self.settings["DATABASE"])
        try:
            open_reader(self.path).close()
            if opts.queue and not opts.json and sys.stdin.isatty() and sys.stdout.isatty():
                self.ask(opts)
            elif opts.queue:
                self.show_queue(opts)
            elif opts.delete:
                from output import removing  # every command is imported at every start of scrapy

                record, notices = self.write(lambda store: store.do(removing.remove, opts.delete, opts.by, opts.why))
                print(json.dumps({"record": record, "notices": notices}) if opts.json else
                      f"record {record} and its {notices} notices are deleted")  # fmt: skip
            else:
                self.judge(args, opts)
        except (DatabaseError, JudgementRefused) as error:
            self.refuse(error)
        except runs.RunLocked as error:
            self.refuse(f"{error}; try again when it is done", runs.LOCKED)

    def write(self, work: Callable[[Store], Any]) -> Any:
        with runs.lock(self.path):
            store = Store.shared(self.path)
            try:
                return work(store)
            finally:
                store.close()

    def judge(self, said: list[str], opts: argparse.Namespace) -> None:
        changes = self.write(lambda store: store.judge(*said, opts.by, opts.why))
        if opts.json:
            print(json.dumps([change._asdict() for change in changes]))
        else:
            print(f"recorded; {len(changes)} notices moved" + "".join(
                f"\n  {c.node}: canonical notice was {c.before}, is {c.after}" for c in changes
            ))

    def ask(self, opts: argparse.Namespace) -> None:
        """Pair after pair, until there is none left or the operator has had enough."""
        from crawler.commands.explain import show_pair
        from output import explain, queue

        console, left = Console(highlight=False), set()
        choices = "  ".join(f"[b]{key}[/b] {verdict}" for key, verdict in ANSWERS.items())
        while True:
            with closing(open_reader(self.path).conn) as connection:
                waiting = [(row["a"], row["b"]) for row in queue.waiting(connection, len(left) + 1)]
                if not (pair := next((pair for pair in waiting if pair not in left), None)):
                    console.print("nothing waits for a judgement" if not left else "that was all")
                    return
                show_pair(console, explain.pair(connection, *pair, limit=PASSAGES))
            left.add(pair)
            try:
                said = ANSWERS[Prompt.ask(choices, console=console, choices=list(ANSWERS), show_choices=False)]
            except (EOFError, KeyboardInterrupt):
                return
            if said == "quit":
                return
            if said != "next":
                try:
                    self.judge([*pair, said], opts)
                except JudgementRefused as error:
                    console.print(Text(printable(str(error)), "red"))

    def show_queue(self, opts: argparse.Namespace) -> None:
        from output import queue  # every command is imported at every start of scrapy; this one alone needs it

        waiting = queue.waiting(open_reader(self.path).conn, opts.limit)
        if opts.json:
            print(json.dumps(waiting, ensure_ascii=False, indent=1))
            return
        table = Table(show_lines=True)
        for name in ("notices", "titles", "jaccard", "engine", "why"):
            table.add_column(name, overflow="fold")
        for pair in waiting:
            why = pair["guard"] or pair["evidence"] or f"containment {pair['containment']:.3f}"
            table.add_row(f"{pair['a'][:8]}\n{pair['b'][:8]}", Text(printable(f"{pair['title_a']}\n{pair['title_b']}")),
                          f"{pair['jaccard']:.3f}", pair["decision"], Text(printable(why)))  # fmt: skip
        Console(highlight=False).print(table if waiting else "nothing waits for a judgement")
