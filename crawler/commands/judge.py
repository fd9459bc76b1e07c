"""scrapy judge: an operator's word on two notices, recorded with who, when and why, and applied at once; or on a record
that must go."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.cli import command
from nouns.mistakes import guess
from output.show.terminal.say import say

VERDICTS = ("same", "different", "unsure", "withdrawn")


class Command(command.Command):
    about = "Say that two notices are the same document, or are not"
    arguments = (
        "NOTICE NOTICE same|different|unsure|withdrawn [--why TEXT] | --queue [--limit N] | --delete RECORD --why TEXT"
    )
    examples = """same: one record, whatever the texts say; different: never one record; unsure:
no word, but out of the queue; withdrawn: what was judged of them is taken back.
A notice may be given by the beginning of its id or of its record's; --delete takes eight characters at least.
example:
  scrapy judge 3f2a 91bc different --why "another year's report"
  scrapy judge --queue       the pairs most worth a judgement: on a terminal one by one, to be answered
  scrapy judge --delete 06df8fa8d4bcda99 --why "asked for by the person named in it"
"""
    locked = "; try again when it is done"

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--why", default="", help="the reason, kept with the judgement")
        parser.add_argument("--by", default=getpass.getuser(), help="who says so (default: the user's name)")
        parser.add_argument("--json", action="store_true", help="print what moved, or the queue, as JSON")
        parser.add_argument("--queue", action="store_true", help="the unjudged pairs near the border")
        parser.add_argument("--limit", type=int, default=20, help="pairs of the queue listed (default: 20)")
        parser.add_argument("--delete", metavar="RECORD", help="remove a record with all its notices, for good")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        wanted = 0 if opts.queue or opts.delete else 3
        both = opts.queue and opts.delete
        if both or len(args) != wanted:
            raise UsageError("give two notices and a verdict, or --queue, or --delete and a record")
        if opts.limit < 1:
            raise UsageError(f"--limit {opts.limit}: must be at least 1")
        if args and args[2] not in VERDICTS:
            raise UsageError(f"{args[2]}: no such verdict{guess(args[2], VERDICTS)}")
        from output.store.database import open_reader, path_from

        path = path_from(self.settings["DATABASE"])
        open_reader(path).close()
        if opts.queue:
            self.show_queue(path, opts)
        elif opts.delete:
            self.delete(path, opts)
        else:
            self.judge(path, args, opts)

    def show_queue(self, path: Path, opts: argparse.Namespace) -> None:
        """The pairs that wait, one by one where somebody sits there to answer."""
        from output.show import queue
        from output.show.terminal import pairs, queue as terminal_queue
        from output.store.database import open_reader

        is_asked = sys.stdin.isatty() and sys.stdout.isatty()
        if is_asked and not opts.json:
            terminal_queue.ask(path, opts.by, opts.why)
            return
        waiting = queue.waiting(open_reader(path).conn, opts.limit)
        if opts.json:
            say(json.dumps(waiting, ensure_ascii=False, indent=1))
        else:
            pairs.queue(waiting)

    def delete(self, path: Path, opts: argparse.Namespace) -> None:
        """Remove a record, and what the archive has of it."""
        from output.store import removing
        from output.store.archive import pruning
        from output.store.archive.archive import folder_of
        from output.store.store import Store

        with Store.alone(path) as store:
            record, notices = store.do(removing.remove, opts.delete, opts.by, opts.why)
            folder = folder_of(path)
            if folder.is_dir() and not store.keep_pages(folder):
                pruning.prune(store, 0, 0)
        deleted = f"record {record} and its {notices} notices are deleted"
        say(json.dumps({"record": record, "notices": notices}) if opts.json else deleted)

    def judge(self, path: Path, args: list[str], opts: argparse.Namespace) -> None:
        """Record a judgement on a pair."""
        from output.show.terminal import queue as terminal_queue
        from output.store.store import Store

        with Store.alone(path) as store:
            changes = store.judge(args[0], args[1], args[2], opts.by, opts.why)
        say(json.dumps([change._asdict() for change in changes]) if opts.json else terminal_queue.moved(changes))
