"""The processes that read pages, asked for those of an archive: by the handful, some ahead of what is judged."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from crawler.read import process as reading
from crawler.tend.rereading.pages import Unread
from nouns.site import Site

A = TypeVar("A")
T = TypeVar("T")


async def ask(
    what: Callable[..., list[A | Unread]], folder: Path, asked: Sequence[Any], site: Site, *more: Any
) -> list[A | Unread]:
    """Have a process read these together; one by one, where one of them keeps it from that. `what`: a function of
    crawler/tend/rereading/pages.py, which is given `folder`, `asked`, `site` and `more`."""
    readers = reading.Readers.running()
    try:
        return await readers.ask(what, folder, asked, site, *more, of=site.name)
    except Exception as error:
        if not isinstance(error, reading.PageError) and not isinstance(error.__cause__, reading.PageError):
            raise
        if len(asked) == 1:
            return [Unread(str(error) or type(error).__name__)]
    answers = []
    for one in asked:
        answers += await ask(what, folder, [one], site, *more)
    return answers


async def ahead(
    what: Iterable[T], read: Callable[[T], Coroutine[Any, Any, A]], most: Callable[[], int]
) -> AsyncIterator[A]:
    """What is read of each, in their order; `most`: how many are read at a time."""
    waiting: deque[asyncio.Task[A]] = deque()
    try:
        for one in what:
            waiting.append(asyncio.ensure_future(read(one)))
            while len(waiting) >= most():
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
    finally:
        for task in waiting:
            task.cancel()
