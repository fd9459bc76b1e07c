"""scrapy report: a self-contained HTML page on the last runs, or ten lines on the last one."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from crawler import command
from output.database import DatabaseError, open_reader, path_from
from output.terminal import printable

LINES = 10


class Command(command.Command):
    about = "Report on the last runs: health, coverage, merges, what needs attention"
    arguments = "[--out FILE] | --last [--json]"
    examples = """The page needs the optional packages: pip install -r requirements-serve.txt; --last does not.
examples:
  scrapy report --out report.html
  scrapy report --last
  scrapy report --json       what the page says, for programs
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--out", default="var/report.html", help="the file to write (default: var/report.html)")
        parser.add_argument("--last", action="store_true", help="ten lines on the last run, on the terminal")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        path = path_from(self.settings["DATABASE"])
        try:
            connection = open_reader(path).conn
        except DatabaseError as error:
            self.refuse(error)
            return
        if opts.last:
            from output import summary  # every command is imported at every start of scrapy

            row = connection.execute("SELECT max(id) FROM runs").fetchone()
            if row[0] is None:
                self.refuse(f"{path}: no run yet")
                return
            told = summary.of_run(connection, row[0])
            if opts.json:
                print(json.dumps(told, ensure_ascii=False, indent=1))
            else:
                show_last(told, path)
            return
        try:
            from output import report  # optional packages
        except ImportError as error:
            self.refuse(f"{error}; install the optional packages: pip install -r requirements-serve.txt")
            return
        if opts.json:
            print(json.dumps(report.tell(connection), ensure_ascii=False, indent=1))
            return
        out = Path(opts.out)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(report.html(connection), encoding="utf-8")
        print(out)


def show_last(told: dict[str, Any], path: Path) -> None:
    """At most LINES lines: verdict, totals, reasons, then the sites that did worst."""
    console, run, sites = Console(highlight=False), told["run"], told["sites"]
    colours = {"ok": "green", "degraded": "yellow"}
    counted = {name: sum(site[name] for site in sites) for name in ("entries", "new", "changed", "rejects", "errors")}
    lines = [
        Text.assemble(f"run {run['id']}, {run['started'][:16].replace('T', ' ')}: ",
                      (run["verdict"], f"bold {colours.get(run['verdict'], 'red')}")),
        Text(f"{len(sites)} site{'s' * (len(sites) != 1)}: "
             + ", ".join(f"{count} {name}" for name, count in counted.items())),
        Text(f"{told['notices']} notices, {told['records']} records; " + (
            ", ".join(f"{n} {operation}" for operation, n in told["changes"].items()) or "nothing changed")),
    ]  # fmt: skip
    lines += [Text(f"! {printable(reason)}", colours.get(run["verdict"], "red")) for reason in run["reasons"][:3]]
    worst = sorted(sites, key=lambda site: (site["verdict"] == "ok", -site["errors"], -site["rejects"], -site["new"]))
    room = LINES - 1 - len(lines)
    for site in worst[:room]:
        lines.append(Text.assemble(
            "  ", (site["verdict"], colours.get(site["verdict"], "red")), f" {printable(site['site'])}: "
            f"{site['entries']} entries, {site['new']} new, {site['rejects']} rejects, {site['errors']} errors",
        ))  # fmt: skip
    lines.append(Text(f"database: {path}"))
    for line in lines:
        console.print(line, soft_wrap=True)
