"""What is taken in: notices with their records and pages, rejects, notices whose pages were read again. Every function
runs in the transaction of output/store/group_commit.py."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from nouns.items import Address, ListingPage, Notice, Page, led_to, plain
from output.clock import moment
from output.store import failures, frontier, held, judging, learned, notices, renaming, retext, runs
from output.store.archive.archive import Archive
from output.store.frontier import Fetched
from output.store.records import Records
from pipelines.identity import digest, notice_id

TOGETHER = 256  # notices decided together at most
UNSAID = {"fetched_at", "position", "etag", "last_modified", "link", "tries", "whole"}  # what makes no other reject

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    class Rejected(DataclassInstance, Protocol):
        """A notice, or a row of an import that is none."""

        site: str
        url: str


class Taught(Protocol):
    """What was learned of a site from all of its pages: what later runs compare with, lines that are its furniture,
    and lines that are it no more."""

    @property
    def memory(self) -> dict[str, Any]: ...
    @property
    def lines(self) -> dict[int, str]: ...
    @property
    def forgotten(self) -> dict[int, str]: ...


class Reread(NamedTuple):
    """What a site's pages say that were read again: see Store.reread."""

    site: str
    changed: Sequence[Notice]
    new: Sequence[Notice]
    refused: Sequence[tuple[str, str]]
    shown: Sequence[Address]
    taught: Taught | None


class Intake:
    """Takes items in for one run. `archive`: where their pages are kept as they came, if anywhere."""

    def __init__(self, connection: sqlite3.Connection, records: Records) -> None:
        self.connection, self.records = connection, records
        self.run = 0
        self.archive: Archive | None = None
        self._looks = held.Looks()
        self._keys = renaming.keys(connection)  # of sites that were renamed

    def id_of(self, site: str, url: str) -> str:
        """The id of what a site publishes at an address."""
        return notice_id(self._keys.get(site, site), url)

    def identify(self, notice: Notice) -> None:
        """Give a notice of a site that was renamed the id that it has."""
        if notice.site in self._keys:
            notice.id = self.id_of(notice.site, notice.url)

    def renamed(self) -> None:
        """Sites have other names."""
        self._keys = renaming.keys(self.connection)

    def keep_pages(self, site: str, pages: Sequence[Page], kind: str | None = None) -> tuple[str, int] | None:
        """Keep answers as they came: Archive.keep."""
        return self.archive.keep(site, pages, kind) if self.archive and pages else None

    def save(self, items: Sequence[Notice]) -> list[str]:
        """Keep notices, no notice twice, decide their records and mark their pages done. Returns what each was, as
        notices.save says."""
        unkept = [item for item in items if not self._keep_pages_of(item)]
        outcomes, new = notices.save(self.connection, self.run, items, self._looks)
        self.records.take(new, _ids(items, outcomes, "changed"), _ids(items, outcomes, "touched"))
        outcome_of = [(item, outcome) for item, outcome in zip(items, outcomes, strict=True)]
        frontier.done(
            self.connection,
            [
                Fetched(item.site, item.url, outcome, item.etag, item.last_modified, item.whole)
                for item, outcome in outcome_of
                if item.fetched
            ],
        )
        held_back = [(item.site, item.url) for item, outcome in outcome_of if outcome == "held"]
        failures.look_tomorrow(self.connection, held_back)
        if unkept:
            failures.fetch_whole(self.connection, [(item.site, item.url) for item in unkept])
        return outcomes

    def _keep_pages_of(self, item: Notice) -> bool:
        """Keep a notice's pages. Returns whether they need not be fetched again for that."""
        if not item.pages:
            return True
        place = self.keep_pages(item.site, item.pages)
        if place:
            item.archive_file, item.archive_offset = place
        return place is not None or not item.fetched

    def listed(self, page: ListingPage) -> None:
        """A listing page was taken in: it is done, what it led to is pending."""
        self.keep_pages(page.site, page.pages)
        frontier.discover(self.connection, page.site, led_to(page))
        frontier.relink(self.connection, page.site, page.links)
        failures.still_listed(self.connection, page.site, page.linked)
        frontier.done(self.connection, [Fetched(page.site, page.url, whole=page.whole)])
        if page.ends_walk:
            frontier.end_walk(self.connection, page.site)

    def unchanged(self, site: str, url: str) -> None:
        """The server says that this page is as it was."""
        frontier.done(self.connection, [Fetched(site, url)])
        self.connection.execute("UPDATE notices SET last_run = ? WHERE id = ?", (self.run, self.id_of(site, url)))

    def remember(self, site: str, memory: dict[str, Any], lines: dict[int, str]) -> list[Address]:
        """Keep what a run has learned of a site's pages; see Store.remember."""
        learned.remember(self.connection, site, memory, lines)
        changed = retext.without(self.records, self.run, site, lines)
        return frontier.of_notices(self.connection, retext.emptied(self.connection, changed))

    # What cannot be kept -----------------------------------------------------------------------------------------

    def failed(self, site: str, address: Address, reason: str, final: bool) -> bool:
        """An address came to nothing. An article given up for good is a reject; returns whether it is."""
        given_up = failures.failed(self.connection, site, address.url, reason, final)
        if given_up and address.kind == "article":
            self._reject(site, address.url, address.listing_url, "unreachable", reason, address._asdict())
        return given_up

    def refused(self, site: str, address: Address, reason: str, pages: Sequence[Page]) -> None:
        """A page is not believed to be the article: its address waits, what the list said of it is a reject."""
        self.keep_pages(site, pages, "refused")
        failures.refused(self.connection, site, address.url, reason)
        said = {"url": address.url, "title": address.title, "published_raw": address.published_raw}
        self._reject(site, address.url, address.listing_url, "not-believed", reason, said)

    def rejected(self, item: Rejected, reason: str, detail: str) -> None:
        """Keep an item that cannot be a notice, as it came, with the reason."""
        self.keep_pages(item.site, getattr(item, "pages", ()), "rejected")  # a row of an import has none
        self._reject(item.site, item.url, getattr(item, "listing_url", None), reason, detail, plain(item))
        failures.rejected(self.connection, item.site, item.url, reason)

    def take_back(self, site: str, url: str, reason: str) -> None:
        """A page that was believed turns out to be no article: its text goes, its address waits. What the page
        said that was not stored (it had no text, or was held back) takes nothing of what is."""
        notice = self.id_of(site, url)
        held.forget(self.connection, notice)
        if notices.said_in(self.connection, notice, self.run):
            retext.taken_back(self.records, self.run, [notice])
        failures.refused(self.connection, site, url, reason)

    def _reject(
        self, site: str, url: str | None, listing_url: str | None, reason: str, detail: str, item: Mapping[str, Any]
    ) -> None:
        # SQLite takes no lone surrogate; escaped, it stays what it was.
        text = json.dumps(item, ensure_ascii=False, default=str, sort_keys=True)
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")
        said = {name: value for name, value in item.items() if name not in UNSAID}
        key = digest(site, url or "", reason, json.dumps(said, default=str, sort_keys=True))
        self.connection.execute(
            """INSERT INTO rejects (id, site, url, listing_url, reason, detail, item, first_run, last_run, rejected_at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET last_run = excluded.last_run""",
            (key, site, url, listing_url, reason, detail, text, self.run, self.run, moment()),
        )

    # What is taken in outside a run --------------------------------------------------------------------------------

    def decide_held(self, notice: str, accept: bool, who: str, body_hash: str | None) -> str:
        """An operator's word on a version that is held back; see Store.decide_held."""
        found = judging.find(self.connection, notice)
        item = held.decide(self.connection, found, accept, who, body_hash)
        if accept:
            self.run = self.run or runs.latest(self.connection)
            self.save([Notice(**{**item, "fetched_at": datetime.fromisoformat(item["fetched_at"])})])
        return found

    def reread(self, said: Reread, trial: bool) -> Counter[str]:
        """Take in what pages say that were read again; see Store.reread."""
        self.run = self.run or runs.latest(self.connection)
        self.connection.execute("SAVEPOINT reread")
        kept = False
        try:
            happened = self._reread(said)
            kept = not trial
            return happened
        finally:
            if not kept:
                self.connection.execute("ROLLBACK TO reread")
                self.records.forget()
            self.connection.execute("RELEASE reread")

    def _reread(self, said: Reread) -> Counter[str]:
        (before,) = self.connection.execute("SELECT coalesce(max(rev), 0) FROM _changes").fetchone()
        for first in range(0, len(said.changed), TOGETHER):
            group = said.changed[first : first + TOGETHER]
            outcomes = [notices.reread(self.connection, item) for item in group]
            self.records.take({}, _ids(group, outcomes, "changed"), _ids(group, outcomes, "touched"))
        frontier.shown(self.connection, said.site, said.shown)
        for first in range(0, len(said.new), TOGETHER):
            group = said.new[first : first + TOGETHER]
            for item in group:
                item.id = self.id_of(item.site, item.url)
            self.save(group)
        for url, reason in said.refused:
            retext.taken_back(self.records, self.run, [self.id_of(said.site, url)])
            failures.refused(self.connection, said.site, url, reason)
        if said.taught:
            self._learn(said.site, said.taught)
        query = "SELECT operation, count(*) FROM _changes WHERE rev > ? GROUP BY operation"
        return Counter(dict(self.connection.execute(query, (before,)).fetchall()))

    def _learn(self, site: str, taught: Taught) -> None:
        """What was learned of a site holds for notices that no page is kept of, too, as a crawl would have it."""
        learned.forget(self.connection, site, taught.forgotten)
        learned.remember(self.connection, site, taught.memory, taught.lines)
        retext.without(self.records, self.run, site, taught.lines)
        for line in taught.forgotten.values():
            retext.read_again(self.connection, learned.lacking(self.connection, site, line, archived=False))


def _ids(items: Sequence[Notice], outcomes: Sequence[str], wanted: str) -> list[str]:
    """The ids of the notices that were this."""
    return [item.id for item, outcome in zip(items, outcomes, strict=True) if outcome == wanted]
