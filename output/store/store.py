"""The store: the one writer of a database, with everything the crawl asks of it. What comes in at about the same time
goes together into one transaction (output/store/group_commit.py), and a caller's `await` returns after the commit: what
was acknowledged is on disk. The reactor is never blocked: it only enqueues."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar

from dedup import ENGINE
from dedup.clusters import Change
from dedup.index import parameters
from nouns.items import Address, ListingPage, Notice, Page
from output.refusals import DatabaseError
from output.store import frontier, ignored, judging, learned, notices, platforms, renaming, retext, runs
from output.store.archive.archive import Archive
from output.store.database import checkpoint, immediate, lacks, open_writer
from output.store.group_commit import GroupCommit
from output.store.intake import Intake, Reread
from output.store.records import Records
from pipelines.parameters import Shown, changing, same_date

if TYPE_CHECKING:
    from output.store.intake import Rejected, Taught

T = TypeVar("T")
P = ParamSpec("P")
logger = logging.getLogger(__name__)


class Store:
    """The writer of one database file. `Store.shared` gives everyone in the process the same one."""

    _open: ClassVar[dict[Path, Store]] = {}

    def __init__(self, path: str | Path, synchronous: str = "NORMAL") -> None:
        """Opens the file and brings its schema up to date. Raises output.store.database.DatabaseError."""
        self.path = Path(path)
        self._users = 0
        self._connection = open_writer(self.path, synchronous, check_same_thread=False).conn
        # What a savepoint could take back was written to a temporary file: a third of all writes. It is a few MB.
        self._connection.execute("PRAGMA temp_store = MEMORY")
        self._check_engine()
        self._synced = synchronous.upper() == "FULL"
        self._records = Records(self._connection)
        self._intake = Intake(self._connection, self._records)
        self._commits = GroupCommit(self.path, self._connection, self._intake)
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
        store = cls._open[key] = cls._open.get(key) or cls(path, synchronous)
        store._users += 1
        return store

    @classmethod
    @contextmanager
    def alone(cls, path: str | Path, synchronous: str = "NORMAL", makes: bool = False) -> Iterator[Store]:
        """The store of this file, under the lock that keeps other runs out; with `makes` also where there is none yet.
        What SQLite says against it meanwhile (disk full, locked too long) is raised as DatabaseError. Raises RunLocked.
        """
        if not makes:
            lacks(path)
        try:
            with ExitStack() as held:
                held.enter_context(runs.lock(path))
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
        self._commits.finish()
        self._records.partition.aside.shutdown()
        if self.archive:
            self.archive.close()
        self._reading.shutdown()
        self._reader.close()
        checkpoint(self._connection, self.path)
        self._connection.close()

    async def start_walk(self, site: str, full_walk_days: int) -> str:
        return await self.do_soon(frontier.start_walk, site, full_walk_days)

    async def pending(self, site: str) -> list[Address]:
        return await self.do_soon(frontier.pending, site)

    async def whole(self, site: str, urls: Sequence[str]) -> dict[str, int]:
        return await self.do_soon(frontier.whole, site, urls)

    async def discover(self, site: str, addresses: Sequence[Address]) -> None:
        await self.do_soon(frontier.discover, site, addresses)

    async def known(self, site: str, linked: Sequence[str], inline: Sequence[str]) -> dict[str, tuple | None]:
        """Of these addresses, those met before: articles with the title and date their listing showed. As of the last
        commit: a walk goes on by what this says, and would wait for all that was handed in before."""

        def look() -> dict[str, tuple | None]:
            stored = notices.known(self._reader, [self._intake.id_of(site, url) for url in inline])
            return {
                **{url: None for url in inline if self._intake.id_of(site, url) in stored},
                **frontier.known(self._reader, site, linked),
            }

        return await asyncio.get_running_loop().run_in_executor(self._reading, look)

    async def has_text(self, site: str, url: str) -> bool:
        """Whether a text is kept of this address."""

        def look() -> bool:
            query = "SELECT 1 FROM notices WHERE id = ? AND body <> ''"
            return self._reader.execute(query, (self._intake.id_of(site, url),)).fetchone() is not None

        return await asyncio.get_running_loop().run_in_executor(self._reading, look)

    async def ignore(self, site: str, names: Sequence[str] | None) -> None:
        """Parameters of its addresses that a site's table says to ignore; None: what its lists show."""
        if went := await self.do_soon(lambda _: ignored.pin(self._records, site, names)):
            logger.info("%s: %d notices were others once more", site, went)

    async def recognise(self, site: str, entries: Sequence[Shown], learn: bool) -> dict[str, str]:
        """What the addresses of a list's entries are known by, where it is something else; `learn`: from these."""
        loop, urls = asyncio.get_running_loop(), [entry.url for entry in entries]
        if learn:
            names, showed = await loop.run_in_executor(
                self._reading, lambda: changing(entries, ignored.met(self._reader, site), same_date)
            )
            if names:
                went = await self.do_soon(lambda _: ignored.learn(self._records, site, dict.fromkeys(names, showed)))
                said = "%s: %s changes and says nothing; %d notices were others once more"
                logger.info(said, site, ", ".join(sorted(names)), went)
        return await loop.run_in_executor(self._reading, ignored.known_by, self._reader, site, urls)

    async def unchanged(self, site: str, url: str) -> None:
        """The server says that this page is as it was."""
        await self._take(self._intake.unchanged, site, url)

    async def failed(self, site: str, address: Address, reason: str, final: bool = False) -> bool:
        """An address came to nothing. An article given up for good is a reject; returns whether it is."""
        return await self._take(self._intake.failed, site, address, reason, final)

    async def refused(self, site: str, address: Address, reason: str, pages: Sequence[Page] = ()) -> None:
        """A page was fetched and is not believed to be the article: the address waits and is tried again, and what the
        list said of it is kept among the rejects until then. `pages`: the answers, for the archive."""
        await self._take(self._intake.refused, site, address, reason, pages)

    async def take_back(self, site: str, url: str, reason: str) -> None:
        """A page that was believed turns out to be no article: its text goes, its address waits."""
        await self._take(self._intake.take_back, site, url, reason)

    async def learned(self, site: str) -> dict[str, Any]:
        """What earlier runs learned about a site's pages: output.store.learned.load."""
        return await self.do_soon(learned.load, site)

    async def made_with(self, site: str, platform: str) -> dict[int, str]:
        """A list says which platform made it. Returns lines that are the platform's, key -> text."""
        return await self.do_soon(platforms.note, site, platform)

    async def remember(self, site: str, memory: dict[str, Any], lines: dict[int, str]) -> list[Address]:
        """Keep what this run learned; new furniture goes out of what is stored. Returns addresses left with no text."""
        return await self._take(self._intake.remember, site, memory, lines)

    async def listed(self, page: ListingPage) -> None:
        """A listing page was taken in: it is done, what it led to is pending."""
        await self._take(self._intake.listed, page)

    async def save(self, notice: Notice) -> str:
        """Keep a notice, decide its record, and mark its page done, in one transaction. Returns what it was:
        new, changed, touched or unchanged."""
        self._intake.identify(notice)
        return await self._commits.save(notice)

    def hand_in(self, notice: Notice) -> Future[str]:
        """The same from ordinary code, which need not wait."""
        return self._commits.hand_in(notice)

    async def reject(self, item: Rejected, reason: str, detail: str) -> None:
        """Keep an item that cannot be a notice, as it came, with the reason."""
        await self._take(self._intake.rejected, item, reason, detail)

    def do(self, function: Callable[Concatenate[sqlite3.Connection, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """`function(connection, *arguments)` in a transaction, from ordinary code: waits for the commit."""
        return self._commits.do(lambda: function(self._connection, *arguments, **named))

    async def do_soon(
        self, function: Callable[Concatenate[sqlite3.Connection, P], T], *arguments: P.args, **named: P.kwargs
    ) -> T:
        """The same from code of an event loop."""
        return await self._commits.ask(lambda: function(self._connection, *arguments, **named))

    async def _take(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        return await self._commits.ask(lambda: function(*arguments, **named))

    def decide_furniture(self, site: str, line: str, drop: bool, who: str) -> list[str]:
        """An operator's word on a line of a site's pages. Returns the ids it changed. Raises FurnitureRefused."""
        return self._commits.do(lambda: retext.decide(self._records, site, line, drop, who))

    def decide_held(self, notice: str, accept: bool, who: str, body_hash: str | None = None) -> str:
        """An operator's word on the version of a notice that is held back; `body_hash`: of the one that was looked at.
        Returns the notice's id. Raises JudgementRefused for no such notice, HeldRefused where that is not held back."""
        return self._commits.do(lambda: self._intake.decide_held(notice, accept, who, body_hash))

    def rename(self, old: str, new: str) -> int:
        """Have a site bear another name; ids stay. Returns how many notices moved. Raises renaming.RenameRefused."""
        moved = self.do(renaming.rename, old, new)
        self._commits.do(self._intake.renamed)
        return moved

    def judge(self, a: str, b: str, verdict: str, who: str, why: str = "") -> list[Change]:
        """An operator's word on two notices, applied at once. Raises output.store.judging.JudgementRefused."""
        return self._commits.do(lambda: judging.judge(self._records, a, b, verdict, who, why))

    def reread(
        self,
        site: str,
        changed: Sequence[Notice],
        new: Sequence[Notice] = (),
        refused: Sequence[tuple[str, str]] = (),
        shown: Sequence[Address] = (),
        taught: Taught | None = None,
        trial: bool = False,
    ) -> Counter[str]:
        """Take in what a site's pages say that were read again: stored notices that say something else, notices that
        were not believed before, (address, why) of those that are no more, what lists say of addresses, and what was
        learned of the site (crawler.tend.rereading.found.Learned). Returns how many records were added, changed,
        merged, split, deleted; `trial`: would be, and all stays as it was."""
        return self._commits.do(lambda: self._intake.reread(Reread(site, changed, new, refused, shown, taught), trial))

    def keep_pages(self, folder: Path) -> str:
        """Keep answers as they came from now on, in this folder. Returns why that cannot be, "" where it can."""

        def begin(connection: sqlite3.Connection) -> None:
            self._intake.archive = Archive(connection, folder, self._synced)

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
    def archive(self) -> Archive | None:
        """Where answers are kept as they came, if anywhere."""
        return self._intake.archive

    def expect_many(self) -> None:
        """Notices come by the hundred: have a process beside this one started now, not when they are there."""
        self._commits.have_help()

    @property
    def taken(self) -> int:
        """How many notices were taken in."""
        return self._commits.taken

    def begin_run(self, engine: str) -> int:
        """Open a run. Returns its number, which what comes in bears from now on."""
        self._intake.run = self.do(runs.begin, engine)
        return self._intake.run

    @property
    def run(self) -> int:
        """The run that what comes in is of; 0 before there is one."""
        return self._intake.run

    def watch(self, told: Callable[[int], None] | None) -> None:
        """Have somebody told, from the writer's thread, how many notices were taken in."""
        self._commits.on_commit = told
