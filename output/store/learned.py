"""What was learned about a site from its pages: its furniture, which operators see and overrule, and what the next run
compares pages with. Plain functions on the writer's connection, inside its transaction.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from nouns.mistakes import guess
from output.clock import moment
from output.refusals import Refusal
from output.store import platforms
from output.store.notices import raw
from pipelines.text import spaced


class FurnitureRefused(Refusal):
    """Raised for a word on furniture that names no site or no line."""


def load(connection: sqlite3.Connection, site: str) -> dict[str, Any]:
    """`memory`: what `remember` was given last; `lines`: the site's furniture, key -> text; `kept`: keys of lines that
    an operator says are none; `platform`: what makes its pages, and `shared`: lines that are the platform's."""
    row = connection.execute("SELECT data FROM _site_memory WHERE site = ?", (site,)).fetchone()
    lines = connection.execute("SELECT key, line, decision FROM site_furniture WHERE site = ?", (site,)).fetchall()
    return {
        "memory": json.loads(zlib.decompress(row[0])) if row else {},
        "lines": {int(key, 16): line for key, line, decision in lines if decision != "kept"},
        "kept": [int(key, 16) for key, _line, decision in lines if decision == "kept"],
        "platform": platforms.of(connection, site),
        "shared": platforms.lines(connection, site),
    }


def decided(connection: sqlite3.Connection, site: str) -> dict[int, str]:
    """The lines that an operator says are the site's: key -> text."""
    rows = connection.execute("SELECT key, line FROM site_furniture WHERE site = ? AND decision = 'furniture'", (site,))
    return {int(key, 16): line for key, line in rows}


def forget(connection: sqlite3.Connection, site: str, lines: Mapping[int, str]) -> None:
    """Lines that were learned, and that the site's pages do not show to be its own any more."""
    connection.executemany(
        "DELETE FROM site_furniture WHERE site = ? AND key = ? AND decision = 'learned'",
        [(site, f"{key:016x}") for key in lines],
    )


def remember(connection: sqlite3.Connection, site: str, memory: Mapping[str, Any], learned: Mapping[int, str]) -> None:
    """Keep what a run has learned. `learned`: lines that have become furniture, key -> text."""
    data = zlib.compress(json.dumps(memory, separators=(",", ":")).encode())
    connection.execute("INSERT OR REPLACE INTO _site_memory VALUES (?, ?)", (site, data))
    now = moment()
    connection.executemany(
        "INSERT OR IGNORE INTO site_furniture (site, key, line, decision, decided_at) VALUES (?, ?, ?, 'learned', ?)",
        [(site, f"{key:016x}", line, now) for key, line in learned.items()],
    )


def decide(connection: sqlite3.Connection, site: str, line: str, key: int, decision: str, who: str) -> None:
    """An operator's word on a line: `furniture`, or `kept`, which no run learns otherwise. Raises FurnitureRefused."""
    crawled(connection, site)
    if not line.strip():
        raise FurnitureRefused("give the line as the table shows it")
    connection.execute(
        """INSERT INTO site_furniture (site, key, line, decision, decided_by, decided_at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (site, key) DO UPDATE SET
               decision = excluded.decision, decided_by = excluded.decided_by, decided_at = excluded.decided_at""",
        (site, f"{key:016x}", line.strip(), decision, who, moment()),
    )


def crawled(connection: sqlite3.Connection, site: str) -> None:
    """Raises FurnitureRefused for a site that there is not."""
    known = [name for (name,) in connection.execute("SELECT DISTINCT site FROM run_sites")]
    if site not in known:
        raise FurnitureRefused(f"{site}: no run has crawled such a site{guess(site, known)}")


def table(connection: sqlite3.Connection, site: str | None = None) -> list[dict[str, Any]]:
    """The furniture of a site, or of all."""
    cursor = connection.execute(
        """SELECT site, line, decision, decided_by, decided_at FROM site_furniture
           WHERE ?1 IS NULL OR site = ?1 ORDER BY site, decided_at, line""",
        (site,),
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def lacking(connection: sqlite3.Connection, site: str, line: str, archived: bool = True) -> list[str]:
    """Ids of the site's notices whose pages said this line and whose texts lack it. `archived`: also of those whose
    page is in the archive."""
    found = []
    query = "SELECT id, body FROM notices WHERE site = ? AND (? OR archive_file IS NULL)"
    for notice, body in connection.execute(query, (site, archived)):
        said = raw(connection, notice)
        if said and line in said[1] and line not in body:
            found.append(notice)
    return found


def holding(connection: sqlite3.Connection, site: str, lines: Sequence[str]) -> list[tuple[str, str]]:
    """(id, body) of the site's notices that have one of these lines in their text, as the page said it or cleaned."""
    forms = {form for line in lines for form in (line, spaced(line)) if form}
    rows = connection.execute(
        """SELECT id, body FROM notices n WHERE site = ?1
           AND EXISTS (SELECT 1 FROM json_each(?2) WHERE instr(n.body, value) > 0)""",
        (site, json.dumps(sorted(forms))),
    )
    return list(rows)
