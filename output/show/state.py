"""The state of what is configured: every site by its last crawl, since when it is not well, failures by their reason.

Not the last run alone: a rerun of one site says nothing of the others, and a run outside a site's hours nothing of it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from datetime import datetime
from typing import Any

from output.store import configured, looked

BAD = ("failed", "crashed", "degraded")  # worst first
WHOLE_DAYS = 3  # without a whole run for longer: told
ADDRESS = re.compile(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

_SITES = """
WITH crawled AS (SELECT * FROM run_sites WHERE reasons NOT LIKE '["not crawled: outside its window%'),
    last AS (SELECT site, coalesce(max(iif(finish_reason IS 'imported', NULL, run)), max(run)) AS run FROM crawled
             GROUP BY site),
    well AS (SELECT site, max(run) AS run FROM crawled WHERE verdict = 'ok' AND finish_reason IS NOT 'imported'
             GROUP BY site),
    streak AS (SELECT c.site, min(c.run) AS run, count(*) AS runs FROM crawled c LEFT JOIN well w ON w.site = c.site
               WHERE c.run > coalesce(w.run, 0) AND c.verdict <> 'running'
                   AND c.finish_reason IS NOT 'imported' GROUP BY c.site),
    kept AS (SELECT site, max(first_seen) AS last_new, count(*) AS notices FROM notices GROUP BY site)
SELECT s.site, s.verdict, s.reasons, s.run AS last_run, r.started AS last_crawled, s.entries, s.new, s.rejects,
    s.errors, s.pending, s.finish_reason, k.last_new, coalesce(k.notices, 0) AS notices, t.run AS bad_run,
    t.runs AS bad_runs, b.started AS bad_since
FROM last l JOIN run_sites s ON s.site = l.site AND s.run = l.run JOIN runs r ON r.id = s.run
LEFT JOIN kept k ON k.site = s.site LEFT JOIN streak t ON t.site = s.site LEFT JOIN runs b ON b.id = t.run
"""


def rows(connection: sqlite3.Connection, sql: str, *arguments: Any) -> list[dict[str, Any]]:
    """Rows of a query as dictionaries."""
    cursor = connection.execute(sql, arguments)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def sites(connection: sqlite3.Connection, now: datetime) -> list[dict[str, Any]]:
    """Every site by its last crawl, worst first. `state`: configured, paused, removed, once, or None where no run has
    said; `counts`: whether its not being well is anybody's concern; `quiet`: nothing new for longer than it may be;
    `looked`: what `scrapy sites check` saw of it since that crawl (output/store/looked.py), or None."""
    known, seen = configured.states(connection), looked.last(connection)
    found = rows(connection, _SITES)
    for site in found:
        site["reasons"] = json.loads(site["reasons"])
        site["state"], most = known.get(site["site"], (None, 0))
        site["counts"] = site["state"] in (None, configured.CONFIGURED) and site.pop("finish_reason") != "imported"
        site.pop("finish_reason", None)
        site["quiet_days"] = days(site["last_new"], now)
        site["quiet"] = bool(site["counts"] and most and (site["quiet_days"] or 0) > most)
        if site["verdict"] not in BAD:
            site["bad_since"] = site["bad_run"] = site["bad_runs"] = None
        last = seen.get(site["site"])
        site["looked"] = last if last and last["at"] > site["last_crawled"] else None
        site["bad"] = site["counts"] and site["verdict"] in BAD
    return sorted(found, key=lambda s: (not s["bad"], not s["counts"], _rank(s["verdict"]), not s["quiet"], s["site"]))


def groups(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sites of `sites` that count and are not well, by reason, worst and largest first: `verdict`, `reason` (the
    first site's words), `sites` (all of them) and `since`, when the first of them began."""
    together: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for site in found:
        if site["counts"] and site["verdict"] in BAD:
            together[site["verdict"], alike(_first_reason(site))].append(site)
    told = [
        {
            "verdict": verdict,
            "reason": _first_reason(members[0]),
            "sites": [site["site"] for site in members],
            "since": min(site["bad_since"] or "9" for site in members),
        }
        for (verdict, _reason), members in together.items()
    ]
    return sorted(told, key=lambda group: (_rank(group["verdict"]), -len(group["sites"]), group["reason"]))


def _first_reason(site: dict[str, Any]) -> str:
    return site["reasons"][0] if site["reasons"] else ""


def alike(reason: str) -> str:
    """A reason without what differs from site to site: addresses and numbers, but for an HTTP status."""
    bare = ADDRESS.sub("…", reason)
    return NUMBER.sub(lambda number: number[0] if "http-" + number[0] in bare else "n", bare)


def whole(connection: sqlite3.Connection) -> dict[str, Any] | None:
    """The last run of all sites; of versions that did not say, the last that was no import. None: there was none."""
    found = rows(
        connection,
        """
        SELECT r.id AS run, r.started, r.verdict FROM runs r LEFT JOIN _asked a ON a.run = r.id
        WHERE coalesce(a.what, 'all') = 'all'
            AND NOT EXISTS (SELECT 1 FROM run_sites s WHERE s.run = r.id AND s.finish_reason = 'imported')
        ORDER BY r.id DESC LIMIT 1""",
    )
    return found[0] if found else None


def of_file(connection: sqlite3.Connection, run: int) -> bool:
    """Whether a run was of the sites file, and no one-off address or import."""
    row = connection.execute("SELECT what FROM _asked WHERE run = ?", (run,)).fetchone()
    if row:
        return row[0] != configured.ONCE
    imported = connection.execute("SELECT 1 FROM run_sites WHERE run = ? AND finish_reason = 'imported'", (run,))
    return imported.fetchone() is None


def days(moment: str | None, now: datetime) -> int | None:
    """Whole days since a moment as it is stored; None for none."""
    return (now - datetime.fromisoformat(moment)).days if moment else None


def _rank(verdict: str) -> int:
    return BAD.index(verdict) if verdict in BAD else len(BAD)
