"""Refusals: why a command does nothing, told in one line, with its exit status. Every start of scrapy imports this."""

from __future__ import annotations

EXIT = {"ok": 0, "degraded": 2, "failed": 3, "crashed": 3}
LOCKED = 75  # EX_TEMPFAIL of sysexits.h: try again later


class Refusal(Exception):
    """Raised when what was asked for is not done; the message says why. `status`: the command's exit status."""

    status = EXIT["failed"]


class DatabaseError(Refusal):
    """Raised when the database file cannot be opened, created, understood or written; the message names it."""


class RunLocked(Refusal):
    """Raised when another run holds the database's lock; the message says who."""

    status = LOCKED
