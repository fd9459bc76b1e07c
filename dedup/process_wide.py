"""What is set for a whole process, and what each buys. Nothing else in the house changes what is not its own.

It stands at the bottom so that everything may ask for it, and imports nothing that is not there anyway.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 50_000  # objects; Python's default is 700
TURN = 0.0005  # seconds; Python's default is 5 ms


def one_thread_of_linear_algebra() -> None:
    """numpy's linear algebra, which nothing here asks, starts a thread a processor: 0.1 s a process. To be called
    before numpy is imported; an operator's own setting stays."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def settle() -> None:
    """The garbage collector of a process that takes in pages or notices by the thousand: what is loaded by now stays,
    and notices leave few cycles. Looking for them took a tenth of a crawl's time and stopped it for 80 ms every 200
    pages. Once a process; later calls change nothing.

    A crawl of 2,000 pages leaves a thousand objects in cycles; what waits to be fetched or written is looked through
    in vain. The rarer, the more of it is gone by then: .09 s of a crawl in place of .3 with 10,000."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.set_threshold(YOUNG)


def leave() -> None:
    """The process is about to end: Python then looks for cycles three times in all there is, .06 s after a crawl, to
    free what ends with the process. To be called last."""
    gc.freeze()


def take_turns() -> None:
    """Threads hand over to each other at once: a crawl's reactor and its writer would wait 5 ms each time."""
    sys.setswitchinterval(TURN)


def bind_none_as_it_is() -> None:
    """Without an adapter of its own, every None that SQLite is given is asked whether it can adapt itself: 200,000 rows
    with three in six columns took .37 s to write, and take .26 s."""
    import sqlite3

    sqlite3.register_adapter(type(None), lambda none: none)


def read_cells_of_any_length() -> None:
    """Python's csv refuses a cell of more than 131,072 characters, which a long notice has."""
    import csv

    csv.field_size_limit(sys.maxsize)


@contextmanager
def as_if_not_installed(package: str) -> Iterator[None]:
    """Within, importing a package fails, unless it is there already: sqlite-utils imports pandas to know its type of
    dates, 66 MB and .4 s of every command."""
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment]  # what says that there is none
    try:
        yield
    finally:
        del sys.modules[package]
