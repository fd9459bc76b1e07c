"""What was found on a page, on a terminal: a list's entries and how to pin them, or an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from output.show.terminal.say import NARROW, printable, screen, tell
from pipelines.text import clean

SHOWN = 400  # characters of a body in the table


def listing(found: Any, table: str) -> None:
    """A Listing; `table`: its site's in the sites file, with the selectors that were found."""
    console = screen()
    console.print(f"verdict: {found.verdict} — {printable(found.why)}", soft_wrap=True, markup=False)
    if found.entries:
        tell(console, _entries(found.entries, narrow=console.width < NARROW))
        whole = next((entry for entry in found.entries if entry.body), None)
        if whole:
            text = clean(whole.body).text
            console.print(
                f"entry {whole.position}, cleaned: {printable(text[:SHOWN])} … ({len(text)} characters)",
                markup=False,
                soft_wrap=True,
            )
    instead = f"none called so; a walk goes on at {found.onward}" if found.onward else "none"
    console.print(f"next page: {found.next or instead}", markup=False, soft_wrap=True)
    for url in found.feeds:
        console.print(f"it offers a feed, which can stand in start_urls too: {url}", markup=False, soft_wrap=True)
    if found.selectors:
        console.print("\nto pin this, put into the sites file:", markup=False)
        console.print(table, markup=False, soft_wrap=True)


def _entries(entries: Iterable[Any], narrow: bool) -> Table:
    """A list's entries as a table; `narrow`: with fewer columns."""
    table = Table(show_lines=False)
    names = ("#", "date", "title", "address") if narrow else ("#", "date", "as written", "title", "address", "body")
    for name in names:
        table.add_column(name, overflow="fold", no_wrap=name in ("#", "date"))
    for entry in entries:
        published = entry.published or "–"
        cells = {
            "#": str(entry.position),
            "date": published[:10] if narrow else published,
            "as written": Text(printable(entry.date or "")),
            "title": Text(printable(entry.title)),
            "address": Text(printable(entry.url or "–")),
            "body": f"{len(entry.body)} characters" if entry.body else "on its page",
        }
        table.add_row(*(cells[name] for name in names))
    return table


def article(found: Any, attachments: Iterable[tuple[str, str]]) -> None:
    """An Article, and what a crawl would keep as its attachments."""
    console = screen()
    for name in ("title", "published", "source", "author", "editor", "region", "flags"):
        console.print(f"{name}: {printable(str(getattr(found, name) or '–'))}", markup=False, soft_wrap=True)
    for name, url in attachments:
        console.print(f"attachment: {printable(name)} {printable(url)}", markup=False, soft_wrap=True)
    console.print(printable(clean(found.body).text), markup=False, soft_wrap=True)
