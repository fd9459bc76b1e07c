"""What a run did, told on a terminal: counts, what was merged and why, where the database is."""

from __future__ import annotations

import json
import shlex
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from output.clock import local
from output.show import state
from output.show.terminal.say import NARROW, printable, screen
from output.store.database import DEFAULT

SHOWN = 20  # merges and lone records shown; the database has all
LINES = 10  # of `show_last`
MANY = 10  # sites or reasons; of more, one line tells
COUNTED = ("entries", "listing_pages", "articles", "new", "changed", "unchanged", "rejects", "errors")


def of_run(connection: sqlite3.Connection, run: int) -> dict[str, Any]:
    """A run as plain data: verdict, counts a site, and the records its notices stand in."""
    rows = _rows(connection)
    row = dict(rows.execute("SELECT * FROM runs WHERE id = ?", (run,)).fetchone())
    sites = [dict(site) for site in rows.execute("SELECT * FROM run_sites WHERE run = ?", (run,))]
    for each in (row, *sites):
        each["reasons"] = json.loads(each["reasons"])
    totals = dict(
        rows.execute(
            """SELECT (SELECT count(*) FROM notices) AS notices,
                  (SELECT count(*) FROM records WHERE deleted_at IS NULL) AS records"""
        ).fetchone()
    )
    revs = dict(
        rows.execute(
            "SELECT operation, count(*) FROM _changes WHERE rev > ? GROUP BY operation", (row["rev_before"],)
        ).fetchall()
    )
    records = [
        dict(record)
        for record in rows.execute(
            """SELECT r.id, r.title, r.published, r.document_date, r.notices, r.notice_id, count(*) OVER () AS seen,
                  (SELECT group_concat(DISTINCT n.tag) FROM notices n WHERE n.record_id = r.id) AS tags
           FROM records r WHERE r.deleted_at IS NULL
               AND EXISTS (SELECT 1 FROM notices n WHERE n.record_id = r.id AND n.last_run = ?)
           ORDER BY r.notices DESC, r.published DESC, r.id LIMIT ?""",
            (run, SHOWN),
        )
    ]
    for record in records:
        record["merged"] = [
            dict(merged)
            for merged in rows.execute(
                """SELECT n.id AS notice, n.tag, n.title, n.similarity, m.containment, m.decision, m.evidence,
                      j.judged_by
               FROM notices n
               LEFT JOIN matches m ON m.a = min(n.id, ?1) AND m.b = max(n.id, ?1)
               LEFT JOIN judgements j ON j.a = min(n.id, ?1) AND j.b = max(n.id, ?1) AND j.deleted_at IS NULL
               WHERE n.record_id = ?2 AND n.id <> ?1 ORDER BY n.similarity DESC LIMIT 3""",
                (record["notice_id"], record["id"]),
            )
        ]
    now = datetime.now(timezone.utc)
    inside = {site["site"] for site in sites}
    elsewhere = [site for site in state.sites(connection, now) if site["site"] not in inside]
    seen = max((record.pop("seen") for record in records), default=0)
    return {
        "run": row,
        "sites": sites,
        **totals,
        "changes": revs,
        "shown": records,
        "seen": seen,
        "elsewhere": state.groups(elsewhere),
        "whole": state.whole(connection),
    }


def text(told: dict[str, Any], database: Path) -> str:
    """The same for a person: a table that fits Chinese widths, then what to do next."""
    terminal = Console()
    buffer = StringIO()
    console = Console(
        file=buffer,
        highlight=False,
        force_terminal=terminal.is_terminal,
        no_color=terminal.no_color,
        width=terminal.width if terminal.is_terminal else 140,
    )
    run = told["run"]
    colour = _colour(run)
    for line in _sites(told["sites"]):
        console.print(line, soft_wrap=True)
    if told["shown"]:
        of = f"; {len(told['shown'])} of the {told['seen']:,} of this run" if told["seen"] > len(told["shown"]) else ""
        title = f"{told['notices']:,} notices, {told['records']:,} records{of}"
        if console.width < NARROW:
            _narrow(console, title, told["shown"])
        else:
            _table(console, title, told["shown"])
    if told["changes"]:
        counted = (f"{n} record{'s' * (n != 1)} {operation}" for operation, n in told["changes"].items())
        console.print("changes: " + ", ".join(counted))
    else:
        console.print("nothing changed: no rev moved, nothing for other programs to read again")
    for reason in _reasons(run, told["sites"]):
        console.print(Text.assemble(("! ", colour), printable(reason)), soft_wrap=True)
    console.print(Text.assemble("verdict: ", (run["verdict"], f"bold {colour}")))
    opened = printable(shlex.quote(str(database)))
    served = "scrapy serve" if str(database) == DEFAULT else f"scrapy serve -s DATABASE={opened}"
    console.print(f"database: {printable(str(database))}   open it: sqlite3 {opened}, or: {served}", soft_wrap=True)
    return buffer.getvalue().rstrip("\n")


def _sites(sites: Sequence[dict[str, Any]]) -> Iterator[Text]:
    """A line a site; of many, one for all: which were not well is said with the reasons."""
    if len(sites) > MANY:
        bad = sum(site["verdict"] in state.BAD for site in sites)
        summed = {name: sum(site[name] for site in sites) for name in COUNTED} | {
            "site": f"{len(sites)} sites" + (f", {bad} of them not well" if bad else "")
        }
        sites = [summed]
    for site in sites:
        yield Text.assemble(
            (f"{site['site']}: ", "bold"),
            f"{site['entries']:,} entries on {site['listing_pages']:,} listing pages, ",
            f"{site['articles']:,} articles fetched; notices: {site['new']:,} new, {site['changed']:,} changed, ",
            f"{site['unchanged']:,} unchanged; {site['rejects']:,} rejects, {site['errors']:,} errors",
        )


def _reasons(run: dict[str, Any], sites: Sequence[dict[str, Any]]) -> list[str]:
    """Why a run is not well: each reason as it stands; of many, each kind of reason with the sites it holds for."""
    if len(run["reasons"]) <= MANY:
        return run["reasons"]
    return [
        f"{_named(group['sites'])}: {group['reason']}"
        for group in state.groups([{**site, "counts": True, "bad_since": None} for site in sites])
    ]


def _named(names: Sequence[str], most: int = 20) -> str:
    """Names, and how many there are when there are several; none is left out without being counted."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    count = f"{len(names)} sites: " if len(names) > 1 else ""
    return count + ", ".join(names[:most]) + more


def _table(console: Console, title: str, records: Sequence[dict[str, Any]]) -> None:
    table = Table(title=title, title_justify="left")
    for name in ("record", "title", "published", "dated", "notices", "merged because"):
        fixed = name in ("record", "published", "dated", "notices")
        table.add_column(name, justify="right" if name == "notices" else "left", overflow="fold", no_wrap=fixed)
    for record in records:
        table.add_row(
            record["id"][:8],
            Text(printable(record["title"])),
            (record["published"] or "–")[:10],
            record["document_date"] or "–",
            str(record["notices"]),
            Text(printable("\n".join(_whys(record)))),
        )
    console.print(table)


def _narrow(console: Console, title: str, records: Sequence[dict[str, Any]]) -> None:
    """The same where a table would break words in pieces: two lines a record."""
    console.print(title, style="italic")
    for record in records:
        console.print(Text.assemble((record["id"][:8], "dim"), " ", (printable(record["title"]), "bold")))
        copies = f"{record['notices']} notice{'s' * (record['notices'] != 1)}"
        console.print(Text(f"         {(record['published'] or '–')[:10]}, {copies}"))
        for why in _whys(record):
            console.print(Padding(Text(printable(why)), (0, 0, 0, 9)))


def show_last(told: dict[str, Any], path: Path) -> None:
    """At most LINES lines: verdict, totals, the sites of this run that are not well by reason, those of runs before it
    that still are not, and when the last run of all sites was."""
    console, run = screen(), told["run"]
    bad = state.groups([{**site, "counts": True, "bad_since": run["started"]} for site in told["sites"]])
    lines = _totals(told, failing=sum(len(group["sites"]) for group in bad))
    if run["reasons"] and not bad:
        lines += [Text(f"! {printable(reason)}", "red") for reason in run["reasons"][:2]]
    last = _whole(told)
    groups = [(group, "") for group in bad] + [(group, "earlier, ") for group in told["elsewhere"]]
    lines += _not_well(groups, room=LINES - 1 - len(lines) - bool(last))
    if last:
        lines.append(Text(last))
    lines.append(Text(f"database: {path}"))
    for line in lines:
        console.print(line, soft_wrap=True)


def _totals(told: dict[str, Any], failing: int) -> list[Text]:
    """Verdict and counts of a run; `failing`: how many of its sites are not well."""
    run, sites = told["run"], told["sites"]
    counted = {name: sum(site[name] for site in sites) for name in ("entries", "new", "changed", "rejects", "errors")}
    not_well = f", {failing} not well" if failing else ""
    counts = ", ".join(f"{count:,} {name}" for name, count in counted.items())
    changes = ", ".join(f"{count:,} {operation}" for operation, count in told["changes"].items())
    return [
        Text.assemble(f"run {run['id']}, {local(run['started'])}: ", (run["verdict"], f"bold {_colour(run)}")),
        Text(f"{len(sites)} site{'s' * (len(sites) != 1)}{not_well}: {counts}"),
        Text(f"{told['notices']:,} notices, {told['records']:,} records; {changes or 'nothing changed'}"),
    ]


def _not_well(groups: Sequence[tuple[dict[str, Any], str]], room: int) -> Iterator[Text]:
    """Sites that are not well by reason, each with when that was; in so many lines."""
    shown = groups if len(groups) <= room else groups[: room - 1]
    for group, when in shown:
        said = f" {when}since {local(group['since'])}, {_named(group['sites'])}: {group['reason']}"
        yield Text.assemble("! ", (group["verdict"], _colour(group)), printable(said))
    rest = groups[len(shown) :]
    if rest:
        left = sum(len(group["sites"]) for group, _when in rest)
        yield Text(f"! and {left} more site{'s' * (left != 1)} for {len(rest)} more reasons: scrapy report")


def _colour(row: dict[str, Any]) -> str:
    """The colour of a verdict."""
    return {"ok": "green", "degraded": "yellow"}.get(row["verdict"], "red")


def _whole(told: dict[str, Any]) -> str:
    """When the last run of all sites was, where the last run was not one."""
    whole = told["whole"]
    if whole and whole["run"] == told["run"]["id"]:
        return ""
    return f"last run of all sites: run {whole['run']}, {local(whole['started'])}" if whole else ""


def _whys(record: dict[str, Any]) -> list[str]:
    left = record["notices"] - 1 - len(record["merged"])
    return [*map(_why, record["merged"]), *([f"and {left} more"] if left > 0 else [])]


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
        store.watch(lambda saved: bar.update(task, description=f"{len(sites)} sites, {saved} notices taken in"))
        yield
        store.watch(None)
