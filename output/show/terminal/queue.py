"""The queue on a terminal: pair after pair is shown and asked about, and each answer is applied at once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from rich.prompt import Prompt
from rich.text import Text

from output.show import explain, queue
from output.show.terminal import pairs
from output.show.terminal.say import printable, say, screen
from output.store.database import open_reader
from output.store.judging import JudgementRefused
from output.store.store import Store

PASSAGES = 4  # shown of a pair that is asked about, so that its verdict stays on the screen
ANSWERS = {"s": "same", "d": "different", "u": "unsure", "n": "next", "q": "quit"}


def moved(changes: Sequence[Any]) -> str:
    """What an operator reads of what a judgement changed."""
    return f"recorded; {len(changes)} notices moved" + "".join(
        f"\n  {c.node}: canonical notice was {c.before}, is {c.after}" for c in changes
    )


def ask(path: Path, who: str, why: str) -> None:
    """Pair after pair, until there is none left or the operator has had enough. Raises RunLocked, DatabaseError."""
    console = screen()
    left: set[tuple[str, str]] = set()
    choices = "  ".join(f"[b]{key}[/b] {verdict}" for key, verdict in ANSWERS.items())
    while True:
        with closing(open_reader(path).conn) as connection:
            waiting = [(row["a"], row["b"]) for row in queue.waiting(connection, len(left) + 1)]
            if not (pair := next((pair for pair in waiting if pair not in left), None)):
                console.print("nothing waits for a judgement" if not left else "that was all")
                return
            pairs.pair(console, explain.pair(connection, *pair, limit=PASSAGES))
        left.add(pair)
        try:
            said = ANSWERS[Prompt.ask(choices, console=console, choices=list(ANSWERS), show_choices=False)]
        except (EOFError, KeyboardInterrupt):
            return
        if said == "quit":
            return
        if said != "next":
            try:
                with Store.alone(path) as store:
                    changes = store.judge(*pair, said, who, why)
            except JudgementRefused as error:
                console.print(Text(printable(str(error)), "red"))
            else:
                say(moved(changes))
