"""What a run did, told on a terminal: counts, what was merged and why, where the database is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from output.terminal import printable, screen

SHOWN = 20  # merges and lone records shown; the database has all
LINES = 10  # of `show_last`


def of_run(connection: sqlite3.Connection, run: int) -> dict[str, Any]:
    """A run as plain data: verdict, counts a site, and the records its notices stand in."""
    connection = _rows(connection)
    row = dict(connection.execute("SELECT * FROM runs WHERE id = ?", (run,)).fetchone())
    sites = [dict(site) for site in connection.execute("SELECT * FROM run_sites WHERE run = ?", (run,))]
    for each in (row, *sites):
        each["reasons"] = json.loads(each["reasons"])
    totals = dict(connection.execute(
        """SELECT (SELECT count(*) FROM notices) AS notices,
                  (SELECT count(*) FROM records WHERE deleted_at IS NULL) AS records"""
    ).fetchone())  # fmt: skip
    revs = dict(connection.execute(
        "SELECT operation, count(*) FROM _changes WHERE rev > ? GROUP BY operation", (row["rev_before"],)
    ).fetchall())  # fmt: skip
    records = [dict(record) for record in connection.execute(
        """SELECT r.id, r.title, r.published, r.document_date, r.notices, r.notice_id,
                  (SELECT group_concat(DISTINCT n.tag) FROM notices n WHERE n.record_id = r.id) AS tags
           FROM records r WHERE r.deleted_at IS NULL
               AND EXISTS (SELECT 1 FROM notices n WHERE n.record_id = r.id AND n.last_run = ?)
           ORDER BY r.notices DESC, r.published DESC, r.id LIMIT ?""", (run, SHOWN)
    )]  # fmt: skip
    for record in records:
        record["merged"] = [dict(merged) for merged in connection.execute(
            """SELECT n.id AS notice, n.tag, n.title, n.similarity, m.containment, m.decision, m.evidence, j.judged_by
               FROM notices n
               LEFT JOIN matches m ON m.a = min(n.id, ?1) AND m.b = max(n.id, ?1)
               LEFT JOIN judgements j ON j.a = min(n.id, ?1) AND j.b = max(n.id, ?1) AND j.deleted_at IS NULL
               WHERE n.record_id = ?2 AND n.id <> ?1 ORDER BY n.similarity DESC LIMIT 10""",
            (record["notice_id"], record["id"]),
        )]  # fmt: skip
    return {"run": row, "sites": sites, **totals, "changes": revs, "shown": records}


def text(told: dict[str, Any], database: Path) -> str:
    """The same for a person: a table that fits Chinese widths, then what to do next."""
    terminal = Console()
    buffer = StringIO()
    console = Console(
        file=buffer, highlight=False, force_terminal=terminal.is_terminal, no_color=terminal.no_color,
        width=terminal.width if terminal.is_terminal else 140,
    )  # fmt: skip
    run = told["run"]
    colour = {"ok": "green", "degraded": "yellow", "failed": "red"}.get(run["verdict"], "red")
    for site in told["sites"]:
        console.print(Text.assemble(
            (f"{site['site']}: ", "bold"), f"{site['entries']} entries on {site['listing_pages']} listing pages, ",
            f"{site['articles']} articles fetched; notices: {site['new']} new, {site['changed']} changed, ",
            f"{site['unchanged']} unchanged; {site['rejects']} rejects, {site['errors']} errors",
        ), soft_wrap=True)  # fmt: skip
    if told["shown"]:
        table = Table(title=f"{told['notices']} notices, {told['records']} records", title_justify="left")
        for name in ("record", "title", "published", "dated", "notices", "merged because"):
            table.add_column(name, justify="right" if name == "notices" else "left", overflow="fold")
        for record in told["shown"]:
            table.add_row(
                record["id"][:8], Text(printable(record["title"])), record["published"] or "–",
                record["document_date"] or "–", str(record["notices"]),
                Text(printable("\n".join(map(_why, record["merged"])))),
            )  # fmt: skip
        console.print(table)
    if told["changes"]:
        counted = (f"{n} record{'s' * (n != 1)} {operation}" for operation, n in told["changes"].items())
        console.print("changes: " + ", ".join(counted))
    else:
        console.print("nothing changed: no rev moved, nothing for other programs to read again")
    for reason in run["reasons"]:
        console.print(Text.assemble(("! ", colour), printable(reason)), soft_wrap=True)
    console.print(Text.assemble("verdict: ", (run["verdict"], f"bold {colour}")))
    console.print(f"database: {database}   open it: sqlite3 {database}, or: scrapy serve", soft_wrap=True)
    return buffer.getvalue().rstrip("\n")


def show_last(told: dict[str, Any], path: Path) -> None:
    """At most LINES lines: verdict, totals, reasons, then the sites that did worst."""
    console, run, sites = screen(), told["run"], told["sites"]
    colours = {"ok": "green", "degraded": "yellow"}
    counted = {name: sum(site[name] for site in sites) for name in ("entries", "new", "changed", "rejects", "errors")}
    lines = [
        Text.assemble(f"run {run['id']}, {run['started'][:16].replace('T', ' ')}: ",
                      (run["verdict"], f"bold {colours.get(run['verdict'], 'red')}")),
        Text(f"{len(sites)} site{'s' * (len(sites) != 1)}: "
             + ", ".join(f"{count} {name}" for name, count in counted.items())),
        Text(f"{told['notices']} notices, {told['records']} records; " + (
            ", ".join(f"{n} {operation}" for operation, n in told["changes"].items()) or "nothing changed")),
    ]  # fmt: skip
    lines += [Text(f"! {printable(reason)}", colours.get(run["verdict"], "red")) for reason in run["reasons"][:3]]
    worst = sorted(sites, key=lambda site: (site["verdict"] == "ok", -site["errors"], -site["rejects"], -site["new"]))
    room = LINES - 1 - len(lines)
    for site in worst[:room]:
        lines.append(Text.assemble(
            "  ", (site["verdict"], colours.get(site["verdict"], "red")), f" {printable(site['site'])}: "
            f"{site['entries']} entries, {site['new']} new, {site['rejects']} rejects, {site['errors']} errors",
        ))  # fmt: skip
    lines.append(Text(f"database: {path}"))
    for line in lines:
        console.print(line, soft_wrap=True)


def _why(merged: dict[str, Any]) -> str:
    tag = f"【{merged['tag']}】" if merged["tag"] else ""
    if merged["judged_by"]:
        return f"{tag}judged the same by {merged['judged_by']}"
    said = f"{tag}similarity {merged['similarity']:.3f}"
    if merged["containment"] is not None:
        said += f", containment {merged['containment']:.3f}"
    return said + (f"; {merged['evidence']}" if merged["evidence"] else "")


def _rows(connection: sqlite3.Connection) -> sqlite3.Cursor:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor


@contextmanager
def progress(store: Any, sites: Sequence[str]) -> Iterator[None]:
    """A line that says the crawl is alive, on a terminal only."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("")
        store.on_commit = lambda saved: bar.update(task, description=f"{len(sites)} sites, {saved} notices taken in")
        yield
        store.on_commit = None
