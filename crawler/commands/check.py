"""scrapy check: whether pages that were kept are still read as they were; the exit code tells an upgrade."""

from __future__ import annotations

import argparse
import json
from typing import Any

from crawler.cli import command
from output.refusals import EXIT
from output.show.terminal.say import say


class Command(command.Command):
    about = "Try whether this version reads your pages as they were read"
    arguments = "[SITE ...] [--pages N]"
    examples = """Reads a sample of the archive of every site, and the saved cases of tests/sites, and compares with
what is stored. Nothing is fetched or changed. What `scrapy reread` would take in is what it says.
exit status: 0 all is read as it was, 2 a site is read otherwise, 3 there is nothing to compare with
examples:
  scrapy check                 after an upgrade, before the next run
  scrapy check luohu --pages 500
  scrapy check --json
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--pages", type=int, default=40, metavar="N", help="articles a site (default: 40)")
        parser.add_argument("--samples", type=int, default=1, metavar="N", help="shown of each site (default: 1)")
        parser.add_argument("--json", action="store_true", help="print counts and samples as JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        from crawler.tend import checking
        from output.show.terminal import reread

        sites: list[dict[str, Any]] = []
        with checking.opened(self.settings["DATABASE"]) as connection:
            for told in checking.archived(connection, args, self.settings, max(1, opts.pages), max(0, opts.samples)):
                sites.append(told)
                if told["changed_reading"] and not opts.json:
                    reread.site(told)
        cases = dict(checking.saved(self.settings["SITE_TESTS"], self.settings["SITES"], args))
        otherwise = [told["site"] for told in sites if told["changed_reading"]]
        otherwise += [f"{name} (saved case: {', '.join(fields)})" for name, fields in cases.items() if fields]
        if opts.json:
            say(json.dumps({"sites": sites, "cases": cases, "otherwise": otherwise}, ensure_ascii=False, indent=1))
        else:
            pages = sum(told["pages"] for told in sites)
            looked = f"{len(sites)} site{'s' * (len(sites) != 1)} and {len(cases)} saved case{'s' * (len(cases) != 1)}"
            said = f"{pages} pages of {looked}: "
            say(said + (f"read otherwise: {', '.join(otherwise)}" if otherwise else "all read as they were"))
        self.exitcode = EXIT["degraded"] if otherwise else 0
