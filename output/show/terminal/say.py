"""What a terminal is shown: text from the web without the characters that drive it, and no word to one who has gone."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

NARROW = 100  # columns below which a table leaves out what can be done without
SLIM = 60  # columns below which its long columns would have no room at all

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def printable(text: str) -> str:
    """The text with control characters, escape sequences among them, replaced; line breaks stay."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


def say(text: object) -> None:
    """Print, at once. A reader that has gone (`| head`) changes nothing of what a command does or how it ends."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        let_go()


def spell_out() -> None:
    """Write letters that standard output's charset lacks (a timer's ASCII, a terminal in GBK) as \\u4e2d, which JSON
    reads too: they would end the command in an error. So would a stream that whoever called has closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115  # as long as the process
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def screen(**options: Any) -> Console:
    """rich's console on standard output, with the same manners; by itself it would end the command with 1."""
    from rich.console import Console

    class Told(Console):
        def on_broken_pipe(self) -> None:
            let_go()

    return Told(highlight=False, **options)


def tell(console: Console, table: Table, nothing: str = "") -> None:
    """Print a table; on a slim terminal its rows one below the other, a line a cell. `nothing`: said of none."""
    from rich.text import Text

    if not table.row_count or console.width >= SLIM:
        console.print(table if table.row_count else nothing, soft_wrap=not table.row_count)
        return
    for row in zip(*(column.cells for column in table.columns), strict=True):
        for column, cell in zip(table.columns, row, strict=True):
            if str(cell):
                console.print(Text.assemble((f"{column.header}: ", "dim"), cell))
        console.print()


def let_go() -> None:
    """Write to nobody from here on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
