"""scrapy backup: a verified copy of the database, or the way back from one."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.cli import command
from output.show.terminal.say import say


class Command(command.Command):
    about = "Write a verified copy of the database, or put one in its place"
    arguments = "PATH [--restore]"
    examples = """A copy may be taken while a run goes on; restoring is refused then.
PATH may be a copy made before, and nothing else that is there already. The
replaced file stays as DATABASE.replaced, DATABASE.replaced.2 …
examples:
  scrapy backup /backups/notices-2026-11-23.db
  scrapy backup /backups/notices-2026-11-23.db --restore
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--restore", action="store_true", help="put this copy in the database's place")
        parser.add_argument("--force", action="store_true", help="replace a file that is no copy made by this command")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("give one path")
        from output.exchange import backup
        from output.store import runs

        path, database = Path(args[0]), Path(self.settings["DATABASE"])
        if opts.restore:
            with runs.lock(database):
                notices = backup.restore(path, database)
        else:
            notices = backup.backup(database, path, opts.force)
        done = {
            "notices": notices,
            "from": str(path if opts.restore else database),
            "to": str(database if opts.restore else path),
        }
        say(json.dumps(done) if opts.json else "{notices} notices, verified: {from} -> {to}".format(**done))
