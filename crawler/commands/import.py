"""scrapy import: notices from elsewhere, cleaned and merged like those of a crawl."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.cli import command
from crawler.site_values import no_region
from output.refusals import EXIT
from output.show.terminal.say import say

LARGE = 1 << 20  # bytes of a file for which the processes beside this one are started while it is still being looked at


class Command(command.Command):
    about = "Take in notices from JSON or from a table that a spreadsheet wrote"
    arguments = "FILE.jsonl|FILE.json|FILE.csv|FILE.tsv|FILE.txt[.gz] [--site NAME] [--dry-run]"
    examples = """UTF-8, UTF-16 or GBK; comma, tab or semicolon; columns may be called as in Chinese sheets (标题);
numbers in a column of dates are seconds, a spreadsheet's days, or 20250801. What is made of the columns is said first.
A row needs title and body; url, published, source, author, region, tag, attachments, site, fetched_at
and listing_url are read where they are there, title_raw, body_raw and published_raw before those. What cannot be
kept stands in `rejects` with its reason. Importing the same file again changes nothing.
exit status: 0 ok, 2 some rows were rejected, 3 nothing was taken in, 75 another run holds the lock
example:
  scrapy import archive.jsonl --site old-archive --region 深圳市罗湖区
"""

    interrupted = "; what was taken in stays, and the same command takes in the rest"

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--site", default="import", help="site of the rows that name none (default: import)")
        parser.add_argument("--region", help="official division name, where a notice names none itself")
        parser.add_argument("--dry-run", action="store_true", help="say what is made of the columns, store nothing")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("give one file")
        wrong = no_region(opts.region) if opts.region else None
        if wrong:
            raise UsageError(f"--region: {wrong}")
        from dedup.aside import Aside

        path, beside = Path(args[0]), Aside("pipelines.said")
        large = not opts.dry_run and (os.cpu_count() or 1) > 1 and path.is_file() and path.stat().st_size > LARGE
        if large:
            beside.begin()
        from dedup import process_wide
        from output.exchange import importing, sheets
        from output.exchange.encoded import ImportRefused
        from output.store.store import Store

        if next(sheets.rows(path), None) is None:
            raise ImportRefused(f"{path}: holds no rows")
        columns = sheets.meanings(path)
        if opts.dry_run and opts.json:
            say(json.dumps([each._asdict() for each in columns], ensure_ascii=False))
        elif columns:
            print(sheets.text(columns), file=sys.stdout if opts.dry_run else sys.stderr)
        if opts.dry_run:
            return
        with Store.alone(self.settings["DATABASE"], self.settings["SYNCHRONOUS"], makes=True) as store:
            process_wide.settle()
            if large:
                store.expect_many()
            pipelines = importing.cleaning(self.settings, opts.region)
            with command.progress("{:,} rows taken in") as told:
                done = importing.run(path, store, opts.site, pipelines, told, beside)
        self.exitcode = EXIT[done["verdict"]]
        say(json.dumps(done, ensure_ascii=False) if opts.json else importing.text(done))
        process_wide.leave()
