"""Our pages inside Datasette: front page, search, a record, a pair, the queue, charts; and the one place that writes.

Reading goes through Datasette's read-only connections. A judgement goes through the store under the run lock, and only
from a form of these pages: the address must be loopback, the origin our own, the form's token that of the cookie.
"""

from __future__ import annotations

import asyncio
import getpass
import re
import sqlite3
from collections.abc import Awaitable, Callable
from functools import wraps
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from datasette import hookimpl
from datasette.database import Database
from datasette.utils.asgi import Response
from markupsafe import Markup

from output import filters
from output.clock import local, moment
from output.exchange import contract, formats
from output.exchange.export import ENTRIES
from output.exchange.reader import Reader
from output.refusals import RunLocked
from output.show import queue
from output.show.charts import CHARTS, charts_of_runs
from output.show.overview import overview
from output.show.serve import answers, pages, site_page
from output.store import search
from output.store.held import HeldRefused
from output.store.judging import JudgementRefused
from output.store.store import Store

SITES = 40  # of the front page, the worst first; more when more are not well
OPTIONS = {"site": "site", "region": "region", "tag": "tag", "since": "from", "until": "to"}  # filter: option
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Nothing from elsewhere, no script in a page: what a notice says cannot run, whatever it says.
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# Not no-referrer: a browser would then say `Origin: null` with our own forms.
# Asked before the first visitor comes: imports, templates and connections cost the first pages half a second.
WARMING = ("/", "/-/charts", "/-/queue", "/-/find?q=税", "/{}", "/{}/records_list", "/{}/notices_list")
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


def loopback(address: str) -> bool:
    """Whether a Host header or an origin's host and port names this machine and no other."""
    try:
        return urlsplit(f"//{address}").hostname in LOOPBACK
    except ValueError:
        return False


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable:
    """A page that a name elsewhere resolves to (DNS rebinding), or that another site posts to, is refused."""

    def wrap(app: Callable) -> Callable:
        @wraps(app)
        async def guarded(scope: dict, receive: Callable, send: Callable) -> None:
            if scope["type"] == "http" and (why := refused(scope)):
                await Response.text(f"refused: {why}\n", status=403).asgi_send(send)
                return
            if scope["type"] == "lifespan":
                for path in WARMING:
                    await datasette.client.get(path.format(_database(datasette).name))
            await app(scope, receive, answers.mended(scope["path"], send) if scope["type"] == "http" else send)

        return guarded

    return wrap


def refused(scope: dict) -> str | None:
    """Why a request is not answered, if so."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "")
    if not loopback(host):
        return "this is served to this machine alone"
    if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "posted from another site"
        if urlsplit(headers.get("origin", f"http://{host}")).netloc != host:
            return "posted from another origin"
    return None


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    search.register(conn)
    conn.execute("PRAGMA mmap_size = 1073741824")  # a new connection has no pages yet: half the time


@hookimpl
def render_cell(value: Any, column: str, database: str) -> Any:
    """A record's or notice's id leads to its page."""
    if database.startswith("_") or not (isinstance(value, str) and re.fullmatch(r"[0-9a-f]{16,20}", value)):
        return None
    return Markup('<a href="/-/record/{}">{}</a>').format(value, value)


@hookimpl
def register_routes() -> list[tuple[str, Callable]]:
    return [
        (r"^/$", front),
        (r"^/-/find$", find),
        (r"^/-/feed$", feed),
        (r"^/-/charts$", charts),
        (r"^/-/queue$", waiting),
        (r"^/-/pair$", pair),
        (r"^/-/judge$", judge),
        (r"^/-/held$", word_on_held),
        (r"^/-/site/(?P<name>[^/]+)$", site),
        (r"^/-/record/(?P<id>[^/]+)$", record),
        (r"^/-/text/(?P<id>[^/]+)$", text),
    ]


def _database(datasette: Any) -> Database:
    return next(database for name, database in datasette.databases.items() if not name.startswith("_"))


def _page(template: str, headers: dict[str, str] = HEADERS) -> Callable:
    """A page made of `answer(connection, request)`: what the template is told, or None for nothing there."""

    def decorate(answer: Callable[[sqlite3.Connection, Any], dict[str, Any] | None]) -> Callable[..., Awaitable]:
        async def view(datasette: Any, request: Any) -> Response:
            database = _database(datasette)
            told = await database.execute_fn(lambda connection: answer(connection, request))
            if told is None:
                return Response.text("没有这条记录 · no such record\n", status=404)
            if "redirect" in told:
                return Response.redirect(told["redirect"])
            told |= {"database": database.name, "local": local}
            return Response.html(await datasette.render_template(template, told, request=request), headers=headers)

        return view

    return decorate


def _number(request: Any, name: str, default: int, most: int = 10**6) -> int:
    said = request.args.get(name) or ""
    return min(int(said), most) if said.isascii() and said.isdigit() else default


@_page("front.html")
def front(connection: sqlite3.Connection, request: Any) -> dict[str, Any]:
    told, like = overview(connection), (request.args.get("site") or "").strip()
    sites = [site for site in told["sites"] if like.lower() in site["site"].lower()]
    bad = sum(site["bad"] for site in sites)
    listed = sites if request.args.get("all") else sites[: max(SITES, bad)]
    return {
        **told,
        "like": like,
        "listed": listed,
        "others": sites[len(listed) :],
        "week_ago": moment(-7)[:10],
        "charts": [CHARTS["runs"][1](connection), CHARTS["months"][1](connection)],
    }


@_page("find.html")
def find(connection: sqlite3.Connection, request: Any) -> dict[str, Any]:
    words, limit = request.args.get("q") or "", _number(request, "limit", 20, 500)
    known = [name for (name,) in connection.execute("SELECT DISTINCT site FROM run_sites ORDER BY site")]
    told = {"words": words, "limit": limit, "known": known, "hits": [], "filters": filters.EVERY, "options": OPTIONS}
    try:
        asked = filters.of({name: request.args.get(name) for name in request.args})
    except filters.FilterRefused as error:
        return told | {"wrong": str(error)}
    return told | {"filters": asked, "hits": search.find(connection, words, limit, asked)}


@_page("charts.html")
def charts(connection: sqlite3.Connection, _request: Any) -> dict[str, Any]:
    return {"charts": [(title, draw(connection)) for title, draw in CHARTS.values()]}


@_page("site.html")
def site(connection: sqlite3.Connection, request: Any) -> dict[str, Any] | None:
    told = site_page.told(connection, unquote(request.url_vars["name"]))
    return told and told | {
        "entries": charts_of_runs(told["runs"], ("entries", "new")),
        "troubles": charts_of_runs(told["runs"], ("changed", "rejects", "errors")),
    }


@_page("record.html")
def record(connection: sqlite3.Connection, request: Any) -> dict[str, Any] | None:
    return pages.record(connection, request.url_vars["id"], _number(request, "page", 1))


@_page("pair.html")
def pair(connection: sqlite3.Connection, request: Any) -> dict[str, Any] | None:
    return pages.pair(connection, request.args.get("a") or "", request.args.get("b") or "")


@_page("pair.html")
def waiting(connection: sqlite3.Connection, request: Any) -> dict[str, Any]:
    found, skip = queue.waiting(connection, 200), _number(request, "skip", 0)
    told = {"queue": found[skip + 1 : skip + 11], "left": len(found), "skip": skip}
    if skip < len(found):
        told |= pages.pair(connection, found[skip]["a"], found[skip]["b"]) or {}
    return told


async def feed(datasette: Any, request: Any) -> Response:
    """The newest records that the filters in the address choose, as an Atom feed: a saved search to subscribe to."""
    asked, path, file = {name: request.args.get(name) for name in request.args}, _database(datasette).path, BytesIO()

    def write() -> None:
        with Reader(path) as reader:
            reader.choose(filters.of(asked), asked.get("q"))
            formats.atom(file, contract.EXPORTED, formats.plain(reader.newest_rows(ENTRIES)))

    try:
        await asyncio.get_running_loop().run_in_executor(None, write)
    except filters.FilterRefused as error:
        return Response.text(f"{error}\n", status=400)
    return Response(file.getvalue().decode(), headers=HEADERS, content_type="application/atom+xml; charset=utf-8")


async def text(datasette: Any, request: Any) -> Response:
    """The whole text of a notice, as text: no page is made slow by two megabytes."""
    found = await _database(datasette).execute("SELECT title, body FROM notices WHERE id = ?", [request.url_vars["id"]])
    row = found.first()
    if row is None:
        return Response.text("没有这条公告 · no such notice\n", status=404)
    return Response.text(f"{row['title']}\n\n{row['body'] or '（没有正文 no text）'}", headers=HEADERS)


async def judge(datasette: Any, request: Any) -> Response:
    """Record a judgement on a pair."""

    def write(store: Store, said: dict[str, str]) -> str:
        a, b, verdict, why = (said.get(name, "") for name in ("a", "b", "verdict", "why"))
        store.judge(a, b, verdict, getpass.getuser(), why)
        following = said.get("next", "")
        return following if following.startswith("/-/") else "/-/queue"

    return await _posted(datasette, request, write)


async def word_on_held(datasette: Any, request: Any) -> Response:
    """Accept or refuse a version that is held back: the one that the page showed."""

    def write(store: Store, said: dict[str, str]) -> str:
        if (word := said.get("word")) not in ("accept", "refuse"):
            raise HeldRefused(f"{word}: accept or refuse")
        store.decide_held(said.get("notice", ""), word == "accept", getpass.getuser(), said.get("body_hash", ""))
        return f"/-/site/{quote(said.get('site', ''), safe='')}#held"

    return await _posted(datasette, request, write)


async def _posted(datasette: Any, request: Any, write: Callable[[Store, dict[str, str]], str]) -> Response:
    """Have a form's word written under the run lock; `write` says which page shows it. Datasette has compared the
    form's token with the cookie's before, if there is a cookie."""
    if request.method != "POST":
        return Response.text("POST only\n", status=405)
    if "ds_csrftoken" not in request.cookies:
        return Response.text("refused: not posted from a form of these pages\n", status=403)
    said, path = await request.post_vars(), Path(_database(datasette).path)

    def under_the_lock() -> str:
        with Store.alone(path) as store:
            return write(store, said)

    try:
        shown = await asyncio.get_running_loop().run_in_executor(None, under_the_lock)
    except RunLocked as error:
        return Response.text(f"正在运行，稍后再试 · a run is going on, try again later\n{error}\n", status=409)
    except (JudgementRefused, HeldRefused) as error:
        return Response.text(f"不能这样判断 · refused\n{error}\n", status=409)
    return Response.redirect(shown, status=303)
