"""scrapy explain: why these notices were merged or kept apart, and what cleaning did to one."""

from __future__ import annotations

import argparse
import difflib
import json
from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.exceptions import UsageError

from crawler import command
from output.database import DatabaseError, open_reader
from output.judging import JudgementRefused
from output.terminal import printable

CONTEXT = 400  # characters of a differing passage shown


class Command(command.Command):
    about = "Show why notices were merged or kept apart"
    arguments = "NOTICE [NOTICE] [--cleaning] [--json | --html]"
    examples = """A notice may be given by the beginning of its id, or by its record's id.
examples:
  scrapy explain 3f2a              everything that notice was compared with
  scrapy explain 3f2a 91bc         the pair: scores, guards, differing passages side by side
  scrapy explain 3f2a 91bc --html > pair.html
  scrapy explain 3f2a --cleaning   what the page said, and what is stored
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--cleaning", action="store_true", help="raw text beside clean text")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--html", action="store_true", help="print a self-contained HTML page")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) not in (1, 2) or (opts.cleaning and len(args) != 1):
            raise UsageError("give one notice or two; with --cleaning, one")
        from output import explain  # every command is imported at every start of scrapy; this one alone needs it

        terminal = Console()
        width = terminal.width if terminal.is_terminal and not opts.html else 140
        console = Console(highlight=False, record=opts.html, file=StringIO() if opts.html else None, width=width)
        try:
            database = open_reader(self.settings["DATABASE"])
            if opts.cleaning:
                told, show = explain.cleaning(database.conn, *args), show_cleaning
            elif len(args) == 1:
                told, show = explain.one(database.conn, *args), show_one
            else:
                told, show = explain.pair(database.conn, *args), show_pair
        except (DatabaseError, JudgementRefused) as error:
            self.refuse(error)
            return
        if opts.json:
            print(json.dumps(told, ensure_ascii=False, indent=1))
            return
        show(console, told)
        if opts.html:
            print(console.export_html(inline_styles=True))


def show_pair(console: Console, told: dict[str, Any]) -> None:
    """The verdict first, then what it rests on, then the texts where they differ."""
    merged = told["same_record"]
    said, colour = ("MERGED: one record", "green") if merged else ("APART: two records", "red")
    console.print(Text(said, f"bold {colour}"))
    console.print(f"jaccard {told['jaccard']:.3f}, containment {told['containment']:.3f}; engine {told['engine']} "
                  f"says {told['decision']}" + (f", guard: {told['guard']}" if told["guard"] else ""))  # fmt: skip
    if told["evidence"]:
        console.print(f"evidence: {printable(told['evidence'])}", markup=False, soft_wrap=True)
    if judged := told["judgement"]:
        why = f": {judged['why']}" if judged["why"] else ""
        console.print(f"judged {judged['verdict']} by {judged['judged_by']}, {judged['judged_at']}{why}", markup=False)
    table = Table(show_lines=True, expand=True)
    for side in ("a", "b"):
        notice = told[side]
        tag = f"【{notice['tag']}】" if notice["tag"] else ""
        table.add_column(
            Text(printable(f"{notice['id']}\n{tag}{notice['title']}\n{notice['site']}  {notice['published'] or '–'}\n"
                           f"{notice['url']}")), ratio=1, overflow="fold",
        )  # fmt: skip
    for a, b in told["passages"]:
        table.add_row(*differing(printable(a[:CONTEXT]), printable(b[:CONTEXT])))
    if not told["passages"]:
        table.add_row("(no differing passage)", "(no differing passage)")
    console.print(table)


def differing(a: str, b: str) -> tuple[Text, Text]:
    """Two passages with what only one of them has in colour."""
    left, right = Text(), Text()
    for operation, a0, a1, b0, b1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        left.append(a[a0:a1], None if operation == "equal" else "bold red")
        right.append(b[b0:b1], None if operation == "equal" else "bold green")
    return left, right


def show_one(console: Console, told: dict[str, Any]) -> None:
    notice = told["notice"]
    console.print(Text(printable(f"{notice['id']}  {notice['title']}"), "bold"))
    similarity = f", similarity {notice['similarity']:.3f} to its canonical notice" if notice["similarity"] else ""
    console.print(printable(f"record {notice['record_id']}{similarity}\n{notice['url']}"), markup=False, soft_wrap=True)
    table = Table()
    for name in ("decision", "notice", "record", "title", "jaccard", "containment", "guard", "evidence"):
        table.add_column(name, overflow="fold")
    for match in told["matches"]:
        same = match["record_id"] == notice["record_id"]
        table.add_row(
            Text(match["decision"], "green" if match["decision"] == "same" else "red"), match["other"][:8],
            "this" if same else (match["record_id"] or "–")[:8], Text(printable(match["title"] or "–")),
            f"{match['jaccard']:.3f}", f"{match['containment']:.3f}", match["guard"] or "–",
            Text(printable(match["evidence"])),
        )  # fmt: skip
    console.print(table if told["matches"] else "compared with nothing: no other notice shares enough with it")


def show_cleaning(console: Console, told: dict[str, Any]) -> None:
    console.print(Text(f"title: {printable(told['title_raw'])} → {printable(told['title'])}"
                       f"   tag: {told['tag'] or '–'}   flags: {told['flags']}"))  # fmt: skip
    table = Table(show_lines=True, expand=True)
    table.add_column("the page said", ratio=1, overflow="fold")
    table.add_column("stored", ratio=1, overflow="fold")
    before, after = told["body_raw"].splitlines(), told["body"].splitlines()
    for operation, a0, a1, b0, b1 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation != "equal":
            table.add_row(*differing(printable("\n".join(before[a0:a1])), printable("\n".join(after[b0:b1]))))
    console.print(table if table.rows else "stored as the page said it")
