"""Is all well? What the front page and the report begin with: runs, sites, totals, merges, what needs attention."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timezone
from typing import Any

from output.show import queue, state
from output.show.state import days, rows
from output.store import configured

RUNS = 12
MERGES = 8
LOOKED_AT = 5_000  # newest notices and changes among which the last merges are looked for
FIELDS = ("published", "document_date", "tag", "region", "source", "author")


def overview(connection: sqlite3.Connection, now: datetime | None = None) -> dict[str, Any]:
    """Plain data: `well` (bool), `attention` and `sites` (worst first), `groups` (failures by reason), `counted` (how
    many sites are to be well, how many are not), `runs` with their `names`, `whole`, `totals`, `merges`, `queue`."""
    now = now or datetime.now(timezone.utc)
    runs = rows(connection, f"SELECT * FROM run_health LIMIT {RUNS}")
    for run in runs:
        run["reasons"] = json.loads(run["reasons"])
        run["names"] = sites_of(connection, run["run"])
    sites = state.sites(connection, now)
    totals = rows(
        connection,
        """
        SELECT (SELECT count(*) FROM notices) AS notices,
            (SELECT count(*) FROM records INDEXED BY records_listed WHERE deleted_at IS NULL) AS records,
            (SELECT count(*) FROM records WHERE deleted_at IS NULL AND first_seen >= date(?1, '-7 days')) AS this_week,
            (SELECT count(*) FROM judgements WHERE deleted_at IS NULL) AS judgements,
            (SELECT count(*) FROM rejects) AS rejects""",
        now.isoformat(),
    )[0]
    waiting = queue.waiting(connection, 100)
    told = {
        "runs": runs,
        "sites": sites,
        "groups": state.groups(sites),
        "whole": state.whole(connection),
        "totals": totals,
        "merges": merges(connection),
        "queue": len(waiting),
    }
    counts = [site for site in sites if site["counts"]]
    told["counted"] = {"sites": len(counts), "bad": sum(site["verdict"] in state.BAD for site in counts)}
    told["attention"] = attention(connection, told, now)
    return told | {"well": not told["attention"]}


def sites_of(connection: sqlite3.Connection, run: int) -> list[str]:
    """The sites of a run, those that were not well first."""
    return [
        name
        for (name,) in connection.execute(
            "SELECT site FROM run_sites WHERE run = ? ORDER BY verdict IN ('ok', 'running'), site", (run,)
        )
    ]


def attention(connection: sqlite3.Connection, told: dict[str, Any], now: datetime) -> list[dict[str, Any]]:
    """What an operator should look at, worst first: `level` (bad or warn), `zh` and `en` in words, `sites` it is about
    (all of them), `reasons`, and `since`, a moment or None."""
    found, counted, whole = [], told["counted"], told["whole"]
    if not told["runs"]:
        found.append(_call("bad", "还没有运行记录", "no run yet"))
    for group in told["groups"]:
        level, n = "warn" if group["verdict"] == "degraded" else "bad", len(group["sites"])
        zh, en = f"{counted['sites']} 个站点中 {n} 个异常", f"{n} of {counted['sites']} sites {group['verdict']}"
        found.append(_call(level, zh, en, group["sites"], [group["reason"]] if group["reason"] else [], group["since"]))
    any_configured = any(site["state"] == configured.CONFIGURED for site in told["sites"])
    of_file = [run for run in told["runs"] if state.of_file(connection, run["run"])]
    last = next(iter(of_file if any_configured else told["runs"]), None)
    if last and last["verdict"] in state.BAD and not told["groups"] and not _told_by_sites(connection, last["run"]):
        level = "warn" if last["verdict"] == "degraded" else "bad"
        found.append(
            _call(
                level,
                "最近一次运行异常",
                f"the last run is {last['verdict']}",
                [],
                last["reasons"][:3],
                last["started"],
            )
        )
    if whole and (age := days(whole["started"], now) or 0) >= state.WHOLE_DAYS:
        zh, en = f"已 {age} 天没有完整运行", f"no run of all sites for {age} days"
        found.append(_call("warn", zh, en, since=whole["started"]))
    elif told["runs"] and not whole and any_configured:
        found.append(_call("warn", "还没有完整运行", "no run of all sites yet"))
    other = [site for site in told["sites"] if site["counts"] and site["looked"] and site["looked"]["differs"]]
    if other:
        zh = f"{len(other)} 个站点的列表与以往不同"
        en = f"{len(other)} site{'s do' if len(other) > 1 else ' does'} not look as before (scrapy sites check)"
        reasons = list(dict.fromkeys(site["looked"]["differs"][0] for site in other))[:3]
        found.append(
            _call(
                "warn", zh, en, [site["site"] for site in other], reasons, min(site["looked"]["at"] for site in other)
            )
        )
    if quiet := [site["site"] for site in told["sites"] if site["quiet"] and site["verdict"] not in state.BAD]:
        en = "nothing new for longer than max_days_quiet"
        found.append(_call("warn", "超过 max_days_quiet 没有新公告", en, quiet))
    return sorted(found, key=lambda call: call["level"] != "bad")


def _told_by_sites(connection: sqlite3.Connection, run: int) -> bool:
    """Whether a bad run was bad for sites of the file: what has become of them since is told by their own state."""
    return (
        connection.execute(
            """SELECT 1 FROM run_sites WHERE run = ? AND verdict NOT IN ('ok', 'running')
        AND site IN (SELECT site FROM _configured WHERE state <> 'once')""",
            (run,),
        ).fetchone()
        is not None
    )


def _call(
    level: str,
    zh: str,
    en: str,
    sites: list[str] | None = None,
    reasons: list[str] | None = None,
    since: str | None = None,
) -> dict[str, Any]:
    return {"level": level, "zh": zh, "en": en, "sites": sites or [], "reasons": reasons or [], "since": since}


def merges(connection: sqlite3.Connection, limit: int = MERGES) -> list[dict[str, Any]]:
    """The merges that happened last, newest first: the record, `merged_at`, and the `reposters` that came then."""
    found = rows(
        connection,
        f"""
        SELECT id, max(at) AS merged_at FROM (
            SELECT record_id AS id, first_seen AS at FROM (
                SELECT record_id, first_seen FROM notices ORDER BY node DESC LIMIT {LOOKED_AT})
            UNION ALL SELECT other, changed_at FROM (SELECT * FROM _changes ORDER BY rev DESC LIMIT {LOOKED_AT})
            WHERE operation = 'merged') JOIN records r USING (id) WHERE r.deleted_at IS NULL AND r.notices > 1
        GROUP BY id ORDER BY max(at) DESC, max(r.rev) DESC LIMIT ?""",
        limit,
    )
    for merge in found:
        merge |= rows(
            connection, "SELECT title, tag, published, notices, notice_id FROM records WHERE id = ?", merge["id"]
        )[0]
        merge["reposters"] = [
            name
            for (name,) in connection.execute(
                """SELECT site FROM notices WHERE record_id = ? AND id <> ?
                   GROUP BY site ORDER BY max(node) DESC LIMIT 4""",
                (merge["id"], merge["notice_id"]),
            )
        ]
    return found


def coverage(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """For each site, its notices and the share of them that have each field. Reads every notice."""
    shares = ", ".join(f"avg({field} IS NOT NULL) AS {field}" for field in FIELDS)
    return rows(connection, f"SELECT site, count(*) AS notices, {shares} FROM notices GROUP BY site ORDER BY site")
