"""The writer's thread: work that is handed in while a transaction is being committed goes together into the next one.

A future is settled after the commit: what was acknowledged is on disk. Where a piece of work fails, its group is rolled
back and done again piece by piece, each in a savepoint. Who hands in only enqueues.
"""

from __future__ import annotations

import asyncio
import logging
import os
import queue
import sqlite3
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from nouns.items import Notice
from output.store.database import immediate
from output.store.intake import TOGETHER, Intake

T = TypeVar("T")
logger = logging.getLogger(__name__)
GROUP, LEAST = TOGETHER, 128  # pieces of work done and committed together at most, and that make a group to come
AHEAD = 2  # groups behind the one at hand that are signed; pairs of the first of them are decided
GATHER, PAUSE = 0.25, 0.05  # seconds: a notice waits that long for others, and less when nothing comes for a PAUSE
BUSY = 200  # notices taken in or waiting after which a process beside this one helps; to start it takes half a second
PROCESSORS = os.cpu_count() or 1
FOLDED = 10_000  # rows changed between two times the log is folded into the file, some 10 MB
# New records made searchable with their notices, between two groups of a busy crawl, and while nothing else is to do.
FEW, SOME, SEARCHABLE = 8, 64, 256
PATIENCE = 0.02  # seconds that a group waits for its pairs before new records are made searchable meanwhile

Waiting = asyncio.Future[Any] | Future[Any]
Settled = tuple[Waiting, Any]  # who waits, and the result or the exception


class Task(NamedTuple):
    """A piece of work and who waits for it: code of an event loop, or ordinary code in another thread. With neither a
    notice nor a call it is the end."""

    future: Waiting
    notice: Notice | None = None
    call: Callable[[], Any] | None = None

    @property
    def is_end(self) -> bool:
        return self.notice is None and self.call is None


class GroupCommit:
    """The thread, over one writing connection."""

    def __init__(self, path: Path, connection: sqlite3.Connection, intake: Intake) -> None:
        self.path = path
        self.taken = 0  # notices
        self.on_commit: Callable[[int], None] | None = None  # told how many notices were taken in, from the thread
        self._connection, self._intake, self._records = connection, intake, intake.records
        self._queue: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._thread.start()

    async def save(self, notice: Notice) -> str:
        """Have a notice taken in. Returns what it was."""
        future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._queue.put(Task(future, notice=notice))
        return await future

    def hand_in(self, notice: Notice) -> Future[str]:
        """The same from ordinary code."""
        future: Future[str] = Future()
        self._queue.put(Task(future, notice=notice))
        return future

    async def ask(self, call: Callable[[], T]) -> T:
        """Have something done in a transaction, from code of an event loop."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.put(Task(future, call=call))
        return await future

    def do(self, call: Callable[[], T]) -> T:
        """The same from ordinary code: waits for the commit."""
        future: Future[T] = Future()
        self._queue.put(Task(future, call=call))
        return future.result()

    def have_help(self) -> None:
        """Have a process beside this one sign notices and decide pairs, where there is a processor for it."""
        if PROCESSORS > 1:
            self._records.partition.aside.begin()

    def finish(self) -> None:
        """Do all that was handed in, and end the thread."""
        self._queue.put(Task(Future()))
        self._thread.join()

    # The thread --------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        groups: deque[list[Task]] = deque()
        stopping, folded = False, 0
        folding: Future[None] | None = None
        with ThreadPoolExecutor(1, "store") as beside:
            while not stopping:
                group = groups.popleft() if groups else self._gather()
                self._look_behind(groups)
                while self._records.unsearched and self._records.partition.waits(PATIENCE):
                    self._make_searchable(SOME, here=True)
                stopping = any(task.is_end for task in group)
                _settle(self._commit(group, alone=not groups))
                if not groups and self._queue.qsize() < SOME <= len(self._records.unsearched):
                    self._make_searchable(2 * SOME)  # a group leaves more than SOME
                is_long = self._connection.total_changes - folded > FOLDED
                if is_long and (folding is None or folding.done()):
                    folded, folding = self._connection.total_changes, beside.submit(self._fold)
        while self._records.unsearched:
            self._make_searchable(SEARCHABLE)

    def _gather(self) -> list[Task]:
        """The next piece of work with what waits, and behind a notice with what comes right after. One by one notices
        cost 3 ms of processor time, by twenty 2, and the reactor has to do without."""
        group = [self._next()]
        group += self._waiting(GROUP - 1)
        latest = time.monotonic() + GATHER
        while group[-1].notice is not None and len(group) < GROUP and time.monotonic() < latest:
            try:
                group.append(self._queue.get(timeout=PAUSE))
            except queue.Empty:
                break
        return group

    def _next(self) -> Task:
        """The next piece of work; while there is none, new records are made searchable."""
        while self._records.unsearched:
            try:
                return self._queue.get(timeout=PAUSE)
            except queue.Empty:
                self._make_searchable(SEARCHABLE)
        return self._queue.get()

    def _waiting(self, most: int) -> list[Task]:
        waiting: list[Task] = []
        while len(waiting) < most:
            try:
                waiting.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return waiting

    def _look_behind(self, groups: deque[list[Task]]) -> None:
        """Make groups of what waits, and have their notices signed while those before them are being written."""
        while len(groups) < AHEAD and (waiting := self._queue.qsize()) >= LEAST:
            # Half of it: what is acknowledged comes back as the next, and would find nothing behind the group at hand.
            behind = self._waiting(max(LEAST, min(GROUP, waiting // 2)))
            groups.append(behind)
            coming = [task.notice for task in behind if task.notice is not None]
            if coming:
                self._records.prepare(coming)
        if self.taken >= BUSY or len(groups) == AHEAD:
            self.have_help()

    def _make_searchable(self, most: int, here: bool = False) -> None:
        try:
            with immediate(self._connection):
                self._records.make_searchable(most, here)
        except sqlite3.Error as error:  # disk full; what is missing is seen when the file is opened again
            logger.warning("%s: search is behind: %s", self.path, error)
            self._records.unsearched.clear()

    def _fold(self) -> None:
        """Fold the log into the file, while the writer goes on: waiting for the disk would take it a sixth of its time.
        What is written meanwhile stays, until a commit finds the log at wal_autocheckpoint and little left to fold."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    # A transaction -----------------------------------------------------------------------------------------------

    def _commit(self, group: list[Task], alone: bool) -> list[Settled]:
        """Do a group in a transaction; `alone`, if no other waits behind it: a few new records are made searchable
        there. Returns what came of each piece of work."""
        try:
            results = self._do_all(group)
            archive = self._intake.archive
            if alone and 0 < len(self._records.unsearched) <= FEW:
                self._records.make_searchable(FEW)
            if archive:
                archive.settle()
            self._connection.commit()
            if archive:
                archive.committed()
        except BaseException as error:  # all is lost as one: disk full, database locked for too long
            self._roll_back()
            return [(task.future, error) for task in group]
        self.taken += sum(task.notice is not None for task in group)
        if self.on_commit:
            self.on_commit(self.taken)
        return results

    def _do_all(self, group: list[Task]) -> list[Settled]:
        """Begin a transaction and do a group in it, together if that is possible."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            return [settled for part in _parts(group) for settled in self._perform(part)]
        except Exception:  # who is to blame is found out one by one
            self._roll_back()
            self._connection.execute("BEGIN IMMEDIATE")
            return [settled for task in group for settled in self._try(task)]

    def _roll_back(self) -> None:
        self._connection.rollback()
        if self._intake.archive:
            self._intake.archive.back_to()
        self._records.forget()

    def _perform(self, part: list[Task]) -> list[Settled]:
        """Do one piece of work, or several notices together."""
        together = [task.notice for task in part if task.notice is not None]
        if together:
            outcomes = self._intake.save(together)
            return [(task.future, outcome) for task, outcome in zip(part, outcomes, strict=True)]
        (task,) = part
        return [(task.future, task.call() if task.call else None)]

    def _try(self, task: Task) -> list[Settled]:
        """Do one piece of work in a savepoint: it is taken back alone if it fails. Every page that is written then is
        copied first, a twentieth of the writer's time."""
        self._connection.execute("SAVEPOINT piece")
        mark = self._intake.archive.mark if self._intake.archive else 0
        try:
            return self._perform([task])
        except Exception as error:
            self._connection.execute("ROLLBACK TO piece")
            if self._intake.archive:
                self._intake.archive.back_to(mark)
            self._records.forget()
            return [(task.future, error)]
        finally:
            if self._connection.in_transaction:
                self._connection.execute("RELEASE piece")


def _parts(group: list[Task]) -> list[list[Task]]:
    """The group cut so that neighbouring notices go together, none of them twice, and everything else alone."""
    parts: list[list[Task]] = []
    together: set[str] = set()  # notices of the last part
    for task in group:
        if task.notice is None:
            parts.append([task])
            together.clear()
        elif together and task.notice.id not in together:
            parts[-1].append(task)
            together.add(task.notice.id)
        else:
            parts.append([task])
            together = {task.notice.id}
    return parts


def _settle(results: Iterable[Settled]) -> None:
    """Tell everyone what came of their work, all of an event loop together: waking it takes 20 us."""
    waiting: dict[asyncio.AbstractEventLoop, list[Settled]] = defaultdict(list)
    for future, result in results:
        if isinstance(future, asyncio.Future):
            waiting[future.get_loop()].append((future, result))
        elif future.set_running_or_notify_cancel():
            _tell([(future, result)])
    for loop, told in waiting.items():
        with suppress(RuntimeError):  # closed: the crawl was stopped at once
            loop.call_soon_threadsafe(_tell, told)


def _tell(results: Iterable[Settled]) -> None:
    for future, result in results:
        if future.done():
            continue
        if isinstance(result, BaseException):
            future.set_exception(result)
        else:
            future.set_result(result)
