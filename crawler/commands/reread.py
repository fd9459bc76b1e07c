"""scrapy reread: the archive read with today's readers, and what they find otherwise taken in as new versions."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from typing import Any

from crawler.cli import command
from output.show.terminal.say import say


class Command(command.Command):
    about = "Read archived pages again, as this version reads them"
    arguments = "[SITE ...] [--since DATE] [--dry-run]"
    examples = """Nothing is fetched. What would change is shown first: fields, texts, merges, refusals, with samples;
then it is taken in, a version and a rev each; ids and judgements stay. What is read as before changes nothing.
examples:
  scrapy reread --dry-run                 what this version reads otherwise
  scrapy reread luohu --since 2026-10-01  one site's pages of the last months
  scrapy reread
"""
    locked = "; try again when it is done"
    interrupted = "; what was taken in stays, and the same command goes on with the rest"

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--since", metavar="DATE", default="", help="only pages fetched from this day or month on")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")
        parser.add_argument("--samples", type=int, default=3, metavar="N", help="of each site (default: 3)")
        parser.add_argument("--json", action="store_true", help="print counts and samples as JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        from crawler.read import process as reading

        reading.prepare(os.cpu_count() or 1)  # they load what reads pages while this process loads the rest
        from crawler.tend.rereading import told as rereading
        from output.filters import Filters
        from output.show.terminal import reread
        from output.store.database import open_reader
        from output.store.store import Store

        database, since = self.settings["DATABASE"], Filters(since=opts.since).since
        told: list[dict[str, Any]] = []
        happened: Counter[str] = Counter()
        with Store.alone(database) as store, command.progress("{0}: {1:,} pages") as moved:
            if not opts.dry_run:
                rereading.mend(store)
            connection = open_reader(database).conn
            sites = rereading.chosen(connection, args, self.settings["SITES"])
            for found in rereading.read(connection, database, sites, self.settings, since, moved=moved):
                told.append(rereading.as_json(found, max(0, opts.samples)))
                told[-1]["records"] = dict(rereading.trial(store, found)) if found.differs else {}
                if not opts.json:
                    reread.site(told[-1], told[-1]["records"])
                if not opts.dry_run:
                    happened += rereading.apply(store, found)
        if opts.json:
            say(json.dumps({"sites": told, "records": dict(happened)}, ensure_ascii=False, indent=1))
        elif opts.dry_run:
            say("nothing was changed: --dry-run")
        else:
            done = ", ".join(f"{count} {operation}" for operation, count in sorted(happened.items()))
            say(f"records: {done}" if done else "nothing changes")
