"""Pages are read in a process of their own, so that none, however heavy or hostile, holds up the crawl.

Between the spider and `answers.py`, which says what is done there: the bytes of an answer go in, an Article or a
Listing comes out, listings first. Texts are cleaned there too: an article's along with it, and what stands whole in a
list. In the reactor's thread a page of 100 KB took 30 ms and the worst 400 (bench/crawl.py); asking for it takes 0.2.

One process serves all spiders of a crawl, a page of each site in turn. The first page starts it; a page that ends it
is an error of that page, and the next ones are read by another. A site with a page that takes longer than QUICK, or one
that took more than HEAVY, is read by a second process from then on, which stands behind the first: what one site does,
it does to itself and to its like. There a page has LONGEST, and QUICK once SHARE seconds of the site came to nothing.
"""

from __future__ import annotations

import asyncio
import pickle
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from crawler.read import answers
from dedup import aside

if TYPE_CHECKING:
    from socket import socket

    from nouns.found import Article, Listing
    from nouns.items import Notice
    from nouns.site import Site

QUICK, LONGEST = 2, 20  # seconds of processor time that a page may take: where all sites are read, and in the end
FOR_A_MEGABYTE = 10  # seconds more for each of a page: 60,000 entries of 6.7 MB take half a minute, and are no attack
HEAVY = 1  # seconds of a page after which its site is read apart
SHARE = 60  # seconds that a site may waste in a run on pages that take longer than LONGEST
LOADED = "crawler.read.article.article crawler.read.charset crawler.read.listing.listing pipelines.said"
AT_ONCE = 4  # pages that are with a process; the others can still be overtaken by a listing page
MANY, TOGETHER = 200, 100_000  # notices, and characters, that are cleaned in one piece
LIGHT = 0.1  # seconds: what took longer is with the process alone, so that another site's page waits for one only
BEHIND = 10  # niceness of the process that reads what is heavy


class PageError(Exception):
    """Raised for a page that ended the process that read it, or was the cause of what is raised: its traceback."""


def prepare(processes: int = 1) -> None:
    """Start so many processes, which take half a second to load what reads pages, before there is an event loop."""
    with suppress(OSError):
        while len(_Process.prepared) < processes:
            _Process.prepared.append(aside.start(LOADED, copy=True))


def begin() -> None:
    """Start the process, if it was not prepared, so that it is there when the first page is."""
    Readers.running().ask(int)


def read_by(processes: int) -> None:
    """Have so many processes read at once what this event loop asks for."""
    Readers.running().begin(processes)


async def read_listing(
    body: bytes, declared: str, url: str, now: datetime, site: Site, column: Collection[int] = ()
) -> Listing:
    """What crawler.read.listing.listing.find says of an answer's bytes; `declared`: its Content-Type; `column`: keys of
    lines beside the list. It goes before articles: what there is to fetch depends on it. Raises PageError."""
    return await Readers.running().ask(
        answers.listing_of, body, declared, url, now, site, column, of=site.name, first=True
    )


async def read_article(
    body: bytes, declared: str, url: str, now: datetime, title: str, site: Site, furniture: Collection[int] = ()
) -> Article:
    """What crawler.read.article.article.read says of an answer's bytes, and what cleaning makes of it; `declared`: its
    Content-Type; `title`: for one without; `furniture`: keys of lines that are the site's. Raises PageError."""
    return await Readers.running().ask(
        answers.article_of, body, declared, url, now, title, site, furniture, of=site.name
    )


async def read_file(body: bytes, url: str, title: str, site: Site) -> Article:
    """What crawler.read.files.read says of a file that stands where a page would, and what cleaning makes of it. Raises
    nothing: one that ends the process, or takes too long, is unreadable."""
    try:
        return await Readers.running().ask(answers.article_of_file, body, url, title, of=site.name)
    except PageError:
        return answers.file_of(title, url, "", ("unreadable-file",), body)


async def clean(notices: Iterable[Notice]) -> None:
    """Have made, for notices that come without it, what pipelines.said.said makes of them. Raises PageError."""
    bare = [notice for notice in notices if notice.said is None]
    readers = Readers.running()
    parts = list(_by_length(bare))
    asked = [readers.ask(answers.clean_all, [_texts(notice) for notice in part], of=part[0].site) for part in parts]
    for part, made in zip(parts, await asyncio.gather(*asked), strict=True):
        for notice, said in zip(part, made, strict=True):
            notice.said = said


def _texts(notice: Notice) -> tuple[str, str]:
    return notice.title_raw, notice.body_raw if notice.body_cut is None else notice.body_cut


def _by_length(notices: Sequence[Notice]) -> Iterator[list[Notice]]:
    """Notices that are cleaned in one piece: asking takes as long as to clean a short one."""
    part, length = [], 0
    for notice in notices:
        part.append(notice)
        length += len(notice.body_raw)
        if length > TOGETHER or len(part) == MANY:
            yield part
            part, length = [], 0
    if part:
        yield part


@dataclass(eq=False, slots=True)
class _Piece:
    """What is asked, for which site, and who waits for it."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    site: str
    answer: asyncio.Future


class Readers:
    """The crawl's end, of one event loop: the process that reads, and the one for sites that are heavy."""

    _latest: Readers | None = None

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.quick, self.slow = [_Process(self)], _Process(self, BEHIND)
        self.heavy: set[str] = set()  # sites that are read apart
        self.took: dict[str, float] = {}  # site -> seconds that its last page took
        self.wasted: defaultdict[str, float] = defaultdict(float)  # site -> seconds that came to nothing

    @classmethod
    def running(cls) -> Readers:
        if cls._latest is None or cls._latest.loop is not asyncio.get_running_loop():
            cls._latest = cls()
        return cls._latest

    def ask(self, function: Callable[..., Any], *arguments: Any, of: str = "", first: bool = False) -> asyncio.Future:
        """What comes of it; `of`: the site; `first`: before all of it that waits."""
        piece = _Piece(function, arguments, of, self.loop.create_future())
        self.for_site(of).add(piece, first)
        return piece.answer

    def begin(self, processes: int) -> None:
        """Have so many processes read at once, where nothing else takes the processors: what reads an archive."""
        self.quick += [_Process(self) for _ in range(processes - len(self.quick))]

    def for_site(self, site: str) -> _Process:
        """The process that its next page is for."""
        return self.slow if site in self.heavy else min(self.quick, key=lambda process: process.load)

    def bound(self, process: _Process, piece: _Piece) -> float:
        if process in self.quick or self.wasted[piece.site] >= SHARE:
            return QUICK
        page = piece.arguments[0] if piece.arguments else b""
        return LONGEST + (FOR_A_MEGABYTE * len(page) // 2**20 if isinstance(page, bytes) else 0)

    def read(self, piece: _Piece, seconds: float) -> None:
        """A page was read, and took so long."""
        self.took[piece.site] = seconds
        if seconds > HEAVY:
            self.set_apart(piece.site)

    def ended(self, process: _Process, piece: _Piece, status: int) -> None:
        """A page ended its process."""
        if status not in aside.OUT_OF_TIME:
            piece.answer.set_exception(PageError(f"the process that read it ended with {status}"))
            return
        if process in self.quick:
            self.set_apart(piece.site)
            self.slow.add(piece, first=True)
            return
        bound = self.bound(process, piece)
        self.wasted[piece.site] += bound
        piece.answer.set_exception(PageError(f"reading it took longer than {bound} s"))

    def set_apart(self, site: str) -> None:
        self.heavy.add(site)
        for process in self.quick:
            for piece in process.withdraw(site):
                self.slow.add(piece)


class _Process(asyncio.Protocol):
    """A process that reads, and what waits for it: sites take turns."""

    prepared: ClassVar[list[tuple[aside.Process, socket]]] = []

    def __init__(self, readers: Readers, niceness: int = 0) -> None:
        self.readers, self.niceness = readers, niceness
        self.waiting: dict[str, deque[_Piece]] = {}  # site -> its pieces; the first site is next
        self.asked: deque[_Piece] = deque()  # of the process, or to be when it is there
        self.transport: Any = None
        self.received = bytearray()

    def add(self, piece: _Piece, first: bool = False) -> None:
        pieces = self.waiting.setdefault(piece.site, deque())
        (pieces.appendleft if first else pieces.append)(piece)
        self.begin()

    def begin(self) -> None:
        """Hand in what can be; start the process for it, if there is none."""
        idle = not self.transport and not self.asked
        self.hand_in()
        if idle and self.asked:
            self.starting = self.readers.loop.create_task(self.start())

    @property
    def load(self) -> int:
        """How much it has to do."""
        return len(self.asked) + sum(map(len, self.waiting.values()))

    def withdraw(self, site: str) -> Iterable[_Piece]:
        """What waits of a site, and waits here no longer."""
        return self.waiting.pop(site, ())

    def hand_in(self) -> None:
        while self.waiting and self.takes_more():
            site = next(iter(self.waiting))
            pieces = self.waiting.pop(site)
            piece = pieces.popleft()
            if pieces:  # behind the others
                self.waiting[site] = pieces
            if piece.answer.done():  # the crawl was stopped meanwhile
                continue
            self.asked.append(piece)
            if self.transport:
                self.transport.write(self.frame(piece))

    def takes_more(self) -> bool:
        took = self.readers.took
        return not self.asked or (
            len(self.asked) < AT_ONCE and all(took.get(piece.site, 0) < LIGHT for piece in self.asked)
        )

    def frame(self, piece: _Piece) -> bytes:
        return aside.framed(piece.function, piece.arguments, self.readers.bound(self, piece))

    async def start(self) -> None:
        try:
            ready = [] if self.niceness else self.prepared
            self.process, ours = ready.pop() if ready else aside.start(LOADED, self.niceness)
            await self.readers.loop.create_connection(lambda: self, sock=ours)
        except OSError as error:
            while self.asked:
                self.settle(error, 0)

    def settle(self, result: Any, seconds: float) -> None:
        """Give the one who asked first what came of it."""
        piece = self.asked.popleft()
        self.readers.read(piece, seconds)
        self.hand_in()
        if piece.answer.done():
            return
        if isinstance(result, Exception):
            piece.answer.set_exception(result)
        else:
            piece.answer.set_result(result)

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.writelines([self.frame(piece) for piece in self.asked])

    def data_received(self, data: bytes) -> None:
        self.received += data
        while len(self.received) >= 8 and len(self.received) - 8 >= (size := int.from_bytes(self.received[:8], "big")):
            result, cause, seconds = pickle.loads(self.received[8 : 8 + size])
            del self.received[: 8 + size]
            if cause:
                result.__cause__ = PageError(cause)
            self.settle(result, seconds)

    def connection_lost(self, error: Exception | None) -> None:
        self.transport = None
        self.received.clear()
        status = aside.end(self.process)
        asked, self.asked = self.asked, deque()
        culprit = asked.popleft() if asked else None
        if culprit is not None and not culprit.answer.done():
            self.readers.ended(self, culprit, status)
        for piece in reversed(asked):
            self.readers.for_site(piece.site).add(piece, first=True)
        self.begin()
