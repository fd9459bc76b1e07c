"""Notices from elsewhere (an archive, another database): a file's rows on the same way as a page's entries.

file -> Notice -> the pipelines that clean -> the store, which merges. What cannot be kept goes to `rejects`.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from scrapy.exceptions import DropItem
from scrapy.settings import BaseSettings
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import build_from_crawler, load_object

from dedup import ENGINE
from dedup.aside import Aside
from nouns.items import Notice
from output.exchange.import_row import BadRow, notice
from output.exchange.sheets import Row, rows
from output.store import runs
from output.store.group_commit import PROCESSORS
from output.store.pipeline import StorePipeline
from output.store.store import Store
from pipelines.said import Said, each

CHUNK = 32  # rows that are cleaned together
CLEANED = 8  # such chunks that are cleaned before the first is handed on; who has fewer rows starts no process for it
STORED = 32  # and that the store has at once, enough for it to work ahead


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


def cleaning(settings: BaseSettings, region: str | None = None) -> list[Any]:
    """The pipelines of ITEM_PIPELINES up to the one that stores; `region` stands for the site's."""
    site = SimpleNamespace(region=region)
    # What pipelines ask of a crawler, of which there is none.
    crawler: Any = SimpleNamespace(settings=settings, spider=SimpleNamespace(site=site))
    crawler.stats = MemoryStatsCollector(crawler)
    classes = [load_object(path) for path in build_component_list(settings.getwithbase("ITEM_PIPELINES"))]
    return [build_from_crawler(kind, crawler) for kind in classes if kind is not StorePipeline]


def run(
    path: Path,
    store: Store,
    site: str,
    pipelines: Sequence[Any],
    progress: Callable[[int], None] = lambda rows: None,
    beside: Aside | None = None,
) -> dict[str, Any]:
    """Take in every row of a file as a run of its own; the caller holds the run lock. `beside`: who makes what rows
    say, where it was begun before.

    Returns run, verdict (ok; degraded with rejects; failed with nothing else), `outcomes` (new, changed, touched,
    unchanged), `rejects` (by reason) and `revs`. Raises ImportRefused, sqlite3.Error.
    """
    number = store.begin_run(ENGINE)
    before = store.do(runs.revision)
    taken = asyncio.run(_Intake(path, store, site, pipelines, beside or Aside("pipelines.said")).run(progress))
    for name, tally in taken.items():
        verdict, reasons = _verdict(tally)
        outcomes, rejects = tally
        store.do(
            runs.save_site,
            number,
            name,
            {
                "verdict": verdict,
                "reasons": reasons,
                "finish_reason": "imported",
                "entries": sum((outcomes + rejects).values()),
                "new": outcomes["new"],
                "unchanged": outcomes["unchanged"],
                "changed": outcomes["changed"] + outcomes["touched"],
                "rejects": sum(rejects.values()),
            },
        )
    total = Tally(
        sum((tally.outcomes for tally in taken.values()), Counter()),
        sum((tally.rejects for tally in taken.values()), Counter()),
    )
    verdict, reasons = _verdict(total)
    store.do(runs.finish, number, verdict, reasons)
    return {
        "run": number,
        "verdict": verdict,
        "outcomes": dict(sorted(total.outcomes.items())),
        "rejects": dict(sorted(total.rejects.items())),
        "revs": store.do(runs.revision) - before,
    }


def text(done: dict[str, Any]) -> str:
    """What an operator reads of what `run` returns."""
    lines = [", ".join(f"{n} {outcome}" for outcome, n in done["outcomes"].items()) or "nothing was taken in"]
    if done["rejects"]:
        lines += [
            "rejected: " + ", ".join(f"{n} {reason}" for reason, n in done["rejects"].items()),
            f"these rows: SELECT reason, detail, item FROM rejects WHERE last_run = {done['run']}",
        ]
    changed = (
        f"changes: {done['revs']} rev{'s' * (done['revs'] != 1)}" if done["revs"] else "nothing changed: no rev moved"
    )
    return "\n".join((*lines, changed))


def _verdict(tally: Tally) -> tuple[str, list[str]]:
    reasons = [f"{n} rows rejected: {reason}" for reason, n in sorted(tally.rejects.items())]
    if not reasons:
        return "ok", []
    return ("degraded" if tally.outcomes else "failed"), reasons


class _Cleaning(NamedTuple):
    """Rows, the notices they are (or why they are none), and what their texts will have been found to say."""

    rows: list[Row]
    items: list[Notice | Exception]
    said: Future[list[Said | None]]


class _Intake:
    """Rows on their way into the store, in the order of the file. Two are at work beside the store: what rows say is
    made by a process of its own, and from that this one makes notices.

    A file without moments of its own is taken as fetched when it was written, so that a second import, even on another
    day, says the same.
    """

    def __init__(self, path: Path, store: Store, site: str, pipelines: Sequence[Any], beside: Aside) -> None:
        self._path, self._store, self._site, self._pipelines, self._beside = path, store, site, pipelines, beside
        self._fetched_at = datetime.fromtimestamp(int(path.stat().st_mtime), timezone.utc)
        self._seen: dict[str, int] = {}  # notice -> hash of what its first row says
        self.taken: dict[str, Tally] = defaultdict(lambda: Tally(Counter(), Counter()))  # by site

    async def run(self, progress: Callable[[int], None]) -> dict[str, Tally]:
        """Take in all of them."""
        cleaned: deque[_Cleaning] = deque()
        stored: deque[asyncio.Task[int]] = deque()
        count = 0

        async def store_next() -> None:
            nonlocal count
            chunk = cleaned.popleft()
            said = await asyncio.wrap_future(chunk.said)
            works = list(map(self._one, chunk.rows, chunk.items, said))
            stored.append(asyncio.create_task(_all(works)))
            while len(stored) > (STORED if cleaned else 0):
                count += await stored.popleft()
                progress(count)

        beside, source = self._beside, rows(self._path)
        try:
            while chunk := list(islice(source, CHUNK)):
                items = [self._notice(row) for row in chunk]
                texts = [(item.title_raw, item.body_raw) if isinstance(item, Notice) else None for item in items]
                cleaned.append(_Cleaning(chunk, items, beside.submit(each, texts)))
                if len(cleaned) > CLEANED:
                    if PROCESSORS > 1:
                        beside.begin()
                        self._store.expect_many()
                    await store_next()
            while cleaned:
                await store_next()
        finally:
            beside.shutdown(cancel_futures=True)
            for left in stored:  # one has failed, and so will they
                left.cancel()
            await asyncio.gather(*stored, return_exceptions=True)
        return self.taken

    def _notice(self, row: Row) -> Notice | Exception:
        try:
            if row.error:
                raise BadRow(row.error)
            return notice(row.values, row.line, self._path, self._site, self._fetched_at)
        except Exception as error:
            return error

    def _one(self, row: Row, item: Any, said: Said | None) -> Coroutine[Any, Any, None]:
        """What is to be done with a row that says this."""
        try:
            if isinstance(item, Exception):
                url = f"{self._path.absolute().as_uri()}#line-{row.line}"
                error, item = item, Unreadable(self._site, url, row.values)
                raise error
            item.said = said
            for pipeline in self._pipelines:
                item = pipeline.process_item(item)
            first = hash((item.title_raw, item.body, item.published_raw))
            if self._seen.setdefault(item.id, first) != first:
                raise RepeatedAddress("an earlier row says something else of this address")
        except Exception as error:
            return self._rejected(row, item, error)
        return self._kept(item)

    async def _kept(self, item: Notice) -> None:
        outcome = await self._store.save(item)
        self.taken[item.site].outcomes[outcome] += 1

    async def _rejected(self, row: Row, item: Any, error: Exception) -> None:
        reason = type(error).__name__ if isinstance(error, (DropItem, BadRow, RepeatedAddress)) else "error"
        await self._store.reject(item, reason, f"{self._path.name}, line {row.line}: {error}")
        self.taken[item.site].rejects[reason] += 1


async def _all(works: Sequence[Coroutine[Any, Any, None]]) -> int:
    """Do all of it; how much it was."""
    await asyncio.gather(*works)
    return len(works)
