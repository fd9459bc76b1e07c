"""scrapy export: the records, or what changed since, as files for other programs."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys

from crawler.cli import command
from output.show.terminal.say import let_go, say


class Command(command.Command):
    takes_words = False
    about = "Write records, or what changed since, for other programs"
    arguments = "[--format FORMAT] [--since REV] [--out DIR]"
    examples = """The folder gets records (or changes) and redirects in the format asked for, and datapackage.json:
what each column means, and `cursor`, which is the --since of the next export. docs/data.md says more. Exit status 2: a
cursor that is not of this database, which was restored from a backup; take a whole export.
examples:
  scrapy export --format csv                       all records, for Excel, in var/export/csv
  scrapy export --format jsonl --since 1200@3f2a91c4 --out inbox
  scrapy export --format jsonl --out - | jq .title
  scrapy export --format atom --region 深圳市 --words "招商 税收" --out feed
  scrapy export --format parquet --by-month --out lake
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        from output.exchange.formats import FORMATS

        parser.add_argument("--format", choices=FORMATS, default="jsonl", help="default: jsonl")
        parser.add_argument("--since", metavar="CURSOR", help="only what changed after this cursor; 0: everything")
        where = "default: var/export/FORMAT, with --since var/changes/FORMAT; - for stdout"
        parser.add_argument("--out", metavar="DIR", help=where)
        command.add_filters(parser)
        parser.add_argument("--words", help="only records that `scrapy search` finds by these words, all of them")
        parser.add_argument("--by-month", action="store_true", help="parquet: one file a month of publication")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a line and do nothing else")
        parser.add_argument("--force", action="store_true", help="replace files in DIR that no export wrote")
        parser.add_argument("--json", action="store_true", help="print the descriptor as JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        from output.exchange import contract, export

        if opts.schema:
            table = contract.EXPORTED if opts.since is None else contract.CHANGED
            say(json.dumps(contract.json_schema(table), ensure_ascii=False, indent=1))
            return
        kind = "export" if opts.since is None else "changes"
        database, out = self.settings["DATABASE"], opts.out or f"var/{kind}/{opts.format}"
        wanted = command.filters_of(opts, self.settings["DATABASE"])
        try:
            if out == "-":
                export.stream(database, opts.format, sys.stdout.buffer, opts.since, wanted, opts.words)
                return
            with command.progress("{:,} rows written") as told:
                package = export.export(
                    database, opts.format, out, opts.since, opts.by_month, told, opts.force, wanted, opts.words
                )
        except BrokenPipeError:  # a reader that has gone
            let_go()
            return
        except (OSError, sqlite3.Error) as error:
            self.refuse(f"{out}: cannot be written: {error}")
            return
        say(json.dumps(package, ensure_ascii=False, indent=1) if opts.json else export.text(package, out))
