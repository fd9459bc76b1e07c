"""scrapy run: the scheduled job. Lock, crawl, merge, store, verdict; the exit code tells a timer how it went."""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.cli import command
from output.refusals import EXIT, Refusal
from output.show.terminal.say import say

if TYPE_CHECKING:
    from crawler.cli.targets import Target
    from crawler.run.running import Run
    from output.store.store import Store


class Command(command.Command):
    about = "Crawl sites, merge reposts, store, and say how it went"
    arguments = "[SITE ...] [--url URL | --file PATH | --demo VARIANT] [--warc FILE ...]"
    examples = """exit status: 0 ok, 2 degraded, 3 failed, 75 another run holds the lock
examples:
  scrapy run                          every site of the sites file (scrapy sites)
  scrapy run luohu -s DATABASE=my.db  one of them, into another file
  scrapy run --url https://example.gov.cn/tzgg/
  scrapy run --file saved.html --base https://example.gov.cn/tzgg/
  scrapy run luohu --warc old.warc.gz new.warc.gz     pages of archives that somebody made; nobody is asked
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--url", help="crawl the listing at this address, without configuration")
        parser.add_argument("--file", help="read a saved listing page, HTML or plain text")
        parser.add_argument("--base", help="with --file: the address the page was saved from")
        parser.add_argument(
            "--warc", nargs="+", default=[], metavar="FILE", help="with SITE or --url: take the pages from these"
        )
        parser.add_argument("--demo", choices=["inline", "linked"], help="crawl the demo site, served on loopback")
        parser.add_argument("--json", action="store_true", help="print the verdict as JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        from crawler.cli import targets
        from crawler.read import process as reading
        from dedup import process_wide

        process_wide.settle()  # to load the rest would have it look for cycles as well

        with targets.named(args, self.settings, opts.url, opts.file, opts.base, opts.demo, opts.warc) as named:
            reading.prepare()  # it loads what reads pages while this process loads the rest
            import_module("crawler.fetch.limits")  # first: for it Scrapy looks through all modules there are
            from crawler.run.running import tell, telling
            from output.show import summary
            from output.store.store import Store

            where = self.settings["DATABASE"], self.settings["SYNCHRONOUS"]
            with telling(self.settings), Store.alone(*where, makes=True) as store:
                run = self.crawl(named, store)
            run.watchdog.leave()
            told = run.told
            self.exitcode = told["run"]["exit_code"]
            # Whoever is told, or reads what is printed, may be slow: the lock is free by now.
            tell(told, self.settings, run.seconds_to_tell)
            self.conclude(
                json.dumps(told, ensure_ascii=False, indent=1) if opts.json else summary.text(told, store.path)
            )
            if run.seconds_to_tell is None:  # one that has to end leaves this to the next
                self.watch(store.path, quiet=opts.json)
        process_wide.leave()

    def watch(self, database: Path, quiet: bool) -> None:
        """Tell what came in to whom saved queries name, where there is a file of them: `scrapy watch`."""
        file = Path(self.settings["WATCHES"])
        if not file.exists():
            return
        from output.exchange import watching

        try:
            told = watching.tell(database, watching.load(file))
        except Refusal as error:
            problems = [str(error)]
        else:
            problems = [problem for each in told for problem in each["problems"]]
            for each in () if quiet else told:
                if each["new"] and not each["problems"]:
                    say(f"watch: {each['watch']}: {len(each['new'])} new, told")
        if problems:  # the verdict on the crawl stands; the status says that somebody waits for word
            self.refuse("; ".join(problems), max(self.exitcode, EXIT["degraded"]))

    def crawl(self, targets: list[Target], store: Store) -> Run:
        from crawler.run import job

        return job.crawl(targets, store, self.settings)
