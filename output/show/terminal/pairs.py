"""Pairs of notices on a terminal: why two share a record or do not, and the pairs that wait for a judgement."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from output.show.terminal.say import NARROW, printable, say, screen, tell

if TYPE_CHECKING:
    from rich.console import Console

CONTEXT = 400  # characters of a differing passage shown


def show(what: Callable[[Console, dict[str, Any]], None], told: dict[str, Any], html: bool = False) -> None:
    """Print what `pair`, `one` or `cleaning` make of what output/show/explain.py tells, or write it as an HTML page."""
    terminal = screen()
    width = terminal.width if terminal.is_terminal and not html else 140
    console = screen(record=html, file=StringIO() if html else None, width=width)
    what(console, told)
    if html:
        say(console.export_html(inline_styles=True))


def pair(console: Console, told: dict[str, Any]) -> None:
    """The verdict first, then what it rests on, then the texts where they differ."""
    merged = told["same_record"]
    said, colour = ("MERGED: one record", "green") if merged else ("APART: two records", "red")
    console.print(Text(said, f"bold {colour}"))
    console.print(
        f"jaccard {told['jaccard']:.3f}, containment {told['containment']:.3f}; engine {told['engine']} "
        f"says {told['decision']}" + (f", guard: {told['guard']}" if told["guard"] else "")
    )
    if told["evidence"]:
        console.print(f"evidence: {printable(told['evidence'])}", markup=False, soft_wrap=not console.is_terminal)
    if folded := told["folded"]:
        pivots, said = " and ".join(folded["pivots"]), ", ".join(" = ".join(pair) for pair in folded["same"])
        console.print(f"one record, for the others of both clusters ({pivots}) agree: {said}", soft_wrap=True)
    if judged := told["judgement"]:
        why = f": {judged['why']}" if judged["why"] else ""
        console.print(f"judged {judged['verdict']} by {judged['judged_by']}, {judged['judged_at']}{why}", markup=False)
    table = Table(show_lines=True, expand=True)
    for side in ("a", "b"):
        notice = told[side]
        tag = f"【{notice['tag']}】" if notice["tag"] else ""
        table.add_column(
            Text(
                printable(
                    f"{notice['id']}\n{tag}{notice['title']}\n{notice['site']}  {notice['published'] or '–'}\n"
                    f"{notice['url']}"
                )
            ),
            ratio=1,
            overflow="fold",
        )
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


def one(console: Console, told: dict[str, Any]) -> None:
    """A notice and what it was compared with."""
    notice = told["notice"]
    console.print(Text(printable(f"{notice['id']}  {notice['title']}"), "bold"))
    similarity = f", similarity {notice['similarity']:.3f} to its canonical notice" if notice["similarity"] else ""
    console.print(f"record {notice['record_id']}{similarity}", markup=False, soft_wrap=not console.is_terminal)
    console.print(printable(notice["url"]), markup=False, soft_wrap=True)  # whole, to be clicked
    table = Table()
    narrow = console.width < NARROW
    for name in ("decision", "notice", "record", "title", "jaccard", "containment", "guard", "evidence"):
        if not narrow or name not in ("record", "containment", "guard"):
            table.add_column(name, overflow="fold", no_wrap=name in ("decision", "notice", "record", "jaccard"))
    for match in told["matches"]:
        same = match["record_id"] == notice["record_id"]
        said = [match["guard"] if narrow else None, match["evidence"]]
        cells: dict[str, str | Text] = {
            "decision": Text(match["decision"], "green" if match["decision"] == "same" else "red"),
            "notice": match["other"][:8],
            "record": "this" if same else (match["record_id"] or "–")[:8],
            "title": Text(printable(match["title"] or "–")),
            "jaccard": f"{match['jaccard']:.3f}",
            "containment": f"{match['containment']:.3f}",
            "guard": match["guard"] or "–",
            "evidence": Text(printable("; ".join(filter(None, said)))),
        }
        table.add_row(*(cells[str(column.header)] for column in table.columns))
    tell(console, table, "compared with nothing: no other notice shares enough with it")


def cleaning(console: Console, told: dict[str, Any]) -> None:
    """What cleaning made of a notice, and by which rules."""
    console.print(
        Text(
            f"title: {printable(told['title_raw'])} → {printable(told['title'])}"
            f"   tag: {told['tag'] or '–'}   flags: {told['flags']}"
        )
    )
    table = Table(show_lines=True, expand=True)
    table.add_column("the page said", ratio=1, overflow="fold")
    table.add_column("stored", ratio=1, overflow="fold")
    before, after = told["body_raw"].splitlines(), told["body"].splitlines()
    for operation, a0, a1, b0, b1 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation != "equal":
            table.add_row(*differing(printable("\n".join(before[a0:a1])), printable("\n".join(after[b0:b1]))))
    console.print(table if table.rows else "stored as the page said it")
    for line in told["site_furniture"]:
        console.print(f"furniture of the site (scrapy furniture): {printable(line)}", markup=False, soft_wrap=True)


def queue(waiting: Sequence[dict[str, Any]]) -> None:
    """The pairs that output/show/queue.py names."""
    table = Table(show_lines=True)
    for name in ("notices", "titles", "jaccard", "engine", "why"):
        table.add_column(name, overflow="fold", no_wrap=name in ("notices", "jaccard", "engine"))
    for pair in waiting:
        why = pair["guard"] or pair["evidence"] or f"containment {pair['containment']:.3f}"
        table.add_row(
            f"{pair['a'][:8]}\n{pair['b'][:8]}",
            Text(printable(f"{pair['title_a']}\n{pair['title_b']}")),
            f"{pair['jaccard']:.3f}",
            pair["decision"],
            Text(printable(why)),
        )
    tell(screen(), table, "nothing waits for a judgement")
