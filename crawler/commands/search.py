"""scrapy search: records by words, best first, with the passage they stand in."""

from __future__ import annotations

import argparse
import json

from scrapy.exceptions import UsageError

from crawler.cli import command
from output.show.terminal.say import say


class Command(command.Command):
    about = "Find records by words"
    arguments = "WORDS… [--site SITE] [--region REGION] [--tag TAG] [--from DATE] [--to DATE] [--limit N] [--json]"
    examples = """Words of one character and more, phrases, numbers and Latin words; traditional and simplified
script find each other; a record is found that has all of them. Exit status 1: nothing found.
examples:
  scrapy search 招商 税收
  scrapy search 政府工作报告 2013 --json
  scrapy search 招商 --region 深圳市 --from 2026-01 --to 2026-03
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=10, help="records shown (default: 10)")
        command.add_filters(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        wanted = command.filters_of(opts, self.settings["DATABASE"])
        is_empty = not "".join(args).strip() and not wanted
        if is_empty or opts.limit < 1:
            raise UsageError("give words, or a site, region, tag or date; and a limit of at least 1")
        from output.show.terminal import hits as terminal_hits
        from output.store import search
        from output.store.database import open_reader, path_from

        database = open_reader(path_from(self.settings["DATABASE"]))
        hits = search.find(database.conn, " ".join(args), opts.limit, wanted)
        if opts.json:
            told = [hit._asdict() | {"context": "".join(piece for piece, _found in hit.context)} for hit in hits]
            say(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            terminal_hits.show(hits)
        self.exitcode = 0 if hits else 1
