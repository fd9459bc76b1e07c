"""The store: the one writer of a database, a thread of its own, with everything the crawl asks of it.

Work handed in while a transaction is being committed goes together into the next one (group commit), and a caller's
`await` returns after the commit: what was acknowledged is on disk. Work that fails is rolled back alone. The
reactor is never blocked: it only enqueues.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import queue
import sqlite3
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, TypeVar

from crawler.items import Address, Notice, Page, led_to, plain
from dedup import ENGINE
from dedup.index import parameters
from output import frontier, held, ignored, judging, learned, notices, platforms, renaming, retext, runs
from output.archive import Archive
from output.clock import moment
from output.database import checkpoint, immediate, open_writer
from output.frontier import Fetched
from output.records import Records
from output.refusals import DatabaseError
from pipelines.identity import digest, notice_id
from pipelines.likeness import key_of
from pipelines.parameters import Shown, changing, same_date

T = TypeVar("T")
logger = logging.getLogger(__name__)
GROUP, LEAST = 256, 128  # pieces of work done and committed together at most, and that make a group to come
AHEAD = 2  # groups behind the one at hand that are signed; pairs of the first of them are decided
GATHER, PAUSE = 0.25, 0.05  # seconds: a notice waits that long for others, and less when nothing comes for a PAUSE
BUSY = 200  # notices taken in or waiting after which a process beside this one helps; to start it takes half a second
PROCESSORS = os.cpu_count() or 1
UNSAID = {"fetched_at", "position", "etag", "last_modified", "link", "tries", "whole"}  # what makes no other reject
FOLDED = 10_000  # rows changed between two times the log is folded into the file, some 10 MB
# New records made searchable with their notices, between two groups of a busy crawl, and while nothing else is to do.
FEW, SOME, SEARCHABLE = 8, 64, 256
PATIENCE = 0.02  # seconds that a group waits for its pairs before new records are made searchable meanwhile


class Task(NamedTuple):
    """A piece of work and who waits for it: code of an event loop, or ordinary code in another thread."""

    kind: str  # notice, call or stop
    work: Any
    future: asyncio.Future | Future


class Store:
    """The writer of one database file. `Store.shared` gives everyone in the process the same one."""

    _open: ClassVar[dict[Path, Store]] = {}

    def __init__(self, path: str | Path, synchronous: str = "NORMAL") -> None:
        """Opens the file and brings its schema up to date. Raises output.database.DatabaseError."""
        self.path = Path(path)
        self.run = 0
        self.on_commit: Callable[[int], None] | None = None  # told how many notices were taken in, from the thread
        self._users = self._taken = 0
        self._looks = held.Looks()
        self._queue: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._connection = open_writer(self.path, synchronous, check_same_thread=False).conn
        # What a savepoint could take back was written to a temporary file: a third of all writes. It is a few MB.
        self._connection.execute("PRAGMA temp_store = MEMORY")
        self._check_engine()
        self._records = Records(self._connection)
        self._synced = synchronous.upper() == "FULL"
        self.archive: Archive | None = None
        self._keys = renaming.keys(self._connection)  # of sites that were renamed
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._thread.start()
        self._reader = sqlite3.connect(self.path.absolute().as_uri() + "?mode=ro", uri=True, check_same_thread=False)
        self._reading = ThreadPoolExecutor(1, "store-reading")

    def _check_engine(self) -> None:
        for (made_by,) in self._connection.execute("SELECT parameters FROM _schemes"):
            if made_by != parameters():
                raise DatabaseError(f"{self.path}: made by other parameters, {made_by}; `scrapy dedupe` renews it")
        with immediate(self._connection):
            self._connection.execute("INSERT OR IGNORE INTO _meta VALUES ('engine', ?)", (ENGINE,))
        engine = self._connection.execute("SELECT value FROM _meta WHERE key = 'engine'").fetchone()[0]
        if engine != ENGINE:
            logger.warning("%s: decided by %s, now %s: `scrapy dedupe` decides all again", self.path, engine, ENGINE)

    @classmethod
    def shared(cls, path: str | Path, synchronous: str = "NORMAL") -> Store:
        """The process's store of this file; the first caller opens it, the last `close` closes it."""
        key = Path(path).absolute()
        if key not in cls._open:
            cls._open[key] = cls(path, synchronous)
        cls._open[key]._users += 1
        return cls._open[key]

    @classmethod
    @contextmanager
    def alone(cls, path: str | Path, synchronous: str = "NORMAL") -> Iterator[Store]:
        """The store of this file, under the lock that keeps other runs out. What SQLite says against it while the
        block lasts (disk full, locked for too long) is raised as DatabaseError. Raises RunLocked too."""
        try:
            with ExitStack() as held:
                try:
                    held.enter_context(runs.lock(path))
                except OSError as error:
                    raise DatabaseError(str(error)) from None
                store = cls.shared(path, synchronous)
                held.callback(store.close)
                yield store
        except sqlite3.Error as error:
            raise DatabaseError(f"{path}: {error}") from None

    def close(self) -> None:
        """Finish what was handed in, fold the log into the file, close. Does nothing while others still use it."""
        self._users -= 1
        if self._users > 0:
            return
        self._open.pop(self.path.absolute(), None)
        self._hand_in("stop", None)
        self._thread.join()
        self._records.partition.aside.shutdown()
        if self.archive:
            self.archive.close()
        self._reading.shutdown()
        self._reader.close()
        checkpoint(self._connection, self.path)
        self._connection.close()

    # What the crawl asks. Each returns after the commit. -----------------------------------------------------------

    async def start_walk(self, site: str, full_walk_days: int) -> str:
        return await self._do(frontier.start_walk, site, full_walk_days)

    async def pending(self, site: str) -> list[Address]:
        return await self._do(frontier.pending, site)

    async def whole(self, site: str, urls: Sequence[str]) -> dict[str, int]:
        return await self._do(frontier.whole, site, urls)

    async def discover(self, site: str, addresses: Sequence[Address]) -> None:
        await self._do(frontier.discover, site, addresses)

    async def known(self, site: str, linked: Sequence[str], inline: Sequence[str]) -> dict[str, tuple | None]:
        """Of these addresses, those met before: articles with the title and date their listing showed. As of the last
        commit: a walk goes on by what this says, and would wait for all that was handed in before."""

        def look() -> dict[str, tuple | None]:
            stored = notices.known(self._reader, [self._id(site, url) for url in inline])
            return {
                **{url: None for url in inline if self._id(site, url) in stored},
                **frontier.known(self._reader, site, linked),
            }

        return await asyncio.get_running_loop().run_in_executor(self._reading, look)

    async def has_text(self, site: str, url: str) -> bool:
        """Whether a text is kept of this address."""

        def look() -> bool:
            query = "SELECT 1 FROM notices WHERE id = ? AND body <> ''"
            return self._reader.execute(query, (self._id(site, url),)).fetchone() is not None

        return await asyncio.get_running_loop().run_in_executor(self._reading, look)

    async def ignore(self, site: str, names: Sequence[str] | None) -> None:
        """Parameters of its addresses that a site's table says to ignore; None: what its lists show."""
        if went := await self._do(lambda _: ignored.pin(self._records, site, names)):
            logger.info("%s: %d notices were others once more", site, went)

    async def recognise(self, site: str, entries: Sequence[Shown], learn: bool) -> dict[str, str]:
        """What the addresses of a list's entries are known by, where it is something else; `learn`: from these."""
        loop, urls = asyncio.get_running_loop(), [entry.url for entry in entries]
        if learn:
            names, showed = await loop.run_in_executor(
                self._reading, lambda: changing(entries, ignored.met(self._reader, site), same_date)
            )
            if names:
                went = await self._do(lambda _: ignored.learn(self._records, site, dict.fromkeys(names, showed)))
                logger.info("%s: %s changes and says nothing; %d notices were others once more",
                            site, ", ".join(sorted(names)), went)  # fmt: skip
        return await loop.run_in_executor(self._reading, ignored.known_by, self._reader, site, urls)

    async def unchanged(self, site: str, url: str) -> None:
        """The server says that this page is as it was."""

        def keep(connection: sqlite3.Connection) -> None:
            frontier.done(connection, [Fetched(site, url)])
            connection.execute("UPDATE notices SET last_run = ? WHERE id = ?", (self.run, self._id(site, url)))

        await self._do(keep)

    async def failed(self, site: str, address: Address, reason: str, final: bool = False) -> bool:
        """An address came to nothing. An article given up for good is a reject; returns whether it is."""

        def keep(connection: sqlite3.Connection) -> bool:
            given_up = frontier.failed(connection, site, address.url, reason, final)
            if given_up and address.kind == "article":
                said = address._asdict()
                self._reject(connection, site, address.url, address.listing_url, "unreachable", reason, said)
            return given_up

        return await self._do(keep)

    async def refused(self, site: str, address: Address, reason: str, pages: Sequence[Page] = ()) -> None:
        """A page was fetched and is not believed to be the article: the address waits and is tried again, and what the
        list said of it is kept among the rejects until then. `pages`: the answers, for the archive."""

        def keep(connection: sqlite3.Connection) -> None:
            self._keep_pages(site, pages, "refused")
            frontier.refused(connection, site, address.url, reason)
            said = {"url": address.url, "title": address.title, "published_raw": address.published_raw}
            self._reject(connection, site, address.url, address.listing_url, "not-believed", reason, said)

        await self._do(keep)

    def decide_furniture(self, site: str, line: str, drop: bool, who: str) -> list[str]:
        """An operator's word on a line of a site's pages. Returns the ids of the notices it changed. Raises
        output.learned.FurnitureRefused."""

        def keep(connection: sqlite3.Connection) -> list[str]:
            key = key_of(line)
            learned.decide(connection, site, line, key, "furniture" if drop else "kept", who)
            if drop:
                return retext.without(self._records, runs.latest(connection), site, {key: line})
            return retext.read_again(connection, learned.lacking(connection, site, line))

        return self.do(keep)

    def decide_held(self, notice: str, accept: bool, who: str, body_hash: str | None = None) -> str:
        """An operator's word on the version of a notice that is held back; `body_hash`: of the one that was looked at.
        Returns the notice's id. Raises output.judging.JudgementRefused for no such notice, output.held.HeldRefused
        where nothing, or another version, of it is held back."""

        def keep(connection: sqlite3.Connection) -> str:
            found = judging.find(connection, notice)
            item = held.decide(connection, found, accept, who, body_hash)
            if accept:
                self.run = self.run or runs.latest(connection)
                self._save([Notice(**{**item, "fetched_at": datetime.fromisoformat(item["fetched_at"])})])
            return found

        return self.do(keep)

    async def take_back(self, site: str, url: str, reason: str) -> None:
        """A page that was believed turns out to be no article: its text goes, its address waits."""

        def keep(connection: sqlite3.Connection) -> None:
            retext.taken_back(self._records, self.run, [self._id(site, url)])
            frontier.refused(connection, site, url, reason)

        await self._do(keep)

    async def learned(self, site: str) -> dict[str, Any]:
        """What earlier runs learned about a site's pages: output.learned.load."""
        return await self._do(learned.load, site)

    async def made_with(self, site: str, platform: str) -> dict[int, str]:
        """A list says which platform made it. Returns lines that are the platform's, key -> text."""
        return await self._do(platforms.note, site, platform)

    async def remember(self, site: str, memory: dict[str, Any], lines: dict[int, str]) -> list[Address]:
        """Keep what this run has learned, and take new furniture out of what is stored already. Returns the addresses
        of notices that have no text left."""

        def keep(connection: sqlite3.Connection) -> list[Address]:
            learned.remember(connection, site, memory, lines)
            changed = retext.without(self._records, self.run, site, lines)
            return frontier.of_notices(connection, retext.emptied(connection, changed))

        return await self._do(keep)

    async def listed(self, page: Any) -> None:
        """A listing page was taken in: it is done, what it led to is pending."""

        def keep(connection: sqlite3.Connection) -> None:
            self._keep_pages(page.site, page.pages)
            frontier.discover(connection, page.site, led_to(page))
            frontier.relink(connection, page.site, page.links)
            frontier.still_listed(connection, page.site, page.linked)
            frontier.done(connection, [Fetched(page.site, page.url, whole=page.whole)])
            if page.ends_walk:
                frontier.end_walk(connection, page.site)

        await self._do(keep)

    async def save(self, notice: Any) -> str:
        """Keep a notice, decide its record, and mark its page done, in one transaction. Returns what it was:
        new, changed, touched or unchanged."""
        if notice.site in self._keys:
            notice.id = self._id(notice.site, notice.url)
        return await self._ask("notice", notice)

    async def reject(self, item: Any, reason: str, detail: str) -> None:
        """Keep an item that cannot be a notice, as it came, with the reason."""
        pages = getattr(item, "pages", ())  # a row of an import has none

        def keep(connection: sqlite3.Connection) -> None:
            self._keep_pages(item.site, pages, "rejected")
            self._reject(connection, item.site, item.url, getattr(item, "listing_url", None), reason, detail, item)
            frontier.rejected(connection, item.site, item.url, reason)

        await self._do(keep)

    def do(self, function: Callable[..., T], *arguments: Any) -> T:
        """`function(connection, *arguments)` in a transaction, from ordinary code: waits for the commit."""
        return self._hand_in("call", lambda: function(self._connection, *arguments)).result()

    async def do_soon(self, function: Callable[..., T], *arguments: Any) -> T:
        """The same from code of an event loop."""
        return await self._do(function, *arguments)

    def rename(self, old: str, new: str) -> int:
        """Have a site bear another name; ids stay. Returns how many notices moved. Raises renaming.RenameRefused."""
        moved = self.do(renaming.rename, old, new)
        self._keys = self.do(renaming.keys)
        return moved

    def _id(self, site: str, url: str) -> str:
        """The id of what a site publishes at an address."""
        return notice_id(self._keys.get(site, site), url)

    def reread(
        self, site: str, changed: Sequence[Notice], new: Sequence[Notice] = (),
        refused: Sequence[tuple[str, str]] = (), shown: Sequence[Address] = (), taught: Any = None,
        trial: bool = False,
    ) -> Counter[str]:
        """Take in what a site's pages say that were read again: stored notices that say something else, notices that
        were not believed before, (address, why) of those that are no more, what lists say of addresses, and what
        was learned of the site (crawler.rereading.Learned). Returns what happened to records: how many were added,
        changed, merged, split, deleted. `trial`: would happen; all stays as it was."""

        def attempt(connection: sqlite3.Connection) -> Counter[str]:
            self.run = self.run or runs.latest(connection)
            connection.execute("SAVEPOINT reread")
            kept = False
            try:
                happened = self._reread(connection, site, changed, new, refused, shown, taught)
                kept = not trial
                return happened
            finally:
                if not kept:
                    connection.execute("ROLLBACK TO reread")
                    self._records.forget()
                connection.execute("RELEASE reread")

        return self.do(attempt)

    def judge(self, a: str, b: str, verdict: str, who: str, why: str = "") -> list[Any]:
        """An operator's word on two notices, applied at once. Raises output.judging.JudgementRefused."""
        return self._hand_in("call", lambda: judging.judge(self._records, a, b, verdict, who, why)).result()

    # The thread ------------------------------------------------------------------------------------------------------

    async def _do(self, function: Callable[..., T], *arguments: Any) -> T:
        return await self._ask("call", lambda: function(self._connection, *arguments))

    async def _ask(self, kind: str, work: Any) -> Any:
        future = asyncio.get_running_loop().create_future()
        self._queue.put(Task(kind, work, future))
        return await future

    def _hand_in(self, kind: str, work: Any) -> Future:
        future: Future = Future()
        self._queue.put(Task(kind, work, future))
        return future

    def _work(self) -> None:
        groups: deque[list[Task]] = deque()
        stopping, folded, folding = False, 0, None
        with ThreadPoolExecutor(1, "store") as beside:
            while not stopping:
                group = groups.popleft() if groups else self._gather()
                self._look_behind(groups)
                while self._records.unsearched and self._records.partition.waits(PATIENCE):
                    self._make_searchable(SOME, here=True)
                stopping = any(task.kind == "stop" for task in group)
                _settle(self._commit(group, alone=not groups))
                if not groups and self._queue.qsize() < SOME <= len(self._records.unsearched):
                    self._make_searchable(2 * SOME)  # a group leaves more than SOME
                if self._connection.total_changes - folded > FOLDED and (folding is None or folding.done()):
                    folded, folding = self._connection.total_changes, beside.submit(self._fold)
        while self._records.unsearched:
            self._make_searchable(SEARCHABLE)

    def _commit(self, group: list[Task], alone: bool) -> list[tuple[Any, Any]]:
        """Do a group in a transaction; `alone`, if no other waits behind it: a few new records are made searchable
        there. Returns what came of each piece of work."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                results = [settled for part in _parts(group) for settled in self._perform(part)]
            except Exception:  # who is to blame is found out one by one
                self._roll_back()
                self._connection.execute("BEGIN IMMEDIATE")
                results = [settled for task in group for settled in self._try(task)]
            if alone and 0 < len(self._records.unsearched) <= FEW:
                self._records.make_searchable(FEW)
            if self.archive:
                self.archive.settle()
            self._connection.commit()
            if self.archive:
                self.archive.committed()
        except BaseException as error:  # all is lost as one: disk full, database locked for too long
            self._roll_back()
            return [(task.future, error) for task in group]
        self._taken += sum(task.kind == "notice" for task in group)
        if self.on_commit:
            self.on_commit(self._taken)
        return results

    def _roll_back(self) -> None:
        self._connection.rollback()
        if self.archive:
            self.archive.back_to()
        self._records.forget()

    def _look_behind(self, groups: deque[list[Task]]) -> None:
        """Make groups of what waits, and have their notices signed while those before them are being written."""
        while len(groups) < AHEAD and (waiting := self._queue.qsize()) >= LEAST:
            # Half of it: what is acknowledged comes back as the next, and would find nothing behind the group at hand.
            behind = self._waiting(max(LEAST, min(GROUP, waiting // 2)))
            groups.append(behind)
            if coming := [task.work for task in behind if task.kind == "notice"]:
                self._records.prepare(coming)
        if PROCESSORS > 1 and (self._taken >= BUSY or len(groups) == AHEAD):
            self._records.partition.aside.begin()

    def _gather(self) -> list[Task]:
        """The next piece of work with what waits, and behind a notice with what comes right after. One by one notices
        cost 3 ms of processor time, by twenty 2, and the reactor has to do without."""
        group = [self._next()]
        group += self._waiting(GROUP - 1)
        latest = time.monotonic() + GATHER
        while group[-1].kind == "notice" and len(group) < GROUP and time.monotonic() < latest:
            try:
                group.append(self._queue.get(timeout=PAUSE))
            except queue.Empty:
                break
        return group

    def _fold(self) -> None:
        """Fold the log into the file, while the writer goes on: waiting for the disk would take it a sixth of its time.
        What is written meanwhile stays, until a commit finds the log at wal_autocheckpoint and little left to fold."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _next(self) -> Task:
        """The next piece of work; while there is none, new records are made searchable."""
        while self._records.unsearched:
            try:
                return self._queue.get(timeout=PAUSE)
            except queue.Empty:
                self._make_searchable(SEARCHABLE)
        return self._queue.get()

    def _make_searchable(self, most: int, here: bool = False) -> None:
        try:
            with immediate(self._connection):
                self._records.make_searchable(most, here)
        except sqlite3.Error as error:  # disk full; what is missing is seen when the file is opened again
            logger.warning("%s: search is behind: %s", self.path, error)
            self._records.unsearched.clear()

    def _waiting(self, most: int) -> list[Task]:
        waiting = []
        while len(waiting) < most:
            try:
                waiting.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return waiting

    def _perform(self, part: list[Task]) -> list[tuple[Any, Any]]:
        """Do one piece of work, or several notices together."""
        kind, work, _future = part[0]
        if kind == "notice":
            outcomes = self._save([task.work for task in part])
        else:
            outcomes = [work() if kind == "call" else None]
        return [(task.future, outcome) for task, outcome in zip(part, outcomes, strict=True)]

    def _try(self, task: Task) -> list[tuple[Any, Any]]:
        """Do one piece of work in a savepoint: it is taken back alone if it fails. Every page that is written then is
        copied first, a twentieth of the writer's time."""
        self._connection.execute("SAVEPOINT piece")
        mark = self.archive.mark if self.archive else 0
        try:
            return self._perform([task])
        except Exception as error:
            self._connection.execute("ROLLBACK TO piece")
            if self.archive:
                self.archive.back_to(mark)
            self._records.forget()
            return [(task.future, error)]
        finally:
            if self._connection.in_transaction:
                self._connection.execute("RELEASE piece")

    def _keep_pages(self, site: str, pages: Sequence[Page], kind: str | None = None) -> tuple[str, int] | None:
        return self.archive.keep(site, pages, kind) if self.archive and pages else None

    def _save(self, items: list[Any]) -> list[Any]:
        unkept = []
        for item in items:
            if item.pages and (place := self._keep_pages(item.site, item.pages)):
                item.archive_file, item.archive_offset = place
            elif item.pages and item.fetched:
                unkept.append((item.site, item.url))
        outcomes, new = notices.save(self._connection, self.run, items, self._looks)
        changed, touched = (
            [item.id for item, outcome in zip(items, outcomes, strict=True) if outcome == what]
            for what in ("changed", "touched")
        )
        self._records.take(new, changed, touched)
        frontier.done(self._connection, [
            Fetched(item.site, item.url, outcome, item.etag, item.last_modified, item.whole)
            for item, outcome in zip(items, outcomes, strict=True) if item.fetched
        ])  # fmt: skip
        frontier.look_tomorrow(self._connection, [
            (item.site, item.url) for item, outcome in zip(items, outcomes, strict=True) if outcome == "held"
        ])  # fmt: skip
        if unkept:
            frontier.fetch_whole(self._connection, unkept)
        return outcomes

    def _reread(
        self, connection: sqlite3.Connection, site: str, changed: Sequence[Notice], new: Sequence[Notice],
        refused: Sequence[tuple[str, str]], shown: Sequence[Address], taught: Any,
    ) -> Counter[str]:
        (before,) = connection.execute("SELECT coalesce(max(rev), 0) FROM _changes").fetchone()
        for first in range(0, len(changed), GROUP):
            group = changed[first : first + GROUP]
            outcomes = [notices.reread(connection, item) for item in group]
            written, touched = (
                [item.id for item, outcome in zip(group, outcomes, strict=True) if outcome == what]
                for what in ("changed", "touched")
            )
            self._records.take({}, written, touched)
        frontier.shown(connection, site, shown)
        for first in range(0, len(new), GROUP):
            for item in (group := new[first : first + GROUP]):
                item.id = self._id(item.site, item.url)
            self._save(list(group))
        for url, reason in refused:
            retext.taken_back(self._records, self.run, [self._id(site, url)])
            frontier.refused(connection, site, url, reason)
        if taught:  # for notices that no page is kept of, as a crawl would have it
            learned.forget(connection, site, taught.forgotten)
            learned.remember(connection, site, taught.memory, taught.lines)
            retext.without(self._records, self.run, site, taught.lines)
            for line in taught.forgotten.values():
                retext.read_again(connection, learned.lacking(connection, site, line))
        query = "SELECT operation, count(*) FROM _changes WHERE rev > ? GROUP BY operation"
        return Counter(dict(connection.execute(query, (before,)).fetchall()))

    def _reject(self, connection: sqlite3.Connection, site: str, url: str | None, listing_url: str | None,
                reason: str, detail: str, item: Any) -> None:
        if is_dataclass(item):
            item = plain(item)
        # SQLite takes no lone surrogate; escaped, it stays what it was.
        text = json.dumps(item, ensure_ascii=False, default=str, sort_keys=True)
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")
        said = {k: v for k, v in item.items() if k not in UNSAID}
        key = digest(site, url or "", reason, json.dumps(said, default=str, sort_keys=True))
        connection.execute(
            """INSERT INTO rejects (id, site, url, listing_url, reason, detail, item, first_run, last_run, rejected_at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET last_run = excluded.last_run""",
            (key, site, url, listing_url, reason, detail, text, self.run, self.run, moment()),
        )

    def keep_pages(self, folder: Path) -> str:
        """Keep answers as they came from now on, in this folder. Returns why that cannot be, "" where it can."""

        def begin(connection: sqlite3.Connection) -> None:
            self.archive = Archive(connection, folder, self._synced)

        try:
            self.do(begin)
        except OSError as error:
            return str(error)
        return ""

    @property
    def archives(self) -> bool:
        """Whether answers are kept as they came."""
        return self.archive is not None

    @property
    def taken(self) -> int:
        """How many notices were taken in."""
        return self._taken

    def begin_run(self, engine: str) -> int:
        self.run = self.do(runs.begin, engine)
        return self.run


def _settle(results: Iterable[tuple[Any, Any]]) -> None:
    """Tell everyone what came of their work, all of an event loop together: waking it takes 20 us."""
    waiting: dict[asyncio.AbstractEventLoop, list[tuple[Any, Any]]] = defaultdict(list)
    for future, result in results:
        if isinstance(future, asyncio.Future):
            waiting[future.get_loop()].append((future, result))
        elif future.set_running_or_notify_cancel():
            _tell([(future, result)])
    for loop, told in waiting.items():
        with suppress(RuntimeError):  # closed: the crawl was stopped at once
            loop.call_soon_threadsafe(_tell, told)


def _tell(results: Iterable[tuple[Any, Any]]) -> None:
    for future, result in results:
        if future.done():
            continue
        if isinstance(result, BaseException):
            future.set_exception(result)
        else:
            future.set_result(result)


def _parts(group: list[Task]) -> list[list[Task]]:
    """The group cut so that neighbouring notices go together, none of them twice, and everything else alone."""
    parts: list[list[Task]] = []
    ids: set[str] = set()
    for task in group:
        if task.kind == "notice" and parts and parts[-1][0].kind == "notice" and task.work.id not in ids:
            parts[-1].append(task)
        else:
            parts.append([task])
            ids.clear()
        if task.kind == "notice":
            ids.add(task.work.id)
    return parts
