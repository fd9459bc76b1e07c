"""Notices from elsewhere (an archive, another database): a file's rows on the same way as a page's entries.

file -> Notice -> the pipelines that clean -> the store, which merges. What cannot be kept goes to `rejects`.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import quote

from scrapy.exceptions import DropItem
from scrapy.settings import BaseSettings
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import build_from_crawler, load_object

from crawler.items import Notice
from dedup import ENGINE
from output import runs
from output.sheets import ImportRefused, Row, meanings, rows
from output.store import Store
from pipelines.identity import canonical_url, inline_url
from pipelines.store import StorePipeline

__all__ = ["BadRow", "ImportRefused", "RepeatedAddress", "Row", "cleaning", "meanings", "rows", "run", "text"]
BATCH = 1024  # notices handed to the store together, enough for it to work ahead
TEXTS = ("site", "url", "link", "listing_url", "title", "title_raw", "tag", "body", "body_raw", "published",
         "published_raw", "source", "author", "region")  # fmt: skip


class BadRow(ValueError):
    """Raised for a row that is no notice: not JSON, a field of the wrong kind."""


class RepeatedAddress(ValueError):
    """Raised for a row that says something else of an address than an earlier row: which of them holds?"""


@dataclass
class Unreadable:
    """What a row was that could not be made a Notice, for `rejects`."""

    site: str
    url: str
    row: Any


class Tally(NamedTuple):
    """What became of the rows of one site."""

    outcomes: Counter[str]
    rejects: Counter[str]


def notice(values: dict[str, Any], line: int, path: Path, site: str, fetched_at: datetime) -> Notice:
    """A row as a Notice before cleaning. Its fields are the columns of `notices`; only title and body must be there.

    A row that names no site is of `site`; one without an address gets one made of its `id`, so that copies under ids of
    their own are notices of their own, or else of what it says. Raises BadRow.
    """
    said: dict[str, str] = {}
    for name in TEXTS:
        if (value := values.get(name)) is not None:
            if not isinstance(value, str):
                raise BadRow(f"{name}: not a text: {value!r:.100}")
            said[name] = _sound(value)
    title = said.get("title_raw") or said.get("title", "")
    if said.get("tag") and not said.get("title_raw"):
        title = f"【{said['tag']}】{title}"
    body = said.get("body_raw") or said.get("body", "")
    site = said.get("site") or site
    listing = said.get("listing_url") or path.absolute().as_uri()
    address = said.get("url") or said.get("link")
    link = said.get("link") or address
    try:
        url = canonical_url(address) if address else _address(values.get("id"), site, title, body)
    except ValueError as error:
        raise BadRow(f"url: {error}") from None
    return Notice(
        site=site, url=url, link=link if link != url else None, listing_url=listing, position=line,
        title_raw=title, body_raw=body,
        fetched_at=_moment(values.get("fetched_at")) or fetched_at,
        published_raw=said.get("published_raw") or said.get("published"), source=said.get("source"),
        author=said.get("author"), region=said.get("region"), attachments=_attachments(values.get("attachments")),
    )  # fmt: skip


def _address(id: Any, site: str, title: str, body: str) -> str:
    if id is None or id == "":
        return inline_url(f"import:{site}", title, body)
    if not isinstance(id, (str, int)):
        raise BadRow(f"id: neither a text nor a number: {id!r:.100}")
    return f"import:{site}#{quote(_sound(str(id)), safe='')}"


def _sound(text: str) -> str:
    """Text that SQLite stores whole: surrogate pairs joined, lone ones U+FFFD, no NUL."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value.replace("Z", "+00:00"))  # Python 3.10 does not know Z
    except (AttributeError, ValueError):
        return None
    return found if found.tzinfo else None


def _attachments(value: Any) -> list[tuple[str, str]]:
    if isinstance(value, str):  # as the column holds it
        try:
            value = json.loads(value)
        except ValueError:
            raise BadRow("attachments: not JSON") from None
    try:
        return [(_sound(name), _sound(url)) for name, url in value or ()]
    except (TypeError, ValueError, AttributeError):
        raise BadRow("attachments: not a list of [name, address]") from None


def cleaning(settings: BaseSettings, region: str | None = None) -> list[Any]:
    """The pipelines of ITEM_PIPELINES up to the one that stores; `region` stands for the site's."""
    crawler = SimpleNamespace(settings=settings, spider=SimpleNamespace(site=SimpleNamespace(region=region)))
    crawler.stats = MemoryStatsCollector(crawler)
    classes = [load_object(path) for path in build_component_list(settings.getwithbase("ITEM_PIPELINES"))]
    return [build_from_crawler(kind, crawler) for kind in classes if kind is not StorePipeline]


def run(path: Path, store: Store, site: str, pipelines: Sequence[Any],
        progress: Callable[[int], None] = lambda rows: None) -> dict[str, Any]:  # fmt: skip
    """Take in every row of a file as a run of its own; the caller holds the run lock.

    Returns run, verdict (ok; degraded with rejects; failed with nothing else), `outcomes` (new, changed, touched,
    unchanged), `rejects` (by reason) and `revs`. Raises ImportRefused, sqlite3.Error.
    """
    number = store.begin_run(ENGINE)
    before = store.do(runs.revision)
    taken = asyncio.run(_take_in(path, store, site, pipelines, progress))
    for name, tally in taken.items():
        verdict, reasons = _verdict(tally)
        outcomes, rejects = tally
        store.do(runs.save_site, number, name, {
            "verdict": verdict, "reasons": reasons, "finish_reason": "imported",
            "entries": sum((outcomes + rejects).values()), "new": outcomes["new"], "unchanged": outcomes["unchanged"],
            "changed": outcomes["changed"] + outcomes["touched"], "rejects": sum(rejects.values()),
        })  # fmt: skip
    total = Tally(sum((tally.outcomes for tally in taken.values()), Counter()),
                  sum((tally.rejects for tally in taken.values()), Counter()))  # fmt: skip
    verdict, reasons = _verdict(total)
    store.do(runs.finish, number, verdict, reasons)
    return {"run": number, "verdict": verdict, "outcomes": dict(sorted(total.outcomes.items())),
            "rejects": dict(sorted(total.rejects.items())), "revs": store.do(runs.revision) - before}  # fmt: skip


def text(done: dict[str, Any]) -> str:
    """What an operator reads of what `run` returns."""
    lines = [", ".join(f"{n} {outcome}" for outcome, n in done["outcomes"].items())]
    if done["rejects"]:
        lines += ["rejected: " + ", ".join(f"{n} {reason}" for reason, n in done["rejects"].items()),
                  f"these rows: SELECT reason, detail, item FROM rejects WHERE last_run = {done['run']}"]  # fmt: skip
    changed = f"changes: {done['revs']} revs" if done["revs"] else "nothing changed: no rev moved"
    return "\n".join((*lines, changed))


def _verdict(tally: Tally) -> tuple[str, list[str]]:
    reasons = [f"{n} rows rejected: {reason}" for reason, n in sorted(tally.rejects.items())]
    return ("ok" if not reasons else "degraded" if tally.outcomes else "failed"), reasons


async def _take_in(path: Path, store: Store, site: str, pipelines: Sequence[Any],
                   progress: Callable[[int], None]) -> dict[str, Tally]:  # fmt: skip
    """Clean, store and merge. A file without moments of its own is taken as fetched when it was written, so that a
    second import, even on another day, says the same."""
    taken: dict[str, Tally] = {}
    seen: dict[str, int] = {}  # notice -> hash of what its first row says
    fetched_at = datetime.fromtimestamp(int(path.stat().st_mtime), timezone.utc)
    count = 0

    async def one(row: Row) -> None:
        item: Any = Unreadable(site, f"{path.absolute().as_uri()}#line-{row.line}", row.values)
        try:
            if row.error:
                raise BadRow(row.error)
            item = notice(row.values, row.line, path, site, fetched_at)
            for pipeline in pipelines:
                item = pipeline.process_item(item)
            said = hash((item.title_raw, item.body, item.published_raw))
            if seen.setdefault(item.id, said) != said:
                raise RepeatedAddress("an earlier row says something else of this address")
        except Exception as error:
            reason = type(error).__name__ if isinstance(error, (DropItem, BadRow, RepeatedAddress)) else "error"
            await store.reject(item, reason, f"{path.name}, line {row.line}: {error}")
            taken.setdefault(item.site, Tally(Counter(), Counter())).rejects[reason] += 1
        else:
            outcome = await store.save(item)
            taken.setdefault(item.site, Tally(Counter(), Counter())).outcomes[outcome] += 1

    source = rows(path)
    while batch := list(islice(source, BATCH)):
        await asyncio.gather(*map(one, batch))
        count += len(batch)
        progress(count)
    return taken
