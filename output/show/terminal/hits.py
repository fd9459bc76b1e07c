"""What search found, on a terminal: records with the passages the words stand in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text

from output.show.terminal.say import printable, screen

if TYPE_CHECKING:
    from output.store.search import Hit


def show(hits: Sequence[Hit]) -> None:
    """Records that were found, their hits marked."""
    console = screen()
    tell = partial(console.print, soft_wrap=not console.is_terminal)
    for hit in hits:
        tag = f"【{printable(hit.tag)}】" if hit.tag else ""
        copies = f"{hit.notices} notice{'s' * (hit.notices > 1)}"
        tell(
            Text.assemble(
                (f"{hit.record}  ", "dim"),
                (tag, "dim"),
                (printable(hit.title), "bold"),
                f"  {hit.published or '–'}  {copies}",
            )
        )
        said = [(printable(piece), "bold yellow" if found else "") for piece, found in hit.context]
        if said:  # the words may stand in the title alone
            tell(Text.assemble("    ", *said))
    if not hits:
        console.print("nothing found")
