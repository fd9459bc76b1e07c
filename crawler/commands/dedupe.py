"""scrapy dedupe: decide everything again, from the stored notices; or cluster a file of documents."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from functools import partial
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError

from crawler.cli import command
from output.show.terminal.say import say


class Command(command.Command):
    takes_words = False
    about = "Decide again which notices are the same document"
    arguments = "[--dry-run] | --input DOCS.jsonl[.gz] --output OUT.jsonl"
    examples = """Without --input: every notice of the database is decided again, by this version's rules and
parameters; judgements stay in force. What changes is shown, and written in one transaction; interrupted, nothing is,
and the same command goes on where it was (what is done waits in DATABASE.deciding or OUT.deciding).
With --input: clusters any JSON Lines of {"id", "title", "body"} into lines of {"id", "cluster"}; needs no database.
examples:
  scrapy dedupe --dry-run                                   what would change
  scrapy dedupe
  scrapy dedupe --engine spark --master spark://host:7077
  scrapy dedupe --input docs.jsonl.gz --output clusters.jsonl
  scrapy dedupe --input docs.jsonl.gz --output clusters.jsonl --engine spark
"""
    locked = "; try again when it is done"

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")
        parser.add_argument("--input", metavar="DOCS", help="cluster this file of documents instead (.gz: gzipped)")
        parser.add_argument("--output", metavar="OUT", help="where the clusters go; - for stdout")
        parser.add_argument("--force", action="store_true", help="replace an OUT that is no file of clusters")
        parser.add_argument("--skip-bad", action="store_true", help="leave bad lines out and count them, go on")
        parser.add_argument(
            "--engine",
            choices=("local", "spark"),
            default="local",
            help="spark: on a cluster, for more than one machine decides",
        )
        parser.add_argument("--master", help="with --engine spark: as spark-submit's; all local cores when not given")
        parser.add_argument("--processes", type=int, metavar="N", help="default: one a processor; 0: none beside this")
        parser.add_argument("--json", action="store_true", help="print counts as JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        if bool(opts.input) != bool(opts.output):
            raise UsageError("give --input and --output together, or neither")
        if opts.engine == "spark" and opts.output == "-":
            raise UsageError("--engine spark writes a file: give --output a name")
        if opts.processes is not None and opts.processes < 0:
            raise UsageError(f"--processes {opts.processes}: must be 0 or more")
        if opts.force and not opts.input:
            raise UsageError("--force is for --output")
        if opts.input and opts.dry_run:
            raise UsageError("--dry-run is for the database; --input changes none")
        resumes = opts.engine == "local" and opts.output != "-"
        self.interrupted = "; nothing was changed" + "; the same command goes on where it was" * resumes
        try:
            if opts.input:
                self.cluster(opts)
            else:
                self.redecide(opts)
        except (OSError, sqlite3.Error) as error:
            self.refuse(error)

    def cluster(self, opts: argparse.Namespace) -> None:
        from output.store import clustering

        source, out = Path(opts.input), opts.output
        if out != "-":
            clustering.permitted(out, source, self.settings["DATABASE"], opts.force)
        if opts.engine == "spark":
            told = spark().cluster(source, Path(out), opts.master)
        else:
            work = None if out == "-" else Path(f"{out}.deciding")
            with clustering.written(out) as write, command.progress("{1:,} {0}") as moved:
                told = clustering.cluster(source, write, opts.skip_bad, moved, opts.processes, work)
        text = json.dumps(told, ensure_ascii=False) if opts.json else clustering.text(told)
        if opts.json and out != "-":
            say(text)
        else:
            print(text, file=sys.stderr)

    def redecide(self, opts: argparse.Namespace) -> None:
        from output.store import redeciding, repair, runs
        from output.store.database import lacks

        database = self.settings["DATABASE"]
        lacks(database)  # where there is none, no lock is left for it
        partition = partial(spark().partition, master=opts.master) if opts.engine == "spark" else None
        with runs.lock(database), command.progress("{1:,} {0}") as moved:
            told = redeciding.redecide(database, opts.dry_run, moved, opts.processes, partition)
            told |= repair.repair(database, opts.dry_run)
        said = "\n".join(filter(None, (repair.text(told), redeciding.text(told))))
        say(json.dumps(told, ensure_ascii=False, indent=1) if opts.json else said)


def spark() -> Any:
    """Raises Refusal where PySpark is not installed."""
    with command.optional("--engine spark: {}; pip install -r requirements-spark.txt"):
        from dedup import spark
    return spark
