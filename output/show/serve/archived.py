"""A notice's page as it came, beside what was read from it: routes of the operators' pages.

The page stands in a frame that is allowed nothing (sandbox without a word), answered with a policy under which nothing
can be fetched; crawler/tend/showing.py has taken out what could run or lead on before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response

from output.show.serve.plugin import HEADERS, POLICY, _database, _page
from output.show.state import rows
from output.store.archive import pages, warc
from output.store.archive.archive import folder_of

SHOWN = 40_000  # characters of a text beside its page
ALONE = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
FRAMED = {
    "Content-Security-Policy": ALONE,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-DNS-Prefetch-Control": "off",
    "Cache-Control": "no-store",
}
FRAMING = HEADERS | {"Content-Security-Policy": f"{POLICY}; frame-src 'self'"}
FIELDS = {
    "title_raw": "标题 title",
    "published": "发布日期 published",
    "published_raw": "网页上的日期 as written",
    "source": "来源 source",
    "author": "作者 author",
    "region": "地区 region",
    "document_number": "文号 number",
    "document_date": "文件日期 document date",
    "language": "语言 language",
}
NOTICE = "SELECT *, coalesce(link, url) AS address FROM notices WHERE id = ?"


@hookimpl
def register_routes() -> list[tuple[str, Callable]]:
    return [(r"^/-/page/(?P<id>[0-9a-f]+)$", page), (r"^/-/archived/(?P<id>[0-9a-f]+)/(?P<part>\d{1,4})$", archived)]


@_page("page.html", FRAMING)
def page(connection: sqlite3.Connection, request: Any) -> dict[str, Any] | None:
    """What was read from a notice's page, and the frame for it."""
    found = rows(connection, NOTICE, request.url_vars["id"])
    if not found:
        return None
    notice, places = found[0], pages.of_notice(connection, request.url_vars["id"])
    said = request.args.get("part") or "0"
    part = int(said) if said.isascii() and said.isdigit() and int(said) < len(places) else 0
    return {
        "notice": notice,
        "places": places,
        "part": part,
        "text": notice["body"][:SHOWN],
        "more": len(notice["body"]) - SHOWN,
        "flags": json.loads(notice["flags"]),
        "attached": json.loads(notice["attachments"])[:50],
        "fields": [(label, notice[name]) for name, label in FIELDS.items() if notice[name]],
    }


async def archived(datasette: Any, request: Any) -> Response:
    """One of its pages, harmless, for the frame."""
    database = _database(datasette)
    folder, part = folder_of(database.path), int(request.url_vars["part"])

    def look(connection: sqlite3.Connection) -> str | None:
        places = pages.of_notice(connection, request.url_vars["id"])
        if part >= len(places):
            return None
        return datasette.harmless(warc.read(Path(folder, places[part][0]), places[part][1]))

    try:
        shown = await database.execute_fn(look)
    except warc.Damaged as error:
        return Response.text(f"存档里读不到 not to be read from the archive\n{error}\n", status=404, headers=FRAMED)
    if shown is None:
        return Response.text("没有存档 no such page in the archive\n", status=404, headers=FRAMED)
    return Response.html(shown, headers=FRAMED)
