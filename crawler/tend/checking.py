"""Regression on one's own pages: whether a site is read as it was, by a sample of its archive and its saved cases."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scrapy.settings import BaseSettings

from crawler.sites import load
from crawler.tend.probing import Page, as_json, read_listing
from crawler.tend.rereading import told
from crawler.tend.rereading.found import Found
from nouns.site import Site
from output.store.database import lacks, open_reader, open_writer

DOUBTS = {"flags"}  # go and come with what is known of a site, and say nothing of how its pages are read


@contextmanager
def opened(database: str | Path) -> Iterator[sqlite3.Connection]:
    """The database, to be read while the block lasts; where another version made it, a copy that is brought up to date:
    a version is tried before it may change anything. Raises DatabaseError."""
    with ExitStack() as stack:
        if lacks(database):
            folder = stack.enter_context(TemporaryDirectory(prefix="check-", dir=Path(database).absolute().parent))
            copy = Path(folder) / "copy.db"
            with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
            open_writer(copy).close()
            database = copy
        yield stack.enter_context(closing(open_reader(database).conn))


def archived(
    connection: sqlite3.Connection, names: Sequence[str], settings: BaseSettings, pages: int, samples: int
) -> Iterator[dict[str, Any]]:
    """What a sample of each site's archived pages comes to: told.as_json, and `changed_reading`. Raises
    ConfigError, and Refusal where there is no archive."""
    sites = told.chosen(connection, names, settings["SITES"])
    for found in told.read(connection, settings["DATABASE"], sites, settings, most=pages):
        _without_doubts(found)
        yield told.as_json(found, samples) | {"changed_reading": found.differs}


def _without_doubts(found: Found) -> None:
    found.changed = [change for change in found.changed if set(change.fields) - DOUBTS]
    found.new.clear()  # believed by now, because more is known


def saved(folder: str | Path, sites_file: str, names: Sequence[str] = ()) -> Iterator[tuple[str, list[str]]]:
    """(site, what is found otherwise) of every case that `scrapy probe --save` made."""
    known = load(sites_file)
    for case in sorted(Path(folder).glob("*/expected.json")):
        name = case.parent.name
        if not names or name in names:
            yield name, differing(case, known.get(name))


def differing(case: Path, site: Site | None) -> list[str]:
    """What a saved page is found to hold otherwise than when it was saved: names of fields. Raises ValueError and
    OSError for a case that is none."""
    expected = json.loads(case.read_text(encoding="utf-8"))
    page = Page(expected["url"], case.with_name("page.bin").read_bytes(), expected["content_type"])
    site = site or Site(case.parent.name, (expected["url"],))
    found = as_json(read_listing(page, site, datetime.fromisoformat(expected["fetched_at"])))
    return [name for name, value in found.items() if value != expected[name]]
