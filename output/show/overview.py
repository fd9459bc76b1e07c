"""Is all well? What the front page and the report begin with: runs, sites, totals, merges, what needs attention."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple

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


class Call(NamedTuple):
    """Something an operator should look at. `sites` it is about (all of them); `since`: a moment or None."""

    level: str
    zh: str
    en: str
    sites: Sequence[str] = ()
    reasons: Sequence[str] = ()
    since: str | None = None


def attention(connection: sqlite3.Connection, told: dict[str, Any], now: datetime) -> list[dict[str, Any]]:
    """What an operator should look at, worst first: `level` (bad or warn), `zh` and `en` in words, `sites` it is about
    (all of them), `reasons`, and `since`, a moment or None."""
    calls = [
        *_no_run(told),
        *_sites_not_well(told),
        *_last_run(connection, told),
        *_no_whole_run(told, now),
        *_look_different(told),
        *_quiet(told),
    ]
    found = [call._asdict() | {"sites": list(call.sites), "reasons": list(call.reasons)} for call in calls]
    return sorted(found, key=lambda call: call["level"] != "bad")


def _no_run(told: dict[str, Any]) -> Iterator[Call]:
    if not told["runs"]:
        yield Call("bad", "还没有运行记录", "no run yet")


def _sites_not_well(told: dict[str, Any]) -> Iterator[Call]:
    """A call for each reason for which sites are not well."""
    of = told["counted"]["sites"]
    for group in told["groups"]:
        n = len(group["sites"])
        zh, en = f"{of} 个站点中 {n} 个异常", f"{n} of {of} sites {group['verdict']}"
        reasons = [group["reason"]] if group["reason"] else []
        yield Call(_level(group["verdict"]), zh, en, group["sites"], reasons, group["since"])


def _last_run(connection: sqlite3.Connection, told: dict[str, Any]) -> Iterator[Call]:
    """The last run was not well, and no site's own state tells of it."""
    runs = told["runs"]
    if _any_configured(told):
        runs = [run for run in runs if state.of_file(connection, run["run"])]
    last = runs[0] if runs else None
    if last is None or last["verdict"] not in state.BAD or told["groups"]:
        return
    if not _told_by_sites(connection, last["run"]):
        en = f"the last run is {last['verdict']}"
        yield Call(_level(last["verdict"]), "最近一次运行异常", en, [], last["reasons"][:3], last["started"])


def _no_whole_run(told: dict[str, Any], now: datetime) -> Iterator[Call]:
    """It is long since all sites were crawled."""
    whole = told["whole"]
    age = (days(whole["started"], now) if whole else None) or 0
    if age >= state.WHOLE_DAYS:
        yield Call("warn", f"已 {age} 天没有完整运行", f"no run of all sites for {age} days", since=whole["started"])
    elif told["runs"] and not whole and _any_configured(told):
        yield Call("warn", "还没有完整运行", "no run of all sites yet")


def _look_different(told: dict[str, Any]) -> Iterator[Call]:
    """Lists that `scrapy sites check` found to be others than they were."""
    other = [site for site in told["sites"] if site["counts"] and site["looked"] and site["looked"]["differs"]]
    if not other:
        return
    zh = f"{len(other)} 个站点的列表与以往不同"
    sites_do = "sites do" if len(other) > 1 else "site does"
    en = f"{len(other)} {sites_do} not look as before (scrapy sites check)"
    reasons = list(dict.fromkeys(site["looked"]["differs"][0] for site in other))[:3]
    yield Call("warn", zh, en, [site["site"] for site in other], reasons, min(site["looked"]["at"] for site in other))


def _quiet(told: dict[str, Any]) -> Iterator[Call]:
    """Sites that are well and have had nothing new for too long."""
    quiet = [site["site"] for site in told["sites"] if site["quiet"] and site["verdict"] not in state.BAD]
    if quiet:
        yield Call("warn", "超过 max_days_quiet 没有新公告", "nothing new for longer than max_days_quiet", quiet)


def _level(verdict: str) -> str:
    return "warn" if verdict == "degraded" else "bad"


def _any_configured(told: dict[str, Any]) -> bool:
    return any(site["state"] == configured.CONFIGURED for site in told["sites"])


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
