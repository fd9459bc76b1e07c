"""scrapy export: the records, or what changed since, as files for other programs."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys

from crawler import command
from output import contract, export, runs
from output.database import DatabaseError

LOST = 2  # exit status for a cursor of a future that a restore took away


class Command(command.Command):
    about = "Write records, or what changed since, for other programs"
    arguments = "[--format FORMAT] [--since REV] [--out DIR]"
    examples = """The folder gets records (or changes) and redirects in the format asked for, and datapackage.json:
what each column means, and `cursor`, which is the --since of the next export. docs/data.md says more. Exit status 2: a
cursor that is not of this database, which was restored from a backup; take a whole export.
examples:
  scrapy export --format csv                       all records, for Excel, in var/export
  scrapy export --format jsonl --since 1200@3f2a91c4 --out inbox
  scrapy export --format jsonl --out - | jq .title
  scrapy export --format parquet --by-month --out lake
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--format", choices=export.FORMATS, default="jsonl", help="default: jsonl")
        parser.add_argument("--since", metavar="CURSOR", help="only what changed after this cursor; 0: everything")
        parser.add_argument("--out", metavar="DIR", help="default: var/export, with --since var/changes; - for stdout")
        parser.add_argument("--by-month", action="store_true", help="parquet: one file a month of publication")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a line and do nothing else")
        parser.add_argument("--json", action="store_true", help="print the descriptor as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.schema:
            table = contract.EXPORTED if opts.since is None else contract.CHANGED
            print(json.dumps(contract.json_schema(table), ensure_ascii=False, indent=1))
            return
        out = opts.out or ("var/export" if opts.since is None else "var/changes")
        try:
            if out == "-":
                export.stream(self.settings["DATABASE"], opts.format, sys.stdout.buffer, opts.since)
                return
            with command.progress("{:,} rows written") as told:
                package = export.export(
                    self.settings["DATABASE"], opts.format, out, opts.since, opts.by_month, told
                )  # fmt: skip
        except export.CursorRefused as error:
            self.refuse(error, LOST)
        except (export.ExportRefused, DatabaseError) as error:
            self.refuse(error)
        except (OSError, sqlite3.Error) as error:
            self.refuse(f"{out}: cannot be written: {error}")
        except runs.RunLocked as error:
            self.refuse(error, runs.LOCKED)
        else:
            if opts.json:
                print(json.dumps(package, ensure_ascii=False, indent=1))
                return
            for resource in package["resources"]:
                tables = resource.get("tables", {resource["name"]: resource["rows"]})
                rows = ", ".join(f"{n} {name}" for name, n in tables.items())
                paths = resource["path"]
                where = paths if isinstance(paths, str) else f"{len(paths)} files"
                print(f"{rows}: {out}/{where}, {resource['bytes']:,} bytes")
            print(f"cursor: {package['cursor']}   what changes from now on: scrapy export --since {package['cursor']}")
