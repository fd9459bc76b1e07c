"""Is all well? What the front page and the report begin with: runs, sites, totals, merges, what needs attention."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timezone
from typing import Any

from output import queue

RUNS = 12
QUIET_DAYS = 14
FIELDS = ("published", "document_date", "tag", "region", "source", "author")


def rows(connection: sqlite3.Connection, sql: str, *arguments: Any) -> list[dict[str, Any]]:
    """Rows of a query as dictionaries."""
    cursor = connection.execute(sql, arguments)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def overview(connection: sqlite3.Connection, now: datetime | None = None) -> dict[str, Any]:
    """Plain data: `well` (bool), `attention` and `sites` (worst first), `runs`, `totals`, `merges`, `queue`."""
    now = now or datetime.now(timezone.utc)
    runs = rows(connection, f"SELECT * FROM run_health LIMIT {RUNS}")
    sites = rows(connection, "SELECT * FROM site_health")
    for each in (*runs, *sites):
        each["reasons"] = json.loads(each["reasons"])
    for site in sites:
        site["quiet_days"] = _days(site["last_new"], now)
    sites.sort(key=lambda site: (site["verdict"] in ("ok", "running"), -(site["quiet_days"] or 0), site["site"]))
    totals = rows(connection, """
        SELECT (SELECT count(*) FROM notices) AS notices,
            (SELECT count(*) FROM records WHERE deleted_at IS NULL) AS records,
            (SELECT count(*) FROM records WHERE deleted_at IS NULL AND first_seen >= date(?1, '-7 days')) AS this_week,
            (SELECT count(*) FROM judgements WHERE deleted_at IS NULL) AS judgements,
            (SELECT count(*) FROM rejects) AS rejects""", now.isoformat())[0]  # fmt: skip
    waiting = queue.waiting(connection, 100)
    told = {"runs": runs, "sites": sites, "totals": totals, "merges": merges(connection), "queue": len(waiting)}
    told["attention"] = attention(runs, sites, now)
    return told | {"well": not told["attention"]}


def attention(runs: list[dict[str, Any]], sites: list[dict[str, Any]], now: datetime) -> list[dict[str, Any]]:
    """What an operator should look at, worst first: `level` (bad or warn), `what`, `zh` and `en` in words."""
    found = []
    if not runs:
        found.append(_call("bad", None, "还没有运行记录", "no run yet"))
    elif (last := runs[0])["verdict"] in ("failed", "crashed", "degraded"):
        level = "warn" if last["verdict"] == "degraded" else "bad"
        found.append(_call(level, f"run {last['run']}", "最近一次运行异常", f"the last run is {last['verdict']}",
                           last["reasons"]))  # fmt: skip
    if runs and (days := _days(runs[0]["started"], now)) is not None and days >= 3:
        found.append(_call("warn", f"run {runs[0]['run']}", f"已 {days} 天没有运行", f"no run for {days} days"))
    for site in sites:
        if site["verdict"] in ("failed", "crashed", "degraded"):
            level = "warn" if site["verdict"] == "degraded" else "bad"
            found.append(_call(level, site["site"], "站点异常", site["verdict"], site["reasons"]))
    if quiet := [site["site"] for site in sites if (site["quiet_days"] or 0) >= QUIET_DAYS]:
        names = ", ".join(quiet[:5]) + (f" … ({len(quiet)})" if len(quiet) > 5 else "")
        found.append(_call("warn", names, f"{QUIET_DAYS} 天以上没有新公告", f"nothing new for {QUIET_DAYS} days"))
    return sorted(found, key=lambda call: call["level"] != "bad")


def _call(level: str, what: str | None, zh: str, en: str, reasons: list[str] | None = None) -> dict[str, Any]:
    return {"level": level, "what": what, "zh": zh, "en": en, "reasons": reasons or []}


def _days(moment: str | None, now: datetime) -> int | None:
    return (now - datetime.fromisoformat(moment)).days if moment else None


def merges(connection: sqlite3.Connection, limit: int = 8) -> list[dict[str, Any]]:
    """The newest records that stand for more than one notice."""
    return rows(connection, """
        SELECT r.id, r.title, r.tag, r.published, r.notices, r.notice_id FROM records r
        WHERE deleted_at IS NULL AND notices > 1 ORDER BY first_seen DESC, published DESC LIMIT ?""",
        limit)  # fmt: skip


def coverage(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """For each site, its notices and the share of them that have each field. Reads every notice."""
    shares = ", ".join(f"avg({field} IS NOT NULL) AS {field}" for field in FIELDS)
    return rows(connection, f"SELECT site, count(*) AS notices, {shares} FROM notices GROUP BY site ORDER BY site")
