"""Decide, all at once: the processes that sign and decide for `batch`, and what is done in them.

Each opens the source itself and remembers documents with what was derived of them, since one document is in many pairs.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import compress
from operator import attrgetter
from typing import ParamSpec, TypeAlias, TypeVar

import numpy as np

from dedup import remembered, sight, verify
from dedup.aside import Aside
from dedup.bitmaps import Bitmap, each_far, together
from dedup.bounded import Remembered
from dedup.pieces import Text, new, sign_documents
from dedup.sight import Face
from dedup.verify import Decision, Document
from dedup.whole import Source

BITMAPS = 16_384  # bitmaps a process remembers, 2 KB each
FEW = 400  # notices for which starting processes takes longer than the work
BEHIND = 6  # pieces that one process has to do more than another, from which on the other does the next
DIGEST = 8  # bytes that tell what a notice says

Fields: TypeAlias = tuple[float, float, str | None, str, str]  # of a Decision

_fields = attrgetter(*Decision.__dataclass_fields__)

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Here(Executor):
    """The process of one who works alone."""

    def submit(self, function: Callable[Given, Made], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Made]:
        """What the function makes, made at once."""
        future: Future[Made] = Future()
        future.set_result(function(*args, **kwargs))
        return future


class Lanes:
    """Processes that each have a part of the notices to themselves: what one has read and derived a form of, no other
    does again. But who is behind is helped."""

    def __init__(self, processes: Sequence[Executor]) -> None:
        self._processes = processes
        self._waiting, self._lock = [0] * len(processes), threading.Lock()

    @property
    def alone(self) -> bool:
        """Whether what is submitted is done at once, here."""
        return isinstance(self._processes[0], Here)

    def home(self, place: int | np.ndarray, count: int) -> int | np.ndarray:
        """Whose a notice is that stands at this place of so many: neighbours are reposts of each other more often."""
        return place * len(self._processes) // max(count, 1)

    def submit(
        self, home: int, function: Callable[Given, Made], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Made]:
        """Have something done by the process whose it is, or by one who has much less to do."""
        with self._lock:
            idlest = min(range(len(self._waiting)), key=self._waiting.__getitem__)
            lane = home if self._waiting[home] - self._waiting[idlest] < BEHIND else idlest
            self._waiting[lane] += 1
        future = self._processes[lane].submit(function, *args, **kwargs)
        future.add_done_callback(partial(self._done, lane))
        return future

    def _done(self, lane: int, _future: Future) -> None:
        with self._lock:
            self._waiting[lane] -= 1


@contextmanager
def workers(source: Source, count: int, processes: int | None) -> Iterator[Lanes]:
    """Who does `sign` and `decide` of `count` notices of the source. `processes`: see `batch.partition`."""
    if processes is None:
        processes = 0 if count < FEW else os.cpu_count() or 1
    _open(source)  # also for what a process that ended leaves undone
    if not processes:
        yield Lanes([Here()])
        return
    with ExitStack() as stack:
        beside = [stack.enter_context(Aside("dedup.batch_workers")) for _ in range(processes)]
        for process in beside:
            process.begin()
        for process in beside:
            if process.is_there():
                process.submit(_open, source)
        try:
            yield Lanes(beside)
        except BaseException:
            for process in beside:
                process.shutdown(cancel_futures=True)
            raise


def sign(nodes: Sequence[int], seen: bytes) -> bytes | None:
    """What `batch` reads of these nodes: digests, signatures, and the prefixes of their ranks as JSON. None if the
    texts are those whose digests were seen."""
    with _desk.turn:
        return _sign(nodes, seen)


def _sign(nodes: Sequence[int], seen: bytes) -> bytes | None:
    texts = _desk.source.read(nodes)
    digests = b"".join(map(_digest, texts))
    if digests == seen:
        return None
    documents = [new(text) for text in texts]
    signed = sign_documents(documents, texts)
    _desk.faces.put({node: of.face for node, of in zip(nodes, documents, strict=True)})
    return digests + signed.signatures.tobytes() + json.dumps(signed.ranks).encode()


def decide(pairs: Sequence[tuple[int, int]], many: Sequence[bool]) -> list[Fields | None]:
    """The fields of the decisions about pairs of nodes; None: different at sight, where the pair is one of many, or far
    apart."""
    with _desk.turn:
        return _decide(pairs, many)


def _decide(pairs: Sequence[tuple[int, int]], many: Sequence[bool]) -> list[Fields | None]:
    crowd = {*compress(pairs, many)} | remembered.crowded(pairs)
    faces = _desk.faces_of(_nodes(crowd))
    alike = []
    for pair in pairs:
        a, b = pair
        if pair not in crowd or not sight.are_apart(faces[a], faces[b]):
            alike.append(pair)
    near = [pair for pair, far in zip(alike, _far(alike), strict=True) if not far]
    documents = _desk.documents_of(_nodes(near))
    made: dict[tuple[int, int], Fields] = {}
    for a, b in near:
        made[a, b] = _fields(verify.decide(documents[a], documents[b]))
    return [made.get(pair) for pair in pairs]


class _Desk:
    """What a process works with: the source, and what it remembers of its documents."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.turn = threading.Lock()  # of the threads that do what processes left undone
        self.faces: Remembered[int, Face] = remembered.faces()
        self._documents: Remembered[int, Document] = remembered.documents()
        self._bitmaps: Remembered[int, Bitmap] = Remembered(BITMAPS)

    def documents_of(self, nodes: Collection[int]) -> dict[int, Document]:
        return self._documents.get(nodes, self._read)

    def faces_of(self, nodes: Collection[int]) -> dict[int, Face]:
        return self.faces.get(nodes, lambda unseen: {node: of.face for node, of in self.documents_of(unseen).items()})

    def bitmaps_of(self, nodes: Collection[int]) -> dict[int, Bitmap]:
        return self._bitmaps.get(
            nodes, lambda unseen: {node: of.bitmap for node, of in self.documents_of(unseen).items()}
        )

    def _read(self, nodes: list[int]) -> dict[int, Document]:
        documents = dict(zip(nodes, map(new, self.source.read(nodes)), strict=True))
        for node, face in self.faces.known(nodes).items():
            documents[node].seen(face)
        return documents


_desk: _Desk  # this process's


def _open(source: Source) -> None:
    global _desk
    _desk = _Desk(source)


def _digest(text: Text) -> bytes:
    said = "\0".join((text.id, text.title, text.body, text.published or "", text.title_raw, text.site, *text.flags))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def _nodes(pairs: Iterable[tuple[int, int]]) -> set[int]:
    return {node for pair in pairs for node in pair}


def _far(pairs: Sequence[tuple[int, int]]) -> np.ndarray:
    """`bitmaps.far` of these pairs, bool."""
    if not pairs:
        return np.zeros(0, dtype=bool)
    found = _desk.bitmaps_of(_nodes(pairs))
    return each_far(together([found[a] for a, _ in pairs]), together([found[b] for _, b in pairs]))
