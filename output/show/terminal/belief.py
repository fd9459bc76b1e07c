"""On a terminal: lines that belong to a site's pages, and versions that are held back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from output.show.terminal.say import printable, screen, tell

SHOWN = 400  # characters of a text


def furniture(rows: Sequence[dict[str, Any]]) -> None:
    """Rows of output.store.learned.table."""
    table = Table()
    for name in ("site", "line", "decided", "since"):
        table.add_column(name, overflow="fold")
    for row in rows:
        by = f"{row['decision']} by {row['decided_by']}" if row["decided_by"] else row["decision"]
        table.add_row(row["site"], Text(printable(row["line"])), by, row["decided_at"][:10])
    tell(screen(), table, "no furniture is known yet: it takes three pages of a site")


def held(rows: Sequence[dict[str, Any]], texts: bool) -> None:
    """Rows of output.store.held.waiting; `texts`: with what is stored beside what is held back."""
    table = Table(show_lines=texts)
    for name in ("notice", "site", "title", "held back because it", "characters", "since"):
        table.add_column(name, overflow="fold")
    for row in rows:
        size = f"{row['characters']} → {row['new_characters']}"
        table.add_row(
            row["notice"][:8], row["site"], Text(printable(row["title"])), row["reason"], size, row["first_seen"][:10]
        )
    console = screen()
    tell(console, table, "nothing is held back")
    for row in rows if texts else ():
        sides = Table("stored", "held back", show_lines=True, expand=True)
        sides.add_row(
            *(
                Text(printable(f"{row[title]}\n\n{row[body][:SHOWN]}"))
                for title, body in (("title", "body"), ("new_title", "new_body"))
            )
        )
        console.print(sides)
