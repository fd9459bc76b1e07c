"""Sites on a terminal: their list with states, what was found at new ones, what differs at those that are checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from output.clock import local
from output.show.terminal.say import NARROW, SLIM, printable, screen, tell

COLOURS = {"ok": "green", "degraded": "yellow", "failed": "red", "crashed": "red", "paused": "dim", "removed": "dim"}


def listed(rows: Sequence[Mapping[str, Any]], file: str) -> None:
    """What output/show/tending.py lists, and how many there are of each state."""
    terminal = screen()
    console = terminal if terminal.is_terminal else screen(width=140)
    narrow = SLIM <= console.width < NARROW
    columns = ["site", "state", "notices", "last new", *([] if narrow else ["last crawl", "why"])]
    table = Table()
    for name in columns:
        table.add_column(
            name,
            justify="right" if name == "notices" else "left",
            overflow="fold",
            no_wrap=name in ("state", "last new", "last crawl"),
        )
    for row in rows:
        why = _why(row)
        cells = _cells(row) | {"why": Text(printable(why))}
        table.add_row(*(cells[name] for name in columns))
        if narrow and why:
            table.add_row(Text(printable(f"  {why}"), "dim"), "", "", "")
    if rows:
        tell(console, table)
    states = Counter(row["state"] for row in rows)
    console.print(
        f"{file}: "
        + (", ".join(f"{n} {state}" for state, n in states.items()) or "names no site yet; scrapy sites add URL"),
        markup=False,
        soft_wrap=True,
    )


def _cells(row: Mapping[str, Any]) -> dict[str, str | Text]:
    """A site's line, by the names of its columns."""
    return {
        "site": row["site"],
        "state": Text(row["state"], COLOURS.get(row["state"], "")),
        "notices": f"{row['notices']:,}",
        "last new": local(row["last_new"])[:10] if row["last_new"] else "–",
        "last crawl": local(row["last_crawled"])[:16] if row["last_crawled"] else "–",
    }


def _why(row: Mapping[str, Any]) -> str:
    """Why a site is in its state, and what differed when it was looked at last."""
    why = [row["reason"] + (f" (since {local(row['since'])})" if row["since"] else "")]
    looked = row["looked"]
    if looked and looked["differs"]:
        why.append(f"{looked['differs'][0]} (checked {local(looked['at'])})")
    return "; ".join(filter(None, why))


def found(findings: Collection[Any], problems: Mapping[str, Sequence[str]] | None = None) -> None:
    """What was seen at each address; `problems`: by address, what differs, for those that are checked."""
    console = screen()
    for finding in findings:
        said = problems.get(finding.url, ()) if problems is not None else [finding.problem] if finding.problem else []
        good = not said
        parts = []
        if finding.entries:
            onward = "next page" if finding.onward else "no next page"
            parts = [f"{finding.entries} entries", f"{finding.dated} dated", onward]
        parts += [f"{finding.whole} texts in the list"] * bool(finding.whole)
        parts += [f"made with {finding.platform}"] * bool(finding.platform)
        parts += ["needs a browser"] * finding.browser + [f"{len(finding.feeds)} feed(s)"] * bool(finding.feeds)
        if problems is None and finding.article:
            parts.append(finding.article)
        line = "; ".join(filter(None, [*said, ", ".join(filter(None, parts))]))
        mark, colour = ("+", "green") if good else ("!", "red")
        console.print(
            Text.assemble((f"{mark} ", colour), (finding.name, "bold"), f" {printable(line)}"),
            soft_wrap=not console.is_terminal,
        )
        console.print(Text(f"    {finding.url}", "dim"), soft_wrap=True)
