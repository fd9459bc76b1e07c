"""scrapy search: records by words, best first, with the passage they stand in."""

from __future__ import annotations

import argparse
import json
from functools import partial

from rich.console import Console
from rich.text import Text
from scrapy.exceptions import UsageError

from crawler import command
from output.database import DatabaseError, open_reader, path_from
from output.terminal import printable


class Command(command.Command):
    about = "Find records by words"
    arguments = "WORDS… [--limit N] [--json]"
    examples = """Words of one character and more, phrases, numbers and Latin words; traditional and simplified
script find each other; a record is found that has all of them. Exit status 1: nothing found.
examples:
  scrapy search 招商 税收
  scrapy search 政府工作报告 2013 --json
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=10, help="records shown (default: 10)")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        from output import search  # every command is imported at every start of scrapy; this one alone needs it

        if not args or opts.limit < 1:
            raise UsageError("give words, and a limit of at least 1")
        try:
            database = open_reader(path_from(self.settings["DATABASE"]))
        except DatabaseError as error:
            self.refuse(error)
            return
        hits = search.find(database.conn, " ".join(args), opts.limit)
        if opts.json:
            told = [hit._asdict() | {"context": "".join(piece for piece, _found in hit.context)} for hit in hits]
            print(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            show(hits)
        self.exitcode = 0 if hits else 1


def show(hits: list) -> None:
    console = Console(highlight=False)
    tell = partial(console.print, soft_wrap=not console.is_terminal)
    for hit in hits:
        tag = f"【{printable(hit.tag)}】" if hit.tag else ""
        copies = f"{hit.notices} notice{'s' * (hit.notices > 1)}"
        tell(Text.assemble((f"{hit.record}  ", "dim"), (tag, "dim"), (printable(hit.title), "bold"),
                           f"  {hit.published or '–'}  {copies}"))  # fmt: skip
        said = [(printable(piece), "bold yellow" if found else "") for piece, found in hit.context]
        if said:  # the words may stand in the title alone
            tell(Text.assemble("    ", *said))
    if not hits:
        console.print("nothing found")
