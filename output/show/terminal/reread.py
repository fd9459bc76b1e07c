"""On a terminal: what reading the archive again comes to, site by site, with samples side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from output.show.terminal.pairs import differing
from output.show.terminal.say import printable, say, screen

TOLD = (
    ("changed", "say something else"),
    ("new", "are believed by now"),
    ("refused", "are not believed any more"),
    ("lost", "are not found in their list"),
    ("unread", "cannot be read"),
)


def site(told: Mapping[str, Any], records: Mapping[str, int] | None = None) -> None:
    """One site as crawler.tend.rereading.told.as_json tells it; `records`: what happens to records."""
    said = ", ".join(f"{told[name]} {words}" for name, words in TOLD if told[name]) or "all as it is stored"
    say(f"{told['site']}: {told['pages']} pages read, {told['notices']} notices: {said}")
    if told["fields"]:
        say("  " + ", ".join(f"{name} {count}" for name, count in told["fields"].items()))
    if records:
        say("  records: " + ", ".join(f"{count} {operation}" for operation, count in sorted(records.items())))
    if told["samples"]:
        screen().print(_sides(told["samples"]))
    for sample in (*told["not_believed"], *told["not_read"]):
        say(f"  {printable(sample['url'])}: {printable(sample['why'])}")


def _sides(samples: Iterable[Mapping[str, Any]]) -> Table:
    """What differs, side by side."""
    sides = Table("", "stored", "read now", show_lines=True, expand=True)
    for sample in samples:
        for name, (old, new) in sample["fields"].items():
            title = Text(printable(f"{sample['notice'][:8]} {sample['title'][:30]}\n{name}"))
            sides.add_row(title, *differing(printable(old or "–"), printable(new or "–")))
    return sides
