"""The report: one HTML file on the last runs that needs no network, made from the database. For `scrapy report`."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from output import writing
from output.clock import local, moment
from output.show.charts import CHARTS
from output.show.overview import FIELDS, coverage, overview
from output.show.serve import pages
from output.show.state import rows
from output.store import ignored

HERE = Path(__file__).parent
WALKS = 14  # last runs of each site shown
COPIES = 3  # of a merge
EXAMPLES = 5
MADE = ('<meta name="generator" content="notices report">', "<title>招商公告抓取报告 · Report</title>")


def _copies(connection: sqlite3.Connection, record: str, canonical: str) -> list[dict[str, Any]]:
    """Some notices of a record, but for its canonical one."""
    page = pages.record(connection, record)
    return [copy for copy in page["copies"] if copy["id"] != canonical][:COPIES] if page else []


def tell(connection: sqlite3.Connection) -> dict[str, Any]:
    """What the report says, as plain data (charts excepted)."""
    told = overview(connection)
    told["made_at"] = moment()
    told["history"] = history(connection)
    told["coverage"] = coverage(connection)
    told["ignored"] = ignored.told(connection)
    told["merges"] = [
        {**merge, "copies": _copies(connection, merge["id"], merge["notice_id"])} for merge in told["merges"][:EXAMPLES]
    ]
    told["apart"] = rows(
        connection,
        """
        SELECT m.jaccard, m.containment, m.guard, m.evidence, a.title AS title_a, b.title AS title_b
        FROM (SELECT * FROM matches WHERE decision = 'different' AND guard IS NOT NULL ORDER BY jaccard DESC LIMIT ?) m
        JOIN notices a ON a.id = m.a JOIN notices b ON b.id = m.b""",
        EXAMPLES,
    )
    return told


def history(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """For each site its last runs, oldest first."""
    told = defaultdict(list)
    for row in rows(
        connection,
        f"""
        SELECT run, site, verdict, entries, new FROM run_sites
        WHERE run > (SELECT max(id) FROM runs) - {WALKS} ORDER BY site, run""",
    ):
        told[row["site"]].append(row)
    return dict(told)


def html(connection: sqlite3.Connection) -> str:
    """The report as one self-contained page."""
    environment = Environment(loader=FileSystemLoader([HERE, HERE / "serve" / "templates"]), autoescape=True)
    style = (HERE / "serve" / "static" / "page.css").read_text(encoding="utf-8")
    return environment.get_template("report.html").render(
        tell(connection),
        local=local,
        style=Markup(style),
        fields=FIELDS,
        charts=[(title, Markup(draw(connection))) for title, draw in CHARTS.values()],
    )


def is_report(path: Path) -> bool:
    """Whether a file is a page that `write` made, of this version or one before."""
    with path.open(encoding="utf-8") as file:
        head = file.read(2000)
    return any(mark in head for mark in MADE)


def write(connection: sqlite3.Connection, out: Path, database: Path, force: bool = False) -> None:
    """Write the page, whole or not at all. Raises OSError, and WriteRefused for an `out` that is the database or,
    without `force`, something that is no report."""
    out.parent.mkdir(parents=True, exist_ok=True)
    writing.writable(out, database, ours=is_report, force=force, stream=True)
    page = html(connection)
    if out.exists() and not out.is_file():  # a pipe
        out.write_text(page, encoding="utf-8")
        return
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_text(page, encoding="utf-8")
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
