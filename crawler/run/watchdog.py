"""The watchdog: a thread beside the reactor that ends a run which hangs, and has it told; systemd's is fed from here.

A reactor that is blocked (a library that fetches by itself, a lock, a regular expression) hears no signal and reaches
no bound of its own. Whoever works says so by `beat`, and what has to end by `within`; when neither came true in time,
the thread writes where every other thread stands, calls `end`, and ends the process. Where even a thread is not given
the interpreter, a timer of C's ends the process; the next run then tells that this one crashed.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import TextIO

LOOK = 0.5  # seconds between two looks
ABRUPT = 60  # seconds after `hung` at which a process is ended whose interpreter is held

logger = logging.getLogger(__name__)


class Watchdog:
    """Watches from `begin` to `leave`."""

    def __init__(self, end: Callable[[str], int], hung: float) -> None:
        """`end`: called from the thread with why, to write and tell what it can; returns the exit status. `hung`:
        seconds that may pass between two beats; 0 watches nothing."""
        self.end, self.hung = end, hung
        self._why = f"hung: nothing moved for {hung:g} s"
        self._until = time.monotonic() + hung
        self._fixed = False
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def begin(self) -> None:
        if self.hung:
            self.beat()
            self._arm()  # before there is a first look: an interpreter may be held from the first page on
            self._thread.start()

    def beat(self) -> None:
        """Whoever is watched is alive."""
        if not self._fixed:
            self._until = time.monotonic() + self.hung

    def within(self, seconds: float, why: str) -> None:
        """All has to end within so many seconds, whatever beats; `why` is told if it does not."""
        self._until, self._why, self._fixed = time.monotonic() + seconds, why, True

    def leave(self) -> None:
        """Nothing is watched any more."""
        self._left.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        last = time.monotonic()
        while not self._left.wait(LOOK):
            now = time.monotonic()
            # The whole process stood still (SIGSTOP, a machine out of memory): nobody could have beaten.
            self._until += max(0.0, now - last - 10 * LOOK)
            last = now
            if now > self._until:
                self._bite()
            self._arm()
            notify_systemd("WATCHDOG=1")
        faulthandler.cancel_dump_traceback_later()

    def _arm(self) -> None:
        """End the process abruptly where this is not called again in time."""
        with contextlib.suppress(OSError, ValueError, RuntimeError, AttributeError):  # no standard error
            faulthandler.dump_traceback_later(self.hung + ABRUPT, exit=True, file=_standard_error())

    def _bite(self) -> None:
        status = 3
        try:
            with contextlib.suppress(Exception):
                logger.critical("%s; where the threads stand:", self._why)
                faulthandler.dump_traceback(file=_standard_error())
            status = self.end(self._why)
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(Exception):
                    stream.flush()
        finally:
            os._exit(status)


def notify_systemd(state: str) -> None:
    """Tell the service manager that started us, if one did (sd_notify(3))."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to:
        to.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)


def _standard_error() -> TextIO:
    """Raises RuntimeError where there is none."""
    if sys.__stderr__ is None:
        raise RuntimeError("no standard error")
    return sys.__stderr__
