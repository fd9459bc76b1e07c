"""Saved queries: new records that match one are told to a command, a web address, or by mail. For `scrapy watch`.

What a query has told stands in the database; what could not be told is told the next time, so nothing is missed and a
record may be told twice.
"""

from __future__ import annotations

import json
import shlex
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from output.clock import moment
from output.filters import FilterRefused, Filters
from output.refusals import Refusal
from output.store import search
from output.store.database import WAIT, open_reader
from output.store.runs import revision

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SECONDS = 30  # for a command, an address, the mail program
MOST = 1000  # records in one message; the rest comes with the next
SENDMAIL = ("/usr/sbin/sendmail", "-t", "-i")
FILTERS = {"site": "site", "region": "region", "tag": "tag", "from": "since", "to": "until"}  # key: filter
KEYS = {"words", "command", "webhook", "mail", *FILTERS}
COLUMNS = ("id", "title", "published", "region", "tag", "source", "notices", "site", "url", "link", "first_seen", "rev")
_WHERE = {"site": "n.site", "url": "n.url", "link": "coalesce(n.link, n.url) AS link"}


class WatchesRefused(Refusal):
    """Raised for a file of saved queries that cannot be used; the message names file, table and key."""


@dataclass(frozen=True)
class Watch:
    """One saved query and who is told."""

    name: str
    filters: Filters
    words: str | None
    command: str | None
    webhook: str | None
    mail: str | None


def load(path: Path) -> list[Watch]:
    """The queries of a TOML file, a table each. Raises WatchesRefused."""
    from nouns.mistakes import guess, unreadable
    from pipelines import regions

    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WatchesRefused(unreadable(path, error)) from None
    watches = []
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise WatchesRefused(f"{path}: {name}: stands outside a query's table, such as [tax]")
        for key, value in table.items():
            if key not in KEYS:
                raise WatchesRefused(f"{path}: [{name}] {key}: unknown key{guess(key, KEYS)}")
            if not isinstance(value, str) or not value.strip():
                raise WatchesRefused(f"{path}: [{name}] {key}: must be a non-empty string")
        if not {"command", "webhook", "mail"} & table.keys():
            raise WatchesRefused(f"{path}: [{name}]: says nobody to tell: command, webhook or mail")
        try:
            filters = Filters(**{FILTERS[key]: table[key] for key in FILTERS if key in table})
        except FilterRefused as error:
            raise WatchesRefused(f"{path}: [{name}]: {error}") from None
        if wrong := filters.region and regions.in_no_name(filters.region):
            raise WatchesRefused(f"{path}: [{name}] region: {wrong}")
        watches.append(Watch(name, filters, *(table.get(key) for key in ("words", "command", "webhook", "mail"))))
    return watches


def tell(database: Path, watches: Iterable[Watch], dry: bool = False) -> list[dict[str, Any]]:
    """Tell each query's new records. Returns for each `watch`, `new` (the records) and `problems` (what went wrong).

    A query that was never asked before begins with now: it tells what comes in from here on. `dry`: nobody is told, and
    nothing is kept. Raises DatabaseError, sqlite3.Error.
    """
    told = []
    with closing(open_reader(database).conn) as connection:
        newest = revision(connection)
        for watch in watches:
            since = _since(connection, watch.name)
            new, upto = _new(connection, watch, newest if since is None else since, newest)
            problems = [] if dry or not new else _deliver(watch, new)
            if not dry and not problems:
                _keep(database, watch.name, upto)
            told.append({"watch": watch.name, "new": new, "problems": problems, "first": since is None})
    return told


def _new(connection: sqlite3.Connection, watch: Watch, since: int, newest: int) -> tuple[list[dict[str, Any]], int]:
    """Records added or split off after a rev that the query chooses, oldest first, and the rev up to which they go."""
    added = [
        record
        for (record,) in connection.execute(
            """SELECT record FROM _changes WHERE rev > ? AND rev <= ? AND operation IN ('added', 'split')
               ORDER BY rev""",
            (since, newest),
        )
    ]
    if not added:
        return [], newest
    chosen = search.matching(connection, watch.filters, watch.words)
    ids = [record for record in added if record in chosen]
    found, upto = ids[:MOST], newest
    if len(ids) > MOST:
        (upto,) = connection.execute(
            "SELECT max(rev) FROM _changes WHERE record = ? AND operation IN ('added', 'split')", (found[-1],)
        ).fetchone()
    rows = connection.execute(
        f"""SELECT {", ".join(_WHERE.get(name) or f"r.{name}" for name in COLUMNS)}
            FROM json_each(?) j JOIN records r ON r.id = j.value LEFT JOIN notices n ON n.id = r.notice_id
            ORDER BY j.key""",
        (json.dumps(found),),
    )
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows], upto


def _deliver(watch: Watch, new: list[dict[str, Any]]) -> list[str]:
    message = json.dumps({"watch": watch.name, "at": moment(), "records": new}, ensure_ascii=False).encode()
    problems = []
    for kind, target, send in (("command", watch.command, _run), ("webhook", watch.webhook, _post)):
        if target and (problem := send(target, message)):
            problems.append(f"{watch.name}: {kind}: {problem}")
    if watch.mail and (problem := _mail(watch, new)):
        problems.append(f"{watch.name}: mail: {problem}")
    return problems


def _run(line: str, message: bytes) -> str | None:
    try:
        done = subprocess.run(shlex.split(line), input=message, timeout=SECONDS, capture_output=True, check=False)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return str(error)
    return f"exit status {done.returncode}" if done.returncode else None


def _post(address: str, message: bytes) -> str | None:
    try:
        request = urllib.request.Request(address, message, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=SECONDS):
            return None
    except (OSError, ValueError) as error:
        return str(error)


def _mail(watch: Watch, new: list[dict[str, Any]]) -> str | None:
    """By the system's sendmail, which every mail server brings."""
    mail = EmailMessage()
    mail["To"], mail["Subject"] = watch.mail, f"{watch.name}: {len(new)} 条新公告 new records"
    mail.set_content(
        "\n\n".join(
            f"{row['title']}\n{row['published'] or '–'}  {row['region'] or ''}  {row['site']}\n{row['link']}"
            for row in new
        )
    )
    try:
        done = subprocess.run(SENDMAIL, input=bytes(mail), timeout=SECONDS, capture_output=True, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return f"sendmail: exit status {done.returncode}" if done.returncode else None


def _since(connection: sqlite3.Connection, name: str) -> int | None:
    """The rev up to which a query has told; one of another lineage, of before a restore, is none."""
    row = connection.execute("SELECT value FROM _meta WHERE key = ?", (f"watch:{name}",)).fetchone()
    rev, _, lineage = row[0].partition("@") if row else ("", "", "")
    (now,) = connection.execute("SELECT value FROM _meta WHERE key = 'lineage'").fetchone()
    return int(rev) if row and lineage == now else None


def _keep(database: Path, name: str, rev: int) -> None:
    """One short transaction: a run may be writing."""
    with closing(sqlite3.connect(database, timeout=WAIT, isolation_level=None)) as connection:
        connection.execute(
            "INSERT OR REPLACE INTO _meta SELECT ?, ? || '@' || value FROM _meta WHERE key = 'lineage'",
            (f"watch:{name}", str(rev)),
        )
