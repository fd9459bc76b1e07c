"""What reading the archive again comes to, told and taken in: between rereading.py and who asked for it."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from scrapy.settings import BaseSettings

from crawler.read import process as reading
from crawler.sites import check_names, from_url, load
from crawler.tend.rereading.found import Found
from crawler.tend.rereading.rereading import Rereading
from dedup import process_wide
from nouns.site import Site
from output.refusals import Refusal
from output.store.archive import pages as archive_pages
from output.store.archive.archive import folder_of

if TYPE_CHECKING:
    from output.store.store import Store

PROCESSES = max(1, os.cpu_count() or 1)  # that read pages
AT_ONCE = 64  # notices written in one transaction: what is written stays, should it be interrupted
SAMPLE = 400  # characters of a field that are told


def chosen(connection: sqlite3.Connection, names: Sequence[str], file: str) -> list[Site]:
    """These sites, or all that the archive has pages of, each as the file describes it; one that it does not name is
    read without configuration. Raises ConfigError and Refusal."""
    kept, known = archive_pages.sites(connection), load(file)
    check_names(names, kept, "no page of such a site is in the archive", "it has")
    if not kept:
        raise Refusal("the archive has no pages yet: runs keep them, unless ARCHIVE is off")
    return [known[name] if name in known else _unconfigured(connection, name) for name in names or kept]


def _unconfigured(connection: sqlite3.Connection, name: str) -> Site:
    row = connection.execute(
        "SELECT url FROM _frontier WHERE site = ? AND kind = 'listing' ORDER BY page, discovered_at LIMIT 1", (name,)
    ).fetchone()
    return replace(from_url(row[0]), name=name) if row else Site(name, (f"http://{name}/",))


def read(
    connection: sqlite3.Connection,
    database: str,
    sites: Iterable[Site],
    settings: BaseSettings,
    since: str | None = None,
    most: int | None = None,
    moved: Callable[[str, int], None] = lambda site, pages: None,
) -> Iterator[Found]:
    """What reading the pages of sites again comes to, site by site. `since`: of those fetched from that day on; `most`:
    of no more than so many articles and lists of each, spread over all of them."""
    folder = folder_of(database)
    if not folder.is_dir():
        raise Refusal(f"{folder} is not there: the archive of {database} stands in it")
    process_wide.settle()
    reading.prepare(PROCESSES)
    loop = asyncio.new_event_loop()  # one for all sites, and with it the processes that read
    try:
        loop.run_until_complete(_begin())
        for site in sites:
            pages = archive_pages.of_site(connection, site.name, since or "")
            if most is not None:
                pages = _sample(pages, most)
            learning = most is None and not since and pages.covers
            told = partial(moved, site.name)
            rereading = Rereading(connection, folder, site, settings, learning, most is not None, told)
            yield loop.run_until_complete(rereading.read(pages))
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


async def _begin() -> None:
    reading.read_by(PROCESSES)


def _sample(pages: archive_pages.Pages, most: int) -> archive_pages.Pages:
    """Some of a site's pages, spread over all: what lists say today, and the pages of notices that stand in lists."""
    telling = [page for page in pages.lists if page.newest or page.notices]
    return pages._replace(articles=_spread(pages.articles, most), lists=_spread(telling, most), nobodys={})


def _spread(items: list[Any], most: int) -> list[Any]:
    return items if len(items) <= most else [items[i * len(items) // most] for i in range(most)]


def mend(store: Store) -> None:
    """Have the archive's files and the database agree: of one that is older than they are, the files know more."""
    folder = folder_of(store.path)
    why = store.keep_pages(folder) if folder.is_dir() else ""
    if why:
        raise Refusal(f"archive: {why}")


def trial(store: Store, found: Found) -> Counter[str]:
    """What would happen to records."""
    changed = [change.notice for change in found.changed]
    return store.reread(found.site, changed, found.new, found.refused, found.met, found.learned, trial=True)


def apply(store: Store, found: Found, moved: Callable[[int], None] = lambda done: None) -> Counter[str]:
    """Take it in, part by part; what was learned last, for it says that all is done. Returns what happened to
    records."""
    happened: Counter[str] = Counter()
    changed = [change.notice for change in found.changed]
    for first in range(0, len(changed), AT_ONCE):
        happened += store.reread(found.site, changed[first : first + AT_ONCE])
        moved(first)
    if found.new or found.refused or found.met or found.learned:
        happened += store.reread(found.site, (), found.new, found.refused, found.met, found.learned)
    return happened


def as_json(found: Found, samples: int) -> dict[str, Any]:
    """Counts and samples as plain data."""
    return {
        "site": found.site,
        "pages": found.pages,
        "notices": found.notices,
        "changed": len(found.changed),
        "fields": dict(found.fields().most_common()),
        "new": len(found.new),
        "refused": len(found.refused),
        "lost": len(found.lost),
        "unread": len(found.unread),
        "unfetched": found.unfetched,
        "learned": sorted(found.learned.lines.values()) if found.learned else [],
        "forgotten": sorted(found.learned.forgotten.values()) if found.learned else [],
        "samples": list(_samples(found, samples)),
        "not_believed": [{"url": url, "why": why} for url, why in found.refused[:samples]],
        "not_read": [{"url": url, "why": why} for url, why in found.unread[:samples]],
    }


def _samples(found: Found, most: int) -> Iterator[dict[str, Any]]:
    for change in found.changed[:most]:
        fields = {name: [_short(old), _short(new)] for name, (old, new) in change.fields.items() if name != "body"}
        if "body" in change.fields:
            fields["body"] = list(_around(*change.fields["body"]))
        yield {"notice": change.notice.id, "title": change.notice.title, "url": change.notice.url, "fields": fields}


def _short(value: Any) -> str | None:
    return None if value is None else str(value)[:SAMPLE]


def _around(old: str, new: str) -> tuple[str, str]:
    """Two texts where they begin to differ."""
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - 40)
    return old[start : start + SAMPLE], new[start : start + SAMPLE]
