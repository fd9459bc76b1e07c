"""Charts as SVG that needs no script and no network, for the pages of `scrapy serve` and for the report.

Text stays text, drawn by the browser in its own fonts; colours are variables of the page: light and dark follow.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pygal
from lxml import etree
from pygal.style import Style

STYLE = Style(
    background="transparent",
    plot_background="transparent",
    foreground="var(--quiet)",
    foreground_strong="var(--quiet)",
    foreground_subtle="var(--line)",
    guide_stroke_color="var(--line)",
    major_guide_stroke_color="var(--line)",
    opacity="0.85",
    opacity_hover="1",
    transition="0s",
    font_family="inherit",
    label_font_size=11,
    major_label_font_size=11,
    legend_font_size=12,
    title_font_size=14,
    value_font_size=11,
    colors=("var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"),
)
SIZE = {
    "width": 640,
    "height": 300,
    "margin": 4,
    "js": (),
    "style": STYLE,
    "show_legend": False,
    "print_values": False,
    "no_data_text": "–",
    "pretty_print": False,
    "disable_xml_declaration": True,
    # What is counted has no halves.
    "value_formatter": lambda value: f"{value:g}" if value == int(value) else "",
}
_BINS = 20
_SLOTS = 8


def _svg(chart: Any) -> str:
    """Markup to stand in a page: pygal's script, which only moves tooltips, is left out."""
    root = chart.render_tree()
    etree.strip_elements(root, "{*}script", "script", with_tail=False)
    return etree.tostring(root, encoding="unicode")


def _bars(rows: list[tuple], name: str, horizontal: bool = False, **more: Any) -> str:
    chart = (pygal.HorizontalBar if horizontal else pygal.Bar)(**SIZE | more)
    room = [("", None)] * (_SLOTS - len(rows))  # one bar alone would fill the chart
    rows = [*room, *rows] if horizontal else [*rows, *room]
    chart.x_labels = [str(row[0] if row[0] is not None else "–") for row in rows]
    chart.add(name, [row[1] for row in rows])
    return _svg(chart)


def by_month(connection: sqlite3.Connection) -> str:
    """Records by the month they were published in, the last 24."""
    rows = connection.execute("""
        SELECT substr(published, 1, 7) AS month, count(*) FROM records INDEXED BY records_listed
        WHERE deleted_at IS NULL AND published IS NOT NULL GROUP BY month ORDER BY month DESC LIMIT 24""").fetchall()
    return _bars(rows[::-1], "记录 records", x_label_rotation=45)


def by_region(connection: sqlite3.Connection) -> str:
    """Records by region, the 12 with the most."""
    rows = connection.execute("""
        SELECT region, count(*) AS n FROM records WHERE deleted_at IS NULL GROUP BY region ORDER BY n DESC LIMIT 12
        """).fetchall()
    short = [(re.sub(r"^[^省区]*?(省|自治区)", "", region or "–"), count) for region, count in rows[::-1]]
    return _bars(short, "记录 records", horizontal=True, margin_left=48)


def reposts_by_site(connection: sqlite3.Connection) -> str:
    """Sites by their reposts, the 12 with the most."""
    rows = connection.execute("""
        SELECT site, count(*) AS n FROM _places p JOIN notices n USING (node)
        WHERE p.pivot <> p.node OR p.node IN (SELECT pivot FROM _folds)
        GROUP BY site ORDER BY n DESC LIMIT 12""").fetchall()
    return _bars(rows[::-1], "转载 reposts", horizontal=True)


def similarity(connection: sqlite3.Connection) -> str:
    """How like their canonical notice the reposts are."""
    counts = dict(
        connection.execute(f"""
        SELECT min(CAST(jaccard * {_BINS} AS INTEGER), {_BINS - 1}) AS bin, count(*) FROM _places
        WHERE pivot <> node AND jaccard IS NOT NULL GROUP BY bin""").fetchall()
    )
    return _bars(
        [(f"{bin / _BINS:.2f}", counts.get(bin, 0)) for bin in range(_BINS)], "转载 reposts", x_label_rotation=45
    )


def durations(connection: sqlite3.Connection) -> str:
    """Minutes of the last runs."""
    rows = connection.execute("""
        SELECT substr(started, 6, 5), round((julianday(finished) - julianday(started)) * 1440, 2) FROM runs
        WHERE finished IS NOT NULL ORDER BY id DESC LIMIT 30""").fetchall()
    return _bars(rows[::-1], "分钟 minutes", x_label_rotation=45, value_formatter=lambda value: f"{value:g}")


def runs_over_time(connection: sqlite3.Connection) -> str:
    """What the last runs brought."""
    rows = connection.execute("""
        SELECT started, new, changed, rejects, errors FROM run_health LIMIT 30""").fetchall()[::-1]
    chart = pygal.StackedBar(
        **SIZE | {"show_legend": True, "legend_at_bottom": True, "legend_at_bottom_columns": 4, "x_label_rotation": 45}
    )
    rows += [("", None, None, None, None)] * (_SLOTS - len(rows))
    chart.x_labels = [row[0][5:10] for row in rows]
    for place, name in enumerate(("新 new", "改 changed", "拒 rejects", "错 errors"), 1):
        chart.add(name, [row[place] or 0 for row in rows])
    return _svg(chart)


def charts_of_runs(runs: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Columns of a site's runs, which come newest first, over time."""
    rows = list(runs)[::-1]
    chart = pygal.Bar(
        **SIZE
        | {
            "show_legend": True,
            "legend_at_bottom": True,
            "x_label_rotation": 45,
            "legend_at_bottom_columns": len(columns),
        }
    )
    room = [None] * (_SLOTS - len(rows))
    chart.x_labels = [*(row["started"][5:10] for row in rows), *("" for _ in room)]
    for name in columns:
        chart.add(COLUMNS[name], [*(row[name] for row in rows), *room])
    return _svg(chart)


COLUMNS = {
    "entries": "条目 entries",
    "new": "新 new",
    "changed": "改 changed",
    "rejects": "拒 rejects",
    "errors": "错 errors",
}
CHARTS: dict[str, tuple[str, Callable[[sqlite3.Connection], str]]] = {
    "runs": ("各次运行的收获 · What runs brought", runs_over_time),
    "months": ("每月记录数 · Records by month", by_month),
    "regions": ("各地区记录数 · Records by region", by_region),
    "reposts": ("各站点转载数 · Reposts by site", reposts_by_site),
    "similarity": ("转载与原文的相似度 · Similarity of reposts", similarity),
    "durations": ("运行时长（分钟）· Run durations in minutes", durations),
}
