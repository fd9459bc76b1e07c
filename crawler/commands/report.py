"""scrapy report: a self-contained HTML page on the last runs, or ten lines on the last one."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from crawler.cli import command
from output.show.terminal.say import say


class Command(command.Command):
    takes_words = False
    about = "Report on the last runs: health, coverage, merges, what needs attention"
    arguments = "[--out FILE] | --last [--json]"
    examples = """The page needs the optional packages: pip install -r requirements-serve.txt; --last does not.
examples:
  scrapy report --out report.html
  scrapy report --last
  scrapy report --json       what the page says, for programs
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--out", default="var/report.html", help="default: var/report.html; - for stdout")
        parser.add_argument("--force", action="store_true", help="replace a FILE that is no report")
        parser.add_argument("--last", action="store_true", help="ten lines on the last run, on the terminal")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        from output.store.database import open_reader, path_from

        path = path_from(self.settings["DATABASE"])
        connection = open_reader(path).conn
        if opts.last:
            from output.show import summary

            row = connection.execute("SELECT max(id) FROM runs").fetchone()
            if row[0] is None:
                self.refuse(f"{path}: no run yet")
                return
            told = summary.of_run(connection, row[0])
            if opts.json:
                say(json.dumps(told, ensure_ascii=False, indent=1))
            else:
                summary.show_last(told, path)
            return
        with command.optional("{}; install the optional packages: pip install -r requirements-serve.txt"):
            from output.show import report
        if opts.json:
            say(json.dumps(report.tell(connection), ensure_ascii=False, indent=1))
            return
        if opts.out == "-":
            say(report.html(connection))
            return
        try:
            report.write(connection, Path(opts.out), path, opts.force)
        except OSError as error:
            self.refuse(error)
        else:
            say(opts.out)
